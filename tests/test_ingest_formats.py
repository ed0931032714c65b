"""Markdown, HTML, PDF, Word and mail: made here as real files, read back as words, with what their metadata says."""

from __future__ import annotations

import io
import sys
import zipfile
import zlib
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import pytest

from tocsin.errors import InputError, MissingExtraError
from tocsin.ingest import Options, read_report, report_from_bytes
from tocsin.ingest.sniff import sniff
from tocsin.model import Report

FIRST = "The army said on Monday that three soldiers were killed when gunmen attacked a post near the town of Niono."
SECOND = (
    "The governor of the region told reporters that the men had come on motorbikes, and that two of them were caught."
)
PLAIN = Options()


def read(data: bytes | str, name: str, options: Options = PLAIN) -> Report:
    return report_from_bytes(data.encode() if isinstance(data, str) else data, name, options)


# Markdown


def test_markdown_loses_its_marks_and_keeps_its_words() -> None:
    page = read(
        "---\ntitle: Attack near Niono\nauthor: A. Bamba, C. Dia\ndate: 2024-06-12\nsource: Sahel Gazette\n"
        "url: https://sahel-gazette.example/a\ntags: [x]\n---\n\n# Attack near Niono\n\n"
        f"**{FIRST}** See [the *map*](https://x.example/m_(1).png).\n\n> {SECOND}\n\n- one\n- two\n\n```\ncode\n```\n",
        "a.md",
    )
    assert page.text.split("\n\n")[:3] == ["Attack near Niono", f"{FIRST} See the map.", SECOND]
    assert "- one\n- two" in page.text
    assert (page.title, page.byline, page.source) == ("Attack near Niono", ("A. Bamba", "C. Dia"), "Sahel Gazette")
    assert (page.published, page.published_from) == (date(2024, 6, 12), "metadata")
    assert page.url == "https://sahel-gazette.example/a"


def test_markdown_without_front_matter_takes_its_heading() -> None:
    page = read(f"Attack near Niono\n=================\n\n{FIRST}\n\n---\n\n{SECOND}", "a.md")
    assert page.title == "Attack near Niono"
    assert page.text == f"Attack near Niono\n\n{FIRST}\n\n{SECOND}"


def test_front_matter_that_is_none_stays() -> None:
    assert read(f"---\n{FIRST}\n---\n{SECOND}", "a.md").text.count("The ") == 2


# HTML


PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Attack near Niono | Sahel Gazette</title>
<meta property="og:title" content="Attack near Niono"><meta property="og:site_name" content="Sahel Gazette">
<meta name="author" content="Awa Bamba"><meta property="article:published_time" content="2024-06-12T08:00:00Z">
<link rel="canonical" href="https://sahel-gazette.example/2024/06/13/attack"><script>var x = "<p>no</p>";</script>
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Attack near Niono</h1><p>{FIRST}</p><p>{SECOND}</p><ul><li>first item of the list</li></ul>
<table><tr><td>killed</td><td>3</td></tr></table></article><footer>© 2024 Sahel Gazette</footer></body></html>"""


def test_html_gives_article_and_metadata() -> None:
    page = read(PAGE, "a.html")
    assert FIRST in page.text
    assert SECOND in page.text
    assert "Sport" not in page.text
    assert "var x" not in page.text
    assert page.text.startswith("Attack near Niono\n\n")
    assert (page.title, page.byline, page.source) == ("Attack near Niono", ("Awa Bamba",), "Sahel Gazette")
    assert (page.published, page.published_from) == (date(2024, 6, 12), "metadata")
    assert page.url == "https://sahel-gazette.example/2024/06/13/attack"


@pytest.mark.parametrize("name", ["a.html", "a.txt", "page"])
def test_html_is_known_by_its_bytes(name: str) -> None:
    assert "<" not in read(PAGE, name).text


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{FIRST}<p>{SECOND}",
        f"<html><body><div><p>{FIRST}</p><div><b>{SECOND}",
        f"<html><head><title>x</title><body><p>{FIRST}</p></td></tr></div><p>{SECOND}</p></body></body>",
        f"<html><body><font><center>{FIRST}<br><br>{SECOND}</center></body></html>",
    ],
)
def test_broken_html_gives_its_words(page: str) -> None:
    text = read(page, "a.html").text
    assert FIRST in text
    assert SECOND in text


def test_html_in_an_old_code_page() -> None:
    words = (
        "Trois soldats ont été tués lundi dans l’attaque d’un poste de l’armée près de la ville, a dit l’état-major."
    )
    page = f'<html><head><meta charset="iso-8859-1"></head><body><p>{words}</p><p>{words}</p></body></html>'
    assert words in read(page.encode("cp1252"), "a.html").text
    assert words in read(page.encode("utf-8"), "a.html").text


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<html><body><script>x</script></body></html>"])
def test_html_without_words_is_refused(page: str) -> None:
    with pytest.raises(InputError):
        read(page, "a.html")


def test_no_entity_reaches_outside(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    page = f'<!DOCTYPE html [<!ENTITY e SYSTEM "file://{secret}">]><html><body><p>&e; {FIRST}</p></body></html>'
    assert "the secret" not in read(page, "a.html").text


# PDF


def pdf(*pages: list[str], compress: bool = False) -> bytes:
    """A PDF written by hand (ISO 32000): one page a list of lines, in Helvetica with WinAnsi letters."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", font]
    kids = []
    for lines in pages:
        shown = " ".join(f"({_escaped(line)}) Tj 0 -14 Td" for line in lines)
        stream = f"BT /F1 11 Tf 50 760 Td {shown} ET".encode("cp1252")
        packed = zlib.compress(stream) if compress else stream
        extra = b" /Filter /FlateDecode" if compress else b""
        objects.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(packed), extra, packed))
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _assembled(objects)


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _assembled(objects: list[bytes]) -> bytes:
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


