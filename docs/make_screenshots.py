"""Makes the pictures of `docs/images/` by driving the real window: `python docs/make_screenshots.py [DATA]`.

What is shown are the samples and the models that come with the program. For the two pictures of a network that knows
cats, DATA is the folder with the real data (default `../shared/data` beside the repository); without it they stay as
they are.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
IMAGES = REPOSITORY / "docs" / "images"
TIMEOUT_S = 120.0
EVERYDAY = ("chelsea", "coffee")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["HOME"] = os.environ["USERPROFILE"] = tempfile.mkdtemp()  # dialogs offer places in it
sys.path.insert(0, str(REPOSITORY))

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from core.datasets.balance import BalanceMethod, BalancePlan
from core.datasets.catalogue.annotations import ShapeKind
from core.datasets.catalogue.splits import SplitPlan
from core.explain.params import Fill, OcclusionParams
from core.explain.query import Method
from core.explain.veil import VeilStyle
from core.features.kinds import Evidence
from core.networks.importing import import_model
from core.networks.proposal import ImportChoices
from desktop.app import Program, make_application
from desktop.bundled import Bundled
from desktop.checks import CheckKind
from desktop.commands import PRESET_COMMANDS, CommandId
from desktop.compare_plan import Preset
from desktop.files import UserFolders
from desktop.panels.features_panel import FeatureView
from desktop.widgets.viewer.reading import CompareMode
from desktop.windows.data_dialogs import SplitWish
from desktop.workspace import Workspace

FULL, SMALL = QSize(1440, 900), QSize(1280, 720)


def wait_for(is_done: Callable[[], bool]) -> None:
    """Turn the event loop until something is done, and then until nothing moves any more."""
    end_s = time.monotonic() + TIMEOUT_S
    while not is_done():
        QApplication.processEvents()
        time.sleep(0.01)
        if time.monotonic() > end_s:
            raise TimeoutError
    calm_s = time.monotonic() + 0.6
    while time.monotonic() < calm_s:
        QApplication.processEvents()
        time.sleep(0.01)


def shoot(widget: QWidget, name: str, size: QSize | None = None) -> None:
    """Write one picture."""
    if size is not None:
        widget.resize(size)
    wait_for(lambda: True)
    widget.grab().save(str(IMAGES / f"{name}.png"))
    print(name)


class Stage:
    """The program with its lanes, and what the scenes need of it."""

    def __init__(self, app: QApplication, folder: Path, bundled: Bundled) -> None:
        self.program = Program(app, UserFolders.inside(folder), bundled=bundled)
        self.window = self.program.window
        self.session = self.program.session

    def is_calm(self) -> bool:
        """Nothing is read and nothing computed."""
        return self.program.lanes.decode.is_idle and self.program.lanes.network.is_idle

    def open(self, path: Path) -> None:
        """Open photographs or a model and wait for the answer."""
        self.window.open_paths([path], replaces=True)
        wait_for(lambda: self.session.explanation is not None and self.is_calm())

    def look_at(self, path: Path) -> None:
        """Choose a photograph and wait for the answer."""
        self.session.choosePhotograph(path)
        wait_for(lambda: self.session.explanation is not None and self.is_calm())

    def trigger(self, command: CommandId) -> None:
        """As if the user chose the menu entry."""
        self.window.action(command).trigger()
        wait_for(self.is_calm)


def empty_scene(stage: Stage) -> None:
    """The window with nothing open."""
    stage.program.start()
    wait_for(lambda: stage.program.networks.explainer is not None)
    shoot(stage.window, "empty", FULL)


def sample_scenes(stage: Stage) -> None:
    """The samples, and what can be done from there."""
    window, session = stage.window, stage.session
    stage.program.start()
    wait_for(lambda: session.explanation is not None and stage.is_calm())
    shoot(window, "review-dark", FULL)
    stage.trigger(CommandId.SHOW_MASKS)
    wait_for(lambda: True)
    shoot(window, "truth")
    shoot(window, "review-small", SMALL)
    stage.trigger(CommandId.THEME)
    shoot(window, "review-light", FULL)
    stage.trigger(CommandId.THEME)
    window.viewer.view.setCompareMode(CompareMode.SIDE_BY_SIDE)
    shoot(window, "side-by-side")
    window.viewer.view.setCompareMode(CompareMode.OVERLAY)
    for command, opener, name in (
        (CommandId.REPRODUCE, window.gallery, "reproduce"),
        (CommandId.MAKE_PHOTOGRAPHS, window.making, "make-photographs"),
    ):
        window.action(command).trigger()
        wait_for(lambda opener=opener: opener.dialog is not None)
        for edit in opener.dialog.findChildren(QLineEdit):
            if Path.home().name in edit.text():
                edit.setText(str(Path("rendered") / Path(edit.text()).name))
        wait_until_drawn()
        shoot(opener.dialog, name)
        opener.dialog.close()


def compare_scene(stage: Stage) -> None:
    """Three methods by three classes of a sample."""
    window, comparison = stage.window, stage.program.comparison
    stage.program.start()
    wait_for(lambda: stage.session.explanation is not None and stage.is_calm())
    window.resize(FULL)
    stage.trigger(PRESET_COMMANDS[Preset.METHODS_BY_CLASS])
    wait_for(lambda: len(comparison.queries()) == len(comparison.cells) and stage.is_calm())
    pane = window.compare.grid.cells()[0].pane
    pane.hovered.emit(pane.rect().center().toPointF())
    shoot(window, "compare")
    window.compare.leaveRequested.emit()


def explanation_scene(stage: Stage) -> None:
    """A map on both sides of zero, with the panel that asks for it."""
    stage.program.start()
    session = stage.session
    wait_for(lambda: session.explanation is not None and stage.is_calm())
    session.chooseParams(OcclusionParams(window=32, stride=12, fill=Fill.BLUR))
    session.chooseMethod(Method.OCCLUSION)
    stage.window.explanation.explainRival()
    wait_for(lambda: session.explanation is not None and not session.explanation.is_partial and stage.is_calm())
    shoot(stage.window, "explanation", FULL)


def hide_places(dialog: QWidget, folder: Path) -> None:
    """Show folders of this machine as a user's own would be."""
    for edit in dialog.findChildren(QLineEdit):
        if str(folder) in edit.text():
            with QSignalBlocker(edit):
                edit.setText(str(Path("photographs") / Path(edit.text()).name))


