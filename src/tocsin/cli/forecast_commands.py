"""``tocsin forecast`` and ``tocsin questions`` as commands: what they take, and the work, which is loaded on use.

Invariant: declaring them loads nothing of the forecasting room.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from tocsin.cli.options import with_database
from tocsin.cli.typed import day

__all__ = ["for_forecast", "for_questions", "run_forecast", "run_questions"]


def run_forecast(asked: Namespace) -> int:
    """Show the forecast."""
    from tocsin.cli.forecasting import show_forecast

    show_forecast(asked)
    return 0


def run_questions(asked: Namespace) -> int:
    """Show the questions or the ledger."""
    from tocsin.cli.forecasting import show_questions

    show_questions(asked)
    return 0


def _with_deaths(parser: ArgumentParser) -> None:
    """Where deaths come from, and what is counted."""
    parser.add_argument("--ged", action="store_true", help="the table is a file of UCDP GED events")
    parser.add_argument(
        "--figure", choices=("low", "best", "high"), default="best", help="end of each toll; default: best"
    )
    parser.add_argument("--violence", type=int, choices=(1, 2, 3), help="UCDP's type, of a GED file; default: all")
    parser.add_argument("--as-of", type=day, metavar="DAY", help="what was known at the end of that day (UTC)")
    parser.add_argument("--format", choices=("csv", "json"), default="csv", help="default: csv")
    with_database(parser)


def for_forecast(parser: ArgumentParser) -> None:
    """Deaths, areas and months."""
    parser.add_argument(
        "table", nargs="?", type=Path, metavar="TABLE", help="CSV or Parquet of deaths; default: the incidents kept"
    )
    parser.add_argument("--unit", choices=("country", "admin1", "grid"), default="country", help="default: country")
    parser.add_argument("--area", action="append", metavar="AREA", help="only this area; may be given again")
    parser.add_argument("--months", type=_months, default=12, metavar="N", help="months ahead, 1 to 36; default: 12")
    parser.add_argument(
        "--past", action="store_true", help="instead, what was said of the last N months, and what came"
    )
    _with_deaths(parser)


def for_questions(parser: ArgumentParser) -> None:
    """Deaths, a person's answers, and what to show."""
    parser.add_argument(
        "--table", type=Path, metavar="TABLE", help="deaths by ISO 3166 alpha-2; default: our incidents"
    )
    parser.add_argument("--answers", type=Path, metavar="FILE", help="a person's answers: CSV, columns id, answer")
    parser.add_argument("--ours", action="store_true", help="score our own forecast too")
    parser.add_argument("--ledger", action="store_true", help="one row a source, with how it did")
    _with_deaths(parser)


def _months(value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= 36:
        raise ArgumentTypeError(f"{value!r} is no number of months, write 1 to 36")
    return int(value)
