"""The door of the data: who asks, do they hold it already, is it already made. Pure ASGI, outside of routing.

A public answer that is ready leaves without a thread, a query or a route. A partner is looked up in the store first,
every time. What is kept is named by its ETag, which holds the edition: nothing ever needs to be purged.
"""

from asyncio import Lock
from dataclasses import dataclass
from http import HTTPStatus
from weakref import WeakValueDictionary

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.caching import AnswerCache, CachedAnswer, accepts_gzip, make_etag, matches_etag
from api.security import LAYERS_ADDRESS, PARTNER_PREFIX, PUBLIC_PREFIX, Visitor, identify_visitor, is_under
from api.service import service_of

RawHeaders = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the application answered and nobody keeps: a refusal, or what may change without a publication."""

    status: int
    headers: RawHeaders
    body: bytes


class DataDoor:
    """Middleware for the addresses that read publications; everything else passes by."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._being_made: WeakValueDictionary[str, Lock] = WeakValueDictionary()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is known when possible; otherwise let the application answer, and keep what it says."""
        if not _reads_publications(scope):
            await self.app(scope, receive, send)
            return
        visitor = await identify_visitor(scope)
        etag = _name_answer(scope, visitor)
        if matches_etag(Headers(scope=scope).get("if-none-match"), etag):
            await _send(scope, send, HTTPStatus.NOT_MODIFIED, _validators(etag, visitor))
            return
        answers = service_of(scope).answers
        answer = answers.find(etag) or await self._make({**scope, "visitor": visitor, "method": "GET"}, receive, etag)
        if isinstance(answer, Refusal):
            await _send(scope, send, answer.status, answer.headers, answer.body)
        else:
            await _send_answer(scope, send, answer, _validators(answer.etag, visitor), answers)

    async def _make(self, scope: Scope, receive: Receive, etag: str) -> CachedAnswer | Refusal:
        """Have the application answer. When a publication sends every screen here at once, one asks for all."""
        answers = service_of(scope).answers
        async with self._being_made.setdefault(etag, Lock()):
            answer = answers.find(etag)
            if answer is not None:
                return answer
            status, headers, body = await self._ask(scope, receive)
            named = Headers(raw=headers)
            if status != HTTPStatus.OK or "etag" not in named or "cache-control" in named:
                return Refusal(status, headers, body)
            # Under its own ETag, which is not the one expected when a publication has come online in between.
            answer = CachedAnswer(named["etag"], named["content-type"].encode("latin-1"), body)
            answers.keep(answer)
            return answer

    async def _ask(self, scope: Scope, receive: Receive) -> tuple[int, RawHeaders, bytes]:
        """The whole answer of the application: status, headers, body."""
        start: Message = {}
        chunks: list[bytes] = []

        async def collect(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
            else:
                chunks.append(message.get("body", b""))

        await self.app(scope, receive, collect)
        return start["status"], start["headers"], b"".join(chunks)


def _reads_publications(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] in {"GET", "HEAD"}
        and (str(scope["path"]).startswith((PUBLIC_PREFIX, PARTNER_PREFIX)) or is_under(scope["path"], LAYERS_ADDRESS))
    )


def _name_answer(scope: Scope, visitor: Visitor) -> str:
    return make_etag(
        visitor.edition,
        audience=visitor.audience,
        path=scope["path"],
        query=scope["query_string"],
        salt=service_of(scope).etag_salt,
    )


def _validators(etag: str, visitor: Visitor) -> RawHeaders:
    """What lets a browser or a proxy keep an answer, and ask whether it still holds."""
    if visitor.subject is None:
        control, vary = b"public, max-age=0, must-revalidate", b"Accept-Encoding"
    else:
        control, vary = b"private, no-cache", b"Accept-Encoding, Authorization, Cookie"
    return [(b"etag", etag.encode("latin-1")), (b"cache-control", control), (b"vary", vary)]


async def _send_answer(
    scope: Scope, send: Send, answer: CachedAnswer, validators: RawHeaders, answers: AnswerCache
) -> None:
    headers = [(b"content-type", answer.media_type), *validators]
    if not answer.is_worth_compressing or not accepts_gzip(Headers(scope=scope).get("accept-encoding")):
        await _send(scope, send, HTTPStatus.OK, headers, answer.identity)
        return
    compressed = answer.compressed
    if compressed is None:
        compressed = await run_in_threadpool(answers.compress, answer)
    await _send(scope, send, HTTPStatus.OK, [*headers, (b"content-encoding", b"gzip")], compressed)


async def _send(scope: Scope, send: Send, status: int, headers: RawHeaders, body: bytes = b"") -> None:
    """Send a whole answer; a HEAD has the headers of the GET and no body."""
    named = {name for name, _ in headers}
    if status != HTTPStatus.NOT_MODIFIED and b"content-length" not in named:
        headers = [*headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
