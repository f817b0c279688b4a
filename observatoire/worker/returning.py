"""The report that a landlord gets for what it sends: made inside the load, kept with the deposit."""

from sqlalchemy.orm import Session

from observatoire.returns.making import Return, make_return
from observatoire.settings import Settings
from observatoire.sources.report import LoadReport
from observatoire.store.queries.observations import is_fictif
from observatoire.store.queries.returns import add_return
from observatoire.store.tables.jobs import Deposit


class Returning:
    """The reports of a delivery: one for the landlord who sent it, or one for each landlord of the manager's file."""

    def __init__(self, settings: Settings, deposit: Deposit) -> None:
        self._settings = settings
        self._deposit = deposit
        self._made: list[Return] = []

    def look(self, session: Session, report: LoadReport) -> None:
        """Make the reports from what the load has just written, whether it stays or is undone."""
        sirens = [self._deposit.bailleur_siren] if self._deposit.bailleur_siren else list_landlords(report)
        self._made = [made for siren in sirens if (made := make_return(session, siren, self._settings)) is not None]

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


def list_landlords(report: LoadReport) -> list[str]:
    """The landlords whose stock a file is about."""
    return [each.siren for each in report.stock.landlords] if report.stock else []
