"""A section of the method file that checks what it gives: type, presence, finiteness, unknown keys."""

import math
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from indices.errors import MethodError


class Section:
    """A mapping of the method file together with its dotted path, for errors that name the key.

    Parameters
    ----------
    mapping : mapping
        The section.
    location : str
        Dotted path from the root; empty for the root.
    """

    def __init__(self, mapping: Mapping[str, Any], location: str) -> None:
        if not isinstance(mapping, Mapping):
            raise MethodError("must be a section", key=location or "(root)")
        self._mapping = mapping
        self._location = location

    def __iter__(self) -> Iterator[str]:
        return iter(self._mapping)

    @property
    def name(self) -> str:
        """Take the last part of the path.

        Returns
        -------
        str
            Name of the section.
        """
        return self._location.rpartition(".")[2]

    def path(self, key: str) -> str:
        """Locate a key of this section.

        Parameters
        ----------
        key : str
            Name of the key.

        Returns
        -------
        str
            Its dotted path.
        """
        return f"{self._location}.{key}" if self._location else key

    def has(self, key: str) -> bool:
        """Tell whether a key is there.

        Parameters
        ----------
        key : str
            Name of the key.

        Returns
        -------
        bool
            True if it is.
        """
        return key in self._mapping

    def allow(self, *keys: str) -> None:
        """Refuse every key but these.

        Parameters
        ----------
        *keys : str
            Names allowed.

        Raises
        ------
        MethodError
            Another key is there; the first one is named.
        """
        for key in self._mapping:
            if key not in keys:
                raise MethodError(f"unknown key; known keys: {', '.join(keys)}", key=self.path(key))

    def section(self, key: str) -> "Section":
        """Read a section.

        Parameters
        ----------
        key : str
            Name of the key.

        Returns
        -------
        Section
            What is under the key.
        """
        return Section(self._get(key), self.path(key))

    def sections(self, key: str) -> Iterator["Section"]:
        """Read all the sections under a key; there must be at least one.

        Parameters
        ----------
        key : str
            Name of the key.

        Returns
        -------
        iterator of Section
            In the order of the file.
        """
        parent = self.section(key)
        names = list(parent)
        if not names:
            raise MethodError("must not be empty", key=self.path(key))
        return (parent.section(name) for name in names)

    def text(self, key: str) -> str:
        """Read a text that is not empty.

        Parameters
        ----------
        key : str
            Name of the key.

        Returns
        -------
        str
            The text.
        """
        value = self._get(key)
        if not isinstance(value, str) or not value.strip():
            raise MethodError(f"must be a text that is not empty, got {value!r}", key=self.path(key))
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of distinct texts, at least one.

        Parameters
        ----------
        key : str
            Name of the key.

        Returns
        -------
        tuple of str
            In the order of the file.
        """
        values = self._get(key)
        if not isinstance(values, list | tuple) or not values or not all(isinstance(item, str) for item in values):
            raise MethodError(f"must be a list of column names, got {values!r}", key=self.path(key))
        if len(set(values)) < len(values):
            raise MethodError(f"names a column twice: {values!r}", key=self.path(key))
        return tuple(values)

    def number(self, key: str) -> float:
        """Read a finite number.

        Parameters
        ----------
        key : str
            Name of the key.

        Returns
        -------
        float
            The number.
        """
        return _as_number(self._get(key), self.path(key))

    def numbers(self, key: str) -> tuple[float, ...]:
        """Read a list of finite numbers, at least one.

        Parameters
        ----------
        key : str
            Name of the key.

        Returns
        -------
        tuple of float
            In the order of the file.
        """
        values = self._get(key)
        if not isinstance(values, list | tuple) or not values:
            raise MethodError(f"must be a list of numbers, got {values!r}", key=self.path(key))
        return tuple(_as_number(item, self.path(key)) for item in values)

    def integer(self, key: str) -> int:
        """Read a whole number.

        Parameters
        ----------
        key : str
            Name of the key.

        Returns
        -------
        int
            The number.
        """
        value = self._get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise MethodError(f"must be a whole number, got {value!r}", key=self.path(key))
        return value

    def weights(self, key: str) -> dict[str, float]:
        """Read weights by component, every one above zero, at least one.

        Parameters
        ----------
        key : str
            Name of the key.

        Returns
        -------
        dict of str to float
            In the order of the file.
        """
        section = self.section(key)
        weights = {name: section.number(name) for name in section}
        if not weights:
            raise MethodError("must name at least one component", key=self.path(key))
        for name, weight in weights.items():
            if weight <= 0:
                raise MethodError(f"weight must be above zero, got {weight}", key=section.path(name))
        return weights

    def date(self, key: str) -> date:
        """Read a date, or its ISO 8601 text (as JSON stores it).

        Parameters
        ----------
        key : str
            Name of the key.

        Returns
        -------
        datetime.date
            The date.
        """
        value = self._get(key)
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError as error:
                raise MethodError(f"must be a date, got {value!r}", key=self.path(key)) from error
        if not isinstance(value, date):
            raise MethodError(f"must be a date, got {value!r}", key=self.path(key))
        return value

    def _get(self, key: str) -> Any:
        if key not in self._mapping:
            raise MethodError("is missing", key=self.path(key))
        return self._mapping[key]


def _as_number(value: Any, key: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise MethodError(f"must be a finite number, got {value!r}", key=key)
    return float(value)
