"""What needs no calculation: a number left beside a secret, an index that contains one, a group where all are alike."""

from collections.abc import Iterator, Mapping

import pandas as pd

from observatoire.audit.derived import find_derived_flaws
from observatoire.audit.editions import PUBLIC_COUNTS, SECRET, Edition
from observatoire.audit.flaws import Flaw

SMALL_GROUP = 20
"""Below this number of answers, « 0 % » or « 100 % » says the situation of everyone."""
REST = 1e-6
"""Points of index that contributions may leave unexplained: rounding of the calculation."""
KEYS = frozenset({"level", "code", "index", "indicator", "status", "signal", "missing", "bound"})
OF_FRAGILITY = ("margin", "family", "family_before")
"""What is said of a residence that follows from its index."""
MOBILITY = "att1"
"""Departures expected follow from it alone."""


def find_flaws(edition: Edition) -> list[Flaw]:
    """Everything in the rows of a publication that gives a secret away by itself."""
    return [
        *_find_numbers(edition.components, "indicator"),
        *_find_numbers(edition.indices, "index"),
        *_find_side_figures(edition),
        *_find_secret_parts(edition),
        *_find_uniform_groups(edition),
        *_find_names(edition),
        *find_derived_flaws(edition),
    ]


def _find_numbers(rows: pd.DataFrame, what: str) -> Iterator[Flaw]:
    """Rows that say « secret » and carry a number all the same."""
    secret = rows.loc[rows["status"] == SECRET]
    numbers = [name for name in secret.columns if name not in KEYS]
    for row in secret.loc[secret[numbers].notna().any(axis="columns")].to_dict("records"):
        written = ", ".join(name for name in numbers if not pd.isna(row[name]))
        yield Flaw(row["level"], row["code"], f"{{nom}} : « {row[what]} » est secret, mais {written} est écrit à côté.")


def _find_side_figures(edition: Edition) -> Iterator[Flaw]:
    """Residences whose fragility is secret, and of which something that follows from it is shown."""
    fragility = edition.indices.loc[
        (edition.indices["index"] == "fragilite") & (edition.indices["level"] == "residence")
    ]
    hidden = set(fragility.loc[fragility["status"] == SECRET, "code"])
    mobility = edition.components.loc[edition.components["indicator"] == MOBILITY]
    still = set(mobility.loc[mobility["status"] == SECRET, "code"])
    survey = [each.code for each in edition.indicators if each.survey]
    components = edition.components.loc[edition.components["level"] == "residence"]
    surveyed = components.loc[components["indicator"].isin(survey)]
    silent = (surveyed["status"] == SECRET).groupby(surveyed["code"]).all()
    followed = {**dict.fromkeys(OF_FRAGILITY, hidden), "departures": still, "repondants": set(silent.index[silent])}
    residences = edition.residences()
    for name, codes in followed.items():
        if name in residences:
            written = residences.index[residences[name].notna() & residences.index.isin(codes)]
            for code in written:
                yield Flaw(
                    "residence", str(code), f"{{nom}} : ce dont suit « {name} » est secret, mais ce nombre est écrit."
                )


def _find_secret_parts(edition: Edition) -> Iterator[Flaw]:
    """Indices that are not the sum of the contributions shown beside them: a hidden one is inside."""
    indices: Mapping[str, Mapping[str, object]] = edition.method["indices"]
    values = edition.indices.loc[edition.indices["value"].notna()]
    contributions = edition.components[["level", "code", "indicator", "contribution", "status"]]
    indicators = {each.code for each in edition.indicators}
    for index, recipe in indices.items():
        parts = recipe["composantes"]
        if not isinstance(parts, Mapping) or not indicators.issuperset(parts):
            continue
        own = contributions.loc[contributions["indicator"].isin(list(parts))]
        told = (
            own.assign(secret=own["status"] == SECRET)
            .groupby(["level", "code"])
            .agg(explained=("contribution", "sum"), hidden=("secret", "any"))
        )
        shown = values.loc[values["index"] == index].merge(told.reset_index(), on=["level", "code"])
        rest = (shown["value"] - 100 - shown["explained"].astype("float64")).abs()
        for row in shown.loc[shown["hidden"].astype("bool") & (rest > REST)].to_dict("records"):
            yield Flaw(
                row["level"], row["code"], f"{{nom}} : l’indice « {index} » contient une composante qui est secrète."
            )


def _find_uniform_groups(edition: Edition) -> Iterator[Flaw]:
    """Small groups of which all, or none, are in a situation: whoever lives there is known."""
    survey = [each.code for each in edition.indicators if each.survey and each.numerator not in PUBLIC_COUNTS]
    rows = edition.components.loc[edition.components["indicator"].isin(survey) & edition.components["den"].notna()]
    small = rows.loc[(rows["den"] > 0) & (rows["den"] < SMALL_GROUP)]
    for row in small.loc[(small["num"] == 0) | (small["num"] == small["den"])].to_dict("records"):
        share = "0 %" if row["num"] == 0 else "100 %"
        yield Flaw(
            row["level"],
            row["code"],
            f"{{nom}} : « {row['indicator']} » vaut {share} de {int(row['den'])} : la situation de chacun est connue.",
        )


def _find_names(edition: Edition) -> Iterator[Flaw]:
    """Residences named by what is said once for the publication, although their fragility is secret."""
    values = edition.indices.loc[(edition.indices["level"] == "residence") & (edition.indices["index"] == "fragilite")]
    hidden = set(values.loc[values["status"] == SECRET, "code"])
    for family in edition.analysis.get("familles") or ():
        if family.get("exemple") in hidden:
            yield Flaw("residence", family["exemple"], "{nom} : secrète, elle est donnée en exemple d’une famille.")
    occupation = edition.indices.loc[
        (edition.indices["level"] == "residence") & (edition.indices["index"] == "occupation")
    ]
    silent = occupation.loc[occupation["status"] == SECRET, "code"]
    for code in sorted(edition.designated.intersection(silent)):
        yield Flaw("residence", code, "{nom} : son occupation est secrète, mais l’effet d’une désignation est publié.")
    if "withheld" in edition.summary:
        yield Flaw("epci", edition.reference, "Le nombre de valeurs masquées est écrit dans la publication.")
