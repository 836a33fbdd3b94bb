"""The window on 27 full-size photographs: start, moving between them, layers and classes, and the longest standstill.

Needs the real data: `FUNDUSCOPE_TEST_DATA`, or `../shared/data` beside the repository. The network is the ImageNet
SqueezeNet. A standstill is the time between two turns of the event loop. Off screen unless QT_QPA_PLATFORM says
otherwise. The times are those of this machine; the bars they are held against are given beside them.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

TIMEOUT_S = 120.0
CLASSES = 5
CHEAP_METHODS = (
    "hirescam",
    "layercam",
    "eigencam",
    "saliency",
    "input-x-gradient",
    "guided-backpropagation",
    "deconvnet",
)


def main() -> None:
    """Print the times."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    data = Path(os.environ.get("FUNDUSCOPE_TEST_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not data.is_dir():
        print("skipped: the real data is not here")
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        model = Path(place) / "squeezenet.safetensors"
        # In a process of its own: torch must not be loaded here before the window is.
        command = f'"{sys.executable}" -m core import-model'
        os.system(f'{command} "{data}/weights/squeezenet1_1_imagenet.safetensors" --out "{model}" > {os.devnull} 2>&1')
        run(Path(place), [data / "idrid" / "segmentation" / "images", model])


def run(place: Path, paths: list[Path]) -> None:
    """Drive one window from its start to its end."""
    started = time.perf_counter()
    from core.explain.method import Method
    from desktop.app import SWITCH_INTERVAL_S, Program, make_application
    from desktop.files import UserFolders
    from desktop.watchdog import Watchdog

    sys.setswitchinterval(SWITCH_INTERVAL_S)
    program = Program(make_application(["funduscope"]), UserFolders.inside(place))
    program.collector.start()
    watchdog = Watchdog()
    watchdog.start()
    program.start(paths)
    program.window.repaint()
    print(f"window up after {time.perf_counter() - started:.2f} s (bar: 1.5 s)")
    session = program.session

    def is_calm() -> bool:
        return session.explanation is not None and program.lanes.network.is_idle and program.lanes.decode.is_idle

    turn_until(lambda: session.explanation is not None)
    print(f"first explanation after {time.perf_counter() - started:.2f} s (bar: 60 s)")
    say_standstill("start", watchdog)
    settle(is_calm)
    cheap = [Method(name) for name in CHEAP_METHODS]
    for name, walk in (
        ("next photograph, computed ahead", [lambda: session.step(1)] * (len(session.order) - 1)),
        ("another layer", [lambda: session.stepLayer(-1)] * (len(session.model.layers) - 1)),
        ("another class", [lambda index=index: session.chooseTarget(index) for index in range(CLASSES)]),
        ("another method of one pass", [lambda method=method: session.chooseMethod(method) for method in cheap]),
    ):
        watchdog.start()
        times = [time_of(step, lambda: session.explanation is not None, is_calm) for step in walk]
        bar = " (bar: 100 ms)" if "ahead" in name else ""
        print(f"{name}: median {statistics.median(times):.0f} ms, longest {max(times):.0f} ms of {len(times)}{bar}")
        say_standstill(name, watchdog)
    program.window.close()
    program.collector.stop()


def time_of(step: Callable[[], None], is_shown: Callable[[], bool], is_calm: Callable[[], bool]) -> float:
    """Milliseconds from a key to its answer on the screen; what follows behind is awaited afterwards."""
    from PySide6.QtWidgets import QApplication

    started = time.perf_counter()
    step()
    turn_until(is_shown)
    QApplication.processEvents()
    taken_ms = (time.perf_counter() - started) * 1e3
    settle(is_calm)
    return taken_ms


def settle(is_calm: Callable[[], bool]) -> None:
    """Wait for what follows behind and is computed ahead: one job asks for the next when it is done."""
    for _ in range(3):
        turn_until(is_calm)
        pause_until = time.perf_counter() + 0.1
        turn_until(lambda pause_until=pause_until: time.perf_counter() > pause_until)


def turn_until(is_done: Callable[[], bool]) -> None:
    """Turn the event loop."""
    from PySide6.QtWidgets import QApplication

    end = time.perf_counter() + TIMEOUT_S
    while not is_done():
        QApplication.processEvents()
        time.sleep(0.001)
        if time.perf_counter() > end:
            raise TimeoutError


def say_standstill(name: str, watchdog: object) -> None:
    """Print the longest standstill since the watchdog was started."""
    longest = watchdog.stop()
    over = ", ".join(f"{gap:.0f}" for gap in watchdog.gaps_over(50))
    print(f"  {name}: longest standstill {longest:.0f} ms (bar: 50 ms){'; over the bar: ' + over if over else ''}")
