"""The errors that a user can mend.

A :class:`FunduscopeError` becomes a banner in the window, or one line on stderr and exit status 2 on the command line.
Anything else is a defect of the program and is reported as such.
"""

import difflib
from collections.abc import Iterable

LONGEST = 1500
"""Characters of a message: a file from anywhere may hold a word of a hundred thousand where a number belongs."""


class FunduscopeError(Exception):
    """Something the user can mend: `message` names the thing and the value, `hint` says what to do about it.

    A message that is too long to be read loses its middle.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = _readable(message)
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


def _readable(message: str) -> str:
    if len(message) <= LONGEST:
        return message
    return f"{message[: LONGEST // 2]} … {message[-LONGEST // 2 :]}"


class ImageError(FunduscopeError):
    """A photograph cannot be read, or is not one."""


class ModelError(FunduscopeError):
    """A model file, a weights file or a card cannot be used."""


class ExplainError(FunduscopeError):
    """A question that cannot be asked of this network: a layer, class or parameter that is not there."""


class SynthesisError(FunduscopeError):
    """A picture that cannot be rendered: a size, a grade or a count that cannot be."""


class DatasetError(FunduscopeError):
    """Photographs and labels that do not make a data set: a table, a folder or a split that cannot be used."""


class TrainingError(FunduscopeError):
    """A training that cannot start, go on or be resumed: a setting, a device, a loss that is not a number."""


def did_you_mean(word: str, choices: Iterable[str], count: int = 3) -> str:
    """A hint with the choices closest to `word`, or an empty string where none is close."""
    lowered = {choice.lower(): choice for choice in choices}
    close = difflib.get_close_matches(word.lower(), lowered, n=count, cutoff=0.6)
    names = " or ".join(f"'{lowered[name]}'" for name in close)
    return f"Did you mean {names}?" if names else ""
