"""The blocks that a compressed file leaves in a photograph."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BLOCK = 8
# Sign changes of each row of the Hadamard matrix in its natural order: what stands for frequency.
_CHANGES = np.array([0, 7, 3, 4, 1, 6, 2, 5])
_FREQUENCY = _CHANGES[:, None] + _CHANGES[None, :]
# By how many bits each coefficient is rounded at coarseness 0.
_LEAST_SHIFTS = 2 + (_FREQUENCY > 0) + (_FREQUENCY > 3) + (_FREQUENCY > 7)


def compressed(band: NDArray[np.uint8], coarseness: int) -> NDArray[np.uint8]:
    """A band (h, w, 3) as it comes out of a file that was compressed in blocks of eight by eight.

    As JPEG does, blocks are transformed and their coefficients rounded, the higher frequencies more coarsely; in place
    of the cosine transform stands Hadamard's, of additions only, which is the same on every machine. `coarseness` 0
    leaves the band as it is; each step doubles the rounding. Rows and columns beyond whole blocks are left alone.
    """
    rows, columns = band.shape[0] // BLOCK * BLOCK, band.shape[1] // BLOCK * BLOCK
    if not coarseness or not rows or not columns:
        return band
    # Place within the block first, so that every step runs over whole planes.
    shape = (rows // BLOCK, BLOCK, columns // BLOCK, BLOCK, 3)
    blocks = band[:rows, :columns].reshape(shape).transpose(1, 3, 0, 2, 4).astype(np.int16, order="C")
    # Around zero: 64 times 128, and as much again for what rounding adds, fit into 16 bits.
    blocks -= 128
    _transform(blocks)
    for place, shift in np.ndenumerate(_LEAST_SHIFTS + coarseness):
        plane = blocks[place]
        plane += np.int16(1 << (shift - 1))
        plane >>= shift
        plane <<= shift
    _transform(blocks)
    blocks += 128 * 64 + 32
    blocks >>= 6
    np.minimum(np.maximum(blocks, 0, out=blocks), 255, out=blocks)
    result = band.copy()
    result[:rows, :columns] = blocks.transpose(2, 0, 3, 1, 4).reshape(rows, columns, 3)
    return result


def _transform(blocks: NDArray[np.int16]) -> None:
    """The Hadamard transform along the first two axes, in place and not divided by anything."""
    for values in (blocks, blocks.swapaxes(0, 1)):
        for half in (4, 2, 1):
            for first in range(BLOCK):
                if not first & half:
                    other = first | half
                    total = values[first] + values[other]
                    np.subtract(values[first], values[other], out=values[other])
                    values[first] = total
