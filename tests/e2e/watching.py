"""What a page must never do, noticed while a test looks at something else."""

import re

from playwright.sync_api import ConsoleMessage, Page, Request

OWN_SCHEMES = ("data:", "blob:", "about:", "file:")
NOT_SIGNED_IN = re.compile(r"status of 401 .*/api/v1/session", re.DOTALL)
"""Asking whether somebody is signed in is answered 401 when nobody is; the browser writes it in its console."""


class Watch:
    """Errors of the console and of the scripts, and requests that leave the origin."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._seen: list[str] = []
        self._forgiven: list[re.Pattern[str]] = [NOT_SIGNED_IN]

    def follow(self, page: Page) -> None:
        """Watch a page from now on."""
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._seen.append(f"script: {error}"))
        page.on("request", self._notice)

    def forgive(self, pattern: str) -> None:
        """Expect what matches: the test provokes it."""
        self._forgiven.append(re.compile(pattern, re.DOTALL))

    def faults(self) -> list[str]:
        """What happened that nobody expected."""
        return [fault for fault in self._seen if not any(pattern.search(fault) for pattern in self._forgiven)]

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._seen.append(f"{message.type}: {message.text} {message.location.get('url', '')}")

    def _notice(self, request: Request) -> None:
        if not request.url.startswith((self._origin, *OWN_SCHEMES)):
            self._seen.append(f"outside request: {request.url}")
