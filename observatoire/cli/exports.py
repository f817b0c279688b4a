"""`observatoire export`: files for whoever works elsewhere."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from observatoire.access.audience import LEVELS, SERIES_LEVELS, Audience
from observatoire.cli.context import settings_of
from observatoire.cli.french import FrenchCommand
from observatoire.cli.terminal import count_things, say
from observatoire.errors import InvalidInputError, Problem


class What(StrEnum):
    """What can be exported."""

    INDICES = "indices"
    SERIES = "series"
    RESIDENCES = "residences"
    COMMUNES = "communes"
    PUBLIC_MAP = "carte-publique"
    REPMS = "repms"
    FLOWS = "flux"


BY_LEVEL: Mapping[str, Sequence[str]] = {What.INDICES: LEVELS, What.SERIES: SERIES_LEVELS}


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("export", cls=FrenchCommand)(export)


def export(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="QUOI", help=f"{', '.join(What)}.")],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="FICHIER",
            help="La fin du nom dit le format : csv, xlsx, parquet, gpkg, geojson ; pdf pour les indices, html pour la carte publique.",
        ),
    ],
    level: Annotated[
        str | None,
        typer.Option(
            metavar="NIVEAU",
            help=f"Pour les indices : {', '.join(LEVELS)} ; pour les séries : {', '.join(SERIES_LEVELS)}.",
        ),
    ] = None,
    audience: Annotated[str, typer.Option(help=f"Qui lira le fichier : {', '.join(Audience)}.")] = Audience.EPCI,
    publication: Annotated[
        int | None, typer.Option(metavar="N", help="Numéro de publication.", show_default="celle en ligne")
    ] = None,
    year: Annotated[int | None, typer.Option(metavar="AAAA", help="Pour le bilan des flux : l’année.")] = None,
) -> None:
    """Exporter les indices, leurs séries, les résidences ou les communes d’une publication, la carte publique, les listes REPMS, le bilan des flux."""
    from observatoire.exports.layers import export_communes, export_residences
    from observatoire.exports.levels import export_indices, export_series
    from observatoire.store.database import open_store
    from observatoire.store.queries.journal import note

    settings = settings_of(context)
    chosen = _choose(what, level, audience, publication, year)
    with open_store(settings) as store:
        match chosen:
            case (What.INDICES | What.SERIES) as figures, str(named), reader:
                write = export_indices if figures is What.INDICES else export_series
                rows = write(store, output, level=named, audience=reader, number=publication, settings=settings)
            case What.PUBLIC_MAP, _, _:
                from observatoire.exports.public_map import export_public_map

                rows = export_public_map(store, output)
            case What.REPMS, _, _:
                from observatoire.exports.repms import export_repms

                rows = export_repms(store, output)
            case What.FLOWS, _, _:
                from observatoire.exports.flows import export_flows

                rows = export_flows(store, output, year=year or 0)
            case What.COMMUNES, _, reader:
                rows = export_communes(store, output, audience=reader, number=publication, settings=settings)
            case _, _, reader:
                rows = export_residences(store, output, audience=reader, number=publication)
        note(store, "export", f"{what}, pour {audience}")
    say(f"{output} : {count_things(rows, 'ligne', 'lignes')}.")


def _choose(
    what: str, level: str | None, audience: str, publication: int | None, year: int | None
) -> tuple[What, str | None, Audience]:
    """Check the words together, so that every mistake is told at once."""
    problems = []
    if what not in set(What):
        problems.append(Problem(f"« {what} » ne s’exporte pas.", f"Choisissez parmi {', '.join(What)}."))
    if audience not in set(Audience):
        problems.append(
            Problem(
                f"L’audience « {audience} » n’existe pas.",
                f"Choisissez parmi {', '.join(Audience)}.",
                column="--audience",
            )
        )
    if what in BY_LEVEL and level is None:
        levels = ", ".join(BY_LEVEL[what])
        problems.append(Problem(f"Le niveau des {what} n’est pas dit.", f"Ajoutez --level, parmi {levels}."))
    if what == What.REPMS and publication is not None:
        problems.append(
            Problem("Une liste REPMS a sa propre publication.", "Retirez --publication.", column="--publication")
        )
    if (what == What.FLOWS) != (year is not None) and what in set(What):
        remedy = "Ajoutez --year AAAA." if year is None else "Retirez --year."
        problems.append(Problem("L’année se dit pour le bilan des flux, et pour lui seul.", remedy, column="--year"))
    if what == What.FLOWS and publication is not None:
        problems.append(
            Problem(
                "Le bilan des flux se lit sur la publication en ligne.",
                "Retirez --publication.",
                column="--publication",
            )
        )
    if what == What.PUBLIC_MAP and publication is not None:
        problems.append(
            Problem(
                "La carte publique est celle de la publication en ligne.",
                "Retirez --publication.",
                column="--publication",
            )
        )
    if what not in BY_LEVEL and what in set(What) and level is not None:
        problems.append(Problem(f"« {what} » n’a pas de niveau à choisir.", "Retirez --level.", column="--level"))
    if problems:
        raise InvalidInputError("L’export est refusé.", problems)
    return What(what), level, Audience(audience)
