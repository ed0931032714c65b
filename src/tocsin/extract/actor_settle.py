"""What can stand alone as an actor: takes a joined part of a sentence, gives it settled, or None.

A country acts only where an agent stands ("Israel bombed"), a nationality names persons or needs a noun, arms need an
owner, and a name that only tells the kin of another ("the Al-Qaeda-linked JNIM") is left out. Invariant: the words of a
part never change.
"""

from __future__ import annotations

from dataclasses import replace

from tocsin.extract.actor_match import Part, Words
from tocsin.knowledge.actors import Lexicon, head
from tocsin.knowledge.gazetteer import country_named
from tocsin.knowledge.lexicon import lexicon as words_of

__all__ = ["ARTICLES", "names_persons", "settled"]

ARTICLES = frozenset(["a", "an", "the", "une", "un", "la", "le", "les", "los", "las", "el", "una", "l"])
_BEARING_ARMS = frozenset(("armee", "armees", "armada", "armadas"))
_GOVERNING = frozenset(
    ("avec", "cette", "comme", "contra", "contre", "dans", "entre", "leur", "leurs", "notre", "nuestra", "otra", "para")
) | frozenset(("pour", "selon", "segun", "sobre", "sous", "toda", "toute", "votre"))
_DEFINITE = frozenset(("the", "les", "los"))
_AGENTS = frozenset(("by", "par", "por"))
_NAMING = frozenset(("named", "called", "known", "appele", "nomme", "llamado", "llamada", "conocido"))
_SUFFER = frozenset(
    ("were", "are", "have", "had", "who", "living", "ont", "sont", "etaient", "qui", "han", "fueron", "que")
)
_SHORT = 3  # letters of "US" and "UAE", which are said for the adjective too
_PHRASE = 5  # words of a noun phrase before its noun
_COPULAS = frozenset(("is", "was", "are", "were", "be", "as", "became", "est", "etait", "comme", "es", "era", "como"))
_ONCE = frozenset(
    ("retired", "former", "ex", "ancien", "anciens", "ancienne", "retraite", "retraites", "retirado", "retirados")
) | {"demobilised", "demobilized", "demobilise", "repenti", "desmovilizado", "reinsertado"}
_FIGHTERS = frozenset(("fighters", "rebels", "guerrillas", "militants", "jihadists", "paramilitaries"))
_FIGHTER = frozenset(
    ("fighter", "rebel", "guerrilla", "combatant", "combattant", "rebelle", "guerillero", "combatiente", "guerrillero")
)
_BANDS = frozenset(("group", "movement", "front", "militia", "alliance", "coalition", "fighters", "forces"))
_BRANCHES = frozenset(("branch", "affiliate", "arm", "franchise"))
_TO = frozenset(("by", "to", "with"))  # what a tie leads on to
_SHOOTERS = frozenset(("sniper", "snipers", "francotirador", "francotiradores", "embusque", "embusques"))
_BOMBERS = frozenset(("bomber", "bombers"))  # persons, unless a nationality makes them planes


def _acts(part: Part, words: Words, lexicon: Lexicon) -> bool:
    """True when a bare country name stands where an agent stands: "Israel bombed", "by Russia", "blamed on Iran"."""
    at = part.first
    if at and words.tokens[at - 1] in ARTICLES and words.gap(at - 1, at) in (" ", "'"):
        at -= 1
    if _with_another(part, at, words, lexicon.language):
        return True
    before = words.folded[: words.starts[at]].rstrip()
    previous = words.tokens[at - 1] if at else ""
    if _are_blamed(before, lexicon.language):
        return True  # "attributed to Israel", "accuse la Russie d'avoir"
    if before and before[-1] not in ",;:\"'" and previous not in lexicon.joins.agents:
        return False
    after = part.last + 1
    if previous in ("by", "par", "por", "contre", "contra", "against"):
        return True
    if after >= len(words.tokens) or words.gap(part.last, after) != " ":
        return False
    if words.text[slice(words.starts[after], words.ends[after])] == "a":  # "La Russie a affirmé", no "à"
        return _is_voiced(part, words, lexicon.language)
    return words.text[words.starts[after]].islower() and words.tokens[after] not in lexicon.joins.not_verbs