def data_scenes(stage: Stage) -> None:
    """Preparing photographs with a preview, and what an audit finds: the samples, and one of them a second time."""
    from desktop.windows.auditing_dialog import AuditingDialog
    from desktop.windows.preparing_dialog import PreparingDialog

    window = stage.window
    folder = Path(tempfile.mkdtemp())
    shutil.copytree(REPOSITORY / "resources" / "samples" / "fundus", folder / "fundus")
    photographs = sorted((folder / "fundus" / "images").rglob("*.jpg"))
    shutil.copy(photographs[0], photographs[-1].with_name("again.jpg"))
    (folder / "fundus" / "labels.csv").unlink(missing_ok=True)
    window.open_paths([folder / "fundus"], replaces=True)
    wait_for(lambda: len(stage.session.order) > len(photographs) and stage.is_calm())
    window.action(CommandId.PREPARE).trigger()
    wait_for(lambda: isinstance(window.preparing.dialog, PreparingDialog))
    preparing = window.preparing.dialog
    wait_for(lambda: preparing.pictures.afterImage() is not None and not preparing.pictures.isStale())
    hide_places(preparing, folder)
    shoot(preparing, "prepare")
    preparing.reject()
    window.action(CommandId.AUDIT).trigger()
    wait_for(lambda: isinstance(window.auditing.dialog, AuditingDialog))
    auditing = window.auditing.dialog
    auditing.startButton.click()
    wait_for(lambda: auditing.audit() is not None and bool(auditing.pictures.captions()))
    hide_places(auditing, folder)
    shoot(auditing, "audit")
    auditing.reject()


