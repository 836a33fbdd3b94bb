"""Building a network from its architecture's name: of torchvision, timm or our own. Nothing is downloaded."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from functools import lru_cache
from typing import Any

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from core.errors import FunduscopeError, ModelError, did_you_mean
from core.networks.arguments import CONVOLUTIONAL, Arguments, read_arguments
from core.networks.ensemble import EnsembleNetwork
from core.networks.heads import replace_head
from core.networks.lean_import import torchvision_models
from core.networks.own import OWN_NETWORKS

TORCHVISION = "torchvision"
TIMM = "timm"
OWN = "funduscope"
ENSEMBLE = f"{OWN}/ensemble"
"""Several networks as one: what they are stands in the arguments, so that it is in no list of architectures."""
_WITH_AUXILIARY_HEADS = ("googlenet", "inception_v3")


@lru_cache(maxsize=1)
def torchvision_names() -> tuple[str, ...]:
    """The names of torchvision's classifiers."""
    models = torchvision_models()
    return tuple(models.list_models(module=models))


@lru_cache(maxsize=1)
def timm_names() -> tuple[str, ...]:
    """The names of timm's architectures (importing timm takes a second or two)."""
    import timm

    return tuple(timm.list_models())


def own_names() -> tuple[str, ...]:
    """The names of the program's own architectures (theses' networks that no library builds)."""
    return tuple(OWN_NETWORKS)


def architecture_names() -> tuple[str, ...]:
    """The full name of everything that :func:`build` builds: our own first, then torchvision's, then timm's."""
    by_library = {OWN: own_names(), TORCHVISION: torchvision_names(), TIMM: timm_names()}
    return tuple(f"{library}/{name}" for library, names in by_library.items() for name in names)


def resolve(architecture: str) -> str:
    """The full name, "LIBRARY/NAME", of a full or bare one; a bare name means torchvision's first, then timm's.

    Raises ModelError, with the closest names, where there is no such architecture in the installed libraries.
    """
    if architecture.strip() == ENSEMBLE:
        return ENSEMBLE
    library, slash, name = architecture.strip().partition("/")
    if not slash:
        library, name = "", library
    libraries: dict[str, Callable[[], tuple[str, ...]]]
    libraries = {TORCHVISION: torchvision_names, OWN: own_names, TIMM: timm_names}  # timm last: it loads for a second
    if library not in ("", *libraries):
        raise ModelError(
            f"Architecture '{architecture}': there is no library '{library}'.", "torchvision, timm or funduscope are."
        )
    asked = {title: names for title, names in libraries.items() if library in ("", title)}
    for title, names in asked.items():
        if name in names():
            return f"{title}/{name}"
    bare = {candidate for names in asked.values() for candidate in names()}
    hint = did_you_mean(name, bare) or _where_names_are(library)
    raise ModelError(f"Architecture '{architecture}' is not in the installed {library or 'libraries'}.", hint)


def _where_names_are(library: str) -> str:
    if library == OWN:
        return f"They are {', '.join(own_names())}."
    return "The names are those of torchvision.models and of timm.list_models()."


def build(
    architecture: str,
    arguments: Mapping[str, Any],
    class_count: int,
    *,
    meta: bool = False,
    is_initialised: bool = False,
) -> nn.Module:
    """The network, in eval mode. Unless `is_initialised` its parameters are raw memory: load a state into it.

    `arguments` as in :mod:`core.networks.arguments`. In eval mode it computes what the library's own model does;
    heads that only help in training (InceptionV3, GoogLeNet) are left out. With `meta` it takes no memory, on the
    meta device, and has shapes only. Raises ModelError for an unknown name or arguments that do not fit it.
    """
    full = resolve(architecture)
    library, _slash, name = full.partition("/")
    wanted = read_arguments(arguments)
    try:
        if meta:
            model = _build_meta(library, name, wanted, class_count)
        else:
            with nullcontext() if is_initialised else _WithoutInitialisation():
                model = _construct(library, name, wanted, class_count)
    except FunduscopeError:
        raise
    except Exception as error:  # whatever a library raises for arguments that it cannot take
        raise ModelError(f"Architecture '{full}' cannot be built with {dict(arguments)!r}: {error}") from error
    return model.eval()


def _build_meta(library: str, name: str, wanted: Arguments, class_count: int) -> nn.Module:
    try:
        with torch.device("meta"), _WithoutInitialisation():
            return _construct(library, name, wanted, class_count)
    except (NotImplementedError, RuntimeError):  # RegNets work their widths out in tensors, and read them
        with _WithoutInitialisation():
            return _construct(library, name, wanted, class_count).to("meta")


def _construct(library: str, name: str, wanted: Arguments, class_count: int) -> nn.Module:
    if f"{library}/{name}" == ENSEMBLE:
        return _ensemble(wanted, class_count)
    if wanted.ensemble is not None:
        raise ModelError(f"Argument 'ensemble' means nothing to {library}/{name}.")
    named = [argument for argument in CONVOLUTIONAL if getattr(wanted, argument) is not None]
    if named and (library != OWN or OWN_NETWORKS[name].reshaped is None):
        raise ModelError(f"Argument '{named[0]}' means nothing to {library}/{name}.")
    construct = {TORCHVISION: _torchvision, TIMM: _timm, OWN: _own}[library]
    model = construct(name, wanted, class_count)
    if wanted.head is not None:
        replace_head(model, wanted.head, class_count)
    return model


