"""Names planted wherever a file can hold them are in nothing that the program writes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pydicom
import pytest
from PIL import Image

from core.cli.program import main
from core.datasets.catalogue.annotations import Annotation
from core.datasets.catalogue.indexing import index, list_folder
from core.datasets.catalogue.project import Project
from core.images.thumbnails import ThumbnailCache
from desktop.crash import describe
from desktop.self_test.material import write_dicom

NAME, NUMBER, BIRTH, DAY, PLACE = (
    "Zweisternchen^Ottilie",
    "PID-4711-0815",
    "19370214",
    "20210319",
    "Klinik Sankt Nirgend",
)
IDENTIFIERS = (*NAME.split("^"), NUMBER, BIRTH, "1937-02-14", PLACE)
PLANTED = (*IDENTIFIERS, DAY, "2021-03-19", "2021:03:19")
CLASSES = ("left", "right")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import torch

    from core.images.preparation import Normalisation, recipe
    from core.networks.architectures import build
    from core.networks.card import ModelCard
    from core.networks.files import save_model

    torch.manual_seed(0)
    architecture = "torchvision/squeezenet1_1"
    module = build(architecture, {}, len(CLASSES), is_initialised=True)
    path = tmp_path_factory.mktemp("model") / "model.safetensors"
    preparation = recipe("stretch", input_size=64, normalisation=Normalisation.IMAGENET)
    save_model(
        path, module, ModelCard(name="M", architecture=architecture, class_names=CLASSES, preparation=preparation)
    )
    return path


@pytest.fixture(scope="module")
def photographs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """DICOM and JPEG files with a name, a number, dates and a place in every element that has room for one."""
    folder = tmp_path_factory.mktemp("planted")
    for number in range(2):
        path = write_dicom(folder / f"eye_{number}.dcm")
        data = pydicom.dcmread(path)
        data.PatientName, data.PatientID, data.OtherPatientIDs = NAME, NUMBER, NUMBER
        data.PatientBirthDate, data.StudyDate, data.AcquisitionDate, data.ContentDate = BIRTH, DAY, DAY, DAY
        data.AcquisitionDateTime = f"{DAY}101112"
        data.InstitutionName = data.StationName = data.OperatorsName = PLACE[:16]
        data.PatientComments = data.ImageComments = f"{NAME} {NUMBER}"
        data.save_as(path)
    for number in range(2, 4):
        pixels = np.full((96, 128, 3), 90 + 40 * number, np.uint8)
        pixels[20:60, 30:80] = (200, 120, 60)
        exif = Image.Exif()
        exif[0x010E], exif[0x013B], exif[0x8298], exif[0x0132] = NAME, NAME, PLACE, "2021:03:19 10:11:12"
        Image.fromarray(pixels).save(folder / f"eye_{number}.jpg", exif=exif, comment=f"{NAME} {NUMBER}".encode())
    planted = b"".join(path.read_bytes() for path in folder.iterdir())
    assert all(word.encode() in planted for word in (NAME, NUMBER, BIRTH, DAY))
    return folder


def texts(path: Path) -> Iterator[bytes]:
    """The bytes of a file, and what is packed in it."""
    content = path.read_bytes()
    yield content
    for stream in re.finditer(rb"stream\r?\n", content):  # of a PDF
        try:
            yield zlib.decompressobj().decompress(content[stream.end() :])
        except zlib.error:
            continue
    if path.suffix == ".pdf":
        pypdf = pytest.importorskip("pypdf")
        yield "".join(page.extract_text() for page in pypdf.PdfReader(path).pages).encode()


def check_nothing_planted(folder: Path, planted: Sequence[str] = PLANTED) -> None:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    for path in files:
        for word in planted:
            assert word not in path.name
            forms = (word.encode(), word.encode("utf-16-le"))
            assert not any(form in text for text in texts(path) for form in forms), f"{path.name}: {word}"


def test_nothing_that_is_written_names_a_patient(
    model: Path, photographs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, labels = tmp_path / "out", tmp_path / "labels.csv"
    out.mkdir()
    names = [path.name for path in sorted(photographs.iterdir())]
    labels.write_text("image,label\n" + "".join(f"{name},{CLASSES[at % 2]}\n" for at, name in enumerate(names)))
    images = [photographs / names[0], photographs / names[-1]]
    commands: list[list[object]] = [
        ["predict", "--csv", out / "predictions.csv", model, photographs],
        ["audit", photographs, "--labels", labels, "--json", out / "audit.json", "--html", out / "audit.html"],
        ["prepare", photographs, out / "prepared", "--recipe", "plain", "--size", "64", "--workers", "1"],
        ["overlays", model, photographs, "--out", out / "overlays"],
        ["evaluate", model, "--images", photographs, "--labels", labels, "--out", out / "report"],
    ]
    for at, image in enumerate(images):
        overlay = ["--overlay", out / f"{at}.png", "--json", out / f"{at}.json"]
        commands.append(["explain", "--method", "gradcam", *overlay, "--report", out / f"{at}.pdf", model, image])
        commands.append(["explain", "--method", "gradcam", "--report", out / f"{at}.html", model, image])
    for command in commands:
        assert main([str(word) for word in command]) == 0, command
    said = capsys.readouterr()
    assert not [word for word in PLANTED if word in said.out + said.err]
    check_nothing_planted(out)


def test_a_project_holds_no_identifier_and_a_cache_no_name(photographs: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    with Project.create(kept / "study.funduscope") as project:
        list_folder(project, photographs)
        index(project)
    cache = ThumbnailCache(kept / "thumbnails")
    for path in photographs.iterdir():
        cache.get(path, 64)
    # When a photograph was taken a project knows, to sort by; its exports leave it out.
    check_nothing_planted(kept, IDENTIFIERS)


def test_a_project_is_handed_on_without_the_machine_and_what_was_taken_out(
    photographs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine, path = "machine-in-room-4711", tmp_path / "study.funduscope"
    monkeypatch.setattr("socket.gethostname", lambda: machine)
    monkeypatch.setattr("getpass.getuser", lambda: NUMBER)
    with Project.create(path) as project:
        assert machine in path.with_name(f"{path.name}-lock").read_text("utf-8")  # whoever comes second is told
        list_folder(project, photographs)
        index(project)
        project.journal.begin_session()
        (one,) = project.files.at(photographs / "eye_2.jpg")
        project.annotations.put(one, "A. Reader", Annotation(notes=f"{NAME} {NUMBER}"))
    assert NAME.encode() in path.read_bytes()
    with Project.open(path) as project:
        (root,) = project.roots.where()
        project.roots.remove(root)
    check_nothing_planted(tmp_path, (machine, *IDENTIFIERS))


def test_a_crash_report_names_nobody() -> None:
    text = describe(ValueError(f"cannot read '/data/{NAME}_{NUMBER}.dcm' and /data/{NUMBER}.jpg"))
    assert "cannot read" in text
    assert not [word for word in PLANTED if word in text]
