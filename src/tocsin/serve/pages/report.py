"""*Report*: takes a report's id, shows its text with every span lit by field beside the records that rest on it.

Pointing at a value lights its words and the other way round (``static/report.js``); ``#w-12`` leads to the words of the
thirteenth value, ``?at=812-825`` to those that begin there, whoever links to them. Invariant: the text shown is the
stored one, character by character, unseen ones written out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from tocsin.model import CodedReport, EventRecord
from tocsin.review import unplaced
from tocsin.serve.people import User, needs, site_of
from tocsin.serve.render import page, phrases_of
from tocsin.serve.site import Site
from tocsin.serve.views.facts import KINDS, Fact, facts
from tocsin.serve.views.highlight import Mark, cut
from tocsin.serve.views.phrases import Phrases

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Card:
    """One event record: its facts by number, the incident it stands in, and whether readers took it out."""

    record: EventRecord
    facts: tuple[tuple[int, Fact], ...]
    incident: str | None
    rejected: bool


@router.get("/reports/{report_id}")
def report_page(request: Request, report_id: str, user: Annotated[User, Depends(needs("viewer"))]) -> Response:
    """The text and its records."""
    site = site_of(request)
    coded = site.report(report_id)
    cards = _cards(site, coded, phrases_of(request))
    marks = [Mark(n, fact.kind, span) for card in cards for n, fact in card.facts for span in fact.spans]
    pieces = cut(coded.report.text, marks)
    kinds = [kind for kind in KINDS if any(mark.kind == kind for mark in marks)]
    return page(
        request,
        "report",
        coded=coded,
        report=coded.report,
        cards=cards,
        pieces=pieces,
        kinds=kinds,
        at=_span(request.query_params.get("at", "")),
        waiting=unplaced(coded, site.reviews.all(report_id)),
        fresh=site.fresh,
    )


def _span(at: str) -> tuple[int, int]:
    """The characters that an address points at; none for one that makes no sense."""
    found = re.fullmatch(r"(\d{1,8})-(\d{1,8})", at, re.ASCII)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _cards(site: Site, coded: CodedReport, said: Phrases) -> list[Card]:
    found, number = [], 0
    homes = site.catalogue.homes([record.id for record in coded.events])
    for record in (*coded.events, *coded.rejected):
        own = facts(record, said)
        card = Card(record, tuple(enumerate(own, start=number)), homes.get(record.id), record in coded.rejected)
        found.append(card)
        number += len(own)
    return found
