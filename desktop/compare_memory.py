"""What is known of the cells of the grid: answers, refusals, and the models that were loaded for it alone."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import FunduscopeError
from core.images.photograph import ImageId
from desktop.answers import Answer
from desktop.compare_filling import Key
from desktop.compare_values import CellQuestion, cell_wish
from desktop.networks import Networks

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel

KEPT_MODELS = 4
"""Models that are loaded for the grid alone and stay in memory; further ones are read again for every photograph."""


class CompareMemory:
    """Holds what the cells show, and nothing that none of them does: it does not grow with the photographs."""

    def __init__(self, networks: Networks) -> None:
        self._networks = networks
        self._answers: dict[Key, Answer] = {}
        self._refused: dict[Key, str] = {}
        self._models: OrderedDict[Path, LoadedModel] = OrderedDict()

    def model_at(self, path: Path) -> LoadedModel | None:
        """The model of a file, where it is loaded."""
        loaded = (model for model in self._networks.models() if model.path == path)
        return next(loaded, None) or self._models.get(path)

    def keep_model(self, model: LoadedModel) -> None:
        """A model was loaded for a cell."""
        self._models[model.path] = model
        self._models.move_to_end(model.path)
        while len(self._models) > KEPT_MODELS:
            self._models.popitem(last=False)

    def forget_models(self) -> None:
        """Nobody looks at the grid any more."""
        self._models.clear()

    def answer(self, key: Key) -> Answer | None:
        """The answer to a question, where it is known: here, or in the explainer's memory."""
        found = self._answers.get(key) or self._cached(key[1], self.model_at(key[1].model), key[0])
        if found is None or not self.is_of_today(key[1], found):
            self._answers.pop(key, None)
            return None
        self._answers[key] = found
        return found

    def keep(self, key: Key, answer: Answer) -> None:
        """A question was answered."""
        self._answers[key] = answer

    def refusal(self, key: Key) -> str | None:
        """Why there is no answer."""
        return self._refused.get(key)

    def refuse(self, key: Key, words: str) -> None:
        """A question cannot be answered."""
        self._refused[key] = words

    def forget_refusals(self) -> None:
        """What could not be answered may be possible now."""
        self._refused.clear()

    def forget_but(self, keys: Iterable[Key]) -> None:
        """Let go of what no cell shows."""
        shown = set(keys)
        self._answers = {key: answer for key, answer in self._answers.items() if key in shown}
        self._refused = {key: words for key, words in self._refused.items() if key in shown}

    def is_of_today(self, question: CellQuestion, answer: Answer) -> bool:
        """Whether the answer is that of the model's file as it is loaded now, and not of one with another card."""
        model = self.model_at(question.model)
        return model is None or model.id == answer.prediction.model

    def _cached(self, question: CellQuestion, model: LoadedModel | None, image: ImageId) -> Answer | None:
        prediction = self._networks.cached_prediction(image, model.id) if model is not None else None
        if model is None or prediction is None:
            return None
        try:
            query = cell_wish(question, model).query(image, model.id, prediction.predicted)
        except FunduscopeError:
            return None  # said when it is asked
        explanation = self._networks.cached(query) if query is not None else None
        return Answer(prediction, explanation) if explanation is not None else None
