"""Predictions held to account: takes predictive statements of reports, gives questions, their answers and scores.

A statement about violence with a country and a window becomes "at least so many deaths there by then?", the threshold
one above the area's usual toll for as long a time, so that "more of the same" doesn't count as foresight. How sure its
author is is read from the words (after Kent 1964). A statement that deaths can't settle is left to a person, and one
too vague to settle is kept with the reason. Invariant: a question never sees deaths after the day of its report; its
answer stays open until its last month is known.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tocsin.forecast.months import month_of
from tocsin.forecast.numeric import np
from tocsin.forecast.panel import Panel
from tocsin.knowledge.lexicon import lexicon
from tocsin.model import CodedReport, Forecast, Report
from tocsin.text import fold

__all__ = ["Ledger", "Question", "Scored", "ask", "ledger", "our_share", "resolve"]

_PAST = 60  # months from which the base rate is counted
_SURE: tuple[tuple[float, tuple[str, ...]], ...] = (
    (0.1, ("no descart", "n'exclu", "not rule", "unlikely", "peu probable", "improbable")),
    (0.93, ("certain", "inevitab", "bound to", "only a matter", "ineluctab", "seguro que")),
    (0.75, ("likely", "probab", "expect", "prev", "predict", "risqu", "devrai", "deber", "attend")),
    (0.5, ("could", "may ", "might", "pourrai", "podria", "puede", "fear", "crain", "redout", "tem")),
)
"""Probability by the words of a statement, the first that stands in it; the figures are Kent's middles."""
_PLAIN = 0.9  # "will", a verb in the future
_FLOOR = 0.01  # a probability is never scored as 0 or 1: the log score would be infinite


@dataclass(frozen=True, slots=True)
class Question:
    """One statement as a question; ``why`` tells why there is none (``text`` None) or why only a person can answer.

    ``said`` is its author's probability, ``base`` the share of as long windows of the last five years with so many.
    """

    id: str
    report_id: str
    statement: str
    source: str | None
    asked: date | None
    areas: tuple[str, ...]
    end: date | None
    threshold: int | None
    fewer: bool
    said: float
    base: float | None
    text: str | None
    why: str | None


@dataclass(frozen=True, slots=True)
class Scored:
    """A question and its answer (None: open); scores, low is good, of its author, the base rate and our forecast."""

    question: Question
    answer: bool | None
    by: str | None
    brier: Mapping[str, float]
    log: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ledger:
    """One source: its questions, how many came true of those answered, its mean Brier score and the base rate's."""

    source: str
    asked: int
    answered: int
    came_true: float | None
    brier: float | None
    brier_base: float | None


def ask(coded: CodedReport, panel: Panel | None) -> tuple[Question, ...]:
    """A question for every predictive statement of a report; ``panel`` holds deaths by ISO 3166 alpha-2 country."""
    return tuple(_question(coded.report, one, panel) for one in coded.forecasts)


def _question(report: Report, told: Forecast, panel: Panel | None) -> Question:
    words = fold(told.span.text)
    threshold, base, why = _bar(report, told, panel, words)
    fewer = told.direction == "decrease"
    text = None
    if threshold is not None and told.window:
        sign = "fewer than" if fewer else "at least"
        text = f"{sign} {threshold} deaths in {', '.join(told.area)} from {told.window.start} to {told.window.end}?"
    elif told.question and why is None:
        text, why = told.question, "deaths don't tell whether it came true; a person must answer"
    return Question(
        id="q-" + hashlib.sha256(f"{report.id} {told.span.start}".encode()).hexdigest()[:12],
        report_id=report.id,
        statement=told.span.text,
        source=told.speaker,
        asked=report.published,
        areas=told.area,
        end=told.window.end if told.window else None,
        threshold=threshold,
        fewer=fewer,
        said=next((share for share, cues in _SURE if any(cue in words for cue in cues)), _PLAIN),
        base=base,
        text=text,
        why=why,
    )


