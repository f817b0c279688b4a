"""Who asks. A key comes as a Bearer token, the token of a session in the cookie; either is looked up at every request.

Sessions are in the database, by the fingerprint of their token: ending one, changing a password or revoking an account
closes its windows at their next request.
"""

from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import APIKeyCookie, HTTPBearer
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import Scope

from api.service import Service, service_of
from observatoire.errors import AccessDeniedError
from observatoire.store.database import Tier
from observatoire.store.queries.entrance import touch_session
from observatoire.store.queries.public import read_edition
from observatoire.store.queries.reading import Edition
from observatoire.store.queries.subjects import Subject, find_subject

COOKIE_NAME = "observatoire"
LONGEST_KEY = 200
PARTNER_PREFIX = "/api/v1/partner/"
PUBLIC_PREFIX = "/api/v1/public/"
LAYERS_ADDRESS = "/ogc"
"""Mapping software reads whole addresses in these answers: they depend on the name by which it came."""
PARTNER_LAYERS_ADDRESS = f"{LAYERS_ADDRESS}/partner"

BROWSERS = (("Firefox/", "Firefox"), ("Edg/", "Edge"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
"""What browsers say of themselves, the most precise first."""

bearer_scheme = HTTPBearer(auto_error=False, scheme_name="cle", description="La clé d’accès, en jeton Bearer.")
cookie_scheme = APIKeyCookie(
    name=COOKIE_NAME,
    auto_error=False,
    scheme_name="session",
    description="Le cookie que posent `POST /api/v1/session` et `/password`.",
)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks, and which edition is online for them. `audience` is what answers may differ by."""

    audience: str
    edition: Edition
    subject: Subject | None
    secret: str = field(default="", repr=False)
    """what the partner login announces to the database: see `observatoire.store.queries.subjects`"""


def name_cookie(service: Service) -> str:
    """Behind HTTPS, the prefix makes browsers refuse a cookie that another name of the domain, or plain HTTP, would set."""
    return f"__Host-{COOKIE_NAME}" if service.settings.cookie_secure else COOKIE_NAME


def read_key(scope: Scope) -> str | None:
    """The key that a request shows. A Bearer token wins over a cookie, even when it is wrong."""
    connection = HTTPConnection(scope)
    authorization = connection.headers.get("authorization")
    if authorization is not None:
        scheme, _, token = authorization.partition(" ")
        return token.strip() if scheme.lower() == "bearer" else None
    return connection.cookies.get(name_cookie(service_of(scope)))


def authenticate(service: Service, key: str | None) -> tuple[Subject, Edition]:
    """The subject that a key or a session opens to. Raises `AccessDeniedError`, in the same words whatever was wrong."""
    if not key:
        raise AccessDeniedError(
            "Il faut entrer : avec votre adresse et votre mot de passe, ou avec une clé d’accès. Le gestionnaire de "
            "l’observatoire donne les uns et les autres."
        )
    found = None
    if len(key) <= LONGEST_KEY:
        found = find_subject(service.store.engine(Tier.PARTNER), key)
    if found is None:
        raise AccessDeniedError(
            "Cette session ou cette clé d’accès n’ouvre rien : elle est terminée, inconnue ou révoquée. Entrez à nouveau, "
            "ou adressez-vous au gestionnaire de l’observatoire."
        )
    if found[0].stale:
        touch_session(service.store, key)
    return found


def find_address(request: Request) -> str:
    """Where a request comes from, as attempts are counted: an address, or the network that one IPv6 subscriber has."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(ip_network((address, 64), strict=False)) if isinstance(address, IPv6Address) else host


def name_device(request: Request) -> str:
    """« Firefox, Windows »: enough for somebody to recognise their own session, and no more."""
    said = request.headers.get("user-agent", "")
    browser = next((name for mark, name in BROWSERS if mark in said), "Programme")
    system = next((name for mark, name in SYSTEMS if mark in said), "")
    return ", ".join(filter(None, (browser, system)))


async def identify_visitor(scope: Scope) -> Visitor:
    """Who asks for a public or a partner address. Raises `AccessDeniedError` for a partner address without a key."""
    service = service_of(scope)
    path = str(scope["path"])
    host = f"@{HTTPConnection(scope).headers.get('host')}" if is_under(path, LAYERS_ADDRESS) else ""
    if path.startswith(PARTNER_PREFIX) or is_under(path, PARTNER_LAYERS_ADDRESS):
        key = read_key(scope)
        subject, edition = await run_in_threadpool(authenticate, service, key)
        return Visitor(f"partner:{subject.perimeter}{host}", edition, subject, secret=key or "")
    known = service.follower.known_edition()
    if known is None:
        known = await run_in_threadpool(read_edition, service.store.engine(Tier.PUBLIC))
    return Visitor(audience=f"public{host}", edition=known, subject=None)


def is_under(path: str, address: str) -> bool:
    """Whether a path is an address or something beneath it."""
    return path == address or path.startswith(f"{address}/")


def find_visitor(scope: Scope) -> Visitor:
    """Who was identified at the door. Refuses when nobody was: a route never opens by omission."""
    visitor = scope.get("visitor")
    if not isinstance(visitor, Visitor):
        raise AccessDeniedError("Cette adresse ne se lit que par la porte des données.")
    return visitor


def find_current_subject(request: Request) -> Subject:
    """The partner who asks."""
    subject = find_visitor(request.scope).subject
    if subject is None:
        raise AccessDeniedError("Une clé d’accès est nécessaire.")
    return subject


def find_writer(request: Request) -> Visitor:
    """The partner who writes. Requests that write do not pass by the door of the data: they are identified here."""
    key = read_key(request.scope)
    subject, edition = authenticate(service_of(request.scope), key)
    return Visitor(f"partner:{subject.perimeter}", edition, subject, secret=key or "")


CurrentWriter = Annotated[Visitor, Depends(find_writer)]
CurrentSubject = Annotated[Subject, Depends(find_current_subject)]
