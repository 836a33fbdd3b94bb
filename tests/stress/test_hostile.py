"""Every value of a file replaced by one of another kind: it opens, or is refused in plain words, and nothing else."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.datasets.preparing.order import read_recipe
from core.errors import LONGEST, FunduscopeError
from core.explain.edits.codec import from_json, to_json
from core.explain.edits.editlist import EditList
from core.images.preparation import Normalisation, recipe
from core.networks.card import ModelCard

WRONG: tuple[Any, ...] = (
    None, True, -1, 0, 10**30, 1e308, float("nan"), "", "x", "../../../etc/passwd", "/etc/passwd", "\0",
    "x" * 100_000, [], {}, [None], {"x": None}, [[[[]]]],
)  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where the values of a tree are."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places(inner, (*path, key))


def spoilt(tree: Any) -> Iterator[tuple[str, Any]]:
    """The tree with one value replaced, left out or doubled, for every value and each way."""
    for path in places(tree):
        for wrong in WRONG:
            yield f"{path} = {str(wrong)[:40]!r}", _with(tree, path, wrong)


def _with(tree: Any, path: tuple[Any, ...], wrong: Any) -> Any:
    if not path:
        return wrong
    changed = copy.deepcopy(tree)
    at = changed
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = wrong
    return changed


def _card() -> str:
    plain = recipe("plain", input_size=32, normalisation=Normalisation.UNIT)
    return ModelCard(
        architecture="funduscope/die_c1", class_names=tuple("123456"), preparation=plain, name="a card"
    ).dumps()


def _read_recipe(text: str, folder: Path) -> object:
    path = folder / "recipe.json"
    path.write_text(text, "utf-8")
    return read_recipe(path)


READERS: dict[str, tuple[Callable[[], str], Callable[[str, Path], object]]] = {
    "card": (_card, lambda text, _folder: ModelCard.loads(text)),
    "recipe": (
        lambda: json.dumps(recipe("vincenzi", input_size=32, normalisation=Normalisation.UNIT).to_json()),
        _read_recipe,
    ),
    "edits": (
        lambda: json.dumps(to_json(EditList("0" * 64, 8, 8))),  # type: ignore[arg-type]
        lambda text, _folder: from_json(json.loads(text)),
    ),
}


@pytest.mark.parametrize("kind", READERS)
def test_wrong_values_are_refused_in_plain_words(kind: str, tmp_path: Path) -> None:
    make, read = READERS[kind]
    good = json.loads(make())
    read(json.dumps(good), tmp_path)
    refused = 0
    for what, tree in spoilt(good):
        try:
            read(json.dumps(tree), tmp_path)
        except FunduscopeError as error:
            refused += 1
            if not 0 < len(str(error)) < LONGEST + 500:
                pytest.fail(f"{kind}: {what}: said in {len(str(error))} characters")
        except Exception as error:  # noqa: BLE001 - that there is none is what is tested
            pytest.fail(f"{kind}: {what}: {type(error).__name__}: {error}")
    assert refused > 10
