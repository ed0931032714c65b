"""Resolution of places: namesakes, shapes, unknown villages, countries."""

from __future__ import annotations

from datetime import date

import pytest

from tocsin.extract.places import find_places
from tocsin.ingest import Options
from tocsin.knowledge.gazetteer import distance_km, gazetteer
from tocsin.model import Place, PlaceMention, Span
from tocsin.pipeline import code_bytes
from tocsin.resolve.place import report_context, resolve_place
from tocsin.resolve.place_bare import fallback_place


def _place(text: str, language: str = "en", actors: tuple[str, ...] = (), around: str = "") -> Place:
    mentions = find_places(text, len(around) + 2, language)
    context = report_context([*find_places(around, 0, language), *mentions], actors)
    place = resolve_place(mentions, context)
    assert place is not None
    return place


def test_no_mention_no_place():
    assert resolve_place((), report_context((), ())) is None


def test_a_party_vouches_for_the_countries_in_which_it_acts():
    mentions = find_places("Fighters attacked the barracks of Nara on 3 May.", 0, "en")
    place = resolve_place(mentions, report_context(mentions, (), haunts=("ML", "BF", "NE")))
    assert place is not None
    assert place.country == "ML"


def test_namesakes_abroad_lose_to_the_context():
    place = _place("Una explosión en Córdoba mató a dos soldados.", "es", around="Colombia; Medellín, Cali")
    assert place.country == "CO"
    assert place.why


def test_a_nationality_of_the_actors_is_context():
    assert _place("Fighting in Gao killed two.", actors=("ML",)).country == "ML"


def test_a_known_place_may_lie_far_from_the_seat_of_its_wide_commune():
    place = _place("at the place called Triple Point, in the commune of Karimama, in Benin")
    assert place.name == "Point Triple"


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


@pytest.mark.parametrize(("where", "km"), [("north of", None), ("150 km north of", 150.0)])
def test_an_unknown_village_north_of_a_city_is_not_in_the_city(where: str, km: float | None):
    text = f"Al-Shabaab fighters killed ten soldiers at Xarandir, {where} Mogadishu, on Tuesday."
    (event,) = code_bytes(text.encode(), "stdin", Options(published=date(2025, 7, 4))).events
    shape = event.place.shape
    assert (event.place.name, shape and shape.bearing, shape and shape.km) == ("Xarandir", "N", km)


def test_an_unknown_village_with_nothing_else_has_no_point():
    place = _place("Nine died in the village of Ghorbala.", around="It is the worst month in Mali since 2012.")
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
    assert text[place.span.start - 2 : place.span.end - 2] == place.span.text
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


@pytest.mark.parametrize(
    ("language", "around", "text"),
    [
        ("en", "The raid on Djibo, in Burkina Faso, ended at noon.", "Nine more died in the village of Ghorbala."),
        (
            "fr",
            "L'assaut contre Djibo, au Burkina Faso, a cessé.",
            "Neuf autres sont morts dans le village de Ghorbala.",
        ),
        ("es", "El asalto a Djibo, en Burkina Faso, cesó.", "Otros nueve murieron en la aldea de Ghorbala."),
    ],
)
def test_an_unknown_village_told_after_a_town_lies_about_it(language: str, around: str, text: str):
    place = _place(text, language, around=around)
    assert (place.name, place.country, place.precision) == ("Ghorbala", "BF", "near")
    assert place.radius_km is not None
    assert place.radius_km >= 50
    assert "next to it is Djibo" in place.why


def test_a_capital_where_somebody_speaks_places_no_village():
    place = _place("Nine died in the village of Ghorbala.", around="An official in Bamako, Mali, said so.")
    assert place.lat is None


@pytest.mark.parametrize(
    ("language", "around", "text"),
    [
        ("en", "A blast shook Goma, in DR Congo.", "It went off in the Kibaranga neighbourhood."),
        ("fr", "Une explosion a secoué Goma, en RDC.", "Elle a eu lieu dans le quartier de Kibaranga."),
        ("es", "Una explosión sacudió Goma, en la RDC.", "Ocurrió en el barrio de Kibaranga."),
    ],
)
def test_a_quarter_lies_in_the_town_of_which_the_report_speaks(language: str, around: str, text: str):
    place = _place(text, language, around=around)
    assert place.name == "Kibaranga, Goma"
    assert place.lat == pytest.approx(-1.68, abs=0.1)


def test_a_market_that_bears_a_city_s_name_is_no_city_abroad():
    place = _place(
        "Une grenade a explosé au marché Washington.", "fr", around="À Gao, au Mali, la semaine a été calme."
    )
    assert place.country == "ML"
    assert place.name == "Washington, Gao"


