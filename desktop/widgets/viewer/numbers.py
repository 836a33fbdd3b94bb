"""Numbers as they are written on axes and in fields."""

from __future__ import annotations

import math

_MINUS = "\N{MINUS SIGN}"


def short_number(value: float, digits: int = 3) -> str:
    """A value in few characters: `digits` significant digits, and an exponent only where zeros would take more room."""
    if not math.isfinite(value):
        return "\N{EM DASH}"
    if value == 0:
        return "0"
    exponent = math.floor(math.log10(abs(value)))
    if -4 <= exponent < 5:
        text = f"{value:.{max(0, digits - 1 - exponent)}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    else:
        mantissa, power = f"{value:.{digits - 1}e}".split("e")
        text = f"{mantissa.rstrip('0').rstrip('.') if '.' in mantissa else mantissa}e{int(power)}"
    return text.replace("-", _MINUS)


def tiny_number(value: float) -> str:
    """A value in the fewest characters: two significant digits, with an exponent below 0.01 and from 10,000 on."""
    if not math.isfinite(value) or value == 0 or 0.01 <= abs(value) < 1e4:
        return short_number(value, 2)
    mantissa, power = f"{value:.1e}".split("e")
    return f"{mantissa.removesuffix('.0')}e{int(power)}".replace("-", _MINUS)


def common_power(largest: float) -> int:
    """The power of ten by which values up to `largest` are divided to be written in few characters; 0: as they are."""
    if not (math.isfinite(largest) and largest > 0):
        return 0
    exponent = math.floor(math.log10(largest))
    return exponent if exponent < -2 or exponent > 3 else 0


def power_text(power: int) -> str:
    """`x10` with a raised exponent, as it stands beside an axis."""
    return f"\N{MULTIPLICATION SIGN}10{str(power).translate(_RAISED)}"


_RAISED = str.maketrans("-0123456789", "\N{SUPERSCRIPT MINUS}⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_number(text: str) -> float | None:
    """The number that somebody typed, with a point or a comma; None where it is none."""
    try:
        value = float(text.strip().replace(_MINUS, "-").replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def nice_ticks(lower: float, upper: float, most: int) -> list[float]:
    """At most `most` round values (steps of 1, 2 or 5 times a power of ten) from `lower` to `upper`."""
    span = upper - lower
    if not (span > 0 and math.isfinite(span)) or most < 2:
        return []
    power = 10.0 ** math.floor(math.log10(span / most))
    step = next((factor * power for factor in (1, 2, 5, 10, 20) if span / (factor * power) <= most - 1), 20 * power)
    first = math.ceil(lower / step - 1e-9)
    return [index * step for index in range(first, math.floor(upper / step + 1e-9) + 1)]
