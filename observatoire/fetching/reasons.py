"""Why a site did not give what it was asked, in French: libraries say it in English, or in the words of the site."""

import socket
import ssl
from http.client import HTTPException, IncompleteRead
from urllib.error import HTTPError, URLError

_REDIRECTED = range(300, 400)
_FORBIDDEN = (401, 403)
_TOO_MANY = 429
_BROKEN = range(500, 600)


class TellingError(ValueError):
    """What is wrong with an answer, already in French."""


_CAUSES: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    ((socket.gaierror,), "son nom n’est pas trouvé sur le réseau : pas d’Internet, ou une adresse mal écrite"),
    ((TimeoutError,), "il est resté muet trop longtemps"),
    ((ssl.SSLError,), "sa connexion sécurisée est refusée : certificat, ou filtre du réseau"),
    ((ConnectionRefusedError,), "la connexion est refusée"),
    ((IncompleteRead, ConnectionError), "la réponse est coupée"),
    ((HTTPException,), "ce qui répond n’est pas un site"),
)


def explain(error: Exception) -> str:
    """Say in French what an error of the network means."""
    if isinstance(error, HTTPError):
        return f"{_explain_code(error.code)}, code HTTP {error.code}"
    cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, Exception) else error
    if isinstance(cause, TellingError):
        return str(cause)
    return next((said for kinds, said in _CAUSES if isinstance(cause, kinds)), "le réseau ne répond pas")


def _explain_code(code: int) -> str:
    if code in _REDIRECTED:
        return "il renvoie ailleurs sans fin, ou vers une adresse qui n’est pas celle d’un site"
    if code in _FORBIDDEN:
        return "il refuse l’accès, ou un filtre du réseau le fait"
    if code == _TOO_MANY:
        return "il reçoit trop de demandes : recommencez plus tard"
    return "il est en panne" if code in _BROKEN else "il refuse la demande"
