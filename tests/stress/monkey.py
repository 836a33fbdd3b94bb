"""A monkey at the real window: seeded random clicks, keys, wheels, drops and sizes, written down to be replayed.

    .venv/bin/python -m tests.stress.monkey --minutes 120 --seed 1 --log monkey.jsonl
    .venv/bin/python -m tests.stress.monkey --replay monkey.jsonl

Every line of the log is one act: where (the path of names from the window to the widget), what, and when. A replay does
the same acts at the same times; what answers sooner or later than before may make it differ from there on.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMenu, QWidget

from core.memory import keep_freed_memory
from desktop.app import SWITCH_INTERVAL_S, Program, make_application
from desktop.bundled import Bundled
from desktop.files import UserFolders
from desktop.watchdog import Watchdog
from tests.stress.monkey_material import answer_dialogs, copied, some_files
from tests.stress.standstills import Standstills

TICK_MS = 40
MEMORY_EVERY_S = 10.0
WARM_UP_SHARE = 0.4
KEYS = [getattr(Qt.Key, f"Key_{name}") for name in (
    *"ABCDEFGHIJKLMNOPQRSTUVWXYZ", *"0123456789", "Left", "Right", "Up", "Down", "Return", "Space", "Tab", "Backspace",
    "Delete", "Home", "End", "PageUp", "PageDown", "Plus", "Minus", "BracketLeft", "BracketRight", "F1", "F11",
)]  # fmt: skip
MODIFIERS = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
)
TEXTS = ("", "0", "-1", "7", "1e9", "grade", "ä ö ü", "%s{}", "../..", "=1+1", "' OR 1=1 --", "x" * 300)
KINDS = {
    "click": 40, "double": 4, "context": 4, "key": 24, "text": 4, "wheel": 8, "drag": 8, "drop": 2, "resize": 1,
    "escape": 5,
}  # fmt: skip
MOST_WINDOWS = 100
LEAVING = ("Quit", "Close Window")


@dataclass(frozen=True, slots=True)
class Act:
    """One act. `place` is where in the widget, in shares of its size; `more` what else belongs to the kind."""

    at_ms: int
    kind: str
    widget: str
    place: tuple[float, float] = (0.5, 0.5)
    more: tuple[int | str | float, ...] = ()


@dataclass(slots=True)
class Outcome:
    """What came of it."""

    acts: int = 0
    crashes: list[str] = field(default_factory=list)
    gaps_ms: list[float] = field(default_factory=list)
    works_ms: list[float] = field(default_factory=list)
    """How long the window's thread was on a processor without a look at its events, where that was over 50 ms."""
    memory_mb: list[float] = field(default_factory=list)
    places: Counter[str] = field(default_factory=Counter)
    """How often it acted in which window: one that it does not get out of would hide all others."""

    @property
    def growth(self) -> float:
        """By which share memory grew after the warm-up: the median of its last fifth over that of its first."""
        after = self.memory_mb[int(len(self.memory_mb) * WARM_UP_SHARE) :]
        if len(after) < 5:
            return 0.0
        part = max(len(after) // 5, 1)
        first, last = sorted(after[:part])[part // 2], sorted(after[-part:])[part // 2]
        return last / first - 1.0


def path_of(widget: QWidget) -> str:
    """Names from the top-level widget down; what has no name is called by its class and its place among its like."""
    names = []
    at: QObject | None = widget
    while at is not None:
        parent = at.parent()
        kind = type(at).__name__
        if at.objectName():
            names.append(at.objectName())
        elif parent is None:
            names.append(kind)
        else:
            like = [child for child in parent.children() if type(child) is type(at)]
            names.append(f"{kind}[{like.index(at)}]")
        at = parent
    return "/".join(reversed(names))


def is_whole(widget: QWidget) -> bool:
    """Whether it and all around it are alive: some are on their way out when they are listed."""
    at: QObject | None = widget
    while at is not None:
        if not shiboken6.isValid(at):
            return False
        at = at.parent()
    return True


def typed_at(widget: QWidget) -> QWidget:
    """Where the system would send a key: to the popup where one is open, else to what has the focus."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return popup.focusWidget() or popup
    return QApplication.focusWidget() or widget


class Monkey(QObject):
    """Acts every few milliseconds on whatever may be acted on: the top menu or dialog where one is open."""

    def __init__(self, program: Program, seed: int, files: Sequence[Path], log: Callable[[Act], None]) -> None:
        super().__init__()
        self._program = program
        self._random = random.Random(seed)
        self._files = list(files)
        self._log = log
        self._begun_s = time.monotonic()
        self.outcome = Outcome()
        self._watchdog = Watchdog()
        self._standstills = Standstills(self)
        self._end_s = 0.0
        self._memory = QTimer(self)
        self._memory.setInterval(int(MEMORY_EVERY_S * 1e3))
        self._memory.timeout.connect(lambda: self.outcome.memory_mb.append(resident_mb()))
        for lane in program.lanes.all():
            lane.crashed.connect(self._take_exception)
        sys.excepthook = lambda _kind, error, _trace: self._take_exception(error)

    def _take_exception(self, error: BaseException) -> None:
        import traceback

        self.outcome.crashes.append("".join(traceback.format_exception(error)))
        print(self.outcome.crashes[-1], file=sys.stderr, flush=True)

    def work(self, seconds: float) -> Outcome:
        """Do it for so long."""
        self._watchdog.start()
        self._standstills.start()
        self._memory.start()
        self._end_s = time.monotonic() + seconds
        self._tick()
        while time.monotonic() < self._end_s and not self.outcome.crashes:
            QApplication.processEvents()
            time.sleep(0.001)
        return self._end()

    def replay(self, acts: Sequence[Act]) -> Outcome:
        """Do these again."""
        self._watchdog.start()
        self._standstills.start()
        self._begun_s = time.monotonic()
        for act in acts:
            while (time.monotonic() - self._begun_s) * 1e3 < act.at_ms:
                QApplication.processEvents()
                time.sleep(0.001)
            widget = next((one for one in QApplication.allWidgets() if path_of(one) == act.widget), None)
            if widget is not None:
                self._do(act, widget)
        return self._end()

    def _end(self) -> Outcome:
        self._memory.stop()
        self._watchdog.stop()
        self._standstills.stop()
        self.outcome.gaps_ms, self.outcome.works_ms = self._watchdog.gaps_over(50), self._watchdog.works_over(50)
        return self.outcome

    def _tick(self) -> None:
        if time.monotonic() > self._end_s:
            popup = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if popup is None:
                return
            popup.close()
        # A timer anew for every act: one that is being answered is not answered again in a menu's own event loop.
        QTimer.singleShot(TICK_MS, self, self._tick)
        widget = self._target()
        if widget is None or not is_whole(widget):
            return
        kind = self._random.choices(list(KINDS), list(KINDS.values()))[0]
        act = Act(
            int((time.monotonic() - self._begun_s) * 1e3),
            kind,
            path_of(widget),
            (self._random.random(), self._random.random()),
            self._more(kind),
        )
        self._log(act)
        window = widget.window()
        self.outcome.places[window.objectName() or type(window).__name__] += 1
        self._do(act, widget)

    def _more(self, kind: str) -> tuple[int | str | float, ...]:
        choose = self._random.randrange
        match kind:
            case "key":
                return choose(len(KEYS)), choose(len(MODIFIERS))
            case "text":
                return (self._random.choice(TEXTS),)
            case "wheel":
                return choose(-3, 4) * 120, choose(2)
            case "drag":
                return self._random.random(), self._random.random(), choose(2)
            case "drop":
                return (str(self._random.choice(self._files)),)
            case "resize":
                return choose(900, 2000), choose(600, 1200)
            case "click":
                return (choose(3),)
        return ()

    def _target(self) -> QWidget | None:
        """A random visible widget of what is on top."""
        top = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if top is None:
            windows = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.isWindow()]
            dialogs = [one for one in windows if isinstance(one, QDialog)]
            # Most acts go to what opened last; a dialog that is not modal leaves the window usable.
            top = self._random.choice(dialogs) if dialogs and self._random.random() < 0.7 else self._program.window
        inside = [one for one in top.findChildren(QWidget) if one.isVisible() and one.isEnabled() and one.width() > 2]
        return self._random.choice(inside) if inside else top

    def _do(self, act: Act, widget: QWidget) -> None:
        self.outcome.acts += 1
        point = QPoint(int(act.place[0] * (widget.width() - 1)), int(act.place[1] * (widget.height() - 1)))
        match act.kind:
            case "click" | "double":
                self._click(widget, point, act)
            case "context":
                event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, widget.mapToGlobal(point))
                QApplication.postEvent(widget, event)
            case "key":
                QTest.keyClick(typed_at(widget), KEYS[int(act.more[0])], MODIFIERS[int(act.more[1])])
            case "text":
                self._type(typed_at(widget), str(act.more[0]))
            case "escape":
                QTest.keyClick(typed_at(widget), Qt.Key.Key_Escape)
            case "wheel":
                self._turn(widget, point, act)
            case "drag":
                self._drag(widget, point, act)
            case "drop":
                self._drop(point, Path(str(act.more[0])))
            case "resize":
                self._program.window.resize(int(act.more[0]), int(act.more[1]))

    def _click(self, widget: QWidget, point: QPoint, act: Act) -> None:
        if isinstance(widget, QMenu):
            action = widget.actionAt(point)
            if action is not None and any(word in action.text().replace("&", "") for word in LEAVING):
                return
        if isinstance(widget, QAbstractButton) and widget.text().replace("&", "") in LEAVING:
            return
        press = QTest.mouseDClick if act.kind == "double" else QTest.mouseClick
        modifier = MODIFIERS[int(act.more[0])] if act.more else MODIFIERS[0]
        press(widget, Qt.MouseButton.LeftButton, modifier, point)

    def _type(self, widget: QWidget, text: str) -> None:
        """Any sign, as an input method would send it; QTest knows ASCII alone."""
        for sign in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.postEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))

    def _turn(self, widget: QWidget, point: QPoint, act: Act) -> None:
        modifier = MODIFIERS[int(act.more[1])]
        event = QWheelEvent(
            QPointF(point), QPointF(widget.mapToGlobal(point)), QPoint(), QPoint(0, int(act.more[0])),
            Qt.MouseButton.NoButton, modifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)

    def _drag(self, widget: QWidget, point: QPoint, act: Act) -> None:
        """Not from what starts a drag and drop of its own: off screen that waits for a system which is not there."""
        if widget.metaObject().className() == "QWidget" and widget.parent() is not None:
            from PySide6.QtWidgets import QAbstractItemView

            if isinstance(widget.parent(), QAbstractItemView):
                return
        button = Qt.MouseButton.LeftButton if not act.more[2] else Qt.MouseButton.MiddleButton
        end = QPoint(int(float(act.more[0]) * widget.width()), int(float(act.more[1]) * widget.height()))
        QTest.mousePress(widget, button, Qt.KeyboardModifier.NoModifier, point)
        for part in range(1, 5):
            QTest.mouseMove(widget, point + (end - point) * part / 4)
        QTest.mouseRelease(widget, button, Qt.KeyboardModifier.NoModifier, end)

    def _drop(self, point: QPoint, path: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        event = QDropEvent(
            QPointF(point), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
            QEvent.Type.Drop,
        )  # fmt: skip
        QApplication.sendEvent(self._program.window, event)


def resident_mb() -> float:
    """Memory of this process in MB."""
    import psutil

    return psutil.Process().memory_info().rss / 1e6


def run(
    seed: int, seconds: float, log: Path | None, replayed: Path | None = None, *, odd: Path | None = None
) -> Outcome:
    """A program of its own in a folder of its own, and the monkey at it; `odd` is a folder of real and broken files."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    keep_freed_memory()
    app = QApplication.instance() or make_application(["funduscope"])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        place = Path(name)
        out = place / "out"
        for folder in (out, place / "home" / "Documents"):
            folder.mkdir(parents=True)
        # Where the program would write among somebody's documents, it writes here.
        os.environ["HOME"] = os.environ["USERPROFILE"] = str(place / "home")
        os.environ["XDG_CONFIG_HOME"] = str(place / "home" / "config")
        bundled = copied(Bundled.installed(), place)
        files = some_files(place, bundled, odd)
        answer_dialogs(random.Random(seed), files, out)
        program = Program(app, UserFolders.inside(place / "user"), bundled=bundled)  # type: ignore[arg-type]
        program.crash.install()
        program.collector.start()
        lines = log.open("w", encoding="utf-8", buffering=1) if log is not None else None

        def note(act: Act) -> None:
            if lines is not None:
                lines.write(json.dumps(asdict(act)) + "\n")

        monkey = Monkey(program, seed, files, note)
        opened = [path for path in files if path.suffix == ".jpg" and path.stem != "broken"][:6]
        program.start([files[-1], *bundled.models[:1]] if odd is not None else opened)
        try:
            return monkey.work(seconds) if replayed is None else monkey.replay(_read(replayed))
        finally:
            _close(program)
            if lines is not None:
                lines.close()


def _close(program: Program) -> None:
    # Asked for anew each time: closing one may delete others, and what Qt deletes by itself Python does not notice.
    for _ in range(MOST_WINDOWS):
        others = [one for one in QApplication.topLevelWidgets() if one is not program.window and one.isVisible()]
        if not others:
            break
        others[0].close()
    program.trainings.pause()
    program.window.close()
    program.collector.stop()
    program.crash.uninstall()


def _read(path: Path) -> list[Act]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Act(row["at_ms"], row["kind"], row["widget"], tuple(row["place"]), tuple(row["more"])) for row in rows]


def main() -> int:
    """Let it loose. Returns 1 where something crashed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=120.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--odd", type=Path, help="a folder with dicom, broken-images and exif-orientation")
    parser.add_argument("--log", type=Path)
    parser.add_argument("--replay", type=Path)
    given = parser.parse_args()
    outcome = run(given.seed, given.minutes * 60.0, given.log, given.replay, odd=given.odd)
    print(f"{outcome.acts} acts, {len(outcome.crashes)} crashes")
    for name, times in (("the clock", outcome.gaps_ms), ("processor time", outcome.works_ms)):
        print(f"standstills over 50 ms by {name}: {len(times)}, longest {max(times, default=0.0):.0f} ms")
    print(f"in: {', '.join(f'{name} {count}' for name, count in outcome.places.most_common(12))}")
    memory_mb = outcome.memory_mb[-1] if outcome.memory_mb else 0.0
    print(f"memory: {memory_mb:.0f} MB, growth after warm-up {outcome.growth:+.1%}")
    for crash in outcome.crashes:
        print(crash)
    return int(bool(outcome.crashes))


if __name__ == "__main__":
    sys.exit(main())
