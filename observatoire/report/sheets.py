"""The sheets of the workbook: a part of the report each, with what each column holds."""

from collections.abc import Iterator, Mapping
from typing import Any

from observatoire.convention.reservataires import RESERVATAIRES
from observatoire.convention.supply import NATURES
from observatoire.report.content import ReportContent
from observatoire.report.effects_sheets import list_effects, list_effects_by_year
from observatoire.report.method import METHOD
from observatoire.report.sheet import Cell, Kind, Sheet
from observatoire.report.wording import name_perimeter, say_missing, say_sources

STATUSES = {"ok": "complet", "partiel": "partiel", "sans_objet": "sans objet", "secret": "secret"}


def list_sheets(content: ReportContent) -> Iterator[Sheet]:
    """The sheets, in the order of the printed report."""
    yield Sheet("Lisez-moi", ("Rapport annuel", "Valeur"), _say_what(content))
    yield _objectives(content)
    columns: tuple[str, ...] = ("Réservataire", "Bailleur", "Prioritaires", "Attributions", "Part", "Statut")
    yield Sheet("Prioritaires", columns, _priority(content), ((4, Kind.SHARE),))
    yield _balance(content)
    yield list_effects(content.measures)
    yield list_effects_by_year(content.measures)
    columns = ("Objectif", "Réalisé", "Sur", "Part", "Minimum", "Manque", "Statut")
    yield Sheet("Relogement", columns, _relocation(content), ((3, Kind.SHARE), (4, Kind.SHARE)))
    yield _supply(content)
    columns = (
        "Commune", "Type", "Demandes", "Attributions", "Demandes pour une attribution", "Attente (mois)", "À savoir",
    )  # fmt: skip
    demand = [
        [row["commune"], row["typologie"], row["demandes"]["value"], row["attributions"]["value"], row["pression"],
         row["attente_mois"], _say_demand_withheld(row)]
        for row in content.demand
    ]  # fmt: skip
    yield Sheet("Demande", columns, demand, ((4, Kind.ONE_DECIMAL), (5, Kind.ONE_DECIMAL)))
    yield _flows(content)
    yield _gaps(content)
    method: list[list[Cell]] = [[title.rstrip("."), said] for title, said in METHOD]
    yield Sheet("Méthode", ("Ce qui est mesuré", "Comment"), method)


def _say_what(content: ReportContent) -> list[list[Cell]]:
    statement = content.statement
    part: list[list[Cell]] = (
        [["Rapport partiel", f"ce que lit le compte « {content.reader} »"]] if content.reader else []
    )
    stamp: list[list[Cell]] = [["Données", "FICTIVES (démonstration)"]] if content.fictif else []
    return [
        ["Convention", statement.convention.title],
        ["Territoire", content.territory],
        ["Année", statement.year],
        ["Situation au", f"{statement.as_of:%d/%m/%Y}"],
        ["Écrit le", f"{content.written:%d/%m/%Y}"],
        ["Publication", content.publication],
        *stamp,
        *part,
        ["Sources", say_sources(content)],
        ["Cellule vide", "jamais zéro : « Statut », « Lecture » ou « À savoir » disent pourquoi"],
    ]


def _objectives(content: ReportContent) -> Sheet:
    rows: list[list[Cell]] = []
    for followed in content.statement.followed:
        lines = [(line.label, line.gauge) for line in followed.partners] + [("Ensemble", followed.together)]
        for label, gauge in lines:
            empty = gauge.status == "sans_objet"
            partial = " (partiel)" if gauge.status == "partiel" else ""
            projected = gauge.projection
            rows.append(
                [
                    *(followed.objective.label, followed.objective.article, label),
                    *((None, None) if empty else (gauge.realised, gauge.base)),
                    *(_number(gauge.share), _number(gauge.rate), gauge.wanted, gauge.missing),
                    None if projected is None else projected.missing,
                    f"{say_missing(gauge)}{partial}",
                ]
            )
    columns = (
        "Objectif", "Article", "Partenaire", "Réalisé", "Sur", "Part", "Minimum", "Objectif en nombre", "Manque",
        "Manque en fin d’année, au rythme actuel", "Lecture",
    )  # fmt: skip
    first = len(content.statement.followed[0].partners) + 1
    return Sheet("Objectifs", columns, rows, ((5, Kind.EXACT_SHARE), (6, Kind.EXACT_SHARE)), plotted=first)


