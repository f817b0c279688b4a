"""What is wrong in a request, in French: where, what, and how to mend it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from observatoire.territories.declared import REASON, REMEDY, UNION_WORDS

PLACES = {"query": "paramètre", "path": "adresse", "body": "corps", "header": "en-tête", "cookie": "cookie"}

_WHOLE = ("Un nombre entier est attendu.", "Donnez un nombre sans décimale.")
_DAY = ("Une date est attendue.", "Écrivez-la comme 2018-03-31.")
_TOO_EARLY = ("Cette date est trop ancienne.", "Vérifiez l’année : rien ne se note avant {limit}.")
_TRUE_OR_FALSE = ("Oui ou non est attendu.", "Donnez true ou false.")
_CHOICE = ("Cette valeur n’existe pas.", "Choisissez parmi : {choices}.")
_FORM = ("Ce texte n’a pas la forme attendue.", "Vérifiez sa longueur et ses caractères.")

EXPLANATIONS: Mapping[str, tuple[str, str]] = {
    "missing": ("« {name} » manque.", "Ajoutez cette valeur à la requête."),
    "extra_forbidden": (
        "« {name} » n’existe pas à cette adresse.",
        "Retirez-le, ou vérifiez son orthographe dans /docs.",
    ),
    "literal_error": _CHOICE,
    "enum": _CHOICE,
    "bool_parsing": _TRUE_OR_FALSE,
    "bool_type": _TRUE_OR_FALSE,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "date_parsing": _DAY,
    "date_type": _DAY,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "int_type": _WHOLE,
    "greater_than_equal": ("Ce nombre est trop petit.", "Donnez au moins {limit}."),
    "less_than_equal": ("Ce nombre est trop grand.", "Donnez au plus {limit}."),
    "string_too_short": _FORM,
    "string_too_long": _FORM,
    "string_pattern_mismatch": _FORM,
    "json_invalid": (
        "Le corps de la requête n’est pas du JSON valide.",
        "Vérifiez les guillemets, les virgules et les accolades.",
    ),
}

LONGEST_VALUE_SHOWN = 80


def asks_for_union(errors: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a parameter that we do not have would have chosen a part of the territory."""
    return any(_is_union(error) for error in errors)


def describe_validation(errors: Sequence[Mapping[str, Any]]) -> list[dict[str, str | None]]:
    """Each thing wrong with a request, from what the validator found."""
    return [_describe(error) for error in errors]


def _is_union(error: Mapping[str, Any]) -> bool:
    place, *names = error["loc"]
    return error["type"] == "extra_forbidden" and place == "query" and str(names[-1]).lower().strip("[]") in UNION_WORDS


def _describe(error: Mapping[str, Any]) -> dict[str, str | None]:
    place, *names = error["loc"]
    message, remedy = (
        (REASON, REMEDY)
        if _is_union(error)
        else _explain(error["type"], error.get("ctx", {}), ".".join(str(name) for name in names))
    )
    return {
        "where": " ".join([PLACES.get(str(place), str(place)), *(f"« {name} »" for name in names)]),
        "message": message,
        "remedy": remedy,
        "value": _show(error),
    }


def _show(error: Mapping[str, Any]) -> str | None:
    """What was received. A body is never sent back: it may hold an access key."""
    received = error.get("input")
    if error["loc"][0] == "body" or not isinstance(received, str | int | float):
        return None
    return str(received)[:LONGEST_VALUE_SHOWN]


def _explain(kind: str, context: Mapping[str, Any], name: str) -> tuple[str, str]:
    """The message and the remedy of a kind of mistake."""
    message, remedy = EXPLANATIONS.get(kind, ("Cette valeur ne convient pas.", "Vérifiez le type attendu dans /docs."))
    limit = context.get("ge", context.get("le", ""))
    if kind == "greater_than_equal" and isinstance(limit, str):  # the bound of a date comes as it is written
        message, remedy, limit = *_TOO_EARLY, date.fromisoformat(limit).year
    words = {
        "name": name or "le corps de la requête",
        "choices": str(context.get("expected", "")).replace(" or ", ", ").replace("'", ""),
        "limit": limit,
    }
    return message.format(**words), remedy.format(**words)
