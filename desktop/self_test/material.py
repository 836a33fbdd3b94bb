"""What the self-test works with: a DICOM file, a network with attention, settings of a training, and commands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.jobs import CancelToken
from desktop.processes import Tell

if TYPE_CHECKING:
    from core.training.settings import TrainingSettings

SIZE_PX = 256


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the command line, to be called in a process of its own. Gives its exit status."""

    arguments: tuple[str, ...]

    def __call__(self, tell: Tell, token: CancelToken) -> int:  # noqa: ARG002 - as every task
        """Do it; what it prints goes where the self-test's own lines go."""
        from core.cli.program import main

        return main(list(self.arguments))


def write_labels(photographs: Path, path: Path) -> Path:
    """The classes of photographs that lie in class folders, as a table."""
    rows = [f"{found.name},{found.parent.name}" for found in sorted(photographs.glob("images/*/*.jpg"))]
    path.write_text("\n".join(["image,label", *rows, ""]), encoding="utf-8")
    return path


def training_settings(photographs: Path, cache: Path) -> TrainingSettings:
    """Ten steps of two photographs on a small network."""
    from core.training.settingsfile import from_toml

    text = f"""
name = "Self-test"
[data]
source = {str(photographs)!r}
[split]
validation = 0.0833
test = 0.0833
[preparation]
recipe = "plain"
size = 64
normalisation = "imagenet"
[network]
architecture = "torchvision/squeezenet1_1"
[run]
epochs = 1
batch_size = 2
[machine]
device = "cpu"
workers = 2
cache = {str(cache)!r}
"""
    return from_toml(text)


def write_transformer(path: Path) -> Path:
    """A small vision transformer with random weights, as a model file."""
    import torch

    from core.images.preparation import Normalisation, recipe
    from core.networks.architectures import build
    from core.networks.card import ModelCard
    from core.networks.files import save_model

    architecture, names = "timm/vit_tiny_patch16_224", ("left", "right")
    arguments = {"img_size": 64}
    torch.manual_seed(0)
    module = build(architecture, arguments, len(names), is_initialised=True)
    preparation = recipe("stretch", input_size=64, normalisation=Normalisation.IMAGENET)
    card = ModelCard(
        name="Self-test",
        architecture=architecture,
        arguments=arguments,
        class_names=names,
        preparation=preparation,
    )
    save_model(path, module, card)
    return path


def write_dicom(path: Path) -> Path:
    """An orange disc with a bright spot, as ophthalmic photography in JPEG 2000."""
    import cv2
    import numpy as np
    from pydicom.dataset import Dataset, FileMetaDataset
    from pydicom.uid import JPEG2000Lossless, OphthalmicPhotography8BitImageStorage, generate_uid

    pixels = np.zeros((SIZE_PX, SIZE_PX, 3), np.uint8)
    middle = SIZE_PX // 2
    cv2.circle(pixels, (middle, middle), middle - 8, (200, 80, 40), -1)
    cv2.circle(pixels, (SIZE_PX * 3 // 4, middle), SIZE_PX // 10, (255, 220, 150), -1)
    data = Dataset()
    data.SOPClassUID, data.SOPInstanceUID = OphthalmicPhotography8BitImageStorage, generate_uid()
    data.Modality, data.ImageLaterality = "OP", "R"
    data.Rows, data.Columns, data.SamplesPerPixel, data.PlanarConfiguration = SIZE_PX, SIZE_PX, 3, 0
    data.PhotometricInterpretation = "RGB"
    data.BitsAllocated = data.BitsStored = 8
    data.HighBit, data.PixelRepresentation = 7, 0
    data.file_meta = FileMetaDataset()
    data.compress(JPEG2000Lossless, pixels, encoding_plugin="pylibjpeg")
    data.save_as(path, enforce_file_format=True)
    return path
