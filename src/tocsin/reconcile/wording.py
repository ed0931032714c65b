"""How a record is worded: takes a coded report, gives for each of its records the words that tell its text apart.

Terms are words and figures, weighted by how often the text has them and how rare they are elsewhere (tf-idf, Spärck
Jones 1972), names twice; only the heaviest are kept, as hashes, so that what is kept can't be read as the text. How
rare a word is comes from ``knowledge/word_counts.tsv`` and not from the reports at hand. Invariant: a pure function of
one report, so that a new report never moves the weights of an old one.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from datetime import date
from functools import lru_cache
from itertools import compress, islice
from operator import not_

from tocsin.knowledge.actors import organisations
from tocsin.knowledge.files import load_counts
from tocsin.model import CodedReport, EventRecord, Report
from tocsin.reconcile.details import NONE, Details, details_of, hashed
from tocsin.reconcile.reprints import fingerprint
from tocsin.reconcile.sites import without_site
from tocsin.text import fold

__all__ = ["RAREST", "Wording", "likeness", "read_wording", "wordings", "words_of", "write_wording"]

_WORD = re.compile(r"[^\W\d_]{3,}|\d{2,}")
_TERMS = 32
"""Terms kept: on local crime news 24, 32, 64 and all of them link equally well."""
RAREST = 10
"""Names by which a record is looked for, two of them together: on local crime news 8, 10 and 12 link ever better; they
make 28, 45 and 66 pairs."""
_COMMON = 1 / 40
"""A name in a larger share of the counted reports brings no records together, and neither does a word of an
organisation's name ("Al" and "Shabaab" would bring thousands of pairs); on local crime news the records link as well
without."""
_NAME_WEIGHT = 2.0
"""A name against another word: fitted on half of the gun-violence articles (1, 2, 3 and 4 tried)."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The heaviest terms by hash (weights of unit length), the heaviest names, the details, and where and when it was
    published.
    """

    terms: Mapping[int, float]
    rarest: tuple[int, ...] = ()
    details: Details = NONE
    whole: bool = True  # of the whole report, which tells of this event alone; False: of the lines that tell of it
    prints: tuple[int, ...] = ()
    published: date | None = None
    source: str | None = None
    source_kind: str = "unknown"
    language: str | None = None  # of the report


def wordings(coded: CodedReport) -> dict[str, Wording]:
    """The wording of each record: of the whole text when it tells of one event, else of the lines that tell of it."""
    report = coded.report
    prints = fingerprint(report.text)
    several = sum(not record.background for record in coded.events) > 1
    told = {record.id: _lines(report, record) if several else _whole(report) for record in coded.events}
    found = {text: _read_all(without_site(text, report.title)) for text in set(told.values())}
    of_report = {name: getattr(report, name) for name in ("published", "source", "source_kind", "language")}
    return {key: Wording(*found[text], not several, prints, **of_report) for key, text in told.items()}


def likeness(a: Wording, b: Wording) -> float:
    """Cosine of two wordings, 0 to 1."""
    one, other = a.terms, b.terms
    common = one.keys() & other.keys()
    return math.fsum([one[term] * other[term] for term in common]) if common else 0.0


def words_of(text: str) -> Iterator[tuple[str, bool]]:
    """Words of three letters and figures of two digits on, folded, each with whether it has a capital."""
    return zip(*_read(text), strict=True)


def _read(text: str) -> tuple[list[str], list[bool]]:
    words = _WORD.findall(text)
    folded = fold("\n".join(words)).split("\n") if words else []  # all at once; no word folds to one empty one
    return folded, [word[0].isupper() for word in words]


def _whole(report: Report) -> str:
    return f"{report.title or ''}\n{report.text}"


def _lines(report: Report, record: EventRecord) -> str:
    """The lines on which the record's words stand, in order."""
    cuts = set()
    for _, span in record.evidence:
        start = report.text.rfind("\n", 0, span.start) + 1
        end = report.text.find("\n", span.end)
        cuts.add((start, end if end >= 0 else len(report.text)))
    return "\n".join(report.text[start:end] for start, end in sorted(cuts))


def _read_all(text: str) -> tuple[Mapping[int, float], tuple[int, ...], Details]:
    words, capitals = _read(text)
    return *_weighed(words, capitals), details_of(text, words, capitals)


def _weighed(words: list[str], capitals: list[bool]) -> tuple[Mapping[int, float], tuple[int, ...]]:
    counts = Counter(words)
    names = set(compress(words, capitals)).difference(compress(words, map(not_, capitals)))
    rarities = list(map(_rarity, counts))
    least = min(sorted(rarities)[-_TERMS:], default=0.0)  # enough words weigh so much: what weighs less is no term
    weights = [
        (-(1 + math.log(count) if count > 1 else 1) * rarity * (_NAME_WEIGHT if word in names else 1), word)
        for (word, count), rarity in zip(counts.items(), rarities, strict=True)
        if rarity >= least or count > 1 or word in names
    ]
    weights.sort()  # the heaviest first
    kept = weights[:_TERMS]
    length = math.sqrt(sum(weight**2 for weight, _ in kept)) or 1.0
    rarest = islice((word for _, word in weights if word in names and _tells_apart(word)), RAREST)
    return {hashed(word): round(-weight / length, 4) for weight, word in kept}, tuple(sorted(map(hashed, rarest)))


@lru_cache(maxsize=65536)
def _rarity(word: str) -> float:
    """Inverse document frequency among the counted reports (natural logarithm)."""
    counts, reports = load_counts()
    return math.log((1 + reports) / (1 + counts.get(word, 0)))


def _tells_apart(word: str) -> bool:
    counts, reports = load_counts()
    return counts.get(word, 0) <= _COMMON * reports and word not in _of_organisations()


@lru_cache(maxsize=1)
def _of_organisations() -> frozenset[str]:
    """The words by which the register knows its organisations."""
    names = (" ".join((one.id, one.name, *one.names.strong, *one.names.acronyms)) for one in organisations().values())
    return frozenset(word for name in names for word, _ in words_of(name))


def write_wording(wording: Wording) -> str:
    """The wording as text, to be kept; ``read_wording`` gives it back."""
    row = {name: getattr(wording, name) for name in ("rarest", "whole", "prints", "source", "source_kind", "language")}
    row["published"] = wording.published.isoformat() if wording.published else None
    row["terms"], row["details"] = list(wording.terms.items()), [sorted(kind) for kind in astuple(wording.details)]
    return json.dumps(row, separators=(",", ":"))


def read_wording(text: str) -> Wording:
    """The wording that ``write_wording`` wrote."""
    row = json.loads(text)
    return Wording(
        terms=dict(map(tuple, row["terms"])),
        rarest=tuple(row["rarest"]),
        whole=row["whole"],
        prints=tuple(row["prints"]),
        published=date.fromisoformat(row["published"]) if row["published"] else None,
        source=row["source"],
        source_kind=row["source_kind"],
        language=row["language"],
        details=Details(*map(frozenset, row["details"])),
    )
