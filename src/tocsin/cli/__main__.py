"""``python -m tocsin.cli``: the same as the ``tocsin`` command."""

from __future__ import annotations

from tocsin.cli.app import main

if __name__ == "__main__":
    main()
