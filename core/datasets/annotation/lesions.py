"""The names under which lesions are marked: a list of the project's own, which begins with those of the field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.datasets.catalogue.errors import ProjectError
from core.datasets.catalogue.project import Project
from core.datasets.catalogue.settings import Setting
from core.synthesis.codes import NAMES, Code

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ()+.-]{0,30}[A-Za-z0-9)+-]|[A-Za-z0-9]")
"""What every file system takes as the name of a folder, and no spreadsheet for a formula."""

_RESERVED = frozenset({"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)})
MOST_LESIONS = 100
FOVEA = "FO"


@dataclass(frozen=True, slots=True)
class Lesion:
    """A kind of mark: `code` is what marks keep, and the name of folders of masks; `name` is what people read."""

    code: str
    name: str


DEFAULT_LESIONS: tuple[Lesion, ...] = (
    *(
        Lesion(code.value, NAMES[code])
        for code in (
            Code.MICROANEURYSM,
            Code.HAEMORRHAGE,
            Code.HARD_EXUDATE,
            Code.COTTON_WOOL_SPOT,
            Code.IRMA,
            Code.VENOUS_BEADING,
            Code.NEOVASCULARISATION,
            Code.OPTIC_DISC,
        )
    ),
    Lesion(FOVEA, "fovea"),
    Lesion(Code.LASER_SCAR.value, NAMES[Code.LASER_SCAR]),
    Lesion(Code.DRUSEN.value, NAMES[Code.DRUSEN]),
)
"""The first ten are chosen by the digits 1 to 9 and 0."""


def checked(lesions: Sequence[Lesion]) -> tuple[Lesion, ...]:
    """The same, with spaces at the ends taken away. Raises ProjectError for a code or name that cannot be used."""
    clean = tuple(Lesion(one.code.strip(), " ".join(one.name.split()) or one.code.strip()) for one in lesions)
    if not 1 <= len(clean) <= MOST_LESIONS:
        raise ProjectError(f"There are {len(clean)} names of lesions.", f"Keep 1 to {MOST_LESIONS}.")
    seen: set[str] = set()
    for one in clean:
        if not _CODE.fullmatch(one.code) or one.code.lower() in _RESERVED:
            raise ProjectError(
                f"'{one.code}' cannot be the short name of a lesion: folders of masks are called so.",
                "Use letters and digits, with spaces, dots or dashes between them.",
            )
        if one.code.lower() in seen:
            raise ProjectError(f"Two lesions have the short name '{one.code}'.", "Give one of them another.")
        seen.add(one.code.lower())
    return clean


def lesions_of(project: Project) -> tuple[Lesion, ...]:
    """The names of a project; those of the field where it has none of its own."""
    kept: Any = project.settings.value(Setting.LESIONS)
    return tuple(Lesion(code, name) for code, name in kept) if kept else DEFAULT_LESIONS


def set_lesions(project: Project, lesions: Sequence[Lesion]) -> tuple[Lesion, ...]:
    """Keep other names with the project; marks that were made stay what they are. Raises ProjectError."""
    clean = checked(lesions)
    project.settings.setValue(Setting.LESIONS, [[one.code, one.name] for one in clean])
    return clean


def names_of(lesions: Sequence[Lesion]) -> dict[str, str]:
    """The names of lesions by code, with those of the field for codes that are not in the list."""
    return {**NAMES, FOVEA: "fovea", **{one.code: one.name for one in lesions}}


def code_from(name: str, taken: Sequence[str]) -> str:
    """A code for a name that came from elsewhere, none of those that are `taken`."""
    plain = re.sub(r"[^A-Za-z0-9 ()+.-]", "-", name).strip(" .-(")[:28] or "lesion"
    code, number, known = plain, 1, {one.lower() for one in taken}
    while code.lower() in known or code.lower() in _RESERVED or not _CODE.fullmatch(code):
        number += 1
        code = f"{plain} {number}"
    return code
