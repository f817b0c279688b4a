"""`observatoire evaluate`: what a measure changed, said to the manager and kept for the partners."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from observatoire.cli.context import settings_of
from observatoire.cli.french import FrenchCommand
from observatoire.cli.terminal import count_things, format_decimal, say

if TYPE_CHECKING:
    from observatoire.evaluation.measure import Evaluated

REFUSALS = {
    "annees": "pas d’estimation : il faut au moins un millésime publié avant la mesure et un après",
    "residences": "pas d’estimation : il faut au moins {minimum} résidences touchées et {minimum} autres, observées",
}


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("evaluate", cls=FrenchCommand)(evaluate)


def evaluate(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="FICHIER", help="Colonnes residence et annee : première année.")],
    nom: Annotated[
        str, typer.Option("--nom", metavar="TEXTE", help="Nom de la mesure, tel que les partenaires le liront.")
    ],
) -> None:
    """Évaluer ce qu’une mesure a changé dans les résidences qu’elle a touchées."""
    from observatoire.evaluation.measure import evaluate_measure
    from observatoire.store.database import open_store

    with open_store(settings_of(context)) as store:
        evaluated = evaluate_measure(store, path, nom=nom)
    show_evaluation(evaluated)


def show_evaluation(evaluated: "Evaluated") -> None:
    """Say what was found for each index, or why nothing is estimated."""
    document = evaluated.document
    say(f"« {evaluated.nom} » : {count_things(document['residences'], 'résidence touchée', 'résidences touchées')}.")
    for index, found in document["indices"].items():
        say(f"  {index} : {describe_index(found)}.")
    say(f"Résultat gardé auprès de la publication {evaluated.publication} ; les partenaires le lisent à /methode.")


def describe_index(found: dict[str, Any]) -> str:
    """One line: the effect and its interval, or the refusal."""
    if found["refus"]:
        return REFUSALS[found["refus"]].format(minimum=found.get("minimum"))
    effect, low, high = (format_decimal(found["effet"][name]) for name in ("effect", "low", "high"))
    mean = " ; attention au retour à la moyenne" if found["retour_a_la_moyenne"] else ""
    return f"effet de {effect} points, entre {low} et {high}{mean}"
