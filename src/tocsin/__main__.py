"""``python -m tocsin``: the same as the ``tocsin`` command, for where that is not on the path."""

from __future__ import annotations

from tocsin.cli.app import main

if __name__ == "__main__":
    main()
