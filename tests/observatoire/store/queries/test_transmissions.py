"""Who has sent what is counted from the sources, and told to each landlord of its own stock."""

import pytest
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from observatoire.store.database import Tier, unit_of_work
from observatoire.store.queries.asking import open_request
from observatoire.store.queries.transmissions import list_own_transmissions, list_transmissions
from tests.support.builders import a_bailleur, a_parc, a_residence, an_occupation
from tests.support.deposits import COUNTS, MANAGER, OWN, ask, send, signed
from tests.support.editions import SEMCODA


def write_stock(session: Session) -> None:
    for code in ("A1", "A2"):
        a_residence(session, code)
    a_residence(session, "A3", statut="vendue")
    a_bailleur(session, SEMCODA, "Semcoda")
    a_residence(session, "B1", bailleur_siren=SEMCODA)
    a_parc(session, "A1")
    an_occupation(session, "A3")


def test_residences_in_service_are_counted_by_landlord_source_and_year(store, settings):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        write_stock(session)
    sent = send(store, settings, f"{COUNTS}A2;40;30;10;40;4;0\n", kind="parc", asker=OWN)
    ask(store, settings, sent.id, "chargement", MANAGER)

    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        found = list_transmissions(session)
    with open_request(store, signed(store, OWN)) as session:
        own = list_own_transmissions(session)
    with open_request(store, signed(store, MANAGER)) as session:
        every = list_own_transmissions(session)

    assert [(each.bailleur, each.source, each.millesime, each.described, each.expected) for each in found] == [
        ("Halpades", "occupation", 2016, 0, 2),
        ("Halpades", "parc", 2016, 2, 2),
        ("Semcoda", None, None, 0, 1),
    ]
    assert [each.received_at is not None for each in found] == [False, True, False]
    assert own == found[:2]
    assert every == found


def test_partner_login_counts_nothing_for_nobody(store):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        write_stock(session)

    with unit_of_work(store.engine(Tier.PARTNER)) as session:
        assert list_own_transmissions(session) == []
    with pytest.raises(ProgrammingError), unit_of_work(store.engine(Tier.PARTNER)) as session:
        list_transmissions(session)
