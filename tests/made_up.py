"""Coding a made-up text for tests: takes words and a language, gives the event records of the rooms from segment on."""

from __future__ import annotations

from datetime import date

from tocsin.assemble import assemble
from tocsin.extract.claims import read_claims
from tocsin.model import EventRecord, Report
from tocsin.resolve.claims import resolve_claims
from tocsin.segment import segment

PUBLISHED = date(2024, 6, 19)  # a Wednesday


def coded(text: str, language: str = "en") -> tuple[EventRecord, ...]:
    """All records of a text, whatever their modality; no room is spared, however little the text says of violence."""
    report = Report("sha256:made-up", text, language, published=PUBLISHED)
    resolved, _ = resolve_claims(report, read_claims(report, segment(report)))
    return assemble(report, resolved, "tests")


def occurred(text: str, language: str = "en") -> list[EventRecord]:
    """The records of what occurred."""
    return [event for event in coded(text, language) if event.modality == "occurred"]
