"""Words of war that tell of no violence: the model, its passages, and what it takes away."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.extract import violence
from tocsin.extract.reading import Reading, read_sentence
from tocsin.extract.violence import facts, heard, tells, without_figures
from tocsin.ingest import Options, report_from_bytes
from tocsin.knowledge.lexicon import lexicon
from tocsin.model import EventRecord
from tocsin.pipeline import code_bytes
from tocsin.segment import segment

_PASSAGES = sorted((Path(__file__).parents[1] / "training" / "violence").glob("*.tsv"))
_FIGURES = [
    ("en", "Hail bombarded the orchards of Nashik on Monday and destroyed half of the onion crop."),
    ("fr", "Le choc : Lyon a bombardé dimanche le but de Lens et a fusillé le gardien à la dernière minute."),
    ("es", "La plaga atacó el lunes los olivos de Murcia y destruyó la mitad de la cosecha."),
]
_DEEDS = [
    ("en", "Rebels bombarded the market of Goma on Monday during the onion harvest, killing six traders."),
    ("fr", "Les rebelles ont bombardé lundi le marché de Goma pendant la récolte, tuant six vendeurs."),
    ("es", "La guerrilla bombardeó el lunes el mercado de Tibú durante la cosecha y mató a seis vendedores."),
]
_MARCH = "Students marched through Goma on Tuesday."


def _read(text: str, language: str) -> list[Reading]:
    report = report_from_bytes(text.encode(), "report.txt", Options(language=language))
    return [read_sentence(sentence, lexicon(language)) for sentence in segment(report)]


def _events(text: str, language: str) -> list[EventRecord]:
    options = Options(published=date(2024, 6, 20), language=language)
    return [e for e in code_bytes(text.encode(), "report.txt", options).events if e.modality == "occurred"]


@pytest.mark.parametrize(("language", "text"), _FIGURES)
def test_a_figure_makes_no_event(language: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not _events(text, language)
    monkeypatch.setattr(violence, "LEAST", -99.0)
    assert _events(text, language)


@pytest.mark.parametrize(("language", "text"), _DEEDS)
def test_a_deed_amid_the_words_of_other_news_stays(language: str, text: str) -> None:
    assert len(_events(text, language)) == 1


@pytest.mark.parametrize("path", _PASSAGES, ids=[path.stem for path in _PASSAGES])
def test_passages_are_told_apart(path: Path) -> None:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()][::6]
    assert all(len(row) == 2 and row[0] in ("deed", "none") for row in rows)
    lost = {"deed": [0, 0], "none": [0, 0]}
    for label, text in rows:
        read = _read(text, path.stem)
        if any(map(tells, read)):
            lost[label][0] += not any(map(tells, without_figures(read, path.stem)))
            lost[label][1] += 1
    assert lost["deed"][0] <= 0.03 * lost["deed"][1]
    assert lost["none"][0] >= 0.6 * lost["none"][1]  # the weights were fitted on them


@given(st.lists(st.sampled_from([_FIGURES[0][1], _DEEDS[0][1], _MARCH]), min_size=1, max_size=4))
def test_it_only_takes_away(sentences: list[str]) -> None:
    read = _read(" ".join(sentences), "en")
    left = without_figures(read, "en")
    assert [one.sentence for one in left] == [one.sentence for one in read]
    for before, after in zip(read, left, strict=True):
        assert set(after.triggers) <= set(before.triggers)
        assert set(after.counts) <= set(before.counts)
        assert {t for t in before.triggers if t.code == "Peaceful protest"} <= set(after.triggers)


def test_neighbours_are_heard_and_no_others() -> None:
    assert heard("abcdefg", 3) == "bcdef"
    assert heard("abc", 0) == "abc"


def test_actors_count_as_their_kind() -> None:
    told = [facts(_read(f"{name} attacked the village on Monday.", "en")[0]) for name in ("Boko Haram", "JNIM")]
    assert told[0] == told[1]
    assert "⟨rebel⟩" in told[0]


@pytest.mark.parametrize(
    ("language", "text"), [("en", "Fighting in Sake."), ("fr", "Combats à Sake."), ("es", "Combates en Sake.")]
)
def test_a_line_of_few_words_is_left_alone(language: str, text: str) -> None:
    read = _read(text, language)
    assert any(map(tells, read))
    assert without_figures(read, language) == read


def test_beside_a_sure_deed_all_is_left_as_it_is() -> None:
    figure = _read(_FIGURES[0][1], "en")
    assert without_figures(figure, "en") != figure
    deed = _read("Gunmen of Boko Haram shot six soldiers dead in an ambush.", "en")
    assert without_figures([*figure, *deed], "en") == [*figure, *deed]
