"""`observatoire scenario`: what planners adopted becomes a new, dated method file."""

from pathlib import Path
from typing import Annotated

import typer

from observatoire.cli.context import settings_of
from observatoire.cli.french import FrenchCommand
from observatoire.cli.terminal import say
from observatoire.printing.days import find_today


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("scenario", cls=FrenchCommand)(scenario)


def scenario(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="N", help="Numéro du scénario, sur la page des territoires.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FICHIER", help="Fichier de méthode à écrire.")],
    version: Annotated[str, typer.Option(metavar="VERSION", help="Nouvelle version, comme 2027-1.")],
) -> None:
    """Écrire le fichier de méthode d’un scénario adopté. Il s’applique au prochain calcul, si le réglage le nomme."""
    from observatoire.method.scenarios import write_scenario_method
    from observatoire.store.database import open_store

    with open_store(settings_of(context)) as store:
        today = find_today()
        trial = write_scenario_method(store, number, output, version=version, day=today)
    say(
        f"{output} : méthode {version}. Pour l’appliquer : OBSERVATOIRE_METHOD_FILE={output}, puis « observatoire compute »."
    )
    if trial.reference:
        say(f"Le scénario prend pour référence {trial.reference} : ajoutez --reference {trial.reference} au calcul.")
