"""Splits, annotations, predictions, names of features, jobs."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.datasets.catalogue.annotations import Annotation, Shape, ShapeKind
from core.datasets.catalogue.errors import ProjectError
from core.datasets.catalogue.features import KEPT_PASSES, FeatureName, KeptPass, StrongImage
from core.datasets.catalogue.journal import JobKind, JobState
from core.datasets.catalogue.labels import SourceKind, Statement
from core.datasets.catalogue.pairing import Candidate, pair
from core.datasets.catalogue.photographs import EyeFinding, FactSource
from core.datasets.catalogue.predictions import uncertainty_of
from core.datasets.catalogue.project import Project
from core.datasets.catalogue.splits import SplitPlan
from core.datasets.eyes import Eye
from core.datasets.splits import Part

AddFiles = Callable[..., list[int]]


@pytest.fixture
def graded(project: Project, add_files: AddFiles) -> tuple[list[int], int]:
    ids = add_files([f"{n}_{eye}.png" for n in range(30) for eye in ("left", "right")], list(range(60)))
    scheme = project.labels.scheme("grade", ["0", "1", "2"])
    project.labels.state(
        scheme.id, [Statement(one, at // 2 % 3) for at, one in enumerate(ids)], kind=SourceKind.TABLE, name="t"
    )
    return ids, scheme.id


def test_splits_are_stratified_grouped_and_the_same_again(project: Project, graded: tuple[list[int], int]) -> None:
    ids, scheme = graded
    plan = SplitPlan(scheme=scheme, validation=0.2, test=0.1, seed=7)
    first = project.splits.make("a", plan)
    assert first.counts == {Part.TRAINING: 42, Part.VALIDATION: 12, Part.TEST: 6}
    members = project.splits.members("a")
    for left, right in zip(ids[::2], ids[1::2], strict=True):
        assert members[left] is members[right]
    project.splits.make("b", plan)
    assert project.splits.members("b") == members
    assert project.splits.find("b").settings["test"] == 0.1


def test_a_locked_test_set_is_never_trained_on(project: Project, graded: tuple[list[int], int]) -> None:
    ids, scheme = graded
    project.splits.make("a", SplitPlan(scheme=scheme, test=0.2))
    project.splits.setLocked("a", True)
    held = {one for one, part in project.splits.members("a").items() if part is Part.TEST}
    with pytest.raises(ProjectError, match="is locked"):
        project.splits.make("a", SplitPlan(scheme=scheme, test=0.3))
    with pytest.raises(ProjectError, match="is locked"):
        project.splits.remove("a")
    with pytest.raises(ProjectError, match="locked test set"):
        project.splits.put("mine", dict.fromkeys(ids, Part.TRAINING))
    project.splits.make("other", SplitPlan(scheme=scheme, test=0.3, seed=9))
    others = project.splits.members("other")
    assert {others[one] for one in held} == {Part.TEST}
    project.splits.setLocked("a", False)
    project.splits.remove("a")
    assert [one.name for one in project.splits.all()] == ["other"]


def test_folds_cover_everything_once(project: Project, graded: tuple[list[int], int]) -> None:
    ids, scheme = graded
    project.splits.make("folds", SplitPlan(scheme=scheme, test=0.0, fold_count=5))
    folds = project.splits.fold_of("folds")
    assert set(folds) == set(ids)
    assert set(folds.values()) == set(range(5))
    with pytest.raises(ProjectError, match="Did you mean 'folds'"):
        project.splits.members("fold")


def test_excluded_photographs_take_no_part(project: Project, graded: tuple[list[int], int]) -> None:
    ids, scheme = graded
    project.photographs.exclude(ids[:10], "blurred")
    project.splits.make("a", SplitPlan(scheme=scheme))
    assert not set(ids[:10]) & set(project.splits.members("a"))


SHAPES = (
    Shape(ShapeKind.POINT, "MA", ((3.5, 4.0),)),
    Shape(ShapeKind.BOX, "EX", ((1.0, 2.0), (5.0, 6.0))),
    Shape(ShapeKind.REGION, "HE", ((1.0, 1.0), (4.0, 1.0), (4.0, 4.0))),
    Shape(ShapeKind.REGION, "SE", (), (4, 4, 8), (4, 4)),
)


def test_annotations_come_back_and_can_be_undone_later(project: Project, graded: tuple[list[int], int]) -> None:
    (photograph, other, *_), scheme = graded
    states = [
        Annotation(scheme, 1, "good", "first"),
        Annotation(scheme, 2, "good", "first", SHAPES[:2]),
        Annotation(scheme, 2, "", "", SHAPES),
    ]
    for state in states:
        project.annotations.put(photograph, "anna", state)
    project.annotations.put(photograph, "ben", Annotation(notes="else"))
    assert project.annotations.of(photograph, "anna") == states[2]
    assert project.annotations.of(other, "anna").is_empty
    reopened = Project.open(project.path)
    assert reopened.annotations.all_of(photograph) == {"anna": states[2], "ben": Annotation(notes="else")}
    reopened.close()
    assert project.annotations.undo(photograph, "anna") == states[1]
    assert project.annotations.undo(photograph, "anna") == states[0]
    assert project.annotations.redo(photograph, "anna") == states[1]
    project.annotations.put(photograph, "anna", states[2])
    assert project.annotations.redo(photograph, "anna") is None  # from here on there is another future
    for _ in range(3):
        project.annotations.undo(photograph, "anna")
    assert project.annotations.of(photograph, "anna").is_empty
    assert project.annotations.undo(photograph, "anna") is None
    assert project.annotations.readers() == {"ben": 1}


def test_a_readers_grade_is_a_label_that_gives_way_to_others(project: Project, add_files: AddFiles) -> None:
    first, second = add_files(["a.png", "b.png"], [1, 2])
    scheme = project.labels.scheme("grade", ["0", "1", "2"])
    project.labels.state(scheme.id, [Statement(first, 0)], kind=SourceKind.TABLE, name="t")
    for photograph in (first, second):
        project.annotations.put(photograph, "anna", Annotation(scheme.id, 2))
    current = project.labels.current(scheme.id)
    assert (current[first].value, current[second].value) == (0, 2)
    project.annotations.put(second, "ben", Annotation(scheme.id, 1))
    assert project.labels.current(scheme.id)[second].is_conflict
    project.annotations.undo(second, "ben")
    assert project.labels.current(scheme.id)[second].value == 2
    assert [label.source.name for label in project.labels.of(first)] == ["t", "anna"]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Shape(ShapeKind.POINT, "MA"),
        lambda: Shape(ShapeKind.BOX, "MA", ((1, 2),)),
        lambda: Shape(ShapeKind.REGION, "MA", ((1, 2), (2, 3))),
        lambda: Shape(ShapeKind.REGION, "MA", (), (3, 3), (3, 3)),
    ],
)
def test_shapes_that_are_none(make: Callable[[], Shape]) -> None:
    with pytest.raises(ProjectError):
        make()


def test_predictions_are_kept_by_model_and_asked_for_once(project: Project, add_files: AddFiles) -> None:
    ids = add_files(["a.png", "b.png", "c.png", "d.png"], [1, 2, 3, 4])
    model = project.predictions.model("ab", "net", ["no", "yes"])
    assert project.predictions.model("ab", "net renamed", ["no", "yes"]) == model
    project.photographs.exclude([ids[3]], "blurred")
    assert project.predictions.missing(model) == ids[:3]
    probabilities = np.array([0.25, 0.75], np.float32)
    project.predictions.add(model, [(ids[0], probabilities), (4711, probabilities)])
    assert project.predictions.missing(model) == ids[1:3]
    (stored,) = project.predictions.of(ids[0]).values()
    assert (stored.predicted, stored.confidence) == (1, 0.75)
    assert stored.uncertainty == pytest.approx(0.8112781)  # the entropy of (1/4, 3/4) in bits
    np.testing.assert_array_equal(stored.probabilities, probabilities)
    project.predictions.add_with_uncertainty(model, [(ids[1], probabilities, 0.5)])
    assert [one.uncertainty for one in project.predictions.all(model)] == [pytest.approx(0.8112781), 0.5]
    assert project.predictions.models()[0].predictions == 2
    for wrong in (np.array([np.nan, 1], np.float32), np.zeros(0, np.float32)):
        with pytest.raises(ProjectError):
            project.predictions.add(model, [(ids[0], wrong)])
    project.predictions.forget(model)
    assert project.predictions.of(ids[0]) == {}


@given(st.lists(st.floats(0, 1), min_size=2, max_size=6).filter(lambda values: sum(values) > 0.01))
def test_uncertainty_is_between_none_and_all(values: list[float]) -> None:
    probabilities = np.float32(np.array(values) / sum(values))
    assert 0 <= uncertainty_of(probabilities) <= 1
    certain = np.zeros(len(values), np.float32)
    certain[0] = 1
    assert uncertainty_of(certain) == 0
    assert uncertainty_of(np.full(len(values), 1 / len(values), np.float32)) == pytest.approx(1)


def test_features_jobs_and_sessions(project: Project, add_files: AddFiles) -> None:
    (photograph,) = add_files(["a.png"], [1])
    name = FeatureName("ab", "layer4", 7, "anna", "exudates", 0.8, "sure")
    project.features.put(name)
    assert project.features.of("ab") == (name,)
    project.features.put(FeatureName("ab", "layer4", 7, "anna", ""))
    assert project.features.of("ab", "layer4") == ()
    project.features.put(FeatureName("ab", "layer4", 8, "anna", "", None, "look again"))
    assert project.features.of("ab")[0].notes == "look again"
    project.features.put(FeatureName("ab", "layer4", 8, "anna", ""))
    images = (StrongImage(photograph, 3.5, {"x": 1, "y": 2}),)
    project.features.keep_strongest("ab", "layer4", 7, aggregation="max", images=images)
    assert project.features.strongest("ab", "layer4", 7, aggregation="max") == images
    job = project.journal.begin_job(JobKind.PREDICT, "Predict all", {"model": "ab"})
    project.journal.note_job(job, JobState.RUNNING, done=3, total=10)
    (record,) = project.journal.unfinished_jobs()
    assert (record.settings, record.done, record.total) == ({"model": "ab"}, 3, 10)
    project.journal.note_job(job, JobState.DONE, done=10, total=10)
    assert project.journal.unfinished_jobs() == ()
    session = project.journal.begin_session()
    project.journal.keep_state(session, {"sort": "name"}, is_over=True)
    assert project.journal.last_state() == {"sort": "name"}


CANDIDATES = st.lists(
    st.builds(
        Candidate,
        st.just(0),
        st.sampled_from(list(Eye)),
        st.booleans(),
        st.sampled_from(["1", "2", "3"]),
        st.sampled_from(["a", "b"]),
    ),
    max_size=14,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(CANDIDATES)
def test_pairs_are_of_two_eyes_of_one_sitting_and_mutual(drawn: list[Candidate]) -> None:
    candidates = [Candidate(at, c.eye, c.is_guessed, c.sitting, c.folder) for at, c in enumerate(drawn)]
    partners = pair(candidates)
    for one, (other, is_guessed) in partners.items():
        a, b = candidates[one], candidates[other]
        assert partners[other] == (one, is_guessed)
        assert a.eye is not b.eye
        assert a.sitting == b.sitting
        assert is_guessed == (a.is_guessed or b.is_guessed)
    for sitting in {c.sitting for c in candidates}:  # nobody is left alone who need not be
        alone = {c.eye for c in candidates if c.sitting == sitting and c.photograph not in partners}
        assert len(alone) < 2


@pytest.mark.parametrize(
    ("stated", "seen", "is_inverted", "expected"),
    [
        (None, Eye.LEFT, False, (Eye.LEFT, False)),
        (None, Eye.LEFT, True, (Eye.LEFT, True)),
        (Eye.LEFT, Eye.LEFT, False, (Eye.LEFT, False)),
        (Eye.LEFT, Eye.RIGHT, False, (Eye.LEFT, True)),  # the disc is on the side of a right eye
        (Eye.LEFT, Eye.RIGHT, True, (Eye.LEFT, False)),  # and here on that of a left one
        (Eye.LEFT, Eye.LEFT, True, (Eye.LEFT, True)),
    ],
)
def test_what_is_stated_of_an_eye_outweighs_what_is_seen(
    project: Project,
    add_files: AddFiles,
    stated: Eye | None,
    seen: Eye,
    is_inverted: bool,
    expected: tuple[Eye, bool],
) -> None:
    (photograph,) = add_files(["a.png"], [1])
    if stated is not None:
        project.photographs.set_eyes({photograph: stated}, source=FactSource.TABLE)
    project.photographs.note_eyes([EyeFinding(photograph, seen, is_inverted, (1.0, 2.0))])
    row = project.browsing.rows([photograph])[photograph]
    assert (row.eye, row.is_inverted) == expected


def test_passes_are_kept_and_the_oldest_go(project: Project) -> None:
    assert project.features.pass_state("ab", "set") is None
    project.features.keep_pass(KeptPass("ab", "net.safetensors", "set", 3, 10), b"some")
    project.features.keep_pass(KeptPass("ab", "net.safetensors", "set", 10, 10), b"all")
    assert project.features.pass_state("ab", "set") == b"all"
    assert project.features.passes() == (KeptPass("ab", "net.safetensors", "set", 10, 10),)
    for number in range(KEPT_PASSES):
        project.features.keep_pass(KeptPass(f"cd {number}", "net.safetensors", "set", 1, 1), b"one")
    assert len(project.features.passes()) == KEPT_PASSES
    assert project.features.pass_state("ab", "set") is None
