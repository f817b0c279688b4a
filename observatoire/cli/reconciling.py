"""`observatoire reconcile`: the same quantity from several sources, side by side."""

from typing import TYPE_CHECKING, Annotated

import typer

from observatoire.cli.context import settings_of
from observatoire.cli.french import FrenchCommand, FrenchGroup
from observatoire.cli.terminal import count_things, say, show_table

if TYPE_CHECKING:
    from observatoire.reconciliation.differences import Difference

Measure = Annotated[
    str, typer.Option(metavar="MESURE", help="Quantité : logements, vacants, taux_vacance, attributions…")
]
Territory = Annotated[
    str, typer.Option("--territoire", metavar="CODE", help="Code INSEE de la commune ou SIREN de l’EPCI.")
]
Year = Annotated[int, typer.Option(metavar="AAAA", help="Année que le total décrit.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    group = typer.Typer(
        cls=FrenchGroup,
        help="Mettre la même quantité de plusieurs sources côte à côte, et expliquer les écarts.",
        no_args_is_help=True,
    )
    group.command("list", cls=FrenchCommand)(list_differences)
    group.command("add", cls=FrenchCommand)(add_total)
    group.command("explain", cls=FrenchCommand)(explain_difference)
    app.add_typer(group, name="reconcile")


def list_differences(
    context: typer.Context,
    millesime: Annotated[int | None, typer.Option(metavar="AAAA", help="Une seule année.")] = None,
    every: Annotated[bool, typer.Option("--tout", metavar="", help="Montrer aussi ce qui concorde.")] = False,
) -> None:
    """Montrer les écarts entre sources, expliqués ou non."""
    from observatoire.convention.reading import read_convention
    from observatoire.printing.days import day_of
    from observatoire.reconciliation.differences import compare_sources
    from observatoire.store.database import open_store

    settings = settings_of(context)
    with open_store(settings) as store:
        compared = compare_sources(store, millesime=millesime, convention=read_convention(settings.convention_file))
    shown = [each for each in compared if every or not each.agrees]
    rows = []
    for each in shown:
        quantity = each.quantity
        values = " · ".join(f"{source} : {_number(value)}" for source, value in each.by_source.items())
        said = each.explanations[0] if each.explanations else None
        note = (
            f"{said.note} ({said.auteur}, {day_of(said.ecrite_le):%d/%m/%Y}){_say_open(each)}"
            if said
            else ("" if each.agrees else "à expliquer")
        )
        rows.append((str(quantity.millesime), each.territoire, quantity.mesure, values, _number(each.ecart), note))
    if rows:
        show_table(
            "Écarts entre sources",
            ("année", "territoire", "mesure", "valeurs", "écart", "explication"),
            rows,
            right=("écart",),
        )
    agreeing = sum(each.agrees for each in compared)
    say(
        f"{count_things(len(compared), 'quantité comparée', 'quantités comparées')}, "
        f"{count_things(agreeing, 'concorde', 'concordent')}, "
        f"{count_things(sum(each.is_open for each in compared), 'écart', 'écarts')} à expliquer."
    )


def _say_open(difference: "Difference") -> str:
    if difference.is_outdated:
        return " ; à revoir : la valeur a changé depuis"
    return " ; à compléter" if difference.is_open else ""


def add_total(
    context: typer.Context,
    valeur: Annotated[float, typer.Argument(metavar="VALEUR", help="Ce que la source donne.")],
    source: Annotated[str, typer.Option(metavar="SOURCE", help="D’où vient ce total, comme « Convention, page 48 ».")],
    mesure: Measure,
    territoire: Territory,
    millesime: Year,
) -> None:
    """Noter un total lu ailleurs, pour le comparer."""
    from observatoire.reconciliation.differences import note_total
    from observatoire.store.database import open_store
    from observatoire.store.queries.reconciliations import Quantity

    with open_store(settings_of(context)) as store:
        note_total(store, source, Quantity(millesime, territoire, mesure), valeur)
    say("Total noté. « observatoire reconcile list » le compare aux autres sources.")


def explain_difference(
    context: typer.Context,
    note: Annotated[str, typer.Argument(metavar="EXPLICATION", help="Ce que chaque source compte.")],
    mesure: Measure,
    territoire: Territory,
    millesime: Year,
    auteur: Annotated[str, typer.Option("--par", metavar="AUTEUR", help="Organisme ou fonction de qui explique.")],
) -> None:
    """Dire pourquoi des sources diffèrent. Rien n’est corrigé : l’explication est datée et reste."""
    from observatoire.convention.reading import read_convention
    from observatoire.reconciliation.differences import explain
    from observatoire.store.database import open_store
    from observatoire.store.queries.reconciliations import Quantity

    settings = settings_of(context)
    convention = read_convention(settings.convention_file)
    with open_store(settings) as store:
        explain(store, Quantity(millesime, territoire, mesure), note, auteur, convention=convention)
    say("Explication enregistrée.")


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", "\u202f") if value == round(value) else f"{value:.2f}".replace(".", ",")
