"""Which photographs a data set really holds, told by their content."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from core.datasets.samples import LabelledPhotographs, Sample
from core.datasets.sources.hdf5 import read_frame
from core.errors import FunduscopeError
from core.images.hdf5 import pixels_id
from core.images.photograph import ImageId
from core.images.reading import image_id, read_photograph
from core.jobs import CancelToken, Progress, ProgressReport, no_report

READERS = 4
AHEAD = 64


def content_id(sample: Sample) -> ImageId:
    """The SHA-256 of a photograph's file; of its shape and pixels where the file holds many. Raises FunduscopeError."""
    if sample.frame is None:
        return image_id(sample.path)
    return pixels_id(read_frame(sample.path, sample.frame))


def read_pixels(sample: Sample) -> NDArray[np.uint8]:
    """The photograph as (height, width, 3) uint8 RGB, upright, as it is to be seen. Raises FunduscopeError."""
    pixels = read_photograph(sample.path).pixels if sample.frame is None else read_frame(sample.path, sample.frame)
    return np.asarray(sample.orientation.apply(pixels), np.uint8)


def content_ids(
    samples: Sequence[Sample], *, token: CancelToken | None = None, progress: ProgressReport = no_report
) -> list[ImageId | FunduscopeError]:
    """The content id of each sample, or why it has none. Raises Cancelled once the token says so."""
    ids: list[ImageId | FunduscopeError] = []
    rest = iter(samples)
    with ThreadPoolExecutor(READERS) as pool:
        try:
            waiting = [pool.submit(_id_or_error, sample) for sample in islice(rest, AHEAD)]
            while waiting:
                if token is not None:
                    token.check()
                ids.append(waiting.pop(0).result())
                waiting += [pool.submit(_id_or_error, sample) for sample in islice(rest, 1)]
                progress(Progress(len(ids), len(samples), "identifying photographs"))
        finally:
            pool.shutdown(cancel_futures=True)
    return ids


def _id_or_error(sample: Sample) -> ImageId | FunduscopeError:
    try:
        return content_id(sample)
    except FunduscopeError as error:
        return error


def fingerprint(photographs: LabelledPhotographs, ids: Sequence[ImageId]) -> str:
    """The SHA-256 of names, labels, contents and turns: it changes with any of them, not with where the files lie."""
    digest = hashlib.sha256("\0".join(photographs.class_names).encode("utf-8", "surrogateescape"))
    for line in sorted(f"{s.name}\0{s.label}\0{i}{_turn(s)}" for s, i in zip(photographs.samples, ids, strict=True)):
        digest.update(b"\n" + line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _turn(sample: Sample) -> str:
    return f"\0{sample.orientation.words}" if sample.orientation.words else ""