def checks_scene(stage: Stage) -> None:
    """A map checked against random weights, with what they reach hatched in the overlay."""
    window = stage.window
    stage.program.start()
    wait_for(lambda: stage.session.explanation is not None and stage.is_calm())
    window.resize(FULL)
    checks = window.checking.checks
    checks.setVeilStyle(VeilStyle.HATCH)
    window.checks.setKind(CheckKind.NULL_BAND)
    window.checks.run()
    wait_for(lambda: checks.running is None and stage.is_calm())
    window.action(CommandId.CHECK_MAP).trigger()
    wait_for(lambda: checks.running is None and stage.is_calm())
    shoot(window, "checks", FULL)


def channels_scene(stage: Stage) -> None:
    """All channels of a layer, each with what its strongest unit sees."""
    session = stage.session
    stage.program.start()
    wait_for(lambda: session.explanation is not None and stage.is_calm())
    session.chooseLayer("features.8")
    stage.trigger(CommandId.ALL_CHANNELS)
    dialog = stage.window.channels.dialog
    if dialog is None:
        raise RuntimeError("the window of all channels did not open")
    wait_for(lambda: dialog.sheets.sheet is not None)
    shoot(dialog, "channels")
    dialog.close()


def features_scene(stage: Stage) -> None:
    """The feature maps of a sample beside those of random weights."""
    window, session = stage.window, stage.session
    stage.program.start()
    wait_for(lambda: session.explanation is not None and stage.is_calm())
    window.workspaces.choose(Workspace.FEATURES)
    session.chooseLayer("features.5")
    window.features.chooseView(FeatureView.MAPS)
    window.features.besideButton.setChecked(True)
    wait_for(lambda: window.features.random.tiles() is not None and stage.is_calm())
    shoot(window, "features", FULL)
    features = window.features
    features.besideButton.setChecked(False)
    features.chooseView(FeatureView.STRONGEST)
    wait_for(lambda: features.learned.button.isVisible() and stage.is_calm())
    features.learned.button.click()
    wait_for(lambda: features.learned.tiles() is not None and stage.is_calm())
    features.strongest.evidence.setMember(Evidence.SALIENCY)
    features.strongest.evidence.activated.emit(features.strongest.evidence.currentIndex())
    wait_for(stage.is_calm)
    shoot(window, "features-strongest", FULL)


def whatif_scene(stage: Stage) -> None:
    """The microaneurysms of an eye that is graded mild are gone, and the grade falls."""
    whatif, truth = stage.program.whatif, stage.program.truth
    stage.program.start()
    wait_for(lambda: stage.session.explanation is not None and stage.is_calm())
    stage.look_at(next(path for path in stage.session.order if path.name == "fundus_000014.jpg"))
    stage.trigger(CommandId.SHOW_MASKS)
    stage.trigger(CommandId.EDIT_REGION)
    wait_for(lambda: bool(truth.outlines()))
    lesions = next(mask for mask in truth.outlines() if mask.code == "MA")
    x, y = lesions.lines[0].mean(axis=0)
    stage.program.painting.click(float(x), float(y), takes_all=True)
    wait_for(lambda: whatif.effect is not None and not whatif.is_waiting and stage.is_calm())
    truth.setShown(False)
    stage.window.viewer.view.setCompareMode(CompareMode.SIDE_BY_SIDE)
    shoot(stage.window, "what-if", FULL)


def train_scenes(stage: Stage) -> None:
    """The form of a training on the samples, and the training as it goes on."""
    from core.training.presets import FUNDUS
    from core.training.settings import DataSettings, NetworkSettings, PreparationSettings, RunSettings, SplitSettings
    from core.training.settings import TrainingSettings as Settings
    from desktop.resources import resource_path

    panel = stage.window.train
    stage.program.start()
    stage.window.training.new(
        Settings(
            name="Grader",
            data=DataSettings(source=str(resource_path("samples", "fundus"))),
            split=SplitSettings(validation=0.4),
            preparation=PreparationSettings(recipe="plain", size=96),
            network=NetworkSettings(architecture="torchvision/shufflenet_v2_x0_5"),
            augmentation=FUNDUS,
            run=RunSettings(epochs=12, batch_size=4),
        )
    )
    wait_for(lambda: bool(panel.new.preview.pictures()))
    edit = panel.new.form.editor("data.source").control.findChild(QLineEdit)
    if isinstance(edit, QLineEdit):  # the folder is this machine's
        with QSignalBlocker(edit):
            edit.setText("photographs")
    shoot(stage.window, "train-form", FULL)
    panel.new.startButton.click()
    wait_for(lambda: (run := panel.page.run()) is not None and len(run.history) == 12)
    shoot(stage.window, "train-run", FULL)


