"""The wheel: two builds of one tree are the same bytes whatever the files' times, and what it holds runs by itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARTS = ("src", "pyproject.toml", "README.md", "LICENSE", "NOTICE")
RUN = "import tocsin; print(tocsin.__file__, flush=True); from tocsin.cli import main; main()"
BUILD = "from setuptools import build_meta; build_meta.build_wheel('out')"


def wheel(folder: Path, changed: int) -> Path:
    """The wheel of a copy of the tree whose files all bear one time."""
    for name in PARTS:
        source, copy = ROOT / name, folder / name
        folder.mkdir(exist_ok=True)
        ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
        shutil.copytree(source, copy, ignore=ignored) if source.is_dir() else shutil.copy(source, copy)
    for path in folder.rglob("*"):
        os.utime(path, (changed, changed))
    (folder / "out").mkdir()
    fixed = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    subprocess.run([sys.executable, "-c", BUILD], cwd=folder, env=fixed, capture_output=True, check=True)
    return next((folder / "out").glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_is_reproducible_and_runs(tmp_path: Path) -> None:
    one, two = wheel(tmp_path / "one", 1_500_000_000), wheel(tmp_path / "two", 1_600_000_000)
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as packed:
        packed.extractall(tmp_path / "installed")
    coded = subprocess.run(
        [sys.executable, "-P", "-c", RUN, "code", "-", "--no-store", "--format", "json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
        input="Gunmen killed four people in Bamako on 3 May 2024, the army said.",
        capture_output=True,
        text=True,
        check=True,
    )
    where, row = coded.stdout.splitlines()
    assert Path(where).is_relative_to(tmp_path / "installed")
    assert '"sub_event_type"' in row
