"""Plain text in: every encoding gives the same words, what is no report is refused in one line, nothing is guessed."""

from __future__ import annotations

import codecs
import hashlib
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.errors import InputError, MissingExtraError
from tocsin.ingest import Options, detect_language, find_files, read_report, report_from_bytes
from tocsin.ingest.clean import clean

FRENCH = "Attaque à Gao\n\nTrois « soldats » ont été tués dans l'attaque d'un poste près de Gœlé, a dit l’état-major."
ENGLISH = (
    "Attack near Niono\n\nThe army said that three soldiers were killed on the road to the town, and two were hurt."
)
SPANISH = (
    "Ataque en el Cauca\n\nTres soldados murieron en la vía que lleva al pueblo, según dijo el Ejército a la prensa."
)
PLAIN = Options()


def read(data: bytes, name: str = "a.txt", options: Options = PLAIN) -> str:
    return report_from_bytes(data, name, options).text


@pytest.mark.parametrize(
    "data",
    [
        FRENCH.encode(),
        codecs.BOM_UTF8 + FRENCH.encode(),
        codecs.BOM_UTF16_LE + FRENCH.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"),
        FRENCH.encode("utf-16-le"),
        FRENCH.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + FRENCH.encode("utf-32-le"),
        FRENCH.encode("cp1252"),
        FRENCH.replace("\n", "\r\n").encode("cp1252"),
        FRENCH.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "utf-8 mark", "16le mark", "16be mark", "16le", "16be", "32le mark", "1252", "1252 crlf", "cr"],
)
def test_every_encoding_gives_the_same_words(data: bytes) -> None:
    assert read(data) == FRENCH


def test_latin_1_and_a_broken_byte() -> None:
    words = "Cinq civils ont été tués à Gao par des hommes armés, a dit le maire de la ville à la radio."
    assert read(words.encode("latin-1")) == words
    broken = words.encode().replace(b"maire", b"mai\xffre")
    assert read(broken) == words.replace("maire", "mai\ufffdre")


def test_offsets_count_code_points() -> None:
    words = "🇲🇱 The army said that it was in Niono, and that the men were 𝐠𝐨𝐧𝐞 from the town."
    text = read(words.encode())
    assert text == words
    assert text[text.index("Niono") :].startswith("Niono")


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\tb", "a b"),
        ("so\u00adlidarity \u200bin the town\ufeff", "solidarity in the town"),
        ("e\u0301te\u0301", "été"),
        ("a\u2028b\u0085c\r\nd\x0ce", "a\nb\nc\nd\ne"),
        ("  indented\n\n\n\nblank lines  stay", "  indented\n\n\n\nblank lines  stay"),
        ("end\n\n", "end"),
        ("« 3 000 »", "« 3 000 »"),
    ],
)
def test_cleaning_is_small(raw: str, shown: str) -> None:
    assert clean(raw) == shown


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    assert clean(clean(raw)) == clean(raw)


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a.eml", "a"]))
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_a_report_or_a_refusal(data: bytes, name: str) -> None:
    try:
        found = report_from_bytes(data, name, Options(language="en"))
    except (InputError, MissingExtraError) as error:
        assert str(error).count("\n") == 0
    else:
        assert found.text.strip()
        assert report_from_bytes(data, name, Options(language="en")) == found


def test_the_id_hashes_source_and_raw_bytes() -> None:
    data = ENGLISH.encode()
    plain, named = (report_from_bytes(data, "a.txt", one) for one in (PLAIN, Options(source="Outlet")))
    assert plain.id == "sha256:" + hashlib.sha256(b"\0" + data).hexdigest()
    assert named.id == "sha256:" + hashlib.sha256(b"Outlet\0" + data).hexdigest()
    assert report_from_bytes(data, "other.txt", PLAIN) == plain
    assert report_from_bytes(data + b"\n", "a.txt", PLAIN).id != plain.id


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "the file is empty"),
        (b" \n\t\r\n ", "the file is empty"),
        (" \u00a0\u2003\n".encode(), "holds no words"),
        ("— … !\n".encode(), "holds no words"),
        (bytes(range(256)) * 20, "not a text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(400), "a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(400), "a JPEG image"),
        (b"PK\x03\x04" + bytes(40), "broken zip or DOCX"),
        (b"\x1f\x8b\x08" + bytes(40), "a gzip archive"),
        (b"%PDF-1.7\njunk", "the PDF is broken"),
        (b"{\\rtf1\\ansi words}", "an RTF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(400), "old Word file"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "b.bin"])
def test_what_is_no_report_is_refused_in_one_line(data: bytes, cause: str, name: str) -> None:
    with pytest.raises(InputError, match=cause) as refused:
        read(data, name)
    assert str(refused.value).startswith(f"{name}: ")
    assert "\n" not in str(refused.value)


def test_fifty_megabytes_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_bytes(b"words and words\n" * (50_000_000 // 16))
    before = time.perf_counter()
    with pytest.raises(InputError, match="larger than 20 MB; split it into reports"):
        read_report(path, PLAIN)
    assert time.perf_counter() - before < 2


def test_a_long_text_is_refused_by_its_characters() -> None:
    with pytest.raises(InputError, match="longer than 1,000 characters"):
        read(ENGLISH.encode() * 20, options=Options(max_chars=1000))


def test_ten_thousand_sentences_are_read() -> None:
    text = "The army said that three men were killed in the town of Niono on Monday. " * 10_000
    before = time.perf_counter()
    assert len(read(text.encode())) == len(text)
    assert time.perf_counter() - before < 5


# languages


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (FRENCH, "fr"), (SPANISH, "es")])
def test_the_three_languages(text: str, language: str) -> None:
    assert report_from_bytes(text.encode(), "a.txt", PLAIN).language == language
    assert detect_language(text.upper()) == language


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (
            "Bei einem Angriff auf einen Posten der Armee sind am Montag nach Angaben der Regierung drei Soldaten.",
            "German",
        ),
        ("قال الجيش إن ثلاثة جنود قتلوا في هجوم على نقطة عسكرية قرب المدينة يوم الاثنين", "Arabic"),
        (
            "Na segunda-feira, três soldados foram mortos num ataque a um posto do exército, disse o governo do país.",
            "Port",
        ),
        ("В понедельник в результате нападения на пост были убиты три солдата, сообщила армия страны", "Cyrillic"),
        (
            "Watu watatu waliuawa katika shambulio la kambi ya jeshi kwa mujibu wa serikali ya nchi hiyo jana.",
            "Swahili",
        ),
    ],
)
def test_another_language_is_refused_by_its_name(text: str, seen: str) -> None:
    with pytest.raises(InputError, match="--language") as refused:
        read(text.encode())
    assert seen in str(refused.value)
    assert report_from_bytes(text.encode(), "a.txt", Options(language="fr")).language == "fr"


