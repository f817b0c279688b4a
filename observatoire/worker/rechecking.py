"""Files refused for want of another one are looked at again when it comes: dropped together, they find their order."""

from observatoire.errors import ConflictError
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries import jobs
from observatoire.store.queries.asking import Asker
from observatoire.store.queries.deposits import claim_of, list_refused

AWAITED = frozenset({"residences", "rpls-bailleur", "rpls-ouvert", "communes", "epci", "passage", "secteurs", "qpv"})
"""Kinds of files that name what others are about."""


def check_refused_again(store: Store, kind: str) -> None:
    """Ask, in the name of who sent them, that refused files be checked again once a file of this kind is loaded."""
    if kind not in AWAITED:
        return
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        for refused in list_refused(session):
            asker = Asker(refused.organisation, refused.bailleur_siren)
            try:
                jobs.enqueue(session, "controle", asker=asker, deposit=refused.id, claim=claim_of(refused.id))
            except ConflictError:
                continue  # somebody is at it already
