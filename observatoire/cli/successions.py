"""`observatoire succession`: what becomes of residences from one year to the next."""

from datetime import datetime
from typing import Annotated

import typer

from observatoire.cli.context import settings_of
from observatoire.cli.french import FrenchCommand, FrenchGroup
from observatoire.cli.terminal import say, show_table


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    group = typer.Typer(
        cls=FrenchGroup,
        help="Ce que deviennent les résidences : renommées, scindées, fusionnées, démolies, vendues.",
        no_args_is_help=True,
    )
    group.command("add", cls=FrenchCommand)(add_event)
    group.command("list", cls=FrenchCommand)(list_events)
    app.add_typer(group, name="succession")


def add_event(
    context: typer.Context,
    residence: Annotated[str, typer.Argument(metavar="CODE", help="La résidence d’avant.")],
    nature: Annotated[str, typer.Argument(metavar="NATURE", help="renommee, scindee, fusionnee, demolie ou vendue.")],
    day: Annotated[datetime, typer.Option("--date", metavar="AAAA-MM-JJ", formats=["%Y-%m-%d"], help="Depuis quand.")],
    heirs: Annotated[
        list[str] | None, typer.Option("--vers", metavar="CODE", help="La ou les résidences d’après.")
    ] = None,
    note: Annotated[str, typer.Option(metavar="TEXTE", help="Ce qu’il faut savoir.")] = "",
) -> None:
    """Noter ce qu’est devenue une résidence."""
    from observatoire.sources.successions import Event, record_event
    from observatoire.store.database import open_store

    with open_store(settings_of(context)) as store:
        record_event(store, Event(residence, nature, day.date(), tuple(heirs or ()), note))
    say("Événement enregistré : les prochains chargements en tiennent compte.")


def list_events(context: typer.Context) -> None:
    """Lister ce que sont devenues les résidences."""
    from observatoire.sources import successions
    from observatoire.store.database import open_store

    with open_store(settings_of(context)) as store:
        events = successions.list_events(store)
    rows = [
        (f"{each.date_effet:%d/%m/%Y}", each.ancienne, each.nature, ", ".join(each.nouvelles), each.note)
        for each in events
    ]
    if not rows:
        say("Aucun événement enregistré.")
        return
    show_table("Résidences", ("date", "avant", "nature", "après", "note"), rows)
