"""Reports as PDF: text that can be searched, plots that stay sharp, the disclaimer on every page."""

from __future__ import annotations

import io
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

import core
from core.reports import pdf_styles as styles
from core.reports.document import DISCLAIMER, Document, Facts, Section
from core.reports.fonts import BOLD, PLAIN, printable, register, width_of
from core.reports.pdf_blocks import banner, flowables

_FOOT = 26.0
_ORIGIN = "How it was made"


def render_pdf(document: Document) -> bytes:
    """The document as a PDF file: A4, letters embedded, pictures as they are coded."""
    register()
    stream = io.BytesIO()
    template = _Template(stream, document)
    story = [styles.said(document.title, styles.TITLE), styles.said(document.summary, styles.QUIET)]
    story.append(banner(f"{DISCLAIMER}.", document.caution))
    for content in document.lead:
        story += flowables(content)
    sections = list(document.sections)
    if document.origin:
        sections.append(Section(_ORIGIN, (Facts(document.origin),)))
    for section in sections:
        story.append(styles.said(section.title, styles.SECTION))
        for content in section.contents:
            story += flowables(content)
    template.build(story, canvasmaker=_canvas_of(document.title))
    return stream.getvalue()


class _Template(BaseDocTemplate):  # type: ignore[misc]
    """One frame a page; sections become entries of the outline."""

    def __init__(self, stream: io.BytesIO, document: Document) -> None:
        super().__init__(
            stream,
            pagesize=styles.PAGE,
            title=printable(document.title),
            author="",
            subject=DISCLAIMER,
            creator=f"Funduscope {core.__version__}",
            leftMargin=styles.MARGIN,
            rightMargin=styles.MARGIN,
            topMargin=styles.MARGIN,
            bottomMargin=styles.MARGIN,
        )
        width, height = styles.PAGE
        frame = Frame(
            styles.MARGIN,
            styles.MARGIN + 6,
            width - 2 * styles.MARGIN,
            height - 2 * styles.MARGIN - 6,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        self.addPageTemplates(PageTemplate(frames=[frame]))
        self._entries = 0

    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802  reportlab's own naming
        """Note where a section begins."""
        if getattr(flowable, "style", None) is styles.SECTION:
            self._entries += 1
            key = f"section {self._entries}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(flowable.getPlainText(), key, level=0)


def _canvas_of(title: str) -> type[Canvas]:
    """A canvas that knows how many pages there are before it writes any."""

    class Numbered(Canvas):  # type: ignore[misc]
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self._pages: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802
            self._pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, page in enumerate(self._pages, start=1):
                self.__dict__.update(page)
                _foot(self, title, number, len(self._pages))
                super().showPage()
            super().save()

    return Numbered


def _foot(page: Any, title: str, number: int, count: int) -> None:
    width = styles.PAGE[0]
    page.setStrokeColor(styles.LINE)
    page.setLineWidth(0.5)
    page.line(styles.MARGIN, _FOOT + 14, width - styles.MARGIN, _FOOT + 14)
    page.setFillColor(styles.TEXT)
    page.setFont(BOLD, 8)
    page.drawString(styles.MARGIN, _FOOT, DISCLAIMER)
    page.setFillColor(styles.SOFT)
    page.setFont(PLAIN, 8)
    page.drawRightString(width - styles.MARGIN, _FOOT, f"{number} of {count}")
    room = width - 2 * styles.MARGIN - 160
    words = printable(title)
    while words and width_of(words, 8) > room:
        words = words[:-2].rstrip() + "\u2026"
    page.drawCentredString(width / 2, _FOOT, words)
