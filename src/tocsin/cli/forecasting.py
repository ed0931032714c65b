"""``tocsin forecast`` and ``tocsin questions``: what may come, by area and month, and what became of predictions.

Deaths come from a table or a UCDP GED file, else from the incidents kept. The month that isn't over yet is left out.
Invariant: with ``--as-of`` nothing known later enters, neither into a forecast nor into an answer.
"""

from __future__ import annotations

import csv
import io
import json
from argparse import Namespace
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from tocsin.cli.shelf import Wish, find_dossiers, incidents_on, instant_of, open_store
from tocsin.cli.streams import say, write_rows
from tocsin.errors import InputError, PanelError
from tocsin.forecast.areas import LEVELS, forecast_areas
from tocsin.forecast.ged import Counting, ged_events, ged_panel
from tocsin.forecast.incidents import Counted, count_incidents, require_current
from tocsin.forecast.months import month_of
from tocsin.forecast.panel import Panel
from tocsin.forecast.questions import ask, ledger, our_share, resolve
from tocsin.forecast.tables import read_panel
from tocsin.forecast.track import track
from tocsin.forecast.vintages import YEAR, with_vintages
from tocsin.store import Filters, Store

__all__ = ["show_forecast", "show_questions"]

Row = dict[str, Any]

_LONGEST = 36
"""Vintages by which past questions are set against our forecast of then."""


def show_forecast(asked: Namespace) -> None:
    """Quantiles and probabilities of each area and month, as rows; or those said of the last months, with what came."""
    panel = _panel(asked, asked.unit, ahead=True, vintages=max(YEAR, asked.months))
    if asked.past:
        _show_past(panel, asked)
        return
    records = forecast_areas(panel, asked.months, asked.area or ())
    _write((_flat(asdict(one)) for one in records), asked.format)


def _show_past(panel: Panel, asked: Namespace) -> None:
    past = track(panel, asked.months)
    rows = (one for one in past.rows if not asked.area or one.area in asked.area)
    _write(({**_levels(asdict(one)), "held": one.held} for one in rows), asked.format)
    if past.skill is not None:
        told = f"{past.held} of {len(past.rows)} intervals of nine in ten held what came"
        say(f"{told}; error (CRPS) against the last twelve months taken as they were: {-past.skill:+.0%}")


def show_questions(asked: Namespace) -> None:
    """Every predictive statement kept, as a question with its answer and scores; or the ledger of sources."""
    store = open_store(asked.database)
    try:
        panel: Panel | None = _panel(asked, "country", vintages=_LONGEST if asked.ours else 0)
    except PanelError as error:
        say(f"{error}; no question can be answered from deaths")
        panel = None
    answers = _answers(asked.answers) if asked.answers else {}
    coded = store.reports(Filters(as_of=instant_of(asked.as_of)))
    questions = [question for one in coded for question in ask(one, panel)]
    scored = [resolve(one, panel, answers, our_share(one, panel) if asked.ours else None) for one in questions]
    if asked.ledger:
        _write((asdict(row) for row in ledger(scored)), asked.format)
        return
    rows = ({**asdict(one), **asdict(one.question)} for one in scored)
    _write(({key: value for key, value in row.items() if key != "question"} for row in rows), asked.format)


def _panel(asked: Namespace, unit: str, ahead: bool = False, vintages: int = 0) -> Panel:
    """Deaths as known at the end of the last whole month before the day asked for, or today.

    Those of our incidents must reach that far where the panel is to look ``ahead``, and come with so many
    ``vintages`` where it is asked what was known earlier.
    """
    until = month_of(asked.as_of or datetime.now(UTC).date()) - 1
    if asked.table:
        counting = Counting(unit, asked.figure, asked.violence)
        panel = ged_panel(ged_events(asked.table), counting, str(asked.table)) if asked.ged else read_panel(asked.table)
        return panel.known_on(until) if until < panel.last else panel
    store, counting = open_store(asked.database), Counting(unit, asked.figure)
    dossiers = find_dossiers(store, Wish(as_of=instant_of(asked.as_of)))
    counted = count_incidents((one.incident for one in dossiers), counting, until)
    if ahead:
        require_current(counted)
    if counted.left_out:
        say(f"{counted.left_out} incidents without a month, an area or a toll are not counted")
    return (_with_vintages(store, counted, counting, asked.as_of, vintages) if vintages else counted).panel


def _with_vintages(store: Store, counted: Counted, counting: Counting, as_of: date | None, most: int) -> Counted:
    """The panel with what the store had known of it month by month."""
    taken, began = as_of or datetime.now(UTC).date(), store.began()
    if began is None:
        return counted
    known = partial(incidents_on, store)
    return with_vintages(counted, counting, known, taken, date.fromisoformat(began[:10]), most)


def _answers(path: Path) -> Mapping[str, bool]:
    """A person's answers: CSV with columns id and answer (yes or no)."""
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror}", str(path)) from error
    for line, row in enumerate(rows, 2):
        if not row.get("id") or row.get("answer") not in ("yes", "no"):
            raise InputError(f"line {line}: needs an id and an answer, yes or no", str(path))
    return {row["id"]: row["answer"] == "yes" for row in rows}


def _levels(row: Row) -> Row:
    """Quantiles as columns of their own."""
    quantiles = row.pop("quantiles")
    return row | {f"q{int(level * 100):02d}": value for level, value in zip(LEVELS, quantiles, strict=True)}


def _flat(row: Row) -> Row:
    """Quantiles and thresholds as columns of their own."""
    reach, why = row.pop("reach"), row.pop("why")
    return _levels(row) | {f"p{least}": share for least, share in reach} | {"why": why}


def _write(rows: Iterable[Row], form: str) -> None:
    if form == "json":
        write_rows(json.dumps(row, ensure_ascii=False, default=_plain) + "\n" for row in rows)
        return
    kept = list(rows)
    out = io.StringIO()
    table = csv.DictWriter(out, list(kept[0]) if kept else [], lineterminator="\n")
    if kept:
        table.writeheader()
    table.writerows({key: _cell(value) for key, value in row.items()} for row in kept)
    write_rows([out.getvalue()])


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _cell(value: Any) -> Any:
    """A list as words between semicolons, a mapping as JSON; text that a spreadsheet would run gets an apostrophe."""
    if isinstance(value, list | tuple):
        value = "; ".join(map(str, value))
    if isinstance(value, dict):
        value = json.dumps(value)
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value
