"""`audit`: attack a publication as a reader would, and write what resists."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from observatoire.cli.context import settings_of
from observatoire.cli.exit_codes import REFUSED
from observatoire.cli.french import FrenchCommand
from observatoire.cli.terminal import count_things, format_decimal, say, show_table

if TYPE_CHECKING:
    from observatoire.audit.ledger import Already
    from observatoire.audit.report import Audit

SHOWN = 10
"""Deductions said on the terminal; the files hold them all."""


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("audit", cls=FrenchCommand)(audit)


def audit(
    context: typer.Context,
    number: Annotated[
        int | None,
        typer.Argument(metavar="[NUMÉRO]", help="Publication à attaquer ; celle qui est en ligne par défaut."),
    ] = None,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DOSSIER", help="Où écrire le certificat (JSON, HTML, PDF).")
    ] = Path(),
    time_limit: Annotated[
        float, typer.Option("--limite", metavar="SECONDES", min=1, help="Au-delà, ce qui reste est dit non vérifié.")
    ] = 600,
    outputs: Annotated[
        bool,
        typer.Option(
            "--sorties/--sans-sorties",
            metavar="",
            help="Lire aussi, rôle par rôle, ce que répondent l’API et les exports, et le comparer aux lignes attaquées.",
        ),
    ] = True,
) -> None:
    """Attaquer une publication, et écrire le certificat de ce qui résiste."""
    from dataclasses import replace

    from observatoire.audit.certificate import write_certificate
    from observatoire.audit.running import audit_publication, read_edition
    from observatoire.cli.real_outputs import hold_outputs
    from observatoire.store.database import open_store

    settings = settings_of(context)
    with open_store(settings) as store:
        result = audit_publication(store, number, time_limit=time_limit)
        if outputs:
            edition, online = read_edition(store, result.publication)
            result = replace(result, outputs=hold_outputs(store, settings, edition, online=online))
    paths = write_certificate(result, output)
    show_audit(result)
    say(f"Certificat : {', '.join(str(each) for each in paths)}")
    if not result.passed:
        raise typer.Exit(REFUSED)


def show_audit(result: "Audit") -> None:
    """Say what was attacked, what resists, and what does not."""
    subject = f"Publication {result.publication}" if result.publication else "Brouillon"
    lines = [each.as_json() for each in result.attackers]
    show_table(
        f"{subject} : les attaques",
        ("attaquant", "nombres", "résistent", "calculés", "trop étroits", "non vérifiés", "plus petit intervalle"),
        [
            (
                line["qui"],
                str(line["cellules"]),
                str(line["resistent"]),
                str(line["exactes"]),
                str(line["etroites"]),
                str(line["non_verifiees"]),
                str(line["plus_petit_intervalle"] or "–"),
            )
            for line in lines
        ],
        right=("nombres", "résistent", "calculés", "trop étroits", "non vérifiés", "plus petit intervalle"),
    )
    if result.outputs is not None:
        say(
            f"Sorties réelles de chaque rôle : {count_things(result.outputs.read, 'réponse ou fichier', 'réponses et fichiers')},"
            f" {count_things(result.outputs.figures, 'chiffre comparé', 'chiffres comparés')} aux lignes attaquées, "
            f"{count_things(len(result.outputs.faults), 'écart', 'écarts')}."
        )
    found = [*result.deductions, *(result.outputs.faults if result.outputs else ())]
    for sentence in found[:SHOWN]:
        say(f"  • {sentence}")
    if len(found) > SHOWN:
        say(f"  … et {count_things(len(found) - SHOWN, 'autre déduction', 'autres déductions')}.")
    if result.coalitions is not None and result.coalitions.told:
        told = result.coalitions.told
        say(
            f"Deux bailleurs qui se montreraient leurs fichiers : {count_things(len(told), 'nombre', 'nombres')} des autres."
        )
    _show_already(result.already)
    for note in result.notes:
        say(note)
    say(f"Empreinte des lignes attaquées : {result.fingerprint} ({format_decimal(result.seconds)} s).")
    say(
        (
            "Rien de ce qui est secret ne se déduit de "
            + ("cette publication." if result.already.numbers else "ce qui est publié.")
        )
        if result.passed
        else f"{count_things(len(found), 'déduction trouvée', 'déductions trouvées')} : le secret n’est pas gardé."
    )


def _show_already(already: "Already") -> None:
    """Say what other publications show of what this one withholds: it is known, and withholding it changes nothing."""
    from observatoire.printing.days import day_of

    if not already.numbers:
        return
    shown = [
        f"{each.numbers} dans la publication {each.publication} du {day_of(each.published_at):%d/%m/%Y}"
        for each in already.shown
    ]
    deduced = [f"{already.deduced} s’en déduisent"] if already.deduced else []
    told = count_things(already.numbers, "nombre secret ici se lit", "nombres secrets ici se lisent")
    say(f"Déjà publiés : {told} par ailleurs ({' ; '.join(shown + deduced)}). Cette publication n’y ajoute rien.")
    for sentence in already.told[:SHOWN]:
        say(f"  • {sentence}")
    if len(already.told) > SHOWN:
        say(f"  … et {count_things(len(already.told) - SHOWN, 'autre nombre', 'autres nombres')}.")
