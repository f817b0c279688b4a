"""The dwellings of an open file as they are read: those of the territory kept, their texts made numbers.

Some thousand rows come at a time, and almost all are written plainly: a column is first read the short way, and only
where that loses a value the long way, which knows decimal commas, spaces and signs of what is missing.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from threading import Lock

import polars as pl

from observatoire.sources.official.dwellings import clean, read_letter, read_number
from observatoire.sources.official.progress import RowCounter
from observatoire.territories.codes import CODE_INSEE

_CLASS = pl.Enum("ABCDEFG")


def _read_decimal(name: str) -> pl.Expr:
    return clean(name).str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)


def _read_class(name: str) -> pl.Expr:
    return read_letter(name).cast(_CLASS, strict=False)


READ = {
    **dict.fromkeys(("NBPIECE", "SURFHAB", "CONSTRUCT", "LOCAT", "FINAN", "CUS", "EPSG"), (pl.Int32(), read_number)),
    **dict.fromkeys(("X", "Y"), (pl.Float64(), _read_decimal)),
    "DPEENERGIE": (_CLASS, _read_class),
}
"""Columns that are not kept as texts: what they become, and the long way to it."""
_COUNTED = ("NBPIECE", "SURFHAB", "CONSTRUCT", "LOCAT", "FINAN")
"""Numbers that are counted: one that cannot be read makes a dwelling less under its heading."""
_TOLD_APART = ("X", "Y", *_COUNTED, "DPEENERGIE")
"""What tells two dwellings of an address apart, and is not long to compare."""
LIKENESS = "LIKENESS"
"""The same number for two dwellings of an address that nothing told apart."""
IDENTIFIER = "IDENTIFIER"
"""Number of a dwelling, where a file has one."""


@dataclass(slots=True)
class OpenRows:
    """Keeps the rows of some communes, and counts those that belong to none."""

    communes: Collection[str]
    counter: RowCounter
    malformed: Counter[str] = field(default_factory=Counter)
    """rows by code of commune, when it cannot be one"""
    identifiers: list[pl.Series] = field(default_factory=list)
    """hashes of the numbers of dwellings"""
    written: Counter[str] = field(default_factory=Counter)
    """values by column, of those that are counted"""
    unread: dict[str, Counter[str]] = field(default_factory=dict)
    """of these, those that are no numbers, as they are written"""
    _counting: Lock = field(default_factory=Lock)
    """rows come from several threads at once"""

    def take(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Give the rows of the communes asked, with numbers for the columns of `READ`, and their `LIKENESS`."""
        codes = rows["DEPCOM"].unique().to_list()
        wanted = [code for code in codes if code in self.communes]
        wrong = [code for code in codes if code is None or not CODE_INSEE.fullmatch(code)]
        with self._counting:
            self.counter.count(rows.height)
            for code in wrong:
                self.malformed[code or ""] += rows["DEPCOM"].eq_missing(code).sum()
        if len(wanted) < len(codes):
            rows = rows.filter(rows["DEPCOM"].is_in(wanted))
        for rank, name in enumerate(rows.columns):
            if name in READ:
                rows.replace_column(rank, self._read(rows[name]))
        if IDENTIFIER in rows.columns:
            with self._counting:
                self.identifiers.append(rows[IDENTIFIER].drop_nulls().hash())
        return rows.with_columns(
            rows.select(name for name in _TOLD_APART if name in rows.columns).hash_rows().alias(LIKENESS)
        )

    def _read(self, texts: pl.Series) -> pl.Series:
        name = texts.name
        kind, long = READ[name]
        read = texts.cast(kind, strict=False)
        lost = read.null_count() != texts.null_count()
        if lost:
            read = texts.to_frame().select(long(name)).to_series()
        if name in _COUNTED:
            with self._counting:
                self.written[name] += texts.len() - texts.null_count()
                if lost:
                    meant = texts.filter(read.is_null()).to_frame().select(clean(name).drop_nulls()).to_series()
                    self.unread.setdefault(name, Counter()).update(meant.to_list())
        return read
