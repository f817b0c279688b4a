"""`observatoire return`: what is given back to a landlord on what it sent, as the manager may read it."""

from pathlib import Path
from typing import Annotated

import typer

from observatoire.cli.context import settings_of
from observatoire.cli.french import FrenchCommand
from observatoire.cli.terminal import say


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("return", cls=FrenchCommand)(print_return_of)


def print_return_of(
    context: typer.Context,
    siren: Annotated[str, typer.Argument(metavar="SIREN", help="Le bailleur, par son SIREN.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FICHIER", help="Le PDF à écrire.")],
) -> None:
    """Imprimer le rapport de retour d’un bailleur : la qualité de ses données. Ses chiffres entiers, lui seul les lit, avec son compte."""
    from datetime import UTC, datetime

    from observatoire.errors import NotFoundError
    from observatoire.returns.content import describe_content
    from observatoire.returns.document import print_return
    from observatoire.store.database import Tier, open_store, unit_of_work
    from observatoire.store.queries.journal import note
    from observatoire.store.queries.landlord_stock import read_landlord_name, read_landlord_residences
    from observatoire.store.queries.observations import is_fictif

    with open_store(settings_of(context)) as store:
        with unit_of_work(store.engine(Tier.ADMIN)) as session:
            nom = read_landlord_name(session, siren)
            if nom is None:
                raise NotFoundError(f"Aucun bailleur n’a le SIREN « {siren} ». « observatoire calendar » les nomme.")
            content = describe_content(session, siren, read_landlord_residences(session, siren))
            report = {
                "bailleur": nom,
                "bailleur_siren": siren,
                "created_at": datetime.now(UTC),
                "loaded": True,
                "fictif": is_fictif(session),
                "content": content,
                "figures": None,
                "position": None,
            }
        output.write_bytes(print_return(report))
        note(store, "export", f"rapport de retour de {nom}")
    sources = [each for each in content["sources"] if each["millesime"]]
    told = ", ".join(
        f"{each['source']} {each['millesime']} : {each['described']} sur {each['expected']}" for each in sources
    )
    say(f"{output} : {nom}, {told or 'rien n’est encore venu'}.")
