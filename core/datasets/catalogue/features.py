"""What readers call the channels of layers, and which photographs excite them most."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.datasets.catalogue.database import Database


@dataclass(frozen=True, slots=True)
class FeatureName:
    """What `reader` calls channel `channel` of `layer` in the model with content `model`; `confidence` is in [0, 1]."""

    model: str
    layer: str
    channel: int
    reader: str
    name: str
    confidence: float | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True)
class StrongImage:
    """A photograph with its activation of a channel; `place` says where, as JSON values."""

    photograph: int
    activation: float
    place: dict[str, Any]


@dataclass(frozen=True, slots=True)
class KeptPass:
    """How far a pass over the photographs of one set is: `done` of `total`, for the model of that content and name."""

    model: str
    model_file: str
    photographs: str
    done: int
    total: int


KEPT_PASSES = 16
"""So many passes are kept in a project; the one that was not changed for the longest time goes first."""


class FeatureNames:
    """Names of channels by model, layer and reader, and the photographs that excite a channel most."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, name: FeatureName) -> None:
        """Name a channel; without name and notes the reader's name is taken off it."""
        key = (name.model, name.layer, name.channel, name.reader)
        with self._database.write() as connection:
            if not name.name and not name.notes:
                connection.execute(
                    "DELETE FROM feature_names WHERE model = ? AND layer = ? AND channel = ? AND reader = ?", key
                )
                return
            connection.execute(
                "INSERT OR REPLACE INTO feature_names VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*key, name.name, name.confidence, name.notes, time.time()),
            )

    def of(self, model: str, layer: str | None = None) -> tuple[FeatureName, ...]:
        """The names in a model, or in one layer of it, by layer, channel and reader."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT model, layer, channel, reader, name, confidence, notes FROM feature_names "
                "WHERE model = ? AND (? IS NULL OR layer = ?) ORDER BY layer, channel, reader",
                (model, layer, layer),
            ).fetchall()
        return tuple(FeatureName(*row) for row in rows)

    def keep_strongest(
        self, model: str, layer: str, channel: int, *, aggregation: str, images: Iterable[StrongImage]
    ) -> None:
        """Keep the photographs that excite a channel most, the strongest first, instead of those kept before."""
        key = (model, layer, channel, aggregation)
        with self._database.write() as connection:
            connection.execute(
                "DELETE FROM strongest_images WHERE model = ? AND layer = ? AND channel = ? AND aggregation = ?", key
            )
            connection.executemany(
                "INSERT INTO strongest_images VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (*key, rank, image.photograph, image.activation, json.dumps(image.place))
                    for rank, image in enumerate(images)
                ),
            )

    def strongest(self, model: str, layer: str, channel: int, *, aggregation: str) -> tuple[StrongImage, ...]:
        """The photographs that were kept, the strongest first."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT photograph, activation, place FROM strongest_images "
                "WHERE model = ? AND layer = ? AND channel = ? AND aggregation = ? ORDER BY rank",
                (model, layer, channel, aggregation),
            ).fetchall()
        return tuple(StrongImage(row[0], row[1], json.loads(row[2] or "{}")) for row in rows)

    def keep_pass(self, kept: KeptPass, state: bytes) -> None:
        """Keep what a pass has found, instead of what was kept of it before."""
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO feature_passes (model, model_file, photographs, done, total, state, changed_s) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (kept.model, kept.model_file, kept.photographs, kept.done, kept.total, state, time.time()),
            )
            connection.execute(
                "DELETE FROM feature_passes WHERE id NOT IN "
                "(SELECT id FROM feature_passes ORDER BY changed_s DESC, id DESC LIMIT ?)",
                (KEPT_PASSES,),
            )

    def pass_state(self, model: str, photographs: str) -> bytes | None:
        """What was kept of a pass; None where there is none."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT state FROM feature_passes WHERE model = ? AND photographs = ?", (model, photographs)
            ).fetchone()
        return bytes(row[0]) if row is not None else None

    def passes(self) -> tuple[KeptPass, ...]:
        """The passes that are kept, the latest first."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT model, model_file, photographs, done, total FROM feature_passes "
                "ORDER BY changed_s DESC, id DESC"
            ).fetchall()
        return tuple(KeptPass(*row) for row in rows)
