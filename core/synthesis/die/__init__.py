"""The die: a rendered cube with pips under any rotation, of which every feature can be known.

After J. G. Kalmeijer, "Visualizing Features Learned by Convolutional Neural Networks", Leiden University 2016,
chapter 5: 32 x 32 grey pictures, the class is the most prominent face, ambiguous views are left out. The text of that
chapter was not at hand, so where a rule's details are ours its docstring says so.
"""

from core.synthesis.die.options import CLASS_NAMES, DieOptions
from core.synthesis.die.render import render_die, render_rotation, render_sequence
from core.synthesis.die.rotation import Rotation
from core.synthesis.die.sequence import Turn, rotation_sequence

__all__ = [
    "CLASS_NAMES",
    "DieOptions",
    "Rotation",
    "Turn",
    "render_die",
    "render_rotation",
    "render_sequence",
    "rotation_sequence",
]
