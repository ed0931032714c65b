"""Predictive statements of the development corpus: takes gold and found ones, gives recall and precision.

A gold statement is a regular expression over the sentence; one is found when it matches in the words of a found one, as
written or folded. Invariant: a statement counts once however many expressions match in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bench.kinds import Figure, Predictions, ratio
from bench.records import Row
from tocsin.text import fold

__all__ = ["forecast_figures"]


def forecast_figures(rows: Sequence[Row], predictions: Predictions) -> list[Figure]:
    """Share of gold statements that are found, and of found ones that are gold."""
    recalled, precise = [], []
    for row in rows:
        gold = [re.compile(one["text_regex"], re.I) for one in row.get("forecasts", [])]
        found = [one["text"] for one in predictions.get(row["id"], {}).get("forecasts", [])]
        hits = [[bool(want.search(text) or want.search(fold(text))) for text in found] for want in gold]
        recalled += [any(line) for line in hits]
        precise += [any(line[index] for line in hits) for index in range(len(found))]
    return [
        ratio("forecast recall", sum(recalled), len(recalled), "goal .90"),
        ratio("forecast precision", sum(precise), len(precise), "goal .80"),
    ]
