"""Finds commands by a few letters of their names."""

from dataclasses import dataclass

START_BONUS = 8
NEIGHBOUR_BONUS = 5
GAP_COST_LIMIT = 6


@dataclass(frozen=True, slots=True)
class Match:
    """How well a pattern fits a text, and at which places its letters are."""

    score: int
    places: tuple[int, ...]


def fuzzy_match(pattern: str, text: str) -> Match | None:
    """The best way in which the letters of `pattern` occur in `text` in their order; None where they do not.

    Letters at the beginning of words and next to each other count more, gaps cost. Spaces typed are passed over.
    """
    wanted, folded = "".join(pattern.split()).casefold(), text.casefold()
    if not wanted:
        return Match(0, ())
    if len(folded) != len(text):  # a letter that folds into two: places would shift
        folded = text.lower() if len(text.lower()) == len(text) else text
    best: dict[int, Match] = {}
    for number, letter in enumerate(wanted):
        best = _advance(best, letter, text, folded, is_first=number == 0)
        if not best:
            return None
    return max(best.values(), key=lambda match: match.score)


def _advance(best: dict[int, Match], letter: str, text: str, folded: str, *, is_first: bool) -> dict[int, Match]:
    """The best match that ends at each place where `letter` is, given those of the letters before it."""
    result: dict[int, Match] = {}
    for place, candidate in enumerate(folded):
        if candidate != letter:
            continue
        gain = 1 + (START_BONUS if _is_word_start(text, place) else 0)
        if is_first:
            result[place] = Match(gain - min(place, GAP_COST_LIMIT), (place,))
            continue
        before = [(match, place - end) for end, match in best.items() if end < place]
        if before:
            options = (
                Match(match.score + gain + (NEIGHBOUR_BONUS if gap == 1 else -min(gap, GAP_COST_LIMIT)), match.places)
                for match, gap in before
            )
            chosen = max(options, key=lambda match: match.score)
            result[place] = Match(chosen.score, (*chosen.places, place))
    return result


def _is_word_start(text: str, place: int) -> bool:
    return place == 0 or not text[place - 1].isalnum() or (text[place].isupper() and text[place - 1].islower())
