"""The journal, for the manager. The database opens it to the role « epci » and to nobody else."""

import csv
from datetime import date
from io import StringIO
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.asking import SIGNED_IN, CurrentManager
from api.live import CsvFile, answer_document
from api.parameters import NoQuery
from api.schemas.journal import Action, Journal, JournalLine
from api.service import service_of
from observatoire.files.formulas import neutralise
from observatoire.printing.days import PARIS
from observatoire.store.queries.journal import HEADS, Wanted, read_lines

router = APIRouter(prefix="/api/v1/admin", tags=["Comptes"], dependencies=SIGNED_IN)
PAGE = 200
MOST = 100_000
LARGEST_LINE = 2**63 - 1


class Choice(NoQuery):
    """Which lines."""

    du: Annotated[date | None, Field(description="premier jour")] = None
    au: Annotated[date | None, Field(description="dernier jour, compris")] = None
    compte: Annotated[int | None, Field(ge=1, le=2**31 - 1, description="numéro du compte")] = None
    action: Annotated[Action | None, Field(description="ce qui a été fait")] = None


class Page(Choice):
    """Which lines, by pages."""

    avant: Annotated[int | None, Field(ge=1, le=LARGEST_LINE, description="lignes plus anciennes que ce numéro")] = None


@router.get("/journal", summary="Le journal")
def read_journal(request: Request, asked: Annotated[Page, Query()], manager: CurrentManager) -> Journal:
    """Qui a consulté, exporté, décidé, chargé ou publié quoi, la ligne la plus récente d’abord."""
    service = service_of(request.scope)
    service.journal.flush()
    wanted = Wanted(asked.du, asked.au, asked.compte, asked.action, asked.avant, PAGE + 1)
    lines = [JournalLine(**line) for line in read_lines(service.store, manager.secret, wanted)]
    return Journal(lines=lines[:PAGE], more=len(lines) > PAGE, days=service.settings.journal_days)


@router.get("/journal.csv", response_class=CsvFile, summary="Le journal, en CSV")
def export_journal(request: Request, asked: Annotated[Choice, Query()], manager: CurrentManager) -> Response:
    """Les mêmes lignes, toutes : heure de Paris, séparateur point-virgule."""
    service = service_of(request.scope)
    service.journal.flush()
    wanted = Wanted(asked.du, asked.au, asked.compte, asked.action, limit=MOST)
    table = StringIO()
    writer = csv.writer(table, delimiter=";")
    writer.writerow(HEADS)
    for line in read_lines(service.store, manager.secret, wanted):
        cells = (line["account"], line["email"], line["organisation"], line["action"], line["object"])
        writer.writerow([f"{line['at'].astimezone(PARIS):%Y-%m-%d %H:%M:%S}", *map(neutralise, cells)])
    return answer_document(table.getvalue().encode("utf-8-sig"), CsvFile, "journal.csv")
