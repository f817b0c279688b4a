"""A declarative file, read key by key: what is missing, of the wrong kind or unknown is said in French."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

T = TypeVar("T")
Word = TypeVar("Word", bound=StrEnum)
_DIVISION = re.compile(r"(\d{1,9})/([1-9]\d{0,8})", re.ASCII)


class ConventionError(ValueError):
    """A key of the file is missing, unknown or cannot be what it says."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


class Section:
    """A table of the file, read key by key; `close` refuses what nobody asked for."""

    def __init__(self, content: Any, path: str) -> None:
        if not isinstance(content, Mapping):
            raise ConventionError(path, "une table est attendue")
        self._content = dict(content)
        self._path = path

    def take(self, key: str, kind: type[T]) -> T:
        """The value of a key that must be there."""
        path = self._name(key)
        if key not in self._content:
            raise ConventionError(path, "cette clé manque")
        value = self._content.pop(key)
        if not isinstance(value, kind) or isinstance(value, bool):
            raise ConventionError(path, "la valeur n’est pas du type attendu")
        return value

    def find(self, key: str, kind: type[T]) -> T | None:
        """The value of a key that may be missing."""
        return self.take(key, kind) if key in self._content else None

    def share(self, key: str) -> Fraction:
        """A fraction between 0 and 1, exactly as it is written: 0.25, or "5/7" where no decimal is exact."""
        share = self._divide(key) if isinstance(self._content.get(key), str) else Fraction(self.take(key, Decimal))
        if not 0 <= share <= 1:
            raise ConventionError(self._name(key), "une part est entre 0 et 1 : 0.25 pour 25 %")
        return share

    def _divide(self, key: str) -> Fraction:
        written = _DIVISION.fullmatch(self.take(key, str))
        if written is None:
            raise ConventionError(self._name(key), "une part s’écrit 0.25, ou « 5/7 » entre guillemets")
        return Fraction(int(written[1]), int(written[2]))

    def share_if_any(self, key: str) -> Fraction | None:
        """A fraction that may be missing."""
        return self.share(key) if key in self._content else None

    def word(self, key: str, words: type[Word]) -> Word:
        """A word of a closed list."""
        value = self.take(key, str)
        if value not in set(words):
            raise ConventionError(self._name(key), f"« {value} » n’est pas dans la liste : {', '.join(words)}")
        return words(value)

    def each(self, key: str, read: Callable[["Section"], T]) -> tuple[T, ...]:
        """The tables of a list."""
        sections = [Section(item, f"{self._name(key)}[{rank}]") for rank, item in enumerate(self.take(key, list), 1)]
        found = tuple(read(section) for section in sections)
        for section in sections:
            section.close()
        return found

    def inside(self, key: str, read: Callable[["Section"], T]) -> T:
        """A table of the table."""
        section = Section(self.take(key, dict), self._name(key))
        found = read(section)
        section.close()
        return found

    def inside_if_any(self, key: str, read: Callable[["Section"], T]) -> T | None:
        """A table of the table that may be missing."""
        return self.inside(key, read) if key in self._content else None

    def _name(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key

    def close(self) -> None:
        """Refuse the keys that nobody read: they would be promises silently dropped."""
        for key in self._content:
            raise ConventionError(self._name(key), "cette clé n’existe pas")
