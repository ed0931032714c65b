"""The tagger's network: takes token ids, gives for every token its role, its kinds of incident, its part in a saying.

The embeddings keep their weights; the layers and the heads learn, in three tasks that share the layers. Invariant:
the heads read the same last layer, in one pass.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from tocsin.extract.tagger.decode import KINDS, LABELS
from tocsin.extract.tagger.sayings import PARTS
from training.encoder import HIDDEN, pretrained
from training.gun_violence import MOST

__all__ = ["IGNORED", "Tagger"]

IGNORED = -100  # the label of padding
_KIND, _KIND_OF_WHOLE, _SAYING, _TOLL = 0.3, 0.1, 0.5, 0.5  # weights of the losses, beside 1 for the roles


class Tagger(nn.Module):
    """Encoder and heads."""

    def __init__(self, weights: Path, dropout: float = 0.0) -> None:
        super().__init__()
        self.embeddings, layers = pretrained(weights, dropout)
        self.embeddings.requires_grad_(False)
        self.layers, self.dropout = nn.ModuleList(layers), nn.Dropout(dropout)
        self.role, self.kind = nn.Linear(HIDDEN, len(LABELS)), nn.Linear(HIDDEN, len(KINDS))
        self.saying = nn.Linear(HIDDEN, 3 * len(PARTS))
        self.killed, self.injured = nn.Linear(2 * HIDDEN, MOST + 1), nn.Linear(2 * HIDDEN, MOST + 1)

    def hidden(self, ids: Tensor, mask: Tensor) -> Tensor:
        """The last layer, (batch, tokens, 384); ``mask`` is 1 on tokens and 0 on padding."""
        hidden = self.dropout(self.embeddings(ids))
        for layer in self.layers:
            hidden = layer(hidden, mask)
        return hidden

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of role (batch, tokens, labels), of kind (…, kinds) and of outside, B and I of each part (…, 9)."""
        hidden = self.hidden(ids, mask)
        return self.role(hidden), self.kind(hidden), self.saying(hidden)

    def loss_of_roles(self, hidden: Tensor, mask: Tensor, wanted: tuple[Tensor, ...]) -> Tensor:
        """Cross entropy of the roles; of the kinds on fillers and, for the whole window, on its opening mark."""
        labels, kinds = wanted[0], wanted[1].clamp(min=0).float()
        told, filled = self.kind(hidden), labels > 0
        loss = F.cross_entropy(self.role(hidden).flatten(0, 1), labels.flatten(), ignore_index=IGNORED)
        loss = loss + _KIND_OF_WHOLE * F.binary_cross_entropy_with_logits(told[:, 0], kinds[:, 0])
        if filled.any():
            loss = loss + _KIND * F.binary_cross_entropy_with_logits(told[filled], kinds[filled])
        return loss

    def loss_of_sayings(self, hidden: Tensor, mask: Tensor, wanted: tuple[Tensor, ...]) -> Tensor:
        """Cross entropy of each part."""
        parts = self.saying(hidden).unflatten(-1, (len(PARTS), 3)).unbind(-2)
        losses = [
            F.cross_entropy(part.flatten(0, 1), labels.flatten(), ignore_index=IGNORED)
            for part, labels in zip(parts, wanted, strict=True)
        ]
        return _SAYING * torch.stack(losses).sum()

    def loss_of_tolls(self, hidden: Tensor, mask: Tensor, wanted: tuple[Tensor, ...]) -> Tensor:
        """Cross entropy of both counts, read off the opening mark and the mean of the tokens."""
        losses = [
            F.cross_entropy(told, labels[:, 0]) for told, labels in zip(self.tolls(hidden, mask), wanted, strict=True)
        ]
        return _TOLL * torch.stack(losses).sum()

    def tolls(self, hidden: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of the numbers killed and injured, (batch, 0 to the most)."""
        mean = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        whole = torch.cat([hidden[:, 0], mean], -1)
        return self.killed(whole), self.injured(whole)