def everyday_scenes(stage: Stage, natural: Path, model: Path) -> None:
    """A network that knows cats and cups."""
    stage.program.start()
    stage.window.open_paths([natural], replaces=True)
    wait_for(lambda: stage.session.photograph is not None)
    stage.open(model)
    for name in EVERYDAY:
        stage.look_at(natural / f"{name}.png")
        shoot(stage.window, f"real-network-{name}", FULL)


def report_scene(stage: Stage) -> None:
    """The question before a report, over the photograph that it will be of."""
    stage.program.start()
    wait_for(lambda: stage.session.explanation is not None and stage.is_calm())
    stage.trigger(CommandId.REPORT_PHOTOGRAPH)
    dialog = stage.window.reporting.dialog
    if dialog is None:
        raise RuntimeError("the report was not asked for")
    shoot(dialog, "report")
    dialog.reject()


def project_scene(stage: Stage) -> None:
    """The samples as a project: what the model says of each, right and wrong, by patient."""
    window, projects = stage.window, stage.program.projects
    stage.program.start()
    wait_for(lambda: stage.session.explanation is not None and stage.is_calm())
    window.resize(FULL)
    stage.window.services.folders.data.mkdir(parents=True, exist_ok=True)
    projects.create(stage.window.services.folders.data / "study.funduscope")
    wait_for(lambda: projects.project is not None)
    window.workspaces.choose(Workspace.DATA)
    projects.add_folder(stage.session.order[0].parents[2])
    wait_for(lambda: not projects.is_reading and projects.content.photographs > 0)
    stage.trigger(CommandId.PREDICT_ALL)
    wait_for(lambda: not projects.is_predicting)
    stage.trigger(CommandId.SHOW_UNCERTAIN)
    wait_for(stage.is_calm)
    shoot(window, "project", FULL)
    splits_scene(stage)


def splits_scene(stage: Stage) -> None:
    """A split of them, with its classes balanced."""
    projects, splitting = stage.program.projects, stage.window.data_work.splitting
    plan = SplitPlan(scheme=projects.content.schemes[0].id, test=0.3, seed=1)
    splitting.make(SplitWish("70/30", plan, is_locked=False))
    wait_for(lambda: splitting.dialog is not None and splitting.dialog.chosen() == "70/30")
    splitting.balance("70/30", BalancePlan(BalanceMethod.RESAMPLE))
    wait_for(lambda: projects.content.splits[0].balance.method is BalanceMethod.RESAMPLE)
    wait_for(stage.is_calm)
    assert splitting.dialog is not None
    shoot(splitting.dialog, "splits")
    splitting.close()


def annotation_scene(stage: Stage) -> None:
    """A photograph that is graded, with marks drawn along the truth that is known of it."""
    from core.datasets.masks import find_masks, read_mask
    from core.datasets.outlines import outline, simplified

    stage.program.start()
    folder = Path(tempfile.mkdtemp()) / "photographs"
    shutil.copytree(REPOSITORY / "resources" / "samples" / "fundus" / "images", folder)
    window, annotating = stage.window, stage.program.annotating
    window.open_paths([folder], replaces=True)
    wait_for(lambda: stage.session.photograph is not None and stage.is_calm())
    stage.look_at(next(path for path in stage.session.order if path.name == "fundus_000011.jpg"))
    window.docks.bring("annotation")
    window.annotating.make_button.click()
    wait_for(lambda: annotating.is_ready)
    annotating.setReader("A. Reader")
    wait_for(lambda: annotating.is_ready)
    photograph = stage.session.photograph
    truth = next((REPOSITORY / "resources" / "samples" / "fundus" / "images").rglob("fundus_000011.jpg"))
    for mask in find_masks(truth):
        lines = outline(read_mask(mask.path, (photograph.width, photograph.height))).lines
        annotating.drawing.chooseLesion({"DH": "HE", "BH": "HE", "FH": "HE"}.get(mask.code, mask.code))
        for line in lines[:6]:
            annotating.drawing.add(ShapeKind.REGION, simplified(line, 1.0)[:-1].tolist())
    annotating.setGrade(4)
    annotating.setQuality("good")
    annotating.setNotes("Vessels grow on the disc.")
    window.viewer.view.setCompareMode(CompareMode.PHOTOGRAPH)
    stage.trigger(CommandId.MARK_SELECT)
    annotating.drawing.select(2)
    wait_for(lambda: annotating.is_saved)
    window.viewer.messages.clear()
    shoot(window, "annotation", FULL)


