"""What an examination of the photographs found, so that each finding leads to its photographs."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from core.datasets.catalogue.database import Database


@dataclass(frozen=True, slots=True)
class Finding:
    """`kind` names what is odd about a photograph; `other` is another one that it concerns (0: none)."""

    kind: str
    photograph: int
    other: int = 0
    value: float | None = None
    detail: str = ""


class Findings:
    """Findings by kind."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def replace(self, kinds: Iterable[str], findings: Iterable[Finding]) -> None:
        """Forget all findings of `kinds` and keep these."""
        now_s = time.time()
        with self._database.write() as connection:
            connection.executemany("DELETE FROM findings WHERE kind = ?", ((kind,) for kind in kinds))
            connection.executemany(
                "INSERT OR REPLACE INTO findings VALUES (?, ?, ?, ?, ?, ?)",
                ((f.kind, f.photograph, f.other, f.value, f.detail, now_s) for f in findings),
            )

    def all(self, kind: str | None = None) -> tuple[Finding, ...]:
        """The findings, by kind and photograph."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT kind, photograph, other, value, detail FROM findings WHERE ? IS NULL OR kind = ? "
                "ORDER BY kind, photograph, other",
                (kind, kind),
            ).fetchall()
        return tuple(Finding(*row) for row in rows)

    def counts(self) -> dict[str, int]:
        """How many photographs each kind of finding concerns."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT kind, count(DISTINCT photograph) FROM findings GROUP BY kind").fetchall()
        return dict(rows)
