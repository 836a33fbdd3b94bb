"""What a run remembers of its data: the same photographs and the same split when it goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from core.datasets.splits import Split, read_split, split_table
from core.errors import TrainingError
from core.jsontext import parse_json
from core.training.data import Photographs
from core.training.runfolder import RunFolder

if TYPE_CHECKING:
    from lightning_fabric import Fabric


def recorded(run: RunFolder, photographs: Photographs, make: Callable[[], Split], fabric: Fabric) -> Split:
    """Make the split, and write data and split down; where a run goes on, the split with which it began.

    Raises TrainingError where the photographs or their labels have changed since.
    """
    is_there = run.data.exists() and run.split.exists()
    fabric.barrier()
    if is_there:
        _check_same_data(run, photographs)
        return read_split(run.split, photographs.labelled.samples)
    parts = make()
    if fabric.is_global_zero:
        _record_data(run, photographs, parts)
    fabric.barrier()
    return parts


def _check_same_data(run: RunFolder, photographs: Photographs) -> None:
    try:
        before = parse_json(run.data.read_text(encoding="utf-8"))["fingerprint"]
    except (OSError, ValueError, KeyError, TypeError):
        raise TrainingError(f"'{run.data}' is damaged.", "Start another run.") from None
    if before != photographs.fingerprint:
        raise TrainingError(
            "The photographs or their labels are not those with which the run was started.",
            "Bring them back, or start another run.",
        )


def _record_data(run: RunFolder, photographs: Photographs, parts: Split) -> None:
    """The data come last: where they are written, so is the split."""
    labelled = photographs.labelled
    run.write(run.split, split_table(labelled.samples, parts))
    run.write_json(
        run.data,
        {
            "fingerprint": photographs.fingerprint,
            "photographs": len(labelled.samples),
            "class_names": list(labelled.class_names),
            "class_counts": list(labelled.class_counts()),
            "skipped": list(photographs.skipped),
            "unmatched_rows": list(labelled.unmatched_rows),
            "unmatched_files": list(labelled.unmatched_files),
            "notes": list(photographs.notes),
        },
    )
