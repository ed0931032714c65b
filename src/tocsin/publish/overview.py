"""Incidents at first sight: takes dossiers, writes for a terminal what several reports tell of, then the rest, briefly.

For each of the first: when, what, where, how it stands, who says what side by side, and in words where they differ. The
rest is one line an incident, what only a party says apart from what others report. Invariant: it stays within
``_ROWS`` lines at 80 columns or says how much it leaves out; everything from a report is plain text to rich.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from textwrap import wrap

from rich.console import Console
from rich.text import Text

from tocsin.publish.accounts import Account, accounts
from tocsin.publish.disagreements import disagreements
from tocsin.publish.dossier import Dossier
from tocsin.publish.speakers import listed
from tocsin.publish.wording import BRIEFLY, days, figure, links_defanged, where

__all__ = ["STYLES", "print_overview"]

STYLES = {
    "confirmed": "green",
    "claimed": "yellow",
    "denied": "red",
    "refuted": "red",
    "disputed": "magenta",
    "reported": "cyan",
}
"""A colour for each standing."""
_ROWS = 48
"""Lines of the overview, so that with what stands before and after it a screen of 60 holds all."""
_LEAST = 4
"""Lines of the rest that each part shows at least."""
_WIDEST = 100
"""Columns beyond which a line is hard to follow."""
_REST = (
    ("Told by one report, not by the parties alone", ("confirmed", "reported")),
    ("Only a party to the conflict says so", ("claimed",)),
    ("Disputed, denied or refuted", ("disputed", "denied", "refuted")),
)


def print_overview(found: Sequence[Dossier], more: str, console: Console | None = None) -> None:
    """Print it; ``more`` is the command that shows the rest."""
    out = console or Console(highlight=False)
    width = min(out.width, _WIDEST)
    several = sorted((one for one in found if len(one.incident.report_ids) > 1), key=_weight)
    shown, left = _fitting([list(_several(one, width)) for one in several], _ROWS - 3 * (_LEAST + 2))
    rest = [one for one in found if len(one.incident.report_ids) == 1]
    while shown and not shown[-1].plain:
        shown.pop()
    lines = [*_titled(f"Told by several reports ({len(several)})", shown, left)]
    lines += _others(rest, _ROWS - len(lines), width)
    for line in lines:
        out.print(line, soft_wrap=True)
    out.print(Text(f"\nAll {len(found)} incidents: {more}", style="dim"), soft_wrap=True)


def _weight(dossier: Dossier) -> tuple[int, int, str]:
    """Most reports first, then most deaths by the lowest count."""
    killed = dossier.incident.killed
    return -len(dossier.incident.report_ids), -(killed[0] if killed else 0), dossier.incident.id


def _fitting(blocks: list[list[Text]], rows: int) -> tuple[list[Text], int]:
    """The blocks that fit, at least one, and how many are left out."""
    kept: list[Text] = []
    for number, block in enumerate(blocks):
        if kept and len(kept) + len(block) > rows:
            return kept, len(blocks) - number
        kept += block
    return kept, 0


def _titled(title: str, lines: Sequence[Text], left: int) -> Iterator[Text]:
    yield Text(title.upper(), style="bold")
    yield from lines or [Text("  none")]
    if left:
        yield Text(f"  … and {left} more", style="dim")


def _several(dossier: Dossier, width: int) -> Iterator[Text]:
    """Head line, one line a report, then the disagreements in words."""
    yield _head(dossier, width)
    rows = accounts(dossier)
    across = min(max(len(_who(row)) for row in rows), width * 2 // 5)
    for row in rows:
        who = _cut(Text(_who(row)), across)
        who.pad_right(across - who.cell_len)
        line = Text("    ").append_text(who).append(f"  {row.verb:<8}", _VERBS.get(row.verb, ""))
        yield _cut(line.append(f"  {_what(row)}"), width)
    for number, words in enumerate(wrap(_differ(dossier), width - 6)):
        yield Text(f"    {'  ' if number else '≠ '}{words}", style="magenta")
    yield Text("")


def _differ(dossier: Dossier) -> str:
    """Tolls by figure, since the lines above say whose each is; the rest by who says what, a word for it last."""
    found = disagreements(dossier)
    tolls = [f"the {_DEAD[one.field]} ({'; '.join(one.readings)})" for one in found if one.field in _DEAD]
    words = [f"They differ on {' and on '.join(tolls)}."] if tolls else []
    words += [one.statement.text for one in found if one.field not in _DEAD and (one.field != "type" or not tolls)]
    return links_defanged(" ".join(words))


_VERBS = {"claims": "yellow", "alleges": "yellow", "denies": "red", "confirms": "green"}
_DEAD = {"killed": "dead", "wounded": "wounded"}


def _head(dossier: Dossier, width: int) -> Text:
    incident = dossier.incident
    key = incident.id.removeprefix("inc-")[:8]
    what = f"  {days(incident.when)}  {_kind(dossier)}, {_where(dossier)}"
    tail = f"{incident.status}  {key}"
    line = _cut(Text(what, style="bold"), width - len(tail) - 2)
    line.append(" " * max(2, width - line.cell_len - len(tail)))
    return line.append(incident.status, style=STYLES.get(incident.status, "")).append(f"  {key}", style="dim")


def _who(row: Account) -> str:
    return f"{row.short}, in {row.via}" if row.via else row.who


def _what(row: Account) -> str:
    return row.toll or f"no toll ({row.what.lower()})"


def _kind(dossier: Dossier) -> str:
    kind = dossier.incident.sub_event_type
    return BRIEFLY.get(kind, kind)


def _where(dossier: Dossier) -> str:
    """The place in a list: a name and a country; how exactly it is known stands in the trace and the pages."""
    place = dossier.incident.place
    return where(replace(place, radius_km=0.0) if place.name and place.precision == "exact" else place)


def _others(rest: list[Dossier], rows: int, width: int) -> Iterator[Text]:
    parts = [(title, [one for one in rest if one.incident.status in statuses]) for title, statuses in _REST]
    parts = [(title, own) for title, own in parts if own]
    free = rows - sum(2 + (len(own) > _LEAST) for _, own in parts)
    for title, own in sorted(parts, key=lambda part: len(part[1])):
        most = max(1, min(len(own), free // (len(parts) or 1)))
        free -= most
        parts = parts[1:]
        own.sort(key=_newest)
        yield Text("")
        yield from _titled(f"{title} ({len(own)})", [_line(one, width) for one in own[:most]], len(own) - most)


def _newest(dossier: Dossier) -> tuple[bool, int, str]:
    """News before background, the latest first."""
    end = dossier.incident.when.end
    return all(record.background for record in dossier.records), -(end.toordinal() if end else 0), dossier.incident.id


def _line(dossier: Dossier, width: int) -> Text:
    incident = dossier.incident
    toll = f", {figure(*incident.killed)} killed" if incident.killed else ""
    speakers = listed(list(dict.fromkeys(row.short for row in accounts(dossier))), 1)
    day = str(incident.when.end or "no date")
    left = _cut(Text(f"  {day:<10}  {_kind(dossier)}, {_where(dossier)}{toll}"), width * 2 // 3)
    left.pad_right(width * 2 // 3 - left.cell_len)
    return _cut(left.append(f"  {speakers}", style="dim"), width)


def _cut(line: Text, width: int) -> Text:
    line.truncate(width, overflow="ellipsis")
    return line
