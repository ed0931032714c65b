"""How far reviewers agree beyond chance: takes reviews, gives Krippendorff's alpha.

Nominal data, any number of reviewers, gaps allowed: alpha = 1 - observed over expected disagreement, from the
coincidences of values within records (Krippendorff, *Content Analysis*, 4th ed. 2018, ch. 12). Invariant: 1 when all
agree and values vary; None when fewer than two values can be compared, or all values ever given are the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from tocsin.model import Review
from tocsin.review import standing

__all__ = ["alpha", "verdicts"]


def verdicts(reviews: Iterable[Review]) -> list[dict[str, str]]:
    """For each record what each of its reviewers last said and didn't take back: accept or reject."""
    own: dict[str, list[Review]] = {}
    for one in reviews:
        own.setdefault(one.record, []).append(one)
    held = ({one.by: one.verdict for one in standing(rows) if one.verdict != "edit"} for rows in own.values())
    return [said for said in held if said]


def alpha(records: Iterable[Mapping[str, str]]) -> float | None:
    """Alpha over all records that two or more people reviewed."""
    units = [Counter(verdicts.values()) for verdicts in records if len(verdicts) > 1]
    totals: Counter[str] = sum(units, Counter())
    size = totals.total()
    if len(totals) < 2:
        return None
    expected = size * size - sum(count * count for count in totals.values())
    observed = sum((unit.total() ** 2 - sum(n * n for n in unit.values())) / (unit.total() - 1) for unit in units)
    return 1 - (size - 1) * observed / expected
