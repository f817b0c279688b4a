"""Certificates of secrecy: written with a publication, read by the accounts of the EPCI."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from observatoire.errors import NotFoundError
from observatoire.store.queries.reading import Snapshot
from observatoire.store.tables.certificates import Certificate

_LATEST = """
select '"certificate":' || document::text from partner.certificate
where publication = :number order by id desc limit 1
"""


def add_certificate(
    session: Session, number: int, *, made_at: datetime, passed: bool, document: dict[str, Any]
) -> None:
    """Keep what an audit found of a publication."""
    session.add(Certificate(publication=number, made_at=made_at, passed=passed, document=document))
    session.flush()


def find_certified_at(session: Session, number: int) -> datetime | None:
    """When the latest audit of a publication was made, if nothing could be deduced; else nothing."""
    statement = (
        select(Certificate.made_at, Certificate.passed)
        .where(Certificate.publication == number)
        .order_by(Certificate.id.desc())
        .limit(1)
    )
    latest = session.execute(statement).one_or_none()
    return latest.made_at if latest is not None and latest.passed else None


def read_certificate(snapshot: Snapshot) -> str:
    """The latest certificate of a publication. Raises `NotFoundError` where there is none that the visitor may read."""
    certificate = snapshot.read_text(_LATEST)
    if certificate is None:
        raise NotFoundError(
            f"La publication {snapshot.number} n’a pas de certificat que ce compte puisse lire : les comptes de "
            "l’intercommunalité le lisent."
        )
    return snapshot.wrap(certificate)
