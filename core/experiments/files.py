"""The files of a repeated experiment, each there whole or not at all."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import core
from core.errors import FunduscopeError
from core.experiments.experiment import Arm, Experiment, Scale
from core.experiments.photographs import TEST, TRAIN, folder_name
from core.jsontext import parse_json

FORMAT_VERSION = 1


class ExperimentFolder:
    """Where an experiment is repeated: `photographs/`, `runs/ARM/`, `results/ARM/`, `report.html`, `figures.json`."""

    def __init__(self, folder: Path, experiment: Experiment, scale: Scale) -> None:
        self.folder = folder
        self._experiment = experiment
        self._scale = scale
        self.record = folder / "experiment.json"
        self.report = folder / "report.html"
        self.figures = folder / "figures.json"
        self.cache = folder / "cache"

    def start(self) -> None:
        """Make the folder, or make sure that this experiment was begun in it. Raises FunduscopeError where not."""
        if self.record.is_file():
            self._check_same()
        elif self.folder.exists() and (not self.folder.is_dir() or any(self.folder.iterdir())):
            raise FunduscopeError(f"'{self.folder}' is there already.", "Name a folder that is not there yet.")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FunduscopeError(f"'{self.folder}' cannot be made: {error.strerror or error}.") from error
        if not self.record.is_file():
            write_json(self.record, self._record())

    def photographs(self, arm: Arm) -> Path:
        """The folder of an arm's photographs, with the sets `train` and `test`."""
        return self.folder / "photographs" / folder_name(arm.data, self._scale)

    def train(self, arm: Arm) -> Path:
        """The photographs for training and validation."""
        return self.photographs(arm) / TRAIN

    def test(self, arm: Arm) -> Path:
        """The photographs held out."""
        return self.photographs(arm) / TEST

    def run(self, arm: Arm) -> Path:
        """The folder of the arm's training."""
        return self.folder / "runs" / arm.id

    def model(self, arm: Arm) -> Path:
        """The arm's model file, there once it is trained."""
        return self.run(arm) / "model.safetensors"

    def answers(self, arm: Arm) -> Path:
        """What the model said of the photographs held out, and the figures of it."""
        return self.folder / "results" / arm.id / "answers.json"

    def explanations(self, arm: Arm) -> Path:
        """How the explanations compare with the masks."""
        return self.folder / "results" / arm.id / "explanations.json"

    def _record(self) -> dict[str, Any]:
        return {
            "format_version": FORMAT_VERSION,
            "experiment": self._experiment.id,
            "scale": self._scale.value,
            "funduscope": core.__version__,
        }

    def _check_same(self) -> None:
        found, wanted = read_json(self.record), self._record()
        for name in ("experiment", "scale", "format_version"):
            if found.get(name) != wanted[name]:
                raise FunduscopeError(
                    f"In '{self.folder}' is {found.get('experiment')}, {found.get('scale')}; asked for is "
                    f"{wanted['experiment']}, {wanted['scale']}.",
                    "Name another folder.",
                )


def write_json(path: Path, obj: Mapping[str, Any]) -> None:
    """Write JSON values beside their place, then put them there. Raises FunduscopeError."""
    write_text(path, json.dumps(obj, ensure_ascii=False, allow_nan=False, indent=1) + "\n")


def write_text(path: Path, text: str) -> None:
    """Write a text beside its place, then put it there. Raises FunduscopeError."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(6)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise FunduscopeError(f"'{path}' cannot be written: {error.strerror or error}.") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def read_json(path: Path) -> dict[str, Any]:
    """The JSON object of a file. Raises FunduscopeError where it is damaged."""
    try:
        found = parse_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FunduscopeError(f"'{path}' cannot be read: {error}.", "Remove it: it is made again.") from error
    if not isinstance(found, dict):
        raise FunduscopeError(f"'{path}' is damaged.", "Remove it: it is made again.")
    return found
