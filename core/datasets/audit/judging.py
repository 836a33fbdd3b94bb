"""From measures to findings about single photographs.

The limits were set on the 413 graded photographs of IDRiD, of which each flags the stated number, and on copies of
them that were blurred, darkened and brightened; `docs/audit.md` has the figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from core.datasets.audit.findings import Finding, Kind
from core.datasets.audit.measures import Measures

MIN_DARK_CORNERS = 3
MAX_OUTSIDE = 0.01
MIN_COVER = 0.85
MIN_FOCUS = 0.23
MIN_BRIGHTNESS = 40.0
MAX_BRIGHTNESS = 165.0
MAX_BRIGHT_SHARE = 0.06
MIN_DISC_PX = 300.0
USUAL_SHARE = 0.8
"""Where so many photographs have one size, another one is unusual."""
_TRUNCATED = "is truncated"


def judge(measures: Sequence[Measures]) -> Iterator[Finding]:
    """What is odd about each photograph by itself, or beside the others' size."""
    usual = _usual_size(measures)
    for place, each in enumerate(measures):
        if each.error:
            kind = Kind.TRUNCATED if _TRUNCATED in each.error else Kind.UNREADABLE
            yield Finding(kind, (place,), each.error)
            continue
        is_fundus = not each.is_dark
        if each.is_dark:
            yield Finding(Kind.NOT_A_FUNDUS, (place,), "dark all over")
        elif reason := _why_no_fundus(each):
            is_fundus = False
            yield Finding(Kind.NOT_A_FUNDUS, (place,), reason)
        if is_fundus:
            yield from _quality(place, each)
        yield from _size(place, each, usual, is_fundus=is_fundus)


def _why_no_fundus(each: Measures) -> str:
    if each.dark_corners < MIN_DARK_CORNERS:
        return f"only {each.dark_corners} of 4 corners are dark"
    if each.outside > MAX_OUTSIDE:
        return "what is lit is not round"
    if each.cover < MIN_COVER:
        return f"only {each.cover:.0%} of the disc is lit"
    return ""


def _quality(place: int, each: Measures) -> Iterator[Finding]:
    if each.focus < MIN_FOCUS:
        detail = f"sharpness {each.focus:.2f}, at least {MIN_FOCUS:.2f} is usual"
        yield Finding(Kind.OUT_OF_FOCUS, (place,), detail, each.focus)
    if each.brightness < MIN_BRIGHTNESS:
        detail = f"median brightness {each.brightness:.0f} of 255, at least {MIN_BRIGHTNESS:.0f} is usual"
        yield Finding(Kind.UNDER_EXPOSED, (place,), detail, each.brightness)
    if each.bright_share > MAX_BRIGHT_SHARE:
        yield Finding(
            Kind.OVER_EXPOSED, (place,), f"{each.bright_share:.0%} of the inner fundus is washed out", each.bright_share
        )
    elif each.brightness > MAX_BRIGHTNESS:
        detail = f"median brightness {each.brightness:.0f} of 255, at most {MAX_BRIGHTNESS:.0f} is usual"
        yield Finding(Kind.OVER_EXPOSED, (place,), detail, each.brightness)


def _size(place: int, each: Measures, usual: tuple[int, int] | None, *, is_fundus: bool) -> Iterator[Finding]:
    if is_fundus and each.disc_px < MIN_DISC_PX:
        detail = f"the disc of light has {each.disc_px:.0f} pixels across, fewer than {MIN_DISC_PX:.0f}"
        yield Finding(Kind.WRONG_SIZE, (place,), detail, each.disc_px)
    elif usual is not None and (each.width, each.height) != usual:
        detail = f"{each.width} x {each.height} pixels, where nearly all have {usual[0]} x {usual[1]}"
        yield Finding(Kind.WRONG_SIZE, (place,), detail)


def _usual_size(measures: Sequence[Measures]) -> tuple[int, int] | None:
    sizes = Counter((each.width, each.height) for each in measures if not each.error)
    if not sizes:
        return None
    size, count = sizes.most_common(1)[0]
    return size if count >= max(10, USUAL_SHARE * sizes.total()) else None
