"""Who published it, when, and who wrote it: read where publishers sign, never guessed from a sentence."""

from __future__ import annotations

from datetime import date

import pytest

from tocsin.errors import KnowledgeError
from tocsin.ingest import Options, outlets, report_from_bytes
from tocsin.ingest.front import title_of
from tocsin.model import Report

BODY = "The army said that gunmen killed three soldiers in an attack on a post near the town, and that two were hurt."
CORPS = "L'armée a dit que des hommes armés ont tué trois soldats dans l'attaque d'un poste près de la ville."
CUERPO = "El Ejército dijo que hombres armados mataron a tres soldados en un ataque a un puesto cerca de la ciudad."


def read(text: str, name: str = "a.txt", **options: object) -> Report:
    return report_from_bytes(text.encode(), name, Options(**options))  # type: ignore[arg-type]


# the day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("NIONO, Mali, 12 June 2024 (Sahel Press) - {}", (2024, 6, 12)),
        ("NIONO, June 12, 2024 - {}", (2024, 6, 12)),
        ("Niono, le 12 juin 2024\n\n{fr}", (2024, 6, 12)),
        ("Niono, le 1er juin 2024\n\n{fr}", (2024, 6, 1)),
        ("Bogotá, 5 may. 2025 (Noticias del Norte).- {es}", (2025, 5, 5)),
        ("Cali, sábado 19 de abril de 2025.\n\n{es}", (2025, 4, 19)),
        ("Published: 12 June 2024 at 10:15\n\n{}", (2024, 6, 12)),
        ("Publié le : 25/04/2023 - 07:14    Temps de lecture : 2 min\n\n{fr}", (2023, 4, 25)),
        ("Publicado el 3 de marzo de 2024\n\n{es}", (2024, 3, 3)),
        ("Wednesday 12 June 2024 | World\n\n{}", (2024, 6, 12)),
        ("2024-06-12\n\n{}", (2024, 6, 12)),
        ("Issued 20/02/2024 by the Savana Desk\n\n{}", (2024, 2, 20)),
        ("Updated 13 June 2024\nPublished 12 June 2024\n\n{}", (2024, 6, 12)),
        ("{}\n\nPublished in The Northern Courier, December 17th, 2022", (2022, 12, 17)),
    ],
)
def test_the_day_of_a_dateline(line: str, day: tuple[int, int, int]) -> None:
    page = read("Attack on a post\n\n" + line.replace("{}", BODY).replace("{fr}", CORPS).replace("{es}", CUERPO))
    assert (page.published, page.published_from) == (date(*day), "dateline")


@pytest.mark.parametrize(
    "line",
    [
        "NIONO, June 12 (Sahel Press) - {}",  # no year: never filled in
        "On 12 June 2024, the men came back. {}",
        "The post was attacked on Wednesday 12 June 2024. {}",
        "In Niono, on 12 June 2024 - as in the year before - the men came. {}",
        "Weekly note, 12/06/2024 - 19/06/2024\n\n{}",
        "Period: 12 June 2024 to 19 June 2024\n\n{}",
        "Issued 03/04/2024\n\n{}",  # the third of April or the fourth of March
        "Date: 12 June 2024\nPlace: Niono\n\n{}",  # a table of facts about the event
        "Niono, 31 June 2024\n\n{}",
        "{}\n\nThe base was taken on 12 June 2024.",
    ],
)
def test_a_day_that_may_not_be_the_pages_own_is_left_open(line: str) -> None:
    page = read("Attack on a post\n\n" + line.replace("{}", BODY))
    assert (page.published, page.published_from) == (None, None)


def test_option_beats_metadata_beats_dateline_beats_address() -> None:
    url = "url: https://x.example/2024/06/01/a"
    lines = ["---", "title: Attack", url, "date: 2024-06-03", "---", "", "Attack", "", f"NIONO, 2 June 2024 - {BODY}"]
    full = "\n".join(lines)
    page = read(full, "a.md", published=date(2024, 6, 4))
    assert (page.published, page.published_from) == (date(2024, 6, 4), "option")
    page = read(full, "a.md")
    assert (page.published, page.published_from) == (date(2024, 6, 3), "metadata")
    page = read(full.replace("date: 2024-06-03\n", ""), "a.md")
    assert (page.published, page.published_from) == (date(2024, 6, 2), "dateline")
    page = read(full.replace("date: 2024-06-03\n", "").replace("2 June 2024 - ", "June - "), "a.md")
    assert (page.published, page.published_from) == (date(2024, 6, 1), "url")


# the source


