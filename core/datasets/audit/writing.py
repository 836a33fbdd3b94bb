"""An audit as JSON, and as one HTML file that needs nothing else."""

from __future__ import annotations

import base64
import io
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from PIL import Image

import core
from core.datasets.audit.findings import SENTENCES, TITLES, Finding, Kind
from core.datasets.audit.run import Audit
from core.errors import FunduscopeError
from core.images.thumbnails import read_thumbnail

TEMPLATES = Path(__file__).resolve().parents[3] / "resources" / "reports"
TEMPLATE = "audit.html"
THUMBNAIL_PX = 160
MOST_SHOWN = 60
"""Findings of a kind that are shown with pictures; the others are named."""


def to_json(audit: Audit) -> dict[str, Any]:
    """The audit as JSON values. Photographs are named by their paths from the source, with slashes."""
    return {
        "made_by": f"Funduscope {core.__version__}",
        "source": audit.source,
        "photograph_count": len(audit.names),
        "class_counts": audit.class_counts,
        "part_counts": audit.part_counts,
        "sizes": audit.sizes,
        "cameras": audit.cameras,
        "counts": {kind.value: len(audit.of(kind)) for kind in Kind},
        "findings": [_finding(audit, finding) for finding in audit.findings],
    }


def to_html(audit: Audit, *, has_pictures: bool = True) -> str:
    """The audit as HTML; with small pictures of the photographs that findings are about, the first of each kind."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    sections = [_section(audit, kind, has_pictures=has_pictures) for kind in Kind if audit.of(kind)]
    return environment.get_template(TEMPLATE).render(
        title=f"Audit of {audit.source}",
        version=core.__version__,
        date=f"{datetime.now():%Y-%m-%d %H:%M}",
        count=len(audit.names),
        sections=sections,
        clean=[TITLES[kind] for kind in Kind if not audit.of(kind)],
        tables=[
            ("Classes", "class", audit.class_counts),
            ("Parts of the split", "part", audit.part_counts),
            ("Sizes", "pixels", audit.sizes),
            ("Cameras", "camera", {name or "not stated": count for name, count in audit.cameras.items()}),
        ],
    )


def _finding(audit: Audit, finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind.value,
        "photographs": [_utf8(audit.names[place]) for place in finding.photographs],
        "detail": _utf8(finding.detail),
        "value": finding.value,
    }


def _section(audit: Audit, kind: Kind, *, has_pictures: bool) -> dict[str, Any]:
    findings = audit.of(kind)
    return {
        "id": kind.value,
        "title": TITLES[kind],
        "sentence": SENTENCES[kind],
        "count": len(findings),
        "shown": [_shown(audit, finding, has_pictures) for finding in findings[:MOST_SHOWN]],
        "named": [_named(audit, finding) for finding in findings[MOST_SHOWN:]],
    }


def _shown(audit: Audit, finding: Finding, has_pictures: bool) -> dict[str, Any]:  # noqa: FBT001
    places: Iterable[int] = finding.photographs
    return {
        "detail": _utf8(finding.detail),
        "photographs": [
            {"name": _utf8(audit.names[place]), "picture": _picture(audit.paths[place]) if has_pictures else ""}
            for place in places
        ],
    }


def _named(audit: Audit, finding: Finding) -> str:
    names = ", ".join(_utf8(audit.names[place]) for place in finding.photographs)
    return f"{names}: {_utf8(finding.detail)}" if names and finding.detail else names or _utf8(finding.detail)


def _picture(path: Path) -> str:
    """A small picture as a data URL; empty where there is none."""
    try:
        pixels = read_thumbnail(path, THUMBNAIL_PX)
    except (FunduscopeError, OSError):
        return ""
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "JPEG", quality=80)
    return "data:image/jpeg;base64," + base64.b64encode(stream.getvalue()).decode()


def _utf8(text: str) -> str:
    """The text, also of a file name that is not valid UTF-8."""
    return os.fsencode(text).decode("utf-8", "replace") if any("\ud800" <= each <= "\udfff" for each in text) else text
