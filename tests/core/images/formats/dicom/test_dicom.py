"""DICOM files against pydicom's own conversion, and bytes that mean harm."""

import io
import logging
import os
import signal
from datetime import date
from pathlib import Path

import numpy as np
import pydicom
import pytest
from PIL import Image
from pydicom import uid
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate
from pydicom.pixels.processing import apply_color_lut, apply_voi_lut
from pydicom.sequence import Sequence

from core.errors import ImageError
from core.images.facts import Eye
from core.images.formats.decode import decode
from core.images.formats.dicom import isolation
from core.images.frames import frame_path
from core.images.reading import find_photographs, image_id, read_facts, read_photograph
from core.images.thumbnails import ThumbnailCache

TOLERANCE = 1
"""Grey levels of 255 by which a colour may differ from pydicom's; two of its codecs may differ by as much."""
UNREADABLE = {
    "GH177_D_CLUNIE_CT1_IVRLE_BigEndian_undefined_length.dcm": "elements make no sense",
    "emri_small_jpeg_2k_lossless_too_short.dcm": "without a picture",
}


def colours_by_pydicom(file: Path) -> np.ndarray:
    """The first frame as pydicom converts it: (h, w, 3) float64, 0 to 255."""
    dataset = pydicom.dcmread(file, force=True)
    if "TransferSyntaxUID" not in dataset.file_meta:
        dataset.file_meta.TransferSyntaxUID = uid.ImplicitVRLittleEndian
    values = pydicom.pixels.get_decoder(dataset.file_meta.TransferSyntaxUID).as_array(dataset, index=0)[0]
    if dataset.PhotometricInterpretation == "PALETTE COLOR":
        values = apply_color_lut(values, dataset)
        narrow = values.dtype == np.uint8 or dataset.RedPaletteColorLookupTableDescriptor[2] == 8
        return values.astype(float) / (1 if narrow else 257)
    if values.ndim == 3:
        return values.astype(float) * 255 / (2**dataset.BitsStored - 1)
    pytest.fail(f"{file.name} is grey")


def colour_files(folder: Path) -> list[Path]:
    files = sorted(folder.rglob("*.dcm"))
    assert len(files) > 60
    grey = ("examples_overlay", "JPEG2000_UNC", "bad_sequence", "GH177")
    return [file for file in files if file.name not in UNREADABLE and not file.name.startswith(grey)]


@pytest.mark.filterwarnings("ignore")
def test_real_files_have_the_colours_of_pydicoms_own_conversion(data_dir: Path) -> None:
    seen = 0
    for file in colour_files(data_dir / "dicom"):
        expected = colours_by_pydicom(file)

        pixels = read_photograph(file).pixels

        assert pixels.shape == expected.shape, file.name
        assert np.abs(pixels - expected).max() <= TOLERANCE, file.name
        seen += 1
    assert seen >= 58


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["examples_overlay", "bad_sequence"])
def test_real_grey_is_windowed_as_pydicom_does(data_dir: Path, name: str) -> None:
    file = next((data_dir / "dicom").rglob(f"{name}.dcm"))
    dataset = pydicom.dcmread(file)
    shown = apply_voi_lut(pydicom.pixels.apply_modality_lut(dataset.pixel_array, dataset), dataset)
    expected = (shown - shown.min()) / (shown.max() - shown.min()) * 255  # both windows lie within the content

    grey = read_photograph(file).pixels[..., 0]

    assert np.abs(grey - expected).max() <= TOLERANCE


def test_real_files_that_cannot_be_read_say_why(data_dir: Path) -> None:
    for name, words in UNREADABLE.items():
        with pytest.raises(ImageError, match=words):
            read_photograph(next((data_dir / "dicom").rglob(name)))


def test_each_frame_is_a_photograph(tmp_path: Path, make_dicom) -> None:
    frames = np.random.default_rng(0).integers(0, 256, (3, 8, 10, 3), np.uint8)
    (tmp_path / "eye.dcm").write_bytes(make_dicom(frames, frames=3))
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "IM0001").write_bytes(make_dicom(frames[1]))
    (tmp_path / "archive" / "1.2.840.99").write_bytes(make_dicom(frames[2]))
    (tmp_path / "archive" / "notes").write_text("no photograph " * 40)

    found = list(find_photographs(tmp_path))

    assert [path.name for path in found] == [
        "eye.dcm#frame=1",
        "eye.dcm#frame=2",
        "eye.dcm#frame=3",
        "1.2.840.99",
        "IM0001",
    ]
    for path, pixels in zip(found, [*frames, frames[2], frames[1]], strict=True):
        photograph = read_photograph(path)
        assert np.array_equal(photograph.pixels, pixels)
        assert photograph.id == image_id(path)
    assert len({image_id(path) for path in found}) == 5
    assert np.array_equal(read_photograph(tmp_path / "eye.dcm").pixels, frames[0])
    thumbnails = ThumbnailCache(tmp_path / "cache")
    assert not np.array_equal(thumbnails.get(found[0], 8), thumbnails.get(found[1], 8))
    with pytest.raises(ImageError, match="holds 3 photographs, and number 4"):
        read_photograph(frame_path(tmp_path / "eye.dcm", 4))


