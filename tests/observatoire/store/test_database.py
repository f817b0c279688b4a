"""The store as every other test gets it."""

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.tables.territories import CommunePassage, Epci


def test_store_prepared_knows_the_absorbed_communes(store: Store) -> None:
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        entremont = session.get_one(CommunePassage, "74110")

    assert (entremont.ancien_nom, entremont.code_insee) == ("Entremont", "74212")


def test_unit_of_work_when_the_block_ends_commits(store: Store) -> None:
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        session.execute(insert(Epci).values(siren="200000172", nom="CC Faucigny-Glières"))

    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        assert session.scalars(select(Epci.nom)).all() == ["CC Faucigny-Glières"]


def test_unit_of_work_when_the_block_raises_leaves_nothing(store: Store) -> None:
    with pytest.raises(IntegrityError), unit_of_work(store.engine(Tier.ADMIN)) as session:
        session.execute(insert(Epci), [{"siren": "200000172", "nom": "CC Faucigny-Glières"}] * 2)

    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        assert session.scalars(select(Epci.nom)).all() == []
