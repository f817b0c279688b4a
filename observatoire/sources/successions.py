"""What becomes of residences: renamed, split, merged, demolished, sold, each with its date. History is only added to."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, update

from observatoire.errors import InvalidInputError, NotFoundError, Problem
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.tables.housing import Residence
from observatoire.store.tables.matching import NATURES, Succession

WITHOUT_HEIR = {"demolie": "demolition", "vendue": "vendue"}
"""Natures after which nothing remains, and the state that the residence takes: it leaves the stock to be transmitted."""


@dataclass(frozen=True, slots=True)
class Event:
    """What became of a residence. Several heirs: it was split; several residences with one heir: they were merged."""

    ancienne: str
    nature: str
    date_effet: date
    nouvelles: tuple[str, ...] = ()
    note: str = ""


def record_event(store: Store, event: Event) -> None:
    """Record what became of a residence.

    Raises:
        InvalidInputError: the nature is not known, or its heirs do not go with it.
        NotFoundError: one of the residences is not known.
    """
    _check(event)
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        wanted = [event.ancienne, *event.nouvelles]
        known = set(session.scalars(select(Residence.code).where(Residence.code == func.any(wanted))))
        absent = [code for code in wanted if code not in known]
        if absent:
            raise NotFoundError(f"Résidence inconnue : {', '.join(absent)}. Chargez-la d’abord.")
        for heir in event.nouvelles or ("",):
            session.merge(
                Succession(
                    ancienne=event.ancienne,
                    nouvelle=heir,
                    date_effet=event.date_effet,
                    nature=event.nature,
                    note=event.note,
                )
            )
        if event.nature in WITHOUT_HEIR:
            session.execute(
                update(Residence).where(Residence.code == event.ancienne).values(statut=WITHOUT_HEIR[event.nature])
            )


def list_events(store: Store) -> list[Event]:
    """List what became of residences, the latest first."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        rows = session.scalars(
            select(Succession).order_by(Succession.date_effet.desc(), Succession.ancienne, Succession.nouvelle)
        ).all()
    events: dict[tuple[str, str, date, str], list[str]] = {}
    for row in rows:
        events.setdefault((row.ancienne, row.nature, row.date_effet, row.note), []).append(row.nouvelle)
    return [
        Event(old, nature, day, tuple(filter(None, heirs)), note) for (old, nature, day, note), heirs in events.items()
    ]


def _check(event: Event) -> None:
    message = "L’événement n’est pas enregistré."
    heirs = len(event.nouvelles)
    fits = {
        "renommee": heirs == 1,
        "fusionnee": heirs == 1,
        "scindee": heirs > 1,
        "demolie": not heirs,
        "vendue": not heirs,
    }
    if event.nature not in NATURES:
        problem = Problem(
            f"« {event.nature} » n’est pas possible.", f"Choisissez parmi {', '.join(NATURES)}.", column="nature"
        )
        raise InvalidInputError(message, [problem])
    if not fits[event.nature]:
        remedy = (
            "Renommée ou fusionnée : une résidence suivante ; scindée : au moins deux ; démolie ou vendue : aucune."
        )
        found = f"{heirs} résidence{'s' if heirs > 1 else ''} suivante{'s' if heirs > 1 else ''}"
        raise InvalidInputError(
            message, [Problem(f"« {event.nature} » ne va pas avec {found}.", remedy, column="nouvelles")]
        )
    if event.ancienne in event.nouvelles:
        problem = Problem(
            "Une résidence ne se succède pas à elle-même.", "Donnez le code de la suivante.", column="nouvelles"
        )
        raise InvalidInputError(message, [problem])
