"""Whose words a report is: takes its readings, gives the party whose own statement it is, if it is one.

A communiqué calls its fighters "our" and its foes by names that only a party uses. Two such words outside quotation
marks make the report a statement, and so does a letterhead: a party named in the lines above or within the heading
"Communiqué", or one that near the top "informs the people". The author is the party of the letterhead, else the
source, else the first party that the text names. Invariant: the answer is a mention in the report's own text, or None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tocsin.extract.actors import find_actors
from tocsin.extract.reading import Reading
from tocsin.extract.sources import PARTIES
from tocsin.knowledge.actors import get
from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, Report
from tocsin.text import fold

__all__ = ["OWN_WORDS", "is_own_name", "party_behind"]

OWN_WORDS = frozenset(("own_forces", "apostates", "crusaders", "disbelievers", "mujahideen"))
_LEAD = re.compile(r"(?:\W*\[[^\]]*\])?\W*")  # "[Translation] ", "# "
_REMARK = re.compile(r"\[[^\]]*\]")  # a line above the letterhead by who translates or hands on
_LINES = re.compile(r"\S[^\n]*")
_QUOTES = re.compile(r"[\"«»“”]")
# Words that a letterhead lacks: those in small letters that join no names.
_VERBS = re.compile(r"\b(?!(?:of|the|de|del|du|des|la|le|les|los|las|el|et|and|y|a|en|in|l|d)\b)[a-zà-ÿ]{2,}")
_GAP = re.compile(r"[ :|,()/-]*")
_HEAD, _HEAD_LINES, _LINE = 600, 8, 110  # characters and lines of a letterhead; characters of one of its lines
_FOOT_LINES = 4
_BESIDE = 8  # characters from "your brothers" to their name
_FEW = 3  # words up to which a line with a full stop is a heading or a name
_FOES = frozenset(("enemy", "occupiers"))  # what a party calls those whom it fights; a reporter may repeat it once
_ENOUGH = 2  # one such word may be the reporter's slip; two are a voice, as is one above a party's signature


def party_behind(report: Report, readings: Sequence[Reading], words: Lexicon) -> ActorMention | None:
    """The party that speaks the whole report."""
    found = _letterhead(report, readings, words) or _addressing(readings, words) or _brothers(readings, words)
    if found or _is_states(report, words):
        return found
    named = [a for reading in readings for a in reading.actors if a.kind in PARTIES and a.ids and a.head is None]
    issuer = _issuer(report)
    if issuer:
        return next((a for a in named if a.ids[0] == issuer), None)
    spoken = _ENOUGH if report.source_kind == "party" else _own_words(report, readings, words)
    signed = _signature(report) or _last_words(readings) if spoken else None
    signed = signed or _opening(report, readings, words) or _titled(report, readings)
    signed = signed or (next(iter(named), None) if spoken and _is_headed(report, words) else None)
    return signed or (_masthead(report) or next(iter(named), None) if spoken >= _ENOUGH else None)


def _letterhead(report: Report, readings: Sequence[Reading], words: Lexicon) -> ActorMention | None:
    """The first party named in the lines of a letterhead, where one of them is the heading of a release.

    A headline that tells a deed names those of whom it tells: "Four rebels die. Press release of the Fifth Brigade".
    """
    told = [t.span.start for reading in readings[:_HEAD_LINES] for t in reading.triggers]
    at, found, headed = 0, None, False
    for line in report.text[:_HEAD].split("\n")[:_HEAD_LINES]:
        if _REMARK.fullmatch(line.rstrip()):
            at += len(line) + 1
            continue
        if len(line) > _LINE or _is_sentence(line):
            break
        named = [a for a in find_actors(line, at, report.language) if a.kind in PARTIES and a.ids and a.head is None]
        release = _is_release(line, at, named, words)
        headed = headed or release
        news = not release and any(at <= start < at + len(line) for start in told)
        found = found or (None if news else next(iter(named), None))
        if found and headed:
            return found
        at += len(line) + 1
    return _signature(report) if headed else None


def _is_headed(report: Report, words: Lexicon) -> bool:
    """True where the first line that is no remark is the heading of a release without a name: "Statement on ..."."""
    lines = (m.group() for m in _LINES.finditer(report.text, 0, _HEAD))
    first = next((line for line in lines if not _REMARK.fullmatch(line.rstrip())), "")
    return len(first) <= _LINE and not _is_sentence(first) and _is_release(first, 0, (), words)


def _opening(report: Report, readings: Sequence[Reading], words: Lexicon) -> ActorMention | None:
    """The party that opens all that follows with a colon: "The spokesman of the BLA stated to the media:"."""
    body = [r for r in readings if r.sentence.block == "body"]
    for at, reading in enumerate(body):
        if reading.offset > _HEAD:
            break
        alone = at + 1 < len(body) and body[at + 1].sentence.paragraph != reading.sentence.paragraph
        if not (alone and reading.folded.rstrip().endswith(":") and words.pattern("speech").search(reading.folded)):
            continue
        found = next((a for a in reading.actors if a.kind in PARTIES and a.ids), None)
        if found and _is_partisan(body[at + 1 :], report) and not _QUOTES.match(body[at + 1].sentence.span.text):
            return found
    return None


def _is_partisan(readings: Sequence[Reading], report: Report) -> bool:
    """True where a sentence outside quotation marks calls men its own or others by a name that only a party uses."""
    plain = (r for r in readings if r.sentence.block == "body" and not _is_quoted(r, report))
    return any(a.head in OWN_WORDS | _FOES for reading in plain for a in reading.actors)


def _is_quoted(reading: Reading, report: Report) -> bool:
    """True within quotation marks; what only a colon opens has none."""
    opens = (report.text[max(0, q.start - 1) : q.start + 1] for q in reading.sentence.quotes)
    return any(_QUOTES.search(at) for at in opens) or bool(_QUOTES.search(reading.sentence.span.text))


def _is_states(report: Report, words: Lexicon) -> bool:
    """True for the release of a state's force, which is named before any party: "COMUNICADO: la FANB golpea a ..."."""
    head = report.text[:_HEAD]
    if not any(_is_release(line, 0, (), words) for line in head.split("\n")[:_HEAD_LINES]):
        return False
    first = next((a for a in find_actors(head, 0, report.language) if a.ids and a.kind in (*PARTIES, "state")), None)
    return first is not None and first.kind == "state"


