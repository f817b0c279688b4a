"""The occupation of the demonstration: the `occupation` rows of the landlords that transmit, in each millésime."""

from collections.abc import Mapping
from typing import Any

from data.demo.apportionment import draw_noise, spread_rate
from data.demo.estates import Residence

Row = dict[str, Any]


def build_occupation(
    parc: Mapping[Residence, Row], targets: Mapping[str, Any], millesime: int, seed: str
) -> dict[Residence, Row]:
    """Build the `occupation` rows: one for each residence of a landlord that transmits."""
    answers = {
        residence: _draw_answers(residence, row["loues"], millesime, seed)
        for residence, row in parc.items()
        if residence.landlord.transmits_occupation
    }

    def spread(rate: str, size: str, caps: Mapping[Residence, int] | None = None) -> dict[Residence, int]:
        sizes = {residence: row[size] for residence, row in answers.items()}
        return spread_rate(rate, targets[rate], sizes, caps or sizes, seed, millesime)

    under_60 = spread("occ2", "menages_ressources_connues")
    under_40 = spread("occ1", "menages_ressources_connues", under_60)
    unemployed = spread("occ3", "majeurs_activite_connue")
    single_parents = spread("occ4", "menages_composition_connue")
    for r, row in answers.items():
        known = row["menages_ressources_connues"]
        row |= {
            "ress_inf_20": _take(under_40[r], 0.42, seed, r.code, "20", millesime),
            "ress_inf_40": under_40[r],
            "ress_inf_60": under_60[r],
            "ress_inf_100": under_60[r] + _take(known - under_60[r], 0.72, seed, r.code, "100", millesime),
            "majeurs_chomage": unemployed[r],
            "familles_monoparentales": single_parents[r],
            "beneficiaires_apl": min(row["repondants"], under_60[r] - _take(under_60[r], 0.15, seed, r.code, "apl")),
            "emmenages_recents": min(row["menages"], _count_recent(r, parc[r], millesime, seed)),
        }
    return answers


def _draw_answers(residence: Residence, let: int, millesime: int, seed: str) -> Row:
    """Draw who answered: every let dwelling is a household; between 2 and 8 % of them do not answer."""
    silent = _take(let, 0.05, seed, residence.code, "silence", millesime)
    respondents = let - silent
    adults = 1.62 + 0.14 * draw_noise(seed, residence.code, "majeurs")
    return {
        "residence": residence.code,
        "menages": let,
        "repondants": respondents,
        "menages_ressources_connues": respondents - _take(respondents, 0.03, seed, residence.code, "avis", millesime),
        "majeurs_activite_connue": round(respondents * adults),
        "menages_composition_connue": respondents,
    }


def _take(count: int, share: float, *key: str | int) -> int:
    """Take about `share` of a count, rounded down: a share that varies by 40 % with the key."""
    return int(count * share * (1 + 0.4 * draw_noise(*key)))


def _count_recent(residence: Residence, row: Row, millesime: int, seed: str) -> int:
    """Households moved in for two years or less: all of a new residence, else about twice the year's."""
    if residence.year >= millesime - 2:
        return int(row["loues"])
    return int(row["emmenages"]) + _take(2 * int(row["emmenages"]), 0.5, seed, residence.code, "recents", millesime)
