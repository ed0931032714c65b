"""The commands: what each is called, what it takes, and what it does; the work itself stands in modules that it loads.

Invariant: ``COMMANDS`` holds every command under the words that a person types; nothing of the rooms is imported until
one runs, and ``tocsin code --no-store`` loads no database.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.cli import clusters, diffing, forecast_commands, options, reviewing, team_commands, watching
from tocsin.cli.streams import say

if TYPE_CHECKING:
    from tocsin.cli.shelf import Wish

__all__ = ["COMMANDS", "Command"]


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its words, one line about it, its options, and the work, which gives the exit status."""

    name: str
    about: str
    declare: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]


def _code(asked: Namespace) -> int:
    from tocsin.cli.coding import Coding, code_inputs
    from tocsin.cli.failures import failed_inputs, failures_to
    from tocsin.ingest import Options, columns_of

    given = Options(published=asked.published, source=asked.source, language=asked.language, coder=asked.coder)
    if asked.coder == "llm":
        from tocsin.extract.llm import llm_settings

        llm_settings()  # says what is missing before anything is read
    coding = Coding(given, jobs=asked.jobs, columns=columns_of(asked.columns))
    if not asked.no_store:
        from tocsin.cli.shelf import open_store

        store = open_store(asked.database, new=True)
        coding.keep, coding.knows = store.save, store.knows if asked.resume else None
    inputs = asked.inputs
    if asked.retry_failed:
        again, coding.only = failed_inputs(asked.retry_failed)
        inputs = [*inputs, *again]
    if not inputs:
        say("tocsin code: name files, folders or -, or a table of failures to --retry-failed; see tocsin code --help")
        return 2
    with failures_to(asked.failures, more=asked.resume) as coding.note:
        code_inputs(coding, inputs, options.form_of(asked))
    return 1 if coding.refused else 0


def _events(asked: Namespace) -> int:
    from tocsin.cli.looking import show_events
    from tocsin.cli.shelf import instant_of, store_about
    from tocsin.store import Filters

    filters = Filters(asked.country, asked.type, asked.since, asked.until, asked.actor, as_of=instant_of(asked.as_of))
    show_events(store_about(asked.database, asked.actor), filters, options.form_of(asked))
    return 0


def _wish(asked: Namespace) -> Wish:
    """The filters asked for; a command that lacks one asks for nothing there."""
    from tocsin.cli.shelf import Wish, instant_of

    given = vars(asked)
    return Wish(
        country=asked.country,
        event_type=given.get("type"),
        since=asked.since,
        until=asked.until,
        as_of=instant_of(asked.as_of),
        admin1=given.get("admin1"),
        actor=given.get("actor"),
    )


def _incidents(asked: Namespace) -> int:
    from tocsin.cli.looking import show_incidents
    from tocsin.cli.shelf import open_store

    show_incidents(open_store(asked.database), _wish(asked), options.form_of(asked))
    return 0


def _sources(asked: Namespace) -> int:
    from tocsin.cli.looking import show_sources
    from tocsin.cli.shelf import open_store

    show_sources(open_store(asked.database), options.form_of(asked))
    return 0


def _trace(asked: Namespace) -> int:
    from tocsin.cli.looking import show_trace
    from tocsin.cli.shelf import open_store

    show_trace(open_store(asked.database), asked.key)
    return 0


def _brief(asked: Namespace) -> int:
    from tocsin.cli.briefing import Asked, brief_file
    from tocsin.cli.releasing import circle
    from tocsin.cli.shelf import store_about
    from tocsin.cli.streams import write_bytes

    store, suffix = store_about(asked.database, asked.actor), asked.out.suffix if asked.out else ".md"
    wanted = Asked(_wish(asked), circle(asked.public, asked.tlp), asked.title, asked.last, asked.language)
    write_bytes(asked.out, brief_file(store, wanted, suffix))
    return 0


def _map(asked: Namespace) -> int:
    from tocsin.cli.briefing import Asked, map_page
    from tocsin.cli.releasing import circle
    from tocsin.cli.shelf import store_about
    from tocsin.cli.streams import write_to

    wanted = Asked(_wish(asked), circle(asked.public, asked.tlp), asked.title)
    write_to(asked.out, map_page(store_about(asked.database, asked.actor), wanted))
    return 0


def _export(asked: Namespace) -> int:
    from tocsin.cli.exporting import write_export
    from tocsin.cli.releasing import circle
    from tocsin.cli.shelf import store_about

    store = store_about(asked.database, asked.actor)
    write_export(store, _wish(asked), asked.form, circle(asked.public, asked.tlp), asked.out)
    return 0


def _import(asked: Namespace) -> int:
    from tocsin.cli.importing import import_file
    from tocsin.cli.shelf import open_store

    import_file(open_store(asked.database, new=True), asked.form, asked.file)
    return 0


def _gazetteer_add(asked: Namespace) -> int:
    from tocsin.cli.places import add_places

    say(f"{add_places(asked.sources, asked.mirror)} places added")
    return 0