def test_a_namesake_vouches_for_no_country():
    """A name known only abroad isn't taken there when all else is elsewhere."""
    place = _place("Six killed in the Al Rawda neighbourhood.", around="Marib, Yemen. Houthi rockets hit Marib again.")
    assert place.country == "YE"


def test_what_stands_next_to_a_name_outweighs_what_stands_far_off():
    mexico = "In Michoacán, Mexico, drones struck Apatzingán. " + "Nothing else was heard of them. " * 20
    place = _place("Gunmen killed the mayor of San Vicente, in Manabí, Ecuador.", around=mexico)
    assert place.country == "EC"


def test_a_bare_division_beats_a_small_town_of_its_name():
    assert _place("El atentado en Antioquia, Colombia, dejó ocho muertos.", "es").precision == "admin1"
    assert _place("Fighting in Gao, Mali, killed two.").precision == "exact"


def test_a_state_in_short_places_its_town():
    place = _place("A man was shot in Lexington, Ky., on Monday.", actors=("US",))
    assert place.admin1 == "Kentucky"
    assert _place("A fire burned in Athens.", around="Atlanta, Georgia. The governor of Georgia spoke.").country == "US"
    assert _place("Shots were heard in Gori, Georgia.", around="Tbilisi and Tskhinvali were calm.").country == "GE"


def test_an_article_makes_another_place():
    place = _place("La balacera en el recinto La Quevedo dejó dos muertos, cerca de Quevedo, Ecuador.", "es")
    assert place.name == "La Quevedo"


def test_the_last_resort_is_the_one_country_of_the_report():
    mentions = find_places("Violence rose across Mali, in Gao and Kidal.", 0, "en")
    place = fallback_place(report_context(mentions, ()))
    assert place is not None
    assert (place.country, place.lat, place.precision) == ("ML", None, "country")
    assert "no place is named" in place.why
    assert fallback_place(report_context(find_places("Mali, Ukraine", 0, "en"), ())) is None


def test_a_division_shared_by_two_places_settles_the_village():
    """Sama is a village of Ségou; of the Sama forest the text says that it lies in Sikasso."""
    place = _place("Gunmen hid in the Sama forest, Sikasso region, Mali.")
    assert place.admin1 != "Ségou"


@pytest.mark.parametrize("text", ["en Argelia, Cauca", "en Argelia (Cauca), Colombia", "en Granada, Antioquia"])
def test_a_country_s_name_within_a_division_is_a_town(text: str) -> None:
    place = _place(f"Tres personas murieron el lunes {text}.", "es")
    assert (place.country, place.precision) == ("CO", "exact")


@pytest.mark.parametrize(
    ("language", "text", "name", "country", "admin1"),
    [
        ("en", "Gunmen killed three farmers in Palestine, Colombia, on Sunday.", "Palestina", "CO", "Caldas"),
        ("en", "Clashes in Georgia, South Sudan, left four dead.", "Georgia", "SS", None),
        ("es", "Mataron a tres campesinos en Palestina, Caldas, Colombia.", "Palestina", "CO", "Caldas"),
        ("en", "Attacks in Mali, Niger and Chad left four dead.", "Mali", "ML", None),
        # the place is where it is said to be, not what it lies by
        ("fr", "Des hommes ont tiré au sud-est de Port-au-Prince, à Kenscoff.", "Kenscoff", "HT", "Ouest"),
        (
            "es",
            "Un ataque en la vereda Ghorbala, zona rural de Tibú, Colombia.",
            "Ghorbala",
            "CO",
            "Norte de Santander",
        ),
        ("fr", "Des hommes ont traversé le fleuve Niger près de Diafarabé, au Mali.", "Diafarabé", "ML", "Mopti"),
        ("en", "Fighting in Darfur killed ten.", "Darfur", "SD", None),
    ],
)
def test_names_that_several_lands_bear(language: str, text: str, name: str, country: str, admin1: str | None):
    place = _place(text, language)
    assert (place.name, place.country, place.admin1) == (name, country, admin1)


def test_a_country_is_a_town_among_the_towns_about_it():
    around = "Fires broke out in Elkhart, Texas, in Frankston, Texas, and near Crockett, Texas."
    assert _place("A man was shot in Palestine on Monday.", around=around).admin1 == "Texas"
    assert _place("Troops were struck in Palestine on Monday.", around="Washington, United States").country == "PS"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "La paix reste loin au Mali. Que s'est-il passé lundi à Hombori ? Dans cette localité de la région de "
            "Mopti, à 200 kilomètres de Gao, des hommes armés ont tué trois éleveurs.",
            "Hombori",
        ),
        ("Mali: what happened in Hombori? In this town, some 200 km from Gao, gunmen killed three herders.", "Hombori"),
        ("Mali : jeudi, dans la capitale, des hommes armés ont tué trois passants.", "Bamako"),
        ("Three people were shot dead in the capital on Thursday, Mali's police said.", "Bamako"),
        ("En Colombia, tres personas fueron asesinadas el jueves en la capital.", "Bogotá"),
        (
            "Crowds mourned in Gao, Mali, on Tuesday, a day after soldiers shot dead three protesters along the river, "
            "as the United States opened its new embassy in Bamako.",
            "Gao",
        ),
    ],
)
def test_words_that_point_to_a_place(text: str, name: str):
    """Words like "in this village" and "in the capital", and a clause that names only the seat of somebody else."""
    coded = code_bytes(text.encode(), "report.txt", Options(published=date(2024, 6, 19)))
    assert [event.place.name for event in coded.events if event.place] == [name]


