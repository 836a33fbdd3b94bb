"""The folder of a run: everything that is needed to go on with it, to repeat it, to judge it and to watch it.

settings.toml, data.json, split.csv, versions.json, metrics.csv, metrics.json, log.txt, last.safetensors (checkpoint),
best.safetensors and model.safetensors (model files), predictions.csv; for whoever watches status.json, steps.csv,
sample-batch.png, attention/ and TensorBoard's events.
"""

from __future__ import annotations

import csv
import io
import json
import os
import platform
import secrets
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import core
from core.errors import TrainingError
from core.training.settings import TrainingSettings
from core.training.settingsfile import differences, from_toml, to_toml

PACKAGES = ("torch", "torchvision", "timm", "lightning-fabric", "numpy", "opencv-python-headless", "pillow")

UNFINISHED = ".part"
_UNSAID = 100


class RunFolder:
    """The files of a run, each written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = folder / "settings.toml"
        self.data = folder / "data.json"
        self.split = folder / "split.csv"
        self.versions = folder / "versions.json"
        self.history = folder / "metrics.csv"
        self.metrics = folder / "metrics.json"
        self.predictions = folder / "predictions.csv"
        self.log = folder / "log.txt"
        self.status = folder / "status.json"
        self.steps = folder / "steps.csv"
        self.sample_batch = folder / "sample-batch.png"
        self.attention = folder / "attention"
        self.checkpoint = folder / "last.safetensors"
        self.best = folder / "best.safetensors"
        self.model = folder / "model.safetensors"
        self._unsaid: list[str] = []

    def start(self, settings: TrainingSettings) -> None:
        """Make the folder of a new run. Raises TrainingError where one is there, or something else."""
        if self.folder.exists() and (not self.folder.is_dir() or self._is_used()):
            hint = "Go on with it (--resume), or name another folder." if self.settings.exists() else ""
            raise TrainingError(f"'{self.folder}' is there already.", hint or "Name a folder that is not there yet.")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise TrainingError(f"'{self.folder}' cannot be made: {error.strerror or error}.") from error
        self.write(self.settings, to_toml(settings))
        self.write(self.versions, json.dumps(versions(), indent=2) + "\n")

    def _is_used(self) -> bool:
        """Whether anything is in the folder but what a killed process left unfinished."""
        return any(not path.name.endswith(UNFINISHED) for path in self.folder.iterdir())

    def resume(self, settings: TrainingSettings) -> None:
        """Make ready to go on. Raises TrainingError where there is no run, or it was started with other settings."""
        if not self.settings.is_file():
            raise TrainingError(f"There is no run in '{self.folder}'.", "Start it without --resume.")
        before = self.read_settings()
        if not settings.run.batch_size:  # to be found: it was, when the run began
            settings = replace(settings, run=replace(settings.run, batch_size=before.run.batch_size))
        differing = differences(before, settings)
        if differing:
            raise TrainingError(
                f"The run in '{self.folder}' was started with other settings: {'; '.join(differing)}.",
                "Resume it with its own settings.toml, or start another run.",
            )
        for left in self.folder.glob(f".*{UNFINISHED}"):  # of a process that was killed while it wrote
            with suppress(OSError):
                left.unlink()

    def read_settings(self) -> TrainingSettings:
        """The settings with which the run was started. Raises TrainingError."""
        try:
            return from_toml(self.settings.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise TrainingError(f"'{self.settings}' cannot be read: {error}.") from error

    def write(self, path: Path, text: str) -> None:
        """Write a text beside its place, then put it there. Raises TrainingError."""
        self.write_bytes(path, text.encode("utf-8", "surrogateescape"))

    def write_bytes(self, path: Path, content: bytes) -> None:
        """Write a file beside its place, then put it there. Raises TrainingError."""
        beside = path.with_name(f".{path.name}.{secrets.token_hex(6)}{UNFINISHED}")
        try:
            with beside.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except OSError as error:
            raise TrainingError(f"'{path}' cannot be written: {error.strerror or error}.") from error
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)

    def write_json(self, path: Path, obj: Mapping[str, Any]) -> None:
        """Write JSON values. Raises TrainingError."""
        self.write(path, json.dumps(obj, indent=2, ensure_ascii=False) + "\n")

    def write_table(self, path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write rows of the same keys as CSV; None is an empty cell. Raises TrainingError."""
        if rows:
            self.write(path, table(rows))

    def say(self, line: str) -> None:
        """Add a line to the log, with the time; a disk that is full gets it later."""
        self._unsaid = [*self._unsaid[-_UNSAID:], f"{time.strftime('%Y-%m-%d %H:%M:%S')}  {line}\n"]
        with suppress(OSError), self.log.open("a", encoding="utf-8", errors="surrogateescape") as file:
            file.write("".join(self._unsaid))
            file.flush()
            self._unsaid = []


def table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows of the same keys as CSV with a header; None is an empty cell."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows(_cells(row.values()) for row in rows)
    return stream.getvalue()


def _cells(values: Iterable[Any]) -> list[Any]:
    return ["" if value is None else value for value in values]


def versions() -> dict[str, str]:
    """What the run was made with."""
    found = {"funduscope": core.__version__, "python": platform.python_version(), "system": platform.platform()}
    for package in PACKAGES:
        with suppress(PackageNotFoundError):
            found[package] = version(package)
    return found
