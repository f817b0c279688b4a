"""The journal as the service writes it: a line is noted when an answer leaves, whatever made it.

Answers kept in memory, and 304, pass here too.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.journal_lines import describe_request, is_once_a_day
from api.security import read_key
from api.service import service_of

ANSWERED = range(200, 400)


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
                service_of(scope).journal.note(read_key(scope) or "", *line, once_a_day=is_once_a_day(line))
            await send(message)

        await self.app(scope, receive, note)
