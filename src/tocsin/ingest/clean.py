"""Raw text -> clean text: takes decoded text, gives the text that every later offset counts in.

Line ends become line feeds, tabs one space; byte order marks, zero-width and control characters and soft hyphens go;
the rest is put into Unicode NFC (UAX 15). Invariant: cleaning twice changes nothing, and an ordinary text comes out as
it went in, but for line ends at its end.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["clean"]

_NEWLINE = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
# C0 and C1 controls, soft hyphen, Arabic and Mongolian marks, zero-width and direction marks, surrogates, byte order
# mark, annotation marks, noncharacters, tag characters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


def clean(text: str) -> str:
    """The text without what can't be seen; blank lines, indents and hard line breaks stay."""
    text = text.replace("\t", " ")
    if "\r" in text or not text.isascii() or not text.isprintable():
        text = _UNSEEN.sub("", _NEWLINE.sub("\n", text))
    return unicodedata.normalize("NFC", text).rstrip("\n")
