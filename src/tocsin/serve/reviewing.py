"""A review as sent by a form or by the API: takes the words, keeps the review, brings incidents up to date.

Invariant: what is kept names a record of the report, the reviewer, and for an edit the words that it rests on or that
the text doesn't say it; everything else is refused in one line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from tocsin.errors import InputError
from tocsin.model import EventRecord, Report, Review, Span
from tocsin.review import VERDICTS, as_read, evidence, reading, settled
from tocsin.serve.people import User
from tocsin.serve.site import Site

__all__ = ["Sent", "keep_review"]

_MOST = 1000


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

    @classmethod
    def of_form(cls, form: Mapping[str, object]) -> Sent:
        """What a page's form holds."""
        names = ("report", "record", "verdict", "field", "value", "why", "words", "withdraws")
        return cls(**{name: str(form.get(name) or "") for name in names}, elsewhere=bool(form.get("elsewhere")))


def keep_review(site: Site, user: User, sent: Sent) -> None:
    """Keep the review, note it in the audit, bring incidents up to date.

    Raises:
        InputError: no such record, verdict or field, a value that the field can't hold, or no reason or words.
    """
    if sent.verdict not in VERDICTS:
        raise InputError(f"no verdict {sent.verdict[:40]!r}; known are {', '.join(VERDICTS)}", "verdict")
    coded = site.report(sent.report)
    plain = next((one for one in as_read(coded).events if one.id == sent.record), None)
    if plain is None:
        raise InputError("there is no such record", sent.record[:80])
    now = next((one for one in (*coded.events, *coded.rejected) if one.id == sent.record), plain)
    site.store.review(_review(user, sent, coded.report, now))
    site.people.note(user.name, f"review {sent.verdict}", f"{sent.record} {sent.field}".strip())
    site.refresh()


def _review(user: User, sent: Sent, report: Report, now: EventRecord) -> Review:
    if sent.verdict == "withdraw" and sent.withdraws not in {one.key for one in now.reviews}:
        raise InputError("this record has no such review", sent.withdraws[:80])
    if (sent.verdict in ("reject", "edit") and not sent.why.strip()) or len(sent.why) > _MOST:
        raise InputError("give a reason of 1 to 1,000 characters; it is kept with the review", "why")
    trigger = next((span for name, span in now.evidence if name == "trigger"), None)
    on = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    own = (report.id, now.id, sent.verdict, user.name, on, sent.why.strip())
    if sent.verdict != "edit":
        return Review(*own, trigger=trigger, withdraws=sent.withdraws if sent.verdict == "withdraw" else "")
    data, value = settled(now, sent.field, sent.value[:_MOST]), sent.value.strip()[:_MOST]
    span = _words(sent, report, trigger)
    return Review(*own, sent.field, reading(now, sent.field), value, data, span, trigger)


def _words(sent: Sent, report: Report, trigger: Span | None) -> Span | None:
    """The words that an edit rests on."""
    if sent.words.strip():
        return evidence(report, sent.words, trigger.start if trigger else 0)
    if sent.elsewhere:
        return None
    raise InputError("copy the words of the report that say so, or say that it isn't in the text", "words")
