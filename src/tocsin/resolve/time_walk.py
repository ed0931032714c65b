"""The day of a clause within its report: takes a claim and what has been told so far, gives a ``When``.

"The next day" and "the same day" count from the event that the words after them name ("on the same day as the ambush"),
else from a day named before in the clause or its paragraph, else from the event told before. A bare day number takes
the month in force; under a heading that stamps a post ("14 Nov, 09:12") "this morning" is that day's. Invariant: a
mention is read once, against days told before it or named beside it; what has no day stays None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from tocsin.knowledge.lexicon import lexicon
from tocsin.model import Claim, ResolvedClaim, TimeMention, When
from tocsin.resolve.scene import is_dated, spoken_out
from tocsin.resolve.time import TimeAnchor, resolve_time
from tocsin.resolve.time_choice import by_deed, is_ahead, is_deadline, is_elsewhere
from tocsin.resolve.time_context import last_dated, year_of
from tocsin.resolve.walk import Walk
from tocsin.text import fold

__all__ = ["continued", "told_after", "when_of"]

_NO_DAY = ("clock", "duration", "vague")
_DAYS = ("date", "weekday", "relative")  # forms from which "the same day" may count
_FIXED = ("date", "hijri", "easter")  # forms that "the day after" may point to
_POINTING = 60  # characters after "the same day" in which the event meant may be named
_OPENING = 12  # characters of a paragraph in which "by the afternoon" opens it
_NEXT = 2  # paragraphs over which the same day goes on, a heading between them counted
_SAME_MONTH = (" month", " mois", " mes")  # "on the 29th of the same month": that of the event told last
_HEAD = 4  # clauses at the head of a digest in which it says which days it covers
_WEEK = range(4, 9)  # days between the first and the last day of such a week
_STAMP = 6  # characters between the day and the clock time of a stamp
_WORDS = "the a an of on in as le la les de du des un une l d que el los las del al"
_COMMON = frozenset(_WORDS.split(" "))
_FEAST = frozenset(("fete", "fiesta", "feast"))
_POINTERS = frozenset(("as", "of", "after", "de", "du", "d", "que", "del", "des"))


def when_of(mentions: Sequence[TimeMention], claim: Claim, walk: Walk) -> When | None:
    """The day of the first mention that gives one; a span of years only when nothing finer is there."""
    found: list[When] = []
    words = lexicon(walk.report.language)
    for mention in by_deed(mentions, claim, words):
        if mention.form in _NO_DAY or mention.aggregate or is_deadline(mention, claim, words):
            continue
        if is_elsewhere(mention, claim, words):
            continue
        if any(one.form == "anaphoric" and _follows(mention, one, walk.report.text) for one in mentions):
            continue
        when, issues = resolve_time(*_read_against(mention, claim, walk), walk.report.language)
        walk.issues.extend(issues)
        if not _only_written(when, claim, walk):
            found.append(when)
    dated = [w for w in found if is_dated(w)]
    fine = [w for w in dated if w.precision in ("day", "week")]
    return next(iter(fine or dated or found), None)


def _only_written(when: When, claim: Claim, walk: Walk) -> bool:
    """True for a day to come in a clause that tells of no deed."""
    published = walk.report.published
    return not claim.triggers and bool(published and when.start and when.start > published)


def _read_against(mention: TimeMention, claim: Claim, walk: Walk) -> tuple[TimeMention, TimeAnchor]:
    """The mention, a bare day number with the month in force, and the anchor that it is read against."""
    month = _month_of(mention, claim, walk)
    if month and month.start:
        mention = replace(mention, month=month.start.month, year=month.start.year)
    meant = _pointed_at(mention, walk)
    previous = meant or last_dated(walk, mention)
    key = next((str(t.span.start) for t in previous.claim.triggers), None) if previous else None
    day, tense = previous.when if previous else None, _tense(mention, claim, walk)
    near = None if meant else _named_before(mention, claim, walk)
    written = _digest_end(mention, walk) or _published(claim, walk)
    anchor = TimeAnchor(written, near or day, key, year_of(mention, claim, walk), tense)
    return mention, anchor


def _tense(mention: TimeMention, claim: Claim, walk: Walk) -> str:
    done = any(trigger.modality == "occurred" for trigger in claim.triggers)
    return "future" if not done and is_ahead(mention, claim, lexicon(walk.report.language)) else "past"


def told_after(claim: Claim, following: Claim | None, walk: Walk) -> When | None:
    """The day that the rest of the sentence gives both of its deeds, or that the next one adds ("It was on 5 May").

    The issues of that day are kept once, when its own clause is read.
    """
    if following is None or following.sentence.paragraph != claim.sentence.paragraph:
        return None
    words, real = lexicon(walk.report.language), any(t.modality == "occurred" for t in claim.triggers)
    joined = following.sentence.span == claim.sentence.span and words.pattern("joining").search(fold(claim.span.text))
    added = not following.triggers and words.pattern("dating").match(fold(following.span.text).lstrip())
    if not real or not (joined or added):
        return None
    issues = list(walk.issues)
    when = when_of(spoken_out(following, words), following, walk)
    walk.issues[:] = issues
    return when if when and when.precision in ("day", "week") else None


def continued(claim: Claim, walk: Walk) -> When | None:
    """The day that goes on where a paragraph opens with a part of the day ("By the afternoon, ..."), else None."""
    opening = next((m for m in claim.times if m.form == "clock"), None)
    if (
        opening is None
        or opening.span.start - claim.span.start > _OPENING
        or any(c.isdigit() for c in opening.span.text)
    ):
        return None
    paragraph, section = claim.sentence.paragraph, claim.sentence.section
    told = (t for t in reversed(walk.told) if t.own_when and t.when and t.when.precision == "day")
    last = next((t for t in told if t.claim.sentence.section == section), None)
    return last.when if last and 0 < paragraph - last.claim.sentence.paragraph <= _NEXT else None


# --- anchors ----------------------------------------------------------------------------------------------------------


def _published(claim: Claim, walk: Walk) -> date | None:
    """The day on which the clause was written: the stamp of its post, else the publication."""
    published, times = walk.report.published, claim.heading_times
    for day, clock in pairwise(times):
        near = 0 <= clock.span.start - day.span.end <= _STAMP
        if (day.form, clock.form) == ("date", "clock") and day.day and near:
            when, _ = resolve_time(day, TimeAnchor(published), walk.report.language)
            if when.start and when.start == when.end and (published is None or when.start <= published):
                return when.start
    return published


def _digest_end(mention: TimeMention, walk: Walk) -> date | None:
    """The last day of the week that a digest says at its head that it covers: its weekdays lie in it."""
    if mention.form != "weekday" or mention.anchor != "published" or mention.offset is not None:
        return None
    heads = (t for t in walk.claims[:_HEAD] if t.when and t.when.start and t.when.end and not t.claim.triggers)
    ranges = (t.when for t in heads if any(m.form == "date" and m.end for m in t.claim.times))
    weeks = (w.end for w in ranges if w and w.start and w.end and (w.end - w.start).days in _WEEK)
    return next((end for end in weeks if walk.report.published is None or end <= walk.report.published), None)


def _named_before(mention: TimeMention, claim: Claim, walk: Walk) -> When | None:
    """The day named before in the clause, else in its paragraph, whatever happened on it, else in the heading above."""
    if mention.form == "weekday" and (mention.anchor, mention.offset) == ("previous", 0):
        return _same_weekday(mention, claim, walk)
    if mention.form != "anaphoric":
        return None
    telling = claim.telling_times if (mention.offset or 0) < 0 else ()  # "said on Monday that six died the day before"
    beside = [m for m in (*telling, *claim.times) if m.form in _DAYS and m.span.end <= mention.span.start]
    beside += [m for m in claim.times if _follows(m, mention, walk.report.text)]
    last = walk.claims[-1].claim if walk.claims and (mention.offset or 0) < 0 else None
    if not beside and last and last.sentence.span == claim.sentence.span:
        beside = [m for m in last.telling_times if m.form in _DAYS]  # "buried six on Monday, shot two days earlier"
    if beside:
        anchor = TimeAnchor(_published(claim, walk), context_year=year_of(beside[-1], claim, walk))
        return resolve_time(beside[-1], anchor, walk.report.language)[0]
    paragraph = claim.sentence.paragraph
    told = (t for t in reversed(walk.told) if t.claim.sentence.paragraph == paragraph and t.own_when)
    told = (t for t in told if not (t.claim.update and t.claim.counts))  # "by Wednesday it was 24"
    named = (t.when for t in told if t.when and t.when.precision == "day" and t.when.start)
    return next(named, None) or (None if mention.offset else _of_heading(claim, walk))


def _of_heading(claim: Claim, walk: Walk) -> When | None:
    """The day of the item that a clause opens: "- 3/12, Manta. An official was seized; freed the same day"."""
    days = [m for m in claim.heading_times if m.form in _DAYS and m.end is None]
    if not days:
        return None
    when, _ = resolve_time(days[-1], TimeAnchor(_published(claim, walk)), walk.report.language)
    return when if is_dated(when) else None


def _same_weekday(mention: TimeMention, claim: Claim, walk: Walk) -> When | None:
    """The Sunday named last, for "on the same Sunday": not the one before the event told last."""
    earlier = [m for m in claim.times if m.span.end <= mention.span.start]
    said = [m for t in walk.told for m in (*t.claim.telling_times, *t.claim.times)] + earlier
    named = next((m for m in reversed(said) if m.weekday == mention.weekday and m.anchor == "published"), None)
    return resolve_time(named, TimeAnchor(_published(claim, walk)), walk.report.language)[0] if named else None


def _follows(day: TimeMention, mention: TimeMention, text: str) -> bool:
    """True for the day, named right after them, from which "the day after", "deux jours avant" count."""
    if day.form not in _FIXED:
        return False
    between = fold(text[mention.span.end : day.span.start]).replace("'", " ")
    return bool(between.strip()) and set(between.split()) <= _COMMON | _FEAST


def _month_of(mention: TimeMention, claim: Claim, walk: Walk) -> When | None:
    """The month for a day number that stands alone ("In June ... On the 10th"): named before in the paragraph.

    After a full date a later day is of its month ("On 3 September ... On the 6th").
    """
    if mention.form != "date" or mention.month or not mention.day or mention.unit or mention.end or mention.weekday:
        return None
    named = [m for m in claim.times if m.form == "month" and not m.aggregate and m.span.end <= mention.span.start]
    if named:
        year = year_of(mention, claim, walk)
        return resolve_time(named[-1], TimeAnchor(_published(claim, walk), context_year=year), walk.report.language)[0]
    paragraph = claim.sentence.paragraph
    if fold(mention.span.text).endswith(_SAME_MONTH):
        before = last_dated(walk, mention)
        return before.when if before else None
    told = (t for t in reversed(walk.told) if t.claim.sentence.paragraph == paragraph)
    last = next((t for t in told if t.own_when and t.when and t.claim.times), None)
    if last is None or last.when is None or last.when.start is None:
        return None
    later = any(m.form == "date" and m.month for m in last.claim.times) and last.when.start.day < mention.day
    return last.when if later or any(m.form == "month" for m in last.claim.times) else None


# --- the event meant --------------------------------------------------------------------------------------------------


def _pointed_at(mention: TimeMention, walk: Walk) -> ResolvedClaim | None:
    """The event that the words after "on the same day as", "le lendemain de" name, by the words that they share."""
    if mention.form != "anaphoric":
        return None
    after = fold(walk.report.text[mention.span.end : mention.span.end + _POINTING]).split(".")[0].split(",")[0]
    if after.lstrip().split(" ")[0].split("'")[0] not in _POINTERS:
        return None
    meant = _content(after)
    rated = [(len(meant & _content(fold(t.claim.span.text))), t) for t in walk.told if t.when and t.claim.triggers]
    best = max((score for score, _ in rated), default=0)
    return next((told for score, told in rated if score == best), None) if best > 0 else None


def _content(words: str) -> set[str]:
    return {w for w in words.replace("'", " ").split() if w not in _COMMON and len(w) > 2}
