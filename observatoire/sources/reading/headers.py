"""The header of a file against the columns that its kind expects."""

import difflib
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from observatoire.sources.columns import Kind
from observatoire.sources.problems import ProblemList
from observatoire.sources.wording import french

_DEGREES = frozenset({"longitude", "latitude"})


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """Where the expected columns are, and the names that nothing expects."""

    positions: dict[str, int]
    unknown: tuple[str, ...]


def match_header(header: Sequence[str], kind: Kind, file: str, *, with_geometry: bool, line: int | None) -> HeaderMatch:
    """Find the columns of a kind in a header. Names are exact; the order is free.

    Raises:
        InvalidInputError: a required column is missing, or an expected one comes twice; all of them are listed.
    """
    problems = ProblemList(file)
    expected = {column.name: column for column in kind.expected(with_geometry=with_geometry)}
    every_name = {column.name for column in kind.columns}
    unknown = tuple(name for name in header if name and name not in every_name)
    for name, times in Counter(header).items():
        if times > 1 and name in expected:
            problems.add(
                french("La colonne « {name} » est présente {times} fois.", name=name, times=times),
                "Gardez une seule colonne de ce nom.",
                line=line,
                column=name,
            )
    for name, column in expected.items():
        if column.required and name not in header:
            problems.add(
                french("La colonne « {name} » manque ({meaning}).", name=name, meaning=column.meaning),
                _suggest(name, unknown),
                line=line,
                column=name,
            )
    problems.raise_if_any()
    return HeaderMatch({name: header.index(name) for name in expected if name in header}, unknown)


def _suggest(name: str, unknown: tuple[str, ...]) -> str:
    """Name the column of the file that was probably meant."""
    plain = {_plain(candidate): candidate for candidate in unknown}
    near = difflib.get_close_matches(name, plain, n=1, cutoff=0.7)
    if name in _DEGREES and {"x", "y"} <= plain.keys():
        return french(
            "Les colonnes « {x} » et « {y} » ne disent pas leur système : convertissez-les en degrés, ou fournissez un "
            "GeoPackage.",
            x=plain["x"],
            y=plain["y"],
        )
    if near:
        return french("Renommez la colonne « {near} » en « {name} ».", near=plain[near[0]], name=name)
    return "Ajoutez-la, avec exactement ce nom dans l’en-tête."


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.lower())
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return letters.replace(" ", "_").replace("-", "_")
