"""Sets on disk: whole or not at all, and the same bytes however they came about."""

import csv
import errno
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import h5py
import numpy as np
import pytest
from PIL import Image

from core.datasets.masks import find_masks, read_mask
from core.datasets.sources.hdf5 import read_frame, read_hdf5
from core.datasets.sources.tables import read_table
from core.errors import SynthesisError
from core.images.reading import read_photograph
from core.jobs import Cancelled, CancelToken, Progress
from core.synthesis.fundus.options import FundusOptions
from core.synthesis.markers.kinds import Marker
from core.synthesis.markers.options import MarkerClass, MarkerOptions
from core.synthesis.markers.presets import Preset
from core.synthesis.recipes import DieRecipe, FundusRecipe, MarkerRecipe, Recipe, preset_recipe
from core.synthesis.rendering import Rendering
from core.synthesis.writing import folders
from core.synthesis.writing.hdf5 import FrameTask
from core.synthesis.writing.pictures import PictureFormat
from core.synthesis.writing.workers import results
from core.synthesis.writing.write import Container, Order, write_photographs

SIZE = 160
BELOW = FundusOptions(width=SIZE, height=SIZE, grade=0)
CLASSES = (
    MarkerClass("Grass & cars", (Marker.GRASS, Marker.CAR)),
    MarkerClass("giraffe", (Marker.GIRAFFE,)),
    MarkerClass("none"),
)
MARKERS = MarkerRecipe(CLASSES, MarkerOptions(fundus=BELOW))
RECIPES: dict[str, Recipe] = {"markers": MARKERS, "fundus": FundusRecipe(FundusOptions(width=SIZE, height=SIZE))}

WAYS = ((Container.FOLDERS, 1), (Container.HDF5, 1), (Container.FOLDERS, 2))


@dataclass(frozen=True)
class Plain:
    """A recipe that takes no time, and that fails at one photograph if it is told to."""

    error: Exception | None = None
    is_killed: bool = False
    generator: str = "plain"
    class_names: tuple[str, ...] = ("a", "b")
    size: tuple[int, int] | None = (64, 64)

    def render(self, seed: int, index: int) -> Rendering:
        if index == 4 and self.is_killed:
            os._exit(9)
        if index == 4 and self.error is not None:
            raise self.error
        pixels = np.random.default_rng([seed, index]).integers(0, 255, (64, 64, 3), np.uint8)
        return Rendering(pixels, {"x": pixels[..., 0] > 99}, index % 2, {"patient": index})

    def to_json(self) -> dict[str, object]:
        return {}


@cache
def rendered(index: int) -> Rendering:
    """Photograph number `index` of the set that `written` holds."""
    return MARKERS.render(5, index)


