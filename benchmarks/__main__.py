"""`python -m benchmarks [NAME]`: run every measurement, or the one in `bench_NAME.py`.

A measurement is a module `bench_NAME.py` with a docstring whose first line says what is measured, and a function
`main() -> None` that prints its figures. Ratios are taken within one run: machines differ, and so do their moods.
"""

import importlib
import os
import pkgutil
import platform
import sys
from importlib import metadata
from pathlib import Path

from core.errors import did_you_mean

PREFIX = "bench_"
PACKAGES = ("torch", "torchvision", "numpy", "opencv-python-headless", "captum", "grad-cam", "torchcam")


def names() -> list[str]:
    """The measurements that there are."""
    found = pkgutil.iter_modules([str(Path(__file__).parent)])
    return sorted(module.name.removeprefix(PREFIX) for module in found if module.name.startswith(PREFIX))


def machine() -> str:
    """What the figures were taken on."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in PACKAGES)
    return f"{platform.machine()} {platform.system()}, {usable} cores, Python {platform.python_version()}, {versions}"


def main(wanted: list[str]) -> int:
    """Run the measurements of these names, or all. Returns 2 where a name is not known."""
    known = names()
    for name in wanted:
        if name not in known:
            hint = did_you_mean(name, known) or f"There are: {', '.join(known) or 'none yet'}."
            print(f"error: there is no measurement '{name}'. {hint}", file=sys.stderr)
            return 2
    print(machine())
    for name in wanted or known:
        module = importlib.import_module(f"benchmarks.{PREFIX}{name}")
        print(f"\n== {name}: {(module.__doc__ or '').strip().splitlines()[0]}", flush=True)
        module.main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
