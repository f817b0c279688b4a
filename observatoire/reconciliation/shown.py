"""The comparison of sources as the screen of the manager may show it.

What is loaded is shown in full on the command line, to who holds the machine. On the screen, the count of a territory
that publications protect (vacancy, mobility, age of the stock) is shown where it is the one that is published, and
nowhere else: a total read before the secret is worked out would undo it. Dwellings are facts that everybody reads.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from observatoire.errors import NotFoundError
from observatoire.reconciliation.declared import ATTRIBUTIONS
from observatoire.reconciliation.differences import LOADED, Difference
from observatoire.store.queries.exports import get_publication, read_level_components
from observatoire.store.queries.reconciliations import IN_QPV, Quantity

FACTS = ("logements", IN_QPV, ATTRIBUTIONS)
"""Quantities that everybody with a key reads."""
_PUBLISHED: Mapping[str, tuple[str, Callable[[int, int], float]]] = {
    "vacants": ("att2", lambda num, _: num),
    "loues": ("att2", lambda num, den: den - num),
    "taux_vacance": ("att2", lambda num, den: 100 * num / den),
    "emmenages": ("att1", lambda num, _: num),
    "offerts_un_an": ("att1", lambda _, den: den),
    "taux_mobilite": ("att1", lambda num, den: 100 * num / den),
    "avant_1975": ("att3", lambda num, _: num),
}
"""Quantities that a published indicator gives, and how its counts give them."""
_SAME = 1e-9
_COMPARABLE = 2


def read_published(session: Session) -> dict[Quantity, float]:
    """What the publication online says of these quantities, by commune and by EPCI; nothing before the first one."""
    try:
        online = get_publication(session, None)
    except NotFoundError:
        return {}
    found: dict[Quantity, float] = {}
    for level in ("commune", "epci"):
        components = read_level_components(session, online.number, level).dropna(subset=["num", "den"])
        counted = components[components["den"] > 0]
        columns = (counted[name].tolist() for name in ("code", "indicator", "num", "den"))
        for code, indicator, num, den in zip(*columns, strict=True):
            for mesure, (given_by, derive) in _PUBLISHED.items():
                if indicator == given_by:
                    found[Quantity(online.rpls, code, mesure)] = derive(num, den)
    return found


def describe_difference(difference: Difference, published: Mapping[Quantity, float]) -> dict[str, Any]:
    """One quantity, as the screen shows it: a source that is not shown has no value."""
    quantity, values = difference.quantity, dict(difference.by_source)
    hidden = LOADED in values and not _may_be_shown(quantity, values[LOADED], published)
    if hidden:
        del values[LOADED]
    shown = Difference(quantity, difference.territoire, values, difference.explanations)
    state = _name_state(shown) if len(values) >= _COMPARABLE else "non_montre"
    return {
        "millesime": quantity.millesime,
        "code": quantity.code,
        "territoire": difference.territoire,
        "mesure": quantity.mesure,
        "sources": [
            *([{"source": LOADED, "valeur": None}] if hidden else []),
            *({"source": source, "valeur": value} for source, value in values.items()),
        ],
        "ecart": None if state == "non_montre" else shown.ecart,
        "etat": state,
        "explications": [
            {"note": said.note, "auteur": said.auteur, "ecrite_le": said.ecrite_le.isoformat()}
            for said in difference.explanations
        ],
    }


def _name_state(shown: Difference) -> str:
    if shown.agrees:
        return "concorde"
    if shown.is_outdated:
        return "a_revoir"
    return "a_expliquer" if shown.is_open else "explique"


def _may_be_shown(quantity: Quantity, loaded: float, published: Mapping[Quantity, float]) -> bool:
    if quantity.mesure in FACTS:
        return True
    known = published.get(quantity)
    return known is not None and abs(known - loaded) < _SAME
