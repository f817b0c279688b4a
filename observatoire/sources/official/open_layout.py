"""The open dwelling file of the RPLS in its layouts: which one a header is, and under what name each column stands."""

from dataclasses import dataclass

from observatoire.sources.official.rpls_columns import CODE_SUFFIX, COORDINATES, PLACED, STOCK

_NEEDED = ("DEPCOM", "NOMVOIE", "NBPIECE", "CONSTRUCT")
WANTED = (*PLACED, *STOCK, *COORDINATES, "CODEPOSTAL")
UNKNOWN = "disposition non répertoriée"
_OLDEST = {"fichiers de 2025 et après": 2024, "fichiers de 2023 et 2024": 2015}
"""Before these years, the neighbourhoods of which a layout has the outlines were not drawn."""
_IDENTIFIER = "IDENT_REP"
"""Number of a dwelling in the directory; the files that anyone downloads have none."""
_NEWEST = {"fichiers de 2023 et 2024": 2024, "fichiers régionaux anciens": 2022}
"""After these years, files were published otherwise."""
_GIVEN = (
    (("SURFHAB",), "la surface"),
    (("LOCAT",), "l’année de première location"),
    (("FINAN", "CUS"), "le financement"),
    (("DPEENERGIE",), "les étiquettes énergie"),
    (("X",), "la place"),
    (("COMPLGEO",), "le nom des programmes"),
)
"""What columns give, any of them being enough; the others are needed, or only make an address more precise."""
_MARKS = {
    "fichiers de 2025 et après": "PLG_QP24",
    "fichiers de 2023 et 2024": "PLG_QP",
    "fichiers régionaux anciens": "NUMAPPT",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout of the open file: its name in French, its separator, and the column of the file for each variable."""

    name: str
    separator: str
    columns: dict[str, str]
    width: int
    """columns of the header"""
    doubled: tuple[str, ...] = ()
    """columns that are read, and that the header names more than once"""
    identifier: str | None = None
    """column of the number of a dwelling, where there is one"""

    def is_for(self, year: int) -> bool:
        """Whether a file of this layout may be of a year; any may, of a layout that is not known."""
        return _OLDEST.get(self.name, year) <= year <= _NEWEST.get(self.name, year)

    def find_missing(self) -> dict[str, str]:
        """What the file does not give, in French, and the columns that would give it."""
        return {given: " ou ".join(names) for names, given in _GIVEN if not any(name in self.columns for name in names)}


def find_layout(first_line: str) -> Layout | None:
    """Recognise the header of an open dwelling file; None when it is something else."""
    for separator in (";", ",", "\t"):
        header = [name.strip().strip('"').upper() for name in first_line.split(separator)]
        columns = {name: header_name for name in WANTED if (header_name := _find(name, header)) is not None}
        if all(name in columns for name in _NEEDED):
            mark = next((words for words, column in _MARKS.items() if column in header), UNKNOWN)
            doubled = tuple(name for name in columns.values() if header.count(name) > 1)
            identifier = _IDENTIFIER if _IDENTIFIER in header else None
            return Layout(mark, separator, columns, len(header), doubled, identifier)
    return None


def _find(name: str, header: list[str]) -> str | None:
    return next((candidate for candidate in (name, name + CODE_SUFFIX) if candidate in header), None)
