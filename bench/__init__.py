"""Quality and speed of tocsin against public data sets: ``python -m bench NAME --data DIR``.

One small module a data set: it loads records, predicts in that set's own terms from ``id``, ``text``, ``published`` and
``title`` alone, and scores by the published metric. Nothing of the measuring-only data stands in this repository:
``floors.json`` holds figures and hashes, never words.
"""

from __future__ import annotations
