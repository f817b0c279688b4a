"""The stock of the demonstration: what a residence is made of, and its `parc` row in each millésime."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.demo.apportionment import apportion, draw_noise, spread_rate
from data.demo.estates import FIRST_YEAR_AFTER_OLD_STOCK, Residence

AREAS = {"t1": 31.0, "t2": 48.0, "t3": 65.0, "t4": 79.0, "t5": 95.0}
OTHER_TYPES_BEFORE_1990 = {"t1": 0.04, "t2": 0.14, "t3": 0.52, "t5": 0.30}
ENERGY_BY_AGE = (
    (1975, {"dpe_abc": 0.08, "dpe_de": 0.62, "dpe_fg": 0.30}),
    (2000, {"dpe_abc": 0.22, "dpe_de": 0.70, "dpe_fg": 0.08}),
    (9999, {"dpe_abc": 0.88, "dpe_de": 0.12, "dpe_fg": 0.0}),
)
"""Shares of the dwellings that have a label, by the year before which they were put in service."""
OTHER_TYPES_SINCE_1990 = {"t1": 0.05, "t2": 0.38, "t3": 0.45, "t5": 0.12}
RENTS = ((1975, 5.45), (1990, 5.8), (2000, 6.2), (2010, 6.6), (9999, 7.0))
"""euros per m² of the residences put in service before each year, before calibration"""
ILES_ZONE = "74042-01"
"""Les Îles, whose rent the source gives apart"""

Row = dict[str, Any]


def draw_traits(residences: Sequence[Residence], targets: Mapping[str, Any], seed: str) -> dict[Residence, Row]:
    """Draw what does not change from year to year: types, floor area and financing."""
    traits = _draw_types(residences, targets["parc"], seed)
    for residence, financing in _share_financing(residences, targets["parc"]).items():
        traits[residence] |= financing | _draw_labels(residence, seed)
    return traits


def _draw_labels(residence: Residence, seed: str) -> Row:
    """Energy labels by age; a tenth of the dwellings has none."""
    shares = next(shares for before, shares in ENERGY_BY_AGE if residence.year < before)
    weights = [share * (1 + 0.3 * draw_noise(seed, residence.code, name)) for name, share in shares.items()]
    known = residence.dwellings - residence.dwellings // 10
    return dict(zip(shares, apportion(known, weights, [known] * len(weights)), strict=True))


def build_parc(
    residences: Sequence[Residence],
    traits: Mapping[Residence, Row],
    targets: Mapping[str, Any],
    millesime: int,
    seed: str,
) -> dict[Residence, Row]:
    """Build the `parc` rows of the residences that stand in the millésime."""
    present = [residence for residence in residences if residence.is_present(millesime)]
    available = {residence: residence.count_available(millesime) for residence in present}
    vacancy_caps = {r: 0 if r.is_new(millesime) or r.emptied.get(millesime) else n // 5 for r, n in available.items()}
    vacant = spread_rate("att2", targets["att2"], available, vacancy_caps, seed, millesime)
    offered = {residence: 0 if residence.is_new(millesime) else count for residence, count in available.items()}
    mobility_caps = {residence: count // 3 for residence, count in offered.items()}
    moved_in = spread_rate("att1", targets["att1"], offered, mobility_caps, seed, millesime)
    rents = _draw_rents(present, traits, targets["loyer"], seed)
    return {
        r: {
            "residence": r.code,
            "logements": r.dwellings,
            "loues": available[r] - vacant[r],
            "vacants": vacant[r],
            "vacants_3_mois": min(vacant[r], round(vacant[r] * (0.4 + 0.4 * draw_noise(seed, r.code, millesime)))),
            "vides": r.emptied.get(millesime, 0),
            "offerts_un_an": offered[r],
            "emmenages": moved_in[r],
            "avant_1975": r.dwellings if r.year < FIRST_YEAR_AFTER_OLD_STOCK else 0,
            "loyer_total": rents[r],
            **traits[r],
        }
        for r in present
    }


def _draw_types(residences: Sequence[Residence], parc: Mapping[str, float], seed: str) -> dict[Residence, Row]:
    """Share T4 dwellings exactly inside and outside the QPV, and the rest in each residence."""
    traits: dict[Residence, Row] = {}
    for share, is_qpv in ((parc["t4_qpv"], True), (parc["t4_hors_qpv"], False)):
        group = [residence for residence in residences if residence.zone.is_qpv is is_qpv]
        weights = [r.dwellings * (1 + 0.25 * draw_noise(seed, r.code, "t4")) for r in group]
        caps = [residence.dwellings for residence in group]
        large = apportion(round(share * sum(caps)), weights, caps)
        for residence, count in zip(group, large, strict=True):
            traits[residence] = _complete_types(residence, count, seed)
    return traits


def _complete_types(residence: Residence, t4: int, seed: str) -> Row:
    shares = OTHER_TYPES_BEFORE_1990 if residence.year < 1990 else OTHER_TYPES_SINCE_1990
    rest = residence.dwellings - t4
    weights = [share * (1 + 0.4 * draw_noise(seed, residence.code, name)) for name, share in shares.items()]
    types = dict(zip(shares, apportion(rest, weights, [rest] * len(weights)), strict=True)) | {"t4": t4}
    area = sum(types[name] * size for name, size in AREAS.items())
    surface = round(area * (1 + 0.04 * draw_noise(seed, residence.code, "surface")))
    return {"surface_habitable": surface} | {name: types[name] for name in AREAS}


def _share_financing(residences: Sequence[Residence], parc: Mapping[str, float]) -> dict[Residence, Row]:
    """Reach the shares of PLAI, PLUS and PLS over the stock of 2016; what is none of them is old and intermediate."""
    said = {r: dict(zip(("plai", "plus", "pls"), r.financing, strict=True)) for r in residences if r.financing}
    group = [residence for residence in residences if not residence.financing]
    stock = [residence for residence in residences if residence.is_present(2016)]
    total = sum(residence.dwellings for residence in stock)

    def share(name: str, weights: list[float]) -> list[int]:
        wanted = round(parc[name] * total) - sum(said[r][name] for r in stock if r in said)
        return apportion(wanted, weights, [residence.dwellings // 2 for residence in group])

    plai = share("plai", [r.dwellings if r.year >= 2000 else 0 for r in group])
    pls = share("pls", [r.dwellings if r.year >= 2004 else 0 for r in group])
    said_total = sum(sum(said[r].values()) for r in stock if r in said)
    others = (
        total
        - said_total
        - sum(plai)
        - sum(pls)
        - (round(parc["plus"] * total) - sum(said[r]["plus"] for r in stock if r in said))
    )
    unlisted = apportion(
        others,
        [r.dwellings if FIRST_YEAR_AFTER_OLD_STOCK <= r.year < 2000 else 0 for r in group],
        [residence.dwellings // 2 for residence in group],
    )
    drawn = {
        r: {"plai": a, "plus": r.dwellings - a - b - c, "pls": b}
        for r, a, b, c in zip(group, plai, pls, unlisted, strict=True)
    }
    return said | drawn


def _draw_rents(
    present: Sequence[Residence],
    traits: Mapping[Residence, Row],
    target: Mapping[str, float],
    seed: str,
) -> dict[Residence, int]:
    """Draw monthly rents by age, then scale Les Îles and the rest to their means per square metre."""
    surface = {residence: traits[residence]["surface_habitable"] for residence in present}
    raw = {r: surface[r] * _find_rent(r.year) * (1 + 0.03 * draw_noise(seed, r.code, "loyer")) for r in present}
    iles = [residence for residence in present if residence.zone.code == ILES_ZONE]
    rest = [residence for residence in present if residence.zone.code != ILES_ZONE]
    iles_total = target["iles"] * sum(surface[r] for r in iles)
    rest_total = target["epci"] * sum(surface.values()) - iles_total
    scales = {True: iles_total / sum(raw[r] for r in iles), False: rest_total / sum(raw[r] for r in rest)}
    return {r: round(raw[r] * scales[r.zone.code == ILES_ZONE]) for r in present}


def _find_rent(year: int) -> float:
    return next(rent for limit, rent in RENTS if year < limit)
