"""The window: panels around the viewer, and what the commands do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QLayout, QMainWindow

from desktop.checks import Checks
from desktop.commands import (
    METHOD_COMMANDS,
    WORKSPACE_COMMANDS,
    CommandId,
    Menu,
    build_actions,
)
from desktop.evaluations import Evaluations
from desktop.measuring import Measuring
from desktop.panels.annotation_panel import AnnotationPanel
from desktop.panels.browser_panel import BrowserPanel
from desktop.panels.checks_panel import ChecksPanel
from desktop.panels.classes_panel import ClassesPanel
from desktop.panels.compare_panel import ComparePanel
from desktop.panels.data_panel import DataPanel
from desktop.panels.evaluate_panel import EvaluatePanel
from desktop.panels.explanation_panel import ExplanationPanel
from desktop.panels.features_panel import FeaturesPanel
from desktop.panels.layers_panel import LayersPanel
from desktop.panels.model_panel import ModelPanel
from desktop.panels.strip_panel import StripPanel
from desktop.panels.study_panel import StudyPanel
from desktop.panels.train_panel import TrainPanel
from desktop.panels.viewer_panel import ViewerPanel
from desktop.panels.whatif_panel import WhatIfPanel
from desktop.restore import ViewRecord
from desktop.settings import THEME, WINDOW_GEOMETRY
from desktop.theme import Theme
from desktop.translation import tr, tr_as
from desktop.widgets.photograph_view import CompareMode
from desktop.windows.animation import AnimationWindows
from desktop.windows.annotation import AnnotationWork
from desktop.windows.auditing import Auditing
from desktop.windows.channels import Channels
from desktop.windows.checking import Checking
from desktop.windows.command_finding import CommandFinding
from desktop.windows.command_handlers import COMPARE_MODES, command_handlers, enabled_commands
from desktop.windows.comparing import Comparing
from desktop.windows.data import DataWork
from desktop.windows.docks import Area, DockPlan, Docks
from desktop.windows.editing import Editing
from desktop.windows.evaluate_pages import evaluate_pages
from desktop.windows.evaluate_work import EvaluateWork
from desktop.windows.evaluating import Evaluating
from desktop.windows.exporting import Exporting
from desktop.windows.features import FeaturesWorkspace
from desktop.windows.file_dialogs import FileDialogs
from desktop.windows.gallery import Gallery
from desktop.windows.guide import Guide
from desktop.windows.keys import KeyFilter
from desktop.windows.making import Making
from desktop.windows.menus import RecentMenu, fill_menu_bar
from desktop.windows.models import Models
from desktop.windows.opening import Opening
from desktop.windows.overlay_exporting import OverlayExporting
from desktop.windows.preparing import Preparing
from desktop.windows.remembering import Remembering
from desktop.windows.reporting import Reporting
from desktop.windows.restoring import Restoring
from desktop.windows.samples import SampleProject
from desktop.windows.services import Services
from desktop.windows.sharing import Sharing
from desktop.windows.status import Status
from desktop.windows.studying import Studying, usual_folder
from desktop.windows.tour import Tour
from desktop.windows.training import TrainingWorkspace
from desktop.windows.undoing import Undoing
from desktop.windows.workspaces import Workspaces
from desktop.workspace import OFFERED, Workspace

C = CommandId

LEAST_SIZE_PX = (960, 600)


class MainWindow(QMainWindow):
    """Wires panels, commands and the session; holds nothing that they do not."""

    closed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle(tr("Funduscope"))
        self.setAcceptDrops(True)
        # A window becomes low before its panels share their places (Docks.adapt): their sizes must not forbid it.
        cast("QLayout", self.layout()).setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumSize(*LEAST_SIZE_PX)
        self.services = services
        self.session = services.session
        self._make_panels()
        self._make_helpers()
        self.actions_by_id = build_actions(self, services.settings)
        self._make_menus()
        self.keys = KeyFilter(self, self.actions_by_id[C.HIDE_OVERLAY], self.viewer.view.setOverlayHidden)
        self._connect()
        self._connect_commands()
        self._update_actions()
        self.restoreGeometry(services.settings.value(WINDOW_GEOMETRY))
        if services.settings.value(WINDOW_GEOMETRY).isEmpty():
            self.resize(QSize(1440, 900).boundedTo(self.screen().availableSize()))
        self.workspaces.restore()
        self.viewer.setFocus()

    # Making

    def _make_panels(self) -> None:
        session = self.session
        self.viewer = ViewerPanel(session, self.services.truth, self.services.regions)
        self.compare = ComparePanel(session, self.services.comparison, self.services.truth, self.services.settings)
        self.viewer.addGrid(self.compare)
        self.browser = BrowserPanel(session, self.services.load_oriented)
        self.services.orienting.reoriented.connect(self.browser.model.reload)
        self.model = ModelPanel(session)
        self.explanation = ExplanationPanel(session, self.services.probing)
        self.classes = ClassesPanel(session)
        self.layers = LayersPanel(session)
        self.strip = StripPanel(session)
        self.whatif = WhatIfPanel(session, self.services.whatif, self.services.painting)
        self.annotating = AnnotationPanel(self.services.annotating)
        # After the viewer, which shows a map before anything is hidden of it.
        self.checks = ChecksPanel(session, Checks(session, self))
        right = partial(DockPlan, area=Area.RightDockWidgetArea, size_px=308, narrow_px=277)
        plans = (
            DockPlan("browser", tr("Photographs"), self.browser, Area.LeftDockWidgetArea, "Ctrl+1", 248, 174),
            right("model", tr("Model"), self.model, shortcut="Ctrl+2", share=90),
            right("explanation", tr("Explanation"), self.explanation, shortcut="Ctrl+6", share=185),
            right("classes", tr("Classes"), self.classes, shortcut="Ctrl+3", share=275),
            right("layers", tr("Layers"), self.layers, shortcut="Ctrl+4", share=200, tab_when_low="classes"),
            right("checks", tr_as("panel", "Checks"), self.checks, shortcut="Ctrl+7", tab_with="layers"),
            right("whatif", tr_as("panel", "What if"), self.whatif, shortcut="Ctrl+8", tab_with="layers"),
            right("annotation", tr("Annotate"), self.annotating, shortcut="Ctrl+9", tab_with="explanation"),
            DockPlan("strip", tr("Maps"), self.strip, Area.BottomDockWidgetArea, "Ctrl+5", 96, 96),
        )
        self.docks = Docks(self, plans, self.services.settings)
        self.workspaces = Workspaces(self, self.docks, self.services.settings)
        self.workspaces.add(Workspace.REVIEW, self.viewer, frozenset(self.docks.docks))
        self.features = FeaturesPanel(session, self.services.features, self.services.settings)
        self.workspaces.add(Workspace.FEATURES, self.features, frozenset({"browser", "model", "layers"}))
        self.data = DataPanel(session, self.services.projects, self.services.load_thumbnail)
        self.workspaces.add(Workspace.DATA, self.data, frozenset())
        services = self.services
        self.train = TrainPanel(session, services.trainings, services.lanes.watching, services.lanes.training)
        self.workspaces.add(Workspace.TRAIN, self.train, frozenset())
        measuring = Measuring(services.projects, services.lanes.measuring, self)
        self.evaluate = EvaluatePanel(services.projects, measuring)
        self.evaluations = Evaluations(
            session,
            services.projects,
            services.lanes.evaluation,
            measuring=measuring,
            cache=services.folders.cache / "evaluation",
            parent=self,
        )
        self.evaluate_pages = evaluate_pages(self.evaluate, self.evaluations)
        self.workspaces.add(Workspace.EVALUATE, self.evaluate_pages, frozenset())
        self.study = StudyPanel(
            session, services.studies, services.projects, services.probing, services.settings, folder=usual_folder()
        )
        self.workspaces.add(Workspace.STUDY, self.study, frozenset())
        self.workspaces.showAbove(self.viewer.messages)

    def _make_helpers(self) -> None:
        services = self.services
        self.opening = Opening(services.lanes.files, self)
        self.asking = FileDialogs(self)
        self.guide = Guide(services.lanes.files, self)
        self.tour = Tour(self)
        self.exporting = Exporting(self.session, services.lanes.files, self)
        self.sharing = Sharing(self)
        self.reporting = Reporting(self)
        self.overlay_exporting = OverlayExporting(self, services.lanes.making)
        self.restoring = Restoring(self.session, services.lanes.files, services.index, self)
        self.models = Models(self, self.session, services.folders.models, services.settings)
        self.samples = SampleProject(self, services.bundled)
        self.making = Making(self, services.lanes.making)
        self.preparing = Preparing(self, services.lanes.making)
        self.auditing = Auditing(self, services.lanes.making)
        self.gallery = Gallery(self, services.experiments)
        self.training = TrainingWorkspace(self, self.train, services.trainings)
        self.features_workspace = FeaturesWorkspace(self, self.features, services.lanes.files)
        self.animations = AnimationWindows(self)
        self.comparing = Comparing(self, self.compare)
        self.checking = Checking(self, self.checks)
        self.channels = Channels(self)
        self.remembering = Remembering(self)
        self.data_work = DataWork(self, self.data, services.projects)
        self.evaluating = Evaluating(self, self.evaluate, self.evaluate_pages, services.projects)
        self.evaluate_work = EvaluateWork(self, self.evaluate_pages, self.evaluations)
        self.studying = Studying(self, self.study, services.studies)
        self.editing = Editing(self, self.whatif)
        self.annotation = AnnotationWork(self, self.annotating, services.annotating)
        self.status = Status(self.statusBar(), services.lanes.all())
        self.session.networks.modelLoaded.connect(lambda model: self.status.setDevice(model.device.type))

    def _make_menus(self) -> None:
        menus = fill_menu_bar(self.menuBar(), self.actions_by_id)
        self.undoing = Undoing(self.actions_by_id[C.UNDO], self.actions_by_id[C.REDO], self)
        for worker in (self.data_work, self.annotation, self.editing):
            self.undoing.add(worker.undoer())
        self.workspaces.chosen.connect(self._follow_workspace)
        self.editing.connectActions()
        self.annotation.connectActions()
        self.workspaces.connectActions({space: self.actions_by_id[WORKSPACE_COMMANDS[space]] for space in OFFERED})
        panels = menus[Menu.VIEW.value].addMenu(tr("&Panels"))
        panels.setToolTipsVisible(True)
        for dock in self.docks.docks.values():
            panels.addAction(dock.toggleViewAction())
        file_menu = menus[Menu.FILE.value]
        export = self.actions_by_id[C.EXPORT]
        recent_photographs, recent_models = (
            file_menu.addMenu(title) for title in (tr("Recent p&hotographs"), tr("Recent mo&dels"))
        )
        recent_projects = file_menu.addMenu(tr("Recent p&rojects"))
        for menu in (recent_photographs, recent_models, recent_projects):
            file_menu.insertMenu(export, menu)
        self.recent_projects = RecentMenu(recent_projects, self.data_work.open, self.data_work.forget_recent)
        self.data_work.show_recent()
        self.recent_photographs = RecentMenu(
            recent_photographs, lambda path: self.open_paths([path], replaces=True), self.remembering.forget_photographs
        )
        self.recent_models = RecentMenu(recent_models, self.models.open, self.remembering.forget_models)
        self.addActions(list(self.actions_by_id.values()))
        self.finding = CommandFinding(self, self.actions_by_id, self.services.settings)

    # Wiring

    def _connect(self) -> None:
        session, viewer = self.session, self.viewer
        session.failed.connect(viewer.report)
        session.historyChanged.connect(self._update_actions)
        session.photographsChanged.connect(self._update_actions)
        session.photographChanged.connect(lambda _photograph: self._update_actions())
        self.services.truth.changed.connect(self._update_actions)
        session.modelChanged.connect(lambda _model: self._update_actions())
        session.explanationChanged.connect(self._show_answered)
        session.selectionChanged.connect(lambda _selection: self.status.noteQuestion())
        session.networks.modelLoaded.connect(lambda model: self.services.index.note(model.id, model.path))
        session.photographDecoded.connect(lambda photograph: self.services.index.note(photograph.id, photograph.path))
        viewer.openFolderRequested.connect(self.asking.ask_folder)
        viewer.openSamplesRequested.connect(self.samples.open)
        viewer.reproduceRequested.connect(self.gallery.show)
        viewer.setSamplesOffered(self.samples.is_there)
        viewer.openPhotographsRequested.connect(self.asking.ask_photographs)
        viewer.renderingChanged.connect(self.strip.setRendering)
        viewer.renderingChanged.connect(
            lambda rendering: self.actions_by_id[C.REGION_VIEW].setChecked(rendering.is_region_view)
        )
        session.busyChanged.connect(lambda _is_busy: self._update_actions())
        session.predictionChanged.connect(lambda _prediction: self._update_actions())
        viewer.view.compareModeChanged.connect(self._show_compare_mode)
        self.model.openRequested.connect(self.asking.ask_model)
        self.model.pathChosen.connect(self.models.open)
        self.model.cardRequested.connect(self.models.edit_card)
        self.explanation.allChannelsRequested.connect(self.channels.show)
        self.explanation.heightWanted.connect(lambda height_px: self.docks.give_height("explanation", height_px))
        self.classes.openRequested.connect(self.asking.ask_model)
        self.opening.photographsFound.connect(self._take_photographs)
        self.opening.modelFound.connect(self.models.open)
        self.opening.viewFound.connect(lambda _path, record: self.restoring.restore(record))
        self.opening.failed.connect(viewer.report)
        self.exporting.exported.connect(lambda path: viewer.remark(tr("Exported {path_name}", path_name=path.name)))
        self.exporting.copied.connect(lambda: viewer.remark(tr("The view is on the clipboard")))
        self.models.failed.connect(viewer.report)
        self.models.remarked.connect(viewer.remark)
        self.restoring.failed.connect(viewer.report)
        self.restoring.photographLocated.connect(lambda path: self.browser.addPaths([path]))
        self.restoring.restored.connect(self._show_restored)
        self.restoring.photographMissing.connect(self.models.ask_for_photograph)
        self.restoring.modelMissing.connect(self.models.ask_for_model)
        self.models.photographProvided.connect(self.restoring.provide_photograph)
        self.models.modelProvided.connect(self.restoring.provide_model)
        self.models.refused.connect(self.restoring.cancel)
        for lane in self.services.lanes.all():
            lane.failed.connect(viewer.report)

    def _connect_commands(self) -> None:
        for command, handler in command_handlers(self).items():
            self.actions_by_id[command].triggered.connect(lambda _checked=False, handler=handler: handler())
        self.actions_by_id[C.HIDE_OVERLAY].toggled.connect(self.viewer.view.setOverlayHidden)
        self.actions_by_id[C.SHOW_MASKS].triggered.connect(self.services.truth.setShown)
        self.features_workspace.footprint_tool.connectAction(self.actions_by_id[C.SHOW_FOOTPRINT])
        self.actions_by_id[C.THEME].triggered.connect(self._choose_theme)
        self.actions_by_id[C.FULL_SCREEN].triggered.connect(self._choose_full_screen)
        self.actions_by_id[C.THEME].setChecked(self.services.settings.value(THEME) == Theme.LIGHT)
        self._show_compare_mode(self.viewer.view.compareMode())

    def _follow_workspace(self, workspace: Workspace) -> None:
        for action in self.actions_by_id.values():
            action.setWorkspace(workspace)
        self.undoing.update()

    def _update_actions(self) -> None:
        """Grey what makes no sense now."""
        for command, is_enabled in enabled_commands(self.session).items():
            self.actions_by_id[command].setEnabled(is_enabled)
        self.actions_by_id[C.FOLLOW_PREDICTION].setChecked(self.session.selection.target is None)
        for method, command in METHOD_COMMANDS.items():
            self.actions_by_id[command].setChecked(method is self.session.selection.method)
        self.actions_by_id[C.REGION_VIEW].setChecked(self.viewer.rendering().is_region_view)
        self.actions_by_id[C.SHOW_MASKS].setChecked(self.services.truth.is_shown)
        self.actions_by_id[C.OPEN_SAMPLES].setEnabled(self.samples.is_there)
        self.data_work.update_actions()
        path = self.session.selection.photograph
        self.setWindowTitle(f"{path.name} - Funduscope" if path is not None else tr("Funduscope"))

    def _show_restored(self, record: ViewRecord) -> None:
        self.viewer.expect(record.query, record.rendering)
        self.editing.restore(record.edits, is_following=record.map_follows)
        if record.is_partial:
            self.viewer.remark(tr("The picture shows a partial map; here it is computed to its end"))

    def _show_answered(self, _explanation: object) -> None:
        shown = self.session.explanation
        self.status.setAnswered(shown is not None and not shown.is_partial)
        for command in (C.COPY_CAPTION, C.CHECK_MAP):
            self.actions_by_id[command].setEnabled(shown is not None)

    def _show_compare_mode(self, mode: CompareMode) -> None:
        for command, other in COMPARE_MODES.items():
            self.actions_by_id[command].setChecked(other is mode)

    def action(self, command: CommandId) -> QAction:
        """The action of a command."""
        return self.actions_by_id[command]

    # Opening

    def open_paths(self, paths: Sequence[Path], *, replaces: bool = False) -> None:
        """Open photographs, folders, models, weights and exported views, in any mixture."""
        self.remembering.note_photographs(paths)
        self.opening.open(paths, replaces=replaces)

    def _take_photographs(self, paths: list[Path], replaces: bool) -> None:  # noqa: FBT001  a signal's argument
        if replaces:
            self.browser.setPaths(paths)
        else:
            self.browser.addPaths(paths)
        is_awaited = self.restoring.is_active or self.remembering.is_waiting(paths)
        if not is_awaited and (replaces or self.session.selection.photograph is None):
            self.session.choosePhotograph(paths[0])

    def close_photographs(self) -> None:
        """Empty the list."""
        self.opening.forget_sources()
        self.browser.setPaths([])
        self.session.choosePhotograph(None)

    # What the other commands do

    def choose_class(self, row: int) -> None:
        """Explain the class in a row of the list."""
        index = self.classes.classAt(row)
        if index is not None:
            self.session.chooseTarget(index)

    def toggle_following(self) -> None:
        """Follow the prediction, or hold on to the class that it is now."""
        target = self.session.target()
        if self.session.selection.target is not None:
            self.session.followPrediction()
        elif target is not None:
            self.session.chooseTarget(target)
        self._update_actions()

    def _choose_theme(self, is_light: bool) -> None:  # noqa: FBT001
        theme = Theme.LIGHT if is_light else Theme.DARK
        self.services.settings.setValue(THEME, theme.value)
        self.services.apply_theme(theme)

    def _choose_full_screen(self, is_full: bool) -> None:  # noqa: FBT001
        state = Qt.WindowState.WindowFullScreen
        self.setWindowState(self.windowState() | state if is_full else self.windowState() & ~state)

    # Size, dropping and closing

    def showEvent(self, event: QShowEvent) -> None:
        """The panels get their sizes only now."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self.docks.settle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the viewer large."""
        super().resizeEvent(event)
        self.docks.adapt()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            self.viewer.setDropActive(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self.viewer.setDropActive(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        self.viewer.setDropActive(False)
        event.acceptProposedAction()
        self.open_paths([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the arrangement, then wait for every lane."""
        if not self.training.may_close():
            event.ignore()
            return
        self.workspaces.save()
        self.services.settings.setValue(WINDOW_GEOMETRY, self.saveGeometry())
        self.remembering.save()
        self.services.whatif.save()
        self.services.annotating.flush()
        self.studying.close()
        self.hide()
        self.training.close()
        self.gallery.close()
        self.keys.remove()
        self.browser.shutdown()
        self.data_work.save()
        self.data.shutdown()
        self.session.shutdown()
        for lane in self.services.lanes.all():
            lane.cancel_all()
        for lane in self.services.lanes.all():
            lane.close()
        self.services.projects.shutdown()
        self.services.index.save()
        super().closeEvent(event)
        self.closed.emit()
