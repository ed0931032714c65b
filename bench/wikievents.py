"""WikiEvents: takes news on bombings and drones, gives KAIROS events with triggers and arguments.

Triggers and actors are those of the coder's claims; a figure of dead or wounded is an event of its own, at the word
that counts them. End to end, not with gold triggers as published. An argument is right when type, role and any
character agree; gold arguments are head words. A third of the gold is of kinds that the coder leaves (contact, trade).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.coder import report_of, sentences_of
from bench.kinds import Bench, Figure, Predictions
from bench.records import Row, files_of, read_rows
from bench.spans import Counts, counts_figures, overlapping
from tocsin.extract.claims import read_claims
from tocsin.model import Claim, Span
from tocsin.text import fold

__all__ = ["BENCH"]

_DIE, _INJURE = "Life.Die.Unspecified", "Life.Injure.Unspecified"
_ATTACK, _EXPLODE = "Conflict.Attack.Unspecified", "Conflict.Attack.DetonateExplode"
_DETAIN, _PROTEST = "Justice.ArrestJailDetain.Unspecified", "Conflict.Demonstrate.Unspecified"
_VIOLENT = "Conflict.Demonstrate.DemonstrateWithViolence"
_DAMAGE = "ArtifactExistence.DamageDestroyDisableDismantle.Damage"
_TYPES = {
    "killing": _DIE, "execution": _DIE, "wounding": _INJURE, "explosion": _EXPLODE, "damage": _DAMAGE, "arson": _DAMAGE,
    "Remote explosive/landmine/IED": _EXPLODE, "Suicide bomb": _EXPLODE, "Grenade": _EXPLODE,
    "Shelling/artillery/missile attack": _EXPLODE, "Air/drone strike": _EXPLODE, "Chemical weapon": _ATTACK,
    "assault": _ATTACK, "clash": _ATTACK, "ambush": _ATTACK, "Armed clash": _ATTACK, "Attack": _ATTACK,
    "seizure": _ATTACK, "Mob violence": _ATTACK, "Sexual violence": _ATTACK,
    "capture": _DETAIN, "Arrests": _DETAIN, "Abduction/forced disappearance": _DETAIN,
    "Peaceful protest": _PROTEST, "Protest with intervention": _PROTEST, "Violent demonstration": _VIOLENT,
}  # fmt: skip
_ROLES = {
    _DIE: ("Killer", "Victim"), _INJURE: ("Injurer", "Victim"), _ATTACK: ("Attacker", "Target"),
    _EXPLODE: ("Attacker", "Target"), _DETAIN: ("Jailer", "Detainee"), _DAMAGE: ("DamagerDestroyer", "Artifact"),
    _PROTEST: ("Demonstrator", "Target"), _VIOLENT: ("Demonstrator", "Target"),
}  # fmt: skip
_COUNTED = {"killed": _DIE, "wounded": _INJURE, "arrested": _DETAIN, "abducted": _DETAIN}
_WORD = {
    _DIE: re.compile(r"\b(?:kill\w*|dead|died|deaths?|dying|lives)\b"),
    _INJURE: re.compile(r"\b(?:wound\w*|injur\w*|hurt)\b"),
    _DETAIN: re.compile(r"\b(?:arrest\w*|detain\w*|abduct\w*|kidnap\w*)\b"),
}
_BAR = "gold triggers, test: BART-Gen head F1 "


def _load(data: Path) -> list[Row]:
    return [row for path in files_of(data, "wikievents") for row in read_rows(path)]


def _predict(row: Row) -> Row:
    claims = read_claims(report_of(row), sentences_of(row))
    found = {(one["trigger"]["start"], one["type"]): one for claim in claims for one in _events(claim)}
    return {"id": row["id"], "events": list(found.values())}


def _events(claim: Claim) -> Iterator[Row]:
    for count in claim.counts:
        kind = _COUNTED.get(count.kind)
        match = _WORD[kind].search(fold(count.span.text)) if kind else None
        if kind and match:
            start = count.span.start + match.start()
            yield _event(kind, Span(start, start + len(match.group()), match.group()), claim)
    for trigger in claim.triggers:
        if trigger.code in _TYPES:
            yield _event(_TYPES[trigger.code], trigger.span, claim)


def _event(kind: str, trigger: Span, claim: Claim) -> Row:
    return {"type": kind, "trigger": _ends(trigger), "args": list(_arguments(kind, claim))}


def _arguments(kind: str, claim: Claim) -> Iterator[Row]:
    acting, suffering = _ROLES[kind]
    for actor in claim.actors:
        if actor.role in ("attacker", "participant"):
            yield {"role": acting, **_ends(actor.span)}
        elif actor.role in ("target", "victim", "arrested"):
            yield {"role": suffering, **_ends(actor.span)}
    if kind in (_DIE, _INJURE):
        yield from (
            {"role": suffering, **_ends(count.span)} for count in claim.counts if _COUNTED.get(count.kind) == kind
        )
    yield from ({"role": "Place", **_ends(place.span)} for place in claim.places[:1])
    if kind == _EXPLODE:
        yield from ({"role": "ExplosiveDevice", **_ends(weapon.span)} for weapon in claim.weapons[:1])


def _ends(span: Span) -> Row:
    return {"start": span.start, "end": span.end}


def _score(rows: Sequence[Row], predictions: Predictions) -> list[Figure]:
    if not all("events" in row for row in rows):
        return []
    found, typed, identified, classified = Counts(), Counts(), Counts(), Counts()
    for row in rows:
        gold, got = _flat(row["events"]), _flat(predictions.get(row["id"], {}).get("events", []))
        found.add(len(overlapping(gold, got)), len(got), len(gold))
        pairs = overlapping(gold, got, _same_type)
        typed.add(len(pairs), len(got), len(gold))
        sizes = [sum(len(one["args"]) for one in events) for events in (got, gold)]
        identified.add(sum(len(overlapping(g["args"], p["args"])) for g, p in pairs), *sizes)
        classified.add(sum(len(overlapping(g["args"], p["args"], _same_role)) for g, p in pairs), *sizes)
    return [
        *counts_figures("triggers", found),
        *counts_figures("triggers with type", typed),
        *counts_figures("arguments", identified, f"{_BAR}.718"),
        *counts_figures("arguments with role", classified, f"{_BAR}.646"),
    ]


def _flat(events: Sequence[Row]) -> list[Row]:
    """Events with their trigger's offsets as their own."""
    return [{**event, **event["trigger"]} for event in events]


def _same_type(one: Row, other: Row) -> bool:
    return bool(one["type"] == other["type"])


def _same_role(one: Row, other: Row) -> bool:
    return bool(one["role"] == other["role"])


BENCH = Bench("wikievents", _load, _predict, _score)
