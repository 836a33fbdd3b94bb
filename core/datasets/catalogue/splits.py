"""Splits that a project keeps: which photograph is for training, validation or test."""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from sqlite3 import Connection
from typing import Any

from core.datasets.balance import NO_BALANCE, BalancePlan
from core.datasets.catalogue.database import Database
from core.datasets.catalogue.errors import ProjectError
from core.datasets.splits import Part, folds, split
from core.errors import did_you_mean

_BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class StoredSplit:
    """A split: `is_locked` keeps its photographs where they are, and those of its test part out of any training."""

    id: int
    name: str
    seed: int
    is_locked: bool
    settings: dict[str, Any]
    counts: dict[Part, int]

    @property
    def balance(self) -> BalancePlan:
        """What training on it does about classes of unequal size."""
        stored = self.settings.get(_BALANCE)
        return BalancePlan.from_json(stored) if stored is not None else NO_BALANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitPlan:
    """How to divide: shares of validation and test (the rest is for training), or `fold_count` folds instead.

    Stratified by the current labels of `scheme`; patients stay on one side unless `is_by_patient` is off; photographs
    without a label, excluded and unreadable ones take no part.
    """

    scheme: int
    validation: float = 0.0
    test: float = 0.1
    fold_count: int = 0
    seed: int = 0
    is_by_patient: bool = True
    settings: dict[str, Any] = field(default_factory=dict)


class Splits:
    """Splits by name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, name: str, plan: SplitPlan) -> StoredSplit:
        """Divide the labelled photographs and keep the division; the same plan on the same photographs is the same.

        Photographs of the test part of a locked split stay in the test part. With folds the part says nothing, and the
        fold of each photograph is the one that it is held out in. Raises ProjectError, DatasetError.
        """
        with self._database.write() as connection:
            rows = _labelled(connection, plan.scheme)
            if not rows:
                raise ProjectError("No photograph has a label.", "Import labels first.")
            held = _locked_tests(connection)
            free = [row for row in rows if row[0] not in held]
            groups = _groups(free, is_by_patient=plan.is_by_patient)
            labels = [row[1] for row in free]
            members: dict[int, Part] = {}
            numbers: dict[int, int] = {}
            if plan.fold_count:
                for fold, one in enumerate(folds(labels, groups, plan.fold_count, seed=plan.seed)):
                    for place in one.validation:
                        members[free[place][0]], numbers[free[place][0]] = Part.TRAINING, fold
            else:
                parts = split(labels, groups, validation=plan.validation, test=plan.test, seed=plan.seed)
                members = {free[place][0]: part for part in Part for place in parts.part(part)}
            members |= dict.fromkeys((row[0] for row in rows if row[0] in held), Part.TEST)
            settings = {
                "scheme": plan.scheme,
                "validation": plan.validation,
                "test": plan.test,
                "folds": plan.fold_count,
                "is_by_patient": plan.is_by_patient,
                **plan.settings,
            }
            self.put(name, members, seed=plan.seed, settings=settings, fold_of=numbers)
        return self.find(name)

    def put(
        self,
        name: str,
        members: Mapping[int, Part],
        *,
        seed: int = 0,
        settings: Mapping[str, Any] | None = None,
        fold_of: Mapping[int, int] | None = None,
    ) -> int:
        """Keep a division under a name, instead of one that had it. Returns its number.

        Raises ProjectError where that one is locked, or a locked test photograph would be trained on.
        """
        fold_of = fold_of or {}
        with self._database.write() as connection:
            _refuse_locked(connection, name)
            held = _locked_tests(connection)
            trained = [one for one, part in members.items() if part is not Part.TEST and one in held]
            _refuse_tests(trained)
            connection.execute("DELETE FROM splits WHERE name = ?", (name,))
            row = connection.execute(
                "INSERT INTO splits (name, seed, settings, added_s) VALUES (?, ?, ?, ?) RETURNING id",
                (name, seed, json.dumps(dict(settings or {})), time.time()),
            ).fetchone()
            connection.executemany(
                "INSERT INTO split_members VALUES (?, ?, ?, ?)",
                ((row[0], photograph, part, fold_of.get(photograph)) for photograph, part in members.items()),
            )
        return int(row[0])

    def move(self, name: str, photographs: Sequence[int], part: Part | None) -> None:
        """Put photographs into another part of a split; None takes them out of it.

        Raises ProjectError where the split is locked, or has folds, or where photographs of a locked test set would
        leave the test part.
        """
        chosen = self.find(name)
        with self._database.write() as connection:
            _refuse_locked(connection, name)
            if chosen.settings.get("folds"):
                raise ProjectError(f"The split '{name}' has folds, and no parts to move photographs between.")
            if part is not Part.TEST and part is not None:
                _refuse_tests(set(photographs) & _locked_tests(connection))
            connection.executemany(
                "DELETE FROM split_members WHERE split = ? AND photograph = ?",
                ((chosen.id, photograph) for photograph in photographs),
            )
            if part is not None:
                connection.executemany(
                    "INSERT INTO split_members VALUES (?, ?, ?, NULL)",
                    ((chosen.id, photograph, part) for photograph in photographs),
                )

    def set_balance(self, name: str, balance: BalancePlan) -> None:
        """Say what training on this split does about classes of unequal size. A locked one may be told as well."""
        chosen = self.find(name)
        settings = {**chosen.settings, _BALANCE: balance.to_json()}
        with self._database.write() as connection:
            connection.execute("UPDATE splits SET settings = ? WHERE id = ?", (json.dumps(settings), chosen.id))

    def class_counts(self, name: str, scheme: int) -> dict[Part | int, tuple[int, ...]]:
        """How many photographs of each class of `scheme` each part has, or each fold; excluded ones do not count."""
        chosen = self.find(name)
        with self._database.read() as connection:
            names = connection.execute("SELECT class_names FROM class_schemes WHERE id = ?", (scheme,)).fetchone()
            rows = connection.execute(
                "SELECT m.part, m.fold, l.value, count(*) FROM split_members m "
                "JOIN current_labels l ON l.photograph = m.photograph AND l.scheme = ? "
                "JOIN photographs p ON p.id = m.photograph AND p.is_excluded = 0 "
                "WHERE m.split = ? AND l.value IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 2",
                (scheme, chosen.id),
            ).fetchall()
        counts: dict[Part | int, list[int]] = {}
        size = len(json.loads(names[0])) if names is not None else 0
        for part, fold, value, count in rows:
            key = Part(part) if fold is None else int(fold)
            counts.setdefault(key, [0] * size)[value] += count
        return {key: tuple(each) for key, each in counts.items()}

    def setLocked(self, name: str, is_locked: bool) -> None:  # noqa: FBT001
        """Lock a split, or unlock it."""
        chosen = self.find(name)
        with self._database.write() as connection:
            connection.execute("UPDATE splits SET is_locked = ? WHERE id = ?", (is_locked, chosen.id))

    def remove(self, name: str) -> None:
        """Forget a split. Raises ProjectError where it is locked."""
        chosen = self.find(name)
        with self._database.write() as connection:
            _refuse_locked(connection, name)
            connection.execute("DELETE FROM splits WHERE id = ?", (chosen.id,))

    def all(self) -> tuple[StoredSplit, ...]:
        """The splits, in the order in which they came."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT id, name, seed, is_locked, settings FROM splits ORDER BY id").fetchall()
            counted = connection.execute(
                "SELECT split, part, count(*) FROM split_members GROUP BY split, part"
            ).fetchall()
        counts: dict[int, dict[Part, int]] = {}
        for number, part, count in counted:
            counts.setdefault(number, {})[Part(part)] = count
        return tuple(
            StoredSplit(row[0], row[1], row[2], bool(row[3]), json.loads(row[4]), counts.get(row[0], {}))
            for row in rows
        )

    def find(self, name: str) -> StoredSplit:
        """The split of that name. Raises ProjectError where there is none."""
        splits = {one.name: one for one in self.all()}
        if name not in splits:
            raise ProjectError(f"The project has no split '{name}'.", did_you_mean(name, splits))
        return splits[name]

    def members(self, name: str) -> dict[int, Part]:
        """The part of each photograph."""
        chosen = self.find(name)
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT photograph, part FROM split_members WHERE split = ? ORDER BY photograph", (chosen.id,)
            ).fetchall()
        return {row[0]: Part(row[1]) for row in rows}

    def locked_tests(self) -> set[int]:
        """The photographs in the test part of any locked split: nothing may learn from them."""
        with self._database.read() as connection:
            return _locked_tests(connection)

    def fold_of(self, name: str) -> dict[int, int]:
        """The fold in which each photograph is held out; empty for a split without folds."""
        chosen = self.find(name)
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT photograph, fold FROM split_members WHERE split = ? AND fold IS NOT NULL", (chosen.id,)
            ).fetchall()
        return dict(rows)


