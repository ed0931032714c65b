"""Text from outside, fit to be looked at: takes any string, gives one that shows what it is.

Bidirectional controls can make a name or a link read as another (Unicode Technical Report 36); they, and other
characters without a shape, are written out as their code. Links are defanged. Invariant: text without any is unchanged.
"""

from __future__ import annotations

import re

from tocsin.publish.wording import links_defanged

__all__ = ["pieces", "plain"]

_UNSEEN = re.compile(
    r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


def plain(text: object) -> str:
    """One line of text with its unseen characters written out and links that can't be clicked."""
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", links_defanged(" ".join(str(text).split())))


def pieces(text: str) -> list[tuple[str, bool]]:
    """The text cut at its unseen characters: (words, False) and (code, True) in turn."""
    found, last = [], 0
    for hit in _UNSEEN.finditer(text):
        found += [(text[last : hit.start()], False), (f"U+{ord(hit[0]):04X}", True)]
        last = hit.end()
    return [piece for piece in (*found, (text[last:], False)) if piece[0]]
