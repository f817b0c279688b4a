"""Relocation, supply, demand, balance and flows as partners read them: totals of the convention, few households untold."""

from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from observatoire.convention.following import describe_relocation, hide_places, hide_small
from observatoire.convention.gauges import Tally, gauge
from observatoire.convention.relocation import measure_relocation
from observatoire.convention.supply import distance_km
from observatoire.evaluation.homogeneity import refresh_homogeneity
from observatoire.sources.loading import load_file
from observatoire.store.database import Tier, unit_of_work
from observatoire.store.tables.following import Relogement
from tests.api.conftest import World
from tests.observatoire.convention.seeds import CONVENTION
from tests.support.attributions import attribute
from tests.support.builders import BONNEVILLE, HALPADES
from tests.support.editions import FRAGILE, MARIGNIER, PETITE, POLYGON, SEMCODA, SOUND

DEMO = Path(__file__).parents[2] / "data" / "demo"
REPORT = "/api/v1/partner/report.xlsx?year=2018"
COUNTS = {
    "logements": 79, "vacants": 17, "menages": 62, "rencontres": 56, "propositions_neuf": 50, "refus": 9, "reloges": 40,
    "reloges_neuf": 24, "reste_a_charge": 35, "accession": 4, "enquetes": 10, "satisfaits": 9, "hors_quartier": 30,
}  # fmt: skip


def relocate(world: World, code: str, **values):
    with unit_of_work(world.store.engine(Tier.ADMIN)) as session:
        row = {"residence": code, "millesime": 2021, "bailleur_siren": HALPADES, "code_insee": BONNEVILLE, "phase": 1}
        session.add(Relogement(**(row | COUNTS | values)))


def test_six_objectives_of_relocation_are_measured():
    found = {target.code: target.gauge for target in measure_relocation(CONVENTION.relocation, COUNTS)}

    assert {code: (each.wanted, each.missing) for code, each in found.items()} == {
        "proposition_neuf": (50, 0), "relogement_neuf": (24, 0), "reste_a_charge": (36, 1), "accession": (4, 0),
        "satisfaction": (8, 0), "hors_quartier": (30, 0),
    }  # fmt: skip


def test_gauge_on_few_households_says_nothing():
    hidden = hide_small(gauge(Tally(10, 9), CONVENTION.relocation.targets["satisfaction"]))

    assert (hidden.status, hidden.base, hidden.realised, hidden.share) == ("secret", 0, 0, None)
    assert hide_small(gauge(Tally(0, 0), None)).status == "sans_objet"


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([40, 30], set()),
        ([40, 0], set()),
        ([40, 3], {0, 1}),
        ([40, 30, 3], {1, 2}),
        ([4, 3, 30, 40], {0, 1, 2}),
        ([8, 9, 30, 40], {0, 1}),
        ([3], {0}),
    ],
)
def test_no_subtraction_gives_the_households_of_a_building(counts: list[int], hidden: set[int]):
    assert hide_places(counts) == hidden


def test_empty_dwellings_are_not_told_where_they_would_give_the_households():
    """Dwellings are public: less those that are empty, they are the households."""
    small = COUNTS | {"logements": 10, "vacants": 2, "menages": 8}
    told = [(code, code, 1, counts, None) for code, counts in (("A", COUNTS), ("B", COUNTS), ("C", small))]

    of_all = describe_relocation(CONVENTION, 2021, told)
    of_one = describe_relocation(CONVENTION, 2021, told[2:])

    assert [each["vacants"]["value"] for each in of_all["buildings"]].count(None) == 2
    assert [each["vacants"]["status"] for each in of_all["buildings"]] == [
        each["menages"]["status"] for each in of_all["buildings"]
    ]
    assert of_all["totals"]["vacants"]["value"] == 36
    assert (of_one["totals"]["vacants"]["value"], of_one["buildings"][0]["vacants"]["value"]) == (None, None)


