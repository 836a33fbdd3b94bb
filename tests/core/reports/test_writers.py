"""Both writers say everything that a document holds; files are whole or not there."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pypdf
import pytest
from PIL import Image

from core.drawing.charts import Line, unit_plot
from core.reports.document import (
    Bullets,
    Case,
    Cases,
    Cell,
    Code,
    ColourBar,
    Document,
    Facts,
    Heading,
    Legend,
    Paragraph,
    Picture,
    PictureKind,
    Pictures,
    Plot,
    Plots,
    Section,
    Table,
    Tone,
    rows,
)
from core.reports.html import render_html
from core.reports.pdf import render_pdf
from core.reports.pictures import picture
from core.reports.writing import ReportError, write_report

PIXELS = np.arange(60 * 80 * 3, dtype=np.uint8).reshape(60, 80, 3)
WORDS = ("Müller & <Söhne>", "κ ≥ 0.8", "a paragraph", "a point", "a name", "a value", "a cell", "softly", "a caption")


def everything() -> Document:
    drawing = unit_plot([Line("a line", [(0, 0), (1, 1)])], across="sideways", up="upwards")
    shown = picture(PIXELS, "a picture")
    contents = (
        Heading("a heading"),
        Paragraph(f"{WORDS[1]} {WORDS[2]}", "Lead:"),
        Bullets((WORDS[3],), "Points", Tone.WARNING),
        Facts(((WORDS[4], WORDS[5]),)),
        Table(("Column", "Number"), rows([(WORDS[6], Cell("1", WORDS[7], shade=0.4, tone=Tone.BAD))]), WORDS[8]),
        Plots((Plot(drawing, "a plot"),)),
        Pictures((shown, shown)),
        Cases((Case("a case", (shown, shown), Tone.BAD),)),
        ColourBar(((0, 0, 0), (255, 255, 255)), "0", "0.42"),
        Legend((((1, 2, 3), "a lesion"),)),
        Code("key = 1"),
    )
    return Document(WORDS[0], "in short", "Beware.", (Section("a section", contents),) * 4, (("Program", "this one"),))


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in ("meta", "img", "rect", "circle", "line", "polyline"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("rect", "circle", "line", "polyline"):
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_html_is_one_whole_file_that_needs_no_other() -> None:
    text = render_html(everything())
    reader = _Text()
    reader.feed(text)
    assert not reader.open  # every element that was opened is closed
    said = " ".join(reader.text)
    for words in (*WORDS, "a plot", "a picture", "a case", "a lesion", "key = 1", "0.42", "this one"):
        assert words in said
    assert said.count("Not for clinical use") >= 2
    assert "<script" not in text
    assert not re.search(r'(src|href)="(?!data:|#)', text)
    assert not re.search(r"url\(|@import", text)


def test_every_page_of_a_pdf_says_that_it_is_not_for_clinical_use() -> None:
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(everything())))
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) >= 2
    for number, page in enumerate(pages, start=1):
        assert "Not for clinical use" in page
        assert f"{number} of {len(pages)}" in page
    said = re.sub(r"\s+", " ", " ".join(pages))
    for words in (*WORDS, "a plot", "a picture", "a case", "a lesion", "key = 1", "0.42", "this one", "upwards"):
        assert words in said
    assert [each.title for each in reader.outline] == ["a section"] * 4 + ["How it was made"]
    assert reader.metadata.title == WORDS[0]
    fonts = {str(each) for page in reader.pages for each in page["/Resources"]["/Font"].values()}
    assert fonts


def test_the_letters_of_a_pdf_are_embedded_and_its_plots_are_lines() -> None:
    reader = pypdf.PdfReader(io.BytesIO(render_pdf(everything())))
    used = [each.get_object() for page in reader.pages for each in page["/Resources"]["/Font"].values()]
    named = [each for each in used if "Roboto" in str(each["/BaseFont"])]
    assert named
    assert all("/FontFile2" in each["/FontDescriptor"].get_object() for each in named)
    line = [(0.0, 0.0), (0.25, 0.75), (1.0, 1.0)]
    plot = Plots((Plot(unit_plot([Line("a line", line)], across="x", up="y")),))
    (page,) = pypdf.PdfReader(io.BytesIO(render_pdf(Document("x", "", "", (Section("s", (plot,)),))))).pages
    assert not list(page.images)
    drawn = [operator for _operands, operator in page.get_contents().operations if operator in (b"l", b"m")]
    assert len(drawn) > 10


def test_pictures_are_the_size_at_which_they_are_looked_at_and_hold_no_facts() -> None:
    large = np.random.default_rng(0).integers(0, 255, (400, 1000, 3), dtype=np.uint8)
    found = picture(large, "x", side_px=500)
    assert found.size == (500, 200)
    assert found.kind is PictureKind.JPEG
    with Image.open(io.BytesIO(found.data)) as image:
        assert image.size == (500, 200)
        assert not image.getexif()
    small = picture(PIXELS)
    assert small.kind is PictureKind.PNG
    assert small.is_pixels
    with Image.open(io.BytesIO(small.data)) as image:
        assert np.array_equal(np.asarray(image), PIXELS)


@pytest.mark.parametrize("suffix", [".pdf", ".html", ".HTM"])
def test_a_report_is_written_as_its_name_says(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"report{suffix}"
    write_report(everything(), path)
    assert path.read_bytes().startswith(b"%PDF" if suffix == ".pdf" else b"<!doctype html>")
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_other_endings_are_refused_and_what_was_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_text("mine")
    with pytest.raises(ReportError, match="PDF or HTML"):
        write_report(everything(), path)
    assert path.read_text() == "mine"


def test_an_empty_document_is_a_page() -> None:
    document = Document("Nothing", "", "Beware.", ())
    assert render_pdf(document).startswith(b"%PDF")
    assert "Nothing" in render_html(document)


def test_very_long_words_and_many_rows_are_no_reason_to_fail() -> None:
    table = Table(
        tuple(f"column {index} with a long name" for index in range(14)),
        rows([[f"value {index} {column} " + "x" * 40 for column in range(14)] for index in range(200)]),
    )
    document = Document("w" * 300, "", "", (Section("s" * 200, (table, Facts((("name", "v" * 2000),)))),))
    assert render_pdf(document).startswith(b"%PDF")


def test_a_broken_name_of_a_file_is_printed_with_a_question_mark() -> None:
    document = Document("eye\udcff.jpg", "", "", ())
    assert render_pdf(document).startswith(b"%PDF")
    assert b"eye?.jpg" in render_html(document).encode("utf-8", "replace")


def test_a_broken_picture_is_not_passed_over() -> None:
    broken = Picture(b"no picture", PictureKind.PNG, (10, 10))
    with pytest.raises(Exception, match="identify"):
        render_pdf(Document("x", "", "", (Section("s", (Pictures((broken,)),)),)))
