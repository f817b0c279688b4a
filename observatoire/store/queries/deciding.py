# ruff: noqa: S608 (every piece of SQL here is a constant; what comes from a request is always a bound parameter)
"""What partners add: decisions, signatures, replies, steps. Only what is said is given; the database signs it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from observatoire.errors import ConflictError, NotFoundError
from observatoire.store.queries.decisions import QUALIFICATIONS
from observatoire.store.queries.writing import add_row
from observatoire.store.tables.decisions import (
    ProtocolStep,
    Qualification,
    QualificationReply,
    QualificationSignature,
)

SIGNATORIES = ("epci", "commune", "bailleur")


def add_qualification(session: Session, entry: Mapping[str, Any]) -> int:
    """Add a decision on a residence, signed by its author when their organisation signs; return its number."""
    number = add_row(session, Qualification, entry)
    if _read_role(session) in SIGNATORIES:
        sign_qualification(session, number)
    return number


def sign_qualification(session: Session, number: int) -> None:
    """Sign a decision that waits, in the name of the visitor."""
    add_row(session, QualificationSignature, {"qualification": number})


def add_reply(session: Session, entry: Mapping[str, Any]) -> int:
    """Add the landlord's reply to a decision."""
    return add_row(session, QualificationReply, entry)


def add_protocol_step(session: Session, entry: Mapping[str, Any]) -> int:
    """Open a dossier, or add a step to one.

    Raises:
        ConflictError: the residence is not under vigilance, or the steps do not follow.
    """
    if entry.get("dossier") is None:
        _require_vigilance(session, entry["residence"])
    else:
        _require_order(session, entry["dossier"], entry["etape"], entry["done_on"])
    return add_row(session, ProtocolStep, entry)


def _require_vigilance(session: Session, residence: str) -> None:
    statement = f"""select exists (select from ({QUALIFICATIONS}) q
        where q.residence = :residence and q.state = 'en vigueur' and q.avis = 'confirmée')"""
    if not session.execute(text(statement), {"residence": residence}).scalar_one():
        raise ConflictError(
            "Le protocole s’ouvre sur une résidence en vigilance renforcée confirmée ; celle-ci ne l’est pas."
        )


def _require_order(session: Session, dossier: int, etape: str, done_on: date) -> None:
    rows = session.execute(
        text("select etape, done_on from partner.protocol_step where id = :id or dossier = :id order by id"),
        {"id": dossier},
    ).all()
    if not rows:
        raise NotFoundError(f"Le dossier {dossier} n’existe pas.")
    steps = [row.etape for row in rows]
    if "attribution" in steps:
        raise ConflictError("Ce dossier est clos : une proposition a été transmise à la CALEOL.")
    if done_on < rows[0].done_on:
        raise ConflictError("Une étape ne peut pas précéder l’ouverture du dossier.")
    opened = steps.count("vacance") > steps.count("fin_vacance")
    if etape == "vacance" and opened:
        raise ConflictError("Une vacance mesurée est déjà ouverte pour ce logement.")
    if etape == "fin_vacance" and not opened:
        raise ConflictError("Aucune vacance mesurée n’est ouverte pour ce logement.")


def _read_role(session: Session) -> str:
    return str(session.execute(text("select partner.visitor_role()")).scalar_one())
