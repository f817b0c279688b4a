"""From dwellings to counts: what each dwelling adds to its residence, as expressions that never leave Polars.

Definitions are those of the statistical service: vacancy of more than three months among dwellings offered, mobility
among dwellings first let before the previous year.
"""

from collections.abc import Callable, Sequence

import polars as pl

from observatoire.sources.official.rpls_columns import ENERGIES, MISSING, PLAI, PLS, PLUS

LET, VACANT, EMPTY = "1", "2", "3"
_FUNDINGS = {"plai": PLAI, "plus": PLUS, "pls": PLS}
_LARGEST_ROOMS = 5
_OLDEST = 1800
_LARGEST_SURFACE = 998
_LARGEST_RENT = 9998
_BEFORE = 1975
_THREE_MONTHS = 3
_MONTHS = 12


def clean(name: str) -> pl.Expr:
    """Give a text column without spaces around, missing where the file writes that nothing is known."""
    text = pl.col(name).cast(pl.String).str.strip_chars()
    return pl.when(~text.is_in(MISSING)).then(text)


def read_number(name: str) -> pl.Expr:
    """Read a whole number, also written « 65.0 », « 65,0 » or in scientific notation; missing when it is not one."""
    plain = clean(name).str.replace(",", ".", literal=True)
    return plain.cast(pl.Float64, strict=False).round(0).cast(pl.Int32, strict=False)


def read_letter(name: str) -> pl.Expr:
    """Read a letter, in capitals."""
    return clean(name).str.to_uppercase()


def read_year(name: str, millesime: int, number: Callable[[str], pl.Expr] = read_number) -> pl.Expr:
    """Read a year, missing when it cannot be."""
    year = number(name)
    return pl.when(year.is_between(_OLDEST, millesime)).then(year)


def read_month(name: str) -> pl.Expr:
    """Read « mm/aaaa » as a number of months."""
    parts = clean(name).str.extract_groups(r"^(?P<month>\d{1,2})/(?P<year>\d{4})$")
    year = parts.struct.field("year").cast(pl.Int32, strict=False)
    month = parts.struct.field("month").cast(pl.Int32, strict=False)
    return pl.when(year > _OLDEST + 100).then(year * _MONTHS + month - 1)


def service_year(millesime: int, number: Callable[[str], pl.Expr] = read_number) -> pl.Expr:
    """Give the year of first letting, that of completion where it is not known."""
    return pl.coalesce(read_year("LOCAT", millesime, number), read_year("CONSTRUCT", millesime, number))


def stock_columns(
    millesime: int, number: Callable[[str], pl.Expr] = read_number, letter: Callable[[str], pl.Expr] = read_letter
) -> dict[str, pl.Expr]:
    """Give what any RPLS file tells of a dwelling, as numbers ready to be added up.

    Args:
        millesime: of the file; no year is later.
        number: gives a column as numbers; `pl.col` when its texts were read already.
        letter: gives a column as letters; `pl.col` likewise.
    """
    rooms, energy = number("NBPIECE"), letter("DPEENERGIE")
    funding = pl.coalesce(number("FINAN"), number("CUS"))
    year = service_year(millesime, number)
    surface = number("SURFHAB")
    return {
        "avant_1975": year < _BEFORE,
        "mise_en_service": year,
        "surface_habitable": pl.when(surface.is_between(1, _LARGEST_SURFACE)).then(surface),
        **{f"t{size}": rooms == size for size in range(1, _LARGEST_ROOMS)},
        f"t{_LARGEST_ROOMS}": rooms >= _LARGEST_ROOMS,
        **{name: _is_one_of(funding, codes) for name, codes in _FUNDINGS.items()},
        **{name: _is_one_of(energy, classes) for name, classes in ENERGIES.items()},
    }


def _is_one_of(found: pl.Expr, wanted: Sequence[int] | Sequence[str]) -> pl.Expr:
    """Tell which are among a few: of texts, comparing with each takes a quarter of the time of a set."""
    return pl.any_horizontal(*(found == each for each in wanted))


def occupancy_columns(millesime: int) -> dict[str, pl.Expr]:
    """Give what only a landlord's file tells: who is let, vacant, for how long, at what rent."""
    mode = clean("MODE")
    offered = mode.is_in([LET, VACANT]) & (read_year("LOCAT", millesime) < millesime - 1)
    january = millesime * _MONTHS
    rent = read_number("LOYERPRINC")
    paid = (mode == LET) & rent.is_between(1, _LARGEST_RENT)
    surface = read_number("SURFHAB")
    known = paid & surface.is_between(1, _LARGEST_SURFACE)
    return {
        "loues": mode == LET,
        "vacants": mode == VACANT,
        "vides": mode == EMPTY,
        "vacants_3_mois": (mode == VACANT) & (january - read_month("REMLOCDATE") > _THREE_MONTHS),
        "offerts_un_an": offered,
        "emmenages": offered & (mode == LET) & (read_month("BAIL") >= (millesime - 1) * _MONTHS),
        "loyer_total": pl.when(known).then(rent),
        "surface_habitable": pl.when(known).then(surface),
    }


def remains() -> pl.Expr:
    """Tell whether a dwelling was still in the estate on 1 January."""
    left = clean("SORTIEPATRIM").is_in(["1", "2", "3", "4", "5"]) | clean("OLDLOGT").is_in(["1", "2"])
    return ~left.fill_null(value=False) & (clean("MODE") != "9").fill_null(value=True)


def add_up(columns: dict[str, pl.Expr]) -> list[pl.Expr]:
    """Count the dwellings of a group and add their columns up; the year of service is the earliest."""
    sums = [
        expression.min().alias(name) if name == "mise_en_service" else expression.sum().alias(name)
        for name, expression in columns.items()
    ]
    return [pl.len().cast(pl.Int32).alias("logements"), *sums]
