"""Ages, hours, streets and persons: read in three languages, and what they say of two texts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import event, killed, place
from tocsin.model import CodedReport, Report
from tocsin.reconcile import reconcile_records
from tocsin.reconcile.compare import compare
from tocsin.reconcile.details import Details, hashed
from tocsin.reconcile.told import Told
from tocsin.reconcile.wording import Wording, read_wording, wordings, write_wording


def details(text: str) -> Details:
    (found,) = wordings(CodedReport(Report("sha256:a", text, "en"), (event("a"),))).values()
    assert read_wording(write_wording(found)) == found
    return found.details


def made(**kinds: set[int]) -> Details:
    return Details(**{kind: frozenset(some) for kind, some in kinds.items()})


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("A 15-year-old boy and two girls, ages 7 and 9, were hit.", {15, 7, 9}),
        ("Boy, 16, shot on Sunday; Mirko Tandel (34) held.", {16, 34}),
        ("The victim, aged 41, died on May 5, 12 hours later.", {41}),
        ("Un homme de 29 ans et Awa Diallo, 34 ans, ont été tués.", {29, 34}),
        ("Une femme âgée de 52 ans, condamnée à une peine de 10 ans de prison.", {52}),
        ("Un joven de 17 años y Rosa Quispe, 60 años, murieron tras una condena de 20 años de cárcel.", {17, 60}),
        ("He got 15 years; the war lasted 10 years and cost $ 12, they say.", set()),
    ],
)
def test_ages_are_those_of_persons(text: str, ages: set[int]) -> None:
    assert details(text).ages == ages


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("It happened about 10:30 p.m., police were called at 11 pm.", {22 * 60 + 30, 23 * 60}),
        ("Shots fell at 12:05 a.m. and at 12 p.m.; by 14:45 all was quiet.", {5, 12 * 60, 14 * 60 + 45}),
        ("Vers 22h30, puis à 3 heures du matin ; à 8 heures du soir.", {22 * 60 + 30, 3 * 60, 20 * 60}),
        ("A las 4:20 de la tarde; hacia las 23 horas; a las 9 p. m.", {16 * 60 + 20, 23 * 60, 21 * 60}),
        ("It lasted 3 hours; 12 men came.", set()),
    ],
)
def test_hours_are_minutes_after_midnight(text: str, hours: set[int]) -> None:
    assert details(text).hours == hours


@pytest.mark.parametrize(
    ("text", "streets"),
    [
        ("It was on Quillen Street, in the 700 block of North Hamlin, not down the street.", {"quillen", "hamlin"}),
        ("Rue des Lilas, dans le quartier Hippodrome ; une rue de la ville.", {"lilas", "hippodrome"}),
        ("En la calle Bolívar y en el barrio Las Flores.", {"bolivar", "flores"}),
    ],
)
def test_streets_have_names(text: str, streets: set[str]) -> None:
    assert details(text).streets == {hashed(name) for name in streets}


@pytest.mark.parametrize(
    "text",
    [
        "Mirko B. Tandel, 34, was hit.",
        "They named 34-year-old Mirko Tandel.",
        "Mirko Tandel (34) died.",
        "On a tué Mirko Tandel, 34 ans.",
        "Murió Mirko Tandel, de 34 años.",
    ],
)
def test_a_person_is_a_surname_with_an_age(text: str) -> None:
    assert details(text).persons == {hashed("tandel 34")}


def test_an_age_alone_is_no_person() -> None:
    assert details("Boy, 16, shot; a 34-year-old man held.").persons == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (made(ages={15, 40}), made(ages={15}), "an age in common"),
        (made(ages={15, 40, 3}), made(ages={15, 40, 6}), "ages in common"),
        (made(ages={15, 40}), made(ages={15, 40, 6}), "all ages in common"),
        (made(ages={15}), made(ages={40}), "no age in common"),
        (made(ages={15, 16}), made(ages={40, 41}), "none of several ages in common"),
        (made(ages={15}), made(), "ages untold"),
        (made(hours={1430}), made(hours={1430}), "same hour"),
        (made(hours={1430}), made(hours={10, 600}), "hours near"),  # across midnight
        (made(hours={1430}), made(hours={600}), "hours apart"),
        (made(hours={600}), made(hours={660}), "hours untold"),
        (made(hours={600}), made(hours={60, 600, 700, 800}), "many hours told"),
        (made(streets={1}), made(streets={1, 2}), "same street"),
        (made(streets={1, 2}), made(streets={1, 2}), "same streets"),
        (made(streets={1}), made(streets={2}), "other streets"),
        (made(persons={1}), made(persons={1, 2}), "same person"),
        (made(persons={1}), made(persons={2}), "no person in common"),
    ],
)
def test_details_tell_like_events_apart(one: Details, other: Details, level: str) -> None:
    a, b = (
        Told(event("a", casualties=()), Wording({}, (), one)),
        Told(event("b", casualties=()), Wording({}, (), other)),
    )
    assert level in compare(a, b).levels
    assert compare(a, b) == compare(b, a)


def test_of_a_crowd_each_text_names_others() -> None:
    dead = (replace(killed(12), of=None),)
    a, b = (
        Told(event(name, casualties=dead), Wording({}, (), made(ages={age}))) for name, age in (("a", 15), ("b", 40))
    )
    assert "ages untold" in compare(a, b).levels


def test_a_person_told_of_in_two_places_means_that_one_was_misread() -> None:
    worded = Wording({}, (), made(persons={1}))
    far = Told(event("b", place=place(16.27, -0.05, name="Gao")), worded)
    assert "places apart in like texts" in compare(Told(event("a"), worded), far).levels
    assert "places apart" in compare(Told(event("a"), Wording({})), far).levels


def test_a_trial_two_years_later_finds_its_event_by_the_person() -> None:
    first = Report("sha256:a", "Mirko Tandel, 34, was shot dead in Zorvale, with Odel Varny, 19.", "en")
    later = Report("sha256:b", "A man was tried in Zorvale for killing Mirko Tandel, 34, and Odel Varny, 19.", "en")
    records = {one.id: event(one.id[7:], when=replace(event("a").when, start=None, end=None)) for one in (first, later)}
    worded = {
        records[one.id].id: wordings(CodedReport(one, (records[one.id],)))[records[one.id].id] for one in (first, later)
    }
    (incident,) = reconcile_records(records.values(), worded=worded)
    assert len(incident.record_ids) == 2
