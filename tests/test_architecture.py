"""The house rules: who may import whom, what must stay light, and that every module says what it is."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import tocsin

HOUSE = Path(tocsin.__file__).parent
MODULES = sorted(HOUSE.rglob("*.py"))
ROOMS = frozenset(
    [
        "ingest",
        "segment",
        "extract",
        "resolve",
        "assemble",
        "review",
        "reconcile",
        "store",
        "publish",
        "forecast",
        "watch",
    ]
)
OPEN_TO_ROOMS = frozenset(["model", "errors", "settings", "text", "knowledge", "loglinear", "tolls"])
HEAVY = frozenset(
    ["fastapi", "starlette", "jinja2", "torch", "onnxruntime", "pandas", "pydantic", "sqlalchemy", "numpy", "lxml"]
)


def name_of(path: Path) -> str:
    """The first part of a module's name below ``tocsin``: its room."""
    return path.relative_to(HOUSE).with_suffix("").parts[0]


def imports(path: Path) -> set[str]:
    """Full names of all modules that a file imports, wherever in the file."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def ours(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imports(path) if name.startswith("tocsin.")}


@pytest.mark.parametrize("name", ["model", "errors"])
def test_model_and_errors_import_nothing_of_ours(name: str) -> None:
    paths = [path for path in MODULES if name_of(path) == name]
    assert paths and set().union(*(ours(path) for path in paths)) <= {name}


@pytest.mark.parametrize("path", [p for p in MODULES if name_of(p) in ROOMS], ids=lambda p: str(p.relative_to(HOUSE)))
def test_rooms_never_import_one_another(path: Path) -> None:
    known = {p.stem for p in HOUSE.glob("*.py")} | {p.name for p in HOUSE.iterdir() if p.is_dir()}
    assert (ours(path) & known) - OPEN_TO_ROOMS - {name_of(path), "__version__"} == set()


@pytest.mark.parametrize("path", [p for p in MODULES if name_of(p) in OPEN_TO_ROOMS], ids=lambda p: p.stem)
def test_what_rooms_share_knows_no_room(path: Path) -> None:
    assert ours(path) & (ROOMS | {"pipeline", "cli", "serve"}) == set()


def test_only_the_store_knows_the_database() -> None:
    users = {name_of(path) for path in MODULES if any(name.split(".")[0] == "sqlalchemy" for name in imports(path))}
    assert users == {"store"}


def loaded(code: str) -> set[str]:
    script = f"import sys\n{code}\nsys.stderr.write(' '.join({{name.split('.')[0] for name in sys.modules}}))"
    return set(
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stderr.split()
    )


@pytest.mark.parametrize("code", ["import tocsin", "import tocsin.cli.app", "import tocsin.cli.coding"])
def test_importing_stays_light(code: str) -> None:
    assert loaded(code) & HEAVY == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_every_module_opens_with_a_paragraph(path: Path) -> None:
    words = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    assert len(words) > 40
