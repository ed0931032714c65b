"""Segmentation: which block a line is, where sentences end, who speaks in a quotation; and what holds for any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tocsin.model import Report, Sentence
from tocsin.segment import CODED_BLOCKS, segment
from tocsin.segment.sentences import LONGEST

LEDE = (
    "Gunmen attacked a market in the north of the country on Friday, and the mayor says that nine people were killed."
)


def cut(text: str, title: str | None = None, language: str = "en") -> tuple[Sentence, ...]:
    return segment(Report("sha256:0", text, language, title=title))


def told(text: str) -> list[str]:
    """The sentences that may yield events."""
    return [" ".join(s.span.text.split()) for s in cut(text) if s.block in CODED_BLOCKS]


def kinds(text: str) -> list[str]:
    return [s.block for s in cut(text)]


def page(line: str) -> str:
    """A page with a line below its first paragraph."""
    return f"Nine killed in market attack\n\n{LEDE}\n\n{line}\n\n{LEDE}"


def below(line: str) -> Sentence:
    """The first sentence of a line that stands below the first paragraph."""
    return next(s for s in cut(page(line)) if s.paragraph == 2)


def speakers(text: str) -> list[str | None]:
    """Who speaks in each quotation, each once, in order."""
    found = {}
    for sentence in cut(f"Headline of the day\n\n{text}"):
        for quote in sentence.quotes:
            found[quote.start] = quote.speaker.text if quote.speaker else None
    return list(found.values())


# --- blocks -----------------------------------------------------------------------------------------------------------


def test_the_top_of_a_page_is_headline_author_biography_and_news() -> None:
    text = f"Bomb kills three\n\nAna Lara\nAna holds a degree in law and lives in Lima.\n\nMore From Me\n\n{LEDE}"
    assert kinds(text) == ["headline", "byline", "biography", "debris", "body"]


def test_a_standfirst_is_news() -> None:
    text = f"Massacre à Téra\n\nAu moins douze civils ont été tués vendredi près de Téra\n\n{LEDE}"
    assert kinds(text) == ["headline", "body", "body"]


def test_the_title_of_the_report_tells_the_headline() -> None:
    assert [s.block for s in cut(f"Some Outlet\nNine dead in raid\n\n{LEDE}", title="Nine dead in raid")][
        1
    ] == "headline"


@pytest.mark.parametrize(
    "line",
    [
        "Par la rédaction",
        "Por Ana Paz | CORRESPONSAL EN LIMA",
        "By our football correspondent",
        "De notre correspondant à Niamey",
        "Staff Correspondent",
    ],
)
def test_bylines(line: str) -> None:
    assert kinds(f"Bomb kills three\n\n{line}\n\n{LEDE}") == ["headline", "byline", "body"]


@pytest.mark.parametrize(
    ("dateline", "news"),
    [
        ("GAO (Mali), 9 fév 2025 (Sahel Presse) - ", "Au moins 32 civils ont été tués vendredi dans une attaque."),
        ("BAMAKO, Mali (AP) — ", "Gunmen killed two soldiers on Monday, the army said."),
        ("Bogotá, 21 ago (Agencia).- ", "Al menos cinco personas murieron en la explosión."),
        ("Niamey, le 3 mai – ", "Sept gendarmes ont perdu la vie dans l'attaque."),
        ("Apatzingán, Mich.- ", "Tres días de furia dejaron tres muertos en la región."),
        ("Trujillo, 5 may. 2025 (Noticias del Norte). ", "Los cuerpos fueron recuperados ayer domingo."),
        ("GAZA CITY, May 15 (Levant Agency) -- ", "Thousands of mourners took to the streets on Tuesday."),
        ("SUKKUR: ", "Eleven people were killed on the highway, rescue officials said."),
        ("PORT SUDAN, Sunday (Nilewire) -- ", "Soldiers celebrated on the bridge on Saturday."),
        ("Tibú (Norte de Santander), 12 ene (Agencia).— ", "Tres personas murieron ayer en un ataque."),
    ],
)
def test_datelines_are_no_part_of_the_news(dateline: str, news: str) -> None:
    found = cut(f"Headline of the day\n\n{dateline}{news}")
    assert [(s.block, s.span.text) for s in found[1:]] == [("dateline", dateline.strip()), ("body", news)]


@pytest.mark.parametrize(
    "line",
    [
        "Wagner - the Russian company - lost three men in the ambush near the border.",
        "Mercredi à l'aube, c'est Zhelevet – Jelevet sur certaines cartes – qui a été visé.",
        "Partie de Gao, la colonne - une soixantaine de minibus - est tombée dans une embuscade.",
        "The army said: Twelve soldiers were killed in the attack on the camp of the town.",
    ],
)
def test_no_dateline(line: str) -> None:
    assert below(line).block == "body"


@pytest.mark.parametrize(
    "line",
    [
        "What You Need to Know",
        "So, What Now?",
        "Contexte",
        "ANTECEDENTES",
        "BORNO (NIGERIA)",
        "== History ==",
        "## Aftermath",
        "2. INCIDENTS",
        "3. Context",
        "Una cronología que asusta",
        "Et maintenant ?",
        "NOT CONFIRMED / FALSE",
        "Army retakes Kidal",
        "14 nov. 2023 · 09:12",
        "2024",
    ],
)
def test_headings_stand_over_what_follows(line: str) -> None:
    found = cut(page(line))
    heading = next(s for s in found if s.paragraph == 2)
    assert heading.block == "heading"
    assert found[-1].section is not None and found[-1].section.text in line
    assert found[1].section is None


@pytest.mark.parametrize(
    "line",
    ["Three more died later.", "The statement reads:", "He was killed; his brother fled,", "four soldiers and a child"],
)
def test_no_heading(line: str) -> None:
    assert below(line).block == "body"


def test_a_page_in_capitals_has_no_heading_by_capitals() -> None:
    text = "NINE KILLED IN MARKET ATTACK\n\n" + LEDE.upper() + "\n\nTHE ARMY SENT TROOPS TO THE TOWN\n\n" + LEDE.upper()
    assert kinds(text) == ["headline", "body", "body", "body"]


@pytest.mark.parametrize(
    ("line", "label", "news"),
    [
        (
            "21/01 MUCOJO (Macomia district). A group of fighters walked in.",
            "21/01 MUCOJO (Macomia district)",
            "A group",
        ),
        ("Tue 17/06, Damboa LGA. A bus set off a device.", "Tue 17/06, Damboa LGA", "A bus"),
        (
            "12/02 – Site d'Intahaka, environ 80 km à l'ouest de Gao. Accrochage.",
            "12/02 – Site d'Intahaka",
            "Accrochage",
        ),
        ("10/02 Hamlet c. 8 km N of Pangane. Four fishermen killed.", "10/02 Hamlet c. 8 km N of Pangane", "Four"),
        ("CHAD. The toll has risen to 41 dead.", "CHAD", "The toll"),
        ("RUMOURS. Messages of an assault had no follow-up.", "RUMOURS", "Messages"),
        ("26 July - Members of the guard confine the president.", "26 July", "Members"),
        ("9 de junio. Voladura de un tramo del oleoducto en La Pava.", "9 de junio", "Voladura"),
        ("> Cauca. On Saturday guerrillas fired on villagers.", "Cauca", "On Saturday"),
        ("- 17/06, Damboa LGA: Gunmen shot two farmers.", "17/06, Damboa LGA", "Gunmen"),
    ],
)
def test_labels_at_the_head_of_an_entry(line: str, label: str, news: str) -> None:
    first, second = [s for s in cut(page(line)) if s.paragraph == 2][:2]
    assert first.block == "label"
    assert second.block in CODED_BLOCKS and second.span.text.startswith(news)
    assert second.section is not None and second.section.text.startswith(label)


@pytest.mark.parametrize(
    "line",
    [
        "1) Lunes 6 de enero: explosión en Convención. Un herido.",
        "17/06 Gunmen attacked Damboa. Two died.",
        "12 Ramadan: bombardment of the barracks. The strikes were direct.",
    ],
)
def test_a_label_swallows_no_event(line: str) -> None:
    assert below(line).block in CODED_BLOCKS


def test_a_label_of_doubt_holds_for_its_own_paragraph() -> None:
    found = cut(f"Thread\n\n1/ {LEDE}\n\n2/ FAKE: bodies in the river.\n\n3/ {LEDE}")
    sections = {s.paragraph: s.section.text if s.section else None for s in found if s.block == "bullet"}
    assert sections == {1: None, 2: "FAKE", 3: None}


def test_entries_with_a_time_belong_to_the_day_named_before() -> None:
    found = cut(
        "Thread from Gao\n\n1/ Fri 7 Feb, 14:10. Shots on the convoy.\n\n2/ 15:45. It is at Kobé.\n\n3/ We never learn."
    )
    sections = {s.paragraph: s.section.text if s.section else None for s in found if s.block == "bullet"}
    assert sections == {1: "Fri 7 Feb, 14:10", 2: "Fri 7 Feb, 14:10", 3: None}


def test_parts_of_a_thread_are_items_where_other_pages_have_dates() -> None:
    thread = "Thread\n\n1/3 Drones hit the airport.\n\n2/3 Three people died there.\n\n3/3 No claim."
    assert told(thread)[1:] == ["Drones hit the airport.", "Three people died there.", "No claim."]
    assert cut("Log of the month\n\n1/3 Drones hit the airport at dawn.")[1].span.text.startswith("1/3")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Photo: a burned car after the attack that killed nine.", "caption"),
        ("[Image: Archive picture of a fighter. He has nothing to do with the story.]", "caption"),
        ("Légende : des combattants à Bunagana, ville tombée le 13 juin.", "caption"),
        ("A soldier stands guard after the attack (Photo: J. Smith)", "caption"),
        ("(Reporting by our Cotonou bureau; editing by T. Okri)", "credit"),
        ("(Writing by P. Kasule; editing by the Nairobi desk)", "credit"),
        ("bur-ad/sp/mk", "credit"),
        ("-30-", "debris"),
        ("ADVERTISEMENT", "debris"),
        ("Read Next: The Price of a Bomb", "debris"),
        ("Lea también: Ataque mata a diez | Dólar: la bomba", "debris"),
        ("À lire aussi : Massacre au stade", "debris"),
        ("Subscribe to our weekly letter for more.", "debris"),
        ("Suscríbete por 1 € al mes", "debris"),
        ("Tags: Niger, attack, killed", "debris"),
        ("SPORT. Massacre in the mountains: riders attacked from the first slope.", "debris"),
        ("The weather: a bomb of cold air.", "debris"),
        ("MARKETS: shares exploded 9%.", "debris"),
        ("© Le Littoral – Reproduction interdite", "caption"),
        ("https://example.org/attack", "debris"),
        ("#Sudan #Khartoum", "debris"),
        ("| 2 March | Kavumu | 20 |", "table"),
        ("Date: 5 March | Deaths: 40", "infobox"),
    ],
)
def test_furniture_is_set_apart(line: str, kind: str) -> None:
    assert below(line).block == kind


@pytest.mark.parametrize(
    "line",
    [
        "Photos of the dead went round on social media on Saturday.",
        "Related violence killed four people in the next village.",
        "Sports fans were among the dead, the governor said on Sunday.",
        "Also in the town, three people were killed by a mortar shell.",
        "Par ailleurs, trois soldats ont été tués près de la frontière.",
        "Por la tarde, hombres armados mataron a dos agentes.",
        "By Monday, forty bodies had been counted in the fields.",
        "La photo de corps alignés n'est pas d'aujourd'hui.",
        "Côté ennemi : dix-neuf terroristes neutralisés.",
        "[The ministry gives four dead and one missing. It says nothing of the other attack.]",
        "Annonce a été faite mardi de la mort de deux otages.",
        "1/3 of the garrison was killed.",
    ],
)
def test_news_that_looks_like_furniture(line: str) -> None:
    assert below(line).block in CODED_BLOCKS


def test_a_list_of_links_ends_where_news_begins_again() -> None:
    links = "Related articles\n- Bomb kills ten\n- Opinion: the war\nHeart attack fells senator"
    found = kinds(f"Nine killed\n\n{LEDE}\n\n{links}\n\nRaid on Boni\n{LEDE}\n\n{LEDE}")
    assert found[3:] == ["debris", "debris", "debris", "heading", "body", "body"]


@pytest.mark.parametrize(
    "title", ["References", "== External links ==", "In popular culture", "Dans la culture", "Sport"]
)
def test_sections_without_news_are_shut_up_to_the_next_heading(title: str) -> None:
    found = cut(f"Nine killed\n\n{LEDE}\n\n{title}\n\nA film tells how 40 people were killed.\n\nOutlook\n\n{LEDE}")
    assert [s.block for s in found] == ["headline", "body", "heading", "debris", "heading", "body"]


def test_a_fact_box_is_no_news_but_a_toll_in_a_list_is() -> None:
    assert kinds("Raid\n\nLocation: Solhan\nDate: 5 June 2021\nDeaths: 132-160\n\n" + LEDE)[1:4] == ["infobox"] * 3
    assert kinds(page("– Gouvernement : 132 morts\n– Sources locales : 160 morts"))[2:4] == ["bullet"] * 2


def test_headers_of_a_message() -> None:
    text = f"From: desk@example.org\nTo: all\nDate: 3 March 2025\nSubject: Raid on Kavumu\n\nDear all,\n\n{LEDE}"
    assert kinds(text) == ["header", "header", "header", "headline", "front", "body"]


def test_hard_wrapped_lines_are_joined() -> None:
    rows = [
        "Attack in Djibo",
        "",
        "At least twelve soldiers were killed on Friday when gunmen",
        "attacked their post in Djibo, in the north of the region. The",
        "army confirmed the attack, in which two villagers died with",
        "them.",
    ]
    first, second = told("\n".join(rows))[1:]
    assert first.endswith("when gunmen attacked their post in Djibo, in the north of the region.")
    assert second == "The army confirmed the attack, in which two villagers died with them."


def test_lines_that_are_no_wrapping_stay_apart() -> None:
    text = page(
        "Side of the people: twenty-five civilians killed\nOwn side: eight soldiers wounded\nEnemy: nineteen killed"
    )
    assert len({s.paragraph for s in cut(text)}) == 6


def test_carriage_returns_tabs_and_hard_spaces() -> None:
    assert told("Army kills 20\r\n\r\nKANO:\tTroops killed 20 bandits.\u00a0 Two soldiers died.\r\n")[1:] == [
        "Troops killed 20 bandits.",
        "Two soldiers died.",
    ]


def test_one_paragraph_without_a_headline() -> None:
    found = cut(f"{LEDE} {LEDE} {LEDE}")
    assert [s.block for s in found] == ["body"] * 3


# --- sentences --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Musa A. Okoro and Lt. Col. (rtd.) Dung met Sgt. Bala.|They left.",
        "It fell at 5 p.m. Friday.|It fell at 5 p.m.|Shooting went on.",
        "The U.S. Embassy closed.|He left the U.S.|The army stayed.",
        "No. 5 Brigade came.|The answer was no.|The army left.",
        "M. Traoré et Mme Sow ont vu le Dr. Keita.|Ils sont partis.",
        "El Sr. Gómez, p. ej., vio a la Dra. Ruiz en EE. UU. ayer.|Ud. lo sabe.",
        "Some 3.5 tonnes burned near St. John's church.|It was 9.30 a.m. Monday.",
        "¿Qué pasó?|Nadie lo sabe.|¡No disparen!|Murieron dos.",
        "They fled... and came back.|Then they fled…|Nobody died.",
        "Forty died.|12 were hurt.|#Gao is quiet.",
        "It killed 40.[1][2]|Another killed ten. [3]|The army left.",
        "Il dit : « C'est fini. »|Cette mère pleure.",
        'She said: "We ran.|They shot."|He left.',
        "He fell ill in May.|Gunmen came.",
        "The town was quiet (nobody came out.)|The army left.",
        "The army attacked.|The men fled.",
    ],
)
def test_where_sentences_end(text: str) -> None:
    assert told(page(text.replace("|", " ")))[2:-1] == text.split("|")


def test_a_missing_space_ends_a_sentence_all_the_same() -> None:
    assert told(page("The army attacked.The men fled to example.org and left."))[2:-1] == [
        "The army attacked.",
        "The men fled to example.org and left.",
    ]


# --- quotations -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "According to a statement by JNIM, “we killed three of them in the town.”",
            ["According to a statement by JNIM"],
        ),
        ('"People come in the evening," said Falmata, who sold tea.', ["said Falmata, who sold tea"]),
        ("«Il y a plus de cinquante morts», soutient un élu.", ["soutient un élu"]),
        ("« Ils ont pris le mil sur nos ânes », soupire le lawane.", ["soupire le lawane"]),
        ('"Nos bajaron a gritos y se fueron", narró una estudiante.', ["narró una estudiante"]),
        ("‘For us it is every day the same,’ said a mother.", ["said a mother"]),
        ("'It wasn't the soldiers' fault at all,' said a mother.", ["said a mother"]),
        ("It is run by the Russians, the ‘Bear Jedi Corps.’", [None]),
        ('The army killed nineteen "terrorists" there.', [None]),
        ("Des « personnels militaires étrangers » ont tué 500 personnes.", [None]),
        ('The ministry: "some casualties".', ["The ministry:"]),
        ('"They ran to us," he said. "Nobody came to help."', ["he said", "he said"]),
        ('"It is a bomb," admitted a director, "and nobody has the manual."', ["admitted a director"] * 2),
        ("The dead were many, a chief said. “We buried them all at noon.”", ["The dead were many, a chief said."]),
        ("The group's statement reads:\n\n“We took the camp. We left.”", ["The group's statement reads:"]),
        ("He showed it. The text says:\n\n“We took the camp.”", ["He showed it. The text says:"]),
        ("The group's statement reads:\n\nWe took the camp and we left.", ["The group's statement reads:"]),
        ("They carried a “Front of the Ninth Wave” banner and seized a ship.", [None]),
    ],
)
def test_who_speaks(text: str, expected: list[str | None]) -> None:
    assert speakers(text) == expected


def test_a_long_quotation_keeps_its_speaker_in_every_sentence() -> None:
    found = cut(
        "Headline\n\nJNIM said: “We struck a patrol. Three were killed. God is great.” Nobody else confirmed it."
    )
    assert [[q.speaker.text for q in s.quotes if q.speaker] for s in found[1:]] == [["JNIM said:"]] * 3 + [[]]


@pytest.mark.parametrize(
    "text",
    [
        "JNIM said:\n\n“We struck a patrol.\n\n“Three were killed.\n\n“God is great.”",
        "JNIM said: “We struck a patrol.\n\nThree were killed.\n\nGod is great.”",
        'JNIM said: "We struck a patrol.\n\n"Three were killed.\n\n"God is great."',
        "JNIM said: « Nous avons frappé une patrouille.\n\n« Trois morts.\n\n» Dieu est grand. »",
    ],
)
def test_a_quotation_runs_on_over_paragraphs(text: str) -> None:
    assert speakers(f"{text}\n\n{LEDE}") == ["JNIM said:"] * 3


def test_the_speaker_after_the_last_paragraph_speaks_in_all() -> None:
    assert speakers("“It was terrible that night.\n\n“We buried him,” said a chief.") == ["said a chief"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "He said: “The commander told me, ‘Hold the bridge at all costs,’ and I held it.”",
        "Il dit : « Le chef nous a dit “partez tous d'ici ce soir” et nous sommes partis. »",
        "He said: 'The commander told me, \"Hold the bridge at all costs,\" and I held it.'",
        "Er sagte: „Der Mann rief ‘geht alle weg von hier’ und lief.“",
    ],
)
def test_a_quotation_within_a_quotation(text: str) -> None:
    quotes = cut(f"Headline\n\n{text}")[1].quotes
    assert [q.depth for q in quotes] == [1, 2]
    assert quotes[0].start < quotes[1].start and quotes[1].end < quotes[0].end


def test_apostrophes_are_no_quotations() -> None:
    text = "Jama'at Nusrat's men and the soldiers' wives didn't see Jama’a or the villagers’ homes in the '90s."
    assert cut(f"Headline\n\n{text}")[1].quotes == ()


def test_items_below_a_speaking_line_are_quoted() -> None:
    text = "The statement of the group says:\n\n* We burned a post.\n\n* We shot two men.\n\nThe army denied it."
    assert speakers(text) == ["The statement of the group says:"] * 2


# --- any text ---------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *"“”‘’«»„\"'.,:;!?-–—•*>()[]|=#/ \n\n\t\u00a0",
        "\r\n",
        "said",
        "A.",
        "12/03",
        "Gen. ",
        "PHOTO: ",
        "References\n",
        "The man ",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join))


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, language=st.sampled_from(["en", "fr", "es"]))
@example(text="“", language="en")
@example(text="a “ ”", language="en")
@example(text="\u0130\n«", language="fr")
def test_sentences_fit_any_text(text: str, language: str) -> None:
    end = 0
    for index, sentence in enumerate(cut(text, language=language)):
        assert sentence.index == index
        assert sentence.span.start >= end and sentence.span.text == text[sentence.span.start : sentence.span.end]
        assert sentence.span.text == sentence.span.text.strip() != ""
        end = sentence.span.end
        for quote in sentence.quotes:
            assert 0 <= quote.start < quote.end <= len(text) and quote.depth >= 1
            assert quote.start < sentence.span.end and sentence.span.start < quote.end
            assert quote.speaker is None or text[quote.speaker.start : quote.speaker.end] == quote.speaker.text
        assert sentence.section is None or sentence.section.end <= sentence.span.start


@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_a_sentence_without_an_end_is_cut_at_spaces(text: str) -> None:
    endless = "".join(c for c in text if c.isalnum()) + " and then" * 300
    sentences = cut(endless)
    assert max(len(s.span.text) for s in sentences) <= LONGEST < len(endless)
    assert " ".join(s.span.text for s in sentences).split() == endless.split()


@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_no_word_is_lost_but_list_marks(text: str) -> None:
    kept = {i for s in cut(text) for i in range(s.span.start, s.span.end)}
    lost = [text[i] for i in range(len(text)) if i not in kept and text[i].isalpha()]
    assert len(lost) <= 3 * (text.count("\n") + text.count("\r") + 8)


@pytest.mark.parametrize(
    "text",
    [
        *['"' * 200_000, "“" * 200_000, "\n" * 200_000, "A" * 200_000, "A. " * 70_000, "a | " * 50_000, "(" * 200_000],
        *[
            "“abc def\n" * 20_000,
            "said:\n" * 20_000,
            "‘a " * 60_000,
            "12/03 " * 30_000,
            "a, " * 60_000,
            "He said “yes”. " * 12_000,
        ],
    ],
    ids=lambda text: repr(text[:12]),
)
def test_time_grows_with_the_text_and_no_faster(text: str) -> None:
    def seconds(words: str) -> float:
        started = time.process_time()
        cut(words)
        return time.process_time() - started

    half = min(seconds(text[: len(text) // 4]) for _ in range(2))
    assert any(seconds(text) < 12 * max(half, 0.02) for _ in range(3))  # a busy machine may spoil a run


def test_ten_thousand_sentences_in_two_seconds() -> None:
    text = "Headline\n\n" + "\n\n".join(
        f"{LEDE} “We saw it,” said a man. Gen. Bala left at 5 p.m. Friday." for _ in range(3400)
    )
    cut("Warm up.")
    started = time.process_time()
    assert len(cut(text)) > 10_000
    assert time.process_time() - started < 2


def test_news_of_two_sentences_in_the_first_line_is_no_headline() -> None:
    text = "Gunmen killed four at Gorgadji on Monday. Two trucks burnt.\n\nOn Tuesday a mine blew up at Falagountou."
    assert {s.block for s in segment(Report(id="r", text=text, language="en"))} == {"body"}
    titled = "U.N. condemns raid in St. Louis\n\nGunmen killed four soldiers at Gorgadji on Monday."
    assert segment(Report(id="r", text=titled, language="en"))[0].block == "headline"


def test_entries_of_a_log_are_items_without_a_sign_behind_the_time() -> None:
    text = (
        "LIVE: Nabatieh\n\n10:20 Eight dead now at Nabatieh, says the ministry.\n\n"
        "08:45 Planes have bombed the centre.\n\n08:30 Good morning to all of you who read this page."
    )
    told = [(s.block, s.span.text.split()[0]) for s in segment(Report(id="r", text=text, language="en"))]
    assert [row for row in told if row[0] == "bullet"] == [
        ("bullet", "Eight"),
        ("bullet", "Planes"),
        ("bullet", "Good"),
    ]
    alone = segment(Report(id="r", text="10:20 Eight dead now at Nabatieh, says the ministry.", language="en"))
    assert not any(s.block == "bullet" for s in alone)


PLACED = [("HERAT, Shindand", "1400. "), ("KUNDUZ, Imam Sahib", ""), ("GHAZNI, Andar", "")]
LOG = (
    "Incident log\n\nTUESDAY 18 JUNE\n\n05h10 – Sake (RN2). The police post was attacked.\n\n"
    "09 h 30 à 10 h 15 – Rutshuru. A minibus was stopped.\n\n14:00 – Embuscade. Three soldiers were killed there.\n"
)


def test_in_a_log_the_place_behind_the_time_heads_the_entry() -> None:
    entries = [s for s in cut(LOG) if s.block in CODED_BLOCKS and s.above]
    assert [(s.section and s.section.text, s.above and s.above.text) for s in entries] == [
        ("Sake (RN2)", "TUESDAY 18 JUNE"),
        ("Rutshuru", "TUESDAY 18 JUNE"),
    ]


def test_a_word_of_violence_behind_the_time_is_the_deed_itself() -> None:
    assert any(s.span.text.startswith("Embuscade") for s in cut(LOG) if s.block in CODED_BLOCKS)


def test_a_province_in_capitals_and_its_town_head_an_entry() -> None:
    lines = [f"{where}. {time}Armed men shot at a post." for where, time in PLACED]
    entries = [s for s in cut("Log\n\n" + "\n\n".join(lines)) if s.span.text.startswith("Armed")]
    assert [s.section and s.section.text for s in entries] == ["HERAT, Shindand. 1400", *(w for w, _ in PLACED[1:])]
