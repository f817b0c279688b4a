"""Commune codes that a file names: known, absorbed by another since, or unknown."""

import pandas as pd

from observatoire.sources.intake.plan import Intake
from observatoire.sources.placing.territories import Outlines
from observatoire.sources.storing.known import Absorption
from observatoire.sources.wording import french, named


def resolve_communes(intake: Intake, communes: Outlines, absorptions: dict[str, Absorption]) -> pd.Series:
    """Give the present code of the commune of each row; missing when it is unknown, which is a problem."""
    declared = intake.parsed.frame["code_insee"]
    known = dict(zip(communes.codes, communes.names, strict=True))
    resolved = declared.copy()
    for code in declared.dropna().unique():
        if code in known:
            continue
        rows = (declared == code).fillna(value=False)
        absorption = absorptions.get(code)
        if absorption is not None and absorption.code_insee in known:
            resolved = resolved.mask(rows, absorption.code_insee)
            intake.notices.add(
                french(
                    "{old} ({code}) a été absorbée {day} : ses lignes sont rattachées à {new} ({new_code}).",
                    old=absorption.ancien_nom,
                    code=code,
                    day=absorption.since,
                    new=known[absorption.code_insee],
                    new_code=absorption.code_insee,
                ),
                column="code_insee",
                lines=intake.lines_of(rows),
            )
            continue
        resolved = resolved.mask(rows)
        intake.problems.add_each(
            "La commune {value} n’est pas enregistrée.",
            _unknown_remedy(known),
            lines=intake.lines_of(rows),
            values=declared[rows],
            column="code_insee",
        )
    return resolved


def _unknown_remedy(known: dict[str, str]) -> str:
    if not known:
        return "Chargez d’abord les communes."
    labels = (f"{code} {name}" for code, name in sorted(known.items()))
    return french("Corrigez le code, ou chargez cette commune. Enregistrées : {names}.", names=named(labels))
