"""The panel: deaths by area and month as a view on the catalogue, for whoever asks the database itself.

Takes nothing, gives the statement that makes the view, in words that SQLite and PostgreSQL share. It counts as
``forecast.incidents`` does: in the month in which an incident ended, the middle of its toll (``deaths``), its low and
its high end, by country, first-order division and PRIO-GRID cell. Invariant: it is never older than the incidents kept,
and ``stale`` is 1 while the log knows more than they do. A migration that changes a table below it drops it first.
"""

from __future__ import annotations

__all__ = ["MAKE_PANEL"]


def _half_degrees(degrees: str, last: int) -> str:
    """How many whole half degrees, ``last`` at most; a cast cuts on SQLite and rounds on PostgreSQL."""
    halves = f"({degrees}) * 2"
    near = f"cast({halves} as integer)"
    return f"case when {halves} >= {last} then {last} when {near} > {halves} then {near} - 1 else {near} end"


MAKE_PANEL = f"""
create view panel as
with counted as (
    select
        country,
        country || '/' || nullif(admin1, '') as admin1,
        cast(({_half_degrees("lat + 90", 359)}) * 720 + ({_half_degrees("lon + 180", 719)}) + 1 as varchar) as cell,
        substr("end", 1, 7) as month,
        killed_low as low,
        coalesce(killed_high, killed_low) as high
    from catalogue
    where gone = 0 and status not in ('denied', 'refuted') and "end" is not null and killed_low is not null
),
placed as (
    select 'country' as area, country as unit, month, low, high from counted
    union all
    select 'admin1', admin1, month, low, high from counted
    union all
    select 'grid', cell, month, low, high from counted
)
select
    area,
    unit,
    month,
    sum((low + high) / 2) as deaths,
    sum(low) as low,
    sum(high) as high,
    case
        when (select built_at from catalogue_state) = (select hash from log order by seq desc limit 1) then 0
        else 1
    end as stale
from placed
where unit is not null
group by area, unit, month
"""
