"""When things happened: the examples of the rules with their days, contradictions, and what must stay unknown."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.extract.time_rules import rules
from tocsin.extract.times import find_times
from tocsin.knowledge.files import load_yaml
from tocsin.model import Issue, When
from tocsin.resolve.time import TimeAnchor, resolve_time
from tocsin.resolve.time_calendar import hijri_day, month_days, week_days
from tocsin.resolve.time_context import year_in_force

PUBLISHED = date(2024, 6, 19)  # a Wednesday
BEFORE = When(date(2024, 6, 10), date(2024, 6, 10), "day")
FILES = {"en": ("en", "shared"), "fr": ("fr",), "es": ("es",)}
OWN = {
    lang: {rule["name"] for file in files for rule in load_yaml(f"timex/{file}.yaml")["rules"]}
    for lang, files in FILES.items()
}
EXAMPLES = [
    (lang, rule.name, text)
    for lang in FILES
    for rule in rules(lang)
    if rule.name in OWN[lang]
    for text in rule.examples[0]
    if " = " in text
]  # fmt: skip


def _read(
    text: str, language: str = "en", published: date | None = PUBLISHED, **context: object
) -> tuple[When, tuple[Issue, ...]]:
    return resolve_time(find_times(text, 0, language)[0], TimeAnchor(published, **context), language)


def _days(when: When) -> str:
    if when.start is None:
        return "?"
    return str(when.start) if when.start == when.end else f"{when.start}..{when.end}"


@pytest.mark.parametrize(("language", "rule", "example"), EXAMPLES)
def test_examples_have_their_days(language: str, rule: str, example: str):
    body, want = example.split(" = ")
    before, marked, after = re.fullmatch(r"(.*?)\[(.*)\](.*)", body).groups()
    mention = next(m for m in find_times(before + marked + after, 0, language) if m.span.text == marked)
    when, _ = resolve_time(mention, TimeAnchor(PUBLISHED, BEFORE, "812"), language)
    assert _days(when) == want.strip()


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("en", "on Wednesday 18th troops came", "2024-06-18..2024-06-19"),
        ("en", "on Wednesday, 18 June 2024,", "2024-06-18..2024-06-19"),
        ("fr", "le mercredi 18 juin", "2024-06-18..2024-06-19"),
        ("es", "el miércoles 18 de junio", "2024-06-18..2024-06-19"),
        ("fr", "hier lundi", "2024-06-17..2024-06-18"),
    ],
)
def test_weekday_against_day_number(language: str, text: str, days: str):
    when, issues = _read(text, language)
    assert _days(when) == days
    assert when.flags == ("weekday_mismatch",)
    assert len(when.candidates) == 2
    assert [issue.kind for issue in issues] == ["weekday_mismatch"]


def test_the_note_names_both_days():
    _, (issue,) = _read("on Wednesday 18th troops came")
    assert issue.note == "18 June 2024 is a Tuesday; Wednesday is the 19th"
    assert issue.span.text == "Wednesday 18th"


def test_weekday_that_fits_the_month_before():
    when, issues = _read("on Monday the 20th, they fled")
    assert (_days(when), issues) == ("2024-05-20", ())


@pytest.mark.parametrize("text", ["on 25 June 2024", "on 25 June", "le 25/06/2024"])
def test_a_day_after_the_publication(text: str):
    when, issues = _read(text)
    assert _days(when) == "2024-06-25"
    assert "after_publication" in when.flags
    assert [issue.kind for issue in issues] == ["after_publication"]


def test_a_day_that_the_calendar_lacks_tells_its_month():
    when, issues = _read("on 31 April 2024, they fled")
    assert (str(when.start), str(when.end), when.precision, issues) == ("2024-04-01", "2024-04-30", "month", ())


def test_a_day_ahead_without_a_year_keeps_both_readings():
    when, _ = _read("on 25 June")
    assert [candidate.start for candidate in when.candidates] == [date(2024, 6, 25), date(2023, 6, 25)]


def test_what_is_to_come_is_no_contradiction():
    for when, issues in (
        _read("on 25 June", tense="future"),
        _read("a rally planned for 25 June"),
        _read("next Monday"),
    ):
        assert (when.flags, issues) == ((), ())


@pytest.mark.parametrize(
    "text", ["on Tuesday", "yesterday", "on 11 June", "the next day", "two days later", "last month", "in June"]
)
def test_nothing_is_invented_without_an_anchor(text: str):
    when, issues = _read(text, published=None)
    assert (when.start, when.end, when.precision, when.flags) == (None, None, "unknown", ("no_anchor",))
    assert issues == ()


def test_a_full_date_needs_no_publication():
    when, _ = _read("on 11 June 2024", published=None)
    assert (_days(when), when.anchor, when.precision) == ("2024-06-11", "absolute", "day")


def test_what_points_back_names_its_event():
    when, _ = _read("The next day, soldiers", previous=BEFORE, previous_key="812")
    assert (_days(when), when.anchor) == ("2024-06-11", "event:812")


def test_the_next_day_of_a_month_is_no_single_day():
    month = When(date(2024, 5, 1), date(2024, 5, 31), "month")
    when, _ = _read("The next day, soldiers", previous=month)
    assert (_days(when), when.precision) == ("2024-05-02..2024-06-01", "month")


@pytest.mark.parametrize(
    ("text", "context", "days"),
    [
        ("On 1 November it overran a camp", {"context_year": 2019}, "2019-11-01"),
        ("On 7 September it came", {"previous": When(date(2017, 4, 4), date(2017, 4, 4), "day")}, "2017-09-07"),
        ("On 12 June gunmen came", {"previous": When(date(2017, 4, 4), date(2017, 4, 4), "day")}, "2024-06-12"),
        (
            "On 17 September it came",
            {"context_year": 2022, "previous": When(date(2022, 10, 8), date(2022, 10, 8))},
            "2022-09-17",
        ),
        (
            "On 17 May it came",
            {"context_year": 2023, "previous": When(date(2023, 10, 8), date(2023, 10, 8))},
            "2024-05-17",
        ),
        ("On 3 January it came", {"previous": When(date(2017, 12, 28), date(2017, 12, 28))}, "2024-01-03"),
        ("On 3 September it came", {"previous": When(date(2017, 10, 8), date(2017, 10, 8))}, "2017-09-03"),
        ("On Friday they vote", {"tense": "future"}, "2024-06-21"),
        ("in August they vote", {"tense": "future"}, "2024-08-01..2024-08-31"),
        ("on 06/11/2024 gunmen came", {}, "2024-06-11"),
        ("on 29 February gunmen came", {}, "2024-02-29"),
    ],
)
def test_context_gives_what_the_words_leave_out(text: str, context: dict[str, object], days: str):
    assert _days(_read(text, **context)[0]) == days


@pytest.mark.parametrize(
    ("text", "precision"),
    [("on Tuesday", "day"), ("last week", "week"), ("in May", "month"), ("in 2019", "year"), ("recently", "unknown")],
)
def test_precision(text: str, precision: str):
    assert _read(text)[0].precision == precision


def test_a_past_event_does_not_lie_beyond_the_report():
    assert _days(_read("in June")[0]) == "2024-06-01..2024-06-19"


def test_hijri_days_of_the_tabular_calendar():
    assert hijri_day(1445, 1, 13) == date(2023, 7, 31)
    assert hijri_day(1, 1, 1) == date(622, 7, 19)  # 16 July 622 of the Julian calendar
    assert hijri_day(1445, 13, 1) is None


def test_a_weekday_settles_what_the_moon_leaves_open():
    when, _ = _read("On Wednesday, 8 Rajab 1446, the fighters")  # the tabular calendar says Wednesday, too
    assert (when.start.weekday(), when.candidates) == (2, ())
    when, _ = _read("On Thursday, 8 Rajab 1446, the fighters")
    assert when.start == date(2025, 1, 9)


def test_the_year_in_force():
    text = "In March 2022 it grew. On 4 May it struck. On Tuesday it struck again."
    mentions = find_times(text, 0, "en")
    assert year_in_force(mentions[:1], PUBLISHED) == 2022
    assert year_in_force(mentions[:2], PUBLISHED) == 2022
    assert year_in_force(mentions, PUBLISHED) is None
    assert year_in_force(find_times("by 2030", 0, "en"), PUBLISHED) is None


@given(published=st.dates(date(1990, 1, 1), date(2090, 1, 1)), weekday=st.integers(0, 6))
def test_a_weekday_is_one_of_the_last_seven_days(published: date, weekday: int):
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    plain, _ = _read(f"on {names[weekday]}", published=published)
    strict, _ = _read(f"last {names[weekday]}", published=published)
    assert plain.start.weekday() == weekday and timedelta(0) <= published - plain.start < timedelta(7)
    assert strict.start.weekday() == weekday and timedelta(0) < published - strict.start <= timedelta(7)


@given(day=st.dates(date(1990, 1, 1), date(2090, 1, 1)), published=st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_day_without_a_year_stays_close(day: date, published: date):
    when, _ = _read(f"on {day.day} {day:%B}", published=published)
    assert (when.start.day, when.start.month) == (day.day, day.month)
    assert when.start - published <= timedelta(60)


@given(day=st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_parts_lie_within_their_whole(day: date):
    for whole, parts in (
        (month_days(day.year, day.month), [month_days(day.year, day.month, part) for part in ("early", "mid", "late")]),
        (week_days(day), [week_days(day, 0, part) for part in ("early", "mid", "late")]),
    ):
        assert all(whole[0] <= low <= high <= whole[1] for low, high in parts)


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("on the first Friday of January.", date(2024, 1, 2), "2023-01-06"),  # three days ahead: past the tolerance
        ("on the first Friday of January.", date(2024, 1, 9), "2024-01-05"),
        ("on the first Friday of January last year.", date(2024, 1, 9), "2023-01-06"),
        ("on the last Sunday of February 2024.", None, "2024-02-25"),
        ("on the last Sunday of February.", None, "?"),
    ],
)
def test_weekday_of_a_month(text: str, published: date | None, day: str):
    assert _days(_read(text, published=published)[0]) == day


def test_the_week_of_a_day_runs_from_monday():
    when, _ = _read("in the week of 12 June,")
    assert (_days(when), when.precision) == ("2024-06-10..2024-06-16", "week")


def test_last_before_a_date_belongs_to_the_date():
    assert _days(_read("shot last June 12.")[0]) == "2024-06-12"
