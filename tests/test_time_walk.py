"""The day of an event within its report: what is told before, beside, after, and what is no day of a deed."""

from __future__ import annotations

from datetime import date

import pytest

from tocsin.model import Report
from tocsin.pipeline import code_report

PUBLISHED = date(2024, 6, 19)  # a Wednesday


def _days(text: str, language: str) -> dict[str, str]:
    """The day of each event by the words that founded it; '?' where unknown."""
    report = Report(id="r", text=text, language=language, published=PUBLISHED, published_from="option")
    found = {}
    for event in code_report(report).events:
        start, end = event.when.start, event.when.end
        for field, span in event.evidence:
            if field == "trigger":
                found[span.text] = "?" if start is None else f"{start}" if start == end else f"{start}..{end}"
    return found


def _day(text: str, language: str, trigger: str) -> str:
    days = _days(text, language)
    return next((day for words, day in days.items() if trigger in words), f"no such event in {days}")


@pytest.mark.parametrize(
    ("language", "text", "trigger", "day"),
    [
        # a bare day number takes the month in force
        ("en", "Talks failed in March. On the 9th, gunmen killed six farmers in Gao.", "killed", "2024-03-09"),
        ("es", "En marzo fracasó el diálogo. El día 9, hombres armados mataron a seis campesinos en Tibú.", "mataron",
         "2024-03-09"),
        ("fr", "Rien n'allait plus en mars. Le 9, des hommes armés ont tué six paysans à Gao.", "tué", "2024-03-09"),
        # after a full date a later bare day is of its month
        ("en", "Talks failed on 3 March. On the 9th gunmen killed six farmers in Gao.", "killed", "2024-03-09"),
        ("es", "El 3 de marzo fracasó el diálogo. El 9 hombres armados mataron a seis campesinos.", "mataron",
         "2024-03-09"),
        ("fr", "Tout a échoué le 3 mars. Le 9 six paysans ont été tués à Gao.", "tués", "2024-03-09"),
        # what is told of long ago goes on in its year over a heading
        ("en", "Gunmen killed six farmers in Gao on 26 May 2021.\n\n== Aftermath ==\n\nOn 27 May a drone struck Gao.",
         "struck", "2021-05-27"),
        # "the next day" counts from the day named last, whatever happened on it
        ("en", "On Thursday the market of Gao opened. The next day gunmen killed six farmers in Gao.", "killed",
         "2024-06-14"),
        ("fr", "Le marché de Gao a rouvert jeudi. Le lendemain, des hommes armés ont tué six paysans à Gao.", "tué",
         "2024-06-14"),
        ("es", "El jueves reabrió el mercado de Tibú. Al día siguiente, hombres armados mataron a seis campesinos.",
         "mataron", "2024-06-14"),
        # the deed of a relative clause has the day of that clause
        ("en", "Relatives met on Monday six teachers whom gunmen had abducted on 3 June in Gao.", "abducted",
         "2024-06-03"),
        ("fr", "Le groupe a relâché lundi six enseignants qu'il avait enlevés le 3 juin à Gao.", "enlevés",
         "2024-06-03"),
        ("es", "El grupo liberó el lunes a seis maestros que habían sido secuestrados el 3 de junio en Tibú.",
         "secuestrados", "2024-06-03"),
        # the day of the count is no day of the deed
        ("en", "Gunmen attacked Gao on Friday. The toll given on Monday was six people killed.", "attacked",
         "2024-06-14"),
        ("fr", "Des hommes armés ont attaqué Gao vendredi. Bilan arrêté lundi par l'hôpital : six morts.", "attaqué",
         "2024-06-14"),
        # a sentence that only dates the one before it
        ("en", "Gunmen killed six farmers in Gao. It was on 3 June.", "killed", "2024-06-03"),
        ("fr", "Des hommes armés ont tué six paysans à Gao. C'était le 3 juin.", "tué", "2024-06-03"),
        ("es", "Hombres armados mataron a seis campesinos en Tibú. Fue el 3 de junio.", "mataron", "2024-06-03"),
        # the day of making known is not that of the deed
        ("en", "The army announced on Tuesday that it had killed 30 rebels in Gao on Sunday.", "killed", "2024-06-16"),
        ("fr", "L'armée a annoncé mardi avoir tué dimanche 30 rebelles à Gao.", "tué", "2024-06-16"),
        ("es", "El ejército informó el martes que el domingo abatió a 30 rebeldes en Tibú.", "abatió", "2024-06-16"),
        # what the main clause came after is that much older
        ("en", "A mine killed two on Tuesday, a day after gunmen shot dead a chief in Gao.", "shot", "2024-06-17"),
        ("fr", "Une mine a tué deux soldats mardi, un jour après que des rebelles ont abattu un chef à Gao.", "abattu",
         "2024-06-17"),
        ("es", "Una mina mató a dos el martes, un día después de que hombres armados asesinaran a un líder en Tibú.",
         "asesinaran", "2024-06-17"),
        # "the following year" is the year of the days beside it
        ("en", "In August 2014 it seized Gao. The following year it attacked Bara on 3 May.", "attacked", "2015-05-03"),
        ("fr", "En août 2014, le groupe s'est emparé de Gao. L'année suivante, il a attaqué Bara le 3 mars.", "attaqué",
         "2015-03-03"),
        ("es", "En agosto de 2014 el grupo tomó Tibú. Al año siguiente atacó Gao el 3 de mayo.", "atacó", "2015-05-03"),
        # without a day it stays unknown
        ("en", "Gunmen killed six farmers in Gao.", "killed", "?"),
        ("fr", "Des hommes armés ont tué six paysans à Gao.", "tué", "?"),
        ("es", "Hombres armados mataron a seis campesinos en Tibú.", "mataron", "?"),
    ],
)  # fmt: skip
def test_the_day_of_an_event(language: str, text: str, trigger: str, day: str):
    assert _day("Weekly notes\n\n" + text, language, trigger) == day


