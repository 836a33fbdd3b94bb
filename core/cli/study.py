"""Let readers grade photographs with and without a network, or judge its maps: make a study, look at it, analyse it.

`study new` makes the file of a study and asks the network about its photographs; readers answer in the window.
`study prepare` goes on asking where that was stopped, `study show` says how far readers are, and `study analyse` brings
the copies of a study together and says what they come to. See docs/reader-study.md.
"""

from __future__ import annotations

import argparse
import json
import secrets
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli.output import check_place, replacing
from core.cli.progress import reported
from core.errors import FunduscopeError, did_you_mean

if TYPE_CHECKING:
    from core.evaluation.reading.analysis import StudyAnalysis
    from core.evaluation.reading.plan import Arm, Plan
    from core.evaluation.reading.sources import Source
    from core.evaluation.reading.statistics import Value
    from core.evaluation.reading.study import Study, StudyState
    from core.evaluation.reading.verdicts import VerdictAnalysis
    from core.networks.loaded import LoadedModel

NAME = "study"
WASHOUT_DAYS = 14.0
"""Between two looks at a photograph where nothing else is said: two weeks are usual."""
_DAYS_AT_MOST = 3650


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    actions = parser.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    _add_new(actions.add_parser("new", help="make a study", allow_abbrev=False))
    prepare = actions.add_parser("prepare", help="ask the network what it was not asked yet", allow_abbrev=False)
    prepare.add_argument("study", metavar="STUDY", type=Path)
    prepare.add_argument("--model", metavar="MODEL", type=Path, help="where the model file is now")
    show = actions.add_parser("show", help="say how far readers are", allow_abbrev=False)
    show.add_argument("study", metavar="STUDY", type=Path)
    show.add_argument("--json", action="store_true", help="as JSON")
    analyse = actions.add_parser("analyse", help="say what the answers come to", allow_abbrev=False)
    analyse.add_argument("studies", metavar="STUDY", type=Path, nargs="+", help="the study, or copies of it")
    analyse.add_argument("--out", metavar="DIR", type=Path, required=True, help="write tables and the report there")
    analyse.add_argument("--names", action="store_true", help="also the photographs' file names")


def run(arguments: argparse.Namespace) -> None:
    """Do what is asked for."""
    actions: dict[str, Callable[[argparse.Namespace], None]] = {
        "new": _new,
        "prepare": _prepare,
        "show": _show,
        "analyse": _analyse,
    }
    actions[arguments.action](arguments)


def _add_new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("study", metavar="STUDY", type=Path, help="the file to make; it ends in .study")
    parser.add_argument("--images", metavar="DIR", type=Path, required=True, help="the photographs; searched through")
    parser.add_argument("--labels", metavar="CSV", type=Path, help="the reference grades; otherwise labels.csv in DIR")
    parser.add_argument("--readers", metavar="A,B,...", required=True, help="who reads")
    parser.add_argument("--title", help="what the study is called; otherwise as its file")
    parser.add_argument("--arms", metavar="A,...", default="alone", help="alone, prediction, overlay (alone)")
    parser.add_argument("--once", action="store_true", help="every photograph in one arm, instead of in each")
    parser.add_argument(
        "--washout", metavar="DAYS", type=float, default=WASHOUT_DAYS, help="days between two looks (14)"
    )
    parser.add_argument("--verdicts", action="store_true", help="let readers judge the maps of the methods instead")
    parser.add_argument("--model", metavar="MODEL", type=Path, help="the model that is asked")
    parser.add_argument("--method", metavar="M,...", help="the method of the overlay, or those to judge")
    parser.add_argument("--layer", metavar="L", help="their layer; otherwise the model's default")
    parser.add_argument("--classes", metavar="A,B,...", help="what readers answer; otherwise the classes of the labels")
    parser.add_argument("--count", metavar="N", type=int, help="draw N photographs, grades in turns; otherwise all")
    parser.add_argument("--by-chance", action="store_true", help="draw them as they are, not grade by grade")
    parser.add_argument("--seed", metavar="S", type=int, help="what is drawn; otherwise a new one")
    parser.add_argument("--no-first-grade", action="store_true", help="show the aid at once")
    parser.add_argument("--no-confidence", action="store_true", help="do not ask how sure readers are")
    parser.add_argument("--no-ungradable", action="store_true", help="every photograph must be graded")


