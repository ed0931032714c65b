"""The options of the commands: takes a parser, adds what a command accepts; the same option reads the same everywhere.

What the words after an option become, ``typed`` says. Invariant: rows are a table only at a terminal or when asked for.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from tocsin.cli.typed import Span, count, country, day, event_type, port, words

__all__ = [
    "for_actor",
    "for_backup",
    "for_brief",
    "for_code",
    "for_events",
    "for_export",
    "for_geonames",
    "for_import",
    "for_incidents",
    "for_judge",
    "for_map",
    "for_new_user",
    "for_serve",
    "for_sources",
    "for_token",
    "for_trace",
    "for_user",
    "form_of",
    "with_database",
]

_FORMS = ("table", "json", "jsonl", "csv", "geojson")


def form_of(asked: Namespace) -> str:
    """The form asked for: a table at a terminal, else JSON."""
    return asked.format or ("table" if sys.stdout.isatty() else "json")


def with_database(parser: ArgumentParser) -> None:
    """Where things are kept."""
    parser.add_argument("--database", metavar="FILE|URL", help="database; default: the settings, else the user's own")


def _with_form(parser: ArgumentParser, *forms: str) -> None:
    parser.add_argument("--format", choices=forms, help="default: table at a terminal, else json")


def _with_days(parser: ArgumentParser) -> None:
    parser.add_argument("--since", type=day, action=Span, metavar="DAY", help="first day, YYYY-MM-DD")
    parser.add_argument("--until", type=day, action=Span, metavar="DAY", help="last day")
    parser.add_argument("--as-of", type=day, metavar="DAY", help="what was known at the end of that day (UTC)")


def _with_place(parser: ArgumentParser) -> None:
    parser.add_argument("--country", type=country, help="a name, or ISO 3166 alpha-2 such as ML")


def _with_type(parser: ArgumentParser) -> None:
    parser.add_argument("--type", type=event_type, help="an ACLED event or sub-event type")


def for_code(parser: ArgumentParser) -> None:
    """Inputs, and what is known of them."""
    parser.add_argument("inputs", nargs="*", metavar="INPUT", help="files, folders, archives, or - for standard input")
    parser.add_argument(
        "--coder", choices=("rules", "llm"), default="rules", help="llm: ask the model of TOCSIN_LLM_URL"
    )
    parser.add_argument("--published", type=day, metavar="YYYY-MM-DD", help="day of publication")
    parser.add_argument("--source", type=words, help="who published it")
    parser.add_argument("--language", help="en, fr or es; found from the text if not given")
    _with_form(parser, *_FORMS)
    parser.add_argument(
        "--jobs", type=count, metavar="N", help="processes; default: one a core from 48 files on, else 1"
    )
    parser.add_argument(
        "--columns", metavar="FIELD=COLUMN,…", help="where the rows of JSONL, CSV and Parquet keep what"
    )
    parser.add_argument("--resume", action="store_true", help="pass over rows of archives that are kept already")
    parser.add_argument("--failures", type=Path, metavar="FILE", help="write what is refused, and why, as CSV")
    parser.add_argument("--retry-failed", type=Path, metavar="FILE", help="code what such a table names, nothing else")
    parser.add_argument("--no-store", action="store_true", help="keep nothing")
    with_database(parser)


def for_events(parser: ArgumentParser) -> None:
    """Filters on event records."""
    _with_place(parser)
    _with_type(parser)
    _with_days(parser)
    parser.add_argument("--actor", help="the actor registry's id, such as jnim")
    _with_form(parser, *_FORMS)
    with_database(parser)


def for_incidents(parser: ArgumentParser) -> None:
    """Filters on incidents."""
    _with_place(parser)
    _with_type(parser)
    _with_days(parser)
    _with_form(parser, "table", "json")
    with_database(parser)


def for_sources(parser: ArgumentParser) -> None:
    """Whose sources, and how to show them."""
    _with_form(parser, "table", "json")
    with_database(parser)


def for_export(parser: ArgumentParser) -> None:
    """The form, filters, and where the file goes."""
    from tocsin.publish.formats.catalogue import FORMATS

    parser.add_argument("--as", dest="form", choices=tuple(FORMATS), required=True, help="the form to write")
    _with_place(parser)
    _with_type(parser)
    _with_days(parser)
    _with_part(parser)
    _with_mark(parser)
    with_database(parser)
    parser.add_argument("--out", type=Path, metavar="FILE", help="file to write; stdout if not given")


def for_import(parser: ArgumentParser) -> None:
    """Whose file, and where it is."""
    from tocsin.cli.importing import IMPORTS

    parser.add_argument("form", choices=tuple(IMPORTS), help="whose file it is")
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV with the columns that the project publishes")
    with_database(parser)


def _with_part(parser: ArgumentParser) -> None:
    parser.add_argument("--admin1", help="first-level division, as tocsin incidents names it")
    parser.add_argument("--actor", help="the actor registry's id, such as jnim")


def _with_mark(parser: ArgumentParser) -> None:
    from tocsin.publish.marks import CLEAR, MARKS, USUAL

    marks = tuple(mark for mark in MARKS if mark != CLEAR)
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--tlp", choices=marks, default=USUAL, help=f"sharing mark; default: {USUAL}")
    one.add_argument("--public", action="store_true", help=f"{CLEAR}, by the rules under [release] of the settings")


def for_trace(parser: ArgumentParser) -> None:
    """Which incident."""
    parser.add_argument("key", metavar="ID", help="an incident, a record, or the first characters of either")
    with_database(parser)


def for_brief(parser: ArgumentParser) -> None:
    """Filters, and where the page goes."""
    _with_page(parser)
    parser.add_argument(
        "--last", type=day, metavar="DAY", help="day of the last brief: tell what has changed since its end (UTC)"
    )
    parser.add_argument("--language", choices=("en", "fr", "es"), default="en", help="language of the brief (en)")
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help=".md, .html, .docx or .pdf; Markdown to stdout if not given"
    )


def for_map(parser: ArgumentParser) -> None:
    """Filters, and where the page goes."""
    _with_page(parser)
    parser.add_argument("--out", type=Path, metavar="FILE", required=True, help="file to write")


def _with_page(parser: ArgumentParser) -> None:
    _with_place(parser)
    _with_days(parser)
    _with_part(parser)
    _with_mark(parser)
    parser.add_argument("--title", type=words, help="what stands above the page; default: what was asked for")
    with_database(parser)


def for_judge(parser: ArgumentParser) -> None:
    """A verdict on records, who gives it and why."""
    verdicts = "same or different event; split one from the rest of its incident; undo what was judged of two"
    parser.add_argument("verdict", choices=("same", "different", "split", "undo"), help=verdicts)
    parser.add_argument("ids", nargs="+", metavar="ID", help="records, or the first characters of their ids")
    parser.add_argument("--why", type=words, required=True, help="the reason, kept with the judgement")
    user = os.environ.get("TOCSIN_USER") or os.environ.get("USER") or "somebody"
    parser.add_argument("--by", default=user, help="who judges; default: TOCSIN_USER, else USER")
    with_database(parser)


def for_backup(parser: ArgumentParser) -> None:
    """Which file."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the backup: gzipped JSON Lines")
    with_database(parser)


