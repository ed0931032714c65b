"""Which casualty word each figure goes with: takes figures and cues of one sentence, gives pairs.

Every admissible pair has a cost (words, commas, figures and cues between the two); the cheapest are taken first and a
cue serves one figure; figures joined to it come later (count_joins). Invariant: a figure gets at most one cue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tocsin.extract.count_words import BREAK, OUTDONE, Cue, Grammar, Quantity, words_in

__all__ = ["Pairs", "joins_pronoun", "link", "link_cost", "without_asides"]

_FAR = 13  # words between a subject and its verb
_OBJECT_FAR = 5  # words between a verb and its object
_INVERTED_NEAR, _INVERTED_FAR = (
    2,
    7,
)  # words between an inverted verb and its subject: "murieron en combate ocho soldados"
_CLITIC = 12  # characters before a verb in which the pronoun of its object stands
_BESIDE = 1  # words between one person and the words that say that he was captured
_LABEL_FAR = 9
_RELATIVE = 30  # characters before a verb in which its "who" stands
_LEFT_DEAD = re.compile(r"(?<!\w)(?:leaving|left|laissant|laisse|dejando|dejo|dejaron) (?:\w+ )?$")
_ASIDE = re.compile(r",\s[^,;:.]{3,60},\s")
_OVER = re.compile(r" (?:over|for|pour|por) ")  # "sanctioned two commanders for the murder of 40 villagers"
_DEAREST = 7.0
_STATES = frozenset(
    {"abducted", "arrested", "displaced", "missing"}
)  # "los trece mineros secuestrados": may be only a state
_HELD = _STATES | {"captured"}
_AS_NAMED = 2.0  # cost of a state that is only the noun of those counted: "ejecutaron a seis prisioneros"
_PREDICATES = frozenset({"passive", "suffers", "acts", "active"})


@dataclass(slots=True)
class Pairs:
    """The cue of each figure, by the figure's position in the list."""

    cues: dict[int, Cue]
    beside: set[int] = field(default_factory=set)  # figures that only accompany the subject
    elsewhere: set[int] = field(default_factory=set)  # figures of another place, whose casualty word is left out

    def served(self, cue: Cue) -> bool:
        """True when a figure has taken ``cue`` for itself."""
        return any(c is cue for n, c in self.cues.items() if n not in self.beside)


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
        gap = without_asides(folded, base, cue.start, found)
        own = _subject_cost(folded, quantity, cue, gap, words)
    elif cue.end <= quantity.start or _overlaps(quantity, cue):
        base, gap = cue.end, folded[cue.end : quantity.start]
        clitic = words.pattern("object_clitic").search(folded[: cue.end])  # "lo mataron dos hombres"
        clitic = clitic or words.pattern("object_follows").match(folded, cue.end + 1)
        has_object = clitic is not None and not joins_pronoun(folded, quantity, cue, words)
        own = None if has_object else _object_cost(folded, quantity, cue, words)
    else:
        return None
    if (
        own is None
        or _is_anothers(folded, quantity, cue, found, words)
        or BREAK.search(gap if cue.sort != "labels" else gap.lstrip(" :"))
    ):
        return None
    if cue.start >= quantity.end and _belongs_to_part(folded, quantity, cue, found, words):
        return None
    return (
        own
        + _crossing(base, max(base, cue.start) if cue.start >= base else quantity.start, quantity, cue, found, cues)
        + gap.count(",")
        + (0.7 if quantity.counts == "unknown" else 0.0)
    )


def _overlaps(quantity: Quantity, cue: Cue) -> bool:
    """As in "el asesinato [del alcalde]": the word that ends the one opens the other."""
    end = quantity.noun_end if quantity.sort == "single" and cue.sort == "acts" else quantity.end
    return cue.sort in ("labels", "acts") and cue.start <= quantity.start and cue.end <= end


def _is_anothers(folded: str, quantity: Quantity, cue: Cue, found: Sequence[Quantity], words: Grammar) -> bool:
    """As in "charged in the death of a boy who was killed": what stands after "who" is of the boy."""
    low = max(0, cue.start - _RELATIVE)
    who = words.kept("who opens", rf"(?:{words.data['who_suffers']})\s$")
    opens = who.search(folded[low : cue.start]) if cue.full and cue.start >= quantity.end else None
    if opens is None:
        return False
    at = low + opens.start()
    return any(q is not quantity and q.counts == "person" and q.noun_end == at for q in found)


