"""Which casualty word each figure goes with: takes figures and cues of one sentence, gives pairs.

Every admissible pair has a cost (words, commas, figures and cues between the two); the cheapest are taken first and a
cue serves one figure, unless figures are joined ("10 soldiers and 3 civilians were killed"). Invariant: a figure gets
at most one cue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tocsin.extract.count_words import BREAK, Cue, Grammar, Quantity, grammar, words_in

__all__ = ["Pairs", "join_neighbours", "link", "link_cost"]

_FAR = 13  # words between a subject and its verb
_OBJECT_FAR = 5  # words between a verb and its object
_INVERTED_NEAR, _INVERTED_FAR = (
    2,
    7,
)  # words between an inverted verb and its subject: "murieron en combate ocho soldados"
_LABEL_FAR = 9
_DEAREST = 7.0
_GOES_ON = re.compile(r",?\s(?:and|et|y|e|as well as|ainsi que|asi como)\s|,\s(?:a|an|un|une|una)\s")
_STATES = frozenset(
    {"abducted", "arrested", "displaced", "missing"}
)  # "los trece mineros secuestrados": may be only a state
_PREDICATES = frozenset({"passive", "suffers", "acts", "active"})


@dataclass(slots=True)
class Pairs:
    """The cue of each figure, by the figure's position in the list."""

    cues: dict[int, Cue]

    def served(self, cue: Cue) -> bool:
        """True when a figure has taken ``cue``."""
        return any(c is cue for c in self.cues.values())


def link(folded: str, found: Sequence[Quantity], cues: Sequence[Cue], words: Grammar) -> Pairs:
    """Pairs of figures and cues, cheapest first; parts of a figure wait for their whole."""
    costs = [
        (cost, at, n)
        for at, quantity in enumerate(found)
        if not quantity.part
        for n, cue in enumerate(cues)
        if (cost := link_cost(folded, quantity, cue, found, cues, words)) is not None and cost <= _DEAREST
    ]
    pairs = Pairs({})
    for _, at, n in sorted(costs):
        if at not in pairs.cues and not pairs.served(cues[n]):
            pairs.cues[at] = cues[n]
    return pairs


def link_cost(
    folded: str, quantity: Quantity, cue: Cue, found: Sequence[Quantity], cues: Sequence[Cue], words: Grammar
) -> float | None:
    """How far a figure is from a cue in its own grammar; None when the two cannot go together."""
    if cue.start >= quantity.end and quantity.start <= cue.start:
        base = quantity.noun_end if quantity.noun_end <= cue.start else quantity.end
        gap = _without_asides(folded, base, cue.start, found)
        own = _subject_cost(folded, quantity, cue, gap, words)
    elif cue.end <= quantity.start or (
        cue.sort in ("labels", "acts") and cue.end <= quantity.end and cue.start < quantity.start
    ):
        base, gap = cue.end, folded[cue.end : quantity.start]
        own = _object_cost(folded, quantity, cue, words)
    else:
        return None
    if own is None or BREAK.search(gap if cue.sort != "labels" else gap.lstrip(" :")):
        return None
    if cue.start >= quantity.end and _belongs_to_part(folded, quantity, cue, found, words):
        return None
    return (
        own
        + _crossing(base, max(base, cue.start) if cue.start >= base else quantity.start, quantity, cue, found, cues)
        + gap.count(",")
        + (0.7 if quantity.counts == "unknown" else 0.0)
    )


def _without_asides(folded: str, start: int, end: int, found: Sequence[Quantity]) -> str:
    """The words between, without a part set off by commas: "five men, two of them in uniform, were shot dead"."""
    gap, low = "", start
    for part in found:
        if not (part.part and low <= part.start < end):
            continue
        opens, closes = folded.rfind(",", low, part.start), folded.find(",", part.noun_end, end)
        if opens >= low and closes >= 0:
            gap, low = gap + folded[low:opens], closes + 1
    return gap + folded[low:end]


