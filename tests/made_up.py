"""Coding a made-up text for tests: takes words and a language, gives the event records of the whole corridor."""

from __future__ import annotations

from datetime import date

from tocsin.model import EventRecord, Report
from tocsin.pipeline import code_report

PUBLISHED = date(2024, 6, 19)  # a Wednesday


def coded(text: str, language: str = "en") -> tuple[EventRecord, ...]:
    """All records of a text, whatever their modality."""
    return code_report(Report("sha256:made-up", text, language, published=PUBLISHED)).events


def occurred(text: str, language: str = "en") -> list[EventRecord]:
    """The records of what occurred."""
    return [event for event in coded(text, language) if event.modality == "occurred"]
