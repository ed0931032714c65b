"""What is fuzzed: gives each parser with whole samples of what it reads, by the name of the file that they stand in.

The samples are the corpus of the tests, the examples, and made from them. Invariant: each sample passes its parser.
"""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.throughput import page_record
from tocsin.ingest import Options, Row, columns_of, report_from_bytes, report_from_row, rows_of
from tocsin.ingest.sniff import SUFFIXES
from tocsin.publish.formats.acled import ACLED_COLUMNS
from tocsin.publish.formats.ucdp import GED_COLUMNS

__all__ = ["Parser", "parsers"]

_ROOT = Path(__file__).parents[1]
_CORPUS = (*sorted(_ROOT.glob("tests/corpus/*")), *(p for p in sorted(_ROOT.glob("examples/*")) if p.suffix != ".rst"))
_GED = {
    "id": "1", "type_of_violence": "1", "dyad_name": "Government of Mali - JNIM", "side_a": "Government of Mali",
    "side_b": "JNIM", "source_office": "Sahel Wire;River Post", "where_prec": "1", "where_coordinates": "Niono town",
    "adm_1": "Ségou region", "latitude": "14.25", "longitude": "-5.99", "country": "Mali", "country_id": "432",
    "date_prec": "1", "date_start": "2021-03-04 00:00:00.000", "date_end": "2021-03-04", "deaths_civilians": "0",
    "best": "4", "high": "9", "low": "3",
}  # fmt: skip
_ACLED = {
    "event_id_cnty": "MLI1", "event_date": "2021-03-04", "time_precision": "1", "event_type": "Battles",
    "sub_event_type": "Armed clash", "actor1": "JNIM", "inter1": "Rebel group", "actor2": "Police Forces of Mali",
    "inter2": "1", "iso": "466", "country": "Mali", "admin1": "Segou", "location": "Niono", "latitude": "14.25",
    "longitude": "-5.99", "geo_precision": "1", "source": "Sahel Wire; River Post", "notes": "A clash near Niono.",
    "fatalities": "5", "timestamp": "1614988800",
}  # fmt: skip
Parser = Callable[[bytes, Path], object]


def _report(data: bytes, path: Path) -> object:
    return report_from_bytes(data, path.name, Options())


def _coded(data: bytes, path: Path) -> object:
    from tocsin.pipeline import code_bytes

    return code_bytes(data, path.name, Options())


def _archive(data: bytes, path: Path) -> object:
    path.write_bytes(data)
    rows = rows_of(path, columns_of(None))
    return [report_from_row(row, Options()) for row in rows if isinstance(row, Row)]


def _feed(data: bytes, path: Path) -> object:
    from tocsin.watch.feeds import read_feed

    return read_feed(data, f"https://news.example.org/{path.name}")


def _watchlist(data: bytes, path: Path) -> object:
    from tocsin.watch import load_watchlist

    path.write_bytes(data)
    return load_watchlist(path)


def _table(data: bytes, path: Path) -> object:
    from tocsin.publish.imports.acled import read_acled
    from tocsin.publish.imports.ged import read_ged

    path.write_bytes(data)
    return [*(read_ged if "ged" in path.name else read_acled)(path)]


def _panel(data: bytes, path: Path) -> object:
    from tocsin.forecast.tables import read_panel

    path.write_bytes(data)
    return read_panel(path)


def _contract(data: bytes, _: Path) -> object:
    from tocsin.publish import from_contract

    try:
        return from_contract(json.loads(data))
    except (ValueError, RecursionError):
        return None  # the caller's JSON, not ours


def parsers() -> dict[str, tuple[Parser, list[bytes]]]:
    """Parser and samples by file name; those of ``whole`` walk the corridor to its end."""
    from tocsin.pipeline import code_bytes
    from tocsin.publish import to_contract

    texts = [path.read_bytes() for path in _CORPUS]
    words = [text.decode() for text in texts]
    row = {"text": words[0], "title": "A title", "published": "2024-06-12", "source": "Atlas News"}
    post = {"id": 1, "type": "message", "date": "2024-06-12T10:00:00", "from": "Desk", "text": words[1]}
    chat = {"name": "Desk", "type": "public_channel", "id": 7, "messages": [post, {**post, "text": [words[2]]}]}
    pages = b"".join(map(page_record, words[:3]))
    coded = to_contract(code_bytes(texts[-1], _CORPUS[-1].name, Options()))
    feed = b"<rss version='2.0'><channel><item><link>https://a.example/1</link><pubDate>Wed, 12 Jun 2024 10:00:00 GMT"
    atom = b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='/a'/></entry></feed>"
    site = b"<urlset><url><loc>https://a.example/2</loc><lastmod>2024-06-12</lastmod></url></urlset>"
    post_feed = json.dumps({"version": "1.1", "items": [{"url": "https://a.example/3", "date_published": "2024"}]})
    list_ = b'every_minutes = 15\n[[feed]]\nurl = "https://a.example/f"\nname = "A"\n[[folder]]\npath = "in"\n'
    panel = b"month,country,deaths\n2024-01,ML,12\n2024-02,ML,7\n"
    return {
        **{f"x{suffix}": (_report, texts) for suffix in SUFFIXES},
        **{f"whole{suffix}": (_coded, texts) for suffix in SUFFIXES},
        "x.jsonl": (_archive, [(json.dumps(row) + "\n").encode() * 2]),
        "x.csv": (_archive, [f"text,title,published\n\"{words[0]}\",A,2024-06-12\n".encode()]),
        "x.parquet": (_archive, [_parquet(row)]),
        "x.warc": (_archive, [pages]),
        "x.warc.gz": (_archive, [gzip.compress(pages)]),
        "x.mbox": (_archive, [b"From a@example.org Wed Jun 12 10:00:00 2024\n" + texts[2]]),
        "x.json": (_archive, [json.dumps(chat).encode()]),
        "feed": (_feed, [feed + b"</pubDate></item></channel></rss>", atom, site, post_feed.encode()]),
        "watch.toml": (_watchlist, [list_]),
        "ged.csv": (_table, [_sheet(GED_COLUMNS, _GED)]),
        "acled.csv": (_table, [_sheet(ACLED_COLUMNS, _ACLED)]),
        "panel.csv": (_panel, [panel]),
        "contract": (_contract, [json.dumps(coded).encode()]),
    }  # fmt: skip


def _sheet(columns: Sequence[str], row: Mapping[str, str]) -> bytes:
    return f"{','.join(columns)}\n{','.join(row.get(name, '') for name in columns)}\n".encode()


def _parquet(row: Mapping[str, str]) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist([dict(row)] * 2), out)
    return out.getvalue()