def digests(target: Path) -> dict[str, str]:
    files = [target] if target.is_file() else [path for path in sorted(target.rglob("*")) if path.is_file()]
    root = target.parent if target.is_file() else target
    return {
        "" if target.is_file() else path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


@pytest.mark.parametrize(
    ("name", "container"),
    [
        ("markers", Container.HDF5),
        ("fundus", Container.FOLDERS),
    ],
)
def test_one_seed_gives_the_same_bytes_in_one_process_and_in_three(
    name: str, container: Container, tmp_path: Path
) -> None:
    for workers in (1, 3):
        order = Order(count=5, seed=11, container=container, workers=workers)
        write_photographs(RECIPES[name], tmp_path / str(workers), order)
    assert digests(tmp_path / "1") == digests(tmp_path / "3")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1", "3"]
    write_photographs(RECIPES[name], tmp_path / "other", Order(count=5, seed=12, container=container))
    assert digests(tmp_path / "other") != digests(tmp_path / "1")


def test_results_come_in_order_however_many_wait() -> None:
    """More than may wait at once, so that some are taken while others are still rendered."""
    with closing(results(FrameTask(DieRecipe(), 3), 14, workers=2, token=CancelToken())) as frames:
        assert [frame.entry.image for frame in frames] == [str(index) for index in range(14)]


def test_a_longer_set_begins_as_the_shorter_one(tmp_path: Path) -> None:
    for count in (2, 5):
        write_photographs(Plain(), tmp_path / str(count), Order(count=count, seed=3))
    short, long = digests(tmp_path / "2"), digests(tmp_path / "5")
    shared = {name: digest for name, digest in short.items() if name.startswith(("images", "masks"))}
    assert shared
    assert shared.items() <= long.items()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sets")
    for form in PictureFormat:
        write_photographs(MARKERS, folder / form.value, Order(count=6, seed=5, picture_format=form))
    write_photographs(MARKERS, folder / "set.h5", Order(count=6, seed=5, container=Container.HDF5))
    return folder


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "labels.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.mark.parametrize("form", PictureFormat)
def test_folders_hold_what_was_rendered(form: PictureFormat, written: Path) -> None:
    folder = written / form.value
    listed = rows(folder)
    assert len(listed) == 6
    for index, row in enumerate(listed):
        rendering = rendered(index)
        name = MARKERS.class_names[rendering.label]
        assert row["image"] == f"images/{name}/markers_{index:06d}.{form.value}"
        assert (row["label"], row["class"]) == (str(rendering.label), name)
        assert (row["eye"], row["patient"]) == (rendering.facts["eye"], str(rendering.facts["patient"]))
        pixels = read_photograph(folder / row["image"]).pixels.astype(int)
        most = 0 if form is PictureFormat.PNG else 3
        assert np.abs(pixels - rendering.pixels).mean() <= most
        masks = find_masks(folder / row["image"])
        assert {mask.code for mask in masks} == set(rendering.masks)
        for mask in masks:
            np.testing.assert_array_equal(read_mask(mask.path, (SIZE, SIZE)), rendering.masks[mask.code])
            with Image.open(mask.path) as picture:
                assert picture.mode == "1"


def test_small_lesions_survive_the_jpeg(tmp_path: Path) -> None:
    """What the network is to see: the contrast of microaneurysms to their surroundings keeps nine tenths."""
    recipe = FundusRecipe(FundusOptions(width=512, height=512), grades=(1,))
    for form in PictureFormat:
        write_photographs(recipe, tmp_path / form.value, Order(count=8, seed=2, picture_format=form))

    def contrast(form: PictureFormat) -> float:
        found = []
        for path in sorted((tmp_path / form.value / "images").rglob("*.*")):
            green = read_photograph(path).pixels[..., 1].astype(float)
            for mask in find_masks(path):
                if mask.code == "MA":
                    inside = read_mask(mask.path, (512, 512))
                    ring = np.zeros_like(inside)
                    for down in range(-3, 4):
                        for across in range(-3, 4):
                            ring |= np.roll(inside, (down, across), (0, 1))
                    found.append(green[ring & ~inside].mean() - green[inside].mean())
        return float(np.mean(found))

    exact = contrast(PictureFormat.PNG)
    assert exact > 2
    assert contrast(PictureFormat.JPEG) > 0.9 * exact


def test_the_truth_is_all_there(written: Path) -> None:
    truth = json.loads((written / "jpg" / "truth.json").read_text(encoding="utf-8"))
    assert (truth["format"], truth["generator"], truth["seed"]) == (1, "markers", 5)
    assert truth["class_names"] == ["Grass & cars", "giraffe", "none"]
    assert truth["options"]["classes"]["Grass & cars"] == ["grass", "car"]
    assert truth["masks"] == {code: code for code in ("car", "giraffe", "grass")}
    assert [image["image"] for image in truth["images"]] == [row["image"] for row in rows(written / "jpg")]
    for index, image in enumerate(truth["images"]):
        rendering = rendered(index)
        assert image["facts"] == rendering.facts
        assert image["masks"] == list(rendering.masks)


def test_data_sets_read_what_is_written(written: Path) -> None:
    folder = read_table(written / "jpg" / "labels.csv", written / "jpg")
    assert folder.class_names == MARKERS.class_names
    labels = [rendered(index).label for index in range(6)]
    by_name = {sample.name[-10:]: sample.label for sample in folder.samples}
    assert [by_name[f"{index:06d}.jpg"] for index in range(6)] == labels
    assert len({sample.group for sample in folder.samples}) == 3
    file = read_hdf5(written / "set.h5", class_names=MARKERS.class_names)
    assert [sample.label for sample in file.samples] == labels
    np.testing.assert_array_equal(read_frame(written / "set.h5", 3), rendered(3).pixels)


def test_hdf5_has_the_layout_of_the_thesis(written: Path) -> None:
    with h5py.File(written / "set.h5") as file:
        assert (file["dataset"].shape, file["dataset"].dtype) == ((6, SIZE, SIZE, 3), np.uint8)
        assert (file["label"].shape, file["label"].dtype) == ((6, 1), np.int64)
        assert list(file["label"].attrs["class_names"].astype("U")) == list(MARKERS.class_names)
        assert file["patient"][:, 0].tolist() == [0, 0, 1, 1, 2, 2]
        assert sorted(file["masks"]) == ["car", "giraffe", "grass"]
        truth = json.loads(file["truth"][()])
        for index in range(6):
            rendering = rendered(index)
            np.testing.assert_array_equal(file["dataset"][index], rendering.pixels[..., ::-1])
            assert file["label"][index, 0] == rendering.label
            assert truth["images"][index]["image"] == str(index)
            for code in file["masks"]:
                expected = rendering.masks.get(code, np.zeros((SIZE, SIZE), bool))
                np.testing.assert_array_equal(file[f"masks/{code}"][index].astype(bool), expected)


def test_a_class_without_photographs_has_its_folder(tmp_path: Path) -> None:
    write_photographs(MARKERS, tmp_path / "one", Order(count=1))
    assert sorted(path.name for path in (tmp_path / "one" / "images").iterdir()) == sorted(MARKERS.class_names)


def test_grades_that_are_asked_for_are_the_classes(tmp_path: Path) -> None:
    recipe = FundusRecipe(FundusOptions(width=128, height=128), grades=(0, 4))
    write_photographs(recipe, tmp_path / "set", Order(count=4))
    listed = rows(tmp_path / "set")
    assert sorted(row["class"] for row in listed) == ["No DR", "No DR", "Proliferative DR", "Proliferative DR"]
    assert {(row["label"], row["class"]) for row in listed} == {("0", "No DR"), ("1", "Proliferative DR")}


def test_the_grades_preset_has_every_grade_equally_often() -> None:
    recipe = preset_recipe(Preset.DR_GRADES, MarkerOptions(fundus=replace(BELOW, width=128, height=128)))
    assert len(recipe.class_names) == 5
    grades = [recipe.render(2, index) for index in range(5)]
    assert sorted(rendering.label for rendering in grades) == [0, 1, 2, 3, 4]
    assert all(rendering.label == rendering.facts["grade"] for rendering in grades)


@pytest.mark.parametrize(("container", "workers"), WAYS)
def test_a_cancelled_set_leaves_nothing(container: Container, workers: int, tmp_path: Path) -> None:
    token = CancelToken()
    heard: list[Progress] = []

    def report(progress: Progress) -> None:
        heard.append(progress)
        if progress.done == 3:
            token.cancel()

    order = Order(count=500, container=container, workers=workers)
    with pytest.raises(Cancelled):
        write_photographs(DieRecipe(), tmp_path / "set", order, token=token, report=report)
    assert [progress.done for progress in heard] == [1, 2, 3]
    assert {progress.total for progress in heard} == {500}
    assert list(tmp_path.iterdir()) == []


NO_FUNDUS = SynthesisError("'eye.jpg' shows no fundus.", "Leave it out.")
NO_ROOM = OSError(errno.ENOSPC, "No space left on device")
FORBIDDEN = PermissionError(errno.EACCES, "Permission denied")


@pytest.mark.parametrize(
    ("error", "words", "container", "workers"),
    [
        (NO_FUNDUS, "'eye.jpg' shows no fundus. Leave it out.", Container.FOLDERS, 1),
        (NO_FUNDUS, "'eye.jpg' shows no fundus. Leave it out.", Container.HDF5, 2),
        (NO_ROOM, "There is no room left for '{target}'", Container.FOLDERS, 2),
        (NO_ROOM, "There is no room left for '{target}'", Container.HDF5, 1),
        (FORBIDDEN, "'{target}' cannot be written: Permission denied.", Container.FOLDERS, 1),
    ],
)
def test_a_failure_in_the_middle_leaves_nothing(
    error: Exception, words: str, container: Container, workers: int, tmp_path: Path
) -> None:
    recipe = Plain(error)
    with pytest.raises(SynthesisError) as caught:
        write_photographs(recipe, tmp_path / "set", Order(count=9, container=container, workers=workers))
    assert str(caught.value).startswith(words.format(target=tmp_path / "set"))
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_is_killed_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SynthesisError, match="ended from outside"):
        write_photographs(Plain(is_killed=True), tmp_path / "set", Order(count=9, workers=2))
    assert list(tmp_path.iterdir()) == []


