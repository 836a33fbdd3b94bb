"""Reading torch's pickled files without running anything that is in them, and saying why where that can't be done."""

from __future__ import annotations

import io
import pickle
import pickletools
import re
import warnings
import zipfile
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

import torch

from core.errors import ModelError

MAX_PICKLE_BYTES = 256 * 2**20


class Inert:
    """Stands in for an object that is data beside the weights (settings, metrics): takes anything, does nothing."""

    def __init__(self, *_args: object) -> None:
        self.state: object = None

    def __setstate__(self, state: object) -> None:
        self.state = state


def _plain_dict(*_args: object) -> dict[Any, Any]:
    return {}


def _text_path(*parts: object) -> PurePosixPath:
    return PurePosixPath(*(str(part) for part in parts))


# Names that checkpoints in the wild hold beside their weights, and what is made instead of them. The real classes are
# never imported: a name in a file leads to one of these harmless stand-ins or to a refusal.
_STAND_INS: dict[str, Any] = {
    "argparse.Namespace": Inert,
    "types.SimpleNamespace": Inert,
    "collections.defaultdict": _plain_dict,
    "builtins.dict": _plain_dict,
    "builtins.list": Inert,
    "builtins.int": Inert,
    "builtins.float": Inert,
    "builtins.object": Inert,
    "builtins.slice": Inert,
    "builtins.range": Inert,
    "builtins.frozenset": Inert,
    "datetime.datetime": Inert,
    "datetime.timedelta": Inert,
    "datetime.date": Inert,
    "pathlib.Path": _text_path,
    "pathlib.PosixPath": _text_path,
    "pathlib.WindowsPath": _text_path,
    "pathlib.PurePosixPath": _text_path,
    "pathlib.PureWindowsPath": _text_path,
    "pathlib._local.Path": _text_path,
    "pathlib._local.PosixPath": _text_path,
    "pathlib._local.WindowsPath": _text_path,
    "numpy.dtype": Inert,
    "numpy.ndarray": Inert,
    "numpy.core.multiarray.scalar": Inert,
    "numpy._core.multiarray.scalar": Inert,
    "numpy.core.multiarray._reconstruct": Inert,
    "numpy._core.multiarray._reconstruct": Inert,
    "numpy.core.numeric._frombuffer": Inert,
    "numpy._core.numeric._frombuffer": Inert,
    "lightning_fabric.utilities.data.AttributeDict": OrderedDict,
    "lightning.fabric.utilities.data.AttributeDict": OrderedDict,
    "pytorch_lightning.utilities.parsing.AttributeDict": OrderedDict,
    "pytorch_lightning.callbacks.model_checkpoint.ModelCheckpoint": Inert,
    "pytorch_lightning.callbacks.early_stopping.EarlyStopping": Inert,
    "omegaconf.dictconfig.DictConfig": Inert,
    "omegaconf.listconfig.ListConfig": Inert,
    "omegaconf.base.ContainerMetadata": Inert,
    "omegaconf.base.Metadata": Inert,
    "omegaconf.nodes.AnyNode": Inert,
    "omegaconf.nodes.StringNode": Inert,
    "omegaconf.nodes.IntegerNode": Inert,
    "omegaconf.nodes.FloatNode": Inert,
    "omegaconf.nodes.BooleanNode": Inert,
    "typing.Any": Inert,
    "yacs.config.CfgNode": OrderedDict,
    "easydict.EasyDict": OrderedDict,
    "addict.addict.Dict": OrderedDict,
    "mmengine.logging.history_buffer.HistoryBuffer": Inert,
    "mmengine.config.config.ConfigDict": OrderedDict,
    "mmcv.utils.config.ConfigDict": OrderedDict,
}


# What torch itself lets through, to tell it from what it stopped at. It decides over words, not over safety.
_HARMLESS = re.compile(
    r"torch\._utils\._rebuild\w+|torch\._tensor\._rebuild_from_type_v2|torch\.(int|float|uint|bfloat|complex|bool|q)\w*"
    r"|torch\.\w+Storage|torch\.storage\.\w+Storage|torch\.(Size|Tensor|device)|torch\.nn\.parameter\.Parameter"
    r"|torch\.serialization\._get_layout|collections\.(OrderedDict|Counter)|_codecs\.encode"
    r"|(builtins|__builtin__)\.(bytearray|set|complex)"
)


