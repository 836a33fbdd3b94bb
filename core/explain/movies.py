"""Animations as files: GIF with one palette for all frames, and MP4. Written beside their place and then renamed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import ExplainError, did_you_mean
from core.explain.animation import Animation
from core.jobs import CancelToken, Progress, ProgressReport, no_report

if TYPE_CHECKING:
    from PIL.Image import Image

SLOWEST_FPS, FASTEST_FPS = 0.5, 50.0
"""A GIF counts in hundredths of a second, and programs that show one slow down what is faster."""
_PALETTE_FRAMES = 24
"""So many frames, spread over the sequence, decide on the palette."""
_PALETTE_SIDE_PX = 160


class Film(StrEnum):
    """The kinds of file; the value is the suffix."""

    GIF = ".gif"
    MP4 = ".mp4"


def film_of(path: Path) -> Film:
    """The kind of file that a name asks for. Raises ExplainError for another suffix."""
    suffix = path.suffix.lower()
    if suffix not in list(Film):
        hint = did_you_mean(suffix, list(Film)) or "An animation is a .gif or an .mp4 file."
        raise ExplainError(f"'{path.name}': there is no animation of the kind '{suffix}'.", hint)
    return Film(suffix)


def export_animation(
    animation: Animation,
    path: Path,
    *,
    fps: float = 12.0,
    is_looped: bool = True,
    token: CancelToken | None = None,
    report: ProgressReport = no_report,
) -> None:
    """Write every frame to `path`, a .gif or .mp4, whole or not at all; what was there before survives a fault.

    `is_looped` is written into a GIF; an MP4 has no place for it. Raises ExplainError for a kind of file or a speed
    that cannot be, and where the file cannot be written; Cancelled once `token` is cancelled.
    """
    if not SLOWEST_FPS <= fps <= FASTEST_FPS:
        raise ExplainError(
            f"{fps:g} frames a second cannot be.", f"Choose a speed from {SLOWEST_FPS:g} to {FASTEST_FPS:g}."
        )
    write = _WRITERS[film_of(path)]
    job = _Job(animation, fps, is_looped, token or CancelToken(), report)
    with _beside(path) as part:
        write(job, part)


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    """An export: its frames, one by one, each of them reported."""

    animation: Animation
    fps: float
    is_looped: bool
    token: CancelToken
    report: ProgressReport

    def frames(self) -> Iterator[NDArray[np.uint8]]:
        total = len(self.animation)
        for number, frame in enumerate(self.animation.frames()):
            self.token.check()
            self.report(Progress(number, total, f"frame {number + 1} of {total}"))
            yield frame
        self.report(Progress(total, total))


def _write_gif(job: _Job, path: Path) -> None:
    from PIL import Image as Pictures

    palette = _palette(job.animation)
    pictures = map(Pictures.fromarray, job.frames())
    images = (picture.quantize(palette=palette, dither=Pictures.Dither.NONE) for picture in pictures)
    hundredths = max(2, round(100 / job.fps))
    options = {"loop": 0} if job.is_looped else {}
    next(images).save(
        path, format="GIF", save_all=True, append_images=images, duration=10 * hundredths, optimize=False, **options
    )


def _palette(animation: Animation) -> Image:
    """One palette for all frames, so that no colour flickers: that of small copies of frames from all along."""
    from PIL import Image as Pictures

    count = min(_PALETTE_FRAMES, len(animation))
    wanted = sorted({round(number * (len(animation) - 1) / max(count - 1, 1)) for number in range(count)})
    pieces = []
    for index in wanted:
        frame = Pictures.fromarray(animation.frame(index))
        frame.thumbnail((_PALETTE_SIDE_PX, _PALETTE_SIDE_PX), Pictures.Resampling.NEAREST)
        pieces.append(np.asarray(frame))
    return Pictures.fromarray(np.vstack(pieces)).quantize(256, method=Pictures.Quantize.MEDIANCUT)


def _write_mp4(job: _Job, path: Path) -> None:
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), job.fps, job.animation.size)
    if not writer.isOpened():
        raise ExplainError("This installation of OpenCV cannot write MP4 films.", "Export a GIF.")
    try:
        for frame in job.frames():
            writer.write(cv2.cvtColor(frame, cv2.COLOR_RGB2BGR))
    finally:
        writer.release()
    _check_film(path, len(job.animation))


def _check_film(path: Path, count: int) -> None:
    """OpenCV does not say when the disk is full: the film is looked at."""
    film = cv2.VideoCapture(str(path))
    try:
        found = int(film.get(cv2.CAP_PROP_FRAME_COUNT)) if film.isOpened() else 0
    finally:
        film.release()
    if found != count:
        raise ExplainError(f"Only {found} of {count} frames could be written.", "Is the disk full?")
    if not _is_whole(path):
        raise ExplainError(f"The end of '{path.name}' could not be written.", "Is the disk full?")


def _is_whole(path: Path) -> bool:
    """Whether the boxes of an MP4 end where the file does (ISO/IEC 14496-12, 4.2): a player looks no further."""
    size = path.stat().st_size
    with path.open("rb") as file:
        at = 0
        while at < size:
            file.seek(at)
            head = file.read(16)
            length = int.from_bytes(head[:4], "big")
            if length == 1:  # the length follows the name, in 64 bits
                length = int.from_bytes(head[8:], "big")
            if length < 8:  # 0: to the end of the file
                return length == 0
            at += length
    return at == size


_WRITERS: Mapping[Film, Callable[[_Job, Path], None]] = {Film.GIF: _write_gif, Film.MP4: _write_mp4}


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A file in the folder of `path`, with its suffix, that takes its place when the block ends well."""
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".funduscope-") as folder:
            part = Path(folder) / f"film{path.suffix.lower()}"
            yield part
            part.replace(path)
    except OSError as error:
        raise ExplainError(
            f"'{path.name}' cannot be written: {error.strerror or error}.", "Choose another place."
        ) from error