def _priority(content: ReportContent) -> list[list[Cell]]:
    statement = content.statement
    return [
        [
            RESERVATAIRES[code],
            statement.bailleurs[cell.bailleur],
            None if cell.gauge.share is None else cell.gauge.realised,
            None if cell.gauge.share is None else cell.gauge.base,
            _number(cell.gauge.share),
            STATUSES[cell.gauge.status],
        ]
        for code, cells in statement.matrix.items()
        for cell in cells
    ]


def _balance(content: ReportContent) -> Sheet:
    names = ("attributions", "residences", "gini", "gini_attendu", "gini_bas", "gini_haut", "hhi", "hhi_attendu")
    rows = [
        [
            name_perimeter(row),
            *(_cell(row[name]) for name in names),
            None if row["status"] == "ok" else "trop peu d’attributions",
        ]
        for row in content.spread
    ]
    columns = (
        "Périmètre", "Attributions", "Résidences", "Gini", "Gini attendu", "De (90 %)", "À (90 %)", "HHI", "HHI attendu",
        "À savoir",
    )  # fmt: skip
    return Sheet("Équilibre", columns, rows, tuple((place, Kind.TWO_DECIMALS) for place in range(3, 9)))


def _relocation(content: ReportContent) -> list[list[Cell]]:
    if content.relocation is None:
        return []
    rows: list[list[Cell]] = []
    for target in content.relocation["targets"]:
        gauge = target["gauge"]
        counts = [None, None] if gauge["share"] is None else [gauge["realised"], gauge["base"]]
        told = [gauge["share"], gauge["rate"], gauge["missing"], STATUSES[gauge["status"]]]
        rows.append([target["label"], *counts, *told])
    return rows


def _supply(content: ReportContent) -> Sheet:
    names = ("commune", "adresse", "bailleur", "plai", "plus", "pls", "logements", "modalite", "livraison")
    rows = [
        [NATURES[each["nature"]], *(_cell(each[name]) for name in names), _cell(each["near"])]
        for each in content.supply["operations"]
    ]
    columns = (
        "Opération", "Commune", "Adresse", "Bailleur", "PLAI", "PLUS", "PLS", "Logements", "Modalité", "Livraison",
        f"À moins de {content.supply['radius_km']} km du site démoli",
    )  # fmt: skip
    return Sheet("Offre nouvelle", columns, rows)


def _flows(content: ReportContent) -> Sheet:
    names = ("reservataire", "typologie", "financement", "qpv", "commune", "periode", "attributions", "prioritaires")
    columns = (
        "Réservataire", "Type", "Financement", "En QPV", "Commune", "Construction", "Attributions", "dont prioritaires",
        "À savoir",
    )  # fmt: skip
    rows = [
        [*(_cell(row[name]) for name in names), "prioritaires : secret" if row["prioritaires"] is None else None]
        for row in content.flows
    ]
    return Sheet("Flux", columns, rows)


def _gaps(content: ReportContent) -> Sheet:
    """Shares and counts have columns of their own: 0.71 dwellings would be read otherwise."""
    rows: list[list[Cell]] = []
    for each in content.statement.disagreements:
        figures: list[Cell] = [float(each.announced), float(each.counted), float(each.gap)]
        nothing: list[Cell] = [None] * len(figures)
        rows.append([each.label, *(nothing + figures if each.is_share else figures + nothing), each.note])
    columns = (
        "Ce qui est comparé", "Annoncé", "Constaté", "Écart", "Part annoncée", "Part constatée", "Écart de part",
        "À savoir",
    )  # fmt: skip
    return Sheet("Écarts", columns, rows, tuple((place, Kind.EXACT_SHARE) for place in (4, 5, 6)))


def _say_demand_withheld(row: Mapping[str, Any]) -> str | None:
    """Why a figure of the demand is absent."""
    secret = [name for name in ("demandes", "attributions") if row[name]["value"] is None]
    if secret:
        return f"{' et '.join(secret)} : secret, et ce qui en dépend"
    return "attente : non transmise" if row["attente_mois"] is None else None


def _cell(value: Any) -> Cell:
    """A value as a cell: booleans in words, fractions as numbers."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    return value if value is None or isinstance(value, str | int | float) else float(value)


def _number(share: Any) -> float | None:
    return None if share is None else float(share)
