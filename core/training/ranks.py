"""Several devices of one machine: a process for each, started here unless torchrun or a server has done so.

Lightning Fabric would run the command line again, which a window and a packaged program do not have. The processes are
spawned, never forked, and end with the one that started them.
"""

from __future__ import annotations

import multiprocessing
import os
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import SpawnProcess
from pathlib import Path

from core.synthesis.writing.workers import live_with_parent, without_interrupts
from core.training.runfolder import RunFolder
from core.training.settings import TrainingSettings
from core.training.status import RunState, StatusWriter

_PATIENCE_S = 60.0
_LOOK_S = 0.5
_STARTED_BY_OTHERS = ("TORCHELASTIC_RUN_ID", "SLURM_NTASKS", "LOCAL_RANK")
"""Variables by which torchrun, SLURM and Fabric itself tell a process which one of several it is."""


@contextmanager
def other_devices(settings: TrainingSettings, out: Path, *, is_resumed: bool, is_ended: bool) -> Iterator[None]:
    """Inside the block the processes of the other devices train as well, and this one is the first of them.

    Nothing is started for one device, for several machines, or where others have started the processes.
    """
    count = settings.machine.devices
    if count == 1 or settings.machine.nodes > 1 or any(name in os.environ for name in _STARTED_BY_OTHERS):
        yield
        return
    shared = {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(_free_port()), "WORLD_SIZE": str(count)}
    before = dict(os.environ)
    with without_interrupts():
        processes = [_start(rank, shared, settings, out, (is_resumed, is_ended)) for rank in range(1, count)]
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


def _start(
    rank: int, shared: dict[str, str], settings: TrainingSettings, out: Path, flags: tuple[bool, bool]
) -> SpawnProcess:
    context = multiprocessing.get_context("spawn")
    arguments = (_rank_environment(rank, shared), settings, out, flags)
    process = context.Process(target=_train, args=arguments, name=f"funduscope device {rank}")
    process.start()
    return process


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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
