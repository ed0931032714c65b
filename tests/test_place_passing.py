"""Places named in passing: found inside institutions and in nationalities, never twice."""

from __future__ import annotations

import pytest

from tocsin.extract.place_passing import find_passing
from tocsin.extract.places import find_places
from tocsin.model import Span


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Gainesville Police Department said two were killed.", {"Gainesville"}),
        ("The Georgia Bureau of Investigation is looking into it.", {"Georgia"}),
        ("Officials of the Hall County Environmental Health office agreed.", {"Hall County"}),
        ("Sudanese troops met the Russians.", {"Sudanese", "Russians"}),
        ("The U.S. House of Representatives voted.", {"U.S."}),
        ("Mr. Paris said that the march would go on.", set()),
        ("They polish the house in may.", set()),
    ],
)
def test_what_is_named_in_passing(text: str, names: set[str]):
    assert {mention.span.text for mention in find_passing(text, 0, "en", ())} == names


def test_nothing_is_found_twice():
    text = "Malian soldiers came to Gao."
    held = [mention.span for mention in find_places(text, 0, "en")]
    found = find_passing(text, 0, "en", held, [Span(0, 15, "Malian soldiers")])
    assert found == ()


def test_a_nationality_stands_for_its_country():
    (mention,) = find_passing("Les soldats nigériens et les Maliens.", 0, "fr", ())
    assert (mention.name, mention.feature, mention.span.text) == ("Mali", "country", "Maliens")
