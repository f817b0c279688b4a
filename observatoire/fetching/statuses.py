"""What the status of an answer means, and what to do: each has its own remedy."""

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from observatoire.printing.days import PARIS

WHOLE = (HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION)
"""Statuses of an answer that is the whole file."""

GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
"""Statuses of an address where there is nothing: the address is wrong, not the network."""

_MINUTE, _HOUR = 60, 3600
_LONGEST_NUMBER = 7
"""Digits of the seconds that a site may ask to wait: more would be years."""

_BROWSER = "Ouvrez l’adresse dans un navigateur"


@dataclass(frozen=True, slots=True)
class Reason:
    """What happened, as the end of « Le site … », and what to do."""

    cause: str
    remedy: str


_KNOWN: dict[int, Reason] = {
    202: Reason("prépare encore sa réponse", "Recommencez dans quelques minutes."),
    204: Reason(
        "répond qu’il n’y a rien à donner", f"{_BROWSER} : s’il n’y a rien non plus, recommencez un autre jour."
    ),
    205: Reason(
        "répond qu’il n’y a rien à donner", f"{_BROWSER} : s’il n’y a rien non plus, recommencez un autre jour."
    ),
    206: Reason(
        "n’envoie qu’un morceau du fichier, alors que le fichier entier est demandé",
        "Recommencez ; si cela dure, un relais du réseau en est la cause : téléchargez-le dans un navigateur.",
    ),
    400: Reason(
        "ne comprend pas la demande", "Vérifiez ce que vous avez demandé ; sinon son interface a changé : dites-le."
    ),
    401: Reason(
        "demande un compte et un mot de passe : ce fichier n’est pas ouvert à tous à cette adresse",
        f"{_BROWSER}, où vous pouvez vous identifier, et téléchargez-le là.",
    ),
    403: Reason(
        "refuse l’accès, ou un filtre du réseau le refuse à sa place",
        f"{_BROWSER} : s’il y est donné, téléchargez-le là ; sinon voyez avec votre service informatique.",
    ),
    404: Reason("n’a rien à cette adresse", "Vérifiez l’adresse."),
    407: Reason(
        "n’est pas joint : le relais (proxy) de votre réseau demande un compte et un mot de passe",
        "Mettez-les dans la variable https_proxy (http_proxy pour une adresse en http), sous la forme "
        "http://compte:motdepasse@relais:port, avec votre service informatique.",
    ),
    408: Reason("a trouvé la demande trop lente", "Recommencez ; si cela dure, vérifiez la connexion."),
    410: Reason(
        "a retiré ce fichier pour de bon",
        "Cherchez où il est désormais (data.gouv.fr), téléchargez-le là, puis chargez-le avec « observatoire load ».",
    ),
    429: Reason("a reçu trop de demandes de ce réseau", "Recommencez dans une heure, une seule fois."),
    451: Reason("ne peut plus donner ce fichier, pour une raison de droit", "Demandez-le à qui le publie."),
    502: Reason("est en panne derrière son relais", "Recommencez plus tard."),
    503: Reason("est arrêté pour un moment (maintenance, ou trop de visites)", "Recommencez plus tard."),
    504: Reason("est trop lent derrière son relais", "Recommencez plus tard."),
}


def explain_status(status: int, retry_after: str | None = None) -> Reason:
    """Say what a status means and what to do, with the time that the site asks to wait when it says one."""
    known = _KNOWN.get(status) or _explain_family(status)
    wait = None if retry_after is None else describe_wait(retry_after)
    return Reason(f"{known.cause} (code HTTP {status})", wait or known.remedy)


def describe_wait(retry_after: str, now: datetime | None = None) -> str | None:
    """When to begin again, from what `Retry-After` says: seconds or a date. Nothing when it says neither."""
    asked = retry_after.strip()
    if asked.isascii() and asked.isdecimal():
        return f"Recommencez dans {_name_span(int(asked))}." if len(asked) <= _LONGEST_NUMBER else None
    try:
        until = parsedate_to_datetime(asked).astimezone(PARIS)
    except (ValueError, OverflowError):
        return None
    if until <= (now or datetime.now(UTC)):
        return "Recommencez maintenant : le site a dit qu’il serait de retour."
    return f"Recommencez après le {until:%d/%m/%Y} à {until:%H} h {until:%M} (heure de Paris)."


def _name_span(seconds: int) -> str:
    if seconds < 2 * _MINUTE:
        return f"{max(seconds, 1)} seconde{'s' if seconds > 1 else ''}"
    if seconds < 2 * _HOUR:
        return f"{math.ceil(seconds / _MINUTE)} minutes"
    return f"{math.ceil(seconds / _HOUR)} heures"


def _explain_family(status: int) -> Reason:
    match status // 100:
        case 2:
            return Reason("répond autre chose que le fichier", f"{_BROWSER}, et téléchargez-le là.")
        case 3:
            return Reason("renvoie ailleurs sans dire où", f"{_BROWSER} : s’il y est donné, téléchargez-le là.")
        case 5:
            return Reason("est en panne", "Recommencez plus tard.")
        case _:
            return Reason("refuse la demande", f"{_BROWSER} : s’il y est donné, téléchargez-le là.")
