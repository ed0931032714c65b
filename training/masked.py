"""Masked words: takes the texts of the training sets, gives the encoder's layers after guessing words left out of them.

    python -m training.masked --data DIR --encoder DIR --out layers.pt

all-MiniLM was made for vectors of whole sentences; so its layers learn again what stands beside what, in the language
of the reports, before they learn the tasks (Devlin et al. 2019; Gururangan et al. 2020). Of every text all windows are
read. Invariant: no label is used, and no text of MUC-4 but those of ``train``.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training import muc4
from training.encoder import HIDDEN, VOCABULARY
from training.examples import packed, read
from training.model import Tagger

_SEED = 0
_EPOCHS, _BATCH = 16, 64
_RATE, _HEAD_RATE = 3e-4, 1e-3
_LEFT_OUT, _AS_MASK, _AS_OTHER = 0.15, 0.8, 0.1  # share of words guessed; of these, hidden or replaced by another
_MARKS = (0, 101, 102)  # padding and the marks at both ends
_MASK, _FIRST_WORD = 103, 1000  # of the vocabulary
_OTHER_SETS = ("polnear-train", "gun-violence")


class _Guess(nn.Module):
    """Hidden vectors to words, by the vectors that the words have in the embeddings."""

    def __init__(self, words: Tensor) -> None:
        super().__init__()
        self.words = words
        self.turned = nn.Sequential(nn.Linear(HIDDEN, HIDDEN), nn.GELU(), nn.LayerNorm(HIDDEN))
        self.bias = nn.Parameter(torch.zeros(VOCABULARY))

    def forward(self, hidden: Tensor) -> Tensor:
        return self.turned(hidden) @ self.words.t() + self.bias


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds muc4/, polnear-train/ ...")
    parser.add_argument("--encoder", type=Path, required=True, help="the folder that holds model.safetensors")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.manual_seed(_SEED)
    random.seed(_SEED)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = Tagger(options.encoder / "model.safetensors", dropout=0.1).to(device)
    _fit(model, _batches(options.data, device), device)
    torch.save(model.layers.state_dict(), options.out)


def _batches(data: Path, device: str) -> list[Tensor]:
    """All windows of all texts, those of like length together."""
    texts = [*muc4.rows(data), *(row for name in _OTHER_SETS for row in read(data / name / "docs.jsonl.gz"))]
    ids = sorted((window.ids for row in texts for window in packed(row)), key=len)
    groups = (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
    return [nn.utils.rnn.pad_sequence([torch.tensor(one) for one in g], batch_first=True).to(device) for g in groups]


def _fit(model: Tagger, batches: list[Tensor], device: str) -> None:
    guess = _Guess(model.embeddings.word_embeddings.weight.detach()).to(device)
    groups = [
        {"params": model.layers.parameters(), "lr": _RATE}, {"params": guess.parameters(), "lr": _HEAD_RATE}
    ]  # fmt: skip
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = len(batches) * _EPOCHS
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [_RATE, _HEAD_RATE], steps, pct_start=0.06)
    model.train()
    for epoch in range(_EPOCHS):
        random.shuffle(batches)
        total = 0.0
        for ids in batches:
            seen, wanted = _masked(ids)
            with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
                told = guess(model.hidden(seen, (ids > 0).float())[wanted])
            loss = F.cross_entropy(told.float(), ids[wanted])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.layers.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / len(batches):.3f}", flush=True)


def _masked(ids: Tensor) -> tuple[Tensor, Tensor]:
    """The ids with some words hidden or replaced, and which words are to be guessed."""
    marks = torch.isin(ids, torch.tensor(_MARKS, device=ids.device))
    wanted = (torch.rand(ids.shape, device=ids.device) < _LEFT_OUT) & ~marks
    chance = torch.rand(ids.shape, device=ids.device)
    seen = ids.masked_fill(wanted & (chance < _AS_MASK), _MASK)
    other = torch.randint(_FIRST_WORD, VOCABULARY, ids.shape, device=ids.device)
    return torch.where(wanted & (chance >= 1 - _AS_OTHER), other, seen), wanted


if __name__ == "__main__":
    main()
