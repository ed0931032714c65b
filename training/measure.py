"""What the network knows of examples that it did not learn from: F1 by token, exact tolls, and its probabilities.

Takes a network and batches, gives one line of figures; takes windows, gives the tables of each. Invariant: for F1 a
token counts as labelled where the network holds that likelier than not.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from tocsin.extract.tagger.decode import ROLES
from tocsin.extract.tagger.sayings import PARTS
from training.examples import Example
from training.model import Tagger

__all__ = ["figures", "tables"]

Counts = dict[str, list[int]]  # of a label or toll: right, said and true


@torch.no_grad()
def figures(model: Tagger, batches: Sequence[tuple[str, Tensor, Tensor, tuple[Tensor, ...]]]) -> str:
    """F1 of each role and part, share of exact tolls."""
    counts: Counts = {}
    for task, ids, mask, wanted in batches:
        hidden = model.hidden(ids, mask)
        if task == "roles":
            sure = model.role(hidden).softmax(-1)[..., 1:].unflatten(-1, (-1, 2)).sum(-1)
            _count(counts, ROLES, sure * mask[..., None], _roles(wanted[0]))
        elif task == "sayings":
            sure = 1 - model.saying(hidden).unflatten(-1, (-1, 3)).softmax(-1)[..., 0]
            _count(counts, PARTS, sure * mask[..., None], torch.stack(wanted, -1) > 0)
        else:
            for name, told, labels in zip(("killed", "injured"), model.tolls(hidden, mask), wanted, strict=True):
                right = int((told.argmax(-1) == labels[:, 0]).sum())
                _add(counts, name, right, len(labels), len(labels))
    return ", ".join(f"{name} {2 * c[0] / max(1, c[1] + c[2]):.3f}" for name, c in counts.items())


@torch.no_grad()
def tables(model: Tagger, windows: Sequence[Example], device: str) -> list[tuple[str, np.ndarray, np.ndarray]]:
    """Of each window its report, and the probabilities of each token's roles and kinds."""
    found = []
    for one in windows:
        ids = torch.tensor([one.ids], device=device)
        roles, kinds, _ = model(ids, (ids > 0).float())
        found.append((one.key, roles.softmax(-1)[0].cpu().numpy(), kinds.sigmoid()[0].cpu().numpy()))
    return found


def _roles(labels: Tensor) -> Tensor:
    return torch.stack([(labels == 2 * role + 1) | (labels == 2 * role + 2) for role in range(len(ROLES))], -1)


def _count(counts: Counts, names: Sequence[str], sure: Tensor, true: Tensor) -> None:
    said = sure > 0.5  # likelier than not
    for number, name in enumerate(names):
        own, gold = said[..., number], true[..., number]
        _add(counts, name, int((own & gold).sum()), int(own.sum()), int(gold.sum()))


def _add(counts: Counts, name: str, *more: int) -> None:
    counts[name] = [a + b for a, b in zip(counts.get(name, [0, 0, 0]), more, strict=True)]
