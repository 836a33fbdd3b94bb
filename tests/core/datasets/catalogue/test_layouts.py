"""Label tables as the known sets have them, taken into a project: labels, columns, what finds no photograph."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.datasets.catalogue.filters import BrowseQuery, View
from core.datasets.catalogue.importing import import_labels
from core.datasets.catalogue.project import Project
from core.datasets.sources.opening import SourceOptions
from core.images.facts import Eye

IDRID = (
    "Image name,Retinopathy grade,Risk of macular edema ,,,,,,,,,\r\n"
    "IDRiD_001,3,2,,,,,,,,,\r\nIDRiD_002,0,0,,,,,,,,,\r\nIDRiD_413,1,0,,,,,,,,,\r\n,,,,,,,,,,,\r\n"
)
EYEPACS = "image,level\n10_left,0\n10_right,4\n13_left,2\n"
APTOS = "id_code,diagnosis\n000c1434d8d7,2\n001639a390f0,4\nffffffffffff,0\n"
MESSIDOR = (
    "Image name,Ophthalmologic department,Retinopathy grade,Risk of macular edema \n"
    "20051019_38557_0100_PP.tif,Service Ophtalmologie Lariboisière,3,1\n"
    "20051020_43808_0100_PP.tif,Service Ophtalmologie Lariboisière,0,0\n"
    "20051020_43832_0100_PP.tif,Service Ophtalmologie Lariboisière,1,0\n"
)
MESSIDOR_2 = (
    "image_id,adjudicated_dr_grade,adjudicated_dme,adjudicated_gradable\n"
    "20051020_43808_0100_PP.png,0,0,1\nIM000001.JPG,,,0\nIM000002.JPG,2,1,1\n"
)


@pytest.mark.parametrize(
    ("text", "encoding", "files", "labels", "facts", "lost"),
    [
        pytest.param(
            IDRID,
            "utf-8",
            ["a. Training Set/IDRiD_001.jpg", "a. Training Set/IDRiD_002.jpg", "b. Testing Set/IDRiD_500.jpg"],
            {"IDRiD_001.jpg": 3, "IDRiD_002.jpg": 0, "IDRiD_500.jpg": None},
            {"Risk of macular edema": 2},
            ("line 4: 'IDRiD_413' is not in the folder",),
            id="IDRiD",
        ),
        pytest.param(
            EYEPACS,
            "utf-8-sig",
            ["train/10_left.jpeg", "train/10_right.jpeg"],
            {"10_left.jpeg": 0, "10_right.jpeg": 4},
            {},
            ("line 4: '13_left' is not in the folder",),
            id="EyePACS",
        ),
        pytest.param(
            APTOS,
            "utf-8",
            ["train_images/000c1434d8d7.png", "train_images/001639a390f0.png"],
            {"000c1434d8d7.png": 2, "001639a390f0.png": 4},
            {},
            ("line 4: 'ffffffffffff' is not in the folder",),
            id="APTOS",
        ),
        pytest.param(
            MESSIDOR,
            "cp1252",
            ["Base11/20051019_38557_0100_PP.tif", "Base12/20051020_43808_0100_PP.tif"],
            {"20051019_38557_0100_PP.tif": 3, "20051020_43808_0100_PP.tif": 0},
            {"Ophthalmologic department": "Service Ophtalmologie Lariboisière", "Risk of macular edema": 1},
            ("line 4: '20051020_43832_0100_PP.tif' is not in the folder",),
            id="Messidor",
        ),
        pytest.param(
            MESSIDOR_2,
            "utf-16",
            ["IMAGES/20051020_43808_0100_PP.png", "IMAGES/IM000001.jpg", "IMAGES/IM000002.jpg"],
            {"20051020_43808_0100_PP.png": 0, "IM000001.jpg": None, "IM000002.jpg": 2},
            {"adjudicated_dme": 0, "adjudicated_gradable": 1},
            ("line 3: 'IM000001.JPG' has no label",),
            id="Messidor-2",
        ),
    ],
)
def test_the_tables_of_known_sets(
    project: Project,
    tmp_path: Path,
    text: str,
    encoding: str,
    files: list[str],
    labels: dict[str, int | None],
    facts: dict[str, str | int],
    lost: tuple[str, ...],
) -> None:
    for number, name in enumerate(files):
        (tmp_path / "set" / name).parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(np.full((8, 8, 3), number, np.uint8)).save(tmp_path / "set" / name)
    (tmp_path / "table.csv").write_bytes(text.encode(encoding))

    result = import_labels(project, tmp_path / "set", SourceOptions(labels=tmp_path / "table.csv"))

    ids = project.browsing.ids(BrowseQuery())
    rows = {row.name: row for row in project.browsing.rows(ids, View(result.scheme.id)).values()}
    assert {name: row.label for name, row in rows.items()} == labels
    assert dict(rows[Path(files[0]).name].facts) == facts
    assert result.left_out.rows == lost == project.imports.left_out(result.source).rows
    unlabelled = {name for name, label in labels.items() if label is None}
    assert {Path(name).name for name in result.left_out.files} == unlabelled
    if "10_left.jpeg" in rows:
        assert (rows["10_left.jpeg"].eye, rows["10_right.jpeg"].eye) == (Eye.LEFT, Eye.RIGHT)
        assert rows["10_left.jpeg"].partner == rows["10_right.jpeg"].id
