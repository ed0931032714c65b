"""The machine's reasons in the reader's language: none is left in English, and a reader's own is left alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tocsin.ingest import Options
from tocsin.pipeline import code_bytes
from tocsin.reconcile.compare import TABLE
from tocsin.reconcile.standing import LADDER
from tocsin.serve.views.notes import note

ENGLISH = re.compile(r"\b(?:the|of|and|with|is|named|name|report|speaks|day|places|same|other|near)\b")
QUOTED = re.compile("[«“][^»”]*[»”]")
REPORTS = sorted((Path(__file__).parent / "golden/own/reports").glob("n-??-0[1-3].txt"))


@pytest.mark.parametrize("language", ["fr", "es"])
def test_every_reason_of_the_machine_is_told_in_the_readers_language(language: str) -> None:
    levels = [f"a and b: 7 points ({level} +1)" for _, worth in TABLE for level in worth]
    steps = [f"{status}: {words}: Radio Fleuve (r-1)" for status, _, words in LADDER]
    records = [record for path in REPORTS for record in code_bytes(path.read_bytes(), path.name, Options()).events]
    places = [record.place.why for record in records]
    actors = [actor.why for record in records for actor in record.actors]
    days = [why for record in records for why in (*record.when.flags, *(c.why for c in record.when.candidates))]
    told = {why: note(why, language) for why in (*levels, *steps, *places, *actors, *days)}
    assert len(told) > 90  # most are the levels and steps
    assert [why for why, words in told.items() if words == why or ENGLISH.search(QUOTED.sub("", words))] == []


def test_a_readers_own_reason_stays_as_written() -> None:
    assert note("ana: the map says so; I was there", "fr") == "ana: the map says so\u00a0; I was there"


def test_what_became_of_a_word_is_told_in_the_readers_language() -> None:
    assert note("12 or more dead, outside the 3 to 5 of independent sources", "fr") == (
        "morts : 12 ou plus, hors de la fourchette de sources indépendantes (3 à 5)"
    )
    assert note("refuted by UN mission (a-1), Radio (b-2)", "es") == "refutada por UN mission, Radio"
