"""The shipped network: takes windows, gives probabilities, with onnxruntime and tokenizers and nothing else.

Windows go through a few at a time, those of like length together. Invariant: opened once a process; without the extra
``tagger`` nothing is opened and the error names what to install.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tocsin.errors import MissingExtraError
from tocsin.extract.tagger.decode import Table
from tocsin.extract.tagger.windows import Window
from tocsin.knowledge.files import HERE

if TYPE_CHECKING:
    from tokenizers import BertWordPieceTokenizer

__all__ = ["MODEL", "VOCABULARY", "probabilities", "tokenizer"]

MODEL, VOCABULARY = HERE / "tagger" / "model.onnx", HERE / "tagger" / "vocab.txt"
_BATCH = 16  # windows at a time: more is no faster on two cores, and takes memory
_THREADS = 1  # a process; reports are coded in parallel by processes


def probabilities(windows: Sequence[Window]) -> Iterator[tuple[Window, Table, Table, Table]]:
    """Each window with the probabilities of its tokens' roles, kinds and parts of a saying, the shorter windows first.

    Raises:
        MissingExtraError: the extra ``tagger`` isn't installed.
    """
    ordered = sorted(windows, key=lambda window: len(window.ids))
    for start in range(0, len(ordered), _BATCH):
        batch = ordered[start : start + _BATCH]
        for window, *tables in zip(batch, *_run(batch), strict=True):
            roles, kinds, said = (table[: len(window.ids)].tolist() for table in tables)
            yield window, roles, kinds, said


def _run(batch: Sequence[Window]) -> Any:  # three arrays of numpy, which may be absent
    import numpy as np

    longest = len(batch[-1].ids)
    ids = np.array([window.ids + [0] * (longest - len(window.ids)) for window in batch], dtype=np.int64)
    return _session().run(None, {"ids": ids, "mask": (ids != 0).astype(np.float32)})


@lru_cache(maxsize=1)
def _session() -> Any:  # onnxruntime gives no types
    try:
        from onnxruntime import InferenceSession, SessionOptions
    except ImportError as error:
        raise MissingExtraError("the learned tagger", "tagger") from error
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = _THREADS
    return InferenceSession(str(MODEL), options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=1)
def tokenizer() -> BertWordPieceTokenizer:
    """The word pieces of BERT, without case.

    Raises:
        MissingExtraError: the extra ``tagger`` isn't installed.
    """
    try:
        from tokenizers import BertWordPieceTokenizer
    except ImportError as error:
        raise MissingExtraError("the learned tagger", "tagger") from error
    return BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
