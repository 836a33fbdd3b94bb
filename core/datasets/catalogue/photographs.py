"""The photographs of a project: what is known of each, and which of them turn out to be the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from core.datasets.catalogue.annotations import read_orientation, write_orientation
from core.datasets.catalogue.database import Database
from core.datasets.catalogue.identifying import identify_file, set_eye, set_patient
from core.datasets.catalogue.known import EyeFinding, FactSource, Known, ReadFile
from core.datasets.catalogue.labels import settle
from core.datasets.catalogue.names import stored_path, usable_path
from core.datasets.catalogue.settings import PatientCoder
from core.datasets.eyes import Eye
from core.images.orientation import Orientation
from core.images.photograph import ImageId

__all__ = ["EyeFinding", "FactSource", "Known", "Photographs", "ReadFile"]


class Photographs:
    """Photographs by number. Numbers never come to mean another photograph."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self) -> int:
        """How many there are."""
        with self._database.read() as connection:
            return int(connection.execute("SELECT count(*) FROM photographs").fetchone()[0])

    def contents(self, photographs: Sequence[int]) -> dict[int, ImageId]:
        """The content of each photograph whose content is known."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT id, content FROM photographs WHERE content IS NOT NULL "
                "AND id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(photographs)),),
            ).fetchall()
        return {row[0]: ImageId(row[1].hex()) for row in rows}

    def find(self, content: ImageId) -> int | None:
        """The photograph with that content."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT id FROM photographs WHERE content = ?", (bytes.fromhex(content),)
            ).fetchone()
        return int(row[0]) if row is not None else None

    # What reading tells

    def identify(self, files: Sequence[ReadFile], coder: PatientCoder) -> int:
        """Take over what files hold; photographs of the same content become one. Returns how many did."""
        merged = 0
        with self._database.write() as connection:
            touched: set[int] = set()
            for file in files:
                merged += identify_file(connection, file, coder, touched)
            if touched:
                for (scheme,) in connection.execute("SELECT id FROM class_schemes").fetchall():
                    settle(connection, scheme, touched)
        return merged

    def note_eyes(self, findings: Iterable[EyeFinding]) -> None:
        """Take over what was seen: an eye only where nothing more certain says it.

        Where something does, a disc on the other side means that the photograph is turned by half.
        """
        with self._database.write() as connection:
            for found in findings:
                stated = connection.execute(
                    "SELECT eye FROM photographs WHERE id = ? AND eye_source <> ?",
                    (found.photograph, FactSource.GUESSED),
                ).fetchone()
                is_inverted = found.is_inverted
                if stated is not None and found.eye is not None:
                    is_inverted = (found.eye == stated[0]) == found.is_inverted
                x, y = found.disc or (None, None)
                connection.execute(
                    "UPDATE photographs SET is_inverted = ?, disc_x = ?, disc_y = ? WHERE id = ?",
                    (is_inverted, x, y, found.photograph),
                )
                if found.eye is not None:
                    set_eye(connection, found.photograph, found.eye, FactSource.GUESSED)

    def note_error(self, photograph: int, error: str) -> None:
        """Say why a photograph cannot be read; empty: it can."""
        with self._database.write() as connection:
            connection.execute("UPDATE photographs SET error = ? WHERE id = ?", (error or None, photograph))

    # What the user says

    def set_eye(self, photographs: Iterable[int], eye: Eye | None) -> None:
        """Say whose eye photographs show; None: not known."""
        with self._database.write() as connection:
            connection.executemany(
                "UPDATE photographs SET eye = ?, eye_source = ? WHERE id = ?",
                ((eye, FactSource.USER if eye is not None else None, photograph) for photograph in photographs),
            )

    def set_flipped(self, photographs: Iterable[int], is_flipped: bool) -> None:  # noqa: FBT001
        """Show photographs turned by half, as those taken through a condensing lens must be.

        What models said of them the other way round is forgotten.
        """
        with self._database.write() as connection:
            for one in photographs:
                before = read_orientation(connection, one)
                write_orientation(connection, one, replace(before, is_turned=is_flipped))

    def set_mirrored(self, photographs: Iterable[int], is_mirrored: bool) -> None:  # noqa: FBT001
        """Show photographs as in a mirror. What models said of them the other way round is forgotten."""
        with self._database.write() as connection:
            for one in photographs:
                before = read_orientation(connection, one)
                write_orientation(connection, one, replace(before, is_mirrored=is_mirrored))

    def oriented(self) -> dict[int, Orientation]:
        """The photographs that are not shown as their files have them, and how they are."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT id, is_flipped, is_mirrored FROM photographs WHERE is_flipped <> 0 OR is_mirrored <> 0"
            ).fetchall()
        return {row[0]: Orientation(bool(row[1]), bool(row[2])) for row in rows}

    def orientation(self, photograph: int) -> Orientation:
        """How a photograph is shown."""
        with self._database.read() as connection:
            return read_orientation(connection, photograph)

    def set_quality(self, photographs: Iterable[int], quality: str, *, source: FactSource = FactSource.USER) -> None:
        """Say how good photographs are; empty: not said."""
        with self._database.write() as connection:
            connection.executemany(
                "UPDATE photographs SET quality = ?, quality_source = ? WHERE id = ?",
                ((quality or None, source if quality else None, one) for one in photographs),
            )

    def exclude(self, photographs: Iterable[int], reason: str) -> None:
        """Keep photographs out of splits, training and prediction; an empty reason takes them in again."""
        with self._database.write() as connection:
            connection.executemany(
                "UPDATE photographs SET is_excluded = ?, exclusion = ? WHERE id = ?",
                ((bool(reason), reason, one) for one in photographs),
            )

    # Facts of tables

    def set_facts(self, column: str, values: Mapping[int, str | float | int]) -> None:
        """Keep a column of values, by photograph; those of other photographs in that column stay."""
        with self._database.write() as connection:
            row = connection.execute(
                "INSERT INTO columns (name) VALUES (?) ON CONFLICT (name) DO UPDATE SET name = excluded.name "
                "RETURNING id",
                (column,),
            ).fetchone()
            connection.executemany(
                "INSERT OR REPLACE INTO facts VALUES (?, ?, ?)",
                ((row[0], photograph, value) for photograph, value in values.items()),
            )

    def columns(self) -> tuple[str, ...]:
        """The names of the columns of facts."""
        with self._database.read() as connection:
            return tuple(row[0] for row in connection.execute("SELECT name FROM columns ORDER BY id"))

    def number_columns(self) -> frozenset[str]:
        """The columns of facts that hold numbers alone."""
        with self._database.read() as connection:
            rows = connection.execute(
                'SELECT c.name FROM columns c WHERE EXISTS (SELECT 1 FROM facts f WHERE f."column" = c.id) '
                "AND NOT EXISTS (SELECT 1 FROM facts f WHERE f.\"column\" = c.id AND typeof(f.value) = 'text')"
            ).fetchall()
        return frozenset(row[0] for row in rows)

    def facts(self, photograph: int) -> dict[str, str | float | int]:
        """What tables know of a photograph."""
        with self._database.read() as connection:
            rows = connection.execute(
                'SELECT c.name, f.value FROM facts f JOIN columns c ON c.id = f."column" WHERE f.photograph = ? '
                "ORDER BY c.id",
                (photograph,),
            ).fetchall()
        return dict(rows)

    def set_patients(self, patients: Mapping[int, str], coder: PatientCoder, *, source: FactSource) -> None:
        """Say whose photographs these are, where nothing more certain says it; identifiers as they stand in a table."""
        with self._database.write() as connection:
            for photograph, patient in patients.items():
                set_patient(connection, photograph, coder(patient), source)

    def set_eyes(self, eyes: Mapping[int, Eye], *, source: FactSource) -> None:
        """Say which eyes these are, where nothing more certain says it."""
        with self._database.write() as connection:
            for photograph, eye in eyes.items():
                set_eye(connection, photograph, eye, source)

    def set_masks(self, masks: Mapping[int, Mapping[str, str]]) -> None:
        """Note which masks lie beside photographs: paths by code."""
        with self._database.write() as connection:
            connection.executemany("DELETE FROM masks WHERE photograph = ?", ((one,) for one in masks))
            connection.executemany(
                "INSERT INTO masks VALUES (?, ?, ?)",
                ((one, code, stored_path(path)) for one, files in masks.items() for code, path in files.items()),
            )

    def masks(self, photograph: int) -> dict[str, str]:
        """The masks that lie beside a photograph: paths by code."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT code, path FROM masks WHERE photograph = ? ORDER BY code", (photograph,))
            return {row[0]: usable_path(row[1]) for row in rows}
