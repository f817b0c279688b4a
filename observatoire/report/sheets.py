"""The sheets of the workbook: a part of the report each, with what each column holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from observatoire.convention.reservataires import RESERVATAIRES
from observatoire.convention.supply import NATURES
from observatoire.report.content import ReportContent
from observatoire.report.effects import NO_EVALUATION, EvaluatedMeasure
from observatoire.report.method import METHOD
from observatoire.report.wording import name_perimeter, say_missing

Cell = str | int | float | None


class Kind(Enum):
    """How the figures of a column are written; text stays text."""

    PLAIN = None
    SHARE = "0.0%"
    TWO_DECIMALS = "0.00"
    ONE_DECIMAL = "0.0"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its columns, its rows. An empty cell is never zero."""

    name: str
    columns: tuple[str, ...]
    rows: list[list[Cell]]
    kinds: tuple[tuple[int, Kind], ...] = ()
    """columns that are not written plainly, by place"""
    plotted: int | None = None
    """how many of its first rows are drawn as bars, where some are"""


def list_sheets(content: ReportContent) -> Iterator[Sheet]:
    """The sheets, in the order of the printed report."""
    yield Sheet("Lisez-moi", ("Rapport annuel", "Valeur"), _say_what(content))
    yield _objectives(content)
    columns: tuple[str, ...] = ("Réservataire", "Bailleur", "Prioritaires", "Attributions", "Part")
    yield Sheet("Prioritaires", columns, _priority(content), ((4, Kind.SHARE),))
    yield _balance(content)
    yield _effects(content.measures)
    yield _effects_by_year(content.measures)
    columns = ("Objectif", "Réalisé", "Sur", "Part", "Minimum", "Manque", "Statut")
    yield Sheet("Relogement", columns, _relocation(content), ((3, Kind.SHARE), (4, Kind.SHARE)))
    yield _supply(content)
    columns = ("Commune", "Type", "Demandes", "Attributions", "Demandes pour une attribution", "Attente (mois)")
    demand = [
        [row["commune"], row["typologie"], row["demandes"]["value"], row["attributions"]["value"], row["pression"],
         row["attente_mois"]]
        for row in content.demand
    ]  # fmt: skip
    yield Sheet("Demande", columns, demand, ((4, Kind.ONE_DECIMAL), (5, Kind.ONE_DECIMAL)))
    yield _flows(content)
    gaps: list[list[Cell]] = [
        [each.label, float(each.announced), float(each.counted), float(each.gap), each.note]
        for each in content.statement.disagreements
    ]
    yield Sheet("Écarts", ("Ce qui est comparé", "Annoncé", "Constaté", "Écart", "À savoir"), gaps)
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
        ["Cellule vide", "sans objet, secret statistique ou non précisé : jamais zéro"],
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
    return Sheet("Objectifs", columns, rows, ((5, Kind.SHARE), (6, Kind.SHARE)), plotted=first)


def _priority(content: ReportContent) -> list[list[Cell]]:
    statement = content.statement
    return [
        [
            RESERVATAIRES[code],
            statement.bailleurs[cell.bailleur],
            None if cell.gauge.share is None else cell.gauge.realised,
            None if cell.gauge.share is None else cell.gauge.base,
            _number(cell.gauge.share),
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


def _effects(measures: list[EvaluatedMeasure]) -> Sheet:
    rows: list[list[Cell]] = [
        [
            *(measure.nom, f"{measure.written:%d/%m/%Y}", measure.publication, index.label),
            *(", ".join(map(str, index.millesimes)), index.treated.residences, str(index.treated)),
            *(index.others.residences, str(index.others)),
            *((None, None, None) if effect is None else (effect.effect, effect.low, effect.high)),
            "pas d’estimation" if effect is None else effect.reading,
            " ".join(index.remarks),
        ]
        for measure in measures
        for index in measure.indices
        for effect in [index.overall]
    ]
    columns = (
        "Mesure", "Évaluée le", "Publication", "Indice", "Millésimes", "Résidences touchées", "Leurs moyennes",
        "Autres résidences", "Leurs moyennes", "Effet (points)", "De (90 %)", "À (90 %)", "Lecture", "À savoir",
    )  # fmt: skip
    return Sheet(
        "Effets", columns, rows or [[NO_EVALUATION]], tuple((place, Kind.ONE_DECIMAL) for place in (9, 10, 11))
    )


def _effects_by_year(measures: list[EvaluatedMeasure]) -> Sheet:
    rows: list[list[Cell]] = [
        [measure.nom, index.label, since, effect.effect, effect.low, effect.high]
        for measure in measures
        for index in measure.indices
        for since, effect in index.by_year
    ]
    columns = (
        "Mesure",
        "Indice",
        "Années depuis la mesure (avant : contrôle)",
        "Effet (points)",
        "De (90 %)",
        "À (90 %)",
    )
    return Sheet("Effets par année", columns, rows, tuple((place, Kind.ONE_DECIMAL) for place in (3, 4, 5)))


def _relocation(content: ReportContent) -> list[list[Cell]]:
    if content.relocation is None:
        return []
    statuses = {"ok": "complet", "partiel": "partiel", "sans_objet": "sans objet", "secret": "secret"}
    rows: list[list[Cell]] = []
    for target in content.relocation["targets"]:
        gauge = target["gauge"]
        counts = [None, None] if gauge["share"] is None else [gauge["realised"], gauge["base"]]
        told = [gauge["share"], gauge["rate"], gauge["missing"], statuses[gauge["status"]]]
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
    )  # fmt: skip
    return Sheet("Flux", columns, [[_cell(row[name]) for name in names] for row in content.flows])


def _cell(value: Any) -> Cell:
    """A value as a cell: booleans in words, fractions as numbers."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    return value if value is None or isinstance(value, str | int | float) else float(value)


def _number(share: Any) -> float | None:
    return None if share is None else float(share)