def without_asides(folded: str, start: int, end: int, found: Sequence[Quantity]) -> str:
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
    if gap.strip() == words.numbers["joiner"] or gap.strip() == "e":
        return None  # "killed six guards and captured four"
    if quantity.high == 1 and _is_of_several(folded, quantity, cue, words):
        return None
    if cue.sort in ("active", "acts"):
        return 0.4 + 0.2 * distance if _is_object_before(folded, cue, gap, words) else None
    if cue.sort == "nouns":
        if _OVER.match(gap):
            return None
        if _LEFT_DEAD.search(folded[: quantity.start]) and _ASIDE.fullmatch(gap):
            return 1.0  # "leaving 11 people, mostly women, dead"
        own = _AS_NAMED if cue.kind in _HELD and cue.end <= quantity.noun_end else 0.0
        return None if distance > 3 or (single and distance) else float(distance) + cue.worth + own
    if cue.sort == "passive" and not distance:
        return cue.worth + (0.8 if cue.kind in _STATES and not cue.full else 0.0)
    if cue.sort not in ("passive", "suffers") or distance > _FAR:
        return None
    if cue.kind == "captured" and cue.sort == "suffers" and _is_unsaid(quantity, distance):
        return None
    relative = words.kept("relative", rf",?\s(?:{words.data['who']})\s").match(gap)  # "of a man who was wounded"
    if single and not relative and not _is_subject(folded, quantity, cue, distance, words):
        return None
    if quantity.sort == "zero" and distance > 4:
        return None
    return cue.worth + 0.3 * distance + (0.5 if single else 0.0) + (0.2 if distance > 3 and not cue.full else 0.0)


def _is_unsaid(quantity: Quantity, distance: int) -> bool:
    """True for what may be no person: "four lorries fell into our hands", "he said the base was taken"."""
    return distance > (_BESIDE if quantity.high == 1 else 0) and (quantity.counts != "person" or quantity.high == 1)


def _is_of_several(folded: str, quantity: Quantity, cue: Cue, words: Grammar) -> bool:
    """As in "cuatro socios de [una cooperativa] fueron asesinados": one alone has no verb in the plural."""
    low = max(0, quantity.start - _RELATIVE)
    plural = words.pattern("plural_verbs").search(folded, quantity.end, cue.end)
    return plural is not None and not words.pattern("joins_one").search(folded, low, cue.start)


def _is_object_before(folded: str, cue: Cue, gap: str, words: Grammar) -> bool:
    """As in "the five guards whom it had abducted": the object stands before its verb."""
    if words.data["particles"] and re.match(rf"\s(?:{words.data['particles']}|al)\s", folded[cue.end : cue.end + 4]):
        return False  # "tres hombres que habian secuestrado a un juez"
    if words.pattern("that").fullmatch(gap.strip()):  # "los tres peones que mató el ELN"
        return words.pattern("subject_behind").match(folded[cue.end :].lstrip()) is not None
    if cue.sort == "acts":
        return False
    return re.search(rf"(?<!\w)(?:{words.data['whom']})\s+(?:{words.data['have']})\s+$", gap) is not None


def _is_subject(folded: str, quantity: Quantity, cue: Cue, distance: int, words: Grammar) -> bool:
    before = folded[max(0, quantity.start - 20) : quantity.start]
    if words.before("subject_breaks").search(before) and not (cue.full and words.before("reports_that").search(before)):
        return False
    return cue.full or distance <= 1


def _object_cost(folded: str, quantity: Quantity, cue: Cue, words: Grammar) -> float | None:
    distance = words_in(folded[cue.end : quantity.start])
    single = quantity.sort in ("single", "name")
    if joins_pronoun(folded, quantity, cue, words):
        return 0.1
    if cue.sort in ("acts", "active"):
        particle = words.data["particles"]
        if particle and (
            re.search(rf"\s(?:{particle})\s+$", folded[cue.end : quantity.start])
            or re.match(rf"(?:{particle})\s", folded[quantity.start : quantity.core])
        ):
            distance = min(distance, _OBJECT_FAR)  # "habian matado en 24 horas a mas de 100"
        if single and distance and not _is_late_object(folded, quantity, cue, words):
            return None
        return None if distance > _OBJECT_FAR else 0.1 + 0.4 * distance
    if cue.sort == "labels":
        far = distance > (_LABEL_FAR if quantity.high != 1 else _INVERTED_NEAR)  # "the toll of the raid on [a] market"
        return None if single or far or quantity.sort == "zero" else 0.6 + 0.2 * distance
    if cue.sort == "weak":
        if words.data["particles"] and _is_marked(folded, quantity, cue, words):
            return 0.8 + 0.2 * distance if distance <= _FAR else None
        near = folded[quantity.noun_end :].lstrip()
        away = words.pattern("carried_off").search(folded, cue.start, cue.end) or words.pattern("carried_off").match(
            near
        )
        definite = single and not quantity.indefinite and not away
        return 0.5 + distance if quantity.counts == "person" and distance <= 1 and not definite else None
    return _inverted_cost(folded, quantity, cue, distance, words)


