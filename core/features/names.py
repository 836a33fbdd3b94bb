"""Names for features: the vocabulary, the table of how often each was given, and whether two readers agree.

Kalmeijer 2016, section 4.3.2 and table 4.1: what each channel of a layer responds to, named by a person who looks at
the photographs that excite it most, and how often each name was given in each layer.
"""

from __future__ import annotations

import csv
import io
import json
import os
import secrets
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Protocol

from core.datasets.catalogue.features import FeatureName
from core.datasets.formulas import defused
from core.errors import FunduscopeError
from core.jsontext import parse_json
from core.networks.layers import LayerTable

VOCABULARY = (
    "hard exudate",
    "microaneurysm",
    "haemorrhage",
    "cotton-wool spot",
    "optic disc",
    "fovea",
    "vessel",
    "neovascularisation",
    "fundus edge",
    "glare/artefact",
    "other",
)
"""With what a reader begins; the vocabulary can be changed."""
SEPARATOR = ";"
"""Stands between the names of a feature that has several."""
FORMAT_VERSION = 1


class NameStore(Protocol):
    """Where names are kept: the catalogue of a project, or a :class:`NameFile`."""

    def put(self, name: FeatureName) -> None:
        """Keep what a reader calls a channel; without name and notes the reader's name is taken off it."""

    def of(self, model: str, layer: str | None = None) -> tuple[FeatureName, ...]:
        """The names in a model, or in one layer of it."""


def names_in(text: str) -> tuple[str, ...]:
    """The names in what a reader wrote, each once, in the order in which they stand there."""
    parts = (" ".join(part.split()) for part in text.split(SEPARATOR))
    return tuple(dict.fromkeys(part for part in parts if part))


def joined(names: Iterable[str]) -> str:
    """Names as one text, as :func:`names_in` reads it."""
    return f"{SEPARATOR} ".join(names)


class NameFile:
    """Names in a JSON file, for those who work without a project. May be used from any thread.

    A change is on the disk when `put` returns. Raises FunduscopeError for a file that is damaged, which is left as it
    is, or that cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._known: dict[tuple[str, str, int, str], FeatureName] | None = None

    def put(self, name: FeatureName) -> None:
        """Keep a name, or take it off where neither name nor notes are given."""
        with self._lock:
            known = dict(self._read())
            key = _key(name)
            if name.name or name.notes:
                known[key] = name
            else:
                known.pop(key, None)
            self._write(known.values())
            self._known = known

    def of(self, model: str, layer: str | None = None) -> tuple[FeatureName, ...]:
        """The names in a model, or in one layer of it, by layer, channel and reader."""
        with self._lock:
            found = [name for name in self._read().values() if name.model == model and layer in (None, name.layer)]
        return tuple(sorted(found, key=lambda name: (name.layer, name.channel, name.reader)))

    def _read(self) -> dict[tuple[str, str, int, str], FeatureName]:
        if self._known is None:
            self._known = {_key(name): name for name in self._stored()}
        return self._known

    def _stored(self) -> tuple[FeatureName, ...]:
        try:
            raw = parse_json(self.path.read_text("utf-8"))
            if raw["format_version"] != FORMAT_VERSION:
                raise FunduscopeError(
                    f"'{self.path}' has format {raw['format_version']}, which this program does not know.",
                    "Open it with the newer version of the program that wrote it.",
                )
            return tuple(_checked(entry) for entry in raw["names"])
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise FunduscopeError(f"'{self.path}' cannot be read: {error.strerror or error}.") from error
        except (ValueError, KeyError, TypeError) as error:
            raise FunduscopeError(
                f"'{self.path}', which holds the names of features, is damaged.",
                "Mend it or move it away; it is not overwritten.",
            ) from error

    def _write(self, names: Iterable[FeatureName]) -> None:
        entries = [asdict(name) for name in sorted(names, key=_key)]
        text = json.dumps({"format_version": FORMAT_VERSION, "names": entries}, indent=1, ensure_ascii=False)
        write_text(self.path, text + "\n")


def _key(name: FeatureName) -> tuple[str, str, int, str]:
    return name.model, name.layer, name.channel, name.reader


def _checked(entry: object) -> FeatureName:
    """Raises TypeError or ValueError for what is no name."""
    if not isinstance(entry, dict):
        raise TypeError(entry)
    name = FeatureName(**{field.name: entry[field.name] for field in fields(FeatureName)})
    texts = (name.model, name.layer, name.reader, name.name, name.notes)
    if not all(isinstance(text, str) for text in texts) or type(name.channel) is not int:
        raise TypeError(entry)
    for text in texts:
        text.encode()  # what cannot be written is not read
    if name.confidence is not None and not 0 <= float(name.confidence) <= 1:
        raise ValueError(entry)
    return name


@dataclass(frozen=True, slots=True)
class FrequencyRow:
    """A layer: `depth` counts from 1, `receptive_field` is (height, width) in pixels of the input.

    `features` is how many channels it has, `named` to how many the reader gave a name, `counts` how often each name
    was given, in the order of the table's names.
    """

    layer: str
    depth: int
    receptive_field: tuple[int, int]
    features: int
    named: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FrequencyTable:
    """How often each name was given in each layer in which any was."""

    names: tuple[str, ...]
    rows: tuple[FrequencyRow, ...]


def frequency_table(
    layers: LayerTable, given: Iterable[FeatureName], *, reader: str, vocabulary: Sequence[str] = VOCABULARY
) -> FrequencyTable:
    """The table for one reader. Names outside the vocabulary come after it; those that nobody gave are left out.

    A feature with several names counts in the column of each.
    """
    by_layer: dict[str, list[tuple[str, ...]]] = {}
    for name in given:
        if name.reader == reader and name.name:
            by_layer.setdefault(name.layer, []).append(names_in(name.name))
    used = {name for groups in by_layer.values() for group in groups for name in group}
    names = (*(name for name in vocabulary if name in used), *sorted(used - set(vocabulary)))
    rows = []
    for depth, layer in enumerate(layers, start=1):
        groups = by_layer.get(layer.name)
        if groups:
            counts = tuple(sum(name in group for group in groups) for name in names)
            rows.append(FrequencyRow(layer.name, depth, layer.receptive_field, layer.shape[0], len(groups), counts))
    return FrequencyTable(names, tuple(rows))


def to_csv(table: FrequencyTable) -> str:
    """The table with a heading; what a spreadsheet would take for a formula is defused."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    fixed = ("layer", "depth", "receptive_field_height", "receptive_field_width", "features", "named")
    writer.writerow([*fixed, *(defused(name) for name in table.names)])
    for row in table.rows:
        writer.writerow([defused(row.layer), row.depth, *row.receptive_field, row.features, row.named, *row.counts])
    return stream.getvalue()


