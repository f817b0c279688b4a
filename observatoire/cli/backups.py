"""`backup`, `restore`: the whole store in one file, and back."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from observatoire.cli.context import settings_of
from observatoire.cli.french import FrenchCommand
from observatoire.cli.terminal import count_things, format_decimal, say
from observatoire.printing.days import PARIS

if TYPE_CHECKING:
    from observatoire.backup.archive import Manifest

MEBIBYTE = 2**20


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("backup", cls=FrenchCommand)(backup)
    app.command("restore", cls=FrenchCommand)(restore)


def backup(
    context: typer.Context, path: Annotated[Path, typer.Argument(metavar="FICHIER", help="Où écrire la sauvegarde.")]
) -> None:
    """Sauvegarder toute la base dans un fichier, sans rien arrêter."""
    from observatoire.backup.saving import save_backup
    from observatoire.store.database import open_store

    with open_store(settings_of(context)) as store:
        manifest = save_backup(store, path)
    size = f"{format_decimal(path.stat().st_size / MEBIBYTE)}\u202fMio"
    say(f"Sauvegarde écrite dans « {path} » : {_describe(manifest)} ({size}).")
    say("Elle contient tous les effectifs, secrets compris : vous seul pouvez la lire, gardez-la en lieu sûr.")
    say("Les fichiers déposés et pas encore chargés, et les réglages, n’y sont pas.")


def restore(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="FICHIER", help="La sauvegarde à restaurer.")],
    replace: Annotated[
        bool, typer.Option("--remplacer", help="Jeter tout ce que la base contient, pour y mettre la sauvegarde.")
    ] = False,
) -> None:
    """Restaurer une sauvegarde dans une base neuve, ou à la place de ce que la base contient."""
    from observatoire.backup.restoring import restore_backup

    manifest = restore_backup(settings_of(context), path, replace=replace)
    made = datetime.fromisoformat(manifest.made_at).astimezone(PARIS)
    say(f"Sauvegarde du {made:%d/%m/%Y à %H:%M} restaurée : {_describe(manifest)}.")


def _describe(manifest: "Manifest") -> str:
    rows = count_things(manifest.rows, "ligne", "lignes")
    if manifest.publication is None:
        return f"{rows}, aucune publication"
    return f"{rows}, publications jusqu’au numéro {manifest.publication}"
