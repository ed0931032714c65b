"""Export: takes the trained weights, gives the int8 ONNX file that ships in the package.

    python -m training.export --encoder DIR --weights tagger.pt --out src/tocsin/knowledge/tagger/model.onnx

Weights of matrices and of the embeddings become 8-bit integers (dynamic quantisation: activations are quantised as they
come), which makes the file a quarter as large. Invariant: the graph takes ids and mask and gives probabilities.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.model import Tagger

_OPSET = 17


class _Probabilities(nn.Module):
    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        roles, kinds, said = self.tagger(ids, mask)
        return roles.softmax(-1), kinds.sigmoid(), said.unflatten(-1, (3, 3)).softmax(-1).flatten(-2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("encoder", "weights", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    tagger = Tagger(options.encoder / "model.safetensors")
    tagger.load_state_dict(torch.load(options.weights, weights_only=True))
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        _export(_Probabilities(tagger).eval(), whole)
        quantize_dynamic(whole, options.out, weight_type=QuantType.QInt8)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")


def _export(network: nn.Module, path: Path) -> None:
    axes = {name: {0: "windows", 1: "tokens"} for name in ("ids", "mask", "roles", "kinds", "said")}
    example = (torch.ones(2, 8, dtype=torch.long), torch.ones(2, 8))
    torch.onnx.export(
        network, example, path, input_names=["ids", "mask"], output_names=["roles", "kinds", "said"],
        dynamic_axes=axes, opset_version=_OPSET, dynamo=False,
    )  # fmt: skip


if __name__ == "__main__":
    main()
