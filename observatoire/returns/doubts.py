"""What passes every check and still looks strange: said to the landlord, who knows, and refused by nobody."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

LISTED = 50
_JUMP = 0.2
_LOW_RESPONSE = 0.5
_HIGH_VACANCY = 0.2
_FEW_KNOWN = 0.8

Found = list[tuple[str, pd.Series]]
"""What is strange, and for each residence whether it is."""


def list_doubts(
    source: str,
    counts: pd.DataFrame,
    before: pd.DataFrame | None,
    parc: pd.DataFrame | None,
    residences: pd.DataFrame,
) -> list[dict[str, Any]]:
    """What to look at again in a source, with the residences concerned.

    Args:
        source: `parc` or `occupation`.
        counts: of the latest year.
        before: of the year before, when there is one.
        parc: the latest stock, to compare an occupation with.
        residences: names of the residences.
    """
    found = _CHECKS[source](counts, before, parc)
    names = residences["nom"].to_dict()
    doubts = []
    for message, strange in found:
        codes = strange.index[strange.fillna(value=False).astype(bool)]
        if len(codes):
            doubts.append(
                {
                    "message": message,
                    "total": len(codes),
                    "residences": [{"code": str(code), "nom": str(names.get(code, code))} for code in codes[:LISTED]],
                }
            )
    return doubts


def _doubt_parc(counts: pd.DataFrame, before: pd.DataFrame | None, _parc: pd.DataFrame | None) -> Found:
    rentable = counts["loues"] + counts["vacants"]
    together = rentable + counts["vides"].fillna(0)
    found = [
        ("Plus d’un logement sur cinq est vacant.", counts["vacants"] > _HIGH_VACANCY * rentable),
        (
            "Loués, vacants et vides ne font pas le nombre de logements.",
            together.notna() & (together != counts["logements"]),
        ),
    ]
    if before is not None:
        earlier = before["logements"].reindex(counts.index)
        found += [
            (
                "Le nombre de logements change de plus d’un cinquième depuis l’envoi précédent.",
                (counts["logements"] - earlier).abs() > _JUMP * earlier,
            ),
            _compare_whole(counts, before),
        ]
    return found


def _doubt_occupation(counts: pd.DataFrame, before: pd.DataFrame | None, parc: pd.DataFrame | None) -> Found:
    found = [
        (
            "Moins d’un ménage sur deux a répondu : les parts de l’occupation y sont fragiles.",
            counts["repondants"] < _LOW_RESPONSE * counts["menages"],
        ),
        (
            "Les ressources de plus d’un répondant sur cinq ne sont pas connues.",
            counts["menages_ressources_connues"] < _FEW_KNOWN * counts["repondants"],
        ),
        (
            "Aucun ménage n’est sous 60 % des plafonds : vérifiez que la colonne est la bonne.",
            (counts["ress_inf_60"] == 0) & (counts["menages_ressources_connues"] > 0),
        ),
    ]
    if parc is not None:
        dwellings = parc["logements"].reindex(counts.index)
        found.append(("Il y a plus de ménages que de logements.", counts["menages"] > dwellings))
    if before is not None:
        found.append(_compare_whole(counts, before))
    return found


def _compare_whole(counts: pd.DataFrame, before: pd.DataFrame) -> tuple[str, pd.Series]:
    earlier = before.reindex(counts.index)
    same = ((counts == earlier) | (counts.isna() & earlier.isna())).all(axis="columns")
    return ("Tous les chiffres sont ceux de l’envoi précédent : est-ce le bon fichier ?", same)


_CHECKS: Mapping[str, Callable[[pd.DataFrame, pd.DataFrame | None, pd.DataFrame | None], Found]] = {
    "parc": _doubt_parc,
    "occupation": _doubt_occupation,
}
