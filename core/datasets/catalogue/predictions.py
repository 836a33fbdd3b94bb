"""What models say of the photographs of a project."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.datasets.catalogue.database import Database
from core.datasets.catalogue.errors import ProjectError


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model that was asked: `content` is the SHA-256 of its file; `predictions` of how many photographs."""

    id: int
    content: str
    name: str
    class_names: tuple[str, ...]
    predictions: int


@dataclass(frozen=True, slots=True, eq=False)
class StoredPrediction:
    """`probabilities` is float32 (classes,), read-only; `uncertainty` in [0, 1]."""

    photograph: int
    predicted: int
    confidence: float
    uncertainty: float
    probabilities: NDArray[np.float32]


class Predictions:
    """Predictions by model and photograph."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def model(self, content: str, name: str, class_names: Sequence[str]) -> int:
        """The number of a model, which is noted where it is new; its name is that of the last time."""
        with self._database.write() as connection:
            row = connection.execute(
                "INSERT INTO models (content, name, class_names, added_s) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (content) DO UPDATE SET name = excluded.name RETURNING id",
                (content, name, json.dumps(list(class_names)), time.time()),
            ).fetchone()
        return int(row[0])

    def models(self) -> tuple[KnownModel, ...]:
        """The models that were asked, in the order in which they came."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT id, content, name, class_names, (SELECT count(*) FROM predictions WHERE model = models.id) "
                "FROM models ORDER BY id"
            ).fetchall()
        return tuple(KnownModel(row[0], row[1], row[2], tuple(json.loads(row[3])), row[4]) for row in rows)

    def add(self, model: int, predictions: Iterable[tuple[int, NDArray[np.float32]]]) -> None:
        """Keep the probabilities (classes,) of photographs; the uncertainty is their normalised entropy.

        Predictions of photographs that are not in the project any more are left out. Raises ProjectError for
        probabilities that are none.
        """
        now_s = time.time()
        rows = [(model, photograph, *_figures(values), now_s) for photograph, values in predictions]
        with self._database.write() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO predictions SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 "
                "WHERE EXISTS (SELECT 1 FROM photographs WHERE id = ?2)",
                rows,
            )

    def add_with_uncertainty(self, model: int, rows: Iterable[tuple[int, NDArray[np.float32], float]]) -> None:
        """The same for models that state their uncertainty in [0, 1] themselves: ensembles, or several passes."""
        now_s = time.time()
        figures = [
            (model, photograph, *_figures(values)[:2], float(uncertainty), _figures(values)[3], now_s)
            for photograph, values, uncertainty in rows
        ]
        with self._database.write() as connection:
            connection.executemany("INSERT OR REPLACE INTO predictions VALUES (?, ?, ?, ?, ?, ?, ?)", figures)

    def of(self, photograph: int) -> dict[int, StoredPrediction]:
        """What each model says of a photograph."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT model, photograph, predicted, confidence, uncertainty, probabilities FROM predictions "
                "WHERE photograph = ?",
                (photograph,),
            ).fetchall()
        return {row[0]: _stored(row[1:]) for row in rows}

    def all(self, model: int) -> tuple[StoredPrediction, ...]:
        """What a model says of every photograph that it was asked about."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT photograph, predicted, confidence, uncertainty, probabilities FROM predictions WHERE model = ? "
                "ORDER BY photograph",
                (model,),
            ).fetchall()
        return tuple(_stored(row) for row in rows)

    def missing(self, model: int) -> list[int]:
        """The photographs that the model was not asked about: readable ones that are not excluded and lie somewhere."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT p.id FROM photographs p WHERE p.error IS NULL AND p.is_excluded = 0 "
                "AND NOT EXISTS (SELECT 1 FROM predictions r WHERE r.model = ? AND r.photograph = p.id) "
                "AND EXISTS (SELECT 1 FROM files f WHERE f.photograph = p.id AND f.is_missing = 0) "
                "ORDER BY p.name_key, p.id",
                (model,),
            ).fetchall()
        return [row[0] for row in rows]

    def forget(self, model: int) -> None:
        """Forget a model and all that it said."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM models WHERE id = ?", (model,))


def uncertainty_of(probabilities: NDArray[np.float32]) -> float:
    """The entropy of probabilities over the logarithm of their number: 0 where one is 1, 1 where all are equal."""
    known = np.asarray(probabilities, np.float64)
    if len(known) < 2:
        return 0.0
    entropy = -(known * np.log(np.maximum(known, 1e-300))).sum() / np.log(len(known))
    return float(min(max(entropy, 0.0), 1.0))


def _figures(values: NDArray[np.float32]) -> tuple[int, float, float, bytes]:
    probabilities = np.ascontiguousarray(values, "<f4")
    if probabilities.ndim != 1 or not len(probabilities) or not np.isfinite(probabilities).all():
        raise ProjectError("A prediction must be one finite probability for each class.")
    best = int(probabilities.argmax())
    return best, float(probabilities[best]), uncertainty_of(probabilities), probabilities.tobytes()


def _stored(row: tuple[int, int, float, float, bytes]) -> StoredPrediction:
    return StoredPrediction(*row[:4], np.frombuffer(row[4], "<f4"))
