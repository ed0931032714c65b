"""What networks hold of MUC-4 reports that they did not learn from: takes tables of each fifth, gives shares by report.

``train`` writes one file for the fifth that it held apart; together they cover the split, so that what was chosen by
them was chosen on reports that no reader had seen. Invariant: a report's windows stand in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from bench.muc4_network import Network

from training.examples import Row, packed

__all__ = ["Apart", "written"]

Tables = Sequence[tuple[str, np.ndarray, np.ndarray]]  # report, and of each token of a window the roles and kinds


def written(path: Path, tables: Tables) -> None:
    """Keep the probabilities of a fifth's windows, rounded to 16 bits."""
    kept = {}
    for number, (key, roles, kinds) in enumerate(tables):
        kept |= {f"{key}/{number}/roles": np.float16(roles), f"{key}/{number}/kinds": np.float16(kinds)}
    np.savez_compressed(path, **kept)


class Apart:
    """The tables of all fifths."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._of: dict[str, list[tuple[int, np.ndarray, np.ndarray]]] = {}
        for path in paths:
            with np.load(path) as file:
                for name in (name for name in file if name.endswith("/roles")):
                    key, number, _ = name.rsplit("/", 2)
                    run = int(number), file[name], file[f"{key}/{number}/kinds"]
                    self._of.setdefault(key, []).append(run)

    def network(self, row: Row) -> Network:
        """What is held of a report.

        Raises:
            ValueError: its fifth is in none of the files.
        """
        runs = sorted(self._of.get(row["id"], []), key=lambda run: run[0])
        windows = packed(row)
        if len(runs) != len(windows):
            raise ValueError(f"{row['id']}: {len(runs)} windows in the tables, {len(windows)} in the report")
        return Network(
            [(window, roles.tolist(), kinds.tolist()) for window, (_, roles, kinds) in zip(windows, runs, strict=True)]
        )