def _bar(
    report: Report, told: Forecast, panel: Panel | None, words: str
) -> tuple[int | None, float | None, str | None]:
    """Threshold, base rate and, where there is no question at all, why."""
    if told.window is None or not told.area or report.published is None:
        return None, None, told.why or "neither the statement nor the report names a country or a day"
    if panel is None or not lexicon(report.language).pattern("armed_words").search(words):
        return None, None, None
    past = _past(panel, told, month_of(report.published))
    if not past:
        return None, None, None
    threshold = int(np.median(past)) + 1
    hits = sum((total >= threshold) != (told.direction == "decrease") for total in past)
    return threshold, (hits + 1) / (len(past) + 2), None


def _past(panel: Panel, told: Forecast, asked: int) -> list[float]:
    """Deaths in the areas over each stretch as long as the window that ended before the month of the report."""
    if told.window is None or told.window.start is None or told.window.end is None:
        return []
    length = month_of(told.window.end) - month_of(told.window.start) + 1
    months = range(max(panel.first, asked - _PAST), min(asked, panel.last + 1) - length + 1)
    return [_deaths(panel, told.area, start, start + length - 1) for start in months]


def _deaths(panel: Panel, areas: Iterable[str], start: int, end: int) -> float:
    rows = [panel.units.index(area) for area in areas if area in panel.units]
    return float(sum(np.nansum(panel.month(month)[rows]) for month in range(start, end + 1)))


def resolve(question: Question, panel: Panel | None, answers: Mapping[str, bool], ours: float | None = None) -> Scored:
    """The answer as known now, a person's first; ``ours`` is our own forecast's probability, where there is one."""
    answer, by = answers.get(question.id), "a person" if question.id in answers else None
    if answer is None and panel:
        answer, by = _from_deaths(question, panel), "incidents"
    said = {"author": question.said} | {
        name: share for name, share in (("base", question.base), ("ours", ours)) if share is not None
    }
    if answer is None:
        return Scored(question, None, None, {}, {})
    brier = {name: round((share - answer) ** 2, 4) for name, share in said.items()}
    return Scored(question, answer, by, brier, {name: _log(share, answer) for name, share in said.items()})


def our_share(question: Question, panel: Panel | None) -> float | None:
    """The probability that our own forecast gave before the month of the report; None where it couldn't say.

    The months of a window are taken to go together, which is close to how wars go and makes long sums wide.
    """
    if not panel or not question.threshold or not question.asked or not question.end:
        return None
    start, known = month_of(question.asked), month_of(question.asked) - 1
    rows = [panel.units.index(area) for area in question.areas if area in panel.units]
    if not rows or known < panel.begins:
        return None
    from tocsin.forecast.models import predict

    then = panel.known_on(known)
    horizons = [month - then.last for month in range(start, month_of(question.end) + 1)]
    samples = predict(then, horizons)
    kept = [then.units.index(panel.units[row]) for row in rows if panel.units[row] in then.units]
    share = float((samples[kept].sum(axis=(0, 1)) >= question.threshold).mean())
    return 1 - share if question.fewer else share


def _from_deaths(question: Question, panel: Panel) -> bool | None:
    """Whether deaths from the month of the report to the last of the window reached the threshold; None: not known."""
    if not question.threshold or not question.asked or not question.end or month_of(question.end) > panel.last:
        return None
    total = _deaths(panel, question.areas, month_of(question.asked), month_of(question.end))
    return (total >= question.threshold) != question.fewer


def _log(share: float, answer: bool) -> float:
    kept = min(max(share, _FLOOR), 1 - _FLOOR)
    return round(-math.log(kept if answer else 1 - kept), 4)


def ledger(scored: Iterable[Scored]) -> tuple[Ledger, ...]:
    """One row a source, the one with most questions first."""
    by: defaultdict[str, list[Scored]] = defaultdict(list)
    for one in scored:
        by[one.question.source or "unknown"].append(one)
    rows = (_row(source, own) for source, own in by.items())
    return tuple(sorted(rows, key=lambda row: (-row.asked, row.source)))


def _row(source: str, own: list[Scored]) -> Ledger:
    known = [one for one in own if one.answer is not None]
    base = [one.brier["base"] for one in known if "base" in one.brier]
    return Ledger(
        source,
        len(own),
        len(known),
        _mean([float(bool(one.answer)) for one in known]),
        _mean([one.brier["author"] for one in known]),
        _mean(base),
    )


def _mean(values: list[float]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None
