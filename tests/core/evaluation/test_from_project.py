"""What a project knows, as an evaluation: who is on both sides, and which photographs count."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.datasets.catalogue.importing import import_labels
from core.datasets.catalogue.indexing import index
from core.datasets.catalogue.project import Project
from core.datasets.catalogue.splits import SplitPlan
from core.datasets.sources.opening import SourceOptions
from core.datasets.splits import Part
from core.errors import DatasetError
from core.evaluation.from_project import both_sides, judge_project
from core.evaluation.trust import Concern

NAMES = ("a", "b")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Eight patients with two photographs each, of which a model has said something."""
    folder = tmp_path / "eyes"
    folder.mkdir()
    lines = ["image,label,patient"]
    for number in range(16):
        Image.fromarray(np.full((12, 12, 3), number, np.uint8)).save(folder / f"{number:02}.png")
        lines.append(f"{number:02},{NAMES[number // 2 % 2]},p{number // 2}")
    table = tmp_path / "labels.csv"
    table.write_text("\n".join(lines), "utf-8")
    with Project.create(tmp_path / "p.funduscope") as opened:
        import_labels(opened, folder, SourceOptions(labels=table, class_names=NAMES), scheme="s")
        index(opened)
        model = opened.predictions.model("ab" * 32, "m", NAMES)
        opened.predictions.add(model, [(number, np.array([0.7, 0.3], np.float32)) for number in range(1, 17)])
        yield opened


def test_patients_on_both_sides_are_told_without_their_names(project: Project) -> None:
    (scheme,) = project.labels.schemes()
    by_patient = SplitPlan(scheme=scheme.id, test=0.5, seed=1)
    project.splits.make("by patient", by_patient)
    project.splits.make("at random", SplitPlan(scheme=scheme.id, test=0.5, seed=1, is_by_patient=False))
    for name, is_shared in (("by patient", False), ("at random", True)):
        members = project.splits.members(name)
        tested = [number for number, part in members.items() if part is Part.TEST]
        found = both_sides(project, tested, name, Part.TEST)
        assert bool(found) is is_shared
        assert both_sides(project, tested, name, Part.TRAINING) == ()
    (caution,) = found
    assert caution.concern is Concern.ON_BOTH_SIDES
    rows = project.browsing.rows(range(1, 17))
    trained = {rows[number].patient for number, part in members.items() if part is Part.TRAINING}
    shared = {rows[number].patient for number in tested} & trained
    assert caution.text.startswith(f"{len(shared)} patient")
    assert not any(name in caution.text for name in shared)


def test_excluded_photographs_do_not_count(project: Project) -> None:
    (scheme,), (model,) = project.labels.schemes(), project.predictions.models()
    assert len(judge_project(project, scheme, model).photographs) == 16
    project.photographs.exclude([3, 4], "blurred")
    found = judge_project(project, scheme, model)
    assert not {3, 4} & set(found.photographs)
    assert (len(found.photographs), found.unpredicted) == (14, 0)
    project.photographs.exclude(range(1, 17), "all")
    with pytest.raises(DatasetError, match="both a label"):
        judge_project(project, scheme, model)
