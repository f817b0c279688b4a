"""Printed documents that `audit` asks for, and what the same reader is answered, beside which each is held."""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pandas as pd

from observatoire.audit.beside import Line, Told, list_told, read_table_lines, read_text_lines
from observatoire.audit.editions import Edition
from observatoire.audit.map_drawing import read_map, tell_map
from observatoire.audit.outputs import ANSWERS, FILES, PRINTED
from observatoire.audit.pdf_text import read_pdf_words
from observatoire.audit.report_told import PARTS, ReportTold, tell_report
from observatoire.cli.asked_outputs import PARTNER, Ask, Question

RETURNS = "/api/v1/data/returns"
DRAWN = "fragilite"
"""The index that the printed map shows unless told otherwise."""


def list_documents(edition: Edition, ask: Ask, *, online: bool) -> Iterator[Question]:
    """The printed map, minutes of sealed sessions, return reports; the yearly report, of the publication online only."""
    yield from _ask_map(edition, ask)
    yield from _list_minutes(edition, ask)
    yield from _list_returns(edition, ask)
    report = read_report_told(ask) if online else None
    if report is not None:
        yield Question(
            f"{PARTNER}/report?year={report.year}",
            PRINTED,
            lambda content, _: list(read_text_lines(read_pdf_words(content), report.labels)),
            report.told,
        )
        yield Question(
            f"{PARTNER}/report.xlsx?year={report.year}", FILES, lambda content, _: _read_workbook(content), report.told
        )


def read_report_told(ask: Ask) -> ReportTold | None:
    """What a reader is answered of the last year followed; nothing where no attribution was."""
    years = json.loads(ask(f"{PARTNER}/objectives") or b"{}").get("years")
    if not years:
        return None
    latest = years[-1]
    counted = json.loads(ask(f"{PARTNER}/relocation") or b"{}").get("years", ())
    moved = [each for each in counted if each <= latest]
    asked = {"objectives": latest, "flows": latest, **({"relocation": moved[-1]} if moved else {})}
    answers = {part: ask(f"{PARTNER}/{part}" + (f"?year={asked[part]}" if part in asked else "")) for part in PARTS}
    if any(each is None for each in answers.values()):
        return None
    return tell_report({part: json.loads(each or b"") for part, each in answers.items()})


def _ask_map(edition: Edition, ask: Ask) -> Iterator[Question]:
    asked = f"publication={edition.number}"
    residences, communes = ask(f"{PARTNER}/residences?{asked}"), ask(f"{PARTNER}/territories?level=commune&{asked}")
    if residences is not None and communes is not None:
        drawn, outlines = json.loads(residences), json.loads(communes)
        told = tell_map(drawn, edition.method["classes"]["carte"], DRAWN)
        yield Question(
            f"{PARTNER}/map.pdf?{asked}", PRINTED, lambda content, _: read_map(content, drawn, outlines), told
        )


def _list_minutes(edition: Edition, ask: Ask) -> Iterator[Question]:
    """Sessions sealed on this publication: as they are answered, and as they are printed from the seal alone."""
    for each in json.loads(ask(f"{PARTNER}/sessions") or b"{}").get("sessions", ()):
        address = f"{PARTNER}/sessions/{each['id']}"
        sealed = json.loads(ask(address) or b"{}").get("sealed") or {}
        if sealed.get("publication", {}).get("number") == edition.number:
            yield Question(address, ANSWERS, lambda content, _: json.loads(content))
            told = [told for item in sealed["items"] for told in _tell_item(item["residence"])]
            places = [_place(item["residence"]) for item in sealed["items"]]
            yield _ask_pdf(f"{address}/minutes.pdf", places, told)


def _place(residence: dict[str, Any]) -> str:
    return f"{residence['nom']} {residence['commune']}, {residence['bailleur']}"


def _tell_item(residence: dict[str, Any]) -> Told:
    return list_told({"place": _place(residence), "value": residence["indices"].get(DRAWN, {}).get("value")})


def _list_returns(edition: Edition, ask: Ask) -> Iterator[Question]:
    """Each report of a landlord: whole for itself, without figures for anybody else."""
    for each in json.loads(ask(RETURNS) or b"{}").get("returns", ()):
        address = f"{RETURNS}/{each['id']}"
        report = json.loads(ask(address) or b"{}")
        figures = report.get("figures") or {"sources": []}
        yield Question(address, ANSWERS, lambda content, _: _read_own(json.loads(content)))
        told = list_told([_name_rows(source) for source in figures["sources"]])
        labels = [name for row in _list_owned(edition, each["bailleur_siren"]) for name in _name_row(row)]
        labels += [label for source in figures["sources"] for row in source["residences"] for label in _name_row(row)]
        labels += [part["label"] for source in figures["sources"] for part in source["indicators"]]
        yield _ask_pdf(f"{address}/report.pdf", labels, told)


def _read_own(report: dict[str, Any]) -> list[dict[str, Any]]:
    """The residences whose whole counts are in a report."""
    sources = (report.get("figures") or {"sources": []})["sources"]
    return [{"code": row["code"], "own_counts": row["shares"]} for each in sources for row in each["residences"]]


def _name_rows(source: dict[str, Any]) -> list[Any]:
    return [
        source["indicators"],
        *({"label": label, "row": row} for row in source["residences"] for label in _name_row(row)),
    ]


def _name_row(row: dict[str, Any]) -> tuple[str, str]:
    """A line of the report begins so; a star says that the residence is too small to be shown to others."""
    name = f"{row['nom']} ({row['code']})"
    return f"{name} {row['commune']}", f"{name} * {row['commune']}"


def _list_owned(edition: Edition, siren: str) -> list[dict[str, Any]]:
    territories = edition.territories
    communes = territories.loc[territories["level"] == "commune"].set_index("code")["nom"].to_dict()
    residences = edition.residences()
    return [
        {"code": code, "nom": row["nom"], "commune": communes.get(row["code_insee"], row["code_insee"])}
        for code, row in residences.loc[residences["bailleur_siren"] == siren].iterrows()
    ]


def _ask_pdf(address: str, labels: list[str], told: Told) -> Question:
    def read(content: bytes, _: Edition) -> list[Line]:
        return list(read_text_lines(read_pdf_words(content), labels))

    return Question(address, PRINTED, read, told)


def _read_workbook(content: bytes) -> list[Line]:
    sheets = pd.read_excel(BytesIO(content), engine="calamine", sheet_name=None)
    return [line for each in sheets.values() for line in read_table_lines(each)]
