"""The report as a workbook: a sheet for each part, figures as numbers."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from observatoire.convention.reservataires import RESERVATAIRES
from observatoire.formulas import TEXT_ONLY, is_risky
from observatoire.report.content import ReportContent
from observatoire.report.document import say_missing

Cell = str | int | float | None
Sheet = tuple[str, Sequence[str], list[list[Cell]]]


def render_workbook(content: ReportContent) -> bytes:
    """Write the workbook. Text is written as text: nothing in it can become a formula or a link."""
    buffer = BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True} | TEXT_ONLY)
    quoted = workbook.add_format({"quote_prefix": True})
    head = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    for name, columns, rows in _list_sheets(content):
        sheet = workbook.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for position, column in enumerate(columns):
            sheet.write_string(0, position, column, head)
            widest = max([len(column), *(len(str(row[position] or "")) for row in rows)])
            sheet.set_column(position, position, min(48, widest + 2))
        for line, row in enumerate(rows, 1):
            for position, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(line, position, value, quoted if is_risky(value) else None)
                elif value is not None:
                    sheet.write_number(line, position, value)
    workbook.close()
    return buffer.getvalue()


def _list_sheets(content: ReportContent) -> Iterator[Sheet]:
    yield "Lisez-moi", ("Rapport annuel", "Valeur"), _say_what(content)
    yield (
        "Objectifs",
        (
            "Objectif",
            "Article",
            "Partenaire",
            "Réalisé",
            "Sur",
            "Part",
            "Minimum",
            "Objectif en nombre",
            "Manque",
            "Statut",
        ),
        _objectives(content),
    )
    yield "Prioritaires", ("Réservataire", "Bailleur", "Prioritaires", "Attributions", "Part"), _priority(content)
    yield (
        "Équilibre",
        ("Périmètre", "Statut", "Attributions", "Résidences", "Gini", "Gini attendu", "De", "À", "HHI", "HHI attendu"),
        [
            [_text(row[name]) for name in (
                "nom", "status", "attributions", "residences", "gini", "gini_attendu", "gini_bas", "gini_haut", "hhi",
                "hhi_attendu",
            )]
            for row in content.spread
        ],
    )  # fmt: skip
    yield "Relogement", ("Objectif", "Réalisé", "Sur", "Part", "Minimum", "Manque", "Statut"), _relocation(content)
    columns = ("nature", "commune", "adresse", "bailleur", "plai", "plus", "pls", "logements", "modalite", "livraison")
    yield "Offre nouvelle", columns, [[_text(each[name]) for name in columns] for each in content.supply["operations"]]
    yield (
        "Demande",
        ("Commune", "Type", "Demandes", "Attributions", "Demandes pour une attribution", "Attente (mois)"),
        [
            [row["commune"], row["typologie"], row["demandes"]["value"], row["attributions"]["value"], row["pression"],
             row["attente_mois"]]
            for row in content.demand
        ],
    )  # fmt: skip
    flows = ("reservataire", "typologie", "financement", "qpv", "commune", "periode", "attributions", "prioritaires")
    yield "Flux", flows, [[_text(row[name]) for name in flows] for row in content.flows]
    yield (
        "Écarts",
        ("Ce qui est comparé", "Annoncé", "Constaté", "Écart", "À savoir"),
        [
            [each.label, float(each.announced), float(each.counted), float(each.gap), each.note]
            for each in content.statement.disagreements
        ],
    )


def _say_what(content: ReportContent) -> list[list[Cell]]:
    statement = content.statement
    stamp: list[list[Cell]] = [["Données", "FICTIVES (démonstration)"]] if content.fictif else []
    return [
        ["Convention", statement.convention.title],
        ["Territoire", content.territory],
        ["Année", statement.year],
        ["Situation au", f"{statement.as_of:%d/%m/%Y}"],
        ["Écrit le", f"{content.written:%d/%m/%Y}"],
        ["Publication", content.publication],
        *stamp,
        ["Cellule vide", "sans objet, secret statistique ou non précisé : jamais zéro"],
    ]


def _objectives(content: ReportContent) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for followed in content.statement.followed:
        lines = [(line.label, line.gauge) for line in followed.partners] + [("Ensemble", followed.together)]
        for label, gauge in lines:
            empty = gauge.status == "sans_objet"
            rows.append(
                [
                    followed.objective.label,
                    followed.objective.article,
                    label,
                    None if empty else gauge.realised,
                    None if empty else gauge.base,
                    _text(gauge.share),
                    _text(gauge.rate),
                    gauge.wanted,
                    gauge.missing,
                    say_missing(gauge) if gauge.status != "partiel" else f"{say_missing(gauge)} (partiel)",
                ]
            )
    return rows


def _priority(content: ReportContent) -> list[list[Cell]]:
    return [
        [
            RESERVATAIRES[code],
            content.statement.bailleurs[cell.bailleur],
            None if cell.gauge.share is None else cell.gauge.realised,
            None if cell.gauge.share is None else cell.gauge.base,
            _text(cell.gauge.share),
        ]
        for code, cells in content.statement.matrix.items()
        for cell in cells
    ]


def _relocation(content: ReportContent) -> list[list[Cell]]:
    if content.relocation is None:
        return []
    rows: list[list[Cell]] = []
    for target in content.relocation["targets"]:
        gauge = target["gauge"]
        told = gauge["share"] is not None
        counts = [gauge["realised"], gauge["base"]] if told else [None, None]
        rows.append([target["label"], *counts, gauge["share"], gauge["rate"], gauge["missing"], gauge["status"]])
    return rows


def _text(value: Any) -> Cell:
    """A value as a cell: booleans in words, fractions as numbers."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if value is None or isinstance(value, str | int | float):
        return value
    return float(value)
