"""Second pass over a sentence: takes parts, joins those that name one actor together, gives the actors' parts.

"Burkinabe" + "soldiers" is a state force, "fighters of" + "Boko Haram" is Boko Haram, "Islamic State" + "(ISSP)" is
one actor. Invariant: the result covers only words of its parts and the joining words between them, in text order. The
rules are those of the noun phrase: English puts the nationality first, French and Spanish after.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from tocsin.extract.actor_gap import between, is_conjunction, of_words, only_modifiers
from tocsin.extract.actor_garb import in_garb_of
from tocsin.extract.actor_kin import followers_of, name_owns_noun, part_of_party, with_kin
from tocsin.extract.actor_leader import men_of_leader
from tocsin.extract.actor_match import Part, Words
from tocsin.extract.actor_settle import names_persons, settled
from tocsin.knowledge.actors import Head, Lexicon, get, head
from tocsin.knowledge.actors.registry import ROLE_NAMES
from tocsin.knowledge.lexicon import lexicon as words_of

__all__ = ["join_parts"]

_SIMPLE_OF = frozenset(("of", "from", "de", "du", "d", "del", "de la", "of the", "from the", "de l", "des"))
_SAME_ACTOR = (" (", " [", ", ", "/", " - ", ", ou ", " ou ", ", or ", " or ", ", o ", " o ", " alias ")
_SHORT_FORM = re.compile(r"(?: \([\w/-]{2,12})?\) ")  # "Allied Democratic Forces (ADF) rebels"
_SLURS = ("apostates", "crusaders", "enemy", "disbelievers")
_OWNED = ("aircraft", "installation")  # weapons and places of a force: "una columna del MRTA", "los drones del ELN"
_OF_SEATS = ("aircraft", "air_force", "navy")  # what only a state has: "Ankara's drones", no "police of Nairobi"
_NATION_SORTS = ("nation", "people", "country")

Rule = Callable[[Part, Part, Words, Lexicon], Part | None]


def _head_of(part: Part) -> Head | None:
    return head(part.head) if part.head else None


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
    tokens = between(words, left, right)
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
    if right.sort != "head" or right.country or not only_modifiers(tokens, lexicon):
        return None
    return _with_nation(left, right, words)


def _rule_of_seat(seat: Part, noun: Part, words: Words, lexicon: Lexicon) -> Part | None:
    """As in "The Bamako junta", "Ankara's drones": a capital stands for its state beside who rules or what it flies."""
    tokens = between(words, *sorted((seat, noun), key=lambda part: part.first))
    owned = tokens is not None and tokens[:1] == ("s",)
    rules = noun.head == "government" or (owned and noun.head in _OF_SEATS)
    if not rules or noun.country or tokens is None:
        return None
    return _with_nation(seat, noun, words) if only_modifiers(tokens[owned:], lexicon) else None


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
    tokens = between(words, left, right)
    if tokens is None or not only_modifiers(tokens, lexicon):
        return None
    if right.sort == "people":
        return replace(left, last=right.last)
    return _with_nation(right, left, words)


def _noun_thought_of_nation(left: Part, right: Part, words: Words, lexicon: Lexicon) -> Part | None:
    """As in "drones believed to be Turkish", "aviones que los residentes creen estadounidenses"."""
    kind = _head_of(left)
    if left.sort != "head" or left.country or right.sort != "nation" or kind is None or kind.kind != "state":
        return None
    thought = words_of(lexicon.language).pattern("stands_alone.thought_to_be")
    said = thought.fullmatch(words.folded, words.ends[left.last] + 1, words.starts[right.first] - 1)
    return _with_nation(right, left, words) if said else None


def _noun_of_name(left: Part, right: Part, words: Words, lexicon: Lexicon) -> Part | None:
    kind = _head_of(left)
    if left.sort != "head" or kind is None or not (of := of_words(words, left, right, lexicon)):
        return None
    joins = kind.joins or kind.key in _OWNED or kind.anaphor == "group"  # "la facción de Los Chapitos"
    if right.sort == "org" and joins:
        return replace(right, first=left.first, plural=left.plural)
    if right.sort == "seat" and kind.key in _OF_SEATS and not left.country:
        return _compose(left, right.country, left.first, right.last)  # "les drones d'Ankara"
    if right.sort == "country" or (right.sort == "seat" and kind.key == "government"):  # "le régime de Kinshasa"
        return _noun_of_country(left, right, of, kind)
    return _noun_of_noun(left, right, kind) if kind.joins or kind.key == "aircraft" else None


def _noun_of_country(left: Part, right: Part, of: str, kind: Head) -> Part | None:
    if (
        of not in _SIMPLE_OF
        or left.country
        or kind.anaphor
        or kind.part
        or kind.bare
        or (kind.needs and kind.key != "mission")
    ):
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
    gap = words.gap(left.last, right.first)
    opened = "(" in words.folded[words.starts[left.first] : words.starts[right.first]]
    spelled = left.sort == "org" and opened and _SHORT_FORM.fullmatch(gap)
    if (gap != " " and not spelled) or {left.sort, right.sort} != {"org", "head"}:
        return None
    name, noun = (left, right) if left.sort == "org" else (right, left)
    kind = head(noun.head or "")
    if not (kind.joins or kind.anaphor == "group") or noun.country:
        return None
    if name is right and kind.kind == "state" and noun.plural and lexicon.language == "en":
        return None  # "soldiers Boko Haram killed"
    return replace(name, first=left.first, last=right.last, plural=noun.plural)


def _name_of_the_so_called(left: Part, right: Part, words: Words, lexicon: Lexicon) -> Part | None:
    """As in "the group known as Los Contadores", "le groupe armé dénommé CODECO": the name is whom it speaks of."""
    kind = _head_of(left)
    if left.sort != "head" or right.sort != "org" or kind is None or not (kind.joins or kind.anaphor == "group"):
        return None
    called = words_of(lexicon.language).pattern("stands_alone.known_as")
    said = called.fullmatch(words.folded, words.ends[left.last] + 1, words.starts[right.first] - 1)
    return replace(right, first=left.first, plural=left.plural) if said else None


def _noun_beside_noun(left: Part, right: Part, words: Words, lexicon: Lexicon) -> Part | None:
    if words.gap(left.last, right.first) != " " or left.sort != "head" or right.sort != "head":
        return None
    one, two = head(left.head or ""), head(right.head or "")
    if one.kind != two.kind or one.anaphor or two.anaphor or right.country or one.bare or two.bare:
        return None
    main = right if lexicon.language == "en" and not (two.part or two.needs) else left
    ids = left.ids if left.country else main.ids
    return replace(main, first=left.first, last=right.last, country=left.country, ids=ids)


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
    followers_of,
    _nation_before_noun,
    _noun_before_nation,
    _noun_thought_of_nation,
    part_of_party,
    men_of_leader,
    _name_in_brackets,
    _name_beside_noun,
    _name_of_the_so_called,
    name_owns_noun,
    _noun_beside_noun,
    _noun_of_name,
    in_garb_of,
)


def _first_join(left: Part, right: Part, words: Words, lexicon: Lexicon) -> Part | None:
    return next((joined for rule in _RULES if (joined := rule(left, right, words, lexicon))), None)


def _skip_modifier(parts: list[Part], at: int, lexicon: Lexicon, words: Words) -> bool:
    """True when the part at ``at`` is only a modifier between its neighbours ("Congolese [Crusader] army")."""
    inner = words.tokens[parts[at].first : parts[at].last + 1]
    return only_modifiers(inner, lexicon) and at + 1 < len(parts)


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
        if is_conjunction(words, done[at], done[at + 1], lexicon) and not (
            lexicon.language != "en" and names_persons(done[bare], words, lexicon)
        ):
            done[bare] = _compose(
                replace(done[noun], country=None), done[bare].country, done[bare].first, done[bare].last
            )
    return done


def join_parts(parts: list[Part], words: Words, lexicon: Lexicon) -> list[Part]:
    """The actors among ``parts``, joined; what cannot stand alone is left out."""
    joined = with_kin(_shared_noun(_joined_once(parts, words, lexicon), words, lexicon), words, lexicon)
    return [alone for part in joined if (alone := settled(part, words, lexicon))]
