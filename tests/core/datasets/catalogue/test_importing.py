"""Labels into a project and out of it again."""

import csv
import io
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.datasets.audit.collecting import collect
from core.datasets.balance import NO_BALANCE, BalanceMethod, BalancePlan
from core.datasets.catalogue.annotations import Annotation
from core.datasets.catalogue.errors import ProjectError
from core.datasets.catalogue.exporting import photographs_csv, split_csv
from core.datasets.catalogue.filters import BrowseQuery, Column, HasMask, OneOf, View
from core.datasets.catalogue.importing import add_made, import_labels, is_made
from core.datasets.catalogue.indexing import index
from core.datasets.catalogue.pairing import pair_eyes
from core.datasets.catalogue.project import Project
from core.datasets.catalogue.removals import removed
from core.datasets.catalogue.snapshots import changed, return_to
from core.datasets.catalogue.splits import SplitPlan
from core.datasets.eyes import Eye
from core.datasets.samples import Sample
from core.datasets.sources.opening import SourceOptions, open_source
from core.datasets.splits import Part, read_split
from core.errors import DatasetError
from core.synthesis.fundus.options import FundusOptions
from core.synthesis.recipes import FundusRecipe
from core.synthesis.writing.write import Order, write_photographs


def write(path: Path, seed: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.random.default_rng(seed).integers(0, 255, (24, 24, 3), np.uint8)).save(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "photographs"
    for number in range(1, 7):
        write(place / f"{number}_left.png", number)
        write(place / f"{number}_right.png", 100 + number)
    return place


def test_a_table_brings_labels_columns_and_lists_what_it_cannot_place(project: Project, folder: Path) -> None:
    table = folder.parent / "grades of 2024.csv"
    rows = [f"{n}_{eye};{n % 3};{40 + n};0{n};=1+{n}" for n in range(1, 5) for eye in ("left", "right")]
    table.write_text("image;level;age;code;remark\n" + "\n".join(rows) + "\n99_left;1;5;05;x\n", "utf-8-sig")
    result = import_labels(project, folder, SourceOptions(labels=table), scheme="DR")
    assert result.labelled == 8
    assert result.left_out.rows == ("line 10: '99_left' is not in the folder",)
    assert project.imports.left_out(result.source) == result.left_out
    assert result.left_out.files == ("5_left.png", "5_right.png", "6_left.png", "6_right.png")
    assert result.scheme.class_names == ("0", "1", "2")
    assert project.labels.counts(result.scheme.id) == {0: 2, 1: 4, 2: 2}
    assert project.photographs.columns() == ("age", "code", "remark")
    (photograph,) = project.files.at(folder / "3_left.png")
    assert project.photographs.facts(photograph) == {"age": 43, "code": "03", "remark": "=1+3"}
    assert project.browsing.counts(BrowseQuery(), Column.EYES_BY_LABEL) == {None: 12}
    pairs = project.browsing.counts(BrowseQuery(View(result.scheme.id)), Column.EYES_BY_LABEL)
    assert pairs == {None: 4, "same": 8}


def test_tables_of_names_that_are_formulas_are_read_back(project: Project, tmp_path: Path) -> None:
    names = ("=cmd.png", "@sum.png", "-x.png", "+1.png", "1_left.png", "2_left.png")
    for seed, name in enumerate(names):
        write(tmp_path / "set" / name, seed)
    table = tmp_path / "labels.csv"
    table.write_text("image,label\n" + "".join(f"'{name},{seed % 2}\n" for seed, name in enumerate(names[:4])))
    with table.open("a") as file:
        file.write("1_left.png,0\n2_left.png,1\n")
    result = import_labels(project, tmp_path / "set", SourceOptions(labels=table))
    assert (result.labelled, result.left_out.rows) == (len(names), ())
    index(project)

    out = tmp_path / "out.csv"
    ids = list(project.browsing.ids(BrowseQuery()))
    out.write_text(photographs_csv(project, ids, View(result.scheme.id)), newline="")
    read = open_source(tmp_path / "set", SourceOptions(labels=out))
    assert {sample.name: sample.label for sample in read.samples} == {n: i % 2 for i, n in enumerate(names)}
    project.splits.make("s", SplitPlan(scheme=result.scheme.id, test=0.34))
    (tmp_path / "split.csv").write_text(split_csv(project, "s"), newline="")
    parts = read_split(tmp_path / "split.csv", read.samples)
    assert len(parts.training) + len(parts.test) == len(names)
    collected = collect(tmp_path / "set", split=tmp_path / "split.csv")
    assert {sample.name for sample, part in zip(collected.samples, collected.parts, strict=True) if not part} == set()


def test_an_import_that_was_removed_comes_back_as_it_was(project: Project, folder: Path) -> None:
    tables = folder.parent / "one.csv", folder.parent / "two.csv"
    for number, table in enumerate(tables):
        table.write_text(f"image,label\n1_left,{number}\n2_left,1\n99_left,1\n")
    one, two = (import_labels(project, folder, SourceOptions(labels=table)) for table in tables)
    scheme = one.scheme.id
    before = project.labels.current(scheme), project.imports.left_out(one.source), project.imports.all()
    assert [label.is_conflict for label in before[0].values()] == [True, False]

    removal = removed(project, one.source, "removed")
    assert [one.name for one in project.imports.all()] == [str(tables[1])]
    assert {label.value for label in project.labels.current(scheme).values()} == {1}
    removed(project, two.source, "removed too")
    import_labels(project, folder, SourceOptions(labels=tables[1]))  # it may get the number of the first
    removal.undo(project)
    again = {each.name: each.source for each in project.imports.all()}[str(tables[0])]
    assert (project.labels.current(scheme), project.imports.left_out(again)) == before[:2]
    with pytest.raises(ProjectError, match="imported again"):
        removal.undo(project)
    removal.redo(project)
    assert {label.value for label in project.labels.current(scheme).values()} == {1}


def test_what_comes_back_is_of_photographs_that_are_there(project: Project, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    write(other / "9_left.png", 9)
    table = tmp_path / "labels.csv"
    table.write_text("image,label\n9_left,0\n")
    result = import_labels(project, other, SourceOptions(labels=table))
    removal = removed(project, result.source, "removed")
    project.roots.remove(project.roots.add(other))
    removal.undo(project)
    assert project.labels.current(result.scheme.id) == {}
    assert [one.labels for one in project.imports.all()] == [0]


def test_importing_again_replaces_and_another_source_may_contradict(project: Project, folder: Path) -> None:
    table, other = folder.parent / "a.csv", folder.parent / "b.csv"
    table.write_text("image,label\n1_left,none\n2_left,severe\n")
    first = import_labels(project, folder, SourceOptions(labels=table))
    table.write_text("image,label\n1_left,severe\n2_left,none\n")
    again = import_labels(project, folder, SourceOptions(labels=table))
    assert (again.scheme, again.source) == (first.scheme, first.source)
    (one,) = project.files.at(folder / "1_left.png")
    assert project.labels.current(first.scheme.id)[one].value == 1
    other.write_text("image,label\n1_left,none\n2_left,severe\n")
    second = import_labels(project, folder, SourceOptions(labels=other))
    assert second.scheme == first.scheme
    assert project.labels.current(first.scheme.id)[one].is_conflict
    found = project.browsing.ids(BrowseQuery(View(first.scheme.id), (OneOf(Column.CONFLICT, frozenset({"yes"})),)))
    assert len(found) == 2
    project.labels.remove_source(second.source)
    assert project.labels.current(first.scheme.id)[one].value == 1


def test_class_folders_and_other_classes_beside_them(project: Project, tmp_path: Path) -> None:
    for number, name in enumerate(["healthy", "sick", "sick"]):
        write(tmp_path / "set" / name / f"{number}.png", number)
    result = import_labels(project, tmp_path / "set")
    assert (result.scheme.name, result.scheme.class_names) == ("Labels", ("healthy", "sick"))
    table = tmp_path / "dme.csv"
    table.write_text("image,grade\n0,0\n1,1\n2,2\n")
    more = import_labels(project, tmp_path / "set", SourceOptions(labels=table))
    assert more.scheme.name == "Labels 2"
    assert project.labels.counts(result.scheme.id) == {0: 1, 1: 2}
    assert project.labels.counts(more.scheme.id) == {0: 1, 1: 1, 2: 1}


def test_a_table_that_cannot_be_read_leaves_the_labels_as_they_were(project: Project, folder: Path) -> None:
    table = folder.parent / "a.csv"
    table.write_text("image,label\n1_left,none\n2_left,severe\n")
    result = import_labels(project, folder, SourceOptions(labels=table))
    table.write_text("picture number,wert\n1,2\n")
    with pytest.raises(DatasetError, match="no column"):
        import_labels(project, folder, SourceOptions(labels=table))
    assert project.labels.counts(result.scheme.id) == {0: 1, 1: 1}


def test_patients_and_eyes_of_a_table(project: Project, tmp_path: Path) -> None:
    for number in range(4):
        write(tmp_path / "set" / f"IMG{number}.png", number)
    (tmp_path / "set" / "labels.csv").write_text(
        "image,label,patient,laterality\nIMG0,0,Meier,OD\nIMG1,1,Meier,OS\nIMG2,0,Huber,R\nIMG3,1,Huber,L\n"
    )
    result = import_labels(project, tmp_path / "set")
    assert project.browsing.counts(BrowseQuery(), Column.EYE) == {"right": 2, "left": 2}
    pairs = project.browsing.counts(BrowseQuery(View(result.scheme.id)), Column.EYES_BY_LABEL)
    assert pairs == {"different": 4}
    groups = project.browsing.groups(BrowseQuery(group=Column.PATIENT))
    assert [group.count for group in groups] == [2, 2]
    data = project.path.read_bytes() + project.path.with_name(f"{project.path.name}-wal").read_bytes()
    assert b"Meier" not in data  # hashed
    split = project.splits.make("halves", SplitPlan(scheme=result.scheme.id, test=0.5))
    assert set(split.counts.values()) == {2}
    members = project.splits.members("halves")
    rows = project.browsing.rows(list(members))
    assert len({(rows[one].patient, part) for one, part in members.items()}) == 2  # patients stay on one side


def test_patients_are_shown_where_the_user_wants_that(project: Project, tmp_path: Path) -> None:
    project.patients.setShown(True)
    write(tmp_path / "set" / "IMG0.png", 0)
    write(tmp_path / "set" / "IMG1.png", 1)
    (tmp_path / "set" / "labels.csv").write_text("image,label,patient\nIMG0,0,Meier\nIMG1,1,Huber\n")
    import_labels(project, tmp_path / "set")
    assert set(project.browsing.counts(BrowseQuery(), Column.PATIENT)) == {"Meier", "Huber"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "set"
    recipe = FundusRecipe(FundusOptions(width=160, height=160), (0, 4))
    write_photographs(recipe, folder, Order(count=6, seed=2))
    return folder


def test_a_made_set_comes_with_its_truth(project: Project, made: Path) -> None:
    assert is_made(made)
    result = add_made(project, made)
    assert result.labelled == 6
    assert sum(project.labels.counts(result.scheme.id).values()) == 6
    assert project.browsing.counts(BrowseQuery(), HasMask("OD")).get("yes", 0) >= 4
    assert "field_radius_px" in project.photographs.columns()
    with (made / "labels.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        (photograph,) = project.files.at(made / row["image"])
        shown = project.browsing.rows([photograph], View(result.scheme.id))[photograph]
        assert (shown.eye, shown.eye_source) == (row["eye"], "made")
        assert shown.label == int(row["label"])
        assert shown.partner is not None  # a patient has two eyes
        assert not shown.is_pair_guessed
        masks = project.photographs.masks(photograph)
        assert masks
        assert all(Path(path).is_file() for path in masks.values())
    index(project)
    assert project.browsing.counts(BrowseQuery(), Column.STATE) == {"ready": 6}
    assert project.browsing.counts(BrowseQuery(), Column.EYE_SOURCE) == {"made": 6}


def test_what_was_not_made_here_is_refused(project: Project, folder: Path, made: Path, tmp_path: Path) -> None:
    assert not is_made(folder)
    with pytest.raises(DatasetError, match="not a set that was made here"):
        add_made(project, folder)
    shutil.copytree(made, tmp_path / "copy")
    (tmp_path / "copy" / "truth.json").write_text('{"images": [{"image": 5}]}')
    with pytest.raises(DatasetError, match="does not name its photographs"):
        add_made(project, tmp_path / "copy")
    assert project.photographs.count() == 0


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_an_export_leaves_patients_out_and_defuses_formulas(project: Project, tmp_path: Path) -> None:
    write(tmp_path / "set" / "=cmd_left.png", 0)
    write(tmp_path / "set" / "b.png", 1)
    (tmp_path / "set" / "labels.csv").write_text("image,label,patient,@remark\n=cmd_left,-x,Meier,+1+1\nb,y,Huber,\n")
    project.patients.setShown(True)
    result = import_labels(project, tmp_path / "set")
    (photograph,) = project.files.at(tmp_path / "set" / "=cmd_left.png")
    project.annotations.put(photograph, "anna", Annotation(notes="=HYPERLINK(1)"))
    ids = project.browsing.ids(BrowseQuery())
    text = photographs_csv(project, ids, View(result.scheme.id))
    assert "Meier" not in text
    assert "HYPERLINK" not in text
    rows = read(text)
    assert [row["image"] for row in rows] == ["'=cmd_left.png", "b.png"]
    assert rows[0]["label"] == "'-x"
    full = read(photographs_csv(project, ids, View(result.scheme.id), has_patients=True))
    assert full[0]["patient"] == "Meier"
    assert full[0]["notes"] == "'=HYPERLINK(1)"
    assert full[0]["'@remark"] == "'+1+1"


def test_a_split_goes_out_and_comes_back(project: Project, folder: Path, tmp_path: Path) -> None:
    table = folder.parent / "a.csv"
    names = [f"{n}_{eye}" for n in range(1, 7) for eye in ("left", "right")]
    table.write_text("image,label\n" + "\n".join(f"{name},{at % 2}" for at, name in enumerate(names)))
    result = import_labels(project, folder, SourceOptions(labels=table))
    project.splits.make("s", SplitPlan(scheme=result.scheme.id, validation=0.2, test=0.3, seed=4))
    text = split_csv(project, "s")
    (tmp_path / "split.csv").write_text(text, newline="")
    samples = [Sample(folder / f"{name}.png", 0, name=f"{name}.png") for name in names]
    parts = read_split(tmp_path / "split.csv", samples)
    members = project.splits.members("s")
    for part in Part:
        expected = {project.files.at(samples[at].path)[0] for at in parts.part(part)}
        assert expected == {one for one, its in members.items() if its is part}


def test_the_balance_of_a_split_is_kept_and_goes_out_with_it(project: Project, folder: Path) -> None:
    table = folder.parent / "a.csv"
    names = [f"{n}_{eye}" for n in range(1, 7) for eye in ("left", "right")]
    table.write_text("image,label\n" + "\n".join(f"{name},{int(at < 3)}" for at, name in enumerate(names)))
    scheme = import_labels(project, folder, SourceOptions(labels=table)).scheme
    project.splits.make("s", SplitPlan(scheme=scheme.id, test=0.0, seed=4))
    assert project.splits.find("s").balance == NO_BALANCE
    assert project.splits.class_counts("s", scheme.id) == {Part.TRAINING: (9, 3)}
    plain = read(split_csv(project, "s"))
    assert {(row["class_weight"], row["times"]) for row in plain} == {("1", "1")}
    project.splits.setLocked("s", is_locked=True)
    project.splits.set_balance("s", BalancePlan(BalanceMethod.RESAMPLE, count=5))
    rows = read(split_csv(project, "s"))
    times = {label: sum(int(row["times"]) for row in rows if row["label"] == label) for label in ("0", "1")}
    assert times == {"0": 5, "1": 5}
    assert rows == read(split_csv(project, "s"))
    project.splits.set_balance("s", BalancePlan(BalanceMethod.CLASS_WEIGHTS))
    weights = {row["label"]: float(row["class_weight"]) for row in read(split_csv(project, "s"))}
    assert weights == pytest.approx({"0": 12 / 2 / 9, "1": 12 / 2 / 3}, rel=1e-5)


def test_photographs_move_between_the_parts_of_a_split(project: Project, folder: Path) -> None:
    table = folder.parent / "a.csv"
    table.write_text("image,label\n" + "\n".join(f"{n}_left,{n % 2}" for n in range(1, 7)))
    scheme = import_labels(project, folder, SourceOptions(labels=table)).scheme
    project.splits.make("s", SplitPlan(scheme=scheme.id, test=0.5))
    members = project.splits.members("s")
    tested = [one for one, part in members.items() if part is Part.TEST]
    change = changed(project, tested, lambda p: p.splits.move("s", tested, Part.VALIDATION), "moved")
    assert set(tested) == {one for one, part in project.splits.members("s").items() if part is Part.VALIDATION}
    return_to(project, change.before)
    assert project.splits.members("s") == members
    project.splits.make("held", SplitPlan(scheme=scheme.id, test=0.5))
    held = [one for one, part in project.splits.members("held").items() if part is Part.TEST]
    project.splits.setLocked("held", is_locked=True)
    with pytest.raises(ProjectError, match="'held' is locked"):
        project.splits.move("held", held, None)
    with pytest.raises(ProjectError, match="locked test set"):
        project.splits.move("s", held, Part.TRAINING)
    assert project.splits.members("s") == members


def test_bulk_changes_are_undone_and_done_again(project: Project, folder: Path) -> None:
    table = folder.parent / "a.csv"
    table.write_text("image,label\n" + "\n".join(f"{n}_left,{n % 2}" for n in range(1, 7)))
    scheme = import_labels(project, folder, SourceOptions(labels=table)).scheme
    ids = list(project.browsing.ids(BrowseQuery()))
    view = View(scheme.id)
    project.photographs.set_quality(ids[:1], "good")
    project.labels.correct(ids[:1], scheme.id, 0)
    before = project.browsing.rows(ids, view)

    def work(project: Project) -> None:
        project.photographs.exclude(ids[:4], "dark")
        project.photographs.set_quality(ids[:4], "reject")
        project.photographs.set_eye(ids[:2], Eye.RIGHT)
        pair_eyes(project.database)
        project.labels.correct(ids[:4], scheme.id, 1)

    change = changed(project, ids[:4], work, "spoilt")
    after = project.browsing.rows(ids, view)
    assert after != before
    return_to(project, change.before)
    assert project.browsing.rows(ids, view) == before
    return_to(project, change.after)
    assert project.browsing.rows(ids, view) == after

    def fail(project: Project) -> None:
        work(project)
        raise ProjectError("no")

    with pytest.raises(ProjectError):
        changed(project, ids[:4], fail, "spoilt")
    assert project.browsing.rows(ids, view) == after


def test_rows_that_contradict_each_other_leave_a_conflict_and_names_of_several_are_listed(
    project: Project, tmp_path: Path
) -> None:
    place = tmp_path / "photographs"
    for number, name in enumerate(("1.png", "2.png", "old/3.png", "new/3.png")):
        write(place / name, number)
    table = tmp_path / "grades.csv"
    table.write_text("image,level,age\n1,0,40\n1,2,41\n2,1,50\n2,1,50\n3,1,60\n")
    result = import_labels(project, place, SourceOptions(labels=table))
    assert result.labelled == 2
    (said,) = result.left_out.rows
    assert said.startswith("line 6:")
    assert "which 2 photographs are called (in new, old)" in said
    assert set(result.left_out.files) == {"new/3.png", "old/3.png"}
    (first,), (second,) = project.files.at(place / "1.png"), project.files.at(place / "2.png")
    current = project.labels.current(result.scheme.id)
    assert current[first].is_conflict
    assert current[first].value is None
    assert current[second].value == 1
    assert sorted(label.value for label in project.labels.of(first)) == [0, 2]
    import_labels(project, place, SourceOptions(labels=table))  # again: nothing is said twice
    assert sorted(label.value for label in project.labels.of(first)) == [0, 2]
