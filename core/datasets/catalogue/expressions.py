"""Columns and conditions as SQL. Values never stand in the text: they are bound by name."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from core.datasets.catalogue.filters import (
    MANY_VALUED,
    Between,
    Column,
    Condition,
    FactColumn,
    HasFinding,
    HasMask,
    HasText,
    Key,
    OneOf,
    ProbabilityOf,
    Value,
    View,
)

_PLAIN = {
    Column.NAME: "p.name",
    Column.EYE: "p.eye",
    Column.EYE_SOURCE: "p.eye_source",
    Column.QUALITY: "p.quality",
    Column.PATIENT: "p.patient",
    Column.TAKEN: "p.taken",
    Column.CAMERA: "p.camera",
    Column.WIDTH: "p.width",
    Column.HEIGHT: "p.height",
    Column.SPACING: "p.spacing_mm",
    Column.LENS: "CASE p.is_inverted WHEN 1 THEN 'yes' ELSE 'no' END",
    Column.COPIES: "(SELECT count(*) FROM files f WHERE f.photograph = p.id)",
    Column.STATE: (
        "CASE WHEN p.is_excluded THEN 'excluded' WHEN p.error IS NOT NULL THEN 'unreadable' "
        "WHEN NOT EXISTS (SELECT 1 FROM files f WHERE f.photograph = p.id AND f.is_missing = 0) THEN 'file missing' "
        "WHEN p.content IS NULL THEN 'not read yet' ELSE 'ready' END"
    ),
}

_TABLES = {
    Column.READER: ("annotations x", "x.reader"),
    Column.MARKED: ("annotations x, json_each(x.shapes) s", "json_extract(s.value, '$.name')"),
    Column.MASK: ("masks x", "x.code"),
    Column.FINDING: ("findings x", "x.kind"),
}
"""Where the values of columns lie of which a photograph may have several."""

_JOINS = {
    "l": "LEFT JOIN current_labels l ON l.scheme = :scheme AND l.photograph = p.id",
    "r": "LEFT JOIN predictions r ON r.model = :model AND r.photograph = p.id",
    "s": "LEFT JOIN split_members s ON s.split = :split AND s.photograph = p.id",
    "pl": "LEFT JOIN current_labels pl ON pl.scheme = :scheme AND pl.photograph = p.partner",
    "pr": "LEFT JOIN predictions pr ON pr.model = :model AND pr.photograph = p.partner",
}


def class_match(scheme: Sequence[str], model: Sequence[str]) -> tuple[int, ...] | None:
    """For each class of a model the class of the scheme with the same name (-1: none).

    Where no name is shared, as many classes stand in the same order; None where nothing fits.
    """
    known = {name.strip().casefold(): index for index, name in enumerate(scheme)}
    matches = tuple(known.get(name.strip().casefold(), -1) for name in model)
    if any(match >= 0 for match in matches):
        return matches
    return tuple(range(len(model))) if len(scheme) == len(model) else None


def float_at(values: bytes | None, index: int) -> float | None:
    """One of the probabilities of a prediction; SQLite calls it."""
    if values is None or not 0 <= index < len(values) // 4:
        return None
    return float(struct.unpack_from("<f", values, 4 * index)[0])


def folded(text: str | float | None) -> str | None:
    """Text without case; SQLite's own `lower` knows ASCII only."""
    return None if text is None else str(text).casefold()


