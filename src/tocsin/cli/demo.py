"""``tocsin demo``: codes a folder of sample reports into a database of its own, writes a brief and a map.

Invariant: the user's own database is never touched.
"""

from __future__ import annotations

from pathlib import Path

from tocsin.cli.coding import Coding
from tocsin.cli.shelf import Wish, find_dossiers, open_store
from tocsin.cli.streams import write_to
from tocsin.errors import InputError
from tocsin.ingest import Options
from tocsin.publish.brief import write_brief
from tocsin.publish.brief_pages import to_html, to_markdown
from tocsin.publish.map import to_map
from tocsin.publish.overview import print_overview

__all__ = ["run_demo", "sample_folder"]

_TITLE = "Sample reports"


def sample_folder() -> Path:
    """``examples`` in the working folder, else beside the source tree.

    Raises:
        InputError: there is neither.
    """
    for folder in (Path("examples"), Path(__file__).parents[3] / "examples"):
        if folder.is_dir():
            return folder
    raise InputError("no sample reports here; name a folder with --folder", "examples")


def run_demo(folder: Path, out: Path) -> list[str]:
    """Code the folder and write everything to ``out``; gives the inputs that were refused."""
    from rich.console import Console

    console = Console(highlight=False)
    database = out / "demo.sqlite"
    store = open_store(str(database), new=True)
    coding = Coding(Options(), store.save)
    coded = list(coding.run([str(folder)]))
    found = find_dossiers(store, Wish())
    counts = f"{coding.coded} reports read, {coding.events} event records found, {len(found)} incidents in all\n"
    console.print(counts, markup=False)
    print_overview(found, f"tocsin incidents --database {database}", console)
    brief = write_brief(found, coded, _TITLE)
    pages = {"brief.md": to_markdown(brief), "brief.html": to_html(brief), "map.html": to_map(found, _TITLE)}
    for name, page in pages.items():
        write_to(out / name, page)
    first = max(found, key=lambda one: (len(one.incident.report_ids), one.incident.id), default=None)
    key = first.incident.id.removeprefix("inc-")[:8] if first else "ID"
    console.print(_NEXT.format(out=out, database=database, first=key), markup=False, soft_wrap=True)
    return coding.refused


_NEXT = """
Try next
  open {out}/brief.html and {out}/map.html in a browser
  tocsin trace {first} --database {database}   from an incident to the words
  tocsin code YOUR-REPORT.txt --published 2025-01-31"""