def study_scenes(stage: Stage) -> None:
    """A reader study of the samples: its form, a reader at work, and results of answers that chance has drawn."""
    from core.evaluation.reading.plan import Arm

    window, panel = stage.window, stage.window.study
    stage.program.start()
    wait_for(lambda: stage.session.explanation is not None and stage.is_calm())
    window.open_paths([REPOSITORY / "resources" / "samples" / "fundus"], replaces=True)
    wait_for(lambda: all("fundus" in path.parts for path in stage.session.order) and stage.is_calm())
    window.workspaces.choose(Workspace.STUDY)
    panel.showForm()
    form = panel.new
    wait_for(lambda: form.source() is not None)
    form.titleEdit.setText("Does the overlay help?")
    form.readersEdit.setText("Reader A, Reader B, Reader C")
    form.armBoxes[Arm.PREDICTION].setChecked(True)
    form.setTarget(Path(tempfile.mkdtemp()) / "Does the overlay help.study")
    form.seedBox.setValue(7)
    form.countBox.setValue(15)
    with QSignalBlocker(form.targetEdit):
        kept = form.targetEdit.text()
        form.targetEdit.setText("studies/Does the overlay help.study")
        shoot(window, "study-form", FULL)
        form.targetEdit.setText(kept)
    form.washoutBox.setValue(0)
    form.makeButton.click()
    wait_for(lambda: panel.path() is not None and stage.program.studies.preparing is None)
    wait_for(lambda: not panel.page.sight().state.unprepared)
    draw_answers(panel.path(), "Reader A", most=40)
    stage.program.studies.show(panel.path())
    wait_for(lambda: True)
    panel.page.readButtons["Reader A"].click()
    wait_for(lambda: window.studying.reading is not None and window.studying.reading.view.viewState() is not None)
    reading = window.studying.reading
    reading.setWindowState(Qt.WindowState.WindowNoState)
    while not reading.cards.cards()[0].share():
        reading.cards.choose(2)
        reading.confidence.choose(2)
        reading.lock()
        wait_for(lambda: True)
    shoot(reading, "study-reading", FULL)
    reading.close()
    wait_for(lambda: stage.program.lanes.studies.is_idle)
    path = panel.path()
    for reader in panel.page.sight().state.plan.readers:
        draw_answers(path, reader)
    panel.page.showResults()
    panel.analyse()
    wait_for(lambda: panel.page.results.analysis() is not None)
    shoot(window, "study-results", FULL)


def draw_answers(path: Path, reader: str, *, most: int = 10_000) -> None:
    """Answer as a reader would who is right three times in five, and follows the network every other time."""
    from datetime import UTC, datetime

    import numpy as np

    from core.evaluation.reading.records import Answer
    from core.evaluation.reading.study import GradingTask, Study

    chance = np.random.default_rng(len(reader) + most)
    with Study.open(path) as study:
        for _ in range(most):
            task = study.state.next(reader, datetime.now(UTC))
            if not isinstance(task, GradingTask):
                return
            reading, said = task.reading, study.state.prepared[task.reading.case].predicted
            truth = study.plan.cases[reading.case].reference or 0
            near = truth if chance.random() < 0.6 else int(np.clip(truth + chance.choice([-1, 1]), 0, 4))
            grade = near if task.before is None else said if chance.random() < 0.5 else task.before.grade
            seconds = float(chance.gamma(6, 2))
            who = (reader, reading.case, reading.period, reading.position, reading.arm, task.stage)
            study.add(Answer(*who, grade, 3, datetime.now(UTC), seconds))


