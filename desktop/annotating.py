"""What a reader says of the photograph that is shown, and draws on it: kept in the open project at once.

Every change is a step that is put to a queue before anything else is done; the project's lane works the queue off, and
a step leaves it only when it is on the disk. What the window still owes the disk is said (`is_saved`), and is paid
before the project is let go of.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.datasets.annotation.lesions import DEFAULT_LESIONS, Lesion, names_of
from core.datasets.catalogue.annotations import Annotation, Shape, Undoable
from core.errors import FunduscopeError
from core.images.orientation import Orientation
from core.images.photograph import Photograph
from core.networks.proposal import ICDR_CLASS_NAMES
from desktop.annotation_known import NOTHING_SAID, NOTHING_TO_UNDO, Known, find_known
from desktop.annotation_marks import AnnotationMarks
from desktop.annotation_queue import StepQueue
from desktop.jobs import JobContext, Lane
from desktop.projects import Projects
from desktop.session import Session
from desktop.settings import ANNOTATION_ADVANCES, ANNOTATION_READER, Settings
from desktop.translation import tr

if TYPE_CHECKING:
    from core.datasets.catalogue.project import Project

SAVE_SLOT, NEXT_SLOT = "annotate", "next to annotate"
NOTES_MS = 400
"""So long the keys must rest before notes are kept."""

ICDR = "ICDR"
Change = Callable[[Annotation], Annotation]


class Readiness(Enum):
    """Whether something can be said of what is shown."""

    NOTHING = "nothing is shown"
    NO_PROJECT = "no project is open"
    OUTSIDE = "the project does not have the photograph"
    READING = "the project is being asked"
    READ_ONLY = "the project can only be looked at"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes to grade by; `scheme` is their number in the project, None where grading makes it."""

    name: str
    class_names: tuple[str, ...]
    scheme: int | None


