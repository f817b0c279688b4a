"""Which residence of a landlord a line of a survey names: by its code, its name, or the programme of the RPLS file."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from observatoire.sources.checking.totals_lines import REMEDY, is_total
from observatoire.sources.official.attaching import read_attachments
from observatoire.sources.official.keys import PROGRAMME
from observatoire.sources.official.ops_columns import plain_words
from observatoire.sources.problems import ProblemList
from observatoire.sources.wording import french, named
from observatoire.store.tables.housing import Residence
from observatoire.store.tables.territories import Commune


def find_residences(
    session: Session, written: pd.Series, lines: np.ndarray, siren: str, problems: ProblemList
) -> pd.Series:
    """Find the code of the residence that each line names; a name that two residences have is refused, not chosen."""
    known = _Residences(session, siren)
    codes: dict[str, str] = {}
    for value in written.unique():
        found = known.find(value)
        if len(found) == 1:
            codes[value] = found[0]
            continue
        line = int(lines[np.flatnonzero(written.to_numpy() == value)[0]])
        if found:
            problems.add(
                french("« {value} » désigne plusieurs résidences du bailleur.", value=value),
                french(
                    "Écrivez le code de la bonne dans cette case : {names}.",
                    names=named(known.describe(code) for code in found),
                ),
                line=line,
                column="residence",
                value=value,
            )
            continue
        problems.add(
            french("Aucune résidence du bailleur n’a le code ou le nom « {value} ».", value=value)
            if value
            else "La ligne ne dit pas de quelle résidence elle est.",
            french(REMEDY)
            if is_total(value)
            else "Chargez d’abord son fichier RPLS ou ses résidences, ou corrigez cette case.",
            line=line,
            column="residence",
            value=value,
        )
    return written.map(lambda value: codes.get(value, ""))


class _Residences:
    """The residences of a landlord under all that may name them, the surest first."""

    def __init__(self, session: Session, siren: str) -> None:
        rows = session.execute(
            select(Residence.code, Residence.nom, Commune.nom)
            .join(Commune, Commune.code_insee == Residence.code_insee)
            .where(Residence.bailleur_siren == siren)
            .order_by(Residence.code)
        ).all()
        self._described = {str(code): f"{code} ({commune})" for code, _, commune in rows}
        named_so = [(str(code), str(name)) for code, name, _ in rows]
        programmes = [
            (residence, key.removeprefix(PROGRAMME))
            for (_, key), residence in read_attachments(session, siren).items()
            if key.startswith(PROGRAMME)
        ]
        self._levels = (
            _index((code, _same_case(code)) for code in self._described),
            _index((code, _letters(code)) for code in self._described),
            _index((code, _letters(name)) for code, name in [*named_so, *programmes]),
            _index((code, plain_words(name)) for code, name in [*named_so, *programmes]),
        )

    def find(self, value: str) -> list[str]:
        """Give the residences that a text may name: those of the surest way that finds any."""
        ways = (_same_case(value), _letters(value), _letters(value), plain_words(value))
        return next((sorted(level[way]) for level, way in zip(self._levels, ways, strict=True) if level.get(way)), [])

    def describe(self, code: str) -> str:
        """Name a residence with its commune."""
        return self._described.get(code, code)


def _index(pairs: Iterator[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for code, way in pairs:
        if way:
            found[way].add(code)
    return dict(found)


def _same_case(text: str) -> str:
    return text.strip().casefold()


def _letters(text: str) -> str:
    """Letters and digits in their order, whatever the accents, the spaces and the punctuation."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z]+|[0-9]+", letters))
