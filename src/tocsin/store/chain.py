"""Digests and the hash chain: takes plain values, gives SHA-256 in hexadecimal.

Invariant: ``hash(n) = SHA-256(hash(n-1), seq, at, kind, subject, digest)``, each on a line of its own; the first row's
``prev_hash`` is 64 zeros. So no row can be changed, dropped or put between two others without the chain showing it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

__all__ = ["GENESIS", "Entry", "digest_of", "dump"]

GENESIS = "0" * 64


def dump(value: object) -> str:
    """Canonical JSON: sorted keys, no spaces, letters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(value: object) -> str:
    """SHA-256 of the canonical JSON; lone surrogates are hashed as they are."""
    return hashlib.sha256(dump(value).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the log before it is sealed; ``at`` an ISO instant in UTC, ``digest`` the payload's."""

    seq: int
    at: str
    kind: str
    subject: str
    digest: str
    prev_hash: str

    @property
    def hash(self) -> str:
        """The hash that the next row must name."""
        lines = (self.prev_hash, str(self.seq), self.at, self.kind, self.subject, self.digest)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()
