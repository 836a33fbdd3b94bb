"""The parameters that were last chosen for each method."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.errors import ExplainError
from core.explain.method import Method
from core.explain.params import MethodParams, params_type


class ParamsMemory:
    """Keeps one set of parameters a method; those that were never chosen are the defaults."""

    def __init__(self) -> None:
        self._kept: dict[Method, MethodParams] = {}

    def get(self, method: Method) -> MethodParams:
        """The parameters last chosen for `method`."""
        return self._kept.get(method) or params_type(method)()

    def keep(self, params: MethodParams) -> None:
        """These were chosen for their method."""
        self._kept[Method(params.method_name)] = params

    def to_json(self) -> dict[str, Any]:
        """What differs from the defaults, by the name of the method."""
        changed = {method: params for method, params in self._kept.items() if params != params_type(method)()}
        return {method.value: params.to_json() for method, params in changed.items()}

    def restore(self, fields: Mapping[str, Any]) -> None:
        """Take on what `to_json` gave. What cannot be read, of another version of the program, is left out."""
        for name, values in fields.items():
            try:
                method = Method(name)
                self._kept[method] = params_type(method).from_json(dict(values))
            except (ValueError, TypeError, ExplainError):
                continue
