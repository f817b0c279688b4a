"""`observatoire report`: the yearly report to the conférence intercommunale du logement, ready to be sent."""

from pathlib import Path
from typing import Annotated

import typer

from observatoire.cli.context import settings_of
from observatoire.cli.french import FrenchCommand
from observatoire.cli.terminal import say
from observatoire.errors import InvalidInputError, Problem

ENDINGS = ("pdf", "xlsx", "html")


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("report", cls=FrenchCommand)(report)


def report(
    context: typer.Context,
    year: Annotated[int, typer.Option("--year", metavar="AAAA", help="Année évaluée.")],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FICHIER", help=f"La fin du nom dit le format : {', '.join(ENDINGS)}."),
    ],
) -> None:
    """Écrire le rapport annuel de la convention pour la conférence intercommunale du logement."""
    from observatoire.convention.reading import read_convention
    from observatoire.evaluation.homogeneity import refresh_homogeneity
    from observatoire.printing.days import find_today
    from observatoire.report import read_report, render_report, render_workbook
    from observatoire.store.database import Tier, open_store, unit_of_work

    ending = output.suffix.lower().removeprefix(".")
    if ending not in ENDINGS:
        remedy = f"Donnez un nom qui finit par {', '.join(ENDINGS)}."
        raise InvalidInputError("Le rapport est refusé.", [Problem("Ce format n’est pas prévu.", remedy, value=ending)])
    settings = settings_of(context)
    with open_store(settings) as store:
        refresh_homogeneity(store)
        with unit_of_work(store.engine(Tier.ADMIN)) as session:
            convention = read_convention(settings.convention_file)
            content = read_report(session, convention, year, find_today())
    written = render_workbook(content) if ending == "xlsx" else render_report(content, as_html=ending == "html")
    try:
        output.write_bytes(written)
    except OSError as error:
        message = f"Le fichier ne peut pas être écrit : {error.strerror}."
        raise InvalidInputError("Le rapport est refusé.", [Problem(message, "Choisissez un autre dossier.")]) from error
    say(f"{output} : rapport {year}, situation au {content.statement.as_of:%d/%m/%Y}.")
