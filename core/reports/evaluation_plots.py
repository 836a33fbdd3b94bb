"""The plots of an evaluation: how well the model ranks, and whether its probabilities mean what they say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.drawing.charts import Line, unit_plot
from core.drawing.shapes import Point, series_ink
from core.evaluation.assessment import Assessment
from core.reports.document import Plot, Plots

if TYPE_CHECKING:
    from core.evaluation.calibration import Calibration
    from core.evaluation.curves import Curve


def plots(found: Assessment) -> Plots:
    """All that can be drawn of it."""
    return Plots((*_by_class(found), *_referable(found), *_reliability(found)))


def _by_class(found: Assessment) -> Iterator[Plot]:
    names = [each.name for each in found.metrics.per_class]
    drawn = [(index, each) for index, each in enumerate(found.curves) if each is not None]
    if not drawn:
        return
    ranks = [Line(names[index], roc_points(each), series_ink(index)) for index, each in drawn]
    yield Plot(
        unit_plot(ranks, across="1 - specificity", up="sensitivity", is_diagonal_shown=True),
        "Receiver operating characteristic, each class against the rest.",
    )
    finds = [Line(names[index], precision_points(each), series_ink(index)) for index, each in drawn]
    yield Plot(unit_plot(finds, across="recall", up="precision"), "Precision and recall, each class against the rest.")


def _referable(found: Assessment) -> Iterator[Plot]:
    point = found.operating_point
    if found.referable is None or point is None:
        return
    yield Plot(
        unit_plot(
            [Line("referable", roc_points(found.referable))],
            across="1 - specificity",
            up="sensitivity",
            is_diagonal_shown=True,
            marked=[(1 - point.specificity, point.sensitivity)],
        ),
        f"Referable (class {found.referable_from} and above). Ring: Youden's point, sensitivity "
        f"{point.sensitivity:.3f}, specificity {point.specificity:.3f} from a probability of {point.threshold:.3f} on. "
        "It is chosen on these photographs and a little too good for others.",
    )


def _reliability(found: Assessment) -> Iterator[Plot]:
    if found.calibration is not None and found.calibration.expected_calibration_error is not None:
        yield reliability_plot(found.calibration)


def reliability_plot(calibration: Calibration, *, title: str = "Reliability") -> Plot:
    """How often answers of each probability are right, with the errors that sum it up."""
    filled = [each for each in calibration.bins if each.accuracy is not None]
    points = [(each.confidence or 0.0, each.accuracy or 0.0) for each in filled]
    total = sum(each.count for each in filled) or 1
    return Plot(
        unit_plot(
            [Line("reliability", points)],
            across="highest probability",
            up="share that is right",
            is_diagonal_shown=True,
            bars=[(each.low, each.high, each.count / total) for each in filled],
            marked=points,
        ),
        f"{title}. Expected calibration error {calibration.expected_calibration_error or 0.0:.3f}; Brier score "
        f"{calibration.brier_score or 0.0:.3f}. Bars: share of the photographs.",
    )


def roc_points(of: Curve) -> list[Point]:
    """Sensitivity against 1 - specificity."""
    return list(zip((1 - of.specificity).tolist(), of.sensitivity.tolist(), strict=True))


def precision_points(of: Curve) -> list[Point]:
    """Precision against recall."""
    return list(zip(of.sensitivity.tolist(), of.precision.tolist(), strict=True))
