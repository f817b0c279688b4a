"""Attributions entered one by one: recorded, corrected, cancelled. The history keeps everything."""

import json
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Path, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answering import JsonText
from api.caching import NO_STORE
from api.live import answer_live, write_as
from api.parameters import LARGEST_NUMBER
from api.routes.objectives import YearQuery, group_of, read_asked_year
from api.schemas.attributions import Correction, Entries, NewEntry, Recorded
from api.security import CurrentWriter, Visitor, bearer_scheme, cookie_scheme, find_current_subject
from api.service import Service, service_of
from observatoire.convention.effect import describe_effect
from observatoire.printing.days import find_today
from observatoire.store.queries import attributions, objectives
from observatoire.store.queries.entering import check_entry
from observatoire.store.queries.reading import Snapshot
from observatoire.store.queries.writing import Writing

router = APIRouter(
    prefix="/api/v1/partner/attributions",
    tags=["Partenaires"],
    dependencies=[Depends(bearer_scheme), Depends(cookie_scheme)],
)
EntryNumber = Annotated[int, Path(ge=1, le=LARGEST_NUMBER, description="numéro de l’écriture")]


class EntriesQuery(YearQuery):
    """The entries of a year."""

    cancelled: Annotated[bool, Field(description="montrer aussi ce qui a été annulé")] = False
    limit: Annotated[int, Field(ge=1, le=1000)] = 200


@router.get(
    "",
    response_class=JsonText,
    response_model=Entries,
    summary="Les attributions d’une année",
    dependencies=[Depends(find_current_subject)],
)
def list_attributions(request: Request, query: Annotated[EntriesQuery, Query()]) -> Response:
    """Les écritures, la plus récente d’abord, et ce qu’une nouvelle peut nommer."""

    def read_entries(snapshot: Snapshot) -> str:
        year = read_asked_year(snapshot, query).year
        listed = attributions.read_entries(snapshot.connection, year, cancelled=query.cancelled, limit=query.limit)
        choices = attributions.read_choices(snapshot.connection, snapshot.number)
        return f'{{"year":{year},"entries":{listed},"choices":{choices}}}'

    return answer_live(request, read_entries)


@router.post("", status_code=201, response_model=Recorded, summary="Saisir une attribution")
def record_attribution(request: Request, writer: CurrentWriter, entry: Annotated[NewEntry, Body()]) -> Response:
    """Écrit une attribution, sans aucune donnée sur une personne, et dit ce qu’elle change pour les objectifs."""
    with write_as(request, writer) as writing:
        return _answer(_record(service_of(request.scope), writing, writer, entry, None))


@router.post("/{number}/correction", status_code=201, response_model=Recorded, summary="Corriger une attribution")
def correct_attribution(
    request: Request, writer: CurrentWriter, number: EntryNumber, correction: Annotated[Correction, Body()]
) -> Response:
    """Annule une écriture et, si elle est donnée, écrit celle qui la remplace. L’historique garde les deux."""
    with write_as(request, writer) as writing:
        attributions.cancel_entry(writing, number, _name_of(writer))
        if correction.entry is None:
            return _answer({"id": None, "effects": []})
        return _answer(_record(service_of(request.scope), writing, writer, correction.entry, number))


def _record(
    service: Service, writing: Writing, writer: Visitor, entry: NewEntry, corrects: int | None
) -> dict[str, Any]:
    today = find_today()
    check_entry(writing, entry.model_dump(), first=date(service.convention.first, 1, 1), today=today)
    read = objectives.read_year(writing, entry.date.year, None, today)
    designated = group_of(entry, etape=entry.etape, signed=entry.bail_signe)
    effects = objectives.read_effects(read, service.convention, designated)
    values = {
        **entry.model_dump(exclude={"dalo", "prioritaire", "relogement_ru", "mutation"}),
        "recorded_by": _name_of(writer),
        "origine": "saisie",
        "corrige": corrects,
        "nombre": designated.count,
        "dalo": designated.dalo,
        "prioritaire": designated.prioritaires,
        "relogement_ru": designated.relogement_ru,
        "mutation": designated.mutations,
    }
    return {
        "id": attributions.record_entry(writing, values),
        "effects": [describe_effect(effect) for effect in effects],
    }


def _answer(body: dict[str, Any]) -> Response:
    return JsonText(json.dumps(body, ensure_ascii=False), status_code=201, headers=NO_STORE)


def _name_of(writer: Visitor) -> str:
    """The organisation that an entry is signed with."""
    return "" if writer.subject is None else writer.subject.organisation
