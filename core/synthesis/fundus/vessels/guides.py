"""The course of the great vessels: where the arcades, the nasal vessels and the twigs of the macula run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.synthesis.fundus.arithmetic import Floats, lengths
from core.synthesis.fundus.draws import Draws
from core.synthesis.fundus.patient import Anatomy
from core.synthesis.fundus.vessels.vessel import Kind

STEP = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Guide:
    """The course of a vessel that leaves the disc: points (n, 2) about `STEP` apart, and its radius at the disc."""

    kind: Kind
    points: Floats
    radius: float


def great_vessels(draws: Draws, anatomy: Anatomy) -> list[Guide]:
    """Every vessel that leaves the disc: for arteries and veins, above and below."""
    guides = []
    for kind in Kind:
        patient = anatomy.patient
        radius = patient.artery_radius if kind is Kind.ARTERY else patient.vein_radius
        hilus = _hilus(draws, anatomy, kind)
        for sign in (-1.0, 1.0):
            size = radius * draws.between(0.88, 1.08)
            # Upper and lower trunk overlap: they come out of one vessel.
            root = _by(hilus, 0.015 * draws.bell(), sign * -0.035)
            height = patient.arcade_height * draws.between(0.86, 1.16) + (0.08 if kind is Kind.VEIN else -0.08)
            guides.append(_guide(draws, anatomy, kind, size, _arcade(draws, root, sign, height)))
            guides.append(_guide(draws, anatomy, kind, size * draws.between(0.55, 0.8), _nasal(draws, root, sign)))
            if draws.chance(0.6):
                guides.append(_guide(draws, anatomy, kind, size * 0.42, _level(draws, root, sign)))
            guides += [
                _guide(draws, anatomy, kind, draws.between(0.011, 0.018), _twig(draws, anatomy, root, sign))
                for _ in range(draws.pick((1, 2), (3, 2)))
            ]
    return guides


def _by(point: Floats, x: float, y: float) -> Floats:
    """The point beside `point`, by so much."""
    moved: Floats = point + np.array([x, y])
    return moved


def _hilus(draws: Draws, anatomy: Anatomy, kind: Kind) -> Floats:
    """Where the central vessel comes out of the disc: a little nasal of its middle, the vein beside the artery."""
    beside = 0.045 if kind is Kind.VEIN else -0.045
    x = anatomy.disc_x + 0.06 + beside + 0.02 * draws.bell()
    return np.array([x, anatomy.disc_y + 0.03 * draws.bell()])


def _arcade(draws: Draws, root: Floats, sign: float, height: float) -> Floats:
    """From the disc up (or down), around the macula and on towards the temporal raphe, or steeply out of view."""
    steep = draws.between(0.0, 1.0)
    apart = draws.between(-0.13, 0.13)
    wander, sway = 0.16 * draws.bells(6), 0.055 * draws.bell()
    peak = draws.between(-0.2, 1.0)
    far = height * draws.between(0.15, 1.0)
    return np.array(
        [
            root,
            root,
            root,
            _by(root, 0.01 + sway, sign * 0.16),
            _by(root, 0.02 + apart - 0.6 * sway, sign * 0.32),
            _by(root, -0.06 + 1.2 * apart, sign * 0.62),
            _by(root, -0.46 + 0.42 * steep + 0.6 * wander[1], sign * (1.02 + 0.3 * steep)),
            [peak + 0.62 + 0.55 * steep, sign * (height * (0.86 + 0.12 * steep) + 0.6 * wander[2])],
            [peak - 0.3, sign * (height * 1.04 + wander[3])],
            [peak - 1.2, sign * (0.5 * (height + far) + 0.16 * height + wander[4])],
            [-2.2 + wander[0], sign * (0.3 * height + 0.7 * far + wander[5])],
            [-3.2, sign * far],
            [-4.4, sign * far * draws.between(0.5, 1.1)],
        ]
    )


def _nasal(draws: Draws, root: Floats, sign: float) -> Floats:
    """From the trunk towards the nose, above or below."""
    spread = draws.between(0.75, 1.3)
    start = _by(root, 0.01, sign * draws.between(0.02, 0.24))
    bend = draws.between(-0.06, 0.06)
    return np.array(
        [
            start,
            start,
            start,
            _by(start, 0.08 + bend, sign * 0.12),
            _by(start, 0.28 + bend, sign * 0.36 * spread),
            _by(start, 0.72, sign * 0.85 * spread),
            _by(start, 1.35, sign * 1.5 * spread),
            _by(start, 2.2, sign * 2.2 * spread),
            _by(start, 3.2, sign * 2.8 * spread),
        ]
    )


def _level(draws: Draws, root: Floats, sign: float) -> Floats:
    """From the trunk straight towards the nose."""
    rise, bow = sign * draws.between(0.05, 0.5), draws.between(-0.1, 0.1)
    start = _by(root, 0.0, sign * draws.between(0.0, 0.16))
    return np.array(
        [
            start,
            start,
            start,
            _by(start, 0.22, 0.2 * rise + bow),
            _by(start, 0.55, 0.5 * rise + bow),
            _by(start, 1.1, rise),
            _by(start, 2.0, 1.7 * rise),
        ]
    )


def _twig(draws: Draws, anatomy: Anatomy, root: Floats, sign: float) -> Floats:
    """From the trunk over the disc's temporal rim towards the macula, ending short of the fovea."""
    rim = np.array([anatomy.disc_x - 0.46, anatomy.disc_y + sign * draws.between(0.04, 0.3)])
    bow = sign * draws.between(0.05, 0.45)
    end = np.array([draws.between(0.4, 0.8), sign * draws.between(0.1, 0.4)])
    start = _by(root, draws.between(-0.15, 0.0), sign * draws.between(0.02, 0.2))
    return np.array([start, start, start, rim, _by(rim, -0.4, bow), _by(0.5 * (rim + end), -0.2, 0.8 * bow), end, end])


