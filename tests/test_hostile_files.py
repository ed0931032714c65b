"""Files made to do harm: each is refused in one line or read to a bounded end, within five seconds and a gigabyte."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from jail import MAX_SECONDS, SECRET

JAIL = Path(__file__).with_name("jail.py")
NEWS = "Gunmen killed four people in Bamako on 3 May 2024, the army said. "
LAUGHS = '<!DOCTYPE a [<!ENTITY l0 "Gunmen killed four. ">' + "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{}"/></Relationships>'
)


def docx(
    body: str, head: str = "", target: str = "word/document.xml", extra: Iterable[tuple[str, bytes]] = ()
) -> bytes:
    """A Word file of the least parts, its document as given."""
    document = f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    parts = [("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS.format(target)), ("word/document.xml", document)]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (*parts, *extra):
            archive.writestr(name, data)
    return out.getvalue()


GRID = "<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"


def words(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def lying(data: bytes, name: bytes, size: int) -> bytes:
    """The zip with another unpacked size written beside ``name``, in its own head and in the directory."""
    out = bytearray(data)
    for mark, at, name_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        start = data.find(mark)
        while start >= 0:
            if data[start + name_at :].startswith(name):
                out[start + at : start + at + 4] = size.to_bytes(4, "little")
            start = data.find(mark, start + 4)
    return bytes(out)


def pdf(*objects: str, streams: bytes = b"") -> bytes:
    """A PDF of the objects as given, numbered from 1, without a table of where they are."""
    body = "".join(f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, start=1))
    return b"%PDF-1.7\n" + body.encode() + streams + b"trailer << /Root 1 0 R /Size 99 >>\nstartxref\n0\n%%EOF\n"


def stream(number: int, data: bytes, extra: str = "/Filter /FlateDecode") -> bytes:
    return f"{number} 0 obj\n<< /Length {len(data)} {extra} >>\nstream\n".encode() + data + b"\nendstream\nendobj\n"


CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources {} /Contents {} >>"
PAGES = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def nested_mail(depth: int) -> str:
    text = f"Subject: Attack\nFrom: desk@example.org\nMIME-Version: 1.0\nContent-Type: text/plain\n\n{NEWS}\n"
    for n in range(depth):
        head = "Subject: Attack\nFrom: desk@example.org\n" if n == depth - 1 else ""
        text = f'{head}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n{text}\n--b{n}--\n'
    return text


def page(body: str, head: str = "") -> bytes:
    return f"{head}<html><body>{body}</body></html>".encode()


def zeros(size: int) -> bytes:
    """So many spaces, packed."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b" " * 1_000_000) for _ in range(size // 1_000_000)) + packer.flush()


