"""The entry point: takes the arguments, finds the command that they name, runs it, and gives the exit status.

Only the parser of that command is built and only its modules are loaded, so that a command starts in a few
milliseconds. Invariant: a refusal is one line on stderr; no traceback is shown for an error that tocsin raises on
purpose.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import NoReturn

from tocsin.cli.commands import COMMANDS, Command
from tocsin.cli.streams import complain, drop_stdout, use_utf8
from tocsin.errors import TocsinError

__all__ = ["main", "run"]

_ABOUT = "Reports of armed conflict in, evidence-linked events out: who says that who did what to whom."


def main() -> None:
    """Run the command line; the exit status is the module's (see ``tocsin.cli``)."""
    use_utf8()
    try:
        sys.exit(run(sys.argv[1:]))
    except BrokenPipeError:
        drop_stdout()
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)  # what a shell gives a command that Ctrl-C ended


def run(arguments: Sequence[str]) -> int:
    """Run one command; 0 when all was done, 1 when something was refused.

    Raises:
        SystemExit: 2 for misuse, 0 after ``--help`` or ``--version``.
    """
    command, rest = _chosen(list(arguments))
    parser = _Parser(prog=f"tocsin {command.name}", description=command.about, allow_abbrev=False)
    command.declare(parser)
    options = parser.parse_intermixed_args(rest)
    try:
        return command.run(options)
    except TocsinError as error:
        complain(error.where or "error", error.what)
        return 1


class _Parser(ArgumentParser):
    """Says what is wrong on one line, and where help is."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")


def _chosen(arguments: list[str]) -> tuple[Command, list[str]]:
    """The command that the first word, or the first two, name; and what follows."""
    for words in (2, 1):
        name = " ".join(arguments[:words])
        if name in COMMANDS:
            return COMMANDS[name], arguments[words:]
    _without_command(arguments)


def _without_command(arguments: list[str]) -> NoReturn:
    first = arguments[0] if arguments else ""
    if first in ("-h", "--help"):
        sys.stdout.write(_help(""))
        raise SystemExit(0)
    if first == "--version":
        from tocsin import __version__

        sys.stdout.write(f"tocsin {__version__}\n")
        raise SystemExit(0)
    group = f"{first} " if any(name.startswith(f"{first} ") for name in COMMANDS) else ""
    asked = any(word in ("-h", "--help") for word in arguments[1:])
    if group and asked:
        sys.stdout.write(_help(group))
        raise SystemExit(0)
    sys.stderr.write(_help(group) if group or not first else f"tocsin: no command {first!r}; see tocsin --help\n")
    raise SystemExit(2)


def _help(group: str) -> str:
    """What the commands are, one a line."""
    own = {name: command for name, command in COMMANDS.items() if name.startswith(group)}
    width = max(map(len, own))
    rows = "\n".join(
        f"  {name:<{width}}  {command.about.partition(':')[0].rstrip('.')}" for name, command in own.items()
    )
    return f"usage: tocsin COMMAND …\n\n{_ABOUT}\n\n{rows}\n\nMore of each: tocsin COMMAND --help\n"