@pytest.mark.parametrize("compress", [False, True])
def test_pdf_gives_its_lines(compress: bool) -> None:
    page = read(pdf(["Attaque à Niono", "", *_wrapped()], compress=compress), "a.pdf", Options(language="en"))
    assert page.text.startswith("Attaque à Niono")
    assert " ".join(page.text.split()).endswith("were caught.")


def _wrapped() -> list[str]:
    words = f"{FIRST} {SECOND}".split()
    return [" ".join(words[at : at + 10]) for at in range(0, len(words), 10)]


def test_pdf_loses_running_heads_and_page_numbers_and_joins_words() -> None:
    sheets = [
        ["SAHEL GAZETTE 12", f"Sentence {n} of the report says that the gov-", "ernor came", f"Page {n}"]
        for n in "1234"
    ]
    text = read(pdf(*sheets), "a.pdf").text
    assert "GAZETTE" not in text
    assert "Page" not in text
    assert text.count("the governor came") == 4


def test_pdf_without_text_is_a_scan() -> None:
    with pytest.raises(InputError, match="holds no text"):
        read(pdf([]), "a.pdf")


def test_a_cut_pdf_is_refused_or_read() -> None:
    whole = pdf([FIRST, SECOND])
    for end in (20, len(whole) // 2, len(whole) - 40):
        try:
            assert read(whole[:end], "a.pdf", Options(language="en")).text
        except InputError as error:
            assert "\n" not in str(error)


# Word


def word(build: Any) -> bytes:
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_word_gives_paragraphs_lists_and_tables_in_order() -> None:
    def build(document: Any) -> None:
        document.add_heading("Attack near Niono", 0)
        document.add_paragraph(FIRST)
        document.add_paragraph("an item", style="List Bullet")
        table = document.add_table(rows=1, cols=2)
        table.rows[0].cells[0].text, table.rows[0].cells[1].text = "killed", "3"
        document.add_paragraph(SECOND)

    page = read(word(build), "a.docx")
    assert page.text.split("\n\n") == ["Attack near Niono", FIRST, "- an item", "killed | 3", SECOND]
    assert page.title == "Attack near Niono"
    assert page.published is None  # a file's own dates don't say when the report came out


def test_other_zips_are_named() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(InputError, match="an Excel workbook"):
        read(out.getvalue(), "a.docx")


# mail


def mail(html: bool = True, plain: bool = True, **fields: str) -> bytes:
    message = EmailMessage()
    message["From"] = fields.get("sender", "Sahel Gazette <desk@sahel-gazette.example>")
    message["To"] = "list@example.org"
    message["Subject"] = fields.get("subject", "Fwd: [alerts] Attaque à Niono")
    message["Date"] = "Wed, 12 Jun 2024 08:00:00 +0000"
    if plain:
        message.set_content(f"{FIRST}\n\n{SECOND}\n\n-- \nThe desk\n")
    if html and plain:
        message.add_alternative(f"<html><body><p>HTML {FIRST}</p></body></html>", subtype="html")
    elif html:
        message.set_content(f"<html><body><p>{FIRST}</p><p>{SECOND}</p></body></html>", subtype="html")
    return message.as_bytes()


@pytest.mark.parametrize(("html", "plain"), [(True, True), (False, True), (True, False)])
def test_mail_gives_its_words_and_headers(html: bool, plain: bool) -> None:
    page = read(mail(html, plain), "a.eml")
    assert page.text == f"Attaque à Niono\n\n{FIRST}\n\n{SECOND}"
    assert (page.title, page.source) == ("Attaque à Niono", "Sahel Gazette")
    assert (page.published, page.published_from) == (date(2024, 6, 12), "metadata")


def test_mail_of_a_known_address() -> None:
    page = read(mail(sender="desk@reuters.com"), "a.eml")
    assert (page.source, page.source_kind) == ("Reuters", "media")


def test_mail_without_text_is_refused() -> None:
    message = EmailMessage()
    message["Subject"] = "x"
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
    with pytest.raises(InputError, match="save its attachment"):
        read(message.as_bytes(), "a.eml")


def test_a_memo_with_a_few_fields_is_no_mail() -> None:
    text = f"To: all staff\nSubject: Niono\n\n{FIRST}"
    assert sniff(text.encode(), "a.txt") == "text"
    assert read(text, "a.txt").text == text


@pytest.mark.parametrize(("part", "name"), [("pypdf", "a.pdf"), ("docx", "a.docx"), ("trafilatura", "a.html")])
def test_a_missing_part_names_its_install_command(part: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"a.pdf": pdf([FIRST]), "a.docx": word(lambda d: d.add_paragraph(FIRST)), "a.html": PAGE.encode()}
    monkeypatch.setitem(sys.modules, part, None)
    with pytest.raises(MissingExtraError, match=r"pip install 'tocsin\[documents\]'"):
        read(files[name], name)


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(mail())
    assert read_report(path, PLAIN) == read(path.read_bytes(), "a.eml")
