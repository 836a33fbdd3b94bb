"""What if: tools to edit the photograph that is shown, and what the network then says."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.explain.edits.edit import Edit, EditKind
from core.explain.edits.shapes import Polygon, Stroke
from core.explain.edits.summary import Shift
from desktop.painting import NO_SOURCE, Painting
from desktop.session import Session
from desktop.translation import mark, tr
from desktop.whatif import Shown, WhatIf
from desktop.widgets.change_bars import ChangeBars
from desktop.widgets.compare_pictures import ComparePictures
from desktop.widgets.edit_rows import EditRow, EditRows
from desktop.widgets.wrapped_label import WrappedLabel

EFFECTS = {
    EditKind.INPAINT: (mark("Fill in"), mark("As if it were not there: filled from its surroundings")),
    EditKind.INPAINT_VESSELS: (
        mark("Fill in, large vessels stay"),
        mark("As if it were not there, and the large vessels that cross the region go on as they are"),
    ),
    EditKind.BLUR: (mark("Blur"), mark("Out of focus, as wide as the region at full strength")),
    EditKind.DARKEN: (mark("Darken"), mark("Take that share of the light away")),
    EditKind.PASTE: (mark("Paste"), NO_SOURCE),
}
KIND_WORDS = {
    EditKind.INPAINT: mark("Filled"),
    EditKind.INPAINT_VESSELS: mark("Filled between vessels"),
    EditKind.BLUR: mark("Blurred"),
    EditKind.DARKEN: mark("Darkened"),
    EditKind.PASTE: mark("Pasted"),
    EditKind.RESTORE: mark("Erased"),
}
NOTHING_OPEN = mark("Open a photograph and a model: here the photograph can be edited, and the probabilities follow.")
NO_MODEL = mark("Open a model to see what the edits change.")
HOW_TO = mark(
    "Choose a tool and paint over a lesion, draw round it, or click on a region of the map or on a lesion whose mask "
    "is shown (with Shift: on all of them). The probabilities follow; the photograph's file is never changed."
)
WAITING = mark("The network is looking at the edited photograph…")
COMPARISON = {
    Shown.BEFORE: (mark("Before"), mark("Look at the photograph as it is (or hold H)")),
    Shown.AFTER: (mark("After"), mark("Look at the edited photograph")),
    Shown.DIFFERENCE: (
        mark("Difference"),
        mark("What is brighter (orange) and darker (blue), amplified; of the map: more and less"),
    ),
}
_RADIUS_STEPS = 100
_EFFECT_CHARACTERS = 12


class WhatIfPanel(QWidget):
    """Tools, effect, answer, comparison and the list of edits, following what-if session and painting."""

    radiusChosen = Signal(float)
    """A share, 0..1, of the sizes that the brush can have."""
    exportPictureRequested = Signal()
    exportComparisonRequested = Signal()
    exportEditsRequested = Signal()
    openEditsRequested = Signal()

    def __init__(self, session: Session, whatif: WhatIf, painting: Painting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session, self._whatif, self._painting = session, whatif, painting
        self.tools: list[QToolButton] = []
        self.brush = QSlider(Qt.Orientation.Horizontal)
        self.brush_label = QLabel()
        self.effect = QComboBox()
        self.strength = QSlider(Qt.Orientation.Horizontal)
        self.strength_label = QLabel()
        self.hint = WrappedLabel()
        self.sentence = WrappedLabel()
        self.figures = WrappedLabel()
        self.bars = ChangeBars()
        self.notes = WrappedLabel()
        self.pictures = ComparePictures({which: (tr(text), tr(tip)) for which, (text, tip) in COMPARISON.items()})
        self.follow = QCheckBox(tr("The map follows the edits"))
        self.rows = EditRows()
        self.history: list[QToolButton] = []
        self.export_button = QToolButton()
        self._set_up()
        self._tool_line, self._history_line = QHBoxLayout(), QHBoxLayout()
        self._lay_out()
        self._connect()
        self._show_choice()
        self._show_edits()
        self._show_answer()

    def setActions(self, tools: Sequence[QAction], history: Sequence[QAction]) -> None:
        """Give the panel the window's actions for its tools, and for undo, redo and reset."""
        for actions, line, buttons in (
            (tools, self._tool_line, self.tools),
            (history, self._history_line, self.history),
        ):
            for number, action in enumerate(actions):
                button = QToolButton()
                button.setDefaultAction(action)
                button.setIconSize(QSize(18, 18))
                button.setAccessibleName(action.text().replace("&", ""))
                line.insertWidget(number, button)
                buttons.append(button)

    def setRadius(self, radius: float, share: float) -> None:
        """Show the radius of the brush in pixels of the photograph, and its place among the sizes, 0..1."""
        self.brush.blockSignals(True)  # noqa: FBT003
        self.brush.setValue(round(share * _RADIUS_STEPS))
        self.brush.blockSignals(False)  # noqa: FBT003
        self.brush_label.setText(f"{2 * radius:.0f} px")

    # Making

    def _set_up(self) -> None:
        self.brush.setRange(0, _RADIUS_STEPS)
        self.brush.setToolTip(tr("How wide the brush is, in pixels of the photograph ([ and ])"))
        self.brush.setAccessibleName(tr("Width of the brush"))
        self.brush_label.setMinimumWidth(self.fontMetrics().horizontalAdvance("0000 px"))
        self.strength.setRange(5, 100)
        self.strength.setAccessibleName(tr("Strength of the effect"))
        self.strength_label.setMinimumWidth(self.fontMetrics().horizontalAdvance("100 %"))
        for label in (self.brush_label, self.strength_label):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.effect.setAccessibleName(tr("What is done to the region"))
        self.effect.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.effect.setMinimumContentsLength(_EFFECT_CHARACTERS)
        for kind, (text, tip) in EFFECTS.items():
            self.effect.addItem(tr(text), kind)
            self.effect.setItemData(self.effect.count() - 1, tr(tip), Qt.ItemDataRole.ToolTipRole)
        for label in (self.hint, self.notes, self.figures):
            label.setProperty("role", "dim")
        self.sentence.setProperty("role", "heading")
        self.follow.setToolTip(
            tr("Ask for the map of the edited photograph after every stroke. Quick methods keep up with the brush")
        )
        self.export_button.setText(tr("Export"))
        self.export_button.setObjectName("textButton")
        self.export_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.export_button.setToolTip(
            tr("Save the edited picture or the edits; the photograph itself is never changed")
        )
        menu = QMenu(self.export_button)
        self._export_actions = [
            menu.addAction(text, request.emit)
            for text, request in (
                (tr("Edited photograph as PNG…"), self.exportPictureRequested),
                (tr("Before, after and difference as PNG…"), self.exportComparisonRequested),
                (tr("Edits as JSON…"), self.exportEditsRequested),
            )
        ]
        menu.addSeparator()
        self._open_action = menu.addAction(tr("Open edits…"), self.openEditsRequested.emit)
        self.export_button.setMenu(menu)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        self._tool_line.setSpacing(2)
        self._tool_line.addSpacing(6)
        self._tool_line.addWidget(self.brush, 1)
        self._tool_line.addWidget(self.brush_label)
        effect_line = QHBoxLayout()
        effect_line.setSpacing(6)
        effect_line.addWidget(self.effect)
        effect_line.addWidget(self.strength, 1)
        effect_line.addWidget(self.strength_label)
        self._history_line.setSpacing(2)
        self._history_line.addStretch(1)
        self._history_line.addWidget(self.export_button)
        column.addLayout(self._tool_line)
        column.addLayout(effect_line)
        column.addWidget(self.hint)
        column.addWidget(self.bars)
        column.addWidget(self.sentence)
        column.addWidget(self.figures)
        column.addWidget(self.notes)
        column.addWidget(self.pictures)
        column.addWidget(self.follow)
        column.addWidget(self.rows)
        column.addLayout(self._history_line)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the focus
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def _connect(self) -> None:
        whatif, painting = self._whatif, self._painting
        whatif.changed.connect(self._show_edits)
        whatif.answerChanged.connect(self._show_answer)
        whatif.pictureChanged.connect(self._show_pictures)
        whatif.shownChanged.connect(self.pictures.setValue)
        whatif.followingChanged.connect(self.follow.setChecked)
        painting.changed.connect(self._show_choice)
        self._session.modelChanged.connect(lambda _model: self._show_answer())
        self.pictures.valueChanged.connect(whatif.setShown)
        self.follow.toggled.connect(whatif.setFollowing)
        self.effect.activated.connect(lambda row: painting.setKind(self.effect.itemData(row)))
        self.strength.valueChanged.connect(lambda percent: painting.setStrength(percent / 100))
        self.brush.valueChanged.connect(lambda step: self.radiusChosen.emit(step / _RADIUS_STEPS))
        self.rows.removed.connect(whatif.remove)
        self.rows.shownToggled.connect(whatif.setEditShown)

    # What is shown

    def _show_choice(self) -> None:
        painting = self._painting
        self.effect.setCurrentIndex(self.effect.findData(painting.kind))
        self.effect.setToolTip(tr(EFFECTS[painting.kind][1]))
        self.strength.blockSignals(True)  # noqa: FBT003
        self.strength.setValue(round(100 * painting.strength))
        self.strength.blockSignals(False)  # noqa: FBT003
        self.strength_label.setText(f"{round(100 * painting.strength)} %")
        self.strength.setToolTip(tr(EFFECTS[painting.kind][1]))
        self._show_hint()

    def _show_hint(self) -> None:
        painting, source = self._painting, self._painting.source
        if painting.kind is EditKind.PASTE:
            name = source.photograph.path.name if source is not None else ""
            text = (
                tr("The patch comes from {name}, x {x:.0f}, y {y:.0f}.", name=name, x=source.x, y=source.y)
                if source
                else tr(NO_SOURCE)
            )
        elif self._session.photograph is None:
            text = tr(NOTHING_OPEN)
        else:
            edits = self._whatif.edits
            text = "" if edits is not None and edits.edits else tr(HOW_TO)
        self.hint.setText(text)
        self.hint.setVisible(bool(text))

    def _show_edits(self) -> None:
        edits = self._whatif.edits
        entries = edits.edits if edits is not None else ()
        self.rows.setRows(
            [EditRow(_words(number, edit), edit.is_shown) for number, edit in enumerate(entries, start=1)]
        )
        self.rows.setVisible(bool(entries))
        for action in self._export_actions:
            action.setEnabled(bool(entries))
        self._open_action.setEnabled(edits is not None)
        self.pictures.setValue(self._whatif.shown)
        self._show_hint()
        self._show_pictures()
        self._show_answer()

    def _show_pictures(self) -> None:
        picture = self._whatif.picture
        is_edited = self._whatif.is_edited and picture is not None
        self.pictures.setVisible(is_edited)
        self.follow.setVisible(self._session.photograph is not None)
        if picture is not None and is_edited:
            self.pictures.setPictures((picture.before, picture.after, picture.between))

    def _show_answer(self) -> None:
        whatif, model = self._whatif, self._session.model
        before, after, effect = whatif.before, whatif.after, whatif.effect
        names = model.card.class_names if model is not None else ()
        self.bars.setValues(
            names,
            before.probabilities if before is not None else None,
            after.probabilities if after is not None else None,
            is_waiting=whatif.is_waiting,
        )
        self.bars.setVisible(self.bars.rowCount() > 0)
        text = effect.sentence if effect is not None else tr(WAITING) if whatif.is_waiting else ""
        if model is None and whatif.is_edited:
            text = tr(NO_MODEL)
        self.sentence.setText(text)
        self.sentence.setVisible(bool(text))
        figures = []
        if effect is not None:
            figures += _figure(tr("Expected grade"), effect.expected_grade) + _figure(tr("Referable"), effect.referable)
        self.figures.setText("\n".join(figures))
        self.figures.setVisible(bool(figures))
        self.notes.setText(" ".join(whatif.notes) if whatif.is_edited else "")
        self.notes.setVisible(bool(self.notes.text()))


def _figure(name: str, shift: Shift | None) -> list[str]:
    return [] if shift is None else [f"{name} {shift.words()}"]


def _words(number: int, edit: Edit) -> str:
    """An edit in a few words: what was done, and to what."""
    box = edit.region.bounds()
    place = {Stroke: tr("brush stroke"), Polygon: "outline"}.get(type(edit.region), "region")
    what = edit.label or place
    strength = "" if edit.strength == 1 or edit.kind is EditKind.RESTORE else f", {round(100 * edit.strength)} %"
    middle = f"x {(box.left + box.right) // 2}, y {(box.top + box.bottom) // 2}"
    return f"{number}  {tr(KIND_WORDS[edit.kind])}{strength}: {what} · {middle}"
