"""The objectives of the convention: what is reached, what is missing, what a designation would change."""

import json
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answering import JsonText
from api.live import answer_live
from api.parameters import NoQuery
from api.schemas.attributions import Designation, Insee, Quartile, Reservataire, Siren
from api.schemas.objectives import Effects, Objectives
from api.security import bearer_scheme, cookie_scheme, find_current_subject
from api.service import service_of
from observatoire.convention.effect import describe_effect
from observatoire.convention.gauges import Group
from observatoire.convention.statement import describe_statement
from observatoire.printing.days import find_today
from observatoire.store.queries import objectives
from observatoire.store.queries.attributions import reads_attributions_of
from observatoire.store.queries.objectives import ReadYear
from observatoire.store.queries.reading import Snapshot

router = APIRouter(
    prefix="/api/v1/partner",
    tags=["Partenaires"],
    dependencies=[Depends(bearer_scheme), Depends(cookie_scheme), Depends(find_current_subject)],
)


class YearQuery(NoQuery):
    """A year of attributions, told to a day."""

    year: Annotated[int | None, Field(ge=1990, le=2100, description="année ; sans elle, la dernière connue")] = None
    until: Annotated[
        date | None, Field(description="jour jusqu’auquel compter ; sans lui, aujourd’hui ou la fin de l’année")
    ] = None


class EffectQuery(YearQuery):
    """A designation: a kind of attribution, never a person."""

    bailleur: Siren
    reservataire: Reservataire = "non_precise"
    code_insee: Insee
    qpv: bool
    quartile: Quartile | None = None
    dalo: bool = False
    prioritaire: bool = False
    relogement_ru: bool = False
    mutation: bool = False


@router.get(
    "/objectives",
    response_class=JsonText,
    response_model=Objectives,
    summary="Les objectifs de la convention",
)
def read_objectives(request: Request, query: Annotated[YearQuery, Query()]) -> Response:
    """Réalisé, part, objectif en nombre, manquant et projection, par partenaire ; et ce qui ne concorde pas."""
    convention = service_of(request.scope).convention

    def read_year(snapshot: Snapshot) -> str:
        read = read_asked_year(snapshot, query)
        statement = objectives.read_statement(snapshot.connection, snapshot.number, convention, read)
        return write_answer(snapshot, {"years": read.years} | describe_statement(statement))

    return answer_live(request, read_year)


@router.get(
    "/objectives/effect",
    response_class=JsonText,
    response_model=Effects,
    summary="Ce qu’une désignation changerait",
)
def read_effect(request: Request, query: Annotated[EffectQuery, Query()]) -> Response:
    """Chaque objectif que cette désignation concerne, avant et après, sur ce que le visiteur lit. Rien n’est écrit."""
    convention = service_of(request.scope).convention

    def read_difference(snapshot: Snapshot) -> str:
        read = read_asked_year(snapshot, query)
        readable = reads_attributions_of(snapshot.connection, query.bailleur, query.code_insee)
        effects = objectives.read_effects(read, convention, _group_of(query)) if readable else []
        described = [describe_effect(effect) for effect in effects]
        told = {"year": read.year, "as_of": read.as_of.isoformat(), "readable": readable}
        return write_answer(snapshot, told | {"effects": described})

    return answer_live(request, read_difference)


def read_asked_year(snapshot: Snapshot, query: YearQuery) -> ReadYear:
    """The year asked for, or the last one."""
    return objectives.read_year(snapshot.connection, query.year, query.until, find_today())


def write_answer(snapshot: Snapshot, members: dict[str, Any]) -> str:
    """An answer that says its publication, then `members`."""
    return snapshot.wrap(json.dumps(members, ensure_ascii=False)[1:-1])


def group_of(designation: Designation, *, etape: str = "attribution", signed: bool = True) -> Group:
    """A designation as one attribution to count."""
    return Group(
        etape=etape,
        bailleur=designation.bailleur_siren,
        reservataire=designation.reservataire,
        commune=designation.code_insee,
        qpv=designation.qpv,
        quartile=designation.quartile,
        signed=signed,
        count=1,
        dalo=int(designation.dalo),
        prioritaires=int(designation.prioritaire or designation.dalo),
        relogement_ru=int(designation.relogement_ru),
        mutations=int(designation.mutation),
    )


def _group_of(query: EffectQuery) -> Group:
    values = query.model_dump(exclude={"year", "until", "bailleur"})
    return group_of(Designation(bailleur_siren=query.bailleur, **values))
