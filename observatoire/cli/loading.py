"""`observatoire load`: bring a file in, or say everything that is wrong with it."""

from pathlib import Path
from typing import Annotated

import typer

from observatoire.cli.context import settings_of
from observatoire.cli.french import FrenchCommand
from observatoire.cli.terminal import count_things, say, show_progress
from observatoire.sources.report import LoadReport, PartReport

KINDS = "communes, epci, passage, secteurs, qpv, residences, parc, occupation, attributions, relogements, programmes, demande, guichets"
SURVEY = "ops"
OFFICIAL = "rpls-bailleur, rpls-ouvert, rpls-resultats, ops ; auto pour laisser reconnaître"


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("load", cls=FrenchCommand)(load)


def load(
    context: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="NATURE", help=f"Ce que le fichier contient : {KINDS} ; fichiers officiels : {OFFICIAL}."
        ),
    ],
    path: Annotated[Path, typer.Argument(metavar="FICHIER", help="CSV, XLSX, ou format géographique lu par GDAL.")],
    millesime: Annotated[
        int | None,
        typer.Option(
            metavar="AAAA",
            help="Année décrite : obligatoire pour parc, occupation, relogements et demande ; facultative pour attributions.",
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", metavar="", help="Contrôler et prévisualiser, sans rien écrire.")
    ] = False,
    proposal: Annotated[
        Path | None,
        typer.Option(
            "--proposition",
            metavar="FICHIER",
            help="Écrire ici les résidences (GeoJSON) ou les colonnes (TOML) proposées, sans rien charger.",
        ),
    ] = None,
    decisions: Annotated[
        Path | None,
        typer.Option(metavar="FICHIER", help="La proposition corrigée : à quelle résidence appartient chaque groupe."),
    ] = None,
    bailleur: Annotated[
        str | None, typer.Option(metavar="SIREN", help="Le bailleur d’une enquête OPS, qui ne le dit pas.")
    ] = None,
    columns: Annotated[
        Path | None,
        typer.Option("--colonnes", metavar="FICHIER", help='Corrections : une ligne « quantité = "colonne" » chacune.'),
    ] = None,
    confirmed: Annotated[
        bool, typer.Option("--confirmer", metavar="", help="Accepter les colonnes proposées, ou corrigées.")
    ] = False,
) -> None:
    """Charger un fichier : tout est contrôlé avant que rien ne soit écrit."""
    from observatoire.evaluation.homogeneity import refresh_homogeneity
    from observatoire.files.shown_names import name_of
    from observatoire.sources.loading import load_file
    from observatoire.sources.official.decisions import read_columns, read_decisions, write_columns
    from observatoire.sources.official.loading import propose, refuse_proposal, understand
    from observatoire.sources.official.proposal import write_geojson
    from observatoire.sources.options import Options
    from observatoire.store.database import open_store
    from observatoire.store.queries.journal import note

    options = Options(
        bailleur=bailleur,
        columns=read_columns(columns) if columns else None,
        confirmed=confirmed,
        decisions=read_decisions(decisions) if decisions else {},
    )
    with open_store(settings_of(context)) as store:
        if proposal is not None:
            if kind == SURVEY:
                proposal.write_text(write_columns(understand(store, path, options=options)), encoding="utf-8")
                say(f"Colonnes proposées : {proposal}. Relisez-les, puis chargez avec --colonnes et --confirmer.")
                return
            refuse_proposal(kind, path)
            proposed = propose(store, path, options=options)
            proposal.write_text(write_geojson(proposed), encoding="utf-8")
            say(
                f"{count_things(proposed.residences.height, 'résidence proposée', 'résidences proposées')} : {proposal}"
            )
            return
        with show_progress() as progress:
            report = load_file(store, kind, path, millesime=millesime, check=check, options=options, progress=progress)
        if kind == "attributions" and not check:
            refresh_homogeneity(store)
        if not check:
            note(store, "chargement", f"{report.kind} : {name_of(path)}")
    show_report(report)


def show_report(report: LoadReport) -> None:
    """Say what was understood, what was done, and what must be said about it."""
    if report.recognised:
        say(report.recognised)
    say(f"{report.file} : {describe_reading(report)}")
    for part in report.parts:
        say(f"  {part.kind} : {describe_effect(part)}")
    if not report.parts:
        say(f"  {describe_effect(report)}")
    for notice in report.notices:
        where = f" (ligne{'s' if len(notice.lines) > 1 else ''} {_list_lines(notice.lines, notice.count)})"
        say(f"  À savoir : {notice.message}{where if notice.lines else ''}")
    if report.check:
        for change in report.preview:
            columns = f" : {', '.join(change.columns)}" if change.columns else ""
            say(f"    {change.action} {change.key}{columns}")
        say("  Contrôle seulement : rien n’a été écrit.")


def describe_reading(report: LoadReport) -> str:
    """How the file was read."""
    understood = report.understood
    parts = [
        count_things(report.rows, "ligne", "lignes"),
        understood.format,
        understood.encoding,
        f"séparateur « {understood.separator} »" if understood.separator else None,
        f"feuille « {understood.sheet} »" if understood.sheet else None,
        f"couche « {understood.layer} »" if understood.layer else None,
        understood.crs,
    ]
    return ", ".join(part for part in parts if part)


def describe_effect(report: LoadReport | PartReport) -> str:
    """What it changed in the store, or would change."""
    counts = (
        (report.inserted, "ajout", "ajouts"),
        (report.updated, "modification", "modifications"),
        (report.removed, "retrait", "retraits"),
        (report.unchanged, "inchangée", "inchangées"),
    )
    return ", ".join(count_things(number, one, many) for number, one, many in counts)


def _list_lines(lines: tuple[int, ...], count: int) -> str:
    more = "…" if count > len(lines) else ""
    return ", ".join(str(line) for line in lines) + more
