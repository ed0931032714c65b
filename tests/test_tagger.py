"""The learned tagger: what it reads at once, what it makes of probabilities, what it finds with the shipped model."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import MissingExtraError
from tocsin.extract.tagger import KINDS, ROLES, attributions, tag
from tocsin.extract.tagger.decode import LABELS, tagged
from tocsin.extract.tagger.sayings import sayings
from tocsin.extract.tagger.session import MODEL, tokenizer
from tocsin.extract.tagger.windows import LONGEST, Window, windows
from tocsin.model import Report, Sentence, Span
from tocsin.segment import segment

TEXT = (
    "Hooded gunmen of the Army of the Hills shot dead the mayor, Julian Paredes, outside his house on Friday.\n\n"
    "The attackers used rifles and a hand grenade, and burned a police station before they fled."
)
_MOST_BYTES = 30_000_000


def sentences(text: str) -> tuple[Sentence, ...]:
    return segment(Report(id="r", text=text, language="en"))


def test_model_is_small() -> None:
    assert MODEL.stat().st_size < _MOST_BYTES


def test_finds_who_struck_whom_and_with_what() -> None:
    found = {(one.role, one.span.text) for one in tag(TEXT, sentences(TEXT))}
    assert {("individual", "attackers"), ("person", "Julian Paredes"), ("weapon", "rifles")} <= found
    assert ("thing", "police station") in found


def test_spans_repeat_the_text_and_scores_are_probabilities() -> None:
    found = tag(TEXT, sentences(TEXT))
    assert found
    for one in found:
        assert TEXT[one.span.start : one.span.end] == one.span.text
        assert one.role in ROLES and len(one.kinds) == len(KINDS)
        assert all(0 <= share <= 1 for share in (one.score, *one.kinds))


SAID = (
    'The governor put the toll at nine. "They came on motorcycles at dawn," said Moussa Ag. The army has '
    "driven the fighters out, according to two local officials."
)


def test_finds_who_says_what_whatever_the_verb() -> None:
    found = {one.cue.text: one for one in attributions(SAID, sentences(SAID))}
    said, told = found["said"], found["according to"]
    assert said.source and said.source.text.startswith("Moussa Ag")
    assert said.content and "motorcycles at dawn" in said.content.text
    assert told.source and "local officials" in told.source.text


def test_a_saying_repeats_the_text() -> None:
    for one in attributions(SAID, sentences(SAID)):
        for span in (one.cue, one.source, one.content):
            assert span is None or SAID[span.start : span.end] == span.text


def test_pieces_of_one_cue_are_one_and_take_the_nearest_source() -> None:
    text = "Amadou made the observation that rain fell"
    places = [(0, 6), (7, 11), (12, 15), (16, 27), (28, 32), (33, 37), (38, 42)]
    window = Window([101, *range(1, 8), 102], [(0, 0), *places, (0, 0)])
    out, begin, inside = (0.9, 0.05, 0.05), (0.05, 0.9, 0.05), (0.05, 0.05, 0.9)
    marks = {"source": {1: begin}, "cue": {2: begin, 4: begin}, "content": {5: begin, 6: inside, 7: inside}}
    said = [[share for part in marks.values() for share in part.get(place, out)] for place in range(9)]
    (one,) = sayings(text, window, said)
    assert (one.source and one.source.text, one.cue.text) == ("Amadou", "made the observation")
    assert one.content and one.content.text == "that rain fell"


def test_articles_and_prepositions_at_the_ends_are_no_part_of_a_filler() -> None:
    text = "the gunmen of"
    window = Window([101, 1, 2, 3, 102], [(0, 0), (0, 3), (4, 10), (11, 13), (0, 0)])
    found = list(tagged(text, window, rows("B-individual", "I-individual", "I-individual"), [[0.5] * len(KINDS)] * 5))
    assert [one.span.text for one in found] == ["gunmen"]


def test_same_text_gives_the_same_answer() -> None:
    assert tag(TEXT, sentences(TEXT)) == tag(TEXT, sentences(TEXT))


def test_no_sentences_give_nothing() -> None:
    assert tag("", ()) == ()


@given(st.lists(st.text(min_size=1, max_size=400), max_size=6))
def test_windows_hold_every_token_once_and_are_never_too_long(texts: list[str]) -> None:
    given_, at = [], 0
    for number, text in enumerate(texts):
        given_.append(Sentence(Span(at, at + len(text), text), "body", 0, number))
        at += len(text) + 1
    made = windows(given_, tokenizer())
    starts = [ends for window in made for ends in window.ends[1:-1]]
    whole = [tokenizer().encode(text, add_special_tokens=False).ids for text in texts]
    assert [i for window in made for i in window.ids[1:-1]] == [i for ids in whole for i in ids]
    assert starts == sorted(starts)
    assert all(len(window.ids) <= LONGEST for window in made)


def rows(*labels: str) -> list[list[float]]:
    return [[0.9 if label == own else 0.01 for label in LABELS] for own in ("O", *labels, "O")]


def test_neighbouring_tokens_make_one_span_and_a_new_beginning_cuts() -> None:
    text = "rifles grenades used"
    window = Window([101, 1, 2, 3, 102], [(0, 0), (0, 6), (7, 15), (16, 20), (0, 0)])
    kinds = [[0.5] * len(KINDS)] * 5
    two = list(tagged(text, window, rows("B-weapon", "B-weapon", "O"), kinds))
    one = list(tagged(text, window, rows("B-weapon", "I-weapon", "O"), kinds))
    assert [found.span.text for found in two] == ["rifles", "grenades"]
    assert [found.span.text for found in one] == ["rifles grenades"]


def test_a_span_takes_whole_words() -> None:
    window = Window([101, 1, 2, 102], [(0, 0), (0, 4), (4, 8), (0, 0)])
    found = list(tagged("guerilla", window, rows("O", "B-individual"), [[0.5] * len(KINDS)] * 4))
    assert [one.span.text for one in found] == ["guerilla"]


def test_without_the_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    tokenizer.cache_clear()
    monkeypatch.setitem(sys.modules, "tokenizers", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'tocsin\[tagger\]'"):
        tag(TEXT, sentences(TEXT))


def test_importing_loads_nothing_heavy() -> None:
    code = (
        "import sys, tocsin.extract.tagger; sys.exit(bool({'numpy', 'onnxruntime', 'tokenizers'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
