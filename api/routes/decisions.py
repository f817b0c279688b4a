"""What partners decide of a residence: qualification, signatures, right of reply, protocol."""

import json
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response

from api.answering import JsonText
from api.live import answer_live, write_as
from api.parameters import LARGEST_NUMBER, Code, Nothing
from api.schemas.decisions import (
    Created,
    Decisions,
    DossierEntry,
    QualificationEntry,
    ReplyEntry,
    ResidenceDecisions,
    StepEntry,
)
from api.security import CurrentWriter, bearer_scheme, cookie_scheme, find_current_subject
from observatoire.commission.entries import check_entry
from observatoire.commission.vocabulary import (
    CONTINGENTS,
    ETAPES,
    MOTIFS,
    PARTICIPANTS,
    POSITIONS,
    TYPOLOGIES,
    Avis,
    list_labels,
)
from observatoire.store.queries import deciding
from observatoire.store.queries.decisions import read_decisions, read_residence_decisions
from observatoire.store.queries.naming import list_names

SCHEMES = [Depends(bearer_scheme), Depends(cookie_scheme)]
router = APIRouter(prefix="/api/v1/partner", tags=["Décisions"], dependencies=SCHEMES)
LABELS = json.dumps(list_labels(), ensure_ascii=False)
READERS = [Depends(find_current_subject)]
Number = Annotated[int, Path(ge=1, le=LARGEST_NUMBER, description="numéro")]


@router.get(
    "/decisions", response_class=JsonText, response_model=Decisions, dependencies=READERS, summary="Les décisions"
)
def list_decisions(request: Request, _: Nothing) -> Response:
    """Vigilances en vigueur, décisions qui attendent des signatures, listes REPMS, et libellés des listes fermées."""
    return answer_live(request, lambda snapshot: f'{read_decisions(snapshot)[:-1]},"labels":{LABELS}}}')


@router.get(
    "/residences/{code}/decisions",
    response_class=JsonText,
    response_model=ResidenceDecisions,
    dependencies=READERS,
    summary="Ce que les partenaires ont décidé d’une résidence",
)
def list_residence_decisions(request: Request, code: Code, _: Nothing) -> Response:
    """L’historique entier, la plus récente d’abord : décisions, signatures, réponses du bailleur, protocole, REPMS."""
    return answer_live(request, partial(read_residence_decisions, code=code))


@router.post("/residences/{code}/qualifications", status_code=201, summary="Décider d’un signal")
def add_qualification(request: Request, code: Code, entry: QualificationEntry, writer: CurrentWriter) -> Created:
    """Confirme ou écarte. En vigueur quand l’intercommunalité et le bailleur ou la commune ont signé ; rien ne s’efface."""
    with write_as(request, writer) as session:
        check_entry(
            (("motifs", entry.motifs, MOTIFS[Avis(entry.avis)]), ("participants", entry.participants, PARTICIPANTS)),
            entry.precision,
            list_names(session),
        )
        return Created(id=deciding.add_qualification(session, {"residence": code, **entry.model_dump()}))


@router.post("/qualifications/{number}/signatures", status_code=204, response_class=Response, summary="Contresigner")
def sign_qualification(request: Request, number: Number, writer: CurrentWriter) -> Response:
    """Au nom de l’intercommunalité, du bailleur de la résidence ou de sa commune."""
    with write_as(request, writer) as session:
        deciding.sign_qualification(session, number)
    return Response(status_code=204)


@router.post("/qualifications/{number}/replies", status_code=201, summary="Répondre à une décision")
def add_reply(request: Request, number: Number, entry: ReplyEntry, writer: CurrentWriter) -> Created:
    """Le droit de réponse du bailleur de la résidence."""
    with write_as(request, writer) as session:
        check_entry((("position", entry.position, POSITIONS),), entry.precision, list_names(session))
        return Created(id=deciding.add_reply(session, {"qualification": number, **entry.model_dump()}))


@router.post("/residences/{code}/protocol", status_code=201, summary="Ouvrir le protocole d’un logement libéré")
def open_dossier(request: Request, code: Code, entry: DossierEntry, writer: CurrentWriter) -> Created:
    """Sur une résidence en vigilance renforcée confirmée."""
    with write_as(request, writer) as session:
        choices = (("typologie", entry.typologie, TYPOLOGIES), ("contingent", entry.contingent, CONTINGENTS))
        check_entry(choices, "", ())
        opening = {"residence": code, "etape": "ouverture", **entry.model_dump()}
        return Created(id=deciding.add_protocol_step(session, opening))


@router.post("/protocol/{number}/steps", status_code=201, summary="Noter une étape du protocole")
def add_step(request: Request, number: Number, entry: StepEntry, writer: CurrentWriter) -> Created:
    """Échange, recherche élargie, vacance mesurée, cas bloqués, attribution travaillée."""
    with write_as(request, writer) as session:
        check_entry((("etape", entry.etape, ETAPES),), entry.precision, list_names(session))
        return Created(id=deciding.add_protocol_step(session, {"dossier": number, **entry.model_dump()}))
