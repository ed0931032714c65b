"""The forecasting room: monthly counts of deaths by area in, full predictive distributions out, with their skill.

``panel`` holds what was known on a day; ``tables``, ``ged`` and ``incidents`` fill it; ``baselines`` are the rules that
any forecast must beat; ``models`` mixes better ones; ``evaluate`` scores both; ``questions`` turns the sentences of
analysts into questions that are resolved and scored. Invariant: forecasts speak of areas and months, never of a place
and a day. numpy and LightGBM load on use (extra ``forecast``).
"""

from __future__ import annotations
