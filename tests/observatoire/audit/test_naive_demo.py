"""The demonstration masked under eleven and nothing more: what anybody computes, in words; and once protected, nothing."""

import pandas as pd
import pytest

from observatoire.audit.attack import Verdict, attack
from observatoire.audit.deduction import Naming, explain
from observatoire.audit.insiders import attack_as, list_landlords
from observatoire.audit.knowledge import gather
from observatoire.computation.withholding import frame_bounds
from tests.data.demo_reader import QPV_SECTEURS, read_all
from tests.support.drawn_publications import list_own_counts, protect_drawn, publish_naively, publish_with

COUNTS = (
    *("code_insee", "secteur", "bailleur_siren", "logements", "vacants", "loues", "offerts_un_an", "emmenages"),
    *("avant_1975", "menages", "repondants", "menages_ressources_connues", "ress_inf_60", "ress_inf_40"),
    *("majeurs_activite_connue", "majeurs_chomage", "menages_composition_connue", "familles_monoparentales"),
    "mise_en_service",
)


def read_demo(millesime: int) -> pd.DataFrame:
    """The files of the demonstration, as a territory drawn by lot is written."""
    rows = read_all(millesime)
    counts = rows[list(COUNTS)].astype(dict.fromkeys(COUNTS[3:], "float64"))
    return counts.assign(code_qp=pd.Series("QN07406I", counts.index).where(rows["secteur"].isin(QPV_SECTEURS), None))


def know(counts: pd.DataFrame) -> dict[tuple[str, str, int], int]:
    """What landlords transmitted."""
    whole = counts.drop(columns=[*COUNTS[:3], "code_qp"]).fillna(-1)
    return {key: value for key, value in list_own_counts(whole).items() if value >= 0}


@pytest.mark.parametrize(("millesime", "counted"), [(2014, (40, 24, 20)), (2016, (36, 18, 16)), (2018, (62, 32, 29))])
def test_demonstration_masked_naively_gives_itself_away_in_words(millesime: int, counted: tuple[int, int, int]):
    """Secrets, those that do not resist, those computed exactly."""
    counts = read_demo(millesime)
    system = gather([], publish_naively(counts)).system

    found = attack(system)

    secrets = [each for each in found.findings if not each.cell.exact_only]
    leaks = [each for each in secrets if each.verdict is not Verdict.RESISTS]
    exact = [each for each in leaks if each.verdict is Verdict.EXACT]
    assert (len(secrets), len(leaks), len(exact)) == counted
    said = [explain(each, system, Naming({})) for each in exact]
    assert all("et ce nombre devait rester secret" in each or "le nombre est forcément" in each for each in said), said
    truth = know(counts)
    for each in exact:
        if each.cell.level == "residence":
            assert each.low == truth[each.cell.code, each.cell.count, 2016]


def test_demonstration_once_protected_gives_nothing_to_anybody():
    counts = read_demo(2016)
    protection = protect_drawn(counts, time_limit=2.0)
    knowledge = gather([], publish_with(counts, protection.withheld, bounds=frame_bounds(protection)))
    own = know(counts)

    found = [attack(knowledge.system)]
    found += [attack_as(knowledge, landlord, own) for landlord in list_landlords(knowledge.system)]

    assert [each.cell for part in found for each in part.failures] == []
    assert sum(len(each.findings) for each in found) > 100
