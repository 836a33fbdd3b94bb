"""Annotating in the window: tools on the viewer, keys, the panel, and making a project in one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from core.datasets.mask_colours import mask_colours
from desktop.annotating import Annotating
from desktop.commands import GRADE_COMMANDS, CommandId
from desktop.panels.annotation_panel import AnnotationPanel
from desktop.translation import mark, tr
from desktop.widgets.annotation.lesion_editor import LesionEditor
from desktop.widgets.annotation.mark_rows import swatch
from desktop.widgets.photograph_view import CompareMode
from desktop.widgets.viewer.mark_tools import MarkTool, MarkTools
from desktop.widgets.viewer.paint_tools import Tool
from desktop.windows.annotation_files import AnnotationFiles
from desktop.windows.undoing import Undoer
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

C = CommandId
DOCK = "annotation"
TOOLS = {
    C.MARK_SELECT: MarkTool.SELECT,
    C.MARK_POINT: MarkTool.POINT,
    C.MARK_BOX: MarkTool.BOX,
    C.MARK_REGION: MarkTool.REGION,
}
QUALITIES = {C.QUALITY_GOOD: "good", C.QUALITY_USABLE: "usable", C.QUALITY_REJECT: "reject"}
WORKING_PX = 640
CLOSER = 2.0
"""By how much a photograph that is shown whole is enlarged when one looks for a mark."""

_PLACES = (Workspace.REVIEW, Workspace.DATA)
"""Workspaces in which the photograph that is selected may be annotated: in a study readers must not."""

NOTHING_TO_WRITE_TO = mark("Annotations are kept in a project: the panel 'Annotate' makes one of these photographs")
_DRAWING = mark("1-9 choose another name, Esc leaves")
HINTS = {
    MarkTool.SELECT: mark("Digits grade · a click selects a mark, elsewhere dragging pans · Esc leaves"),
    MarkTool.POINT: mark("A click marks {name} · ") + _DRAWING,
    MarkTool.BOX: mark("Drag a box, or click two corners: {name} · ") + _DRAWING,
    MarkTool.REGION: mark("Draw round it, or click corner by corner: {name} · ") + _DRAWING,
}
SELECTED_HINT = mark(
    "Drag it or its corners · a double click on its line adds a corner, Shift+click takes one away · "
    "F2 renames, Del deletes"
)
CORNERS_HINT = mark(
    "{count} corners: Enter or a double click ends the region, Backspace takes one back, Esc gives it up"
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class AnnotationWork(QObject):
    """Joins annotations with viewer, panel and commands."""

    def __init__(self, window: MainWindow, panel: AnnotationPanel, annotating: Annotating) -> None:
        super().__init__(window)
        self._window, self._panel, self._annotating = window, panel, annotating
        self._view = window.viewer.view
        self._is_panel_seen = False
        self._is_grade_next = False
        self.tools = MarkTools([self._view.pane(), self._view.reference_pane()], self)
        self.files = AnnotationFiles(window, annotating)
        self._view.installEventFilter(self)
        self._connect_tools()
        self._connect_annotating()
        self._connect_panel()

    @property
    def is_in_hand(self) -> bool:
        """Whether a tool to mark is in hand."""
        return self.tools.tool() is not MarkTool.NONE

    def connectActions(self) -> None:
        """The actions are there: tools are checked by what is in hand, and what makes no sense is grey."""
        actions = self._window.actions_by_id
        for command, tool in TOOLS.items():
            actions[command].triggered.connect(lambda is_on, tool=tool: self.choose(tool if is_on else MarkTool.NONE))
        foot = (C.UNDO, C.REDO, C.TURN, C.MIRROR, C.PREVIOUS_UNANNOTATED, C.NEXT_UNANNOTATED)
        exports = (C.EXPORT_ANNOTATIONS, C.EXPORT_COCO, C.EXPORT_MASKS, C.IMPORT_COCO)
        self._panel.setActions(*([actions[command] for command in part] for part in (tuple(TOOLS), foot, exports)))
        self._window.docks.docks[DOCK].visibilityChanged.connect(self._note_panel)
        self._window.workspaces.chosen.connect(lambda _workspace: self.update_actions())
        self.update_actions()

    def handlers(self) -> dict[CommandId, Callable[[], object]]:
        """For each command that is done in one call: the call."""
        annotating = self._annotating
        handlers: dict[CommandId, Callable[[], object]] = {
            C.LEAVE_TOOL: self.leave,
            C.MARK_DELETE: lambda: annotating.drawing.remove(annotating.drawing.selected),
            C.MARK_RENAME: lambda: self.rename(annotating.drawing.selected),
            C.WRITE_NOTES: self._write_notes,
            C.NEXT_UNANNOTATED: annotating.goNext,
            C.PREVIOUS_UNANNOTATED: partial(annotating.goNext, -1),
            C.TURN: annotating.toggleTurned,
            C.MIRROR: annotating.toggleMirrored,
            C.NO_GRADE: partial(self._grade, None),
            C.LESION_NAMES: self.edit_names,
        }
        handlers |= {command: partial(self._grade, grade) for grade, command in enumerate(GRADE_COMMANDS)}
        handlers |= {command: partial(annotating.setQuality, quality) for command, quality in QUALITIES.items()}
        return handlers | self.files.handlers()

    def undoer(self) -> Undoer:
        """While a tool to mark is in hand, or the panel is in front, annotations are what is taken back."""
        annotating = self._annotating
        return Undoer(
            is_turn=self._has_turn,
            undo=annotating.undo,
            redo=annotating.redo,
            undo_words=lambda: tr("annotation") if annotating.undoable.can_undo and annotating.is_ready else "",
            redo_words=lambda: tr("annotation") if annotating.undoable.can_redo and annotating.is_ready else "",
        )

    def _has_turn(self) -> bool:
        is_painting = self._window.editing.tools.tool() is not Tool.LOOK
        is_here = self._window.workspaces.current is Workspace.REVIEW
        return is_here and not is_painting and (self.is_in_hand or self._is_panel_seen)

    def choose(self, tool: MarkTool) -> None:
        """Take a tool into the hand; the panel comes with it, and says what to do where nothing can be written."""
        if tool is not MarkTool.NONE:
            self._window.workspaces.choose(Workspace.REVIEW)
            self._bring_panel()
            if not self._annotating.is_ready:
                self._window.viewer.remark(tr(NOTHING_TO_WRITE_TO))
                tool = MarkTool.NONE
            elif self._view.compareMode() is CompareMode.GRID:
                self._view.setCompareMode(CompareMode.OVERLAY)
        self.tools.setTool(tool)
        self._view.setFocus()
        self.update_actions()

    def leave(self) -> None:
        """Give up what is begun, else put the tool away, whichever is in hand."""
        if self.is_in_hand:
            self.tools.leave()
        else:
            self._window.editing.tools.leave()

    def rename(self, number: int) -> None:
        """Let the user choose another name for a mark, by digits too."""
        shapes = self._annotating.annotation.shapes
        if not (0 <= number < len(shapes) and self._annotating.is_ready):
            return
        menu = QMenu(self._window)
        lesions = self._annotating.lesions
        colours = mask_colours(one.code for one in lesions)
        for place, one in enumerate(lesions):
            digit = f"&{(place + 1) % 10}  " if place < 10 else "    "
            action = menu.addAction(swatch(colours[one.code]), f"{digit}{one.name.replace('&', '&&')}")
            action.triggered.connect(partial(self._annotating.drawing.rename, number, one.code))
        menu.popup(self._panel.marks.mapToGlobal(QPoint(0, self._panel.marks.height())))

    def edit_names(self) -> None:
        """Let the user change the names of lesions."""
        dialog = LesionEditor(self._annotating.lesions, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted_names.connect(self._annotating.setLesions)
        dialog.open()

    def update_actions(self) -> None:
        """Grey what makes no sense now."""
        actions = getattr(self._window, "actions_by_id", {})
        if not actions:
            return
        annotating = self._annotating
        is_here = self._window.workspaces.current in _PLACES
        is_ready, has_mark = annotating.is_ready and is_here, annotating.drawing.selected >= 0 and self._has_turn()
        count = len(annotating.chosen_classes().class_names)
        has_photograph = self._window.session.photograph is not None
        for command, tool in TOOLS.items():
            actions[command].setEnabled(has_photograph and is_here)
            actions[command].setChecked(self.tools.tool() is tool)
        for command in (C.MARK_DELETE, C.MARK_RENAME):
            actions[command].setEnabled(is_ready and has_mark)
        for command in (C.WRITE_NOTES, C.TURN, C.MIRROR, C.NO_GRADE, *QUALITIES):
            actions[command].setEnabled(is_ready)
        for grade, command in enumerate(GRADE_COMMANDS):
            actions[command].setEnabled(is_ready and grade < count)
        project = self._window.services.projects.project
        has_project = project is not None
        for command in (C.NEXT_UNANNOTATED, C.PREVIOUS_UNANNOTATED):
            actions[command].setEnabled(has_project and has_photograph and is_here)
        for command in (C.EXPORT_ANNOTATIONS, C.EXPORT_COCO, C.EXPORT_MASKS):
            actions[command].setEnabled(has_project)
        for command in (C.IMPORT_COCO, C.LESION_NAMES):
            actions[command].setEnabled(project is not None and not project.is_read_only)
        is_painting = self._window.editing.tools.tool() is not Tool.LOOK
        actions[C.LEAVE_TOOL].setEnabled(self.is_in_hand or is_painting)
        self._window.undoing.update()

    # Wiring

    def _connect_tools(self) -> None:
        tools, annotating = self.tools, self._annotating
        tools.toolChanged.connect(self._take_tool)
        tools.drawn.connect(annotating.drawing.add)
        tools.reshaped.connect(annotating.drawing.reshape)
        tools.selected.connect(annotating.drawing.select)
        tools.draftChanged.connect(self._show_hint)
        self._window.editing.tools.toolChanged.connect(self._make_way)
        self._view.overlayHiddenChanged.connect(tools.setHeld)

    def _connect_annotating(self) -> None:
        annotating, viewer = self._annotating, self._window.viewer
        annotating.changed.connect(self._show)
        annotating.drawing.selectedChanged.connect(self._show)
        annotating.remarked.connect(viewer.remark)
        annotating.failed.connect(viewer.report)
        # After the viewer's own slot: what was begun on the photograph before is given up.
        self._window.session.photographChanged.connect(lambda _photograph: self.tools.giveUp())
        self._window.services.projects.opened.connect(lambda _project: self.update_actions())

    def _connect_panel(self) -> None:
        panel = self._panel
        panel.makeProjectRequested.connect(self.files.make_project)
        panel.addFolderRequested.connect(self.files.add_folder)
        panel.openProjectRequested.connect(lambda: self._window.data_work.dialogs.ask_open())
        panel.lesionsRequested.connect(self.edit_names)
        panel.renameRequested.connect(self.rename)
        panel.showRequested.connect(self._show_mark)

    def _take_tool(self, tool: MarkTool) -> None:
        if tool is not MarkTool.NONE:
            self._window.editing.tools.setTool(Tool.LOOK)
        self._is_grade_next = False
        self.update_actions()
        self._show()

    def _make_way(self, tool: Tool) -> None:
        """Of the tools to mark and those for what-if edits one is in hand."""
        if tool is not Tool.LOOK:
            self.tools.setTool(MarkTool.NONE)

    def _note_panel(self, is_seen: bool) -> None:  # noqa: FBT001  a signal's argument
        self._is_panel_seen = is_seen
        self._show()

    def _bring_panel(self) -> None:
        self._window.docks.bring(DOCK)
        dock = self._window.docks.docks[DOCK]
        if not dock.isFloating() and dock.height() < WORKING_PX:
            self._window.resizeDocks([dock], [WORKING_PX], Qt.Orientation.Vertical)

    # Keys that belong to the photograph while a tool is in hand

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's."""
        if watched is not self._view or not self.is_in_hand or not isinstance(event, QKeyEvent):
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            if self._is_ours(event):
                event.accept()
                return True
            # After J comes a grade, whatever the tool: that is a shortcut of two keys.
            self._is_grade_next = event.key() == Qt.Key.Key_J
        elif event.type() is QEvent.Type.KeyPress:
            return self._press(event)
        return False

    def _is_ours(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if _digit(event) is not None:
            return not self._is_grade_next
        is_drawing = self.tools.is_drawing and self.tools.tool() is MarkTool.REGION
        return is_drawing and event.key() in (*_ENTER, Qt.Key.Key_Backspace)

    def _press(self, event: QKeyEvent) -> bool:
        digit, key = _digit(event), event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if digit is not None and self.tools.tool() is MarkTool.SELECT:
            self._grade(digit)
        elif digit is not None:
            self._annotating.drawing.chooseLesionAt((digit - 1) % 10)
        elif key in _ENTER and self.tools.is_drawing:
            self.tools.finish()
        elif key == Qt.Key.Key_Backspace and self.tools.is_drawing:
            self.tools.takeBack()
        elif key in _DELETE and self._annotating.drawing.selected >= 0:
            self._annotating.drawing.remove(self._annotating.drawing.selected)
        else:
            return False
        return True

    def _grade(self, grade: int | None) -> None:
        classes = self._annotating.chosen_classes()
        if grade is not None and grade >= len(classes.class_names):
            self._window.viewer.remark(
                tr(
                    "'{classes_name}' has the grades 0 to {count}",
                    classes_name=classes.name,
                    count=len(classes.class_names) - 1,
                )
            )
            return
        self._annotating.setGrade(grade)

    def _write_notes(self) -> None:
        self._bring_panel()
        self._panel.notes.setFocus()

    # What is shown

    def _show(self) -> None:
        annotating = self._annotating
        is_shown = self.is_in_hand or self._is_panel_seen
        marks = annotating.drawing.seen() if is_shown else ()
        codes = dict.fromkeys((*(one.code for one in annotating.lesions), *(mark.code for mark in marks)))
        self.tools.setMarks(marks, mask_colours(codes), annotating.drawing.selected, annotating.drawing.lesion)
        if self.is_in_hand and not annotating.is_ready and self._window.services.projects.project is None:
            self.tools.setTool(MarkTool.NONE)
        self._show_hint()
        self.update_actions()

    def _show_hint(self) -> None:
        tool, annotating = self.tools.tool(), self._annotating
        words = tr(HINTS.get(tool, ""), name=annotating.name_of(annotating.drawing.lesion))
        if tool is MarkTool.REGION and self.tools.is_drawing:
            words = tr(CORNERS_HINT, count=self.tools.corner_count)
        elif tool is MarkTool.SELECT and annotating.drawing.selected >= 0:
            words = tr(SELECTED_HINT)
        self._window.viewer.setHint(words)

    def _show_mark(self, number: int) -> None:
        marks = self._annotating.drawing.seen()
        if 0 <= number < len(marks):
            x, y = marks[number].middle()
            state = self._view.viewState()
            scale = state.scale * (CLOSER if state.is_fitted else 1.0)
            self._view.setViewState(replace(state, centre_x=x, centre_y=y, scale=scale, is_fitted=False))


def _digit(event: QKeyEvent) -> int | None:
    """The digit of a key, of the keypad too."""
    digit = event.key() - Qt.Key.Key_0
    return digit if 0 <= digit <= 9 else None
