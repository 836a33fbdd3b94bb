"""Which architecture a file's weights belong to, told from their names and shapes alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from torch import Tensor

from core.errors import ModelError
from core.networks.architectures import resolve
from core.networks.comparison import Shape
from core.networks.fitting import Fit, Misfit, fit
from core.networks.foreign import translations
from core.networks.index import Index, load_index, preference
from core.networks.prefixes import unwrappings

SHORT_LIST = 12
LEAST_LIKENESS = 0.05

# What training leaves in a state and no network needs: profilers' counters, averaging, losses, metrics, and heads that
# only help in training.
_IGNORED = re.compile(
    r"(^|\.)(total_ops|total_params|n_averaged)$"
    r"|^(AuxLogits|aux1|aux2)\."
    r"|^(criterion|loss|loss_fn|loss_func|train_acc|val_acc|test_acc|valid_acc|train_metrics|val_metrics|metrics)(\.|$)"
    r"|^(mask_token)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """What the weights are.

    `candidates` are all architectures whose names and shapes are these, the one that is taken first. `state` is
    ready to be loaded into it, built with `arguments` and `output_count` classes.
    """

    architecture: str
    candidates: tuple[str, ...]
    arguments: Mapping[str, Any]
    output_count: int
    state: dict[str, Tensor]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _View:
    """The weights under one reading of their names."""

    state: Mapping[str, Tensor]
    shapes: Mapping[str, Shape]
    notes: tuple[str, ...]
    preferred: str = ""


def recognise(
    state: Mapping[str, Tensor], *, architecture: str | None = None, hint: str = "", source: str = "The file"
) -> Recognition:
    """Find the architecture of `state`, or check that it is `architecture` where that is given.

    `hint` (what the file says of itself, its name) decides between architectures with the same names and shapes.
    Raises ModelError with the nearest architecture and what is missing, unexpected or of the wrong shape in the file.
    """
    views = list(_views(state))
    _refuse_pretraining(views, source)
    if architecture is not None:
        full = resolve(architecture)
        return _best([(view, fit(full, view.shapes)) for view in views], None, hint, source)
    index = load_index()
    for view in views:
        names = list(index.exact(view.shapes))
        chosen = next((name for name in _by_choice(names, hint, view.preferred) if _is_installed(name)), None)
        outcome = fit(chosen, view.shapes) if chosen is not None else None
        if isinstance(outcome, Fit):
            return _recognition(view, outcome, names, hint)
    return _best(_nearest(views, index), index, hint, source)


def _views(state: Mapping[str, Tensor]) -> Iterator[_View]:
    kept = {name: tensor for name, tensor in state.items() if isinstance(tensor, Tensor)}
    for prefix, unwrapped in unwrappings(kept):
        notes = (f"The prefix '{prefix}' was taken off the names.",) if prefix else ()
        yield _view(unwrapped, notes)
        for note, translated, preferred in translations(unwrapped):
            yield _view(translated, (*notes, note), preferred)


def _view(state: Mapping[str, Tensor], notes: tuple[str, ...], preferred: str = "") -> _View:
    kept = {name: tensor for name, tensor in state.items() if not _IGNORED.search(name)}
    ignored = [name for name in state if name not in kept]
    if ignored:
        notes = (*notes, f"Left out, since only training needs it: {_some(ignored)}.")
    return _View(kept, {name: tuple(tensor.shape) for name, tensor in kept.items()}, notes, preferred)


def _some(names: list[str], limit: int = 3) -> str:
    return ", ".join(names[:limit]) + (f" and {len(names) - limit} more" if len(names) > limit else "")


def _nearest(views: list[_View], index: Index) -> Iterator[tuple[_View, Fit | Misfit]]:
    """The short list over all readings, each compared with the weights as the installed libraries build it."""
    ranked = [
        (-round(likeness, 2), preference(index.members(group)[0]), number, group)
        for number, view in enumerate(views)
        for likeness, group in index.nearest(view.shapes, SHORT_LIST)
        if likeness >= LEAST_LIKENESS
    ]
    for _likeness, _preference, number, group in sorted(ranked)[:SHORT_LIST]:
        installed = next((name for name in index.members(group) if _is_installed(name)), None)
        if installed is not None:
            yield views[number], fit(installed, views[number].shapes)


def _best(outcomes: Iterable[tuple[_View, Fit | Misfit]], index: Index | None, hint: str, source: str) -> Recognition:
    """The first that fits with at most one argument, else the one with the fewest; `index` None: none was looked up."""
    fits: list[tuple[_View, Fit]] = []
    misfits: list[Misfit] = []
    for view, outcome in outcomes:
        if isinstance(outcome, Misfit):
            misfits.append(outcome)
            continue
        fits.append((view, outcome))
        if len(outcome.arguments) <= 1:
            break
    if fits:
        view, chosen = min(fits, key=lambda item: len(item[1].arguments))
        return _recognition(view, chosen, _alike(chosen.architecture, index), hint)
    if misfits:
        raise _refusal(min(misfits, key=lambda misfit: misfit.comparison.count), source, is_forced=index is None)
    raise ModelError(
        f"{source} is not like any architecture of torchvision or timm.",
        "Its weights have names that none of them uses; only classifiers from these libraries can be imported.",
    )


def _alike(architecture: str, index: Index | None) -> list[str]:
    if index is None or architecture not in index.names:
        return [architecture]
    return list(index.members(int(index.groups[index.names.index(architecture)])))


def _refusal(misfit: Misfit, source: str, *, is_forced: bool) -> ModelError:
    name = misfit.architecture
    if misfit.is_headless:
        return ModelError(
            f"{source} holds the body of {name} without its head ({', '.join(misfit.comparison.missing)} missing): "
            "it makes features, it does not classify.",
            "Import the weights of the classifier that was trained on top of it.",
        )
    nearest = "does not fit" if is_forced else "fits no architecture of torchvision or timm. The nearest is"
    return ModelError(
        f"{source} {nearest} {name} ({misfit.comparison.wanted_count} weights): {misfit.comparison.report()}.",
        "" if is_forced else "If it is meant to be that one, the file is incomplete or from a changed network.",
    )


def _recognition(view: _View, chosen: Fit, names: list[str], hint: str) -> Recognition:
    candidates = (chosen.architecture, *(name for name in names if name != chosen.architecture))
    notes = [*view.notes, *chosen.notes]
    if len(candidates) > 1:
        others = ", ".join(candidates[1:])
        said = " (named by the file)" if _hint_length(chosen.architecture, hint) else ""
        notes.append(
            f"{chosen.architecture}{said} was taken; {others} {'has' if len(candidates) == 2 else 'have'} the same "
            "weights but may compute with them in another way."
        )
    state = {name: view.state[source] for name, source in chosen.names.items()}
    counters = {name: t for name, t in view.state.items() if name.endswith("num_batches_tracked")}
    return Recognition(
        architecture=chosen.architecture,
        candidates=candidates,
        arguments=chosen.arguments,
        output_count=chosen.output_count,
        state=state | counters,
        notes=tuple(notes),
    )


def _by_choice(names: list[str], hint: str, preferred: str) -> list[str]:
    """The architecture that the file names first, where it names one of these, then as they are to be preferred."""
    return sorted(names, key=lambda name: (-_hint_length(name, hint), not name.startswith(preferred)))


def _hint_length(architecture: str, hint: str) -> int:
    name = architecture.partition("/")[2]
    return len(name) if re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", hint.lower()) else 0


def _is_installed(architecture: str) -> bool:
    try:
        return resolve(architecture) == architecture
    except ModelError:
        return False


def _refuse_pretraining(views: list[_View], source: str) -> None:
    names = views[-1].shapes
    if any(name.startswith("decoder_blocks.") for name in names) and not any(n.startswith("head.") for n in names):
        raise ModelError(
            f"{source} holds a masked autoencoder as pretraining leaves it (MAE, RETFound before fine-tuning): "
            "it has no head and does not classify.",
            "Fine-tune it on labelled photographs first, or import a checkpoint from after the fine-tuning.",
        )
