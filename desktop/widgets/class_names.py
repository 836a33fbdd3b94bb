"""Class names as people have them in a clipboard, and what may be wrong with them."""

from desktop.translation import tr

SEPARATORS = "\t;,"


def split_class_names(text: str) -> tuple[str, ...]:
    """The names in `text`: a line each, or one line with tabs, semicolons or commas between them."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    if len(lines) != 1:
        return tuple(lines)
    separator = next((mark for mark in SEPARATORS if mark in lines[0]), None)
    return tuple(name.strip() for name in lines[0].split(separator)) if separator else tuple(lines)


def class_names_problem(names: tuple[str, ...]) -> str:
    """What is wrong with a set of class names, in a sentence; empty where nothing is."""
    if not names:
        return tr("There are no classes.")
    blank = next((index for index, name in enumerate(names) if not name.strip()), None)
    if blank is not None:
        return tr("Class {blank} has no name.", blank=blank)
    first: dict[str, int] = {}
    for index, name in enumerate(names):
        if name in first:
            return tr(
                "Classes {first} and {index} are both called '{name}'.", first=first[name], index=index, name=name
            )
        first[name] = index
    return ""
