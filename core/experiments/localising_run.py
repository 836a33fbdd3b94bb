"""Localisation over many photographs by many methods: kept as it comes, and gone on with after any end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.errors import ExplainError, ImageError
from core.experiments.eyes import EyeItem, landmarks_of
from core.experiments.faithfulness import FaithfulnessBench
from core.experiments.localising import MAX_GRID_PX, Row, rows_of, truth_of
from core.experiments.rowfile import Batch, RowFile
from core.explain.abilities import why_not
from core.explain.catalogue import CATALOGUE
from core.explain.explainer import Explainer
from core.explain.method import Method
from core.explain.probing import probe
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.networks.loaded import LoadedModel


@dataclass(frozen=True, slots=True)
class LocalisingPlan:
    """What is measured: every method at each of `layers` (None: all), by masks of `codes` (empty: all but `beside`).

    `target` is the class that is explained, None for the predicted one of each photograph.
    """

    methods: tuple[Method, ...]
    layers: tuple[str, ...] | None = None
    codes: tuple[str, ...] = ()
    target: int | None = None
    grid_px: int = MAX_GRID_PX
    has_faithfulness: bool = False
    has_anatomy: bool = False
    is_fundus: bool = True

    def settings(self, model: LoadedModel) -> dict[str, Any]:
        """What rows depend on, as JSON values; which methods they are of they say themselves."""
        return {
            "model": model.id,
            "layers": None if self.layers is None else list(self.layers),
            "codes": list(self.codes),
            "target": self.target,
            "grid_px": self.grid_px,
            "has_faithfulness": self.has_faithfulness,
            "has_anatomy": self.has_anatomy,
        }


@dataclass(slots=True)
class LocalisingRun:
    """What is there so far. `left_out` says which photographs could not be used, `not_asked` which methods."""

    rows: list[Row] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)
    not_asked: dict[Method, str] = field(default_factory=dict)
    without_landmarks: list[str] = field(default_factory=list)


def askable(model: LoadedModel, methods: Sequence[Method]) -> tuple[tuple[Method, ...], dict[Method, str]]:
    """Those of the methods that this network has what it takes for, and why not the others."""
    abilities = probe(model.module, model.layers, device=model.device)
    reasons = {method: why_not(method, None, model.layers, abilities) for method in methods}
    return tuple(one for one, why in reasons.items() if not why), {one: why for one, why in reasons.items() if why}


def run_localising(
    model: LoadedModel,
    items: Sequence[EyeItem],
    plan: LocalisingPlan,
    *,
    state: Path | None = None,
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
) -> Iterator[LocalisingRun]:
    """The run after each photograph and method, the same object each time; the last one is whole.

    With `state`, rows are kept in that file as they come and not made again, as long as photograph, masks and marks are
    what they were. Raises FunduscopeError for a state of
    other settings, Cancelled once the token says so: what is in the state by then stays.
    """
    token = token or CancelToken()
    run = LocalisingRun()
    methods, run.not_asked = askable(model, plan.methods)
    file = RowFile(state, plan.settings(model)) if state is not None else None
    known = {(batch.image, batch.method): batch for batch in (file.read() if file is not None else [])}
    if file is not None:
        file.begin(list(known.values()))
    explainer = Explainer(cache_bytes=1 << 20, state_bytes=0)
    total = len(items) * len(methods)
    for number, item in enumerate(items):
        missing, fingerprint = [], item.fingerprint
        for method in methods:
            batch = known.get((fingerprint, method))
            if batch is None:
                missing.append(method)
            else:
                run.rows += batch.rows
        done = (number + 1) * len(methods) - len(missing)
        progress(Progress(done, total, item.name))
        try:
            for batch in _measured(explainer, model, item, missing, plan, run, token):
                if file is not None:
                    file.add(batch)
                run.rows += batch.rows
                done += 1
                progress(Progress(done, total, f"{item.name}, {CATALOGUE[batch.method].title}"))
                yield run
        except ImageError as error:
            run.left_out[item.name] = " ".join(str(error).split())
    run.rows = [row for row in run.rows if row.method not in run.not_asked]
    progress(Progress(total, total))
    yield run


def _measured(
    explainer: Explainer,
    model: LoadedModel,
    item: EyeItem,
    methods: Sequence[Method],
    plan: LocalisingPlan,
    run: LocalisingRun,
    token: CancelToken,
) -> Iterator[Batch]:
    if not methods:
        return
    token.check()
    fingerprint = item.fingerprint
    photograph = item.read()
    masks = item.truth(photograph, plan.codes)
    truth = truth_of(photograph, masks, is_fundus=plan.is_fundus, max_side=plan.grid_px)
    bench = FaithfulnessBench(model, photograph, token=token) if plan.has_faithfulness else None
    landmarks = landmarks_of(item, photograph)[0] if plan.has_anatomy else None
    if plan.has_anatomy and landmarks is None:
        run.without_landmarks.append(item.name)
    for method in methods:
        if method in run.not_asked:
            continue
        try:
            rows = rows_of(
                explainer,
                model,
                photograph,
                truth,
                name=item.name,
                method=method,
                target=plan.target if plan.target is not None else item.target,
                layers=plan.layers if CATALOGUE[method].has_layer else None,
                label=item.label,
                group=item.group,
                bench=bench,
                landmarks=landmarks,
                token=token,
            )
        except ExplainError as error:
            run.not_asked[method] = str(error)
            continue
        yield Batch(fingerprint, method, tuple(rows))
