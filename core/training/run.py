"""A training from its settings to the model file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray

from core.datasets.splits import Part, Split
from core.errors import TrainingError
from core.evaluation.metrics import Metrics, metrics_of_probabilities
from core.jobs import Cancelled, CancelToken
from core.networks.card import ModelCard
from core.networks.device_failures import device_failures_in_words
from core.networks.files import save_model
from core.training.assembling import assemble, network_of
from core.training.batchsize import with_batch_size
from core.training.checking import check
from core.training.checkpoints import Position, Trained, read_position, restore, write_checkpoint
from core.training.data import Photographs, load_photographs, require_batches
from core.training.devices import make_fabric, numbers_of_threads
from core.training.dividing import make_split
from core.training.loop import Loop
from core.training.network import dropping_out
from core.training.observer import (
    EpochDone,
    EpochNetwork,
    Observer,
    Observers,
    RunStarted,
    TrainedRun,
    flat_figures,
)
from core.training.plan import batches_per_epoch
from core.training.ranks import other_devices
from core.training.recording import recorded
from core.training.results import class_counts, make_card, prediction_rows, watched_figure, watched_sample
from core.training.runfolder import RunFolder
from core.training.settings import TrainingSettings
from core.training.source import with_stored_balance
from core.training.storage import Keeper
from core.training.writers import Writers

if TYPE_CHECKING:
    from lightning_fabric import Fabric


def train(
    settings: TrainingSettings,
    out: Path,
    *,
    observer: Observer | None = None,
    token: CancelToken | None = None,
    is_resumed: bool = False,
    is_ended: bool = False,
) -> TrainedRun:
    """Train as the settings say, into the folder `out`; go on with what is there where `is_resumed`.

    `is_ended` goes on with no further epoch: the best one so far becomes the model. Raises FunduscopeError for what
    the user can mend, and Cancelled once the token says so; either way the run can be resumed from the last step
    (cancelled) or checkpoint, and on the processor ends with the very weights of a run that was never interrupted.
    """
    listener, cancel = observer or Observer(), token or CancelToken()
    check(settings)
    settings = with_stored_balance(settings)
    with device_failures_in_words(), other_devices(settings, out, is_resumed=is_resumed, is_ended=is_ended):
        return _train(settings, out, None, observer=listener, token=cancel, is_resumed=is_resumed, is_ended=is_ended)


def train_on(
    settings: TrainingSettings,
    out: Path,
    photographs: Photographs,
    parts: Split,
    *,
    observer: Observer,
    token: CancelToken,
    is_resumed: bool = False,
) -> TrainedRun:
    """As `train`, on photographs that are loaded and divided already: `[data]` and `[split]` are only recorded."""
    with device_failures_in_words():
        return _train(settings, out, (photographs, parts), observer=observer, token=token, is_resumed=is_resumed)


def _train(
    settings: TrainingSettings,
    out: Path,
    given: tuple[Photographs, Split] | None,
    *,
    observer: Observer,
    token: CancelToken,
    is_resumed: bool,
    is_ended: bool = False,
) -> TrainedRun:
    fabric = make_fabric(settings.machine, settings.run.precision)
    run = RunFolder(out)
    writers: Writers | None = None
    if fabric.is_global_zero:
        run.resume(settings) if is_resumed else run.start(settings)
        writers = Writers(run)
        observer = Observers(writers, observer)
    else:
        observer = Observer()
    fabric.barrier()
    with numbers_of_threads(settings.machine.threads), writers.end_is_written() if writers else nullcontext():
        photographs = given[0] if given else _load(settings, fabric, observer, token)
        made = partial(make_split, settings.split, photographs)
        parts = recorded(run, photographs, (lambda: given[1]) if given else made, fabric)
        settings = with_batch_size(settings, run, photographs, parts, fabric, observer)
        require_batches(len(parts.training), settings)
        training = _Training(settings, run, photographs, parts, fabric, observer, token, writers)
        with closing(photographs.prepared):
            return training.run(is_ended=is_ended)


def _load(settings: TrainingSettings, fabric: Fabric, observer: Observer, token: CancelToken) -> Photographs:
    with fabric.rank_zero_first():  # the others find the photographs prepared
        return load_photographs(settings, observer, token)


class _Training:
    """What one training holds while it runs."""

    def __init__(
        self,
        settings: TrainingSettings,
        run: RunFolder,
        photographs: Photographs,
        split: Split,
        fabric: Fabric,
        observer: Observer,
        token: CancelToken,
        writers: Writers | None,
    ) -> None:
        self._settings = settings
        self._run = run
        self._writers = writers
        self._keeper = Keeper(run, observer, token)
        self._photographs = photographs
        self._split = split
        self._fabric = fabric
        self._observer = observer
        self._token = token
        self._batches = batches_per_epoch(photographs, split.training, settings)
        self._network = network_of(settings, photographs)
        self._parts = assemble(settings, self._network, photographs, split, fabric)
        self._loop = Loop(self._parts, photographs, split.training, settings, observer=observer, token=token)
        self._position = Position()

    def run(self, *, is_ended: bool) -> TrainedRun:
        """All epochs that are left, or none where it `is_ended`, then the model file."""
        for note in (*self._photographs.notes, *self._network.notes):
            self._observer.said(note)
        self._restore()
        if is_ended:
            self._end_here()
        self._tell_start()
        if self._position.step == 0:
            self._show_network(0)
        with dropping_out(self._network, self._settings.network.dropout):
            while not self._position.is_finished:
                try:
                    self._loop.run_epoch(self._position, save=self._save)
                    self._end_epoch()
                except Cancelled:
                    self._save()
                    raise
        return self._finish()

    @property
    def _trained(self) -> Trained:
        average = self._parts.average
        return Trained(self._parts.module, average.module if average else None, self._parts.optimiser)

    @property
    def _best_module(self) -> torch.nn.Module:
        """The network to be judged and kept: the average where there is one."""
        return self._parts.average.module if self._parts.average else self._parts.module

    def _restore(self) -> None:
        if not self._run.checkpoint.exists():
            return
        self._position, more = read_position(self._run.checkpoint)
        restore(self._run.checkpoint, self._trained)
        self._parts.schedule.restore(more["schedule"])
        self._fabric.strategy.precision.load_state_dict(more["precision"])
        self._observer.said(f"Resumed at epoch {self._position.epoch + 1}, batch {self._position.batch + 1}.")

    def _end_here(self) -> None:
        """The best epoch so far is to be the model. Raises TrainingError where no epoch was finished yet."""
        if not self._position.best_epoch:
            raise TrainingError(
                f"The run in '{self._run.folder}' has not finished an epoch: there is no model to keep yet.",
                "Go on with it for an epoch at least.",
            )
        if not self._position.is_finished:
            self._observer.said(f"Ended after epoch {self._position.epoch}, as told.")
        self._position.is_finished = True
        self._save()

    def _save(self) -> None:
        """Write the checkpoint; weights and position belong together."""
        if self._fabric.is_global_zero:
            more = {
                "schedule": self._parts.schedule.state(),
                "precision": self._fabric.strategy.precision.state_dict(),
            }
            self._keeper.keep(lambda: write_checkpoint(self._run.checkpoint, self._trained, self._position, more))
            self._observer.checkpoint(self._run.checkpoint)
        self._fabric.barrier()

    def _show_network(self, epoch: int) -> None:
        """Let whoever wants look at the network after an epoch; 0: before the first."""
        sample = watched_sample(self._settings.watch, self._photographs, self._split)
        if sample is None or not self._fabric.is_global_zero:
            return
        self._observer.learned(
            EpochNetwork(
                epoch=epoch, module=self._best_module, card=self._card({}), sample=sample, folder=self._run.folder
            )
        )

    def _end_epoch(self) -> None:
        """Validate, remember the best, decide whether to go on, write everything down."""
        position, settings = self._position, self._settings
        validation = self._evaluate(self._best_module, self._split.validation, is_mixed=True)
        figure = watched_figure(validation, settings.stopping.metric)
        is_best = position.best is None or (figure is not None and figure > position.best)
        if is_best:
            position.best, position.best_epoch = figure, position.epoch + 1
        self._parts.schedule.epoch_ended(is_better=is_best)
        done = EpochDone(
            epoch=position.epoch + 1,
            epochs=settings.run.epochs,
            learning_rate=self._parts.schedule.rate(position.step - 1),
            training_loss=position.loss_sum / position.seen,
            training_accuracy=position.correct / position.seen,
            validation=validation,
            is_best=is_best,
            seconds=position.seconds,
            images_per_second=position.seen / max(position.seconds, 1e-9),
        )
        position.history.append(done.row())
        position.epoch, position.batch = position.epoch + 1, 0
        position.loss_sum, position.correct, position.seen, position.seconds = 0.0, 0, 0, 0.0
        is_stale = 0 < settings.stopping.patience <= position.epoch - position.best_epoch
        position.is_finished = position.epoch >= settings.run.epochs or is_stale
        if is_best and self._fabric.is_global_zero:
            figures = flat_figures(validation, "validation_") if validation else {}
            self._keeper.keep(lambda: self._write_model(self._run.best, self._best_module, figures))
        self._save()
        if self._fabric.is_global_zero:
            self._keeper.keep(lambda: self._run.write_table(self._run.history, position.history))
        self._observer.epoch(done)
        if self._writers is not None:
            self._keeper.keep(self._writers.flush_events)
        self._show_network(position.epoch)
        if is_stale and position.epoch < settings.run.epochs:
            self._observer.said(f"No better for {settings.stopping.patience} epochs: ended early.")

    def _evaluate(self, module: torch.nn.Module, places: Sequence[int], *, is_mixed: bool) -> Metrics | None:
        if not places:
            return None
        return self._measured(places, self._loop.predict(module, places, is_mixed=is_mixed))

    def _measured(self, places: Sequence[int], probabilities: NDArray[np.float64]) -> Metrics:
        labelled = self._photographs.labelled
        kept = [row for row, place in enumerate(places) if place not in self._loop.lost]
        places, probabilities = [places[row] for row in kept], probabilities[kept]
        if not places:
            raise TrainingError("None of the photographs that were held out can be read any more.")
        if not np.isfinite(probabilities).all():
            raise TrainingError(
                f"The network's answers are not numbers any more after epoch {self._position.epoch + 1}.",
                "The last checkpoint is kept. Lower 'learning_rate' in [optimiser], or set 'gradient_clip'.",
            )
        labels = [labelled.samples[place].label for place in places]
        return metrics_of_probabilities(labels, probabilities, labelled.class_names)

    def _finish(self) -> TrainedRun:
        """Judge the best epoch once more as the program will use it, in 32 bits, and write the model."""
        from core.networks.tensorfile import read_tensors

        module = self._parts.module
        module.load_state_dict(read_tensors(self._run.best), strict=False)
        rows: list[dict[str, Any]] = []
        figures: dict[Part, Metrics] = {}
        for part in (Part.VALIDATION, Part.TEST):
            places = self._split.part(part)
            if places:
                probabilities = self._loop.predict(module, places, is_mixed=False)
                figures[part] = self._measured(places, probabilities)
                found = prediction_rows(self._photographs.labelled, part, places, probabilities)
                rows += [row for row, place in zip(found, places, strict=True) if place not in self._loop.lost]
        done = TrainedRun(
            folder=self._run.folder,
            model_file=self._run.model,
            validation=figures.get(Part.VALIDATION),
            test=figures.get(Part.TEST),
            best_epoch=self._position.best_epoch,
            history=tuple(self._position.history),
        )
        if self._fabric.is_global_zero:
            self._keeper.keep(lambda: self._write_results(done, rows))
            self._observer.finished(done)
        self._fabric.barrier()
        return done

    def _write_results(self, done: TrainedRun, rows: list[dict[str, Any]]) -> None:
        named = {Part.VALIDATION.value: done.validation, Part.TEST.value: done.test}
        flat: dict[str, Any] = {"best_epoch": done.best_epoch}
        for part, metrics in named.items():
            flat |= flat_figures(metrics, f"{part}_") if metrics is not None else {}
        self._run.write_table(self._run.predictions, rows)
        self._run.write_json(
            self._run.metrics, {part: metrics.to_json() if metrics else None for part, metrics in named.items()}
        )
        self._write_model(self._run.model, self._parts.module, flat)

    def _write_model(self, path: Path, module: torch.nn.Module, figures: Mapping[str, Any]) -> None:
        save_model(path, module, self._card(figures))

    def _card(self, figures: Mapping[str, Any]) -> ModelCard:
        name = self._run.folder.resolve().name
        return make_card(self._settings, self._network, self._photographs, self._split, name=name, figures=figures)

    def _tell_start(self) -> None:
        labelled = self._photographs.labelled
        self._observer.started(
            RunStarted(
                folder=self._run.folder,
                class_names=labelled.class_names,
                class_counts=class_counts(labelled, self._split.training),
                training_count=len(self._split.training),
                validation_count=len(self._split.validation),
                test_count=len(self._split.test),
                batches_per_epoch=self._batches,
                epochs=self._settings.run.epochs,
                first_epoch=self._position.epoch + 1,
                parameter_count=self._network.parameter_count,
                trained_parameter_count=self._network.trained_parameter_count,
                device=str(self._fabric.device),
            )
        )
