"""A parameter is given once: `code=A&code=B` would be a union of territories that nobody declared, or a mistake."""

from collections import Counter
from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Receive, Scope, Send

from api.security import LAYERS_ADDRESS, is_under
from observatoire.errors import Problem, UnionRefusedError
from observatoire.territories.declared import REASON, REMEDY


class SingleParameters:
    """Middleware that refuses an address of the API in which a parameter is there twice."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what asks one thing."""
        if scope["type"] == "http" and (is_under(scope["path"], "/api") or is_under(scope["path"], LAYERS_ADDRESS)):
            _refuse_repeated(scope["query_string"])
        await self.app(scope, receive, send)


def _refuse_repeated(query: bytes) -> None:
    given = Counter(name for name, _ in parse_qsl(query.decode("latin-1"), keep_blank_values=True))
    repeated = [name for name, times in given.items() if times > 1]
    if repeated:
        raise UnionRefusedError(
            REASON, [Problem(f"« {name[:80]} » est donné plusieurs fois.", REMEDY) for name in repeated]
        )
