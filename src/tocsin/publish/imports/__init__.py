"""Files of other projects as records: takes a UCDP GED or ACLED file that a user owns, gives coded reports, one a row.

A row becomes a report of kind ``reference`` whose text is the row itself, so that every value names its cell. ``ged``
and ``acled`` say how columns become fields, ``sheet`` reads cells. Invariant: a file with one bad cell gives no record.
"""
