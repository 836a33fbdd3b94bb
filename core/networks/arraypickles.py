"""Reading a pickled list of NumPy arrays without NumPy's or anybody's code being asked to make them.

Old Theano programs left their weights so. Every name in the file leads to one of the stand-ins here or to a refusal;
what they hold is checked, and only then arrays are made of it.
"""

from __future__ import annotations

import io
import math
import pickle
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import ModelError

MAX_BYTES = 1 << 30
MAX_ARRAYS = 4096
_KINDS = {"f4": np.float32, "f8": np.float64}


class _Dtype:
    """What a dtype says of itself: its kind, and the order of its bytes."""

    def __init__(self, kind: object = "", *_rest: object) -> None:
        self.kind = kind.decode("latin1") if isinstance(kind, bytes) else str(kind)
        self.order = "<"

    def __setstate__(self, state: object) -> None:
        if isinstance(state, tuple) and len(state) > 1:
            self.order = state[1].decode("latin1") if isinstance(state[1], bytes) else str(state[1])


class _Array:
    """What an array says of itself."""

    def __init__(self, *_arguments: object) -> None:
        self.state: object = None

    def __setstate__(self, state: object) -> None:
        self.state = state


class _Type:
    """Stands for numpy.ndarray where the file only names it."""


def _reconstruct(*_arguments: object) -> _Array:
    return _Array()


def _encode(text: object, *_encoding: object) -> bytes:
    """Python 3 writes bytes as text to be encoded in Latin-1."""
    if not isinstance(text, str):
        raise pickle.UnpicklingError("bytes that are no text")
    return text.encode("latin1")


def _no_bytes(*_nothing: object) -> bytes:
    """Python 3 writes empty bytes as a call without arguments."""
    return b""


class _ForeignError(pickle.UnpicklingError):
    """A name that has nothing to do with arrays."""


_STAND_INS: dict[tuple[str, str], Any] = {
    ("numpy.core.multiarray", "_reconstruct"): _reconstruct,
    ("numpy._core.multiarray", "_reconstruct"): _reconstruct,
    ("numpy", "ndarray"): _Type,
    ("numpy", "dtype"): _Dtype,
    ("_codecs", "encode"): _encode,
    ("__builtin__", "bytes"): _no_bytes,
    ("builtins", "bytes"): _no_bytes,
}


class _Unpickler(pickle.Unpickler):
    """Knows arrays alone."""

    def find_class(self, module: str, name: str) -> Any:
        """A stand-in. Raises _ForeignError naming anything else."""
        found = _STAND_INS.get((module, name))
        if found is None:
            raise _ForeignError(f"{module}.{name}")
        return found


def read_arrays(path: Path) -> list[NDArray[np.float32]]:
    """The arrays of a file, in order. Raises ModelError where it holds anything but a list of arrays of numbers."""
    try:
        # Python 2 wrote bytes where Python 3 reads text; Latin-1 leaves each as it is.
        found = _Unpickler(io.BytesIO(_content(path)), encoding="latin1").load()
    except ModelError:
        raise
    except _ForeignError as error:
        raise ModelError(
            f"'{path.name}' holds more than arrays of numbers ({error}). It was not opened.",
            "Only a list of NumPy arrays is read, as 'export_params.py' of De Fauw's repository writes it.",
        ) from error
    except Exception as error:  # a damaged pickle raises nearly anything
        reason = str(error).strip().split("\n")[0] or type(error).__name__
        hint = "It may have been cut off while downloading or copying."
        raise ModelError(f"'{path.name}' is damaged: {reason}.", hint) from error
    if not isinstance(found, list) or not 0 < len(found) <= MAX_ARRAYS:
        raise ModelError(f"'{path.name}' holds no list of arrays.")
    return [_array(item, path) for item in found]


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size <= MAX_BYTES:
            return path.read_bytes()
    except OSError as error:
        raise ModelError(f"'{path}' cannot be read: {error.strerror or error}.") from error
    raise ModelError(f"'{path.name}' is larger than {MAX_BYTES >> 20} MiB: it is no list of weights.")


def _array(item: object, path: Path) -> NDArray[np.float32]:
    try:
        if not isinstance(item, _Array) or not isinstance(item.state, tuple):
            raise TypeError("no array")  # noqa: TRY301
        _version, shape, dtype, is_fortran, raw = item.state
        data = raw.encode("latin1") if isinstance(raw, str) else bytes(raw)
        kind = np.dtype(_KINDS[dtype.kind]).newbyteorder(">" if dtype.order == ">" else "<")
        sides = tuple(int(side) for side in shape)
        if any(side < 0 for side in sides) or math.prod(sides) * kind.itemsize != len(data):
            raise ValueError("a shape that its numbers do not fill")  # noqa: TRY301
        values = np.frombuffer(data, kind).reshape(sides, order="F" if is_fortran else "C")
    except (TypeError, ValueError, KeyError, AttributeError, OverflowError) as error:
        raise ModelError(f"'{path.name}' holds something that is no array of numbers: {error}.") from error
    return np.array(values, np.float32, order="C")
