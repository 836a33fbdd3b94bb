import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.itemmodels.fuzzy import fuzzy_match


@pytest.mark.parametrize(
    ("pattern", "text", "letters"),
    [
        ("opho", "Open photographs", "Opho"),
        ("of", "Open folder", "Of"),
        ("open fo", "Open folder", "OpenFo".replace("F", "f")),
        ("", "Anything", ""),
    ],
)
def test_finds_the_letters_that_were_meant(pattern: str, text: str, letters: str) -> None:
    match = fuzzy_match(pattern, text)
    assert match is not None
    assert "".join(text[place] for place in match.places) == letters


def test_beginnings_of_words_win_over_letters_inside() -> None:
    match = fuzzy_match("ph", "Graph photograph")
    assert match is not None
    assert match.places == (6, 7)


def test_not_there() -> None:
    assert fuzzy_match("oz", "Open photographs") is None
    assert fuzzy_match("nepo", "Open") is None


def test_the_better_one_has_the_higher_score() -> None:
    near, far = fuzzy_match("fit", "Fit in window"), fuzzy_match("fit", "First layer in the list")
    assert near is not None
    assert far is not None
    assert near.score > far.score


@given(st.text(max_size=6), st.text(max_size=20))
def test_places_rise_and_hold_the_letters(pattern: str, text: str) -> None:
    match = fuzzy_match(pattern, text)
    wanted = "".join(pattern.split())
    if match is None or not wanted:
        return
    assert list(match.places) == sorted(set(match.places))
    assert all(0 <= place < len(text) for place in match.places)
    if text.isascii() and wanted.isascii():
        assert "".join(text[place] for place in match.places).lower() == wanted.lower()
