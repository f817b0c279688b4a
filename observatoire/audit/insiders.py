"""The same attack by a landlord, who knows everything of its own residences and reads the rest as the EPCI does.

Or by several together, who show each other what they know. A commune, the commission or the EPCI add nothing to a
landlord: whatever they read, the attack supposes that everybody reads it.
"""

import math
from collections.abc import Collection, Mapping
from fractions import Fraction

from observatoire.audit.attack import Attack, attack
from observatoire.audit.blocks import Block, split
from observatoire.audit.elimination import eliminate
from observatoire.audit.knowledge import Count, Knowledge
from observatoire.audit.system import Cell, Equation, System

SMALL = 11
"""Dwellings under which a sum is a secret. Above, what a landlord deduces of a territory shows nobody in particular:
the residences behind it are attacked one by one."""


def list_landlords(system: System) -> list[str]:
    """Landlords with something to hide from each other."""
    return sorted({each.owner for each in system.unknowns if each.owner})


def attack_as(knowledge: Knowledge, landlord: str, own: Mapping[Count, int], *, deadline: float = math.inf) -> Attack:
    """Attack as a landlord what is not its own.

    Args:
        knowledge: what everyone reads.
        landlord: SIREN of the attacker.
        own: counts of its residences, as it transmitted them.
        deadline: see `attack`.
    """
    return attack_together(knowledge, (landlord,), own, deadline=deadline)


def attack_together(
    knowledge: Knowledge, landlords: Collection[str], own: Mapping[Count, int], *, deadline: float = math.inf
) -> Attack:
    """Attack as several landlords what none of them owns, where all of them know something.

    Where one of them knows nothing, the others do as well without it: see `attack_as`.
    """
    system = knowledge.system
    result = Attack()
    for block in split(system, eliminate(system.equations)):
        owners = {system.unknowns[each].owner for each in block.unknowns}
        if owners > set(landlords):
            _merge(result, attack(_narrow(knowledge, block, landlords, own), deadline=deadline))
    return result


def _narrow(knowledge: Knowledge, block: Block, landlords: Collection[str], own: Mapping[Count, int]) -> System:
    """The block by itself, with what the landlords know of it, and only what others own to deduce."""
    system = knowledge.system
    mine = {each for each in block.unknowns if system.unknowns[each].owner in landlords}
    known = {position: value for position in mine if (value := own.get(system.unknowns[position].key)) is not None}
    equations = [_to_equation(row, value) for row, value in block.rows]
    equations += [Equation({position: 1}, value) for position, value in known.items()]
    cells = [kept for each in block.cells if (kept := _keep_others(system, each, mine, known)) is not None]
    # What it declares holds, whatever the public bounds would let an outsider suppose.
    lower, upper = list(system.lower), list(system.upper)
    for position, value in known.items():
        lower[position], upper[position] = value, value
    return System(system.unknowns, lower, upper, equations, list(block.between), cells)


def _keep_others(system: System, cell: Cell, mine: set[int], known: Mapping[int, int]) -> Cell | None:
    """A cell without the part that is the landlord's own; nothing when nothing else is left of it."""
    others = {position: factor for position, factor in cell.form.items() if position not in mine}
    if cell.level != "residence" and not _is_small(system, others):
        return None
    if not others or (len(others) < len(cell.form) and not mine.intersection(cell.form) <= known.keys()):
        return None
    taken = sum(known[each] for each in cell.form if each in mine)
    return Cell(
        cell.level,
        cell.code,
        cell.count,
        others,
        cell.year,
        cell.known + taken,
        cell.needed,
        exact_only=cell.exact_only,
        among=cell.among,
    )


def _is_small(system: System, others: Mapping[int, int]) -> bool:
    """Whether so few dwellings of others are behind a territory that their sum is a secret by itself."""
    sizes = [system.upper[each] for each in others]
    return None not in sizes and sum(each for each in sizes if each is not None) < SMALL


def _to_equation(row: Mapping[int, Fraction], value: Fraction) -> Equation:
    scale = math.lcm(value.denominator, *(each.denominator for each in row.values()))
    return Equation({each: int(factor * scale) for each, factor in row.items()}, int(value * scale))


def _merge(result: Attack, part: Attack) -> None:
    result.findings += part.findings
    result.contradictions += part.contradictions
    result.loosened += part.loosened
    result.solves += part.solves