def test_a_day_to_come_dates_no_deed():
    text = "Weekly notes\n\nGunmen killed six farmers in Gao. The army says it will return by 1 August 2024."
    assert _day(text, "en", "killed") == "?"


@pytest.mark.parametrize(
    ("language", "stamp", "text", "trigger"),
    [
        ("en", "Fri 7 Jun, 14:10", "A bomb exploded this morning at the market of Gao, six dead.", "exploded"),
        ("fr", "7 juin 2024 · 14:10", "Une bombe a explosé ce matin au marché de Gao, six morts.", "explosé"),
    ],
)
def test_a_post_counts_from_its_stamp(language: str, stamp: str, text: str, trigger: str):
    thread = f"Notes from Gao\n\n{stamp}\n{text}\n\n19/06/2024 · 09:00\nMore soon."
    assert _day(thread, language, trigger) == "2024-06-07"


@pytest.mark.parametrize(
    ("language", "head", "text", "trigger"),
    [
        ("en", "Weekly digest, 3-9 June 2024", "On Wednesday, gunmen killed two traders in Gao.", "killed"),
        (
            "fr",
            "Bulletin hebdomadaire, du 3 au 9 juin 2024",
            "Mercredi, des rebelles ont tué deux hommes à Gao.",
            "tué",
        ),
        (
            "es",
            "Boletín semanal, del 3 al 9 de junio de 2024",
            "El miércoles, hombres armados mataron a dos en Tibú.",
            "mataron",
        ),
    ],
)
def test_the_weekdays_of_a_digest_lie_in_its_week(language: str, head: str, text: str, trigger: str):
    assert _day(f"{head}\n\n{text}", language, trigger) == "2024-06-05"


@pytest.mark.parametrize(
    ("language", "text", "trigger", "day"),
    [
        ("en", "In December 2021 the army withdrew from Gao. In January, gunmen killed six farmers in Gao.", "killed",
         "2022-01-01..2022-01-31"),
        ("fr", "En novembre 2021, l'armée a quitté Gao. En février, des hommes armés ont tué six paysans à Gao.", "tué",
         "2022-02-01..2022-02-28"),
        ("fr", "Au lendemain de la Tabaski, des hommes armés ont tué six paysans à Gao.", "tué", "2024-06-18"),
        ("es", "El Viernes Santo, hombres armados mataron a seis campesinos en Tibú.", "mataron", "2024-03-29"),
        ("en", "Gunmen attacked Gao at 171430ZJUN24, killing six farmers.", "attacked", "2024-06-17"),
    ],
)  # fmt: skip
def test_months_turn_the_year_and_feasts_have_days(language: str, text: str, trigger: str, day: str):
    assert _day(text, language, trigger) == day


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        # NGEC takes the first date span of a story for its event's day and drops what the words leave open
        (
            "The mayor said on Monday 17 June that gunmen had killed six farmers near Gao on 3 June 2024.",
            date(2024, 6, 3), date(2024, 6, 3), "day",
        ),
        ("In early June, gunmen killed six farmers near Gao, Mali.", date(2024, 6, 1), date(2024, 6, 10), "month"),
        ("Gunmen killed six farmers near Gao, Mali, in mid-2019.", date(2019, 5, 1), date(2019, 8, 31), "year"),
        (
            "Gunmen killed six farmers near Gao, Mali, overnight Saturday to Sunday.",
            date(2024, 6, 15), date(2024, 6, 16), "day",
        ),
    ],
)  # fmt: skip
def test_the_day_of_the_deed_with_its_precision(text: str, start: date, end: date, precision: str):
    report = Report(id="r", text=text, language="en", published=PUBLISHED, published_from="option")
    (event,) = code_report(report).events
    assert (event.when.start, event.when.end, event.when.precision) == (start, end, precision)


@pytest.mark.parametrize(
    ("language", "text", "trigger", "day"),
    [
        # the day of a charge is none of the deed
        ("en", "Gunmen killed six farmers near Gao on 3 June. Police on Friday charged two men with the attack on the "
         "farmers. A man was charged on Monday over the killings.", "killed", "2024-06-03"),
        ("es", "Colombia entierra a las víctimas del jueves negro. El ataque contra una patrulla dejó trece policías "
         "muertos en Amalfi. La justicia imputó ayer martes a dos autores del ataque.", "ataque", "2024-06-13"),
        ("fr", "Des hommes armés ont tué six paysans à Gao le 3 juin. Un suspect a été mis en examen lundi pour cette "
         "attaque.", "tué", "2024-06-03"),
        # the day before the one on which it was told
        ("fr", "L'armée a annoncé mardi la mort de six soldats, tués la veille à Djibo.", "tués", "2024-06-17"),
        ("en", "The army said on Tuesday that six soldiers had been killed the day before in Djibo.", "killed",
         "2024-06-17"),
        # a part of the day that opens a paragraph goes on with the day told before
        ("es", "El lunes, drones atacaron El Alcalde, en Apatzingán.\n\nYa por la tarde, el Ejército detuvo a cinco "
         "hombres en Buenavista. Los zapadores inhabilitaron 27 artefactos entre el viernes y el lunes.", "detuvo",
         "2024-06-17"),
    ],
)  # fmt: skip
def test_days_beside_the_deed(language: str, text: str, trigger: str, day: str):
    assert _day(text, language, trigger) == day
