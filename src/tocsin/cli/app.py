"""The commands and their options; each one's work is done in a module that it imports when it runs.

So ``tocsin --help`` loads typer and nothing of ours, and ``tocsin code --no-store`` loads no database.
"""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.streams import complain, drop_stdout, say, use_utf8
from tocsin.errors import TocsinError

__all__ = ["app", "main"]

app = typer.Typer(
    name="tocsin",
    help="Reports of armed conflict in, evidence-linked events out: who says that who did what to whom.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


log_app = typer.Typer(help="The hash-chained log of everything kept.", no_args_is_help=True)
gazetteer_app = typer.Typer(help="Places.", no_args_is_help=True)
actors_app = typer.Typer(help="Armed groups, forces and other actors.", no_args_is_help=True)
app.add_typer(log_app, name="log")
app.add_typer(gazetteer_app, name="gazetteer")
app.add_typer(actors_app, name="actors")


class Verdict(StrEnum):
    """What a person may judge."""

    same = "same"
    different = "different"


class Lines(StrEnum):
    """How incidents are written."""

    table = "table"
    json = "json"


class Form(StrEnum):
    """How rows are written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    geojson = "geojson"


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is no day; write YYYY-MM-DD") from error


def _date_option(text: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(parser=_day, metavar="DAY", help=text)
    return option


OUT = Path("out")
Inputs = Annotated[list[str], typer.Argument(metavar="FILE…|DIR|-", help="Files, folders, or - for standard input.")]
Database = Annotated[str | None, typer.Option(help="Database file or URL.")]
FormOption = Annotated[Form | None, typer.Option("--format", help="Default: table at a terminal, else json.")]
Country = Annotated[str | None, typer.Option(help="ISO 3166 alpha-2, such as ML.")]
EventType = Annotated[str | None, typer.Option("--type", help="An ACLED event or sub-event type.")]
Since = Annotated[date | None, _date_option("First day.")]
Until = Annotated[date | None, _date_option("Last day.")]
AsOf = Annotated[date | None, _date_option("What was known at the end of that day (UTC).")]
Out = Annotated[Path | None, typer.Option(help="File to write; stdout if not given.")]


def main() -> None:
    """Run the command line; the exit status is the module's (see ``tocsin.cli``)."""
    use_utf8()
    try:
        app(standalone_mode=True)
    except BrokenPipeError:
        drop_stdout()
        sys.exit(1)
    except TocsinError as error:
        complain(error.where or "error", error.what)
        sys.exit(1)


def _form(form: Form | None) -> str:
    return (form or (Form.table if sys.stdout.isatty() else Form.json)).value


@app.command()
def code(
    inputs: Inputs,
    published: Annotated[
        date | None, typer.Option(parser=_day, metavar="YYYY-MM-DD", help="Day of publication.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    language: Annotated[str | None, typer.Option(help="en, fr or es; found from the text if not given.")] = None,
    form: FormOption = None,
    no_store: Annotated[bool, typer.Option("--no-store", help="Keep nothing.")] = False,
    database: Database = None,
) -> None:
    """Code reports into events, write them to stdout and keep them."""
    from tocsin.cli.coding import Coding, code_inputs
    from tocsin.ingest import Options

    coding = Coding(Options(published=published, source=source, language=language))
    if not no_store:
        from tocsin.cli.shelf import open_store

        coding.keep = open_store(database, new=True).save
    code_inputs(coding, inputs, _form(form))
    if coding.refused:
        raise typer.Exit(1)


@app.command()
def events(
    country: Country = None,
    event_type: EventType = None,
    since: Since = None,
    until: Until = None,
    actor: Annotated[str | None, typer.Option(help="The actor registry's id, such as jnim.")] = None,
    as_of: AsOf = None,
    form: FormOption = None,
    database: Database = None,
) -> None:
    """Show kept event records."""
    from tocsin.cli.looking import show_events
    from tocsin.cli.shelf import instant_of, open_store
    from tocsin.store import Filters

    filters = Filters(country, event_type, since, until, actor, as_of=instant_of(as_of))
    show_events(open_store(database), filters, _form(form))


@app.command()
def incidents(
    country: Country = None,
    event_type: EventType = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    form: Annotated[Lines | None, typer.Option("--format", help="Default: table at a terminal, else json.")] = None,
    database: Database = None,
) -> None:
    """Show incidents: event records judged to tell of one event, claims apart from the rest."""
    from tocsin.cli.looking import show_incidents
    from tocsin.cli.shelf import Wish, instant_of, open_store

    wish = Wish(country, event_type, since, until, instant_of(as_of))
    show_incidents(open_store(database), wish, _form(Form(form.value) if form else None))


@app.command()
def trace(
    key: Annotated[str, typer.Argument(metavar="ID", help="An incident, a record, or the first characters of either.")],
    database: Database = None,
) -> None:
    """Show the way from an incident to the words of each report."""
    from tocsin.cli.looking import show_trace
    from tocsin.cli.shelf import open_store

    show_trace(open_store(database), key)


@app.command()
def brief(
    country: Country = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    out: Out = None,
    database: Database = None,
) -> None:
    """Write a brief: Markdown, or HTML when the file's name says so."""
    _page("brief", country, since, until, as_of, out, database)


@app.command("map")
def map_page(
    out: Annotated[Path, typer.Option(help="File to write.")],
    country: Country = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    database: Database = None,
) -> None:
    """Write a map: one HTML page that works offline."""
    _page("map", country, since, until, as_of, out, database)


def _page(
    kind: str,
    country: str | None,
    since: date | None,
    until: date | None,
    as_of: date | None,
    out: Path | None,
    database: str | None,
) -> None:
    from tocsin.cli.looking import write_page
    from tocsin.cli.shelf import Wish, instant_of, open_store

    write_page(open_store(database), Wish(country, None, since, until, instant_of(as_of)), kind, out)


@app.command()
def judge(
    verdict: Annotated[Verdict, typer.Argument(help="Do both records tell of one event?")],
    left: Annotated[str, typer.Argument(metavar="ID", help="A record, or the first characters of its id.")],
    right: Annotated[str, typer.Argument(metavar="ID", help="Another record, of another report.")],
    why: Annotated[str, typer.Option(help="The reason, kept with the judgement.")],
    by: Annotated[str, typer.Option(envvar=["TOCSIN_USER", "USER"], help="Who judges.")] = "somebody",
    database: Database = None,
) -> None:
    """Say that two records tell of the same event, or of different ones; it outranks the scores."""
    from tocsin.cli.judging import keep_judgement
    from tocsin.cli.shelf import open_store

    keep_judgement(open_store(database), verdict.value, (left, right), why, by)


@log_app.command()
def verify(database: Database = None) -> None:
    """Recompute the hash chain and the digests of everything kept; exit status 1 when anything was changed."""
    from tocsin.cli.judging import audit
    from tocsin.cli.shelf import open_store

    if audit(open_store(database)):
        raise typer.Exit(1)


@gazetteer_app.command("add")
def gazetteer_add(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="GeoNames files: .txt, .txt.gz or .zip.")],
) -> None:
    """Add places of GeoNames country files to those shipped."""
    from tocsin.knowledge.gazetteer import add_geonames

    say(f"{add_geonames(files)} places added")


@actors_app.command("show")
def actors_show(
    key: Annotated[str, typer.Argument(metavar="ID", help="The registry's id, such as jnim.")],
) -> None:
    """Show what the actor registry knows of one actor."""
    from tocsin.cli.registry import show_actor

    show_actor(key)


@app.command()
def demo(
    folder: Annotated[Path | None, typer.Option(help="Sample reports; default: examples.")] = None,
    out: Annotated[Path, typer.Option(help="Where the database, the brief and the map go.")] = OUT,
) -> None:
    """Code sample reports, show incidents with claims apart from the rest, write a brief and a map."""
    from tocsin.cli.demo import run_demo, sample_folder

    if run_demo(folder or sample_folder(), out):
        raise typer.Exit(1)