def for_geonames(parser: ArgumentParser) -> None:
    """Files or countries of places."""
    parser.add_argument(
        "sources",
        nargs="+",
        metavar="FILE|COUNTRY",
        help="GeoNames files (.txt, .txt.gz or .zip), or codes of countries to download (ML BF NE)",
    )
    parser.add_argument("--mirror", metavar="URL", help="where the files of countries are; default: GeoNames itself")


def for_actor(parser: ArgumentParser) -> None:
    """Which actor."""
    parser.add_argument("key", metavar="ID", help="the registry's id, such as jnim")
    parser.add_argument("--at", type=day, metavar="DAY", help="what it was on that day, YYYY-MM-DD")


def for_serve(parser: ArgumentParser) -> None:
    """Where the workbench listens."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on; default: this machine alone")
    parser.add_argument("--port", type=port, default=8765, metavar="N", help="default: 8765")
    parser.add_argument("--https", action="store_true", help="behind a proxy with TLS: cookies travel by HTTPS only")
    with_database(parser)


def for_user(parser: ArgumentParser) -> None:
    """Whose account."""
    parser.add_argument("name", type=words, metavar="NAME", help="who logs in")
    with_database(parser)


def for_new_user(parser: ArgumentParser) -> None:
    """Whose account, and what it may do."""
    parser.add_argument("--role", required=True, help="viewer, analyst, editor or admin")
    for_user(parser)


def for_token(parser: ArgumentParser) -> None:
    """Whose token, and what for."""
    parser.add_argument("--label", type=words, default="command line", help="what the token is for")
    for_user(parser)
