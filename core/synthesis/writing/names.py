"""Names that can be those of folders, on every system."""

from __future__ import annotations

from core.errors import SynthesisError

_LONGEST = 80
_FORBIDDEN = '<>:"/\\|?*'
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}


def check_class_names(names: tuple[str, ...]) -> None:
    """Raise SynthesisError unless each name can be a folder beside the others on Linux, macOS and Windows."""
    seen: set[str] = set()
    for name in names:
        _check(name)
        if name.casefold() in seen:
            raise SynthesisError(f"Two classes are called '{name}'.", "Case does not count: give each another name.")
        seen.add(name.casefold())


def _check(name: str) -> None:
    bad = sorted({character for character in name if character in _FORBIDDEN or not character.isprintable()})
    if bad:
        raise SynthesisError(f"The class name {name!r} holds {' '.join(map(repr, bad))}.", "No folder may have it.")
    if not name or not name[0].isalnum() or name[-1] in ". ":
        raise SynthesisError(
            f"The class name {name!r} cannot be that of a folder.", "Begin with a letter or digit; end with no dot."
        )
    if len(name) > _LONGEST:
        raise SynthesisError(f"The class name '{name[:30]}…' is too long.", f"Use at most {_LONGEST} characters.")
    if name.split(".")[0].casefold() in _DEVICES:
        raise SynthesisError(f"The class name '{name}' is that of a device on Windows.", "Choose another.")
