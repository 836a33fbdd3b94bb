"""Ten thousand mutations of good files: each opens or is refused with its reason, soon and in little memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.stress.mutations import OPENERS, SECONDS
from tests.stress.readers import READERS

FEW, MANY = 25, 1430
"""A kind; of pictures, models, projects and settings, which a process of its own opens."""
FEW_OF_ALL, MANY_OF_ALL = 6, 1000
"""A kind of all else that is read, which one process opens."""
FILES = [kind for kind in OPENERS if kind not in READERS]
MOST_KB = 2**20  # 1 GiB
SILENT = {
    "mask-manifest", "view", "class-maps", "pass", "queue", "places", "program-settings",
    *(kind for kind in READERS if kind.startswith("run-")),
}  # fmt: skip


def check(kinds: str, first: int, count: int, folder: Path, repository: Path) -> None:
    command = [sys.executable, "-m", "tests.stress.mutations", kinds, str(first), str(count), str(folder)]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, timeout=count * 2 + 300)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, f"ended at {lines[-1:]}: {done.stderr[-2000:]}"
    *pairs, end = lines
    outcomes = {begun["seed"]: outcome for begun, outcome in zip(pairs[::2], pairs[1::2], strict=True)}
    assert len(outcomes) == count * len(kinds.split(","))
    assert not {seed: one["defect"] for seed, one in outcomes.items() if one["defect"]}
    assert not {seed: one["s"] for seed, one in outcomes.items() if one["s"] > SECONDS}
    # Else nothing was broken by the mutations; what the program keeps for itself is begun anew without a word.
    assert any(one["refusal"] for one in outcomes.values()) or set(kinds.split(",")) <= SILENT
    assert end["peak_kb"] < MOST_KB


@pytest.mark.parametrize("kind", FILES)
def test_some_mutations(kind: str, tmp_path: Path, repository: Path) -> None:
    check(kind, 0, FEW, tmp_path, repository)


def test_some_mutations_of_all_else_that_is_read(tmp_path: Path, repository: Path) -> None:
    check(",".join(READERS), 0, FEW_OF_ALL, tmp_path, repository)


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("kind", FILES)
def test_many_mutations(kind: str, tmp_path: Path, repository: Path) -> None:
    check(kind, FEW, MANY, tmp_path, repository)


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("kind", READERS)
def test_many_mutations_of_all_else_that_is_read(kind: str, tmp_path: Path, repository: Path) -> None:
    check(kind, FEW_OF_ALL, MANY_OF_ALL, tmp_path, repository)
