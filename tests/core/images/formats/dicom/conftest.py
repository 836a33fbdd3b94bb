"""DICOM files made by pydicom, the library that reads them."""

import io
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, OphthalmicPhotography8BitImageStorage, generate_uid

MakeDicom = Callable[..., bytes]


@pytest.fixture
def make_dicom() -> MakeDicom:
    """The bytes of a file: `make_dicom(values, photometric="RGB", **elements)`; (n, h, w, 3) with `frames=n`."""

    def made(
        values: NDArray[np.generic],
        *,
        photometric: str = "RGB",
        bits: int | None = None,
        frames: int | None = None,
        syntax: str = ExplicitVRLittleEndian,
        **elements: object,
    ) -> bytes:
        meta = FileMetaDataset()
        meta.TransferSyntaxUID = syntax
        meta.MediaStorageSOPClassUID = OphthalmicPhotography8BitImageStorage
        meta.MediaStorageSOPInstanceUID = generate_uid()
        dataset = FileDataset("", {}, file_meta=meta, preamble=bytes(128))
        dataset.SOPClassUID, dataset.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
        one = values if frames is None else values[0]
        dataset.Rows, dataset.Columns = one.shape[:2]
        dataset.SamplesPerPixel = 3 if one.ndim == 3 else 1
        dataset.PhotometricInterpretation = photometric
        if one.ndim == 3:
            dataset.PlanarConfiguration = 0
        depth = values.dtype.itemsize * 8
        dataset.BitsAllocated, dataset.BitsStored = depth, bits or depth
        dataset.HighBit = dataset.BitsStored - 1
        dataset.PixelRepresentation = int(values.dtype.kind == "i")
        if frames is not None:
            dataset.NumberOfFrames = frames
        for name, value in elements.items():
            setattr(dataset, name, value)
        content = values.tobytes()
        dataset.PixelData = content + b"\0" * (len(content) % 2)
        dataset["PixelData"].VR = "OB" if depth == 8 else "OW"
        stream = io.BytesIO()
        dataset.save_as(stream, enforce_file_format=True)
        return stream.getvalue()

    return made
