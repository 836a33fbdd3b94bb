"""Overlays of many photographs: what is in the pictures and the table, and an export that is stopped."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.explain.explainer import Explainer
from core.explain.method import Method
from core.explain.overlay import Rendering, compose
from core.explain.params import params_type
from core.explain.query import ClassTarget, Query
from core.images.orientation import Orientation
from core.images.reading import read_photograph
from core.jobs import Cancelled, CancelToken, Progress
from core.networks.loaded import LoadedModel
from core.reports.overlays import OverlayOrder, export_overlays
from core.reports.writing import ReportError

COUNT = 4


@pytest.fixture
def eyes(tmp_path: Path) -> list[Path]:
    random = np.random.default_rng(2)
    folder = tmp_path / "eyes"
    folder.mkdir()
    paths = [folder / f"=Eva {number}.png" for number in range(COUNT)]
    for path in paths:
        Image.fromarray(random.integers(0, 255, (60, 80, 3), dtype=np.uint8)).save(path)
    return paths


def order_of(model: LoadedModel, **changes: object) -> OverlayOrder:
    method = Method.GRAD_CAM
    order = OverlayOrder(method=method, params=params_type(method)(), layer=model.layers.default.name)
    return replace(order, **changes)


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_pictures_and_figures_are_those_of_each_photograph(
    small_model: LoadedModel, eyes: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    count = export_overlays(small_model, eyes, out, order_of(small_model))
    assert (count.written, count.kept, count.left_out) == (COUNT, 0, 0)
    explainer = Explainer()
    for path, row in zip(eyes, rows(out), strict=True):
        photograph = read_photograph(path)
        prediction = explainer.predict(small_model, photograph)
        target = ClassTarget(prediction.predicted)
        order = order_of(small_model)
        query = Query(photograph.id, small_model.id, order.method, target, order.layer, order.params)
        explanation = explainer.explain(small_model, photograph, query)
        with Image.open(out / row["picture"]) as image:
            np.testing.assert_array_equal(np.asarray(image), compose(photograph.pixels, explanation, Rendering()))
            assert image.text == {"Disclaimer": "Not for clinical use"}
        given = [float(row[f"probability of {name}"]) for name in small_model.card.class_names]
        np.testing.assert_allclose(given, prediction.probabilities, rtol=1e-5)
        assert row["predicted"] == small_model.card.class_names[prediction.predicted]
        assert float(row["map_highest"]) == pytest.approx(float(explanation.map.max()), rel=1e-5)
        assert row["photograph_sha256"] == photograph.id


def test_names_stay_out_unless_asked_for(small_model: LoadedModel, eyes: list[Path], tmp_path: Path) -> None:
    export_overlays(small_model, eyes, tmp_path / "without", order_of(small_model))
    assert not any("Eva" in path.name for path in (tmp_path / "without").iterdir())
    assert not any("Eva" in path.read_text("utf-8") for path in (tmp_path / "without").glob("*.[cj]s*"))
    export_overlays(small_model, eyes, tmp_path / "named", order_of(small_model, are_names_shown=True))
    assert (tmp_path / "named" / "00001 _Eva 0.png").is_file()
    assert rows(tmp_path / "named")[0]["photograph"] == "'=Eva 0.png"  # no formula for a spreadsheet


def test_an_export_that_was_stopped_goes_on(small_model: LoadedModel, eyes: list[Path], tmp_path: Path) -> None:
    out, token = tmp_path / "out", CancelToken()

    def stop_after_two(progress: Progress) -> None:
        if progress.done == 2:
            token.cancel()

    order = order_of(small_model)
    with pytest.raises(Cancelled):
        export_overlays(small_model, [*eyes], out, order, token=token, progress=stop_after_two)
    done = len(rows(out))
    assert 2 <= done < COUNT
    with (out / "figures.csv").open("ab") as file:
        file.write(b"00009.png,9,half a li")  # as a process that was killed leaves it
    (out / "00001.png").unlink()
    count = export_overlays(small_model, eyes, out, order)
    assert (count.written, count.kept) == (COUNT - done + 1, done - 1)
    assert {row["number"] for row in rows(out)} == {str(number + 1) for number in range(COUNT)}
    again = export_overlays(small_model, eyes, out, order)
    assert (again.written, again.kept) == (0, COUNT)


def test_other_settings_photographs_or_files_are_refused(
    small_model: LoadedModel, eyes: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    export_overlays(small_model, eyes[:1], out, order_of(small_model))
    with pytest.raises(ReportError, match="photographs"):
        export_overlays(small_model, eyes[:2], out, order_of(small_model))
    with pytest.raises(ReportError, match=r"other settings \(rendering\)"):
        export_overlays(small_model, eyes[:1], out, order_of(small_model, rendering=Rendering(opacity=0.1)))
    with pytest.raises(ReportError, match="not empty"):
        export_overlays(small_model, eyes, eyes[0].parent, order_of(small_model))
    (out / "export.json").write_text("{")
    with pytest.raises(ReportError, match="damaged"):
        export_overlays(small_model, eyes[:1], out, order_of(small_model))


def test_what_cannot_be_read_has_a_line_that_says_why(
    small_model: LoadedModel, eyes: list[Path], tmp_path: Path
) -> None:
    eyes[1].write_bytes(b"no picture")
    out = tmp_path / "out"
    count = export_overlays(small_model, eyes, out, order_of(small_model))
    assert (count.written, count.left_out) == (COUNT - 1, 1)
    (line,) = [row for row in rows(out) if row["left_out"]]
    assert line["number"] == "2"
    assert "Eva" not in line["left_out"]


def test_photographs_are_explained_as_they_are_shown(
    small_model: LoadedModel, eyes: list[Path], tmp_path: Path
) -> None:
    turned = Orientation(is_turned=True)
    export_overlays(small_model, eyes[:1], tmp_path / "out", order_of(small_model), orientations={eyes[0]: turned})
    order = order_of(small_model, rendering=Rendering(opacity=0.0))
    export_overlays(small_model, eyes[:1], tmp_path / "plain", order, orientations={eyes[0]: turned})
    with Image.open(tmp_path / "plain" / "00001.png") as image:
        np.testing.assert_array_equal(np.asarray(image), turned.apply(read_photograph(eyes[0]).pixels))
