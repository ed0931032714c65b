"""The command line: one command a room. ``main`` is the entry point; the commands stand in ``commands``.

Invariant: rows go to stdout and nothing else does; messages, errors and progress go to stderr. Exit status 0 when all
was done, 1 when an input was refused (every other one is coded and kept), 2 when the command was misused.
"""

from __future__ import annotations

from tocsin.cli.app import main, run

__all__ = ["main", "run"]
