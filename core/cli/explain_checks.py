"""The checks of `explain`: what is asked of them on the command line, and what comes back as JSON values."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from core.cli.output import replacing
from core.cli.progress import reported
from core.errors import ExplainError, did_you_mean
from core.explain.check_settings import VeilStyle

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from core.explain.checks.null_band import NullBand
    from core.explain.explanation import Explanation
    from core.explain.veil import Veil
    from core.images.photograph import Photograph
    from core.jobs import ProgressReport
    from core.networks.loaded import LoadedModel

S = TypeVar("S")
ALL = "all"


class Check(StrEnum):
    """The checks, as the command line names them."""

    RANDOMISATION = "randomisation"
    NULL_BAND = "null-band"
    STABILITY = "stability"
    PRECISION = "precision"


def add_check_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the checks take."""
    parser.add_argument(
        "--checks", metavar="A,B,...", help=f"check the map: {', '.join(Check)}, or {ALL}; see docs/checks.md"
    )
    parser.add_argument(
        "--check",
        metavar="CHECK.k=v",
        action="append",
        default=[],
        help="a setting: randomisation.{seed,steps,networks,weights,is_independent}, "
        "null-band.{networks,quantile,scope,scale,weights,seed}",
    )
    parser.add_argument(
        "--other", metavar="MODEL", type=Path, action="append", default=[], help="another model for the stability check"
    )
    parser.add_argument(
        "--null-band",
        metavar="hide|hatch",
        help="with --overlay: what becomes of evidence within the range of random networks",
    )
    parser.add_argument("--check-maps", metavar="OUT.npz", type=Path, help="write the maps of the checks there")


@dataclasses.dataclass(frozen=True, slots=True)
class Wanted:
    """Which checks are wanted, with their settings as texts; how the null band is shown."""

    checks: tuple[Check, ...]
    settings: Mapping[Check, tuple[str, ...]]
    style: VeilStyle | None


def parse_checks(arguments: argparse.Namespace) -> Wanted:
    """What is wanted, before torch is loaded. Raises ExplainError."""
    names = [check.value for check in Check]
    asked = [] if arguments.checks is None else [name.strip() for name in arguments.checks.split(",")]
    checks = [_choice(Check, name, "check") for name in (names if asked == [ALL] else asked)]
    style = None if arguments.null_band is None else _choice(VeilStyle, arguments.null_band, "way to show a null band")
    if style is not None and arguments.overlay is None:
        raise ExplainError("--null-band is about the overlay, and none is written.", "Give --overlay too.")
    if style is not None and Check.NULL_BAND not in checks:
        checks.append(Check.NULL_BAND)
    settings: dict[Check, tuple[str, ...]] = {}
    for text in arguments.check:
        name, dot, rest = text.partition(".")
        if not dot:
            raise ExplainError(f"The setting '{text}' is not of the form CHECK.name=value.")
        check = _choice(Check, name, "check")
        if check not in checks:
            raise ExplainError(f"'{text}' is a setting of a check that is not made.", f"Add {check} to --checks.")
        settings[check] = (*settings.get(check, ()), rest)
    if arguments.other and Check.STABILITY not in checks:
        raise ExplainError("--other is for the stability check.", f"Add {Check.STABILITY} to --checks.")
    if arguments.check_maps is not None and not checks:
        raise ExplainError("There are no maps of checks without checks.", "Give --checks too.")
    for check in (Check.STABILITY, Check.PRECISION):
        if check in settings:
            raise ExplainError(f"The check {check} has no settings.")
    return Wanted(tuple(dict.fromkeys(checks)), settings, style)


def read_settings(kind: type[S], texts: Sequence[str], of: str) -> S:
    """A dataclass of settings from `name=value` texts. Raises ExplainError."""
    defaults = {field.name: field.default for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    values: dict[str, Any] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise ExplainError(f"The setting '{text}' of {of} is not of the form name=value.")
        if name not in defaults:
            hint = did_you_mean(name, defaults) or f"There are {', '.join(defaults)}."
            raise ExplainError(f"There is no setting '{name}' of {of}.", hint)
        values[name] = _read(name, value, defaults[name])
    return kind(**values)


def _read(name: str, text: str, default: object) -> Any:
    if isinstance(default, StrEnum):
        return _choice(type(default), text, name)
    try:
        if isinstance(default, bool):
            return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}[text.lower()]
        return type(default)(text)  # type: ignore[call-arg]
    except (ValueError, KeyError) as error:
        kinds = {bool: "true or false", int: "a whole number", float: "a number"}
        raise ExplainError(f"'{name}' is '{text}'.", f"It must be {kinds[type(default)]}.") from error


