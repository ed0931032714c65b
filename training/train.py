"""Training: takes the data folder and MiniLM's files, gives the weights of the tagger.

    python -m training.train --data DIR --encoder DIR --layers layers.pt --out tagger.pt [--apart FIFTH --tables FILE]

Batches of the three tasks come in one shuffled order. With ``--apart`` a fifth of every set is not learnt from, its
token F1 and exact tolls are printed, and what the network holds of its MUC-4 reports is kept for ``training.choose``.
Invariant: seeded throughout; on a GPU sums still differ in their last bits.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch import Tensor

from training import apart, gun_violence, muc4, polnear
from training.examples import Example, fifth
from training.measure import figures, tables
from training.model import IGNORED, Tagger

EPOCHS = 24
_SEED = 1
_BATCH, _TOKENS = 16, 16_384  # windows, and tokens with padding, of a batch at most
_RATE, _HEAD_RATE = 2e-4, 1e-3  # AdamW, falling to nothing along a cosine after a warm-up
_DROPOUT = 0.2
_TASKS: dict[str, Callable[[Path], list[Example]]] = {
    "roles": muc4.examples,
    "sayings": polnear.examples,
    "tolls": gun_violence.examples,
}
Batch = tuple[str, Tensor, Tensor, tuple[Tensor, ...]]  # task, ids, mask, what is wanted


def main() -> None:
    options = _options()
    torch.manual_seed(_SEED)
    random.seed(_SEED)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    every = {task: examples(options.data) for task, examples in _TASKS.items()}
    own = {task: [one for one in rows if fifth(one.key) != options.apart] for task, rows in every.items()}
    model = Tagger(options.encoder / "model.safetensors", _DROPOUT)
    if options.layers:
        model.layers.load_state_dict(torch.load(options.layers, weights_only=True))
    model.to(device)
    _fit(model, own, options.epochs, device)
    torch.save(model.state_dict(), options.out)
    if options.apart is not None:
        rest = {task: [one for one in rows if fifth(one.key) == options.apart] for task, rows in every.items()}
        print(figures(model.eval(), [batch for task in rest for batch in _batches(task, rest[task], device)]))
        if options.tables:
            apart.written(options.tables, tables(model, rest["roles"], device))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds muc4/, polnear-train/ ...")
    parser.add_argument("--encoder", type=Path, required=True, help="the folder that holds model.safetensors")
    parser.add_argument("--layers", type=Path, help="what training.masked gave; else the encoder's own")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--apart", type=int, help="the fifth of each set, 0 to 4, that is not learnt from")
    parser.add_argument("--tables", type=Path, help="where what is held of that fifth of MUC-4 goes")
    return parser.parse_args()


def _fit(model: Tagger, own: dict[str, list[Example]], epochs: int, device: str) -> None:
    heads = [weight for name, weight in model.named_parameters() if weight.requires_grad and "layers" not in name]
    groups = [{"params": model.layers.parameters(), "lr": _RATE}, {"params": heads, "lr": _HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    batches = [batch for task, rows in own.items() for batch in _batches(task, rows, device)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [_RATE, _HEAD_RATE], len(batches) * epochs, pct_start=0.1)
    model.train()
    for epoch in range(epochs):
        began, total = time.monotonic(), 0.0
        random.shuffle(batches)
        for task, ids, mask, wanted in batches:
            with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
                hidden = model.hidden(ids, mask)
            loss = getattr(model, f"loss_of_{task}")(hidden.float(), mask, wanted)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / len(batches):.4f}, {time.monotonic() - began:.0f} s", flush=True)


def _batches(task: str, rows: list[Example], device: str) -> list[Batch]:
    """Batches of windows of like length."""
    groups: list[list[Example]] = []
    for one in sorted(rows, key=lambda one: len(one.ids)):
        if not groups or len(groups[-1]) == _BATCH or len(one.ids) * (len(groups[-1]) + 1) > _TOKENS:
            groups.append([])
        groups[-1].append(one)
    return [_batch(task, group, device) for group in groups]


def _batch(task: str, group: Sequence[Example], device: str) -> Batch:
    ids = _padded([torch.tensor(one.ids) for one in group], 0)
    columns = zip(*(one.wanted for one in group), strict=True)
    wanted = (_padded([torch.tensor(rows) for rows in column], IGNORED).to(device) for column in columns)
    return task, ids.to(device), (ids > 0).float().to(device), tuple(wanted)


def _padded(rows: list[Tensor], value: int) -> Tensor:
    return torch.nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=value)


if __name__ == "__main__":
    main()