def test_relocation_tells_buildings_calendar_and_rules(world: World):
    relocate(world, SOUND)
    relocate(
        world,
        POLYGON,
        reloges=3,
        reloges_neuf=2,
        reste_a_charge=3,
        accession=0,
        enquetes=0,
        satisfaits=0,
        hors_quartier=3,
    )

    answer = world.read("/api/v1/partner/relocation", "commission")

    totals = answer["totals"]
    assert (answer["year"], totals["menages"]["value"], answer["rules"]["radius_km"]) == (2021, 124, 5)
    assert totals["reloges"]["value"] == 43
    assert totals["refus"]["value"] == 18
    assert [each["reloges"] for each in answer["buildings"]] == [{"value": None, "status": "secret"}] * 2
    targets = {each["code"]: each["gauge"] for each in answer["targets"]}
    assert targets["satisfaction"]["status"] == "secret"
    assert targets["relogement_neuf"]["realised"] == 26
    assert [phase["current"] for phase in answer["phases"]] == [True, False]


def test_building_of_another_landlord_is_not_told(world: World):
    relocate(world, SOUND)
    relocate(world, PETITE, bailleur_siren=SEMCODA, code_insee=MARIGNIER)

    everything = world.read("/api/v1/partner/relocation?year=2021", "epci")["buildings"]
    own = world.read("/api/v1/partner/relocation?year=2021", "bailleur")["buildings"]

    assert len(everything) == 2
    assert len(own) == 1


def test_supply_adds_up_to_the_totals_of_the_convention(world: World, tmp_path):
    kept = (DEMO / "programmes.csv").read_text().splitlines()
    here = [
        line.replace(";74024;", ";74042;").replace(";74087;", ";74042;").replace(";74312;", ";74042;") for line in kept
    ]
    path = tmp_path / "programmes.csv"
    path.write_text("\n".join(line.replace(";74049;", ";74042;") for line in here) + "\n")
    load_file(world.store, "programmes", path)
    relocate(world, SOUND)

    answer = world.read("/api/v1/partner/supply", "commission")

    totals = {
        each["nature"]: [each[name] for name in ("plai", "plus", "pls", "logements")] for each in answer["totals"]
    }
    assert totals == {"livre": [27, 80, 6, 113], "programme": [65, 125, 44, 234], "reconstitution": [128, 85, 0, 213]}
    assert (answer["rebuilding"]["demolished"], answer["rebuilding"]["missing"]) == (258, 45)
    assert round(100 * answer["rebuilding"]["plai_share"], 2) == 60.09
    assert answer["site"] is not None
    assert {each["near"] for each in answer["operations"]} == {False}


def test_report_of_a_landlord_says_that_it_is_partial(world: World):
    with unit_of_work(world.store.engine(Tier.ADMIN)) as session:
        attribute(session, PETITE, 3, bailleur_siren=SEMCODA, code_insee=MARIGNIER)

    said = {
        role: [row[0].value for row in load_workbook(BytesIO(world.get(REPORT, role).content))["Lisez-moi"]]
        for role in ("bailleur", "commission")
    }

    assert "Rapport partiel" in said["bailleur"]
    assert "Rapport partiel" not in said["commission"]


def test_distance_along_the_ground():
    assert distance_km((6.4005, 46.0725), (6.4005, 46.0725)) == 0
    assert distance_km((6.0, 46.0), (6.0, 47.0)) == pytest.approx(111.195, abs=0.01)


def test_balance_names_residences_and_no_count(world: World):
    with unit_of_work(world.store.engine(Tier.ADMIN)) as session:
        attribute(session, FRAGILE, 14, code_insee=MARIGNIER)
    refresh_homogeneity(world.store)

    answer = world.read("/api/v1/partner/balance", "commission")

    whole = answer["spread"][0]
    assert (whole["perimetre"], whole["attributions"], whole["status"]) == ("ensemble", 14, "ok")
    assert whole["gini"] > whole["gini_haut"]
    assert [each["residence"] for each in answer["above"]] == [FRAGILE]
    assert set(answer["above"][0]) == {"residence", "nom", "bailleur", "commune"}


