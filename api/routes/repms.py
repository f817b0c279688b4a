"""REPMS lists: adopted, signed, printed as the annex of the convention, exported."""

import csv
import io
import json

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answering import JsonText
from api.live import CsvFile, PdfFile, answer_document, answer_live, open_visitor_snapshot, write_as
from api.parameters import Nothing
from api.routes.decisions import READERS, SCHEMES, Number
from api.schemas.decisions import Created
from api.schemas.sessions import RepmsEntry, RepmsLists
from api.security import CurrentWriter
from observatoire.commission.documents import print_repms
from observatoire.commission.entries import check_entry
from observatoire.commission.vocabulary import CRITERES_REPMS
from observatoire.files.formulas import neutralise
from observatoire.store.queries import repms
from observatoire.store.queries.naming import list_names

router = APIRouter(prefix="/api/v1/partner", tags=["Commission"], dependencies=SCHEMES)
COLUMNS = ("code", "nom", "code_insee", "commune", "adresse", "qpv", "logements")


@router.get(
    "/repms", response_class=JsonText, response_model=RepmsLists, dependencies=READERS, summary="Les listes REPMS"
)
def list_repms(request: Request, _: Nothing) -> Response:
    """Par bailleur, pour trois ans ; un champ à part du signal et de la vigilance renforcée."""
    return answer_live(request, repms.read_repms)


@router.post("/repms", status_code=201, summary="Adopter une liste REPMS")
def add_repms(request: Request, entry: RepmsEntry, writer: CurrentWriter) -> Created:
    """En vigueur quand le bailleur et l’intercommunalité ont signé."""
    with write_as(request, writer) as session:
        check_entry((("criteres", entry.criteres, CRITERES_REPMS),), entry.precision, list_names(session))
        return Created(id=repms.add_repms(session, entry.model_dump(exclude={"residences"}), entry.residences))


@router.post("/repms/{number}/signatures", status_code=204, response_class=Response, summary="Signer une liste REPMS")
def sign_repms(request: Request, number: Number, writer: CurrentWriter) -> Response:
    """Au nom du bailleur ou de l’intercommunalité."""
    with write_as(request, writer) as session:
        repms.sign_repms(session, number)
    return Response(status_code=204)


@router.get(
    "/repms/{number}/annexe.pdf", response_class=PdfFile, dependencies=READERS, summary="L’annexe de la convention"
)
def print_repms_list(request: Request, number: Number, _: Nothing) -> Response:
    """La liste d’un bailleur, avec ses critères, ses dates et ses signatures."""
    with open_visitor_snapshot(request) as snapshot:
        (found,) = json.loads(repms.read_repms_list(snapshot, number))
    return answer_document(print_repms(found), PdfFile, f"annexe-repms-{number}.pdf")


@router.get("/repms/{number}/liste.csv", response_class=CsvFile, dependencies=READERS, summary="La liste, en CSV")
def export_repms_list(request: Request, number: Number, _: Nothing) -> Response:
    """Les résidences de la liste, une par ligne."""
    with open_visitor_snapshot(request) as snapshot:
        (found,) = json.loads(repms.read_repms_list(snapshot, number))
    table = io.StringIO()
    writer = csv.DictWriter(table, COLUMNS, extrasaction="ignore", delimiter=";")
    writer.writeheader()
    writer.writerows({name: neutralise(value) for name, value in line.items()} for line in found["residences"])
    return answer_document(table.getvalue().encode("utf-8-sig"), CsvFile, f"repms-{number}.csv")
