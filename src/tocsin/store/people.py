"""Who may come in and what they changed: accounts, sessions, tokens and the audit. Takes names and hashes, keeps rows.

Secrets never reach this room: passwords arrive as argon2id strings, session cookies and tokens as SHA-256. Nothing is
deleted but sessions; an account or token is closed with its instant. Invariant: ``audit`` only grows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select

from tocsin.errors import InputError
from tocsin.store.rows import instant
from tocsin.store.schema import account, audit, session, token

if TYPE_CHECKING:
    from tocsin.store.store import Store

__all__ = ["ROLES", "Account", "Change", "People", "Token"]

ROLES = ("viewer", "analyst", "editor", "admin")
"""Each may do what those before it may: read; code and judge; approve and export names; keep accounts."""


@dataclass(frozen=True, slots=True)
class Account:
    """One person (or program): ``password`` is an argon2id string, ``closed`` an instant."""

    name: str
    role: str
    password: str
    closed: str | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """One API token: ``id`` is the SHA-256 of what its owner holds."""

    id: str
    account: str
    label: str
    created: str
    revoked: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the audit: who did what, to what, and when."""

    at: str
    who: str
    what: str
    subject: str


class People:
    """The accounts of one store. Every method raises ``StoreError`` as the store's do."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, one: Account) -> None:
        """Make an account, or give an existing one another role and password.

        Raises:
            InputError: no such role, or no name.
        """
        if one.role not in ROLES:
            raise InputError(f"no role {one.role!r}; known are {', '.join(ROLES)}", one.name)
        if not one.name.strip() or len(one.name) > 80:
            raise InputError("a name has 1 to 80 characters", one.name[:80])
        values = {"role": one.role, "password": one.password, "closed": None}
        with self._store.writing() as connection:
            changed = connection.execute(account.update().where(account.c.name == one.name).values(**values))
            if not changed.rowcount:
                connection.execute(account.insert().values(name=one.name, created=_now(), **values))
            connection.execute(session.delete().where(session.c.account == one.name))

    def close(self, name: str) -> None:
        """Shut an account and end its sessions; its tokens stop with it."""
        with self._store.writing() as connection:
            connection.execute(account.update().where(account.c.name == name).values(closed=_now()))
            connection.execute(session.delete().where(session.c.account == name))

    def all(self) -> list[Account]:
        """Every account, closed ones too, by name."""
        query = select(account).order_by(account.c.name)
        with self._store.reading() as connection:
            return [Account(row.name, row.role, row.password, row.closed) for row in connection.execute(query)]

    def any(self) -> bool:
        """True when anybody may log in."""
        with self._store.reading() as connection:
            return bool(connection.execute(select(func.count()).where(account.c.closed.is_(None))).scalar())

    def get(self, name: str) -> Account | None:
        """The open account of that name."""
        return self._account(select(account).where(account.c.name == name))

    def of_session(self, key: str) -> Account | None:
        """The open account of a session that hasn't run out."""
        on = select(account).join(session, session.c.account == account.c.name)
        return self._account(on.where(session.c.id == key, session.c.expires > _now()))

    def of_token(self, key: str) -> Account | None:
        """The open account of a token that isn't revoked."""
        on = select(account).join(token, token.c.account == account.c.name)
        return self._account(on.where(token.c.id == key, token.c.revoked.is_(None)))

    def begin(self, key: str, name: str, hours: float) -> None:
        """Keep a session; those that have run out go."""
        ends = instant(datetime.now(UTC) + timedelta(hours=hours), None)
        with self._store.writing() as connection:
            connection.execute(session.delete().where(session.c.expires <= _now()))
            connection.execute(session.insert().values(id=key, account=name, expires=ends))

    def end(self, key: str) -> None:
        """Drop a session."""
        with self._store.writing() as connection:
            connection.execute(session.delete().where(session.c.id == key))

    def give_token(self, key: str, name: str, label: str) -> None:
        """Keep a token."""
        with self._store.writing() as connection:
            connection.execute(token.insert().values(id=key, account=name, label=label, created=_now()))

    def tokens(self, name: str) -> list[Token]:
        """An account's tokens, newest first."""
        query = select(token).where(token.c.account == name).order_by(token.c.created.desc())
        with self._store.reading() as connection:
            return [Token(*row) for row in connection.execute(query)]

    def revoke(self, key: str, name: str) -> bool:
        """Stop a token of this account; False when it has none such."""
        own = token.update().where(token.c.id == key, token.c.account == name, token.c.revoked.is_(None))
        with self._store.writing() as connection:
            return bool(connection.execute(own.values(revoked=_now())).rowcount)

    def note(self, who: str, what: str, subject: str) -> None:
        """Add a row to the audit."""
        with self._store.writing() as connection:
            connection.execute(audit.insert().values(at=_now(), who=who, what=what, subject=subject[:2000]))

    def changes(self, limit: int) -> Sequence[Change]:
        """The last rows of the audit, newest first."""
        query = select(audit.c.at, audit.c.who, audit.c.what, audit.c.subject).order_by(audit.c.seq.desc()).limit(limit)
        with self._store.reading() as connection:
            return [Change(*row) for row in connection.execute(query)]

    def _account(self, query: Select[Any]) -> Account | None:
        with self._store.reading() as connection:
            row = connection.execute(query.where(account.c.closed.is_(None))).first()
        return Account(row.name, row.role, row.password, row.closed) if row else None


def _now() -> str:
    return instant(datetime.now(UTC), None)
