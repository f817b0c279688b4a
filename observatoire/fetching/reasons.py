"""Why a site could not be joined, in French, and what to do: libraries say it in English, or in the words of the site."""

import errno
import re
import socket
import ssl
from http.client import HTTPException, IncompleteRead
from urllib.error import URLError

from observatoire.fetching.statuses import Reason, explain_status

CHECK_CONNECTION = "Vérifiez la connexion de ce poste à Internet, puis recommencez."
_LATER = "Recommencez ; si cela dure, le site est en cause : recommencez plus tard."
_NETWORK = "Voyez avec votre service informatique : un filtre du réseau peut en être la cause."
_AUTHORITY = (
    "Si votre réseau examine les connexions, donnez à SSL_CERT_FILE le fichier de son autorité (service informatique) ; sinon ne "
    "téléchargez rien d’un site qui ne prouve pas qui il est."
)
_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3})")


class TellingError(Exception):
    """What is wrong with an answer, already in French."""

    def __init__(self, cause: str, remedy: str = _LATER) -> None:
        super().__init__(cause)
        self.reason = Reason(cause, remedy)


_CERTIFICATES = {
    10: Reason(
        "présente un certificat périmé",
        "Vérifiez la date de ce poste ; si elle est juste, c’est au site de le renouveler : recommencez plus tard.",
    ),
    9: Reason("présente un certificat qui ne vaut pas encore", "Vérifiez la date et l’heure de ce poste."),
    18: Reason("présente un certificat qu’il s’est fait lui-même (auto-signé)", _AUTHORITY),
    19: Reason("présente un certificat d’une autorité que ce poste ne connaît pas", _AUTHORITY),
    20: Reason("présente un certificat d’une autorité que ce poste ne connaît pas", _AUTHORITY),
    62: Reason(
        "présente le certificat d’un autre site",
        f"Vérifiez l’adresse ; si elle est juste, un autre répond à sa place. {_NETWORK}",
    ),
    64: Reason(
        "présente le certificat d’un autre site",
        f"Vérifiez l’adresse ; si elle est juste, un autre répond à sa place. {_NETWORK}",
    ),
}
"""By what OpenSSL says of a certificate (`X509_V_ERR_…`)."""


_ANSWERS: tuple[tuple[tuple[type[Exception], ...], Reason], ...] = (
    ((TimeoutError,), Reason("est joint, mais reste muet trop longtemps", _LATER)),
    ((IncompleteRead, ConnectionError), Reason("a coupé : la réponse est coupée avant sa fin", _LATER)),
    (
        (HTTPException,),
        Reason("n’est pas un site : ce qui répond ne parle pas HTTP", "Vérifiez l’adresse et son numéro de port."),
    ),
)
"""Once a site is joined."""

_CUT = Reason("ne répond plus : le réseau est coupé", CHECK_CONNECTION)

_CONNECTIONS: tuple[tuple[tuple[type[Exception], ...], Reason], ...] = (
    (
        (socket.gaierror,),
        Reason(
            "n’est pas trouvé : ce nom n’existe pas sur le réseau, ou ce poste n’y est pas relié",
            f"{CHECK_CONNECTION} Si d’autres sites s’ouvrent, vérifiez l’adresse (réglages OBSERVATOIRE_OUTLINES_URL et "
            "OBSERVATOIRE_CATALOGUE_URL).",
        ),
    ),
    (
        (ConnectionRefusedError,),
        Reason(
            "refuse la connexion : rien n’y écoute à ce port",
            f"Vérifiez l’adresse et son port ; s’ils sont justes, recommencez plus tard. {_NETWORK}",
        ),
    ),
    (
        (TimeoutError,),
        Reason(
            "ne se laisse pas joindre : aucune réponse à la connexion",
            f"{CHECK_CONNECTION} Si d’autres sites s’ouvrent, un filtre du réseau en est la cause : voyez avec votre service "
            "informatique.",
        ),
    ),
    ((ConnectionError,), Reason("coupe la connexion aussitôt", f"Recommencez plus tard. {_NETWORK}")),
)
"""Before a site is joined."""

_NO_NAMES = Reason("n’est pas trouvé : ce poste n’atteint aucun annuaire de noms", CHECK_CONNECTION)
_NO_WAY = Reason("n’est pas joignable : ce poste n’a pas de chemin vers lui", CHECK_CONNECTION)
_NO_NETWORK = Reason("n’est pas joignable : le réseau ne répond pas", CHECK_CONNECTION)


def explain(error: Exception, *, relay: str | None = None) -> Reason:
    """Say in French what an error of the network means, and what to do.

    Args:
        error: as the library raised it; an answer that bears a status of refusal is `explain_status`'s.
        relay: host and port of the proxy that was to be gone through.
    """
    if isinstance(error, TellingError):
        return error.reason
    cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, Exception) else error
    if isinstance(cause, ssl.SSLError):
        return _explain_security(cause)
    if isinstance(error, URLError):  # nothing came of the connection
        return _explain_relay(relay, cause) if relay else _explain_connection(cause)
    return next((reason for kinds, reason in _ANSWERS if isinstance(cause, kinds)), _CUT)


def _explain_connection(cause: Exception) -> Reason:
    code = cause.errno if isinstance(cause, OSError) else None
    if isinstance(cause, socket.gaierror) and code == socket.EAI_AGAIN:
        return _NO_NAMES
    if code in (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN):
        return _NO_WAY
    return next((reason for kinds, reason in _CONNECTIONS if isinstance(cause, kinds)), _NO_NETWORK)


def _explain_relay(relay: str, cause: Exception) -> Reason:
    tunnel = _TUNNEL.search(str(cause))
    if tunnel:
        return _explain_tunnel(relay, int(tunnel[1]))
    what = {
        socket.gaierror: "ce nom n’est pas trouvé",
        ConnectionRefusedError: "la connexion y est refusée",
        TimeoutError: "il ne répond pas",
    }
    why = next((said for kind, said in what.items() if isinstance(cause, kind)), "le réseau n’y mène pas")
    return Reason(
        f"n’a pas été demandé : le relais (proxy) {relay} n’est pas joignable, {why}",
        "Corrigez les variables http_proxy et https_proxy, ou retirez-les si ce poste joint Internet sans relais.",
    )


def _explain_tunnel(relay: str, status: int) -> Reason:
    said = explain_status(status)
    if status == 407:  # noqa: PLR2004 -- named where statuses are
        return Reason(f"n’a pas été demandé : {said.cause}", said.remedy)
    return Reason(
        f"n’est pas joint : le relais (proxy) {relay} le refuse, ou ne le trouve pas (code HTTP {status})",
        _NETWORK,
    )


def _explain_security(cause: ssl.SSLError) -> Reason:
    if isinstance(cause, ssl.SSLCertVerificationError):
        known = _CERTIFICATES.get(cause.verify_code)
        return known or Reason(
            f"présente un certificat que ce poste n’accepte pas (OpenSSL {cause.verify_code})", _AUTHORITY
        )
    if getattr(cause, "reason", None) == "WRONG_VERSION_NUMBER":
        return Reason("ne parle pas HTTPS à ce port", "Vérifiez l’adresse : « http » et « https », numéro de port.")
    return Reason("n’a pas établi de connexion sécurisée avec ce poste", f"Recommencez plus tard. {_NETWORK}")
