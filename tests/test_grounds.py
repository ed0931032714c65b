"""Where a party is at home, in an aside: no scene of the deed that it claims."""

from __future__ import annotations

from datetime import date

import pytest

from tocsin.extract.grounds import home_grounds
from tocsin.ingest import Options
from tocsin.knowledge.lexicon import lexicon
from tocsin.pipeline import code_bytes

_ASIDES = [
    ("es", "el eln, que opera en la franja de tame, se atribuyo el ataque", "que opera en la franja de tame"),
    ("es", "el eln, muy activo en arauca, nego el ataque", "muy activo en arauca"),
    ("en", "the group, which operates in tahoua, claimed the raid", "which operates in tahoua"),
    ("en", "the group, long active in tahoua, claimed the raid", "long active in tahoua"),
    ("fr", "le groupe, qui sevit dans la region de tahoua, a revendique", "qui sevit dans la region de tahoua"),
    ("fr", "le groupe, tres implante a tahoua, a revendique", "tres implante a tahoua"),
]


@pytest.mark.parametrize(("language", "folded", "aside"), _ASIDES)
def test_an_aside_says_where_a_party_is_at_home(language: str, folded: str, aside: str) -> None:
    assert [folded[low:high] for low, high in home_grounds(folded, 0, lexicon(language))] == [aside]


def test_no_aside_without_its_commas() -> None:
    assert not list(home_grounds("bandits who operate in zamfara killed six", 0, lexicon("en")))


def test_a_claim_leaves_the_deed_where_it_was() -> None:
    text = (
        "Ten soldiers died on Monday in an ambush in Tabatol, Niger. "
        "Islamic State Sahel, which operates in Tahoua, said that it had killed twenty soldiers."
    )
    coded = code_bytes(text.encode(), "report.txt", Options(published=date(2024, 6, 20), language="en"))
    assert [event.place.name for event in coded.events] == ["Tabatol"]
