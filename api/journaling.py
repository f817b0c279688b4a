"""The journal as the service writes it: a line is noted when an answer leaves, whatever made it.

Answers kept in memory, and 304, pass here too.
"""

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.journal_lines import describe_request, is_once_a_day
from api.security import read_key
from api.service import service_of

ANSWERED = range(200, 400)
_NAME = "journal_name"


def name_in_journal(request: Request, shown: str) -> None:
    """Have the line of a request bear the name of the file that it is about, as its sender knows it."""
    setattr(request.state, _NAME, shown)


class Journaling:
    """Middleware that notes who saw, exported or decided what, once it is answered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and note what was answered."""
        line = describe_request(scope) if scope["type"] == "http" else None
        if line is None:
            await self.app(scope, receive, send)
            return

        async def note(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in ANSWERED:
                action, about = line
                shown = scope.get("state", {}).get(_NAME)
                words = about if shown is None else f"{about} (« {shown} »)"
                service_of(scope).journal.note(read_key(scope) or "", action, words, once_a_day=is_once_a_day(line))
            await send(message)

        await self.app(scope, receive, note)
