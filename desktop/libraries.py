"""Loading torch behind an open window, without the window noticing.

`import torch` keeps Python's lock for up to 0.8 s at a time, mostly inside the system's loader, and every thread that
runs Python waits for it, the window too. Four things help; docs/decisions/0007-smooth-window.md has the measurements:

* the large shared libraries are loaded first by calling the system's loader as a foreign function, which gives the
  lock up for as long as it takes (`ctypes.CDLL(path)` does not); the import then finds them loaded;
* whatever other lanes import is imported before that: an import of theirs would wait for the loader with the lock held;
* torchvision is imported without torch's compiler, which takes longer than all the rest;
* no automatic garbage collection: see :class:`desktop.collection.Collector`.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from core.jobs import Progress
from desktop.jobs import JobContext

OTHERS = ("hashlib", "cv2", "PIL.Image", "PIL.PngImagePlugin", "core.images.reading", "core.images.thumbnails")
"""What the lanes for photographs and files import when they are first asked."""

STEPS = (
    "torch",
    "core.networks.loaded",
    "core.networks.files",
    "core.networks.importing",
    "core.explain.explainer",
)
"""In this order, with a look at the token between two of them."""


def load_libraries(context: JobContext) -> None:
    """Import all that networks need. To be run in the lane's thread. Raises Cancelled between two steps."""
    for name in OTHERS:
        context.token.check()
        importlib.import_module(name)
    for path in _large_libraries():
        context.token.check()
        _load_without_lock(path)
    for number, name in enumerate(STEPS):
        context.token.check()
        context.report(Progress(number, len(STEPS)))
        importlib.import_module(name)
    from core.networks.lean_import import torchvision_models

    torchvision_models()


def _large_libraries() -> Iterator[Path]:
    """The shared libraries that are worth loading ahead, those that others need first."""
    spec = importlib.util.find_spec("torch")
    if spec is not None and spec.origin is not None:
        yield from (path for name in _torch_names() if (path := Path(spec.origin).parent / name).exists())


def _torch_names() -> tuple[str, ...]:
    if sys.platform == "win32":
        return ("lib/c10.dll", "lib/torch_cpu.dll")
    suffix = "dylib" if sys.platform == "darwin" else "so"
    return tuple(f"lib/{name}.{suffix}" for name in ("libc10", "libtorch_cpu", "libtorch"))


def _load_without_lock(path: Path) -> None:
    """Load a shared library while other threads run Python. A failure is left to the import to report."""
    load = _loader()
    if load is not None:
        load(path)


def _loader() -> Callable[[Path], object] | None:
    if sys.platform == "win32":
        # 0x1100: look for what the library needs in its own folder and the default ones, as torch does.
        function = ctypes.WinDLL("kernel32").LoadLibraryExW
        function.restype = ctypes.c_void_p
        return lambda path: function(ctypes.c_wchar_p(str(path)), None, 0x1100)
    dlopen = getattr(ctypes.CDLL(None), "dlopen", None)
    if dlopen is None:
        return None
    dlopen.restype = ctypes.c_void_p
    dlopen.argtypes = [ctypes.c_char_p, ctypes.c_int]
    return lambda path: dlopen(os.fsencode(path), os.RTLD_NOW | os.RTLD_GLOBAL)
