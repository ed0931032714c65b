"""What one speaker's figures add up to: parts, a whole beside its parts, rivals, later deaths, the attackers' own dead;
the same toll in the CSV rows, in incidents and in ACLED's form.
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from builders import army, coded, event, jnim, killed, span
from tocsin.ingest import Options
from tocsin.model import Actor, Attribution, Casualty, CodedReport, EventRecord
from tocsin.pipeline import code_bytes
from tocsin.publish.accounts import accounts
from tocsin.publish.disagreements import disagreements
from tocsin.publish.dossier import dossiers
from tocsin.publish.exports import export
from tocsin.publish.formats.catalogue import write
from tocsin.reconcile import reconcile_reports
from tocsin.reconcile.merge import merge
from tocsin.reconcile.tolls import by_speaker
from tocsin.tolls import voiced

Toll = tuple[int, int | None]
PLAIN = Attribution()


def dead(
    low: int, of: str | None = None, by: str | None = "fama", high: int | None = -1, rival: bool = False
) -> Casualty:
    return Casualty("killed", low, low if high == -1 else high, span("post near Niono"), of, by, rival)


def telling(*rows: Casualty, name: str = "a", attribution: Attribution = PLAIN) -> EventRecord:
    return event(name, casualties=rows, attribution=attribution)


def tolls(*rows: Casualty) -> dict[str | None, Toll]:
    return {one.by: one.toll for one in voiced(telling(*rows), rows)}


@pytest.mark.parametrize(
    ("rows", "added"),
    [
        ([dead(3, "fama"), dead(5, "civilians")], {"fama": (8, 8)}),
        ([dead(3, "fama"), dead(5, "civilians", high=None)], {"fama": (8, None)}),
        ([dead(2, "fama"), dead(4)], {"fama": (6, 6)}),  # two soldiers and four others
        ([dead(8), dead(3, "fama"), dead(5, "civilians")], {"fama": (8, 8)}),  # a whole beside its parts
        ([dead(8, "civilians"), dead(3, "fama"), dead(5, "civilians")], {"fama": (8, 8)}),
        ([dead(5, "civilians"), dead(3, "fama"), dead(2, "wagner")], {"fama": (10, 10)}),
        ([dead(3, "fama"), dead(2, "wagner"), dead(5)], {"fama": (10, 10)}),  # and five others
        ([dead(12), dead(2)], {"fama": (14, 14)}),
        ([dead(12), dead(2, by=None)], {None: (14, 14)}),  # police said twelve; two later died
        ([dead(12, by="jnim"), dead(2, by=None)], {None: (14, 14)}),
        ([dead(3, "fama"), dead(5, "civilians", "mayor")], {None: (8, 8)}),
        ([dead(7, "fama"), dead(20, "fama", "jnim", rival=True)], {"fama": (7, 7), "jnim": (20, 20)}),
        ([dead(70), dead(115, rival=True)], {"fama": (70, 115)}),
        ([dead(3, "fama"), dead(5, "civilians"), dead(9, rival=True)], {"fama": (8, 9)}),
        ([dead(40, "fama", "fla"), dead(10, "fama", "hospital")], {"fla": (40, 40), "hospital": (10, 10)}),
        ([dead(19, "civilians", "mayor"), dead(26, "fama", "jnim")], {"mayor": (19, 19), "jnim": (26, 26)}),
        ([], {}),
    ],
)
def test_the_figures_of_a_voice_add_up_and_rivals_never(rows: list[Casualty], added: dict[str | None, Toll]) -> None:
    assert tolls(*rows) == added


def test_a_figure_of_people_named_by_words_alone_is_nobodys_on_top() -> None:
    bandits = replace(dead(3, by=None), span=span("Gunmen of JNIM attacked"))
    rows = (dead(12, "civilians", "jnim"), bandits)
    assert [one.toll for one in voiced(telling(*rows), rows)] == [(12, 12), (3, 3)]


def test_a_rival_of_both_sides_is_one_toll_of_its_voice() -> None:
    rebels = replace(dead(2), span=span("Gunmen of JNIM attacked"))
    rows = (dead(11, "fama", "jnim"), rebels, dead(4, "fama", rival=True))
    assert {one.by: one.toll for one in voiced(telling(*rows), rows)} == {"jnim": (11, 11), "fama": (6, 6)}
    unnamed = (replace(rows[0], said_by=None), *rows[1:])
    assert {one.by: one.toll for one in voiced(telling(*unnamed), unnamed)} == {None: (11, 11), "fama": (6, 6)}


def test_a_speaker_of_several_records_stands_with_the_largest_of_its_sums() -> None:
    parts = telling(dead(3, "fama"), dead(5, "civilians"))
    assert by_speaker([parts, telling(dead(6), name="b")], "killed") == {"fama": (8, 8)}
    assert by_speaker([parts, telling(dead(9), name="b")], "killed") == {"fama": (9, 9)}
    assert merge([parts, telling(dead(3, "fama"), dead(5, "civilians", "mayor"), name="b")]).contradictions == ()


def test_a_claimants_own_dead_are_no_part_of_the_toll_even_where_they_are_hit() -> None:
    own = event(actors=(jnim(), jnim("target"), army()), casualties=(killed(20), dead(2, "jnim", "jnim")))
    assert merge([own]).killed == (20, 20)
    fought = replace(own, attribution=PLAIN)
    assert merge([fought]).killed == (22, 22)


def test_the_dead_among_the_attackers_are_no_part_of_the_toll_though_nobody_names_them() -> None:
    raiders = Actor("target", None, "Unidentified attackers (Mali)", "unidentified", span("Gunmen"))
    fallen = replace(dead(5), span=span("Gunmen of JNIM"))
    record = event(actors=(jnim(), army(), raiders), casualties=(dead(8, "fama", None), fallen), attribution=PLAIN)
    assert merge([record]).killed == (8, 8)
    assert merge([replace(record, casualties=(fallen,))]).killed == (5, 5)
    behind = replace(raiders, span=span("army post"))
    cut = replace(
        record, actors=(jnim(), army(), behind), casualties=(dead(8, "fama"), replace(fallen, span=span("attacked an")))
    )
    assert merge([cut]).killed == (8, 8)


def fatalities(*reports: CodedReport) -> list[tuple[str, str]]:
    rows = csv.DictReader(io.StringIO("".join(export("csv", reports))))
    return [(row["fatalities"], row["fatalities_high"]) for row in rows]


def test_accounts_and_disagreements_tell_sums_beside_who_gives_them() -> None:
    two = telling(dead(3, "fama"), dead(5, "civilians", "mayor"))
    parts = telling(dead(3, "fama"), dead(5, "civilians"), name="b")
    more = telling(dead(11), name="c")
    told = [coded(name, one) for name, one in (("a", two), ("b", parts), ("c", more))]
    incident = merge([two, parts, more])
    (dossier,) = dossiers([incident], told)
    words = [one.toll for one in accounts(dossier)]
    assert words == ["3 (so Malian Armed Forces) and 5 (so a source (“mayor”)) killed", "8 killed", "11 killed"]
    assert incident.killed == (8, 11)
    (differ,) = disagreements(dossier)
    assert differ.readings == ("8", "11")


def read(text: str, language: str = "en") -> CodedReport:
    options = Options(published=date(2024, 5, 1), source="Outlet", language=language)
    return code_bytes(text.encode(), "a.txt", options)


PARTS = [
    ("en", "Three soldiers and five civilians were killed in an ambush near Gao on Tuesday, the army said."),
    ("fr", "Trois soldats et cinq civils ont été tués dans une embuscade près de Gao mardi, selon l'armée."),
    ("es", "Tres soldados y cinco civiles murieron en una emboscada cerca de Tibú el martes, según el ejército."),
]


@pytest.mark.parametrize(("language", "text"), PARTS)
def test_parts_of_one_toll_give_one_figure_everywhere(language: str, text: str) -> None:
    told = read(text, language)
    (incident,) = reconcile_reports([told])
    cases = dossiers([incident], [told])
    (acled,) = csv.DictReader(io.StringIO(write("acled", cases).data.decode()))
    assert fatalities(told) == [("8", "8")]
    assert incident.killed == (8, 8)
    assert acled["fatalities"] == "8"


LATER = [
    ("en", "An attack on a village near Gao on Tuesday left 12 dead and 3 missing; 2 later died in hospital."),
    ("en", "An attack on a village near Gao on Tuesday killed 12 people, police said. Two of the wounded later died."),
    ("fr", "Une attaque près de Gao mardi a fait 12 morts et 3 disparus ; 2 sont morts plus tard à l'hôpital."),
    ("es", "Un ataque en Tibú el martes dejó 12 muertos y 3 desaparecidos; 2 murieron después en el hospital."),
    ("es", "Un ataque en Tibú el martes dejó 12 muertos, según la policía. Dos de los heridos murieron después."),
    ("en", "An attack near Gao on Tuesday killed 12 people, police said. Two more died, the hospital said."),
    ("fr", "Une attaque près de Gao mardi a fait 12 morts, selon la police. Deux autres sont morts, selon l'hôpital."),
    ("es", "Un ataque en Tibú el martes dejó 12 muertos, según la policía. Otros dos murieron, según el hospital."),
]


REVISED = [
    (
        "en",
        "An attack on a village near Gao on Tuesday left 4 dead and 2 wounded. One of the two wounded died. "
        "Revised toll: 5 dead.",
    ),
    (
        "fr",
        "L'attaque d'un village près de Gao mardi a fait 4 morts et 2 blessés selon le premier bilan; "
        "l'un des deux blessés a succombé. Bilan révisé: 5 morts.",
    ),
    (
        "es",
        "Un ataque en Tibú el martes dejó 4 muertos y 2 heridos según el primer balance; uno de los heridos falleció. "
        "Balance revisado: 5 muertos.",
    ),
]


@pytest.mark.parametrize(("language", "text"), REVISED)
def test_a_revised_toll_is_told_in_its_own_words(language: str, text: str) -> None:
    told = read(text, language)
    (record,) = told.events
    words = [(row.low, row.span.text) for row in record.casualties if row.kind == "killed"]
    assert words == [(5, {"en": "5 dead", "fr": "5 morts", "es": "5 muertos"}[language])]
    assert fatalities(told) == [("5", "5")]


@pytest.mark.parametrize(("language", "text"), LATER)
def test_those_who_died_later_are_never_a_toll_of_their_own(language: str, text: str) -> None:
    told = read(text, language)
    assert fatalities(told) == [("14", "14")]
    assert [one.killed for one in reconcile_reports([told])] == [(14, 14)]


LOSSES = [
    (
        "en",
        "Rebels killed 7 soldiers in Gao on Tuesday, the army said. "
        "JNIM said it had killed 20 soldiers and lost 2 fighters.",
    ),
    (
        "fr",
        "Des rebelles ont tué 7 soldats à Gao mardi, selon l'armée. "
        "Le JNIM dit avoir tué 20 soldats et perdu 2 combattants.",
    ),
    (
        "es",
        "Los rebeldes mataron a 7 soldados en Tibú el martes, según el ejército. "
        "El ELN dijo haber matado a 20 soldados y perdido a 2 combatientes.",
    ),
]


@pytest.mark.parametrize(("language", "text"), LOSSES)
def test_a_partys_own_dead_stay_apart_from_those_it_killed(language: str, text: str) -> None:
    told = read(text, language)
    (record,) = told.events
    party = "eln" if language == "es" else "jnim"
    dead_rows = [row for row in record.casualties if row.kind == "killed"]
    assert [(row.low, row.rival) for row in dead_rows] == [(7, False), (2, False), (20, True)]
    assert [row.said_by for row in dead_rows[1:]] == [party, party]
    assert dead_rows[1].of == party
    assert party in {actor.id for actor in record.actors if actor.role == "attacker"}
    assert fatalities(told) == [("7", "20")]
