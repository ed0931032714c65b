"""The pages of the workbench: what they show, that judging works and is taken back, and that words are whole."""

from __future__ import annotations

import re
import threading
import time
from dataclasses import replace
from datetime import date
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

import tocsin
import tocsin.serve
from builders import army, coded, confirmed_by_mayor, event, place, when
from tocsin.model import Incident, Shape, Span
from tocsin.publish import wording
from tocsin.review import Sent
from tocsin.serve import site
from tocsin.serve.asking import asked, to_query
from tocsin.serve.people import User
from tocsin.serve.reviewing import keep_review
from tocsin.serve.views.agreement import alpha
from tocsin.serve.views.expected import expected
from tocsin.serve.views.fans import HEIGHT, WIDTH
from tocsin.serve.views.highlight import Mark, cut
from tocsin.serve.views.phrases import Phrases
from tocsin.serve.views.shapes import features, shape_of
from tocsin.serve.views.shown import pieces, plain
from tocsin.serve.views.timeline import bars, ticks
from tocsin.serve.words import LANGUAGES, words
from workbench import TEXT, Visitor, site_with

OTHERS = ("/inbox", "/actors", "/actors/jnim", "/briefs", "/forecasts", "/data", "/account")
TEMPLATES = sorted((Path(tocsin.serve.__file__).parent / "templates").glob("*.html"))


@pytest.fixture
def visitor(tmp_path: Path) -> Visitor:
    return Visitor(site_with(tmp_path))


def incident_of(visitor: Visitor, record: str) -> str:
    return visitor.site.catalogue.homes([record])[record]


@pytest.mark.parametrize("path", ["/", "/code", "/reports/sha256:a", "/login", *OTHERS])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_in_every_language(visitor: Visitor, path: str, language: str) -> None:
    answer = visitor.get(path, params={"lang": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text


def test_every_word_that_a_template_asks_for_exists() -> None:
    known = words("en")._table
    asked_for = {key for path in TEMPLATES for key in re.findall(r"""\bt\(["']([\w.]+)["']""", path.read_text())}
    assert {key for key in asked_for if not key.endswith(".")} - known.keys() == set()
    assert all(words(language)(key).strip() for language in LANGUAGES for key in known)


@pytest.mark.parametrize("table", ["serve/words.yaml", "publish/tongue.yaml"])
def test_every_phrase_stands_in_all_languages_with_the_same_values(table: str) -> None:
    rows = yaml.safe_load((Path(tocsin.__file__).parent / table).read_text(encoding="utf-8"))
    assert {key: row for key, row in rows.items() if len(row) != len(LANGUAGES)} == {}
    braces = {key: [set(re.findall(r"{(\w+)}", words)) for words in row] for key, row in rows.items()}
    same = {"at.area", "at.within", "at.near"}
    assert {key: found for key, found in braces.items() if len(set(map(frozenset, found))) > 1}.keys() <= same


def test_the_overview_counts_what_it_lists(visitor: Visitor) -> None:
    text = visitor.get("/").text
    assert text.count("<tr>") - 1 == 3
    assert '<strong id="count">3</strong>' in text
    assert "27 to 36" in text, "3 to 12 near Niono, 12 in Mopti, 12 in the third"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("country=ML", 3),
        ("country=NE", 0),
        ("first=2024-06-12", 1),
        ("words=mopti", 1),
        ("actor=jnim&status=claimed", 3),
    ],
)
def test_filters_narrow_the_list(visitor: Visitor, query: str, found: int) -> None:
    assert f'<strong id="count">{found}</strong>' in visitor.get(f"/?{query}").text


@pytest.mark.parametrize("query", ["first=yesterday", "bbox=1,2", "killed=-1", "bbox=0,50,0,40", "words=a%00b"])
def test_a_filter_that_makes_no_sense_is_refused_by_name(visitor: Visitor, query: str) -> None:
    answer = visitor.get(f"/?{query}")
    assert answer.status_code == 422
    assert query.partition("=")[0] in answer.text


