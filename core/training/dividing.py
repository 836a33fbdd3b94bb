"""Which photographs are learned from, which choose, and which judge."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from core.datasets.splits import Part, Split, folds, read_split, split
from core.errors import DatasetError, TrainingError
from core.training.data import Photographs
from core.training.settings import SplitSettings


def make_split(settings: SplitSettings, photographs: Photographs) -> Split:
    """The split of the settings. Raises DatasetError where a part is empty or training sees one class only.

    What is in the test part of a locked split of the project is in no other part, whatever is asked for.
    """
    if settings.name:
        made = _stored(settings, photographs)
    elif settings.file:
        made = read_split(Path(settings.file), photographs.labelled.samples)
    else:
        made = _drawn(settings, photographs)
    _check_locked(made, photographs)
    check_split(made, photographs)
    return made


def check_split(parts: Split, photographs: Photographs) -> None:
    """Raise DatasetError unless the training part has two classes or more."""
    labels = {photographs.labelled.samples[place].label for place in parts.training}
    if len(labels) < 2:
        names = ", ".join(photographs.labelled.class_names[label] for label in labels)
        raise DatasetError(
            f"The training part of the split holds one class only: {names}.",
            "Hold less out, or give the other classes more photographs.",
        )


def fold_count(settings: SplitSettings, photographs: Photographs) -> int:
    """The number of folds: that of the settings, or of the project's split. Raises TrainingError where they differ."""
    stored = len(set(photographs.division.folds.values()))
    if settings.name and stored != settings.folds:
        raise TrainingError(
            f"'folds' in [split] is {settings.folds}, but the split '{settings.name}' of the project has "
            f"{stored or 'no'} folds.",
            f"Set 'folds' to {stored}." if stored else "Leave 'name' out to have folds drawn, or make such a split.",
        )
    return settings.folds


def fold_splits(settings: SplitSettings, photographs: Photographs) -> tuple[Split, ...]:
    """For each fold the split in which it is the test part. Raises DatasetError.

    Of the rest, the share for validation is held out to choose the best epoch.
    """
    count = fold_count(settings, photographs)
    made = []
    for held_out in _folds(settings, photographs, count):
        training, validation = _with_validation(_free(photographs, held_out), settings, photographs)
        parts = Split(training, validation, held_out)
        check_split(parts, photographs)
        made.append(parts)
    return tuple(made)


def _folds(settings: SplitSettings, photographs: Photographs, count: int) -> list[tuple[int, ...]]:
    """The places that each fold holds out."""
    if settings.name:
        of = {
            place: photographs.division.folds[name] for place, name in _named(photographs, photographs.division.folds)
        }
        return [tuple(place for place, fold in of.items() if fold == number) for number in sorted(set(of.values()))]
    free = _free(photographs, ())
    labels, owners = photographs.labelled.labels, photographs.groups
    found = folds([labels[place] for place in free], [owners[place] for place in free], count, seed=settings.seed)
    return [tuple(free[index] for index in each.validation) for each in found]


def _stored(settings: SplitSettings, photographs: Photographs) -> Split:
    """The parts that the project keeps; the share for validation out of the training part where it has none."""
    division = photographs.division
    if division.folds:
        raise TrainingError(
            f"The split '{settings.name}' of the project has folds.",
            f"Set 'folds' in [split] to {len(set(division.folds.values()))}, or name another split.",
        )
    members: dict[Part, list[int]] = {part: [] for part in Part}
    for place, name in _named(photographs, division.parts):
        members[division.parts[name]].append(place)
    training, validation = tuple(members[Part.TRAINING]), tuple(members[Part.VALIDATION])
    if not training:
        raise DatasetError(
            f"The split '{settings.name}' of the project has nothing to train on.", "Make another in the project."
        )
    if not validation and settings.validation:
        training, validation = _with_validation(training, settings, photographs)
    return Split(training, validation, tuple(members[Part.TEST]))


def _drawn(settings: SplitSettings, photographs: Photographs) -> Split:
    """Divided at random, but for what a locked split keeps for its test."""
    held = tuple(place for place, _name in _named(photographs, photographs.division.locked))
    free = _free(photographs, held) if held else tuple(range(len(photographs.labelled.samples)))
    labels, owners = photographs.labelled.labels, photographs.groups
    if not free:
        raise DatasetError("All photographs are in a locked test set.", "Unlock it, or add photographs.")
    rest = split(
        [labels[place] for place in free],
        [owners[place] for place in free],
        validation=settings.validation,
        test=settings.test,
        seed=settings.seed,
    )
    training, validation, test = (tuple(free[index] for index in rest.part(part)) for part in Part)
    return Split(training, validation, tuple(sorted((*test, *held))))


def _with_validation(
    places: Sequence[int], settings: SplitSettings, photographs: Photographs
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Divide places into those to train on and those that choose the best epoch."""
    labels, owners = photographs.labelled.labels, photographs.groups
    parts = split(
        [labels[place] for place in places],
        [owners[place] for place in places],
        validation=settings.validation,
        seed=settings.seed,
    )
    return tuple(places[index] for index in parts.training), tuple(places[index] for index in parts.validation)


def _free(photographs: Photographs, held: Sequence[int]) -> tuple[int, ...]:
    """The places that may be learned from beside those `held` out: nothing locked, and no other eye of a patient."""
    locked = [place for place, _name in _named(photographs, photographs.division.locked)]
    taken = {photographs.groups[place] for place in (*held, *locked)}
    return tuple(place for place, group in enumerate(photographs.groups) if group not in taken)


def _named(photographs: Photographs, names: Collection[str]) -> list[tuple[int, str]]:
    """The places of the samples whose name is among `names`, in order."""
    return [(place, each.name) for place, each in enumerate(photographs.labelled.samples) if each.name in names]


def _check_locked(parts: Split, photographs: Photographs) -> None:
    locked = {place for place, _name in _named(photographs, photographs.division.locked)}
    wrong = sorted(locked.intersection((*parts.training, *parts.validation)))
    if wrong:
        raise TrainingError(
            f"{len(wrong)} photographs of a locked test set would be learned from, among them "
            f"'{photographs.labelled.samples[wrong[0]].name}'.",
            "Leave them in the test part, or unlock that split in the project.",
        )
