"""The measurements run, on small cases: what they say of the program must not be an accident of a broken script."""

from __future__ import annotations

import re

import pytest
import torch

from benchmarks import bench_occlusion
from benchmarks.__main__ import main


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["occlusoin"], "occlusion"),
        (["occlusion", "--share", "0"], "--share is 0"),
        pytest.param(
            ["occlusion", "--device", "cuda"],
            "no CUDA device",
            marks=pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU"),
        ),
    ],
)
def test_a_mistake_is_said(given: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(given) == 2
    assert words in capsys.readouterr().err


def test_occlusion_is_measured_against_captum_in_either_precision(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the CPU the shorter type is bfloat16; what is done with it is what is done with half precision on a GPU."""
    monkeypatch.setattr(bench_occlusion, "BATCHES", {"cpu": (2,)})
    for precision in (torch.float32, torch.bfloat16):
        bench_occlusion.against_captum("squeezenet1_1", 64, 32, 16, precision)
    lines = capsys.readouterr().out.splitlines()
    told = [line for line in lines if line.startswith("squeezenet1_1")]
    assert len(told) == 2
    for line in told:
        found = re.search(r"([\d.]+) times faster; limit ([\d.]+).* difference (\S+) of", line)
        assert found, line
        assert float(found[1]) > 0
        assert float(found[2]) > 1
    assert float(re.search(r"difference (\S+) of", told[0])[1]) < 1e-4
    watched = [line for line in lines if line.startswith("  watched:")]
    assert len(watched) == 2
    assert re.search(r"rank correlation 0.95 after 1/[\d.]+ of captum's time", watched[0])
