"""The audit of pinned packages: takes pip-audit and a lock, gives a verdict, or says in one line that there is none.

    python -m bench.audit out/tools/bin/pip-audit [requirements.lock]

pip-audit ends well when the advisory service knows none of the packages, or can't tell. Invariant: exit status 0 means
that the service was asked about every package and knows no weakness; 1, that it knows some; 3, that nobody was asked
about all of them, and nothing worse is known.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

__all__ = ["main"]

_NO_VERDICT = 3
_ASK = ("--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off")


def main(arguments: list[str]) -> int:
    """Ask, and print a line a weakness, then the verdict."""
    program, lock = (*arguments, "requirements.lock")[:2]
    asked = subprocess.run([program, "--requirement", lock, *_ASK], capture_output=True, text=True, check=False)
    try:
        packages: list[dict[str, Any]] = json.loads(asked.stdout)["dependencies"]
    except (ValueError, LookupError):
        said = (asked.stderr.strip() or "pip-audit said nothing").splitlines()[-1]
        print(f"audit: NO VERDICT on {lock}: {said}")
        return _NO_VERDICT
    weak = [(one, found) for one in packages for found in one.get("vulns", ())]
    for one, found in weak:
        print(f"{one['name']} {one['version']}: {found['id']}, mended in {', '.join(found['fix_versions']) or 'none'}")
    unasked = [one for one in packages if "skip_reason" in one]
    if unasked:
        print(f"audit: NO VERDICT on {len(unasked)} of {len(packages)} packages: {unasked[0]['skip_reason']}")
    else:
        print(f"audit: {len(weak)} known weaknesses in {len(packages)} packages")
    return 1 if weak else _NO_VERDICT if unasked else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