def test_the_map_draws_what_is_uncertain_as_an_area(visitor: Visitor) -> None:
    shapes = visitor.get("/map.json").json()["features"]
    assert {one["geometry"]["type"] for one in shapes if "ring" not in one["properties"]} == {"Polygon"}
    assert len(shapes) == 4, "two places and their rings; the third incident has none"


def test_the_report_lights_every_span(visitor: Visitor) -> None:
    text = visitor.get("/reports/sha256:a").text
    assert re.search(r'<mark class="toll" data-facts="[\d ]+" id="w-\d+">', text)
    inside = re.search(r'<div class="text".*?>(.*?)</div>', text, re.S)
    assert inside
    assert re.sub(r"<[^>]+>", "", inside[1]) == TEXT


def test_the_incident_sets_speakers_side_by_side(visitor: Visitor) -> None:
    text = visitor.get(f"/incidents/{incident_of(visitor, 'a-1')}").text
    assert "On the dead they differ" in text
    assert text.count("<blockquote") == 2
    assert 'href="/reports/sha256:a?at=' in text


def test_merge_and_take_back(visitor: Visitor) -> None:
    before = incident_of(visitor, "c-1")
    said = {"left": "a-1", "right": "c-1", "why": "the same convoy"}
    merged = visitor.post("/judge", {**said, "verdict": "same"})
    assert incident_of(visitor, "c-1") == incident_of(visitor, "a-1") != before
    assert "the same convoy" in merged.text
    assert visitor.get(f"/incidents/{before}").status_code == 422
    visitor.post("/judge", {**said, "verdict": "unsure"})
    assert incident_of(visitor, "c-1") == before
    assert [change.what for change in visitor.site.people.changes(9)] == ["judge unsure", "judge same"]


def test_split(visitor: Visitor) -> None:
    assert incident_of(visitor, "a-1") == incident_of(visitor, "b-1")
    visitor.post("/judge", {"left": "a-1", "right": ["b-1"], "why": "two posts", "verdict": "different"})
    assert incident_of(visitor, "a-1") != incident_of(visitor, "b-1")


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"left": "a-1", "right": "c-1", "why": " ", "verdict": "same"}, "reason"),
        ({"left": "a-1", "right": "nobody", "why": "x", "verdict": "same"}, "nobody"),
        ({"left": "a-1", "right": "a-1", "why": "x", "verdict": "same"}, "one report"),
        ({"left": "a-1", "right": "c-1", "why": "x", "verdict": "maybe"}, "maybe"),
    ],
)
def test_a_judgement_that_says_nothing_is_refused(visitor: Visitor, form: dict[str, str], told: str) -> None:
    answer = visitor.post("/judge", form)
    assert answer.status_code == 422
    assert told in answer.text
    assert visitor.site.store.judgements() == []


def test_a_pasted_text_is_coded_and_kept(tmp_path: Path) -> None:
    visitor = Visitor(site_with(tmp_path, full=False))
    assert "Nothing is kept yet" in visitor.get("/").text
    text = "Gunmen killed 12 people in Niono, Mali, on 11 June 2024, the mayor said.\r\n"
    answer = visitor.post("/code", {"text": text, "published": "2024-06-12", "source": "Atlas News"})
    assert answer.url.path.startswith("/reports/sha256:")
    assert "Atlas News" in answer.text
    assert "11 June 2024" in answer.text
    assert '<strong id="count">1</strong>' in visitor.get("/").text


