"""The papers agree with the house: commands, options, targets, links, fields, rooms, examples and packages."""

from __future__ import annotations

import ast
import re
import shlex
import subprocess
import sys
import tomllib
from argparse import ArgumentParser
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

import tocsin
from builders import coded
from tocsin.cli.commands import COMMANDS
from tocsin.ingest import Options, find_files, read_report
from tocsin.publish import to_contract
from tocsin.publish.incidents import incident_to_contract
from tocsin.reconcile import reconcile_records

ROOT = Path(__file__).parents[1]
PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
HOUSE = Path(tocsin.__file__).parent
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
EVERYWHERE = frozenset(["--help", "--database"])
MACHINE = re.compile(r"/work/|/home/\w|/root/|/tmp/|--(?:extra-)?index-url=?\s*\S*:|--find-links[ =]\S|pypi\.")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def fenced(path: Path, *languages: str) -> Iterator[str]:
    yield from (body for language, body in FENCE.findall(read(path)) if language in languages)


def shell_lines(path: Path) -> list[list[str]]:
    """The commands of a paper's shell blocks, split into words; pipes and redirections end a command."""
    text = "\n".join(fenced(path, "sh", "console", "bash"))
    parts = (part for line in text.splitlines() for part in re.split(r"\s[|>]\s|\s&&\s", line))
    return [words for part in parts if (words := shlex.split(part, comments=True))]


TYPED = [(path.name, words[1:]) for path in PAPERS for words in shell_lines(path) if words[0] == "tocsin"]
SHOWN = [(paper, words) for paper, words in TYPED if words[0][0] != "-"]


def parser_of(name: str) -> ArgumentParser:
    parser = ArgumentParser(prog=name, allow_abbrev=False, exit_on_error=False)
    COMMANDS[name].declare(parser)
    return parser


def name_of(words: list[str]) -> str:
    """The command that words open with; one of two words before one of one."""
    names = (" ".join(words[:count]) for count in (2, 1))
    return next((name for name in names if name in COMMANDS), f"no such command: {' '.join(words)}")


@pytest.mark.parametrize(("paper", "words"), SHOWN, ids=[f"{paper}: {' '.join(words)}" for paper, words in SHOWN])
def test_a_command_that_a_paper_shows_is_understood(paper: str, words: list[str]) -> None:
    name = name_of(words)
    parser_of(name).parse_intermixed_args(words[len(name.split()) :])


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_told(name: str) -> None:
    told = {word for paper, words in SHOWN if paper == "usage.md" and name_of(words) == name for word in words}
    assert told, "show it in docs/usage.md"
    assert name == "demo" or any(paper == "README.md" and name_of(words) == name for paper, words in SHOWN)
    taken = {flag for action in parser_of(name)._actions for flag in action.option_strings if flag.startswith("--")}
    assert taken - told - EVERYWHERE == set()


def test_make_targets_are_there_and_told() -> None:
    targets = set(re.findall(r"^([a-z]+):", read(ROOT / "Makefile"), re.M))
    told = {name for path in PAPERS for name in re.findall(r"(?:^|`)make ([a-z]+)", read(path), re.M)}
    assert told == targets
    assert re.findall(r"^make (\w+)", "\n".join(fenced(ROOT / "README.md", "sh")), re.M) == ["demo", "test"]
    assert "make test" in read(ROOT / ".ci" / "run")


def test_the_next_step_of_the_tables_is_told() -> None:
    steps = [path.stem for path in sorted((HOUSE / "store" / "migrations").glob("v[0-9]*.py"))]
    unreleased = [step[:5] for step in steps if "isn't released" in read(HOUSE / "store" / "migrations" / f"{step}.py")]
    told = read(ROOT / "CONTRIBUTING.md")
    assert f"/v{len(steps) + 1:04}_what.py" in told
    assert f"`{unreleased[0]}` to `{unreleased[-1]}`" in told


def slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    prose = FENCE.sub("", read(path))
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)", prose):
        found = path.parent / target if target else path
        assert found.exists(), target
        if anchor:
            assert anchor in map(slug, re.findall(r"^#+ (.*)$", read(found), re.M))


@pytest.mark.parametrize("path", [*PAPERS, ROOT / "requirements.lock", ROOT / "pyproject.toml"], ids=lambda p: p.name)
def test_no_paper_names_a_machine_or_a_registry(path: Path) -> None:
    assert not MACHINE.search(read(path))


