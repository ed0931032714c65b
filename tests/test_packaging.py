"""Wheel and sdist: two builds of a tree are the same bytes whatever the files' times; the wheel runs by itself."""

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
BUILD = "from hatchling import build; build.build_wheel('out'); build.build_sdist('out')"


def built(folder: Path, changed: int) -> tuple[Path, Path]:
    """Wheel and sdist of a copy of the tree whose files all bear one time."""
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
    (wheel,), (sdist,) = (folder / "out").glob("*.whl"), (folder / "out").glob("*.tar.gz")
    return wheel, sdist


@pytest.mark.slow
def test_wheel_and_sdist_are_reproducible_and_the_wheel_runs(tmp_path: Path) -> None:
    one, two = built(tmp_path / "one", 1_500_000_000), built(tmp_path / "two", 1_600_000_000)
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    with zipfile.ZipFile(one[0]) as packed:
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
