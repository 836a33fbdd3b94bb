"""Whose eye it is: what a patient's two eyes share, and where they differ."""

from __future__ import annotations

from dataclasses import dataclass

from core.synthesis.fundus.arithmetic import exponential
from core.synthesis.fundus.draws import Draws, Stream
from core.synthesis.fundus.options import Eye, Grade

# How far apart the grades of the two eyes are: the same in most patients.
_GRADE_STEPS = (-1, 0, 1)
_GRADE_WEIGHTS = (0.15, 0.7, 0.15)


@dataclass(frozen=True, slots=True)
class Patient:
    """What both eyes share.

    `red`, `green`, `blue` are the colour of the lit retina in 8-bit units; `pigment` is 0 (blond) to 1 (dark), `age` 0
    (young) to 1 (old), `tessellation` how much of the choroid's vessels shows, `tortuosity` a factor of 0.5 to 2.
    Lengths are in disc diameters.
    """

    grade: Grade
    red: float
    green: float
    blue: float
    pigment: float
    age: float
    tessellation: float
    tortuosity: float
    artery_radius: float
    vein_radius: float
    cup: float
    disc_distance: float
    arcade_height: float
    haze: float
    vessel_contrast: float
    lesion_contrast: float


@dataclass(frozen=True, slots=True)
class Anatomy:
    """One eye, in a frame of its own: the fovea at (0, 0), x towards the nose, y down, in disc diameters."""

    eye: Eye
    grade: Grade
    patient: Patient
    disc_x: float
    disc_y: float
    disc_width: float
    disc_height: float
    cup: float
    cup_pallor: float
    crescent: float
    fovea_depth: float
    has_reflexes: bool


def draw_patient(seed: int, patient: int) -> Patient:
    """The patient of this number in the series `seed`."""
    draws = Draws(seed, patient, Stream.PATIENT)
    grade = Grade(draws.whole(0, len(Grade) - 1))
    red, green, blue = _colour(draws)
    pigment = draws.between(0, 1)
    return Patient(
        grade=grade,
        red=red,
        green=green,
        blue=blue,
        pigment=pigment,
        age=draws.between(0, 1),
        tessellation=draws.pick((0.1, 0.4, 0.8), (5, 3, 2)) * draws.between(0.6, 1.25),
        tortuosity=exponential(0.35 * draws.bell()),
        artery_radius=draws.between(0.036, 0.046),
        vein_radius=draws.between(0.048, 0.064),
        cup=draws.between(0.25, 0.62),
        disc_distance=2.55 + 0.14 * draws.bell(),
        arcade_height=1.95 + 0.25 * draws.bell(),
        haze=draws.pick((0.04, 0.14, 0.32), (6, 3, 1)) * draws.between(0.4, 1.4),
        vessel_contrast=draws.between(0.55, 1.0),
        lesion_contrast=draws.between(0.25, 0.8),
    )


def _colour(draws: Draws) -> tuple[float, float, float]:
    """Red, green and blue of the lit retina.

    The spread is that of graded photographs of the Indian Diabetic Retinopathy Image Dataset, measured inside the field
    (see docs/fundus-renderer.md): the share of green falls as that of blue does.
    """
    red = exponential(min(5.19 + 0.17 * draws.bell(), 5.34))
    warmth = draws.bell()
    green = red / exponential(max(0.52, 0.70 + 0.16 * (0.7 * warmth + 0.6 * draws.bell())))
    blue = green / max(1.55, exponential(1.2 + 0.7 * (0.75 * warmth + 0.6 * draws.bell())))
    return red, green, blue


def draw_anatomy(seed: int, patient_number: int, eye: Eye) -> Anatomy:
    """One eye of a patient: what both share, with the small differences between the two."""
    patient = draw_patient(seed, patient_number)
    draws = Draws(seed, patient_number, Stream.EYE, 0 if eye is Eye.RIGHT else 1)
    grade = patient.grade
    if eye is Eye.LEFT:
        step = draws.pick(_GRADE_STEPS, _GRADE_WEIGHTS)
        grade = Grade(min(max(patient.grade + step, Grade.NONE), Grade.PROLIFERATIVE))
    return Anatomy(
        eye=eye,
        grade=grade,
        patient=patient,
        disc_x=patient.disc_distance + 0.05 * draws.bell(),
        disc_y=-0.22 + 0.12 * draws.bell(),
        disc_width=0.94 + 0.04 * draws.bell(),
        disc_height=1.02 + 0.04 * draws.bell(),
        cup=min(max(patient.cup + 0.03 * draws.bell(), 0.15), 0.75),
        cup_pallor=draws.between(0.3, 1.0),
        crescent=draws.pick((0.0, 0.5, 1.0), (5, 3, 2)) * draws.between(0.5, 1.0),
        fovea_depth=draws.between(0.45, 1.1),
        has_reflexes=draws.chance(0.75 - 0.7 * patient.age),
    )
