"""Sessions of the commission: agenda, notes, seal, replay."""

import json

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answering import JsonText
from api.live import answer_live, write_as
from api.parameters import Nothing
from api.routes.decisions import READERS, SCHEMES, Number
from api.schemas.decisions import Created
from api.schemas.sessions import ItemEntry, NoteEntry, Sealed, SessionAnswer, SessionEntry, Sessions
from api.security import CurrentWriter
from observatoire.commission.entries import check_entry, check_household
from observatoire.commission.vocabulary import CONTINGENTS, ORIENTATIONS, TYPOLOGIES
from observatoire.store.queries import sessions
from observatoire.store.queries.naming import list_names
from observatoire.store.queries.reading import Snapshot

router = APIRouter(prefix="/api/v1/partner", tags=["Commission"], dependencies=SCHEMES)


@router.get("/sessions", response_class=JsonText, response_model=Sessions, dependencies=READERS, summary="Les séances")
def list_sessions(request: Request, _: Nothing) -> Response:
    """Toutes les séances de la commission, la plus récente d’abord."""
    return answer_live(request, sessions.read_sessions)


@router.get(
    "/sessions/{number}",
    response_class=JsonText,
    response_model=SessionAnswer,
    dependencies=READERS,
    summary="Une séance",
)
def read_commission_session(request: Request, number: Number, _: Nothing) -> Response:
    """L’ordre du jour et les décisions. Une séance scellée est relue de son sceau, dont l’empreinte est vérifiée."""

    def read(snapshot: Snapshot) -> str:
        found = sessions.read_session(snapshot, number)
        seal = sessions.read_seal(snapshot, number)
        if seal is None:
            return f'{found[:-1]},"verified":null,"sealed":null}}'
        content, sha256, _ = seal
        verified = json.dumps(sessions.fingerprint(content) == sha256)
        return f'{found[:-1]},"verified":{verified},"sealed":{content}}}'

    return answer_live(request, read)


@router.post("/sessions", status_code=201, summary="Préparer une séance")
def prepare_commission_session(request: Request, entry: SessionEntry, writer: CurrentWriter) -> Created:
    """Sur la publication en ligne, qui restera celle de la séance."""
    with write_as(request, writer) as session:
        return Created(id=sessions.open_session(session, entry.model_dump()))


@router.post("/sessions/{number}/items", status_code=201, summary="Mettre un logement libéré à l’ordre du jour")
def add_item(request: Request, number: Number, entry: ItemEntry, writer: CurrentWriter) -> Created:
    """Sa résidence, son type et son contingent ; rien qui mène à un ménage."""
    choices = (("typologie", entry.typologie, TYPOLOGIES), ("contingent", entry.contingent, CONTINGENTS))
    check_entry(choices, "", ())
    with write_as(request, writer) as session:
        return Created(id=sessions.add_item(session, {"session": number, **entry.model_dump()}))


@router.post("/items/{number}/notes", status_code=201, summary="Noter ce qui est décidé d’un logement")
def add_note(request: Request, number: Number, entry: NoteEntry, writer: CurrentWriter) -> Created:
    """La dernière note compte ; les précédentes restent."""
    if entry.menage is not None:
        check_household(entry.menage)
    with write_as(request, writer) as session:
        check_entry((("orientation", entry.orientation, ORIENTATIONS),), entry.precision, list_names(session))
        return Created(id=sessions.add_note(session, {"item": number, **entry.model_dump()}))


@router.post("/sessions/{number}/seal", status_code=201, summary="Sceller une séance")
def seal_session(request: Request, number: Number, writer: CurrentWriter) -> Sealed:
    """Publication, méthode, résidences consultées et décisions, avec leur empreinte SHA-256. Rien ne s’y ajoute plus."""
    with write_as(request, writer) as session:
        return Sealed(sha256=sessions.seal_session(session, number))
