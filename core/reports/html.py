"""Reports as HTML in one file that needs nothing else."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import core
from core.drawing.svg import svg
from core.reports.document import DISCLAIMER, Document, Picture

TEMPLATES = Path(__file__).resolve().parents[2] / "resources" / "reports"
TEMPLATE = "document.html"


def render_html(document: Document) -> str:
    """The document by its template; everything but drawings is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters |= {"svg": svg, "data_url": data_url, "kind": _kind}
    return environment.get_template(TEMPLATE).render(document=document, disclaimer=DISCLAIMER, version=core.__version__)


def data_url(picture: Picture) -> str:
    """The picture as an address that holds it."""
    return f"data:image/{picture.kind};base64,{base64.b64encode(picture.data).decode()}"


def _kind(content: Any) -> str:
    """The name of a content's macro in the template."""
    return type(content).__name__.lower()
