"""Names planted in photographs, marks and tables are in no export of marks, features, studies, splits and figures."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from core.cli.program import main
from core.datasets.catalogue.annotations import Annotation, Shape, ShapeKind
from core.datasets.catalogue.indexing import index, list_folder
from core.datasets.catalogue.project import Project
from core.evaluation.reading.records import Answer
from core.evaluation.reading.study import GradingTask, Study
from tests.stress.test_privacy import CLASSES, IDENTIFIERS, NAME, NUMBER, PLANTED, check_nothing_planted
from tests.stress.test_privacy import model as model
from tests.stress.test_privacy import photographs as photographs


@pytest.fixture(scope="module")
def project(photographs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which a reader has marked two photographs, and written of a patient."""
    path = tmp_path_factory.mktemp("project") / "study.funduscope"
    with Project.create(path) as made:
        list_folder(made, photographs)
        index(made)
        box = Shape(ShapeKind.BOX, "HE", ((5.0, 6.0), (40.0, 30.0)))
        for name in ("eye_0.dcm", "eye_2.jpg"):
            found = made.files.at(photographs / name)[0]
            made.annotations.put(found, "A. Reader", Annotation(notes=f"{NAME}, {NUMBER}", shapes=(box,)))
    return path


def run(*words: object) -> None:
    assert main([str(word) for word in words]) == 0, words


def test_marks_are_exported_without_the_patient(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    run("annotations", project, "--csv", out / "said.csv", "--coco", out / "said.json", "--masks", out / "masks")
    assert json.loads((out / "said.json").read_bytes())["annotations"]
    assert list((out / "masks").rglob("*_HE.png"))
    said = capsys.readouterr()
    assert not [word for word in PLANTED if word in said.out + said.err]
    check_nothing_planted(out)
    run("annotations", project, "--csv", out / "all.csv", "--patients")  # they are left out, not lost
    assert NAME in (out / "all.csv").read_text("utf-8")


def test_features_and_figures_of_maps_name_nobody(
    model: Path, photographs: Path, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, masks, layer = tmp_path / "out", tmp_path / "masks", ("--layer", "features.3.squeeze")
    (masks / "MA").mkdir(parents=True)
    Image.new("1", (128, 96), 1).save(masks / "MA" / "eye_2_MA.png")
    out.mkdir()
    features = ("features", model, *layer, "--images", photographs, "--out", out / "features", "--count", "2")
    run(*features, "--dictionary", "all", "--evidence", "none", "--names", project)
    run(
        "localise", model, "--images", photographs, "--masks", masks, "--method", "gradcam", "--json", out / "maps.json"
    )
    said = capsys.readouterr()
    assert not [word for word in PLANTED if word in said.out + said.err]
    assert (out / "features" / "dictionary.pdf").is_file()
    check_nothing_planted(out)


def test_a_study_and_a_split_name_nobody(
    model: Path, photographs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, out, labels = tmp_path / "kept", tmp_path / "out", tmp_path / "labels.csv"
    kept.mkdir()
    names = sorted(path.name for path in photographs.iterdir())
    rows = [f"{name},{CLASSES[at % 2]},{NUMBER}{at}\n" for at, name in enumerate(names)]
    labels.write_text("image,label,patient\n" + "".join(rows), "utf-8")
    study = kept / "readers.study"
    run(
        *("study", "new", study, "--images", photographs, "--labels", labels, "--readers", "A", "--model", model),
        *("--arms", "alone,overlay", "--method", "gradcam"),
    )
    answer_all(study, "A")
    run("study", "analyse", study, "--out", out)
    run("split", photographs, "--labels", labels, "--out", out / "split.csv", "--validation", "0.5")
    said = capsys.readouterr()
    assert not [word for word in PLANTED if word in said.out + said.err]
    check_nothing_planted(kept, IDENTIFIERS)
    check_nothing_planted(out)


def answer_all(path: Path, reader: str) -> None:
    """Grade every photograph in every arm, as readers would over weeks."""
    now = datetime.now(UTC)
    with Study.open(path) as study:
        for step in range(100):
            at = now + timedelta(days=30 * step)
            task = study.state.next(reader, at)
            if isinstance(task, GradingTask):
                reading = task.reading
                who = (reader, reading.case, reading.period, reading.position, reading.arm, task.stage)
                study.add(Answer(*who, 1, 3, at, 4.0))
    assert study.state.answers
