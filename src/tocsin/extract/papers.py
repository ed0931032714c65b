"""Whose words a paper is: takes a report's readings in order, gives them with the party behind "the text says" named.

"A letter signed by the ELN reached us. Its authors admit the ambush": a letter, a film, an e-mail has an owner, who is
named where the paper first turns up, or in a headline by which he speaks; after that the paper, its signatories and,
beside them, a pronoun speak for him. Invariant: only a party owns a paper so; another paper of nobody's, or of somebody
else, ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tocsin.extract.grammar import ARMED
from tocsin.extract.reading import Reading
from tocsin.extract.sources import PARTIES
from tocsin.extract.spokesmen import spoken
from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, SourceMention, Span

__all__ = ["with_papers"]

_PARAGRAPHS = 3  # paragraphs since a paper was last spoken of, after which it is forgotten
_LINK = 90  # characters between a paper and the party whose it is
_STOP = re.compile(r"[.;:]")
_ASIDE = re.compile(r",[^,;:.]{1,90},")
_VERB = 45  # characters behind a paper in which its verb begins
_SPEAKS = ("papers.says", "speech", "claims", "claim_verbs", "avowals.owns", "denies")


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper of which a report speaks, and the party whose words it is."""

    owner: ActorMention
    paragraph: int


def with_papers(readings: Sequence[Reading], words: Lexicon) -> Iterator[Reading]:
    """The readings, each with the owner of the paper of which it may speak, as a voice where the paper speaks."""
    paper: _Paper | None = None
    before: Reading | None = None
    for reading in readings:
        here = reading.sentence.paragraph
        owner = _owner(reading, words)
        if owner:
            paper = _Paper(owner, here)
        elif _is_another(reading, words) or (paper and here - paper.paragraph > _PARAGRAPHS):
            paper = None
        if paper is not None:
            again = words.pattern("papers.again").search(reading.folded)
            paper = replace(paper, paragraph=here) if again else paper
            pronoun = before is not None and here == paper.paragraph and not (_armed(before) or before.sources)
            reading = _voiced(replace(reading, paper=paper.owner), paper.owner, pronoun, words)
        before = reading
        yield reading


def _armed(reading: Reading) -> list[ActorMention]:
    return [a for a in reading.actors if a.kind in ARMED and (a.ids or a.kind == "state")]


def _owner(reading: Reading, words: Lexicon) -> ActorMention | None:
    """The party to which a sentence gives a paper, or that speaks in a headline."""
    parties = [a for a in reading.actors if a.kind in PARTIES and a.ids and not a.generic]
    if not parties:
        return None
    linked = next((a for a in parties if _is_linked(a, reading, words)), None)
    return linked or _issuer(parties, reading, words) or _headlined(parties[0], reading, words)


def _is_linked(party: ActorMention, reading: Reading, words: Lexicon) -> bool:
    """As in "a letter signed by the party", "the party's e-mail", "it bears the stamp of a front of the party"."""
    start, end = party.span.start - reading.offset, party.span.end - reading.offset
    others = [a.span.start - reading.offset for a in _armed(reading) if a.span.end <= party.span.start]
    low = max([start - _LINK, *others, 0])
    for noun in words.pattern("papers.noun").finditer(reading.folded):
        gap = reading.folded[noun.end() : start]
        if low <= noun.end() <= start and _links(gap, words):
            return True
        if end <= noun.start() and words.pattern("papers.own").fullmatch(reading.folded[end : noun.start()]):
            return True
    return any(
        low <= sign.end() and not _barred(reading.folded[sign.end() : start], words)
        for sign in words.pattern("papers.signed").finditer(reading.folded, 0, start)
    )


def _links(gap: str, words: Lexicon) -> bool:
    """As in " of the", " that came from a front of the", ", signed by the"."""
    *before, last = gap.split(",")
    link = words.pattern("papers.of").search(last)
    return link is not None and (not before or not last[: link.start()].strip()) and not _barred(gap, words)


def _barred(gap: str, words: Lexicon) -> bool:
    """True where a verb of saying, a stop or words on what the paper is about part it from a name."""
    return bool(_STOP.search(gap)) or any(words.pattern(name).search(gap) for name in ("papers.about", "speech"))


def _issuer(parties: Sequence[ActorMention], reading: Reading, words: Lexicon) -> ActorMention | None:
    """As in "In a statement the party said", "The party sent out a statement": the only voice of a sentence, if any."""
    voices = {voice.span for voice in reading.sources}
    means = words.pattern("papers.means").search(reading.folded) is not None
    said = (a for a in parties if means and voices == {a.span})
    return next(said, None) or next((a for a in parties if not voices and _puts_out(a, reading, words)), None)


def _puts_out(party: ActorMention, reading: Reading, words: Lexicon) -> bool:
    """As in "The party sent out a communique on Thursday"."""
    after = _STOP.split(reading.folded[party.span.end - reading.offset :])[0]
    verb = words.pattern("publications.puts_out").search(after)
    noun = words.pattern("papers.noun").search(after, verb.end()) if verb else None
    return verb is not None and noun is not None and verb.start() <= _VERB and noun.start() - verb.end() <= _VERB


def _headlined(party: ActorMention, reading: Reading, words: Lexicon) -> ActorMention | None:
    """The party that speaks in a headline: "The ELN admits two raids, denies a third"."""
    first = next(iter(_armed(reading)), None)
    if reading.sentence.block != "headline" or first is not party:
        return None
    after = party.span.end - reading.offset
    told = any(q.speaker and q.speaker.start <= party.span.start < q.speaker.end for q in reading.sentence.quotes)
    return party if told or any(words.pattern(name).search(reading.folded, after) for name in _SPEAKS) else None


def _is_another(reading: Reading, words: Lexicon) -> bool:
    """True where somebody else has the word, or is named, in a sentence that brings up a paper."""
    if not words.pattern("papers.new").search(reading.folded) or words.pattern("papers.again").search(reading.folded):
        return False
    others = any(a.kind == "state" or a.head == "officials" for a in reading.actors)
    return others or any(voice.kind != "party" for voice in reading.sources)


def _voiced(reading: Reading, owner: ActorMention, pronoun: bool, words: Lexicon) -> Reading:
    """The reading with the owner as its voice where the paper, its authors or a pronoun beside them speak."""
    opening = words.pattern("own_pronoun").match(reading.folded) if pronoun else None
    subjects = (m.span() for m in words.pattern("papers.again").finditer(reading.folded))
    found = next((at for at in subjects if _speaks(reading.folded, at[1], words)), opening and opening.span())
    if found is None:
        return reading
    start = reading.offset
    span = Span(start + found[0], start + found[1], reading.sentence.span.text[slice(*found)])
    held = next((v for v in reading.sources if v.span and v.span.overlaps(span)), None)
    named = any(a.span.overlaps(span) and a.ids for a in reading.actors)
    if named or any(v is not held and v.span and v.span.start < span.start for v in reading.sources):
        return reading
    return spoken(reading, held, SourceMention(owner.name, "party", "claims", span, owner.ids[0]), owner)


def _speaks(folded: str, end: int, words: Lexicon) -> bool:
    """True where a verb of saying, owning or denying follows, past words between two commas."""
    aside = _ASIDE.match(folded, end)
    zone = _STOP.split(folded[aside.end() if aside else end :][:_VERB])[0]
    return any(words.pattern(name).search(zone) for name in _SPEAKS)