@pytest.mark.parametrize(
    ("form", "told"), [({"text": " "}, "paste one"), ({"text": "x", "published": "soon"}, "no day")]
)
def test_a_text_that_is_none_is_refused(visitor: Visitor, form: dict[str, str], told: str) -> None:
    answer = visitor.post("/code", form)
    assert answer.status_code == 422
    assert told in answer.text


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))))
def test_the_pieces_are_the_text(spans: list[tuple[int, int]]) -> None:
    marks = [Mark(n, "what", Span(min(s), max(s), TEXT[min(s) : max(s)])) for n, s in enumerate(spans) if s[0] != s[1]]
    found = cut(TEXT, marks)
    assert "".join(piece.text for piece in found) == TEXT
    for mark in marks:
        own = [piece for piece in found if mark.fact in piece.facts]
        assert "".join(piece.text for piece in own) == mark.span.text


@settings(deadline=None)
@given(st.text())
def test_what_is_shown_is_what_is_there(text: str) -> None:
    assert "".join(chr(int(words[2:], 16)) if unseen else words for words, unseen in pieces(text)) == text
    assert not set(plain(text)) & set("\u202e\u2066\u200b\0")


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["country", "actor", "words", "status"]), st.text(min_size=1, max_size=9)))
def test_an_address_says_what_was_asked(query: dict[str, str]) -> None:
    if any("\0" in value for value in query.values()):
        return
    search = asked(query)
    assert asked(QueryParams(to_query(search))) == search


@pytest.mark.parametrize(
    "query",
    [
        "words=Niono&country=ML", "first=2024-06-01&last=2024-06-30", "first=2024-06-01", "last=2024-06-12", "killed=5",
        "actor=jnim&status=claimed&language=en&source=Outlet+a", "bbox=-7,13,-5,15&event_type=Armed+clash",
    ],
)  # fmt: skip
def test_what_is_exported_is_what_is_listed(visitor: Visitor, query: str) -> None:
    page = visitor.get(f"/?{query}").text
    address = unescape(re.findall(r'<a href="([^"]+)" download>csv', page)[0])
    listed = set(re.findall(r'<th scope="row"><a href="/incidents/(inc-\w+)"', page))
    assert listed
    rows = visitor.get(address).text.splitlines()[1:]
    assert {row.split(",")[0] for row in rows} == listed


def test_a_bearing_is_a_sector_and_an_axis_a_corridor() -> None:
    south = shape_of(place(14.25, -5.99, 25, shape=Shape("bearing", of="Niono", bearing="S")))
    assert south
    assert all(lat <= 14.2501 for _, lat in south["coordinates"][0])
    axis = shape_of(place(13.9, -5.5, 80, shape=Shape("axis", ends=("Niono", "Ségou"))))
    assert axis
    assert axis["type"] == "Polygon"
    assert len(axis["coordinates"][0]) == 5
    assert features([], Phrases(words("en"))) == []


MONTHS = st.dates(date(1990, 1, 1), date(2040, 12, 31)).map(lambda day: f"{day:%Y-%m}")


@settings(deadline=None)
@given(st.dictionaries(MONTHS, st.integers(1, 9), min_size=1))
def test_bars_hold_every_count(months: dict[str, int]) -> None:
    found = bars(sorted(months.items()))
    assert sum(bar.count for bar in found) == sum(months.values())
    assert all(bar.x + bar.width <= 1001 for bar in found)


@settings(deadline=None)
@given(st.dictionaries(MONTHS, st.integers(1, 9), min_size=1))
def test_labels_under_the_bars_name_what_begins_there_and_stand_apart(months: dict[str, int]) -> None:
    found = bars(sorted(months.items()))
    labels = ticks(found)
    assert labels[0] == (0.0, found[0].label if len({bar.label[:4] for bar in found}) == 1 else found[0].label[:4])
    for at, label in labels:
        assert found[round(at * len(found) / 100)].label.startswith(label)
    assert all(other[0] - one[0] >= 9 for one, other in pairwise(labels))


@pytest.mark.parametrize(("first", "unit"), [("2024-01-10", "month"), ("2010-01-10", "year")])
def test_the_strip_says_what_its_bars_count(visitor: Visitor, first: str, unit: str) -> None:
    visitor.site.store.save(coded("e", event("e", when=when(first))))
    visitor.site.refresh(60)
    assert f"Incidents by {unit}" in visitor.get("/").text


