"""What the pages of the Evaluate workspace ask of the window: photographs in Review, files, dialogs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from core.errors import FunduscopeError
from core.explain.catalogue import CATALOGUE
from core.explain.method import Method
from core.explain.query import Query
from core.explain.targets import describe_target
from core.jobs import CancelToken
from desktop.compare_plan import AxisKind, Plan
from desktop.evaluations import Evaluations
from desktop.files import write_atomically
from desktop.itemmodels.thumbnails import PhotographOrder
from desktop.jobs import JobContext
from desktop.panels.evaluation.anatomy_panel import AnatomyPanel
from desktop.panels.evaluation.cohorts_panel import Cohorts, CohortsPanel
from desktop.panels.evaluation.localisation_panel import LocalisationPanel
from desktop.panels.evaluation.models_panel import ComparedModels, ModelsPanel
from desktop.panels.evaluation.visits_panel import VisitsPanel
from desktop.translation import tr
from desktop.widgets.evaluate.landmark_view import Marks
from desktop.windows.ensemble_dialog import EnsembleDialog
from desktop.windows.evaluate_pages import EvaluatePage, EvaluatePages
from desktop.windows.file_dialogs import PHOTOGRAPH_FILTER
from desktop.windows.members_dialog import MembersDialog
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from core.datasets.catalogue.project import Project
    from core.experiments.visits import VisitComparison, VisitPlan
    from core.explain.members import MembersExplained
    from desktop.windows.main_window import MainWindow

REVIEWED = 2000
"""Photographs that are walked through at most."""
PICTURE_PX = 1200
MEMBERS_SLOT = "members"
SHOW_SLOT, PICTURE_SLOT, VISIT_SLOT, MARK_SLOT = "show photographs", "landmark picture", "visits", "visit photographs"


class EvaluateWork(QObject):
    """Joins the pages to the window."""

    def __init__(self, window: MainWindow, pages: EvaluatePages, evaluations: Evaluations) -> None:
        super().__init__(window)
        self._window, self._pages, self._evaluations = window, pages, evaluations
        self._projects = evaluations.projects
        self.members: MembersDialog | None = None
        pages.made.connect(self._join)
        evaluations.failed.connect(window.viewer.report)
        evaluations.ensembleMade.connect(self._take_ensemble)
        window.session.modelChanged.connect(lambda _model: self._wake_again())

    def _wake_again(self) -> None:
        if self._window.workspaces.current is Workspace.EVALUATE:
            self._pages.wake()

    def _join(self, _page: EvaluatePage, widget: QWidget) -> None:
        match widget:
            case ModelsPanel():
                widget.photographsRequested.connect(self.show_models)
                widget.ensembleRequested.connect(self.ask_ensemble)
                widget.mapsRequested.connect(lambda shown: self._compare_maps(widget, shown))
            case LocalisationPanel():
                widget.photographsRequested.connect(self.show_photographs)
            case AnatomyPanel():
                widget.photographsRequested.connect(self.show_photographs)
                widget.photographNeeded.connect(lambda key: self._fetch_picture(widget, key))
                widget.marksRequested.connect(self._mark)
            case CohortsPanel():
                widget.exportRequested.connect(self.ask_cohorts)
            case VisitsPanel():
                widget.fileRequested.connect(lambda title: self._ask_visit(widget, title))
                widget.compareRequested.connect(lambda *asked: self._compare_visits(widget, *asked))
                widget.stopRequested.connect(lambda: self._stop_visits(widget))
                self._projects.contentChanged.connect(lambda _content: self._offer_visits(widget))
                self._offer_visits(widget)

    # Photographs

    def show_photographs(
        self,
        numbers: tuple[int, ...],
        method: Method | None = None,
        layer: str | None = None,
        target: int | None = None,
    ) -> None:
        """Look at photographs of the project in Review, explained in this way."""
        session = self._window.session
        if method is not None and session.model is not None:
            session.chooseMethod(method)
            if layer is not None and CATALOGUE[method].has_layer:
                session.chooseLayer(layer)
            session.chooseTarget(target)
        self._walk(numbers)

    def show_models(self, compared: ComparedModels, numbers: tuple[int, ...]) -> None:
        """Look at photographs by all of the compared models side by side."""
        comparison, index = self._window.services.comparison, self._window.services.index
        known = [path for model in compared.models if (path := index.find(model.content)) is not None]
        if len(known) >= 2:
            plan = comparison.plan
            comparison.planning.setPlan(_with_models(plan, tuple(known)))
        missing = len(compared.models) - len(known)
        self._walk(numbers)
        if len(known) >= 2:
            self._window.comparing.show()
        if missing:
            self._window.viewer.report(
                FunduscopeError(
                    tr("The files of {missing} of these models are not known on this machine.", missing=missing),
                    tr("Open them once, and they can be shown side by side."),
                )
            )

    def _walk(self, numbers: tuple[int, ...]) -> None:
        wanted = list(numbers[:REVIEWED])

        def question(project: Project, _token: CancelToken) -> list[Path]:
            rows = project.browsing.rows(wanted)
            return [rows[number].path for number in wanted if number in rows]

        def take(paths: list[Path]) -> None:
            if not paths:
                return
            window = self._window
            window.workspaces.choose(Workspace.REVIEW)
            window.browser.setOrder(PhotographOrder.GIVEN)
            window.browser.setPaths(paths)
            window.session.choosePhotograph(paths[0])
            window.viewer.setFocus()

        self._projects.ask(question, take, slot=SHOW_SLOT)

    # Models and ensembles

    def ask_ensemble(self, contents: tuple[str, ...] = ()) -> None:
        """Let the user say which models become one, and how."""
        window = self._window
        known = window.services.comparison.known_models()
        chosen = [path for content in contents if (path := window.services.index.find(content)) is not None]
        paths = list(dict.fromkeys([*chosen, *known]))
        dialog = EnsembleDialog(paths, chosen, self._projects.content, window.services.folders.models, window)
        dialog.wanted.connect(self._evaluations.make_ensemble)
        dialog.open()

    def _take_ensemble(self, path: Path) -> None:
        self._window.viewer.remark(
            tr("Made {path_name}: an ensemble, and the model that is asked from now on", path_name=path.name)
        )
        self._window.models.open(path)

    def show_members(self) -> None:
        """What the members of the ensemble that is asked look at in the photograph that is shown."""
        session = self._window.session
        model, photograph, explainer = session.model, session.photograph, session.networks.explainer
        target, layer = session.target(), session.selection.layer
        if model is None or photograph is None or explainer is None or target is None:
            return
        method = session.selection.method
        query = Query(
            photograph.id, model.id, method, target, layer if CATALOGUE[method].has_layer else None, session.params()
        )

        def work(context: JobContext) -> MembersExplained:
            from core.explain.members import explain_members

            return explain_members(explainer, model, photograph, query, token=context.token, report=context.report)

        def show(found: MembersExplained) -> None:
            words = describe_target(target, model.card.class_names)
            self.members = MembersDialog(found, photograph, words, self._window)
            self.members.open()

        session.networks.lane.submit(
            work, show, slot=MEMBERS_SLOT, title=tr("Explaining the members"), refuse=self._window.viewer.report
        )

    def _compare_maps(self, panel: ModelsPanel, shown: ComparedModels | None) -> None:
        if shown is None:
            return
        index = self._window.services.index
        paths = tuple(path for model in shown.models if (path := index.find(model.content)) is not None)
        if len(paths) < len(shown.models):
            self._window.viewer.report(
                FunduscopeError(tr("A model's file is not known on this machine."), tr("Open each of the models once."))
            )
            return
        keys = frozenset(shown.photographs[place] for place in shown.found.disagreements) or frozenset(
            shown.photographs
        )
        method = self._window.session.selection.method
        self._evaluations.compare_maps(
            paths, panel.photographs, keys, method, lambda found: panel.showMapAgreement(shown, found)
        )

    # Disc and fovea

    def _fetch_picture(self, panel: AnatomyPanel, key: int) -> None:
        result = self._evaluations.survey
        eye = result.eyes.get(key) if result is not None else None
        if eye is None:
            return

        def work(_context: JobContext) -> np.ndarray | None:
            import cv2

            try:
                pixels = eye.item.read().pixels
            except FunduscopeError:
                return None
            scale = min(1.0, PICTURE_PX / max(pixels.shape[:2]))
            return np.asarray(cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)

        self._window.services.lanes.files.submit(
            work, lambda pixels: panel.setPhotograph(key, pixels), slot=PICTURE_SLOT
        )

    def _mark(self, key: int, marks: Marks | None) -> None:
        """Keep what was marked in the project, in pixels of the file, and survey that eye again."""
        result = self._evaluations.survey
        found = result.found.get(key) if result is not None else None
        if result is None or found is None or self._projects.project is None:
            return
        if self._projects.project.is_read_only:
            self._window.viewer.report(
                FunduscopeError(tr("The project can only be looked at."), tr("Disc and fovea stay."))
            )
            return
        orientation = result.eyes[key].item.orientation
        place = orientation.affine(*found.size)

        def work(project: Project) -> None:
            from core.datasets.catalogue.landmarks import MarkedLandmarks

            if marks is None:
                project.landmarks.forget(key)
            else:
                project.landmarks.put(key, MarkedLandmarks(place(*marks.disc), place(*marks.fovea), marks.diameter))

        self._projects.change(work)
        self._evaluations.survey_again(key)

    # Cohorts

    def ask_cohorts(self, cohorts: Cohorts | None, column: str | None) -> None:
        """Let the user say where the maps go, and write them."""
        if cohorts is None or self._projects.project is None:
            return
        place = self._projects.project.path.with_name(f"Cohorts by {column or 'nothing'}.npz")
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save cohort maps"), str(place), tr("NumPy archive (*.npz)")
        )
        if name:
            self.write_cohorts(cohorts, Path(name).with_suffix(".npz"))

    def write_cohorts(self, cohorts: Cohorts, path: Path) -> None:
        """Write means, intervals and the difference, behind the window."""

        def work(_context: JobContext) -> Path:
            arrays: dict[str, Any] = {"names": np.array([one.name for one in cohorts.maps])}
            arrays |= {"eyes": np.array([one.eyes for one in cohorts.maps])}
            arrays |= {"patients": np.array([one.patients for one in cohorts.maps])}
            for name in ("mean", "low", "high", "seen"):
                arrays[name] = np.stack([getattr(one, name) for one in cohorts.maps])
            if cohorts.difference is not None:
                found = cohorts.difference
                arrays |= {"difference": found.mean, "is_sure": found.is_sure}
                arrays["difference_of"] = np.array([found.first, found.second])
            write_atomically(path, lambda file: np.savez_compressed(file, allow_pickle=False, **arrays))
            return path

        self._window.services.lanes.files.submit(
            work,
            lambda written: self._window.viewer.remark(tr("Wrote {written_name}", written_name=written.name)),
            slot="cohort maps",
            title=tr("Writing cohort maps"),
            refuse=self._window.viewer.report,
        )

    # Visits

    def _offer_visits(self, panel: VisitsPanel) -> None:
        """The photographs of the project, by patient, eye and date."""

        def question(project: Project, _token: CancelToken) -> list[tuple[str, Path]]:
            with project.database.read() as connection:
                numbers = [
                    row[0]
                    for row in connection.execute(
                        "SELECT id FROM photographs WHERE error IS NULL AND is_excluded = 0 "
                        "ORDER BY coalesce(patient, ''), coalesce(eye, ''), coalesce(taken, ''), name_key LIMIT 5000"
                    )
                ]
            rows = project.browsing.rows(numbers)
            entries = []
            for number in numbers:
                row = rows.get(number)
                if row is not None:
                    words = [part for part in (row.taken[:10], row.eye or "") if part]
                    entries.append((f"{row.name}" + (f" ({', '.join(words)})" if words else ""), row.path))
            return entries

        self._projects.ask(question, panel.setPhotographs, slot=MARK_SLOT)

    def _ask_visit(self, panel: VisitsPanel, title: str) -> None:
        name, _ = QFileDialog.getOpenFileName(self._window, title, "", tr(PHOTOGRAPH_FILTER))
        if name:
            panel.choosePhotograph(title, Path(name))

    def _compare_visits(self, panel: VisitsPanel, earlier: Path, later: Path, plan: VisitPlan) -> None:
        networks, model = self._window.session.networks, self._window.session.model
        explainer = networks.explainer
        if model is None or explainer is None:
            return
        orientation_of = self._projects.orientation_of

        def work(context: JobContext) -> VisitComparison:
            from core.experiments.visits import compare_visits
            from core.images.reading import read_photograph

            first, second = (orientation_of(path).photograph(read_photograph(path)) for path in (earlier, later))
            return compare_visits(explainer, model, first, second, plan, token=context.token, report=context.report)

        def take(found: VisitComparison) -> None:
            panel.workBar.setBusy(False)
            panel.show_comparison(found, model.card.class_names)

        def refuse(error: FunduscopeError) -> None:
            panel.workBar.setBusy(False)
            panel.refuse(error)

        panel.workBar.setBusy(True)
        networks.lane.submit(work, take, slot=VISIT_SLOT, title=tr("Comparing two visits"), refuse=refuse)

    def _stop_visits(self, panel: VisitsPanel) -> None:
        self._window.session.networks.lane.cancel(VISIT_SLOT)
        panel.workBar.setBusy(False)


def _with_models(plan: Plan, models: tuple[Path, ...]) -> Plan:
    from dataclasses import replace

    return replace(plan, columns=AxisKind.MODELS, rows=None).with_values(AxisKind.MODELS, models)
