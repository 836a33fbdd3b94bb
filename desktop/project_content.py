"""What there is to choose from in a project, and by which of it photographs are seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from core.datasets.catalogue.filters import View
from core.jobs import CancelToken

if TYPE_CHECKING:
    from core.datasets.catalogue.labels import Scheme
    from core.datasets.catalogue.predictions import KnownModel
    from core.datasets.catalogue.project import Project
    from core.datasets.catalogue.splits import StoredSplit


class _Numbered(Protocol):
    @property
    def id(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Content:
    """What there is to choose from in a project."""

    schemes: tuple[Scheme, ...] = ()
    models: tuple[KnownModel, ...] = ()
    splits: tuple[StoredSplit, ...] = ()
    columns: tuple[str, ...] = ()
    numbers: frozenset[str] = frozenset()
    """Of the columns those that hold numbers."""
    folders: tuple[Path, ...] = ()
    photographs: int = 0


NO_CONTENT = Content()


def read_content(project: Project, _token: CancelToken) -> Content:
    """In the lane."""
    return Content(
        project.labels.schemes(),
        project.predictions.models(),
        project.splits.all(),
        project.photographs.columns(),
        project.photographs.number_columns(),
        tuple(project.files.where().values()),
        project.photographs.count(),
    )


def chosen_view(view: View, content: Content, before: Content) -> View:
    """What came first, or is new, is what one wants to see."""

    def chosen(now: int | None, known: Sequence[_Numbered], old: Sequence[_Numbered]) -> int | None:
        ids, earlier = [one.id for one in known], {one.id for one in old}
        new = [one for one in ids if one not in earlier] if old else []
        if new:
            return new[-1]
        return now if now in ids else next(iter(ids), None)

    return View(
        chosen(view.scheme, content.schemes, before.schemes),
        chosen(view.model, content.models, before.models),
        chosen(view.split, content.splits, before.splits),
    )