def test_the_list_names_who_did_it_and_who_claims_it(visitor: Visitor) -> None:
    own = (army("participant"),)
    visitor.site.store.save(
        coded("e", event("e", when=when("2022-01-10"), actors=own, attribution=confirmed_by_mayor()))
    )
    visitor.site.refresh(60)
    page = unescape(visitor.get("/?lang=fr").text)
    cells = re.findall(r'<td class="who">(.*?)</td>', page)
    assert len(cells) == 4
    claimed = [cell for cell in cells if "revendiqué par" in cell]
    assert len(claimed) == 3
    assert all("Groupe de soutien à l'islam et aux musulmans" in cell for cell in claimed)
    assert [cell for cell in cells if "Malian Armed Forces" in cell and "revendiqué" not in cell]


def test_the_inbox_says_why_an_incident_comes_first(visitor: Visitor) -> None:
    page = visitor.get("/inbox").text
    assert (
        "worth of a look: 5.6: <strong>contradictions: 1</strong>, killed: 3 to 12, reading in most doubt: 0.90" in page
    )
    assert "How the order is reckoned" in page


def test_a_page_does_not_wait_for_incidents_to_be_put_together(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, update = threading.Event(), site.update_incidents
    monkeypatch.setattr(site, "update_incidents", lambda store: go_on.wait(30) and update(store))
    monkeypatch.setattr(site, "PATIENCE_S", 0.2)
    visitor.site.store.save(coded("e", event("e")))
    for path in ("/", f"/incidents/{incident_of(visitor, 'a-1')}", "/inbox", "/reports/sha256:e"):
        began = time.monotonic()
        page = visitor.get(path)
        assert page.status_code == 200
        assert time.monotonic() - began < 2
        assert "the last state" in page.text, path
    go_on.set()
    assert visitor.site.refresh(60)
    assert "the last state" not in visitor.get("/").text


def test_the_inbox_asks_until_enough_have_read(visitor: Visitor) -> None:
    before = visitor.get("/inbox").text
    assert "0 of 2 readers" in before, "twelve dead: two people must look"
    accepted = {"report": "sha256:c", "record": "c-1", "verdict": "accept"}
    visitor.post("/reviews", accepted)
    assert "1 of 2 readers" in visitor.get("/inbox").text
    visitor.post("/reviews", accepted)
    assert "1 of 2 readers" in visitor.get("/inbox").text, "one person is one reader"
    keep_review(visitor.site, User("somebody else", "analyst"), Sent(**accepted))
    after = visitor.get("/inbox").text
    assert after.count('<article class="card">') == before.count('<article class="card">') - 1


def test_agreement_is_that_of_the_reviews_kept(visitor: Visitor) -> None:
    for by, said in {"ada": "accept accept reject", "bo": "accept reject reject"}.items():
        for key, verdict in zip("abc", said.split(), strict=True):
            sent = Sent(f"sha256:{key}", f"{key}-1", verdict, why="seen")
            keep_review(visitor.site, User(by, "analyst"), sent)
    expected = alpha_by_pairs("aar", "arr")
    assert f"<strong>{expected:.2f}</strong> agreement (Krippendorff&#39;s alpha, 3" in visitor.get("/inbox").text


def test_the_inbox_offers_to_join_what_lies_near(visitor: Visitor) -> None:
    text = visitor.get("/inbox").text
    pair = re.search(r'name="left" value="([^"]+)"><input type="hidden" name="right" value="([^"]+)"', text)
    assert pair
    answer = visitor.post("/judge", {"verdict": "same", "left": pair[1], "right": pair[2], "why": "x", "back": "inbox"})
    assert answer.url.path == "/inbox"
    homes = visitor.site.catalogue.homes([pair[1], pair[2]])
    assert len(homes) == 2
    assert len(set(homes.values())) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"record": "nobody"},
        {"report": "sha256:nobody"},
        {"verdict": "maybe"},
        {"field": "password"},
        {"value": " "},
        {"why": ""},
        {"elsewhere": ""},
        {"verdict": "withdraw", "withdraws": "2024 nobody"},
    ],
)
def test_a_review_that_says_nothing_is_refused(visitor: Visitor, changes: dict[str, str]) -> None:
    whole = {"report": "sha256:a", "record": "a-1", "verdict": "edit", "field": "place", "value": "Gao", "why": "x"}
    assert visitor.post("/reviews", {**whole, "elsewhere": "1", **changes}).status_code == 422
    assert visitor.site.reviews.all() == []
    assert visitor.post("/reviews", {**whole, "elsewhere": "1"}).status_code == 200


