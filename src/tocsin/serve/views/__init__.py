"""What a page shows, before it is HTML: takes records and counts, gives small plain records that templates lay out.

Invariant: nothing here knows a request or a response, and no text is escaped yet; the templates do that.
"""

from __future__ import annotations
