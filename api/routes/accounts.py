"""Accounts, for whoever manages them: list, invite, give another link, revoke. The database checks each of these again."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Path, Request
from starlette.responses import Response

from api.asking import SIGNED_IN
from api.parameters import LARGEST_NUMBER
from api.schemas.accounts import AccountEntry, AccountLine, Accounts, Link, State
from api.security import Visitor, find_writer
from api.service import service_of
from observatoire.access.audience import Role
from observatoire.access.perimeters import describe_person
from observatoire.errors import ForbiddenError
from observatoire.store.queries import people

router = APIRouter(prefix="/api/v1/admin/accounts", tags=["Comptes"], dependencies=SIGNED_IN)
Number = Annotated[int, Path(ge=1, le=LARGEST_NUMBER)]
INVITABLE = {Role.EPCI: list(Role), Role.ADMIN: [Role.ADMIN]}
"""Nobody opens to another what they do not read themselves."""


def find_manager(visitor: Annotated[Visitor, Depends(find_writer)]) -> Visitor:
    """Who manages the accounts."""
    if visitor.subject is None or visitor.subject.role not in INVITABLE:
        raise ForbiddenError("Les comptes se gèrent avec le rôle « epci » ou « admin ».")
    return visitor


Manager = Annotated[Visitor, Depends(find_manager)]


@router.get("", summary="Les comptes")
def list_accounts(request: Request, manager: Manager) -> Accounts:
    """Personnes et clés d’accès, révoquées comprises, de la plus ancienne à la plus récente."""
    lines = people.list_accounts(service_of(request.scope).store, manager.secret)
    role = manager.subject.role if manager.subject else Role.ADMIN
    return Accounts(accounts=[_describe(line) for line in lines], invitable=INVITABLE[role])


@router.post("", status_code=201, summary="Inviter une personne")
def invite(request: Request, asked: Annotated[AccountEntry, Body()], manager: Manager) -> Link:
    """Donne un lien à usage unique, à lui transmettre : aucun message n’est envoyé."""
    person = describe_person(asked.email, asked.organisation, asked.role, asked.perimeter)
    number, token = people.invite(service_of(request.scope).store, manager.secret, person)
    return _link(number, token)


@router.post("/{number}/invitation", status_code=201, summary="Donner un autre lien")
def invite_again(request: Request, number: Number, manager: Manager) -> Link:
    """Pour un mot de passe oublié ou un lien trop ancien. Les liens donnés avant n’ouvrent plus rien."""
    return _link(number, people.invite_again(service_of(request.scope).store, manager.secret, number))


@router.post("/{number}/revocation", status_code=204, response_class=Response, summary="Révoquer un compte")
def revoke(request: Request, number: Number, manager: Manager) -> Response:
    """Clé, sessions et liens n’ouvrent plus rien dès la demande suivante."""
    people.revoke_account(service_of(request.scope).store, manager.secret, number)
    return Response(status_code=204)


def _link(number: int, token: str) -> Link:
    return Link(account=number, path=f"/compte#invitation={token}")


def _describe(line: Mapping[str, Any]) -> AccountLine:
    shown = {name: line[name] for name in AccountLine.model_fields if name != "state"}
    return AccountLine(**shown, state=_state(line))


def _state(line: Mapping[str, Any]) -> State:
    if line["revoked_at"] is not None:
        return "révoqué"
    if line["email"] is None or line["password_at"] is not None:
        return "actif"
    if line["seen_at"] is not None:
        return "actif"
    return "lien expiré" if line["invited_until"] is None else "invité"
