"""``tocsin export``: incidents of the store in a form that others use, on stdout or in a file.

Invariant: what the form can't hold, and each incident that it leaves out, is said on stderr; nothing is lost silently.
"""

from __future__ import annotations

from pathlib import Path

from tocsin.cli.releasing import Circle, say_left
from tocsin.cli.shelf import Wish, find_dossiers
from tocsin.cli.streams import say, write_bytes
from tocsin.publish.formats.catalogue import FORMATS, write
from tocsin.store import Store

__all__ = ["write_export"]


def write_export(store: Store, wish: Wish, form: str, circle: Circle, out: Path | None) -> None:
    """Write the incidents that pass, then say what the form has lost."""
    found = circle.passing(find_dossiers(store, wish))
    written = write(form, found, circle.mark)
    write_bytes(out, written.data)
    kept = len(found) - len(written.left_out)
    say(f"{kept} of {len(found)} incidents as {form}, {circle.mark}{_bare(form)}")
    say_left("left out", written.left_out)
    for loss in FORMATS[form].loses:
        say(f"  not in this form: {loss}")


def _bare(form: str) -> str:
    return "" if FORMATS[form].marked else " (the form has no place for the mark: hand it on with the file)"
