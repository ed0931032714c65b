"""Second pass over a sentence: takes parts, joins those that name one actor together, gives the actors' parts.

"Burkinabe" + "soldiers" is a state force, "fighters of" + "Boko Haram" is Boko Haram, "Islamic State" + "(ISSP)" is
one actor. Invariant: the result covers only words of its parts and the joining words between them, in text order. The
rules are those of the noun phrase: English puts the nationality first, French and Spanish after.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from tocsin.extract.actor_match import Part, Words
from tocsin.extract.actor_settle import ARTICLES, names_persons, settled
from tocsin.knowledge.actors import Head, Lexicon, get, head
from tocsin.knowledge.actors.registry import ROLE_NAMES

__all__ = ["join_parts"]

_SIMPLE_OF = frozenset(("of", "from", "de", "du", "d", "del", "de la", "of the", "from the", "de l", "des"))
_PLAIN = re.compile(r"[\w' -]*")
_SAME_ACTOR = (" (", " [", ", ", "/", " - ", ", ou ", " ou ", ", or ", " or ", ", o ", " o ", " alias ")
_SLURS = ("apostates", "crusaders", "enemy", "disbelievers")
_MODEL = 1  # letters of a machine's type before its number
_MAX_MODIFIERS = 3
_OWNED = ("aircraft", "installation")  # weapons and places of a force: "una columna del MRTA", "los drones del ELN"
_CLOSE = ("linked", "affiliated")  # ties by which a group's men are called: an "-allied" militia is another one
_BODIES = frozenset(("group", "movement", "militia", "organisation", "organization", "network", "faction", "coalition"))
_IRREGULAR = ("rebel", "unidentified")
_NATION_SORTS = ("nation", "people", "country")

Rule = Callable[[Part, Part, Words, Lexicon], Part | None]


def _head_of(part: Part) -> Head | None:
    return head(part.head) if part.head else None


def _between(words: Words, left: Part, right: Part) -> tuple[str, ...] | None:
    """The tokens between two parts, None when more than words and spaces stands there."""
    dotted = words.folded[words.ends[left.last]] == "." and len(words.tokens[left.last]) == 1  # "U.S. forces"
    if not _PLAIN.fullmatch(words.folded, words.ends[left.last] + dotted, words.starts[right.first]):
        return None
    return words.tokens[left.last + 1 : right.first]


def _only_modifiers(tokens: tuple[str, ...], lexicon: Lexicon) -> bool:
    tokens = tuple(t for t in tokens if not (t.isdigit() or len(t) <= _MODEL))  # "B-52", "MiG-29"
    at = 0
    while at < len(tokens):
        size = next((n for n in (2, 1) if tokens[at : at + n] in lexicon.joins.modifiers and at + n <= len(tokens)), 0)
        if not size:
            return False
        at += size
    return len(tokens) <= _MAX_MODIFIERS


def _compose(noun: Part, country: str | None, first: int, last: int) -> Part:
    """A noun with the country whose it is: state forces get their id by rule."""
    kind = head(noun.head) if noun.head else None
    if country is None or kind is None:
        return replace(noun, first=first, last=last, country=noun.country or country)
    ids: tuple[str, ...] = noun.ids if kind.kind == "pmc" and country == "RU" else ()
    if kind.kind == "state" or kind.key == "crusaders":
        role = kind.role or (kind.key if kind.key in ROLE_NAMES else "military")
        ids = (f"{country.lower()}:{'government' if kind.key == 'state' else role}",)
    return replace(noun, first=first, last=last, country=country, ids=ids)


def _nation_before_noun(left: Part, right: Part, words: Words, lexicon: Lexicon) -> Part | None:
    if lexicon.language == "en" and left.sort == "seat":
        return _rule_of_seat(left, right, words, lexicon)
    if lexicon.language != "en" or left.sort not in _NATION_SORTS or left.noun:
        return None
    tokens = _between(words, left, right)
    if tokens is None:
        return None
    owns = tokens[:1] == ("s",)
    tokens = tokens[1:] if owns else tokens
    if left.sort == "country" and right.sort == "org" and owns and not tokens:
        return replace(right, first=left.first)  # "Somalia's al-Shabaab"
    if right.sort == "nation" and left.sort == "people" and not tokens:
        return None
    if right.sort in ("org", "people") and not tokens and left.sort != "country":
        return replace(right, first=left.first, ids=_of_country(right.ids, left.country), country=left.country)
    if right.sort != "head" or right.country or not _only_modifiers(tokens, lexicon):
        return None
    return _with_nation(left, right, words)


def _rule_of_seat(seat: Part, noun: Part, words: Words, lexicon: Lexicon) -> Part | None:
    """As in "The Bamako junta": a capital stands for its state beside a word for those who rule."""
    tokens = _between(words, *sorted((seat, noun), key=lambda part: part.first))
    rules = noun.head == "government" and not noun.country and tokens is not None
    return _with_nation(seat, noun, words) if rules and _only_modifiers(tokens or (), lexicon) else None


def _of_country(ids: tuple[str, ...], country: str | None) -> tuple[str, ...]:
    """The candidates that act in the country, all when none does: "Sudanese RSF"."""
    return tuple(key for key in ids if (one := get(key)) and country in one.countries) or ids


def _with_nation(nation: Part, noun: Part, words: Words) -> Part | None:
    kind = head(noun.head or "")
    if kind.anaphor or kind.part:
        return None
    if kind.bare:
        return replace(_compose(noun, nation.country, nation.first, nation.last), plural=True)
    return _compose(noun, nation.country, min(nation.first, noun.first), max(nation.last, noun.last))


def _noun_before_nation(left: Part, right: Part, words: Words, lexicon: Lexicon) -> Part | None:
    if lexicon.language == "en" or left.sort != "head" or left.country or right.sort not in ("nation", "people"):
        return None
    tokens = _between(words, left, right)
    if tokens is None or not _only_modifiers(tokens, lexicon):
        return None
    if right.sort == "people":
        return replace(left, last=right.last)
    return _with_nation(right, left, words)


def _of_words(words: Words, left: Part, right: Part, lexicon: Lexicon) -> str | None:
    tokens = _between(words, left, right)
    if not tokens:
        return None
    if lexicon.language != "en" and (tokens[0],) in lexicon.joins.modifiers and tokens[0] not in ("de", "y"):
        tokens = tokens[1:]  # "combattants [présumés] des ADF"
    while lexicon.language == "en" and len(tokens) > 1 and tokens[-1:] in lexicon.joins.modifiers:
        tokens = tokens[:-1]  # "gunmen from the [powerful] Viv Ansanm"
    short = (
        tokens[:-1]
        if len(tokens) > 1 and tokens[-1] in ARTICLES and " ".join(tokens) not in lexicon.joins.of
        else tokens
    )
    return " ".join(short) if " ".join(short) in lexicon.joins.of else None


def _noun_of_name(left: Part, right: Part, words: Words, lexicon: Lexicon) -> Part | None:
    kind = _head_of(left)
    if left.sort != "head" or kind is None or not (of := _of_words(words, left, right, lexicon)):
        return None
    if right.sort == "org" and (
        kind.joins or kind.key in _OWNED or kind.anaphor == "group"
    ):  # "la facción de Los Chapitos"
        return replace(right, first=left.first, plural=left.plural)
    if right.sort == "country" or (right.sort == "seat" and kind.key == "government"):  # "le régime de Kinshasa"
        return _noun_of_country(left, right, of, kind)
    return _noun_of_noun(left, right, kind) if kind.joins or kind.key == "aircraft" else None


def _noun_of_country(left: Part, right: Part, of: str, kind: Head) -> Part | None:
    if of not in _SIMPLE_OF or left.country or kind.anaphor or kind.part or kind.bare or kind.needs:
        return None
    return _compose(left, right.country, left.first, right.last)


def _noun_of_noun(left: Part, right: Part, kind: Head) -> Part | None:
    other = _head_of(right)
    if right.sort != "head" or other is None or not other.joins or other.part:
        return None
    if (
        kind.part
        or kind.key == "men"
        or (kind.key == "aircraft" and other.kind == "state")
        or (kind.kind == other.kind and not kind.anaphor)
    ):
        return replace(right, first=left.first, plural=left.plural, country=right.country or left.country)
    return None


def _name_beside_noun(left: Part, right: Part, words: Words, lexicon: Lexicon) -> Part | None:
    if words.gap(left.last, right.first) != " " or {left.sort, right.sort} != {"org", "head"}:
        return None
    name, noun = (left, right) if left.sort == "org" else (right, left)
    kind = head(noun.head or "")
    if not (kind.joins or kind.anaphor == "group") or noun.country:
        return None
    if name is right and kind.kind == "state" and noun.plural and lexicon.language == "en":
        return None  # "soldiers Boko Haram killed"
    return replace(name, first=left.first, last=right.last, plural=noun.plural)


def _name_owns_noun(left: Part, right: Part, words: Words, lexicon: Lexicon) -> Part | None:
    """A force or weapon that a name owns: "the RSF's artillery", "the Houthis' drones" are theirs."""
    gap = words.folded[words.ends[left.last] : words.starts[right.first]]
    own = next((mark for mark in ("'s ", "' ", "\u2019s ", "\u2019 ") if gap.startswith(mark)), None)
    if left.sort != "org" or right.sort != "head" or right.country or own is None:
        return None
    if not _only_modifiers(tuple(gap[len(own) :].split()), lexicon):
        return None  # "Islamic State's local affiliate"
    kind = head(right.head or "")
    owned = kind.joins or kind.needs or kind.part
    return replace(left, last=right.last, plural=right.plural) if owned else None


def _noun_beside_noun(left: Part, right: Part, words: Words, lexicon: Lexicon) -> Part | None:
    if words.gap(left.last, right.first) != " " or left.sort != "head" or right.sort != "head":
        return None
    one, two = head(left.head or ""), head(right.head or "")
    if one.kind != two.kind or one.anaphor or two.anaphor or right.country or one.bare or two.bare:
        return None
    main = right if lexicon.language == "en" and not (two.part or two.needs) else left
    ids = left.ids if left.country else main.ids
    return replace(main, first=left.first, last=right.last, country=left.country, ids=ids)


def _part_of_party(left: Part, right: Part, words: Words, lexicon: Lexicon) -> Part | None:
    """As in "la faction Bakura du groupe Boko Haram": a part and the whole named together are the part."""
    if left.sort != "org" or right.sort != "org" or not _of_words(words, left, right, lexicon):
        return None
    parts = tuple(key for key in left.ids if (one := get(key)) and set(one.parents) & set(right.ids))
    return replace(left, last=right.last, ids=parts) if parts else None


def _name_in_brackets(left: Part, right: Part, words: Words, lexicon: Lexicon) -> Part | None:
    gap = words.gap(left.last, right.first)
    if gap not in _SAME_ACTOR or left.sort != "org" or right.sort != "org":
        return None
    shared = tuple(key for key in left.ids if key in right.ids)
    if not shared or (gap[-1] in "([" and words.folded[words.ends[right.last] :][:1] not in (")", "]")):
        return None
    return replace(left, last=right.last, ids=shared, weak=left.weak and right.weak)


def _slur_before_name(left: Part, right: Part, words: Words, lexicon: Lexicon) -> Part | None:
    """An insult before a force: "apostate Nigerien army" is the Nigerien army."""
    if left.head not in _SLURS or left.country or words.gap(left.last, right.first) != " ":
        return None
    return replace(right, first=left.last) if right.country and right.sort == "head" else None


_RULES: tuple[Rule, ...] = (
    _slur_before_name,
    _nation_before_noun,
    _noun_before_nation,
    _part_of_party,
    _name_in_brackets,
    _name_beside_noun,
    _name_owns_noun,
    _noun_beside_noun,
    _noun_of_name,
)


def _first_join(left: Part, right: Part, words: Words, lexicon: Lexicon) -> Part | None:
    return next((joined for rule in _RULES if (joined := rule(left, right, words, lexicon))), None)


def _skip_modifier(parts: list[Part], at: int, lexicon: Lexicon, words: Words) -> bool:
    """True when the part at ``at`` is only a modifier between its neighbours ("Congolese [Crusader] army")."""
    inner = words.tokens[parts[at].first : parts[at].last + 1]
    return _only_modifiers(inner, lexicon) and at + 1 < len(parts)


def _joined_once(parts: list[Part], words: Words, lexicon: Lexicon) -> list[Part]:
    done: list[Part] = []
    at = 0
    while at < len(parts):
        part = parts[at]
        while done and (joined := _first_join(done[-1], part, words, lexicon)):
            done.pop()
            part = joined
        nation = done[-1] if done and done[-1].sort in _NATION_SORTS else None
        if nation and _skip_modifier(parts, at, lexicon, words):
            joined = _nation_before_noun(nation, parts[at + 1], words, lexicon)
            if joined:
                done[-1] = joined
                at += 2
                continue
        done.append(part)
        at += 1
    return done


def _shared_noun(parts: list[Part], words: Words, lexicon: Lexicon) -> list[Part]:
    """Nationalities that share the noun of a neighbour: "four American and four Nigerien soldiers"."""
    done = list(parts)
    pairs = range(len(done) - 1)
    for at in reversed(pairs) if lexicon.language == "en" else pairs:
        bare, noun = (at, at + 1) if lexicon.language == "en" else (at + 1, at)
        if done[bare].sort != "nation" or done[bare].noun or done[noun].sort != "head" or not done[noun].country:
            continue
        if _is_conjunction(words, done[at], done[at + 1], lexicon) and not (
            lexicon.language != "en" and names_persons(done[bare], words, lexicon)
        ):
            done[bare] = _compose(
                replace(done[noun], country=None), done[bare].country, done[bare].first, done[bare].last
            )
    return done


def _is_conjunction(words: Words, left: Part, right: Part, lexicon: Lexicon) -> bool:
    gap = words.gap(left.last, right.first).strip()
    tokens = gap.split()
    while tokens and (tokens[-1] in lexicon.joins.determiners or tokens[-1].isdigit()):
        tokens.pop()
    return " ".join(tokens) in lexicon.joins.conjunctions


def _with_kin(parts: list[Part], words: Words, lexicon: Lexicon) -> list[Part]:
    """Names and countries that only say whose kin the next actor is, as its first words: "Iran-backed Houthi rebels".

    Armed men tied to a group that is no worldwide network are its own: "PKK-linked militants".
    """
    done: list[Part] = []
    for part in parts:
        kin = done[-1] if done and part.sort in ("org", "head") and _is_tied(done[-1], part, words, lexicon) else None
        if kin:
            done.pop()
            kind = _head_of(part)
            local = kin.sort == "org" and all(
                (one := get(key)) and one.countries and not one.localises for key in kin.ids
            )
            close = words.tokens[kin.last + 1] in _CLOSE and kind is not None and kind.joins and kind.kind in _IRREGULAR
            part = replace(kin, last=part.last, plural=True) if local and close else replace(part, first=kin.first)
        done.append(part)
    return done


def _is_tied(kin: Part, part: Part, words: Words, lexicon: Lexicon) -> bool:
    """True where nothing but "-linked" and adjectives stands between the two."""
    tokens = _between_hyphens(words, kin, part)
    rest = tuple(token for token in tokens[1:] if token not in _BODIES)
    return bool(tokens) and tokens[0] in lexicon.joins.tied and _only_modifiers(rest, lexicon)


def _between_hyphens(words: Words, left: Part, right: Part) -> tuple[str, ...]:
    between = words.folded[words.ends[left.last] : words.starts[right.first]]
    return words.tokens[left.last + 1 : right.first] if _PLAIN.fullmatch(between.replace("-", " ")) else ()


def join_parts(parts: list[Part], words: Words, lexicon: Lexicon) -> list[Part]:
    """The actors among ``parts``, joined; what cannot stand alone is left out."""
    joined = _with_kin(_shared_noun(_joined_once(parts, words, lexicon), words, lexicon), words, lexicon)
    return [alone for part in joined if (alone := settled(part, words, lexicon))]