_LATEX: Mapping[str, str] = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}


def to_latex(table: FrequencyTable) -> str:
    """The table as a `tabular` of LaTeX, with the rules of booktabs."""

    def line(cells: Iterable[object]) -> str:
        return " & ".join("".join(_LATEX.get(sign, sign) for sign in str(cell)) for cell in cells) + r" \\"

    rows = [
        line((row.layer, row.depth, f"{row.receptive_field[0]} x {row.receptive_field[1]}", row.features, *row.counts))
        for row in table.rows
    ]
    return "\n".join(
        (
            "% needs \\usepackage{booktabs}",
            f"\\begin{{tabular}}{{lrrr{'r' * len(table.names)}}}",
            r"\toprule",
            line(("Layer", "Depth", "Receptive field", "Features", *table.names)),
            r"\midrule",
            *rows,
            r"\bottomrule",
            r"\end{tabular}",
            "",
        )
    )


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two readers agree on `count` features that both named. `kappa` is None where chance alone would agree."""

    count: int
    same: int
    kappa: float | None


def agreement(given: Iterable[FeatureName], first: str, second: str) -> Agreement:
    """Cohen's kappa (Cohen 1960, unweighted) of what both readers named; several names are one answer."""
    answers: dict[tuple[str, int], dict[str, tuple[str, ...]]] = {}
    for name in given:
        if name.reader in (first, second) and name.name:
            found = tuple(sorted(names_in(name.name)))
            answers.setdefault((name.layer, name.channel), {})[name.reader] = found
    pairs = [(each[first], each[second]) for each in answers.values() if first in each and second in each]
    count, same = len(pairs), sum(one == other for one, other in pairs)
    if not count:
        return Agreement(0, 0, None)
    by_chance = sum(
        sum(one == answer for one, _other in pairs) * sum(other == answer for _one, other in pairs)
        for answer in {answer for pair in pairs for answer in pair}
    ) / (count * count)
    kappa = None if by_chance == 1 else (same / count - by_chance) / (1 - by_chance)
    return Agreement(count, same, kappa)


def write_text(path: Path, text: str) -> None:
    """Write beside and rename. Raises FunduscopeError where the file cannot be written."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(6)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise FunduscopeError(f"'{path}' cannot be written: {error.strerror or error}.") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
