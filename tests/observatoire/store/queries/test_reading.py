"""One request reads one state of the store, read-only, with plans that hold for a publication of no statistics."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from observatoire.access.audience import Role
from observatoire.accounts.register import add_account
from observatoire.errors import NotFoundError, UnavailableError
from observatoire.publication import rollback
from observatoire.settings import Settings
from observatoire.store.database import Store, Tier
from observatoire.store.queries import partner, public, sheets
from observatoire.store.queries.reading import connect_read_only, translate_outage
from tests.conftest import begin_with
from tests.support.editions import publish_edition, publish_territory

starting_point = begin_with(publish_territory)


@pytest.fixture
def filled(starting_point: str, store: Store) -> Store:
    """A published territory of one's own."""
    del starting_point  # what the store is a copy of
    return store


@pytest.fixture
def epci(filled: Store) -> str:
    """The key of an EPCI."""
    return add_account(filled, "CCFG", Role.EPCI)


def test_snapshot_opened_before_a_publication_keeps_reading_the_former_one(filled: Store, settings: Settings):
    with public.open_snapshot(filled.engine(Tier.PUBLIC)) as snapshot:
        publish_edition(filled, settings)

        assert snapshot.number == 1
        assert '"number":1' in public.read_method(snapshot)
        assert snapshot.read_text("select number from public_view.publication") == "1"


def test_snapshot_refuses_to_write(filled: Store, epci: str):
    with (
        pytest.raises(DBAPIError, match=r"read-only|permission denied"),
        partner.open_snapshot(filled.engine(Tier.PARTNER), None, secret=epci) as snapshot,
    ):
        snapshot.connection.execute(text("insert into partner.publication_online (number) values (1)"))


def test_public_login_reads_nothing_of_the_partners(filled: Store):
    with public.open_snapshot(filled.engine(Tier.PUBLIC)) as snapshot, pytest.raises(DBAPIError, match="permission"):
        snapshot.read_text("select count(*) from partner.value")


def test_stamp_of_an_edition_moves_at_each_publication_and_rollback(filled: Store, settings: Settings, epci: str):
    stamps = []
    for change in (
        lambda: publish_edition(filled, settings),
        lambda: rollback(filled, 1, settings=settings),
        lambda: rollback(filled, 2, settings=settings),
    ):
        change()
        online = public.read_edition(filled.engine(Tier.PUBLIC))
        with partner.open_snapshot(filled.engine(Tier.PARTNER), None, secret=epci) as snapshot:
            stamps.append((online.stamp, snapshot.edition.stamp))

    assert len({one for one, _ in stamps}) == len({other for _, other in stamps}) == 3


def test_publication_that_does_not_exist_is_not_found(filled: Store, epci: str):
    engine = filled.engine(Tier.PARTNER)

    with pytest.raises(NotFoundError, match="publication 9"), partner.open_snapshot(engine, 9, secret=epci):
        pass


def test_code_of_another_level_is_not_found(filled: Store, epci: str):
    with (
        partner.open_snapshot(filled.engine(Tier.PARTNER), None, secret=epci) as snapshot,
        pytest.raises(NotFoundError, match="Le secteur « R1 »"),
    ):
        sheets.read_territory_sheet(snapshot, level="secteur", code="R1")


@pytest.mark.parametrize("statement", [partner._VALUES, partner._RESIDENCES, partner._TERRITORIES])
def test_plan_of_a_level_never_joins_by_nested_loops(filled: Store, epci: str, statement: str):
    """With them, 5,000 residences just published took more than the 15 seconds that a statement may last."""
    values = {"number": 1, "level": "residence"}
    with partner.open_snapshot(filled.engine(Tier.PARTNER), None, secret=epci) as snapshot:
        snapshot.read_level(statement, **values)
        lines = snapshot.connection.execute(text(f"explain {statement}"), values).scalars()

        assert not [line for line in lines if "Nested Loop" in line]


def test_statement_that_lasts_too_long_is_an_outage(filled: Store):
    with connect_read_only(filled.engine(Tier.PUBLIC)) as connection:
        connection.execute(text("set local statement_timeout = 10"))

        with pytest.raises(UnavailableError), translate_outage():
            connection.execute(text("select pg_sleep(1)"))
