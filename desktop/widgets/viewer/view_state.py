"""Which part of a photograph is shown, and the arithmetic of zoom and pan. Knows no widget."""

from __future__ import annotations

from dataclasses import dataclass, replace

_MOST_ZOOM = 64.0


@dataclass(frozen=True, slots=True)
class ViewState:
    """The point (x, y) of the photograph at the centre of the view, and the zoom.

    `scale` is in widget pixels a photograph pixel. While `is_fitted`, the whole photograph is shown whatever the size.
    """

    centre_x: float = 0.0
    centre_y: float = 0.0
    scale: float = 1.0
    is_fitted: bool = True


@dataclass(frozen=True, slots=True)
class Frame:
    """What zoom and pan depend on: the sizes of photograph and view, and the number of device pixels a widget pixel."""

    photograph_width: int
    photograph_height: int
    view_width: float
    view_height: float
    pixel_ratio: float = 1.0

    @property
    def fit_scale(self) -> float:
        """The largest scale at which the whole photograph is visible."""
        widest = max(self.view_width, 1.0) / self.photograph_width
        return min(widest, max(self.view_height, 1.0) / self.photograph_height)

    def fitted(self) -> ViewState:
        """The whole photograph."""
        return ViewState(self.photograph_width / 2, self.photograph_height / 2, self.fit_scale)

    def settled(self, state: ViewState) -> ViewState:
        """The state as it is shown: fitted anew to the size, or with zoom and centre kept within reach."""
        if state.is_fitted:
            return self.fitted()
        least = 0.5 * min(self.fit_scale, 1 / self.pixel_ratio)
        most = max(_MOST_ZOOM / self.pixel_ratio, 4 * self.fit_scale)
        return ViewState(
            min(max(state.centre_x, 0.0), float(self.photograph_width)),
            min(max(state.centre_y, 0.0), float(self.photograph_height)),
            min(max(state.scale, least), most),
            is_fitted=False,
        )

    def point_at(self, state: ViewState, x: float, y: float) -> tuple[float, float]:
        """The point of the photograph that is shown at (x, y) of the view."""
        return (
            state.centre_x + (x - self.view_width / 2) / state.scale,
            state.centre_y + (y - self.view_height / 2) / state.scale,
        )

    def offset(self, state: ViewState) -> tuple[float, float]:
        """Where in the view the photograph's top left corner lies.

        A photograph pixel that is a whole number of device pixels wide is put on them exactly, so that nothing blurs.
        """
        x = self.view_width / 2 - state.centre_x * state.scale
        y = self.view_height / 2 - state.centre_y * state.scale
        magnification = state.scale * self.pixel_ratio
        if magnification >= 1 and abs(magnification - round(magnification)) < 1e-6:
            return round(x * self.pixel_ratio) / self.pixel_ratio, round(y * self.pixel_ratio) / self.pixel_ratio
        return x, y

    def zoomed(self, state: ViewState, factor: float, x: float, y: float) -> ViewState:
        """Zoomed so that the point shown at (x, y) of the view stays there."""
        shown = self.settled(state)
        point_x, point_y = self.point_at(shown, x, y)
        scale = self.settled(replace(shown, scale=shown.scale * factor, is_fitted=False)).scale
        centre_x = point_x - (x - self.view_width / 2) / scale
        centre_y = point_y - (y - self.view_height / 2) / scale
        return self.settled(ViewState(centre_x, centre_y, scale, is_fitted=False))

    def panned(self, state: ViewState, dx: float, dy: float) -> ViewState:
        """The picture moved by (dx, dy) widget pixels."""
        shown = self.settled(state)
        centre_x, centre_y = shown.centre_x - dx / shown.scale, shown.centre_y - dy / shown.scale
        return self.settled(ViewState(centre_x, centre_y, shown.scale, is_fitted=False))
