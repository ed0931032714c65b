"""A review sent to the workbench: takes it from a form or the API, keeps it, brings incidents up to date.

Invariant: whoever reviews stands in the audit.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from tocsin.review import Sent, review_from
from tocsin.serve.people import User
from tocsin.serve.site import Site

__all__ = ["keep_review", "sent_by"]


def sent_by(form: Mapping[str, object]) -> Sent:
    """What a page's form holds."""
    names = ("report", "record", "verdict", "field", "value", "why", "words")
    given = {name: str(form.get(name) or "") for name in names}
    return Sent(**given, elsewhere=bool(form.get("elsewhere")), withdraws=str(form.get("withdraws") or ""))


def keep_review(site: Site, user: User, sent: Sent) -> None:
    """Keep the review, note it in the audit, bring incidents up to date.

    Raises:
        InputError: it makes no sense (see ``review.sent``).
    """
    on = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    site.store.review(review_from(sent, site.report(sent.report), user.name, on))
    site.people.note(user.name, f"review {sent.verdict}", f"{sent.record} {sent.field}".strip())
    site.refresh()
