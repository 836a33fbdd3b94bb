"""All else that is read and may come from anywhere: what a good one is, and what opens it.

The opener raises FunduscopeError or is content; it gets a file whose neighbours are those that `make` put beside it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from tests.stress.shapes import Shape


@dataclass(frozen=True, slots=True)
class Reader:
    """`make` writes a good file into a folder; it is mutated as what `shape` says, and opened."""

    suffix: str
    shape: Shape
    make: Callable[[Path], None]
    open: Callable[[Path], object]


@cache
def _project(folder: Path) -> Any:
    """A project of two photographs that stays open, so that a thousand imports do not take an hour."""
    import cv2

    from core.datasets.catalogue.indexing import index, list_folder
    from core.datasets.catalogue.project import Project

    eyes = folder / "eyes"
    eyes.mkdir()
    for number in range(2):
        assert cv2.imwrite(str(eyes / f"{number}.png"), np.full((40, 60, 3), 90 + number, np.uint8))
    project = Project.create(folder / "study.funduscope")
    list_folder(project, eyes)
    index(project)
    project.database.write().__enter__()  # never ended: nothing of the imports is kept
    return project


def _make_coco(path: Path) -> None:
    runs = {"size": [40, 60], "counts": [100, 20, 2280]}
    packed = {"size": [40, 60], "counts": "T2d0\\d1"}
    marks = [
        {"id": 1, "image_id": 1, "category_id": 1, "bbox": [5, 6, 10, 8], "iscrowd": 0},
        {"id": 2, "image_id": 1, "category_id": 2, "segmentation": [[5, 5, 20, 5, 20, 18]], "iscrowd": 0},
        {"id": 3, "image_id": 2, "category_id": 1, "segmentation": runs, "iscrowd": 1},
        {"id": 4, "image_id": 2, "category_id": 1, "segmentation": packed, "iscrowd": 1},
        {"id": 5, "image_id": 2, "category_id": 2, "keypoints": [3, 4, 2], "num_keypoints": 1},
    ]
    images = [{"id": n + 1, "file_name": f"{n}.png", "width": 60, "height": 40} for n in range(2)]
    categories = [{"id": 1, "name": "HE"}, {"id": 2, "name": "exudate", "supercategory": "lesion"}]
    path.write_text(json.dumps({"images": images, "annotations": marks, "categories": categories}))


def _open_coco(path: Path) -> None:
    from core.datasets.annotation.importing import import_coco

    import_coco(_project(path.parent.parent), path, "anna")


def _make_mask(path: Path) -> None:
    from PIL import Image

    Image.fromarray(np.eye(64, dtype=bool)).save(path)


def _open_mask(path: Path) -> None:
    from core.datasets.masks import read_mask

    read_mask(path, (64, 64))


def _make_mask_manifest(path: Path) -> None:
    path.write_text(json.dumps({"format": "funduscope masks 1", "photographs": {"a.png": ["MA/a_MA.png"]}}))


def _open_mask_manifest(path: Path) -> None:
    from core.datasets.annotation.mask_files import MANIFEST, is_written_by_us

    path.replace(path.with_name(MANIFEST))
    is_written_by_us(path.parent)


def _make_hdf5(path: Path) -> None:
    import h5py

    with h5py.File(path, "w") as file:
        file["dataset"] = np.arange(3 * 20 * 24 * 3, dtype=np.uint8).reshape(3, 20, 24, 3)
        file["label"] = np.array([[0], [1], [2]])


def _open_hdf5(path: Path) -> None:
    from core.datasets.sources.hdf5 import read_frame, read_hdf5
    from core.images.frames import frame_path
    from core.images.hdf5 import holds_photographs
    from core.images.reading import read_facts, read_photograph

    holds_photographs(path)
    for sample in read_hdf5(path).samples[:4]:
        assert sample.frame is not None
        read_frame(path, sample.frame)
    read_photograph(frame_path(path, 1))
    read_facts(frame_path(path, 1))


def _make_study(path: Path) -> None:
    from datetime import UTC, datetime, timedelta

    from core.evaluation.reading.plan import Arm, MapRecipe, Plan, StudyCase, StudyKind, StudyModel
    from core.evaluation.reading.records import Answer, Prepared, PreparedMap
    from core.evaluation.reading.study import GradingTask, Study
    from core.images.photograph import ImageId

    names, noon = ("0", "1", "2"), datetime(2026, 3, 1, 12, tzinfo=UTC)
    plan = Plan(
        title="A study", kind=StudyKind.GRADING, readers=("A", "B"), classes=names, referable_from=1, arms=tuple(Arm),
        cases=tuple(StudyCase(ImageId(f"{n:064x}"), f"eyes/{n}.jpg", n % 3, n) for n in range(4)),
        washout=timedelta(hours=24), seed=7, model=StudyModel("ab" * 32, "Grader", "grader.safetensors", names),
        classes_of_model=(0, 1, 2), maps=(MapRecipe("Grad-CAM", "gradcam", "layer4"),), made=noon,
    )  # fmt: skip
    beside = PreparedMap("0.npy", "00" * 32, (1, 0, 0, 0, 1, 0), (0, 0, 9, 9), is_signed=False, has_evidence=True)
    with Study.create(path, plan) as study:
        study.add(Prepared(0, (0.2, 0.5, 0.3), (beside,) * plan.map_count))
        for day in range(9):
            at = noon + timedelta(days=3 * day)
            task = study.state.next("A", at)
            if isinstance(task, GradingTask):
                read = task.reading
                study.add(Answer("A", read.case, read.period, read.position, read.arm, task.stage, 1, 3, at, 5.0))


def _open_study(path: Path) -> None:
    from datetime import UTC, datetime

    from core.errors import FunduscopeError
    from core.evaluation.reading.analysis import analyse, progress_cautions
    from core.evaluation.reading.maps import load_map
    from core.evaluation.reading.study import Study, read_studies

    state = read_studies([path, path])
    for prepared in state.prepared.values():
        for one in prepared.maps:
            with suppress(FunduscopeError):  # there are no maps beside it
                load_map(path.parent, one)
    progress_cautions(state)
    with Study.open(path) as study:
        study.state.next(study.plan.readers[0], datetime(2026, 6, 1, tzinfo=UTC))
    analyse(state)


def _make_map(path: Path) -> None:
    np.save(path, np.linspace(0, 1, 64 * 48, dtype=np.float32).reshape(48, 64))


def _open_map(path: Path) -> None:
    import hashlib

    from core.evaluation.reading.maps import load_map
    from core.evaluation.reading.records import PreparedMap

    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    load_map(path.parent, PreparedMap(path.name, digest, (1, 0, 0, 0, 1, 0), (0, 0, 9, 9), False, True))


def _copy_of_set(folder: Path) -> tuple[Path, Any]:
    from core.datasets.preparing.order import Order
    from core.images.preparation import Normalisation, recipe
    from core.synthesis.writing.pictures import PictureFormat

    plain = recipe("plain", input_size=32, normalisation=Normalisation.UNIT)
    return folder / "source", Order(preparation=plain, picture_format=PictureFormat.PNG, workers=1)


def _make_journal(path: Path) -> None:
    import cv2

    from core.datasets.preparing.journal import JOURNAL
    from core.datasets.preparing.run import prepare_copy

    source, order = _copy_of_set(path.parent)
    source.mkdir()
    for number in range(2):
        assert cv2.imwrite(str(source / f"{number}.png"), np.full((40, 60, 3), 90 + number, np.uint8))
    prepare_copy(source, path.parent / "copy", order)
    path.write_bytes((path.parent / "copy" / JOURNAL).read_bytes())


def _open_journal(path: Path) -> None:
    """A copy that is gone on with by what lies in the journal; that nothing is written elsewhere is looked at."""
    import shutil

    from core.datasets.preparing.journal import JOURNAL
    from core.datasets.preparing.run import prepare_copy

    source, order = _copy_of_set(path.parent.parent)
    copy = path.parent / "copy"
    shutil.copytree(path.parent.parent / "copy", copy)
    path.replace(copy / JOURNAL)
    try:
        prepare_copy(source, copy, order)
        assert not [one for one in path.parent.iterdir() if one != copy], "something lies beside the copy"
    finally:
        shutil.rmtree(copy)


def _record() -> Any:
    from core.explain.edits.editlist import EditList
    from core.explain.params import OcclusionParams
    from core.explain.query import ClassTarget, Method, Query
    from core.explain.rendering import Rendering
    from core.images.photograph import ImageId
    from core.networks.card import ModelId
    from desktop.restore import ViewRecord

    image = ImageId("0" * 64)
    query = Query(image, ModelId("1" * 64), Method.OCCLUSION, ClassTarget(2), "features.12", OcclusionParams())
    return ViewRecord(query, Rendering(limits=(0.125, 0.5)), notes=("plain",), edits=EditList(image, 8, 8))


def _make_view_record(path: Path) -> None:
    path.write_text(_record().dumps())


def _open_view_record(path: Path) -> None:
    """As its picture holds it: bytes changed in a PNG are found out by its checksums."""
    from desktop.restore import ViewRecord

    ViewRecord.loads(path.read_text("utf-8", "replace"))


def _make_grid_record(path: Path) -> None:
    from desktop.compare_record import CellRecord, GridRecord

    path.write_text(GridRecord((CellRecord("Grad-CAM", _record(), ("a", "b")),) * 2).dumps())


def _open_grid_record(path: Path) -> None:
    from desktop.compare_record import GridRecord

    GridRecord.loads(path.read_text("utf-8", "replace"))


def _make_view(path: Path) -> None:
    from desktop.restore import write_view

    write_view(path, np.arange(60 * 40 * 3, dtype=np.uint8).reshape(40, 60, 3), _record())


def _open_view(path: Path) -> None:
    from desktop.compare_record import read_grid_record
    from desktop.restore import read_record

    read_record(path)
    read_grid_record(path)


def _make_card(path: Path) -> None:
    from core.images.preparation import Normalisation, recipe
    from core.networks.card import ModelCard

    plain = recipe("vincenzi", input_size=32, normalisation=Normalisation.IMAGENET)
    names = tuple("123456")
    path.write_text(ModelCard(architecture="funduscope/die_c1", class_names=names, preparation=plain, name="a").dumps())


def _open_card(path: Path) -> None:
    from core.networks.card import ModelCard

    ModelCard.loads(path.read_text("utf-8", "replace"))


def _make_recipe(path: Path) -> None:
    from core.images.preparation import Normalisation, recipe

    path.write_text(json.dumps(recipe("vincenzi", input_size=32, normalisation=Normalisation.UNIT).to_json()))


def _open_recipe(path: Path) -> None:
    from core.datasets.preparing.order import read_recipe

    read_recipe(path)


_ROWS = [["image", "label", "patient", "eye"], *([f"{n}.png", n % 5, f"p{n // 2}", "OD"] for n in range(8))]


def _make_csv(path: Path) -> None:
    path.write_text("".join(",".join(map(str, row)) + "\n" for row in _ROWS))


def _make_xlsx(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in _ROWS:
        book.active.append(row)
    book.save(path)


def _open_labels(path: Path) -> None:
    from core.datasets.sources.nearby import tables_near
    from core.datasets.sources.tables import read_table
    from core.errors import FunduscopeError

    try:
        read_table(path, path.parent)
    except FunduscopeError:
        tables_near(path.parent)  # what it looks at by itself it passes over, or refuses as well
        raise


def _make_predictions(path: Path) -> None:
    path.write_text("image,label,predicted,No DR,Mild\na.png,0,No DR,0.8,0.2\nb.png,1,Mild,0.3,0.7\n")


def _open_predictions(path: Path) -> None:
    from core.evaluation.predictions import judge_by_itself, read_predictions

    judge_by_itself(read_predictions(path))


def _make_split(path: Path) -> None:
    path.write_text("image,split\n0.png,training\n1.png,validation\n2.png,test\n")


def _open_split(path: Path) -> None:
    from core.datasets.samples import Sample
    from core.datasets.splits import read_split

    read_split(path, [Sample(Path(f"{n}.png"), 0, name=f"{n}.png") for n in range(3)])


def _make_names(path: Path) -> None:
    from core.datasets.catalogue.features import FeatureName
    from core.features.names import NameFile

    names = NameFile(path)
    for channel in range(3):
        names.put(FeatureName("ab" * 32, "layer4", channel, "anna", "vessel", 0.5, "notes"))


def _open_names(path: Path) -> None:
    from core.features.names import NameFile

    for name in NameFile(path).of("ab" * 32):
        NameFile(path).put(name)


def _make_class_maps(path: Path) -> None:
    from core.evaluation.class_maps import ClassMaps

    ClassMaps(path).put(["0", "1"], ["No DR", "Mild"], {"0": "No DR", "1": "Mild"})


def _open_class_maps(path: Path) -> None:
    from core.evaluation.class_maps import ClassMaps

    maps = ClassMaps(path)
    maps.get(["0", "1"], ["No DR", "Mild"])
    maps.put(["a"], ["b"], {"a": "b"})


def _run_settings() -> Any:
    from core.training.settings import DataSettings, TrainingSettings

    return TrainingSettings(name="run", data=DataSettings(source="eyes"))


_RUN_FILES = {
    "settings.toml": "",
    "versions.json": "{}",
    "data.json": json.dumps({"class_names": ["a", "b"], "class_counts": [3, 4], "skipped": ["x"], "fingerprint": "0"}),
    "metrics.csv": "epoch,loss,is_best\n1,0.5,True\n2,0.25,False\n",
    "steps.csv": "epoch,loss,learning_rate,images_per_second\n0.5,1,0.1,30\n1,0.5,0.1,30\n",
    "predictions.csv": "image,split,label,probability_0,probability_1\na.png,validation,0,0.7,0.3\n",
    "status.json": json.dumps(
        {"state": "running", "text": "", "epoch": 1, "epochs": 3, "batch": 2, "batches": 5, "loss": 0.5, "process": 7}
    ),
    "metrics.json": json.dumps({"accuracy": 0.5, "per_class": [{"recall": 0.5}, {"recall": 1.0}]}),
    "attention/epoch-0001.json": json.dumps(
        {"epoch": 1, "photograph": "a.png", "label": 0, "predicted": 1, "probability": 0.5, "layer": "x",
         "has_evidence": True}
    ),
}  # fmt: skip


def _make_run_file(name: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        from core.training.settingsfile import to_toml

        path.write_text(_RUN_FILES[name] or to_toml(_run_settings()))

    return make


def _open_run_file(name: str) -> Callable[[Path], None]:
    """A run in which one file is another than the training wrote: watched, its answers taken, gone on with."""

    def work(path: Path) -> None:
        from core.datasets.splits import Part
        from core.errors import FunduscopeError
        from core.training.answers import answers_of
        from core.training.runfolder import RunFolder
        from core.training.settingsfile import to_toml
        from core.training.watching import RunReader, find_run_folders

        folder = path.parent
        (folder / "attention").mkdir()
        for other, text in _RUN_FILES.items():
            (folder / other).write_text(text or to_toml(_run_settings()))
        path.replace(folder / name)
        find_run_folders(folder)
        watched = RunReader(folder).read()
        assert watched.status is None or 0.0 <= watched.status.fraction <= 1.0
        for asked in (lambda: answers_of(folder, Part.VALIDATION), lambda: RunFolder(folder).resume(_run_settings())):
            try:
                asked()
            except FunduscopeError:
                continue

    return work


def _make_rows(path: Path) -> None:
    from core.experiments.localising import Row
    from core.experiments.rowfile import Batch, RowFile
    from core.explain.method import Method

    row = Row("a.png", "p1", 1, 2, 2, Method.GRAD_CAM, "layer4", None, None, None, None)
    RowFile(path, {"model": "ab"}).begin([Batch("0" * 64, Method.GRAD_CAM, (row, row))] * 3)


def _open_rows(path: Path) -> None:
    from core.experiments.rowfile import RowFile

    RowFile(path, {"model": "ab"}).read()


def _make_means(path: Path) -> None:
    means = [{"method": "gradcam", "layer": "x", "photographs": 3, "figures": {"pointing_game": 0.5}}]
    path.write_text(json.dumps({"means": means}))


def _open_means(path: Path) -> None:
    from core.reports.localisation import read_means

    read_means(path)


def _make_pass(path: Path) -> None:
    from core.features.passfile import PassFile
    from core.features.strongest import Looked
    from core.images.geometry import Affine
    from core.images.photograph import ImageId

    looked = {0: Looked(ImageId("0" * 64), Affine(), 60, 40)}
    PassFile(path, "fingerprint").save({"x": np.arange(12.0).reshape(3, 4)}, looked, {1: "cannot be read"})


def _open_pass(path: Path) -> None:
    from core.features.passfile import PassFile, about_pass

    about_pass(path)
    PassFile(path, "fingerprint").load()


def _make_weights(*, is_zip: bool) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        import torch

        from core.networks.architectures import build

        state = build("funduscope/die_c1", {}, 6, is_initialised=True).state_dict()
        torch.save({"state_dict": state, "epoch": 3}, path, _use_new_zipfile_serialization=is_zip)

    return make


def _open_weights(path: Path) -> None:
    from core.networks.weights import read_weights

    read_weights(path)


def _make_queue(path: Path) -> None:
    from desktop.training_queue import Action, Queued, write_queue

    path.write_text("\n".join(write_queue([Queued(path.parent, next(iter(Action)), _run_settings())] * 2)) + "\n")


def _open_queue(path: Path) -> None:
    from desktop.training_queue import read_queue

    read_queue(path.read_text("utf-8", "replace").splitlines())


def _make_places(path: Path) -> None:
    path.write_text(json.dumps({"0" * 64: "/eyes/a.png", "1" * 64: "/models/b.safetensors"}))


def _open_places(path: Path) -> None:
    from desktop.restore import HashIndex

    index = HashIndex(path)
    index.find("0" * 64)
    index.note("2" * 64, path)
    index.save()


def _make_truth(path: Path) -> None:
    path.write_text(json.dumps({"class_names": ["a", "b"], "images": [{"image": "0.png", "label": 1}]}))


def _open_truth(path: Path) -> None:
    from core.datasets.catalogue.importing import _truth
    from core.datasets.sources.tables import TRUTH_FILE, read_table

    path.replace(path.with_name(TRUTH_FILE))
    labels = path.with_name("labels.csv")
    labels.write_text("image,label\n0.png,1\n")
    read_table(labels, path.parent)
    _truth(path.parent)


def _make_confusion(path: Path) -> None:
    path.write_text("5,1,0\n2,7,1\n0,1,9\n")


def _open_confusion(path: Path) -> None:
    from core.cli.metrics import read_confusion

    read_confusion(path)


def _make_class_names(path: Path) -> None:
    path.write_text(json.dumps({"0": "No DR", "1": "Mild", "2": "Severe"}))


def _open_class_names(path: Path) -> None:
    from core.networks.class_names import read_class_names

    read_class_names(path)


def _make_edits(path: Path) -> None:
    from core.explain.edits.editlist import EditList
    from desktop.edit_store import write_edits

    write_edits(path, [EditList("0" * 63 + str(one), 8, 8) for one in range(2)])  # type: ignore[arg-type]


def _open_edits(path: Path) -> None:
    from desktop.edit_store import read_edits

    read_edits(path)


def _make_experiment(path: Path) -> None:
    path.write_text(json.dumps({"experiment": "markers", "scale": "small", "seed": 1}))


def _open_experiment(path: Path) -> None:
    from core.experiments.files import read_json
    from desktop.experiments import RECORD, _read_run

    path.replace(path.with_name(RECORD))
    _read_run(path.parent)
    read_json(path.with_name(RECORD))


def _make_settings(path: Path) -> None:
    recipe = Path(__file__).parents[2] / "docs" / "recipes" / "markers.toml"
    path.write_bytes(recipe.read_bytes())


def _open_settings(path: Path) -> None:
    from core.training.settingsfile import read_settings

    read_settings(path)


def _make_ini(path: Path) -> None:
    from desktop import settings as declared
    from desktop.settings import Setting, Settings

    kept = Settings(path)
    for setting in vars(declared).values():
        if isinstance(setting, Setting):
            kept.setValue(setting, setting.default)
    kept.sync()


def _open_ini(path: Path) -> None:
    from desktop import settings as declared
    from desktop.settings import Setting, Settings

    kept = Settings(path)
    for setting in vars(declared).values():
        if isinstance(setting, Setting):
            assert type(kept.value(setting)) is type(setting.default) or setting.default is None


READERS: dict[str, Reader] = {
    "coco": Reader(".json", Shape.JSON, _make_coco, _open_coco),
    "mask": Reader(".png", Shape.BYTES, _make_mask, _open_mask),
    "mask-manifest": Reader(".json", Shape.JSON, _make_mask_manifest, _open_mask_manifest),
    "hdf5": Reader(".h5", Shape.BYTES, _make_hdf5, _open_hdf5),
    "study": Reader(".study", Shape.JSON_LINES, _make_study, _open_study),
    "study-map": Reader(".npy", Shape.BYTES, _make_map, _open_map),
    "prepared-set": Reader(".jsonl", Shape.JSON_LINES, _make_journal, _open_journal),
    "view": Reader(".png", Shape.BYTES, _make_view, _open_view),
    "view-record": Reader(".json", Shape.JSON, _make_view_record, _open_view_record),
    "grid-record": Reader(".json", Shape.JSON, _make_grid_record, _open_grid_record),
    "card": Reader(".json", Shape.JSON, _make_card, _open_card),
    "recipe": Reader(".json", Shape.JSON, _make_recipe, _open_recipe),
    "labels-csv": Reader(".csv", Shape.TEXT, _make_csv, _open_labels),
    "labels-xlsx": Reader(".xlsx", Shape.ZIP, _make_xlsx, _open_labels),
    "predictions": Reader(".csv", Shape.TEXT, _make_predictions, _open_predictions),
    "split": Reader(".csv", Shape.TEXT, _make_split, _open_split),
    "names": Reader(".json", Shape.JSON, _make_names, _open_names),
    "class-maps": Reader(".json", Shape.JSON, _make_class_maps, _open_class_maps),
    **{
        f"run-{Path(name).stem}{Path(name).suffix.replace('.', '-')}": Reader(
            Path(name).suffix,
            Shape.JSON if name.endswith(".json") else Shape.TEXT,
            _make_run_file(name),
            _open_run_file(name),
        )
        for name in _RUN_FILES
    },
    "rows": Reader(".jsonl", Shape.JSON_LINES, _make_rows, _open_rows),
    "means": Reader(".json", Shape.JSON, _make_means, _open_means),
    "pass": Reader(".npz", Shape.ZIP, _make_pass, _open_pass),
    "weights-zip": Reader(".pth", Shape.ZIP, _make_weights(is_zip=True), _open_weights),
    "weights-pickle": Reader(".pth", Shape.BYTES, _make_weights(is_zip=False), _open_weights),
    "queue": Reader(".jsonl", Shape.JSON_LINES, _make_queue, _open_queue),
    "places": Reader(".json", Shape.JSON, _make_places, _open_places),
    "truth": Reader(".json", Shape.JSON, _make_truth, _open_truth),
    "confusion": Reader(".csv", Shape.TEXT, _make_confusion, _open_confusion),
    "class-names": Reader(".json", Shape.JSON, _make_class_names, _open_class_names),
    "edits": Reader(".json", Shape.JSON, _make_edits, _open_edits),
    "experiment": Reader(".json", Shape.JSON, _make_experiment, _open_experiment),
    "settings-values": Reader(".toml", Shape.TEXT, _make_settings, _open_settings),
    "program-settings": Reader(".ini", Shape.TEXT, _make_ini, _open_ini),
}