def test_what_a_file_says_becomes_facts_and_the_patient_stays_hidden(tmp_path: Path, make_dicom) -> None:
    file = tmp_path / "eye.dcm"
    file.write_bytes(
        make_dicom(
            np.zeros((4, 4, 3), np.uint8),
            PatientID="19470001",
            PatientName="Doe^Jane",
            PatientBirthDate="19470102",
            ImageLaterality="L",
            AcquisitionDateTime="20240229101112",
            Manufacturer="Optics Ltd",
            ManufacturerModelName="Fundus 3",
            PixelSpacing=["0.006", "0.007"],
        )
    )

    facts = read_photograph(file).facts

    assert facts == read_facts(file)
    assert (facts.eye, facts.taken_on, facts.camera) == (Eye.LEFT, date(2024, 2, 29), "Optics Ltd Fundus 3")
    assert facts.pixel_spacing_mm == (0.006, 0.007)
    assert facts.patient_id == "19470001"
    assert "1947" not in repr(facts)
    assert "Doe" not in repr(facts)
    assert facts.patient_key(b"a") != facts.patient_key(b"b")
    assert "1947" not in facts.patient_key(b"a")


@pytest.mark.parametrize("is_inverted", [False, True])
def test_grey_uses_the_stored_bits_or_the_window(make_dicom, *, is_inverted: bool) -> None:
    values = np.linspace(0, 4095, 64, dtype=np.uint16).reshape(8, 8)
    photometric = "MONOCHROME1" if is_inverted else "MONOCHROME2"

    plain = decode(make_dicom(values, photometric=photometric, bits=12), "x").pixels[..., 0]
    windowed = decode(
        make_dicom(values, photometric=photometric, bits=12, WindowCenter="1000", WindowWidth="500"), "x"
    ).pixels[..., 0]

    expected = np.clip((values - 999.5) / 499 + 0.5, 0, 1) * 255  # PS3.3, C.11.2.1.2.1
    assert np.abs((255 - plain if is_inverted else plain) - values / 4095 * 255).max() <= TOLERANCE
    assert np.abs((255 - windowed if is_inverted else windowed) - expected).max() <= TOLERANCE


def test_a_rescaled_window_and_a_lookup_table_are_applied(make_dicom) -> None:
    values = np.arange(-32, 32, dtype=np.int16).reshape(8, 8)
    table = Dataset()
    table.add_new("LUTDescriptor", "US", [64, 0, 8])
    table.add_new("LUTData", "US", list(range(0, 256, 4)))

    rescaled = decode(
        make_dicom(
            values,
            photometric="MONOCHROME2",
            RescaleSlope="2",
            RescaleIntercept="10",
            WindowCenter="10",
            WindowWidth="41",
        ),
        "x",
    ).pixels[..., 0]
    looked_up = decode(
        make_dicom((values + 32).astype(np.uint16), photometric="MONOCHROME2", VOILUTSequence=Sequence([table])), "x"
    ).pixels[..., 0]

    assert np.abs(rescaled - np.clip((values * 2 + 10 - 9.5) / 40 + 0.5, 0, 1) * 255).max() <= TOLERANCE
    assert np.array_equal(looked_up, np.arange(0, 256, 4, dtype=np.uint8).reshape(8, 8))


def test_sixteen_bit_colour_and_planes_keep_their_colours(make_dicom) -> None:
    values = np.random.default_rng(1).integers(0, 2**16, (6, 5, 3), np.uint16)

    deep = decode(make_dicom(values), "x")
    planes = decode(
        make_dicom(np.ascontiguousarray(np.moveaxis(values, 2, 0)).reshape(6, 5, 3), PlanarConfiguration=1), "x"
    )

    assert deep.bit_depth == 16
    assert np.array_equal(deep.pixels, values >> 8)
    assert np.array_equal(planes.pixels, values >> 8)


def jpeg_frame(width: int, height: int) -> bytes:
    stream = io.BytesIO()
    Image.effect_noise((width, height), 80).convert("RGB").save(stream, "JPEG", quality=90)
    return stream.getvalue()


