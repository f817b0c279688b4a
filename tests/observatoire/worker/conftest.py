"""The stock of two landlords, for what is sent about it."""

import pytest

from observatoire.store.database import Store, Tier, unit_of_work
from tests.support.builders import a_bailleur, a_residence
from tests.support.editions import SEMCODA


@pytest.fixture
def stock(store: Store) -> None:
    """Two residences of Halpades, one of Semcoda."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        a_residence(session, "A1", nom="Les Îles")
        a_residence(session, "A2")
        a_bailleur(session, SEMCODA, "Semcoda")
        a_residence(session, "B1", bailleur_siren=SEMCODA)