def _are_blamed(before: str, language: str) -> bool:
    """True behind "attributed to", "accuse"."""
    return words_of(language).pattern("stands_alone.blamed").search(before) is not None


def _is_voiced(part: Part, words: Words, language: str) -> bool:
    """True before a verb by which a capital speaks or strikes for its state: "Kigali dément", "Kyiv struck a depot"."""
    end = words.ends[part.last]
    classes = (words_of(language).pattern(f"stands_alone.{name}") for name in ("voiced", "strikes"))
    return words.folded[end : end + 1] == " " and any(verbs.match(words.folded, end + 1) for verbs in classes)


def _with_another(part: Part, at: int, words: Words, language: str) -> bool:
    """True for either of two that open the sentence and act on each other: "India and Pakistan exchanged fire"."""
    before, behind = words.folded[: words.starts[at]], words.folded[words.ends[part.last] :]
    if not before.strip(" \"'"):
        return bool(words_of(language).pattern("stands_alone.and_act").match(behind))
    first = words_of(language).pattern("stands_alone.first_of_two").match(before)
    return bool(first and words_of(language).pattern("stands_alone.they_act").match(behind))


def _rules(part: Part, words: Words, language: str) -> bool:
    """True for a capital that stands for its state: "Kyiv blames Moscow", "según Kiev" tells where from, not who."""
    before = words.folded[: words.starts[part.first]].rstrip()
    opens = (
        not before
        or before[-1] in ",;:\"'»"
        or before.endswith((" but", " and", " mais", " et", " pero", " y", " que"))
    )
    return _are_blamed(before, language) or (opens and _is_voiced(part, words, language))


def names_persons(part: Part, words: Words, lexicon: Lexicon) -> bool:
    """True when a nationality names persons: "Russians", "neuf Chinois", "los haitianos"."""
    if lexicon.language == "en":
        return part.noun
    previous = words.tokens[part.first - 1] if part.first else ""
    counted = previous in lexicon.joins.determiners or previous.isdigit()
    return counted and (lexicon.language == "es" or words.text[words.starts[part.first]].isupper())


def _are_loyal(part: Part, words: Words) -> bool:
    """True for "forces loyal to General X": armed men who follow a person."""
    return words.tokens[part.last : part.last + 3] == ("forces", "loyal", "to")


def _is_garb(part: Part, words: Words, language: str) -> bool:
    """True for "military" in "military uniform", "uniforme militar": what gunmen wear is no army."""
    before = words.tokens[max(0, part.first - 1) : part.first]
    after = words.tokens[part.last + 1 : part.last + 2]
    garb, garb_of = (words_of(language).pattern(f"stands_alone.{name}") for name in ("garb", "garb_of"))
    worn = garb_of.search(words.folded, 0, words.starts[part.first])
    return bool(worn) or (not part.country and any(garb.fullmatch(token) for token in (*before, *after)))


def _is_adjective(part: Part, words: Words) -> bool:
    """True for "une attaque armée", "la toma armada": a noun right before makes it no army and no navy."""
    if part.first == 0 or words.tokens[part.first] not in _BEARING_ARMS or words.gap(part.first - 1, part.first) != " ":
        return False
    noun = words.tokens[part.first - 1]
    return len(noun) > 3 and noun not in _GOVERNING and words.text[words.starts[part.first]].islower()


def _is_of_defence(part: Part, words: Words, language: str) -> bool:
    """True for "un ataque de autodefensa": the right by which one strikes is no militia."""
    alone = part.first == part.last and words.tokens[part.first] == "autodefensa"
    before = words.folded[: words.starts[part.first]]
    return alone and words_of(language).pattern("stands_alone.self_defence").search(before) is not None


