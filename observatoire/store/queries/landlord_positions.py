"""The position of each landlord among the others, written with a publication: a part of the whole, never a rank.

A landlord knows its own share. Told that it is the lowest, it would know that each of the others is above; so a part
always holds two landlords at least, whoever is in it: six landlords make three parts, eight make four, fewer make none.
Positions are made of what is published, never of what is sent: a landlord cannot send one file after the other to find
out where the share of another lies.
"""

from sqlalchemy import text
from sqlalchemy.orm import Session

from observatoire.store.tables.housing import UNKNOWN_LANDLORD

# Equal shares share their middle rank. Landlords with too few answers, or one residence alone, are no peers; nor is the one
# that stands for all those whom the open file does not name.
_ADD = """
insert into partner.landlord_position (publication, bailleur_siren, indicator, others, parts, part)
with pooled as (
    select t.bailleur_siren, o.indicator, sum(o.num)::double precision / sum(o.den) as rate
    from source.draft_own_count o
    join source.draft_territory t on t.level = 'residence' and t.code = o.code
    join source.draft d on true
    where t.bailleur_siren <> :nobody
    group by t.bailleur_siren, o.indicator
    having sum(o.den) >= max(case when o.indicator like 'occ%' then d.secrecy ->> 'repondants'
        else d.secrecy ->> 'logements' end)::integer
        and count(*) filter (where o.den > 0) > 1
), ranked as (
    select bailleur_siren, indicator, count(*) over (partition by indicator) as landlords,
        rank() over (partition by indicator order by rate)
            + (count(*) over (partition by indicator, rate) - 1) / 2.0 as middle
    from pooled
), parted as (
    select *, case when landlords >= 8 then 4 when landlords >= 6 then 3 end as parts from ranked
)
select :number, bailleur_siren, indicator, landlords - 1, parts, ceil(parts * middle / landlords)
from parted
"""


def add_positions(session: Session, number: int) -> None:
    """Place the landlords of the draft that is being published under this number."""
    session.execute(text(_ADD), {"number": number, "nobody": UNKNOWN_LANDLORD})