def default_config(architecture: str) -> Mapping[str, Any]:
    """The configuration (`input_size`, `fixed_input_size`, `mean`, `std`, …) that goes with an architecture.

    timm's is that of its pretrained weights; ours has the input size of the source; torchvision's is empty.
    """
    library, _slash, name = resolve(architecture).partition("/")
    if resolve(architecture) == ENSEMBLE:
        return {}
    if library == OWN:
        network = OWN_NETWORKS[name]
        return {"input_size": (3, *network.input_size), "fixed_input_size": network.is_size_fixed}
    if library != TIMM:
        return {}
    import timm

    config = timm.get_pretrained_cfg(name, allow_unregistered=True)
    return dataclasses.asdict(config) if config is not None else {}


def _torchvision(name: str, wanted: Arguments, class_count: int) -> nn.Module:
    options: dict[str, Any] = {}
    if name in _WITH_AUXILIARY_HEADS:
        is_transformed = True if wanted.transform_input is None else wanted.transform_input
        options = {"aux_logits": False, "init_weights": False, "transform_input": is_transformed}
    elif wanted.transform_input is not None:
        raise ModelError(f"Argument 'transform_input' means nothing to torchvision/{name}.")
    if wanted.img_size is not None:
        options["image_size" if name.startswith("vit_") else "input_size"] = _torchvision_size(name, wanted.img_size)
    if wanted.global_pool is not None:
        raise ModelError(f"Argument 'global_pool' means nothing to torchvision/{name}.")
    model: nn.Module = torchvision_models().get_model(name, weights=None, num_classes=class_count, **options)
    if wanted.in_chans is not None:
        _change_input_channels(model, wanted.in_chans)
    return model


def _torchvision_size(name: str, size: tuple[int, int]) -> int | tuple[int, int]:
    if name.startswith("maxvit"):
        return size
    if not name.startswith("vit_"):
        raise ModelError(f"Argument 'img_size' means nothing to torchvision/{name}: it takes any size.")
    if size[0] != size[1]:
        raise ModelError(f"Argument 'img_size' of torchvision/{name} must be one number, not {size}.")
    return size[0]


def _timm(name: str, wanted: Arguments, class_count: int) -> nn.Module:
    import timm

    if wanted.transform_input is not None:
        raise ModelError(f"Argument 'transform_input' means nothing to timm/{name}.")
    options = {"in_chans": wanted.in_chans, "img_size": wanted.img_size, "global_pool": wanted.global_pool}
    given: dict[str, Any] = {key: value for key, value in options.items() if value is not None}
    model: nn.Module = timm.create_model(name, pretrained=False, num_classes=class_count, **given)
    return model


def _own(name: str, wanted: Arguments, class_count: int) -> nn.Module:
    network = OWN_NETWORKS[name]
    for argument in ("in_chans", "global_pool", "transform_input"):
        if getattr(wanted, argument) is not None:
            raise ModelError(f"Argument '{argument}' means nothing to funduscope/{name}.")
    if wanted.img_size is not None and not network.is_size_fixed:
        raise ModelError(f"Argument 'img_size' means nothing to funduscope/{name}: it takes any size.")
    construct = network.build if network.reshaped is None else network.reshaped(wanted)
    return construct(class_count, wanted.img_size or network.input_size)


def _ensemble(wanted: Arguments, class_count: int) -> nn.Module:
    if wanted.ensemble is None:
        raise ModelError(f"{ENSEMBLE} must say of which networks it is made.")
    members = []
    for each in wanted.ensemble.members:
        if len(each.weights) not in (1, class_count):
            raise ModelError(f"A member of the ensemble has {len(each.weights)} weights for {class_count} classes.")
        library, _slash, name = resolve(each.architecture).partition("/")
        members.append(_construct(library, name, read_arguments(each.arguments), class_count))
    return EnsembleNetwork(wanted.ensemble, members, class_count)


def _change_input_channels(model: nn.Module, channels: int) -> None:
    """Give torchvision's first convolution another number of input channels, as users do by hand."""
    for name, module in model.named_modules():
        if isinstance(module, nn.Conv2d):
            replacement = nn.Conv2d(
                channels,
                module.out_channels,
                module.kernel_size,  # type: ignore[arg-type]
                module.stride,  # type: ignore[arg-type]
                module.padding,  # type: ignore[arg-type]
                module.dilation,  # type: ignore[arg-type]
                bias=module.bias is not None,
            )
            model.set_submodule(name, replacement)
            return


_METHODS = ("normal_", "uniform_", "erfinv_", "mul_", "add_", "sub_", "div_", "clamp_", "fill_", "zero_", "copy_")
_FILLERS = frozenset(getattr(Tensor, name) for name in _METHODS) | frozenset(
    function for name, function in vars(nn.init).items() if name.endswith("_") and not name.startswith("_")
)


class _WithoutInitialisation(TorchFunctionMode):
    """Within it parameters are not filled with numbers: seconds for a large network, thrown away at once.

    Buffers are filled, since some are not in a state. It holds for the thread that enters it alone, unlike a change of
    `torch.nn.init`.
    """

    def __torch_function__(self, func: Any, types: Any, args: Sequence[Any] = (), kwargs: Any = None) -> Any:
        given = kwargs or {}
        filled = args[0] if args else given.get("tensor")  # by keyword from torch.nn.init
        if func in _FILLERS and isinstance(filled, nn.Parameter):
            return filled
        return func(*args, **given)
