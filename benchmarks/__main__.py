"""`python -m benchmarks [NAME…] [--device cpu|cuda] [--share S]`: run every measurement, or those in `bench_NAME.py`.

A measurement is a module `bench_NAME.py` with a docstring whose first line says what is measured, and a function
`main() -> None` that prints its figures. Ratios are taken within one run: machines differ, and so do their moods.
"""

import argparse
import importlib
import os
import pkgutil
import platform
import sys
from importlib import metadata
from pathlib import Path

from core.errors import did_you_mean

PREFIX = "bench_"
DEVICE_VARIABLE, SHARE_VARIABLE = "FUNDUSCOPE_BENCH_DEVICE", "FUNDUSCOPE_BENCH_SHARE"
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


def parse(given: list[str]) -> argparse.Namespace:
    """Names and options."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="Measure the program against its peers.")
    parser.add_argument("names", metavar="NAME", nargs="*", help="measurements; otherwise all")
    parser.add_argument("--device", choices=("cpu", "cuda"), help="where networks run, for the measurements that ask")
    parser.add_argument("--share", metavar="S", type=float, help="0..1: so much of it only, for those that ask")
    return parser.parse_args(given)


def set_up(options: argparse.Namespace) -> str | None:
    """Tell the measurements, which read it when they are imported. What is wrong with the options, or None."""
    if options.share is not None and not 0 < options.share <= 1:
        return f"--share is {options.share}. It must be above 0, and 1 at most."
    if options.device == "cuda":
        import torch

        if not torch.cuda.is_available():
            return "there is no CUDA device that this build of torch can use. Leave --device away."
    if options.device is not None:
        os.environ[DEVICE_VARIABLE] = options.device
    if options.share is not None:
        os.environ[SHARE_VARIABLE] = str(options.share)
    return None


def main(given: list[str]) -> int:
    """Run the measurements of these names, or all. Returns 2 where a name or an option means nothing."""
    options = parse(given)
    wanted, known = options.names, names()
    mistake = set_up(options)
    if mistake is not None:
        print(f"error: {mistake}", file=sys.stderr)
        return 2
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
