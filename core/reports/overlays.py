"""The overlays of many photographs as pictures, with a table of what the maps come to: resumed where it was stopped."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import core
from core.datasets.formulas import defused
from core.datasets.preparing.writing import write_beside
from core.errors import ExplainError, ImageError
from core.explain.catalogue import CATALOGUE
from core.explain.explanation import Explanation
from core.explain.method import Method
from core.explain.overlay import compose
from core.explain.params import MethodParams
from core.explain.query import Query
from core.explain.rendering import Rendering
from core.explain.targets import ClassTarget, ScoreTarget, describe_target, target_to_json
from core.images.orientation import AS_STORED, Orientation
from core.images.photograph import Photograph
from core.images.reading import read_photograph
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.jsontext import parse_json
from core.networks.card import DISCLAIMER, ModelId
from core.reports.maps import MapFigures, map_figures
from core.reports.writing import ReportError

if TYPE_CHECKING:
    from core.explain.explainer import Explainer
    from core.networks.loaded import LoadedModel
    from core.networks.prediction import Prediction

TABLE, RECORD = "figures.csv", "export.json"
FORMAT_VERSION = 1
_COLUMNS = (
    *("picture", "photograph_sha256", "predicted", "target", "method", "layer", "has_evidence"),
    *("map_lowest", "map_highest", "peak_x", "peak_y", "share_at_half_of_maximum", "gini", "left_out"),
)
_COMPRESSION = 3


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class OverlayOrder:
    """What is wanted of every photograph.

    `target` None: the class that is predicted of each. `layer` is of the map, where the method has one.
    `are_names_shown`: pictures are called after their photographs and the table names these; else by numbers.
    """

    method: Method
    params: MethodParams
    layer: str | None
    target: ScoreTarget | None = None
    rendering: Rendering = field(default_factory=Rendering)
    are_names_shown: bool = False

    def to_json(self, model: ModelId) -> dict[str, Any]:
        """What two exports must share to be one."""
        return {
            "format_version": FORMAT_VERSION,
            "program": f"Funduscope {core.__version__}",
            "model": model,
            "method": self.method.value,
            "params": self.params.to_json(),
            "layer": self.layer,
            "target": target_to_json(self.target) if self.target is not None else None,
            "rendering": json.loads(json.dumps(self.rendering.to_json())),
            "are_names_shown": self.are_names_shown,
            "disclaimer": DISCLAIMER,
        }


@dataclass(slots=True)
class OverlayCount:
    """How many overlays were written now, were there already, and could not be made."""

    written: int = 0
    kept: int = 0
    left_out: int = 0


Place = tuple[Path, Orientation]
"""A photograph's file, and how it is turned to be looked at."""


def export_overlays(
    model: LoadedModel,
    paths: Sequence[Path],
    folder: Path,
    order: OverlayOrder,
    *,
    orientations: Mapping[Path, Orientation] | None = None,
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
) -> OverlayCount:
    """Write a PNG a photograph, `figures.csv` and `export.json` into `folder`; go on where an export was stopped there.

    A photograph that cannot be read, or asked, has a line in the table that says why. Pictures hold nothing of their
    file's facts. Raises ReportError where the folder holds something else or an export with other settings, or cannot
    be written; Cancelled, with everything that is finished kept.
    """
    from core.explain.explainer import Explainer  # loads torch, which an order does not need

    token, count = token or CancelToken(), OverlayCount()
    if order.layer is not None and CATALOGUE[order.method].has_layer:
        model.layers[order.layer]
    try:
        table = _Table(folder, order, model, paths)
        explainer = Explainer(cache_bytes=1 << 20, state_bytes=0)
        for number, path in enumerate(paths):
            token.check()
            progress(Progress(number, len(paths), path.name if order.are_names_shown else "exporting overlays"))
            if table.has(number, path):
                count.kept += 1
                continue
            orientation = (orientations or {}).get(path, AS_STORED)
            row = _row(explainer, model, (path, orientation), order, token, table.picture(number, path))
            count.left_out += bool(row["left_out"])
            count.written += not row["left_out"]
            table.add(number, path, row)
        progress(Progress(len(paths), len(paths), "exported"))
    except OSError as error:
        raise ReportError(
            f"'{folder}' cannot be written: {error.strerror or error}.", "Choose another folder."
        ) from error
    return count


def _row(
    explainer: Explainer,
    model: LoadedModel,
    place: Place,
    order: OverlayOrder,
    token: CancelToken,
    picture: Path,
) -> dict[str, str]:
    path, orientation = place
    try:
        photograph = orientation.photograph(read_photograph(path))
        prediction = explainer.predict(model, photograph, token=token)
        target = order.target or ClassTarget(prediction.predicted)
        query = Query(photograph.id, model.id, order.method, target, order.layer, order.params)
        explanation = explainer.explain(model, photograph, query, token=token)
    except (ImageError, ExplainError) as error:
        return _left_out(error.message if order.are_names_shown else error.message.replace(path.name, "the file"))
    _write_picture(picture, photograph, explanation, order.rendering)
    return _said(model, photograph, prediction, explanation, map_figures(explanation))


def _write_picture(path: Path, photograph: Photograph, explanation: Explanation, rendering: Rendering) -> None:
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_itxt("Disclaimer", DISCLAIMER)
    stream = io.BytesIO()
    pixels = compose(photograph.pixels, explanation, rendering)
    Image.fromarray(pixels).save(stream, "png", pnginfo=info, compress_level=_COMPRESSION)
    write_beside(path, stream.getvalue())


