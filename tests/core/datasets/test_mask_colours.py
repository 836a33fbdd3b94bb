"""The colours of outlines."""

from __future__ import annotations

import colorsys

from core.datasets.mask_colours import mask_colours
from core.synthesis.codes import Code


def test_every_lesion_has_a_colour_of_its_own_and_none_of_a_fundus() -> None:
    colours = mask_colours(Code)
    assert set(colours) == set(Code)
    apart = {code: colour for code, colour in colours.items() if code != Code.HAEMORRHAGE}
    assert len(set(apart.values())) == len(apart)
    for code, rgb in colours.items():
        hue, saturation, value = colorsys.rgb_to_hsv(*(channel / 255 for channel in rgb))
        is_red = saturation > 0.5 and (hue < 0.1 or hue > 0.94)
        assert value > 0.8, code
        assert not is_red, code


def test_markers_differ_on_one_photograph_and_stay_the_same_on_all() -> None:
    names = ["car", "droid", "giraffe", "cartoon", "grass", "granite"]
    assert len(set(mask_colours(names).values())) == len(names)
    assert mask_colours(["car"]) == mask_colours(["car"])
    assert mask_colours(["MA", "grass"])["grass"] != mask_colours(["MA", "grass"])["MA"]
    assert len(mask_colours(str(number) for number in range(20))) == 20
