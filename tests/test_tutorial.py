"""The tutorial is what its code prints: ``docs/tutorial.md`` is written from ``tests/tutorial.py``, cell by cell.

Cells are parted as in Jupytext's percent format. ``make tutorial`` writes the page anew after a change on purpose.
"""

from __future__ import annotations

import io
import re
from contextlib import chdir, redirect_stdout
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "tutorial.md"
SOURCE = Path(__file__).with_name("tutorial.py")


def page() -> str:
    """The tutorial, its code run now."""
    names: dict[str, Any] = {}
    with chdir(ROOT):
        parts = re.split(r"^# %%(.*)\n", SOURCE.read_text(encoding="utf-8"), flags=re.M)[1:]
        cells = zip(parts[::2], parts[1::2], strict=True)
        return "\n\n".join(prose(body) if kind else shown(body, names) for kind, body in cells) + "\n"


def prose(body: str) -> str:
    return re.sub(r"^# ?", "", body, flags=re.M).strip()


def shown(code: str, names: dict[str, Any]) -> str:
    out = io.StringIO()
    with redirect_stdout(out):
        exec(compile(code, SOURCE.name, "exec"), names)  # our own file
    return (
        f"```python\n{code.strip()}\n```\n\n"
        + "".join(f"    {line}\n" for line in out.getvalue().splitlines()).rstrip()
    )


def test_the_tutorial_shows_what_its_code_prints() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "read the difference, then: make tutorial"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
