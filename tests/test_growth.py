"""The whole corridor takes no longer than in proportion to a report, whatever is repeated in it without an end."""

from __future__ import annotations

import time

import pytest

from tocsin.ingest import Options
from tocsin.pipeline import code_bytes

NEWS = "Gunmen killed three soldiers near Niono, Mali, on Monday 6 May 2024, the army said.\n\n"
SENTENCES = {  # what one sentence without an end is made of
    "names": "Amadou Diallo of Boko Haram and ",
    "places": "Niono in Segou near Mopti, Mali, ",
    "figures": "12 killed 3 wounded 45 000 ",
    "quotes": '"killed" said the mayor "he" ',
    "spaces": "killed    \t      ",
    "commas": "killed, ",
    "dates": "on 3 May 2024, on Monday ",
    "brackets": "(killed [",
    "signs": "-",
    "letters": "a",
    "deeds": "gunmen attacked the army and killed civilians ",
    "words of speech": "he said that the army said ",
    "address": "a@b.org https://b.org/c ",
}
REPORTS = {  # what a report without an end is made of
    "news": NEWS,
    "lines": "- Gunmen killed 3 people in Mopti.\n",
    "days": "3 May 2024\nGunmen killed 3 people in Mopti.\n",
    "quotes": '"They killed 3 people," said the mayor.\n\n',
    "open quotes": '"They killed 3 people in the village.\n\n',
    "pronouns": "He was killed. ",
    "days of the week": "It happened on Monday. ",
    "tolls": "The toll rose to 15 dead. ",
    "claims": "The JNIM claimed the attack. ",
    "warnings": "The army will attack Gao next month. ",
    "labels": "MALI: gunmen killed three. ",
}
CHARACTERS = 2000
MOST = 4**1.3  # four times the text takes four times as long; the square of it would take sixteen
NOTICED_SECONDS = 0.2  # below, what every report costs hides the growth
RUNS = 3


def seconds(unit: str, characters: int) -> float:
    """Processor time of a report with so many characters of ``unit`` under its news."""
    data = (NEWS + (unit * characters)[:characters]).encode()
    start = time.process_time()
    code_bytes(data, "report.txt", Options(language="en"))
    return time.process_time() - start


def growth(unit: str, characters: int) -> float:
    """How many times as long four times the text takes, at the least of some runs; 0 where it is too short to tell."""
    long, short = seconds(unit, 4 * characters), seconds(unit, characters)
    for _ in range(RUNS):
        if long < NOTICED_SECONDS or long <= MOST * short:
            break
        long, short = min(long, seconds(unit, 4 * characters)), min(short, seconds(unit, characters))
    return long / short if long >= NOTICED_SECONDS else 0.0


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence_without_an_end_costs_in_proportion(name: str) -> None:
    seconds(NEWS, 1000)  # loads the word lists
    assert growth(SENTENCES[name], CHARACTERS) <= MOST


@pytest.mark.slow
@pytest.mark.parametrize("unit", [*SENTENCES.values(), *REPORTS.values()])
def test_a_longer_one_costs_in_proportion_too(unit: str) -> None:
    seconds(NEWS, 1000)
    assert growth(unit, 16 * CHARACTERS) <= MOST
