"""People of the tests: invited, with a password, signed in."""

from observatoire.access.audience import Role
from observatoire.access.perimeters import describe_person
from observatoire.accounts.register import invite_person
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries.entrance import accept_invitation
from observatoire.store.tables.accounts import Rule

PASSWORD = "tilleul lampe orage"


def invite(store: Store, email: str, role: Role = Role.EPCI, *perimeter: str) -> str:
    """The token of a new person's link."""
    return invite_person(store, describe_person(email, "", role, perimeter))


def welcome(store: Store, email: str, role: Role = Role.EPCI, *perimeter: str) -> None:
    """A person who has chosen a password."""
    accept_invitation(store, invite(store, email, role, *perimeter), PASSWORD)


def change_rules(store: Store, **values: int) -> None:
    """Have the database judge otherwise."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        rule = session.get_one(Rule, True)  # noqa: FBT003 -- its only row
        for name, value in values.items():
            setattr(rule, name, value)
