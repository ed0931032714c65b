"""The contract's checker refuses what the contract refuses, and what we write passes it."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builders import coded, event, place, report, when
from contract_check import SUB_EVENTS, check_contract
from tocsin.ingest import Options, report_from_bytes
from tocsin.knowledge.ontology import sub_events
from tocsin.model import Attribution, CodedReport, Forecast, SourceMention
from tocsin.publish import to_contract

DOCS = Path(__file__).parents[1] / "docs" / "contract.md"


def good() -> dict[str, Any]:
    row = to_contract(coded("a"))
    row["document"]["id"] = "sha256:" + "0" * 64
    return json.loads(json.dumps(row))


def test_what_we_write_passes() -> None:
    assert check_contract(good()) == []


def test_a_report_without_events_passes() -> None:
    page = report_from_bytes(b"The army said that nothing had happened in the town.", "a.txt", Options())
    assert check_contract(to_contract(CodedReport(page, ()))) == []


def changed(path: str, value: Any) -> dict[str, Any]:
    """A good object with one value changed; ``path`` as in "events.0.date.start"; DELETE takes the key away."""
    row = good()
    *way, last = path.split(".")
    node: Any = row
    for step in way:
        node = node[int(step) if step.isdigit() else step]
    if value is DELETE:
        del node[last]
    else:
        node[int(last) if last.isdigit() else last] = value
    return row


DELETE = object()


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("document", DELETE, ".document: missing"),
        ("document.title", 3, "is none of str, NoneType"),
        ("document.title", " ", "an empty string"),
        ("document.language", "de", "language"),
        ("document.source_kind", "blog", "source_kind"),
        ("document.published", None, "go together"),
        ("document.id", "a", "id"),
        ("events.0.actors.0.text", "JNIX", "is 'JNIM', not 'JNIX'"),
        ("events.0.evidence.0.end", 9999, "outside the text"),
        ("events.0.evidence", [], "no evidence"),
        ("events.0.sub_event_type", "Attack", "no sub-event"),
        ("events.0.modality", "maybe", "modality"),
        ("events.0.background", 0, "is none of bool"),
        ("events.0.ucdp_violence", 4, "ucdp_violence"),
        ("events.0.score", 1.2, "score"),
        ("events.0.date.start", "2024-13-01", "date:"),
        ("events.0.date.start", "2024-06-30", "ends before"),
        ("events.0.date.end", "2024-06-20", "precision day"),
        ("events.0.date.text", None, "rule 2"),
        ("events.0.location.why", "", "without a why"),
        ("events.0.location.country", "Mali", "country"),
        ("events.0.location.lat", None, "half a point"),
        ("events.0.location.radius_km", None, "radius"),
        ("events.0.location.precision", "unknown", "unknown precision"),
        ("events.0.location.shape", {"kind": "bearing", "of": "Niono"}, "without bearing"),
        ("events.0.location.name", "", "empty string"),
        ("events.0.actors.0.role", "enemy", "role"),
        ("events.0.actors.0.kind", "terrorist", "actor_kind"),
        ("events.0.casualties.0.high", 2, "toll"),
        ("events.0.casualties.0.kind", "wounded", "rule 2"),
        ("events.0.attribution.claimant", None, "claimed by nobody"),
        ("events.0.attribution.status", "confirmed", "rule 6"),
    ],
)
def test_the_checker_sees(path: str, value: Any, fault: str) -> None:
    assert any(fault in line for line in check_contract(changed(path, value))), check_contract(changed(path, value))


def test_the_null_island_and_the_unexplained_date_are_seen() -> None:
    zero = to_contract(coded("a", event("a", place=place(0.0, 0.0))))
    assert any("point 0.0, 0.0" in fault for fault in check_contract(zero))
    undated = to_contract(coded("a", event("a", when=when(None))))
    assert any("no date and no flag" in fault for fault in check_contract(undated))


def test_an_event_id_stands_once() -> None:
    row = good()
    row["events"].append(copy.deepcopy(row["events"][0]))
    assert check_contract(row) == ["event id 'a-1' stands twice"]


def test_a_word_from_outside_confirms() -> None:
    mayor = SourceMention("The mayor", "official", "confirms")
    row = good()
    row["events"] = to_contract(coded("a", event("a", attribution=Attribution("confirmed", None, (mayor,)))))["events"]
    assert check_contract(row) == []


def test_a_forecast_needs_a_question_or_a_reason() -> None:
    words = event("a").evidence[0][1]
    vague = Forecast(words, None, "change", "attacks", ("ML",), None, None, None)
    row = to_contract(CodedReport(replace(report("a"), id="sha256:" + "0" * 64), (), (vague,)))
    assert check_contract(row) == ["forecasts[0]: no question and no why"]


def test_the_words_are_those_of_the_document() -> None:
    told = DOCS.read_text(encoding="utf-8")
    for words in ("occurred | ongoing | planned | threatened | attempted | foiled | hypothetical | denied",
                  "claimed | reported | confirmed | alleged | denied",
                  "exact | near | axis | admin2 | admin1 | country | unknown"):  # fmt: skip
        assert words in told
    assert {name for names in SUB_EVENTS.values() for name in names} == set(sub_events())