def encapsulated(make_dicom, content: bytes, *, width: int, height: int, syntax: str) -> bytes:
    dataset = pydicom.dcmread(io.BytesIO(make_dicom(np.zeros((2, 2, 3), np.uint8), photometric="YBR_FULL_422")))
    dataset.file_meta.TransferSyntaxUID = syntax
    dataset.Rows, dataset.Columns = height, width
    dataset.PixelData = encapsulate([content])
    dataset["PixelData"].is_undefined_length = True
    stream = io.BytesIO()
    dataset.save_as(stream, enforce_file_format=True)
    return stream.getvalue()


def test_a_truncated_jpeg_inside_is_refused_though_its_codec_would_fill_it(make_dicom) -> None:
    content = jpeg_frame(64, 48)
    whole = encapsulated(make_dicom, content, width=64, height=48, syntax=uid.JPEGBaseline8Bit)
    cut = encapsulated(
        make_dicom, content[: len(content) // 2] + b"\xff\xd9", width=64, height=48, syntax=uid.JPEGBaseline8Bit
    )

    assert decode(whole, "x").pixels.shape == (48, 64, 3)
    with pytest.raises(ImageError, match="is truncated"):
        decode(cut, "x")


def test_a_codestream_larger_than_stated_never_reaches_its_codec(make_dicom) -> None:
    siz = b"".join(value.to_bytes(4) for value in (2**31, 2**31, 0, 0, 2**31, 2**31, 0, 0))
    bomb = b"\xff\x4f\xff\x51" + (47).to_bytes(2) + bytes(2) + siz + (3).to_bytes(2) + b"\x07\x01\x01" * 3 + bytes(40)

    with pytest.raises(ImageError, match="is too large"):
        decode(encapsulated(make_dicom, bomb, width=64, height=48, syntax=uid.JPEG2000), "x")
    with pytest.raises(ImageError, match="states 64 x 48 pixels, and its picture has 60 x 48"):
        decode(encapsulated(make_dicom, jpeg_frame(60, 48), width=64, height=48, syntax=uid.JPEGBaseline8Bit), "x")


def test_a_deflated_bomb_is_refused_before_it_grows(make_dicom, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = make_dicom(np.zeros((64, 64, 3), np.uint8), syntax=uid.DeflatedExplicitVRLittleEndian)
    assert decode(plain, "x").pixels.shape == (64, 64, 3)
    monkeypatch.setattr("core.images.formats.dicom.header.MAX_INFLATED_BYTES", 2**12)

    with pytest.raises(ImageError, match="is too large"):
        decode(plain, "x")


@pytest.mark.parametrize(
    ("elements", "words"),
    [
        ({"Rows": 60000, "Columns": 60000}, "is too large"),
        ({"NumberOfFrames": 2_000_000}, "declares 2,000,000 frames"),
        ({"PhotometricInterpretation": "CMYK"}, "CMYK"),
        ({"BitsStored": 200}, "not supported"),
        ({"SamplesPerPixel": 5}, "5 channels"),
        ({"Rows": 9}, "is damaged|is truncated"),
    ],
)
def test_hostile_elements_are_refused_in_plain_words(make_dicom, elements: dict[str, object], words: str) -> None:
    with pytest.raises(ImageError, match=words):
        decode(make_dicom(np.zeros((8, 8, 3), np.uint8), **elements), "x")


def test_a_palette_that_grows_without_end_is_refused(make_dicom) -> None:
    segment = np.array([1, 65535, 7] * 3000, "<u2").tobytes()
    elements = {
        f"{kind}{colour}PaletteColorLookupTable{what}": value
        for colour in ("Red", "Green", "Blue")
        for kind, what, value in (("", "Descriptor", [256, 0, 16]), ("Segmented", "Data", segment))
    }

    with pytest.raises(ImageError, match="more colours"):
        decode(make_dicom(np.zeros((8, 8), np.uint8), photometric="PALETTE COLOR", **elements), "x")


def test_neither_errors_nor_logs_quote_the_patient(make_dicom, caplog: pytest.LogCaptureFixture) -> None:
    data = make_dicom(np.zeros((8, 8, 3), np.uint8), PatientID="SECRET-4711", PatientName="Geheim^Anna", Rows=9)
    stuffed = data.replace(b"SECRET-4711", b"SECRET\xff\xfe4711"[:11])
    with caplog.at_level(logging.DEBUG):
        for content in (data, data[:-50], data[: len(data) // 2], stuffed):
            with pytest.raises(ImageError) as caught:
                decode(content, "eye.dcm")
            assert "SECRET" not in str(caught.value)
            assert "Geheim" not in str(caught.value)
    assert "SECRET" not in caplog.text
    assert "Geheim" not in caplog.text


def test_a_film_and_a_report_are_named(make_dicom) -> None:
    film = encapsulated(make_dicom, b"\0\0\1\xba" * 20, width=8, height=8, syntax=uid.MPEG2MPML)
    report = pydicom.dcmread(io.BytesIO(make_dicom(np.zeros((8, 8, 3), np.uint8))))
    del report.PixelData
    report.SOPClassUID = uid.EncapsulatedPDFStorage
    stream = io.BytesIO()
    report.save_as(stream)

    with pytest.raises(ImageError, match="MPEG2"):
        decode(film, "x")
    with pytest.raises(ImageError, match="Encapsulated PDF"):
        decode(stream.getvalue(), "x")


def test_without_preamble_it_is_still_dicom(make_dicom) -> None:
    data = make_dicom(np.full((4, 4, 3), 9, np.uint8))

    assert np.array_equal(decode(data[132:], "x").pixels, np.full((4, 4, 3), 9))


def test_a_codec_that_breaks_down_or_hangs_takes_nothing_along(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = next((data_dir / "dicom").rglob("SC_rgb_jpeg_gdcm.dcm"))
    data = file.read_bytes()
    before = decode(data, "x").pixels
    os.kill(isolation._child._process.pid, signal.SIGKILL)

    assert np.array_equal(decode(data, "x").pixels, before)  # a new process is started
    os.kill(isolation._child._process.pid, signal.SIGSTOP)
    monkeypatch.setattr(isolation, "TIMEOUT_S", 0.05)
    with pytest.raises(ImageError, match="takes more than"):
        decode(data, "x")
    monkeypatch.undo()
    precision = data.index(b"\xff\xc3") + 4
    with pytest.raises(ImageError, match="is damaged"):
        decode(data[:precision] + b"\xa6" + data[precision + 1 :], "x")
    assert np.array_equal(decode(data, "x").pixels, before)


@pytest.mark.parametrize("syntax", [uid.RLELossless, uid.JPEG2000Lossless])
@pytest.mark.parametrize("kind", ["8-bit colour", "16-bit colour", "16-bit grey"])
def test_compressed_ophthalmic_photographs_keep_every_value(make_dicom, syntax: str, kind: str) -> None:
    rng = np.random.default_rng(2)
    dtype = np.uint8 if kind.startswith("8") else np.uint16
    shape = (64, 72) if kind.endswith("grey") else (64, 72, 3)
    values = rng.integers(0, np.iinfo(dtype).max, shape, dtype)
    photometric = "MONOCHROME2" if kind.endswith("grey") else "RGB"
    dataset = pydicom.dcmread(io.BytesIO(make_dicom(values, photometric=photometric)))
    dataset.SOPClassUID = (
        uid.OphthalmicPhotography8BitImageStorage if dtype is np.uint8 else uid.OphthalmicPhotography16BitImageStorage
    )
    dataset.compress(syntax, generate_instance_uid=False)
    stream = io.BytesIO()
    dataset.save_as(stream)

    decoded = decode(stream.getvalue(), "eye.dcm")

    wanted = values if dtype is np.uint8 else values >> 8
    assert decoded.bit_depth == 8 * np.dtype(dtype).itemsize
    assert np.array_equal(decoded.pixels, wanted if wanted.ndim == 3 else np.repeat(wanted[:, :, None], 3, axis=2))


def test_facts_of_a_frame_come_from_its_functional_group(tmp_path: Path, make_dicom) -> None:
    """As enhanced multi-frame files keep them (PS3.3, C.7.6.16)."""
    groups = []
    for letter in "RL":
        anatomy, group = Dataset(), Dataset()
        anatomy.FrameLaterality = letter
        group.FrameAnatomySequence = Sequence([anatomy])
        groups.append(group)
    measures, shared = Dataset(), Dataset()
    measures.PixelSpacing = ["0.01", "0.02"]
    shared.PixelMeasuresSequence = Sequence([measures])
    elements = {
        "PerFrameFunctionalGroupsSequence": Sequence(groups),
        "SharedFunctionalGroupsSequence": Sequence([shared]),
    }
    file = tmp_path / "eyes.dcm"
    file.write_bytes(make_dicom(np.zeros((2, 4, 4, 3), np.uint8), frames=2, **elements))

    facts = [read_photograph(frame_path(file, number)).facts for number in (1, 2)]

    assert [each.eye for each in facts] == [Eye.RIGHT, Eye.LEFT]
    assert [each.pixel_spacing_mm for each in facts] == [(0.01, 0.02)] * 2
    assert facts == [read_facts(frame_path(file, number)) for number in (1, 2)]
