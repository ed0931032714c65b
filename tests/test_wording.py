"""How records are worded: names weigh, figures count, excerpts stand for their own lines, and reprints are known."""

from __future__ import annotations

import pytest

from builders import coded, event, report, span
from tocsin.model import CodedReport
from tocsin.reconcile.reprints import ALIKE, fingerprint, share_of
from tocsin.reconcile.sites import without_site
from tocsin.reconcile.wording import RAREST, Wording, likeness, wordings

ONE = "Police in Zorvale say Mirko Tandel, 34, was shot near Quillen Street on Monday. Two men ran to a grey van."
OTHER = "A man was shot on Quillen Street, Zorvale, and died. He was Mirko Tandel. A grey van was seen."
ELSEWHERE = "Police in Brantholm say Odel Varny, 19, was shot near Pellow Road on Monday. Two men ran to a red car."


def worded(text: str, name: str = "a", title: str | None = None) -> Wording:
    only = event(name, evidence=())
    return wordings(CodedReport(report(name, text, title=title), (only,)))[only.id]


def test_shared_names_outweigh_shared_phrases() -> None:
    assert likeness(worded(ONE), worded(OTHER)) > 2 * likeness(worded(ONE), worded(ELSEWHERE))


def test_a_wording_is_like_itself_and_keeps_no_words() -> None:
    one = worded(ONE)
    assert likeness(one, one) == pytest.approx(1, abs=0.001)
    assert all(isinstance(term, int) for term in one.terms)
    assert 0 < len(one.rarest) <= RAREST


def test_accents_and_case_of_the_whole_make_no_difference() -> None:
    assert worded("Attaque à Zörvale").terms == worded("Attaque a Zorvale").terms


def test_where_a_report_tells_several_events_each_has_its_own_lines() -> None:
    text = "JNIM attacked Niono on 11 June 2024.\nGunmen burned Quillen market."
    first = event("a", "1", evidence=(("trigger", span("attacked", text)),))
    second = event("a", "2", evidence=(("trigger", span("burned", text)),))
    found = wordings(CodedReport(report("a", text), (first, second)))
    assert likeness(found["a-1"], found["a-2"]) == 0
    assert not found["a-1"].whole


def test_an_empty_text_has_a_wording_that_is_like_nothing() -> None:
    assert likeness(worded(""), worded(ONE)) == 0


def test_a_wire_text_with_another_headline_is_a_reprint_and_another_account_is_not() -> None:
    wire = coded("a").report.text + " " + ONE
    assert share_of(fingerprint("Gunmen strike at night\n" + wire), fingerprint(wire)) > ALIKE
    assert share_of(fingerprint(ONE), fingerprint(OTHER)) < ALIKE


def test_a_text_too_short_for_a_run_of_words_is_a_reprint_of_nothing() -> None:
    assert fingerprint("four words are few") == ()
    assert share_of((), fingerprint(ONE)) == 0


@pytest.mark.parametrize(
    ("told", "site"),
    [
        ("Two hurt at the market", " - Sahel Daily News"),
        ("Two hurt at the market", " | harborville.com - News, weather and sports for the Coast"),
        ("Deux blessés au marché", " – Radio Kayes"),
        ("Dos heridos en el mercado - dos presos", " - Diario del Norte | Noticias"),
    ],
)
def test_the_name_of_a_site_goes_wherever_it_stands(told: str, site: str) -> None:
    title = told + site
    left = without_site(f"{title}\n{title}. Two men ran.", title)
    assert left.count(told) == 2
    assert site[3:] not in left
    assert left.endswith("Two men ran.")


@pytest.mark.parametrize("title", ["Niono - 12 killed at a radio station", "Ten dead - Army denies it", "", None])
def test_what_a_title_tells_stays(title: str | None) -> None:
    assert without_site(f"{title} and more", title) == f"{title} and more"


def test_texts_are_not_alike_for_the_name_of_their_site() -> None:
    site = " - K9 Action News: Harborville Weather, Sports"
    fire, flood = f"Granary burns{site}", f"Bridge gone{site}"
    assert likeness(worded(f"{fire}\nFlames at dusk.", title=fire), worded(f"{flood}\nHigh river.", title=flood)) == 0