def _is_owned(part: Part, words: Words, language: str) -> bool:
    """True for "its drones", "its long-range drones"."""
    before = words.folded[: words.starts[part.first]]
    return words_of(language).pattern("stands_alone.owned").search(before) is not None


def _is_side(part: Part, words: Words, lexicon: Lexicon) -> bool:
    """True for "the Russians" where an agent stands: "by the Israelis", "Les Russes bombardent"."""
    at = part.first - 1
    if at < 0 or words.tokens[at] not in _DEFINITE or not names_persons(part, words, lexicon):
        return False
    before = words.folded[: words.starts[at]].rstrip()
    if at and words.tokens[at - 1] in _AGENTS:
        return at < 2 or words.tokens[at - 2] not in _NAMING
    after = part.last + 1
    follows = words.tokens[after] if after < len(words.tokens) and words.gap(part.last, after) == " " else ""
    strikes = words_of(lexicon.language).pattern("stands_alone.strikes").match(words.folded, words.ends[part.last] + 1)
    barred = (follows in lexicon.joins.not_verbs or follows in _SUFFER) and not strikes
    return (not before or before[-1] in ",;:\"'") and bool(follows) and not barred


def _counted(part: Part, words: Words, lexicon: Lexicon) -> bool:
    """True when a people's name stands for persons: "douze Peuls", "at least 40 Fulani in", "massacre of Hazara"."""
    previous = words.tokens[part.first - 1] if part.first else ""
    counted = previous in lexicon.joins.determiners or previous.isdigit() or previous in ("of", "des")
    written = words.text[words.starts[part.first]].isupper()
    after = words.folded[words.ends[part.last] :]
    ends = after[:1] in ("", *",.;:)") or words_of(lexicon.language).pattern("stands_alone.people_end").match(after)
    return counted and written and bool(ends)


def _is_kin(part: Part, words: Words, lexicon: Lexicon) -> bool:
    """True for a name that only says whose kin another is: "the Al-Qaeda-linked JNIM", "JNIM, linked to al-Qaeda".

    It is its own where the tie leads on: "FARDC soldiers, backed by a militia".
    """
    tied, at, after = lexicon.joins.tied, part.first, part.last + 1
    follows = words.tokens[after : after + 3]
    follows = follows[1:] if follows[:1] == ("s",) else follows[:2]
    bare = bool(follows) and not _TO.intersection(follows[1:])
    opening = " ".join(words.tokens[at : at + 2]) if at + 2 <= part.last else ""
    before = " ".join(words.tokens[max(0, at - 2) : at])
    if before in lexicon.joins.branches and _opens_phrase(words, at - 2):
        return False
    if _has_branch(words, after):
        return False
    return (lexicon.language == "en" and bare and follows[0] in tied) or opening in tied or before in tied


def _has_branch(words: Words, after: int) -> bool:
    """True for "Al-Qaeda's branch in the Sahel", which acts by that name; "Al-Qaeda's affiliate JNIM" has another."""
    owns, branch, beyond = (words.tokens[at] if at < len(words.tokens) else "" for at in range(after, after + 3))
    named = bool(beyond) and words.text[words.starts[after + 2]].isupper()
    return owns == "s" and branch in _BRANCHES and not (named and words.gap(after + 1, after + 2) == " ")


def _served_once(part: Part, words: Words, language: str) -> bool:
    """True for "a retired soldier", "ex-combatants", "un ancien gendarme": who bears arms no longer is a civilian."""
    force = head(part.head).kind == "state" if part.head else any(":" in key for key in part.ids)
    force = force or _fought_once(part, words)
    about = {*words.tokens[max(0, part.first - 1) : part.first], *words.tokens[part.last + 1 : part.last + 2]}
    office = words_of(language).pattern("stands_alone.officer").search(words.folded, 0, words.starts[part.first])
    return force and (bool(_ONCE & about) or office is not None)


