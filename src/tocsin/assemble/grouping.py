"""ResolvedClaim -> groups: takes the claims of a report in order, gives those that tell of one event together.

A claim joins the group that it resembles most, or opens one of its own when it brings another day, another place or
another kind of event. Headline, lede, quotation and recap so become one
group. Invariant: every claim is in at most one group, but for a claim of responsibility for "both attacks"; groups
stand in the order of their first claim.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.assemble.claiming import meant
from tocsin.assemble.families import family_of, leading_trigger
from tocsin.assemble.groups import Group
from tocsin.assemble.halves import is_other_half, without_scene
from tocsin.assemble.heard import as_heard
from tocsin.assemble.means import goes_on, lends, says_what_it_was, shared_means
from tocsin.assemble.shared import shared
from tocsin.assemble.telling import (
    adds,
    founds,
    introduces,
    is_placed,
    is_summary,
    is_toll,
    is_total,
    names_day,
    names_place,
    tells_where,
    tells_whole,
)
from tocsin.assemble.weighing import weigh
from tocsin.model import ResolvedClaim

__all__ = ["Group", "group_claims"]

_JOIN = 0.9  # points from which a claim joins a group
_JOIN_UNSET = 0.3  # the same for a deed that names neither its day nor its place
_REACH = 40  # events at either end of a report; beyond, a chronicle doesn't come back to what it told
_POLITICAL = frozenset(("agreement", "change", "other"))
_STRANGE = -2.0  # points below which nothing told before is the deed that a clause names as known
_VOICE = 0.2  # the same for a claim that only adds a voice, a day or a figure


def group_claims(told: Sequence[ResolvedClaim], note: bool = False) -> list[Group]:
    """The groups of a report, in the order of their first claim; ``note``: one so short that it needn't say when."""
    groups: list[Group] = []
    early: list[ResolvedClaim] = []
    before: ResolvedClaim | None = None
    for claim in told:
        if is_total(claim) or is_summary(claim):
            continue
        claim = as_heard(claim, groups)
        rated = [(weigh(claim, groups[at], groups), -at) for at in _within_reach(len(groups))]
        best, at = max(rated, default=(0.0, 0))
        toll = bool(groups) and is_toll(claim)
        opens = not groups and (tells_whole(claim) or (note and tells_where(claim)))
        new = (founds(claim) or opens) and not toll
        what = says_what_it_was(claim)
        if rated and best >= (_threshold(claim) if new else _VOICE) and (new or adds(claim) or what):
            groups[-at].add(without_scene(claim) if is_other_half(claim, groups[-at]) else claim)
            groups[-at].means.extend(w.kind for w in claim.claim.weapons if what)
            before = _lend(before, groups[-at], groups)
            for other in shared(claim, groups[-at], groups):
                other.add(claim)
        elif new or (toll and is_placed(claim) and founds(claim)) or (best < _STRANGE and introduces(claim)):
            groups.append(Group(means=shared_means(claim, groups[-1]) if groups else []))
            groups[-1].add(claim)
            early = _taken_up(early, groups[-1])
            before = _lend(before, groups[-1], groups)
        elif (deed := meant(claim, groups)) is not None:
            deed.add(claim)
        elif not groups and adds(claim):
            early.append(claim)  # "X claimed the raid.", "The toll of the raid is now 21." before the deed
        before = claim if lends(claim) else before if goes_on(claim) else None
    return groups


def _lend(before: ResolvedClaim | None, group: Group, groups: Sequence[Group]) -> ResolvedClaim | None:
    """Give a deed the means named right before it: "Two drones over El Obeid on Monday. Six dead."; what is left."""
    if before is None or before in group.claims:
        return None
    paragraphs = {c.claim.sentence.paragraph for c in (group.claims[0], group.claims[-1])}
    if paragraphs != {before.claim.sentence.paragraph} or weigh(before, group, groups) < _VOICE:
        return before
    group.means.extend(w.kind for w in before.claim.weapons)
    return None


def _taken_up(early: Sequence[ResolvedClaim], group: Group) -> list[ResolvedClaim]:
    """Give a report's first event what was said of it before: a voice right before it, a toll that fits it."""
    deed = group.claims[0]
    for claim in early:
        near = deed.claim.sentence.paragraph - claim.claim.sentence.paragraph <= (2 if claim.claim.counts else 1)
        voice = claim.claim.status and not claim.claim.triggers
        if near and (voice or weigh(claim, group, [group]) >= _VOICE):
            group.add(claim)
    return []


def _within_reach(count: int) -> list[int]:
    """The places of the groups that a claim is held against: the report's first events and the last ones told."""
    return [at for at in range(count) if at < _REACH or at >= count - _REACH]


def _threshold(claim: ResolvedClaim) -> float:
    """A deed that names neither its day nor its place is more likely one told before; an act of politics is not."""
    lead = leading_trigger(claim.claim.triggers)
    set_apart = names_place(claim) or names_day(claim) or (lead is not None and family_of(lead) in _POLITICAL)
    return _JOIN if set_apart else _JOIN_UNSET
