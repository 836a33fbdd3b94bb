from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desktop.itemmodels.natural_order import natural_key, path_key


def test_numbers_count() -> None:
    names = ["eye10.jpg", "Eye2.jpg", "eye1.jpg", "left.jpg", "10.jpg", "9.jpg"]
    assert sorted(names, key=natural_key) == ["9.jpg", "10.jpg", "eye1.jpg", "Eye2.jpg", "eye10.jpg", "left.jpg"]


def test_files_of_one_folder_stay_together() -> None:
    paths = [Path("/a b/1.jpg"), Path("/a/2.jpg"), Path("/a/x/1.jpg"), Path("/a/10.jpg")]
    assert sorted(paths, key=path_key) == [Path("/a/2.jpg"), Path("/a/10.jpg"), Path("/a/x/1.jpg"), Path("/a b/1.jpg")]


@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_names_can_be_compared(names: list[str]) -> None:
    assert len(sorted(names, key=natural_key)) == len(names)
