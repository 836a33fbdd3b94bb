"""JSON that may come from anywhere."""

from __future__ import annotations

import pytest

from core.jsontext import parse_json


def test_what_json_says_is_given() -> None:
    assert parse_json('{"a": [1, null, "ä"]}') == {"a": [1, None, "ä"]}
    assert parse_json("[1]".encode("utf-16")) == [1]


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"a":' * 100_000, "1" * 5000, b"\xff\xfe\xff"])
def test_whatever_is_none_is_a_value_error(text: str | bytes) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        parse_json(text)