def evaluation_scene(stage: Stage) -> None:
    """The samples surveyed: where in the eye the evidence lies, and the maps of all eyes laid on each other."""
    from desktop.evaluations import Work
    from desktop.windows.evaluate_pages import EvaluatePage

    window, projects = stage.window, stage.program.projects
    stage.program.start()
    wait_for(lambda: stage.session.explanation is not None and stage.is_calm())
    window.resize(FULL)
    window.services.folders.data.mkdir(parents=True, exist_ok=True)
    projects.create(window.services.folders.data / "survey.funduscope")
    wait_for(lambda: projects.project is not None)
    projects.add_folder(stage.session.order[0].parents[2])
    wait_for(lambda: not projects.is_reading and projects.content.photographs > 0)
    window.workspaces.choose(Workspace.EVALUATE)
    anatomy = window.evaluate_pages.choose(EvaluatePage.ANATOMY)
    anatomy.start()
    wait_for(lambda: window.evaluations.is_busy(Work.SURVEY))
    wait_for(lambda: not window.evaluations.is_busy(Work.SURVEY) and stage.is_calm())
    shoot(window, "anatomy", FULL)
    cohorts = window.evaluate_pages.choose(EvaluatePage.COHORTS)
    wait_for(lambda: cohorts.shown is not None)
    shoot(window, "cohorts", FULL)


def wait_until_drawn() -> None:
    """Give the examples of a dialog, which come from lanes of its own, the time that they take."""
    end_s = time.monotonic() + 8.0
    wait_for(lambda: time.monotonic() > end_s)


def main() -> None:
    """Make every picture."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else REPOSITORY.parent / "shared" / "data"
    IMAGES.mkdir(exist_ok=True)
    app = make_application(["funduscope"])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        play(app, Path(place) / "empty", Bundled(), empty_scene)
        play(app, Path(place) / "samples", Bundled.installed(), sample_scenes)
        play(app, Path(place) / "compare", Bundled.installed(), compare_scene)
        play(app, Path(place) / "explanation", Bundled.installed(), explanation_scene)
        play(app, Path(place) / "channels", Bundled.installed(), channels_scene)
        play(app, Path(place) / "checks", Bundled.installed(), checks_scene)
        play(app, Path(place) / "features", Bundled.installed(), features_scene)
        play(app, Path(place) / "what-if", Bundled.installed(), whatif_scene)
        play(app, Path(place) / "data", Bundled(), data_scenes)
        play(app, Path(place) / "train", Bundled(), train_scenes)
        play(app, Path(place) / "project", Bundled.installed(), project_scene)
        play(app, Path(place) / "annotation", Bundled.installed(), annotation_scene)
        play(app, Path(place) / "evaluation", Bundled.installed(), evaluation_scene)
        play(app, Path(place) / "report", Bundled.installed(), report_scene)
        play(app, Path(place) / "study", Bundled.installed(), study_scenes)
        if data.is_dir():
            model, natural = everyday_things(data, Path(place))
            play(app, Path(place) / "everyday", Bundled(), lambda stage: everyday_scenes(stage, natural, model))


def everyday_things(data: Path, folder: Path) -> tuple[Path, Path]:
    """The ImageNet network as a model file, and a folder with the photographs."""
    model = folder / "SqueezeNet 1.1 (ImageNet).safetensors"
    import_model(data / "weights" / "squeezenet1_1_imagenet.safetensors", model, ImportChoices(name=model.stem))
    natural = folder / "natural"
    natural.mkdir()
    for name in EVERYDAY:
        shutil.copy(data / "natural" / f"{name}.png", natural)
    return model, natural


def play(app: QApplication, folder: Path, bundled: Bundled, scene: Callable[[Stage], None]) -> None:
    """Drive a program of its own through a scene."""
    folder.mkdir()
    stage = Stage(app, folder, bundled)
    try:
        scene(stage)
    finally:
        stage.window.close()


if __name__ == "__main__":
    main()
