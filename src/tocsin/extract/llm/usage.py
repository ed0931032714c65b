"""What asking a model took: counts of requests, tokens, seconds and dollars, and what became of its quotations.

Invariant: usages add up in any order; an answer from the cache costs no tokens and no seconds.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Ledger", "LlmUsage"]


@dataclass(frozen=True, slots=True)
class LlmUsage:
    """``cost_usd`` is None while no price is known; ``dropped`` pairs a reason with how many fields fell to it.

    Reasons: ``not_found`` (the report doesn't hold the quotation), ``unread`` (the rules find no such thing in it),
    ``outside`` (it stands in what is no news: a caption, a byline), ``repeated`` (the event is told twice).
    """

    requests: int = 0
    cached: int = 0
    retries: int = 0
    prompt_tokens: int = 0
    answer_tokens: int = 0
    seconds: float = 0.0
    cost_usd: float | None = None
    events: int = 0
    kept: int = 0
    dropped: tuple[tuple[str, int], ...] = ()

    def __add__(self, other: LlmUsage) -> LlmUsage:
        """Both together."""
        costs = [cost for cost in (self.cost_usd, other.cost_usd) if cost is not None]
        reasons = dict(self.dropped)
        for reason, times in other.dropped:
            reasons[reason] = reasons.get(reason, 0) + times
        return LlmUsage(
            self.requests + other.requests,
            self.cached + other.cached,
            self.retries + other.retries,
            self.prompt_tokens + other.prompt_tokens,
            self.answer_tokens + other.answer_tokens,
            self.seconds + other.seconds,
            sum(costs) if costs else None,
            self.events + other.events,
            self.kept + other.kept,
            tuple(sorted(reasons.items())),
        )


@dataclass(slots=True)
class Ledger:
    """A usage that grows while a report is read, whether or not it comes to a good end."""

    total: LlmUsage = LlmUsage()

    def add(self, usage: LlmUsage) -> None:
        """Count what something took."""
        self.total += usage

    def keep(self, event: bool = False) -> None:
        """Count a field whose quotation was found and read; the trigger's is the event's."""
        self.total += LlmUsage(kept=1, events=int(event))

    def drop(self, reason: str, times: int = 1) -> None:
        """Count fields that were dropped."""
        self.total += LlmUsage(dropped=((reason, times),))
