"""Where a local report says that a shooting was."""

from __future__ import annotations

from datetime import date

from bench.gun_violence_places import place_of, state_of

from tocsin.model import Place, Report
from tocsin.pipeline import code_report


def placed(text: str) -> Place:
    report = Report(id="a", text=text, language="en", published=date(2024, 6, 19), published_from="option")
    events = code_report(report).events
    return place_of(report, events[0] if events else None, events)


def test_the_dateline_of_an_accident_places_it() -> None:
    place = placed(
        "Child hurt in accident\n\nCLARKSVILLE, Tenn. (WXYZ) - A 3-year-old was hurt on Friday by a gun, police"
        " said. The child is in a hospital in Nashville."
    )
    assert (place.name, state_of(place)) == ("Clarksville", "Tennessee")


def test_the_state_told_most_often_decides_between_towns_of_one_name() -> None:
    place = placed(
        "Man killed in Springfield\n\nA man was shot dead in Springfield on Friday, police said. The Ohio attorney"
        " general will look into it, and the governor of Ohio spoke of a sad day."
    )
    assert state_of(place) == "Ohio"


def test_the_capital_is_called_as_the_set_calls_it() -> None:
    place = placed("WASHINGTON (AP) - A man was shot dead in Washington, D.C., on Friday, police said.")
    assert state_of(place) == "District of Columbia"


def test_a_report_that_names_no_place_has_none() -> None:
    assert placed("A man was shot dead on Friday, police said.").lat is None
