"""A review as somebody sent it, by a form, the API or a command: takes the words and the report, gives the ``Review``.

Invariant: what is given names a record of the report, the reviewer, and for an edit the words that it rests on or that
the text doesn't say it; everything else is refused in one line.
"""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.errors import InputError
from tocsin.model import CodedReport, EventRecord, Report, Review, Span
from tocsin.review.edits import settled
from tocsin.review.fields import reading
from tocsin.review.verdicts import VERDICTS, as_read, evidence

__all__ = ["Sent", "review_from"]

_MOST = 1000
"""Characters of a reason or a value."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent; ``words`` are copied from the report, ``elsewhere`` says that the text doesn't hold the edit."""

    report: str
    record: str
    verdict: str
    field: str = ""
    value: str = ""
    why: str = ""
    words: str = ""
    elsewhere: bool = False
    withdraws: str = ""


def review_from(sent: Sent, coded: CodedReport, by: str, on: str) -> Review:
    """The review of ``by`` at the instant ``on``, on the report as it is served.

    Raises:
        InputError: no such record, verdict or field, a value that the field can't hold, or no reason or words.
    """
    if sent.verdict not in VERDICTS:
        raise InputError(f"no verdict {sent.verdict[:40]!r}; known are {', '.join(VERDICTS)}", "verdict")
    known = {one.id: one for one in (*as_read(coded).events, *coded.events, *coded.rejected)}
    now = known.get(sent.record)
    if now is None:
        raise InputError("there is no such record", sent.record[:80])
    if sent.verdict == "withdraw" and sent.withdraws not in {one.key for one in now.reviews}:
        raise InputError("this record has no such review", sent.withdraws[:80])
    if (sent.verdict in ("reject", "edit") and not sent.why.strip()) or len(sent.why) > _MOST:
        raise InputError("give a reason of 1 to 1,000 characters; it is kept with the review", "why")
    trigger = next((span for name, span in now.evidence if name == "trigger"), None)
    own = (coded.report.id, now.id, sent.verdict, by, on, sent.why.strip())
    if sent.verdict != "edit":
        return Review(*own, trigger=trigger, withdraws=sent.withdraws if sent.verdict == "withdraw" else "")
    return Review(*own, *_edit(sent, now), _words(sent, coded.report, trigger), trigger)


def _edit(sent: Sent, now: EventRecord) -> tuple[str, str, str, str]:
    """Field, what it read, what it should read, and that as data."""
    value = sent.value.strip()[:_MOST]
    data = settled(now, sent.field, value)
    return sent.field, reading(now, sent.field), value, data


def _words(sent: Sent, report: Report, trigger: Span | None) -> Span | None:
    """The words that an edit rests on."""
    if sent.words.strip():
        return evidence(report, sent.words, trigger.start if trigger else 0)
    if sent.elsewhere:
        return None
    raise InputError("copy the words of the report that say so, or say that it isn't in the text", "words")
