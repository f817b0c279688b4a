"""`observatoire calendar`: which landlord has sent what for which year, and what to write to those who have not."""

from typing import Annotated

import typer

from observatoire.cli.context import settings_of
from observatoire.cli.french import FrenchCommand
from observatoire.cli.terminal import say, show_table


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("calendar", cls=FrenchCommand)(calendar)


def calendar(
    context: typer.Context,
    year: Annotated[
        int | None, typer.Option("--year", metavar="AAAA", help="Année ; par défaut, celle en cours.")
    ] = None,
    reminders: Annotated[
        bool,
        typer.Option("--rappels", metavar="", help="Écrire aussi le rappel à envoyer à chaque bailleur en attente."),
    ] = False,
) -> None:
    """Dire quel bailleur a envoyé quoi, et qui est en retard."""
    from observatoire.campaign.calendar import (
        STATE_LABELS,
        list_due,
        list_emptied,
        list_expected,
        list_waiting,
        read_dates,
    )
    from observatoire.campaign.reminders import write_reminders
    from observatoire.printing.days import find_today
    from observatoire.store.database import Tier, open_store, unit_of_work
    from observatoire.store.queries.asking import Asker
    from observatoire.store.queries.deposits import list_deposits
    from observatoire.store.queries.transmissions import list_transmissions

    settings = settings_of(context)
    today = find_today()
    with open_store(settings) as store, unit_of_work(store.engine(Tier.ADMIN)) as session:
        waiting = list_waiting(list_deposits(session, Asker("")))
        sent = list_transmissions(session)
    expected = list_expected(sent, waiting, list_due(year or today.year, read_dates(settings)), today)
    emptied = list_emptied(sent)
    if emptied:
        say(f"Sans plus de résidence en service, rien n’en est attendu : {', '.join(emptied)}.")
    if not expected and not emptied:
        say("Aucun bailleur n’est enregistré : chargez d’abord des résidences.")
        return
    show_table(
        "Calendrier des envois",
        ("bailleur", "données", "échéance", "résidences", "état"),
        [
            (
                each.bailleur,
                f"{each.source} {each.millesime}",
                f"{each.due_on:%d/%m/%Y}",
                f"{each.described} sur {each.expected}",
                STATE_LABELS[each.state] + (", en retard" if each.late and each.state != "en_retard" else ""),
            )
            for each in expected
        ],
    )
    if reminders:
        for text in write_reminders(expected, sender="L’équipe de l’observatoire", address=None).values():
            say(f"\n{text}")
