"""Ten thousand mutations of good files: each opens or is refused with its reason, soon and in little memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.stress.mutations import OPENERS, SECONDS

FEW, MANY = 25, 1430
"""A kind; seven kinds."""
MOST_KB = 2**20  # 1 GiB


def check(kind: str, first: int, count: int, folder: Path, repository: Path) -> None:
    command = [sys.executable, "-m", "tests.stress.mutations", kind, str(first), str(count), str(folder)]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, timeout=count * 2 + 300)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, f"ended at {lines[-1:]}: {done.stderr[-2000:]}"
    *pairs, end = lines
    outcomes = {begun["seed"]: outcome for begun, outcome in zip(pairs[::2], pairs[1::2], strict=True)}
    assert len(outcomes) == count
    assert not {seed: one["defect"] for seed, one in outcomes.items() if one["defect"]}
    assert not {seed: one["s"] for seed, one in outcomes.items() if one["s"] > SECONDS}
    assert any(one["refusal"] for one in outcomes.values())  # else nothing was broken by the mutations
    assert end["peak_kb"] < MOST_KB


@pytest.mark.parametrize("kind", OPENERS)
def test_some_mutations(kind: str, tmp_path: Path, repository: Path) -> None:
    check(kind, 0, FEW, tmp_path, repository)


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("kind", OPENERS)
def test_many_mutations(kind: str, tmp_path: Path, repository: Path) -> None:
    check(kind, FEW, MANY, tmp_path, repository)