def joins_pronoun(folded: str, quantity: Quantity, cue: Cue, words: Grammar) -> bool:
    """As in "killing him and [his driver]", "l'ont tué ainsi que [son chauffeur]", "lo mataron junto a [su chofer]"."""
    rule = words.kept("joint object", words.data["joint_object"].replace(" ", r"\s"))
    said = f"{folded[max(0, cue.start - _CLITIC) : cue.start]}<>{folded[cue.end : quantity.start]}"
    return cue.sort in ("acts", "active") and quantity.counts == "person" and rule.search(said) is not None


def _is_late_object(folded: str, quantity: Quantity, cue: Cue, words: Grammar) -> bool:
    """As in "mataron a balazos el lunes al concejal": "a" marks a single person as the object, days between."""
    between = folded[cue.end : quantity.start]
    place = rf"(?:{words.data['where']})\s(?:d[eu]\s|l[ae]s?\s|l')?[\w'-]+"
    if words.kept("only days", rf"\s(?:(?:{words.data['days']}|{place})\s)+").fullmatch(between):
        return quantity.counts == "person"  # "ont enlevé lundi près de Djibo le maire"
    return _is_marked(folded, quantity, cue, words) and not words.pattern("other_clause").search(between + " ")


def _is_marked(folded: str, quantity: Quantity, cue: Cue, words: Grammar) -> bool:
    """As in "se llevaron de la finca a tres peones": the preposition of persons marks the object."""
    before = folded[cue.end : quantity.core or quantity.start]
    marked = re.search(rf"\s(?:{words.data['particles']})\s+$", before) or folded.startswith("al ", quantity.start)
    return quantity.counts == "person" and quantity.sort in ("number", "single", "name") and bool(marked)


def _inverted_cost(folded: str, quantity: Quantity, cue: Cue, distance: int, words: Grammar) -> float | None:
    """As in "murieron 12 personas", "ont été tués 12 soldats", but not "hallado con un disparo, dijo el ministro"."""
    if folded.startswith("con ", cue.start) or words.before("by").search(folded, cue.end, quantity.start):
        return None  # "a ete abattu mardi par deux hommes": they are who did it
    if quantity.sort in ("single", "name") and distance:
        return _late_single_cost(folded, quantity, cue, distance, words)
    if words.language == "en" or distance > _INVERTED_FAR:
        return None
    if words.pattern("together").match(folded[cue.end : quantity.start].lstrip(" ,")):
        return None  # "a ete enleve avec ses deux fils"
    if distance > _INVERTED_NEAR and (cue.sort != "suffers" or quantity.counts != "person" or words.language != "es"):
        return _postponed_cost(folded, quantity, cue, distance, words)
    opens = not folded[: cue.start].strip(" -\"'")
    auxiliary = re.search(
        rf"(?<!\w)(?:{words.data['inverted']}|y|et)\s+(?:\w+\s+)?$", folded[max(0, cue.start - 24) : cue.start]
    )
    if words.language == "es" and words.pattern("other_clause").search(folded[cue.end : quantity.start] + " "):
        return None  # "murieron al hacerse explotar un suicida"
    if cue.sort == "suffers" and words.language == "es":
        return 0.4 + 0.4 * min(distance, _INVERTED_NEAR) + 0.2 * max(0, distance - _INVERTED_NEAR)
    if cue.sort in ("passive", "suffers", "nouns") and (opens or auxiliary):
        return 0.6 + 0.5 * distance
    return None


def _late_single_cost(folded: str, quantity: Quantity, cue: Cue, distance: int, words: Grammar) -> float | None:
    """As in "fue asesinado a tiros en Tibú el líder social", "falleció heroicamente el sargento"."""
    opens = words.pattern("late_subject").match(folded, quantity.start)
    plain = not words.pattern("other_clause").search(folded[cue.end : quantity.start])
    headline = not folded[: cue.start].strip(" -\"'")  # "Asesinado en Tame el líder social"
    said = (cue.full or headline) and cue.sort in ("passive", "suffers")
    if words.before("subject_breaks").search(folded[max(0, quantity.start - 12) : quantity.start]):
        return None  # "murieron en desarrollo de la operación militar"
    return 1.4 + 0.2 * distance if opens and plain and said and distance <= _INVERTED_FAR else None


def _postponed_cost(folded: str, quantity: Quantity, cue: Cue, distance: int, words: Grammar) -> float | None:
    """As in "fueron retenidos en la via al puerto dos peritos": the place stands between verb and subject."""
    place = words.kept("place", rf"\s(?:{words.data['where']})\s").match(folded, cue.end)
    governed = words.before("subject_breaks").search(folded[max(0, quantity.start - 12) : quantity.start])
    return (
        1.6 + 0.2 * distance
        if cue.sort == "passive" and cue.full and place and not governed and quantity.counts != "bare"
        else None
    )


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
    verbs = sum(low <= c.start < high and c is not cue and c.sort in _PREDICATES and c.worth < OUTDONE for c in cues)
    nouns = sum(low <= c.start < high and c is not cue and c.sort == "nouns" for c in cues)
    return 2.5 * figures + 3.0 * verbs + 2.0 * nouns
