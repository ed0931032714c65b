"""Whether a party owns up to a deed: takes the words of a clause, what it names and the verbs found in it.

A claim of responsibility is put together from small parts, so that words that nobody wrote down as one phrase are read
all the same: a party takes the deed upon itself ("assumed the killings"), says that it was its author ("said it was
behind the blast"), tells a deed with itself as the doer ("said its men had shelled the camp", "affirme avoir tué") or
shows it ("posted footage of the raid"). Invariant: nothing is owned where no party is named; but for what it spreads
through its media, the party stands before the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tocsin.extract.publications import publishes
from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, Trigger

__all__ = ["avows", "condemns", "owns_before", "spreads_as_own", "withholds"]

_REACH = 90  # characters from a verb of speech to the words that own up
_SUBJECT = 45  # characters between a party and the verb whose subject it is
_STOP = re.compile(r"[.;:]")
_BY = 24  # characters of articles and nouns between "owned by" and the party
_BEFORE_NAME = re.compile(r"'?\s?(?:l'|(?:the|le|la|les|du|el|los|las) )?")
_MARKS = re.compile(r"\"|«\s?|\s?»")
_TO_OBJECT = re.compile(r"(?:\s[\w'-]+){0,3}?\s?(?:l'\s?)?")  # "signed on Monday the attack"


def avows(
    folded: str, offset: int, parties: Sequence[ActorMention], triggers: Sequence[Trigger], words: Lexicon
) -> bool:
    """True when one of the ``parties`` named in a clause owns up to a deed in it.

    ``folded`` are the folded words of the clause, ``offset`` where it begins in the report.
    """
    if not parties:
        return False
    after = max(min(a.span.end for a in parties) - offset, 0)
    return (
        _takes_upon_itself(folded, after, words)
        or _signed_behind(folded, [a.span.start - offset for a in parties], triggers, words)
        or _owned_by(folded, [a.span.start - offset for a in parties], triggers, words)
        or bool(words.pattern("avowals.shows").search(folded, after))
        or _echoes(folded, [a.span.end - offset for a in parties], words)
        or publishes(folded, [(a.span.start - offset, a.span.end - offset) for a in parties], bool(triggers), words)
        or any(
            _authors(folded, said, words) or _does(folded, offset, said, triggers, words)
            for said in _said(folded, after, words)
        )
    )


def spreads_as_own(folded: str, parties: Sequence[ActorMention], words: Lexicon) -> bool:
    """As in "A sheet on ULFA notepaper says the outfit holds him": one party, its medium, a word of its own doing.

    What threatens, demands, mourns, replies or denies owns nothing.
    """
    one = len({a.ids or (a.name,) for a in parties}) == 1
    owns_nothing = words.pattern("avowals.owns_nothing").search(folded)
    if not one or owns_nothing or not words.pattern("avowals.media").search(folded):
        return False
    return words.pattern("avowals.own_doing").search(folded) is not None


def condemns(folded: str, words: Lexicon) -> bool:
    """True for a verb of condemning with a deed as its object: who condemns it did not do it."""
    return any(_is_deed(folded, verb.end(), words) for verb in words.pattern("avowals.condemns").finditer(folded))


def withholds(folded: str, told: Sequence[int], words: Lexicon) -> bool:
    """As in "JNIM has not owned up to the raid", "ne l'a jamais reconnu": a verb of owning that is denied its deed.

    Who owns one deed and not another ("admitted the raid on X, but never the one on Y") withholds what is ``told`` (by
    where it is told) behind the denied verb alone.
    """
    verbs, whole = words.pattern("avowals.withholds"), words.pattern("avowals.withholds_it")
    refused = [m.end() for m in verbs.finditer(folded) if _is_deed(folded, m.end(), words)]
    refused += [m.end() for m in whole.finditer(folded)]
    rest = whole.sub(_blank, verbs.sub(_blank, folded))
    owned = [m.end() for m in words.pattern("avowals.owns").finditer(rest) if _is_deed(rest, m.end(), words)]
    return bool(refused) and (not owned or _is_behind(refused, owned, told))


def _is_behind(refused: Sequence[int], owned: Sequence[int], told: Sequence[int]) -> bool:
    """True if the nearest verb before what is told, of both the refused and the owned, is one refused."""
    before = [at for at in (*refused, *owned) if told and at < min(told)]
    return bool(before) and max(before) in refused


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def owns_before(folded: str, denial: re.Match[str] | None, words: Lexicon) -> bool:
    """As in "JNIM admits the ambush but denies having shot prisoners": a verb of owning and its deed come first."""
    verbs = words.pattern("avowals.owns").finditer(folded, 0, denial.start()) if denial else ()
    return any(_is_deed(folded, verb.end(), words) for verb in verbs)


def _takes_upon_itself(folded: str, after: int, words: Lexicon) -> bool:
    """A verb of owning with the deed as its object, or one that holds its object in itself."""
    if words.pattern("avowals.owns_it").search(folded, after):
        return True
    return any(_is_deed(folded, verb.end(), words) for verb in words.pattern("avowals.owns").finditer(folded, after))


def _is_deed(folded: str, at: int, words: Lexicon) -> bool:
    """True for a deed that is the object of the verb that ends at ``at``."""
    deeds = words.pattern("avowals.deeds")
    behind = _TO_OBJECT.match(folded, at)
    found = deeds.match(folded, behind.end()) if behind else None
    return bool(found or deeds.match(folded, min(at + 1, len(folded))))


def _signed_behind(folded: str, parties: Sequence[int], triggers: Sequence[Trigger], words: Lexicon) -> bool:
    """A verb right before its subject: "Firmaron Los Lobos"; ``parties`` are where the names begin."""
    return all(trigger.code != "Agreement" for trigger in triggers) and any(
        verb.start() < at and _BEFORE_NAME.fullmatch(folded, verb.end(), max(at, verb.end()))
        for verb in words.pattern("avowals.inverted").finditer(folded)
        for at in parties
    )


def _owned_by(folded: str, parties: Sequence[int], triggers: Sequence[Trigger], words: Lexicon) -> bool:
    """The passive of owning with the party behind it: "fue asumida por el ELN"; an agreement signed owns no deed."""
    if any(trigger.code == "Agreement" for trigger in triggers):
        return False
    ends = [passive.end() for passive in words.pattern("avowals.owned_by").finditer(folded)]
    return any(0 <= at - end <= _BY for end in ends for at in parties)


def _echoes(folded: str, parties: Sequence[int], words: Lexicon) -> bool:
    """As in "Hours later JNIM said so itself", "JNIM made no secret of it": right behind the name."""
    gaps = (folded[end : verb.start()] for verb in words.pattern("avowals.echoes").finditer(folded) for end in parties)
    return any(
        0 < len(gap) <= _SUBJECT and not _STOP.search(gap) and not words.pattern("voices").search(gap) for gap in gaps
    )


def _said(folded: str, after: int, words: Lexicon) -> Iterator[int]:
    """Where verbs of speech end."""
    yield from (verb.end() for verb in words.pattern("speech").finditer(folded, after))


def _authors(folded: str, said: int, words: Lexicon) -> bool:
    if folded.startswith(", ", said) and words.pattern("avowals.goes_on").match(folded, said + 2):
        return True
    told = _MARKS.sub("", folded[said : said + _REACH])  # 'its "Falcon squad" had thrown the grenade'
    return bool(words.pattern("avowals.authorship").search(told))


def _does(folded: str, offset: int, said: int, triggers: Sequence[Trigger], words: Lexicon) -> bool:
    """A deed whose doer is a pronoun, the party's own men, or left out before an infinitive."""
    for trigger in triggers:
        at = trigger.span.start - offset
        if trigger.noun or trigger.passive or trigger.modality != "occurred" or trigger.code == "Agreement":
            continue
        if not said < at <= said + _REACH:
            continue
        if words.pattern("avowals.own_doer").search(folded[said:at]) or _in_one(folded, said, at, words):
            return True
    return False


def _in_one(folded: str, said: int, at: int, words: Lexicon) -> bool:
    """True where the deed is the verb's own object: "admitted killing them", "confessed to shooting them"."""
    gerund = words.pattern("gerunds").match(folded, at)
    verb = folded[folded.rfind(" ", 0, said) + 1 : at].rstrip()
    return gerund is not None and words.pattern("avowals.admits").fullmatch(verb) is not None
