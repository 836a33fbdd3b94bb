"""The report of a repeated experiment: one HTML file that needs nothing else and can be printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import core
from core.datasets.mask_colours import mask_colours
from core.evaluation.localisation import Figure
from core.experiments.experiment import NOT_AT_HAND, Arm, Experiment, Measure, Question, Scale, Source
from core.experiments.explaining import ClassMap
from core.experiments.files import ExperimentFolder, read_json, write_json, write_text
from core.experiments.findings import (
    accuracy_in_words,
    across_in_words,
    class_pairs,
    has_learned,
    independence_in_words,
    localisation_in_words,
)
from core.experiments.pictures import filters
from core.experiments.predicting import Answer
from core.experiments.report_pictures import example_panels, filter_figure, training_plots
from core.experiments.report_tables import (
    across_table,
    class_table,
    confusion_rows,
    localisation_table,
    metric_lines,
    number,
    percent,
)
from core.explain.method import Method
from core.jobs import CancelToken
from core.networks.files import load_model
from core.networks.loaded import LoadedModel
from core.synthesis.codes import name_of

TEMPLATES = Path(__file__).resolve().parents[2] / "resources" / "reports"
TEMPLATE = "experiment.html"

_FULL_DIFFERENCES = (
    "Photographs are rendered, not real; the numbers of photographs and epochs are the program's own choice where the "
    "work's were not at hand."
)
_EXAMPLES_NOTE = (
    "The first photograph of each class that was answered rightly, then the first wrong answers (framed in red), in "
    "the order of the files: not the best ones. Outlines are the truth. Maps are of the predicted class; their colours "
    "run from 0 to the map's own maximum, and a map without evidence stays the photograph."
)


def write_report(
    experiment: Experiment, scale: Scale, folder: ExperimentFolder, *, token: CancelToken
) -> dict[str, Any]:
    """Write `report.html` and `figures.json`; returns what the latter holds: the chief figures by arm."""
    arms = []
    for arm in experiment.arms:
        token.check()
        arms.append(_arm(experiment, arm, scale, folder, token))
    figures = {arm["id"]: arm["chief"] for arm in arms}
    context = {
        "experiment": {
            "title": experiment.title,
            "work": experiment.work.value,
            "place": experiment.place,
            "description": experiment.description,
        },
        "provenance": _provenance(experiment, scale, folder, arms),
        "findings": _findings(experiment, arms),
        "reported": _reported(experiment, arms),
        "differences": experiment.scaled_down if scale is Scale.SMALL else _FULL_DIFFERENCES,
        "across": across_table(arms) if len(arms) > 1 else None,
        "arms": arms,
        "sections": _sections(arms),
    }
    write_text(folder.report, render(context))
    write_json(folder.figures, {"experiment": experiment.id, "scale": scale.value, "arms": figures})
    return figures


def render(context: Mapping[str, Any]) -> str:
    """The template with these values; everything but drawings is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=False
    )
    environment.filters["number"] = number
    environment.filters["percent"] = percent
    return environment.get_template(TEMPLATE).render(**context)


