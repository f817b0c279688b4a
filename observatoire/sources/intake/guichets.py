"""Where one applies for a dwelling: each counter in a commune that is known. The file is the whole list."""

from sqlalchemy import Table, delete, select, tuple_
from sqlalchemy.orm import Session

from observatoire.sources.intake.communes_named import resolve_communes
from observatoire.sources.intake.plan import Intake, Plan
from observatoire.sources.storing.known import read_absorptions, read_communes
from observatoire.store.tables.guichets import Guichet


def plan_guichets(intake: Intake) -> Plan:
    """Plan the counters of a file; those that it no longer names are removed."""
    session = intake.session
    communes = resolve_communes(intake, read_communes(session), read_absorptions(session))
    names = [column.name for column in intake.kind.columns]
    frame = intake.parsed.frame.reindex(columns=names).assign(code_insee=communes)
    kept = set(frame[["code_insee", "nom"]].itertuples(index=False, name=None))
    stored = [(row.code_insee, row.nom) for row in session.execute(select(Guichet.code_insee, Guichet.nom))]
    gone = [key for key in stored if key not in kept]
    table = Guichet.__table__
    assert isinstance(table, Table)  # noqa: S101 -- what SQLAlchemy declares more broadly

    def remove(current: Session) -> None:
        if gone:
            current.execute(delete(Guichet).where(tuple_(Guichet.code_insee, Guichet.nom).in_(gone)))

    return Plan(table, frame, after=remove, removed=tuple(f"{nom} ({code})" for code, nom in gone))
