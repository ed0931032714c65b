"""A jail for hostile files: codes each file of a folder in a process of its own, within limits, and says what came.

    python tests/jail.py FOLDER  ->  one line of JSON a file: name, said, seconds (of CPU), peak_mb

``said`` is "read N characters", "refused: " with the message, or "broke: " with what got out. The limits are the
operating system's, so a reader in C can't pass them.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path

from tocsin.errors import TocsinError
from tocsin.ingest import Options
from tocsin.pipeline import code_bytes

MAX_SECONDS = 5
MAX_MEMORY_BYTES = 1_000_000_000
SECRET = "the-word-that-must-not-come-out"  # stands in a file that the hostile ones point at
WARM = b"<html><body><p>Gunmen killed four people in Bamako on 3 May 2024, the army said.</p></body></html>"


def main(folder: Path) -> None:
    code_bytes(WARM, "warm.html", Options())  # word lists and readers are loaded once, before the forks
    for path in sorted(folder.iterdir()):
        sys.stdout.write(json.dumps({"name": path.name, **_held(path)}) + "\n")


def _held(path: Path) -> dict[str, object]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (2 * MAX_SECONDS, 2 * MAX_SECONDS))  # the test judges by MAX_SECONDS
        os.write(writing, _said(path).encode()[:4000])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    _, status, used = os.wait4(child, 0)
    seconds = used.ru_utime + used.ru_stime
    said = said or f"broke: died of {os.waitstatus_to_exitcode(status)}"
    return {"said": said, "seconds": round(seconds, 2), "peak_mb": used.ru_maxrss // 1000}


def _said(path: Path) -> str:
    try:
        text = code_bytes(path.read_bytes(), path.name, Options()).report.text
        return f"read {len(text)} characters{', and a secret' if SECRET in text else ''}"
    except TocsinError as error:
        return f"refused: {error}"
    except BaseException as error:  # noqa: BLE001  # whatever gets out is the finding
        return f"broke: {error!r}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
