"""`observatoire fetch`: public files from the web, when it can be reached."""

from pathlib import Path
from typing import Annotated

import typer

from observatoire.cli.attachment import undone_when_stopped
from observatoire.cli.context import settings_of
from observatoire.cli.french import FrenchCommand
from observatoire.cli.loading import show_report
from observatoire.cli.terminal import format_decimal, say, warn
from observatoire.errors import InvalidInputError, Problem

MEBIBYTE = 2**20
TOLD_EVERY = 50 * MEBIBYTE
UNTOLD_YEAR = Problem(
    "Il manque le millésime du fichier ouvert, qui ne le dit pas lui-même.",
    "Ajoutez-le, par exemple « --millesime 2025 » : c’est l’année du 1ᵉʳ janvier que le nom du fichier donne.",
    column="--millesime",
)


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("fetch", cls=FrenchCommand)(fetch)


def fetch(
    context: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="QUOI", help="communes ou epci (leurs contours), qpv, rpls (le fichier ouvert).")
    ],
    epci: Annotated[str | None, typer.Option("--epci", metavar="SIREN", help="L’EPCI, pour communes et epci.")] = None,
    millesime: Annotated[
        int | None,
        typer.Option(metavar="AAAA", help="L’année du fichier ouvert, ou la génération des QPV (2015, 2024)."),
    ] = None,
    words: Annotated[
        list[str] | None,
        typer.Option("--ressource", metavar="MOT", help="Un mot du titre, si plusieurs fichiers conviennent."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FICHIER", help="Fichier ou dossier où l’écrire ; ici par défaut."),
    ] = None,
    load: Annotated[bool, typer.Option("--charger", help="Le charger aussitôt, comme le ferait « load ».")] = False,
) -> None:
    """Télécharger un fichier public : contours, quartiers, fichier ouvert du RPLS."""
    from observatoire.fetching.public_files import LOADED_AS, RPLS, Wanted, fetch_public_file, find_public_file
    from observatoire.sources.loading import load_file
    from observatoire.store.database import open_store

    if load and kind == RPLS and millesime is None:
        raise InvalidInputError("Rien n’a été téléchargé.", [UNTOLD_YEAR])
    settings = settings_of(context)
    found = find_public_file(settings, Wanted(kind, epci, millesime, tuple(words or ())))
    path = output / found.name if output and output.is_dir() else output or Path(found.name)
    say(f"{found.address}")
    with undone_when_stopped():
        came = fetch_public_file(found, path, _Progress())
    if came.address != found.address:
        say(f"Le site renvoie à {came.address}")
    say(f"Téléchargé dans « {path} » ({format_decimal(came.size / MEBIBYTE)}\u202fMio).")
    loaded_as = LOADED_AS[kind]
    year = f" --millesime {millesime or 'AAAA'}" if kind == RPLS else ""
    if not load:
        say(f"Pour le charger : observatoire load {loaded_as} {path}{year}")
        return
    with open_store(settings) as store:
        report = load_file(store, loaded_as, path, millesime=millesime if kind == RPLS else None)
    show_report(report)


class _Progress:
    """Says how far a long download is, now and then."""

    def __init__(self) -> None:
        self._told = 0

    def __call__(self, received: int, total: int | None) -> None:
        if received - self._told >= TOLD_EVERY:
            self._told = received
            share = f" sur {format_decimal(total / MEBIBYTE)}" if total else ""
            warn(f"  {format_decimal(received / MEBIBYTE)}{share}\u202fMio")
