"""A leak in words that a landlord understands: which published figures, which subtraction, what comes out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from observatoire.audit.attack import Finding, Verdict
from observatoire.audit.system import Cell, Equation, System

WORDS = {
    "ress_inf_40": ("ménage sous 40 % des plafonds", "ménages sous 40 % des plafonds"),
    "ress_inf_60": ("ménage sous 60 % des plafonds", "ménages sous 60 % des plafonds"),
    "menages_ressources_connues": ("ménage aux ressources connues", "ménages aux ressources connues"),
    "majeurs_chomage": ("majeur au chômage", "majeurs au chômage"),
    "majeurs_activite_connue": ("majeur à l’activité connue", "majeurs à l’activité connue"),
    "familles_monoparentales": ("famille monoparentale", "familles monoparentales"),
    "menages_composition_connue": ("ménage à la composition connue", "ménages à la composition connue"),
    "repondants": ("répondant", "répondants"),
    "emmenages": ("emménagement", "emménagements"),
    "offerts_un_an": ("logement proposé depuis un an", "logements proposés depuis un an"),
    "vacants": ("logement vacant", "logements vacants"),
    "loues": ("logement loué", "logements loués"),
    "loues+vacants": ("logement loué ou vacant", "logements loués ou vacants"),
}
LEVELS = {
    "residence": "la résidence {}",
    "regroupement": "la ligne {}",
    "secteur": "le secteur {}",
    "commune": "la commune {}",
    "epci": "l’intercommunalité {}",
    "qpv": "le quartier prioritaire {}",
}
SAID = 5
"""Words in the source of a total that an indicator publishes: publication, level, code, indicator, side."""
NAMED = 4
"""Residences named in a sentence; beyond, they are counted."""


@dataclass(frozen=True, slots=True)
class Naming:
    """How territories and publications are called in a sentence."""

    names: Mapping[tuple[str, str], str]

    def call(self, level: str, code: str) -> str:
        """« la résidence Les Îles »."""
        return LEVELS.get(level, level + " {}").format(self.names.get((level, code), code))


def explain(
    finding: Finding,
    system: System,
    naming: Naming,
    *,
    landlord: str = "",
    attacker: str = "",
    elsewhere: str = "",
) -> str:
    """The deduction that leads to a finding.

    Args:
        finding: a cell that does not resist.
        system: what the attacker knows.
        naming: names of the territories.
        landlord: the attacker, who knows its own residences; nobody in particular by default.
        attacker: its name.
        elsewhere: another publication that shows the number, which this one withholds.
    """
    cell = finding.cell
    who = f"{attacker} connaît ses propres résidences. " if landlord else ""
    if finding.verdict is Verdict.UNVERIFIED:
        return f"{_open(naming, cell)} : non vérifiée dans le temps donné ; elle est comptée comme non protégée."
    if not cell.form:
        shown = f"déjà lisible dans {elsewhere}" if elsewhere else "montré ailleurs, et toujours lisible"
        return f"{_open(naming, cell)} a {_count(finding.low or 0, cell.count)} : ce nombre, secret ici, est {shown}."
    if landlord and (line := _tell_own_share(finding, system, naming, landlord)):
        return who + line
    lines = _tell_subtraction(finding, system, naming)
    return who + (lines or _tell_result(finding, naming))


def _tell_own_share(finding: Finding, system: System, naming: Naming, landlord: str) -> str:
    """A published total that the landlord shares with one secret cell: nothing hides it from that landlord."""
    cell = finding.cell
    for equation in system.equations:
        rest = equation.form.keys() - cell.form.keys()
        if (
            len(equation.source) == SAID
            and rest
            and equation.form.keys() >= cell.form.keys()
            and all(system.unknowns[each].owner == landlord for each in rest)
        ):
            found = (finding.low or 0) - cell.known
            left = equation.value - found
            return (
                f"{_tell_total(equation, cell, naming)} ; les siennes en ont {left} : il en reste donc {found} "
                f"pour {_call(naming, cell)}, et ce nombre devait rester secret."
            )
    return ""


def _tell_subtraction(finding: Finding, system: System, naming: Naming) -> str:
    """A published total less others: the smallest total that holds the cell, and what can be taken away from it."""
    cell = finding.cell
    totals = [each for each in system.equations if len(each.source) == SAID]
    around = sorted((each for each in totals if each.form.keys() >= cell.form.keys()), key=lambda each: len(each.form))
    for larger in around:
        taken = _take_away(larger, cell, totals)
        if taken is not None:
            left = larger.value - sum(each.value for each in taken)
            places = "".join(f" ; les masquées {_of(_place(each, naming))} en ont {each.value}" for each in taken)
            return (
                f"{_tell_total(larger, cell, naming)}{places} : il en reste donc {left} pour {_call(naming, cell)}, "
                "et ce nombre devait rester secret."
            )
    if not around:
        return ""
    nearest = around[0]
    others = [each for each in nearest.form if each not in cell.form]
    return (
        f"{_tell_total(nearest, cell, naming)} : il en reste {nearest.value} à répartir entre {_call(naming, cell)} "
        f"et {_name_residences(others, system, naming)}. Avec les autres totaux publiés et la taille des résidences, "
        f"{_conclude(finding)} pour {_call(naming, cell)}."
    )


def _take_away(larger: Equation, cell: Cell, totals: Iterable[Equation]) -> list[Equation] | None:
    """Totals that, taken away from a larger one, leave the cell alone; the largest first."""
    left = larger.form.keys() - cell.form.keys()
    taken = []
    for each in sorted(totals, key=lambda total: -len(total.form)):
        if left and each.form.keys() <= left:
            taken.append(each)
            left -= each.form.keys()
    return None if left else taken


def _tell_total(equation: Equation, cell: Cell, naming: Naming) -> str:
    said = f"{_capital(_place(equation, naming))} publie {_count(equation.total, cell.count)}"
    if not equation.shown:
        return said
    known = equation.total - equation.value
    seen = "la résidence visible en a" if equation.shown == 1 else f"les {equation.shown} résidences visibles en ont"
    return f"{said} ; {seen} {known}"


def _tell_result(finding: Finding, naming: Naming) -> str:
    return f"En combinant plusieurs totaux publiés, {_conclude(finding)} ({_call(naming, finding.cell)})."


def _conclude(finding: Finding) -> str:
    if finding.verdict is Verdict.EXACT:
        return f"le nombre est forcément {finding.low}"
    return f"le nombre est compris entre {finding.low} et {finding.high}"


def _call(naming: Naming, cell: Cell) -> str:
    return naming.call(cell.level, cell.code)


def _open(naming: Naming, cell: Cell) -> str:
    return _capital(_call(naming, cell))


def _place(equation: Equation, naming: Naming) -> str:
    return naming.call(equation.source[1], equation.source[2])


def _count(number: int, count: str) -> str:
    one, many = WORDS.get(count, (count, count))
    return f"{number} {one if abs(number) <= 1 else many}"


def _name_residences(positions: Iterable[int], system: System, naming: Naming) -> str:
    codes = sorted({system.unknowns[each].residence for each in positions})
    if len(codes) > NAMED:
        return f"{len(codes)} autres résidences"
    call: Callable[[str], str] = lambda code: naming.call("residence", code)  # noqa: E731 - shorter than a function
    *first, last = map(call, codes) if codes else ("aucune autre",)
    return f"{', '.join(first)} et {last}" if first else last


def _of(place: str) -> str:
    return f"du {place[3:]}" if place.startswith("le ") else f"de {place}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
