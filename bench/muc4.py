"""MUC-4: takes reports in capitals on terrorism in Latin America, gives templates as Du et al. (2021) write them.

The case of the text is restored first, offsets kept. The published bars are on the test set (TST3+TST4), which isn't
here; ``dev`` is TST1+TST2, ``train`` the rest, and errors are looked at on ``train`` alone. The tagger and the weights
of the clues were learnt from ``train``, so the figures there are no result. Role fillers are those of all templates
together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from bench.coder import day_of, every_record, sentences_of
from bench.kinds import Bench, Figure, Predictions
from bench.muc4_bare import bare_slots
from bench.muc4_chosen import chosen
from bench.muc4_network import network
from bench.muc4_scorer import ROLES, TYPE, Scores, ceaf, gtt, micro
from bench.muc4_slots import slot_figures
from bench.muc4_templates import templates_of
from bench.records import Row, files_of, read_rows
from bench.spans import Counts, counts_figures
from bench.truecase import truecase
from tocsin.model import Sentence

__all__ = ["BENCH", "readings"]

_GTT_BAR = "test: GTT .502, IterX .530, GE 1992 .537; goal .52"
_CEAF_BAR = "test: GRIT .545; goal .54"


def _load(data: Path) -> list[Row]:
    return [row for path in files_of(data, "muc4") for row in read_rows(path)]


def _parts(rows: list[Row]) -> dict[str, list[Row]]:
    by: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by[row.get("split") or "all"].append(row)
    return dict(by)


def _predict(row: Row) -> Row:
    text, sentences, templates, bare = readings(row)
    templates = chosen(text, sentences, templates, network(sentences), bare)
    return {"id": row["id"], "templates": templates, "role_fillers": _fillers(templates)}


def readings(row: Row) -> tuple[str, tuple[Sentence, ...], list[Row], Row]:
    """A report's cased text, its sentences, the rules' templates, and the slots of a bare template."""
    text = truecase(row["text"])
    sentences = sentences_of(row, text)
    events = every_record(row, text)
    templates = templates_of(events, sentences, text)
    return text, sentences, templates, bare_slots(events, templates, text, day_of(row))


def _fillers(templates: Sequence[Row]) -> Row:
    """The fillers of all templates, each once."""
    found: Row = {}
    for role in ROLES:
        entities = {repr(entity): entity for template in templates for entity in template[role]}
        found[role] = list(entities.values())
    return found


def _score(rows: Sequence[Row], predictions: Predictions) -> list[Figure]:
    if not all("gtt" in row for row in rows):
        return []
    by_template: Scores = {}
    by_filler: Scores = {}
    for row in rows:
        got = predictions.get(row["id"], {})
        gtt(by_template, row["gtt"], got.get("templates", []))
        ceaf(by_filler, row["role_fillers"], got.get("role_fillers") or _fillers(got.get("templates", [])))
    return [
        *counts_figures("GTT micro", micro(by_template), _GTT_BAR),
        *(f for role in (TYPE, *ROLES) for f in counts_figures(f"  {role}", by_template.get(role, Counts()))),
        *counts_figures("CEAF-REE micro", micro(by_filler), _CEAF_BAR),
        *(f for role in ROLES for f in counts_figures(f"  REE {role}", by_filler.get(role, Counts()))),
        *slot_figures(rows, predictions),
    ]


BENCH = Bench("muc4", _load, _predict, _score, _parts)
