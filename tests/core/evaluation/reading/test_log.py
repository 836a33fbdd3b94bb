"""What was acknowledged is on the disk; a file that was cut anywhere can be read; what was changed is told."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from core.evaluation.reading.errors import StudyError
from core.evaluation.reading.log import LogWriter, parse_log, read_log

ROUNDS = 8


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of five lines."""
    path = tmp_path / "five.study"
    with LogWriter(path, is_new=True) as writer:
        for number in range(5):
            writer.append({"number": number, "text": "ä\udcff\n"})
    return path


def test_lines_come_back_as_they_were(path: Path) -> None:
    content = read_log(path)
    assert [line.values for line in content.lines] == [{"number": n, "text": "ä\udcff\n"} for n in range(5)]
    assert content.changed == ()
    assert path.read_bytes().isascii()
    assert path.read_bytes().count(b"\n") == 5


def test_a_file_cut_anywhere_holds_every_line_that_was_whole(path: Path) -> None:
    data = path.read_bytes()
    for cut in range(len(data) + 1):
        content = parse_log(data[:cut])
        whole = data[:cut].count(b"\n") + (data[cut : cut + 1] == b"\n")
        assert [line.values["number"] for line in content.lines] == list(range(whole))
        assert not content.changed
        assert not content.damaged


def test_a_line_that_was_never_finished_is_cut_off_and_the_file_goes_on(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:-20])
    with LogWriter(path) as writer:
        writer.append({"number": 9})
    content = read_log(path)
    assert [line.values["number"] for line in content.lines] == [0, 1, 2, 3, 9]
    assert not content.changed
    path.write_bytes(path.read_bytes()[:-1])  # as an editor may leave it: the line is whole
    with LogWriter(path) as writer:
        writer.append({"number": 10})
    assert [line.values["number"] for line in read_log(path).lines] == [0, 1, 2, 3, 9, 10]


def test_what_was_changed_added_or_taken_away_is_told(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    changed = [*lines[:2], lines[2].replace(b'"number":2', b'"number":7'), *lines[3:]]
    assert parse_log(b"".join(changed)).changed == (3,)
    assert parse_log(b"".join([*lines[:2], *lines[3:]])).changed == (3,)
    assert parse_log(b"".join([*lines[:2], b'{"number": 8}\n', *lines[2:]])).changed == (3, 4)
    torn = parse_log(b"".join([*lines[:2], b"\x00\xff{[\n", *lines[3:]]))
    assert torn.damaged == (3,)
    assert [line.values["number"] for line in torn.lines] == [0, 1, 3, 4]


def test_one_program_writes_at_a_time(path: Path) -> None:
    with LogWriter(path), pytest.raises(StudyError, match="being worked on"):
        LogWriter(path)
    with LogWriter(path) as writer:
        writer.append({"number": 5})
    assert len(read_log(path).lines) == 6
    assert [each.name for each in path.parent.iterdir()] == ["five.study"]


def test_a_file_is_never_overwritten(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(StudyError, match="there already"):
        LogWriter(path, is_new=True)
    assert path.read_bytes() == before


def test_a_full_disk_loses_nothing_that_was_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()
    real = os.write

    def half(file: int, data: bytes) -> int:
        if len(data) > 10:
            return real(file, bytes(data[:10]))
        raise OSError(28, "No space left on device")

    with LogWriter(path) as writer:
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", half)
            with pytest.raises(StudyError, match="No space left"):
                writer.append({"number": 5, "more": "than ten bytes, so that the second half is refused"})
        assert path.read_bytes() == before
        writer.append({"number": 6})
    content = read_log(path)
    assert [line.values["number"] for line in content.lines] == [0, 1, 2, 3, 4, 6]
    assert not content.changed


CHILD = """
import sys
from pathlib import Path
from core.evaluation.reading.log import LogWriter
with LogWriter(Path(sys.argv[1])) as writer:
    number = len(writer.content.lines)
    while True:
        writer.append({"number": number, "filling": "x" * (number % 4000)})
        sys.stdout.write(f"{number}\\n")
        sys.stdout.flush()
        number += 1
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_nothing_acknowledged_is_lost_when_the_program_is_killed(tmp_path: Path, repository: Path) -> None:
    path = tmp_path / "killed.study"
    LogWriter(path, is_new=True).close()
    draw = random.Random(5)
    acknowledged = -1
    for _round in range(ROUNDS):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(path)], cwd=repository, stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        acknowledged = max(acknowledged, int(child.stdout.readline()))
        timer = threading.Timer(draw.uniform(0, 0.05), child.send_signal, [signal.SIGKILL])
        timer.start()
        acknowledged = max([acknowledged, *(int(line) for line in child.stdout if line.endswith("\n"))])
        child.stdout.close()
        timer.join()
        assert child.wait() == -signal.SIGKILL
        content = read_log(path)
        assert not content.changed
        assert not content.damaged
        numbers = [line.values["number"] for line in content.lines]
        assert numbers == list(range(len(numbers)))
        assert len(numbers) - 1 >= acknowledged
        for line in path.read_bytes().splitlines()[: len(numbers)]:
            json.loads(line)
    assert acknowledged > ROUNDS
