"""What a reader is answered of everything that the yearly report says, with the words that the report uses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from observatoire.audit.beside import Told, list_told

PARTS = ("objectives", "demand", "flows", "balance", "relocation", "supply", "evaluations")
"""The answers that say what the report says; those of a year are asked for that of the report."""
INDICES = {"occupation": "Occupation", "attractivite": "Attractivité", "fragilite": "Fragilité"}
MOVED = {
    "menages": "Ménages à reloger :",
    "rencontres": "rencontrés :",
    "refus": "refus d’une proposition :",
    "reloges": "relogés :",
}
LONGEST = 90
"""Characters of a label: beyond, it is a sentence."""
Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ReportTold:
    """The numbers that a reader may find in the report of a year."""

    year: int
    told: Told

    @property
    def labels(self) -> frozenset[str]:
        """What the lines of its printed tables begin with."""
        words = {each for words, _ in self.told for each in words}
        return frozenset(each for each in words if len(each) < LONGEST and not each[0].isdigit())


def tell_report(answers: Mapping[str, Document]) -> ReportTold:
    """Gather what the answers say.

    Args:
        answers: by their name in `PARTS`.
    """
    objectives = answers["objectives"]
    publication = objectives["publication"]["number"]
    described = [
        *answers.values(),
        *_name_together(objectives["objectives"]),
        *_name_cells(objectives["matrix"], {each["code"]: each["label"] for each in objectives["bailleurs"]}),
        *(
            {"nom": "Tout le territoire", "row": row}
            for row in answers["balance"]["spread"]
            if row["nom"] == "ensemble"
        ),
        *({"label": label, "count": answers["relocation"]["totals"].get(name)} for name, label in MOVED.items()),
        *_name_measures(answers["evaluations"]["evaluations"]),
        *_add_flows(answers["flows"]["rights"], answers["flows"]["flows"]),
        {"label": "Publication", "number": publication},
        {"label": "Année", "number": objectives["year"]},
    ]
    return ReportTold(objectives["year"], list_told(described))


def _name_together(objectives: Iterable[Document]) -> Iterable[Document]:
    return ({"label": each["label"], "all": {"label": "Ensemble", **each["together"]}} for each in objectives)


def _name_cells(matrix: Iterable[Document], landlords: Mapping[str, str]) -> Iterable[Document]:
    for line in matrix:
        cells = [{"label": landlords.get(each["bailleur"], ""), "gauge": each["gauge"]} for each in line["cells"]]
        yield {"label": line["label"], "cells": cells}


def _name_measures(evaluations: Iterable[Document]) -> Iterable[Document]:
    for each in evaluations:
        found = [{"label": INDICES[code], "index": index} for code, index in each["document"]["indices"].items()]
        yield {"nom": each["nom"], "indices": [{**index, "publication": each["publication"]} for index in found]}


def _add_flows(rights: Sequence[Document], flows: Sequence[Document]) -> Iterable[Document]:
    """What the report adds up itself: the share of each reservation right, and its attributions in a QPV."""
    total = sum(each["attributions"] for each in rights)
    for each in rights:
        inside = sum(row["attributions"] for row in flows if row["qpv"] and row["reservataire"] == each["reservataire"])
        yield {"label": each["reservataire"], "share": each["attributions"] / total, "inside": inside}
