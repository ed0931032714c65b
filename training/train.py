"""Training: takes the data folder and MiniLM's files, gives the weights of the tagger.

    python -m training.train --data DIR --encoder DIR --out tagger.pt

Windows with a filler are all read, and of the others two for every three of those. Invariant: seeded throughout.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from training.model import Tagger
from training.muc4 import Labelled, held_apart, labelled, rows

SEED = 20251126
EPOCHS = 3
BATCH = 16  # windows
RATE, HEAD_RATE = 1.5e-4, 1e-3  # AdamW, falling to nothing along a cosine after a warm-up
_EMPTY_SHARE = 2 / 3  # windows without a filler read for each with one: the rest are as plain and cost as much
_KIND_WEIGHT = 0.3  # of the kinds' loss beside the roles'
_DROPOUT = 0.1  # as BERT was trained
_IGNORED = -100
Batch = tuple[Tensor, Tensor, Tensor, Tensor]  # base vectors, mask, labels, kinds


def main() -> None:
    options = _options()
    torch.manual_seed(SEED)
    random.seed(SEED)
    torch.set_num_threads(options.threads)
    model = Tagger(options.encoder / "model.safetensors", options.frozen, _DROPOUT)
    if options.resume:
        model.load_state_dict(torch.load(options.resume, weights_only=True))
    chosen = _sampled([one for row in rows(options.data) if not held_apart(row) for one in labelled(row)])
    print(f"{len(chosen)} windows, {sum(len(one.labels) for one in chosen)} tokens", flush=True)
    batches = [_batch(model, group) for group in _grouped(chosen)]
    _fit(model, batches, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds muc4/")
    parser.add_argument("--encoder", type=Path, required=True, help="the folder that holds model.safetensors")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--resume", type=Path, help="weights to go on from")
    parser.add_argument("--frozen", type=int, default=3, help="lower layers of six that keep their weights")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    return parser.parse_args()


def _sampled(every: list[Labelled]) -> list[Labelled]:
    full = [one for one in every if any(one.labels)]
    empty = [one for one in every if not any(one.labels)]
    return full + random.sample(empty, min(len(empty), round(len(full) * _EMPTY_SHARE)))


def _grouped(chosen: list[Labelled]) -> list[list[Labelled]]:
    """Batches of windows of like length."""
    ordered = sorted(chosen, key=lambda one: len(one.labels))
    return [ordered[i : i + BATCH] for i in range(0, len(ordered), BATCH)]


def _batch(model: Tagger, group: list[Labelled]) -> Batch:
    """The windows padded, and what the frozen layers make of them."""
    longest = max(len(one.labels) for one in group)
    ids = torch.tensor([one.window.ids + [0] * (longest - len(one.labels)) for one in group])
    labels = torch.tensor([one.labels + [_IGNORED] * (longest - len(one.labels)) for one in group])
    kinds = [one.kinds + [[0] * len(one.kinds[0])] * (longest - len(one.labels)) for one in group]
    mask = (labels != _IGNORED).float()
    return model.base(ids, mask).half(), mask, labels, torch.tensor(kinds, dtype=torch.int8)


def _fit(model: Tagger, batches: list[Batch], options: argparse.Namespace) -> None:
    heads = [*model.role.parameters(), *model.kind.parameters()]
    groups = [{"params": model.layers[model.frozen :].parameters(), "lr": RATE}, {"params": heads, "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = len(batches) * options.epochs
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [RATE, HEAD_RATE], steps, pct_start=0.1)
    model.train()
    for epoch in range(options.epochs):
        began, total = time.monotonic(), 0.0
        random.shuffle(batches)
        for batch in batches:
            loss = _loss(model, batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / len(batches):.4f}, {time.monotonic() - began:.0f} s", flush=True)
        torch.save(model.state_dict(), options.out)


def _loss(model: Tagger, batch: Batch) -> Tensor:
    base, mask, labels, kinds = batch
    roles, told = model.top(base.float(), mask)
    filled = labels > 0
    loss = F.cross_entropy(roles.flatten(0, 1), labels.flatten(), ignore_index=_IGNORED)
    if filled.any():
        loss = loss + _KIND_WEIGHT * F.binary_cross_entropy_with_logits(told[filled], kinds[filled].float())
    return loss


if __name__ == "__main__":
    main()
