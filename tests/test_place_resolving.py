"""Resolution of places: namesakes, shapes, unknown villages, countries."""

from __future__ import annotations

import pytest

from tocsin.extract.places import find_places
from tocsin.knowledge.gazetteer import distance_km
from tocsin.model import Place, PlaceMention, Span
from tocsin.resolve.place import report_context, resolve_place


def _place(text: str, language: str = "en", actors: tuple[str, ...] = (), around: str = "") -> Place:
    mentions = find_places(text, 0, language)
    context = report_context([*mentions, *find_places(around, 0, language)], actors)
    place = resolve_place(mentions, context)
    assert place is not None
    return place


def test_no_mention_no_place():
    assert resolve_place((), report_context((), ())) is None


def test_namesakes_abroad_lose_to_the_context():
    place = _place("Una explosión en Córdoba mató a dos soldados.", "es", around="Colombia; Medellín, Cali")
    assert place.country == "CO"
    assert place.why


def test_a_nationality_of_the_actors_is_context():
    assert _place("Fighting in Gao killed two.", actors=("ML",)).country == "ML"


def test_distance_displaces_the_point():
    place = _place("15 km south of Ouagadougou, in Burkina Faso")
    assert place.lat is not None
    assert place.lon is not None
    assert distance_km(place.lat, place.lon, 12.37, -1.53) == pytest.approx(15, abs=4)
    assert place.lat < 12.37
    assert (place.shape.kind, place.precision) == ("distance", "near")


def test_axis_is_the_middle_with_both_ends_inside():
    place = _place("un convoi entre Bamako et Ségou, au Mali", "fr")
    assert (place.shape.kind, place.precision) == ("axis", "axis")
    assert place.lat is not None
    assert place.lon is not None
    assert place.radius_km is not None
    for lat, lon in ((12.65, -8.0), (13.43, -6.26)):
        assert distance_km(place.lat, place.lon, lat, lon) <= place.radius_km


def test_an_unknown_village_keeps_its_name_and_leans_on_what_is_named_with_it():
    place = _place("à Ghorbala, près de Ouagadougou, au Burkina Faso", "fr")
    assert place.name == "Ghorbala"
    assert (place.country, place.precision) == ("BF", "near")
    assert place.gazetteer_id is None
    assert place.radius_km is not None
    assert place.radius_km >= 25
    assert "isn't in the gazetteer" in place.why


def test_an_unknown_village_with_nothing_else_has_no_point():
    place = _place("Nine died in the village of Ghorbala.", around="Mali, Niono, Kidal")
    assert (place.name, place.lat, place.lon) == ("Ghorbala", None, None)
    assert place.precision == "country"


def test_a_country_alone_has_no_point():
    place = _place("Violence rose across Mali.")
    assert (place.country, place.lat, place.lon, place.precision) == ("ML", None, None, "country")


def test_a_hospital_town_is_not_the_place():
    place = _place("Nine died in the village of Ghorbala; the wounded were evacuated to Bamako.", around="Mali")
    assert place.name == "Ghorbala"
    assert place.lat is None


def test_near_and_in_differ_in_radius():
    near, inside = (_place(f"a blast {w} Kidal, Mali") for w in ("near", "in"))
    assert near.radius_km is not None
    assert inside.radius_km is not None
    assert near.radius_km > inside.radius_km
    assert near.precision == "near"


def test_every_place_has_a_reason_and_its_words():
    text = "Fighting near Kidal, in northern Mali"
    place = _place(text)
    assert place.why
    assert place.span is not None
    assert text[place.span.start : place.span.end] == place.span.text
    assert {s.text for s in place.spans} == {"Mali"}


@pytest.mark.parametrize("name", ["Kobe", "Kobé"])
def test_a_village_abroad_is_never_a_famous_namesake(name: str):
    mention = PlaceMention(Span(0, 4, name), name, "in", "village")
    mali = PlaceMention(Span(6, 10, "Mali"), "Mali", "in", "country")
    place = resolve_place([mention, mali], report_context([mention, mali], ("ML",)))
    assert place is not None
    assert place.country == "ML"


def test_the_order_of_other_reports_changes_nothing():
    text = "Gunmen raided Kidal and Gao, in Mali."
    assert _place(text) == _place(text)
