"""`localise`: rows and means in a file, a table on stdout, every trap of masks in one line."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.errors import FunduscopeError

Cli = Callable[..., object]


@pytest.fixture
def masks(photographs: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "truth"
    mask = np.zeros((60, 90), np.uint8)
    mask[20:40, 30:60] = 255
    for code, name in (("MA", "a"), ("EX", "a"), ("OD", "a"), ("OD", "b"), ("MA", "b")):
        (folder / code).mkdir(parents=True, exist_ok=True)
        Image.fromarray(mask).convert("1").save(folder / code / f"{name}_{code}.png")
    return folder


def call(cli: Cli, model: Path, photographs: Path, masks: Path, out: Path, *options: object) -> object:
    return cli("localise", model, "--images", photographs, "--masks", masks, "--json", out, *options)


def test_every_photograph_and_layer_has_a_row(
    cli: Cli, model: Path, photographs: Path, masks: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.json"
    result = call(cli, model, photographs, masks, out, "--method", "gradcam")
    assert result.status == 0, result.err
    written = json.loads(out.read_text("utf-8"))
    layers = [mean["layer"] for mean in written["means"]]
    assert layers == [layer["name"] for layer in cli("layers", model, "--json").json]
    assert {(row["image"], row["layer"]) for row in written["rows"]} == {
        (image, layer) for image in ("a.png", "left/b.jpg") for layer in layers
    }
    assert all(mean["photographs"] == 2 for mean in written["means"])
    assert written["rows"][0]["mask_share"] == pytest.approx(600 / 5400, rel=0.02)
    assert result.out.splitlines()[0].startswith("layer")
    assert len(result.out.splitlines()) == 1 + len(layers)


def test_one_layer_one_target_and_chosen_masks(
    cli: Cli, model: Path, photographs: Path, masks: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.json"
    options = ["--method", "gradcam", "--layer", "features.5", "--target", "severe, or worse", "--codes", "EX"]
    assert call(cli, model, photographs, masks, out, *options).status == 0
    written = json.loads(out.read_text("utf-8"))
    assert [(row["image"], row["target"], row["layer"]) for row in written["rows"]] == [
        ("a.png", "severe, or worse", "features.5")
    ]
    assert {lesion["code"] for lesion in written["rows"][0]["lesions"]} == {"EX"}


def test_a_mask_that_does_not_fit_loses_one_photograph_alone(
    cli: Cli, model: Path, photographs: Path, masks: Path, tmp_path: Path
) -> None:
    Image.new("1", (10, 10), 1).save(masks / "MA" / "b_MA.png")
    out = tmp_path / "out.json"
    result = call(cli, model, photographs, masks, out, "--method", "gradcam", "--layer", "features.5")
    assert result.status == 2
    assert "1 of 2 photographs were left out" in result.err
    written = json.loads(out.read_text("utf-8"))
    assert [row["image"] for row in written["rows"]] == ["a.png"]
    assert "b_MA.png" in written["left_out"][0]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--method", "gradcan"], "Did you mean 'gradcam'"),
        (["--method", "gradcam", "--layer", "features.99"], "features.99"),
        (["--method", "saliency", "--layer", "features.5"], "Leave --layer away"),
        (["--method", "gradcam", "--target", "sever"], "no class 'sever'"),
        (["--method", "gradcam", "--codes", "MAS"], "Did you mean 'MA'"),
        (["--method", "gradcam", "--grid", "4"], "Give 16 to 8192"),
    ],
)
def test_what_cannot_be_asked_is_said(
    cli: Cli, model: Path, photographs: Path, masks: Path, tmp_path: Path, options: list[str], message: str
) -> None:
    result = call(cli, model, photographs, masks, tmp_path / "out.json", *options)
    assert result.status == 2
    assert message in result.err
    assert result.err.count("\n") == 1
    assert not (tmp_path / "out.json").exists()


def test_folders_without_masks_are_said(cli: Cli, model: Path, photographs: Path, tmp_path: Path) -> None:
    result = call(cli, model, photographs, photographs, tmp_path / "out.json", "--method", "gradcam")
    assert "None of the 2 photographs" in result.err
    result = call(cli, model, photographs, tmp_path / "nowhere", tmp_path / "out.json", "--method", "gradcam")
    assert "There is no folder" in result.err


def test_the_result_never_takes_the_place_of_what_it_is_made_from(
    cli: Cli, model: Path, photographs: Path, masks: Path
) -> None:
    result = call(cli, model, photographs, masks, photographs / "a.png", "--method", "gradcam")
    assert result.status == 2
    with Image.open(photographs / "a.png") as kept:
        assert kept.size == (90, 60)


def test_real_photographs_and_the_mask_with_alpha(cli: Cli, model: Path, data_dir: Path, tmp_path: Path) -> None:
    """IDRiD_81_EX.tif is opaque everywhere: were alpha a lesion, its mask would cover the photograph."""
    images, masks = tmp_path / "images", tmp_path / "masks" / "EX"
    images.mkdir()
    masks.mkdir(parents=True)
    segmentation = data_dir / "idrid" / "segmentation"
    tiff = next((segmentation / "masks_original_tiff").rglob("IDRiD_81_EX.tif"))
    photograph = next((segmentation / "images").iterdir())  # its own is not at hand; all have one size
    (images / "IDRiD_81.jpg").symlink_to(photograph)
    (masks / tiff.name).symlink_to(tiff)
    out = tmp_path / "out.json"
    options = ["--method", "gradcam", "--layer", "features.5", "--grid", "512"]
    assert call(cli, model, images, masks.parent, out, *options).status == 0
    (row,) = json.loads(out.read_text("utf-8"))["rows"]
    assert 0 < row["mask_share"] < 0.1


def test_several_methods_make_one_table_and_name_the_best(
    cli: Cli, model: Path, photographs: Path, masks: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.json"
    options = ["--method", "gradcam,saliency,attention-rollout", "--layer", "features.5,features.12"]
    result = call(cli, model, photographs, masks, out, *options)
    assert result.status == 0, result.err
    written = json.loads(out.read_text("utf-8"))
    places = [(mean["method"], mean["layer"]) for mean in written["means"]]
    assert places == [("gradcam", "features.5"), ("gradcam", "features.12"), ("saliency", None)]
    assert written["methods"] == ["gradcam", "saliency"]
    (left_out,) = written["not_asked"]
    assert left_out["method"] == "attention-rollout"
    assert "vision transformer" in left_out["reason"]
    best = written["best"]
    assert (best["method"], best["layer"]) in places
    assert best["figure"] == "area_under_roc_curve"
    assert best["compared"] == 3
    assert set(best["above_chance"]) == {"mean", "low", "high", "count"}
    heights = [mean["figures"]["area_under_roc_curve"]["above_chance"]["mean"] for mean in written["means"]]
    if not any(mean["without_evidence"] for mean in written["means"]):
        assert best["above_chance"]["mean"] == pytest.approx(max(heights))
    assert "energy_inside" in written["best_by"]
    lines = result.out.splitlines()
    assert lines[0].startswith("method")
    assert lines[-1] == best["words"]
    assert any(line.startswith("not asked: attention-rollout") for line in lines)


def test_faithfulness_is_added_where_it_is_asked_for(
    cli: Cli, model: Path, photographs: Path, masks: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.json"
    options = ["--method", "gradcam", "--layer", "features.12", "--by", "energy_inside"]
    assert call(cli, model, photographs, masks, out, *options).status == 0
    plain = json.loads(out.read_text("utf-8"))
    assert "faithfulness" not in plain["rows"][0]
    assert plain["best"]["figure"] == "energy_inside"
    result = call(cli, model, photographs, masks, out, *options, "--faithfulness")
    assert result.status == 0, result.err
    written = json.loads(out.read_text("utf-8"))
    assert {key: value for key, value in written["rows"][0].items() if key != "faithfulness"} == plain["rows"][0]
    found = written["rows"][0]["faithfulness"]
    assert 0 <= found["insertion_area"]["value"] <= 1
    assert found["insertion_area"]["chance"] is not None
    assert found["max_sensitivity"]["chance"] is None
    assert len(found["deletion_curve"]) == 33
    mean = written["means"][0]["faithfulness"]["deletion_area"]
    assert mean["count"] == 2
    assert mean["above_chance"]["mean"] == pytest.approx(mean["mean"] - mean["chance"])
    assert "insertion" in result.out.splitlines()[0]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--method", "gradcam,salience"], "Did you mean 'saliency'"),
        (["--method", "gradcam", "--by", "energy_insid"], "Did you mean 'energy_inside'"),
    ],
)
def test_wrong_names_in_lists_are_said(
    cli: Cli, model: Path, photographs: Path, masks: Path, tmp_path: Path, options: list[str], message: str
) -> None:
    result = call(cli, model, photographs, masks, tmp_path / "out.json", *options)
    assert result.status == 2
    assert message in result.err


def test_the_anatomy_of_real_photographs(cli: Cli, model: Path, data_dir: Path, tmp_path: Path) -> None:
    segmentation = data_dir / "idrid" / "segmentation"
    images = tmp_path / "images"
    images.mkdir()
    mask = min((segmentation / "masks" / "OD").iterdir())
    photograph = next((segmentation / "images").glob(mask.stem.removesuffix("_OD") + ".*"))
    (images / photograph.name).symlink_to(photograph)
    out = tmp_path / "out.json"
    options = ["--method", "saliency", "--codes", "OD", "--grid", "256", "--anatomy"]
    result = call(cli, model, images, segmentation / "masks", out, *options)
    assert result.status == 0, result.err
    written = json.loads(out.read_text("utf-8"))
    anatomy = written["rows"][0]["anatomy"]
    assert sum(part["share"] for part in anatomy["sectors"].values()) == pytest.approx(1)
    assert sum(part["area"] for part in anatomy["sectors"].values()) == pytest.approx(1)
    # The disc that the program finds covers about as much as the one that a reader drew, with as much evidence on it.
    row = written["rows"][0]
    fundus = 1 - anatomy["sectors"]["outside_field"]["area"]
    assert anatomy["sectors"]["disc"]["area"] / fundus == pytest.approx(row["mask_share"], rel=0.5)
    assert anatomy["sectors"]["disc"]["share"] == pytest.approx(row["figures"]["energy_inside"]["value"], abs=0.05)
    assert written["shortcuts"] == [
        {
            "image": photograph.name,
            "method": "saliency",
            "layer": None,
            "shortcut": anatomy["shortcut"],
            "alarms": [alarm["kind"] for alarm in anatomy["alarms"]],
        }
    ]


def test_what_was_broken_off_is_gone_on_with(
    cli: Cli, model: Path, photographs: Path, masks: Path, tmp_path: Path
) -> None:
    """Rows that are kept are not made again: a value changed by hand comes out as it was changed."""
    whole, resumed = tmp_path / "whole.json", tmp_path / "resumed.json"
    options = ["--method", "gradcam,saliency", "--layer", "features.5", "--anatomy"]
    assert call(cli, model, photographs, masks, whole, *options).status == 0
    assert not list(tmp_path.glob("*.rows"))
    items, plan = _plan(model, photographs, masks)
    state = tmp_path / "resumed.json.rows"
    from core.experiments.localising_run import run_localising
    from core.networks.files import load_model

    begun = run_localising(load_model(model), items, plan, state=state)
    next(begun)
    next(begun)
    begun.close()
    lines = state.read_text("utf-8").splitlines()
    assert len(lines) == 3
    changed = json.loads(lines[1])
    changed["rows"][0]["localisation"]["mask_share"] = 0.875
    state.write_text("\n".join([lines[0], json.dumps(changed), lines[2], '{"image": "half a li']) + "\n", "utf-8")
    result = call(cli, model, photographs, masks, resumed, *options, "--resume")
    assert result.status == 0, result.err
    assert not state.exists()
    first, second = (json.loads(path.read_text("utf-8")) for path in (whole, resumed))
    assert second["rows"][0].pop("mask_share") == 0.875
    first["rows"][0].pop("mask_share")
    assert first["rows"] == second["rows"]


def test_what_was_measured_outlives_a_result_that_cannot_be_written(
    cli: Cli, model: Path, photographs: Path, masks: Path, tmp_path: Path
) -> None:
    out = tmp_path / "no" / "out.json"
    out.parent.mkdir()
    options = ["--method", "saliency"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("core.cli.localise.write_result", _full_disk)
        assert call(cli, model, photographs, masks, out, *options).status == 2
    state = out.with_name("out.json.rows")
    assert len(state.read_text("utf-8").splitlines()) == 3
    assert call(cli, model, photographs, masks, out, *options, "--resume").status == 0
    assert out.is_file()
    assert not state.exists()


def _full_disk(*_arguments: object, **_more: object) -> None:
    raise FunduscopeError("The disk is full.")


def test_a_state_of_other_settings_is_refused(
    cli: Cli, model: Path, photographs: Path, masks: Path, tmp_path: Path
) -> None:
    (tmp_path / "out.json.rows").write_text('{"format_version": 1, "model": "another"}\n', "utf-8")
    result = call(cli, model, photographs, masks, tmp_path / "out.json", "--method", "saliency", "--resume")
    assert result.status == 2
    assert "begun with another model or other settings" in result.err


def _plan(model: Path, photographs: Path, masks: Path) -> tuple[list[object], object]:
    from core.datasets.masks import find_masks
    from core.experiments.eyes import EyeItem
    from core.experiments.localising_run import LocalisingPlan
    from core.explain.method import Method
    from core.images.reading import find_photographs

    found = {path: find_masks(path, masks) for path in find_photographs(photographs)}
    items = [
        EyeItem(
            number,
            path,
            path.relative_to(photographs).as_posix(),
            masks=tuple((mask.code, mask.path) for mask in known if mask.code != "OD"),
        )
        for number, (path, known) in enumerate(found.items())
        if any(mask.code != "OD" for mask in known)
    ]
    methods = (Method.GRAD_CAM, Method.SALIENCY)
    return items, LocalisingPlan(methods, ("features.5",), codes=("EX", "MA"), has_anatomy=True)


def test_marks_of_a_project_are_masks(cli: Cli, model: Path, photographs: Path, masks: Path, tmp_path: Path) -> None:
    from core.datasets.catalogue.annotations import Annotation, Shape, ShapeKind
    from core.datasets.catalogue.indexing import index, list_folder
    from core.datasets.catalogue.project import Project

    study, box = tmp_path / "study.funduscope", ((30.0, 20.0), (60.0, 40.0))
    with Project.create(study) as project:
        list_folder(project, photographs)
        index(project)
        (number,) = project.files.at(photographs / "a.png")
        marks = tuple(Shape(ShapeKind.BOX, code, box) for code in ("MA", "EX", "OD"))
        project.annotations.put(number, "anna", Annotation(shapes=marks))
    figures = []
    for source in (study, masks):
        out = tmp_path / f"{source.stem}.json"
        result = call(cli, model, photographs, source, out, "--method", "gradcam", "--layer", "features.5")
        assert result.status == 0, result.err
        figures.append(next(row for row in json.loads(out.read_text("utf-8"))["rows"] if row["image"] == "a.png"))
    assert figures[0] == figures[1]
    options = ("--method", "gradcam", "--layer", "features.5")
    stranger = call(cli, model, photographs, study, tmp_path / "no.json", *options, "--reader", "anne")
    assert stranger.status == 2
    assert "anna" in stranger.err
    assert call(cli, model, photographs, masks, tmp_path / "no.json", *options, "--reader", "anna").status == 2
