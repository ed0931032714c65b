"""What people say of records to records as they are served: takes a coded report and its reviews, gives the report.

``sent`` checks what somebody sent, ``edits`` reads what was typed for a field into data and puts it into a record;
``verdicts`` says which reviews hold and applies them. Invariant: the machine's reading is never lost. It stands in
``EventRecord.machine`` and ``CodedReport.rejected``, and ``reviewed(reviewed(c, some), all) == reviewed(c, all)``.
"""

from __future__ import annotations

from tocsin.review.edits import edited, settled
from tocsin.review.fields import FIELDS, reading
from tocsin.review.sent import Sent, review_from
from tocsin.review.verdicts import VERDICTS, as_read, evidence, reviewed, standing, unplaced

__all__ = [
    "FIELDS",
    "VERDICTS",
    "Sent",
    "as_read",
    "edited",
    "evidence",
    "reading",
    "review_from",
    "reviewed",
    "settled",
    "standing",
    "unplaced",
]
