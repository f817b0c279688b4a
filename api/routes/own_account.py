"""One's own account: who I am, my password, my sessions."""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Request
from starlette.responses import Response

from api.asking import SIGNED_IN
from api.parameters import LARGEST_NUMBER
from api.schemas.accounts import OpenSession, Own, OwnAccount, PasswordChange
from api.security import CurrentWriter
from api.service import service_of
from observatoire.errors import ConflictError
from observatoire.store.queries import entrance, people

router = APIRouter(prefix="/api/v1/account", tags=["Comptes"], dependencies=SIGNED_IN)


@router.get("", summary="Mon compte")
def read_own(request: Request, visitor: CurrentWriter) -> Own:
    """Ce que l’observatoire sait de vous, et vos sessions ouvertes."""
    store = service_of(request.scope).store
    account = people.read_account(store, visitor.secret)
    del account["id"]
    sessions = [OpenSession(**line) for line in people.list_sessions(store, visitor.secret)]
    return Own(account=OwnAccount(**account), sessions=sessions)


@router.post("/password", status_code=204, response_class=Response, summary="Changer mon mot de passe")
def change_password(request: Request, visitor: CurrentWriter, asked: Annotated[PasswordChange, Body()]) -> Response:
    """Demande le mot de passe actuel, et ferme les autres sessions."""
    store = service_of(request.scope).store
    account = people.read_account(store, visitor.secret)
    if account["password_at"] is None:
        raise ConflictError("Ce compte n’a pas de mot de passe : il s’ouvre avec une clé d’accès ou un fournisseur.")
    known = (str(account["email"]), str(account["organisation"]))
    entrance.change_password(store, visitor.secret, current=asked.current, new=asked.new, known=known)
    return Response(status_code=204)


@router.delete("/sessions/{number}", status_code=204, response_class=Response, summary="Fermer une de mes sessions")
def end_session(
    request: Request, number: Annotated[int, Path(ge=1, le=LARGEST_NUMBER)], visitor: CurrentWriter
) -> Response:
    """Elle n’ouvre plus rien dès la demande suivante."""
    people.end_session(service_of(request.scope).store, visitor.secret, number)
    return Response(status_code=204)
