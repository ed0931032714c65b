"""Dates in sentences: every rule's own examples, then what a reader would expect of whole sentences."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from tocsin.errors import KnowledgeError
from tocsin.extract.time_rules import rules
from tocsin.extract.times import find_times
from tocsin.knowledge.files import load_yaml
from tocsin.model import TimeMention

FILES = {"en": ("en", "shared"), "fr": ("fr",), "es": ("es",)}  # the shared examples have English words around them
OWN = {
    lang: {rule["name"] for file in files for rule in load_yaml(f"timex/{file}.yaml")["rules"]}
    for lang, files in FILES.items()
}
YES = [
    (lang, rule.name, text)
    for lang in FILES
    for rule in rules(lang)
    if rule.name in OWN[lang]
    for text in rule.examples[0]
]
NO = [
    (lang, rule.name, text)
    for lang in FILES
    for rule in rules(lang)
    if rule.name in OWN[lang]
    for text in rule.examples[1]
]


def _found(text: str, language: str = "en") -> list[str]:
    return [mention.span.text for mention in find_times(text, 0, language)]


def _one(text: str, language: str = "en") -> TimeMention:
    (mention,) = find_times(text, 0, language)
    return mention


@pytest.mark.parametrize(("language", "rule", "example"), YES)
def test_the_words_in_brackets_are_found(language: str, rule: str, example: str):
    body = example.split(" = ")[0]
    before, marked, after = re.fullmatch(r"(.*?)\[(.*)\](.*)", body).groups()
    assert marked in _found(before + marked + after, language)


@pytest.mark.parametrize(("language", "rule", "text"), NO)
def test_nothing_is_found(language: str, rule: str, text: str):
    assert _found(text, language) == []


@pytest.mark.parametrize("language", FILES)
def test_every_rule_has_an_example(language: str):
    assert [rule.name for rule in rules(language) if not rule.examples[0]] == []


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Nine people died on Tuesday night, a week after June 4.", ["Tuesday night", "a week", "June 4"]),
        ("en", "The army may march on the town.", []),
        ("en", "The 22nd brigade lost 2,000 men on the 5th floor.", []),
        ("en", "Overnight from Saturday to Sunday shells fell.", ["Overnight from Saturday to Sunday"]),
        ("fr", "Dans la nuit de samedi à dimanche, sept femmes ont été tuées.", ["nuit de samedi à dimanche"]),
        ("fr", "Le lendemain, il y a cinq jours.", ["Le lendemain", "il y a cinq jours"]),
        ("fr", "Enlevés la veille, ils sont revenus hier soir.", ["la veille", "hier soir"]),
        ("fr", "Neuf civils ont été enlevés en début de semaine près de Dori.", ["en début de semaine"]),
        ("fr", "La place du 26 mars était vide.", []),
        ("es", "En la madrugada del sábado y el pasado 11 de junio.", ["madrugada del sábado", "pasado 11 de junio"]),
        ("es", "Murieron anoche en Santo Domingo.", ["anoche"]),
        ("es", "A las ocho de la mañana, hace dos semanas.", ["ocho de la mañana", "hace dos semanas"]),
    ],
)  # fmt: skip
def test_whole_sentences(language: str, text: str, words: list[str]):
    assert _found(text, language) == words


@pytest.mark.parametrize("language", FILES)
def test_spans_repeat_the_report_and_never_overlap(language: str):
    sentences = [
        example.split(" = ")[0].replace("[", "").replace("]", "") for lang, _, example in YES if lang == language
    ]
    text = "é… " + " ; ".join(sentences)
    mentions = find_times(text, 0, language)
    assert len(mentions) > 80
    assert all(text[m.span.start : m.span.end] == m.span.text for m in mentions)
    assert all(left.span.end <= right.span.start for left, right in pairwise(mentions))


def test_offset_counts_from_the_report():
    near, far = _one("It was on Tuesday."), find_times("It was on Tuesday.", 400, "en")[0]
    assert (near.span.start, far.span.start) == (10, 410)


def test_a_hijri_date_gives_way_to_its_gloss():
    assert _found("On 14 Ramadan 1445 (24 March 2024) a blast") == ["24 March 2024"]
    assert _found("Le jeudi 4 Ramadan correspondant au 14 mars, les combattants", "fr") == ["14 mars"]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Two days later, on Friday, they struck.", ["Friday"]),
        ("en", "Two days later, fighters struck; on Friday they left.", ["Two days later", "Friday"]),
        ("fr", "Le lendemain, samedi, ils sont partis.", ["samedi"]),
        ("es", "Un mes antes, el 3 de febrero, hubo otro.", ["3 de febrero"]),
    ],
)
def test_a_count_gives_way_to_its_day(language: str, text: str, words: list[str]):
    assert _found(text, language) == words


@pytest.mark.parametrize(
    ("text", "weekday", "offset", "unit"),
    [
        ("on Tuesday.", 1, None, None),
        ("last Tuesday.", 1, -1, "weekday"),
        ("Tuesday last week.", 1, -1, "week"),
        ("the following Tuesday.", 1, 1, "weekday"),
    ],
)
def test_which_weekday(text: str, weekday: int, offset: int | None, unit: str | None):
    mention = _one(text)
    assert (mention.weekday, mention.offset, mention.unit) == (weekday, offset, unit)


def test_totals_over_a_stretch_are_marked():
    assert _one("3,000 people were killed since 2009.").aggregate
    assert not _one("3,000 people were killed in 2009.").aggregate


def test_a_language_without_rules_is_refused():
    with pytest.raises(KnowledgeError):
        find_times("am Dienstag", 0, "de")


def test_a_hostile_sentence_is_read_quickly():
    text = "early " * 300 + "11 June " + "the night of the night of " * 300 + "1/2/" * 300
    assert any("11 June" in mention.span.text for mention in find_times(text, 0, "en"))
