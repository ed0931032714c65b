"""Figures over several events: takes the groups of a report, gives them without what a headline or lede adds up.

"Attacks in X and Y kill ten", above six dead in X and four in Y, is a toll of neither; "four killed, 12 abducted" above
two raids gives each its own. Invariant: a figure goes only where the groups' other figures account for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.assemble.groups import Group
from tocsin.assemble.tolls import casualties_of
from tocsin.model import Count, ResolvedClaim

__all__ = ["without_sums"]

_KINDS = ("killed", "wounded", "abducted")
_LEDE = 1  # paragraphs, from the headline, in which a report sums up
_CHANCE = 4  # a smaller figure in the text may add up by chance


def without_sums(groups: list[Group]) -> list[Group]:
    """The groups, each without the figures of all of them together and without those that are another's."""
    foreign = {id(c) for group in groups for c in _over_time(group)}
    if len(groups) > 1:
        foreign |= {id(c) for group in groups for claim in group.claims for c in _foreign(claim, group, groups)}
    return [_rebuilt(group, foreign) for group in groups] if foreign else groups


def _over_time(group: Group) -> list[Count]:
    """As in "900 deaths since May", unless it is all that is told of the event, by its first clause."""
    first = group.claims[0].claim.counts
    plain = {c.kind for c in group.counts if not c.period and not c.part}
    return [c for c in group.counts if c.period and (c.kind in plain or not any(c is one for one in first))]


def _foreign(claim: ResolvedClaim, group: Group, groups: Sequence[Group]) -> list[Count]:
    """The figures of a claim that are no toll of its group."""
    headline = claim.claim.sentence.block == "headline"
    open_ones = [c for c in claim.claim.counts if c.kind in _KINDS and c.low > 1 and not c.part and not c.superseded]
    opens = claim.claim.sentence.paragraph <= _LEDE and claim is group.claims[0]
    if claim.claim.update:
        return []  # "Death toll of the raid on X climbs to six"
    found = [c for c in open_ones if (headline or (opens and c.low >= _CHANCE)) and _is_sum(c, group, groups)]
    if headline and not all(one.claim.sentence.block == "headline" for one in group.claims):
        found += [c for c in open_ones if _is_anothers(c, group, groups)]
    return found


def _is_sum(count: Count, group: Group, groups: Sequence[Group]) -> bool:
    """As in "Attacks in X and Y kill ten": what the events cost, one by one, adds up to it."""
    if any((c.kind, c.low) == (count.kind, count.low) and c is not count for c in _body(group)):
        return False
    tolls = [_toll(other, count) for other in groups]
    return _toll(group, count) > 0 and sum(toll > 0 for toll in tolls) > 1 and count.low == sum(tolls)


def _is_anothers(count: Count, group: Group, groups: Sequence[Group]) -> bool:
    """As in "four killed, 12 abducted" above two raids: the text gives the figure to the other event alone."""
    own = {c.kind for c in _body(group) if c.kind in _KINDS and c.low}
    if not own or count.kind in own:
        return False  # a headline may tell what the text puts in words that are not read
    told = [c for other in groups if other is not group for c in _body(other) if c.kind == count.kind]
    return any((c.low, c.high) == (count.low, count.high) for c in told)


def _body(group: Group) -> list[Count]:
    return [c for one in group.claims if one.claim.sentence.block != "headline" for c in one.claim.counts]


def _toll(group: Group, without: Count) -> int:
    """What the text says the event cost, of one kind, beside one figure and the headline's."""
    claims = [c for c in group.claims if c.claim.sentence.block != "headline"]
    rest = _rebuilt(Group(claims, group.families), {id(without)})
    return sum(row.low for row in casualties_of(rest, ()) if row.kind == without.kind and not row.rival)


def _rebuilt(group: Group, foreign: set[int]) -> Group:
    """The group without some figures, nor the triggers that stand in their words."""
    rebuilt = Group()
    for claim in group.claims:
        gone = [c for c in claim.claim.counts if id(c) in foreign]
        kept = tuple(c for c in claim.claim.counts if id(c) not in foreign)
        spans = [c.span for c in gone if not any(c.span.overlaps(other.span) for other in kept)]
        triggers = tuple(t for t in claim.claim.triggers if not any(t.span.overlaps(span) for span in spans))
        left = replace(claim.claim, counts=kept, triggers=triggers or claim.claim.triggers)
        rebuilt.add(replace(claim, claim=left) if gone else claim)
    return rebuilt
