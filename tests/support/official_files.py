"""Official files as they come, drawn by lot from a seed: the landlord's declaration and the open file, with their defects.

No real dwelling-level file may be had: the layouts are those of the arrêté and of the portals, the values are invented.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from observatoire.sources.official.rpls_columns import DECLARED

HEADER = "{year};1234;{name};HAL;1;;RUE DE LA MAIRIE;74000;ANNECY;{siret};{count};"
STREETS = ("DES ÎLES", "DU CHÂTEAU", "DE L’ARVE", "JEAN MOULIN", "DES PRÉS", "DU MÔLE")
FUNDING = ("12", "13", "50", "52", "10", "11", "14", "49")


@dataclass(frozen=True)
class Estate:
    """A programme: so many dwellings at an address of a commune."""

    commune: str
    label: str
    programme: str
    number: int
    street: str
    dwellings: int
    year: int
    x: float = 0.0
    y: float = 0.0


ESTATES = (
    Estate("74042", "BONNEVILLE", "LES ÎLES", 1, "DES ÎLES", 40, 1966, 952_000, 6_552_000),
    Estate("74042", "BONNEVILLE", "", 12, "DU CHÂTEAU", 12, 1988, 958_000, 6_555_000),
    Estate("74042", "BONNEVILLE", "", 14, "DU CHÂTEAU", 8, 1988, 958_040, 6_555_000),
    Estate("74024", "AYSE", "L’ORÉE", 3, "DES PRÉS", 15, 2009, 964_000, 6_554_000),
)
"""Three residences in the small territory of `tests.observatoire.sources.incoming`."""


def dwellings_of(estates: Iterable[Estate], year: int, seed: int = 2019) -> list[dict[str, str]]:
    """One record a dwelling, by name of field."""
    lot = random.Random(seed)
    records: list[dict[str, str]] = []
    for estate in estates:
        for rank in range(estate.dwellings):
            mode = lot.choices(("1", "2", "3", "4", "5"), (92, 4, 2, 1, 1))[0]
            rooms = lot.choices((1, 2, 3, 4, 5), (5, 20, 40, 28, 7))[0]
            surface = 18 + 15 * rooms + lot.randrange(10)
            moved = lot.randrange(max(estate.year, year - 14), year)
            month = f"{lot.randrange(1, 13):02d}"
            records.append(
                dict.fromkeys(DECLARED, "")
                | {
                    "IDENT_REP": f"{len(records):010d}",
                    "IDENT_INT": f"L{len(records)}",
                    "DROIT": "1",
                    "DEPCOM": estate.commune,
                    "CODEPOSTAL": "74130",
                    "LIBCOM": estate.label,
                    "NUMVOIE": str(estate.number),
                    "TYPVOIE": "RUE",
                    "NOMVOIE": estate.street,
                    "NUMAPPT": str(rank + 1),
                    "ETAGE": str(rank // 4),
                    "COMPLGEO": estate.programme,
                    "QPV": "2",
                    "TYPECONST": "C",
                    "NBPIECE": str(rooms),
                    "SURFHAB": str(surface),
                    "CONSTRUCT": str(estate.year),
                    "LOCAT": str(estate.year),
                    "PATRIMOINE": str(estate.year),
                    "ORIGINE": "1",
                    "FINAN": lot.choice(FUNDING),
                    "CONV": "1",
                    "SORTIEPATRIM": "9",
                    "MODE": mode,
                    "BAIL": f"{month}/{moved}" if mode == "1" else "",
                    "MODESURF": "3",
                    "SURFMODE": "999",
                    "LOYERPRINC": str(round(surface * 5.9)) if mode == "1" else "9999",
                    "DPEDATE": f"0{rank % 9 + 1}/2014" if rank % 5 else "01/1900",
                    "DPEENERGIE": "ABCDEFG"[rank % 7] if rank % 5 else "",
                    "REMLOCDATE": f"{month}/{year - 1}" if mode == "2" else "",
                    "CONTRESLOG": "7",
                }
            )
    return records


def write_declaration(
    path: Path,
    records: Sequence[dict[str, str]],
    *,
    year: int = 2016,
    siret: str = "90000000200011",
    name: str = "Halpades",
    announced: int | None = None,
    encoding: str = "latin-1",
) -> Path:
    """Write a declaration: the line of the landlord, then 64 fields a dwelling."""
    first = HEADER.format(year=year, name=name, siret=siret, count=len(records) if announced is None else announced)
    lines = [";".join(record[field] for field in DECLARED) for record in records]
    path.write_bytes("\r\n".join([first, *lines, ""]).replace("’", "'").encode(encoding))
    return path