def _said(
    model: LoadedModel, photograph: Photograph, prediction: Prediction, explanation: Explanation, figures: MapFigures
) -> dict[str, str]:
    names, query = model.card.class_names, explanation.query
    peak = figures.peak or (None, None)
    return {
        "photograph_sha256": photograph.id,
        "predicted": defused(names[prediction.predicted]),
        "target": defused(describe_target(query.target, names)),
        "method": query.method.value,
        "layer": query.layer or "",
        "has_evidence": "yes" if explanation.has_evidence else "no",
        "map_lowest": _number(figures.lowest),
        "map_highest": _number(figures.highest),
        "peak_x": _number(peak[0]),
        "peak_y": _number(peak[1]),
        "share_at_half_of_maximum": _number(figures.share_above_half),
        "gini": _number(figures.gini),
        "left_out": "",
        **{
            f"probability_{index}": f"{float(value):.7g}"
            for index, value in enumerate(prediction.probabilities.tolist())
        },
    }


def _left_out(reason: str) -> dict[str, str]:
    return {"left_out": defused(reason)}


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.7g}"


class _Table:
    """The table of an export, kept whole on the disk after every photograph."""

    def __init__(self, folder: Path, order: OverlayOrder, model: LoadedModel, paths: Sequence[Path]) -> None:
        self._folder = folder
        self._is_named = order.are_names_shown
        self._names = [f"probability_{index}" for index in range(model.card.class_count)]
        classes = zip(self._names, model.card.class_names, strict=True)
        self._titles = {name: f"probability of {each}" for name, each in classes}
        columns = [*_COLUMNS[:3], *self._names, *_COLUMNS[3:]]
        self._columns = [columns[0], "number", *(["photograph"] if self._is_named else []), *columns[1:]]
        folder.mkdir(parents=True, exist_ok=True)
        self._check({**order.to_json(model.id), "photographs": _fingerprint(paths)})
        self._done = {row["number"]: row for row in self._read()}
        if not (folder / TABLE).is_file():
            write_beside(folder / TABLE, b"\xef\xbb\xbf" + self._line(self._header()))

    def has(self, number: int, path: Path) -> bool:
        """Whether that photograph is finished, picture and all."""
        row = self._done.get(str(number + 1))
        if row is None or (self._is_named and row.get("photograph") != defused(path.name)):
            return False
        return bool(row["left_out"]) or self.picture(number, path).is_file()

    def picture(self, number: int, path: Path) -> Path:
        """Where its overlay is."""
        stem = f"{number + 1:05}" + (f" {_safe(path.stem)}" if self._is_named else "")
        return self._folder / f"{stem}.png"

    def add(self, number: int, path: Path, row: Mapping[str, str]) -> None:
        """Add a line. Lines of photographs that are done anew are written again at the end."""
        picture = "" if row["left_out"] else self.picture(number, path).name
        whole = {"picture": defused(picture), "number": str(number + 1), **row}
        if self._is_named:
            whole["photograph"] = defused(path.name)
        with (self._folder / TABLE).open("ab") as file:
            file.write(self._line([whole.get(column, "") for column in self._columns]))
        self._done[whole["number"]] = whole

    def _check(self, wanted: dict[str, Any]) -> None:
        record = self._folder / RECORD
        if not record.is_file():
            if any(each for each in self._folder.iterdir() if not each.name.startswith(".")):
                raise ReportError(f"The folder '{self._folder}' is not empty.", "Choose a new folder, or an empty one.")
            write_beside(record, (json.dumps(wanted, ensure_ascii=False, indent=1) + "\n").encode())
            return
        try:
            found = parse_json(record.read_text(encoding="utf-8"))
            other = [name for name, value in wanted.items() if name != "program" and found[name] != value]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ReportError(f"'{record}' is damaged.", "Choose another folder.") from error
        if other:
            words = ", ".join(name.replace("_", " ") for name in other)
            raise ReportError(
                f"In '{self._folder}' an export was begun with other settings ({words}).", "Choose another folder."
            )

    def _header(self) -> list[str]:
        return [defused(self._titles.get(column, column)) for column in self._columns]

    def _read(self) -> Iterator[dict[str, str]]:
        """The lines that are whole; one that was cut off is not among them, and is made good."""
        path = self._folder / TABLE
        if not path.is_file():
            return
        content = path.read_bytes()
        whole = content[: content.rfind(b"\n") + 1]
        if whole != content:
            write_beside(path, whole)
        lines = csv.reader(io.StringIO(whole.decode("utf-8-sig", "surrogateescape")))
        next(lines, None)
        for line in lines:
            if len(line) == len(self._columns):
                yield dict(zip(self._columns, line, strict=True))

    @staticmethod
    def _line(cells: Sequence[str]) -> bytes:
        stream = io.StringIO(newline="")
        csv.writer(stream, lineterminator="\r\n").writerow(cells)
        return stream.getvalue().encode("utf-8", "surrogateescape")


def _fingerprint(paths: Sequence[Path]) -> str:
    """What tells this list of files from another: an export is gone on with for the same photographs alone."""
    text = "\n".join(str(path) for path in paths)
    return f"{len(paths)}, {hashlib.sha256(text.encode('utf-8', 'surrogateescape')).hexdigest()[:16]}"


def _safe(stem: str) -> str:
    return "".join(sign if sign.isalnum() or sign in " -_.()" else "_" for sign in stem)[:100].strip(" .")
