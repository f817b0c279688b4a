"""Validators and bytes: what an answer's ETag is made of, and the bounded store of answers ready to leave."""

import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from urllib.parse import parse_qsl, urlencode

from observatoire import __version__
from observatoire.store.queries.reading import Edition

SMALLEST_COMPRESSED = 1024
"""Below, compressing saves no packet."""
GZIP_LEVEL = 6
NO_STORE = {"Cache-Control": "no-store"}
"""Of answers that nobody may keep."""


@dataclass(slots=True)
class CachedAnswer:
    """The body of a 200 answer, and its compressed form once somebody has asked for it."""

    etag: str
    media_type: bytes
    identity: bytes
    compressed: bytes | None = None
    being_compressed: Lock = field(default_factory=Lock, repr=False, compare=False)

    @property
    def size(self) -> int:
        """Bytes held."""
        return len(self.identity) + len(self.compressed or b"")

    @property
    def is_worth_compressing(self) -> bool:
        """Whether compression would save anything."""
        return len(self.identity) >= SMALLEST_COMPRESSED


class AnswerCache:
    """Answers by ETag, the least recently used leaving first, never more than `capacity` bytes.

    The ETag names the edition, the audience, the path and the query, so an entry can never be out of date: it is only
    no longer asked for.
    """

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self._answers: OrderedDict[str, CachedAnswer] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._answers)

    @property
    def size(self) -> int:
        """Bytes held by all answers."""
        return sum(answer.size for answer in self._answers.values())

    def find(self, etag: str) -> CachedAnswer | None:
        """The answer of this ETag, which becomes the most recently used."""
        with self._lock:
            answer = self._answers.get(etag)
            if answer is not None:
                self._answers.move_to_end(etag)
            return answer

    def keep(self, answer: CachedAnswer) -> None:
        """Keep an answer, and let go of the oldest ones beyond the capacity."""
        with self._lock:
            self._answers[answer.etag] = answer
            self._answers.move_to_end(answer.etag)
            self._let_go()

    def compress(self, answer: CachedAnswer) -> bytes:
        """Compress an answer once for all, however many ask at once. No date inside: equal answers are equal bytes."""
        with answer.being_compressed:
            if answer.compressed is None:
                answer.compressed = gzip.compress(answer.identity, GZIP_LEVEL, mtime=0)
                with self._lock:
                    self._let_go()
            return answer.compressed

    def _let_go(self) -> None:
        held = self.size
        while held > self.capacity:
            _, dropped = self._answers.popitem(last=False)
            held -= dropped.size


@lru_cache(maxsize=4096)
def make_etag(edition: Edition, *, audience: str, path: str, query: bytes, salt: str) -> str:
    """A weak validator: the same for the compressed and the plain form of one answer."""
    canonical = urlencode(sorted(parse_qsl(query.decode("latin-1"), keep_blank_values=True)))
    parts = "\n".join((__version__, salt, audience, str(edition.number), edition.stamp, path, canonical))
    return f'W/"{edition.number}-{hashlib.sha256(parts.encode()).hexdigest()[:24]}"'


def matches_etag(if_none_match: str | None, etag: str) -> bool:
    """Whether the client already holds this answer (weak comparison, RFC 9110 §13.1.2)."""
    if if_none_match is None:
        return False
    held = {item.strip().removeprefix("W/") for item in if_none_match.split(",")}
    return etag.removeprefix("W/") in held


def accepts_gzip(accept_encoding: str | None) -> bool:
    """Whether the client takes gzip; `gzip;q=0` says no."""
    for item in (accept_encoding or "").lower().split(","):
        name, _, parameters = item.partition(";")
        if name.strip() == "gzip":
            return parameters.replace(" ", "").rstrip("0.") != "q="
    return False