def test_the_axis_over_an_unknown_name_places_it():
    text = "07/02 - Axe Gao-Ansongo. Un convoi est pris sous le feu à Zorbaghou vers 11h : 5 morts."
    (event,) = code_bytes(
        f"Note de sécurité, Mali\n\n{text}".encode(), "n.txt", Options(published=date(2025, 2, 14))
    ).events
    assert event.place is not None
    assert (event.place.name, event.place.precision) == ("Zorbaghou", "axis")


def test_a_point_looked_up_by_hand_stands_for_its_namesake():
    """GeoNames puts Tessit's commune west of Greenwich."""
    (place,) = {m.entry.gid for m in gazetteer().exact("Tessit")}
    assert place.startswith("curated:")


def test_an_unknown_name_lies_where_the_report_places_it_best():
    text = (
        "Cinco personas murieron en la vereda Zorbaga, municipio de Tierralta, Colombia. En Planeta Rica hay calma.\n\n"
        "Otras dos fueron asesinadas en Zorbaga el lunes."
    )
    coded = code_bytes(text.encode(), "report.txt", Options(published=date(2024, 6, 19)))
    places = [event.place for event in coded.events if event.place and event.place.name == "Zorbaga"]
    assert places
    assert all("Tierralta" in place.why for place in places)


def test_the_country_over_a_label_settles_the_towns_of_an_entry():
    text = (
        "Weekly note, 25 June 2025\n\nPERU\n- Lima. A grenade killed a watchman in Comas on Monday.\n\n"
        "BRAZIL\n- Manaus. Nothing to report.\n\nVENEZUELA\n- San Cristobal. Gunmen killed a councillor on Thursday.\n"
    )
    coded = code_bytes(text.encode(), "note.txt", Options(published=date(2025, 6, 25)))
    assert [(e.place.name, e.place.country) for e in coded.events if e.place] == [
        ("Comas", "PE"),
        ("San Cristóbal", "VE"),
    ]


@pytest.mark.parametrize(
    ("language", "told", "near"),
    [
        (
            "en",
            "Gunmen attacked the army post of Point Triple, Benin, on Wednesday.",
            "Karimama, the nearest sizeable town,",
        ),
        ("en", "Gunmen attacked the army post of Point Triple, Benin, on Wednesday.", "Karimama is the closest town,"),
        (
            "fr",
            "Des hommes armés ont attaqué mercredi le poste de Point Triple, au Bénin.",
            "Karimama, la ville la plus proche,",
        ),
        (
            "es",
            "Hombres armados atacaron el miércoles el puesto de Point Triple, en Benín.",
            "Karimama, la ciudad más cercana,",
        ),
    ],
)
def test_a_deed_rests_on_the_town_called_the_nearest_too(language: str, told: str, near: str) -> None:
    options = Options(published=date(2025, 1, 10), language=language)
    (event,) = code_bytes(f"{told} {near} ...".encode(), "report.txt", options).events
    assert event.place.name == "Point Triple"
    assert "Karimama" in [span.text for span in event.place.spans]
    (event,) = code_bytes(f"{told} Karimama, ...".encode(), "report.txt", options).events
    assert "Karimama" not in [span.text for span in event.place.spans]
    (event,) = code_bytes(f"{told} {near.replace('Karimama', 'Parakou')} ...".encode(), "report.txt", options).events
    assert "Parakou" not in [span.text for span in event.place.spans]  # 250 km off


def test_a_town_called_the_nearest_is_so_to_one_deed_only() -> None:
    text = (
        "Two attacks in the north\n\nGunmen killed four soldiers at Gorgadji, Burkina Faso, on Monday. "
        "People in Dori, the nearest town, heard the guns.\n\nOn Tuesday a mine killed two drivers at Falagountou."
    )
    coded = code_bytes(text.encode(), "report.txt", Options(published=date(2025, 1, 10), language="en"))
    resting = {event.place.name: [span.text for span in event.place.spans] for event in coded.events}
    assert {name: "Dori" in spans for name, spans in resting.items()} == {"Gorgadji": True, "Falagountou": False}
