"""How common words are: counts in how many reports each word stands, and writes the table that the linker weighs by.

    python -m bench.word_counts --data DIR

Counted are the project's own reports (``tests/golden``, the part held apart left out) and MEANTIME's Wikinews articles
(Minard et al., LREC 2016; CC BY 4.0). Invariant: the same reports give the same file; words of one report are left out.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.records import files_of, read_rows
from tocsin.knowledge.files import HERE
from tocsin.reconcile.wording import words_of

__all__ = ["main"]

_GOLDEN = Path(__file__).parent.parent / "tests" / "golden"
_HEAD = (
    "# In how many reports (en, fr, es) each word stands, after how many were counted: python -m bench.word_counts.\n"
    "# Counted: our own reports and MEANTIME (Minard et al., LREC 2016; Wikinews texts; CC BY 4.0); words of\n"
    "# one report only are left out.\n"
)


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(prog="python -m bench.word_counts")
    parser.add_argument("--data", type=Path, required=True, help="folder laid out as the developers' data")
    texts = list(_texts(parser.parse_args().data))
    counts = Counter(word for text in texts for word in {word for word, _ in words_of(text)})
    rows = sorted(f"{word}\t{count}\n" for word, count in counts.items() if count > 1)
    (HERE / "word_counts.tsv").write_text(f"{_HEAD}*\t{len(texts)}\n" + "".join(rows), encoding="utf-8")


def _texts(data: Path) -> Iterator[str]:
    for path in sorted(_GOLDEN.glob("*/reports/*.txt")):
        if not path.parts[-3].startswith("held"):
            yield path.read_text(encoding="utf-8")
    for path in files_of(data, "meantime", "docs*"):
        yield from (row["text"] for row in read_rows(path))


if __name__ == "__main__":
    main()
