"""`compute`, `publish`, `publications`, `rollback`: from the counts to what everyone reads."""

from typing import TYPE_CHECKING, Annotated

import typer

from observatoire.cli.context import settings_of
from observatoire.cli.french import FrenchCommand
from observatoire.cli.terminal import count_things, format_decimal, format_percent, say, show_progress, show_table
from observatoire.surveys import label_survey

if TYPE_CHECKING:
    from observatoire.computation.changes import Changes
    from observatoire.computation.draft_summary import DraftSummary
    from observatoire.computation.withholding import WithholdingSummary
    from observatoire.territories.residences import NamedResidence

SOURCE_LABELS = {"occupation": "l’occupation", "parc": "le parc"}
LEVEL_LABELS = {
    "residence": ("résidence", "résidences"),
    "secteur": ("secteur", "secteurs"),
    "commune": ("commune", "communes"),
    "epci": ("EPCI", "EPCI"),
}


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("compute", cls=FrenchCommand)(compute)
    app.command("publish", cls=FrenchCommand)(publish_draft)
    app.command("publications", cls=FrenchCommand)(show_publications)
    app.command("rollback", cls=FrenchCommand)(roll_back)


def compute(
    context: typer.Context,
    rpls: Annotated[int, typer.Option("--rpls", metavar="AAAA", help="Millésime du parc (RPLS).")],
    ops: Annotated[
        int | None,
        typer.Option(
            "--ops",
            metavar="AAAA",
            help="Millésime de l’enquête d’occupation (OPS) ; sans elle, le parc seul est calculé.",
        ),
    ] = None,
    reference: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Territoire qui vaut 100 : SIREN d’un EPCI ou code INSEE d’une commune."),
    ] = None,
    base: Annotated[
        int | None,
        typer.Option(
            metavar="NUMÉRO",
            help="Publication dont la référence reste à 100 dans l’évolution ; par défaut, celle qui sert déjà.",
        ),
    ] = None,
    new_families: Annotated[
        bool,
        typer.Option(
            "--nouvelles-familles",
            help="Refaire les familles de résidences, au lieu de garder celles des publications précédentes.",
        ),
    ] = False,
) -> None:
    """Calculer un brouillon, et dire ce qu’il changerait."""
    from observatoire.computation import compute_draft
    from observatoire.store.database import open_store
    from observatoire.store.queries.journal import note as note_done

    settings = settings_of(context)
    with open_store(settings) as store:
        with show_progress() as progress:
            summary = compute_draft(
                store,
                ops=ops,
                rpls=rpls,
                reference=reference,
                base=base,
                new_families=new_families,
                settings=settings,
                progress=progress,
            )
        note_done(store, "calcul", f"{label_survey(ops)}, RPLS {rpls}")
    show_summary(summary)
    say("Brouillon prêt. « observatoire publish » le met en ligne.")


def publish_draft(
    context: typer.Context,
    note: Annotated[str, typer.Option(metavar="TEXTE", help="Ce qu’il faut retenir de cette publication.")] = "",
) -> None:
    """Publier le brouillon sous un nouveau numéro."""
    from observatoire.publication import publish
    from observatoire.store.database import open_store
    from observatoire.store.queries.journal import note as note_done

    settings = settings_of(context)
    with open_store(settings) as store:
        number = publish(store, note=note, settings=settings)
        note_done(store, "publication", f"publication {number}")
    say(f"Publication {number} en ligne.")


def show_publications(context: typer.Context) -> None:
    """Lister les publications."""
    from observatoire.printing.days import PARIS
    from observatoire.publication import list_publications
    from observatoire.store.database import open_store

    with open_store(settings_of(context)) as store:
        lines = list_publications(store)
    if not lines:
        say("Rien n’a encore été publié.")
        return
    show_table(
        "Publications",
        ("numéro", "publiée le", "OPS", "RPLS", "référence", "méthode", "état", "note"),
        [
            (
                str(line.number),
                f"{line.published_at.astimezone(PARIS):%d/%m/%Y %H:%M}",
                str(line.ops) if line.ops else "aucune",
                str(line.rpls),
                line.reference_nom,
                line.method_version,
                "en ligne" if line.online else "",
                line.note,
            )
            for line in lines
        ],
        right=("numéro",),
    )


