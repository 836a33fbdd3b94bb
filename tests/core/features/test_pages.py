"""Pages: in a PDF words are words, in a PNG they are painted, and thousands of pages take no more memory than one."""

from __future__ import annotations

import tracemalloc
import weakref
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pypdf
import pytest
from PIL import Image

from core.errors import FunduscopeError
from core.features.lettering import elided, width_of, wrapped
from core.features.pages import MARGIN_PX, PAGE_PX, SMALL_PX, Page, new_page, write_pdf, write_png
from core.features.sheets import MOST_TICKS, ticks

WORDS = "vessel (ada); \u0441\u043e\u0441\u0443\u0434; 125 \N{MICRO SIGN}m; caf\u00e9 1\N{MULTIPLICATION SIGN}1"


def a_page(number: int = 0) -> Page:
    page = new_page(f"Channel {number}", WORDS, entry=f"entry {number}")
    cells = np.array([[0, 255], [128, 7]], np.uint8)
    page.picture(100, 200, (60, 60), cells, is_photograph=False)
    page.picture(200, 200, (90, 60), np.full((40, 60, 3), (200, 90, 30), np.uint8), is_photograph=True)
    page.frame((100, 200, 160, 260))
    return page


def test_words_of_a_pdf_can_be_searched(tmp_path: Path) -> None:
    assert write_pdf(iter([a_page(3), a_page(4)]), tmp_path / "a.pdf", title="title \N{MICRO SIGN}") == 2
    reader = pypdf.PdfReader(tmp_path / "a.pdf", strict=True)
    assert reader.metadata is not None
    assert reader.metadata.title == "title \N{MICRO SIGN}"
    assert [item.title for item in reader.outline] == ["entry 3", "entry 4"]  # type: ignore[union-attr]
    assert [reader.get_destination_page_number(item) for item in reader.outline] == [0, 1]  # type: ignore[arg-type]
    for number, page in enumerate(reader.pages, start=3):
        text = page.extract_text()
        assert f"Channel {number}" in text
        assert WORDS in text
        assert "Not for clinical use" in text
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx((841.92, 595.2))


def test_pictures_of_a_pdf_are_what_was_put_there(tmp_path: Path) -> None:
    write_pdf(iter([a_page()]), tmp_path / "a.pdf", title="x")
    kernel, photograph = (np.asarray(each.image) for each in pypdf.PdfReader(tmp_path / "a.pdf").pages[0].images)
    # Cells are made large, so that no viewer blurs them into each other.
    assert kernel.shape == (60, 60)
    np.testing.assert_array_equal(kernel[::30, ::30], [[0, 255], [128, 7]])
    assert np.unique(kernel).tolist() == [0, 7, 128, 255]
    assert photograph.shape == (40, 60, 3)
    assert np.abs(photograph.astype(int) - (200, 90, 30)).max() <= 3


def test_a_png_shows_the_same(tmp_path: Path) -> None:
    write_png(a_page(), tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as page:
        assert page.size == PAGE_PX
        pixels = np.asarray(page)
    assert pixels[215, 145].tolist() == [255, 255, 255]
    assert pixels[245, 115].tolist() == [128, 128, 128]
    assert np.abs(pixels[230, 240].astype(int) - (200, 90, 30)).max() <= 3
    head = pixels[MARGIN_PX - 20 : MARGIN_PX + 20, MARGIN_PX : MARGIN_PX + 200]
    assert (head < 100).any()


def test_pages_are_written_as_they_come(tmp_path: Path) -> None:
    """None is held: not the pages, and not what was written of them."""
    known: list[weakref.ref[Page]] = []

    def pages(count: int) -> Iterator[Page]:
        for number in range(count):
            assert sum(each() is not None for each in known) <= 2
            page = a_page(number)
            # Noise does not pack: what is held shows in the memory that is taken.
            noise = np.random.default_rng(number).integers(0, 256, (100, 100, 3), np.uint8)
            page.picture(400, 400, (100, 100), noise, is_photograph=False)
            known.append(weakref.ref(page))
            yield page

    def peak(count: int) -> int:
        tracemalloc.start()
        assert write_pdf(pages(count), tmp_path / "a.pdf", title="x") == count
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        known.clear()
        return most

    peak(2)  # letters are read once
    few, many = peak(20), peak(300)
    assert (tmp_path / "a.pdf").stat().st_size > 300 * 30_000
    assert many - few < 1_000_000
    assert len(pypdf.PdfReader(tmp_path / "a.pdf").pages) == 300


def test_what_was_there_before_survives_a_page_that_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    write_pdf(iter([a_page()]), path, title="x")
    before = path.read_bytes()

    def pages() -> Iterator[Page]:
        yield a_page()
        raise FunduscopeError("no more")

    with pytest.raises(FunduscopeError, match="no more"):
        write_pdf(pages(), path, title="x")
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"]


def test_lines_that_are_too_wide_are_cut() -> None:
    long = "layer " * 100
    short = elided(long, SMALL_PX, 300)
    assert short.endswith("\N{HORIZONTAL ELLIPSIS}")
    assert 250 < width_of(short, SMALL_PX) <= 300
    assert elided("x", SMALL_PX, 300) == "x"
    lines = wrapped(long, SMALL_PX, 300, most=3)
    assert len(lines) == 3
    assert all(width_of(line, SMALL_PX) <= 300 for line in lines)
    assert not lines[0].endswith("\N{HORIZONTAL ELLIPSIS}")
    assert lines[2].endswith("\N{HORIZONTAL ELLIPSIS}")


@pytest.mark.parametrize("count", [1, 2, 12, 13, 64, 100, 512, 2048, 99_999])
def test_ticks_are_few_and_round(count: int) -> None:
    shown = ticks(count)
    assert 0 < len(shown) <= MOST_TICKS
    assert shown[0] == 0
    assert str(shown.step).rstrip("0") in {"1", "2", "5"}
