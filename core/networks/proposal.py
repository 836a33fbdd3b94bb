"""What the import of foreign weights knows and asks. Knows no torch, so that the window can speak of it at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.images.preparation import Normalisation, Preparation

ICDR_CLASS_NAMES = ("No DR", "Mild", "Moderate", "Severe", "Proliferative DR")
"""The grades of the International Clinical Diabetic Retinopathy scale (Wilkinson et al. 2003), 0 to 4."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportProposal:
    """What was found out about a file of weights, with a sensible answer to everything that the file does not say.

    `candidates` are the architectures whose keys and shapes are exactly those of the file, `architecture` the first of
    them. `output_count` is the number of the network's outputs, `class_count` that of the classes it is read as: one
    more where there is a single output. `suggested_class_names` are sets of names that fit in number and may be meant;
    none is taken unasked. `notes` are sentences for the user: what was assumed, what was left out.
    """

    name: str
    architecture: str
    candidates: tuple[str, ...]
    arguments: Mapping[str, Any] = field(default_factory=dict)
    output_count: int
    class_count: int
    class_names: tuple[str, ...]
    suggested_class_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    input_size: int
    is_input_size_fixed: bool
    normalisation: Normalisation
    recipe: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """The user's answers; None takes what the proposal says.

    `arguments` are laid over those of the proposal, for what can't be seen in the weights (`transform_input`).
    `preparation`, a whole one, takes the place of `input_size`, `normalisation` and `recipe`.
    """

    architecture: str | None = None
    class_names: tuple[str, ...] | None = None
    input_size: int | None = None
    normalisation: Normalisation | None = None
    recipe: str | None = None
    name: str | None = None
    arguments: Mapping[str, Any] | None = None
    notes: str | None = None
    licence: str | None = None
    preparation: Preparation | None = None