def _subject_cost(folded: str, quantity: Quantity, cue: Cue, gap: str, words: Grammar) -> float | None:
    distance = words_in(gap)
    single = quantity.sort in ("single", "name")
    if gap.strip() in ("and", "et", "y", "e"):
        return None  # "killed six guards and captured four"
    if cue.sort == "nouns":
        return None if distance > 3 or (single and distance) else float(distance) + cue.worth
    if cue.sort == "passive" and not distance:
        return cue.worth + (0.8 if cue.kind in _STATES and not cue.full else 0.0)
    if cue.sort not in ("passive", "suffers") or distance > _FAR:
        return None
    if single and not _is_subject(folded, quantity, cue, distance, words):
        return None
    if quantity.sort == "zero" and distance > 4:
        return None
    return cue.worth + 0.3 * distance + (0.5 if single else 0.0) + (0.2 if distance > 3 and not cue.full else 0.0)


def _is_subject(folded: str, quantity: Quantity, cue: Cue, distance: int, words: Grammar) -> bool:
    if words.before("subject_breaks").search(folded[max(0, quantity.start - 20) : quantity.start]):
        return False
    return cue.full or distance <= 1


def _object_cost(folded: str, quantity: Quantity, cue: Cue, words: Grammar) -> float | None:
    distance = words_in(folded[cue.end : quantity.start])
    single = quantity.sort in ("single", "name")
    if cue.sort in ("acts", "active"):
        if words.data["particles"] and re.search(
            rf"\s(?:{words.data['particles']})\s+$", folded[cue.end : quantity.start]
        ):
            distance = min(distance, _OBJECT_FAR)  # "habian matado en 24 horas a mas de 100"
        return None if distance > (0 if single else _OBJECT_FAR) else 0.1 + 0.4 * distance
    if cue.sort == "labels":
        return None if single or distance > _LABEL_FAR or quantity.sort == "zero" else 0.6 + 0.2 * distance
    if cue.sort == "weak":
        definite = single and not quantity.indefinite
        return 0.5 + distance if quantity.counts == "person" and distance <= 1 and not definite else None
    return _inverted_cost(folded, quantity, cue, distance, words)


def _inverted_cost(folded: str, quantity: Quantity, cue: Cue, distance: int, words: Grammar) -> float | None:
    """As in "murieron 12 personas", "ont été tués 12 soldats"."""
    if words.language == "en" or distance > (0 if quantity.sort in ("single", "name") else _INVERTED_FAR):
        return None
    if distance > _INVERTED_NEAR and (cue.sort != "suffers" or quantity.counts != "person" or words.language != "es"):
        return None
    opens = not folded[: cue.start].strip(" -\"'")
    auxiliary = re.search(
        rf"(?<!\w)(?:{words.data['inverted']}|y|et)\s+(?:\w+\s+)?$", folded[max(0, cue.start - 24) : cue.start]
    )
    if cue.sort == "suffers" and words.language == "es":
        return 0.4 + 0.4 * min(distance, _INVERTED_NEAR) + 0.2 * max(0, distance - _INVERTED_NEAR)
    if cue.sort in ("passive", "suffers", "nouns") and (opens or auxiliary):
        return 0.6 + 0.5 * distance
    return None


def _belongs_to_part(folded: str, quantity: Quantity, cue: Cue, found: Sequence[Quantity], words: Grammar) -> bool:
    """As in "Five people were hit, including one who died": the verb after a part is the part's."""
    parts = [q for q in found if q.part and quantity.end <= q.start < cue.start and q is not quantity]
    gap = folded[max(q.noun_end for q in parts) : cue.start] if parts else ""
    return bool(re.match(rf"\s(?:{words.data['who']})\s", gap)) and "," not in gap


def _crossing(
    low: int, high: int, quantity: Quantity, cue: Cue, found: Sequence[Quantity], cues: Sequence[Cue]
) -> float:
    figures = sum(
        low <= q.start < high and q is not quantity and not q.part and q.sort not in ("single", "name") for q in found
    )
    verbs = sum(low <= c.start < high and c is not cue and c.sort in _PREDICATES for c in cues)
    nouns = sum(low <= c.start < high and c is not cue and c.sort == "nouns" for c in cues)
    return 2.5 * figures + 3.0 * verbs + 2.0 * nouns


