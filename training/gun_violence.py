"""Gun-violence articles as training data: takes the first tokens of an article, gives the toll of its incident.

The toll is a database's and stands beside no words, so what is learnt of it is thrown away: it teaches the encoder
what tolls look like, and its head doesn't ship. Invariant: articles of one incident share a key.
"""

from __future__ import annotations

from pathlib import Path

from training.examples import Example, packed, read

__all__ = ["MOST", "examples"]

MOST = 5  # persons: more are counted as so many
_FOLDER = "gun-violence"


def examples(data: Path) -> list[Example]:
    """The first window of each article, with how many were killed and how many injured."""
    tolls = {row["id"]: row for row in read(data / _FOLDER / "incidents.jsonl.gz")}
    made = []
    for row in read(data / _FOLDER / "docs.jsonl.gz"):
        toll, windows = tolls[row["incident_id"]], packed(row)
        if windows:
            wanted = ([min(toll["killed"], MOST)], [min(toll["injured"], MOST)])
            made.append(Example(row["incident_id"], windows[0].ids, wanted))
    return made
