"""Sentence -> Claim by a model: takes the sentences of a report, gives claims whose events the model chose.

The rules read every clause first; the model then says which clauses tell events and which words belong to each
(``events``). Clauses in which the rules see no deed of their own stay for what they say of its standing ("JNIM claimed
the attack"); deeds that the model didn't choose go. Invariant: claims stand in the order of their events' triggers,
and every span repeats the report's words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.errors import LlmError
from tocsin.extract.claims import read_claims
from tocsin.extract.llm.client import CutOff, LlmClient
from tocsin.extract.llm.events import Events
from tocsin.extract.llm.quotes import Finder
from tocsin.extract.llm.usage import Ledger, LlmUsage
from tocsin.model import Claim, Issue, Report, Sentence, Span

__all__ = ["claims_or_rules", "read_claims_llm"]

_PART = 12_000  # characters sent at once, about 3,000 tokens: models read longer texts less carefully


def read_claims_llm(
    report: Report, sentences: Sequence[Sentence], client: LlmClient
) -> tuple[tuple[Claim, ...], LlmUsage]:
    """Every claim of the coded sentences, and what asking took.

    Raises:
        LlmError: the model gives no usable answer for a part of the report.
    """
    ledger = Ledger()
    return _read(report, sentences, client, ledger), ledger.total


def claims_or_rules(
    report: Report, sentences: Sequence[Sentence], client: LlmClient
) -> tuple[tuple[Claim, ...], LlmUsage, tuple[Issue, ...]]:
    """The model's claims, or the rules' with an issue ``llm_failed``; ``llm_dropped`` counts what was dropped."""
    ledger = Ledger()
    start = sentences[0].span if sentences else Span(0, 0, "")
    try:
        claims = _read(report, sentences, client, ledger)
    except LlmError as error:
        issue = Issue("llm_failed", start, f"coded by the rules: {error}")
        return read_claims(report, sentences), ledger.total, (issue,)
    lost = ", ".join(f"{times} {reason}" for reason, times in ledger.total.dropped)
    issues = (Issue("llm_dropped", start, f"fields of the model's answer: {lost}"),) if lost else ()
    return claims, ledger.total, issues


def _read(report: Report, sentences: Sequence[Sentence], client: LlmClient, ledger: Ledger) -> tuple[Claim, ...]:
    rules = read_claims(report, sentences)
    events = Events(report, sentences, rules, ledger)
    for part in _parts(sentences):
        _take(events, client, part, ledger)
    chosen = [t.span.start for _, claim in events.told for t in claim.triggers]
    voices = [(claim.span.start, _voice(claim)) for claim in rules if _stays(claim, chosen)]
    return tuple(claim for _, claim in sorted([*events.told, *voices], key=lambda pair: pair[0]))


def _parts(sentences: Sequence[Sentence]) -> Iterator[Sequence[Sentence]]:
    """The sentences in stretches that fit a request."""
    part: list[Sentence] = []
    for sentence in sentences:
        if part and sentence.span.end - part[0].span.start > _PART:
            yield part
            part = []
        part.append(sentence)
    if part:
        yield part


def _take(events: Events, client: LlmClient, part: Sequence[Sentence], ledger: Ledger) -> None:
    """Ask for a part; one whose answer is too long is halved."""
    low, high = part[0].span.start, part[-1].span.end
    try:
        answers = client.ask(events.report, events.report.text[low:high], ledger)
    except CutOff:
        if len(part) < 2:
            raise
        _take(events, client, part[: len(part) // 2], ledger)
        _take(events, client, part[len(part) // 2 :], ledger)
        return
    finder = Finder(events.report.text, low, high)
    for answer in answers:
        events.add(answer, finder)


def _stays(claim: Claim, chosen: Sequence[int]) -> bool:
    """True for a clause that tells no deed of its own and has not become an event."""
    deeds = any(t.strength > 1 and not t.definite and t.modality == "occurred" for t in claim.triggers)
    taken = any(claim.span.start <= start < claim.span.end for start in chosen)
    return not deeds and not taken and bool(claim.status or claim.sources or claim.speaker)


def _voice(claim: Claim) -> Claim:
    """What a clause says of the standing of an event told elsewhere."""
    named = tuple(replace(actor, role=None) for actor in claim.actors)
    return replace(claim, triggers=(), times=(), places=(), actors=named, counts=(), weapons=(), damage=())