def test_alpha_by_the_book() -> None:
    """The worked example of nominal data, two observers, ten units: Krippendorff (2011), section B."""
    first, second = "bbbbabbbab", "abbbaaabab"
    assert alpha([{"x": a, "y": b} for a, b in zip(first, second, strict=True)]) == pytest.approx(
        alpha_by_pairs(first, second)
    )
    assert alpha([{"x": "a", "y": "a"}, {"x": "b", "y": "b"}]) == 1
    assert alpha([{"x": "a", "y": "a"}]) is None
    assert alpha([{"x": "a"}, {"x": "b"}]) is None


def alpha_by_pairs(first: str, second: str) -> float:
    """The same from all pairs of values, as the definition says it."""
    values = first + second
    pairs = [(a, b) for n, a in enumerate(values) for m, b in enumerate(values) if n != m]
    expected = sum(a != b for a, b in pairs) / len(pairs)
    return 1 - sum(a != b for a, b in zip(first, second, strict=True)) / len(first) / expected


def test_an_actor_shows_its_dates_kin_and_company(visitor: Visitor) -> None:
    text = visitor.get("/actors/jnim").text
    assert "fama (3)" in text or "(3)</text>" in text
    assert visitor.get("/actors/nobody").status_code == 422
    assert "Ansar" in visitor.get("/actors/ansar_dine").text or visitor.get("/actors/ansar_dine").status_code == 422


def test_a_brief_cites_the_words(visitor: Visitor) -> None:
    text = visitor.get("/briefs?country=ML").text
    assert "What you need to know" in text
    cited = r'<cite><a href="/reports/sha256:\w\?at=\d+-\d+#w-\d+"'
    asked = re.findall(r"<li>(.*?)</li>", text[text.index("So, what now?") :].partition("</ul>")[0])
    assert asked
    for told in (text, *asked):
        assert re.search(cited, told)
    assert text.count("<svg") == text.count("<figcaption") >= 1
    assert visitor.get("/briefs.md?country=ML").text.startswith("# Mali")
    assert visitor.get("/briefs.html").headers["content-disposition"] == 'attachment; filename="brief.html"'
    assert visitor.get("/briefs.pdf").content.startswith(b"%PDF")
    assert visitor.get("/briefs.docx").content.startswith(b"PK")
    assert "Changed since 2024-01-01" in visitor.get("/briefs?since=2024-01-01").text
    assert visitor.get("/briefs.exe").status_code == 422


def test_an_empty_workbench_says_how_to_begin(tmp_path: Path) -> None:
    visitor = Visitor(site_with(tmp_path, full=False))
    overview = visitor.get("/").text
    assert overview.index("Code a text to begin.") < overview.index('id="map"')
    assert "Code a text to begin." in visitor.get("/briefs").text
    assert visitor.get("/?country=ML").status_code == 200


def test_health_says_whether_the_log_is_whole(visitor: Visitor) -> None:
    assert visitor.get("/health").json() == {"status": "ok", "fresh": True}
    assert "Whole" in visitor.post("/data/verify", {}).text


