"""The report that a landlord gets for what it sends: made inside the load, kept with the deposit."""

from sqlalchemy.orm import Session

from observatoire.returns.making import Return, make_return
from observatoire.settings import Settings
from observatoire.sources.report import LoadReport
from observatoire.store.queries.observations import is_fictif
from observatoire.store.queries.returns import add_return
from observatoire.store.tables.jobs import Deposit
from observatoire.worker.work import Tell

START, END = 0.9, 0.97
"""The part of the work that these reports are, once the rows are written."""


class Returning:
    """The reports of a delivery: one for the landlord who sent it, or one for each landlord of the manager's file."""

    def __init__(self, settings: Settings, deposit: Deposit, tell: Tell) -> None:
        self._settings = settings
        self._deposit = deposit
        self._tell = tell
        self._made: list[Return] = []

    def look(self, session: Session, report: LoadReport) -> None:
        """Make the reports from what the load has just written, whether it stays or is undone."""
        sirens = [self._deposit.bailleur_siren] if self._deposit.bailleur_siren else list_landlords(report)
        self._made = []
        for rank, siren in enumerate(sirens):
            self._tell(START + (END - START) * rank / len(sirens), say_rank(rank + 1, len(sirens)))
            made = make_return(session, siren, self._settings)
            if made is not None:
                self._made.append(made)

    def keep(self, session: Session, *, loaded: bool) -> None:
        """Write them down."""
        for made in self._made:
            values = {
                "deposit": self._deposit.id,
                "bailleur_siren": made.siren,
                "bailleur": made.nom,
                "loaded": loaded,
                "fictif": is_fictif(session),
            }
            add_return(session, values, content=made.content, figures=made.figures)


def say_rank(rank: int, total: int) -> str:
    """Which report is being made, as the screen says it."""
    return "Rapport de retour" if total == 1 else f"Rapport de retour {rank} sur {total}"


def list_landlords(report: LoadReport) -> list[str]:
    """The landlords whose stock a file is about."""
    return [each.siren for each in report.stock.landlords] if report.stock else []
