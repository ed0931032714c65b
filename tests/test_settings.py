"""Settings: what wins over what, and what is refused."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from tocsin.errors import SettingsError
from tocsin.settings import Settings, load_settings


def load(folder: Path, text: str | None = None, **environ: str) -> Settings:
    if text is not None:
        (folder / "tocsin.toml").write_text(text, encoding="utf-8")
    return load_settings({"XDG_CONFIG_HOME": str(folder / "none"), **environ}, folder)


def test_without_file_or_environment_the_xdg_folders_hold(tmp_path: Path) -> None:
    found = load(tmp_path, XDG_DATA_HOME="/data", XDG_CACHE_HOME="/cache")
    assert found == Settings(str(Path("/data/tocsin/tocsin.sqlite")), Path("/cache/tocsin"))
    assert load(tmp_path).cache == Path.home() / ".cache" / "tocsin"


def test_the_environment_outranks_the_file_and_the_file_the_defaults(tmp_path: Path) -> None:
    text = 'database = "postgresql://host/reports"\ncache = "/somewhere"\n'
    assert load(tmp_path, text) == Settings("postgresql://host/reports", Path("/somewhere"))
    assert load(tmp_path, text, TOCSIN_DATABASE="mine.sqlite") == Settings("mine.sqlite", Path("/somewhere"))
    assert load(tmp_path, text, TOCSIN_CACHE="/c", TOCSIN_DATABASE="").database == "postgresql://host/reports"


def test_relative_paths_of_a_file_count_from_its_folder(tmp_path: Path) -> None:
    assert load(tmp_path, 'database = "a.sqlite"').database == str(tmp_path / "a.sqlite")


def test_the_named_file_comes_before_the_working_folder_and_that_before_the_users_own(tmp_path: Path) -> None:
    own = tmp_path / "config" / "tocsin" / "tocsin.toml"
    own.parent.mkdir(parents=True)
    own.write_text('database = "sqlite:///own"', encoding="utf-8")
    other = tmp_path / "other.toml"
    other.write_text('database = "sqlite:///other"', encoding="utf-8")
    config = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    assert load(tmp_path, **config).database == "sqlite:///own"
    assert load(tmp_path, 'database = "sqlite:///here"', **config).database == "sqlite:///here"
    assert load(tmp_path, TOCSIN_SETTINGS=str(other), **config).database == "sqlite:///other"


@pytest.mark.parametrize(
    ("text", "environ", "said"),
    [
        ('databse = "a"', {}, "unknown setting databse; did you mean database?"),
        ("zzz = 1", {}, "unknown setting zzz; known are cache, database"),
        ("", {"TOCSIN_DATABSE": "a"}, "unknown setting TOCSIN_DATABSE; did you mean TOCSIN_DATABASE?"),
        ("database = 3", {}, "database must be text, got 3"),
        ('cache = ""', {}, "cache must be text"),
        ("database =", {}, "not valid TOML"),
        ("", {"TOCSIN_SETTINGS": "missing.toml"}, "can't be read: No such file"),
    ],
)
def test_what_is_wrong_is_refused_by_name(tmp_path: Path, text: str, environ: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError, match=r".") as caught:
        load(tmp_path, text, **environ)
    assert said in caught.value.what
    assert caught.value.where


def test_other_variables_of_tocsin_are_no_error(tmp_path: Path) -> None:
    load(tmp_path, TOCSIN_USER="reader")


def test_settings_are_frozen(tmp_path: Path) -> None:
    with pytest.raises(FrozenInstanceError):
        load(tmp_path).cache = tmp_path  # type: ignore[misc]
