"""The tagger's network: takes token ids, gives for every token its role and the kinds of its incident.

The embeddings and the lower layers are frozen, so training runs them once; the upper layers and the heads learn.
Invariant: both heads read the same last layer, in one pass.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from tocsin.extract.tagger.decode import KINDS, LABELS
from training.encoder import HIDDEN, pretrained

__all__ = ["Tagger"]


class Tagger(nn.Module):
    """Encoder and heads; the embeddings and the first ``frozen`` layers are not trained."""

    def __init__(self, weights: Path, frozen: int = 0, dropout: float = 0.0) -> None:
        super().__init__()
        self.embeddings, layers = pretrained(weights, dropout)
        self.layers, self.frozen = nn.ModuleList(layers), frozen
        self.role, self.kind = nn.Linear(HIDDEN, len(LABELS)), nn.Linear(HIDDEN, len(KINDS))
        for part in (self.embeddings, *self.layers[:frozen]):
            part.requires_grad_(False)

    @torch.no_grad()
    def base(self, ids: Tensor, mask: Tensor) -> Tensor:
        """What the frozen part makes of the tokens."""
        hidden = self.embeddings(ids)
        for layer in self.layers[: self.frozen]:
            hidden = layer.eval()(hidden, mask)
        return hidden

    def top(self, hidden: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of role (batch, tokens, labels) and of kind (batch, tokens, kinds)."""
        for layer in self.layers[self.frozen :]:
            hidden = layer(hidden, mask)
        return self.role(hidden), self.kind(hidden)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        return self.top(self.base(ids, mask), mask)