def _actors_show(asked: Namespace) -> int:
    from tocsin.cli.registry import show_actor

    show_actor(asked.key, asked.at)
    return 0


def _actors_unknown(asked: Namespace) -> int:
    from tocsin.cli.registry import show_unknown
    from tocsin.cli.shelf import open_store

    show_unknown(open_store(asked.database).reports())
    return 0


def _demo(asked: Namespace) -> int:
    from tocsin.cli.demo import run_demo, sample_folder

    return 1 if run_demo(asked.folder or sample_folder(), asked.out) else 0


def _demo_options(parser: ArgumentParser) -> None:
    parser.add_argument("--folder", type=Path, help="sample reports; default: examples")
    parser.add_argument("--out", type=Path, default=Path("out"), help="where the database, the brief and the map go")


_ALL = (
    Command("code", "Code reports into events, write them to stdout and keep them.", options.for_code, _code),
    Command(
        "watch",
        "Follow feeds, sitemaps and folders, and code what they bring.",
        watching.for_watch,
        watching.run_watch,
    ),
    Command(
        "spark",
        "Code archives on a Spark cluster into Parquet tables of incidents.",
        clusters.for_spark,
        clusters.run_spark,
    ),
    Command(
        "spark load",
        "Keep the reports and incidents of such tables in a database.",
        clusters.for_load,
        clusters.run_load,
    ),
    Command("events", "Show kept event records.", options.for_events, _events),
    Command(
        "incidents",
        "Show incidents: event records judged to tell of one event, claims apart from the rest.",
        options.for_incidents,
        _incidents,
    ),
    Command(
        "sources",
        "Show how reliable each source is by what became of its word: borne out or contradicted by others.",
        options.for_sources,
        _sources,
    ),
    Command("trace", "Show the way from an incident to the words of each report.", options.for_trace, _trace),
    Command("diff", "Show which incidents became new, changed or withdrawn.", diffing.for_diff, diffing.run_diff),
    Command(
        "brief",
        "Write a brief: Markdown, or HTML, DOCX or PDF when the file's name says so.",
        options.for_brief,
        _brief,
    ),
    Command(
        "export",
        "Write incidents in a form that others use: ACLED, UCDP GED, PLOVER, GeoPackage, Parquet, HXL, STIX and more.",
        options.for_export,
        _export,
    ),
    Command(
        "import", "Keep the rows of a UCDP GED or ACLED file that you own as records.", options.for_import, _import
    ),
    Command("map", "Write a map: one HTML page that works offline.", options.for_map, _map),
    Command(
        "serve",
        "Open the workbench: pages and an HTTP API, on this machine alone by default.",
        options.for_serve,
        team_commands.run_serve,
    ),
    Command(
        "users add",
        "Make an account, or change its role and password (read from stdin).",
        options.for_new_user,
        team_commands.run_users_add,
    ),
    Command("users close", "Shut an account and its tokens.", options.for_user, team_commands.run_users_close),
    Command(
        "users token", "Print a new API token of an account, once.", options.for_token, team_commands.run_users_token
    ),
    Command(
        "judge",
        "Say that two records tell of the same event, or of different ones: it outranks the scores.",
        options.for_judge,
        team_commands.run_judge,
    ),
    Command(
        "review",
        "Accept or reject a record, or mend a field of it: what you say is what is shown from then on.",
        reviewing.for_review,
        reviewing.run_review,
    ),
    Command(
        "forecast",
        "Forecast deaths by area and month: quantiles, probabilities, reasons.",
        forecast_commands.for_forecast,
        forecast_commands.run_forecast,
    ),
    Command(
        "questions",
        "Show what became of predictions in reports: questions, answers, scores.",
        forecast_commands.for_questions,
        forecast_commands.run_questions,
    ),
    Command(
        "log verify",
        "Recompute the hash chain and the digests of everything kept: exit status 1 when anything was changed.",
        options.with_database,
        team_commands.run_verify,
    ),
    Command(
        "migrate",
        "Lead a database of an older release to this one's tables.",
        options.with_database,
        team_commands.run_migrate,
    ),
    Command("backup", "Write all that is kept into one file.", options.for_backup, team_commands.run_backup),
    Command(
        "restore", "Fill a new database from a backup, and check it.", options.for_backup, team_commands.run_restore
    ),
    Command(
        "gazetteer add", "Add places of GeoNames country files to those shipped.", options.for_geonames, _gazetteer_add
    ),
    Command("actors show", "Show what the actor registry knows of one actor.", options.for_actor, _actors_show),
    Command(
        "actors unknown",
        "List organisations of kept reports that the registry lacks.",
        options.with_database,
        _actors_unknown,
    ),
    Command(
        "demo",
        "Code sample reports, show incidents with claims apart from the rest, write a brief and a map.",
        _demo_options,
        _demo,
    ),
)
COMMANDS = {command.name: command for command in _ALL}
"""Every command by its words, in the order of the help."""
