"""Commands of those who keep a database, judge what stands in it and let others in; the work is loaded on use.

Invariant: naming them loads neither the store nor the workbench.
"""

from __future__ import annotations

from argparse import Namespace

__all__ = [
    "run_backup",
    "run_judge",
    "run_migrate",
    "run_restore",
    "run_serve",
    "run_users_add",
    "run_users_close",
    "run_users_token",
    "run_verify",
]


def run_judge(asked: Namespace) -> int:
    """Keep a judgement."""
    from tocsin.cli.judging import judge
    from tocsin.cli.shelf import open_store

    judge(open_store(asked.database), asked.verdict, asked.ids, asked.why, asked.by)
    return 0


def run_verify(asked: Namespace) -> int:
    """Check the log."""
    from tocsin.cli.judging import audit
    from tocsin.cli.shelf import open_store

    return 1 if audit(open_store(asked.database)) else 0


def run_migrate(asked: Namespace) -> int:
    """Lead the tables forward."""
    from tocsin.cli.keeping import bring_forward

    bring_forward(asked.database)
    return 0


def run_backup(asked: Namespace) -> int:
    """Write the backup."""
    from tocsin.cli.keeping import back_up

    back_up(asked.database, asked.file)
    return 0


def run_restore(asked: Namespace) -> int:
    """Read it back."""
    from tocsin.cli.keeping import put_back

    put_back(asked.database, asked.file)
    return 0


def run_serve(asked: Namespace) -> int:
    """Open the workbench."""
    from tocsin.cli.serving import serve

    serve(asked.database, asked.host, asked.port, asked.https)
    return 0


def run_users_add(asked: Namespace) -> int:
    """Make or change an account."""
    from tocsin.cli.serving import add_user

    add_user(asked.database, asked.name, asked.role)
    return 0


def run_users_close(asked: Namespace) -> int:
    """Shut an account."""
    from tocsin.cli.serving import close_user

    close_user(asked.database, asked.name)
    return 0


def run_users_token(asked: Namespace) -> int:
    """Give a token."""
    from tocsin.cli.serving import give_token

    give_token(asked.database, asked.name, asked.label)
    return 0
