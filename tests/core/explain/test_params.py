"""Every method has an entry, parameters with bounds, and a computation."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path

import pytest

from core.errors import ExplainError
from core.explain.catalogue import CATALOGUE
from core.explain.methods import ON_INPUT, ON_LAYERS
from core.explain.params import params_type
from core.explain.query import ClassTarget, GradCamParams, Method, Query
from core.images.photograph import ImageId
from core.networks.card import ModelId


@pytest.mark.parametrize("method", Method)
def test_every_method_is_complete(method: Method) -> None:
    entry = CATALOGUE[method]
    assert entry.method is method
    assert (method in ON_INPUT) != (method in ON_LAYERS)
    assert entry.sentence.endswith(".")
    assert entry.paper
    params = params_type(method)
    assert params.method_name == method
    for field in params.form():
        assert field.title
        assert field.text.endswith(".")
    assert params.from_json(json.loads(json.dumps(params().to_json()))) == params()


@pytest.mark.parametrize("method", Method)
def test_every_method_and_parameter_is_documented(method: Method, repository: Path) -> None:
    text = (repository / "docs" / "methods.md").read_text(encoding="utf-8")
    heading = f"## {CATALOGUE[method].title} (`{method}`)\n"
    assert heading in text
    section = text.partition(heading)[2].partition("\n## ")[0]
    assert "*It means*" in section
    assert "*It does" in section
    for field in params_type(method).form():
        assert f"`{field.name}` (" in section
        for choice in field.choices:
            assert f"`{choice}`" in section
    assert f"`{method}`" in (repository / "docs" / "command-line.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("method", Method)
def test_every_bound_of_every_parameter_holds(method: Method) -> None:
    params = params_type(method)
    for field in params.form():
        if isinstance(field.default, StrEnum):
            for choice in field.choices:
                assert getattr(params.parse([f"{field.name}={choice}"]), field.name) is choice
        elif not isinstance(field.default, bool):
            assert field.minimum is not None
            with pytest.raises(ExplainError, match=field.name):
                params(**{field.name: type(field.default)(field.minimum - 1)})
            with pytest.raises(ExplainError, match=field.name):
                params.parse([f"{field.name}=nan"])
        with pytest.raises(ExplainError, match=field.name):
            params.parse([f"{field.name}=much"])
        with pytest.raises(ExplainError, match=field.name):
            params(**{field.name: "much"})


def test_parameters_that_are_not_there_say_so() -> None:
    with pytest.raises(ExplainError, match=r"no parameter 'window'.*takes none"):
        GradCamParams.parse(["window=3"])
    with pytest.raises(ExplainError, match="name=value"):
        GradCamParams.parse(["window"])


def test_a_query_has_the_parameters_of_its_method() -> None:
    def query(method: Method, params: object = None) -> Query:
        return Query(ImageId("0"), ModelId("1"), method, ClassTarget(0), None, params)  # type: ignore[arg-type]

    for method in Method:
        assert type(query(method).params) is params_type(method)
        assert hash(query(method)) == hash(query(method))
    assert len({query(method) for method in Method}) == len(Method)
    with pytest.raises(ExplainError, match="mean nothing"):
        query(Method.SALIENCY, GradCamParams())
