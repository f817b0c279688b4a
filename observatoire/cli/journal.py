"""`observatoire journal`: who saw, exported, decided, loaded or published what."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from observatoire.cli.context import settings_of
from observatoire.cli.french import FrenchCommand
from observatoire.cli.terminal import count_things, say, show_table

EVERYTHING = 1_000_000
SHOWN = 100


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("journal", cls=FrenchCommand)(show_journal)


def show_journal(
    context: typer.Context,
    since: Annotated[
        datetime | None, typer.Option("--du", metavar="AAAA-MM-JJ", formats=["%Y-%m-%d"], help="Premier jour.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--au", metavar="AAAA-MM-JJ", formats=["%Y-%m-%d"], help="Dernier jour, compris.")
    ] = None,
    account: Annotated[
        int | None, typer.Option("--compte", metavar="NUMÉRO", help="Numéro donné par « account list ».")
    ] = None,
    action: Annotated[
        str | None, typer.Option(metavar="MOT", help="Par exemple consultation, export, decision, publication.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FICHIER", help="Tout écrire dans ce fichier CSV.")
    ] = None,
    purge: Annotated[
        bool, typer.Option("--purge", metavar="", help="Retirer d’abord les lignes plus vieilles que la durée réglée.")
    ] = False,
) -> None:
    """Lire le journal : qui a consulté, exporté, décidé, chargé ou publié quoi. Rien n’y est dit d’un ménage."""
    from observatoire.accounts.rules import apply_rules, purge_access
    from observatoire.store.database import open_store
    from observatoire.store.queries.journal import HEADS, Wanted, read_lines_as_manager

    settings = settings_of(context)
    wanted = Wanted(
        since=since.date() if since else None,
        until=until.date() if until else None,
        account=account,
        action=action,
        limit=EVERYTHING if output else SHOWN,
    )
    with open_store(settings) as store:
        if purge:
            apply_rules(store, settings)
            gone = purge_access(store).lines
            say(f"{count_things(gone, 'ligne retirée', 'lignes retirées')} (plus de {settings.journal_days} jours).")
        lines = read_lines_as_manager(store, wanted)
    if output is not None:
        _write(lines, output)
        say(f"{count_things(len(lines), 'ligne', 'lignes')} : {output}")
        return
    if not lines:
        say("Le journal ne dit rien pour cette demande.")
        return
    show_table("Journal", HEADS, [_row(line) for line in lines])
    if len(lines) == SHOWN:
        say(f"Les {SHOWN} lignes les plus récentes ; « -o FICHIER » les écrit toutes.")


def _write(lines: list[dict[str, Any]], path: Path) -> None:
    import pandas as pd

    from observatoire.files.tables import write_table
    from observatoire.store.queries.journal import HEADS

    write_table(pd.DataFrame([_row(line) for line in lines], columns=list(HEADS)), path)


def _row(line: dict[str, Any]) -> tuple[str, ...]:
    from observatoire.printing.days import PARIS

    return (
        f"{line['at'].astimezone(PARIS):%d/%m/%Y %H:%M:%S}",
        "" if line["account"] is None else str(line["account"]),
        line["email"] or ("ligne de commande" if line["account"] is None else "clé"),
        line["organisation"] or "",
        line["action"],
        line["object"],
    )
