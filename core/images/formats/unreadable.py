"""Why a file cannot be read, before its name is known."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from core.errors import ImageError

_REPLACE = "Open another copy of it, or export it again from where it came from."

_SIGNS_OF_TRUNCATION = ("runcated", "not enough", "no more", "requires a buffer")


class UnreadableError(Exception):
    """The rest of a sentence that begins with the file's name, such as "is truncated.", and what to do about it."""

    def __init__(self, reason: str, hint: str = _REPLACE) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


@contextmanager
def named(name: str) -> Iterator[None]:
    """Turn whatever goes wrong in reading the file `name` into an `ImageError` in plain words.

    The decoders meet hostile bytes, so that anything they raise means a file that cannot be read, not a defect.
    """
    try:
        yield
    except ImageError:
        raise
    except UnreadableError as error:
        raise ImageError(f"'{name}' {error.reason}", error.hint) from error
    except MemoryError as error:
        raise ImageError(
            f"'{name}' is too large for this computer's memory.", "Export it at a smaller size."
        ) from error
    except Exception as error:
        raise ImageError(f"'{name}' {_in_plain_words(error)}", _REPLACE) from error


def _in_plain_words(error: Exception) -> str:
    words = str(error)
    if isinstance(error, EOFError) or any(sign in words for sign in _SIGNS_OF_TRUNCATION):
        return "is truncated: the file ends before its picture does."
    if "compression" in words.lower():
        return f"uses a compression that is not supported ({_tidy(words)})."
    if "nsupported" in words or "unknown pixel mode" in words or "cannot handle" in words:
        return f"is of a kind that is not supported ({_tidy(words)})."
    if "cannot load this image" in words:
        return "is damaged: it holds no picture data."
    if isinstance(error, SyntaxError):  # what Pillow raises for a header that it cannot make sense of
        return f"is damaged: its header makes no sense ({_tidy(words)})."
    return f"is damaged: its content cannot be decoded ({_tidy(words) or type(error).__name__})."


def _tidy(words: str) -> str:
    """An exception's text on one line, no longer than a line, without a nested exception's name."""
    bare = re.sub(r"^\w+\((['\"])(.*)\1,?\)$", r"\2", words.strip())
    return " ".join(bare.split())[:120].rstrip(". ")
