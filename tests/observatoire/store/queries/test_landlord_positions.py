"""A landlord is told in which part of the landlords it stands, and never that it is the lowest or the highest."""

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries.landlord_positions import add_positions
from observatoire.store.tables.restricted import DraftOwnCount
from observatoire.store.tables.results import Draft, DraftTerritory
from observatoire.store.tables.returns import LandlordPosition
from tests.support.builders import a_publication

DRAFT = {"ops": 2016, "rpls": 2016, "reference": "74042", "reference_nom": "Bonneville", "fictif": True}


def place(
    store: Store, vacants: dict[str, int], *, residences: int = 2
) -> dict[str, tuple[int, int | None, int | None]]:
    """The position of each landlord, from its vacant dwellings out of a hundred; undone afterwards."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        a_publication(session, 1)
        _write_draft(session, vacants, residences)
        add_positions(session, 1)
        found = {
            each.bailleur_siren: (each.others, each.parts, each.part)
            for each in session.scalars(select(LandlordPosition))
        }
        session.rollback()
        return found


def _write_draft(session: Session, vacants: dict[str, int], residences: int) -> None:
    secrecy = {"logements": 11, "repondants": 11}
    session.add(Draft(**DRAFT, method={}, secrecy=secrecy, summary={}, analysis={}))
    for siren, number in vacants.items():
        for rank in range(residences):
            code = f"{siren}-{rank}"
            row = {"level": "residence", "code": code, "nom": code, "bailleur_siren": siren, "facts": {}}
            session.execute(insert(DraftTerritory).values(row))
            counts = {"num": number, "den": 100} if rank == 0 else {"num": 0, "den": 1}
            session.execute(insert(DraftOwnCount).values(code=code, indicator="att2", **counts))


def test_six_landlords_make_three_parts_of_two(store):
    found = place(store, {letter: 10 * rank for rank, letter in enumerate("abcdef")})

    assert {part for _, _, part in found.values()} == {1, 2, 3}
    assert found["a"] == found["b"] == (5, 3, 1)
    assert found["e"] == found["f"] == (5, 3, 3)


def test_eight_landlords_make_four_parts_of_two(store):
    found = place(store, {letter: 10 * rank for rank, letter in enumerate("abcdefgh")})

    assert [found[letter] for letter in "abgh"] == [(7, 4, 1), (7, 4, 1), (7, 4, 4), (7, 4, 4)]


@pytest.mark.parametrize("landlords", [1, 2, 4, 5])
def test_fewer_than_six_landlords_are_told_nothing(store, landlords):
    found = place(store, {letter: 10 * rank for rank, letter in enumerate("abcde"[:landlords])})

    assert set(found.values()) == {(landlords - 1, None, None)}


def test_landlord_of_one_residence_alone_is_no_peer(store):
    assert place(store, dict.fromkeys("abcdef", 10), residences=1) == {}


def test_equal_shares_stand_together_in_the_middle(store):
    assert set(place(store, dict.fromkeys("abcdef", 10)).values()) == {(5, 3, 2)}
