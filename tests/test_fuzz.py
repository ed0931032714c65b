"""Any bytes under any suffix are coded or refused by one of tocsin's own errors: random text and bent samples."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.errors import TocsinError
from tocsin.ingest import Options
from tocsin.ingest.sniff import SUFFIXES
from tocsin.pipeline import code_bytes

CORPUS = sorted(Path(__file__).with_name("corpus").iterdir())
EXAMPLES = [path for path in sorted(Path(__file__).parents[1].joinpath("examples").iterdir()) if path.suffix != ".rst"]
SAMPLES = [path.read_bytes() for path in (*CORPUS, *EXAMPLES)]
BITS = [b"", b"\0", b"\xff", b"\r\n", b"((", b"[[", b"<b>", b"99999999999999999999 killed", b"31/31/2024", "٣".encode()]


@st.composite
def bent(draw: st.DrawFn) -> bytes:
    """A sample with up to six stretches dropped, doubled or written over."""
    data = draw(st.sampled_from(SAMPLES))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 200)))
        put = draw(st.sampled_from(BITS) | st.just(data[start:end] * 2) | st.binary(max_size=8))
        data = data[:start] + put + data[end:]
    return data


def texts() -> st.SearchStrategy[bytes]:
    words = sorted({word for sample in SAMPLES for word in sample.decode().split()})
    shuffled = st.lists(st.sampled_from(words), max_size=60).map(" ".join)
    return (shuffled | st.text(max_size=300)).map(lambda text: text.encode("utf-8", "replace"))


def codes_or_refuses(data: bytes, suffix: str) -> None:
    try:
        code_bytes(data, f"x{suffix}", Options())
    except TocsinError as error:
        assert "\n" not in str(error)


hostile = given(bent() | texts() | st.binary(max_size=300), st.sampled_from(sorted(SUFFIXES)))
calm = [HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=calm)
@hostile
def test_any_report_is_coded_or_refused(data: bytes, suffix: str) -> None:
    codes_or_refuses(data, suffix)


@pytest.mark.slow
@settings(max_examples=5_000, deadline=None, suppress_health_check=calm)
@hostile
def test_any_report_is_coded_or_refused_at_length(data: bytes, suffix: str) -> None:
    codes_or_refuses(data, suffix)
