"""How a name stands to the part after it: takes two parts, gives the actor they name as kin, branch or owner.

"Iran-backed" + "Houthi rebels" is the Houthis, "la faction Bakura du groupe" + "Boko Haram" is Bakura's faction, "the
RSF's" + "artillery" is the RSF. Invariant: a part reaches from the first word of its parts to the last, in text order.
"""

from __future__ import annotations

from dataclasses import replace

from tocsin.extract.actor_gap import between_hyphens, of_words, only_modifiers
from tocsin.extract.actor_match import Part, Words
from tocsin.knowledge.actors import Lexicon, get, head

__all__ = ["followers_of", "name_owns_noun", "part_of_party", "with_kin"]

_CLOSE = ("linked", "affiliated")  # ties by which a group's men are called: an "-allied" militia is another one
_BODIES = frozenset(("group", "movement", "militia", "organisation", "organization", "network", "faction", "coalition"))
_IRREGULAR = ("rebel", "unidentified")
_ARMED = frozenset(("rebel", "political_militia", "communal_militia", "pmc"))
_FOLLOWERS = "supporters"


def part_of_party(left: Part, right: Part, words: Words, lexicon: Lexicon) -> Part | None:
    """As in "la faction Bakura du groupe Boko Haram": a part and the whole named together are the part."""
    if left.sort != "org" or right.sort != "org" or not of_words(words, left, right, lexicon):
        return None
    parts = tuple(key for key in left.ids if (one := get(key)) and set(one.parents) & set(right.ids))
    return replace(left, last=right.last, ids=parts) if parts else None


def followers_of(left: Part, right: Part, words: Words, lexicon: Lexicon) -> Part | None:
    """As in "supporters of the junta", "opposition supporters": those of an armed group are its own, others a crowd."""
    if left.head == _FOLLOWERS and of_words(words, left, right, lexicon):
        crowd, followed = left, right
    elif right.head == _FOLLOWERS and lexicon.language == "en" and words.gap(left.last, right.first) in (" ", "'s "):
        crowd, followed = right, left
    else:
        return None
    armed = followed.sort == "org" and all((one := get(key)) and one.kind in _ARMED for key in followed.ids)
    return replace(followed if armed else crowd, first=left.first, last=right.last, plural=True)


def name_owns_noun(left: Part, right: Part, words: Words, lexicon: Lexicon) -> Part | None:
    """A force or weapon that a name owns: "the RSF's artillery", "the Houthis' drones" are theirs."""
    gap = words.folded[words.ends[left.last] : words.starts[right.first]]
    own = next((mark for mark in ("'s ", "' ", "\u2019s ", "\u2019 ") if gap.startswith(mark)), None)
    if left.sort != "org" or right.sort != "head" or right.country or own is None:
        return None
    if not only_modifiers(tuple(gap[len(own) :].split()), lexicon):
        return None  # "Islamic State's local affiliate"
    kind = head(right.head or "")
    owned = kind.joins or kind.needs or kind.part
    return replace(left, last=right.last, plural=right.plural) if owned else None


def with_kin(parts: list[Part], words: Words, lexicon: Lexicon) -> list[Part]:
    """Names and countries that only say whose kin the next actor is, as its first words: "Iran-backed Houthi rebels".

    Armed men tied to a group that is no worldwide network are its own: "PKK-linked militants".
    """
    done: list[Part] = []
    for part in parts:
        kin = done[-1] if done and part.sort in ("org", "head") and _is_tied(done[-1], part, words, lexicon) else None
        if kin:
            done.pop()
            kind = head(part.head) if part.head else None
            local = kin.sort == "org" and all(
                (one := get(key)) and one.countries and not one.localises for key in kin.ids
            )
            close = words.tokens[kin.last + 1] in _CLOSE and kind is not None and kind.joins and kind.kind in _IRREGULAR
            part = replace(kin, last=part.last, plural=True) if local and close else replace(part, first=kin.first)
        done.append(part)
    return done


def _is_tied(kin: Part, part: Part, words: Words, lexicon: Lexicon) -> bool:
    """True where nothing but "-linked" and adjectives stands between the two."""
    tokens = between_hyphens(words, kin, part)
    rest = tuple(token for token in tokens[1:] if token not in _BODIES)
    return bool(tokens) and tokens[0] in lexicon.joins.tied and only_modifiers(rest, lexicon)
