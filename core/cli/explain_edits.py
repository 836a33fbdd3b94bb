"""`explain --edits`: the map of a photograph as edits make it, and what they do to the answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import FunduscopeError

if TYPE_CHECKING:
    from core.explain.edits.asking import EditedAnswer, EditedSubject
    from core.explain.edits.editlist import EditList
    from core.explain.explainer import Explainer
    from core.explain.explanation import Explanation
    from core.explain.query import Query
    from core.images.photograph import Photograph
    from core.jobs import ProgressReport
    from core.networks.loaded import LoadedModel
    from core.networks.prediction import Prediction


@dataclass(frozen=True, slots=True, eq=False)
class Edited:
    """An edited photograph before a network. `photograph` has the edited pixels."""

    edits: EditList
    subject: EditedSubject
    answer: EditedAnswer
    photograph: Photograph

    @staticmethod
    def read(path: Path, model: LoadedModel, photograph: Photograph) -> Edited:
        """The edits of a file, done. Raises FunduscopeError where it is none, or one of another photograph."""
        from core.explain.edits.asking import EditedSubject, edited_id
        from core.explain.edits.canvas import Canvas
        from core.explain.edits.codec import loads

        try:
            edits = loads(path.read_bytes())
        except OSError as error:
            raise FunduscopeError(f"'{path}' cannot be read: {error.strerror or error}.") from error
        edits.check_fits(photograph)
        retouch = Canvas(photograph).show(edits)
        subject = EditedSubject(model, photograph)
        answer = subject.ask(retouch, is_final=True)
        pixels = retouch.on(photograph.pixels)
        pixels.flags.writeable = False
        return Edited(edits, subject, answer, replace(photograph, id=edited_id(edits), pixels=pixels))

    def explain(self, explainer: Explainer, query: Query, report: ProgressReport) -> Explanation:
        """The answer to `query` of the edited photograph."""
        return self.subject.explain(explainer, query, self.edits, report=report)

    def to_json(self, before: Prediction, model: LoadedModel) -> dict[str, Any]:
        """The probabilities of all classes before and after, as JSON values."""
        names, after = model.card.class_names, self.answer.prediction
        return {
            "count": len(self.edits.shown),
            "predicted_before": names[before.predicted],
            "predicted_after": names[after.predicted],
            "probabilities_before": dict(zip(names, before.probabilities.tolist(), strict=True)),
            "probabilities_after": dict(zip(names, after.probabilities.tolist(), strict=True)),
        }
