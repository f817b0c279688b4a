"""Who may read which number of a residence, in SQL of its own, straight from DESIGN.md §5 and the files of the landlords.

It shares no word with the policies, the queries or `audience.py`: counts come from the tables of the sources, and only
the status of each cell from what was published.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.leaks.conftest import Served, name_number

COUNTS = """
with counted(code, indicator, num, den) as (
  select residence, 'occ1', ress_inf_40, menages_ressources_connues from source.occupation
  union all select residence, 'occ2', ress_inf_60, menages_ressources_connues from source.occupation
  union all select residence, 'occ3', majeurs_chomage, majeurs_activite_connue from source.occupation
  union all select residence, 'occ4', familles_monoparentales, menages_composition_connue from source.occupation
  union all select residence, 'att1', emmenages, offerts_un_an from source.parc
  union all select residence, 'att2', vacants, loues + vacants from source.parc
)
select counted.code, counted.indicator, r.code_insee, r.bailleur_siren, c.status, counted.num, counted.den
from counted join source.residence r on r.code = counted.code
join partner.component c on c.level = 'residence' and (c.code, c.indicator) = (counted.code, counted.indicator)
"""
INDICES = """
select v.code, v.index, r.code_insee, r.bailleur_siren, v.status, v.value
from partner.value v join source.residence r on r.code = v.code
where v.level = 'residence' and v.value is not null
"""
KNOWN_TO_ALL = """
select num::float8 from partner.component where level <> 'residence' and num is not null
union select den from partner.component where level <> 'residence' and den is not null
union select value from partner.value where level <> 'residence' and value is not null
union select logements from source.parc
"""
BY_CHANCE = """
select departures from partner.residence_profile where departures is not null
union select margin + step from partner.residence_profile, generate_series(-1, 1) step where margin is not null
union select den::int from partner.publication_report,
  jsonb_path_query(analysis -> 'entonnoirs', '$.**.den') den where jsonb_typeof(den) = 'number'
"""
"""Whole numbers of a few hundred that describe something else: expected departures, the grid of a funnel."""
SHOWN = {"ok", "partiel"}
WITHOUT_OCCUPATION = {"commission", "reservataire"}
"""Rounded shares and contributions, never the counts."""


@dataclass(frozen=True)
class Reader:
    """A role, and the commune or the landlord of its perimeter."""

    role: str
    perimeter: str = ""


def list_numbers(served: Served) -> set[str]:
    """Every number of a residence that somebody may not read."""
    counts = served.know(COUNTS)
    everything = {name_number(each) for row in counts for each in (*row[5:], row[5] / row[6])}
    everything |= {name_number(value) for *_, value in served.know(INDICES)}
    told = [*served.know(KNOWN_TO_ALL), *served.know(BY_CHANCE)]
    return everything - {name_number(number) for (number,) in told}


def list_permitted(served: Served, reader: Reader) -> set[str]:
    """Those that this reader may read."""
    permitted = {name_number(each) for each in _list_permitted(served, reader)}
    return permitted & list_numbers(served)


def _list_permitted(served: Served, reader: Reader) -> Iterator[float]:
    for _, indicator, commune, landlord, status, num, den in served.know(COUNTS):
        own = reader.perimeter in {commune, landlord}
        if status == "secret":
            if reader.role == "bailleur" and own:
                yield from (num, den, num / den)  # its report, of what it sent, says the share too
        elif status in SHOWN and _reads(reader, own=own, occupation=indicator.startswith("occ")):
            yield from (num, den, num / den)
    for *_, commune, landlord, _status, value in served.know(INDICES):
        if _reads(reader, own=reader.perimeter in {commune, landlord}, occupation=False):
            yield value


def _reads(reader: Reader, *, own: bool, occupation: bool) -> bool:
    match reader.role:
        case "epci":
            return True
        case "commission" | "reservataire":
            return not occupation
        case "commune" | "bailleur":
            return own
        case _:
            return False
