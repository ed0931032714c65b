"""Whether a party makes a deed known itself: takes the words of a clause and the parties it names, gives yes or no.

A claim is put together from four parts that may stand in any order: a party, a medium (a film, a communiqué), how the
one belongs to the other (the party puts it out; it is in its name, by its press, under its logo), and what it shows (a
deed, a toll, spoils, the party's own men). Invariant: what condemns, threatens, offers or denies claims nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tocsin.knowledge.lexicon import Lexicon

__all__ = ["publishes"]

_REACH = 70  # characters between a party and the verb that puts its medium out
_OBJECT = 45  # characters from that verb to the medium
_STOPS = frozenset(".;")


def publishes(folded: str, parties: Sequence[tuple[int, int]], tells: bool, words: Lexicon) -> bool:
    """True when a party's own medium tells of a deed in a clause.

    ``parties`` are where the names of parties begin and end in the ``folded`` clause; ``tells`` says whether the clause
    has a deed or a toll.
    """
    if not parties or words.pattern("publications.barred").search(folded):
        return False
    media = [m.span() for m in words.pattern("publications.media").finditer(folded)]
    ends = [end for medium in media for end in _of_a_party(folded, medium, parties, words)]
    return any(tells or words.pattern("publications.shown").search(folded, end, _told(folded, end)) for end in ends)


def _told(folded: str, start: int) -> int:
    """Where the words on a medium end: what a colon opens is its text, which may tell of a deed that nobody read."""
    colon = folded.find(": ", start)
    return len(folded) if colon < 0 else colon


def _of_a_party(
    folded: str, medium: tuple[int, int], parties: Sequence[tuple[int, int]], words: Lexicon
) -> Iterator[int]:
    """Where the words end that give a medium to a party; what it shows stands behind them."""
    start, end = medium
    for low, high in parties:
        if high <= start and _puts_out(folded, high, start, words):
            yield end
        elif end <= low <= end + _REACH and words.pattern("publications.of").fullmatch(folded[end:low]):
            yield high
        elif high <= start and words.pattern("publications.own").fullmatch(folded[high:start]):
            yield end
        elif end <= low <= end + _REACH and _shows(folded, start, (end, low), high, words):
            yield high


def _shows(folded: str, medium: int, gap: tuple[int, int], party: int, words: Lexicon) -> bool:
    """True for "In a film shared on Monday, JNIM shows [the assault]"."""
    opened = words.pattern("publications.opens").search(folded[:medium])
    verb = words.pattern("publications.shows").match(folded[party:].lstrip(" ,"))
    return opened is not None and verb is not None and not _STOPS & set(folded[slice(*gap)])


def _puts_out(folded: str, party: int, medium: int, words: Lexicon) -> bool:
    """True for "JNIM late on Tuesday put out [a film]"."""
    verbs = words.pattern("publications.puts_out").finditer(folded, party, medium)
    return any(
        verb.start() - party <= _REACH and medium - verb.end() <= _OBJECT and not _STOPS & set(folded[party:medium])
        for verb in verbs
    )
