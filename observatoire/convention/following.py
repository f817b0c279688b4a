"""Relocation, supply and demand as things to show: counts of few households become a status."""

from collections.abc import Mapping, Sequence
from typing import Any

from observatoire.convention.demand import Demand, find_hidden
from observatoire.convention.gauges import Gauge
from observatoire.convention.relocation import COUNTS, find_phase, measure_relocation
from observatoire.convention.rules import Convention
from observatoire.convention.statement import describe_gauge
from observatoire.convention.supply import NATURES, Operation, Totals, add_up, distance_km, measure_rebuilding

MINIMUM = 11
"""Households under which a count by building or by type of dwelling is not shown."""

Place = tuple[float, float]


def describe_relocation(
    convention: Convention, year: int, buildings: Sequence[tuple[str, str, int, Mapping[str, int], Place | None]]
) -> dict[str, Any]:
    """The relocation of a year: its buildings, its six objectives on all of them together, its rules and calendar.

    Args:
        convention: the rules.
        year: at the end of which it was counted.
        buildings: code, name, phase, counts and place of each.
    """
    rules = convention.relocation
    totals = {name: sum(counts[name] for _, _, _, counts, _ in buildings) for name in COUNTS}
    hidden = {name: hide_places([counts[name] for _, _, _, counts, _ in buildings]) for name in ("menages", "reloges")}
    current = find_phase(rules, year)
    return {
        "year": year,
        "buildings": [
            {
                "code": code,
                "nom": nom,
                "phase": phase,
                "logements": counts["logements"],
                # Dwellings less those that are empty are the households to relocate: one is not told without the other.
                "vacants": _tell(counts["vacants"], secret=position in hidden["menages"]),
                "menages": _tell(counts["menages"], secret=position in hidden["menages"]),
                "reloges": _tell(counts["reloges"], secret=position in hidden["reloges"]),
                "longitude": None if place is None else place[0],
                "latitude": None if place is None else place[1],
            }
            for position, (code, nom, phase, counts, place) in enumerate(buildings)
        ],
        "totals": {
            "logements": totals["logements"],
            "vacants": _tell(totals["vacants"], secret=_few(totals["menages"])["value"] is None),
        }
        | {name: _few(totals[name]) for name in ("menages", "rencontres", "refus", "reloges")},
        "targets": [
            {"code": target.code, "label": target.label, "gauge": describe_gauge(hide_small(target.gauge))}
            for target in measure_relocation(rules, totals)
        ],
        "rules": {
            "radius_km": rules.radius_km,
            "proposals": rules.proposals,
            "answer_days": rules.answer_days,
            "notice_months": rules.notice_months,
            "effort_maximum": float(rules.effort_maximum),
            "excluded": list(rules.excluded),
        },
        "phases": [
            {"label": phase.label, "first": phase.first, "last": phase.last, "current": phase == current}
            for phase in rules.phases
        ],
    }


def hide_places(counts: Sequence[int]) -> set[int]:
    """The places of the counts to hide: small ones, and the next until no subtraction from the total gives a small one.

    The total is told: what is hidden must be two counts at least, that make together as many as may be told.
    """
    small = {place for place, count in enumerate(counts) if 0 < count < MINIMUM}
    others = sorted((count, place) for place, count in enumerate(counts) if place not in small and count)
    for _, place in others:
        if not small or (len(small) > 1 and sum(counts[each] for each in small) >= MINIMUM):
            break
        small.add(place)
    return small


def hide_small(measured: Gauge) -> Gauge:
    """A gauge on few households says « secret » and nothing else."""
    if measured.status == "sans_objet" or measured.base >= MINIMUM:
        return measured
    return Gauge("secret", 0, 0, 0, None, measured.rate, None, None)


def describe_supply(
    convention: Convention, operations: Sequence[Operation], communes: Mapping[str, str], site: Place | None
) -> dict[str, Any]:
    """New supply: operations, totals by nature, what remains to be found of what is demolished.

    Args:
        convention: what must be rebuilt, and how near « near » is.
        operations: all of them.
        communes: names by code.
        site: middle of the demolished buildings.
    """
    radius = convention.relocation.radius_km
    state = measure_rebuilding(convention.rebuilding, operations)
    return {
        "radius_km": radius,
        "site": None if site is None else {"longitude": site[0], "latitude": site[1]},
        "operations": [
            {
                "code": each.code,
                "nature": each.nature,
                "commune": communes.get(each.code_insee, each.code_insee),
                "adresse": each.adresse,
                "bailleur": each.bailleur,
                "plai": each.plai,
                "plus": each.plus,
                "pls": each.pls,
                "logements": each.logements,
                "modalite": each.modalite,
                "livraison": each.livraison,
                "longitude": each.longitude,
                "latitude": each.latitude,
                "near": _is_near(each, site, radius),
            }
            for each in operations
        ],
        "totals": [
            {"nature": nature, "label": label} | _describe_totals(add_up(o for o in operations if o.nature == nature))
            for nature, label in NATURES.items()
        ],
        "rebuilding": {
            "demolished": state.demolished,
            "planned": state.planned,
            "missing": state.missing,
            "plai_share": None if state.plai_share is None else float(state.plai_share),
            "plai_rate": float(state.plai_rate),
        },
    }


def describe_demand(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The demand for partners: few applicants, or few housed, are not told and cannot be subtracted."""
    names = ("code_insee", "typologie", "demandes", "attributions", "attente_mois")
    hidden = find_hidden([Demand(**{name: row[name] for name in names}) for row in rows], MINIMUM)
    described = []
    for row in rows:
        key = (row["code_insee"], row["typologie"])
        few_applicants, few_housed = (*key, "demandes") in hidden, (*key, "attributions") in hidden
        told = not few_applicants and not few_housed
        described.append(
            {name: row[name] for name in ("code_insee", "commune", "typologie", "millesime")}
            | {
                "demandes": _tell(row["demandes"], secret=few_applicants),
                "attributions": _tell(row["attributions"], secret=few_housed),
                "pression": round(row["demandes"] / row["attributions"], 1) if told else None,
                "attente_mois": None if few_housed else row["attente_mois"],
            }
        )
    return described


def middle_of(places: Sequence[Place | None]) -> Place | None:
    """The middle of some places."""
    known = [place for place in places if place is not None]
    if not known:
        return None
    return sum(lng for lng, _ in known) / len(known), sum(lat for _, lat in known) / len(known)


def _few(count: int) -> dict[str, Any]:
    """A count with its status."""
    return _tell(count, secret=0 < count < MINIMUM)


def _tell(count: int, *, secret: bool) -> dict[str, Any]:
    return {"value": None, "status": "secret"} if secret else {"value": count, "status": "ok"}


def _is_near(operation: Operation, site: Place | None, radius: int) -> bool | None:
    if site is None or operation.longitude is None or operation.latitude is None:
        return None
    return distance_km((operation.longitude, operation.latitude), site) <= radius


def _describe_totals(totals: Totals) -> dict[str, int]:
    return {"plai": totals.plai, "plus": totals.plus, "pls": totals.pls, "logements": totals.logements}