def unpickle(path: Path, *, is_zip: bool) -> object:
    """What a file of `torch.save` holds, as plain containers of tensors on the CPU; nothing in it is executed.

    Zip files are mapped into memory, so that tensors which nobody asks for are not read. Raises ModelError naming the
    class or function where the file holds code, or what else is wrong with it.
    """
    stand_ins: list[Any] = [(made, name) for name, made in _STAND_INS.items()]
    try:
        with torch.serialization.safe_globals(stand_ins), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if path.suffix == ".safetensors":  # torch goes by this ending, whatever the file is
                with path.open("rb") as file:
                    return torch.load(file, map_location="cpu", weights_only=True)
            return torch.load(path, map_location="cpu", weights_only=True, mmap=is_zip)
    except pickle.UnpicklingError as error:
        raise _refusal(path, error, is_zip=is_zip) from error
    except MemoryError as error:
        raise ModelError(f"'{path.name}' asks for more memory than there is.") from error
    except Exception as error:  # torch raises nearly anything for a damaged file
        reason = str(error).strip().split("\n")[0].rstrip(".") or type(error).__name__
        raise ModelError(
            f"'{path.name}' is damaged: {reason}.", "It may have been cut off while downloading or copying."
        ) from error


def _refusal(path: Path, error: pickle.UnpicklingError, *, is_zip: bool) -> ModelError:
    code = [name for name in _globals(path, is_zip=is_zip) if not _is_allowed(name)]
    if not code:
        named = re.search(r"(?:GLOBAL|function) (?:<[\w ]*)?([\w.]+)", str(error))
        code = [named.group(1)] if named and not _is_allowed(named.group(1)) else []
    if not code:
        first = str(error).strip().split("\n")[0]
        return ModelError(f"'{path.name}' is damaged, or not a file of torch.save: {first}")
    listed = ", ".join(code[:3]) + (f" and {len(code) - 3} more" if len(code) > 3 else "")
    what = "a whole pickled network" if any(_is_module(name) for name in code) else "more than weights"
    return ModelError(
        f"'{path.name}' holds {what}: opening it would run code that the file names ({listed}). It was not opened.",
        "Save the weights alone where the file was made and is trusted: "
        f"python -c \"import torch; m = torch.load('{quotable(path)}', map_location='cpu', weights_only=False); "
        "m = m.get('model', m.get('state_dict', m)) if isinstance(m, dict) else m; "
        "torch.save(m.state_dict() if hasattr(m, 'state_dict') else m, 'weights.pth')\"",
    )


def quotable(path: Path) -> str:
    """The file's name for a line of Python that is to be pasted into a shell; FILE where it could mean more there."""
    return path.name if re.fullmatch(r"[\w.+-][\w.+ -]*", path.name) else "FILE"


def _is_module(name: str) -> bool:
    parts = name.split(".")
    return name.startswith(("torch.nn.modules.", "torchvision.", "timm.", "efficientnet_pytorch.")) or (
        len(parts) > 1 and parts[-1][:1].isupper() and parts[0] in ("models", "model", "networks", "__main__")
    )


def _is_allowed(name: str) -> bool:
    return name in _STAND_INS or _HARMLESS.fullmatch(name) is not None


def _globals(path: Path, *, is_zip: bool) -> list[str]:
    """Every class and function that the pickles in the file name, in order, read without unpickling."""
    found: dict[str, None] = {}
    try:
        for stream in _pickles(path, is_zip=is_zip):
            found.update(dict.fromkeys(_named(stream)))
    except (ValueError, OSError, KeyError, zipfile.BadZipFile, RecursionError, IndexError, MemoryError):
        pass  # a damaged pickle: what was seen so far is what can be told
    return list(found)


def _pickles(path: Path, *, is_zip: bool) -> Iterator[IO[bytes]]:
    if is_zip:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith(".pkl") and archive.getinfo(name).file_size <= MAX_PICKLE_BYTES:
                    yield io.BytesIO(archive.read(name))
        return
    with path.open("rb") as file:
        size = path.stat().st_size
        while file.tell() < size and file.peek(1)[:1] == b"\x80":  # the old format: several pickles, then raw numbers
            yield file


def _named(stream: IO[bytes]) -> Iterator[str]:
    texts: list[str] = []
    for operation, value, _position in pickletools.genops(stream):
        if operation.name == "GLOBAL" and isinstance(value, str):
            yield value.replace(" ", ".")
        elif operation.name == "STACK_GLOBAL" and len(texts) >= 2:
            yield ".".join(texts[-2:])
        if isinstance(value, str):
            texts = [*texts[-1:], value]