def _masthead(report: Report) -> ActorMention | None:
    """The party named in the short lines above a text that speaks for a side."""
    lines = list(_LINES.finditer(report.text, 0, _HEAD))[:_HEAD_LINES]
    body = next((i for i, m in enumerate(lines) if len(m.group()) > _LINE or _is_sentence(m.group())), len(lines))
    return _named_in(lines[:body], report)


def _titled(report: Report, readings: Sequence[Reading]) -> ActorMention | None:
    """The party whose name alone is the first line of a text that speaks for a side; a headline tells of a deed."""
    first = _LINES.search(report.text, 0, _HEAD)
    told = first and any(t.span.start < first.end() for reading in readings[:2] for t in reading.triggers)
    if first is None or told or len(first.group()) > _LINE or not _is_partisan(readings, report):
        return None
    found = _named_in([first], report)
    return found if found and not _VERBS.search(first.group().replace(found.span.text, "")) else None


def _signature(report: Report) -> ActorMention | None:
    """The party named in the short lines that close the text."""
    lines = list(_LINES.finditer(report.text))[-_FOOT_LINES:]
    return _named_in([m for m in reversed(lines) if len(m.group()) <= _LINE and not _is_sentence(m.group())], report)


def _named_in(lines: Sequence[re.Match[str]], report: Report) -> ActorMention | None:
    """The first party of the register that these lines name."""
    for line in lines:
        for actor in find_actors(line.group(), line.start(), report.language):
            if actor.kind in PARTIES and actor.ids and actor.head is None:
                return actor
    return None


