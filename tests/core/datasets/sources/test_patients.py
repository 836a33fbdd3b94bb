"""Photographs of a patient stay together, whatever says whose they are."""

import io
from pathlib import Path

import numpy as np
import pydicom
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, OphthalmicPhotography8BitImageStorage, generate_uid

from core.datasets.sources.opening import open_source


def write(path: Path, patient: str, level: int) -> None:
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = (
        OphthalmicPhotography8BitImageStorage,
        generate_uid(),
    )
    dataset = FileDataset("", {}, file_meta=meta, preamble=bytes(128))
    dataset.PatientID = patient
    dataset.Rows = dataset.Columns = 4
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation, dataset.PlanarConfiguration = 3, "RGB", 0
    dataset.BitsAllocated = dataset.BitsStored = 8
    dataset.HighBit, dataset.PixelRepresentation = 7, 0
    dataset.PixelData = np.full(48, level, np.uint8).tobytes()
    stream = io.BytesIO()
    pydicom.dcmwrite(stream, dataset, enforce_file_format=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(stream.getvalue())


def test_dicom_files_of_a_patient_are_one_group_and_the_number_is_not_shown(tmp_path: Path) -> None:
    write(tmp_path / "mild" / "a.dcm", "4711", 10)
    write(tmp_path / "severe" / "b.dcm", "4711", 20)
    write(tmp_path / "severe" / "7_left.dcm", "4712", 30)

    groups = {sample.path.name: sample.group for sample in open_source(tmp_path).samples}

    assert groups["a.dcm"] == groups["b.dcm"] != ""
    assert "4711" not in groups["a.dcm"]
    assert groups["7_left.dcm"] == "7"