@pytest.mark.parametrize("given", ["EN", "en-GB", "en_US"])
def test_a_language_may_be_forced(given: str) -> None:
    assert report_from_bytes(b"3 KIA, Gao", "a.txt", Options(language=given)).language == "en"


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(InputError, match="unknown language 'de'; known are en, fr, es"):
        read(b"words", options=Options(language="de"))


def test_names_of_places_do_not_decide() -> None:
    assert (
        detect_language("Bodies of fishermen were found by the river near Sainte-Marie-de-la-Mer and El Carmen.")
        == "en"
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "La policía investiga el ataque que mató a 20 personas en Jamundí el 2 de mayo.",
            "es",
        ),  # no word is its alone
        ("Atacaron el puesto de Tame.", "es"),
        ("Attaque contre le poste de Niono", "fr"),
        ("Cinco soldados mueren en emboscada", "es"),
        ("Asesinan a líder social en Tibú", "es"),
        ("Un chef de village assassiné à Kaya", "fr"),
        ("Combats à Beni", "fr"),
        ("El Fasher shelled again", "en"),
        ("3 KIA, Gao", "en"),
        ("2 WIA", "en"),
        ("VBIED Mogadishu", "en"),
        ("Mortar fire, Bakhmut", "en"),
        ("Five bodies, Kidal", "en"),
    ],
)
def test_short_texts(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("data", [b"\xff\xfe\x00\x01", b"x", b"Gao", "Tödlicher Anschlag".encode(), b"Aanslag Niono"])
def test_a_text_without_a_known_word_is_refused_not_guessed(data: bytes) -> None:
    with pytest.raises(InputError, match="language looks like none of en, fr, es; pass --language to force one"):
        report_from_bytes(data, "a.txt", PLAIN)
    assert report_from_bytes(data, "a.txt", Options(language="fr")).language == "fr"


# files


def test_a_folder_gives_its_files_in_order_and_names_what_it_can_not_read(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(ENGLISH)
    (tmp_path / "a.md").write_text(ENGLISH)
    (tmp_path / ".hidden.txt").write_text(ENGLISH)
    (tmp_path / "c.png").write_bytes(b"x")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "d.html").write_text("<p>x")
    (tmp_path / "x.txt").mkdir()
    (tmp_path / "y.txt").symlink_to(tmp_path / "nowhere")
    found, errors = find_files([tmp_path, tmp_path / "b.txt", tmp_path / "gone.txt"])
    assert [str(path.relative_to(tmp_path)) for path in found] == ["a.md", "b.txt", "sub/d.html"]
    assert [error.what for error in errors] == ["a link that leads nowhere", "no such file or folder"]


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    found, errors = find_files([tmp_path])
    assert not found
    assert "holds no file ending in .txt" in str(errors[0])


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a folder, not a file"):
        read_report(tmp_path, PLAIN)
    with pytest.raises(InputError, match="no such file"):
        read_report(tmp_path / "gone.txt", PLAIN)


def test_json_is_text_like_any_other() -> None:
    text = json.dumps({"text": ENGLISH})
    assert read(text.encode()) == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Dos policías murieron el lunes en un ataque en Suárez.", "es"),
        ("Tres muertos en Cali", "es"),
        ("Dix morts à Djibo", "fr"),
        ("Kabul bombing kills nine", "en"),
        ("En el ataque de la guerrilla murieron dos policías y un civil.", "es"),
    ],
)
def test_a_line_is_enough(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Dos homes morts en un atac a la ciutat, segons la policia.",
        "Dos mortos num ataque em Palma, no norte de Moçambique.",
        "Due soldati sono morti in un attacco a Kabul nella notte.",
    ],
)
def test_a_neighbour_is_told_by_its_own_words(text: str) -> None:
    with pytest.raises(InputError, match="rather"):
        detect_language(text)