E = TypeVar("E", bound=StrEnum)


def _choice(kind: type[E], text: str, what: str) -> E:
    names = [choice.value for choice in kind]
    if text not in names:
        hint = did_you_mean(text, names) or f"There is {', '.join(names)}."
        raise ExplainError(f"There is no {what} '{text}'.", hint)
    return kind(text)


@dataclasses.dataclass(slots=True)
class Checked:
    """What the checks came to: JSON values by check, maps by a path of their own, the band where there is one."""

    figures: dict[str, Any]
    maps: dict[str, NDArray[np.float32]]
    band: NullBand | None = None

    def veil(self, explanation: Explanation, style: VeilStyle | None) -> Veil | None:
        """What the overlay leaves out."""
        if self.band is None or style is None:
            return None
        from core.explain.veil import Veil

        return Veil(self.band.within(explanation.map), style)


def refuse_settings(wanted: Wanted) -> None:
    """Raise ExplainError for settings that mean nothing, before anything is computed. Loads torch."""
    from core.explain.checks import BandSettings, RandomisationSettings

    for check, kind in ((Check.RANDOMISATION, RandomisationSettings), (Check.NULL_BAND, BandSettings)):
        read_settings(kind, wanted.settings.get(check, ()), check)


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class _Job:
    """What one check is made of."""

    model: LoadedModel
    photograph: Photograph
    explanation: Explanation
    others: Sequence[Path]
    texts: Sequence[str]
    report: ProgressReport


def make_checks(
    wanted: Wanted, model: LoadedModel, photograph: Photograph, explanation: Explanation, others: Sequence[Path]
) -> Checked:
    """Make the checks that are wanted. Raises ExplainError, ModelError."""
    done = Checked({}, {"map": explanation.map})
    makers: dict[Check, Callable[[Checked, _Job], None]] = {
        Check.RANDOMISATION: _randomisation,
        Check.NULL_BAND: _null_band,
        Check.STABILITY: _stability,
        Check.PRECISION: _precision,
    }
    for check in wanted.checks:
        with reported(f"Checking: {check}") as report:
            job = _Job(model, photograph, explanation, others, wanted.settings.get(check, ()), report)
            makers[check](done, job)
    return done


def write_maps(path: Path, maps: Mapping[str, NDArray[np.float32]]) -> None:
    """All maps in one file of numpy's, each under its path."""
    import numpy as np

    with replacing(path) as file:
        np.savez_compressed(file, **dict(maps))  # type: ignore[arg-type]


def _randomisation(done: Checked, job: _Job) -> None:
    from core.explain.checks import RandomisationSettings, randomisation

    known = job.explanation
    settings = read_settings(RandomisationSettings, job.texts, Check.RANDOMISATION)
    found = randomisation(job.model, job.photograph, known.query, settings, known=known, report=job.report)
    done.figures["randomisation"] = found.to_json()
    for name, steps in (("cascade", found.cascade), ("whole", found.whole), ("independent", found.independent)):
        for number, step in enumerate(steps):
            if step.map is not None:
                done.maps[f"randomisation/{name}/{number}"] = step.map


def _null_band(done: Checked, job: _Job) -> None:
    from core.explain.checks import BandSettings, null_band

    known = job.explanation
    settings = read_settings(BandSettings, job.texts, Check.NULL_BAND)
    band = null_band(job.model, job.photograph, known.query, settings, known=known, report=job.report)
    done.figures["null_band"] = band.to_json()
    done.maps |= {"null_band/lower": band.lower, "null_band/upper": band.upper}
    done.band = band


def _stability(done: Checked, job: _Job) -> None:
    from core.explain.checks import stability
    from core.networks.files import load_model

    known = job.explanation
    others = [load_model(path, device=job.model.device.type) for path in job.others]
    found = stability(job.model, job.photograph, known.query, others=others, known=known, report=job.report)
    done.figures["stability"] = found.to_json()
    for name, rows in (("changes", found.changes), ("models", found.models)):
        for number, row in enumerate(rows):
            if row.map is not None:
                done.maps[f"stability/{name}/{number}"] = row.map


def _precision(done: Checked, job: _Job) -> None:
    from core.explain.checks import precision

    found = precision(job.model, job.photograph, job.explanation.query, report=job.report)
    done.figures["precision"] = found.to_json()
    for row in found.maps:
        if row.map is not None:
            done.maps[f"precision/{row.precision.value}"] = row.map
