"""The toll of a shooting: what words say of it, which candidates there are, how articles of one incident agree."""

from __future__ import annotations

import pytest
from bench.gun_violence import BENCH
from bench.gun_violence_tolls import Found, candidates, chances, likeliest, witnesses_of
from bench.gun_violence_words import said_in

LISTS = [
    ("Child killed, father critical after shooting in Elmville", {"killed": 1, "injured": 1}),
    ("Toddler, teen hurt in Elmville shooting", {"injured": 2}),
    ("Police: Neighbor kills woman, her son, himself in Elmville", {"killed": 3}),
    ("2 dead, 3 injured in Elmville", {"killed": 2, "injured": 3}),
]
FIGURES = [
    ("Shooting. Four people were shot and two men were killed.", {"hit": 4, "killed": 2}),
    ("Shooting. Gunfire lands four men in hospital.", {"injured": 4}),
    ("Shooting. A third victim was found on the porch.", {"hit": 3}),
    ("A triple homicide in Elmville.", {"killed": 3}),
    ("Shooting. A 19-year-old man was hit. The 19-year-old is in hospital, and so is a 22-year-old.", {"injured": 2}),
]


@pytest.mark.parametrize(("title", "listed"), LISTS)
def test_persons_listed_in_a_title(title: str, listed: dict[str, int]) -> None:
    told = said_in(f"{title}.\n\nNothing more is known.").figures
    assert {kind: rows["title, listed"] for kind, rows in told.items() if "title, listed" in rows} == listed


@pytest.mark.parametrize(("text", "figures"), FIGURES)
def test_figures_in_words(text: str, figures: dict[str, int]) -> None:
    told = said_in(text).figures
    assert all(number in told[kind].values() for kind, number in figures.items())


def test_a_suspect_s_age_is_no_victim() -> None:
    told = said_in("Shooting. A boy, aged 9, was hit. A 30-year-old man was arrested.").figures
    assert told["hit"]["ages"] == 1


def test_the_coder_s_toll_and_one_more_are_candidates() -> None:
    told = witnesses_of("Nothing is told here.", Found((), None, (), ()))
    assert {(0, 0), (1, 0), (0, 1)} <= set(candidates(told))
    assert sum(chances(told).values()) == pytest.approx(1)


def test_an_impossible_number_is_no_candidate() -> None:
    told = witnesses_of("Shooting. 99 people were killed on Elm Street.", Found((), None, (), ()))
    assert all(killed <= 60 for killed, _ in candidates(told))


def test_articles_of_one_incident_are_taken_together() -> None:
    doubtful, sure = {(0, 1): 0.55, (1, 0): 0.45}, {(1, 0): 0.9, (0, 1): 0.1}
    assert likeliest([doubtful]) == (0, 1)
    assert likeliest([doubtful, sure]) == (1, 0)


def test_one_article_rules_out_nothing() -> None:
    assert likeliest([{(3, 0): 1.0}, {(1, 0): 1.0}, {(1, 0): 1.0}]) == (1, 0)


TOLLS = [
    ("Boy shot while hunting near Elmville dies. A 9-year-old boy who was shot while hunting on"
     " Wednesday has died, officials said. He was airlifted to a hospital and succumbed to his injuries.", (1, 0)),
    ("Man shot in the leg in Elmville. A man was shot in the leg on Tuesday and was taken to a hospital with"
     " non-life-threatening injuries, police said.", (0, 1)),
    ("Two dead, three wounded in Elmville. Two men were killed and three others were wounded when a gunman opened fire"
     " outside a club on Sunday, police said.", (2, 3)),
    ("Police: man kills wife, then himself. A man fatally shot his wife before turning the gun on himself at their home"
     " in Elmville on Monday, police said.", (2, 0)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "toll"), TOLLS)
def test_tolls_of_plain_articles(text: str, toll: tuple[int, int]) -> None:
    title, body = text.split(". ", 1)
    given = BENCH.predict({"id": "a", "title": title, "text": body, "published": "2024-06-19"})
    assert (given["killed"], given["injured"]) == toll


def test_what_is_put_together_leaves_nothing_inside() -> None:
    row = {"id": "a", "title": "Man shot dead", "text": "A man was shot dead in Elmville.", "published": "2024-06-19"}
    assert BENCH.finish is not None
    (given,) = BENCH.finish([row], [BENCH.predict(row)])
    assert set(given) == {"id", "date", "city", "state", "lat", "lon", "killed", "injured", "cluster"}


def test_an_accident_is_of_the_day_that_it_tells_of() -> None:
    given = BENCH.predict(
        {
            "id": "a",
            "title": "Boy hurt by accident",
            "text": "A 9-year-old boy was hurt on Monday when a gun went off, the sheriff said.",
            "published": "2024-06-19",
        }
    )
    assert given["date"] == "2024-06-17"


def test_articles_of_one_incident_agree_on_its_day_and_place() -> None:
    text = "A 19-year-old man, Orlo Vance, was shot dead on Quarry Lane in Springfield, Ohio, on Monday, police said."
    rows = [{"id": key, "title": "Man shot dead", "text": text, "published": "2024-06-19"} for key in "abc"]
    found = [BENCH.predict(row) for row in rows]
    found[0] |= {"date": "2024-06-19", "state": None, "city": None, "lat": None, "lon": None}
    assert BENCH.finish is not None
    given = BENCH.finish(rows, found)
    assert len({row["cluster"] for row in given}) == 1
    assert {(row["date"], row["state"]) for row in given} == {("2024-06-17", "Ohio")}
