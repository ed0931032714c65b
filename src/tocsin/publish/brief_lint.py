"""The last look at a brief: takes it, gives every reason not to publish it, in words.

Refused are a sentence that states a claim as a fact, one that holds a figure without a source, and one that cites
nothing; a headline of an unconfirmed incident that doesn't open with its standing; an open question that cites nothing.
Exempt are counts of the brief's own rows (summary and charts). Invariant: ``write_brief`` gives no brief with a fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tocsin.publish.statements import Statement, lint

if TYPE_CHECKING:
    from tocsin.publish.brief import Brief, Entry

__all__ = ["lint_brief"]


def lint_brief(brief: Brief) -> list[str]:
    """Every fault, empty when there is none."""
    return [*_entries(brief), *_changes(brief), *_questions(brief)]


def _entries(brief: Brief) -> Iterator[str]:
    for section in brief.sections:
        for entry in section.entries:
            yield from _heading(entry)
            for statement in (*entry.statements, *entry.differences):
                yield from _sentence(statement)


def _heading(entry: Entry) -> Iterator[str]:
    standing, colon, _ = entry.heading.partition(":")
    if not colon or standing.strip().lower() != entry.standing:
        yield f"headline of a {entry.status} incident without its standing: {entry.heading!r}"


def _sentence(statement: Statement) -> Iterator[str]:
    yield from lint(statement)
    if not any(part.cites for part in statement.parts):
        yield f"no citation for {statement.text!r}"


def _changes(brief: Brief) -> Iterator[str]:
    for change in brief.changes:
        yield from _sentence(change.statement)


def _questions(brief: Brief) -> Iterator[str]:
    for question in brief.questions:
        if not question.cites:
            yield f"no citation for {question.text!r}"
