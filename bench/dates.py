"""TimeBank and AQUAINT: takes newswire with its day, gives its time expressions as TIMEX3.

Sentences are read in order; "the next day" counts from the last day named. Whether a bare weekday lies ahead is read
from the verbs before it; in a report of earnings "a year ago" is the same quarter of the year before. Scores as
TempEval-3 (UzZaman et al. 2013): strict, relaxed (any overlap), and relaxed with the right value.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from bench.coder import day_of, sentences_of
from bench.kinds import Bench, Figure, Predictions
from bench.records import Row, files_of, read_rows
from bench.spans import Counts, counts_figures, overlapping
from bench.timex import timex_of
from tocsin.extract.times import find_times
from tocsin.model import Sentence, Span, TimeMention, When
from tocsin.resolve.time import TimeAnchor, resolve_time
from tocsin.text import fold

__all__ = ["BENCH", "figures_for", "predict"]

_AHEAD = re.compile(
    r"\b(?:will|would|could|may|might|must|to be|plans? to|planning to|planned|scheduled|due|"
    r"expect(?:ed|s)? (?:to|in|on|by)|is to|are to|set to|supposed to|agreed to|agreement to|intends? to|hopes? to|"
    r"pledged to|slated|ready to|going to|decided to|likely)\b|'ll\b"
)
_DUE = re.compile(
    r"\b(?:as (?:soon|early) as|no later than|effective|payable|due|upcoming|(?:has|have|had) until|"
    r"deadline (?:of|is|until)|expires?|to expire|extended(?: \w+){0,4} until|starting|beginning)"
    r"(?: on| in| at)?(?: \w+ \w+)? $"
)
_PAST = re.compile(
    r"(?<!\bbe )\b(?!un\w+ed\b)"  # neither "will be held" nor "the United States"
    r"(?:was|were|had|met|went|came|began|took|left|held|won|lost|fell|rose|made|gave|\w{3,}ed)\b"
)
_JUST_SAID = re.compile(
    r"\b(?:said|says|reported|announced|told \w+|added|predicted|declared)(?: in \w+)?(?: late| early)?(?: on)? $"
)
_WAS_DUE = re.compile(r"\bhad (?:previously )?been (?:due|scheduled|set|expected|planned)\b")
_THE = "the "
_BY_ITS_DAY = re.compile(r"\bthe $")
_QUARTER = re.compile(r"\d{4}-Q[1-4]")
_YEAR_AGO = re.compile(r"\b(?:a )?year[ -](?:ago|earlier)\b|(?:corresponding|comparable) (?:period|quarter)")
_PERIOD = re.compile(r"the \d{4} (?:period|quarter)")
_THE_QUARTER = ("the quarter", "the latest period", "the latest quarter", "that quarter")
_JOINT = re.compile(r",? (?:to|and|until|till|through) (?:the )?$")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ENDED = re.compile(rf" end(?:ed|ing) (?:on )?({'|'.join(_MONTHS)})", re.IGNORECASE)
_HISTORY_YEARS, _HISTORY_SHARE = 6, 4  # years told in a history at least; times as many as days of now
_TURN_MONTHS = 7  # a month named this many before the one told last is of the next year
_OPEN = ("weekday", "date", "month")  # what may lie on either side of the day of publication
_SAID = re.compile(r"\b(?:said|says|reported|announced|told|added)\b")
_BARS = {
    "timebank": ("HeidelTime .849", "HeidelTime .916", "HeidelTime .792; goal .80"),
    "aquaint": ("HeidelTime .810", "HeidelTime .918", "HeidelTime .730; goal .80"),
}
_GOAL = ("goal .86", "", "goal .80")


def _load(data: Path) -> list[Row]:
    return [row for path in files_of(data, "dates") for row in read_rows(path)]


def _parts(rows: list[Row]) -> dict[str, list[Row]]:
    by: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by[row.get("set") or "other"].append(row)
    return {"all": rows, **by}


def predict(row: Row) -> Row:
    """The time expressions of a record."""
    found: list[Row] = []
    before: When | None = None
    quarter: str | None = None
    read = [(s, tuple(_ends(find_times(s.span.text, s.span.start, "en")))) for s in sentences_of(row)]
    history = _is_history([m for _, mentions in read for m in mentions], day_of(row))
    for sentence, mentions in read:
        for mention in mentions:
            tense = _tense(mention, sentence) if mention.form in _OPEN and not history else "past"
            year = _year(mention, before) if history else None
            anchor = TimeAnchor(day_of(row), before, "0" if before else None, year, tense)
            when, _ = resolve_time(mention, anchor, "en")
            kind, value = timex_of(mention, before if mention.form == "clock" and before else when, day_of(row))
            words = mention.span.text.lower()
            if words in _THE_QUARTER:
                quarter = _quarter_ended(row["text"][mention.span.end :], day_of(row)) or quarter
            named = value if _QUARTER.fullmatch(value) and not _YEAR_AGO.search(words) else quarter
            value = _by_quarter(words, value, quarter) if quarter else value
            quarter = named
            start = mention.span.start - (len(_THE) if _is_bare_part(mention, row["text"]) else 0)
            found.append({"start": start, "end": mention.span.end, "type": kind, "value": value})
            before = when if when.start and (when.precision == "day" or history) else before
    return {"id": row["id"], "timexes": found}


def _is_bare_part(mention: TimeMention, text: str) -> bool:
    """True for the "morning" of "in the morning", which TIMEX3 takes with its article."""
    start = mention.span.start
    return mention.form == "clock" and mention.span.text == mention.part and text[:start].endswith(_THE)


def _is_history(mentions: Sequence[TimeMention], published: date | None) -> bool:
    """True for a text that tells of past years, as against news: most of its days and years are long before it."""
    years = [m.year for m in mentions if m.year and m.form in ("date", "month", "year", "season")]
    old = sum(published is None or year < published.year - 1 for year in years)
    recent = sum(m.form in ("weekday", "relative") and m.anchor == "published" for m in mentions)
    return old >= _HISTORY_YEARS and old > _HISTORY_SHARE * recent


def _year(mention: TimeMention, before: When | None) -> int | None:
    """The year in force for a day or month of a history that names none: that told last, or the one after it."""
    if before is None or before.start is None:
        return None
    turned = mention.month is not None and before.start.month - mention.month >= _TURN_MONTHS
    return before.start.year + turned


def _ends(mentions: Iterable[TimeMention]) -> Iterator[TimeMention]:
    """The mentions, a range told in words as its two ends, as TIMEX3 has it ("from 1991 to 1997")."""
    for mention in mentions:
        last, span = mention.end, mention.span
        first = span.text[: last.span.start - span.start] if last else ""
        joint = _JOINT.search(first)
        whole = mention.year or mention.month or (mention.weekday is not None and mention.part is None)
        if last is None or joint is None or not whole:
            yield mention
            continue
        words = first[: joint.start()]
        form = mention.form if mention.form != "duration" else "month" if mention.month else "year"
        own = replace(mention, span=Span(span.start, span.start + len(words), words), form=form, end=None)
        yield replace(own, year=mention.year or last.year)
        yield replace(last, form="date" if last.day else "month" if last.month else form)


def _quarter_ended(after: str, published: date | None) -> str | None:
    """The quarter of "ended Sept. 30": the last such month by the day of publication."""
    ended = _ENDED.match(after)
    if ended is None or published is None:
        return None
    month = 1 + _MONTHS.index(ended[1].lower())
    return f"{published.year - (month > published.month)}-Q{(month + 2) // 3}"


def _by_quarter(words: str, value: str, quarter: str) -> str:
    """What "a year ago", "the quarter" and "the 1988 period" mean in a report of earnings of ``quarter``."""
    if _YEAR_AGO.search(words):
        return f"{int(quarter[:4]) - 1}{quarter[4:]}"
    if words in _THE_QUARTER:
        return quarter
    return f"{words[4:8]}{quarter[4:]}" if _PERIOD.fullmatch(words) else value


def _tense(mention: TimeMention, sentence: Sentence) -> str:
    """Whether the clause speaks of what is to come: from the last word of saying to a little after the mention."""
    folded, start = fold(sentence.span.text), sentence.span.start
    at, end = mention.span.start - start, mention.span.end - start
    named = mention.form == "date" and _BY_ITS_DAY.search(folded[:at])  # "the Aug. 7 blasts"
    if named or _JUST_SAID.search(folded[:at]) or _WAS_DUE.search(folded[:at]) or _PAST.match(folded, end + 1):
        return "past"
    if _DUE.search(folded[:at]):
        return "future"
    said = [m.end() for m in _SAID.finditer(folded, 0, at)]
    clause = folded[max(said, default=0) : at]
    ahead = [m.end() for m in _AHEAD.finditer(clause)]
    past = [m.end() for m in _PAST.finditer(clause) if not any(0 <= m.start() - to <= 1 for to in ahead)]
    if ahead and max(ahead) >= max(past, default=0):
        return "future"
    follows = _AHEAD.match(folded, end + 1) or _AHEAD.match(folded, end + 2)
    return "future" if follows and not past else "past"


def figures_for(rows: Sequence[Row], predictions: Predictions, bars: Sequence[str]) -> list[Figure]:
    """Strict, relaxed and value figures over ``timexes``."""
    strict, relaxed, value = Counts(), Counts(), Counts()
    for row in rows:
        gold, got = row["timexes"], predictions.get(row["id"], {}).get("timexes", [])
        pairs = overlapping(gold, got)
        exact = sum((g["start"], g["end"]) == (p["start"], p["end"]) for g, p in pairs)
        strict.add(exact, len(got), len(gold))
        relaxed.add(len(pairs), len(got), len(gold))
        value.add(sum(g["value"] == p.get("value") for g, p in pairs), len(got), len(gold))
    named = zip(("strict", "relaxed", "value"), (strict, relaxed, value), bars, strict=True)
    return [figure for name, counts, bar in named for figure in counts_figures(name, counts, bar)]


def _score(rows: Sequence[Row], predictions: Predictions) -> list[Figure]:
    sets = {row.get("set") for row in rows}
    bars = _BARS.get(next(iter(sets)) or "", _GOAL) if len(sets) == 1 else _GOAL
    return figures_for(rows, predictions, bars) if all("timexes" in row for row in rows) else []


BENCH = Bench("dates", _load, predict, _score, _parts)
