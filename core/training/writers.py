"""What a run writes down while it goes on, each kind of file by an observer of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import FunduscopeError
from core.jobs import Cancelled
from core.training.events import EventsWriter
from core.training.observer import EpochDone, Observer, Observers, RunStarted, SeenBatch, TrainedRun
from core.training.runfolder import RunFolder
from core.training.status import RunState, StatusWriter
from core.training.steps import StepsWriter

TILE_PX = 192
COLUMNS, MOST_TILES = 4, 12
_GAP_PX = 4


class Writers(Observers):
    """All of them. `events` waits for somebody to flush its file, who can bear a full disk."""

    def __init__(self, run: RunFolder) -> None:
        self._run = run
        self._status = StatusWriter(run)
        self.events = EventsWriter(run.folder)
        super().__init__(LogWriter(run), self._status, StepsWriter(run.steps), SampleWriter(run), self.events)

    def flush_events(self) -> None:
        """Write the events that are pending. Raises TrainingError."""
        if self.events.file is not None:
            self.events.file.flush()

    @contextmanager
    def end_is_written(self) -> Iterator[None]:
        """Whatever ends the block early is in the run's log and status."""
        with end_is_written(self._run, self._status):
            yield


@contextmanager
def end_is_written(run: RunFolder, status: StatusWriter) -> Iterator[None]:
    """Whatever ends the block early is in the log and the status of `run`."""
    try:
        yield
    except Cancelled:
        run.say("Stopped.")
        status.ended(RunState.STOPPED, "Stopped with a checkpoint: it can go on.")
        raise
    except BaseException as error:
        run.say(f"Ended by {type(error).__name__}: {error}")
        status.ended(RunState.FAILED, str(error) or type(error).__name__)
        raise


class LogWriter(Observer):
    """Writes the run's log."""

    def __init__(self, run: RunFolder) -> None:
        self._run = run

    def said(self, text: str) -> None:
        """Write a remark."""
        self._run.say(text)

    def waits(self, reason: str) -> None:
        """Write why it waits, and that it goes on."""
        self._run.say(reason or "It goes on.")

    def started(self, event: RunStarted) -> None:
        """Write what is trained on what."""
        self._run.say(
            f"Training on {event.device}: {event.training_count} photographs, {event.validation_count} for validation, "
            f"{event.test_count} for the test; {event.trained_parameter_count:,} of {event.parameter_count:,} weights."
        )

    def epoch(self, event: EpochDone) -> None:
        """Write what an epoch came to."""
        figures = ""
        if event.validation is not None:
            kappa = event.validation.quadratic_weighted_kappa
            shown = f"{kappa:.4f}" if kappa is not None else "undefined"
            figures = f", validation accuracy {event.validation.accuracy:.4f}, kappa {shown}"
        self._run.say(
            f"Epoch {event.epoch}: loss {event.training_loss:.4f}{figures}, {event.images_per_second:.1f} images/s"
            f"{' (best)' if event.is_best else ''}."
        )

    def finished(self, run: TrainedRun) -> None:
        """Write the end."""
        self._run.say(f"Finished; the model is that of epoch {run.best_epoch}.")


class SampleWriter(Observer):
    """Writes the first batch as a picture. What cannot be written is left out: it is for watching alone."""

    def __init__(self, run: RunFolder) -> None:
        self._run = run

    def saw(self, batch: SeenBatch) -> None:
        """Write the picture."""
        try:
            self._run.write_bytes(self._run.sample_batch, png(tiled(batch.pixels)))
        except FunduscopeError:
            return


def tiled(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Some of the photographs (n, height, width, 3) uint8 side by side, each at most TILE_PX large, on black."""
    height, width = pixels.shape[1:3]
    scale = min(1.0, TILE_PX / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    tiles = [cv2.resize(each, size, interpolation=cv2.INTER_AREA) for each in pixels[:MOST_TILES]]
    rows = -(-len(tiles) // COLUMNS)
    columns = min(COLUMNS, len(tiles))
    step_y, step_x = size[1] + _GAP_PX, size[0] + _GAP_PX
    picture = np.zeros((rows * step_y - _GAP_PX, columns * step_x - _GAP_PX, 3), np.uint8)
    for number, tile in enumerate(tiles):
        y, x = number // COLUMNS * step_y, number % COLUMNS * step_x
        picture[y : y + size[1], x : x + size[0]] = tile
    return picture


def png(pixels: NDArray[np.uint8]) -> bytes:
    """An RGB picture as the bytes of a PNG file."""
    from PIL import Image

    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, format="PNG")
    return stream.getvalue()