def _fought_once(part: Part, words: Words) -> bool:
    """True for one fighter ("a former FARC fighter", "un ancien rebelle"); of several, "ex-Seleka rebels" is a name."""
    named = part.sort == "org" and bool({words.tokens[part.first], words.tokens[part.last]} & _FIGHTER)
    return named or (part.sort == "head" and part.head in _FIGHTERS and not part.plural)


def _is_tally(part: Part, words: Words) -> bool:
    """True for "7 soldiers KIA", "3 KIA" and "2 x KIA": killed in action, not the Kachin army."""
    before = words.tokens[part.first - 1] if part.first else ""
    return words.tokens[part.first] == "kia" and (before.isdigit() or before == "x" or before.endswith("s"))


def _opens_phrase(words: Words, noun: int) -> bool:
    """True for "the Afghan branch of Islamic State", which acts; "JNIM, a branch of" and "is a branch of" don't."""
    for at in range(noun, max(noun - _PHRASE, 0), -1):
        if words.gap(at - 1, at).strip() or words.tokens[at - 1] in _COPULAS:
            return False
    return True


def _is_scene(part: Part, words: Words, lexicon: Lexicon) -> bool:
    """True in "Mali attacks: what we know", "Mali attack kills nine": a country by its name says where, not who."""
    name = " ".join(words.tokens[part.first : part.last + 1])
    behind = words.folded[words.ends[part.last] :].lstrip()
    titled = part.head == "strikes" and words_of(lexicon.language).pattern("scene_nouns").match(behind)
    return bool(titled) and len(name) > _SHORT and country_named(name) is not None


def settled(part: Part, words: Words, lexicon: Lexicon) -> Part | None:
    """The part as an actor, None when it can't stand alone."""
    kind = head(part.head) if part.head else None
    if _served_once(part, words, lexicon.language):
        return replace(part, sort="head", head="people", ids=(), country=None)
    if part.sort == "org" and part.first and words.tokens[part.first - 1] == "anti":
        grouped = words.tokens[part.last] in _BANDS  # "the anti-Taliban group"
        return replace(part, sort="head", head="group", ids=(), country=None) if grouped else None
    if part.sort == "org":
        return None if _is_kin(part, words, lexicon) or _is_tally(part, words) else part
    if kind is not None and kind.key == "aircraft" and words.tokens[part.last] in _BOMBERS and not part.country:
        return replace(part, head="suicide_bomber")
    if kind is not None and kind.key == "aircraft" and words.tokens[part.last] in _SHOOTERS and not part.country:
        return replace(part, head="gunmen")
    if kind is not None and kind.key == "aircraft" and _are_loyal(part, words):
        return replace(part, head="fighters")
    if (
        kind is not None
        and kind.kind == "state"
        and (_is_garb(part, words, lexicon.language) or _is_adjective(part, words) or _is_scene(part, words, lexicon))
    ):
        return None
    if kind is not None and kind.key == "vigilantes" and _is_of_defence(part, words, lexicon.language):
        return None
    if kind is not None:
        owned = kind.key == "aircraft" and _is_owned(part, words, lexicon.language)
        return None if kind.part or (kind.needs and not part.country and not owned) else part
    if part.sort == "nation" and part.country and _is_side(part, words, lexicon):
        return replace(part, head="state", ids=(f"{part.country.lower()}:military",))
    if part.sort == "nation" and names_persons(part, words, lexicon):
        return replace(part, head="nationals")
    if part.sort == "people" and _counted(part, words, lexicon):
        return replace(part, head="peoples")
    acts = (part.sort == "country" and _acts(part, words, lexicon)) or (
        part.sort == "seat" and _rules(part, words, lexicon.language)
    )
    if part.country and acts:
        code = part.country.lower()
        return replace(part, head="state", ids=(f"{code}:military", f"{code}:government"))
    return None
