"""The builders of the tests, against the real constraints of the store."""

from sqlalchemy import func, select

from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.tables.housing import Residence
from observatoire.store.tables.territories import Commune
from tests.support import builders


def test_builders_with_defaults_write_a_coherent_store(store: Store) -> None:
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        builders.a_secteur(session)
        builders.a_qpv(session)
        builders.a_residence(session, secteur="S1")
        builders.a_parc(session)
        builders.an_occupation(session)
        builders.a_residence(session, "R2", code_insee="74024")
        builders.a_publication(session)
        builders.a_territory(session)
        builders.a_value(session)
        builders.a_component(session)

    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        inside = session.scalars(
            select(Residence.code).join(
                Commune,
                (Commune.code_insee == Residence.code_insee) & func.ST_Contains(Commune.geom, Residence.geom),
            )
        )
        assert sorted(inside) == ["R1", "R2"]
