"""Who asks: one client that waits for each answer, and a crowd that is bounded in number and in time."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPConnection
from time import perf_counter
from urllib.parse import urlsplit

CROWD = 4
"""Connections that ask at the same time."""
PATIENCE_S = 120.0


class UnexpectedAnswerError(Exception):
    """A server does not answer what is measured."""


@dataclass(frozen=True)
class Question:
    """A request, and the status that its answer must have."""

    origin: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200

    def connect(self) -> HTTPConnection:
        """A connection to keep from one answer to the next."""
        return HTTPConnection(urlsplit(self.origin).netloc, timeout=PATIENCE_S)

    def ask(self, connection: HTTPConnection) -> tuple[Message, bytes]:
        """Ask once: headers and body of the answer.

        Raises:
            UnexpectedAnswerError: the status is another one.
        """
        connection.request("GET", self.path, headers=dict(self.headers))
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != self.status:
            raise UnexpectedAnswerError(f"{self.path}: {answer.status} {body[:300]!r}")
        return answer.headers, body

    def ask_alone(self) -> tuple[Message, bytes]:
        """Ask once, on a connection for this answer alone."""
        connection = self.connect()
        try:
            return self.ask(connection)
        finally:
            connection.close()


def count_answers_per_second(question: Question, seconds: int) -> float:
    """How many answers a crowd receives in a second: by `wrk`, or by threads of ours where it is missing."""
    wrk = shutil.which("wrk")
    return _ask_by_wrk(wrk, question, seconds) if wrk else _ask_by_threads(question, seconds)


def _ask_by_wrk(wrk: str, question: Question, seconds: int) -> float:
    headers = [part for name, value in question.headers.items() for part in ("-H", f"{name}: {value}")]
    command = [wrk, "-t1", f"-c{CROWD}", f"-d{seconds}s", "--timeout", f"{PATIENCE_S:.0f}s", *headers]
    said = subprocess.run(
        [*command, question.origin + question.path], capture_output=True, text=True, check=True
    ).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if rate is None or "Non-2xx" in said or "Socket errors" in said:
        raise UnexpectedAnswerError(f"{question.path}: {said}")
    return float(rate[1])


def _ask_by_threads(question: Question, seconds: int) -> float:
    end = perf_counter() + seconds

    def ask_until_the_end(_: int) -> int:
        connection, count = question.connect(), 0
        while perf_counter() < end:
            question.ask(connection)
            count += 1
        connection.close()
        return count

    with ThreadPoolExecutor(CROWD) as crowd:
        return sum(crowd.map(ask_until_the_end, range(CROWD))) / seconds
