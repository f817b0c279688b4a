"""`observatoire account`: people and access keys of the partners."""

from typing import TYPE_CHECKING, Annotated

import typer

from observatoire.access.audience import ROLE_LABELS, Role
from observatoire.cli.context import settings_of
from observatoire.cli.french import FrenchCommand, FrenchGroup
from observatoire.cli.terminal import say, show_table

if TYPE_CHECKING:
    from observatoire.accounts.register import AccountCard

group = typer.Typer(
    cls=FrenchGroup, help="Les comptes des partenaires : personnes invitées, clés d’accès.", no_args_is_help=True
)


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
    from observatoire.access.perimeters import Perimeter
    from observatoire.accounts.register import add_account
    from observatoire.store.database import open_store

    perimeter = Perimeter(tuple(communes or ()), tuple(bailleurs or ()))
    with open_store(settings_of(context)) as store:
        key = add_account(store, organisation, role, perimeter)
    say(f"Clé d’accès de « {organisation} » (rôle {role}), à transmettre par un moyen sûr :")
    say(key)
    say("Elle ne sera plus jamais affichée : seule son empreinte est enregistrée.")


@group.command("invite", cls=FrenchCommand)
def invite(
    context: typer.Context,
    email: Annotated[str, typer.Argument(metavar="ADRESSE", help="Adresse professionnelle de la personne.")],
    role: Annotated[str, typer.Option(help=f"{' ; '.join(ROLE_LABELS.values())}.")],
    perimeter: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE", help="Code INSEE d’une commune ou SIREN d’un bailleur, selon le rôle ; répétable."
        ),
    ] = None,
    organisation: Annotated[
        str, typer.Option(help="Nom de l’organisation ; par défaut, le domaine de l’adresse.", show_default=False)
    ] = "",
) -> None:
    """Inviter une personne : un lien à usage unique, à lui transmettre, où elle choisit son mot de passe."""
    from observatoire.access.perimeters import describe_person
    from observatoire.accounts.register import invite_person
    from observatoire.accounts.rules import apply_rules
    from observatoire.cli.served_address import find_public_address
    from observatoire.store.database import open_store

    person = describe_person(email, organisation, role, perimeter or ())
    settings = settings_of(context)
    with open_store(settings) as store:
        apply_rules(store, settings)
        token = invite_person(store, person)
    say(f"Lien de « {person.email} » (rôle {person.role}), à lui transmettre par un moyen sûr :")
    address, known = find_public_address(settings)
    say(f"{address}/compte#invitation={token}")
    say(
        f"Il sert une fois, pendant {settings.invitation_days:g} jours, et ne sera plus affiché. Les liens donnés avant "
        "n’ouvrent plus rien."
    )
    if not known:
        say(
            "Aucun service n’est ouvert ici : le lien suppose l’adresse habituelle. Si les personnes passent par une autre, "
            "réglez OBSERVATOIRE_PUBLIC_ADDRESS et invitez de nouveau."
        )


@group.command("list", cls=FrenchCommand)
def show_accounts(context: typer.Context) -> None:
    """Lister les comptes."""
    from observatoire.accounts.register import list_accounts
    from observatoire.store.database import open_store

    with open_store(settings_of(context)) as store:
        accounts = list_accounts(store)
    if not accounts:
        say("Aucun compte. « observatoire account add ORGANISATION » en crée un.")
        return
    show_table(
        "Comptes des partenaires",
        ("numéro", "personne ou clé", "organisation", "rôle", "périmètre", "créé le", "état"),
        [_row(account) for account in accounts],
        right=("numéro",),
    )


@group.command("revoke", cls=FrenchCommand)
def revoke(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NUMÉRO", help="Numéro donné par « account list ».")],
) -> None:
    """Révoquer un compte : clé, sessions et liens n’ouvrent plus rien, tout de suite."""
    from observatoire.accounts.register import revoke_account
    from observatoire.store.database import open_store

    with open_store(settings_of(context)) as store:
        account = revoke_account(store, number)
    say(f"Le compte {account.id} ({account.organisation}) est révoqué.")


def _row(account: "AccountCard") -> tuple[str, ...]:
    from observatoire.printing.days import day_of

    if account.revoked_at is not None:
        state = f"révoqué le {day_of(account.revoked_at):%d/%m/%Y}"
    elif account.email and not account.has_password:
        state = "invité"
    else:
        state = "actif"
    return (
        str(account.id),
        account.email or "clé",
        account.organisation,
        account.role,
        ", ".join((*account.perimeter.communes, *account.perimeter.bailleurs)) or "tout",
        f"{day_of(account.created_at):%d/%m/%Y}",
        state,
    )
