"""Folders as people keep them: changed, moved, renamed, unplugged, with duplicates, broken files and DICOM frames."""

import hashlib
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.datasets.catalogue.annotations import Annotation
from core.datasets.catalogue.filters import BrowseQuery, Column, HasText
from core.datasets.catalogue.indexing import IndexResult, index, list_folder, read_contents
from core.datasets.catalogue.labels import SourceKind, Statement
from core.datasets.catalogue.project import Project
from core.datasets.catalogue.reading import describe
from core.datasets.eye_guess import UNCERTAIN_SCORE
from core.errors import ImageError
from core.images.disc import find_disc
from core.images.facts import Eye
from core.images.reading import image_id
from core.jobs import Cancelled, CancelToken, Progress
from core.synthesis.fundus.options import FundusOptions
from core.synthesis.fundus.render import render_fundus


def write(path: Path, seed: int, size: tuple[int, int] = (48, 32)) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng(seed).integers(0, 255, (size[1], size[0], 3), np.uint8)
    Image.fromarray(pixels).save(path)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "photographs"
    write(place / "1_left.png", 1)
    write(place / "1_right.png", 2, (32, 48))
    write(place / "deep" / "er" / "10_OD.jpg", 3)
    write(place / "deep" / "IMG.tif", 4)
    shutil.copy(place / "1_left.png", place / "deep" / "copy of 1.png")
    (place / "broken.jpg").write_bytes(b"\xff\xd8\xff nothing")
    write(place / "masks" / "MA" / "1_left_MA.png", 5)
    return place


def names(project: Project) -> list[str]:
    return [row.name for row in project.browsing.rows(project.browsing.ids(BrowseQuery())).values()]


def test_a_folder_is_there_at_once_and_known_after(project: Project, folder: Path) -> None:
    result = list_folder(project, folder)
    assert result.new == 6
    assert sorted(names(project)) == [
        "10_OD.jpg",
        "1_left.png",
        "1_right.png",
        "IMG.tif",
        "broken.jpg",
        "copy of 1.png",
    ]
    assert project.browsing.counts(BrowseQuery(), Column.STATE) == {"not read yet": 6}
    assert project.browsing.counts(BrowseQuery(), Column.EYE) == {None: 3, "left": 1, "right": 2}  # by their names
    told: list[Progress] = []
    result = index(project, progress=told.append)
    assert (result.new, result.read, result.identical) == (0, 6, 1)
    assert told[-1].done == told[-1].total == 6
    assert project.browsing.counts(BrowseQuery(), Column.STATE) == {"ready": 4, "unreadable": 1}
    (right,) = project.files.at(folder / "1_right.png")
    row = project.browsing.rows([right])[right]
    assert (row.width, row.height, row.path) == (32, 48, folder / "1_right.png")
    assert project.photographs.contents([right])[right] == image_id(folder / "1_right.png")
    (left,) = project.files.at(folder / "1_left.png")
    assert project.files.at(folder / "deep" / "copy of 1.png") == (left,)
    assert project.browsing.rows([left])[left].copies == 2
    (broken,) = project.files.at(folder / "broken.jpg")
    assert "broken.jpg" in project.browsing.rows([broken])[broken].error


def test_a_second_time_nothing_is_read(project: Project, folder: Path) -> None:
    list_folder(project, folder)
    index(project)
    result = index(project)
    assert (result.new, result.changed, result.read, result.missing) == (0, 0, 0, 0)


def annotate(project: Project, path: Path, notes: str) -> int:
    (photograph,) = project.files.at(path)
    project.annotations.put(photograph, "anna", Annotation(notes=notes))
    return photograph


@pytest.mark.parametrize("keeps_time", [True, False])
def test_moving_and_renaming_loses_nothing(project: Project, folder: Path, keeps_time: bool) -> None:
    list_folder(project, folder)
    index(project)
    photograph = annotate(project, folder / "1_right.png", "seen")
    scheme = project.labels.scheme("grade", ["0", "1"])
    project.labels.state(scheme.id, [Statement(photograph, 1)], kind=SourceKind.TABLE, name="t")
    moved = folder / "elsewhere" / "another name.png"
    moved.parent.mkdir()
    (folder / "1_right.png").rename(moved)
    if not keeps_time:
        os.utime(moved)
    result = index(project)
    assert result.missing == (0 if keeps_time and moved.name == "1_right.png" else 1)
    assert project.files.at(moved) == (photograph,)
    row = project.browsing.rows([photograph])[photograph]
    assert row.path == moved
    assert row.state == "ready"
    assert project.annotations.of(photograph, "anna").notes == "seen"
    assert project.labels.current(scheme.id)[photograph].value == 1


