"""``tocsin diff``: what became known between the ends of two days; the work is loaded on use.

Invariant: it reads the log alone, so the same two days give the same rows at any later time.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from tocsin.cli.options import with_database
from tocsin.cli.streams import write_rows
from tocsin.cli.typed import Span, day

__all__ = ["for_diff", "run_diff"]


def for_diff(parser: ArgumentParser) -> None:
    """Two days of knowledge, and the form."""
    told = "what was known at its end (UTC)"
    parser.add_argument("--since", type=day, action=Span, required=True, metavar="DAY", help=told)
    parser.add_argument("--until", type=day, action=Span, metavar="DAY", help="against that day's end; default: now")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    with_database(parser)


def run_diff(asked: Namespace) -> int:
    """Write one revision an incident."""
    from tocsin.cli.shelf import Wish, find_dossiers, instant_of, open_store
    from tocsin.publish.revisions import in_words, revisions, to_row

    store = open_store(asked.database)
    then, now = (find_dossiers(store, Wish(as_of=instant_of(one))) for one in (asked.since, asked.until))
    for one in revisions(now, then):
        lines = [json.dumps(to_row(one), ensure_ascii=False)] if asked.format == "json" else in_words(one)
        write_rows(f"{line}\n" for line in lines)
    return 0