def test_spread_of_a_commune_is_told_to_who_reads_its_attributions(world: World):
    with unit_of_work(world.store.engine(Tier.ADMIN)) as session:
        attribute(session, SOUND, 12, code_insee=BONNEVILLE)
        attribute(session, PETITE, 12, bailleur_siren=SEMCODA, code_insee=MARIGNIER)
    refresh_homogeneity(world.store)

    told = {
        role: {row["perimetre"] for row in world.read("/api/v1/partner/balance", role)["spread"]}
        for role in ("epci", "commission", "commune", "bailleur")
    }

    assert told["epci"] == told["commission"] >= {"ensemble", BONNEVILLE, MARIGNIER}
    assert (told["commune"], told["bailleur"]) == ({"ensemble", BONNEVILLE}, {"ensemble"})


def test_flows_count_each_attribution_once(world: World):
    with unit_of_work(world.store.engine(Tier.ADMIN)) as session:
        attribute(session, SOUND, 3, typologie="T3", financement="PLUS", qpv=True)
        attribute(session, FRAGILE, 2, code_insee=MARIGNIER, reservataire="communes", prioritaire=1)

    flows = world.read("/api/v1/partner/flows?year=2018", "epci")["flows"]

    assert [(each["reservataire"], each["typologie"], each["qpv"], each["attributions"]) for each in flows] == [
        ("Communes", "non précisé", False, 2), ("État", "T3", True, 3),
    ]  # fmt: skip


def test_flows_leave_as_files_with_the_same_rows(world: World):
    with unit_of_work(world.store.engine(Tier.ADMIN)) as session:
        attribute(session, SOUND, 3, typologie="T3", financement="PLUS", qpv=True)

    answer = world.get("/api/v1/partner/flows.csv?year=2018", "epci")
    workbook = world.get("/api/v1/partner/flows.xlsx?year=2018", "epci")

    head, row = answer.text.splitlines()
    assert head == "annee,reservataire,commune,qpv,typologie,financement,periode,attributions,prioritaires"
    assert row.startswith("2018,État,Bonneville,oui,T3,PLUS,")
    assert pd.read_excel(BytesIO(workbook.content), engine="openpyxl").to_csv(index=False).splitlines()[1] == row


def test_priority_households_are_not_told_of_few_attributions_nor_by_subtraction(world: World):
    with unit_of_work(world.store.engine(Tier.ADMIN)) as session:
        attribute(session, SOUND, 20, typologie="T3", prioritaire=5)
        attribute(session, SOUND, 4, typologie="T2", prioritaire=1)
        attribute(session, SOUND, 30, typologie="T3", reservataire="communes", prioritaire=6)
        attribute(session, SOUND, 6, typologie="T2", reservataire="communes", prioritaire=2)
        attribute(session, SOUND, 7, typologie="T1", reservataire="communes", prioritaire=3)

    answer = world.read("/api/v1/partner/flows?year=2018", "epci")

    told = {(each["reservataire"], each["typologie"]): each["prioritaires"] for each in answer["flows"]}
    assert told == {
        ("État", "T3"): None, ("État", "T2"): None,
        ("Communes", "T3"): 6, ("Communes", "T2"): None, ("Communes", "T1"): None,
    }  # fmt: skip
    assert {each["reservataire"]: each["prioritaires"] for each in answer["rights"]} == {"État": 6, "Communes": 11}


def test_rights_say_what_their_gauges_say_even_of_few(world: World):
    with unit_of_work(world.store.engine(Tier.ADMIN)) as session:
        attribute(session, SOUND, 3, prioritaire=1)

    answer = world.read("/api/v1/partner/flows?year=2018", "epci")
    objectives = world.read("/api/v1/partner/objectives?year=2018", "epci")["objectives"]
    gauges = next(each["partners"] for each in objectives if each["code"] == "prioritaires")

    assert [each["prioritaires"] for each in answer["flows"]] == [None]
    assert [(each["reservataire"], each["prioritaires"]) for each in answer["rights"]] == [("État", 1)]
    assert next(each["gauge"]["realised"] for each in gauges if each["code"] == "etat") == 1