def keys_of(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from keys_of(child)


def test_every_field_of_the_output_is_in_the_contract() -> None:
    one = coded("a")
    incident = reconcile_records([*one.events, *coded("b").events], [])[0]
    known = set(re.findall(r'["`](\w+)["`]', read(ROOT / "docs" / "contract.md")))
    assert {*keys_of(to_contract(one)), *keys_of(incident_to_contract(incident))} - known == set()


def test_the_design_names_what_is_there() -> None:
    design = read(ROOT / "docs" / "design.md")
    tree = design[design.index("    src/tocsin/") : design.index("House rules, held")]
    told = {name.rstrip("/").removesuffix(".py") for name in re.findall(r"^ {6}(\w[\w./]*)  ", tree, re.M)}
    there = {p.stem for p in HOUSE.iterdir() if p.suffix == ".py" or (p / "__init__.py").is_file()}
    assert told == there - {"__init__"}
    inside = re.findall(r"^ {8}(\w[\w./]*)  ", tree, re.M)
    data = {p.name for p in (HOUSE / "knowledge").iterdir() if p.suffix != ".py" and p.name[0] != "_"}
    assert {name.rstrip("/") for name in inside} == data


def test_the_methodology_gives_the_figures_of_the_quality_page() -> None:
    """Both tell of the held reports; copy the new ones into docs/methodology.md, and round them in the README."""
    known = set(re.findall(r"\.\d{3}", read(ROOT / "docs" / "quality.md").partition("## Public data sets")[0]))
    errors = read(ROOT / "docs" / "methodology.md").partition("## Known errors")[2].partition("**By country.**")[0]
    assert set(re.findall(r"\.\d{3}", errors)) - known == set()
    found = re.search(r"\*\*held\*\* \| \d+ \| \*\*(\.\d+)\*\* \| \*\*(\.\d+)", read(ROOT / "docs" / "quality.md"))
    assert found
    told = f"F1 of\n{float(found[1]):.2f} and gets {float(found[2]) * 100:.0f} in 100".replace("0.", ".")
    assert told in read(ROOT / "README.md")


def test_the_python_of_the_readme_runs() -> None:
    for body in fenced(ROOT / "README.md", "python"):
        done = subprocess.run([sys.executable, "-c", body], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()


def test_the_glossary_is_in_order_and_every_line_has_a_source() -> None:
    rows = [row.strip("| ").split(" | ") for row in read(ROOT / "GLOSSARY.md").splitlines() if row.startswith("| ")][1:]
    terms = [row[0].casefold() for row in rows]
    assert len(rows) >= 50
    assert terms == sorted(set(terms))
    assert all(len(row) == 3 and all(row) for row in rows)


def test_examples_are_dated_reports_in_three_languages() -> None:
    files, errors = find_files([ROOT / "examples"])
    reports = [read_report(path, Options()) for path in files]
    assert not errors
    assert f"codes the {len(files)} reports" in read(ROOT / "README.md")
    assert {report.language for report in reports} == {"en", "fr", "es"}
    assert {report.published_from for report in reports} == {"metadata"}
    assert "fiction for testing" in read(ROOT / "examples" / "README.rst")


def project() -> dict[str, Any]:
    data: dict[str, Any] = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    return data


def test_every_package_that_is_imported_is_asked_for() -> None:
    trees = [ast.parse(read(path)) for path in HOUSE.rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    imported = {a.name.split(".")[0] for node in nodes if isinstance(node, ast.Import) for a in node.names}
    imported |= {n.module.split(".")[0] for n in nodes if isinstance(n, ast.ImportFrom) and n.module and not n.level}
    extras = [name for key, names in project()["optional-dependencies"].items() if key != "dev" for name in names]
    asked = {re.split(r"[<>=\[]", name)[0].lower() for name in [*project()["dependencies"], *extras]}
    owners = {name: {one.lower().replace("_", "-") for one in own} for name, own in packages_distributions().items()}
    others = {name for name in imported - {"tocsin"} if name not in sys.stdlib_module_names}
    assert {name for name in others if not asked & owners.get(name, set())} == set()


def test_the_lock_pins_all_with_hashes() -> None:
    lock = read(ROOT / "requirements.lock")
    pins = re.findall(r"^([a-z0-9][\w.-]*)==\S+ \\\n +--hash=sha256:[0-9a-f]{64}", lock, re.M | re.I)
    asked = [*project()["dependencies"], *(n for names in project()["optional-dependencies"].values() for n in names)]
    assert {re.split(r"[<>=\[]", name)[0].lower() for name in asked} <= {name.lower() for name in pins}
