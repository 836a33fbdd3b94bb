"""A project as the source of a training: its labels, split, locked test photographs, exclusions and orientations."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from core.datasets.balance import BalanceMethod, BalancePlan
from core.datasets.catalogue.importing import import_labels
from core.datasets.catalogue.indexing import index
from core.datasets.catalogue.photographs import FactSource
from core.datasets.catalogue.project import Project
from core.datasets.catalogue.splits import SplitPlan
from core.datasets.identity import read_pixels
from core.datasets.splits import Part
from core.errors import FunduscopeError, TrainingError
from core.images.reading import read_photograph
from core.jobs import CancelToken
from core.training.crossvalidation import cross_validate
from core.training.data import Photographs, load_photographs
from core.training.dividing import make_split
from core.training.observer import Observer, RunStarted
from core.training.run import train
from core.training.runfolder import RunFolder
from core.training.settings import Balance, TrainingSettings
from core.training.source import open_photographs
from core.training.trainingset import trained_on

Changed = Callable[..., TrainingSettings]
SMALL = {"network": {"architecture": "funduscope/die_c4", "dropout": -1.0}, "watch": {"attention": False}}


@pytest.fixture
def project(photographs: Path, tmp_path: Path) -> Iterator[Project]:
    """A project of 24 photographs of three classes, which is open for as long as the test takes."""
    with Project.create(tmp_path / "colours.funduscope") as made:
        import_labels(made, photographs)
        index(made)
        yield made


@pytest.fixture
def of_project(project: Project, changed: Changed) -> Changed:
    """Settings that train on the project, with some fields of tables changed."""

    def change(**tables: dict[str, object]) -> TrainingSettings:
        data = {"source": str(project.path)} | tables.pop("data", {})
        return changed(data=data, **(SMALL | tables))

    return change


def names_of(project: Project) -> dict[str, int]:
    """The numbers of the photographs by their name."""
    numbers = project.labels.current(project.labels.schemes()[0].id)
    return {row.name: number for number, row in project.browsing.rows(list(numbers)).items()}


def load(settings: TrainingSettings) -> Photographs:
    return load_photographs(settings, Observer(), CancelToken())


def split_of(run: Path) -> dict[str, str]:
    with (run / "split.csv").open(encoding="utf-8") as file:
        return {row["image"]: row["split"] for row in csv.DictReader(file)}


def test_a_project_trains_the_network_that_its_folder_trains(
    of_project: Changed, changed: Changed, tmp_path: Path
) -> None:
    """Names, labels and contents are the same; the project is open for writing all the while."""
    whole = train(changed(**SMALL), tmp_path / "folder")
    same = train(of_project(split={"name": "", "file": str(whole.folder / "split.csv")}), tmp_path / "project")
    assert split_of(same.folder) == split_of(whole.folder)
    assert load(of_project()).fingerprint == load(changed()).fingerprint
    assert trained_on(same.folder) == trained_on(whole.folder)


def test_exclusions_and_contradictions_take_no_part_and_are_counted(project: Project, of_project: Changed) -> None:
    numbers = names_of(project)
    project.photographs.exclude([numbers["blue0.png"], numbers["red3.png"]], reason="blurred")
    found = open_photographs(of_project().data, of_project().split).labelled
    assert found.class_counts() == (7, 8, 7)
    assert not {"blue/blue0.png", "red/red3.png"} & {sample.name for sample in found.samples}
    assert "2 photographs are excluded and take no part." in found.notes


def test_the_split_of_the_project_stands(project: Project, of_project: Changed, tmp_path: Path) -> None:
    scheme = project.labels.schemes()[0]
    project.splits.make("fixed", SplitPlan(scheme=scheme.id, validation=0.25, test=0.25, seed=4))
    done = train(of_project(split={"name": "fixed", "seed": 9}), tmp_path / "run")
    stated = {
        project.browsing.rows([one])[one].name: part.value for one, part in project.splits.members("fixed").items()
    }
    assert {Path(name).name: part for name, part in split_of(done.folder).items()} == stated


def test_validation_comes_out_of_what_the_split_trains_on(project: Project, of_project: Changed) -> None:
    scheme = project.labels.schemes()[0]
    project.splits.make("tested", SplitPlan(scheme=scheme.id, test=0.25, seed=4))
    settings = of_project(split={"name": "tested", "validation": 0.3})
    photographs = load(settings)
    made = make_split(settings.split, photographs)
    tested = {name for name, part in photographs.division.parts.items() if part is Part.TEST}
    assert {photographs.labelled.samples[place].name for place in made.test} == tested
    assert made.validation
    assert not set(made.validation) & set(made.training)
    assert len(made.training) + len(made.validation) + len(made.test) == 24


def test_nothing_learns_from_a_locked_test_set(project: Project, of_project: Changed, tmp_path: Path) -> None:
    scheme = project.labels.schemes()[0]
    project.splits.make("kept", SplitPlan(scheme=scheme.id, test=0.25, seed=4))
    project.splits.setLocked("kept", True)
    settings = of_project(split={"validation": 0.2})
    photographs = load(settings)
    locked = {
        place for place, sample in enumerate(photographs.labelled.samples) if sample.name in photographs.division.locked
    }
    assert len(locked) == 6
    assert set(make_split(settings.split, photographs).test) == locked
    everything = tmp_path / "split.csv"
    lines = [f"{sample.name},training" for sample in photographs.labelled.samples]
    everything.write_text("\n".join(["image,split", *lines]) + "\n")
    stubborn = of_project(split={"file": str(everything)})
    with pytest.raises(TrainingError, match="6 photographs of a locked test set would be learned from"):
        make_split(stubborn.split, photographs)


def test_the_eyes_of_a_patient_stay_together(project: Project, of_project: Changed) -> None:
    numbers = names_of(project)
    patients = {numbers[name]: "p1" for name in ("blue0.png", "green1.png", "red2.png")}
    project.photographs.set_patients(patients, project.patients.coder(), source=FactSource.USER)
    photographs = load(of_project())
    groups = {sample.name: photographs.groups[place] for place, sample in enumerate(photographs.labelled.samples)}
    assert len({groups[name] for name in ("blue/blue0.png", "green/green1.png", "red/red2.png")}) == 1


def test_what_is_shown_turned_is_learned_turned(project: Project, of_project: Changed) -> None:
    number = names_of(project)["red3.png"]
    upright = load(of_project())
    project.photographs.set_flipped([number], True)
    photographs = load(of_project())
    place = next(i for i, sample in enumerate(photographs.labelled.samples) if sample.name == "red/red3.png")
    sample = photographs.labelled.samples[place]
    np.testing.assert_array_equal(read_pixels(sample), read_photograph(sample.path).pixels[::-1, ::-1])
    before, after = (np.empty(photographs.prepared.shape, np.uint8) for _ in range(2))
    upright.prepared.read(upright.labelled.samples[place], upright.ids[place], before)
    photographs.prepared.read(sample, photographs.ids[place], after)
    np.testing.assert_allclose(after.astype(int), before[::-1, ::-1].astype(int), atol=1)
    assert photographs.fingerprint != upright.fingerprint


def test_folds_of_the_project_are_those_of_the_cross_validation(
    project: Project, of_project: Changed, tmp_path: Path
) -> None:
    scheme = project.labels.schemes()[0]
    project.splits.make("three", SplitPlan(scheme=scheme.id, fold_count=3, seed=2))
    settings = of_project(split={"name": "three", "folds": 3, "validation": 0.2}, run={"epochs": 1})
    done = cross_validate(settings, tmp_path / "folds")
    stated = {project.browsing.rows([one])[one].name: fold for one, fold in project.splits.fold_of("three").items()}
    with done.predictions.open(encoding="utf-8") as file:
        judged = {Path(row["image"]).name: int(row["split"].removeprefix("fold-")) - 1 for row in csv.DictReader(file)}
    assert judged == stated
    with pytest.raises(TrainingError, match="has 3 folds"):
        cross_validate(of_project(split={"name": "three", "folds": 5}), tmp_path / "five")
    with pytest.raises(TrainingError, match="has folds"):
        make_split(of_project(split={"name": "three"}).split, load(of_project(split={"name": "three"})))


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({"data": {"scheme": "colour"}}, "no classes 'colour'"),
        ({"split": {"name": "mine"}}, "no split 'mine'"),
        ({"data": {"source": "gone.funduscope"}}, "There is no project"),
        ({"data": {"labels": "labels.csv"}}, "has its own labels"),
    ],
)
def test_what_the_project_does_not_have_is_named(
    of_project: Changed, tables: dict[str, dict[str, object]], message: str, tmp_path: Path
) -> None:
    with pytest.raises(FunduscopeError, match=message):
        train(of_project(**tables), tmp_path / "run")


def test_a_photograph_whose_file_is_gone_is_left_out_and_listed(photographs: Path, of_project: Changed) -> None:
    (photographs / "red" / "red5.png").unlink()
    found = load(of_project())
    assert len(found.labelled.samples) == 23
    assert [line.partition(":")[0] for line in found.skipped] == ["red/red5.png"]


def test_keys_of_projects_are_refused_for_folders(changed: Changed, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"'name' in .split. is something of a project, and 'photographs' is none"):
        train(changed(split={"name": "fixed"}), tmp_path / "run")


def test_the_balance_is_the_one_that_the_split_keeps(project: Project, of_project: Changed, tmp_path: Path) -> None:
    scheme = project.labels.schemes()[0]
    project.splits.make("weighed", SplitPlan(scheme=scheme.id, validation=0.25, test=0.0, seed=4))
    project.splits.set_balance("weighed", BalancePlan(BalanceMethod.RESAMPLE, 1.0, 3))
    settings = of_project(split={"name": "weighed"}, balance={"method": Balance.PROJECT})
    starts: list[int] = []

    class Ear(Observer):
        def started(self, event: RunStarted) -> None:
            starts.append(event.batches_per_epoch)

    done = train(settings, tmp_path / "run", observer=Ear())
    assert starts == [2], "three of each of three classes in batches of six"
    recorded = RunFolder(done.folder).read_settings().balance
    assert (recorded.method, recorded.count) == (Balance.RESAMPLE, 3)
    project.splits.set_balance("weighed", BalancePlan(BalanceMethod.CLASS_WEIGHTS, 0.5))
    with pytest.raises(TrainingError, match=r"balance.method: 'resample', now 'class_weights'"):
        train(settings, tmp_path / "run", is_resumed=True)
    with pytest.raises(TrainingError, match="none is named"):
        train(of_project(balance={"method": Balance.PROJECT}), tmp_path / "other")
