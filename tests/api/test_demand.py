"""The demand that anyone reads is that of the publication, withheld and rounded."""

from observatoire.publication import rollback
from observatoire.store.database import Tier, unit_of_work
from observatoire.store.tables.following import Demande
from tests.api.conftest import World
from tests.support.builders import BONNEVILLE
from tests.support.editions import publish_edition


def test_demand_is_public_once_published_and_not_before(world: World):
    with unit_of_work(world.store.engine(Tier.ADMIN)) as session:
        for typologie, demandes, housed in (("toutes", 1736, 112), ("T1", 9, 1), ("T2", 700, 40), ("T3", 620, 45)):
            session.add(
                Demande(
                    code_insee=BONNEVILLE,
                    typologie=typologie,
                    millesime=2016,
                    demandes=demandes,
                    attributions=housed,
                    attente_mois=18.2,
                )
            )
    assert world.read("/api/v1/public/demand")["demand"] == []

    publish_edition(world.store, world.settings)
    world.hear_the_line()

    found = {row["typologie"]: row for row in world.read("/api/v1/public/demand")["demand"]}
    assert found["toutes"]["demandes"] == 1740
    assert found["toutes"]["commune"] == "Bonneville"
    assert (found["T1"]["demandes"], found["T1"]["demandes_status"]) == (None, "secret")
    assert found["T3"]["demandes"] is None
    rollback(world.store, 1, settings=world.settings)
    world.hear_the_line()
    assert len(world.read("/api/v1/public/demand")["demand"]) == 4
