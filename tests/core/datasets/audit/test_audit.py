"""Audits: what is planted is found, what is real and sound is left alone."""

import io
import json
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from core.datasets.audit.findings import Kind
from core.datasets.audit.measures import NO_ID, measure
from core.datasets.audit.run import Audit, audit
from core.datasets.audit.similar import near_identical
from core.datasets.audit.writing import to_html, to_json
from core.errors import DatasetError
from core.images.reading import find_photographs, read_photograph
from core.jobs import Cancelled, CancelToken


def named(found: Audit, kind: Kind) -> list[tuple[str, ...]]:
    return [tuple(Path(found.names[place]).name for place in finding.photographs) for finding in found.of(kind)]


@pytest.fixture(scope="module")
def fundi(repository: Path) -> list[np.ndarray]:
    """Rendered fundi, each another eye."""
    paths = list(find_photographs(repository / "resources" / "samples" / "fundus" / "images"))
    return [read_photograph(path).pixels for path in paths[:8]]


def save(pixels: np.ndarray, path: Path, **options: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path, **options)


def test_everything_planted_is_found(fundi: list[np.ndarray], tmp_path: Path) -> None:
    root = tmp_path / "set"
    rows = ["image,grade,dme,split"]
    for number, pixels in enumerate(fundi):
        save(pixels, root / f"eye{number}.jpg", quality=95)
        rows.append(f"eye{number}.jpg,{number % 3},{number % 2},training")
    (root / "copy.jpg").write_bytes((root / "eye0.jpg").read_bytes())
    half = cv2.resize(fundi[1], None, fx=0.6, fy=0.6, interpolation=cv2.INTER_AREA)
    save(half, root / "again.jpg", quality=40)
    save(cv2.GaussianBlur(fundi[2], (0, 0), 7), root / "blurred.png")
    save((fundi[3] * 0.2).astype(np.uint8), root / "night.png")
    save(np.where(fundi[4] > 20, np.clip(fundi[4] * 2.4, 0, 255), fundi[4]).astype(np.uint8), root / "flash.png")
    save(np.random.default_rng(0).integers(0, 255, fundi[0].shape, np.uint8), root / "noise.png")
    save(cv2.resize(fundi[5], (120, 120)), root / "tiny.png")
    content = (root / "eye6.jpg").read_bytes()
    (root / "cut.jpg").write_bytes(content[: len(content) // 2])
    (root / "letter.jpg").write_text("not a photograph at all, but a letter")
    rows += [
        "copy.jpg,2,0,test",
        "again.jpg,1,0,training",
        "eye7.jpg,0,1,training",
        "gone.jpg,1,1,training",
        ",1,1,test",
    ]
    (root / "labels.csv").write_text("\n".join(rows))

    found = audit(root)

    assert named(found, Kind.UNREADABLE) == [("letter.jpg",)]
    assert named(found, Kind.TRUNCATED) == [("cut.jpg",)]
    assert named(found, Kind.NOT_A_FUNDUS) == [("noise.png",)]
    assert ("blurred.png",) in named(found, Kind.OUT_OF_FOCUS)
    assert named(found, Kind.UNDER_EXPOSED) == [("night.png",)]
    assert named(found, Kind.OVER_EXPOSED) == [("flash.png",)]
    assert ("tiny.png",) in named(found, Kind.WRONG_SIZE)
    assert named(found, Kind.IDENTICAL) == [("copy.jpg", "eye0.jpg")]
    assert ("again.jpg", "eye1.jpg") in named(found, Kind.NEAR_IDENTICAL)
    conflicts = {
        names: found.of(Kind.LABEL_CONFLICT)[place].detail
        for place, names in enumerate(named(found, Kind.LABEL_CONFLICT))
    }
    assert conflicts["copy.jpg", "eye0.jpg"] == "grade: 2 and 0"
    assert conflicts["again.jpg", "eye1.jpg"] == "dme: 0 and 1"
    assert conflicts["eye7.jpg",] == "the table states grade 1 and, in line 12, 0"
    assert named(found, Kind.ACROSS_SPLIT) == [("copy.jpg", "eye0.jpg")]
    assert [finding.detail for finding in found.of(Kind.UNMATCHED_ROW)] == [
        "line 13: 'gone.jpg' is not in the folder",
        "line 14: no photograph is named",
    ]
    assert len(found.of(Kind.UNLABELLED)) == 7
    assert found.class_counts == {"0": 3, "1": 4, "2": 3}
    assert found.part_counts == {"training": 9, "test": 1}


def test_the_reports_name_every_photograph_and_run_nothing(fundi: list[np.ndarray], tmp_path: Path) -> None:
    name = "<script>alert(1)</script>.png"
    save(np.zeros((300, 300, 3), np.uint8), tmp_path / "set" / name.replace("/", "_"))
    for number, pixels in enumerate(fundi[:2]):
        save(pixels, tmp_path / "set" / f"eye{number}.jpg", exif=_exif("ACME", "Eye 7"))

    found = audit(tmp_path / "set")

    page = to_html(found)
    values = json.loads(json.dumps(to_json(found)))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "not for clinical use" in page.lower()
    assert page.count("data:image/jpeg;base64,") >= 1
    assert values["counts"]["not_a_fundus"] == 1
    assert values["cameras"] == {"ACME Eye 7": 2, "": 1}
    assert values["findings"][0]["photographs"] == [name.replace("/", "_")]


def _exif(maker: str, model: str) -> Image.Exif:
    exif = Image.Exif()
    exif[271], exif[272] = maker, model
    return exif


def test_folders_called_train_and_test_are_sides_of_a_split(fundi: list[np.ndarray], tmp_path: Path) -> None:
    save(fundi[0], tmp_path / "train" / "mild" / "a.png")
    save(fundi[1], tmp_path / "train" / "severe" / "b.png")
    save(fundi[0], tmp_path / "test" / "severe" / "c.png")

    found = audit(tmp_path)

    assert named(found, Kind.ACROSS_SPLIT) == [("c.png", "a.png")]
    assert [each.detail for each in found.of(Kind.LABEL_CONFLICT)] == ["class: severe and mild"]
    assert found.part_counts == {"training": 2, "test": 1}


def test_a_split_table_counts(fundi: list[np.ndarray], tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        save(fundi[0], tmp_path / "set" / name)
    (tmp_path / "split.csv").write_text("image,split\na.png,training\nb.png,test\n")

    assert named(audit(tmp_path / "set", split=tmp_path / "split.csv"), Kind.ACROSS_SPLIT) == [("a.png", "b.png")]
    (tmp_path / "split.csv").write_text("file,part\na.png,training\n")
    with pytest.raises(DatasetError, match="must have the columns image and split"):
        audit(tmp_path / "set", split=tmp_path / "split.csv")


@pytest.mark.parametrize(
    "change", ["quality 30", "half", "double", "darker", "sides cut", "cropped", "corner cropped", "cropped and half"]
)
def test_a_changed_copy_is_recognised_and_other_eyes_are_not(fundi: list[np.ndarray], change: str) -> None:
    original = fundi[0]
    height, width = original.shape[:2]
    if change == "quality 30":
        stream = io.BytesIO()
        Image.fromarray(original).save(stream, "JPEG", quality=30)
        changed = np.asarray(Image.open(stream).convert("RGB"))
    elif change in ("half", "double"):
        factor = 0.5 if change == "half" else 2
        changed = cv2.resize(original, (int(width * factor), int(height * factor)), interpolation=cv2.INTER_AREA)
    elif change == "darker":
        changed = (original * 0.7).astype(np.uint8)
    elif change == "sides cut":
        changed = np.pad(original, ((0, 0), (60, 40), (0, 0)))
    elif change == "corner cropped":
        changed = original[height // 12 :, width // 12 :]
    else:
        by, across = height * 6 // 100, width * 6 // 100
        changed = original[by:-by, across:-across]
        if change == "cropped and half":
            changed = cv2.resize(changed, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    measures = [measure(np.ascontiguousarray(pixels), identity=NO_ID) for pixels in (*fundi, changed)]

    pairs = [(pair.first, pair.second) for pair in near_identical(measures)]

    assert pairs == [(0, len(fundi))]


def test_an_audit_stops_and_says_what_it_cannot_open(fundi: list[np.ndarray], tmp_path: Path) -> None:
    save(fundi[0], tmp_path / "set" / "a.png")
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        audit(tmp_path / "set", token=token)
    with pytest.raises(DatasetError, match="There is no data set"):
        audit(tmp_path / "nothing")
    (tmp_path / "empty").mkdir()
    with pytest.raises(DatasetError, match="There is no photograph"):
        audit(tmp_path / "empty")


def test_processes_and_the_command_line_find_the_same(fundi: list[np.ndarray], tmp_path: Path) -> None:
    for number, pixels in enumerate(fundi[:3]):
        save(pixels, tmp_path / "set" / f"eye{number}.png")
    save(fundi[0], tmp_path / "set" / "twin.png")
    out = tmp_path / "audit.json"
    command = [sys.executable, "-m", "core", "audit", str(tmp_path / "set"), "--json", str(out), "--workers", "2"]

    done = subprocess.run(
        [*command, "--html", str(tmp_path / "audit.html")], capture_output=True, text=True, timeout=800
    )

    assert done.returncode == 0, done.stderr
    assert "byte for byte the same: 1" in done.stdout
    assert json.loads(out.read_text("utf-8")) == json.loads(json.dumps(to_json(audit(tmp_path / "set"))))
    assert (tmp_path / "audit.html").read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.slow
def test_idrids_identical_pairs_and_their_conflicts_are_found(data_dir: Path) -> None:
    """Five pairs by content; a sixth shows one eye twice in two exposures, with grades 3 and 2."""
    found = audit(data_dir / "idrid" / "grading", workers=2)

    stems = [tuple(Path(name).stem[-3:] for name in names) for names in named(found, Kind.IDENTICAL)]
    assert stems == [("021", "391"), ("028", "327"), ("045", "333"), ("073", "375"), ("079", "279")]
    assert named(found, Kind.NEAR_IDENTICAL) == [("IDRiD_013.jpg", "IDRiD_397.jpg")]
    assert [finding.detail for finding in found.of(Kind.LABEL_CONFLICT)] == [
        "retinopathy_grade: 1 and 2",
        "retinopathy_grade: 4 and 3",
        "macular_edema_risk: 0 and 1",
        "retinopathy_grade: 3 and 2",
    ]
    assert found.of(Kind.NOT_A_FUNDUS) == ()
    odd = [kind for kind in (Kind.OUT_OF_FOCUS, Kind.UNDER_EXPOSED, Kind.OVER_EXPOSED) for _ in found.of(kind)]
    assert len(odd) <= 8


def test_everyday_photographs_are_no_fundi(data_dir: Path) -> None:
    found = audit(data_dir / "natural")

    assert len(found.of(Kind.NOT_A_FUNDUS)) == len(found.names) == 3
    real = audit(data_dir / "fundus-cc0")
    assert named(real, Kind.NOT_A_FUNDUS) == [("microaneurysms.png",)]