def _labelled(connection: Connection, scheme: int) -> list[tuple[int, int, str]]:
    """Photograph, label and patient, in an order that files' places do not change."""
    return connection.execute(
        "SELECT p.id, l.value, coalesce(p.patient, '') FROM current_labels l JOIN photographs p ON p.id = l.photograph "
        "WHERE l.scheme = ? AND l.value IS NOT NULL AND p.is_excluded = 0 AND p.error IS NULL "
        "ORDER BY p.content, p.name_key, p.id",
        (scheme,),
    ).fetchall()


def _groups(rows: Sequence[tuple[int, int, str]], *, is_by_patient: bool) -> list[int]:
    numbers: dict[str, int] = {}
    return [
        numbers.setdefault(
            f"patient {patient}" if patient and is_by_patient else f"photograph {photograph}", len(numbers)
        )
        for photograph, _label, patient in rows
    ]


def _locked_tests(connection: Connection) -> set[int]:
    rows = connection.execute(
        "SELECT DISTINCT m.photograph FROM split_members m JOIN splits s ON s.id = m.split "
        "WHERE s.is_locked = 1 AND m.part = 'test'"
    )
    return {row[0] for row in rows}


def _refuse_tests(photographs: Collection[int]) -> None:
    if photographs:
        raise ProjectError(
            f"{len(photographs)} photographs are in a locked test set and would not be in the test part.",
            "Leave them in the test part, or unlock that split.",
        )


def _refuse_locked(connection: Connection, name: str) -> None:
    row = connection.execute("SELECT is_locked FROM splits WHERE name = ?", (name,)).fetchone()
    if row is not None and row[0]:
        raise ProjectError(f"The split '{name}' is locked.", "Unlock it first: figures measured on it depend on it.")
