"""Grad-CAM on VGG16 at 224 x 224 on two threads against pytorch-grad-cam, captum and torchcam, in one run.

Figures are medians over interleaved rounds; the long row of maps is timed once, between rounds of ours. A single map is
timed from the photograph's pixels to the numbers of the map, with the same preparation for all. The peers get the same
network. Its parameters ask for gradients as torchvision delivers them, which is how the peers are used; captum, which
gains most from it, is also measured with parameters that ask for none.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
import torchvision
from captum.attr import LayerGradCam
from pytorch_grad_cam import GradCAM
from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget
from torchcam.methods import GradCAM as TorchCam

from core.explain.explainer import Explainer
from core.explain.query import ClassTarget, Method, Query
from core.images.photograph import ImageId, Photograph
from core.images.preparation import Normalisation, recipe
from core.memory import keep_freed_memory
from core.networks.analysis import layer_table
from core.networks.card import ModelCard, ModelId
from core.networks.loaded import LoadedModel

CLASSES = 5
LAST = "features.28"
ROUNDS = 11


def main() -> None:
    """Print the ratios that the program promises."""
    keep_freed_memory()
    torch.manual_seed(0)
    torch.set_num_threads(2)
    network = torchvision.models.vgg16(weights=None, num_classes=CLASSES).eval()
    model = load(network)
    layers = [name for name, part in network.named_modules() if isinstance(part, torch.nn.Conv2d)]
    image = model.prepare(photograph(0))[0]
    every_map(model, network, layers, image)
    single_maps(model, network)


def load(network: torch.nn.Module) -> LoadedModel:
    """A copy of the network as the program keeps it."""
    preparation = recipe("stretch", input_size=224, normalisation=Normalisation.IMAGENET)
    names = tuple(f"class {index}" for index in range(CLASSES))
    card = ModelCard(name="VGG16", architecture="torchvision/vgg16", class_names=names, preparation=preparation)
    module = torchvision.models.vgg16(weights=None, num_classes=CLASSES).eval().requires_grad_(requires_grad=False)
    module.load_state_dict(network.state_dict())
    layers = layer_table(module, (224, 224))
    return LoadedModel(ModelId("0" * 64), Path("vgg16"), card, module, layers, torch.device("cpu"))


def photograph(number: int) -> Photograph:
    """Noise of 224 x 224."""
    pixels = np.random.default_rng(number).integers(0, 255, (224, 224, 3), np.uint8)
    return Photograph(ImageId(f"{number:064d}"), Path("noise.png"), pixels, "PNG", "RGB", 8)


def query(model: LoadedModel, picture: Photograph, target: int, layer: str) -> Query:
    """Grad-CAM of a class at a layer."""
    return Query(picture.id, model.id, Method.GRAD_CAM, ClassTarget(target), layer)


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def ask_pytorch_grad_cam(network: torch.nn.Module, layer: str, image: torch.Tensor, target: int) -> None:
    """One map as its documentation says: a context, one target layer, one class."""
    with GradCAM(network, [network.get_submodule(layer)]) as cam:
        cam(image, [ClassifierOutputTarget(target)])


def every_map(model: LoadedModel, network: torch.nn.Module, layers: list[str], image: torch.Tensor) -> None:
    """All convolutions x all classes: ours in one go, pytorch-grad-cam asked for each."""

    def ours(picture: Photograph) -> None:
        explainer = Explainer()
        for target in range(CLASSES):
            explainer.explain_all_layers(model, picture, query(model, picture, target, LAST))

    def theirs() -> None:
        for layer in layers:
            for target in range(CLASSES):
                ask_pytorch_grad_cam(network, layer, image, target)

    ours(photograph(1))
    ask_pytorch_grad_cam(network, LAST, image, 0)
    before = [seconds(lambda: ours(photograph(1))) for _ in range(2)]
    peer = seconds(theirs)
    after = [seconds(lambda: ours(photograph(1))) for _ in range(2)]
    mine = statistics.median(before + after)
    print(f"{len(layers)} convolutions x {CLASSES} classes (ours: all {len(model.layers)} layers)")
    print(f"  Funduscope {mine:.2f} s, pytorch-grad-cam asked for each {peer:.1f} s: {peer / mine:.1f} times faster")


def single_maps(model: LoadedModel, network: torch.nn.Module) -> None:
    """One cold map at the last convolution, then another layer, then another class."""
    frozen = model.module
    times: dict[str, list[float]] = {}

    def measure(name: str, work: Callable[[], object]) -> None:
        times.setdefault(name, []).append(seconds(work))

    def captum(network: torch.nn.Module, image: torch.Tensor) -> np.ndarray:
        cam = LayerGradCam(network, network.get_submodule(LAST))
        return cam.attribute(image, target=0, relu_attributions=True).detach().numpy()

    def torchcam(image: torch.Tensor) -> np.ndarray:
        with TorchCam(network, LAST) as cam:
            return cam(0, network(image))[0].numpy()

    def measure_ours(picture: Photograph) -> None:
        explainer = Explainer()
        measure("cold", lambda: explainer.explain(model, picture, query(model, picture, 0, LAST)))
        measure("class", lambda: explainer.explain(model, picture, query(model, picture, 1, LAST)))
        explainer.explain_all_layers(model, picture, query(model, picture, 0, LAST))
        measure("layer", lambda: explainer.explain(model, picture, query(model, picture, 0, "features.26")))

    def measure_peers(picture: Photograph) -> None:
        measure("captum", lambda: captum(network, model.prepare(picture)[0]))
        measure("captum, frozen", lambda: captum(frozen, model.prepare(picture)[0]))
        measure("torchcam", lambda: torchcam(model.prepare(picture)[0]))
        measure("pytorch-grad-cam", lambda: ask_pytorch_grad_cam(network, LAST, model.prepare(picture)[0], 0))

    for number in range(ROUNDS + 1):
        measure_ours(photograph(number))
        measure_peers(photograph(number))
    medians = {name: statistics.median(values[1:]) for name, values in times.items()}
    peers = {name: medians[name] for name in ("captum", "captum, frozen", "torchcam", "pytorch-grad-cam")}
    fastest = min(peers, key=peers.__getitem__)
    cold = medians["cold"]
    print(f"one cold map at {LAST}: Funduscope {1000 * cold:.0f} ms")
    for name, value in peers.items():
        print(f"  {name} {1000 * value:.0f} ms: {value / cold:.2f} times ours")
    print(f"  against the fastest ({fastest}): ours takes {100 * cold / peers[fastest]:.0f} % of its time")
    print(f"another layer: {100 * medians['layer'] / cold:.2f} % of a cold map")
    print(f"another class at that layer: {100 * medians['class'] / cold:.1f} % of a cold map")
