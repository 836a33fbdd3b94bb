"""Reading the folder of a run while somebody else writes it: only reading, and never an error. Knows no torch."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from core.errors import FunduscopeError
from core.jsontext import parse_json
from core.training.runfolder import RunFolder
from core.training.settings import TrainingSettings
from core.training.status import RunStatus, read_status
from core.training.steps import StepRow, parse_steps

LOG_BYTES = 64 << 10
"""So much of the end of a log is shown."""
MOST_BYTES = 32 << 20
"""A larger file is no table that a training wrote."""
MOST_RUNS = 500
_LISTS = ("class_names", "class_counts", "skipped")

T = TypeVar("T")
Row = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionRecord:
    """What was drawn after an epoch: what the network said of which photograph, and at which layer it was asked.

    `label` is the photograph's, -1 where nobody knows it.
    """

    epoch: int
    photograph: str
    label: int
    predicted: int
    probability: float
    layer: str
    has_evidence: bool

    def to_json(self) -> dict[str, Any]:
        """As the file holds it."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedRun:
    """A run as it stands in its folder. What is not there yet, or is damaged, is empty or None.

    `history` has the figures of every epoch by name, those that are undefined left out.
    """

    folder: Path
    settings: TrainingSettings | None
    status: RunStatus | None
    class_names: tuple[str, ...]
    class_counts: tuple[int, ...]
    skipped: tuple[str, ...]
    history: tuple[Row, ...]
    steps: tuple[StepRow, ...]
    attention: tuple[AttentionRecord, ...]
    log: str
    sample_batch: Path | None
    model: Path | None
    """The finished model, or the best one so far."""
    changed_s: float

    @property
    def name(self) -> str:
        """What a list calls it."""
        title = self.settings.name if self.settings is not None else ""
        return title or self.folder.name


def attention_record_path(folder: Path, epoch: int) -> Path:
    """Where the record of an epoch is; map and picture are beside it with their own suffixes."""
    return RunFolder(folder).attention / f"epoch-{epoch:04}.json"


class RunReader:
    """Reads one folder again and again; what has not changed is not parsed anew. Not for several threads at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._run = RunFolder(folder)
        self._known: dict[Path, tuple[tuple[int, int], Any]] = {}

    def read(self) -> WatchedRun:
        """The run as it is now."""
        run = self._run
        data: dict[str, Any] = self._parsed(run.data, _data, {})
        status = read_status(run.status)
        return WatchedRun(
            folder=self.folder,
            settings=self._parsed(run.settings, _settings, None),
            status=status,
            class_names=tuple(str(name) for name in data.get("class_names", ())),
            class_counts=tuple(data.get("class_counts", ())),
            skipped=tuple(str(line) for line in data.get("skipped", ())),
            history=self._parsed(run.history, _rows, ()),
            steps=self._parsed(run.steps, parse_steps, ()),
            attention=self._attention(),
            log=_tail(run.log),
            sample_batch=run.sample_batch if run.sample_batch.is_file() else None,
            model=next((path for path in (run.model, run.best) if path.is_file()), None),
            changed_s=status.updated_s if status is not None else _changed_s(run.settings),
        )

    def _parsed(self, path: Path, parse: Callable[[str], T], otherwise: T) -> T:
        try:
            state = path.stat()
            stamp = state.st_mtime_ns, state.st_size
            known = self._known.get(path)
            if known is not None and known[0] == stamp:
                return known[1]  # type: ignore[no-any-return]
            if state.st_size > MOST_BYTES:
                return otherwise
            value = parse(path.read_text(encoding="utf-8", errors="replace"))
        except (OSError, ValueError, TypeError, KeyError, OverflowError, FunduscopeError, csv.Error):
            return otherwise
        self._known[path] = stamp, value
        return value

    def _attention(self) -> tuple[AttentionRecord, ...]:
        try:
            paths = sorted(self._run.attention.glob("epoch-*.json"))
        except OSError:
            return ()
        found = (self._parsed(path, _attention, None) for path in paths)
        return tuple(record for record in found if record is not None)


def find_run_folders(place: Path) -> tuple[Path, ...]:
    """The folders of runs in `place`, or `place` itself where it is one; the folds of cross-validations among them."""
    if _is_run(place):
        return (place, *_folds(place))
    try:
        inside = sorted(path for path in place.iterdir() if path.is_dir())
    except OSError:
        return ()
    found = [each for path in inside if _is_run(path) for each in (path, *_folds(path))]
    return tuple(found[:MOST_RUNS])


def _is_run(folder: Path) -> bool:
    run = RunFolder(folder)
    return run.settings.is_file() and run.versions.is_file()


def _folds(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(path for path in folder.glob("fold-*") if _is_run(path)))


def _settings(text: str) -> TrainingSettings:
    from core.training.settingsfile import from_toml

    return from_toml(text)


def _data(text: str) -> dict[str, Any]:
    obj = parse_json(text)
    if not isinstance(obj, dict) or not all(isinstance(obj.get(key, []), list) for key in _LISTS):
        raise TypeError
    return {**obj, "class_counts": [int(count) for count in obj.get("class_counts", ())]}


def _rows(text: str) -> tuple[Row, ...]:
    return tuple(_figures(row) for row in csv.DictReader(io.StringIO(text)))


def _figures(row: Mapping[str, Any]) -> Row:
    found: dict[str, float] = {}
    for name, cell in row.items():
        value = _number(cell)
        if value is not None:
            found[name] = value
    return found


def _number(cell: object) -> float | None:
    if cell in ("True", "False"):
        return float(cell == "True")
    try:
        value = float(str(cell))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _attention(text: str) -> AttentionRecord | None:
    obj = parse_json(text)
    if not isinstance(obj, dict):
        raise TypeError
    known = {each.name for each in fields(AttentionRecord)}
    record = AttentionRecord(**{name: value for name, value in obj.items() if name in known})
    are_numbers = all(isinstance(value, int) for value in (record.epoch, record.predicted, record.label))
    are_words = isinstance(record.photograph, str) and isinstance(record.layer, str)
    return record if are_numbers and are_words and isinstance(record.probability, int | float) else None


def _tail(path: Path) -> str:
    try:
        with path.open("rb") as file:
            size = file.seek(0, io.SEEK_END)
            file.seek(max(0, size - LOG_BYTES))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return ""
    return text if size <= LOG_BYTES else text.partition("\n")[2]


def _changed_s(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