def test_a_defect_is_not_dressed_up(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        write_photographs(Plain(ZeroDivisionError()), tmp_path / "set", Order(count=9))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no sizes of files")
@pytest.mark.parametrize(("container", "limit"), [("folders", 4000), ("hdf5", 500), ("hdf5", 300_000)])
def test_a_file_that_cannot_grow_is_the_users_to_mend(
    container: str, limit: int, repository: Path, tmp_path: Path
) -> None:
    """A limit on the size of files stands for a disk that is full: the system refuses to write on."""
    program = (
        f"import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}));"
        "from core.cli.program import main; sys.exit(main(sys.argv[1:]))"
    )
    arguments = ["synthesize", "fundus", "--size", "256", "--count", "3", "--workers", "1", "--format", container]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments, "--out", str(tmp_path / "set")],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith(f"error: '{tmp_path / 'set'}' cannot be written: ")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def taken(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    yield tmp_path
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder", "link"]
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("name", ["folder", "file", "link"])
def test_a_target_that_exists_is_refused(name: str, taken: Path) -> None:
    with pytest.raises(SynthesisError, match="is there already"):
        write_photographs(Plain(), taken / name, Order(count=1))


def test_a_target_that_comes_into_being_meanwhile_is_left_alone(tmp_path: Path) -> None:
    def report(_progress: Progress) -> None:
        (tmp_path / "set").write_text("another's")

    with pytest.raises(SynthesisError, match="by now"):
        write_photographs(Plain(), tmp_path / "set", Order(count=1), report=report)
    assert (tmp_path / "set").read_text() == "another's"
    assert [path.name for path in tmp_path.iterdir()] == ["set"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SynthesisError, match="does not exist"):
        write_photographs(Plain(), tmp_path / "not" / "there", Order(count=1))


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ({"count": 0}, "set of 0 photographs"),
        ({"count": -3}, "set of -3"),
        ({"count": 10**9}, "1 to 1000000"),
        ({"count": 1, "seed": -1}, "seed -1 is below 0"),
        ({"count": 1, "workers": 0}, "0 workers"),
        ({"count": 1, "workers": 10**6}, "1 to 256"),
    ],
)
def test_impossible_numbers_are_refused(numbers: dict[str, int], words: str) -> None:
    with pytest.raises(SynthesisError, match=words):
        Order(**numbers)


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a/b", "a\\b", "a:b", "a.", "a ", " a", "con", "LPT1.x", "a\nb", "=1+1", "-a", "x" * 200]
)
def test_class_names_that_no_folder_can_have_are_refused(name: str, tmp_path: Path) -> None:
    recipe = MarkerRecipe((MarkerClass(name),), MARKERS.options)
    with pytest.raises(SynthesisError, match="class name"):
        write_photographs(recipe, tmp_path / "set", Order(count=1))
    assert list(tmp_path.iterdir()) == []


