"""The calendar: which landlord has sent what for which year, who is late, and what to write to them."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Request

from api.asking import SIGNED_IN, CurrentAsker
from api.schemas import calendar as shapes
from api.service import service_of
from observatoire.campaign.calendar import list_due, list_emptied, list_expected, list_waiting, read_dates
from observatoire.campaign.reminders import write_reminders
from observatoire.printing.days import find_today
from observatoire.settings import Settings
from observatoire.store.queries import deposits
from observatoire.store.queries.asking import open_request
from observatoire.store.queries.transmissions import list_own_transmissions

router = APIRouter(prefix="/api/v1/data", tags=["Données"], dependencies=SIGNED_IN)
Year = Annotated[int | None, Query(ge=1990, le=2100, description="année ; sans elle, l’année en cours")]


@router.get("/calendar", summary="Le calendrier des envois")
def read_calendar(request: Request, asker: CurrentAsker, year: Year = None) -> shapes.Calendar:
    """Ce que chaque bailleur a envoyé et pour quand ; un bailleur lit ses propres lignes."""
    service = service_of(request.scope)
    today = find_today()
    asked = year or today.year
    with open_request(service.store, asker) as session:
        sent = list_own_transmissions(session)
        waiting = list_waiting(deposits.list_deposits(session, asker))
    expected = list_expected(sent, waiting, list_due(asked, read_dates(service.settings)), today)
    address = f"{_find_address(request, service.settings)}/donnees"
    reminders = write_reminders(expected, sender=asker.organisation, address=address) if asker.is_manager else {}
    names = {each.bailleur_siren: each.bailleur for each in expected}
    known = [each.millesime for each in sent] + [each.millesime for each in waiting]
    told = [year for year in known if year is not None] + [today.year, asked]
    return shapes.Calendar(
        year=asked,
        years=list(range(max(told), min(told) - 1, -1)),  # those of which nothing came are the ones to look at
        manager=asker.is_manager,
        lines=[shapes.CalendarLine.model_validate(asdict(each)) for each in expected],
        emptied=list_emptied(sent),
        reminders=[
            shapes.Reminder(bailleur_siren=siren, bailleur=names[siren], text=text) for siren, text in reminders.items()
        ],
    )


def _find_address(request: Request, settings: Settings) -> str:
    """Where a landlord reaches the observatory: as it was set, else as the manager does just now."""
    told = settings.public_address if "public_address" in settings.model_fields_set else str(request.base_url)
    return told.rstrip("/")
