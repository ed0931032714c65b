"""Sharing marks: the Traffic Light Protocol 2.0 (FIRST, 2022). Takes a word, gives the mark or refuses it.

Invariant: ``TLP:CLEAR``, which lets anybody publish, is given only by the release rules (``release``).
"""

from __future__ import annotations

from typing import Literal, get_args

__all__ = ["CLEAR", "MARKS", "USUAL", "Mark"]

Mark = Literal["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"]
MARKS: tuple[Mark, ...] = get_args(Mark)
"""Every mark, the narrowest circle first."""
USUAL: Mark = "TLP:AMBER"
"""What a page or file bears if nothing else is said: recipients share it inside their organisation and its clients."""
CLEAR: Mark = "TLP:CLEAR"
