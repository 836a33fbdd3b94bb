"""Drawings as SVG: sharp at any zoom, in the colours of the page's style sheet."""

from __future__ import annotations

from html import escape

from core.drawing.shapes import Anchor, Block, Dot, Drawing, Shape, Stroke, Words


def svg(drawing: Drawing) -> str:
    """The drawing as one SVG element. All words are escaped."""
    width, height = f"{drawing.width:g}", f"{drawing.height:g}"
    head = f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
    return f'{head} aria-label="{escape(drawing.label)}">{"".join(map(_element, drawing.shapes))}</svg>'


def _element(shape: Shape) -> str:
    match shape:
        case Stroke(points, ink, title):
            if len(points) == 2:
                (x1, y1), (x2, y2) = points
                place = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
                return _titled(f'line class="{ink}" {place}', "line", title)
            path = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
            return _titled(f'polyline class="{ink}" points="{path}"', "polyline", title)
        case Dot((x, y), radius, ink, is_filled, title):
            kind = f"{ink} filled" if is_filled else str(ink)
            return _titled(f'circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}"', "circle", title)
        case Block(left, top, width, height, ink, title):
            place = f'x="{left:.1f}" y="{top:.1f}" width="{max(0.0, width):.1f}" height="{max(0.0, height):.1f}"'
            return _titled(f'rect class="{ink}" {place}', "rect", title)
        case Words((x, y), text, anchor, ink, is_upright):
            where = f'transform="translate({x:.1f} {y:.1f}) rotate(-90)"' if is_upright else f'x="{x:.1f}" y="{y:.1f}"'
            side = "" if anchor is Anchor.START else f' text-anchor="{anchor}"'
            return f'<text class="{ink}" {where}{side}>{escape(text)}</text>'


def _titled(opening: str, name: str, title: str) -> str:
    return f"<{opening}><title>{escape(title)}</title></{name}>" if title else f"<{opening}/>"