def test_a_file_moved_under_its_own_name_is_known_before_it_is_read(project: Project, folder: Path) -> None:
    list_folder(project, folder)
    index(project)
    photograph = annotate(project, folder / "1_right.png", "seen")
    (folder / "sorted").mkdir()
    (folder / "1_right.png").rename(folder / "sorted" / "1_right.png")
    result = list_folder(project, folder)
    assert (result.moved, result.missing) == (1, 0)
    assert project.files.at(folder / "sorted" / "1_right.png") == (photograph,)
    assert index(project).read == 1  # and yet it is looked whether it really is


def test_a_whole_folder_is_moved(project: Project, folder: Path, tmp_path: Path) -> None:
    list_folder(project, folder)
    index(project)
    photograph = annotate(project, folder / "1_right.png", "seen")
    new = tmp_path / "archive"
    folder.rename(new)
    result = index(project)
    assert len(result.unreachable) == 1
    assert result.missing == 0  # a drive that is not there has not lost its files
    (root,) = project.roots.all()
    project.roots.relocate(root.id, new)
    assert index(project).read == 0
    assert project.files.at(new / "1_right.png") == (photograph,)
    with pytest.raises(Exception, match="None of the photographs"):
        project.roots.relocate(root.id, tmp_path)


def test_project_and_folder_move_together(tmp_path: Path, folder: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    shutil.move(folder, stick / "photographs")
    with Project.create(stick / "study.funduscope") as project:
        list_folder(project, stick / "photographs")
        index(project)
    stick.rename(tmp_path / "other name")
    with Project.open(tmp_path / "other name" / "study.funduscope") as project:
        (photograph,) = project.files.at(tmp_path / "other name" / "photographs" / "1_left.png")
        assert project.browsing.rows([photograph])[photograph].path.exists()
        assert index(project).read == 0


def test_another_picture_under_the_same_name_is_another_photograph(project: Project, folder: Path) -> None:
    list_folder(project, folder)
    index(project)
    before = annotate(project, folder / "1_right.png", "of the first picture")
    write(folder / "1_right.png", 99)
    result = index(project)
    assert result.changed == 1
    (after,) = project.files.at(folder / "1_right.png")
    assert after != before
    assert project.annotations.of(after, "anna").is_empty
    assert project.annotations.of(before, "anna").notes == "of the first picture"
    write(folder / "back.png", 2, (32, 48))  # the first picture comes back under another name
    index(project)
    assert project.files.at(folder / "back.png") == (before,)


def test_deleted_files_are_missing_and_keep_what_was_said(project: Project, folder: Path) -> None:
    list_folder(project, folder)
    index(project)
    photograph = annotate(project, folder / "1_right.png", "seen")
    (folder / "1_right.png").unlink()
    assert index(project).missing == 1
    row = project.browsing.rows([photograph])[photograph]
    assert row.state == "file missing"
    assert row.is_annotated


def test_what_was_said_before_reading_survives_being_the_same(project: Project, folder: Path) -> None:
    list_folder(project, folder)
    first = annotate(project, folder / "1_left.png", "first")
    second = annotate(project, folder / "deep" / "copy of 1.png", "second")
    assert first != second
    scheme = project.labels.scheme("grade", ["0", "1"])
    said = [Statement(first, 0, "1_left"), Statement(second, 1, "copy of 1")]
    project.labels.state(scheme.id, said, kind=SourceKind.TABLE, name="t")
    assert {one.value for one in project.labels.current(scheme.id).values()} == {0, 1}
    index(project)
    (kept,) = project.files.at(folder / "1_left.png")
    assert project.annotations.of(kept, "anna").notes == "first\nsecond"
    current = project.labels.current(scheme.id)
    assert list(current) == [kept]
    assert (current[kept].value, current[kept].is_conflict) == (None, True)
    project.labels.correct([kept], scheme.id, 1)
    assert project.labels.current(scheme.id)[kept].value == 1
    project.labels.correct([kept], scheme.id, None)
    assert project.labels.current(scheme.id)[kept].is_conflict


def test_indexing_stops_when_told_and_goes_on_later(project: Project, tmp_path: Path) -> None:
    for number in range(60):
        write(tmp_path / "many" / f"{number}.png", number)
    list_folder(project, tmp_path / "many")
    token = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.text == "reading photographs" and progress.done == 20:
            token.cancel()

    with pytest.raises(Cancelled):
        index(project, token=token, progress=stop)
    assert 20 <= project.browsing.counts(BrowseQuery(), Column.STATE)["ready"] < 60
    done = project.browsing.counts(BrowseQuery(), Column.STATE)["ready"]
    assert index(project).read == 60 - done
    assert project.browsing.counts(BrowseQuery(), Column.STATE) == {"ready": 60}


def test_a_killed_indexing_goes_on(path: Path, tmp_path: Path) -> None:
    for number in range(40):
        write(tmp_path / "many" / f"{number}.png", number, (300, 300))
    Project.create(path).close()
    code = """
        import sys
        from pathlib import Path
        import core.datasets.catalogue.indexing as indexing
        from core.datasets.catalogue.project import Project
        indexing.KEPT_EVERY_S = 0
        project = Project.open(Path(sys.argv[1]))
        indexing.list_folder(project, Path(sys.argv[2]))
        indexing.index(project, progress=lambda p: print(p.done if p.text == "reading photographs" else 0, flush=True))
        """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), str(path), str(tmp_path / "many")],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    while (line := process.stdout.readline()) and int(line) < 10:
        pass
    process.kill()
    process.communicate()
    with Project.open(path) as project:
        ready = project.browsing.counts(BrowseQuery(), Column.STATE).get("ready", 0)
        assert ready >= 9
        assert index(project).read == 40 - ready
        assert project.browsing.counts(BrowseQuery(), Column.STATE) == {"ready": 40}


