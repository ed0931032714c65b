"""``python -m bench``: hands the command line to ``bench.app`` and leaves with its exit code."""

from __future__ import annotations

import sys

from bench.app import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