# --- joined figures -------------------------------------------------------------------------------------------------


def join_neighbours(folded: str, found: Sequence[Quantity], cues: Sequence[Cue], pairs: Pairs, words: Grammar) -> None:
    """Figures joined to one that has its cue take the same cue: subjects from the right, objects from the left."""
    for at in range(len(found) - 2, -1, -1):
        cue = pairs.cues.get(at + 1)
        if cue and cue.start >= found[at + 1].end and _may_join(folded, found, at, at + 1, cues, pairs, words):
            pairs.cues.setdefault(at, cue)
    for at in range(len(found) - 1):
        cue = pairs.cues.get(at)
        if cue and cue.end <= found[at].end and _may_join(folded, found, at, at + 1, cues, pairs, words):
            pairs.cues.setdefault(at + 1, cue)


def _may_join(
    folded: str, found: Sequence[Quantity], left: int, right: int, cues: Sequence[Cue], pairs: Pairs, words: Grammar
) -> bool:
    if left in pairs.cues and right in pairs.cues:
        return False
    open_one = found[right] if left in pairs.cues else found[left]
    if open_one.part or open_one.sort == "zero" or (left in pairs.cues and _has_own_verb(folded, open_one)):
        return False
    low, high = found[left].noun_end, found[right].start
    gap = _apposition(words).sub(" ", folded[low:high])
    bridge = _bridge(words.language).match(gap)
    if not bridge or BREAK.search(gap) or any(low <= c.start < high for c in cues):
        return False
    if "," in gap and not _lists(folded, gap, open_one, found[left], found[right]):
        return False
    plain = not bridge.group("tail")
    if open_one.sort in ("single", "name") and not plain:
        if left in pairs.cues:
            return open_one.indefinite
        before = folded[max(0, open_one.start - 20) : open_one.start]
        prepositional = _opens(words).match(bridge.group("tail").strip())
        adjective = words.language != "en" and len(bridge.group("tail").split()) == 1
        return (prepositional is not None or adjective) and not words.before("subject_breaks").search(before)
    return plain or open_one.counts != "unknown"


def _has_own_verb(folded: str, quantity: Quantity) -> bool:
    """As in "murieron ocho y tres se entregaron": a bare figure on which words follow is a subject."""
    return quantity.counts in ("bare", "unknown") and re.match(r"\s\w", folded[quantity.end :]) is not None


def _opens(words: Grammar) -> re.Pattern[str]:
    """A preposition that opens a complement: "of the town", "d'un village"."""
    return words.kept("opens", rf"(?:{words.data['subject_breaks']})(?:(?!\w)|(?<='))")


def _apposition(words: Grammar) -> re.Pattern[str]:
    """As in "the mayor, the youngest in the country, and her aide"."""
    return words.kept("apposition", rf",\s(?:{words.data['subject_starts']})(?:\s|(?<='))[^,;:.()]{{1,60}},(?=\s)")


def _lists(folded: str, gap: str, open_one: Quantity, left: Quantity, right: Quantity) -> bool:
    """A comma joins numbered persons, and single ones in a list that goes on: "a teacher, a nurse and 2 guards"."""
    if open_one.sort == "name" or open_one.counts in ("bare", "unknown"):
        return False
    if gap.strip() != "," and not (gap.rstrip().endswith(",")):
        return left.sort != "name"
    if left.sort in ("single", "name") and not left.indefinite:
        return False
    if right.sort not in ("single", "name"):
        return True
    return right.indefinite and _GOES_ON.match(folded, right.noun_end) is not None


@lru_cache(maxsize=8)
def _bridge(language: str) -> re.Pattern[str]:
    bridges = grammar(language).data["bridges"].replace(" ", r"\s+")
    breaks = grammar(language).data["subject_breaks"].replace(" ", r"\s+")
    tail = rf"(?:\s+{breaks}(?:(?:\s+|(?<='))[\w'-]+){{1,5}}|\s+[\w'-]+)?"
    return re.compile(rf"^(?P<tail>{tail})\s*(?<!\w){bridges}\s*(?:{bridges}\s*)?$")
