"""Work in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.errors import FunduscopeError
from core.jobs import Cancelled, CancelToken
from core.networks.device_failures import DeviceError
from desktop.processes import ProcessCrash, Tell, call_in_process


@dataclass(frozen=True)
class Count:
    """Tells 0, 1, … and gives the number of the process."""

    upto: int

    def __call__(self, tell: Tell, token: CancelToken) -> int:
        for number in range(self.upto):
            token.check()
            tell(number)
            time.sleep(0.001 if self.upto < 100 else 0.02)
        return os.getpid()


@dataclass(frozen=True)
class Fail:
    """Fails in one way or another."""

    how: str

    def __call__(self, tell: Tell, token: CancelToken) -> None:
        if self.how == "refused":
            raise FunduscopeError("There is no such thing.", "Choose another.")
        if self.how == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if self.how == "device":
            raise RuntimeError("CUDA error: unspecified launch failure\nmore lines")
        raise ZeroDivisionError


@dataclass(frozen=True)
class Deaf:
    """Does not look at its token."""

    def __call__(self, tell: Tell, token: CancelToken) -> None:
        tell("begun")
        time.sleep(600)


def call(task: object, token: CancelToken | None = None) -> tuple[object, list[object]]:
    told: list[object] = []
    return call_in_process(task, token or CancelToken(), told.append), told  # type: ignore[arg-type]


def test_what_is_told_arrives_in_order_before_the_end() -> None:
    process, told = call(Count(20))
    assert told == list(range(20))
    assert process != os.getpid()


def test_a_mistake_of_the_users_arrives_as_it_was_raised() -> None:
    with pytest.raises(FunduscopeError) as raised:
        call(Fail("refused"))
    assert (raised.value.message, raised.value.hint) == ("There is no such thing.", "Choose another.")


def test_a_graphics_card_that_fails_is_said() -> None:
    with pytest.raises(DeviceError, match="graphics card failed"):
        call(Fail("device"))


def test_a_defect_arrives_with_its_traceback() -> None:
    with pytest.raises(ProcessCrash, match="ZeroDivisionError"):
        call(Fail("crashed"))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that cannot be refused")
def test_a_process_that_was_killed_is_said() -> None:
    with pytest.raises(FunduscopeError, match="ended from outside"):
        call(Fail("killed"))


def test_a_cancelled_process_ends() -> None:
    token = CancelToken()
    with pytest.raises(Cancelled):
        call_in_process(Count(100_000), token, lambda _value: token.cancel())


def test_a_process_that_does_not_listen_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.processes._PATIENCE_S", 0.3)
    token = CancelToken()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        call_in_process(Deaf(), token, lambda _value: token.cancel())
    assert time.monotonic() - started < 60


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
def test_the_process_ends_with_the_program_that_is_killed(repository: Path, tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(
        "import os, time\n"
        "from dataclasses import dataclass\n"
        "from core.jobs import CancelToken\n"
        "from desktop.processes import call_in_process\n"
        "@dataclass(frozen=True)\n"
        "class Wait:\n"
        "    def __call__(self, tell, token):\n"
        "        tell(os.getpid()); time.sleep(600)\n"
        "if __name__ == '__main__':\n"
        "    call_in_process(Wait(), CancelToken(), lambda pid: print(pid, flush=True))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(repository)}
    program = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment)
    assert program.stdout is not None
    child = int(program.stdout.readline())
    program.kill()
    program.wait()
    program.stdout.close()
    end_s = time.monotonic() + 60
    while _is_alive(child):
        assert time.monotonic() < end_s
        time.sleep(0.05)


def _is_alive(process: int) -> bool:
    """Whether it runs; one that has ended and was not yet buried does not."""
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
