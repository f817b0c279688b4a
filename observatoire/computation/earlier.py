"""What earlier publications leave to a computation: the counts of the millésime before, and the families of residences."""

from collections.abc import Mapping
from typing import Any, TypeAlias

import pandas as pd
from sqlalchemy.orm import Session

from indices import Method
from observatoire.computation.draft_frames import Atlas
from observatoire.computation.families import FormerFamilies, describe_features
from observatoire.store.queries import ledger, observations, publications, typologies
from observatoire.territories.reference import Reference

Observed: TypeAlias = tuple[pd.DataFrame, Mapping[str, pd.Series], Mapping[str, pd.DataFrame]]
"""What was observed on the residences, the territories that they belong to, and what was withheld of it."""


def read_before(session: Session, atlas: Atlas, reference: Reference, *, ops: int, rpls: int) -> Observed | None:
    """What is loaded of the latest millésimes published before these; nothing where the reference had no stock yet."""
    earlier = publications.find_earlier_millesimes(session, ops=ops, rpls=rpls)
    if earlier is None:
        return None
    observed = observations.read_observations(session, ops=earlier[0], rpls=earlier[1])
    memberships = atlas.locate(observed)
    hidden = ledger.read_withheld(session, ops=earlier[0], rpls=earlier[1])
    return (observed, memberships, hidden) if (memberships[reference.level] == reference.code).any() else None


def read_former_families(
    session: Session, method: Method, reference: Reference, *, ops: int, rpls: int
) -> FormerFamilies | None:
    """The families to keep: the latest that were found on the same features, those online first."""
    features = describe_features(method, reference.code)
    for document in typologies.list_typologies(session, online=publications.find_online_number(session)):
        if {name: document.get(name) for name in features} == features:
            return FormerFamilies(document, _read_families_before(session, document, ops=ops, rpls=rpls))
    return None


def _read_families_before(session: Session, document: Mapping[str, Any], *, ops: int, rpls: int) -> dict[str, int]:
    """Families in the millésime before; none where it was sorted into other centres, or is the first."""
    earlier = publications.find_earlier_millesimes(session, ops=ops, rpls=rpls)
    if earlier is None:
        return {}
    return typologies.read_families(session, ops=earlier[0], rpls=earlier[1], origin=int(document["publication"]))
