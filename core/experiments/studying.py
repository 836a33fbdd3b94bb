"""A network asked ahead about the photographs of a study, so that no reader waits for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.errors import ImageError
from core.evaluation.reading.errors import StudyError
from core.evaluation.reading.maps import save_map
from core.evaluation.reading.plan import MapRecipe, StudyModel
from core.evaluation.reading.records import Prepared, PreparedMap
from core.evaluation.reading.study import Study
from core.explain.catalogue import CATALOGUE
from core.explain.explainer import Explainer
from core.explain.explanation import Explanation
from core.explain.method import Method
from core.explain.params import MethodParams, params_type
from core.explain.query import ClassTarget, Query
from core.images.photograph import Photograph
from core.images.reading import read_photograph
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.networks.loaded import LoadedModel


def study_model(model: LoadedModel) -> StudyModel:
    """How a study names the network."""
    card = model.card
    return StudyModel(model.id, card.name, str(model.path.absolute()), card.class_names, card.data_fingerprint)


def recipe_of(
    method: Method, model: LoadedModel, *, layer: str | None = None, params: MethodParams | None = None
) -> MapRecipe:
    """How maps of `method` are made, at `layer` or the model's own. Raises ExplainError for an unknown layer."""
    entry = CATALOGUE[method]
    if not entry.has_layer:
        return MapRecipe(entry.title, method.value, None, _plain(params))
    found = model.layers[layer] if layer is not None else model.layers.default
    return MapRecipe(f"{entry.title}, {found.name}", method.value, found.name, _plain(params))


def prepare_study(
    study: Study,
    model: LoadedModel,
    *,
    explainer: Explainer | None = None,
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
) -> tuple[str, ...]:
    """Ask the network about every photograph that it was not asked about, and keep its answers and maps in the study.

    Stopped at any moment it goes on when called again. Gives what could not be read, in words. Raises StudyError for
    another model than the study's, ExplainError for a method that it cannot be asked for, and Cancelled.
    """
    plan = study.plan
    if plan.model is None or not plan.needs_model:
        raise StudyError(f"Nobody asks a network in '{plan.title}'.", "There is nothing to prepare.")
    if model.id != plan.model.id:
        raise StudyError(
            f"'{model.path.name}' is not the model of the study, or was changed since.",
            f"The study was made with '{plan.model.name}', SHA-256 {plan.model.id[:16]}….",
        )
    asked = explainer or Explainer()
    open_cases = study.state.unprepared
    left_out = []
    for done, case in enumerate(open_cases):
        progress(Progress(done, len(open_cases), "asking the network"))
        try:
            photograph = read_case(study, case)
        except (ImageError, StudyError) as error:
            left_out.append(str(error))
            continue
        study.add(_prepared(study, model, asked, photograph, case, token))
    progress(Progress(len(open_cases), len(open_cases), "asking the network"))
    return tuple(left_out)


def read_case(study: Study, case: int) -> Photograph:
    """The photograph of a case as it is shown. Raises ImageError, and StudyError where the file holds another now."""
    photograph = read_photograph(study.state.path_of(case, study.path.parent))
    if photograph.id != study.plan.cases[case].image:
        raise StudyError(f"'{photograph.path}' is not the photograph that was chosen.", "Put that one back.")
    return study.plan.cases[case].orientation.photograph(photograph)


def _prepared(
    study: Study,
    model: LoadedModel,
    explainer: Explainer,
    photograph: Photograph,
    case: int,
    token: CancelToken | None,
) -> Prepared:
    prediction = explainer.predict(model, photograph, token=token)
    maps = []
    for number, recipe in enumerate(study.plan.maps):
        query = _query(recipe, photograph, model, prediction.predicted)
        explanation = explainer.explain(model, photograph, query, token=token)
        maps.append(_kept(study, explanation, f"{case + 1:04}-{number + 1}.npy"))
    return Prepared(case, tuple(float(each) for each in prediction.probabilities), tuple(maps))


def _query(recipe: MapRecipe, photograph: Photograph, model: LoadedModel, target: int) -> Query:
    if recipe.method not in list(Method):
        raise StudyError(f"The study asks for the method '{recipe.method}', which is not known.", "Update Funduscope.")
    method = Method(recipe.method)
    layer = (recipe.layer or model.layers.default.name) if CATALOGUE[method].has_layer else None
    params = params_type(method).from_json(recipe.params)
    return Query(photograph.id, model.id, method, ClassTarget(target), layer, params)


def _kept(study: Study, explanation: Explanation, name: str) -> PreparedMap:
    digest = save_map(study.maps_folder, name, explanation.map)
    at = explanation.to_photograph
    return PreparedMap(
        name,
        digest,
        (at.xx, at.xy, at.x0, at.yx, at.yy, at.y0),
        explanation.seen,
        is_signed=explanation.is_signed,
        has_evidence=explanation.has_evidence,
    )


def _plain(params: MethodParams | None) -> Mapping[str, Any]:
    return {name: getattr(value, "value", value) for name, value in params.to_json().items()} if params else {}
