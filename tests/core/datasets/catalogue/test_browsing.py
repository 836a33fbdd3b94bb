"""Filters and orders against the same done in plain Python on what was put in."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.datasets.catalogue.annotations import Annotation, Shape, ShapeKind
from core.datasets.catalogue.expressions import class_match
from core.datasets.catalogue.files import ListedFile
from core.datasets.catalogue.filters import (
    Between,
    BrowseQuery,
    Column,
    Condition,
    FactColumn,
    HasFinding,
    HasMask,
    HasText,
    Key,
    OneOf,
    ProbabilityOf,
    View,
)
from core.datasets.catalogue.findings import Finding
from core.datasets.catalogue.labels import SourceKind, Statement
from core.datasets.catalogue.photographs import EyeFinding, FactSource, Known, ReadFile
from core.datasets.catalogue.project import Project
from core.datasets.eyes import Eye
from core.datasets.splits import Part
from core.images.photograph import ImageId
from core.images.reading import natural_key
from core.jobs import Cancelled, CancelToken

CLASSES = ("none", "mild", "Severe")
COUNT = 60


@dataclass
class Truth:
    """What was put in, as Python has it."""

    id: int
    name: str
    values: dict[Key, Any] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)


class World:
    """A project and what was put into it."""

    def __init__(self, project: Project, view: View, truths: list[Truth]) -> None:
        self.project, self.view, self.truths = project, view, truths

    def __repr__(self) -> str:
        return "World()"


def test_natural_order_is_that_of_folders(project: Project, add_files: Callable[..., list[int]]) -> None:
    names = ["eye10.png", "Eye2.png", "eye2b.png", "a/eye1.png", "eye 1.png", "éye.png", "1.png", "01.png", "10.png"]
    by_id = dict(zip(add_files(names), names, strict=True))
    found = [by_id[one].rpartition("/")[2] for one in project.browsing.ids(BrowseQuery())]
    keys = [natural_key(name)[0] for name in found]
    assert keys[:4] == sorted(keys[:4])
    assert found.index("Eye2.png") < found.index("eye10.png")
    assert {found[0], found[1]} == {"1.png", "01.png"}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("world")
    with Project.create(folder / "world.funduscope") as project:
        yield fill(project, folder, random.Random(3))


def fill(project: Project, folder: Path, draw: random.Random) -> World:
    coder = project.patients.coder()
    root = project.roots.add(folder / "photographs")
    names = [f"site{draw.randrange(3)}/IMG_{at}.png" for at in range(COUNT)]
    project.files.add_listed(root, [ListedFile(name, 10, at) for at, name in enumerate(names)], coder)
    project.files.note_seen(root, [name for name in names if draw.random() < 0.1])
    truths = [
        Truth(project.files.at(folder / "photographs" / name)[0], Path(name).name, texts=[name]) for name in names
    ]
    with project.database.read() as connection:
        missing = {row[0] for row in connection.execute("SELECT photograph FROM files WHERE is_missing = 1")}
        file_of = dict(connection.execute("SELECT photograph, id FROM files"))
    scheme = project.labels.scheme("grade", CLASSES)
    model = project.predictions.model("ab" * 32, "net", ("SEVERE", "mild", "none"))
    statements, said, members, known = [], [], {}, []
    for truth in truths:
        values = truth.values
        values[Column.NAME] = truth.name
        values[Column.COPIES] = 1
        values[Column.LABEL] = draw.choice([None, 0, 1, 2])
        values[Column.CONFLICT] = "no"
        if values[Column.LABEL] is not None:
            statements.append(Statement(truth.id, values[Column.LABEL], "row"))
            if draw.random() < 0.15:
                statements.append(Statement(truth.id, (values[Column.LABEL] + 1) % 3, "other row"))
                values[Column.LABEL], values[Column.CONFLICT] = None, "yes"
        probabilities = np.float32(np.random.default_rng(truth.id).dirichlet([1, 1, 1]))
        is_asked = draw.random() < 0.8
        values[Column.PREDICTED] = int(probabilities.argmax()) if is_asked else None
        values[Column.CONFIDENCE] = float(probabilities.max()) if is_asked else None
        entropy = -float((probabilities.astype(float) * np.log(probabilities.astype(float))).sum() / np.log(3))
        values[Column.UNCERTAINTY] = entropy if is_asked else None
        values[ProbabilityOf(1)] = float(probabilities[1]) if is_asked else None
        if is_asked:
            said.append((truth.id, probabilities))
        right = {0: 2, 1: 1, 2: 0}
        values[Column.AGREEMENT] = (
            None
            if values[Column.LABEL] is None or not is_asked
            else ("right" if right[values[Column.PREDICTED]] == values[Column.LABEL] else "wrong")
        )
        values[Column.PART] = draw.choice([None, *Part])
        if values[Column.PART] is not None:
            members[truth.id] = values[Column.PART]
        describe(truth, draw, known, file_of, is_missing=truth.id in missing)
    project.labels.state(scheme.id, statements, kind=SourceKind.TABLE, name="labels.csv")
    project.predictions.add(model, said)
    split = project.splits.put("90/10", members)
    project.photographs.identify(known, coder)
    for truth in truths:
        finish(project, truth, draw)
    return World(project, View(scheme.id, model, split), truths)


def describe(
    truth: Truth, draw: random.Random, known: list[ReadFile], file_of: dict[int, int], *, is_missing: bool
) -> None:
    values = truth.values
    error = "is truncated" if draw.random() < 0.1 else ""
    width, camera = draw.choice([1000, 2000, 3000]), draw.choice(["", "Topcon", "Cänön CR-2"])
    eye = draw.choice([None, *Eye])
    content = ImageId(f"{truth.id:064x}")
    known.append(
        ReadFile(
            file_of[truth.id],
            (Known(content=content, width=width, height=900, camera=camera, eye=eye, error=error),),
        )
    )
    values |= {Column.WIDTH: width, Column.HEIGHT: 900, Column.CAMERA: camera or None, Column.EYE: eye}
    values[Column.EYE_SOURCE] = None if eye is None else "dicom"
    values[Column.STATE] = "unreadable" if error else "file missing" if is_missing else "ready"
    truth.texts.append(camera)


def finish(project: Project, truth: Truth, draw: random.Random) -> None:
    values = truth.values
    quality = draw.choice(["", "good", "poor"])
    project.photographs.set_quality([truth.id], quality)
    values[Column.QUALITY] = quality or None
    age = draw.choice([None, 40, 61.5, "unknown"])
    values[FactColumn("age")] = age
    if age is not None:
        project.photographs.set_facts("age", {truth.id: age})
        truth.texts.append(str(age))
    notes = draw.choice(["", "Drusen?", "hazy LENS"])
    values[Column.ANNOTATION] = "annotated" if notes else "not annotated"
    project.annotations.put(truth.id, "anna", Annotation(notes=notes))
    truth.texts.append(notes)
    if draw.random() < 0.1:
        project.photographs.exclude([truth.id], "blurred")
        values[Column.STATE] = "excluded"
    values[HasMask("MA")] = draw.choice(["yes", "no"])
    if values[HasMask("MA")] == "yes":
        project.photographs.set_masks({truth.id: {"MA": "somewhere.png"}})
    values[Column.LENS] = draw.choice(["yes", "no"])
    project.photographs.note_eyes([EyeFinding(truth.id, None, values[Column.LENS] == "yes", None)])
    values[HasFinding("blurred")] = "no"


KEYS: list[Key] = [
    Column.LABEL,
    Column.PREDICTED,
    Column.AGREEMENT,
    Column.CONFIDENCE,
    Column.UNCERTAINTY,
    Column.PART,
    Column.EYE,
    Column.EYE_SOURCE,
    Column.QUALITY,
    Column.ANNOTATION,
    Column.CAMERA,
    Column.WIDTH,
    Column.STATE,
    Column.LENS,
    Column.CONFLICT,
    Column.COPIES,
    FactColumn("age"),
    FactColumn("no such column"),
    ProbabilityOf(1),
    HasMask("MA"),
    HasFinding("blurred"),
]
VALUES = [None, 0, 1, 2, "right", "wrong", "training", "test", "left", "good", "annotated", "ready", "excluded"]
VALUES += ["yes", "no", "Topcon", 2000, 40, "unknown", "dicom", "file missing"]
NUMBERS: list[Key] = [
    Column.CONFIDENCE,
    Column.UNCERTAINTY,
    Column.WIDTH,
    ProbabilityOf(1),
    Column.LABEL,
    FactColumn("age"),
]
LIMITS = st.none() | st.sampled_from([0, 0.3, 0.5, 0.9, 1, 40, 1999.5, 2000])
CONDITIONS: st.SearchStrategy[Condition] = st.one_of(
    st.builds(OneOf, st.sampled_from(KEYS), st.frozensets(st.sampled_from(VALUES), max_size=4)),
    st.builds(Between, st.sampled_from(NUMBERS), LIMITS, LIMITS),
    st.builds(
        HasText, st.sampled_from(["", "img_1", "SITE2", "topcon 1", "cÄnÖn", "lens", "drusen site0", "%", "61.5"])
    ),
)


def meets(truth: Truth, condition: Condition) -> bool:
    match condition:
        case OneOf(key, values):
            value = truth.values.get(key)
            return any(value is one if one is None else value is not None and value == one for one in values)
        case Between(key, low, high):
            value = truth.values.get(key)
            is_number = isinstance(value, int | float)
            if value is None or (not is_number and (low is not None or high is not None)):
                return False
            return (low is None or value >= low) and (high is None or value <= high)
        case HasText(text):
            everything = "\n".join(truth.texts).casefold()
            return all(word in everything for word in text.casefold().split())


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CONDITIONS, max_size=3), st.sampled_from([Column.NAME, *KEYS]), st.booleans())
def test_conditions_and_order(world: World, conditions: list[Condition], sort: Key, is_descending: bool) -> None:
    query = BrowseQuery(world.view, tuple(conditions), sort, is_descending)
    found = list(world.project.browsing.ids(query))
    expected = [truth for truth in world.truths if all(meets(truth, condition) for condition in conditions)]
    assert sorted(found) == sorted(truth.id for truth in expected)
    values = {truth.id: truth.values.get(sort) for truth in world.truths}
    sorted_values = [values[one] for one in found]
    known = [value for value in sorted_values if value is not None]
    assert sorted_values == known + [None] * (len(found) - len(known))
    if sort is Column.NAME:
        known = [natural_key(str(value)) for value in known]
    if sort != FactColumn("age"):
        expected_order = sorted(known, reverse=is_descending)
        assert (
            np.allclose(known, expected_order, atol=1e-6)
            if known and isinstance(known[0], float)
            else (known == expected_order)
        )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CONDITIONS, max_size=2), st.sampled_from([*KEYS[:7], Column.QUALITY, Column.CAMERA]))
def test_counts_and_groups(world: World, conditions: list[Condition], key: Key) -> None:
    query = BrowseQuery(world.view, tuple(conditions), group=key)
    expected: dict[Any, int] = {}
    for truth in world.truths:
        if all(meets(truth, condition) for condition in conditions):
            expected[truth.values.get(key)] = expected.get(truth.values.get(key), 0) + 1
    counts = world.project.browsing.counts(query, key)
    assert {v if not isinstance(v, float) else round(v, 5): c for v, c in counts.items()} == {
        v if not isinstance(v, float) else round(v, 5): c for v, c in expected.items()
    }
    groups = world.project.browsing.groups(query)
    assert {group.value: group.count for group in groups} == counts
    ids = list(world.project.browsing.ids(query))
    rows = iter(ids)
    for group in groups:  # they stand together, in this order
        members = [next(rows) for _ in range(group.count)]
        values = {one.id: one.values.get(key) for one in world.truths}
        if not isinstance(group.value, float):
            assert {values[one] for one in members} == {group.value}


def test_rows_say_what_was_put_in(world: World) -> None:
    rows = world.project.browsing.rows([truth.id for truth in world.truths] + [9999], world.view)
    assert len(rows) == COUNT
    for truth in world.truths:
        row, values = rows[truth.id], truth.values
        assert row.name == truth.name
        assert row.path.name == truth.name
        assert (row.label, row.predicted, row.part, row.eye) == (
            values[Column.LABEL],
            values[Column.PREDICTED],
            values[Column.PART],
            values[Column.EYE],
        )
        assert row.agreement == values[Column.AGREEMENT]
        assert row.state == values[Column.STATE]
        assert row.is_conflict == (values[Column.CONFLICT] == "yes")
        assert row.is_annotated == (values[Column.ANNOTATION] == "annotated")
        assert row.facts.get("age") == values[FactColumn("age")]
        assert row.confidence == pytest.approx(values[Column.CONFIDENCE])
        assert row.uncertainty == pytest.approx(values[Column.UNCERTAINTY], abs=1e-5)
        assert (row.is_inverted, row.quality) == (values[Column.LENS] == "yes", values[Column.QUALITY] or "")


def test_without_labels_and_model_nothing_is_known(world: World) -> None:
    assert set(world.project.browsing.counts(BrowseQuery(), Column.AGREEMENT)) == {None}
    assert world.project.browsing.counts(BrowseQuery(), Column.LABEL) == {None: COUNT}
    low, high = world.project.browsing.limits(BrowseQuery(world.view), Column.CONFIDENCE)
    assert isinstance(low, float)
    assert isinstance(high, float)
    assert 0 < low < high <= 1


def test_findings_can_be_asked_for(world: World) -> None:
    chosen = [truth.id for truth in world.truths[:3]]
    world.project.findings.replace(["dark"], [Finding("dark", one) for one in chosen])
    found = world.project.browsing.ids(BrowseQuery(conditions=(OneOf(HasFinding("dark"), frozenset({"yes"})),)))
    assert sorted(found) == sorted(chosen)
    assert world.project.findings.counts() == {"dark": 3}


def test_of_some_columns_a_photograph_has_several_values(world: World) -> None:
    one, two, three = (truth.id for truth in world.truths[:3])
    browsing, rest = world.project.browsing, len(world.truths)
    world.project.findings.replace(
        ["dark"], [Finding("dark", one), Finding("blurred", one), Finding("blurred", two, other=one)]
    )
    shapes = (Shape(ShapeKind.POINT, "MA", ((1.0, 2.0),)), Shape(ShapeKind.POINT, "MA", ((3.0, 4.0),)))
    world.project.annotations.put(three, "amy", Annotation(shapes=shapes))
    world.project.annotations.put(three, "ben", Annotation(shapes=(Shape(ShapeKind.POINT, "EX", ((1.0, 2.0),)),)))

    def found(key: Column, *values: str | None) -> set[int]:
        return set(browsing.ids(BrowseQuery(conditions=(OneOf(key, frozenset(values)),))))

    assert browsing.counts(BrowseQuery(), Column.FINDING) == {None: rest - 2, "blurred": 2, "dark": 1}
    assert found(Column.FINDING, "dark") == {one}
    assert found(Column.FINDING, "blurred") == found(Column.FINDING, "blurred", "dark") == {one, two}
    assert len(found(Column.FINDING, None)) == rest - 2
    assert found(Column.MARKED, "MA") == found(Column.MARKED, "EX") == {three}
    assert browsing.counts(BrowseQuery(), Column.MARKED) == {None: rest - 1, "EX": 1, "MA": 1}
    assert three in found(Column.READER, "ben")
    sorted_by = BrowseQuery(sort=Column.FINDING, is_descending=True)
    assert list(browsing.ids(sorted_by)[:2]) == [one, two]  # "blurred, dark" after "blurred"


def test_an_answer_that_nobody_wants_is_given_up(world: World) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled), world.project.database.read(token) as connection:
        connection.execute("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n")


def test_both_eyes_are_compared(project: Project, add_files: Callable[..., list[int]]) -> None:
    left, right, other = add_files(["1_left.png", "1_right.png", "2_left.png"], [1, 2, 3])
    scheme = project.labels.scheme("grade", CLASSES)
    project.labels.state(scheme.id, [Statement(left, 0), Statement(right, 2)], kind=SourceKind.TABLE, name="t")
    with project.database.write() as connection:
        connection.executemany("UPDATE photographs SET partner = ? WHERE id = ?", [(right, left), (left, right)])
    query = BrowseQuery(View(scheme.id), (OneOf(Column.EYES_BY_LABEL, frozenset({"different"})),))
    assert sorted(project.browsing.ids(query)) == sorted([left, right])
    assert project.browsing.counts(BrowseQuery(View(scheme.id)), Column.EYES_BY_LABEL) == {None: 1, "different": 2}
    assert other not in project.browsing.ids(query)


@pytest.mark.parametrize(
    ("scheme", "model", "expected"),
    [
        (("a", "b"), ("B", "a "), (1, 0)),
        (("a", "b"), ("b", "c"), (1, -1)),
        (("0", "1"), ("none", "some"), (0, 1)),
        (("0", "1", "2"), ("none", "some"), None),
    ],
)
def test_classes_are_matched_by_name_else_by_order(
    scheme: tuple[str, ...], model: tuple[str, ...], expected: tuple[int, ...] | None
) -> None:
    assert class_match(scheme, model) == expected


def test_patients_stay_together_in_groups(project: Project, add_files: Callable[..., list[int]]) -> None:
    ids = add_files(["9_left.png", "10_left.png", "9_right.png", "x.png"])
    coder = project.patients.coder()
    project.photographs.set_patients({ids[3]: "9"}, coder, source=FactSource.TABLE)
    groups = project.browsing.groups(BrowseQuery(group=Column.PATIENT))
    assert sorted(group.count for group in groups) == [1, 3]
    assert all(group.value != "9" and group.value != "10" for group in groups)  # hashed
