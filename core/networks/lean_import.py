"""Importing torchvision without torch's compiler, which takes ten times as long and serves nothing here."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType


def torchvision_models() -> ModuleType:
    """`torchvision.models`, imported on the first call."""
    if "torchvision" not in sys.modules:
        _import_without_compiler("torchvision")
    return importlib.import_module("torchvision.models")


def _import_without_compiler(name: str) -> None:
    """Import a module that asks for `torch._dynamo.utils.is_compile_supported`, and answer no.

    torchvision asks for it on behalf of `roi_align`, which no classifier has. The answer costs 4 s of processor time
    (sympy, triton and a thousand modules). Where torchvision asks for more than that, it gets everything, as usual.
    """
    stand_in = ModuleType("torch._dynamo")
    stand_in.__path__ = []
    utilities = ModuleType("torch._dynamo.utils")
    utilities.is_compile_supported = lambda _device_type: False  # type: ignore[attr-defined]
    fakes = {} if "torch._dynamo" in sys.modules else {stand_in.__name__: stand_in, utilities.__name__: utilities}
    sys.modules.update(fakes)
    try:
        importlib.import_module(name)
    except (ImportError, AttributeError):
        _forget(*fakes)
        _forget(*(loaded for loaded in sys.modules if loaded.partition(".")[0] == name))
        importlib.import_module(name)
    finally:
        for fake, module in fakes.items():
            if sys.modules.get(fake) is module:
                del sys.modules[fake]


def _forget(*names: str) -> None:
    for name in names:
        sys.modules.pop(name, None)
