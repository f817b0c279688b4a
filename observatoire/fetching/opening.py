"""One question to a site: where it may send elsewhere, which relay it goes through, and its refusals said in French."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
    getproxies,
    proxy_bypass,
)

from observatoire.errors import InvalidInputError, NotFoundError, ObservatoireError, Problem, UnavailableError
from observatoire.fetching.reasons import TellingError, explain
from observatoire.fetching.statuses import GONE, WHOLE, Reason, explain_status

PATIENCE_S = 60
"""Longest silence of a server."""

NOTHING = "Rien n’a été téléchargé."
AGENT = "observatoire-fragilite-parc-social"
SITES = ("http", "https")
_MOST_REDIRECTIONS = 10
_ELSEWHERE = "Ouvrez l’adresse dans un navigateur : si le fichier y est donné, téléchargez-le là."
_BY_HAND = "Ou téléchargez le fichier depuis un poste où l’adresse s’ouvre, puis chargez-le avec « observatoire load »."


class Question:
    """An address that is asked, and where its site sends."""

    def __init__(self, address: str) -> None:
        self.asked = address
        self.followed = address
        """The address that answers, or that failed to."""

    def refuse(self, reason: Reason) -> UnavailableError:
        """What to raise when no file comes of it."""
        return UnavailableError(
            f"Le site {urlsplit(self.followed).netloc} {reason.cause}. {NOTHING} {reason.remedy} {_BY_HAND} {self.name_address()}"
        )

    def name_address(self) -> str:
        """The address, and the one that it sends to."""
        sent = "" if self.followed == self.asked else f", qui renvoie à {self.followed}"
        return f"Adresse demandée : {self.asked}{sent}"


@contextmanager
def ask(address: str) -> Iterator[tuple[Question, HTTPResponse]]:
    """Ask an address, and give its answer for the time of the block; what the network does there is said in French.

    Raises:
        InvalidInputError: it is not the address of a site.
        NotFoundError: there is nothing there.
        UnavailableError: the site cannot be joined, refuses, or stops in the middle.
    """
    question = Question(address)
    try:
        request = Request(_write_plainly(address), headers={"User-Agent": AGENT, "Accept": "*/*"})  # noqa: S310 -- scheme checked
        with _make_opener(question).open(request, timeout=PATIENCE_S) as answer:
            if answer.status not in WHOLE:
                raise _refuse_status(question, answer.status, answer.headers.get("Retry-After"))
            yield question, answer
    except HTTPError as error:
        with error:
            raise _refuse_status(question, error.code, error.headers.get("Retry-After")) from error
    except (OSError, HTTPException, TellingError) as error:
        raise question.refuse(explain(error, relay=_find_relay(question.followed))) from error


class _Redirections(HTTPRedirectHandler):
    """Follow a site that sends elsewhere, to another site too, but never to something less safe."""

    max_redirections = _MOST_REDIRECTIONS
    max_repeats = 2

    def __init__(self, question: Question) -> None:
        self._question = question

    def http_error_302(self, req: Request, fp: Any, code: int, msg: str, headers: Any) -> Any:
        refusal = self._find_refusal(req, headers)
        if refusal is not None:
            fp.close()
            raise TellingError(refusal, _ELSEWHERE)
        return super().http_error_302(req, fp, code, msg, headers)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302

    def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Request | None:
        if urlsplit(req.full_url).scheme == "https" and urlsplit(newurl).scheme == "http":
            fp.close()
            raise TellingError(
                "renvoie à une adresse qui n’est plus sécurisée (http) : n’importe qui sur le chemin pourrait changer le fichier",
                _ELSEWHERE,
            )
        self._question.followed = newurl
        return super().redirect_request(req, fp, code, msg, headers, newurl)

    def _find_refusal(self, req: Request, headers: Any) -> str | None:
        try:
            scheme = urlsplit(headers.get("location") or headers.get("uri") or "").scheme
        except ValueError:
            return "renvoie à une adresse mal écrite"
        if scheme not in ("", *SITES):
            return "renvoie à une adresse qui n’est pas celle d’un site"
        visited = getattr(req, "redirect_dict", {})
        if len(visited) >= _MOST_REDIRECTIONS or any(times >= self.max_repeats for times in visited.values()):
            return "renvoie ailleurs sans fin"
        return None


def _make_opener(question: Question) -> OpenerDirector:
    """Only the web: the ordinary one would also follow to FTP."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler(),
        UnknownHandler(),
        HTTPHandler(),
        HTTPSHandler(),
        HTTPDefaultErrorHandler(),
        _Redirections(question),
        HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def _write_plainly(address: str) -> str:
    """The address as the network takes it: accents and spaces, that a catalogue may leave in it, are coded.

    Raises:
        InvalidInputError: it is not the address of a site.
    """
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 -- raises when it is no number
        host = parts.netloc.encode("idna").decode("ascii")
    except ValueError:
        raise _refuse_address(address) from None
    if parts.scheme not in SITES or not parts.hostname or "@" in host:
        raise _refuse_address(address)
    return quote(parts._replace(netloc=host, fragment="").geturl(), safe="%/:=&?~#+!$,;'@()*[]")


def _refuse_address(address: str) -> InvalidInputError:
    return InvalidInputError(
        NOTHING,
        [Problem("Cette adresse n’est pas celle d’un site.", "Corrigez le réglage qui la donne.", value=address)],
    )


def _refuse_status(question: Question, status: int, retry_after: str | None) -> ObservatoireError:
    said = explain_status(status, retry_after)
    if status not in GONE:
        return question.refuse(Reason(said.cause, said.remedy))
    return NotFoundError(
        f"Le site {urlsplit(question.followed).netloc} {said.cause}. {NOTHING} {said.remedy} {question.name_address()}"
    )


def _find_relay(address: str) -> str | None:
    """Host and port of the proxy that an address is asked through, never the account that its variable may hold."""
    parts = urlsplit(address)
    relay = getproxies().get(parts.scheme)
    if not relay or (parts.hostname and proxy_bypass(parts.hostname)):
        return None
    return urlsplit(relay if "//" in relay else f"//{relay}").netloc.rpartition("@")[2]