def _new(arguments: argparse.Namespace) -> None:
    from core.evaluation.reading.plan import Arm
    from core.evaluation.reading.sources import source_of_folder
    from core.evaluation.reading.study import SUFFIX, Study

    path: Path = arguments.study
    if path.suffix != SUFFIX:
        raise FunduscopeError(f"'{path}' does not end in {SUFFIX}.", "Name the study so.")
    check_place(path)
    if path.exists():
        raise FunduscopeError(f"'{path}' is there already.", "A study is never overwritten: choose another name.")
    arms = () if arguments.verdicts else tuple(_arm(name.strip()) for name in arguments.arms.split(","))
    if not 0 <= arguments.washout <= _DAYS_AT_MOST:
        raise FunduscopeError(f"A washout of {arguments.washout:g} days is out of range.", "Give 0 to 3650.")
    needs_model = arguments.verdicts or any(arm.is_aided for arm in arms)
    if needs_model and arguments.model is None:
        raise FunduscopeError("Readers shall see what a network says, and none is named.", "Give --model.")
    if (arguments.verdicts or Arm.OVERLAY in arms) and arguments.method is None:
        raise FunduscopeError("Readers shall see maps, and no method is named.", "Give --method.")
    source = source_of_folder(arguments.images, arguments.labels)
    model = _load(arguments.model) if needs_model else None
    plan = _plan(arguments, source, arms, model)
    with Study.create(path, plan) as study:
        if model is not None:
            _ask(study, model)
    print(f"{path}: {len(plan.cases)} photographs, {len(plan.readers)} readers")


def _plan(arguments: argparse.Namespace, source: Source, arms: tuple[Arm, ...], model: LoadedModel | None) -> Plan:
    from core.evaluation.reading.choosing import choose_cases
    from core.evaluation.reading.plan import ICDR_NAMES, Arm, Design, Plan, StudyKind, default_referable

    given = tuple(name.strip() for name in arguments.classes.split(",")) if arguments.classes else ()
    classes = given or source.class_names or (model.card.class_names if model is not None else ICDR_NAMES)
    seed = secrets.randbelow(10**6) if arguments.seed is None else arguments.seed
    if seed < 0:
        raise FunduscopeError(f"The seed {seed} is below 0.", "Give 0 or more.")
    with reported("identifying") as report:
        chosen = choose_cases(
            source.in_classes(classes).candidates,
            arguments.study.parent,
            seed=seed,
            count=arguments.count,
            is_balanced=not arguments.by_chance,
            progress=report,
        )
    _say_left_out(chosen.unreadable)
    if chosen.identical:
        print(f"note: {chosen.identical} photographs are identical to others and left out", file=sys.stderr)
    return Plan(
        title=arguments.title or arguments.study.stem,
        kind=StudyKind.VERDICTS if arguments.verdicts else StudyKind.GRADING,
        cases=chosen.cases,
        readers=tuple(name.strip() for name in arguments.readers.split(",")),
        classes=classes,
        referable_from=default_referable(classes),
        arms=arms,
        design=Design.ONCE if arguments.once else Design.CROSSOVER,
        washout=timedelta(days=arguments.washout),
        seed=seed,
        grades_before_aid=not arguments.no_first_grade,
        asks_confidence=not arguments.no_confidence,
        allows_ungradable=not arguments.no_ungradable,
        **_asked_of(arguments, model, classes, has_maps=arguments.verdicts or Arm.OVERLAY in arms),
    )


def _asked_of(
    arguments: argparse.Namespace, model: LoadedModel | None, classes: tuple[str, ...], *, has_maps: bool
) -> dict[str, Any]:
    """What of a plan follows from the model."""
    if model is None:
        return {}
    from core.cli.localise import parse_methods
    from core.evaluation.reading.choosing import match_classes
    from core.experiments.studying import recipe_of, study_model

    methods = parse_methods(arguments.method) if has_maps else ()
    matched = () if arguments.verdicts else match_classes(model.card.class_names, classes)
    return {
        "model": study_model(model),
        "classes_of_model": matched,
        "maps": tuple(recipe_of(method, model, layer=arguments.layer) for method in methods),
    }


def _prepare(arguments: argparse.Namespace) -> None:
    from core.evaluation.reading.study import Study

    with Study.open(arguments.study) as study:
        planned = study.plan.model
        if planned is None or not study.state.unprepared:
            print("nothing is left to prepare")
            return
        _ask(study, _load(arguments.model or Path(planned.path)))
        print(f"{len(study.state.prepared)} of {len(study.plan.cases)} photographs are prepared")


def _ask(study: Study, model: LoadedModel) -> None:
    from core.experiments.studying import prepare_study

    with reported("asking") as report:
        left_out = prepare_study(study, model, progress=report)
    _say_left_out(left_out)
    if left_out:
        raise FunduscopeError(
            f"{len(left_out)} photographs could not be prepared.", "Put them back, then call 'study prepare'."
        )


def _show(arguments: argparse.Namespace) -> None:
    from core.evaluation.reading.study import read_study

    state = read_study(arguments.study)
    plan = state.plan
    if arguments.json:
        readers = [{"name": name, "done": state.done(name), "total": state.total(name)} for name in plan.readers]
        summary: dict[str, Any] = {
            "title": plan.title,
            "kind": plan.kind.value,
            "id": plan.id,
            "photographs": len(plan.cases),
        }
        summary |= {"arms": [arm.value for arm in plan.arms], "maps": [each.title for each in plan.maps]}
        summary |= {"unprepared": len(state.unprepared), "readers": readers, "cautions": state.cautions}
        print(json.dumps(summary, ensure_ascii=False))
        return
    what = ", ".join([arm.value for arm in plan.arms] or [each.title for each in plan.maps])
    print(f"{plan.title}: {plan.kind.value}, {len(plan.cases)} photographs, {what}")
    for name in plan.readers:
        print(f"  {name}: {state.done(name)} of {state.total(name)}")
    if state.unprepared:
        print(f"  the network was not asked about {len(state.unprepared)} photographs yet")
    for words in state.cautions:
        print(f"caution: {words}")


