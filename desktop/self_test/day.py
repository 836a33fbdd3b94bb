"""A day with the program: open, explain by every method, make photographs, train, evaluate, read DICOM, keep them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from core.errors import FunduscopeError
from core.explain.method import Method
from core.explain.params import IntegratedGradientsParams, MethodParams, OcclusionParams, SmoothGradParams
from desktop.app import Program
from desktop.bundled import Bundled
from desktop.processes import call_in_process
from desktop.self_test.material import Command, training_settings, write_dicom, write_labels, write_transformer
from desktop.self_test.steps import StepFailed, Steps

PHOTOGRAPHS = 24
"""Of them 20 are trained on, two a step: ten steps."""
QUICK: dict[Method, MethodParams] = {
    Method.SMOOTH_GRAD: SmoothGradParams(samples=4),
    Method.INTEGRATED_GRADIENTS: IntegratedGradientsParams(steps=8),
    Method.OCCLUSION: OcclusionParams(window=32, stride=32),
}
"""Parameters of the methods that take long with their own."""


class Day:
    """`folder` is where all that is made goes."""

    def __init__(self, program: Program, folder: Path, steps: Steps) -> None:
        self._program = program
        self._session = program.session
        self._window = program.window
        self._folder = folder
        self._steps = steps
        self._refused: list[FunduscopeError] = []
        self._session.failed.connect(self._refused.append)

    def run(self) -> None:
        """All of it. Raises StepFailed."""
        bundled = Bundled.installed()
        self._open()
        for path in bundled.models:
            self._open_model(path, path.stem)
        for method in Method:
            if method is not Method.ATTENTION_ROLLOUT:
                self._explain(method)
        self._open_model(write_transformer(self._folder / "transformer.safetensors"), "a transformer")
        self._explain(Method.ATTENTION_ROLLOUT)
        self._export()
        labels = self._make_photographs()
        run = self._train()
        self._evaluate(run, labels)
        self._read_dicom()
        self._keep_project()

    def _open(self) -> None:
        """The window with the first sample photograph."""
        self._program.start()
        self._steps.wait("window opened", lambda: self._window.isVisible() and not self._window.grab().isNull())
        samples = Bundled.installed().samples
        if samples is None:
            raise StepFailed("there are no sample photographs")
        self._window.open_paths([samples], replaces=True)
        self._steps.wait("sample photographs opened", lambda: self._session.photograph is not None)
        self._program.networks.load_libraries()
        self._steps.wait("network library loaded", lambda: self._program.networks.explainer is not None)

    def _open_model(self, path: Path, name: str) -> None:
        self._window.models.open(path)
        self._wait(
            f"model opened and asked: {name}",
            lambda: (
                self._session.model is not None
                and self._session.model.path == path
                and self._session.prediction is not None
                and self._is_explained(self._session.selection.method)
            ),
        )

    def _explain(self, method: Method) -> None:
        if method in QUICK:
            self._session.chooseParams(QUICK[method])
        self._session.chooseMethod(method)
        self._wait(f"explained: {method}", lambda: self._is_explained(method))

    def _is_explained(self, method: Method) -> bool:
        shown = self._session.explanation
        return (
            shown is not None
            and not shown.is_partial
            and shown.query.method is method
            and shown.query == self._session.query()
        )

    def _export(self) -> None:
        picture = self._folder / "view.png"
        self._window.sharing.export_view(picture)
        self._wait("view exported", picture.is_file)

    def _make_photographs(self) -> Path:
        """Rendered by two processes."""
        out = self._folder / "photographs"
        arguments = ("synthesize", "fundus", "--count", str(PHOTOGRAPHS), "--size", "160", "--grades", "0,4")
        self._command("photographs rendered by two processes", *arguments, "--workers", "2", "--out", str(out))
        return write_labels(out, self._folder / "labels.csv")

    def _train(self) -> Path:
        """As the window trains: in a process, which has processes that load the photographs."""
        settings = training_settings(self._folder / "photographs", self._folder / "cache")
        run = self._program.trainings.submit(settings)
        model = run / "model.safetensors"
        self._wait("ten steps trained, photographs loaded by processes", model.is_file)
        self._wait("training ended", lambda: self._program.trainings.running is None)
        return run

    def _evaluate(self, run: Path, labels: Path) -> None:
        out = self._folder / "report"
        photographs = str(self._folder / "photographs")
        self._command(
            "report written", "evaluate", str(run), "--images", photographs, "--labels", str(labels), "--out", str(out)
        )
        if not (out / "report.html").is_file() or not (out / "report.pdf").is_file():
            raise StepFailed("the report is not there")

    def _read_dicom(self) -> None:
        path = write_dicom(self._folder / "eye.dcm")
        self._window.open_paths([path], replaces=True)
        self._wait(
            "DICOM file read",
            lambda: self._session.photograph is not None and self._session.photograph.path == path,
        )

    def _keep_project(self) -> None:
        """A project with the photographs that were made."""
        projects = self._program.projects
        projects.create(self._folder / "study.funduscope")
        self._wait("project made", lambda: projects.project is not None)
        projects.add_folder(self._folder / "photographs")
        self._wait("photographs added to the project", lambda: projects.content.photographs == PHOTOGRAPHS)

    def _command(self, name: str, *arguments: str) -> None:
        """A command of the command line in a process of its own, while the window goes on."""
        done: list[int] = []
        self._program.lanes.files.submit(
            lambda context: call_in_process(Command(arguments), context.token, lambda _told: None),
            done.append,
            slot="self-test",
            refuse=self._refused.append,
        )
        self._wait(name, lambda: bool(done))
        if done[0] != 0:
            raise StepFailed(f"{name}: '{arguments[0]}' ended with {done[0]}")

    def _wait(self, name: str, is_done: Callable[[], bool]) -> None:
        """As the steps do; whatever is refused in the meantime fails the step."""

        def is_over() -> bool:
            return bool(self._refused) or is_done()

        self._steps.wait(name, is_over)
        if self._refused:
            raise StepFailed(f"{name}: {self._refused[0]}")
