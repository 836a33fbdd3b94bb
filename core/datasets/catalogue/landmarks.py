"""Where a person says that disc and fovea are: what the program finds can be corrected, and stays so."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass

from core.datasets.catalogue.database import Database
from core.datasets.catalogue.errors import ProjectError


@dataclass(frozen=True, slots=True)
class MarkedLandmarks:
    """Disc and fovea, (x, y), and the disc's diameter, in pixels of the photograph as its file has it."""

    disc: tuple[float, float]
    fovea: tuple[float, float]
    disc_diameter_px: float

    def __post_init__(self) -> None:
        if not self.disc_diameter_px > 0 or self.disc == self.fovea:
            raise ProjectError("Disc and fovea must lie apart, and the disc have a size.", "Mark both by hand.")


class LandmarkMarks:
    """The marks by photograph: one set each, that of the last time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, photograph: int, marked: MarkedLandmarks) -> None:
        """Keep what a person has marked."""
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO landmarks VALUES (?, ?, ?, ?, ?, ?, ?)",
                (photograph, *marked.disc, marked.disc_diameter_px, *marked.fovea, time.time()),
            )

    def forget(self, photograph: int) -> None:
        """Go back to what the program finds."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM landmarks WHERE photograph = ?", (photograph,))

    def of(self, photographs: Sequence[int]) -> dict[int, MarkedLandmarks]:
        """What is marked, by photograph."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT photograph, disc_x, disc_y, disc_diameter_px, fovea_x, fovea_y FROM landmarks "
                "WHERE photograph IN (SELECT value FROM json_each(?))",
                (json.dumps(list(photographs)),),
            ).fetchall()
        return {row[0]: MarkedLandmarks((row[1], row[2]), (row[4], row[5]), row[3]) for row in rows}
