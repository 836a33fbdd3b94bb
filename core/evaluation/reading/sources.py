"""Where the photographs of a study come from, with the grades that count as the reference, where there are any."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.datasets.catalogue.filters import View
from core.datasets.catalogue.labels import Scheme
from core.datasets.catalogue.project import Project
from core.datasets.samples import LabelledPhotographs
from core.datasets.sources.classfolders import read_class_folders
from core.datasets.sources.opening import LABELS_FILE
from core.datasets.sources.patients import group_of
from core.datasets.sources.tables import read_table
from core.errors import DatasetError
from core.evaluation.reading.choosing import Candidate, candidates_of, match_classes
from core.evaluation.reading.errors import StudyError
from core.images.reading import find_photographs
from core.jobs import CancelToken

LOOKED_UP = 3
"""So many folders above a photograph are looked into for its table of labels."""


@dataclass(frozen=True, slots=True)
class Source:
    """Photographs that may come into a study. `class_names` are those of their references, empty where none has one.

    `words` say where the references are from.
    """

    candidates: tuple[Candidate, ...]
    class_names: tuple[str, ...] = ()
    words: str = ""

    def counts(self) -> tuple[int, ...]:
        """How many there are of each class."""
        counts = Counter(candidate.reference for candidate in self.candidates)
        return tuple(counts[index] for index in range(len(self.class_names)))

    def in_classes(self, classes: tuple[str, ...]) -> Source:
        """The same with references in `classes`: by grade, name or number. Raises StudyError where one is none."""
        if not self.class_names or self.class_names == classes:
            return replace(self, class_names=classes)
        places = match_classes(self.class_names, classes)
        moved = (
            candidate if candidate.reference is None else replace(candidate, reference=places[candidate.reference])
            for candidate in self.candidates
        )
        return Source(tuple(moved), classes, self.words)

    def without_references(self) -> Source:
        """The same photographs, as if nobody knew their grades."""
        return Source(tuple(replace(candidate, reference=None) for candidate in self.candidates))


def source_of_folder(folder: Path, table: Path | None = None, *, token: CancelToken | None = None) -> Source:
    """The photographs of a folder, with the labels of `table`, of its own table, or of its class folders.

    Photographs without a label take part, too. Raises StudyError, DatasetError, Cancelled.
    """
    if not folder.is_dir():
        raise StudyError(f"There is no folder '{folder}'.", "It may have been moved, renamed or deleted.")
    return source_of_paths(tuple(find_photographs(folder, token=token)), table, folder=folder, token=token)


def source_of_paths(
    paths: Sequence[Path], table: Path | None = None, *, folder: Path | None = None, token: CancelToken | None = None
) -> Source:
    """Photographs with the labels of `table`, of a table `labels.csv` above them, or of the class folders in `folder`.

    Raises StudyError where there is no photograph, DatasetError for a table that cannot be used, Cancelled.
    """
    if not paths:
        raise StudyError("There is no photograph.", "Open some, or choose another folder.")
    if table is not None:
        home = table.parent if _are_below(paths, table.parent) else folder or _common_folder(paths)
        return _labelled(paths, read_table(table, home, token=token), f"'{table.name}'")
    above = {parent: _table_above(parent) for parent in dict.fromkeys(path.parent for path in paths)}
    tables = dict.fromkeys(found for found in above.values() if found is not None)
    if tables:
        return _together(paths, above, tuple(tables), token)
    if folder is not None:
        try:
            return _labelled(paths, read_class_folders(folder, token=token), "folders of classes")
        except DatasetError:
            pass  # a folder of photographs, and no more
    return Source(tuple(Candidate(path, None, group_of(path)) for path in paths))


def source_of_project(project: Project, photographs: Sequence[int], scheme: Scheme | None) -> Source:
    """Photographs of a project, by number, with the labels of `scheme`. Raises StudyError where there is none."""
    rows = project.browsing.rows(photographs, View(scheme=scheme.id if scheme is not None else None))
    if not rows:
        raise StudyError("The project shows no photograph.", "Change the filter in the Data workspace.")
    candidates = tuple(
        Candidate(row.path, row.label if scheme is not None else None, row.patient, row.orientation)
        for row in rows.values()
    )
    if scheme is None:
        return Source(candidates)
    return Source(candidates, scheme.class_names, f"the labels '{scheme.name}'")


def _together(
    paths: Sequence[Path], above: Mapping[Path, Path | None], tables: Sequence[Path], token: CancelToken | None
) -> Source:
    """Photographs of one set or of several, each with the table above it, whose classes must be the same."""
    sources: list[Source] = []
    known: dict[Path, Candidate] = {}
    for table in tables:
        own = [path for path in dict.fromkeys(paths) if above[path.parent] == table]
        sources.append(_labelled(own, read_table(table, table.parent, token=token), f"'{table.name}'"))
        known.update(zip(own, sources[-1].candidates, strict=True))  # by the path as it was given, '..' and all
    if len({source.class_names for source in sources}) > 1:
        counts = [f"'{t.parent.name}' ({len(s.candidates)})" for t, s in zip(tables, sources, strict=True)]
        raise StudyError(
            f"The photographs are of sets whose labels mean different things: {' and '.join(counts)}.",
            "Take the folder of one set.",
        )
    candidates = tuple(known.get(path) or Candidate(path, None, group_of(path)) for path in dict.fromkeys(paths))
    return Source(candidates, sources[0].class_names, sources[0].words)


def _labelled(paths: Sequence[Path], known: LabelledPhotographs, words: str) -> Source:
    labelled = {candidate.path.absolute(): candidate for candidate in candidates_of(known)}
    candidates = tuple(
        labelled.get(path.absolute()) or Candidate(path, None, group_of(path)) for path in dict.fromkeys(paths)
    )
    if not any(candidate.reference is not None for candidate in candidates):
        raise StudyError(f"No photograph has a label in {words}.", "Choose the table that belongs to them.")
    return Source(candidates, known.class_names, words)


def _table_above(folder: Path) -> Path | None:
    home = folder.absolute()
    places = [place / LABELS_FILE for place in (home, *home.parents)[:LOOKED_UP]]
    return next((place for place in places if place.is_file()), None)


def _are_below(paths: Sequence[Path], folder: Path) -> bool:
    home = folder.absolute()
    return all(path.absolute().is_relative_to(home) for path in paths)


def _common_folder(paths: Sequence[Path]) -> Path:
    parents = [path.absolute().parent for path in paths]
    found = parents[0]
    while not all(parent.is_relative_to(found) for parent in parents):
        found = found.parent
    return found
