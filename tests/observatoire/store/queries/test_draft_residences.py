"""Residences of a draft take their name, their facts and their outline from the store, and nothing that is not known."""

import json

import pandas as pd
import pytest
from sqlalchemy import func, select

from observatoire.store.database import Tier, unit_of_work
from observatoire.store.queries.draft_residences import add_residences
from observatoire.store.tables.results import DraftTerritory
from observatoire.territories.fact_names import MOVEMENTS
from observatoire.territories.reference import WHOLE_CODE
from tests.support import builders

SAID = 'Résidence « Les Îles »\nbâtiment "A\\B", 2e'
ANCESTORS = [{"code": "Z", "nature": "fusionnee", "depuis": None}]
COUNTS = dict.fromkeys(("t1", "t2", "t3", "t4", "t5", "plai", "plus", "pls", "dpe_abc", "dpe_de", "dpe_fg"), 3)


@pytest.fixture
def drafted(store):
    """Three residences: known of every source, of none but the survey, and of a commune without EPCI."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        builders.a_residence(session, "A", adresse=SAID, mise_en_service=1988, rehabilitation="2012")
        builders.a_parc(session, "A", logements=33, loyer_total=9000.0, surface_habitable=1800.0, **COUNTS)
        builders.a_parc(session, "A", millesime=2017, t3=33)
        builders.a_residence(session, "B", statut="vendue", rehabilitation="aucune")
        builders.a_commune(session, "74164", nom="Marignier", epci_siren=None)
        builders.a_residence(session, "C", code_insee="74164")
        builders.a_parc(session, "C")
        computed = pd.DataFrame(
            {
                "code": ["A", "B", "C"],
                "logements": pd.array([33, None, 40], dtype="Int64"),
                "code_qp": ["QP074001", None, None],
                "loyer_m2": ["5.1235", None, None],
                "suite": [json.dumps(ANCESTORS), None, None],
            }
        )
        add_residences(session, computed, rpls=2016)
        rows = session.scalars(select(DraftTerritory).order_by(DraftTerritory.code)).all()
        places = session.scalars(select(func.ST_AsText(DraftTerritory.geom)).order_by(DraftTerritory.code)).all()
        yield {row.code: row for row in rows}, places
        session.rollback()


def test_facts_leave_out_what_is_unknown_and_keep_texts_and_whole_numbers(drafted):
    rows, places = drafted

    assert rows["A"].facts == {
        "bailleur": "Halpades",
        "adresse": SAID,
        "statut": "active",
        "rehabilitation": "2012",
        "mise_en_service": 1988,
        "loyer_m2": 5.1235,
        "suite": ANCESTORS,
        **COUNTS,
    }
    assert type(rows["A"].facts["t3"]) is int
    assert rows["B"].facts == {"bailleur": "Halpades", "statut": "vendue", "rehabilitation": "aucune"}
    assert (rows["A"].logements, rows["B"].logements) == (33, None)
    assert None not in places


def test_facts_never_hold_the_counts_of_an_indicator(drafted):
    rows, _ = drafted

    assert not {*MOVEMENTS, "loyer_total", "surface_habitable"} & {name for row in rows.values() for name in row.facts}


def test_residences_know_their_parents(drafted):
    rows, _ = drafted

    assert [(row.nom, row.epci, row.code_qp) for row in rows.values()] == [
        ("Résidence A", builders.FAUCIGNY_GLIERES, "QP074001"),
        ("Résidence B", builders.FAUCIGNY_GLIERES, None),
        ("Résidence C", WHOLE_CODE, None),
    ]
