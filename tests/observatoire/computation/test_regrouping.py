"""The residences of a secteur that keep a secret, told together: published, exported, read by role, and attacked."""

import pandas as pd
from sqlalchemy import func, select

from observatoire.access.audience import Audience
from observatoire.audit.running import audit_publication
from observatoire.computation import compute_draft
from observatoire.exports.levels import export_indices
from observatoire.publication import publish
from observatoire.store.database import Tier, unit_of_work
from observatoire.store.tables.results import Territory
from tests.support.builders import BONNEVILLE, a_commune, a_parc, a_residence, a_secteur, an_occupation

MEMBERS = {"P1": 9, "P2": 8, "P3": 10}
OTHERS = {"G1": 60, "G2": 75}


def test_line_of_a_secteur_is_published_exported_and_attacked(store, settings, tmp_path):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        a_commune(session)
        a_secteur(session, "S1", nom="Les Îles", code_insee=BONNEVILLE)
        for code, size in {**MEMBERS, **OTHERS}.items():
            a_residence(session, code, secteur="S1", mise_en_service=1990)
            a_parc(session, code, logements=size, vacants=size // 8, emmenages=size // 7)
            an_occupation(session, code, repondants=size, ress_inf_40=size // 4, ress_inf_60=size // 2)
    compute_draft(store, ops=2016, rpls=2016, settings=settings)
    number = publish(store, settings=settings)

    path = tmp_path / "lignes.csv"
    export_indices(store, path, level="regroupement", audience=Audience.PARTNER, number=None, settings=settings)
    line = pd.read_csv(path).set_index("index").loc["occupation"]
    assert line["nom"] == "Résidences regroupées – Les Îles"
    assert (line["logements"], line["occ1_num"], line["occ1_den"]) == (27, 2 + 2 + 2, 27)
    assert pd.isna(line["repondants"])
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        drawn = session.scalar(
            select(func.count()).where(Territory.level == "regroupement", Territory.geom.is_not(None))
        )
    assert drawn == 0, "a line has no place of its own"
    export_indices(store, path, level="residence", audience=Audience.EPCI, number=None, settings=settings)
    rows = pd.read_csv(path).set_index("code")
    assert set(rows.loc[list(MEMBERS), "occ1_status"]) == {"secret"}
    assert rows.loc[list(MEMBERS), ["occ1_num", "occ1_den", "value"]].isna().all(axis=None)
    assert audit_publication(store, number).passed