def test_class_names_that_differ_by_case_only_are_refused(tmp_path: Path) -> None:
    recipe = MarkerRecipe((MarkerClass("Car", (Marker.CAR,)), MarkerClass("car")), MARKERS.options)
    with pytest.raises(SynthesisError, match="Two classes"):
        write_photographs(recipe, tmp_path / "set", Order(count=1))


def test_hdf5_wants_squares_of_one_size(tmp_path: Path) -> None:
    order = Order(count=1, container=Container.HDF5)
    oblong = FundusRecipe(FundusOptions(width=200, height=150))
    with pytest.raises(SynthesisError, match="square"):
        write_photographs(oblong, tmp_path / "set.h5", order)
    own = MarkerRecipe(CLASSES, replace(MARKERS.options, photographs=(tmp_path / "a.png",)))
    with pytest.raises(SynthesisError, match="one size"):
        write_photographs(own, tmp_path / "set.h5", order)


def test_no_path_of_the_machine_is_written(written: Path, tmp_path: Path) -> None:
    own = tmp_path / "own" / "eye.png"
    own.parent.mkdir()
    Image.fromarray(rendered(0).pixels).save(own)
    recipe = MarkerRecipe(CLASSES, MarkerOptions(photographs=(own,), folder=own.parent))
    write_photographs(recipe, tmp_path / "set", Order(count=2))
    for name in (folders.LABELS_FILE, folders.TRUTH_FILE):
        assert str(tmp_path) not in (tmp_path / "set" / name).read_text(encoding="utf-8")
    assert rows(tmp_path / "set")[0]["source"] == "eye.png"


def test_a_die_in_order(tmp_path: Path) -> None:
    from core.synthesis.die.sequence import Turn

    write_photographs(DieRecipe(turn=Turn.TOUR, steps=6), tmp_path / "set", Order(count=6))
    truth = json.loads((tmp_path / "set" / "truth.json").read_text())
    assert [image["facts"]["face"] for image in truth["images"]] == [1, 2, 3, 6, 5, 4]
