"""Figures agree with scikit-learn, SciPy and published examples; counts with counting by hand."""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import numpy as np
import pytest
from scipy.stats import binomtest
from sklearn.metrics import accuracy_score, cohen_kappa_score

from core.evaluation.reading.analysis import StudyAnalysis, analyse
from core.evaluation.reading.changes import Changes
from core.evaluation.reading.errors import StudyError
from core.evaluation.reading.figures import Against, Figure, Step
from core.evaluation.reading.plan import Arm, Plan, StudyCase
from core.evaluation.reading.records import Answer, Stage, Verdict, VerdictAnswer
from core.evaluation.reading.schedule import judging_schedule, schedule
from core.evaluation.reading.statistics import Sampling, fleiss_kappa, median_of
from core.evaluation.reading.study import StudyState
from core.evaluation.reading.tables import answers_csv, changes_csv, figures_csv, tallies_csv, verdicts_csv
from core.evaluation.reading.verdicts import VERDICTS, analyse_verdicts
from tests.core.evaluation.reading.conftest import NOON, prepared

READERS = ("A", "B", "C")
CASES = 90


def near(truth: int, random: np.random.Generator, share: float) -> int:
    """The truth, or a grade beside it."""
    return truth if random.random() < share else int(np.clip(truth + random.choice([-1, 1]), 0, 4))


@pytest.fixture(scope="module")
def random() -> np.random.Generator:
    """Chance that comes out the same."""
    return np.random.default_rng(11)


