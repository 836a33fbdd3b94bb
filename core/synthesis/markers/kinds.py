"""Which markers there are, and how each is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from core.synthesis.markers import objects, textures
from core.synthesis.markers.drawing import Shape


class Marker(StrEnum):
    """A kind of marker. The value is its name everywhere: in class lists, of folders and of masks."""

    GRASS = "grass"
    GRANITE = "granite"
    FABRIC = "fabric"
    BRICKS = "bricks"
    PEBBLES = "pebbles"
    CAR = "car"
    DROID = "droid"
    GIRAFFE = "giraffe"
    CARTOON = "cartoon"


Painter = Callable[[Generator, int, int, float], NDArray[np.uint8]]
"""Paints a texture: generator, height, width, size of its grain in pixels."""
Drawer = Callable[[Generator], list[Shape]]
"""Draws an object into the box from -1 to 1."""

PAINTERS: Mapping[Marker, Painter] = {
    Marker.GRASS: textures.paint_grass,
    Marker.GRANITE: textures.paint_granite,
    Marker.FABRIC: textures.paint_fabric,
    Marker.BRICKS: textures.paint_bricks,
    Marker.PEBBLES: textures.paint_pebbles,
}
DRAWERS: Mapping[Marker, Drawer] = {
    Marker.CAR: objects.draw_car,
    Marker.DROID: objects.draw_droid,
    Marker.GIRAFFE: objects.draw_giraffe,
    Marker.CARTOON: objects.draw_cartoon,
}
GRAIN_SHARES: Mapping[Marker, float] = {
    Marker.GRASS: 0.0032,
    Marker.GRANITE: 0.0052,
    Marker.FABRIC: 0.0064,
    Marker.BRICKS: 0.019,
    Marker.PEBBLES: 0.0056,
}
"""The size of a texture's grain as a share of the fundus's diameter."""
SMALLEST_GRAINS_PX: Mapping[Marker, float] = {
    Marker.GRASS: 1.0,
    Marker.GRANITE: 1.5,
    Marker.FABRIC: 1.5,
    Marker.BRICKS: 4.0,
    Marker.PEBBLES: 1.5,
}
"""Below this a texture would be grey noise, whatever it is made of."""
