"""The words of the window in the reader's language: every text that is shown goes through :func:`tr`.

English stands in the source and is its own translation. The other languages are Qt's: `resources/translations/` has a
`.ts` file for each, which `python3 dev.py translate` keeps in step with the source and compiles. A text with figures is
a template, `tr("{count:,} photographs", count=3)`; one whose noun follows a count goes through :func:`tr_count`; words
in tables at the top of a module are marked, `mark("Layer")`, and translated where they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from desktop.resources import FOLDER

CONTEXT = "Funduscope"
"""All texts share one context: a word means the same wherever it stands."""
COUNTED = "number"
"""Qt's disambiguation of texts that have a form for each number: the same text may stand elsewhere without one."""


class Language(StrEnum):
    """The languages, by their ISO 639-1 codes."""

    ENGLISH = "en"
    GERMAN = "de"
    SPANISH = "es"
    ITALIAN = "it"


@dataclass(frozen=True, slots=True)
class LanguageFacts:
    """What a language calls itself, whether all of the window is translated, and whether its nouns stay capital."""

    name: str
    is_whole: bool
    has_capital_nouns: bool = False


LANGUAGES = {
    Language.ENGLISH: LanguageFacts("English", is_whole=True),
    Language.GERMAN: LanguageFacts("Deutsch", is_whole=True, has_capital_nouns=True),
    Language.SPANISH: LanguageFacts("Español", is_whole=False),
    Language.ITALIAN: LanguageFacts("Italiano", is_whole=False),
}


class Marked(str):
    """Words of a table: :func:`tr` translates them, also where they are a value of a template."""

    __slots__ = ()


def mark(text: str) -> str:
    """Name `text` as one to translate, without doing so: for tables that are made when a module is imported."""
    return Marked(text)


def tr(text: str, /, **values: object) -> str:
    """`text` in the language of the window, its fields filled with `values`.

    A text without a translation stays English. May be called from any thread.
    """
    translated = QCoreApplication.translate(CONTEXT, text) if text else text
    return translated.format(**_translated(values)) if values else translated


def tr_count(one: str, many: str, count: int, /, **values: object) -> str:
    """`one` or `many`, whichever suits `count` in the language of the window; both may hold the field `{count}`.

    Translations are found by `many`, in Qt's numerus forms.
    """
    translated = QCoreApplication.translate(CONTEXT, many, COUNTED, count)
    if translated == many and count == 1:
        translated = one
    return translated.format(count=count, **_translated(values))


def tr_as(meaning: str, text: str, /) -> str:
    """`text` where one word has several meanings and this is the one: the right eye is not the right answer."""
    return QCoreApplication.translate(CONTEXT, text, meaning)


def inside(text: str) -> str:
    """The words of a title as they stand inside a sentence: in lower case, but for languages with capital nouns."""
    translated = tr(text)
    return translated if _speaks_with_capitals() else translated.lower()


def shown(text: str) -> str:
    """Words of a table translated; any other text, a name of the user's perhaps, as it is."""
    return tr(text) if isinstance(text, Marked) else text


def capitalised(text: str) -> str:
    """`text` with a capital at its beginning, and the rest as it is."""
    return text[:1].upper() + text[1:]


def _translated(values: dict[str, object]) -> dict[str, object]:
    return {name: tr(value) if isinstance(value, Marked) else value for name, value in values.items()}


# --- The language ---------------------------------------------------------------------------------------------------

_installed: list[QTranslator] = []
"""Qt owns no translator that it is given, so they are kept here."""
_spoken = Language.ENGLISH


def _speaks_with_capitals() -> bool:
    return LANGUAGES[_spoken].has_capital_nouns


def spoken() -> Language:
    """The language of the window."""
    return _spoken


def parse_language(code: str) -> Language | None:
    """The language that a setting names; None for the system's own."""
    return Language(code) if code in set(Language) else None


def system_language() -> Language:
    """The first of the languages that the system asks for which the window speaks whole; English if there is none."""
    for wanted in QLocale.system().uiLanguages():
        language = parse_language(wanted.replace("_", "-").partition("-")[0].lower())
        if language is not None and LANGUAGES[language].is_whole:
            return language
    return Language.ENGLISH


def speak(language: Language) -> None:
    """Show what is built from now on in `language`, Qt's own dialogs too. Raises FileNotFoundError for a lost file."""
    global _spoken
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop())
    _spoken = language
    if language is Language.ENGLISH:
        return
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    _install(f"qtbase_{language}", qt_folder, is_needed=False)
    _install(f"funduscope_{language}", str(FOLDER / "translations"), is_needed=True)


def _install(name: str, folder: str, *, is_needed: bool) -> None:
    translator = QTranslator()
    if translator.load(f"{name}.qm", folder):
        QCoreApplication.installTranslator(translator)
        _installed.append(translator)
    elif is_needed:
        raise FileNotFoundError(f"{folder}/{name}.qm")
