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