def _analyse(arguments: argparse.Namespace) -> None:
    from core.evaluation.reading.plan import StudyKind
    from core.evaluation.reading.study import read_studies

    state = read_studies(arguments.studies)
    arguments.out.mkdir(parents=True, exist_ok=True)
    is_graded = state.plan.kind is StudyKind.GRADING
    files, lines = _graded(state, arguments) if is_graded else _judged(state, arguments)
    for name, text in files.items():
        with replacing(arguments.out / name) as file:
            file.write(text.encode("utf-8", "surrogateescape"))
    print("\n".join(lines))


def _graded(state: StudyState, arguments: argparse.Namespace) -> tuple[dict[str, str], list[str]]:
    from core.evaluation.reading.analysis import analyse
    from core.evaluation.reading.tables import answers_csv, changes_csv, figures_csv
    from core.reports.html import render_html
    from core.reports.reading import study_document

    analysis = analyse(state)
    files = {
        "answers.csv": answers_csv(state, has_names=arguments.names),
        "figures.csv": figures_csv(analysis),
        "changes.csv": changes_csv(analysis.changes),
        "analysis.json": json.dumps(analysis.to_json(), indent=1, ensure_ascii=False, allow_nan=False),
        "report.html": render_html(study_document(analysis)),
    }
    return files, _figure_lines(analysis)


def _judged(state: StudyState, arguments: argparse.Namespace) -> tuple[dict[str, str], list[str]]:
    from core.evaluation.reading.tables import tallies_csv, verdicts_csv
    from core.evaluation.reading.verdicts import analyse_verdicts
    from core.reports.html import render_html
    from core.reports.reading import verdict_document

    analysis = analyse_verdicts(state)
    files = {
        "verdicts.csv": verdicts_csv(state, has_names=arguments.names),
        "tallies.csv": tallies_csv(analysis),
        "analysis.json": json.dumps(analysis.to_json(), indent=1, ensure_ascii=False, allow_nan=False),
        "report.html": render_html(verdict_document(analysis)),
    }
    return files, _tally_lines(analysis)


def _figure_lines(analysis: StudyAnalysis) -> list[str]:
    from core.cli.layers import aligned
    from core.evaluation.reading.figures import Against, Figure

    shown = (Figure.KAPPA, Figure.SENSITIVITY, Figure.SPECIFICITY, Figure.MEDIAN_SECONDS)
    rows: list[tuple[str, ...]] = [("arm", "reader", *(figure.value for figure in shown))]
    for arm in analysis.plan.arms:
        for reader in ("", *analysis.plan.readers):
            values = [analysis.value(figure, arm, reader=reader) for figure in shown]
            rows.append((arm.value, reader or "mean", *map(_value_words, values)))
        if arm.is_aided:
            values = [analysis.value(figure, arm, against=Against.ALONE) for figure in shown]
            if any(value is not None for value in values):
                rows.append(("  less alone", "mean", *map(_value_words, values)))
    return [aligned(rows), *(f"caution: {words}" for words in analysis.cautions)]


def _tally_lines(analysis: VerdictAnalysis) -> list[str]:
    from core.cli.layers import aligned
    from core.evaluation.reading.verdicts import VERDICTS

    rows: list[tuple[str, ...]] = [("method", "judged", *(verdict.value for verdict in VERDICTS))]
    for tally in analysis.together():
        shares = [_value_words(tally.shares[verdict]) for verdict in VERDICTS]
        rows.append((tally.method, str(tally.count), *shares))
    lines = [aligned(rows)]
    if analysis.agreement is not None:
        lines.append(f"Fleiss' kappa between readers: {_value_words(analysis.agreement.fleiss)}")
    return [*lines, *(f"caution: {words}" for words in analysis.cautions)]


def _value_words(value: Value | None) -> str:
    if value is None or value.value is None:
        return "-"
    limits = value.interval
    return f"{value.value:.3f}" + (f" ({limits.low:.3f} to {limits.high:.3f})" if limits is not None else "")


def _load(path: Path) -> LoadedModel:
    from core.networks.files import load_model

    return load_model(path, device="auto")


def _arm(name: str) -> Arm:
    from core.evaluation.reading.plan import Arm

    names = [arm.value for arm in Arm]
    if name not in names:
        raise FunduscopeError(f"There is no arm '{name}'.", did_you_mean(name, names) or f"It is {', '.join(names)}.")
    return Arm(name)


def _say_left_out(lines: tuple[str, ...]) -> None:
    for line in lines:
        print(f"left out: {line}", file=sys.stderr)
