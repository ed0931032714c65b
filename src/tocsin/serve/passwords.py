"""Passwords: argon2id with the library's current parameters (RFC 9106). Words in, hashes out.

Invariant: checking takes about as long for a name that nobody has as for a wrong password.
"""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tocsin.errors import InputError

__all__ = ["check", "hashed"]

LEAST_CHARS = 12
"""NIST SP 800-63B asks for 8 at least; 12 since there is no second factor."""
MOST_CHARS = 1000
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash("nobody has this password")


def hashed(password: str) -> str:
    """The string to keep.

    Raises:
        InputError: too short or too long.
    """
    if not LEAST_CHARS <= len(password) <= MOST_CHARS:
        raise InputError(f"a password has {LEAST_CHARS} to {MOST_CHARS} characters")
    return _HASHER.hash(password)


def check(kept: str | None, password: str) -> bool:
    """True when the password is the one kept; ``kept`` None stands for an unknown name."""
    try:
        return _HASHER.verify(kept or _NOBODY, password[:MOST_CHARS]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False
