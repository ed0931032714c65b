"""``tocsin demo``: codes a folder of sample reports into a database of its own, writes a brief and a map.

Invariant: the user's own database is never touched.
"""

from __future__ import annotations

from pathlib import Path

from tocsin.cli.coding import Coding
from tocsin.cli.looking import print_standing
from tocsin.cli.shelf import Wish, find_dossiers, open_store
from tocsin.cli.streams import write_to
from tocsin.errors import InputError
from tocsin.ingest import Options
from tocsin.publish.brief import write_brief
from tocsin.publish.brief_pages import to_html, to_markdown
from tocsin.publish.map import to_map

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

    console = Console()
    database = out / "demo.sqlite"
    store = open_store(str(database), new=True)
    coding = Coding(Options(), store.save)
    coded = list(coding.run([str(folder)]))
    found = find_dossiers(store, Wish())
    console.print(f"{coding.coded} reports, {coding.events} event records, {len(found)} incidents\n")
    print_standing(found)
    brief = write_brief(found, coded, _TITLE)
    pages = {"brief.md": to_markdown(brief), "brief.html": to_html(brief), "map.html": to_map(found, _TITLE)}
    for name, page in pages.items():
        write_to(out / name, page)
    first = found[0].incident.id if found else "ID"
    console.print(_NEXT.format(out=out, database=database, first=first, folder=folder), markup=False, highlight=False)
    return coding.refused


_NEXT = """
Try next:
  open {out}/map.html and {out}/brief.html in a browser
  tocsin trace {first} --database {database}     from an incident to the words of each report
  tocsin events --database {database} --format csv
  tocsin code YOUR-REPORT.txt --published 2025-01-31"""
