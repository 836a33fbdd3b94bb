"""What is done about features in a process of its own: passes over many photographs, exemplars, atlases.

Each task loads the model from its file, and refuses one that is not the model that the window shows any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core.datasets.catalogue.features import FeatureName
from core.errors import FunduscopeError
from core.features.exemplar_params import ExemplarParams
from core.features.kinds import Evidence
from core.jobs import CancelToken
from core.networks.card import ModelId
from desktop.processes import Tell
from desktop.translation import tr

if TYPE_CHECKING:
    from core.features.exemplars import Exemplars
    from core.features.pages import Page
    from core.features.strongest import StrongestUnits
    from core.networks.loaded import LoadedModel


@dataclass(frozen=True, slots=True)
class Subject:
    """A model by its file, or the network with random weights of the seed `seed` beside it."""

    path: Path
    model: ModelId
    device: str
    seed: int | None = None

    def load(self) -> LoadedModel:
        """Load it. Raises FunduscopeError where the file holds another model by now."""
        from core.features.untrained import untrained
        from core.networks.files import load_model

        model = load_model(self.path, device=self.device)
        if model.id != self.model:
            raise FunduscopeError(
                tr("'{path_name}' has changed on the disk since it was opened.", path_name=self.path.name),
                tr("Open the model again."),
            )
        return model if self.seed is None else untrained(model, self.seed)


@dataclass(frozen=True, slots=True)
class StrongestTask:
    """Look through photographs; tells Progress, gives StrongestUnits."""

    subject: Subject
    paths: tuple[Path, ...]
    state: Path

    def __call__(self, tell: Tell, token: CancelToken) -> StrongestUnits:
        """Look through them."""
        from core.features.strongest import find_strongest

        return find_strongest(self.subject.load(), self.paths, state=self.state, token=token, progress=tell)


@dataclass(frozen=True, slots=True, eq=False)
class ExemplarTask:
    """Make exemplars of the channels of a layer, or of classes without one; tells Progress and Snapshots.

    They begin with the pictures `given`, else with the mean over the photographs `paths`, else with noise.
    """

    subject: Subject
    layer: str | None
    wanted: tuple[int, ...]
    params: ExemplarParams
    given: NDArray[np.uint8] | None = None
    paths: tuple[Path, ...] = ()

    def __call__(self, tell: Tell, token: CancelToken) -> Exemplars:
        """Make them."""
        from core.features.exemplars import channel_exemplars, class_exemplars
        from core.features.starts import mean_patch

        model, given = self.subject.load(), self.given
        if given is None and self.paths:
            given = mean_patch(model, self.paths, self.layer, token=token, progress=tell)[None]
        told: dict[str, Any] = {"given": given, "token": token, "progress": tell, "watch": tell}
        if self.layer is None:
            return class_exemplars(model, self.wanted, self.params, **told)
        return channel_exemplars(model, self.layer, self.wanted, self.params, **told)


@dataclass(frozen=True, slots=True)
class AtlasTask:
    """Write the kernels of every convolution, and the strongest photographs where they were looked for, as a PDF.

    `state` is the file of a finished pass over `paths`; with it the dictionary of the features that `names` name stands
    at the end. Gives how many pages there are.
    """

    subject: Subject
    out: Path
    paths: tuple[Path, ...] = ()
    state: Path | None = None
    names: tuple[FeatureName, ...] = ()

    def __call__(self, tell: Tell, token: CancelToken) -> int:
        """Write it."""
        from core.features.pages import write_pdf

        model = self.subject.load()
        title = tr("What {card_name} has learned", card_name=model.card.name)
        if self.subject.seed is not None:
            title = tr(
                "{card_name} with random weights, seed {seed}", card_name=model.card.name, seed=self.subject.seed
            )
        return write_pdf(self._pages(model, tell, token), self.out, title=title)

    def _pages(self, model: LoadedModel, tell: Tell, token: CancelToken) -> Iterator[Page]:
        from core.features.dictionary import dictionary_pages, named_features
        from core.features.sheets import atlas_pages
        from core.features.strongest import find_strongest

        found = None
        if self.state is not None and self.paths:
            found = find_strongest(model, self.paths, state=self.state, token=token)
        yield from atlas_pages(model, found, token=token, progress=tell)
        if found is not None and self.names:
            yield from dictionary_pages(model, found, named_features(self.names, model), token=token, progress=tell)


@dataclass(frozen=True, slots=True)
class DictionaryTask:
    """Write the retinal dictionary as a PDF: of the channels of `layer`, or without one of what `names` name.

    `state` is the file of a finished pass over `paths`. Gives how many pages there are.
    """

    subject: Subject
    out: Path
    paths: tuple[Path, ...]
    state: Path
    names: tuple[FeatureName, ...]
    evidence: Evidence
    layer: str | None = None

    def __call__(self, tell: Tell, token: CancelToken) -> int:
        """Write it. Raises FunduscopeError where no feature has a name."""
        from core.features.dictionary import dictionary_pages, features_of, named_features
        from core.features.pages import write_pdf
        from core.features.strongest import find_strongest

        model = self.subject.load()
        found = find_strongest(model, self.paths, state=self.state, token=token, progress=tell)
        features = (
            named_features(self.names, model) if self.layer is None else features_of(model, self.layer, self.names)
        )
        if not features:
            raise FunduscopeError(
                tr("No feature has a name yet."), tr("Give names while leafing, or export a whole layer.")
            )
        pages = dictionary_pages(model, found, features, evidence=self.evidence, token=token, progress=tell)
        return write_pdf(pages, self.out, title=tr("Retinal dictionary of {card_name}", card_name=model.card.name))
