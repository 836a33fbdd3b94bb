"""What is said of the photographs that were found for a study, and of the study that they would make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.evaluation.reading.plan import Design, StudyKind
from core.evaluation.reading.schedule import williams_square
from desktop.study_wish import StudyWish
from desktop.translation import tr

if TYPE_CHECKING:
    from core.evaluation.reading.sources import Source


def source_words(source: Source) -> str:
    """How many photographs there are, and how many of them of each grade."""
    known = sum(candidate.reference is not None for candidate in source.candidates)
    words = tr("{count:,} photographs", count=len(source.candidates))
    if not known:
        return tr("{words}, none with a reference grade: readers are compared with one another alone.", words=words)
    counts = ", ".join(f"{name} {count:,}" for name, count in zip(source.class_names, source.counts(), strict=True))
    rest = tr("; {count:,} without", count=len(source.candidates) - known) if known < len(source.candidates) else ""
    return tr(
        "{words}, references from {words_2}: {counts}{rest}.",
        words=words,
        words_2=source.words,
        counts=counts,
        rest=rest,
    )


def study_words(wish: StudyWish, available: int) -> str:
    """How much each reader has to read where so many photographs are available."""
    count = min(wish.count or available, available)
    if wish.kind is StudyKind.VERDICTS:
        return tr(
            "{count:,} photographs with {count_2} maps each: {count_3:,} for each reader",
            count=count,
            count_2=len(wish.maps),
            count_3=count * len(wish.maps),
        )
    times = len(wish.arms) if wish.design is Design.CROSSOVER else 1
    whole = len(williams_square(len(wish.arms))) if wish.arms else 1
    balance = ""
    if len(wish.readers) % whole and len(wish.arms) > 1:
        balance = tr(" With {whole} readers, or a multiple, arms are balanced photograph by photograph.", whole=whole)
    periods = tr(" in {times} periods", times=times) if times > 1 else ""
    return tr(
        "{count:,} photographs: {count_2:,} readings{periods} for each reader.{balance}",
        count=count,
        count_2=count * times,
        periods=periods,
        balance=balance,
    )
