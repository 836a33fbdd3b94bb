"""From a seed to a fundus photograph with its truth."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import SynthesisError
from core.synthesis.codes import Code
from core.synthesis.fundus.arithmetic import TURN, Floats, cos_sin
from core.synthesis.fundus.backdrop import draw_backdrop
from core.synthesis.fundus.camera import draw_camera, expose
from core.synthesis.fundus.canvas import Canvas, blurred, mask_of
from core.synthesis.fundus.composition import Layer, compose
from core.synthesis.fundus.draws import Draws, Stream
from core.synthesis.fundus.dust import draw_dust
from core.synthesis.fundus.lesions.haemorrhages import (
    draw_haemorrhages,
    draw_microaneurysms,
    draw_preretinal_haemorrhages,
)
from core.synthesis.fundus.lesions.lesion_planes import LesionPlanes
from core.synthesis.fundus.lesions.pale import draw_cotton_wool, draw_drusen, draw_exudates, draw_laser_scars
from core.synthesis.fundus.lesions.places import Ground
from core.synthesis.fundus.lesions.plan import BEADED_QUADRANTS, draw_plan
from core.synthesis.fundus.lesions.proliferation import bead_veins, draw_irma, draw_new_vessels
from core.synthesis.fundus.options import Eye, FundusOptions, Grade
from core.synthesis.fundus.patient import Anatomy, Patient, draw_anatomy
from core.synthesis.fundus.vessels.drawing import draw_vessels
from core.synthesis.fundus.vessels.tree import grow_tree
from core.synthesis.fundus.vessels.vessel import Kind, Vessel
from core.synthesis.fundus.view import View, draw_view
from core.synthesis.rendering import Rendering

_DEFAULT = FundusOptions()


@dataclass(frozen=True, slots=True)
class _Look:
    """How lesions of some kinds are seen: softness of the edge in disc diameters, density of full coverage in red,
    green and blue, and whether they are as plain in photographs of low contrast.
    """

    codes: tuple[Code, ...]
    softness: float
    densities: tuple[float, float, float]
    is_plain: bool = False


_LOOKS = (
    _Look((Code.DRUSEN,), 0.012, (-0.05, -0.22, -0.16), is_plain=True),
    _Look((Code.LASER_SCAR,), 0.014, (-0.10, -0.40, -0.40), is_plain=True),
    _Look((Code.HARD_EXUDATE,), 0.005, (-0.27, -0.60, -0.38), is_plain=True),
    _Look((Code.COTTON_WOOL_SPOT,), 0.024, (-0.09, -0.44, -0.40), is_plain=True),
    _Look((Code.MICROANEURYSM,), 0.008, (0.24, 0.74, 0.40)),
    _Look(
        (Code.DOT_HAEMORRHAGE, Code.BLOT_HAEMORRHAGE, Code.FLAME_HAEMORRHAGE),
        0.014,
        (0.34, 0.82, 0.43),
    ),
    _Look((Code.IRMA, Code.NEOVASCULARISATION), 0.005, (0.27, 0.84, 0.45)),
    _Look((Code.PRERETINAL_HAEMORRHAGE,), 0.028, (0.52, 1.35, 0.90), is_plain=True),
)
_VEIN = (0.22, 0.84, 0.48)
_ARTERY = (0.03, 0.58, 0.42)
_SCAR_PIGMENT = (0.45, 0.70, 0.60)
_VESSEL_SOFTNESS = 0.007
_REFLEX_WIDTH, _REFLEX_STRENGTH = 0.28, 0.6
_LEAST_REFLEX_RADIUS = 0.02


def render_fundus(seed: int, index: int, options: FundusOptions = _DEFAULT) -> Rendering:
    """The fundus photograph number `index` of the series `seed`, with a mask of everything in it that is no retina.

    Photographs 2n and 2n + 1 are the right and the left eye of patient n; with `options.eye` they are two photographs
    of that eye. The label is the grade, 0 to 4. The same arguments give the same bytes on every machine. Facts: grade,
    eye, patient, places of disc and fovea and the field's circle in pixels (x, y from the middle of the first pixel),
    counts of lesions by code, haemorrhages by quadrant (superotemporal, superonasal, inferotemporal, inferonasal about
    the fovea), quadrants with beaded veins, and by how much the camera was turned.

    Raises SynthesisError for a seed or index below 0.
    """
    if seed < 0 or index < 0:
        raise SynthesisError(f"Seed {seed}, photograph {index}: neither can be below 0.", "Give whole numbers from 0.")
    eye = options.eye or (Eye.RIGHT, Eye.LEFT)[index % 2]
    anatomy = draw_anatomy(seed, index // 2, eye)
    grade = anatomy.grade if options.grade is None else Grade(options.grade)
    view = draw_view(seed, index, anatomy, options)
    ground, planes = Ground(view, anatomy), LesionPlanes(view)
    tree = grow_tree(Draws(seed, index // 2, Stream.VESSELS, _number(eye)), anatomy)
    lesions = Draws(seed, index // 2, Stream.LESIONS, _number(eye), index)
    plan = draw_plan(lesions, grade, has_drusen=options.has_drusen)
    vessels, beaded = bead_veins(lesions, plan, tree.vessels, ground, planes)
    if len(plan.beaded_quadrants) >= BEADED_QUADRANTS > len(beaded):
        # Too few veins are in view to show why this eye is severe: it shows another sign instead.
        plan.irma = max(plan.irma, 1)
    draw_preretinal_haemorrhages(lesions, plan, ground, planes)
    draw_new_vessels(lesions, plan, vessels, ground, planes)
    scars = draw_laser_scars(lesions, plan, ground, planes)
    draw_irma(lesions, plan, ground, planes)
    by_quadrant = draw_haemorrhages(lesions, plan, ground, planes)
    draw_microaneurysms(lesions, plan, ground, planes)
    draw_cotton_wool(lesions, plan, ground, planes)
    draw_exudates(lesions, plan, ground, planes)
    draw_drusen(lesions, plan, ground, planes)

    backdrop = draw_backdrop(Draws(seed, index // 2, Stream.BACKGROUND, _number(eye)), anatomy, view)
    layers = _layers(view, anatomy.patient, vessels, planes, scars)
    camera_draws = Draws(seed, index, Stream.CAMERA)
    camera = draw_camera(camera_draws, anatomy.patient)
    layers += draw_dust(Draws(seed, index, Stream.DUST), view)
    light, field = compose(backdrop, layers, anatomy.patient, camera, view)
    pixels = expose(light, camera, view, camera_draws)
    masks = {code.value: mask for code, mask in planes.masks(field)}
    masks[Code.OPTIC_DISC.value] = _disc_mask(view, anatomy) & field
    facts = {
        **_facts(anatomy, grade, index, view),
        "counts": {code.value: number for code, number in planes.counts.items()},
        "haemorrhages_by_quadrant": by_quadrant,
        "beaded_quadrants": list(beaded),
    }
    return Rendering(pixels, masks, int(grade), facts)


def _number(eye: Eye) -> int:
    return 0 if eye is Eye.RIGHT else 1


def _layers(
    view: View, patient: Patient, vessels: tuple[Vessel, ...], planes: LesionPlanes, scars: list[Floats]
) -> list[Layer]:
    layers = []
    softness = _VESSEL_SOFTNESS * view.disc_px
    for kind, densities in ((Kind.VEIN, _VEIN), (Kind.ARTERY, _ARTERY)):
        canvas = Canvas(view)
        draw_vessels(canvas, [vessel for vessel in vessels if vessel.kind is kind])
        blood = blurred(canvas.coverage(), softness)
        if kind is Kind.ARTERY:
            blood = cv2.subtract(blood, _reflex(view, vessels)).astype(np.uint8, copy=False)
        layers.append(Layer(blood, _scaled(densities, patient.vessel_contrast)))
    for look in _LOOKS:
        seen = planes.seen(look.codes, look.softness)
        if seen is not None:
            strength = 1.0 if look.is_plain else patient.lesion_contrast
            layers.append(Layer(seen, _scaled(look.densities, strength)))
    if scars:
        canvas = Canvas(view)
        for outline in scars:
            canvas.fill(outline, 200)
        layers.append(Layer(blurred(canvas.coverage(), 0.012 * view.disc_px), _SCAR_PIGMENT))
    return layers


def _scaled(densities: tuple[float, float, float], factor: float) -> tuple[float, float, float]:
    return densities[0] * factor, densities[1] * factor, densities[2] * factor


def _reflex(view: View, vessels: tuple[Vessel, ...]) -> NDArray[np.uint8]:
    """How much of an artery's blood is hidden by the light that its wall throws back along its middle."""
    canvas = Canvas(view)
    wide = [v for v in vessels if v.kind is Kind.ARTERY and float(v.radii[0]) > _LEAST_REFLEX_RADIUS]
    draw_vessels(canvas, wide, strength=_REFLEX_STRENGTH, narrowing=_REFLEX_WIDTH)
    return blurred(canvas.coverage(), 0.006 * view.disc_px)


def _disc_mask(view: View, anatomy: Anatomy) -> NDArray[np.bool_]:
    cosine, sine = cos_sin(np.arange(64) * (TURN / 64))
    outline = np.stack(
        [anatomy.disc_x + 0.515 * anatomy.disc_width * cosine, anatomy.disc_y + 0.515 * anatomy.disc_height * sine],
        axis=1,
    )
    canvas = Canvas(view, 1)
    canvas.fill(outline)
    return mask_of(canvas.coverage())


def _facts(anatomy: Anatomy, grade: Grade, index: int, view: View) -> dict[str, object]:
    places = view.to_pixels(np.array([[0.0, 0.0], [anatomy.disc_x, anatomy.disc_y]]))
    fovea, disc = ([round(float(value), 2) for value in place] for place in places)
    return {
        "grade": int(grade),
        "eye": anatomy.eye.value,
        "patient": index // 2,
        "fovea_px": fovea,
        "disc_px": disc,
        "disc_diameter_px": round(view.disc_px * anatomy.disc_height, 2),
        "field_centre_px": [round(view.centre_x, 2), round(view.centre_y, 2)],
        "field_radius_px": round(view.radius_px, 2),
        "roll_radians": round(view.roll, 4),
    }
