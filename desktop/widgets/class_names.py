"""Class names as people have them: lines, lists with commas, JSON."""

import json

from core.errors import FunduscopeError


def parse_class_names(text: str) -> tuple[str, ...]:
    """The names in `text`: a JSON list, a JSON object from index to name, a line each, or one line with separators.

    Raises FunduscopeError where JSON is begun and not finished, or is something else.
    """
    stripped = text.strip().removeprefix("\ufeff")
    if stripped[:1] in ("[", "{"):
        return _names_of_json(stripped)
    lines = [line.strip() for line in stripped.splitlines() if line.strip()]
    if len(lines) != 1:
        return tuple(lines)
    separator = next((mark for mark in "\t;," if mark in lines[0]), None)
    return tuple(name.strip() for name in lines[0].split(separator)) if separator else tuple(lines)


def _names_of_json(text: str) -> tuple[str, ...]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FunduscopeError(f"The class names are not valid JSON: {error}.") from error
    if isinstance(found, dict):
        missing = next((index for index in range(len(found)) if str(index) not in found), None)
        if missing is not None:
            raise FunduscopeError(f"The JSON object has no name for class {missing}.", "Number the classes from 0 on.")
        # ImageNet's usual index file gives each class a pair: the WordNet number and the name.
        values = [found[str(index)] for index in range(len(found))]
        found = [value[-1] if isinstance(value, list) and value else value for value in values]
    if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
        raise FunduscopeError("The JSON holds class names that are not texts.")
    return tuple(found)


def class_names_problem(names: tuple[str, ...]) -> str:
    """What is wrong with a set of class names, in a sentence; empty where nothing is."""
    if not names:
        return "There are no classes."
    blank = next((index for index, name in enumerate(names) if not name.strip()), None)
    if blank is not None:
        return f"Class {blank} has no name."
    first: dict[str, int] = {}
    for index, name in enumerate(names):
        if name in first:
            return f"Classes {first[name]} and {index} are both called '{name}'."
        first[name] = index
    return ""