PLACES = (
    place(),
    place(radius_km=3),
    place(radius_km=None),
    place(None, None, None, name=None, span=None),
    place(None, None, None, name=None, country=None, span=None),
    place(precision="admin1"),
    place(shape=Shape("axis", ends=("Niono", "Ségou"))),
)


def test_english_phrases_are_those_of_publish() -> None:
    said = Phrases(words("en"))
    assert [said.where(one) for one in PLACES] == [wording.where(one) for one in PLACES]
    for when_ in (when(), when(None), when("2024-06-11", "2024-06-13")):
        assert said.days(when_) == wording.days(when_)
    assert [said.figure(*one) for one in ((3, 3), (3, 12), (101, None))] == ["3", "3 to 12", "101 or more"]


@pytest.mark.parametrize("language", ["fr", "es"])
def test_places_are_said_in_every_language(language: str) -> None:
    said = Phrases(words(language))
    assert "Niono" in said.where(place())
    assert said.where(place()) != wording.where(place())


def years_of(visitor: Visitor, last: date) -> list[Incident]:
    """The incidents kept, again in each month of the three years to ``last``."""
    kept = visitor.site.store.incidents() or []
    months = [f"{year}-{month:02}-11" for year in range(last.year - 3, last.year + 1) for month in range(1, 13)]
    return [
        replace(one, id=f"{one.id}{day}", when=when(day), killed=(n % 7 + 1, n % 7 + 1))
        for one in kept
        for n, day in enumerate(months)
        if day <= last.isoformat()
    ]


def test_forecasts_are_of_areas_and_months(visitor: Visitor) -> None:
    old = years_of(visitor, date(2024, 7, 11))
    found = expected(old, date(2024, 8, 2))
    assert {one.area for one in found.rows} == {"ML"}
    assert [one.month for one in found.rows] == ["2024-08", "2024-09", "2024-10"]
    (fan,) = found.fans
    corners = [tuple(map(float, pair.split(","))) for pair in f"{fan.outer} {fan.inner} {fan.middle}".split()]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in corners)
    assert all(0 <= one.top <= one.foot <= HEIGHT for one in (*fan.known, *fan.said))
    assert len(fan.known) == 24
    assert len(found.past.rows) == 12
    assert found.map
    assert [shape.area for shape in found.map.shapes] == ["ML"]
    assert expected(old, date(2024, 8, 2), "admin1").rows[0].area == "ML/Ségou"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unit", ["country", "admin1"])
def test_the_page_draws_map_and_fans_and_holds_past_forecasts_to_account(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, language: str, unit: str
) -> None:
    found = expected(years_of(visitor, date(2024, 7, 11)), date(2024, 8, 2), unit)
    monkeypatch.setattr("tocsin.serve.pages.forecasts.expecting", lambda *_: found)
    text = unescape(visitor.get("/forecasts", params={"lang": language, "unit": unit}).text)
    assert text.count('class="fan"') == len(found.fans) == 1
    assert f"{found.past.held} " in text
    assert "CRPS" in text
    assert found.map
    assert all(shape.path in text for shape in found.map.shapes)
    assert visitor.get("/forecasts", params={"unit": "street"}).status_code == 422
    monkeypatch.setattr("tocsin.serve.api.forecasts.expecting", lambda *_: found)
    told = visitor.get("/api/v1/forecasts", params={"unit": unit}).json()
    assert [one["month"] for one in told["data"]] == [f"2024-{month:02}" for month in range(8, 13)] + ["2025-01"]
    assert len(told["past"]) == 12


def test_where_nothing_can_be_reckoned_the_page_says_why(visitor: Visitor) -> None:
    assert expected((), date(2024, 8, 2)).reason
    assert "fewer than 24 months" in visitor.get("/forecasts").text
    assert "fewer than 24 months" in visitor.get("/api/v1/forecasts").json()["reason"]
