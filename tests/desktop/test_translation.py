"""The words of the window in other languages: the files hold the texts of the source, and German is whole."""

from __future__ import annotations

import ast
import importlib.util
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from desktop.translation import (
    LANGUAGES,
    Language,
    capitalised,
    inside,
    mark,
    parse_language,
    shown,
    speak,
    spoken,
    system_language,
    tr,
    tr_as,
    tr_count,
)

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
FOREIGN = [language for language in Language if language is not Language.ENGLISH]
TRANSLATING = ("tr", "tr_as", "tr_count", "inside", "shown")
_FIELD = re.compile(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")


@pytest.fixture(autouse=True)
def english(qapp: QCoreApplication) -> Iterator[None]:
    """Each test begins, and leaves, in English."""
    yield
    speak(Language.ENGLISH)


@pytest.fixture(scope="module")
def making() -> ModuleType:
    """docs/make_translations.py."""
    spec = importlib.util.spec_from_file_location("make_translations", ROOT / "docs" / "make_translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def messages(language: Language) -> list[ElementTree.Element]:
    """The entries of a .ts file."""
    root = ElementTree.parse(FOLDER / f"funduscope_{language}.ts").getroot()
    return list(root.iter("message"))


def forms(message: ElementTree.Element) -> list[str]:
    """The translation, or each of its forms; none where it is unfinished."""
    translation = message.find("translation")
    assert translation is not None
    if translation.get("type") is not None:
        return []
    if message.get("numerus") == "yes":
        return [form.text or "" for form in translation.iter("numerusform")]
    return [translation.text or ""]


def test_english_is_what_stands_in_the_source() -> None:
    assert tr("Layer") == "Layer"
    assert tr("{count:,} of {share:.1%}", count=1234, share=0.5) == "1,234 of 50.0%"
    assert tr("a brace { without fields") == "a brace { without fields"
    assert tr_count("{count} eye of {name}", "{count} eyes of {name}", 1, name="A") == "1 eye of A"
    assert tr_count("{count} eye of {name}", "{count} eyes of {name}", 0, name="A") == "0 eyes of A"
    assert inside("Learning rate") == "learning rate"
    assert capitalised("noise of IDRiD") == "Noise of IDRiD"


def test_german_finds_words_forms_and_meanings() -> None:
    speak(Language.GERMAN)
    assert spoken() is Language.GERMAN
    assert tr("Layer") == "Schicht"
    assert tr("haemorrhage") == "Blutung"
    assert tr_count("{count} region", "{count} regions", 1) == "1 Region"
    assert tr_count("{count} region", "{count} regions", 2) == "2 Regionen"
    assert (tr_as("eye", "right"), tr("right")) == ("rechts", "richtig")
    assert inside("Layer") == "Schicht", "nouns keep their capital"
    assert tr("no text of the program") == "no text of the program"


def test_marked_words_are_translated_as_values_and_names_of_the_user_are_not() -> None:
    speak(Language.GERMAN)
    assert tr("{what} and {name}", what=mark("Layer"), name="Layer") == "Schicht and Layer"
    assert (shown(mark("Layer")), shown("Layer")) == ("Schicht", "Layer")


def test_dialogs_of_qt_speak_the_language_too(qtbot: QtBot) -> None:
    speak(Language.GERMAN)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(buttons)
    assert buttons.button(QDialogButtonBox.StandardButton.Cancel).text() == "Abbrechen"


def test_english_comes_back() -> None:
    speak(Language.GERMAN)
    speak(Language.ENGLISH)
    assert tr("Layer") == "Layer"


@pytest.mark.parametrize(("wanted", "language"), [("de-AT", "de"), ("es-ES", "en"), ("fr", "en"), ("en-GB", "en")])
def test_the_language_of_the_system_is_taken_where_it_is_whole(
    wanted: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QLocale, "uiLanguages", lambda _locale: [wanted])
    assert system_language() == language


def test_a_setting_that_names_no_language_is_that_of_the_system() -> None:
    assert [parse_language(code) for code in ("", "klingon", "it")] == [None, None, Language.ITALIAN]


@pytest.mark.parametrize("language", FOREIGN)
def test_the_files_hold_exactly_the_texts_of_the_source(language: Language, making: ModuleType) -> None:
    texts = making.collect()
    plain, counted, meant = set(), set(), set()
    for message in messages(language):
        source, comment = message.findtext("source") or "", message.findtext("comment")
        if message.get("numerus") == "yes":
            counted.add(source)
        elif comment is not None:
            meant.add((comment, source))
        else:
            plain.add(source)
    advice = "call `python3 dev.py translate`"
    assert plain ^ texts.plain == set(), advice
    assert counted ^ texts.counted == set(), advice
    assert meant ^ texts.meant == set(), advice


@pytest.mark.parametrize("language", FOREIGN)
def test_translations_keep_fields_and_access_keys(language: Language) -> None:
    for message in messages(language):
        source = message.findtext("source") or ""
        for form in forms(message):
            wanted, given = fields(source), fields(form)
            if message.get("numerus") == "yes":  # a form for one may leave the number out
                wanted, given = wanted - {"{count}", "{count:,}"}, given - {"{count}", "{count:,}"}
            assert given == wanted, (source, form)
            assert ("&" in form.replace("&&", "")) == ("&" in source.replace("&&", "")), (source, form)
            assert form[:1].isspace() == source[:1].isspace(), (source, form)
            assert form[-1:].isspace() == source[-1:].isspace(), (source, form)


def fields(text: str) -> set[str]:
    """The fields of a template; how a date is written is the language's own affair."""
    return {re.sub(r":%.*", ":%", field) for field in _FIELD.findall(text)}


def test_german_is_whole() -> None:
    unfinished = [
        message.findtext("source") for message in messages(Language.GERMAN) if not all(forms(message) or [""])
    ]
    assert unfinished == []


def test_what_is_called_whole_is() -> None:
    for language in FOREIGN:
        is_whole = all(all(forms(message) or [""]) for message in messages(language))
        assert is_whole or not LANGUAGES[language].is_whole, language


def test_what_the_program_loads_is_up_to_date(making: ModuleType, tmp_path: Path) -> None:
    making.compile_all(tmp_path)
    for language in FOREIGN:
        name = f"funduscope_{language}.qm"
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), "call `python3 dev.py translate`"


def test_an_f_string_is_refused_with_its_place(making: ModuleType, tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text('tr("fine")\ntr(f"{3} photographs")\n', encoding="utf-8")
    with pytest.raises(making.TextError, match=r"module\.py:2"):
        list(making.texts_of_module(module))


def test_nothing_is_translated_while_a_module_is_imported() -> None:
    """The language is not known then: words of tables are marked."""
    early = []
    for path in sorted((ROOT / "desktop").rglob("*.py")):
        early += [f"{path.relative_to(ROOT)}:{line}" for line in _calls_at_import(ast.parse(path.read_text("utf-8")))]
    assert early == []


def _calls_at_import(node: ast.AST) -> Iterator[int]:
    """The lines of calls of `tr` and its kin that run when the module does; what stands in a function runs later."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Lambda):
            continue
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            for default in (*child.args.defaults, *child.args.kw_defaults, *child.decorator_list):
                if default is not None:
                    yield from _calls_at_import(ast.Expr(default))
            continue
        if isinstance(child, ast.Call) and isinstance(child.func, ast.Name) and child.func.id in TRANSLATING:
            yield child.lineno
        yield from _calls_at_import(child)


def test_an_early_call_is_found() -> None:
    module = ast.parse('A = tr("one")\ndef f(x=tr("two")):\n    return tr("three")\nB = lambda: tr("four")\n')
    assert list(_calls_at_import(module)) == [1, 2]
