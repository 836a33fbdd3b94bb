"""The short names of what masks outline, as they stand in names of files, and what they stand for."""

from enum import StrEnum


class Code(StrEnum):
    """What a mask outlines. The value is the short name of the contract: it names folders and files.

    IDRiD's names (MA, HE, EX, SE, OD) are kept where they mean the same; HE stands for haemorrhages of any kind, which
    the renderer tells apart (DH, BH, FH, PH).
    """

    MICROANEURYSM = "MA"
    DOT_HAEMORRHAGE = "DH"
    BLOT_HAEMORRHAGE = "BH"
    FLAME_HAEMORRHAGE = "FH"
    PRERETINAL_HAEMORRHAGE = "PH"
    HAEMORRHAGE = "HE"
    HARD_EXUDATE = "EX"
    COTTON_WOOL_SPOT = "SE"
    VENOUS_BEADING = "VB"
    IRMA = "IR"
    NEOVASCULARISATION = "NV"
    LASER_SCAR = "LS"
    DRUSEN = "DN"
    OPTIC_DISC = "OD"


NAMES: dict[str, str] = {
    Code.MICROANEURYSM: "microaneurysm",
    Code.DOT_HAEMORRHAGE: "dot haemorrhage",
    Code.BLOT_HAEMORRHAGE: "blot haemorrhage",
    Code.FLAME_HAEMORRHAGE: "flame haemorrhage",
    Code.PRERETINAL_HAEMORRHAGE: "preretinal haemorrhage",
    Code.HAEMORRHAGE: "haemorrhage",
    Code.HARD_EXUDATE: "hard exudate",
    Code.COTTON_WOOL_SPOT: "cotton-wool spot",
    Code.VENOUS_BEADING: "venous beading",
    Code.IRMA: "intraretinal microvascular abnormality",
    Code.NEOVASCULARISATION: "neovascularisation",
    Code.LASER_SCAR: "laser scar",
    Code.DRUSEN: "drusen",
    Code.OPTIC_DISC: "optic disc",
}


def name_of(code: str) -> str:
    """The full name of a mask's short name; of one that is not in the list (a marker: "car"), the short name itself."""
    return NAMES.get(code, code)
