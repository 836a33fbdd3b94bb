"""What is asked about the features of the selected model, and where it is computed.

Kernels and maps come from the lane of the networks; exemplars and atlases are made in processes of their own, for which
a lane waits. What was asked of a model, a layer or a photograph that is not selected any more is not delivered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from core.errors import FunduscopeError
from core.features.exemplar_params import ExemplarParams, Start
from core.features.kinds import Evidence, Order, Scale
from core.jobs import Progress
from desktop.feature_answers import LEARNED, KernelLook, LayerKernels, NoKernels, ShownMaps, Which
from desktop.feature_evidence import FeatureEvidence
from desktop.feature_naming import FeatureNaming
from desktop.feature_networks import FeatureNetworks
from desktop.feature_passes import FeaturePasses
from desktop.feature_patches import FeaturePatches, made_small
from desktop.feature_suggestions import FeatureSuggestions
from desktop.feature_tasks import AtlasTask, DictionaryTask, ExemplarTask
from desktop.job_ends import when_ended
from desktop.jobs import JobContext, Lane
from desktop.processes import call_in_process
from desktop.projects import Projects
from desktop.session import Session
from desktop.translation import tr

if TYPE_CHECKING:
    from core.features.exemplars import Exemplars, Snapshot
    from core.features.kernels import Kernels

Refuse = Callable[[FunduscopeError], None]


class Features(QObject):
    """Asks about the layer that each side shows; the parts hold what is asked again and again."""

    failed = Signal(object)

    def __init__(
        self,
        session: Session,
        projects: Projects,
        work: Lane,
        cutting: Lane,
        exemplars: Lane,
        *,
        cache: Path,
        names: Path,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.networks = FeatureNetworks(session, self)
        self.passes = FeaturePasses(session, projects, self.networks, work, cutting, cache=cache, parent=self)
        self.patches = FeaturePatches(self.networks, self.passes, cutting, self)
        self.evidence = FeatureEvidence(session, self.networks, self.passes, self)
        self.suggestions = FeatureSuggestions(session, projects, self.networks, self.passes, self)
        self.naming = FeatureNaming(session, projects, cutting, names, self)
        self._lane = session.networks.lane
        self._work = work
        self._exemplars = exemplars
        for part in (self.networks, self.passes, self.patches, self.evidence, self.suggestions, self.naming):
            part.failed.connect(self.failed)

    # Kernels and maps

    def ask_kernels(
        self,
        which: Which,
        look: KernelLook,
        deliver: Callable[[LayerKernels | NoKernels], None],
        refuse: Refuse,
    ) -> None:
        """The kernels of the layer."""
        model, layer, photograph = self.networks.model(which), self.networks.layer(which), self.session.photograph
        if model is None or layer is None:
            return

        def work(context: JobContext) -> LayerKernels | NoKernels:
            from core.features.kernels import convolutions, kernels_of
            from core.features.maps import feature_maps

            network = self.networks.loaded(model, which)
            names = convolutions(network.module)
            name = model.layers[layer].module_name
            if name not in names:
                return NoKernels(layer, _nearest(model.layers.names, layer, names))
            activations = None
            if look.order is Order.ACTIVATION and photograph is not None:
                activations = feature_maps(network, photograph, layer, token=context.token).peaks
            return _looked_at(kernels_of(network.module, name), look, activations)

        self._ask("kernels", which, work, deliver, refuse, tr("Reading the kernels"))

    def ask_maps(self, which: Which, deliver: Callable[[ShownMaps], None], refuse: Refuse) -> None:
        """The maps of the layer on the photograph that is shown."""
        model, layer, photograph = self.networks.model(which), self.networks.layer(which), self.session.photograph
        if model is None or layer is None or photograph is None:
            return

        def work(context: JobContext) -> ShownMaps:
            from core.features.maps import feature_maps

            maps = feature_maps(self.networks.loaded(model, which), photograph, layer, token=context.token)
            return ShownMaps(maps, maps.order(), maps.shades(), maps.peaks, *made_small(photograph.pixels))

        self._ask("maps", which, work, deliver, refuse, tr("Computing the feature maps"))

    def _ask(
        self,
        kind: str,
        which: Which,
        work: Callable[[JobContext], Any],
        deliver: Callable[[Any], None],
        refuse: Refuse,
        title: str,
    ) -> None:
        """Ask in the lane of the networks; nothing is delivered once something else is selected."""
        asked = self.networks.place(which)

        def take(answer: object) -> None:
            if self.networks.place(which) == asked:
                deliver(answer)

        self._lane.submit(work, take, slot=f"features {kind} {which.slot}", title=title, refuse=refuse)

    # Exemplars

    def make_exemplars(
        self,
        which: Which,
        wanted: Sequence[int],
        params: ExemplarParams,
        *,
        is_of_classes: bool,
        start: Start,
        watch: Callable[[Snapshot], None],
        deliver: Callable[[Exemplars], None],
        refuse: Refuse,
        ended: Callable[[], None],
    ) -> None:
        """Make them; `watch` gets each Snapshot while they are made, `ended` is called in the end, whatever it is."""
        model, layer, subject = self.networks.model(which), self.networks.layer(which), self.networks.subject(which)
        if model is None or layer is None or subject is None:
            return
        found = self.passes.found(which) if start is Start.STRONGEST and not is_of_classes else None
        paths = self.passes.paths() if start is Start.MEAN else ()

        def work(context: JobContext) -> Exemplars:
            from core.features.starts import strongest_starts

            given = None
            if found is not None:
                given = strongest_starts(model, found, layer, wanted, token=context.token)

            def tell(told: Any) -> None:
                if isinstance(told, Progress):
                    context.report(told)
                else:
                    context.preview(told)

            task = ExemplarTask(subject, None if is_of_classes else layer, tuple(wanted), params, given, paths)
            return call_in_process(task, context.token, tell)

        job = self._exemplars.submit(
            work,
            deliver,
            slot=f"exemplars {which.slot}",
            title=tr("Making exemplars"),
            refuse=refuse,
            preview=watch,
        )
        when_ended(self._exemplars, job, ended)

    def stop_exemplars(self, which: Which) -> None:
        """Stop making them; what was shown stays."""
        self._exemplars.cancel(f"exemplars {which.slot}")

    # The atlas

    def write_atlas(self, out: Path, deliver: Callable[[int], None], refuse: Refuse) -> None:
        """Write the atlas of the model, with strongest photographs and dictionary where a pass was made."""
        model, subject, passes = self.networks.model(LEARNED), self.networks.subject(LEARNED), self.passes
        if model is None or subject is None:
            return
        is_known = passes.found(LEARNED) is not None
        state = passes.state_path(model, LEARNED) if is_known else None
        task = AtlasTask(subject, out, passes.paths() if is_known else (), state, self.naming.names)
        self._write(task, "atlas", deliver, refuse)

    def write_dictionary(
        self, out: Path, evidence: Evidence, deliver: Callable[[int], None], refuse: Refuse, *, layer: str | None = None
    ) -> None:
        """Write the dictionary: of the named features, or of all channels of a layer."""
        model, subject, passes = self.networks.model(LEARNED), self.networks.subject(LEARNED), self.passes
        if model is None or subject is None:
            return
        if passes.found(LEARNED) is None:
            refuse(
                FunduscopeError(
                    tr("The strongest photographs are not known yet."),
                    tr("Look through the photographs first, in 'Strongest'."),
                )
            )
            return
        state = passes.state_path(model, LEARNED)
        task = DictionaryTask(subject, out, passes.paths(), state, self.naming.names, evidence, layer)
        self._write(task, "dictionary", deliver, refuse)

    def _write(
        self, task: AtlasTask | DictionaryTask, what: str, deliver: Callable[[int], None], refuse: Refuse
    ) -> None:
        self._work.submit(
            lambda context: call_in_process(task, context.token, context.report),
            deliver,
            slot=what,
            title=tr("Writing the {what}", what=what),
            refuse=refuse,
        )


def _looked_at(kernels: Kernels, look: KernelLook, activations: NDArray[np.float32] | None) -> LayerKernels:
    """Raises ExplainError where what the look asks for is not there."""
    from core.features.kernels import order, planes, shades

    view = look.view if look.view in kernels.views() else kernels.views()[0]
    numbers = order(kernels, look.order, activations=activations, like=min(look.like, kernels.count - 1))
    values = planes(kernels, view, channel=min(look.channel, kernels.inputs - 1))
    matrix = shades(kernels.matrix, Scale.COMMON) if kernels.is_mixing else None
    pixels = shades(values, look.scale)
    return LayerKernels(kernels, view, numbers, values, pixels, kernels.norms, kernels.is_dead, matrix)


def _nearest(layers: Sequence[str], layer: str, convolutions: Sequence[str]) -> str | None:
    """The convolution that comes last before a layer, else the first one after it."""
    place = list(layers).index(layer)
    known = set(convolutions)
    before = [name for name in layers[:place] if name in known]
    after = [name for name in layers[place:] if name in known]
    return before[-1] if before else after[0] if after else None
