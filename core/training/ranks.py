"""Several devices of one machine: a process for each, started here unless torchrun or a server has done so.

Lightning Fabric would run the command line again, which a window and a packaged program do not have. The processes are
spawned, never forked, and end with the one that started them. They meet in a file of a folder that is this user's
alone: torch's own meeting place is a socket that answers to the whole network.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing.context import SpawnProcess
from pathlib import Path
from tempfile import TemporaryDirectory

from core.synthesis.writing.workers import live_with_parent, without_interrupts
from core.training.runfolder import RunFolder
from core.training.settings import TrainingSettings
from core.training.status import RunState, StatusWriter

_PATIENCE_S = 60.0
_LOOK_S = 0.5
_STARTED_BY_OTHERS = ("TORCHELASTIC_RUN_ID", "SLURM_NTASKS", "LOCAL_RANK")
"""Variables by which torchrun, SLURM and Fabric itself tell a process which one of several it is."""
_MEETING = "FUNDUSCOPE_MEETING_FILE"
_LOOPBACK = {"linux": "lo", "darwin": "lo0"}
"""The interface on which gloo and NCCL exchange what is not shared in memory: nobody else can call it."""


@contextmanager
def other_devices(settings: TrainingSettings, out: Path, *, is_resumed: bool, is_ended: bool) -> Iterator[None]:
    """Inside the block the processes of the other devices train as well, and this one is the first of them.

    Nothing is started for one device, for several machines, or where others have started the processes.
    """
    count = settings.machine.devices
    if count == 1 or settings.machine.nodes > 1 or any(name in os.environ for name in _STARTED_BY_OTHERS):
        yield
        return
    with TemporaryDirectory(prefix="funduscope-") as folder:
        shared = _shared_environment(count, Path(folder) / "meeting")
        with _together(settings, out, shared, (is_resumed, is_ended)):
            yield


@contextmanager
def _together(
    settings: TrainingSettings, out: Path, shared: dict[str, str], flags: tuple[bool, bool]
) -> Iterator[None]:
    before = dict(os.environ)
    with without_interrupts():
        processes = [_start(rank, shared, settings, out, flags) for rank in range(1, settings.machine.devices)]
    is_over = threading.Event()
    threading.Thread(target=_watch, args=(processes, is_over, out), daemon=True).start()
    os.environ.update(_rank_environment(0, shared))
    try:
        yield
        for process in processes:
            process.join(_PATIENCE_S)
    finally:
        is_over.set()
        for process in processes:
            if process.is_alive():
                process.terminate()
            process.join()
        os.environ.clear()
        os.environ.update(before)
        _leave_group()


def join_others(*, is_on_cards: bool, patience: timedelta) -> None:
    """Let this process and those that `other_devices` started find one another. Does nothing where none was started."""
    meeting = os.environ.get(_MEETING)
    if meeting is None:
        return
    import torch
    from torch import distributed

    if distributed.is_initialized():
        return
    rank, count = int(os.environ["RANK"]), int(os.environ["WORLD_SIZE"])
    distributed.init_process_group(
        "nccl" if is_on_cards else "gloo",
        store=distributed.FileStore(meeting, count),  # type: ignore[attr-defined]
        rank=rank,
        world_size=count,
        timeout=patience,
        device_id=torch.device("cuda", rank) if is_on_cards else None,
    )


def _start(
    rank: int, shared: dict[str, str], settings: TrainingSettings, out: Path, flags: tuple[bool, bool]
) -> SpawnProcess:
    context = multiprocessing.get_context("spawn")
    arguments = (_rank_environment(rank, shared), settings, out, flags)
    process = context.Process(target=_train, args=arguments, name=f"funduscope device {rank}")
    process.start()
    return process


def _shared_environment(count: int, meeting: Path) -> dict[str, str]:
    shared = {_MEETING: str(meeting), "WORLD_SIZE": str(count)}
    loopback = _LOOPBACK.get(sys.platform)
    if loopback is not None:
        names = ("GLOO_SOCKET_IFNAME", "NCCL_SOCKET_IFNAME")
        shared |= {name: os.environ.get(name, loopback) for name in names}
    return shared


def _rank_environment(rank: int, shared: dict[str, str]) -> dict[str, str]:
    """The variables that torchrun would set."""
    own = {"RANK": str(rank), "LOCAL_RANK": str(rank), "GROUP_RANK": "0", "LOCAL_WORLD_SIZE": shared["WORLD_SIZE"]}
    return {**shared, **own, "TORCHELASTIC_RUN_ID": "funduscope"}


def _train(environment: dict[str, str], settings: TrainingSettings, out: Path, flags: tuple[bool, bool]) -> None:
    """In the process of another device."""
    live_with_parent()
    os.environ.update(environment)
    from core.jobs import Cancelled
    from core.training.run import train

    is_resumed, is_ended = flags
    try:
        train(settings, out, is_resumed=is_resumed, is_ended=is_ended)
    except Cancelled:
        return


def _watch(processes: list[SpawnProcess], is_over: threading.Event, out: Path) -> None:
    """End this process where another one ended in the middle: it would wait for its answers for ever."""
    while not is_over.wait(_LOOK_S):
        if any(process.exitcode not in (None, 0) for process in processes):
            if is_over.wait(_PATIENCE_S):  # most often this one fails as well, and says why
                return
            reason = "The process of another device ended. The last checkpoint is kept: resume the run."
            run = RunFolder(out)
            run.say(reason)
            StatusWriter(run).ended(RunState.FAILED, reason)
            sys.stderr.write(f"error: {reason}\n")
            os._exit(2)


def _leave_group() -> None:
    """Another training in this process makes a group of its own."""
    from torch import distributed

    if distributed.is_initialized():
        distributed.destroy_process_group()
