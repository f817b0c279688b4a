"""Nearly all, or nearly none, in a small group: readers get a bound, and nothing else of that share."""

import pandas as pd
import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from observatoire.access.audience import Audience
from observatoire.audit.running import audit_publication
from observatoire.exports.layers import export_residences
from observatoire.exports.levels import export_indices
from observatoire.store.database import Tier, unit_of_work
from observatoire.store.tables.restricted import ComponentShare
from observatoire.store.tables.results import Component
from tests.support.builders import (
    BONNEVILLE,
    a_component,
    a_parc,
    a_publication,
    a_residence,
    a_territory,
    an_occupation,
)
from tests.support.editions import load_territory, publish_edition

UNIFORM = "UNIE"


def publish_one_uniform_residence(store, settings):
    load_territory(store)
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        # Two small ones, whose figures are the cheapest to withhold with that share.
        for code in ("B1", "B2"):
            a_residence(session, code, code_insee=BONNEVILLE, mise_en_service=1995)
            a_parc(session, code, millesime=2016, logements=14, vacants=2)
            an_occupation(session, code, millesime=2016, repondants=14)
        a_residence(session, UNIFORM, code_insee=BONNEVILLE, mise_en_service=1995)
        a_parc(session, UNIFORM, millesime=2016, logements=60)
        an_occupation(session, UNIFORM, millesime=2016, repondants=60, ress_inf_40=20, ress_inf_60=60)
    return publish_edition(store, settings)


def test_bound_is_published_to_every_role_that_reads_the_residence_and_exported(store, settings, tmp_path):
    number = publish_one_uniform_residence(store, settings)

    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        for table in (Component, ComponentShare):
            rows = session.execute(
                select(table.indicator, table.status, table.rate, table.bound).where(
                    table.publication == number, table.code == UNIFORM, table.bound.is_not(None)
                )
            ).all()
            assert [tuple(row) for row in rows] == [("occ2", "secret", None, "au_moins_95")]
    export_residences(store, tmp_path / "r.csv", audience=Audience.EPCI, number=None)
    line = pd.read_csv(tmp_path / "r.csv").set_index("code").loc[UNIFORM]
    assert line["occ2_bound"] == "au_moins_95"
    assert pd.isna(line["occ1_bound"])
    export_indices(
        store, tmp_path / "i.csv", level="residence", audience=Audience.PARTNER, number=None, settings=settings
    )
    lines = pd.read_csv(tmp_path / "i.csv").set_index("code").loc[UNIFORM]
    assert lines["occ2_bound"].tolist() == ["au_moins_95"] * 3
    assert lines["occ2_num"].isna().all()
    audit = audit_publication(store, number)
    assert audit.passed
    residences = next(each for each in audit.withheld if each.level == "residence")
    assert (residences.territories, residences.whole, residences.part) == (9, 4, 1)


def test_a_bound_beside_a_share_is_refused_by_the_database(store):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        a_publication(session)
        a_territory(session)
        with pytest.raises(IntegrityError, match="bound"):
            a_component(session, bound="au_plus_5")
        session.rollback()
