"""``tocsin serve`` and ``tocsin users``: the workbench, and who may come in.

Without any account the workbench is in single-user mode: it needs no password and so listens to this machine alone. It
keeps what is coded in it, so it may begin with a new database, and says that it does: a slip in a name makes one too.
Invariant: nothing but loopback is ever served without an account.
"""

from __future__ import annotations

import getpass
import os
import sys
from importlib.util import find_spec
from ipaddress import ip_address
from threading import Thread

from tocsin.cli.shelf import database_url, is_missing, open_store
from tocsin.cli.streams import say, write_rows
from tocsin.errors import InputError, MissingExtraError, SettingsError
from tocsin.store import People
from tocsin.store.people import Account

__all__ = ["add_user", "close_user", "give_token", "serve"]


def serve(database: str | None, host: str, port: int, https: bool) -> None:
    """Serve until interrupted.

    Raises:
        MissingExtraError: the extra ``serve`` isn't installed.
        SettingsError: a host other than this machine, and no account yet.
    """
    _need_extra()
    import uvicorn

    from tocsin.serve.app import make_app
    from tocsin.serve.pages.overview import prepare
    from tocsin.serve.site import Site

    begins = is_missing(database)
    store = open_store(database, new=True)
    site = Site(store, https=https)
    site.open_door = not site.people.any()
    if site.open_door and not _is_loopback(host):
        raise SettingsError("nobody has an account yet; make one first: tocsin users add NAME --role admin", host)
    Thread(target=prepare, args=(site,), daemon=True, name="prepare").start()
    if begins:
        say(f"{database_url(database)}: a new database, nothing is kept in it yet")
    user = os.environ.get("TOCSIN_USER") or os.environ.get("USER") or "somebody"
    shown = f"[{host}]" if ":" in host else host
    say(f"http://{shown}:{port}  ({'single user, no password' if site.open_door else 'accounts'}; Ctrl-C ends)")
    uvicorn.run(
        make_app(site, user), host=host, port=port, log_level="warning", server_header=False, proxy_headers=https
    )


def _need_extra() -> None:
    if not all(find_spec(name) for name in ("fastapi", "uvicorn", "jinja2", "argon2", "python_multipart", "maplibre")):
        raise MissingExtraError("tocsin serve", "serve")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def add_user(database: str | None, name: str, role: str) -> None:
    """Make an account, or give it another role and password.

    Raises:
        InputError: an unknown role, or a password that is too short.
    """
    people = _people(database, new=True)
    from tocsin.serve.passwords import hashed

    people.add(Account(name, role, hashed(_password())))
    _done(people, "add", name)


def close_user(database: str | None, name: str) -> None:
    """Shut an account.

    Raises:
        InputError: no open account has this name.
    """
    people = _people(database, of=name)
    people.close(name)
    _done(people, "close", name)


def give_token(database: str | None, name: str, label: str) -> None:
    """Print a new token on stdout; the database keeps only its hash.

    Raises:
        InputError: no open account has this name.
    """
    people = _people(database, of=name)
    from tocsin.serve.people import digest, new_cookie

    token = new_cookie()
    people.give_token(digest(token), name, label)
    write_rows([f"{token}\n"])
    _done(people, "token", name)


def _people(database: str | None, new: bool = False, of: str | None = None) -> People:
    _need_extra()
    people = People(open_store(database, new=new))
    if of is not None and people.get(of) is None:
        raise InputError("no open account has this name", of)
    return people


def _done(people: People, work: str, name: str) -> None:
    people.note("command line", f"users {work}", name)
    say(f"{work}: {name}")


def _password() -> str:
    """From a terminal without showing it, else the first line of stdin."""
    return getpass.getpass("password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
