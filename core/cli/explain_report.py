"""The report of `explain`: one photograph, what is said of it, where, and what that means."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import ExplainError, FunduscopeError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.explain.explanation import Explanation
    from core.explain.rendering import Rendering
    from core.images.photograph import Photograph
    from core.networks.loaded import LoadedModel
    from core.networks.prediction import Prediction


def add_report_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the report."""
    parser.add_argument("--report", metavar="OUT.pdf|OUT.html", type=Path, help="write a report of the photograph")
    parser.add_argument(
        "--identifiers", action="store_true", help="say file name, date, camera and patient number in the report"
    )


def check_report(arguments: argparse.Namespace) -> None:
    """Refuse what could not be written, or what no report says."""
    if arguments.identifiers and arguments.report is None:
        raise FunduscopeError("--identifiers is about a report.", "Give --report too.")
    if arguments.report is None:
        return
    from core.reports.writing import format_of

    format_of(arguments.report)
    if arguments.edits is not None:
        raise ExplainError("A report is of a photograph as it is.", "Leave --edits or --report away.")


def write(
    arguments: argparse.Namespace,
    photograph: Photograph,
    model: LoadedModel,
    prediction: Prediction,
    *,
    explanation: Explanation,
    rendering: Rendering,
    checks: Mapping[str, Any],
) -> None:
    """Write the report. Masks that lie beside the photograph are outlined."""
    from core.reports.photograph import PhotographFindings, photograph_document
    from core.reports.truth import masks_of
    from core.reports.writing import write_report

    layer = explanation.query.layer
    masks, notes = masks_of(photograph)
    found = PhotographFindings(
        photograph=photograph,
        card=model.card,
        prediction=prediction,
        explanation=explanation,
        rendering=rendering,
        layer=model.layers[layer] if layer is not None else None,
        masks=masks,
        findings=(*_sentences(checks), *notes),
    )
    write_report(photograph_document(found, are_identifiers_shown=arguments.identifiers), arguments.report)


def _sentences(checks: Mapping[str, Any]) -> list[str]:
    """What the checks say in words, where they say something."""
    found = []
    for name, figures in checks.items():
        words = figures.get("words") if isinstance(figures, dict) else None
        if isinstance(words, str):
            found.append(f"{name.replace('-', ' ').replace('_', ' ').capitalize()}: {words}")
    return found
