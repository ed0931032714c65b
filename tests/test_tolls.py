"""Casualty rows of one event: figures told twice, parts, later tolls, rivals, both sides; claims made for the tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tocsin.assemble.grouping import Group
from tocsin.assemble.tolls import casualties_of
from tocsin.model import (
    Actor,
    ActorMention,
    Casualty,
    Claim,
    Count,
    ResolvedClaim,
    Sentence,
    SourceMention,
    Span,
    Trigger,
)

SOLDIERS, CIVILIANS, FIGHTERS = "state", "civilians", "rebel"
KEYS = {SOLDIERS: "xx:military", FIGHTERS: "lake front", CIVILIANS: None}


@dataclass
class Told:
    """One clause of a report: its figures as (kind, low, high, who), its voice, and what it is."""

    figures: Sequence[tuple[str, int, int | None, str | None]]
    voice: str | None = None
    update: bool = False
    party: bool = False
    headline: bool = False
    part: bool = False
    superseded: bool = False
    rival: bool = False
    known: bool = False


def claim(told: Told, at: int) -> ResolvedClaim:
    """The clause as the corridor would hand it on; a figure takes ten characters, its voice stands before it."""
    base = at * 1000
    counts, actors = [], []
    for n, (kind, low, high, who) in enumerate(told.figures):
        start = base + 100 + n * 20
        words = Span(start, start + 10, "x" * 10)
        mention = ActorMention(words, who, who) if who else None
        if who:
            actors.append(Actor("victim", KEYS[who], who, who, words))
        marks = {"part": told.part, "superseded": told.superseded, "rival": told.rival, "known": told.known}
        counts.append(Count(words, kind, low, high, mention, **marks))
    clause = Span(base, base + 900, "." * 900)
    voice = SourceMention(told.voice, "official", "reports", Span(base, base + 5, "." * 5)) if told.voice else None
    sentence = Sentence(clause, "headline" if told.headline else "body", at, at)
    speaker = Actor("speaker", told.voice, told.voice, "rebel", clause) if told.party and told.voice else None
    own = Claim(sentence, clause, counts=tuple(counts), update=told.update)
    return ResolvedClaim(own, None, None, tuple(actors), speaker=speaker, sources=(voice,) if voice else ())


def rows(*told: Told, families: Sequence[str] = ("violence",)) -> list[tuple[object, ...]]:
    """Low, high and, where it is one, the rival mark of each row."""
    return [(r.low, r.high, *(["rival"] if r.rival else [])) for r in casualties(*told, families=families)]


def casualties(*told: Told, families: Sequence[str] = ("violence",)) -> tuple[Casualty, ...]:
    return casualties_of(Group([claim(t, at) for at, t in enumerate(told)], list(families)), [])


def killed(low: int, high: int | None = -1, who: str | None = None) -> tuple[str, int, int | None, str | None]:
    return ("killed", low, low if high == -1 else high, who)


def test_a_figure_told_twice_is_one_row() -> None:
    assert rows(Told([killed(9)]), Told([killed(9)])) == [(9, 9)]


def test_a_total_and_its_sum_count_once() -> None:
    assert rows(Told([killed(5)]), Told([killed(3, who=SOLDIERS), killed(2, who=CIVILIANS)])) == [(5, 5)]


def test_a_smaller_figure_of_the_same_voice_is_a_part() -> None:
    assert rows(Told([killed(9)]), Told([killed(2, who=SOLDIERS)])) == [(9, 9)]


def test_a_marked_part_is_no_row() -> None:
    assert rows(Told([killed(9)], part=True)) == []


def test_other_people_are_added() -> None:
    told = rows(Told([killed(9, who=SOLDIERS)]), Told([killed(4, who=CIVILIANS)]))
    assert told == [(9, 9), (4, 4)]


def test_both_sides_are_added_whoever_tells() -> None:
    told = rows(Told([killed(28, who=SOLDIERS)], voice="mayor"), Told([killed(40, who=FIGHTERS)], voice="army"))
    assert told == [(28, 28), (40, 40)]


def test_two_voices_on_the_same_people_are_rivals() -> None:
    told = rows(Told([killed(28)], voice="mayor"), Told([killed(19)], voice="army"))
    assert told == [(28, 28), (19, 19, "rival")]


def test_a_rivals_own_dead_are_not_put_together_with_those_it_killed() -> None:
    army = Told([killed(7, who=SOLDIERS)], voice="army")
    front = Told([killed(20, who=SOLDIERS), killed(2, who=FIGHTERS)], voice="lake front", party=True)
    assert rows(army, front) == [(7, 7), (2, 2), (20, 20, "rival")]
    counted = Told([killed(7, who=SOLDIERS), killed(5, who=FIGHTERS)], voice="army")
    assert rows(counted, front) == [(7, 7), (5, 5), (20, 20, "rival"), (2, 2, "rival")]
    assert rows(counted, replace(front, figures=[killed(20, who=SOLDIERS), killed(5, who=FIGHTERS)])) == [
        (7, 7),
        (5, 5),
        (20, 20, "rival"),
    ]


def test_a_rivals_dead_of_one_side_are_one_figure() -> None:
    more = Told([killed(1, who=SOLDIERS), killed(3, who=CIVILIANS)], voice="lake front", party=True)
    assert rows(Told([killed(9, who=SOLDIERS)], voice="army"), more) == [(9, 9), (4, 4, "rival")]


def test_a_party_and_the_report_are_two_voices() -> None:
    told = rows(Told([killed(30, who=SOLDIERS)], voice="front", party=True), Told([killed(4, who=SOLDIERS)]))
    assert told == [(30, 30), (4, 4, "rival")]


def test_a_figure_that_the_sentence_sets_against_another_is_a_rival() -> None:
    assert rows(Told([killed(70)]), Told([killed(115)], rival=True)) == [(70, 70), (115, 115, "rival")]


def test_a_later_figure_replaces_the_earlier() -> None:
    assert rows(Told([killed(10)]), Told([killed(12)], update=True)) == [(12, 12)]


def test_those_who_died_later_are_added_once() -> None:
    assert rows(Told([killed(10)]), Told([killed(2)], update=True)) == [(10, 10), (2, 2)]
    assert rows(Told([killed(12)], update=True), Told([killed(2)], update=True)) == [(12, 12)]


def test_a_total_told_stands_for_the_figures_of_nobody_that_add_up_to_it() -> None:
    died, total = Told([killed(1)], update=True), Told([killed(5)], update=True)
    assert rows(Told([killed(4)]), died, total) == [(5, 5)]
    assert rows(Told([killed(4)]), died, Told([killed(5)], voice="mayor")) == [(4, 4), (1, 1)]
    assert rows(Told([killed(4, who=SOLDIERS), killed(1, who=CIVILIANS)]), total) == [(4, 4), (1, 1)]
    assert rows(Told([killed(4)]), died, Told([killed(6)], update=True)) == [(6, 6)]


def test_fewer_wounded_replace_more() -> None:
    assert rows(Told([("wounded", 2, 2, None)]), Told([("wounded", 1, 1, None)], update=True)) == [(1, 1)]


def test_a_replaced_figure_stands_only_alone() -> None:
    old = Told([killed(8)], superseded=True)
    assert rows(old, Told([killed(11)])) == [(11, 11)]
    assert rows(old) == [(8, 8)]


def test_an_open_figure_gives_way_to_the_closed_one_that_it_holds() -> None:
    told = rows(Told([killed(61, None)], headline=True), Told([killed(63)], voice="mayor"))
    assert told == [(63, 63)]


def test_nobody_and_several_say_nothing_beside_a_figure() -> None:
    assert rows(Told([killed(0)]), Told([killed(3)])) == [(3, 3)]
    assert rows(Told([killed(17)]), Told([killed(1, None)], voice="front", party=True)) == [(17, 17)]
    assert rows(Told([killed(0)])) == [(0, 0)]
    assert rows(Told([killed(1, None)])) == [(1, None)]


def test_one_of_the_dead_is_no_toll() -> None:
    assert rows(Told([killed(1)]), Told([killed(12)], voice="mayor")) == [(12, 12)]


def test_a_bare_figure_is_of_the_people_before_it() -> None:
    one = casualties(Told([killed(12, who=SOLDIERS), ("wounded", 5, 5, None)]))
    assert [(r.kind, r.of) for r in one] == [("killed", "xx:military"), ("wounded", "xx:military")]


def test_in_an_abduction_the_captured_are_the_abducted() -> None:
    told = Told([("captured", 2, 2, SOLDIERS)])
    assert [r.kind for r in casualties(told, families=("abduction",))] == ["abducted"]
    assert [r.kind for r in casualties(told)] == ["captured"]


def test_a_row_says_whose_figure_it_is() -> None:
    row = casualties(Told([killed(4, who=CIVILIANS)], voice="mayor"))[0]
    assert (row.of, row.said_by) == ("civilians", "mayor")


def test_an_old_count_and_those_found_since_explain_the_total() -> None:
    old, found = Told([killed(5)], superseded=True), Told([killed(4)], update=True)
    assert rows(Told([killed(9)]), old, found) == [(9, 9)]
    assert rows(Told([killed(9)]), found) == [(9, 9), (4, 4)]


def test_a_fuller_telling_takes_the_place_of_a_shorter_one() -> None:
    both = [killed(8, who=FIGHTERS), killed(2)]
    assert rows(Told([killed(8, who=FIGHTERS)], headline=True), Told(both, voice="police")) == [(8, 8), (2, 2)]


def test_those_taken_who_are_found_dead_are_the_dead() -> None:
    taken = claim(Told([("abducted", 4, 4, None)]), 0)
    end = Trigger(Span(1000, 1005, "....."), "execution", 3, passive=True)
    found = claim(Told([]), 1)
    found = replace(found, claim=replace(found.claim, triggers=(end,)))
    kinds = [(r.kind, r.low) for r in casualties_of(Group([taken, found], ["abduction"]), [])]
    assert kinds == [("abducted", 4), ("killed", 4)]
    assert [r.kind for r in casualties_of(Group([taken], ["abduction"]), [])] == ["abducted"]


def test_rebels_make_no_arrests() -> None:
    held = Group([claim(Told([("arrested", 9, 9, None)]), 0)], ["arrest"])
    rebels = Actor("attacker", "lake front", "lake front", "rebel", Span(0, 4, "...."))
    assert [r.kind for r in casualties_of(held, [rebels])] == ["abducted"]
    assert [r.kind for r in casualties_of(held, [replace(rebels, kind="state")])] == ["arrested"]


def by_kind(*told: Told) -> list[tuple[str, int, int | None]]:
    return [(row.kind, row.low, row.high) for row in casualties(*told)]


def test_who_was_shot_and_is_not_among_the_dead_is_wounded() -> None:
    assert by_kind(Told([("shot", 5, 5, None)]), Told([killed(2)])) == [("killed", 2, 2), ("wounded", 3, 3)]
    assert by_kind(Told([("shot", 1, 1, None)]), Told([killed(1)])) == [("killed", 1, 1)]
    assert by_kind(Told([("shot", 2, 2, None)]), Told([("wounded", 2, 2, None)])) == [("wounded", 2, 2)]


def test_one_person_wounded_who_died_is_no_longer_wounded() -> None:
    hurt = Told([("wounded", 1, 1, None)])
    assert by_kind(hurt, Told([killed(1)], known=True)) == [("killed", 1, 1)]
    assert by_kind(hurt, Told([killed(1)])) == [("wounded", 1, 1), ("killed", 1, 1)]
