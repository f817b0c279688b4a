"""Reconciliation: the same quantity from two sources side by side, the difference explained or left open.

Nothing here corrects a figure: what was loaded is what is computed from, and a total of another source only stands
beside it until somebody says why they differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from observatoire.convention.rules import Convention
from observatoire.errors import InvalidInputError, NotFoundError, Problem
from observatoire.reconciliation.declared import read_declared
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries import reconciliations
from observatoire.store.queries.reconciliations import Explanation, Quantity

LOADED = "vos chargements"
"""The source « what was loaded »."""
RATES = {
    "taux_vacance": ("vacants", ("loues", "vacants")),
    "taux_vacance_3_mois": ("vacants_3_mois", ("loues", "vacants")),
    "taux_mobilite": ("emmenages", ("offerts_un_an",)),
}
"""Rates that others publish in percent, and the counts that they come from here."""
_SAME_COUNT, _SAME_RATE = 0.5, 0.05
"""Closer than this, two values are the same once rounded as they are published."""
_LONGEST_NOTE = 1000


@dataclass(frozen=True, slots=True)
class Difference:
    """A quantity that several sources give: its values by source, and what was said of it, the latest first."""

    quantity: Quantity
    territoire: str
    by_source: Mapping[str, float]
    explanations: tuple[Explanation, ...]

    @property
    def ecart(self) -> float:
        """The largest value less the smallest."""
        return max(self.by_source.values()) - min(self.by_source.values())

    @property
    def agrees(self) -> bool:
        """Whether the sources say the same."""
        return self.ecart <= (_SAME_RATE if self.quantity.mesure in RATES else _SAME_COUNT)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be explained: a source that came since, or a value that moved, opens it again."""
        return not self.agrees and not any(self._still_holds(said) for said in self._about_these_sources())

    @property
    def is_outdated(self) -> bool:
        """Whether it was explained, of these very sources, and one of them says something else since."""
        return self.is_open and bool(self._about_these_sources())

    def _about_these_sources(self) -> list[Explanation]:
        return [said for said in self.explanations if set(self.by_source) <= set(said.sources)]

    def _still_holds(self, said: Explanation) -> bool:
        margin = _SAME_RATE if self.quantity.mesure in RATES else _SAME_COUNT
        return all(abs(said.valeurs.get(source, now) - now) <= margin for source, now in self.by_source.items())


def compare_sources(
    store: Store, *, millesime: int | None = None, convention: Convention | None = None
) -> list[Difference]:
    """Compare every quantity that at least two sources give, those that agree included.

    Args:
        store: what was loaded.
        millesime: one year only.
        convention: what it announces of the stock is compared too.
    """
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        totals = reconciliations.read_totals(session)
        names = reconciliations.read_territory_names(session)
        said = reconciliations.read_explanations(session)
        for quantity, values in read_declared(session, convention, reconciliations.list_epcis(session)).items():
            totals.setdefault(quantity, {}).update(values)
        years = {quantity.millesime for quantity in totals if millesime in (None, quantity.millesime)}
        sums = {year: reconciliations.sum_stock(session, year) for year in years}
    differences = []
    for quantity in sorted(each for each in totals if each.millesime in years):
        values = dict(totals[quantity])
        loaded = _find_loaded(sums[quantity.millesime].get(quantity.code, {}), quantity.mesure)
        if loaded is not None:
            values = {LOADED: loaded, **values}
        if len(values) > 1:
            territory = names.get(quantity.code, quantity.code)
            differences.append(Difference(quantity, territory, values, tuple(said.get(quantity, ()))))
    return differences


def _find_loaded(counts: Mapping[str, float], mesure: str) -> float | None:
    if mesure not in RATES:
        return counts.get(mesure)
    part, whole = RATES[mesure]
    if part not in counts or any(name not in counts for name in whole):
        return None
    total = sum(counts[name] for name in whole)
    return 100 * counts[part] / total if total else None


def note_total(store: Store, source: str, quantity: Quantity, valeur: float) -> None:
    """Note a total read elsewhere (a convention, a table of the State), to compare with.

    Raises:
        InvalidInputError: no source named, or one that takes the name of ours.
        NotFoundError: no such territory.
    """
    name = source.strip()
    if not name or name == LOADED:
        message = "Il faut nommer la source de ce total."
        raise InvalidInputError(
            message, [Problem(message, "Par exemple « Convention 2019-2025, page 48 ».", value=source)]
        )
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        if quantity.code not in reconciliations.read_territory_names(session):
            raise NotFoundError(f"Aucune commune ni EPCI enregistré n’a le code « {quantity.code} ».")
        reconciliations.write_total(session, name, quantity, valeur)


def explain(store: Store, quantity: Quantity, note: str, auteur: str, *, convention: Convention | None = None) -> None:
    """Say why the sources of a quantity differ; it is dated, and what was said before stays.

    Raises:
        InvalidInputError: nothing said, too much, or nobody who says it.
        NotFoundError: no two sources give this quantity.
    """
    problems = []
    if not note.strip() or len(note) > _LONGEST_NOTE:
        message = f"Il faut une explication, de {_LONGEST_NOTE} caractères au plus."
        problems.append(Problem(message, "Dites ce que chaque source compte.", column="note"))
    if not auteur.strip():
        problems.append(Problem("Il faut dire qui explique.", "Donnez l’organisme ou la fonction.", column="auteur"))
    if problems:
        raise InvalidInputError("L’explication n’est pas enregistrée.", problems)
    found = next((each for each in compare_sources(store, convention=convention) if each.quantity == quantity), None)
    if found is None:
        raise NotFoundError("Aucune quantité donnée par deux sources n’a cette mesure, ce millésime et ce territoire.")
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        reconciliations.write_explanation(session, quantity, found.by_source, note.strip(), auteur.strip())