def word_files(secret: Path) -> Iterator[tuple[str, bytes]]:
    whole = docx(words(NEWS))
    huge = docx("<w:p/>" * 9_000_000)
    yield "expands.docx", huge
    yield "expands-and-lies.docx", lying(huge, b"word/document.xml", 1000)
    yield "many-entries.docx", docx(words(NEWS), extra=((f"word/{n}.xml", b"") for n in range(60_000)))
    yield "media-bomb.docx", docx(words(NEWS), extra=((f"word/{n}.png", b"\0" * 50_000_000) for n in range(8)))
    yield "empty-paragraphs.docx", docx("<w:p/>" * 1_500_000)
    yield "nested-tables.docx", docx(f"{GRID}<w:tr><w:tc>" * 3000 + words(NEWS) + "</w:tc></w:tr></w:tbl>" * 3000)
    yield "wide-table.docx", docx(GRID + "<w:tr>" + f"<w:tc>{words('a')}</w:tc>" * 2000 + "</w:tr></w:tbl>")
    yield (
        "span.docx",
        docx(f'{GRID}<w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>{words(NEWS)}</w:tc></w:tr></w:tbl>'),
    )
    yield "laughs.docx", docx(words("&l9;"), head=LAUGHS + "]>")
    yield "outside.docx", docx(words(NEWS + "&x;"), head=f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>')
    yield "upwards.docx", docx(words(NEWS), target=f"../../../../..{secret}")
    yield "upwards-names.docx", docx(words(NEWS), extra=[(f"../../../..{secret}", b"x"), ("/etc/passwd", b"x")])
    yield "no-grid.docx", docx(f"<w:tbl><w:tr><w:tc>{words(NEWS)}</w:tc></w:tr></w:tbl>")
    yield "cut.docx", whole[: len(whole) // 2]
    yield "overlong-comment.docx", whole + b"\0" * 1_000_000


def pages(secret: Path) -> Iterator[tuple[str, bytes]]:
    yield "laughs.html", page(f"<p>{NEWS}&l9;</p>", head=LAUGHS + "]>")
    yield "laughs.xhtml", page(f"<p>{NEWS}&l9;</p>", head="<?xml version='1.0'?>" + LAUGHS + "]>")
    yield "outside.html", page(f"<p>{NEWS}&x;</p>", head=f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>')
    yield "frame.html", page(f"<p>{NEWS}</p><iframe src='{secret.as_uri()}'></iframe>")
    yield "long-word.html", page(f"<p>{NEWS}{'a' * 1_000_000}</p>")
    yield "long-word.txt", (NEWS + "a" * 1_000_000).encode()
    yield "long-name.txt", (NEWS + "A" * 300_000).encode()
    yield "deep.html", page("<div>" * 10_000 + NEWS + "</div>" * 10_000)
    yield "deep-inline.html", page("<p>" + "<b>" * 10_000 + NEWS + "</b>" * 10_000)
    yield "deep-tables.html", page("<table><tr><td>" * 10_000 + NEWS)
    yield "deep-lists.html", page("<ul><li>" * 10_000 + NEWS)
    yield "long-attribute.html", page(f"<p class='{'x ' * 500_000}'>{NEWS}</p>")
    yield "open-comments.html", page(f"<p>{NEWS}</p>" + "<!--" * 300_000)
    yield "declarations.html", b"<?xml " * 100_000 + page(NEWS)
    yield "brackets.md", (NEWS + "[" * 20_000 + "](" * 20_000).encode()
    yield "stars.md", (NEWS + "*" * 20_000 + " _" * 20_000).encode()


def printed(_: Path) -> Iterator[tuple[str, bytes]]:
    yield "parent-of-itself.pdf", pdf(CATALOG, "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>")
    yield (
        "says-a-million-pages.pdf",
        pdf(CATALOG, "<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>", PAGE.format("<< >>", "9 0 R")),
    )
    yield "deep-pages.pdf", pdf(CATALOG, *(f"<< /Type /Pages /Kids [{n + 1} 0 R] /Count 1 >>" for n in range(2, 5000)))
    same = " ".join(["3 0 R"] * 100_000)
    yield (
        "one-page-often.pdf",
        pdf(
            CATALOG,
            f"<< /Type /Pages /Kids [{same}] /Count 100000 >>",
            PAGE.format("<< >>", "4 0 R"),
            streams=stream(4, zlib.compress(b"BT (a) Tj ET")),
        ),
    )
    yield "unpacks.pdf", pdf(CATALOG, PAGES, PAGE.format("<< >>", "4 0 R"), streams=stream(4, zeros(200_000_000)))
    twice = stream(4, zlib.compress(zeros(200_000_000)), "/Filter [/FlateDecode /FlateDecode]")
    yield "unpacks-twice.pdf", pdf(CATALOG, PAGES, PAGE.format("<< >>", "4 0 R"), streams=twice)
    form = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >>"
    yield (
        "draws-itself.pdf",
        pdf(
            CATALOG,
            PAGES,
            PAGE.format("<< /XObject << /X 4 0 R >> >>", "5 0 R"),
            streams=stream(4, b"/X Do /X Do", form) + stream(5, b"/X Do", ""),
        ),
    )
    yield (
        "operators.pdf",
        pdf(CATALOG, PAGES, PAGE.format("<< >>", "4 0 R"), streams=stream(4, zlib.compress(b"q " * 5_000_000))),
    )
    yield "deep-arrays.pdf", pdf(CATALOG, PAGES, PAGE.format("[" * 100_000, "4 0 R"))
    yield (
        "length-lies.pdf",
        pdf(
            CATALOG,
            PAGES,
            PAGE.format("<< >>", "4 0 R"),
            streams=b"4 0 obj\n<< /Length 999999999 >>\nstream\nBT (a) Tj ET\nendstream\nendobj\n",
        ),
    )
    yield "table-of-itself.pdf", pdf(CATALOG).replace(b"trailer <<", b"xref\n0 0\ntrailer << /Prev 0")
    yield "cut.pdf", pdf(CATALOG, PAGES, PAGE.format("<< >>", "4 0 R"))[:150]


def letters(_: Path) -> Iterator[tuple[str, bytes]]:
    yield "nested.eml", nested_mail(50).encode()
    yield "nested-deep.eml", nested_mail(1500).encode()
    forwarded = "Subject: Attack\nFrom: desk@example.org\nContent-Type: message/rfc822\n\n"
    yield "forwarded.eml", (forwarded * 2000 + NEWS).encode()
    head = 'Subject: Attack\nFrom: desk@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
    yield "many-parts.eml", (head + f"--b\n\n{NEWS}\n" * 50_000).encode()
    yield "many-empty-parts.eml", (head + "--b\nContent-Type: text/html\n\n<p></p>\n" * 20_000).encode()
    yield "long-subject.eml", (f"Subject: {'Re: ' * 200_000}\nFrom: a@example.org\n\n{NEWS}").encode()
    yield "encoded-subject.eml", (f"Subject: {'=?utf-8?q?a?= ' * 50_000}\nFrom: a@example.org\n\n{NEWS}").encode()
    yield "brackets-in-sender.eml", (f"Subject: x\nFrom: {'(' * 100_000}\n\n{NEWS}").encode()
    yield "many-fields.eml", ("Subject: x\nFrom: a@example.org\n" + "X-A: b\n" * 300_000 + f"\n{NEWS}").encode()
    yield (
        "parameters.eml",
        (f"Subject: x\nFrom: a@b.org\nContent-Type: text/plain{'; a*0=b' * 50_000}\n\n{NEWS}").encode(),
    )


def packed(_: Path) -> Iterator[tuple[str, bytes]]:
    yield "cut.gz", gzip.compress(NEWS.encode())[:-9]
    yield "cut.txt", gzip.compress(NEWS.encode())[:-9]
    yield "bomb.html", gzip.compress(b"\0" * 10_000_000)


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    home = tmp_path_factory.mktemp("hostile")
    secret, folder = home / "secret.txt", home / "files"
    secret.write_text(f"{NEWS}{SECRET}")
    folder.mkdir()
    for family in (word_files, pages, printed, letters, packed):
        for name, data in family(secret):
            (folder / name).write_bytes(data)
    done = subprocess.run([sys.executable, str(JAIL), str(folder)], capture_output=True, text=True, check=True)
    return {one["name"]: one for one in map(json.loads, done.stdout.splitlines())}


def test_each_is_refused_in_one_line_or_read_within_the_limits(verdicts: dict[str, dict[str, object]]) -> None:
    assert len(verdicts) > 50
    wrong = [
        one
        for one in verdicts.values()
        if str(one["said"]).startswith("broke") or "\n" in str(one["said"]) or float(str(one["seconds"])) > MAX_SECONDS
    ]
    assert not wrong


def test_what_a_file_points_at_is_not_read(verdicts: dict[str, dict[str, object]]) -> None:
    assert not [one for one in verdicts.values() if "secret" in str(one["said"])]
    assert str(verdicts["outside.docx"]["said"]).startswith("read")


@pytest.mark.parametrize(
    "name", ["expands.docx", "many-entries.docx", "media-bomb.docx", "empty-paragraphs.docx", "span.docx"]
)
def test_bombs_are_named_as_what_they_are(name: str, verdicts: dict[str, dict[str, object]]) -> None:
    assert "unpacks to far more than a report holds" in str(verdicts[name]["said"])


@pytest.mark.parametrize("name", ["cut.gz", "cut.txt", "bomb.html"])
def test_packed_files_are_never_unpacked(name: str, verdicts: dict[str, dict[str, object]]) -> None:
    assert "gzip archive; unpack it" in str(verdicts[name]["said"])