class Expressions:
    """The SQL of one question: `joins` and `given` grow with what is asked for."""

    def __init__(self, view: View, matches: tuple[int, ...] | None) -> None:
        self._view = view
        self._matches = matches
        self._joined: dict[str, str] = {}
        self.given: dict[str, Value] = {}

    @property
    def joins(self) -> str:
        """The tables beside `photographs p` that were needed so far."""
        return " ".join(self._joined.values())

    def of(self, key: Key) -> str:
        """The expression of a column; NULL where it is not known."""
        match key:
            case Column():
                if key in MANY_VALUED:
                    return self._all_of(key)
                return _PLAIN[key] if key in _PLAIN else self._of_view(key)
            case FactColumn(name):
                return self._fact(name)
            case ProbabilityOf(index):
                if self._view.model is None:
                    return "NULL"
                return f"float_at({self._join('r')}.probabilities, {self._bind(index)})"
            case HasMask(code):
                return self._exists("masks", "code", code)
            case HasFinding(kind):
                return self._exists("findings", "kind", kind)

    def each(self, key: Key) -> tuple[str, str]:
        """The expression of a column to count by, and the join that it needs where a photograph may have several."""
        if not isinstance(key, Column) or key not in MANY_VALUED:
            return self.of(key), ""
        table, value = _TABLES[key]
        every = f"SELECT DISTINCT x.photograph AS photograph, {value} AS value FROM {table}"  # noqa: S608
        return "many.value", f"LEFT JOIN ({every}) many ON many.photograph = p.id"

    def where(self, conditions: Sequence[Condition]) -> str:
        """The clause that all conditions make; empty without any."""
        parts = [self._condition(condition) for condition in conditions]
        return f"WHERE {' AND '.join(parts)}" if parts else ""

    def _of_view(self, key: Column) -> str:
        has_labels, has_model = self._view.scheme is not None, self._view.model is not None
        match key:
            case Column.LABEL if has_labels:
                return f"{self._join('l')}.value"
            case Column.CONFLICT:
                conflict = f"{self._join('l')}.is_conflict" if has_labels else "0"
                return f"CASE {conflict} WHEN 1 THEN 'yes' ELSE 'no' END"
            case Column.PREDICTED | Column.CONFIDENCE | Column.UNCERTAINTY if has_model:
                return f"{self._join('r')}.{key.name.lower()}"
            case Column.AGREEMENT if self._matches is not None:
                return self._same(
                    f"{self._join('l')}.value", self._matched(f"{self._join('r')}.predicted"), "right", "wrong"
                )
            case Column.PART | Column.FOLD if self._view.split is not None:
                return f"{self._join('s')}.{key.name.lower()}"
            case Column.EYES_BY_LABEL if has_labels:
                return self._same(f"{self._join('l')}.value", f"{self._join('pl')}.value", "same", "different")
            case Column.EYES_BY_PREDICTION if has_model:
                return self._same(f"{self._join('r')}.predicted", f"{self._join('pr')}.predicted", "same", "different")
            case Column.ANNOTATION:
                reader = f" AND a.reader = {self._bind(self._view.reader)}" if self._view.reader is not None else ""
                found = f"EXISTS (SELECT 1 FROM annotations a WHERE a.photograph = p.id{reader})"  # noqa: S608
                return f"CASE WHEN {found} THEN 'annotated' ELSE 'not annotated' END"
            case _:
                return "NULL"

    def _same(self, first: str, second: str, yes: str, no: str) -> str:
        return f"CASE WHEN {first} = {second} THEN '{yes}' WHEN {first} <> {second} THEN '{no}' END"

    def _matched(self, predicted: str) -> str:
        """The scheme's class of what the model predicts."""
        matches = self._matches or ()
        if matches == tuple(range(len(matches))):
            return predicted
        cases = " ".join(f"WHEN {index} THEN {match}" for index, match in enumerate(matches))
        return f"CASE {predicted} {cases} END"

    def _fact(self, name: str) -> str:
        alias = f"f_{len(self._joined)}"
        known = next((a for a, join in self._joined.items() if a.startswith("f_") and self.given.get(a) == name), None)
        if known is None:
            self.given[alias] = name
            column = f"(SELECT id FROM columns WHERE name = :{alias})"  # noqa: S608
            self._joined[alias] = (
                f'LEFT JOIN facts {alias} ON {alias}."column" = {column} AND {alias}.photograph = p.id'
            )
            known = alias
        return f"{known}.value"

    def _all_of(self, key: Column) -> str:
        table, value = _TABLES[key]
        every = f"SELECT DISTINCT {value} AS value FROM {table} WHERE x.photograph = p.id ORDER BY 1"  # noqa: S608
        return f"(SELECT group_concat(value, ', ') FROM ({every}))"  # noqa: S608

    def _has_any(self, key: Column, values: frozenset[Value]) -> str:
        table, value = _TABLES[key]
        known = sorted((one for one in values if one is not None), key=str)
        of_this = f"SELECT 1 FROM {table} WHERE x.photograph = p.id"  # noqa: S608
        parts = []
        if known:
            places = ", ".join(self._bind(one) for one in known)
            parts.append(f"EXISTS ({of_this} AND {value} IN ({places}))")
        if None in values:
            parts.append(f"NOT EXISTS ({of_this})")
        return f"({' OR '.join(parts) or '0'})"

    def _exists(self, table: str, column: str, value: str) -> str:
        place = self._bind(value)
        found = f"EXISTS (SELECT 1 FROM {table} x WHERE x.photograph = p.id AND x.{column} = {place})"  # noqa: S608
        return f"CASE WHEN {found} THEN 'yes' ELSE 'no' END"

    def _join(self, alias: str) -> str:
        self._joined[alias] = _JOINS[alias]
        view = self._view
        for name, value in (("scheme", view.scheme), ("model", view.model), ("split", view.split)):
            if f":{name}" in _JOINS[alias]:
                self.given[name] = value
        return alias

    def _bind(self, value: Value) -> str:
        name = f"v{len(self.given)}"
        self.given[name] = value
        return f":{name}"

    def _condition(self, condition: Condition) -> str:
        match condition:
            case OneOf(Column() as key, values) if key in MANY_VALUED:
                return self._has_any(key, values)
            case OneOf(key, values):
                return self._one_of(self.of(key), values)
            case Between(key, low, high):
                chosen = self.of(key)
                limits = [f"{chosen} >= {self._bind(low)}"] if low is not None else []
                limits += [f"{chosen} <= {self._bind(high)}"] if high is not None else []
                if isinstance(key, FactColumn) and limits and not isinstance(low if low is not None else high, str):
                    limits.append(f"typeof({chosen}) <> 'text'")  # which SQLite counts above every number
                return f"({' AND '.join([f'{chosen} IS NOT NULL', *limits])})"
            case HasText(text):
                return f"({' AND '.join(self._word(word) for word in text.casefold().split()) or '1'})"

    def _one_of(self, chosen: str, values: frozenset[Value]) -> str:
        known = sorted((value for value in values if value is not None), key=str)
        parts = [f"{chosen} IN ({', '.join(self._bind(value) for value in known)})"] if known else []
        parts += [f"{chosen} IS NULL"] if None in values else []
        return f"({' OR '.join(parts) or '0'})"

    def _word(self, word: str) -> str:
        name = self._bind(word.encode("utf-8", "replace").decode("utf-8"))
        places = ("annotations x", "notes"), ("facts x", "value")
        others = [
            f"EXISTS (SELECT 1 FROM {table} WHERE x.photograph = p.id AND instr(folded(x.{column}), {name}))"  # noqa: S608
            for table, column in places
        ]
        return f"(instr(p.search, {name}) OR instr(folded(p.patient), {name}) OR {' OR '.join(others)})"
