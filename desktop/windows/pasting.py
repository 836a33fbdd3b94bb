"""Paths out of the clipboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

MAX_LINES = 10_000
"""More than anybody copies on purpose."""


def pasted_paths(data: QMimeData | None) -> list[Path]:
    """Files that were copied in a file manager; else the lines of a text that are absolute paths or file addresses.

    Quotes around a path are taken off, as file managers and terminals put them there. A clipboard may give None.
    """
    if data is None:
        return []
    if data.hasUrls():
        return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    lines = data.text().splitlines()[:MAX_LINES]
    found = (_path(line.strip().strip("'\"")) for line in lines)
    return [path for path in found if path is not None]


def _path(text: str) -> Path | None:
    if text.startswith("file:"):
        text = QUrl(text).toLocalFile()
    if not text or "\0" in text:
        return None
    try:
        path = Path(text).expanduser()
    except RuntimeError:  # a home folder of nobody
        return None
    return path if path.is_absolute() else None
