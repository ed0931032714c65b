"""*Incident*: what is said of one event, side by side by speaker; where it differs; how it stands and on what; and the
judgements that join it, which an analyst may add to or take back.

Judging same or different keeps a judgement on two records (see ``reconcile.cluster``); taking one back keeps a later
"unsure" on the same pair, since nothing is ever deleted. Invariant: whoever judges lands on the incident that now holds
the record they judged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from tocsin.errors import InputError
from tocsin.model import Judgement
from tocsin.publish.accounts import accounts
from tocsin.publish.disagreements import disagreements
from tocsin.publish.dossier import Dossier
from tocsin.publish.wording import quoted
from tocsin.serve.people import Form, User, needs, site_of
from tocsin.serve.render import page, phrases_of
from tocsin.serve.site import Site
from tocsin.serve.views.facts import facts
from tocsin.serve.views.parties import parties_in
from tocsin.serve.views.shapes import shape_of
from tocsin.store import Entry, Filters, Search

__all__ = ["judge", "near", "router"]

router = APIRouter(include_in_schema=False)
_NEAR_DAYS = 5
"""Days to each side in which another telling of the same event is looked for."""
_NEAR_DEG = 2.0
"""Degrees to each side: some 220 km, beyond what two readings of one place lie apart."""
_NEAR_ROWS = 8
Analyst = Annotated[User, Depends(needs("analyst"))]


@dataclass(frozen=True, slots=True)
class Held:
    """What a person judged at once, as far as it holds now: one record against others, some of this incident."""

    judgement: Judgement
    record: str
    others: tuple[str, ...]


@router.get("/incidents/{incident_id}")
def incident_page(request: Request, incident_id: str, user: Annotated[User, Depends(needs("viewer"))]) -> Response:
    """The page."""
    site = site_of(request)
    dossier = site.dossier(incident_id)
    said = phrases_of(request)
    rows = accounts(dossier, said.say)
    names = {source.report.id: said.say.report(source.report) for source in dossier.sources}
    return page(
        request,
        "incident",
        incident=dossier.incident,
        parties=parties_in(dossier.records, said.say),
        accounts=[(row, facts(row.source.record, said), quoted(row.source.record)) for row in rows],
        differences=disagreements(dossier, said.say),
        placed=shape_of(dossier.incident.place) is not None,
        near=near(site, dossier),
        held=_held(site, dossier),
        history=site.catalogue.history(dossier.incident.report_ids),
        names=names,
        reliability=dossier.reliability,
        steps=[_with_names(said.note(step), names) for step in dossier.incident.steps],
        fresh=site.fresh,
    )


def _with_names(step: str, names: dict[str, str]) -> str:
    """A report without a source stands in a step by its id."""
    return re.sub(r"sha256:\w+", lambda found: names.get(found[0], found[0]), step)


def near(site: Site, dossier: Dossier) -> list[Entry]:
    """Other incidents close in time and place that may be the same event."""
    incident = dossier.incident
    place, first, last = incident.place, incident.when.start, incident.when.end
    if not first or not last:
        return []
    wish = Search(first=_moved(first, -_NEAR_DAYS), last=_moved(last, _NEAR_DAYS))
    if place.lat is not None and place.lon is not None:
        wish = replace(wish, box=_around(place.lat, place.lon))
    elif place.country:
        wish = replace(wish, country=(place.country,))
    found = site.catalogue.find(wish, _NEAR_ROWS + 1)
    return [entry for entry in found if entry.incident.id != incident.id][:_NEAR_ROWS]


def _around(lat: float, lon: float) -> tuple[float, float, float, float]:
    west, east = ((lon + side + 180) % 360 - 180 for side in (-_NEAR_DEG, _NEAR_DEG))
    return west, lat - _NEAR_DEG, east, lat + _NEAR_DEG


def _moved(day: date, by_days: int) -> date:
    try:
        return day + timedelta(days=by_days)
    except OverflowError:
        return day


def _held(site: Site, dossier: Dossier) -> list[Held]:
    from tocsin.reconcile.cluster import standing_judgements

    own = {record.id for record in dossier.records}
    acts: dict[tuple[str, str], list[Judgement]] = {}
    for one in standing_judgements(site.store.judgements()).values():
        if {one.left, one.right} & own:
            acts.setdefault((one.on, one.by), []).append(one)
    return [_as_one(acts[key]) for key in sorted(acts)]


def _as_one(pairs: Sequence[Judgement]) -> Held:
    """The pairs of one act, about the record that all of them share."""
    shared = set.intersection(*({one.left, one.right} for one in pairs))
    record = min(shared)
    return Held(pairs[0], record, tuple(sorted({one.left if one.right == record else one.right for one in pairs})))


@router.post("/judge")
def judge_pairs(request: Request, user: Analyst, form: Form) -> Response:
    """Keep a judgement on a record and one or more others; then show where the first one stands."""
    site = site_of(request)
    left = str(form.get("left") or "")
    others = [str(value) for value in form.getlist("right")]
    judge(site, user, str(form.get("verdict") or ""), left, others, str(form.get("why") or ""))
    if form.get("back") == "inbox":
        return RedirectResponse("/inbox", 303)
    home = site.catalogue.homes([left]).get(left)
    return RedirectResponse(f"/incidents/{home}" if home else "/", 303)


def judge(site: Site, user: User, verdict: str, left: str, others: Sequence[str], why: str) -> None:
    """Keep a verdict (same, different, or unsure to take one back) on ``left`` and each of the others.

    Raises:
        InputError: an unknown verdict or record, no reason, or two records of one report.
    """
    if verdict not in ("same", "different", "unsure"):
        raise InputError(f"no verdict {verdict!r}; known are same, different, unsure", "verdict")
    if not why.strip() or len(why) > 1000:
        raise InputError("give a reason of 1 to 1,000 characters; it is kept with the judgement", "why")
    pairs = [left, *others]
    reports = {key: next((one.report_id for one in site.store.events(Filters(record=key))), None) for key in pairs}
    if not others or None in reports.values():
        raise InputError("there is no such record", next((key for key, home in reports.items() if not home), left))
    apart = [other for other in others if reports[other] != reports[left]]
    if not apart:
        raise InputError("both records are of one report, which tells them apart already", left)
    on = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")  # one act, however many pairs
    for other in apart:
        site.store.judge(Judgement(left, other, verdict, 1.0, why.strip(), user.name, on))
        site.people.note(user.name, f"judge {verdict}", f"{left} {other}")
    site.refresh()