@pytest.mark.parametrize(
    ("text", "source", "kind"),
    [
        (f"Attack\n\nNIONO, Mali, June 12 (Reuters) - {BODY}", "Reuters", "media"),
        (f"Attack\n\nNIONO (Mali), 12 juin 2024 (AFP) – {CORPS}", "AFP", "media"),
        (f"Attack\n\nNIONO, June 12 (River Bend Wire) - {BODY}", "River Bend Wire", "media"),
        (f"Attack\n\nNIONO, Wednesday (Riverwire) -- {BODY}", "Riverwire", "media"),
        (f"Attack\n\nBy Awa Bamba, BBC News\n\n{BODY}", "BBC", "media"),
        (f"Attack\n\n{BODY}\n\n(Reuters)", "Reuters", "media"),
        (f"Attack\n\n{BODY}\n\n© 2024 Human Rights Watch", "Human Rights Watch", "ngo"),
        (f"@river_post (thread)\n\n1/ {BODY}", "@river_post", "social"),
        (f"Attack\n\nhttps://www.hrw.org/news/a\n\n{BODY}", "Human Rights Watch", "ngo"),
        (f"Attack\n\nhttps://www.defence.gov.zz/a\n\n{BODY}", None, "government"),
        (f"PRESS RELEASE\nMINISTRY OF DEFENCE\nNiono, 12 June 2024\n\n{BODY}", "MINISTRY OF DEFENCE", "government"),
        (f"Communiqué n°17/2024 de l'État-Major des Armées\n\n{CORPS}", "État-Major des Armées", "government"),
        (f"COMUNICADO DEL FRENTE DE LIBERACIÓN DEL SUR\n\n{CUERPO}", "FRENTE DE LIBERACIÓN DEL SUR", "party"),
        (f"Niono Safety Desk - Weekly brief 25/2025\n\n{BODY}", "Niono Safety Desk", "ngo"),
        (f"Radio Riverside - Noon bulletin\n\n{BODY}", "Radio Riverside", "media"),
    ],
)
def test_the_source_where_publishers_sign(text: str, source: str | None, kind: str) -> None:
    page = read(text)
    assert (page.source, page.source_kind) == (source, kind)


@pytest.mark.parametrize(
    "text",
    [
        f"Attack\n\n{BODY} A witness told Reuters that he saw it.",
        f"Attack\n\nGAO (Mali) - {BODY}",
        f"Attack\n\n21/01 MUCOJO (Macomia district). {BODY}",
        f"Nigerian army kills 40: police\n\n{BODY}",
        f"Statement by army chief fuels row\n\n{BODY}",
        f"Army statement on the attack is contested\n\n{BODY}",
        f"Attack\n\nAwa Bamba\nAwa is a former editor at The Northern Ledger.\n\n{BODY}",
        f"Attack\n\nAwa Bamba\nAwa is our correspondent for West Africa.\n\n{BODY}",
    ],
)
def test_no_source_without_words(text: str) -> None:
    page = read(text)
    assert (page.source, page.source_kind) == (None, "unknown")


@pytest.mark.parametrize(
    ("bio", "source"),
    [
        ("Awa is West Africa editor at The Northern Ledger. She likes tea.", "The Northern Ledger"),
        ("Awa studied law. As the Africa Desk Chief for Atlas, her work spans politics.", "Atlas News"),
        ("Awa covers the Gulf for The Northern Ledger.", "The Northern Ledger"),
    ],
)
def test_the_paper_that_the_author_works_for(bio: str, source: str) -> None:
    page = read(f"Attack near Niono\n\nAwa Bamba\nAwa Bamba\n{bio}\n\nMore From Me\n\n{BODY}")
    assert (page.source, page.source_kind, page.byline) == (source, "media", ("Awa Bamba",))


def test_the_caller_knows_better() -> None:
    page = read(f"Attack\n\nNIONO, Mali, June 12 (Reuters) - {BODY}", source="Niono Voice")
    assert (page.source, page.source_kind) == ("Niono Voice", "unknown")
    assert read(BODY, source="reuters").source_kind == "media"
    assert read(BODY, source="Ministry of Defence").source_kind == "government"


def test_an_outlet_that_two_kinds_share_is_refused() -> None:
    table = {"x": outlets.Outlet("X", "media")}
    with pytest.raises(KnowledgeError, match="names both"):
        outlets._add(table, "x", outlets.Outlet("X", "ngo"))


def test_the_list_of_outlets_reads() -> None:
    assert outlets.outlet_named("the new york times") == outlets.outlet_named("New York Times")
    assert outlets.outlet_at("https://user@feeds.bbc.co.uk:443/x") == outlets.outlet_named("BBC News")
    assert outlets.kind_of(None, "army.mil.zz") == "government"
    assert outlets.kind_of("Diario del Valle", None) == "media"


# title and byline


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Awa Bamba and Ciré Dia", ("Awa Bamba", "Ciré Dia")),
        ("By Awa Bamba in Niono and Ciré Dia in Gao", ("Awa Bamba", "Ciré Dia")),
        ("Par Awa Bamba, à Niono", ("Awa Bamba",)),
        ("Por María del Valle | Corresponsal en Cali", ("María del Valle",)),
        ("Written by: Awa Bamba", ("Awa Bamba",)),
        ("By Awa Bamba, Reuters", ("Awa Bamba",)),
        ("Por la Redacción / Corresponsalía Cali", ()),
        ("By our correspondent", ()),
        ("By dawn the men were gone from the town", ()),
        ("Awa Bamba | World", ("Awa Bamba",)),
    ],
)
def test_the_byline(line: str, names: tuple[str, ...]) -> None:
    assert read(f"Attack on a post\n\n{line}\n\n{BODY}").byline == names


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Attack on a post\n\n{BODY}", "Attack on a post"),
        (f"  Attack on a post \n{BODY}", "Attack on a post"),
        ("Toll rises to 12, U.N. says\n\n" + BODY, "Toll rises to 12, U.N. says"),
        (BODY, None),
        (f"{BODY}\n\n{BODY}", None),
        ("The army said that gunmen killed three soldiers in an attack on a post\nnear the town, and that two", None),
        (f"- a list\n- of things\n\n{BODY}", None),
        (f"[Translation from Arabic]\n\n{BODY}", None),
    ],
)
def test_the_title_is_the_headline(text: str, title: str | None) -> None:
    assert title_of(text) == title