def _guide(draws: Draws, anatomy: Anatomy, kind: Kind, radius: float, controls: Floats) -> Guide:
    calm = 0.7 if kind is Kind.ARTERY else 1.0
    points = meandering(draws, spline(controls), 0.035 * anatomy.patient.tortuosity * calm)
    return Guide(kind, points, radius)


def spline(controls: Floats) -> Floats:
    """Points (n, 2) about `STEP` apart along the uniform cubic B-spline of these controls (m, 2)."""
    reach = lengths(controls[1:] - controls[:-1])
    count = max(4, int(np.ceil(float(reach.max()) / STEP)))
    t = (np.arange(count) / count)[:, None, None]
    s = 1 - t
    first, last = s * s * s / 6, t * t * t / 6
    second = (3 * t * t * t - 6 * t * t + 4) / 6
    third = 1 - first - second - last
    padded = np.concatenate([controls, controls[-1:]])
    curve = first * padded[:-3] + second * padded[1:-2] + third * padded[2:-1] + last * padded[3:]
    return _even(curve.transpose(1, 0, 2).reshape(-1, 2))


def _even(points: Floats) -> Floats:
    """The same line with points `STEP` apart."""
    along = np.concatenate([[0.0], np.cumsum(lengths(points[1:] - points[:-1]))])
    wanted = np.arange(0, max(along[-1], 2 * STEP), STEP)
    right = np.minimum(np.searchsorted(along, wanted, side="right"), len(along) - 1)
    span = np.maximum(along[right] - along[right - 1], 1e-12)
    share = np.minimum((wanted - along[right - 1]) / span, 1.0)[:, None]
    even: Floats = points[right - 1] * (1 - share) + points[right] * share
    return even


def meandering(draws: Draws, points: Floats, amplitude: float) -> Floats:
    """The line with waves of about one and of about a third of a disc diameter, none at its start."""
    tangent = np.empty_like(points)
    tangent[1:-1] = points[2:] - points[:-2]
    tangent[0], tangent[-1] = points[1] - points[0], points[-1] - points[-2]
    tangent /= np.maximum(lengths(tangent), 1e-9)[:, None]
    along = np.arange(len(points)) * STEP
    wave = _waves(draws, along, 0.42) * amplitude + _waves(draws, along, 0.16) * (0.35 * amplitude)
    wave *= np.minimum(along / 0.9, 1.0)
    return points + np.stack([-tangent[:, 1], tangent[:, 0]], axis=1) * wave[:, None]


def _waves(draws: Draws, along: Floats, length: float) -> Floats:
    """Smooth noise (n,) of standard deviation near 1 whose knots lie `length` apart."""
    scaled = along / length
    index = scaled.astype(np.intp)
    t = scaled - index
    s = 1 - t
    knots = 1.5 * draws.bells(int(index[-1]) + 4)
    first, last = s * s * s / 6, t * t * t / 6
    second = (3 * t * t * t - 6 * t * t + 4) / 6
    third = 1 - first - second - last
    wave: Floats = first * knots[index] + second * knots[index + 1] + third * knots[index + 2] + last * knots[index + 3]
    return wave
