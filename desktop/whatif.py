"""What if this were not there? The edits of the photograph that is shown, and what the network says of it then.

stroke -> edits -> picture (lane "photographs") -> answer (lane "networks", in a slot of its own) -> map, where wanted.
Of each there is one job at a time: while one paints, what is asked next is what there is then, and what came between
is left out. An answer is shown only for the photograph, the model and the edits that it was given to.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import FunduscopeError
from core.explain.edits.edit import Edit
from core.explain.edits.editlist import EditList
from core.explain.edits.error import EditError
from core.explain.edits.summary import Effect, effect
from core.explain.explanation import Explanation
from core.images.photograph import Photograph
from core.networks.card import ModelId
from core.networks.prediction import Prediction
from desktop.edit_history import Stories, Story
from desktop.edit_keeping import Keeping
from desktop.edit_maps import EditedMaps
from desktop.edit_work import CanvasBench, EditedPicture, NetworkBench, Prepare
from desktop.jobs import Lane, Priority
from desktop.session import Session
from desktop.translation import tr

if TYPE_CHECKING:
    from core.explain.edits.asking import EditedAnswer

PICTURE, ANSWER, READY = "what-if picture", "what-if", "what-if begin"
KEPT_ANSWERS = 256


class Shown(StrEnum):
    """What is shown of edits."""

    BEFORE = "before"
    AFTER = "after"
    DIFFERENCE = "difference"


class WhatIf(QObject):
    """Edits per photograph with undo and redo, and what they change."""

    changed = Signal()
    """Other edits, or another place in their history."""
    pictureChanged = Signal()
    answerChanged = Signal()
    """Another answer before or after, or none; or one is being waited for."""
    explanationChanged = Signal()
    """Another map of the edited photograph, or none."""
    shownChanged = Signal(object)
    followingChanged = Signal(bool)
    failed = Signal(object)

    def __init__(
        self,
        session: Session,
        *,
        decode: Lane,
        files: Lane,
        store: Path,
        prepare: Prepare,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._decode = decode
        self._networks = session.networks.lane
        self._stories = Stories()
        self._canvas = CanvasBench(prepare)
        self._network = NetworkBench()
        self._live: Edit | None = None
        self._picture: EditedPicture | None = None
        self._answers: OrderedDict[tuple[EditList, ModelId], Prediction] = OrderedDict()
        self._after: Prediction | None = None
        self._notes: tuple[str, ...] = ()
        self._maps = EditedMaps(session, self._network, self)
        self._maps.changed.connect(self.explanationChanged)
        self._maps.failed.connect(self.failed)
        self._shown = Shown.AFTER
        self._keeping = Keeping(self._stories, files, store, self)
        self._keeping.restored.connect(self._show_all)
        self._keeping.failed.connect(self.failed)
        session.photographChanged.connect(self._follow_photograph)
        session.modelChanged.connect(lambda _model: self._follow_model())
        session.predictionChanged.connect(lambda _prediction: self.answerChanged.emit())
        session.explanationChanged.connect(lambda _explanation: self._ask_map())

    # What is the case

    @property
    def photograph(self) -> Photograph | None:
        """The photograph that is shown."""
        return self._session.photograph

    @property
    def edits(self) -> EditList | None:
        """The edits of the photograph that is shown; None where there is none."""
        story = self._story()
        return story.edits if story is not None else None

    @property
    def can_undo(self) -> bool:
        """Whether an edit can be undone."""
        story = self._story()
        return story is not None and story.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether an edit that was undone can be done again."""
        story = self._story()
        return story is not None and story.can_redo

    @property
    def is_edited(self) -> bool:
        """Whether anything is other than on the photograph."""
        wanted = self._wanted()
        return wanted is not None and bool(wanted.shown)

    @property
    def picture(self) -> EditedPicture | None:
        """The edited picture; it may be of a moment ago while one paints, and is never that of another photograph."""
        return self._picture

    @property
    def before(self) -> Prediction | None:
        """What the network says of the photograph as it is."""
        return self._session.prediction

    @property
    def after(self) -> Prediction | None:
        """What the network says of the edited photograph; of a moment ago while one paints."""
        return self._after if self.is_edited else None

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences for the user about how the answer was come by."""
        return self._notes

    @property
    def is_waiting(self) -> bool:
        """Whether the answer to the edits is still to come."""
        wanted, model = self._wanted(), self._session.model
        if wanted is None or model is None or not wanted.shown:
            return False
        return (wanted, model.id) not in self._answers

    @property
    def effect(self) -> Effect | None:
        """What the edits changed, in words; None while that is not known."""
        wanted, model, before, after = self._wanted(), self._session.model, self.before, self.after
        if wanted is None or model is None or before is None or after is None:
            return None
        return effect(wanted, before.probabilities, after.probabilities, model.card.class_names)

    @property
    def explanation(self) -> Explanation | None:
        """The map of the edited photograph, where it follows and answers what is asked now."""
        return self._maps.explanation if self.is_edited else None

    def difference(self) -> Explanation | None:
        """The map of the edited photograph less that of the photograph as it is, where both are there."""
        return self._maps.difference() if self.is_edited else None

    @property
    def shown(self) -> Shown:
        """What the viewer shows of the edits."""
        return self._shown

    @property
    def is_following(self) -> bool:
        """Whether the map follows the edits."""
        return self._maps.is_following

    # Intents

    def setShown(self, shown: Shown) -> None:
        """Look at the photograph as it is, as it is edited, or at the difference."""
        if shown is not self._shown:
            self._shown = shown
            self.shownChanged.emit(shown)

    def setFollowing(self, is_following: bool) -> None:  # noqa: FBT001
        """Whether the map follows the edits."""
        if is_following != self._maps.is_following:
            self._maps.is_following = is_following
            self.followingChanged.emit(is_following)
            self.explanationChanged.emit()
            self._ask_map()

    def getReady(self) -> None:
        """A tool was chosen: look at the photograph as it is, so that the first stroke need not wait for that."""
        photograph, model = self.photograph, self._session.model
        if photograph is None or model is None or self._networks.has(ANSWER):
            return
        bench = self._network
        self._networks.submit(
            lambda context: bench.prepare(model, photograph, context),
            lambda _nothing: None,
            slot=READY,
            priority=Priority.FOLLOW,
            refuse=lambda _error: None,  # the first stroke reports it
        )

    def preview(self, edit: Edit | None) -> None:
        """Show an edit that is being made; None: it is given up."""
        if edit is not None and self._shown is Shown.BEFORE:
            self.setShown(Shown.AFTER)
        if edit != self._live:
            self._live = edit
            self._paint()

    def add(self, edit: Edit) -> None:
        """An edit is made."""
        story = self._story()
        if story is None:
            return
        self._live = None
        try:
            self._set(story.edits.added(edit))
        except EditError as error:
            self.failed.emit(error)
            self._paint()

    def remove(self, index: int) -> None:
        """Take an edit away."""
        if (edits := self.edits) is not None and 0 <= index < len(edits.edits):
            self._set(edits.without(index))

    def setEditShown(self, index: int, is_shown: bool) -> None:  # noqa: FBT001
        """Switch an edit on or off."""
        if (edits := self.edits) is not None and 0 <= index < len(edits.edits):
            self._set(edits.with_shown(index, is_shown=is_shown))

    def reset(self) -> None:
        """Take all edits away; undo brings them back."""
        if (edits := self.edits) is not None:
            self._set(edits.cleared())

    def takeOn(self, edits: EditList) -> None:
        """Take on edits that were kept with a view or in a file. Raises EditError for those of another photograph."""
        photograph = self.photograph
        if photograph is None:
            raise EditError(tr("There is no photograph to edit."), tr("Open the one that these edits belong to."))
        edits.check_fits(photograph)
        self._set(edits)

    def keep(self, edits: EditList) -> None:
        """Take on the edits of a photograph that is shown now or later; they can be undone."""
        self._stories.keep(edits)
        self._show_all()
        self._keeping.note()

    def undo(self) -> None:
        """A step back."""
        self._move(Story.undo)

    def redo(self) -> None:
        """A step forward."""
        self._move(Story.redo)

    # Keeping

    def load(self) -> None:
        """Begin to read what was kept last time."""
        self._keeping.load()

    def save(self) -> None:
        """Keep the edits now: the program closes."""
        self._keeping.save()

    # Inside

    def _ask_map(self) -> None:
        """Let the map follow to the edits of the picture, where that is wanted."""
        self._maps.ask(self._picture.retouch if self._picture is not None else None)

    def _story(self) -> Story | None:
        photograph = self.photograph
        return self._stories.of(photograph) if photograph is not None else None

    def _wanted(self) -> EditList | None:
        """The edits as they are to be shown: with the one that is being made."""
        edits = self.edits
        if edits is None or self._live is None:
            return edits
        try:
            return edits.added(self._live)
        except EditError:  # there are too many: it is said when it is made
            return edits

    def _set(self, edits: EditList) -> None:
        story = self._story()
        if story is not None:
            story.add(edits)
            self._show_all()
            self._keeping.note()

    def _move(self, move: Callable[[Story], None]) -> None:
        story = self._story()
        if story is not None:
            self._live = None
            move(story)
            self._show_all()
            self._keeping.note()

    def _show_all(self) -> None:
        if self._shown is Shown.BEFORE:
            self.setShown(Shown.AFTER)
        self.changed.emit()
        self._paint()

    def _follow_photograph(self, _photograph: Photograph | None) -> None:
        self._live = None
        self._picture = self._after = None
        self._notes = ()
        for lane, slot in ((self._decode, PICTURE), (self._networks, ANSWER)):
            lane.cancel(slot)
        self._maps.forget()
        self.changed.emit()
        self.pictureChanged.emit()
        self.answerChanged.emit()
        self.explanationChanged.emit()
        if self.is_edited:
            self._paint()

    def _follow_model(self) -> None:
        self._after, self._notes = None, ()
        self._networks.cancel(ANSWER)
        self._maps.forget()
        bench = self._network
        self._networks.submit(
            lambda _context: bench.forget(), lambda _nothing: None, slot="what-if forget", priority=Priority.FOLLOW
        )
        self.answerChanged.emit()
        self.explanationChanged.emit()
        self._ask()

    # The picture

    def _paint(self) -> None:
        photograph, wanted = self.photograph, self._wanted()
        self._show_known()
        if photograph is None or wanted is None or self._decode.has(PICTURE):
            return
        if self._picture is not None and self._picture.retouch.edits == wanted:
            self._ask()
            return
        bench = self._canvas
        self._decode.submit(
            lambda context: bench.paint(photograph, wanted, context),
            lambda picture: self._take_picture(photograph, picture),
            slot=PICTURE,
            refuse=self._refuse,
        )

    def _take_picture(self, photograph: Photograph, picture: EditedPicture) -> None:
        if photograph is not self.photograph:
            return
        self._picture = picture
        self.pictureChanged.emit()
        self._ask()
        if picture.retouch.edits != self._wanted():
            self._paint()

    def _refuse(self, error: FunduscopeError) -> None:
        """What cannot be done is taken back."""
        self.failed.emit(error)
        self._live = None
        if self.can_undo:
            self.undo()

    # The answer

    def _show_known(self) -> None:
        wanted, model = self._wanted(), self._session.model
        known = self._answers.get((wanted, model.id)) if wanted is not None and model is not None else None
        if known is not None:
            self._after = known
        elif not self.is_edited:
            self._after = None
        self.answerChanged.emit()

    def _ask(self) -> None:
        photograph, model, picture = self.photograph, self._session.model, self._picture
        if photograph is None or model is None or picture is None or self._networks.has(ANSWER):
            return
        retouch = picture.retouch
        is_final = self._live is None and retouch.edits == self.edits
        if not retouch.edits.shown or (retouch.edits, model.id) in self._answers:
            self._show_known()
            self._ask_map()
            return
        bench = self._network
        self._networks.submit(
            lambda context: bench.ask(model, photograph, retouch, context, is_final=is_final),
            lambda answer: self._take_answer(photograph, answer, is_final=is_final),
            slot=ANSWER,
            refuse=self.failed.emit,
        )

    def _take_answer(self, photograph: Photograph, answer: EditedAnswer, *, is_final: bool) -> None:
        model = self._session.model
        if photograph is not self.photograph or model is None or model.id != answer.prediction.model:
            return
        self._notes = answer.notes
        if is_final:
            self._answers[answer.edits, model.id] = answer.prediction
            while len(self._answers) > KEPT_ANSWERS:
                self._answers.popitem(last=False)
        wanted = self._wanted()
        if wanted is not None and wanted.shown and (self._live is not None or answer.edits == wanted):
            self._after = answer.prediction
        self.answerChanged.emit()
        picture = self._picture
        is_old = picture is not None and picture.retouch.edits != answer.edits
        # The last quick answer of a stroke is followed by that of a whole pass.
        if is_old or (not is_final and self._live is None):
            self._ask()
        self._ask_map()
