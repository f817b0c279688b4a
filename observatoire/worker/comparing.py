"""The same quantity from several sources, as the manager asks for it from the screen."""

from collections.abc import Mapping
from typing import Any

from observatoire.convention.reading import read_convention
from observatoire.reconciliation.differences import compare_sources, explain, note_total
from observatoire.reconciliation.shown import describe_difference, read_published
from observatoire.store.database import Tier, unit_of_work
from observatoire.store.queries.reconciliations import Quantity, read_territory_names
from observatoire.worker.work import Work


def compare(work: Work) -> Mapping[str, Any]:
    """Compare every quantity that two sources give; the result is what the screen may show."""
    work.tell(0.3, "Comparaison des sources")
    compared = compare_sources(work.store, convention=read_convention(work.settings.convention_file))
    with unit_of_work(work.store.engine(Tier.ADMIN)) as session:
        published = read_published(session)
        names = read_territory_names(session)
    return {
        "quantites": [describe_difference(each, published) for each in compared],
        "territoires": [{"code": code, "nom": nom} for code, nom in sorted(names.items(), key=lambda each: each[1])],
    }


def add_explanation(work: Work) -> Mapping[str, Any]:
    """Keep why two sources differ, in the name of who says it, then compare again."""
    explain(
        work.store,
        _read_quantity(work),
        work.job.payload["note"],
        work.job.organisation,
        convention=read_convention(work.settings.convention_file),
    )
    return compare(work)


def add_total(work: Work) -> Mapping[str, Any]:
    """Note a total read in a document, then compare again."""
    note_total(work.store, work.job.payload["source"], _read_quantity(work), work.job.payload["valeur"])
    return compare(work)


def _read_quantity(work: Work) -> Quantity:
    asked = work.job.payload
    return Quantity(asked["millesime"], asked["code"], asked["mesure"])
