"""The explanation methods. Knows no torch."""

from enum import StrEnum


class Method(StrEnum):
    """The explanation methods; the value is the name on the command line and in files."""

    GRAD_CAM = "gradcam"
    HIRES_CAM = "hirescam"
    GRAD_CAM_PLUS_PLUS = "gradcam++"
    LAYER_CAM = "layercam"
    SCORE_CAM = "scorecam"
    EIGEN_CAM = "eigencam"
    SALIENCY = "saliency"
    INPUT_X_GRADIENT = "input-x-gradient"
    SMOOTH_GRAD = "smoothgrad"
    INTEGRATED_GRADIENTS = "integrated-gradients"
    GUIDED_BACKPROPAGATION = "guided-backpropagation"
    GUIDED_GRAD_CAM = "guided-gradcam"
    DECONVNET = "deconvnet"
    OCCLUSION = "occlusion"
    ATTENTION_ROLLOUT = "attention-rollout"