def test_a_folder_that_cannot_be_listed_is_refused(project: Project, tmp_path: Path) -> None:
    with pytest.raises(ImageError, match="does not exist"):
        list_folder(project, tmp_path / "nowhere")
    assert project.roots.all() == ()


def test_a_folder_inside_another_is_not_added_twice(project: Project, folder: Path) -> None:
    list_folder(project, folder / "deep")
    index(project)
    (photograph,) = project.files.at(folder / "deep" / "IMG.tif")
    list_folder(project, folder)
    assert len(project.roots.all()) == 1
    assert project.files.at(folder / "deep" / "IMG.tif") == (photograph,)
    assert list_folder(project, folder / "deep").new == 0
    assert index(project).read == 3  # those of `deep` are known


def test_removing_a_folder_forgets_its_photographs_and_touches_no_file(project: Project, folder: Path) -> None:
    list_folder(project, folder)
    before = {path: hashlib.sha256(path.read_bytes()).digest() for path in folder.rglob("*") if path.is_file()}
    (root,) = project.roots.all()
    assert project.roots.remove(root.id) == 6
    assert project.photographs.count() == 0
    assert {path: hashlib.sha256(path.read_bytes()).digest() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such names")
def test_names_that_are_no_text(project: Project, tmp_path: Path) -> None:
    place = tmp_path / "odd"
    write(place / "plain.png", 1)
    odd = Path(os.fsdecode(os.fsencode(place) + b"/\xe9t\xe9.png"))
    shutil.copy(write(place / "x.png", 2), odd)
    (place / "x.png").unlink()
    list_folder(project, place)
    assert index(project).read == 2
    (photograph,) = project.files.at(odd)
    assert project.browsing.rows([photograph])[photograph].path == odd
    assert index(project).read == 0


def test_frames_of_a_file_are_photographs(project: Project, data_dir: Path, tmp_path: Path) -> None:
    source = next((data_dir / "dicom").rglob("SC_rgb_2frame.dcm"))
    place = tmp_path / "archive"
    place.mkdir()
    shutil.copy(source, place / "1.2.840.dcm")
    list_folder(project, place)
    assert project.photographs.count() == 1
    index(project)
    rows = list(project.browsing.rows(project.browsing.ids(BrowseQuery())).values())
    assert [row.path.name for row in rows] == [f"1.2.840.dcm#frame={number + 1}" for number in range(len(rows))]
    assert len(rows) > 1
    for row in rows:
        assert project.photographs.contents([row.id])[row.id] == image_id(row.path)
        assert project.files.at(row.path) == (row.id,)
    assert index(project).read == 0


def test_eyes_are_seen_where_nothing_says_them(project: Project, tmp_path: Path) -> None:
    place = tmp_path / "eyes"
    place.mkdir()
    truth = {}
    for number in range(4):
        eye = Eye.LEFT if number % 2 else Eye.RIGHT
        rendering = render_fundus(11, number, FundusOptions(width=256, height=256, grade=0, eye=eye))
        turned = number == 3
        pixels = rendering.pixels[::-1, ::-1] if turned else rendering.pixels
        name = f"{number}_{eye}.png" if turned else f"IMG {number}.png"  # a name that says it, and a disc that does not
        Image.fromarray(np.ascontiguousarray(pixels)).save(place / name)
        truth[name] = (eye, turned)
    list_folder(project, place)
    index(project)
    rows = project.browsing.rows(project.browsing.ids(BrowseQuery())).values()
    assert {row.name: (row.eye, row.is_inverted) for row in rows} == truth
    assert {row.eye_source for row in rows if row.name.startswith("IMG")} == {"guessed"}


@pytest.mark.slow
def test_identical_photographs_of_a_real_set(project: Project, data_dir: Path) -> None:
    folder = data_dir / "idrid" / "grading"
    files = list(folder.rglob("*.jpg"))
    contents = {hashlib.sha256(path.read_bytes()).digest() for path in files}
    list_folder(project, folder)
    assert project.photographs.count() == len(files)
    assert index(project).identical == len(files) - len(contents) > 0
    assert project.photographs.count() == len(contents)
    assert len(project.browsing.ids(BrowseQuery(conditions=(HasText("idrid_021"),)))) == 1


def test_of_pictures_that_show_no_fundus_no_eye_is_guessed(tmp_path: Path) -> None:
    plain = np.full((120, 160, 3), 150, np.uint8)
    plain[40:60, 110:130] = 255
    plain[:, 118:122] = 90
    assert find_disc(plain).score > UNCERTAIN_SCORE  # a bright spot on a dark line, as an optic disc on its vessels
    Image.fromarray(plain).save(tmp_path / "poster.png")
    Image.fromarray(render_fundus(3, 1, FundusOptions(width=288, height=256)).pixels).save(tmp_path / "eye.png")

    assert describe(tmp_path / "poster.png")[0].seen is None
    assert describe(tmp_path / "eye.png")[0].seen is not None


def test_what_vanishes_while_it_is_read_is_read_when_it_is_back(project: Project, tmp_path: Path) -> None:
    drive, away = tmp_path / "drive", tmp_path / "away"
    for number in range(60):
        write(drive / f"{number}.png", number)

    def take_away(progress: Progress) -> None:
        if progress.text == "reading photographs" and drive.exists():
            drive.rename(away)

    list_folder(project, drive)
    result = index(project, progress=take_away)
    (error,) = result.unreachable
    assert "cannot be reached" in error.message
    assert 0 < result.read < 60
    with project.database.read() as connection:
        assert connection.execute("SELECT count(*) FROM photographs WHERE error IS NOT NULL").fetchone() == (0,)
    away.rename(drive)
    assert index(project).read == 60 - result.read
    assert project.files.count_to_read() == 0


def test_a_folder_that_was_renamed_and_added_again_is_where_its_photographs_lie(
    project: Project, tmp_path: Path
) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    for number in range(4):
        write(before / f"{number}.png", number)
    list_folder(project, before)
    index(project)
    scheme = project.labels.scheme("DR", ("no", "yes"))
    ids = project.files.photographs_in(project.roots.add(before))
    project.labels.state(scheme.id, [Statement(one, 1) for one in ids.values()], kind=SourceKind.TABLE, name="t")
    before.rename(after)
    for path in after.iterdir():
        path.rename(path.with_name(f"new {path.name}"))
    list_folder(project, after)
    index(project)
    rows = project.browsing.rows(project.browsing.ids(BrowseQuery()))
    assert {row.path for row in rows.values()} == set(after.iterdir())
    assert project.labels.counts(scheme.id) == {1: 4}


def test_a_file_that_may_not_be_read_is_tried_again(project: Project, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    write(drive / "1.png", 1)
    write(drive / "2.png", 2)
    list_folder(project, drive)
    aside = drive.with_name("aside.png")
    (drive / "2.png").rename(aside)
    read_contents(project, IndexResult(), token=CancelToken())
    (photograph,) = project.files.at(drive / "2.png")
    assert "does not exist" in errors(project)[photograph]
    aside.rename(drive / "2.png")
    index(project)
    assert not errors(project)


def errors(project: Project) -> dict[int, str]:
    with project.database.read() as connection:
        return dict(connection.execute("SELECT id, error FROM photographs WHERE error IS NOT NULL"))