def _last_words(readings: Sequence[Reading]) -> ActorMention | None:
    """The party that is named in a few last words without a verb: "... fell. Front Command, ELN"."""
    if not readings:
        return None
    last = readings[-1]
    short = not last.triggers and len(last.sentence.span.text) <= _LINE // 2
    parties = (a for a in last.actors if a.kind in PARTIES and a.ids and a.head is None)
    return next(parties, None) if short and not last.sources else None


def _is_sentence(line: str) -> bool:
    """True for a line that ends like a sentence and is more than a few words: "Communiqué." is a heading."""
    return line.rstrip()[-1:] in (".", "!", "?") and len(line.split()) > _FEW


def _is_release(line: str, at: int, named: Sequence[ActorMention], words: Lexicon) -> bool:
    """True for "Communiqué n° 3" and "AFC/M23: communiqué", not for "JNIM statement claims attack"."""
    folded = fold(line)
    heading = words.pattern("releases")
    if heading.match(folded, _LEAD.match(folded).end()):  # type: ignore[union-attr]  # matches nothing at least
        return True
    if not named or words.pattern("claims").search(folded) or words.pattern("claim_verbs").search(folded):
        return False
    return any(heading.match(folded, _GAP.match(folded, a.span.end - at).end()) for a in named)  # type: ignore[union-attr]


def _issuer(report: Report) -> str | None:
    """The register's key of the party that issued the report, where its source is one."""
    found = find_actors(report.source, 0, report.language) if report.source else ()
    return next((a.ids[0] for a in found if a.kind in PARTIES and a.ids and a.head is None), None)


def _addressing(readings: Sequence[Reading], words: Lexicon) -> ActorMention | None:
    """The party that near the top turns to the public: "The ELN informs the people of Arauca"."""
    for reading in (r for r in readings if r.sentence.span.start < _HEAD and not r.sentence.quotes):
        cue = words.pattern("addresses").search(reading.folded)
        before = [a for a in reading.actors if cue and a.span.end <= reading.offset + cue.start()]
        if before and before[-1].kind in PARTIES and before[-1].ids:
            return before[-1]
    return None


def _brothers(readings: Sequence[Reading], words: Lexicon) -> ActorMention | None:
    """The party that calls its men its readers' brothers: "Your brothers of JNIM stormed the post"."""
    for reading in (r for r in readings if not r.sentence.quotes):
        for cue in words.pattern("brothers").finditer(reading.folded):
            low, high = reading.offset + cue.start(), reading.offset + cue.end() + _BESIDE
            near = (a for a in reading.actors if a.span.start <= high and a.span.end > low)
            found = next((a for a in near if a.kind in PARTIES and a.ids), None)
            if found:
                return found
    return None


def _own_words(report: Report, readings: Sequence[Reading], words: Lexicon) -> int:
    """How often the text speaks for a side; a state's bulletin has no party behind it."""
    if report.source_kind == "government":
        return 0
    own = sum(
        1 for reading in readings for actor in _unquoted(reading) if actor.head in OWN_WORDS or is_own_name(actor)
    )
    said = [r for r in readings if not r.sentence.quotes]
    spoken = sum(1 for r in said if any(words.pattern(name).search(r.folded) for name in ("own_side", "own_deeds")))
    return max(own, spoken)


def is_own_name(actor: ActorMention) -> bool:
    """True for a name that a party gives only itself: "the soldiers of the Caliphate"."""
    party = get(actor.ids[0]) if actor.ids and actor.head is None else None
    return party is not None and fold(actor.span.text) in {fold(name) for name in party.names.own}


def _unquoted(reading: Reading) -> Iterator[ActorMention]:
    quotes = reading.sentence.quotes
    yield from (a for a in reading.actors if not any(q.start <= a.span.start < q.end for q in quotes))
