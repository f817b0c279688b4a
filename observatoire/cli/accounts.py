"""`observatoire account`: access keys of the partners."""

from typing import TYPE_CHECKING, Annotated

import typer

from observatoire.audience import ROLE_LABELS, Role
from observatoire.cli.context import settings_of
from observatoire.cli.french import FrenchCommand, FrenchGroup
from observatoire.cli.terminal import say, show_table

if TYPE_CHECKING:
    from observatoire.accounts import AccountCard

group = typer.Typer(cls=FrenchGroup, help="Les clés d’accès des partenaires.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the group to the command line."""
    app.add_typer(group, name="account")


@group.command("add", cls=FrenchCommand)
def add(
    context: typer.Context,
    organisation: Annotated[str, typer.Argument(help="Nom de l’organisation, entre guillemets.")],
    role: Annotated[str, typer.Option(help=f"{' ; '.join(ROLE_LABELS.values())}.")] = Role.COMMISSION,
    communes: Annotated[
        list[str] | None,
        typer.Option("--commune", metavar="INSEE", help="Commune du territoire, pour le rôle « commune » ; répétable."),
    ] = None,
    bailleurs: Annotated[
        list[str] | None,
        typer.Option("--siren", metavar="SIREN", help="SIREN du bailleur, pour le rôle « bailleur » ; répétable."),
    ] = None,
) -> None:
    """Créer une clé d’accès. Elle n’est montrée qu’une fois."""
    from observatoire.accounts import add_account
    from observatoire.perimeters import Perimeter
    from observatoire.store.database import open_store

    perimeter = Perimeter(tuple(communes or ()), tuple(bailleurs or ()))
    with open_store(settings_of(context)) as store:
        key = add_account(store, organisation, role, perimeter)
    say(f"Clé d’accès de « {organisation} » (rôle {role}), à transmettre par un moyen sûr :")
    say(key)
    say("Elle ne sera plus jamais affichée : seule son empreinte est enregistrée.")


@group.command("list", cls=FrenchCommand)
def show_accounts(context: typer.Context) -> None:
    """Lister les comptes."""
    from observatoire.accounts import list_accounts
    from observatoire.store.database import open_store

    with open_store(settings_of(context)) as store:
        accounts = list_accounts(store)
    if not accounts:
        say("Aucun compte. « observatoire account add ORGANISATION » en crée un.")
        return
    show_table(
        "Comptes des partenaires",
        ("numéro", "organisation", "rôle", "périmètre", "créé le", "état"),
        [_row(account) for account in accounts],
        right=("numéro",),
    )


@group.command("revoke", cls=FrenchCommand)
def revoke(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NUMÉRO", help="Numéro donné par « account list ».")],
) -> None:
    """Révoquer un compte : sa clé n’ouvre plus rien, tout de suite."""
    from observatoire.accounts import revoke_account
    from observatoire.store.database import open_store

    with open_store(settings_of(context)) as store:
        account = revoke_account(store, number)
    say(f"Le compte {account.id} ({account.organisation}) est révoqué.")


def _row(account: "AccountCard") -> tuple[str, ...]:
    state = "actif" if account.revoked_at is None else f"révoqué le {account.revoked_at:%d/%m/%Y}"
    perimeter = ", ".join((*account.perimeter.communes, *account.perimeter.bailleurs)) or "tout"
    return str(account.id), account.organisation, account.role, perimeter, f"{account.created_at:%d/%m/%Y}", state