class Annotating(QObject):
    """Follows the photograph that is shown; panel and viewer follow `changed`."""

    changed = Signal()
    """Another photograph, another state, or something else is said."""
    touched = Signal()
    """The user has just said or drawn something."""
    savedChanged = Signal()
    kept = Signal()
    """What was said is on the disk, or something else is known of the photograph."""
    remarked = Signal(str)
    failed = Signal(object)

    def __init__(
        self, session: Session, projects: Projects, lane: Lane, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._projects, self._lane, self._settings = session, projects, lane, settings
        self._queue = StepQueue()
        self.drawing = AnnotationMarks(self, session)
        self._path: Path | None = None
        self._known: Known | None = None
        self._classes = ""
        self._draft: str | None = None
        self._error: FunduscopeError | None = None
        self._reader = settings.value(ANNOTATION_READER) or _user_name()
        self._notes = QTimer(self, singleShot=True, interval=NOTES_MS)
        self._notes.timeout.connect(self._keep_notes)
        session.photographChanged.connect(self._follow)
        projects.opened.connect(lambda _project: self._load_anew())
        projects.changed.connect(self._load)
        projects.closing.connect(self.flush)

    # What is the case

    @property
    def readiness(self) -> Readiness:
        """Whether something can be said of what is shown."""
        project = self._projects.project
        if self._session.photograph is None:
            return Readiness.NOTHING
        if project is None:
            return Readiness.NO_PROJECT
        if self._known is None:
            return Readiness.READING
        if self._known.number is None:
            return Readiness.OUTSIDE
        return Readiness.READ_ONLY if project.is_read_only else Readiness.READY

    @property
    def known(self) -> Known | None:
        """What the project knows of the photograph; None until it has said."""
        return self._known

    @property
    def is_ready(self) -> bool:
        """Whether something can be said now."""
        return self.readiness is Readiness.READY

    @property
    def annotation(self) -> Annotation:
        """What the reader says; empty where nothing."""
        said = self._known.said if self._known is not None else NOTHING_SAID
        return said if self._draft is None else replace(said, notes=self._draft)

    @property
    def others(self) -> tuple[str, ...]:
        """Who else says something of the photograph."""
        return self._known.others if self._known is not None else ()

    @property
    def readers(self) -> tuple[str, ...]:
        """Everybody who annotates in the project, whoever does now first."""
        known = self._known.readers if self._known is not None else ()
        return tuple(dict.fromkeys((self._reader, *known)))

    @property
    def reader(self) -> str:
        """Who annotates."""
        return self._reader

    @property
    def advances(self) -> bool:
        """Whether one goes on to the next photograph after grading."""
        return self._settings.value(ANNOTATION_ADVANCES)

    @property
    def is_saved(self) -> bool:
        """Whether all that was said is on the disk."""
        return not self._queue and self._draft is None

    @property
    def error(self) -> FunduscopeError | None:
        """Why it is not; None while nothing is wrong."""
        return self._error

    @property
    def undoable(self) -> Undoable:
        """Whether a change can be undone or redone."""
        return self._known.undoable if self._known is not None else NOTHING_TO_UNDO

    @property
    def lesions(self) -> tuple[Lesion, ...]:
        """The names to mark by."""
        return self._known.lesions if self._known is not None else DEFAULT_LESIONS

    def name_of(self, code: str) -> str:
        """What people read for a code."""
        return names_of(self.lesions).get(code, code)

    def classes(self) -> tuple[Classes, ...]:
        """By what photographs can be graded: the project's own classes, and ICDR where it has none of that name."""
        schemes = self._known.schemes if self._known is not None else ()
        own = [Classes(one.name, one.class_names, one.id) for one in schemes]
        has_icdr = any(one.name == ICDR for one in own)
        return (*own, *(() if has_icdr else (Classes(ICDR, ICDR_CLASS_NAMES, None),)))

    def chosen_classes(self) -> Classes:
        """By what one grades: as chosen, else as the photograph is graded, else as the project is looked at."""
        classes, said, view = self.classes(), self.annotation, self._projects.view
        chosen = next((one for one in classes if one.name == self._classes), None)
        is_graded = said.grade is not None and said.scheme is not None
        graded = next((one for one in classes if is_graded and one.scheme == said.scheme), None)
        viewed = next((one for one in classes if view is not None and one.scheme == view.scheme), None)
        return chosen or graded or viewed or classes[0]

    @property
    def grade(self) -> int | None:
        """The grade by the chosen classes; None where there is none, or one by other classes."""
        said = self.annotation
        return said.grade if said.scheme == self.chosen_classes().scheme else None

    # What the reader says

    def setReader(self, name: str) -> None:
        """Let somebody else annotate."""
        plain = " ".join(name.split())
        if not plain or plain == self._reader:
            return
        self._keep_notes()
        self._reader = plain
        self._settings.setValue(ANNOTATION_READER, plain)
        self._load_anew()

    def setAdvancing(self, is_on: bool) -> None:  # noqa: FBT001
        """Go on to the next photograph after grading, or stay."""
        self._settings.setValue(ANNOTATION_ADVANCES, is_on)
        self.changed.emit()

    def setClasses(self, name: str) -> None:
        """Grade by other classes from now on; a grade by the former ones stays until the photograph is graded anew."""
        if name != self._classes:
            self._classes = name
            self.changed.emit()

    def setGrade(self, grade: int | None) -> None:
        """Grade the photograph; None takes the grade away. Goes on to the next one where that is wanted."""
        classes = self.chosen_classes()
        if not self.is_ready or (grade is not None and not 0 <= grade < len(classes.class_names)):
            return
        if grade is None and self.grade is None:
            return
        self._classes = classes.name

        def step(project: Project, number: int, reader: str) -> None:
            said = project.annotations.of(number, reader)
            scheme = classes.scheme
            if grade is not None and scheme is None:
                scheme = project.labels.scheme(classes.name, classes.class_names).id
            graded = replace(said, scheme=scheme if grade is not None else None, grade=grade)
            project.annotations.put(number, reader, graded)

        self._change(lambda said: replace(said, scheme=classes.scheme, grade=grade), step)
        if grade is not None and self.advances:
            self.goNext()

    def setQuality(self, quality: str) -> None:
        """Say how good the photograph is; the reasons go with a quality that they were given for."""
        reasons = self.annotation.reasons if quality in ("usable", "reject") else ()
        self._change(lambda said: replace(said, quality=quality, reasons=reasons))

    def toggleReason(self, reason: str) -> None:
        """Give a reason for the quality, or take it away."""
        before = self.annotation.reasons
        reasons = tuple(one for one in before if one != reason) if reason in before else (*before, reason)
        self._change(lambda said: replace(said, reasons=reasons))

    def setNotes(self, text: str) -> None:
        """Write notes; they are kept when the keys rest."""
        if not self.is_ready or text == self.annotation.notes:
            return
        self._draft = text
        self._notes.start()
        self.savedChanged.emit()

    def setShapes(self, shapes: tuple[Shape, ...]) -> None:
        """Mark just this, in pixels of the file."""
        self._change(lambda said: replace(said, shapes=shapes))

    def setLesions(self, lesions: Sequence[Lesion]) -> None:
        """Keep other names with the project."""
        from core.datasets.annotation.lesions import set_lesions

        self._put(lambda project: set_lesions(project, lesions))

    def orient(self, orientation: Orientation) -> None:
        """Show the photograph in another way, from now on and everywhere."""
        known = self._known
        if known is None or known.number is None or not self.is_ready:
            return
        number, reader = known.number, self._reader
        self._put(lambda project: project.annotations.orient(number, reader, orientation))

    def toggleTurned(self) -> None:
        """Turn the photograph by half, or back."""
        now = self._session.orientation
        self.orient(replace(now, is_turned=not now.is_turned))

    def toggleMirrored(self) -> None:
        """Show the photograph as in a mirror, or back."""
        now = self._session.orientation
        self.orient(replace(now, is_mirrored=not now.is_mirrored))

    def undo(self) -> None:
        """Take back the last change of this reader on this photograph, be it of an earlier day."""
        self._move(is_back=True)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._move(is_back=False)

    def _move(self, *, is_back: bool) -> None:
        self._keep_notes()
        known = self._known
        if known is None or known.number is None or not self.is_ready:
            return
        number, reader = known.number, self._reader

        def step(project: Project) -> None:
            (project.annotations.undo if is_back else project.annotations.redo)(number, reader)

        self._put(step)

    # Keeping

    def _change(self, change: Change, step: Callable[[Project, int, str], object] | None = None) -> None:
        """Say something else: at once on the screen, then on the disk. `step` where that is more than to put it."""
        self._keep_notes()
        known = self._known
        if known is None or known.number is None or not self.is_ready:
            return
        said = change(known.said)
        if said == known.said and step is None:
            return
        number, reader = known.number, self._reader
        self._known = replace(known, said=said, undoable=Undoable(can_undo=True))

        def put(project: Project) -> None:
            project.annotations.put(number, reader, change(project.annotations.of(number, reader)))

        self._put(put if step is None else lambda project: step(project, number, reader))

    def _keep_notes(self) -> None:
        self._notes.stop()
        draft, self._draft = self._draft, None
        if draft is not None:
            self._change(lambda said: replace(said, notes=draft))

    def _put(self, step: Callable[[Project], object]) -> None:
        project = self._projects.project
        if project is None or project.is_read_only:
            return
        self._queue.put(project, step)
        self.touched.emit()
        self.changed.emit()
        self.savedChanged.emit()
        self.save()

    def save(self) -> None:
        """Work the queue off in the project's lane; also to try again what could not be kept."""
        self._ask(self._session.photograph)

    def flush(self) -> None:
        """Keep now what is not kept as yet: the project is about to be let go of, or the program ends."""
        self._keep_notes()
        try:
            self._queue.work_off()
        except FunduscopeError as error:
            self._queue.give_up()
            self.failed.emit(error)

    def _refuse(self, error: FunduscopeError) -> None:
        self._error = error
        self.savedChanged.emit()
        self.failed.emit(error)

    # Following

    def _follow(self, photograph: Photograph | None) -> None:
        path = photograph.path if photograph is not None else None
        if path != self._path:
            self._keep_notes()
            self._path, self._known = path, None
            self.drawing.select(-1)
        self.changed.emit()
        self._load()

    def _load_anew(self) -> None:
        self._known, self._draft, self._error = None, None, None
        self.drawing.select(-1)
        self.changed.emit()
        self._load()

    def _load(self) -> None:
        """Ask the project what it knows by now, unless the window knows more."""
        if not self._queue:
            self._ask(self._session.photograph)

    def _ask(self, photograph: Photograph | None) -> None:
        project, reader, queue = self._projects.project, self._reader, self._queue
        if project is None:
            return

        def work(_context: JobContext) -> Known | None:
            queue.work_off()
            return find_known(project, photograph, reader) if photograph is not None else None

        def take(known: Known | None) -> None:
            if self._projects.project is project:
                self._take(photograph, reader, known)

        self._lane.submit(work, take, slot=SAVE_SLOT, refuse=self._refuse)

    def _take(self, photograph: Photograph | None, reader: str, known: Known | None) -> None:
        self._error = None
        now = self._session.photograph
        is_current = now is not None and photograph is not None and now.path == photograph.path
        if is_current and reader == self._reader and not self._queue and known != self._known:
            self._known = known
            self.changed.emit()
        if not self._queue:
            self.kept.emit()
        self.savedChanged.emit()
        self._projects.look_for_changes()

    def drawn_on(self, path: Path) -> dict[str, tuple[Shape, ...]]:
        """What each reader has marked on a photograph, in pixels of its file. For any thread."""
        project = self._projects.project
        if project is None:
            return {}
        try:
            numbers = project.files.at(path)
            everybody = project.annotations.all_of(numbers[0]) if numbers else {}
        except FunduscopeError:  # closed at this moment, or its drive is gone: whoever asks next says so
            return {}
        return {reader: said.shapes for reader, said in everybody.items() if said.shapes}

    # Going on

    def goNext(self, count: int = 1) -> None:
        """Go to the next photograph (-1: the one before) of which this reader says nothing."""
        self._keep_notes()
        order, path = list(self._session.order), self._session.selection.photograph
        project, reader, queue = self._projects.project, self._reader, self._queue
        if project is None or path not in order:
            return
        place = order.index(path)
        rest = [*order[place + 1 :], *order[:place]] if count > 0 else [*order[place + 1 :], *order[:place]][::-1]

        def work(context: JobContext) -> Path | None:
            queue.work_off()
            known = project.annotations.annotated(reader)
            for one in rest:
                context.token.check()
                numbers = project.files.at(one)
                if numbers and numbers[0] not in known:
                    return one
            return None

        self._lane.submit(work, self._go_to, slot=NEXT_SLOT, refuse=self._refuse)

    def _go_to(self, path: Path | None) -> None:
        if path is not None:
            self._session.choosePhotograph(path)
        else:
            self.remarked.emit(tr("{reader} has annotated every photograph of this list", reader=self._reader))


def _user_name() -> str:
    """Who uses this machine, until somebody says who annotates."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "reader"
