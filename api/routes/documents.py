"""What is printed: the sheet of a residence, the minutes of a sealed session."""

import json

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.live import PdfFile, answer_document, open_visitor_snapshot
from api.parameters import Code, OfMap, OfPublication
from api.routes.decisions import READERS, SCHEMES, Number
from observatoire.commission.documents import print_minutes, print_sheet
from observatoire.commission.map_document import print_map
from observatoire.errors import ConflictError
from observatoire.store.queries import partner, sessions
from observatoire.store.queries.decisions import read_decisions, read_residence_decisions
from observatoire.store.queries.neighbours import read_neighbours
from observatoire.store.queries.sheets import read_residence_sheet

router = APIRouter(prefix="/api/v1/partner", tags=["Commission"], dependencies=SCHEMES)


@router.get(
    "/residences/{code}/sheet.pdf", response_class=PdfFile, dependencies=READERS, summary="La fiche, sur une page A4"
)
def print_residence_sheet(request: Request, code: Code, query: OfPublication) -> Response:
    """La fiche d’une résidence telle que le visiteur peut la lire, en PDF."""
    with open_visitor_snapshot(request, query.publication) as snapshot:
        sheet = json.loads(read_residence_sheet(snapshot, code=code))
        decisions = json.loads(read_residence_decisions(snapshot, code=code))
        neighbours = json.loads(read_neighbours(snapshot, code=code))
    return answer_document(print_sheet(sheet, decisions, neighbours), PdfFile, f"fiche-{_name(code)}.pdf")


@router.get("/map.pdf", response_class=PdfFile, dependencies=READERS, summary="La carte, sur une page A4")
def print_residences_map(request: Request, query: OfMap) -> Response:
    """La carte des résidences telle que le visiteur peut la lire, avec légende, échelle, source et millésime.

    Les filtres et le cadre sont ceux de l’écran, dans les mots de son adresse ; la carte les écrit.
    """
    with open_visitor_snapshot(request, query.publication) as snapshot:
        residences = json.loads(partner.read_residences(snapshot))
        communes = json.loads(partner.read_territories(snapshot, level="commune"))
        method = json.loads(partner.read_method(snapshot))["method"]
        decided = json.loads(read_decisions(snapshot))["decisions"]
    vigilant = [line["residence"] for line in decided if line["state"] == "en vigueur" and line["avis"] == "confirmée"]
    breaks = method["classes"]["carte"]
    document = print_map(residences, communes, breaks, vigilant, query.read_filters(), query.read_view())
    return answer_document(document, PdfFile, f"carte-{residences['publication']['number']}.pdf")


@router.get(
    "/sessions/{number}/minutes.pdf", response_class=PdfFile, dependencies=READERS, summary="Le relevé de décisions"
)
def print_session_minutes(request: Request, number: Number) -> Response:
    """Le relevé d’une séance scellée, fait de son sceau seul."""
    with open_visitor_snapshot(request) as snapshot:
        sessions.read_session(snapshot, number)
        seal = sessions.read_seal(snapshot, number)
    if seal is None:
        raise ConflictError("Cette séance n’est pas scellée : son relevé de décisions n’existe pas encore.")
    content, sha256, sealed_at = seal
    return answer_document(
        print_minutes(json.loads(content), sha256, sealed_at), PdfFile, f"releve-seance-{number}.pdf"
    )


def _name(code: str) -> str:
    """A code as a file may be named."""
    return "".join(character if character.isascii() and character.isalnum() else "-" for character in code)
