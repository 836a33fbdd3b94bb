"""JSON that may come from anywhere."""

import json
from typing import Any


def parse_json(text: str | bytes) -> Any:
    """The value of a JSON text. Raises ValueError for what is none.

    Also where it is nested more deeply than Python can follow: `json.loads` raises RecursionError then, which nobody
    who reads a damaged file thinks of.
    """
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
