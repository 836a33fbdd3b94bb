"""Names that lesions suggest for channels, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from core.cli.output import replacing
from core.cli.progress import reported
from core.cli.table import Table, defused

if TYPE_CHECKING:
    from core.features.strongest import StrongestUnits
    from core.networks.layers import Layer
    from core.networks.loaded import LoadedModel

COLUMNS = ("layer", "channel", "rank", "code", "name", "overlap", "chance", "photographs")


def write_suggestions(
    path: Path, found: StrongestUnits, model: LoadedModel, layers: Sequence[Layer], project: Path | None
) -> int:
    """Write a row for every name that is suggested; returns for how many channels there is any.

    What is marked in `project` counts beside the masks, where that is a project and no file of names.
    """
    from core.datasets.catalogue.project import SUFFIX, Project
    from core.features.suggestions import suggest_names
    from core.features.truth import NO_MARKS, project_marks

    with ExitStack() as stack:
        marks = NO_MARKS
        if project is not None and project.suffix == SUFFIX:
            marks = project_marks(stack.enter_context(Project.open(project)))
        report = stack.enter_context(reported("suggestions"))
        told = suggest_names(model, found, [layer.name for layer in layers], marks=marks, progress=report)
    with replacing(path) as file:
        stream = TextIOWrapper(file, encoding="utf-8", newline="")
        table = Table(stream, COLUMNS)
        for name, channels in told.items():
            for channel, suggestions in channels.items():
                for rank, each in enumerate(suggestions, start=1):
                    shares = f"{each.overlap:.4f}", f"{each.chance:.4f}", str(each.photographs)
                    table.add([name, str(channel), str(rank), defused(each.code), defused(each.name), *shares])
        stream.flush()
        stream.detach()
    return sum(len(channels) for channels in told.values())
