"""Clean text -> who issued it: takes the head of a statement or bulletin, gives the body whose word it is.

Read are the heading of a release ("Statement by …", "Communiqué n° 3 de …"), the letterhead around it, and the name
before a serial's title ("… - Weekly brief 25/2025"). Invariant: the name stands in the text; a headline about a
statement ("Statement by army chief fuels row") is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tocsin.ingest.outlets import Outlet, kind_of, outlet_named
from tocsin.text import fold

__all__ = ["issuer_in"]

_RELEASE_WORDS = (
    r"press release|press statement|statement|declaration|communique(?: de presse)?(?! de presse)|proclamation|"
    r"note de presse|comunicado(?: (?:oficial|de prensa|conjunto))?|declaracion|pronunciamiento|nota de prensa|"
    r"boletin(?: oficial)?|bulletin des operations|parte (?:de guerra|militar|oficial)"
)
_RELEASE = re.compile(rf"(?<!\w)(?:{_RELEASE_WORDS})(?!\w)")
_ISSUED_BY = re.compile(
    rf"^\W{{0,2}}(?:(?:official|joint|working|unofficial)\s)?(?:{_RELEASE_WORDS})(?:\s+(?:no?\.?°?\s?)?[\d/-]+\w*)?"
    r"(?:\s+n[°o.]+\s?[\d/-]+)?\s+(?:issued\s|released\s)?(?:by|of|from|de|du|del|des)\s+(?:the\s|la\s|le\s|l'|el\s|les\s)?"
)
_NAME = re.compile(
    r"[A-ZÀ-ÝŒ][\w'’-]*(?:\s+(?:of|the|for|and|de|del|la|du|des|et|y|les|al)(?=\s)){0,2}"
    r"(?:\s+(?:[A-ZÀ-ÝŒ]|al-|as-|ash-|el-)[\w'’-]*(?:\s+(?:of|the|for|and|de|del|la|du|des|et|y|les|al)(?=\s))*){0,9}"
)
# An office of state as French and Spanish write it, in small letters but for the first word.
_SMALL = (
    r"(?:generale?s?|armees?|defense|defensa|nationale?s?|forces?|fuerzas?|armadas?|militaires?|militar(?:es)?|mayor|"
    r"conjunto|securite|seguridad|publiques?|public[ao]s?|interieure?|interior|communication|comunicacion|information|"
    r"informacion|relations|relaciones|operations|operaciones|commandement|comando|gendarmerie|police|policia|armee|"
    r"ejercito|terre|air|marine|aerea|aire|central|etat-major|centre|direction|service|oficina|departamento|"
    r"de|du|des|d|la|le|les|l|del|el|los|las|et|y)"
)
_OFFICE = re.compile(
    r"(?:l')?(?:etat-major|ministere|ministerio|estado mayor|secretaria|commandement|comando|comandancia|direction|"
    r"direccion|quartier general|cuartel general|gendarmerie|police|policia|armee|ejercito|forces|fuerzas)"
    rf"(?:[\s']+{_SMALL})*"
)
_PARTS = re.compile(r"\s+[-–—|]\s+|,\s+|\s+[–—|]\s*|\.\s")
_SERIAL = re.compile(
    r"^(?:(?:morning|noon|midday|evening|nightly|daily|weekly|monthly|flash|news|situation|security|field)\s+)+"
    r"(?:bulletin|brief|briefing|summary|digest|note|update|report|log)\b|"
    r"^(?:bulletin|note|flash|point|rapport|boletin|informe|parte|resumen)\s+"
    r"(?:quotidien|hebdomadaire|mensuel|securitaire|diario|semanal|mensual)"
)
_BODIES = frozenset({"government", "party", "igo", "ngo"})
_HEAD_LINES = 5
_LINE_CHARS = 110


def issuer_in(head: list[str]) -> Outlet | None:
    """The body that issued the page, with its kind; ``head`` is the first lines that hold words."""
    return next(_issuers(head[:_HEAD_LINES]), None)


def _issuers(head: list[str]) -> Iterator[Outlet]:
    for line in head:
        yield from _named(line)
    lines = [line for line in head if len(line) <= _LINE_CHARS or line.isupper()]
    if any(_is_heading(line) and _RELEASE.search(fold(line)) for line in lines):
        yield from (body for line in lines for part in _PARTS.split(line) if (body := _body(part)))
    for line in lines:
        yield from _of_serial(line)
    for line in lines[1:3]:  # a letterhead below the headline; offices of state are named in too many bylines
        bodies = [body for part in _PARTS.split(line) if (body := _body(part))]
        yield from (body for body in bodies if body.kind != "government")


def _named(line: str) -> Iterator[Outlet]:
    """The body after "Statement by": listed, of a known kind, or in a heading in capitals."""
    match = _ISSUED_BY.match(fold(line))
    name = _NAME.match(line[match.end() :]) if match else None
    if name:
        words = _trimmed(name.group())
        kind = kind_of(words, None)
        if kind in _BODIES or line.isupper():
            yield outlet_named(words) or Outlet(words, kind)


def _trimmed(name: str) -> str:
    return re.sub(r"\s+(?:of|the|for|and|de|del|la|du|des|et|y|les|al)$", "", name)


def _is_heading(line: str) -> bool:
    return line.isupper() or bool(_RELEASE.match(fold(line).lstrip(' [«"'))) or line[-1:] not in (".", "!", "?")


def _body(words: str) -> Outlet | None:
    """A body's own name: every word capitalised but for the small ones, and its words or the list tell its kind."""
    words = words.strip(' []«»"')
    name = _NAME.fullmatch(words) or (words[:1].isupper() and _OFFICE.fullmatch(fold(words)))
    if not name or len(words) < 3 or _RELEASE.match(fold(words)):
        return None
    kind = kind_of(words, None)
    return (outlet_named(words) or Outlet(words, kind)) if kind in _BODIES else None


def _of_serial(line: str) -> Iterator[Outlet]:
    name, *rest = re.split(r"\s+[-–—|]\s+", line, maxsplit=1)
    if rest and 3 < len(name) < 60 and name[0].isupper() and _SERIAL.match(fold(rest[0])):
        yield outlet_named(name) or Outlet(name, kind_of(name, None))
