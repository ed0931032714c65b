"""Figures that share a casualty word: takes the pairs of one sentence, adds the figures joined to them.

"10 soldiers and 3 civilians were killed", "killed a guard and two drivers", "the mayor, the youngest in the country,
and her aide", "was abducted with his two sons". Invariant: a figure that has its word keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tocsin.extract.count_links import Pairs, without_asides
from tocsin.extract.count_words import BREAK, Cue, Grammar, Quantity, grammar

__all__ = ["join_neighbours"]

_GOES_ON = re.compile(r",?\s+(?:and|et|y|e|as well as|ainsi que|asi como)\s|,\s(?:a|an|un|une|una)\s")
_ONLY_WITH = re.compile(r",?\s(?:with|avec|con)\s")
_BLANKS = re.compile(r"\s{2,}(?=\w)")
_ACRONYM = re.compile(r"\s\([\w'-]{2,8}\)")  # "four members of the New People's Army (NPA) and a soldier"


def join_neighbours(folded: str, found: Sequence[Quantity], cues: Sequence[Cue], pairs: Pairs, words: Grammar) -> None:
    """Figures joined to one that has its cue take the same cue: subjects from the right, objects from the left."""
    for at in range(len(found) - 2, -1, -1):
        right = next((i for i in range(at + 1, len(found)) if not found[i].part), at + 1)
        cue = pairs.cues.get(right)
        if cue and _ends_list(folded, found, at, right, cues, pairs, words):
            continue
        if cue and cue.start >= found[right].end and _may_join(folded, found, at, right, cues, pairs, words):
            pairs.cues.setdefault(at, cue)
    for at in range(len(found) - 1):
        cue = pairs.cues.get(at)
        if cue and cue.end <= found[at].end and _may_join(folded, found, at, at + 1, cues, pairs, words):
            pairs.cues.setdefault(at + 1, cue)
    for at, quantity in enumerate(found):
        cue = next((c for c in cues if _accompanies(folded, quantity, c, words)), None)
        cue = cue or _beside_object(folded, found, at, pairs, words)
        if cue and at not in pairs.cues:
            pairs.cues[at] = cue
            pairs.beside.add(at)


def _ends_list(
    folded: str, found: Sequence[Quantity], at: int, right: int, cues: Sequence[Cue], pairs: Pairs, words: Grammar
) -> bool:
    """As in "murieron el conductor y dos ayudantes, y dos pasajeros están heridos": the comma closes the first list."""
    cue = pairs.cues.get(at - 1) if at else None
    if cue is None or cue.end > found[at - 1].start or "," not in folded[found[at].noun_end : found[right].start]:
        return False
    joined = "," not in folded[found[at - 1].noun_end : found[at].start]
    return joined and _may_join(folded, found, at - 1, at, cues, pairs, words)


def _accompanies(folded: str, quantity: Quantity, cue: Cue, words: Grammar) -> bool:
    """As in "was abducted with his two sons": those who suffered the same beside the subject."""
    if cue.sort not in ("passive", "suffers") or quantity.part or quantity.counts != "person":
        return False
    together = words.kept("together with", rf",?\s(?:{words.data['together']})\s(?:{words.data['possessives']})?\s?")
    return together.fullmatch(folded, cue.end, max(cue.end, quantity.start)) is not None


def _beside_object(folded: str, found: Sequence[Quantity], at: int, pairs: Pairs, words: Grammar) -> Cue | None:
    """As in "killed a colonel, Ali Sow, with two bodyguards": who fell beside the object of a verb."""
    cue, quantity = pairs.cues.get(at - 1), found[at]
    if cue is None or cue.sort not in ("acts", "active") or cue.end > found[at - 1].start or quantity.part:
        return None
    doers = quantity.actor is not None and quantity.actor.kind == "unidentified"  # "with two gunmen"
    together = words.kept("beside object", rf",?\s(?:{words.data['together']})\s(?:{words.data['possessives']})?\s?")
    gap = folded[found[at - 1].noun_end : quantity.start]
    fits = quantity.counts == "person" and not doers and quantity.sort in ("number", "single")
    fits = fits and not (_is_kin(folded, quantity, words) and _ONLY_WITH.fullmatch(gap))
    return cue if fits and together.fullmatch(gap) else None


def _is_kin(folded: str, quantity: Quantity, words: Grammar) -> bool:
    """True for the "two children" of a man who has them, or has them by him."""
    return words.pattern("dependants").search(folded, quantity.start, quantity.noun_end) is not None


def _may_join(
    folded: str, found: Sequence[Quantity], left: int, right: int, cues: Sequence[Cue], pairs: Pairs, words: Grammar
) -> bool:
    if left in pairs.cues and right in pairs.cues:
        return False
    open_one = found[right] if left in pairs.cues else found[left]
    if open_one.part or "zero" in (found[left].sort, found[right].sort):
        return False
    if left in pairs.cues and _has_own_verb(folded, open_one):
        return False
    low, high = found[left].noun_end, found[right].start
    gap = _BLANKS.sub(" ", without_asides(folded, low, high, found))  # where an age stood
    gap = _apposition(words).sub(" ", _ACRONYM.sub("", gap))
    if not any(low < q.start < high for q in found):
        gap = _placed(words).sub(" ", gap)
    bridge = _bridge(words.language).match(gap)
    if not bridge or BREAK.search(gap) or any(low <= c.start < high for c in cues):
        return False
    if words.pattern("freed").search(bridge.group("tail")):
        return False  # "thirteen escaped and two guards were hurt"
    if (
        gap[len(bridge.group("tail")) :].startswith(",")
        and bridge.group("tail")
        and not _is_own(folded, found[right], words)
    ):
        return False  # "killed four farmers in Zurmi on Monday, two residents said"
    if "," in gap and not _lists(folded, gap, open_one, found[left], found[right], words):
        return False
    plain = not bridge.group("tail")
    if open_one.sort in ("single", "name") and not plain:
        if left in pairs.cues:
            return open_one.indefinite
        before = folded[max(0, open_one.start - 20) : open_one.start]
        prepositional = _opens(words).match(bridge.group("tail").strip())
        adjective = words.language != "en" and len(bridge.group("tail").split()) == 1
        return (prepositional is not None or adjective) and not words.before("subject_breaks").search(before)
    return plain or open_one.counts != "unknown" or _counts_people(bridge.group("tail"), open_one, pairs, right)


def _counts_people(tail: str, left: Quantity, pairs: Pairs, right: int) -> bool:
    """As in "five novices and a cook died": whoever they are, they died too."""
    cue = pairs.cues.get(right)
    died = cue is not None and cue.full and cue.kind == "killed" and cue.sort in ("passive", "suffers")
    return died and left.sort == "number" and left.low > 1 and re.fullmatch(r"\s[a-z-]{3,}s", tail) is not None


def _has_own_verb(folded: str, quantity: Quantity) -> bool:
    """As in "murieron ocho y tres se entregaron": a bare figure on which words follow is a subject."""
    return quantity.counts in ("bare", "unknown") and re.match(r"\s\w", folded[quantity.end :]) is not None


def _opens(words: Grammar) -> re.Pattern[str]:
    """A preposition that opens a complement: "of the town", "d'un village"."""
    return words.kept("opens", rf"(?:{words.data['subject_breaks']})(?:(?!\w)|(?<='))")


def _apposition(words: Grammar) -> re.Pattern[str]:
    """As in "the mayor, the youngest in the country, and her aide"."""
    return words.kept("apposition", rf",\s(?:{words.data['subject_starts']})(?:\s|(?<='))[^,;:.()]{{1,60}},(?=\s)")


def _placed(words: Grammar) -> re.Pattern[str]:
    """As in "the mayor of Djibo, in Burkina Faso, and his driver", "el alcalde de Tibú, Colombia, y su escolta"."""
    return words.kept(
        "placed",
        rf",\s(?:(?:{words.data['where']})\s)?(?:(?:the|la|le|el|l')\s?[\w-]+\s(?:of|de|du|des|d')\s?)?[\w'-]+"
        rf"(?:\s[\w'-]+)?,(?=\s(?:{words.data['and']})\s)",
    )


def _lists(folded: str, gap: str, open_one: Quantity, left: Quantity, right: Quantity, words: Grammar) -> bool:
    """A comma joins numbered persons, and single ones in a list that goes on: "a teacher, a nurse and 2 guards"."""
    if open_one.sort == "name" or open_one.counts in ("bare", "unknown"):
        return False
    if gap.strip() != "," and not (gap.rstrip().endswith(",")):
        return left.sort != "name"
    if left.sort in ("single", "name") and not left.indefinite and not _is_own(folded, right, words):
        goes_on = right.sort == "number" and right.low > 1 and _GOES_ON.match(folded, right.noun_end)
        return goes_on is not None  # "the mayor, a teacher" may be one; "the mayor, his wife" and "two aides" are more
    if right.sort not in ("single", "name"):
        return True
    return right.indefinite and _GOES_ON.match(folded, right.noun_end) is not None


def _is_own(folded: str, one: Quantity, words: Grammar) -> bool:
    """True for "his driver", "a su chofer": somebody of those told before."""
    return words.kept("possessed", rf"(?:a\s)?(?:{words.data['possessives']})\s").match(folded, one.start) is not None


@lru_cache(maxsize=8)
def _bridge(language: str) -> re.Pattern[str]:
    bridges = grammar(language).data["bridges"].replace(" ", r"\s+")
    breaks = grammar(language).data["subject_breaks"].replace(" ", r"\s+")
    tail = rf"(?:\s+{breaks}(?:(?:\s+|(?<='))[\w'-]+){{1,5}}|\s+[\w'-]+)?"
    return re.compile(rf"^(?P<tail>{tail})(?:\s*(?<!\w){bridges}\s*(?:{bridges}\s*)?|(?=,){bridges}\s*)$")
