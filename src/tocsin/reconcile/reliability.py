"""How far a source is to be believed: takes what became of its word in other incidents, gives a letter and the grounds.

The share of its word that was borne out is shrunken towards that of all others of its kind (beta-binomial: with b of n
borne out, a mean m and a prior of s cases it is (b + s m) / (n + s)), theirs towards a half by one case each way
(Laplace). Letters are those of the Admiralty code (NATO AJP-2.1), by the table below. Invariant: an incident never
counts towards the judgement of its own sources, and a letter never moves an incident's standing: the code has two axes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from tocsin.model import EventRecord, Incident, Outcome, Reliability
from tocsin.reconcile.outcomes import source_of
from tocsin.reconcile.voices import voices

__all__ = ["FEWEST", "LETTERS", "PRIOR", "Case", "TrackRecord", "cases_of", "speakers"]

Case = tuple[str, str, bool]
"""A source, its kind, and whether others bore it out."""
PRIOR = 10
"""Cases of its own from which a source weighs as much as its kind. Set, not fitted: no public set says which parties
and outlets were right. Where half of a kind is right, it takes fifteen of fifteen for a B, and two of ten are an E."""
FEWEST = 5
"""Tested cases below which nobody is judged: so far shrunken, the letter would be that of its kind."""
LETTERS = (("A", 0.95), ("B", 0.8), ("C", 0.6), ("D", 0.4), ("E", 0.0))
"""The least share of each: completely, usually, fairly, not usually reliable, unreliable. F: can't be judged."""


class TrackRecord:
    """How often others bore out or contradicted each source, and each kind of source; ``cases`` are counts of them."""

    def __init__(self, cases: Mapping[Case, int]) -> None:
        self._cases = Counter(cases)
        self.sources: dict[str, str] = {source: kind for source, kind, _ in sorted(cases, reverse=True)}
        """Every source that was tested, with its kind; of several kinds the first by name."""
        self._of_source: Counter[tuple[str, bool]] = Counter()
        self._of_kind: Counter[tuple[str, bool]] = Counter()
        for (source, kind, borne_out), number in cases.items():
            self._of_source[source, borne_out] += number
            self._of_kind[kind, borne_out] += number

    def judge(self, sources: Mapping[str, str], own: Iterable[Outcome] = ()) -> tuple[Reliability, ...]:
        """These sources, each given with its kind, by name; without the cases of the incident itself (``own``)."""
        leaving = list(own)
        return tuple(self._judged(key, sources[key], leaving) for key in sorted(sources))

    def _judged(self, source: str, kind: str, leaving: list[Outcome]) -> Reliability:
        good, bad = (
            self._of_source[source, up] - sum(one.source == source and one.borne_out is up for one in leaving)
            for up in (True, False)
        )
        right, wrong = (self._others(source, kind, up, leaving) for up in (True, False))
        share = (good + PRIOR * (right + 1) / (right + wrong + 2)) / (good + bad + PRIOR)
        letter = next(name for name, least in LETTERS if share >= least) if good + bad >= FEWEST else "F"
        return Reliability(source, kind, letter, round(share, 3), good, bad)

    def _others(self, source: str, kind: str, up: bool, leaving: list[Outcome]) -> int:
        """The cases of all others of the kind."""
        gone = sum((one.kind, one.borne_out) == (kind, up) and one.source != source for one in leaving)
        return self._of_kind[kind, up] - self._cases[source, kind, up] - gone


def cases_of(incidents: Iterable[Incident]) -> Counter[Case]:
    """How often each case stands in these incidents."""
    return Counter((one.source, one.kind, one.borne_out) for incident in incidents for one in incident.outcomes)


def speakers(records: Iterable[EventRecord]) -> dict[str, str]:
    """Every source that speaks in these records, with its kind."""
    told = [(key, voice.kind) for voice, _ in voices(records) if (key := source_of(voice))]
    return dict(sorted(told, reverse=True))  # of several kinds the first by name