def _arm(
    experiment: Experiment, arm: Arm, scale: Scale, folder: ExperimentFolder, token: CancelToken
) -> dict[str, Any]:
    model = load_model(folder.model(arm), device="cpu")
    found, explanations = read_json(folder.answers(arm)), read_json(folder.explanations(arm))
    metrics = found["metrics"]
    names = model.card.class_names
    thing = _thing(experiment, arm)
    is_graded = arm.data.source is Source.FUNDUS
    maps = [ClassMap.from_json(each) for each in explanations["class_maps"]]
    pairs = class_pairs(maps)
    filter_grid = filters(model.module)
    examples, codes = example_panels(
        experiment, arm, folder, model, [Answer.from_json(each) for each in found["answers"]], token
    )
    return {
        "id": arm.id,
        "title": arm.title,
        "summary": _summary(arm, scale, model),
        "count": metrics["count"],
        "class_names": names,
        "confusion": confusion_rows(metrics),
        "metrics": metric_lines(metrics, is_graded=is_graded),
        "plots": training_plots(folder.run(arm) / "metrics.csv"),
        "filters": filter_figure(filter_grid),
        "examples": examples,
        "examples_note": _EXAMPLES_NOTE,
        "legend": [{"name": name_of(code), "colour": _css(rgb)} for code, rgb in mask_colours(codes).items()],
        "localisation": localisation_table(explanations),
        "pointed_at": thing,
        "thing": thing,
        "regions_hit": f"{thing} hit",
        "lesions": [{"name": name_of(code), **values} for code, values in explanations["lesions"].items()],
        "lesions_caption": f"Region by region, Grad-CAM at '{explanations['default_layer']}', right answers: a region "
        "is hit where the map reaches half of its maximum on it or within 3 % of the photograph's side.",
        "class_against_class": class_table(pairs, names, explanations["default_layer"]),
        "settings": (folder.run(arm) / "settings.toml").read_text(encoding="utf-8"),
        "model": {"id": model.id, "parameters": sum(each.numel() for each in model.module.parameters())},
        "fingerprint": model.card.data_fingerprint,
        "sentences": [
            accuracy_in_words(arm.title, metrics, is_graded=is_graded, noun=_noun(arm)),
            *(localisation_in_words(explanations, thing) if has_learned(metrics) else []),
        ],
        "chief": _chief(metrics, explanations, pairs),
        "independence": independence_in_words(metrics),
        "is_graded": is_graded,
        "has_learned": has_learned(metrics),
        "noun": _noun(arm),
        "unit": "patient" if experiment.is_fundus else "picture",
        "input": arm.network.input_px.at(scale),
    }


def _thing(experiment: Experiment, arm: Arm) -> str:
    if experiment.is_pointing_at_class:
        return "the face"
    return {Source.FUNDUS: "lesions", Source.MARKERS: "the markers", Source.DIE: "the face"}[arm.data.source]


def _noun(arm: Arm) -> str:
    return "pictures" if arm.data.source is Source.DIE else "photographs"


def _summary(arm: Arm, scale: Scale, model: LoadedModel) -> str:
    count = sum(parameter.numel() for parameter in model.module.parameters())
    height, width = model.card.input_size
    photographs = model.card.training.get("photographs", arm.data.train.at(scale))
    plan = arm.network
    start = f"weights of the arm '{plan.starts_from}'" if plan.starts_from else "random weights"
    first = plan.train_from.at(scale)
    what = f"trained from '{first}' on" if first else "all of it trained"
    return (
        f"{model.card.architecture}, {count:,} parameters, input {width} x {height} pixels ({plan.recipe.value} "
        f"preparation), from {start}, {what}; {photographs} {_noun(arm)}, {plan.epochs.at(scale)} epochs."
    )


def _chief(metrics: dict[str, Any], explanations: dict[str, Any], pairs: Sequence[Any]) -> dict[str, Any]:
    default = _default_summary(explanations)
    energy = default["figures"].get(Figure.ENERGY_INSIDE.value) if default is not None else None
    area = default["figures"].get(Figure.AUROC.value) if default is not None else None
    return {
        "accuracy": metrics["accuracy"],
        "accuracy_interval": metrics["intervals"]["accuracy"],
        "quadratic_weighted_kappa": metrics["quadratic_weighted_kappa"],
        "photographs": metrics["count"],
        "energy_inside": energy["mean"] if energy else None,
        "energy_inside_by_chance": energy["chance"] if energy else None,
        "area_under_roc_curve": area["mean"] if area else None,
        "class_pairs": [asdict(pair) for pair in pairs],
    }


def _default_summary(explanations: dict[str, Any]) -> dict[str, Any] | None:
    for each in explanations["summaries"]:
        if each["method"] == Method.GRAD_CAM.value and each["layer"] == explanations["default_layer"]:
            return dict(each)
    return None