def roll_back(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NUMÉRO", help="Numéro donné par « publications ».")],
    note: Annotated[str, typer.Option(metavar="TEXTE", help="Pourquoi ce retour.")] = "",
) -> None:
    """Remettre en ligne une publication antérieure."""
    from observatoire.publication import rollback
    from observatoire.store.database import open_store
    from observatoire.store.queries.journal import note as note_done

    settings = settings_of(context)
    with open_store(settings) as store:
        rollback(store, number, note=note, settings=settings)
        note_done(store, "retour", f"publication {number}")
    say(f"Publication {number} de nouveau en ligne.")


def show_summary(summary: "DraftSummary") -> None:
    """Say what the draft holds and what it would change."""
    levels = ", ".join(count_things(count, *LEVEL_LABELS[level]) for level, count in summary.territories.items())
    say(f"{label_survey(summary.ops)}, RPLS {summary.rpls}, méthode {summary.method_version} : {levels}.")
    say(f"{count_things(summary.logements, 'logement', 'logements')} ; référence : {summary.reference.nom} = 100.")
    if summary.qpv_generation is not None:
        say(f"Quartiers prioritaires : génération {summary.qpv_generation}.")
    for source, share in summary.coverage.items():
        say(f"Couverture de {SOURCE_LABELS[source]} : {format_percent(share)} des logements.")
    for landlord in summary.landlords_missing:
        residences = count_things(landlord.residences, "résidence", "résidences")
        say(f"Non transmis par {landlord.nom} : {SOURCE_LABELS[landlord.source]} ({residences}).")
    for level, count in summary.withheld.items():
        say(f"Secret statistique : {count_things(count, *LEVEL_LABELS[level])}.")
    _show_withholding(summary.withholding)
    if summary.changes is None:
        say("Première publication : rien à comparer.")
    else:
        _show_changes(summary.changes)


def _show_withholding(withholding: "WithholdingSummary") -> None:
    share = format_percent(withholding.logements_share)
    say(
        f"Résidences sans aucun chiffre : {withholding.residences} ({share} des logements), dont "
        f"{withholding.complementary} seulement pour que les autres ne se déduisent pas."
    )
    for territory in withholding.territories:
        say(f"Chiffres retenus pour « {territory.nom} » ({territory.code}) : {', '.join(territory.indicators)}.")
    if withholding.gap > 0:
        say(
            f"La recherche s’est arrêtée avant d’avoir prouvé que rien de moins ne suffit (écart possible : {format_percent(withholding.gap)})."
        )
    if withholding.unmet:
        say(
            f"{count_things(withholding.unmet, 'effectif secret reste', 'effectifs secrets restent')} moins incertains que voulu : les totaux publiés y laissent trop peu de place."
        )


def _name(residences: "list[NamedResidence]") -> list[str]:
    return [f"{each.nom} ({each.code})" for each in residences]


def _show_changes(changes: "Changes") -> None:
    say(f"Par rapport à la publication {changes.against} en ligne :")
    renamed = [f"{each.before} → {each.after} ({each.code})" for each in changes.residences_renamed]
    for total, names, one, many in (
        (changes.residences_new_total, _name(changes.residences_new), "résidence nouvelle", "résidences nouvelles"),
        (changes.residences_gone_total, _name(changes.residences_gone), "résidence en moins", "résidences en moins"),
        (changes.residences_renamed_total, renamed, "résidence renommée", "résidences renommées"),
    ):
        if total:
            more = "…" if total > len(names) else ""
            say(f"  {count_things(total, one, many)} : {', '.join(names)}{more}")
    say(f"  {count_things(changes.indices_moved_total, 'indice bouge', 'indices bougent')}.")
    if changes.indices_shown_total:
        say(f"  {count_things(changes.indices_shown_total, 'indice apparaît', 'indices apparaissent')}.")
    if changes.indices_lost_total:
        say(f"  {count_things(changes.indices_lost_total, 'indice disparaît', 'indices disparaissent')}.")
    where = ("niveau", "code", "nom", "indice", "avant", "après")
    if changes.moves:
        moves = [
            (each.level, each.code, each.nom, each.index, format_decimal(each.before), format_decimal(each.after))
            for each in changes.moves
        ]
        show_table("Les plus grands mouvements", where, moves, right=("avant", "après"))
    if changes.classes:
        classes = [(each.level, each.code, each.nom, each.index, each.before, each.after) for each in changes.classes]
        show_table(f"{count_things(changes.classes_total, 'classe change', 'classes changent')}", where, classes)
