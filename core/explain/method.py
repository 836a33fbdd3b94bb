"""The explanation methods. Knows no torch."""

from enum import StrEnum


class Method(StrEnum):
    """The explanation methods; the value is the name on the command line and in files."""

    GRAD_CAM = "gradcam"
    SALIENCY = "saliency"
