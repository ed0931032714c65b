"""The grammar of one clause, as far as roles need it: takes folded words, says what stands before, after and between.

A subject is the actor nearest before its verb that no preposition governs, with those joined to it; what a relative
clause between commas or brackets holds is nobody's subject outside it. Invariant: pure look-ups over folded text;
offsets are those of the report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.knowledge.lexicon import Lexicon
from tocsin.model import ActorMention, Span, Trigger

__all__ = ["ARMED", "Clause"]

ARMED = frozenset({"state", "rebel", "political_militia", "communal_militia", "pmc", "external", "unidentified"})
_WHO_DID = " who "  # "looking for the gunmen who ambushed a convoy, killing six"
_NAMELESS = re.compile(  # "the army chased those who had killed 42 people"
    r"(?<!\w)(?:(?:those|anyone|the ones) who|whoever|ce(?:ux|lles) qui|quienes|(?:los|las|aquellos) que)"
    r"(?: (?:had|have|has|ont|avaient|han|habian))? $"
)
_NEARBY = 30  # characters before a verb in which such a pronoun stands
_WHO = re.compile(r" (?:who|qui) (?:had |have |also |then |later |reportedly |allegedly )?")
_THAT = re.compile(
    r"(?: (?!(?:who|and|et|y|by|par|por) )[\w'-]+){0,5},? (?:that|which|qui|que) "
    r"(?:had |have |has |a |ont |avait |avaient |ha |han |habia |habian )?"
)
_OPENS = re.compile(r" (?:que |qu'|qui |who |whom |that |which )")  # "freed the hostages [that] bandits had taken"
_SOME = re.compile(r"(?<!\w)(?:que|qu'|quand|lorsque|tandis que|alors que|dont|ou) (?:des|de) $")  # "que [des] bandits"
_SAID_OF = re.compile(  # "soldiers [who were chasing the] bandits", "soldados que perseguían a unos bandidos"
    r" (?:(?:who|qui|que) (?!(?:the|l[ae]s?|les|el|los|una?|des)\s)(?:\w+ ){1,3}?|\w+(?:ing|ant|ando|iendo) )"
    r"(?:(?:the|an?|some|des|les|a|al|los|las|unos|unas) ){0,2}"
)
_OWNS = ("claims", "avowals.owns", "avowals.owns_it")
_UNMOVED = frozenset(("government", "installation", "mission"))  # heads that a bare verb before them strikes
_CLEFT = re.compile(r"(?<!\w)(?:it (?:was|is)|it's|fue(?:ron)?|es|son) (?:(?:the|an?|el|la|los|las) )?(?:\w+ )?$")
_THAT_DID = re.compile(
    r" (?:that|which|who|(?:el|la|los|las) que|quien(?:es)?) (?:had |has |have |ha |han |habia |habian )?"
)
_NOT = re.compile(r"(?<!\w)(?:not|never|no|nunca) ")
_JOINED = re.compile(
    r"^(?:/|,? (?:and|et|y|e|ou|or|of|from|de|du|des|del|in|at|as well as|ainsi que|asi como) |, )"
    r"(?:[\w'-]+ ){0,3}(?:[ld]')?$"
)
_LINK = 44  # characters before an actor in which its preposition stands
_LEAD = 4  # characters of an article before an actor that opens a trigger
_WORDS = 2  # articles, numbers and adjectives that may stand between a preposition and its actor
_REACH = 60  # characters from a noun to the verb of the clause that says what was done to it
_NEAR = 200  # characters from a verb to its object: two words, and the days between
_VERB_WORDS = 4  # a verb and what counts its object, between a pronoun and that object
_MARK = re.compile(r"[,;:]")
_PARTED = re.compile(r"[,;:\"]| (?:and|et|y|that|que|who|qui) ")


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of a clause, folded, and where they start in the report."""

    folded: str
    offset: int
    words: Lexicon
    harmed: frozenset[Span] = frozenset()

    def between(self, left: int, right: int) -> str:
        """The words between two offsets of the report."""
        return self.folded[max(0, left - self.offset) : max(0, right - self.offset)]

    def said(self, trigger: Trigger) -> str:
        """The folded words of a trigger."""
        return self.between(trigger.span.start, trigger.span.end)

    def before(self, actor: ActorMention) -> str:
        """The words before an actor in which its preposition may stand."""
        return self.between(actor.span.start - _LINK, actor.span.start)

    def link(self, actor: ActorMention, name: str) -> re.Match[str] | None:
        """The preposition of class ``name`` right before an actor, its articles and numbers passed over."""
        before = self.before(actor)
        found = _last(self.words.pattern(name), before, 0, len(before))
        if found is None:
            return None
        gap = self.words.pattern("crowds_before").sub("", before[found.end() :])  # "by [several dozen] gunmen"
        return found if len(gap.split()) <= _WORDS and not _MARK.search(gap) else None

    def subjects(
        self, trigger: Trigger, actors: Sequence[ActorMention], triggers: Sequence[Trigger]
    ) -> list[ActorMention]:
        """The actors of whom a verb is said: the nearest free one before it, and those joined to that one.

        In Spanish it may follow its verb: "atacaron hombres armados un puesto", "los peones que mató el ELN".
        """
        if _NAMELESS.search(self.between(trigger.span.start - _NEARBY, trigger.span.start)):
            return []
        before = self._antecedent(trigger, actors)
        if not before and self._is_of_a_deed(trigger, triggers):
            return []
        before = before or self._before_verb(trigger, actors, triggers)
        bare = self._behind_fronted(trigger, actors) or self._postposed(trigger, actors)
        return bare if bare and not any(a.kind in ARMED for a in before) else before

    def _antecedent(self, trigger: Trigger, actors: Sequence[ActorMention]) -> list[ActorMention]:
        """As in "Police are looking for the gunmen who killed six": whom "who" follows, whatever governs it."""
        able = [a for a in actors if a.span not in self.harmed and a.span.end <= trigger.span.start]
        said = [(a, self.between(a.span.end, trigger.span.start)) for a in able]
        return [a for a, gap in said if _WHO.fullmatch(gap) or (_THAT_DID.fullmatch(gap) and self._is_set_off(a))]

    def _is_set_off(self, actor: ActorMention) -> bool:
        """As in "It was the army that burned the homes", "Fue el Ejército el que"."""
        before = self.before(actor)
        return bool(_CLEFT.search(before)) and not _NOT.search(before)

    def _is_of_a_deed(self, trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
        """As in "Police look into the attack in Gubio that killed six": the deed killed them, by whoever did it.

        Who owns up to the deed killed them.
        """
        nouns = (t for t in triggers if t.noun and 0 <= trigger.span.start - t.span.end <= _REACH)
        deed = next((t for t in nouns if _THAT.fullmatch(self.between(t.span.end, trigger.span.start))), None)
        before = self.between(self.offset, deed.span.start) if deed else ""
        return deed is not None and not any(self.words.pattern(name).search(before) for name in _OWNS)

    def _before_verb(
        self, trigger: Trigger, actors: Sequence[ActorMention], triggers: Sequence[Trigger]
    ) -> list[ActorMention]:
        asides = self._asides(trigger)
        floor = max(self._break(trigger, "clause_breaks"), self._soft_break(trigger, actors), self._colon(trigger))
        opens = any(
            a.span.start <= trigger.span.start + _LEAD and trigger.span.start < a.span.end < trigger.span.end
            for a in actors
        )
        earlier = [a for a in actors if _precedes(a, trigger, opens) and a.span.start >= floor]
        earlier = [a for a in earlier if not any(low <= a.span.start < high for low, high in asides)]
        earlier = [a for a in earlier if not (self._object(a, trigger, triggers) or self._behind_pronoun(a, floor))]
        earlier = [a for a in earlier if not self._is_pursued(a, earlier)]
        taken = self.relative_object(trigger, actors)
        earlier = [a for a in earlier if a is not taken]
        earlier = self._unharmed(earlier, trigger)
        earlier.sort(key=lambda a: a.span.start)
        asked = list(earlier)
        free = [a for at, a in enumerate(earlier) if not self._governed(earlier, at)]
        while free and earlier[-1] is not free[-1]:
            earlier.pop()
        earlier = earlier if free else [a for a in asked if self._owner(a, triggers)]
        chain = earlier[-1:]
        for actor in reversed(earlier[:-1]):
            if not _JOINED.match(self.between(actor.span.end, chain[0].span.start)):
                break
            chain.insert(0, actor)
        return chain

    def _postposed(self, trigger: Trigger, actors: Sequence[ActorMention]) -> list[ActorMention]:
        """Who follows an active verb bare, and so is no object: Spanish marks persons as such by "a"."""
        after = [a for a in actors if a.span.start >= trigger.span.end - _LEAD]
        opens = any(a.span.start < trigger.span.end and trigger.span.start < a.span.end for a in actors)
        if trigger.noun or trigger.passive or opens or not after or after[0].span in self.harmed:
            return []  # "los manifestantes quemaron la alcaldía" names its subject
        first = after[0]
        gap = self.words.pattern("day_words").sub("", self.between(trigger.span.end, first.span.start))
        gap = self.words.pattern("crowds_before").sub("", gap.lstrip())
        struck = self.words.pattern("garrisons").match(self.folded, first.span.start - self.offset)
        marked = self.words.pattern("marks_object").search(self.said(trigger))
        bare = not marked and self.words.pattern("before_postposed").fullmatch(gap)
        return [first] if bare and first.kind in ARMED and first.head not in _UNMOVED and not struck else []

    def _behind_fronted(self, trigger: Trigger, actors: Sequence[ActorMention]) -> list[ActorMention]:
        """As in "A la maestra la raptaron unos guerrilleros": an object in front leaves its subject behind."""
        after = [a for a in actors if a.span.start >= trigger.span.end and a.span not in self.harmed]
        if not after or trigger.noun or self.fronted_object(trigger, actors) is None:
            return []
        told = self.words.pattern("clause_breaks").search(self.between(trigger.span.end, after[0].span.start))
        stands = not told and not _MARK.search(self.between(trigger.span.end, after[0].span.start))
        return after[:1] if stands and not self._oblique(after[0]) else []

    def fronted_object(self, trigger: Trigger, actors: Sequence[ActorMention]) -> ActorMention | None:
        """The object that stands before a verb and again as its pronoun: "[A los tres policías] los mató"."""
        verb = self.said(trigger).split()
        heads = (self.between(self.offset, trigger.span.start) + verb[0], " ".join(verb[:2]))  # the verb may hold it
        if not any(self.words.pattern("object_clitic").search(head) for head in heads):
            return None
        earlier = [a for a in actors if a.span.end <= trigger.span.start]
        fronted = [a for a in earlier if self.words.pattern("fronted").search(self.between(self.offset, a.span.start))]
        return next(reversed(fronted), None)

    def _owner(self, actor: ActorMention, triggers: Sequence[Trigger]) -> bool:
        """As in "the men of X"; but in "the attack on a convoy of the army left nine dead" the army is struck."""
        nouns = [t.span.end for t in triggers if t.noun and t.span.end <= actor.span.start]
        struck = nouns and self.words.pattern("upon").search(self.between(nouns[-1], actor.span.start))
        return not struck and bool(self.words.pattern("genitive_before").search(self.before(actor)))

    def _unharmed(self, earlier: list[ActorMention], trigger: Trigger) -> list[ActorMention]:
        """As in "Troops took three farmers and shot them": those whom it cost do nothing, nor do bystanders.

        "Militants stopped buses and shot 23 travellers": who bears arms acts before who rides in the bus.
        """
        able = [a for a in earlier if a.span not in self.harmed and not self._is_aside(a)]
        armed = [a for a in able if a.kind in ARMED and not self._oblique(a)]
        if not armed or trigger.passive:
            return earlier
        told = self.words.pattern("speech").search(self.between(armed[-1].span.end, trigger.span.start))
        return able if told else [a for a in able if a.kind != "civilians"]

    def _is_aside(self, actor: ActorMention) -> bool:
        """As in "three men, all brothers, ...": civilians between commas say who somebody else is."""
        fenced = self.before(actor).rstrip().endswith((",", ", tous", ", all", ", todos"))
        return actor.kind == "civilians" and fenced and self.between(actor.span.end, actor.span.end + 1) == ","

    def _oblique(self, actor: ActorMention) -> bool:
        """True when a preposition governs the actor and no number does: "of the army", but "dozens of rebels"."""
        found = self.words.pattern("oblique_before").search(self.before(actor))
        counted = self.words.pattern("crowds_before").search(self.before(actor))
        return found is not None and not counted and not _SOME.search(self.before(actor))

    def _governed(self, earlier: Sequence[ActorMention], at: int) -> bool:
        """True when a preposition governs the actor, or one to which it is joined: "against the army and [the VDP]"."""
        actor, left = earlier[at], earlier[at - 1] if at else None
        joined = left is not None and bool(_JOINED.match(self.between(left.span.end, actor.span.start)))
        if self.between(actor.span.end, actor.span.end + len(_WHO_DID)) == _WHO_DID:
            return False
        if left is None or not joined:
            return self._oblique(actor)
        return self._governed(earlier, at - 1)

    def _object(self, actor: ActorMention, trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
        """True for the object of a verb before: in "burned the station and killed nine" the station kills nobody."""
        after = self.between(actor.span.end, trigger.span.start).lstrip(", ")
        if self.words.pattern("joined_verb").match(after):
            return True
        start = min(actor.span.start, trigger.span.start)
        near = (t for t in triggers if t.span.start < start and actor.span.start - t.span.end <= _NEAR)
        days = self.words.pattern("day_words")
        verbs = (t for t in near if not (t.noun or t.passive))
        gaps = (days.sub("", self.between(t.span.end, actor.span.start)) for t in verbs)
        return any(len(gap.split()) <= _WORDS and not (_MARK.search(gap) or _OPENS.match(gap)) for gap in gaps)

    def _is_pursued(self, actor: ActorMention, earlier: Sequence[ActorMention]) -> bool:
        """As in "soldiers chasing [bandits] fired on a market": the object of what is only said of the subject."""
        gaps = (self.between(a.span.end, actor.span.start) for a in earlier if a.span.end < actor.span.start)
        return any(_SAID_OF.fullmatch(gap) for gap in gaps)

    def _behind_pronoun(self, actor: ActorMention, floor: int) -> bool:
        """As in "They forced two buses to stop and took": the object of a verb whose subject is a pronoun."""
        before = self.between(floor, actor.span.start)
        found = _last(self.words.pattern("subject_pronouns"), before, 0, len(before))
        gap = before[found.end() :] if found else ""
        return 1 < len(gap.split()) <= _VERB_WORDS and not _PARTED.search(gap)

    def _colon(self, trigger: Trigger) -> int:
        """Who stands before a colon does not do what stands after it: "Health ministry: 32 dead, 110 hurt"."""
        return self.offset + self.folded.rfind(": ", 0, max(0, trigger.span.start - self.offset)) + 1

    def relative_object(self, trigger: Trigger, actors: Sequence[ActorMention]) -> ActorMention | None:
        """As in "six staff whom they had taken": the noun that the words before the verb make its object."""
        if fronted := self.fronted_object(trigger, actors):
            return fronted
        start = max(self.offset, trigger.span.start - _REACH)
        before = self.between(start, trigger.span.start)
        that = self.words.pattern("that_relative").search(before) if self._postposed(trigger, actors) else None
        found = that or self.words.pattern("object_relative").search(before)
        if not found or any(m.end() == found.start() - 1 for m in self.words.pattern("speech").finditer(before)):
            return None  # "said that the rebels had taken"
        near = [a for a in actors if a.span.start >= start and a.span.end <= start + found.start()]
        free = [a for a in near if not self.words.pattern("genitive_before").search(self.before(a))]
        return max(free or near, key=lambda a: a.span.start, default=None)

    def _soft_break(self, trigger: Trigger, actors: Sequence[ActorMention]) -> int:
        """The same for "after", "before", which open a clause only where a subject follows: not "before dawn"."""
        at = self._break(trigger, "soft_breaks")
        return at if any(at <= a.span.start < trigger.span.start for a in actors) else self.offset

    def _break(self, trigger: Trigger, name: str) -> int:
        """Where the last clause opens before a verb: "soldiers were there [when a mine killed two]"."""
        end = max(0, trigger.span.start - self.offset)
        found = _last(self.words.pattern(name), self.folded, 0, end)
        return self.offset + found.end() if found else self.offset

    def _asides(self, trigger: Trigger) -> list[tuple[int, int]]:
        """Relative clauses between commas, and brackets, that close before the trigger."""
        at = trigger.span.start - self.offset
        found = self.words.pattern("relative_aside").finditer(self.folded, 0, max(0, at))
        return [(self.offset + m.start(), self.offset + m.end()) for m in found]


def _last(pattern: re.Pattern[str], folded: str, start: int, end: int) -> re.Match[str] | None:
    return max(pattern.finditer(folded, start, end), key=lambda match: match.start(), default=None)


def _precedes(actor: ActorMention, trigger: Trigger, opens: bool) -> bool:
    """True when an actor stands before the verb, or opens the words that make it ("the rebels entered")."""
    inside = opens and actor.span.end < trigger.span.end
    return actor.span.end <= trigger.span.start or (inside and not trigger.noun)
