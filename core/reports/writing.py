"""Reports as files: HTML or PDF, by the name's ending, whole or not at all."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from core.datasets.preparing.writing import write_beside
from core.errors import FunduscopeError
from core.reports.document import Document


class ReportError(FunduscopeError):
    """A report cannot be made or written."""


class ReportFormat(StrEnum):
    """As what a report is written; the value is the ending of its name."""

    PDF = ".pdf"
    HTML = ".html"

    @property
    def words(self) -> str:
        """What a chooser calls it."""
        return "PDF, to print and to hand on" if self is ReportFormat.PDF else "HTML in one file, for the browser"


def format_of(path: Path) -> ReportFormat:
    """The format that a name asks for. Raises ReportError naming those that there are."""
    endings = {".htm": ReportFormat.HTML} | {each.value: each for each in ReportFormat}
    found = endings.get(path.suffix.lower())
    if found is None:
        raise ReportError(
            f"A report is written as PDF or HTML, but '{path}' ends otherwise.", "End it in .pdf or .html."
        )
    return found


def render(document: Document, kind: ReportFormat) -> bytes:
    """The content of the file."""
    if kind is ReportFormat.PDF:
        from core.reports.pdf import render_pdf

        return render_pdf(document)
    from core.reports.html import render_html

    return render_html(document).encode("utf-8", "replace")


def write_report(document: Document, path: Path) -> None:
    """Write the report to `path`; what was there survives any fault. Raises ReportError."""
    content = render(document, format_of(path))
    try:
        write_beside(path, content)
    except OSError as error:
        raise ReportError(f"'{path}' cannot be written: {error.strerror or error}.", "Choose another place.") from error
