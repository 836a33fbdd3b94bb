"""`explain --checks`, `--regions` and `--edits`: the figures of the core, in JSON, in files and in the overlay."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.explain.checks import BandSettings, RandomisationSettings, null_band, randomisation
from core.explain.edits.codec import dumps
from core.explain.edits.edit import Edit, EditKind
from core.explain.edits.editlist import EditList
from core.explain.edits.shapes import Stroke
from core.explain.explainer import Explainer
from core.explain.query import ClassTarget, Method, Query
from core.explain.regions import find_regions
from core.images.reading import read_photograph
from core.networks.files import load_model

Cli = Callable[..., object]
SALIENCY = ("--method", "saliency", "--target", "3")


@pytest.fixture
def photograph(photographs: Path) -> Path:
    return photographs / "a.png"


def test_all_checks_are_those_of_the_core(cli: Cli, model: Path, photograph: Path, tmp_path: Path) -> None:
    out, maps = tmp_path / "checks.json", tmp_path / "maps.npz"
    few = ["--check", "randomisation.steps=2", "--check", "randomisation.networks=2", "--check", "null-band.networks=3"]
    options = ["--checks", "all", *few, "--other", model, "--json", out, "--check-maps", maps]
    result = cli("explain", model, photograph, *SALIENCY, *options)
    assert result.status == 0, result.err
    found = result.json["checks"]
    assert json.loads(out.read_text(encoding="utf-8")) == result.json
    assert set(found) == {"randomisation", "null_band", "stability", "precision"}
    loaded, picture = load_model(model), read_photograph(photograph)
    query = Query(picture.id, loaded.id, Method.SALIENCY, ClassTarget(3), None)
    wanted = randomisation(loaded, picture, query, RandomisationSettings(steps=2, networks=2))
    assert found["randomisation"] == json.loads(json.dumps(wanted.to_json()))
    band = null_band(loaded, picture, query, BandSettings(networks=3))
    assert found["null_band"]["share_within"] == pytest.approx(band.share_within)
    assert found["stability"]["models"][0]["rank_correlation"] == pytest.approx(1)
    assert len(found["stability"]["changes"]) == 8
    assert [row["precision"] for row in found["precision"]["maps"]] == ["bfloat16", "float16", "float32", "float64"]
    with np.load(maps, allow_pickle=False) as arrays:
        np.testing.assert_array_equal(arrays["null_band/upper"], band.upper)
        np.testing.assert_array_equal(arrays["randomisation/cascade/0"], wanted.cascade[0].map)
        np.testing.assert_array_equal(arrays["map"], wanted.map)
        assert {"stability/models/0", "stability/changes/7", "precision/float64"} <= set(arrays)


@pytest.mark.parametrize("style", ["hide", "hatch"])
def test_the_null_band_takes_colour_from_the_overlay(
    cli: Cli, model: Path, photograph: Path, tmp_path: Path, style: str
) -> None:
    plain, veiled = tmp_path / "plain.png", tmp_path / "veiled.png"
    settings = ["--check", "null-band.networks=3", "--check", "null-band.scope=map"]
    cli("explain", model, photograph, *SALIENCY, "--overlay", plain)
    result = cli("explain", model, photograph, *SALIENCY, "--overlay", veiled, "--null-band", style, *settings)
    assert 0 < result.json["checks"]["null_band"]["share_of_cells"] < 1
    bare = np.asarray(Image.open(photograph)).astype(int)
    coloured = [(np.asarray(Image.open(path)).astype(int) != bare).any(2).mean() for path in (plain, veiled)]
    assert 0 < coloured[1] < coloured[0]


def test_regions_are_listed_and_outlined(cli: Cli, model: Path, photograph: Path, tmp_path: Path) -> None:
    out = tmp_path / "regions.png"
    options = ["--layer", "features.5", "--target", "3", "--regions", "--region", "threshold=0.3", "--overlay", out]
    summary = cli("explain", model, photograph, "--method", "gradcam", *options).json
    loaded, picture = load_model(model), read_photograph(photograph)
    query = Query(picture.id, loaded.id, Method.GRAD_CAM, ClassTarget(3), "features.5")
    from core.explain.rendering import RegionSettings

    wanted = find_regions(Explainer().explain(loaded, picture, query), RegionSettings(threshold=0.3))
    assert [region["share"] for region in summary["regions"]] == pytest.approx([region.share for region in wanted])
    assert [tuple(region["peak"]) for region in summary["regions"]] == [region.peak for region in wanted]
    left, top, right, bottom = summary["strongest_field"]
    assert 0 <= left < right <= 90
    assert 0 <= top < bottom <= 60
    pixels = np.asarray(Image.open(out)).astype(int)
    assert ((pixels[:, :, 1] > 180) & (pixels[:, :, 0] < 90) & (pixels[:, :, 2] < 120)).any(), "green outline"
    assert ((pixels[:, :, 2] > 220) & (pixels[:, :, 0] < 110)).any(), "blue box"


def test_edits_are_done_before_asking(cli: Cli, model: Path, photograph: Path, tmp_path: Path) -> None:
    picture = read_photograph(photograph)
    stroke = Stroke(points=((45.0, 30.0),), radius=20.0)
    edits = EditList(picture.id, picture.width, picture.height, (Edit(EditKind.BLUR, stroke),))
    file, out = tmp_path / "edits.json", tmp_path / "overlay.png"
    file.write_text(dumps(edits), encoding="utf-8")
    before = cli("explain", model, photograph, *SALIENCY).json
    result = cli("explain", model, photograph, *SALIENCY, "--edits", file, "--overlay", out)
    assert result.status == 0, result.err
    found = result.json["edits"]
    loaded = load_model(model)
    prediction = Explainer().predict(loaded, picture)
    assert list(found["probabilities_before"].values()) == pytest.approx(prediction.probabilities.tolist(), rel=1e-5)
    assert found["probabilities_after"] != found["probabilities_before"]
    assert result.json["max"] != before["max"]
    assert cli("explain", model, photograph, *SALIENCY, "--edits", photograph).status == 2


def test_what_is_known_is_kept_on_ctrl_c(
    cli: Cli, model: Path, photograph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A method whose map comes piece by piece, interrupted after its first pieces."""
    import core.explain.smoothgrad as method
    from core.explain.batches import in_batches

    def interrupted(*args: object, **kwargs: object) -> object:
        for number, batch in enumerate(in_batches(*args, **kwargs)):  # type: ignore[arg-type]
            if number == 2:
                raise KeyboardInterrupt
            yield batch

    monkeypatch.setattr(method, "in_batches", interrupted)
    out = tmp_path / "map.npy"
    result = cli("explain", model, photograph, "--method", "smoothgrad", "--param", "samples=64", "--map", out)
    assert result.status == 130
    assert result.json["is_partial"]
    assert np.load(out).shape == (96, 96)
    assert "interrupted" in result.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--checks", "stabilty"], "Did you mean 'stability'"),
        (["--check", "null-band.networks=3"], "not made"),
        (["--checks", "all", "--check", "null-band.network=3"], "Did you mean 'networks'"),
        (["--checks", "all", "--check", "null-band.networks=x"], "whole number"),
        (["--checks", "all", "--check", "null-band.quantile=2"], "above 0 and up to 1"),
        (["--checks", "all", "--check", "randomisation.weights=kaiming"], "initial, shuffled"),
        (["--checks", "all", "--check", "randomisation"], "CHECK.name=value"),
        (["--checks", "precision", "--check", "precision.bits=8"], "no settings"),
        (["--null-band", "hide"], "Give --overlay"),
        (["--other", "x.safetensors"], "stability"),
        (["--check-maps", "x.npz"], "Give --checks"),
        (["--checks", "precision", "--check-maps", "x.zip"], "End it in .npz"),
        (["--region", "threshold=0.4"], "Give --regions"),
        (["--regions", "--region", "treshold=0.4"], "Did you mean 'threshold'"),
        (["--regions", "--region", "threshold=4"], "between 0 and 1"),
        (["--edits", "x.json", "--checks", "precision"], "as it is"),
        (["--json", "same.npy", "--map", "same.npy"], "two results"),
    ],
)
def test_contradictions_are_said(cli: Cli, model: Path, photograph: Path, options: list[str], words: str) -> None:
    result = cli("explain", model, photograph, *SALIENCY, *options)
    assert result.status == 2
    assert words in result.err