@pytest.fixture(scope="module")
def state(make_plan: Callable[..., Plan], random: np.random.Generator) -> StudyState:
    """Three readers who read everything, better with the network; two photographs of some patients."""
    plan = make_plan(CASES, readers=READERS)
    plan = replace(plan, cases=tuple(replace(case, patient=n * 3 // 4) for n, case in enumerate(plan.cases)))
    return read(StudyState(plan), random)


def read(state: StudyState, random: np.random.Generator) -> StudyState:
    """Everything is answered."""
    for case, each in enumerate(state.plan.cases):
        state.take(prepared(state.plan, case, near(each.reference or 0, random, 0.8)))
    for reader in state.plan.readers:
        for number, reading in enumerate(schedule(state.plan, reader)):
            truth = state.plan.cases[reading.case].reference or 0
            model = state.prepared[reading.case].predicted
            at = NOON + timedelta(days=2 * reading.period, seconds=30 * number)
            who = (reader, reading.case, reading.period, reading.position, reading.arm)
            first = near(truth, random, 0.6)
            if reading.arm.is_aided:
                state.take(Answer(*who, Stage.BEFORE_AID, first, 2, at, float(random.gamma(4, 3))))
                first = model if random.random() < 0.4 else first
            grade = None if random.random() < 0.02 else first
            state.take(Answer(*who, Stage.FINAL, grade, 3, at + timedelta(seconds=9), float(random.gamma(4, 2))))
    return state


@pytest.fixture(scope="module")
def analysis(state: StudyState) -> StudyAnalysis:
    """What it comes to."""
    return analyse(state)


def grades(state: StudyState, reader: str, arm: Arm, stage: Stage = Stage.FINAL) -> dict[int, int | None]:
    """By case, straight from the answers."""
    return {
        case: answer.grade
        for (who, case, _period, at), answer in state.answers.items()
        if who == reader and answer.arm is arm and at is stage
    }


def test_every_reader_s_figures_are_those_of_scikit_learn(state: StudyState, analysis: StudyAnalysis) -> None:
    for reader in READERS:
        for arm in Arm:
            given = grades(state, reader, arm)
            whole = {case: grade for case, grade in given.items() if grade is not None}
            true = [state.plan.cases[case].reference for case in whole]
            said = list(whole.values())
            kappa = analysis.value(Figure.KAPPA, arm, reader=reader)
            assert kappa.value == pytest.approx(cohen_kappa_score(true, said, weights="quadratic"))
            assert kappa.interval.low < kappa.value < kappa.interval.high
            found = analysis.value(Figure.ACCURACY, arm, reader=reader)
            assert found.value == pytest.approx(accuracy_score(true, said))
            ill = [case for case in given if state.plan.cases[case].reference >= 2]
            called = [case for case in ill if given[case] is None or given[case] >= 2]
            assert analysis.value(Figure.SENSITIVITY, arm, reader=reader).value == pytest.approx(len(called) / len(ill))
            well = [case for case in given if state.plan.cases[case].reference < 2]
            left = [case for case in well if given[case] is not None and given[case] < 2]
            assert analysis.value(Figure.SPECIFICITY, arm, reader=reader).value == pytest.approx(len(left) / len(well))


def test_means_and_differences_are_those_of_the_readers(analysis: StudyAnalysis) -> None:
    for figure in (Figure.KAPPA, Figure.SENSITIVITY, Figure.MEAN_SECONDS):
        by_arm = {arm: [analysis.value(figure, arm, reader=name).value for name in READERS] for arm in Arm}
        for arm in Arm:
            mean = analysis.value(figure, arm)
            assert mean.value == pytest.approx(np.mean(by_arm[arm]))
            assert mean.interval.low < mean.value < mean.interval.high
            wide = mean.over_readers.high - mean.over_readers.low
            assert wide >= 0.9 * (mean.interval.high - mean.interval.low)
        gained = analysis.value(figure, Arm.OVERLAY, against=Against.ALONE)
        assert gained.value == pytest.approx(np.mean(by_arm[Arm.OVERLAY]) - np.mean(by_arm[Arm.ALONE]))
    before = analysis.value(Figure.KAPPA, Arm.OVERLAY, step=Step.BEFORE_AID).value
    after = analysis.value(Figure.KAPPA, Arm.OVERLAY).value
    assert analysis.value(Figure.KAPPA, Arm.OVERLAY, against=Against.BEFORE_AID).value == pytest.approx(after - before)
    assert analysis.value(Figure.KAPPA, Arm.ALONE, against=Against.ALONE) is None


def test_shares_of_independent_photographs_have_exact_intervals(
    make_plan: Callable[..., Plan], random: np.random.Generator
) -> None:
    state = read(StudyState(make_plan(40, readers=READERS)), random)
    analysis = analyse(state)
    given = grades(state, "B", Arm.ALONE)
    ill = [case for case in given if state.plan.cases[case].reference >= 2]
    called = [case for case in ill if given[case] is None or given[case] >= 2]
    limits = binomtest(len(called), len(ill)).proportion_ci(0.95, method="exact")
    found = analysis.value(Figure.SENSITIVITY, Arm.ALONE, reader="B")
    assert found.kind == "exact"
    assert (found.interval.low, found.interval.high) == pytest.approx((limits.low, limits.high))


def test_a_bootstrap_interval_is_that_of_resampled_patients(analysis: StudyAnalysis, state: StudyState) -> None:
    """A slow and plain bootstrap of our own, with other random numbers, comes to nearly the same limits."""
    given = grades(state, "A", Arm.ALONE)
    cases = [case for case, grade in given.items() if grade is not None]
    truth = np.array([state.plan.cases[case].reference for case in range(CASES)])
    members: dict[int, list[int]] = {}
    for case in range(CASES):
        members.setdefault(state.plan.cases[case].patient, []).append(case)
    highest = {patient: int(truth[of].max()) for patient, of in members.items()}
    generator = np.random.default_rng(99)
    kappas = []
    for _ in range(600):
        drawn: list[int] = []
        for level in set(highest.values()):
            of = [patient for patient, top in highest.items() if top == level]
            for patient in generator.choice(of, len(of)):
                drawn += members[int(patient)]
        kept = [case for case in drawn if case in cases]
        kappas.append(cohen_kappa_score(truth[kept], [given[case] for case in kept], weights="quadratic"))
    low, high = np.quantile(kappas, [0.025, 0.975])
    found = analysis.value(Figure.KAPPA, Arm.ALONE, reader="A").interval
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.02)


def test_times_are_those_of_uninterrupted_readings(state: StudyState) -> None:
    state = copy.deepcopy(state)
    key = next(key for key, answer in state.answers.items() if answer.arm is Arm.ALONE and key[0] == "A")
    state.answers[key] = replace(state.answers[key], openings=2, seconds=9999.0)
    analysis = analyse(state)
    seconds = [
        answer.seconds
        for (who, *_rest), answer in state.answers.items()
        if who == "A" and answer.arm is Arm.ALONE and answer.openings == 1
    ]
    mean, median = (
        analysis.value(figure, Arm.ALONE, reader="A") for figure in (Figure.MEAN_SECONDS, Figure.MEDIAN_SECONDS)
    )
    assert mean.value == pytest.approx(np.mean(seconds), abs=1e-3)
    assert median.value == pytest.approx(np.median(seconds), abs=1e-3)
    assert mean.count == CASES - 1
    assert median.interval.low <= median.value <= median.interval.high
    assert any("interrupted readings" in words for words in analysis.cautions)
    assert (
        analysis.value(Figure.SECONDS_AFTER, Arm.OVERLAY).value < analysis.value(Figure.MEAN_SECONDS, Arm.OVERLAY).value
    )


@pytest.mark.parametrize("count", [1, 2, 5, 8])
def test_a_weighted_median_is_that_of_repeated_values(count: int) -> None:
    random = np.random.default_rng(count)
    values = random.normal(size=count)
    values[0] = np.nan if count > 2 else values[0]
    weights = random.integers(0, 4, (50, count)).astype(np.float64)
    found = median_of(values)(weights)
    for row, given in zip(weights, found, strict=True):
        repeated = np.repeat(values, row.astype(int))
        repeated = repeated[~np.isnan(repeated)]
        assert np.isnan(given) if not len(repeated) else given == pytest.approx(np.median(repeated))


def test_changes_of_mind_are_counted(state: StudyState, analysis: StudyAnalysis) -> None:
    reader, arm = "C", Arm.OVERLAY
    found = next(
        each for each in analysis.changes if (each.reader, each.arm, each.against) == (reader, arm, Against.BEFORE_AID)
    )
    first, last = grades(state, reader, arm, Stage.BEFORE_AID), grades(state, reader, arm)
    truth = {case: state.plan.cases[case].reference for case in range(CASES)}
    model = {case: state.prepared[case].predicted for case in range(CASES)}
    changed = [case for case in first if first[case] != last[case]]
    assert (found.count, found.changed) == (CASES, len(changed))
    assert found.to_right == sum(last[case] == truth[case] for case in changed)
    assert found.from_right == sum(first[case] == truth[case] for case in changed)
    assert found.stayed_wrong == len(changed) - found.to_right - found.from_right
    assert found.toward_model == sum(last[case] == model[case] for case in changed)
    assert found.differed_from_model == sum(first[case] != model[case] for case in first)
    assert found.misled == sum(last[case] == model[case] != truth[case] == first[case] for case in changed)
    test = binomtest(found.to_right, found.to_right + found.from_right).pvalue
    assert found.p_value == pytest.approx(test)
    assert found.changed_interval.low < found.share < found.changed_interval.high
    alone = next(
        each for each in analysis.changes if (each.reader, each.arm, each.against) == (reader, arm, Against.ALONE)
    )
    without = grades(state, reader, Arm.ALONE)
    assert alone.changed == sum(without[case] != last[case] for case in last)
    together = _together(analysis.changes, arm)
    assert together.count == 3 * CASES
    assert together.p_value is None


def _together(changes: tuple[Changes, ...], arm: Arm) -> Changes:
    return next(each for each in changes if not each.reader and each.arm is arm and each.against is Against.BEFORE_AID)


def test_readers_agree_as_scikit_learn_and_fleiss_say(state: StudyState, analysis: StudyAnalysis) -> None:
    for agreement in analysis.agreements:
        given = {reader: grades(state, reader, agreement.arm) for reader in READERS}
        weighted = []
        for pair, (first, second) in zip(agreement.pairs, combinations(READERS, 2), strict=True):
            both = [case for case in range(CASES) if given[first][case] is not None and given[second][case] is not None]
            sides = [[given[reader][case] for case in both] for reader in (first, second)]
            assert pair.plain.value == pytest.approx(cohen_kappa_score(*sides))
            assert pair.weighted.value == pytest.approx(cohen_kappa_score(*sides, weights="quadratic"))
            assert pair.weighted.interval.low < pair.weighted.value < pair.weighted.interval.high
            weighted.append(pair.weighted.value)
        assert agreement.weighted.value == pytest.approx(np.mean(weighted))
        whole = [case for case in range(CASES) if all(given[reader][case] is not None for reader in READERS)]
        answers = [[given[reader][case] for reader in READERS] for case in whole]
        assert agreement.fleiss.value == pytest.approx(slow_fleiss(answers))
        assert agreement.fleiss.count == len(whole)


def slow_fleiss(answers: list[list[int | None]]) -> float:
    """Fleiss 1971: pairs of raters that agree, over what pairs of answers drawn from all would."""
    agreeing = [
        sum(one == other for one, other in combinations(row, 2)) / len(list(combinations(row, 2))) for row in answers
    ]
    everything = [answer for row in answers for answer in row]
    by_chance = sum((everything.count(kind) / len(everything)) ** 2 for kind in set(everything))
    return (sum(agreeing) / len(agreeing) - by_chance) / (1 - by_chance)


def test_fleiss_s_kappa_of_the_published_example() -> None:
    """Ten subjects, fourteen raters, five categories: kappa 0.210."""
    counts = [
        *([0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1]),
        *([7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]),
    ]
    by_subject = np.array([np.repeat(np.arange(5), row) for row in counts])
    assert Sampling(np.zeros(10, np.int64), np.arange(10)).value(fleiss_kappa(list(by_subject.T), 5)) == pytest.approx(
        0.210, abs=5e-4
    )


def test_the_network_alone_is_measured_too(state: StudyState, analysis: StudyAnalysis) -> None:
    truth = [case.reference for case in state.plan.cases]
    said = [state.prepared[case].predicted for case in range(CASES)]
    assert analysis.model[Figure.KAPPA].value == pytest.approx(cohen_kappa_score(truth, said, weights="quadratic"))


def test_a_cell_leads_to_its_photographs(analysis: StudyAnalysis) -> None:
    key = ("A", Arm.ALONE)
    matrix = analysis.matrix(key)
    assert len(analysis.cases_of(key, 2, 3)) == matrix[2][3]
    assert sum(map(sum, matrix)) + int((analysis.readings.final[key] == 5).sum()) == CASES


def test_a_study_that_has_just_begun_is_analysed_without_inventing(make_plan: Callable[..., Plan]) -> None:
    plan = make_plan(6, washout=timedelta())
    state = StudyState(plan)
    with pytest.raises(StudyError, match="Nobody has read"):
        analyse(state)
    reading = schedule(plan, "A")[0]
    state.take(Answer("A", reading.case, 0, 0, reading.arm, Stage.FINAL, 0, None, NOON, 4.0))
    analysis = analyse(state)
    found = analysis.value(Figure.KAPPA, reading.arm)
    assert found is None or found.interval is None
    assert analysis.agreements == ()
    assert any("A is through with 1 of 18" in words for words in analysis.cautions)
    json.dumps(analysis.to_json(), allow_nan=False)


def test_photographs_without_reference_count_for_times_and_agreement(
    make_plan: Callable[..., Plan], random: np.random.Generator
) -> None:
    plan = make_plan(20, readers=("A", "B"))
    cases: list[StudyCase] = [replace(case, reference=None) for case in plan.cases]
    state = read(StudyState(replace(plan, cases=tuple(cases))), random)
    analysis = analyse(state)
    assert analysis.value(Figure.KAPPA, Arm.ALONE) is None
    assert analysis.value(Figure.MEAN_SECONDS, Arm.ALONE).count == 40
    assert analysis.agreements[0].pairs[0].plain.value is not None
    assert any("no reference" in words for words in analysis.cautions)


def test_tables_hold_every_answer_and_no_file_name(state: StudyState, analysis: StudyAnalysis) -> None:
    text = answers_csv(state)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(state.answers)
    assert "eyes" not in text
    assert ".jpg" not in text
    assert "7.jpg" in answers_csv(state, has_names=True)
    first = min(state.answers.values(), key=lambda each: each.at)
    assert rows[0]["reader"] == first.reader
    assert float(rows[0]["seconds"]) == pytest.approx(first.seconds, abs=1e-3)
    figures = list(csv.DictReader(io.StringIO(figures_csv(analysis))))
    kappa = next(
        row
        for row in figures
        if (row["reader"], row["arm"], row["figure"], row["against"], row["grades"])
        == ("A", "alone", "quadratic_weighted_kappa", "", "final")
    )
    assert float(kappa["value"]) == pytest.approx(analysis.value(Figure.KAPPA, Arm.ALONE, reader="A").value, rel=1e-5)
    changes = list(csv.DictReader(io.StringIO(changes_csv(analysis.changes))))
    assert sum(row["reader"] == "" for row in changes) == 4
    json.dumps(analysis.to_json(), allow_nan=False)


def test_a_name_that_a_spreadsheet_would_run_is_disarmed(make_plan: Callable[..., Plan]) -> None:
    plan = make_plan(3, readers=("=HYPERLINK(1)",), arms=(Arm.ALONE,), model=None, maps=())
    state = StudyState(plan)
    reading = schedule(plan, plan.readers[0])[0]
    state.take(Answer(plan.readers[0], reading.case, 0, 0, Arm.ALONE, Stage.FINAL, 1, None, NOON, 4.0))
    assert "'=HYPERLINK(1)" in answers_csv(state)


@pytest.fixture
def judged(verdict_plan: Plan) -> StudyState:
    """Two readers; method 0 is right most often, method 3 an artefact."""
    random = np.random.default_rng(4)
    shares = ([0.7, 0.2, 0.05, 0.05], [0.4, 0.3, 0.2, 0.1], [0.25] * 4, [0.05, 0.1, 0.8, 0.05])
    state = StudyState(verdict_plan)
    for case in range(len(verdict_plan.cases)):
        state.take(prepared(verdict_plan, case, 0))
    for reader in verdict_plan.readers:
        for judging in judging_schedule(verdict_plan, reader):
            verdict = VERDICTS[random.choice(4, p=shares[judging.map])]
            at = NOON + timedelta(seconds=judging.position)
            state.take(
                VerdictAnswer(reader, judging.case, judging.map, judging.position, judging.place, verdict, at, 2.0)
            )
    return state


def test_verdicts_are_tallied_by_method(judged: StudyState) -> None:
    analysis = analyse_verdicts(judged)
    for number in range(4):
        verdicts = [each.verdict for each in judged.verdicts.values() if each.map == number]
        tally = next(each for each in analysis.tallies if each.method == f"Method {number}" and not each.reader)
        assert tally.count == 24
        for verdict in Verdict:
            assert tally.counts[verdict] == verdicts.count(verdict)
            assert tally.shares[verdict].value == pytest.approx(verdicts.count(verdict) / 24)
        own = [each.verdict for each in judged.verdicts.values() if each.map == number and each.reader == "A"]
        alone = next(each for each in analysis.tallies if each.method == f"Method {number}" and each.reader == "A")
        limits = binomtest(own.count(Verdict.RIGHT), 12).proportion_ci(0.95, method="exact")
        interval = alone.shares[Verdict.RIGHT].interval
        assert (interval.low, interval.high) == pytest.approx((limits.low, limits.high))
    best = analysis.together()[0]
    assert best.method == "Method 0"
    difference = next(each for each in analysis.differences if (each.first, each.second) == ("Method 0", "Method 3"))
    assert difference.right.interval.low > 0
    json.dumps(analysis.to_json(), allow_nan=False)


def test_readers_of_maps_agree_as_scikit_learn_says(judged: StudyState) -> None:
    analysis = analyse_verdicts(judged)
    sides = [
        [judged.verdicts[reader, case, number].verdict.value for case in range(12) for number in range(4)]
        for reader in ("A", "B")
    ]
    pair = analysis.agreement.pairs[0]
    assert pair.plain.value == pytest.approx(cohen_kappa_score(*sides))
    assert pair.weighted is None
    assert pair.plain.interval.low < pair.plain.value < pair.plain.interval.high
    rows = list(csv.DictReader(io.StringIO(verdicts_csv(judged))))
    assert len(rows) == 96
    assert {row["method"] for row in rows} == {f"Method {n}" for n in range(4)}
    assert len(list(csv.DictReader(io.StringIO(tallies_csv(analysis))))) == 4 * 3 * 5 + 2


def test_a_study_is_asked_for_what_it_holds(judged: StudyState, state: StudyState) -> None:
    with pytest.raises(StudyError, match="maps are judged"):
        analyse(judged)
    with pytest.raises(StudyError, match="no maps judged"):
        analyse_verdicts(state)
    with pytest.raises(StudyError, match="Nobody has judged"):
        analyse_verdicts(StudyState(judged.plan))
