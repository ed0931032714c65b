"""Briefs: every sentence keeps its claimant and its sources, in four forms; changes and pictures."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from builders import army, coded, confirmed_by_mayor, event, jnim, killed, place, report, when
from cli_runner import invoke
from test_publish import EVIL, dossier, evil, rivals
from tocsin.cli.shelf import CODEC
from tocsin.errors import TocsinError
from tocsin.knowledge.actors.registry import ROLE_NAMES
from tocsin.knowledge.files import load_yaml
from tocsin.model import Attribution, CodedReport, SourceMention
from tocsin.publish.brief import Brief, Last, Question, Section, write_brief
from tocsin.publish.brief_changes import changes, gone
from tocsin.publish.brief_flow import blocks
from tocsin.publish.brief_lint import lint_brief
from tocsin.publish.brief_pages import to_html, to_markdown
from tocsin.publish.brief_pdf import to_pdf
from tocsin.publish.brief_word import to_docx
from tocsin.publish.dossier import Dossier, Source
from tocsin.publish.pictures import pictures
from tocsin.publish.rasters import png
from tocsin.publish.statements import Part, Statement, lint
from tocsin.publish.tongue import TONGUES, tongue
from tocsin.store import Store
from workbench import kept


def confirmed(**changes: Any) -> Dossier:
    mayor = Source(report("b"), event("b", attribution=confirmed_by_mayor()))
    return dossier("confirmed", mayor, **changes)


def written(*cases: Dossier, last: Last | None = None) -> Brief:
    known = {source.report.id: source for case in cases for source in case.sources}
    reports = [CodedReport(one.report, (one.record,)) for one in known.values()]
    return write_brief(cases, reports, "Mali, June 2024", last=last)


# form


def test_the_parts_stand_in_order() -> None:
    page = to_markdown(written(rivals(), dossier(), confirmed(), last=Last([], date(2024, 6, 1))))
    parts = ["# Mali", "## What you need to know", "## Changed since 2024-06-01", "## Confirmed", "## Reported",
             "## Claims", "## So, what now?", "## Reports"]  # fmt: skip
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


def test_a_headline_says_how_it_stands() -> None:
    page = to_markdown(written(dossier()))
    assert page.splitlines()[2] == "**Claimed: Armed clash within 25 km of Niono, Mali, 11 June 2024**"
    html = to_html(written(dossier()))
    assert '<p class="headline"><span class="tag claimed">claimed</span> Armed clash' in html


def test_a_claim_nobody_else_makes_is_asked_about() -> None:
    page = to_markdown(written(dossier()))
    assert "who but Jama'at Nusrat al-Islam wal-Muslimin says so? [1]" in page
    assert "says so?" not in to_markdown(written(confirmed()))


def test_fewer_than_ten_dead_are_not_none() -> None:
    few = event("a", casualties=(killed(0, high=9),))
    page = to_markdown(written(dossier("reported", Source(report("a"), few))))
    assert "0 to 9 killed" in page


def test_no_incident_takes_all_questions() -> None:
    brief = written(rivals(), dossier(id="inc-2", when=when("2024-06-20")))
    asked = [one.text.split(":")[0] for one in brief.questions]
    assert len(set(asked)) == 2
    assert max(map(asked.count, asked)) == 2


# lint


def broken(statement: Statement) -> Brief:
    """A brief with one sentence put in the place of a good one."""
    brief = written(dossier())
    (section,) = [one for one in brief.sections if one.entries]
    entry = replace(section.entries[0], statements=(statement,))
    return replace(brief, sections=(Section(section.heading, (entry,)),))


CITE = written(dossier()).news[0].statements[0].parts[1].cites


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (Statement("claimed", "JNIM", (Part("Soldiers were killed.", "sourced", CITE),)), "worded as a fact"),
        (Statement("reported", None, (Part("It says so.", "sourced", CITE),)), "worded as a fact"),
        (Statement("claimed", "JNIM", (Part("JNIM claims 12 dead."),)), "figure without a source"),
        (Statement("claimed", "JNIM", (Part("JNIM claims "), Part("12", "sourced"))), "no source for"),
        (Statement("confirmed", "x", (Part("It happened."),)), "no citation for"),
    ],
)
def test_the_lint_refuses(statement: Statement, said: str) -> None:
    assert any(said in fault for fault in lint_brief(broken(statement)))


def test_the_lint_refuses_a_question_without_a_source() -> None:
    brief = replace(written(dossier()), questions=(Question("how many, 3?", ()),))
    assert lint_brief(brief) == ["no citation for 'how many, 3?'"]


def test_what_is_written_passes_the_lint() -> None:
    assert lint_brief(written(rivals(), dossier(), confirmed(), last=Last([dossier("denied")], date(2024, 6, 1)))) == []


def test_a_faulty_brief_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    bad = Statement("claimed", "JNIM", (Part("It happened."),))
    monkeypatch.setattr("tocsin.publish.brief.state", lambda *_: [bad])
    with pytest.raises(TocsinError, match="worded as a fact"):
        written(dossier())


def test_a_denial_without_words_of_its_own_still_cites() -> None:
    voice = SourceMention("The army", "government", "denies", None, "fama")
    record = event("a", attribution=Attribution("reported", None, (voice,)))
    page = to_markdown(written(dossier("disputed", Source(report("a"), record))))
    assert "The army denies it. [1]" in page


# changes


def test_changes_since_the_last_brief() -> None:
    then = [dossier("reported", killed=(3, 3)), confirmed(id="inc-gone", record_ids=("x",))]
    lost = replace(then[1], sources=(Source(report("x"), event("x")),))
    now = [replace(dossier(), incident=replace(dossier().incident, killed=(3, 12))), confirmed()]
    found = changes(now, [then[0], lost])
    assert [one.kind for one in found] == ["new", "standing", "toll"]
    texts = [one.statement.text for one in found]
    assert texts[0].startswith("An armed clash within 25 km of Niono")
    assert texts[0].endswith("according to The mayor: confirmed.")
    assert texts[1].endswith("wal-Muslimin: it stood as reported and now stands as claimed.")
    assert texts[2].endswith("the figure of the dead was 3 and is now 3 to 12.")
    assert gone(now, [then[0], lost]) == 1


def test_nothing_changed_is_said() -> None:
    page = to_markdown(written(dossier(), last=Last([dossier()], date(2024, 6, 30))))
    assert "## Changed since 2024-06-30\n\nNo change in what the reports say." in page
    assert "Changed since" not in to_markdown(written(dossier()))


def test_reports_that_join_an_incident_make_no_new_one() -> None:
    joined = dossier("claimed", Source(report("a"), event("a")), Source(report("z"), event("z")), id="inc-other")
    assert [one.kind for one in changes([joined], [dossier()])] == []


# pictures


def spread() -> list[Dossier]:
    days = ("2024-06-03", "2024-06-12", "2024-06-13", "2024-06-27")
    areas = ("Ségou", "Ségou", "Gao", "Mopti")
    return [
        dossier("claimed" if n else "confirmed", when=when(day), place=place(admin1=area), id=f"inc-{n}")
        for n, (day, area) in enumerate(zip(days, areas, strict=True))
    ]


def test_pictures_stand_alone_and_count_only_incidents() -> None:
    found = {picture.title: picture for picture in pictures(spread())}
    assert list(found) == [
        "Map: each incident as wide as its place is uncertain",
        "When: incidents a week, by standing",
        "Where: incidents by area, by standing",
    ]
    assert found["When: incidents a week, by standing"].rows == (
        ("03 Jun 2024", 1),
        ("10 Jun 2024", 2),
        ("24 Jun 2024", 1),
    )
    assert dict(found["Where: incidents by area, by standing"].rows) == {
        "Ségou (Mali)": 2,
        "Gao (Mali)": 1,
        "Mopti (Mali)": 1,
    }
    for picture in found.values():
        root = ET.fromstring(picture.svg)
        assert root.tag.endswith("svg")
        assert "href" not in picture.svg


def test_long_stretches_are_drawn_by_months_and_years() -> None:
    for last, unit, bars in (("2024-12-30", "month", 2), ("2031-12-30", "year", 2)):
        cases = [dossier(when=when("2024-01-01"), id="inc-1"), dossier(when=when(last), id="inc-2")]
        (chart,) = [one for one in pictures(cases) if one.title.startswith("When")]
        assert chart.title.startswith(f"When: incidents a {unit}")
        assert len(chart.rows) == bars


def test_what_no_week_holds_is_counted_apart() -> None:
    wide = dossier(when=when("2024-06-01", "2024-06-30"), id="inc-9")
    titles = [picture.title for picture in pictures([*spread(), wide])]
    assert "When: incidents a week, by standing; 1 within no single week" in titles


def test_one_bar_is_no_chart() -> None:
    assert [picture.title[:4] for picture in pictures([dossier()])] == ["Map:"]
    assert pictures([dossier(place=place(None, None, None, name=None, admin1=None), when=when(None))]) == ()


def test_nothing_from_a_report_becomes_markup_in_a_picture() -> None:
    cases = [dossier(place=place(name=EVIL, admin1=EVIL), id="inc-1"), dossier(id="inc-2")]
    for picture in pictures(cases):
        assert "<script>" not in picture.svg
        ET.fromstring(picture.svg)


def map_of(*cases: Dossier) -> str:
    (found,) = [picture.svg for picture in pictures(cases) if picture.title.startswith("Map")]
    return found


def test_a_map_has_a_scale_where_one_holds() -> None:
    near, far = dossier(), dossier(place=place(4.0, 100.0, country="MY"), id="inc-2")
    assert ">100 km</text>" in map_of(near)
    assert " km</text>" not in map_of(near, far)


def test_names_on_a_map_do_not_lie_on_one_another() -> None:
    lands = {"ML": (14.3, -5.9), "BF": (12.3, -1.5), "NE": (13.5, 2.1), "BJ": (9.3, 2.3), "CO": (4.6, -74.1)}
    cases = [dossier(place=place(*spot, country=code), id=f"inc-{code}") for code, spot in lands.items()]
    found = re.findall(r'<text x="([-\d.e]+)" y="([-\d.e]+)" font-size="([\d.e]+)"[^>]*>([^<]+)<', map_of(*cases))
    assert 1 < len(found) < len(lands)
    boxes = [(float(x), float(y), len(words) * float(size) / 4, float(size)) for x, y, size, words in found]
    for one, other in combinations(boxes, 2):
        apart = abs(one[0] - other[0]) > one[2] + other[2]
        assert apart or abs(one[1] - other[1]) > one[3]


def test_a_picture_becomes_a_png() -> None:
    data = png(pictures(spread())[0])
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") == 1280


# Word and PDF


def texts_of_docx(data: bytes) -> str:
    import docx

    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def text_of_pdf(data: bytes) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def test_word_and_pdf_say_what_the_page_says() -> None:
    brief = written(rivals(), *spread(), last=Last([], date(2024, 6, 1)))
    word = texts_of_docx(to_docx(brief))
    paper = " ".join(text_of_pdf(to_pdf(brief)).split())
    told = [run.text for block in blocks(brief) for run in block.runs if run.text.strip()]
    assert len(told) > 30
    for words in told:
        assert words.strip() in word
        assert "".join(words.split()) in "".join(paper.split())
    assert "TLP:AMBER 1" in " ".join(paper.split())


def test_every_sentence_of_the_blocks_is_cited() -> None:
    for block in blocks(written(rivals(), dossier(), confirmed())):
        if block.kind == "item":
            assert block.runs[-1].cites
        for run in block.runs:
            said = any(verb in run.text for verb in (" claims an ", " confirms an ", " says "))
            assert run.cites or not said


def test_word_tells_its_pictures_its_language_and_its_pages() -> None:
    parts = zipfile.ZipFile(io.BytesIO(to_docx(written(*spread()))))
    body, styles = parts.read("word/document.xml").decode(), parts.read("word/styles.xml").decode()
    assert 'descr="Where: incidents by area, by standing: Ségou (Mali) 2; Gao (Mali) 1; Mopti (Mali) 1"' in body
    assert body.index("Map: each incident") < body.index("<pic:pic")
    assert '<w:lang w:val="en"/>' in styles
    assert 'w:instr="PAGE"' in parts.read("word/footer1.xml").decode()


def test_a_picture_in_a_pdf_stays_with_its_title() -> None:
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(to_pdf(written(rivals(), *spread())))).pages
    titled = [len(re.findall(r"^(?:Map|When|Where):", page.extract_text(), re.MULTILINE)) for page in pages]
    assert [len(page.images) for page in pages] == titled
    assert sum(titled) == 3


@pytest.mark.parametrize("write", [to_docx, to_pdf])
def test_the_same_brief_is_the_same_file(write: Any) -> None:
    assert write(written(rivals())) == write(written(rivals()))


@pytest.mark.parametrize("write", [to_docx, to_pdf])
def test_hostile_words_stay_words(write: Any) -> None:
    cases, reports = evil()
    data = write(write_brief(cases, reports, EVIL))
    read = texts_of_docx(data) if data[:2] == b"PK" else text_of_pdf(data)
    assert "<script>" in read
    assert "http://" not in read


def test_no_incidents_still_make_a_page() -> None:
    brief = write_brief([], [], "Nothing")
    assert "No incidents." in texts_of_docx(to_docx(brief))
    assert "No incidents." in text_of_pdf(to_pdf(brief))


# command


def filled(folder: Path) -> str:
    database = str(folder / "x.sqlite")
    store = Store.open(database, CODEC)
    store.save(coded("a", event("a", actors=(jnim(), army()), casualties=(killed(12),))))
    store.close()
    return database


@pytest.mark.parametrize(
    ("suffix", "head"), [(".md", b"# "), (".html", b"<!doctype"), (".docx", b"PK"), (".pdf", b"%PDF")]
)
def test_the_suffix_names_the_form(tmp_path: Path, suffix: str, head: bytes) -> None:
    out = tmp_path / f"b{suffix}"
    words = ("brief", "--database", filled(tmp_path), "--out", str(out), "--actor", "jnim", "--country", "ml")
    assert invoke(*words, "--last", "2024-01-01", "--tlp", "TLP:GREEN").exit_code == 0
    assert out.read_bytes().startswith(head)


def test_the_title_says_what_was_asked(tmp_path: Path) -> None:
    words = ("brief", "--database", filled(tmp_path))
    asked = invoke(*words, "--country", "ml", "--admin1", "segou", "--actor", "jnim", "--since", "2024-06-01")
    assert asked.stdout.startswith("# segou, Mali, Jama'at Nusrat al-Islam wal-Muslimin, 2024-06-01\n")
    assert invoke(*words, "--title", "The week").stdout.startswith("# The week\n")


def test_an_unknown_form_is_refused(tmp_path: Path) -> None:
    result = invoke("brief", "--database", filled(tmp_path), "--out", str(tmp_path / "b.odt"))
    assert result.exit_code == 1
    assert ".odt: a brief is .md, .html" in result.stderr


@pytest.mark.parametrize("command", ["brief", "map"])
def test_a_public_page_is_denied_and_then_coarse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    out = tmp_path / "page.html"
    words = (command, "--public", "--database", filled(tmp_path), "--out", str(out))
    assert invoke(*words).exit_code == 1
    assert not out.exists()
    (tmp_path / "tocsin.toml").write_text("[release]\nallow = true\n")
    assert invoke(*words).exit_code == 0
    page = out.read_text()
    assert "TLP:CLEAR" in page
    assert "PRIO-GRID cell 150109" in page
    assert "between 10 June 2024 and 16 June 2024" in page
    assert "Niono" not in page
    assert "11 June" not in page


# languages


def told_in(language: str) -> Brief:
    cases = [rivals(), dossier(), confirmed()]
    known = {source.report.id: source for case in cases for source in case.sources}
    reports = [CodedReport(one.report, (one.record,)) for one in known.values()]
    then = Last([dossier("disputed")], date(2024, 6, 1))
    return write_brief(cases, reports, "Mali", last=then, say=tongue(language))


ENGLISH_WORDS = re.compile(
    r"\b(the|an|and|of|by|against|says?|reports?|claims?|within|near|on|in their|who|killed|wounded|differ|unknown)\b"
)


@pytest.mark.parametrize("language", ["fr", "es"])
def test_a_brief_speaks_one_language(language: str) -> None:
    brief = told_in(language)
    names = re.compile(
        r"[“«][^”»]*[”»]|\"[^\"]*\"|Outlet \w|Jama'at[^,.]*Muslimin|Malian Armed Forces|The mayor|Attack near[^,]*"
    )
    page = to_markdown(brief)
    ours = [line for line in page.splitlines() if not line.startswith(("  - “", "  - «"))]
    assert [found for line in ours if (found := ENGLISH_WORDS.findall(names.sub("", line)))] == []
    assert f'<html lang="{language}">' in to_html(brief)


@pytest.mark.parametrize("language", TONGUES)
def test_every_language_cites_the_same_words_and_gives_the_same_figures(language: str) -> None:
    ours, english = told_in(language), told_in("en")
    for mine, theirs in zip(said_in(ours), said_in(english), strict=True):
        assert {cite for part in mine.parts for cite in part.cites} == {
            cite for part in theirs.parts for cite in part.cites
        }
        assert re.findall(r"\d+", mine.text) == re.findall(r"\d+", theirs.text)
        assert mine.status == theirs.status


def said_in(brief: Brief) -> list[Statement]:
    return [
        one
        for section in brief.sections
        for entry in section.entries
        for one in (*entry.statements, *entry.differences)
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "JNIM killed soldiers."), ("fr", "JNIM a tué des soldats."), ("es", "JNIM mató a unos soldados.")],
)
def test_the_lint_refuses_a_claim_as_a_fact_in_every_language(language: str, text: str) -> None:
    assert "worded as a fact" in lint(Statement("claimed", "JNIM", (Part(text, "name"),), language))[0]
    said = {"en": "JNIM claims it.", "fr": "JNIM l'affirme.", "es": "JNIM lo afirma."}[language]
    assert lint(Statement("claimed", "JNIM", (Part(said, "name"),), language)) == []
    assert lint(Statement("claimed", None, (Part(said, "name"),), language)) != []


def test_french_and_spanish_grammar() -> None:
    french, spanish = tongue("fr"), tongue("es")
    assert french.on_days(when("2024-06-01")) == "le 1er juin 2024"
    assert spanish.on_days(when("2024-06-01", "2024-06-30")) == "en junio de 2024"
    assert french.at_place(place(name="Ansongo")) == "à 25 km au plus d'Ansongo (Mali)"
    assert spanish.listed(["A", "B", "Islam"]) == "A, B e Islam"
    assert [french.counted(n, "report") for n in (0, 1, 2)] == ["0 récit", "1 récit", "2 récits"]


def test_the_command_writes_it_in_the_language_asked_for(tmp_path: Path) -> None:
    store = tmp_path / "t.sqlite"
    kept(Store.open(str(store), CODEC))
    out = invoke("brief", "--database", str(store), "--language", "fr", "--country", "ML").stdout
    assert "## Ce qu'il faut savoir" in out


@pytest.mark.parametrize("language", ["fr", "es"])
def test_whoever_a_noun_or_the_register_names_has_a_name_in_every_language(language: str) -> None:
    say = tongue(language)
    heads = {row["name"] for row in load_yaml("actors/heads.yaml").values()}
    forces = {pattern.format("Niger") for pattern in ROLE_NAMES.values()}
    assert {name for name in heads | forces if say.actor(name) == name} <= {"Suspects"}  # which is French too
    assert say.actor("Civilians (women) (DR Congo)").startswith({"fr": "Femmes (", "es": "Mujeres ("}[language])
    assert say.known("fla").startswith({"fr": "Front de libération", "es": "Frente de Liberación"}[language])
    assert say.actor("los muchachos") == "los muchachos"  # a report's own words
