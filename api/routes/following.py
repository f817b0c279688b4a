"""What the convention follows beside attributions: relocation, new supply, demand, spread, flows of reservations."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from api.answering import JsonText
from api.live import CsvFile, LayerFile, PdfFile, answer_document, answer_live, open_visitor_snapshot
from api.parameters import Nothing
from api.routes.objectives import YearQuery, read_asked_year, write_answer
from api.schemas.following import Balance, DemandAnswer, Flows, Relocation, Supply
from api.security import bearer_scheme, cookie_scheme, find_current_subject, find_visitor
from api.service import service_of
from observatoire.access.audience import Role
from observatoire.convention.following import describe_demand, describe_relocation, describe_supply, middle_of
from observatoire.exports.flows import Ending, name_rights, write_flows
from observatoire.printing.days import find_today
from observatoire.report import ReportContent, read_report, render_report, render_workbook
from observatoire.store.queries import following
from observatoire.store.queries.following import Building
from observatoire.store.queries.reading import Snapshot

router = APIRouter(
    prefix="/api/v1/partner",
    tags=["Partenaires"],
    dependencies=[Depends(bearer_scheme), Depends(cookie_scheme), Depends(find_current_subject)],
)
AskedYear = Annotated[YearQuery, Query()]


@router.get("/relocation", response_class=JsonText, response_model=Relocation, summary="Le relogement")
def read_relocation(request: Request, query: AskedYear) -> Response:
    """Les bâtiments, les six objectifs, les règles et le calendrier. Peu de ménages : secret."""
    convention = service_of(request.scope).convention

    def read(snapshot: Snapshot) -> str:
        years = following.read_relocation_years(snapshot.connection)
        year = query.year or (years[-1] if years else convention.first)
        buildings = [
            (each.code, each.nom, each.phase, each.counts, each.place) for each in _read_buildings(snapshot, year)
        ]
        return write_answer(snapshot, {"years": years} | describe_relocation(convention, year, buildings))

    return answer_live(request, read)


@router.get("/supply", response_class=JsonText, response_model=Supply, summary="L’offre nouvelle")
def read_supply(request: Request, _: Nothing) -> Response:
    """Livrée depuis moins de cinq ans, programmée, reconstituée ; et l’anneau de 5 km autour du site démoli."""
    convention = service_of(request.scope).convention

    def read(snapshot: Snapshot) -> str:
        years = following.read_relocation_years(snapshot.connection)
        places = [each.place for each in _read_buildings(snapshot, years[-1])] if years else []
        communes = following.read_communes(snapshot.connection, snapshot.number)
        operations = following.read_operations(snapshot.connection)
        return write_answer(snapshot, describe_supply(convention, operations, communes, middle_of(places)))

    return answer_live(request, read)


@router.get("/demand", response_class=JsonText, response_model=DemandAnswer, summary="La demande")
def read_partner_demand(request: Request, query: AskedYear) -> Response:
    """Demandes, pression et attente par commune et par type ; sous 11, le secret."""

    def read(snapshot: Snapshot) -> str:
        rows = following.read_demand(snapshot.connection, snapshot.number, query.year)
        return write_answer(snapshot, {"demand": describe_demand(rows)})

    return answer_live(request, read)


@router.get("/balance", response_class=JsonText, response_model=Balance, summary="L’équilibre entre résidences")
def read_balance(request: Request, _: Nothing) -> Response:
    """La répartition des attributions au premier quartile entre les résidences, comparée à ce que donnerait leur taille."""

    def read(snapshot: Snapshot) -> str:
        spread = [_date(row) for row in following.read_spread(snapshot.connection, snapshot.number)]
        above = following.read_residences_above(snapshot.connection, snapshot.number)
        return write_answer(snapshot, {"spread": spread, "above": above})

    return answer_live(request, read)


@router.get("/flows", response_class=JsonText, response_model=Flows, summary="Le bilan des flux")
def read_flows(request: Request, query: AskedYear) -> Response:
    """Les attributions d’une année par réservataire, type, financement, quartier, commune et période de construction."""

    def read(snapshot: Snapshot) -> str:
        year = read_asked_year(snapshot, query).year
        rows = following.read_flows(snapshot.connection, snapshot.number, year)
        rights = following.read_rights(snapshot.connection, year)
        return write_answer(snapshot, {"year": year, "rights": name_rights(rights), "flows": name_rights(rows)})

    return answer_live(request, read)


@router.get("/flows.csv", response_class=CsvFile, summary="Le bilan des flux, en CSV")
def take_flows_as_csv(request: Request, query: AskedYear) -> Response:
    """Les mêmes lignes, pour un tableur."""
    return _take_flows(request, query, "csv", CsvFile)


@router.get("/flows.xlsx", response_class=LayerFile, summary="Le bilan des flux, en XLSX")
def take_flows_as_workbook(request: Request, query: AskedYear) -> Response:
    """Les mêmes lignes, en classeur."""
    return _take_flows(request, query, "xlsx", LayerFile)


@router.get("/report", response_class=PdfFile, summary="Le rapport annuel")
def print_report(request: Request, query: AskedYear) -> Response:
    """Le rapport de la convention pour la conférence intercommunale du logement, en PDF, sur ce que le visiteur peut lire."""
    content = _read_report(request, query)
    return answer_document(render_report(content), PdfFile, f"suivi-de-la-convention-{content.statement.year}.pdf")


@router.get("/report.xlsx", response_class=LayerFile, summary="Le rapport annuel, en classeur")
def take_report(request: Request, query: AskedYear) -> Response:
    """Le contenu du rapport, une feuille par partie."""
    content = _read_report(request, query)
    return answer_document(render_workbook(content), LayerFile, f"suivi-de-la-convention-{content.statement.year}.xlsx")


def _read_report(request: Request, query: YearQuery) -> ReportContent:
    today = find_today()
    convention = service_of(request.scope).convention
    with open_visitor_snapshot(request) as snapshot:
        year = read_asked_year(snapshot, query).year
        return read_report(snapshot.connection, convention, year, today, reader=_name_partial_reader(request))


def _name_partial_reader(request: Request) -> str | None:
    """The organisation of a visitor whose perimeter is a part of the territory."""
    subject = find_visitor(request.scope).subject
    return subject.organisation if subject is not None and subject.role in {Role.BAILLEUR, Role.COMMUNE} else None


def _take_flows(request: Request, query: YearQuery, ending: Ending, kind: type[Response]) -> Response:
    with open_visitor_snapshot(request) as snapshot:
        year = read_asked_year(snapshot, query).year
        rows = name_rights(following.read_flows(snapshot.connection, snapshot.number, year))
    return answer_document(write_flows(rows, year, ending), kind, f"bilan-des-flux-{year}.{ending}")


def _read_buildings(snapshot: Snapshot, year: int) -> list[Building]:
    return following.read_buildings(snapshot.connection, snapshot.number, year)


def _date(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"computed_at": row["computed_at"].strftime("%Y-%m-%dT%H:%M:%SZ")}
