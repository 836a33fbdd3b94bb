"""Rows of a localisation on the disk as they come, so that a long one can be gone on with: a line of JSON each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from core.errors import FunduscopeError
from core.evaluation.anatomy import Alarm, AlarmKind, Budget, Sector, Zone
from core.evaluation.lesions import LesionHit, LesionHits
from core.evaluation.localisation import Figure, Localisation, Scored
from core.experiments.faithfulness import Faithfulness, FaithfulnessFigure, Measured
from core.experiments.localising import Row
from core.explain.method import Method
from core.jsontext import parse_json

FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class Batch:
    """All rows of one photograph by one method; `image` tells the photograph from all others."""

    image: str
    method: Method
    rows: tuple[Row, ...]


class RowFile:
    """Holds batches of rows. `settings` are what they were made by: other ones make another file."""

    def __init__(self, path: Path, settings: Mapping[str, Any]) -> None:
        """Nothing is read or written yet."""
        self.path = path
        self._header = {"format_version": FORMAT_VERSION, **settings}

    def read(self) -> list[Batch]:
        """What is there; none where there is no file. A last line that was not finished is passed over.

        Raises FunduscopeError for a file of other settings, or that is damaged before its end.
        """
        try:
            lines = self.path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []
        except (OSError, UnicodeDecodeError) as error:
            raise self._damaged(str(error)) from error
        if not lines:
            return []
        if self._parsed(lines[0], 1) != json.loads(json.dumps(self._header)):
            raise FunduscopeError(
                f"'{self.path.name}' was begun with another model or other settings.",
                "Go on with the same ones, or begin anew: delete the file.",
            )
        batches = []
        for number, line in enumerate(lines[1:], 2):
            try:
                batches.append(_batch(parse_json(line)))
            except (ValueError, KeyError, TypeError, OverflowError) as error:
                if number == len(lines):
                    break
                raise self._damaged(f"line {number}") from error
        return batches

    def begin(self, batches: Sequence[Batch] = ()) -> None:
        """Write the file anew with these batches. Raises FunduscopeError where it cannot be."""
        lines = [json.dumps(self._header), *(json.dumps(_plain_batch(batch)) for batch in batches)]
        part = self.path.with_name(f".{self.path.name}.part")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text("\n".join(lines) + "\n", encoding="utf-8")
            part.replace(self.path)
        except OSError as error:
            raise FunduscopeError(f"'{self.path}' cannot be written: {error.strerror or error}.") from error
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def add(self, batch: Batch) -> None:
        """Append one. Raises FunduscopeError where it cannot be."""
        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(_plain_batch(batch)) + "\n")
        except OSError as error:
            raise FunduscopeError(f"'{self.path}' cannot be written: {error.strerror or error}.") from error

    def remove(self) -> None:
        """Delete the file: all is done."""
        self.path.unlink(missing_ok=True)

    def _parsed(self, line: str, number: int) -> object:
        try:
            return parse_json(line)
        except ValueError as error:
            raise self._damaged(f"line {number}") from error

    def _damaged(self, where: str) -> FunduscopeError:
        return FunduscopeError(f"'{self.path.name}' is damaged ({where}).", "Delete it and begin anew.")


def _plain_batch(batch: Batch) -> dict[str, Any]:
    return {"image": batch.image, "method": batch.method.value, "rows": [_plain(row) for row in batch.rows]}


def _batch(plain: Mapping[str, Any]) -> Batch:
    return Batch(plain["image"], Method(plain["method"]), tuple(_row(each) for each in plain["rows"]))


def _plain(row: Row) -> dict[str, Any]:
    return {
        "image": row.image,
        "group": row.group,
        "label": row.label,
        "predicted": row.predicted,
        "target": row.target,
        "method": row.method.value,
        "layer": row.layer,
        "localisation": None if row.localisation is None else asdict(row.localisation),
        "lesions": None if row.lesions is None else asdict(row.lesions),
        "faithfulness": None if row.faithfulness is None else asdict(row.faithfulness),
        "anatomy": None if row.anatomy is None else asdict(row.anatomy),
    }


def _row(plain: Mapping[str, Any]) -> Row:
    found, lesions, faithful, anatomy = (plain[name] for name in ("localisation", "lesions", "faithfulness", "anatomy"))
    return Row(
        plain["image"],
        plain["group"],
        int(plain["label"]),
        int(plain["predicted"]),
        int(plain["target"]),
        Method(plain["method"]),
        plain["layer"],
        None
        if found is None
        else Localisation(
            **found | {"figures": {Figure(name): Scored(**one) for name, one in found["figures"].items()}}
        ),
        None
        if lesions is None
        else LesionHits(tuple(LesionHit(**one) for one in lesions["lesions"]), lesions["outside_share"]),
        None if faithful is None else _faithfulness(faithful),
        None if anatomy is None else _budget(anatomy),
    )


def _faithfulness(plain: Mapping[str, Any]) -> Faithfulness:
    figures = {FaithfulnessFigure(name): Measured(**one) for name, one in plain["figures"].items()}
    return Faithfulness(figures, tuple(plain["insertion"]), tuple(plain["deletion"]))


def _budget(plain: Mapping[str, Any]) -> Budget:
    return Budget(
        {Sector(name): Scored(**one) for name, one in plain["sectors"].items()},
        {Zone(name): Scored(**one) for name, one in plain["zones"].items()},
        tuple(Alarm(**one | {"kind": AlarmKind(one["kind"])}) for one in plain["alarms"]),
        plain["has_evidence"],
    )
