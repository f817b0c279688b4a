"""Access keys: given once, kept as a fingerprint, revoked at once."""

import pytest
from sqlalchemy import select

from observatoire.access.audience import Role
from observatoire.accounts.register import add_account, find_account, list_accounts, revoke_account
from observatoire.errors import ConflictError, InvalidInputError, NotFoundError
from observatoire.store.database import Tier, unit_of_work
from observatoire.store.tables.accounts import Account


def holder(store, key):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        card = find_account(session, key)
        return card and card.organisation


def test_key_opens_the_account_it_was_given_for_and_no_other(store):
    keys = {name: add_account(store, name, Role.COMMISSION) for name in ("Halpades", "CCFG")}

    assert {name: holder(store, key) for name, key in keys.items()} == {"Halpades": "Halpades", "CCFG": "CCFG"}
    assert holder(store, keys["CCFG"] + "x") is None


def test_key_is_never_stored(store):
    key = add_account(store, "CCFG", Role.EPCI)

    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        row = session.execute(select(*Account.__table__.c)).one()
    assert len(key) >= 43
    assert key not in str(row)


def test_revoked_account_opens_nothing_and_stays_in_the_list(store):
    key = add_account(store, "CCFG", Role.EPCI)

    revoked = revoke_account(store, 1)

    assert holder(store, key) is None
    assert [(card.id, card.revoked_at is None) for card in list_accounts(store)] == [(revoked.id, False)]


def test_account_that_does_not_exist_cannot_be_revoked(store):
    with pytest.raises(NotFoundError, match="7"):
        revoke_account(store, 7)


def test_account_cannot_be_revoked_twice(store):
    add_account(store, "CCFG", Role.EPCI)
    revoke_account(store, 1)

    with pytest.raises(ConflictError):
        revoke_account(store, 1)


def test_account_without_name_and_with_unknown_role_is_refused_for_both(store):
    with pytest.raises(InvalidInputError) as refusal:
        add_account(store, "  ", "prefet")

    assert len(refusal.value.problems) == 2
    assert list_accounts(store) == []