def _findings(experiment: Experiment, arms: Sequence[dict[str, Any]]) -> list[str]:
    if len(arms) == 1:
        sentences = list(arms[0]["sentences"])
    else:
        sentences = across_in_words(
            [arm["title"] for arm in arms],
            [arm["chief"] for arm in arms],
            [arm["has_learned"] for arm in arms],
            arms[0]["thing"],
        )
    if Question.CLASS_AGAINST_CLASS in experiment.questions:
        sentences += (arms[0]["class_against_class"] or {"answer": []})["answer"]
    return sentences


def _reported(experiment: Experiment, arms: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    return [
        {
            "what": reported.what,
            "value": "The work's figures are not at hand." if reported.value == NOT_AT_HAND else reported.value,
            "where": reported.where,
            "measured": " ".join(_beside(reported.beside, arm, is_alone=len(arms) == 1) for arm in arms).strip(),
        }
        for reported in experiment.reported
    ]


def _beside(measure: Measure, arm: dict[str, Any], *, is_alone: bool) -> str:
    """What the repetition has to say of an arm, in a line."""
    chief = arm["chief"]
    match measure:
        case Measure.ANSWERS:
            limits = chief["accuracy_interval"]
            text = f"accuracy {chief['accuracy']:.2f}" + (f" ({limits[0]:.2f} to {limits[1]:.2f})" if limits else "")
            if arm["is_graded"]:
                text += f", kappa {number(chief['quadratic_weighted_kappa'])}"
        case Measure.INDEPENDENCE:
            text = arm["independence"]
        case Measure.LOCALISATION:
            if chief["energy_inside"] is None:
                return ""
            by_chance = chief["energy_inside_by_chance"]
            text = f"{chief['energy_inside']:.0%} of Grad-CAM's evidence on {arm['thing']} ({by_chance:.0%} by chance)"
        case Measure.CLEAN_CLASS:
            answer = (arm["class_against_class"] or {"answer": []})["answer"]
            return " ".join(answer[-2:-1])
    return f"{text}." if is_alone else f"{arm['title']}: {text}."


def _sections(arms: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    sections = [("findings", "What came out"), ("reported", "Beside the work")]
    if len(arms) > 1:
        sections.append(("across", "Network against network"))
    sections += [(f"arm-{arm['id']}", arm["title"]) for arm in arms]
    return [{"id": name, "title": title} for name, title in [*sections, ("provenance", "How it was made")]]


def _provenance(
    experiment: Experiment, scale: Scale, folder: ExperimentFolder, arms: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    versions = read_json(folder.run(experiment.main_arm) / "versions.json")
    lines = [
        ("Program", f"Funduscope {core.__version__}"),
        ("Experiment", f"{experiment.id}, {scale.value} scale"),
        (
            "Seeds",
            ", ".join(sorted({str(arm.data.seed) for arm in experiment.arms})) + " for training, the next for testing",
        ),
        *((f"Model of {arm['title']}", f"SHA-256 {arm['model']['id']}") for arm in arms),
        *((f"{arm['noun'].capitalize()} of {arm['title']}", f"fingerprint {arm['fingerprint']}") for arm in arms),
        *((name, str(value)) for name, value in versions.items() if name != "funduscope"),
    ]
    is_die = experiment.main_arm.data.source is Source.DIE
    return {
        "version": core.__version__,
        "date": datetime.now().astimezone().strftime("%Y-%m-%d %H:%M"),
        "scale": scale.value,
        "material": "All pictures are rendered dice."
        if is_die
        else "All photographs are rendered by the program: no network here has ever seen a real eye.",
        "lines": lines,
    }


def _css(rgb: tuple[int, int, int]) -> str:
    return f"rgb({rgb[0]}, {rgb[1]}, {rgb[2]})"
