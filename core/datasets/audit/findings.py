"""What an audit finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What may be wrong. The value is its name in JSON."""

    UNREADABLE = "unreadable"
    TRUNCATED = "truncated"
    NOT_A_FUNDUS = "not_a_fundus"
    OUT_OF_FOCUS = "out_of_focus"
    UNDER_EXPOSED = "under_exposed"
    OVER_EXPOSED = "over_exposed"
    WRONG_SIZE = "wrong_size"
    IDENTICAL = "identical"
    NEAR_IDENTICAL = "near_identical"
    LABEL_CONFLICT = "label_conflict"
    ACROSS_SPLIT = "across_split"
    UNMATCHED_ROW = "unmatched_row"
    UNLABELLED = "unlabelled"


TITLES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.UNREADABLE: "Cannot be read",
        Kind.TRUNCATED: "Truncated",
        Kind.NOT_A_FUNDUS: "No disc of light",
        Kind.OUT_OF_FOCUS: "Out of focus",
        Kind.UNDER_EXPOSED: "Too dark",
        Kind.OVER_EXPOSED: "Too bright",
        Kind.WRONG_SIZE: "Unusual size",
        Kind.IDENTICAL: "Byte for byte the same",
        Kind.NEAR_IDENTICAL: "Nearly the same",
        Kind.LABEL_CONFLICT: "The same, with different labels",
        Kind.ACROSS_SPLIT: "The same on both sides of a split",
        Kind.UNMATCHED_ROW: "Label without a photograph",
        Kind.UNLABELLED: "Photograph without a label",
    }
)
SENTENCES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.UNREADABLE: "No program gets a picture out of these. Replace them by other copies, or leave them out.",
        Kind.TRUNCATED: "The file ends before its picture does. Copy it again from where it came from.",
        Kind.NOT_A_FUNDUS: "Nothing round and lit on a dark ground: another picture, a detail, or a photograph whose "
        "border was cut off.",
        Kind.OUT_OF_FOCUS: "Fine vessels are blurred beside the coarse ones.",
        Kind.UNDER_EXPOSED: "The inner fundus is darker than in all but the darkest photographs that can be graded.",
        Kind.OVER_EXPOSED: "Parts of the inner fundus are washed out.",
        Kind.WRONG_SIZE: "The disc of light has few pixels, or the photograph another size than nearly all others.",
        Kind.IDENTICAL: "One photograph under several names: it counts several times.",
        Kind.NEAR_IDENTICAL: "One photograph compressed, scaled or lit otherwise, or one eye taken twice in a row.",
        Kind.LABEL_CONFLICT: "One photograph, or nearly, with labels that cannot both be right.",
        Kind.ACROSS_SPLIT: "What a network is tested on, it has learned: figures of such a test are too good.",
        Kind.UNMATCHED_ROW: "A row of the table names no photograph of the folder.",
        Kind.UNLABELLED: "The table has no row, or no label, for these.",
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `photographs` are positions in the audited set, in order; `detail` says what exactly, in words."""

    kind: Kind
    photographs: tuple[int, ...]
    detail: str = ""
    value: float | None = None
