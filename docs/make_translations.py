"""Bring the files of translations in step with the words of the source, and compile them.

Run it after changing a text: `python3 dev.py translate`. It reads every module of `desktop/`, asks the tables of the
core for the words that the window shows, lets Qt's lupdate merge them into `resources/translations/funduscope_LL.ts`
(what is translated stays, what vanished is dropped) and Qt's lrelease compile each to the `.qm` that the program loads.
See docs/translating.md.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "resources" / "translations"
LANGUAGES = ("de", "es", "it")
CONTEXT = "Funduscope"
PLAIN = frozenset({"tr", "mark", "inside"})
COUNTED = "tr_count"
NUMBER = "number"
MEANT = "tr_as"


class TextError(Exception):
    """A text that cannot be collected, with its place."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What is translated: texts by themselves, those with a form for each number, and those with a meaning."""

    plain: frozenset[str]
    counted: frozenset[str]
    meant: frozenset[tuple[str, str]]
    """Meaning and text."""


def collect() -> Texts:
    """All words that the window shows."""
    from core.images.facts import Eye

    plain, counted = set(texts_of_tables()), set[str]()
    meant = {("eye", eye.value) for eye in Eye}
    for path in sorted((ROOT / "desktop").rglob("*.py")):
        for name, texts in texts_of_module(path):
            if name == COUNTED:
                counted.update(texts)
            elif name == MEANT:
                meant.add((texts[0], texts[1]))
            else:
                plain.update(texts)
    return Texts(frozenset(plain - {""}), frozenset(counted), frozenset(meant))


def texts_of_module(path: Path) -> Iterator[tuple[str, list[str]]]:
    """What a module hands to `tr`, `mark`, `inside`, `tr_count` and `tr_as`: the function and the literals.

    Raises TextError for an f-string.
    """
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        name = node.func.id
        if name in PLAIN and node.args:
            yield name, list(_literals(node.args[0], path))
        elif name == COUNTED:
            yield name, list(_literals(node.args[1], path))
        elif name == MEANT and all(isinstance(one, ast.Constant) for one in node.args):
            yield name, [text for one in node.args for text in _literals(one, path)]


def _literals(node: ast.expr, path: Path) -> Iterator[str]:
    """A literal, or both of a choice; a name or a look-up stands for a text that is marked elsewhere."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from _literals(body, path)
            yield from _literals(other, path)
        case ast.JoinedStr():
            raise TextError(f"{path}:{node.lineno}: an f-string cannot be translated: use a template with fields")


def texts_of_tables() -> Iterator[str]:
    """The words of tables whose entries are translated where they are shown."""
    from desktop.commands import COMMANDS
    from desktop.training_fields import GROUPS
    from desktop.workspace import WORDS

    for command in COMMANDS:
        yield from (command.title, command.tip, command.submenu)
    for group in GROUPS:
        yield group.title
        for field in group.fields:
            yield from (field.title, field.tip, field.unit, field.empty)
    for words in WORDS.values():
        yield from (words.title, words.tip)
    yield from texts_of_core()


def texts_of_core() -> Iterator[str]:
    """Titles, sentences and names of values that the core keeps beside what they are of."""
    from core.datasets.audit.findings import SENTENCES as FINDING_SENTENCES
    from core.datasets.audit.findings import TITLES as FINDINGS
    from core.datasets.catalogue.annotations import ShapeKind
    from core.datasets.catalogue.filters import (
        Agreement,
        AnnotationState,
        Answer,
        Column,
        PairAgreement,
        PhotographState,
    )
    from core.datasets.splits import Part
    from core.evaluation.localisation import Figure
    from core.evaluation.reading.figures import FIGURE_TITLES, Against
    from core.evaluation.reading.plan import ARM_TITLES
    from core.evaluation.reading.records import CONFIDENCE_WORDS, VERDICT_TIPS
    from core.explain.catalogue import CATALOGUE, Group
    from core.explain.colour_maps import ColourMap
    from core.explain.params import params_type
    from core.features.exemplar_params import Parametrisation
    from core.networks.argument_names import arguments_of
    from core.networks.card import DISCLAIMER
    from core.networks.ensemble_arguments import Rule, Weighing
    from core.synthesis.codes import NAMES
    from core.synthesis.markers.presets import TITLES as MARKERS
    from core.training.presets import AUGMENTATIONS, PRESETS

    yield DISCLAIMER
    for entry in CATALOGUE.values():
        yield from (entry.title, entry.sentence)
        for field in params_type(entry.method)().form():
            yield from (field.title, field.text)
            yield from (str(choice.value) for choice in field.choices)
    for table in (FINDINGS, FINDING_SENTENCES, FIGURE_TITLES, ARM_TITLES, VERDICT_TIPS, NAMES, MARKERS):
        yield from table.values()
    for argument in (*arguments_of("funduscope/casini_cnn_1"), *arguments_of("timm/resnet18")):
        yield from (argument.title, argument.tip)
    for preset in PRESETS:
        yield from (preset.title, preset.description)
    yield from (title for title, _settings in AUGMENTATIONS.values())
    yield from CONFIDENCE_WORDS
    shown = (Group, Column, Agreement, AnnotationState, Answer, PairAgreement, PhotographState, Part, ShapeKind)
    for kind in (*shown, Against, Parametrisation, type(next(iter(VERDICT_TIPS)))):
        yield from (str(member.value) for member in kind)
    for labelled in (*Rule, *Weighing, *Figure, *ColourMap):
        yield labelled.label


# --- Qt's tools -----------------------------------------------------------------------------------------------------


def update(texts: Texts) -> None:
    """Merge `texts` into every .ts file."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "texts.cpp"
        source.write_text(as_source(texts), "utf-8")
        files = [str(TRANSLATIONS / f"funduscope_{language}.ts") for language in LANGUAGES]
        options = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-disable-heuristic", "similartext"]
        run("lupdate", *options, "-disable-heuristic", "sametext", str(source), "-ts", *files)


def as_source(texts: Texts) -> str:
    """The texts as C++, the language that lupdate reads best."""
    lines = [f'QT_TRANSLATE_NOOP("{CONTEXT}", {_quoted(text)})' for text in sorted(texts.plain)]
    lines += [f'QT_TRANSLATE_N_NOOP3("{CONTEXT}", {_quoted(text)}, "{NUMBER}")' for text in sorted(texts.counted)]
    lines += [
        f'QT_TRANSLATE_NOOP3("{CONTEXT}", {_quoted(text)}, {_quoted(meaning)})' for meaning, text in sorted(texts.meant)
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def compile_all(folder: Path = TRANSLATIONS) -> None:
    """Make the .qm files in `folder`."""
    for language in LANGUAGES:
        name = f"funduscope_{language}"
        run("lrelease", "-silent", str(TRANSLATIONS / f"{name}.ts"), "-qm", str(folder / f"{name}.qm"))


def run(tool: str, *arguments: str) -> None:
    """Run one of Qt's tools as PySide6 brings it."""
    import PySide6

    folder = Path(PySide6.__file__).parent
    program = next(path for path in (folder / tool, folder / f"{tool}.exe") if path.exists())
    subprocess.run([str(program), *arguments], check=True)


def main() -> int:
    """Collect, merge, compile. Returns the exit status."""
    TRANSLATIONS.mkdir(exist_ok=True)
    try:
        texts = collect()
    except TextError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    update(texts)
    compile_all()
    print(f"{len(texts.plain) + len(texts.meant)} texts, and {len(texts.counted)} with a number")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
