"""The program around the commands: arguments in, exit status out, every error that the user can mend in one line."""

import argparse
import contextlib
import io
import os
import sys
import warnings
from collections.abc import Sequence
from typing import NoReturn

import core
from core.cli import (
    annotations,
    audit,
    calibrate,
    ensemble,
    evaluate,
    explain,
    features,
    import_model,
    layers,
    localise,
    metrics,
    overlays,
    predict,
    prepare,
    reproduce,
    split,
    study,
    synthesize,
    train,
)
from core.errors import FunduscopeError
from core.memory import keep_freed_memory
from core.networks.device_failures import device_failures_in_words

EXIT_MENDABLE = 2
EXIT_INTERRUPTED = 130
EXIT_PIPE_CLOSED = 141
COMMANDS = (
    layers,
    import_model,
    predict,
    explain,
    overlays,
    prepare,
    audit,
    split,
    annotations,
    train,
    calibrate,
    ensemble,
    evaluate,
    metrics,
    localise,
    study,
    features,
    synthesize,
    reproduce,
)


class _Parser(argparse.ArgumentParser):
    """A parser that says in one line what is wrong, instead of its whole usage."""

    def error(self, message: str) -> NoReturn:
        raise FunduscopeError(f"{message}.".replace("..", "."), f"See {self.prog} --help.")


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands. Each sets `run`, which takes the parsed arguments."""
    parser = _Parser(
        prog="funduscope-cli", description=core.__doc__, epilog="Not for clinical use.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"Funduscope {core.__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command", required=True)
    for command in COMMANDS:
        # The first line is the summary in the list of commands; the rest is the command's own help.
        documentation = command.__doc__ or ""
        sub = commands.add_parser(
            command.NAME,
            help=documentation.splitlines()[0].rstrip("."),
            description=documentation,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, 2 for what the user can mend (said in one line on stderr), 130 when interrupted.

    Defects of the program are raised: their traceback is what a report needs.
    """
    _use_utf8()
    keep_freed_memory()
    with warnings.catch_warnings():
        if not sys.warnoptions:
            warnings.simplefilter("ignore")  # meant for developers; stderr holds progress and errors
        try:
            parsed = build_parser().parse_args(arguments)
            with device_failures_in_words():
                parsed.run(parsed)
            sys.stdout.flush()
        except FunduscopeError as error:
            return _fail(str(error))
        except BrokenPipeError:  # the reader, `head` for one, has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return EXIT_PIPE_CLOSED
        except OSError as error:
            return _fail(_describe(error))
        except KeyboardInterrupt:
            return EXIT_INTERRUPTED
    return 0


def _fail(message: str) -> int:
    print(f"error: {' '.join(message.split())}", file=sys.stderr)
    return EXIT_MENDABLE


def _describe(error: OSError) -> str:
    reason = error.strerror or str(error)
    return f"'{error.filename}': {reason}." if error.filename else f"{reason}."


def _use_utf8() -> None:
    """File names that are not valid text, and class names in any script, come out as they went in."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(io.UnsupportedOperation):
                stream.reconfigure(encoding="utf-8", errors="surrogateescape")
