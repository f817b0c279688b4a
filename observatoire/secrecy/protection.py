"""What a publication withholds: what the rules say, then the least more, commune by commune, then between communes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import thread_time

import numpy as np
import pandas as pd

from observatoire.secrecy.counts import Counts
from observatoire.secrecy.primary import BOUND, Rules
from observatoire.secrecy.settled import settle
from observatoire.secrecy.suppression import measure_cost, suppress
from observatoire.secrecy.table import BoolArray
from observatoire.secrecy.tables import build_table, list_families
from observatoire.secrecy.work import ALWAYS_SHOWN, COMMUNE, Work, prepare


@dataclass(frozen=True, slots=True)
class Protection:
    """What is withheld, by level: frames with the codes of the level as index and the indicators as columns."""

    withheld: dict[str, pd.DataFrame]
    """true where secret"""
    ruled: dict[str, pd.DataFrame]
    """true where the rules alone make it secret"""
    at_most: dict[str, pd.DataFrame]
    at_least: dict[str, pd.DataFrame]
    """true where a secret share is shown as a bound"""
    cost: float
    """what the pattern loses, in dwellings; a commune weighs more"""
    bound: float
    """the least that any pattern loses, as far as it was proved"""
    unmet: int
    """secret counts to which the totals that stay published leave less room than asked for"""
    attacked: bool = True
    """whether there was time to attack the whole pattern; otherwise everything was withheld where there was not"""


@dataclass(frozen=True, slots=True)
class _Part:
    cost: float
    bound: float
    unmet: int = 0
    attacked: bool = True


@dataclass(slots=True)
class _Ledger:
    """What each part of the territory was solved to."""

    parts: dict[frozenset[int], _Part] = field(default_factory=dict)
    part_of: dict[int, frozenset[int]] = field(default_factory=dict)

    def add(self, communes: frozenset[int], part: _Part) -> None:
        for former in {self.part_of[each] for each in communes if each in self.part_of}:
            self.parts.pop(former, None)
        self.parts[communes] = part
        self.part_of |= dict.fromkeys(communes, communes)


def protect(
    counts: Counts,
    memberships: Mapping[str, pd.Series],
    *,
    rules: Rules,
    known: Mapping[str, frozenset[tuple[str, str]]] | None = None,
    time_limit: float = 60.0,
    progress: Callable[[str, float], None] | None = None,
) -> Protection:
    """Find what a publication must withhold.

    Args:
        counts: of the residences.
        memberships: territory of each residence at each level: secteurs are within communes, communes within EPCI.
        rules: thresholds of primary secrecy.
        known: level and code of the cells whose count is in the public domain already, by column.
        time_limit: seconds of the processor after which the least pattern is no longer looked for.
        progress: told of each part, in French, and of the share of the parts that were done before.
    """
    work, ledger = prepare(counts, memberships, rules, known or {}), _Ledger()
    deadline = thread_time() + time_limit
    communes = work.list_level(COMMUNE)
    hard = work.link({each for each in communes if work.primary.withheld[each].any()})
    easy = _leave_settled(
        work, ledger, _split(work, [each for each in communes if each not in hard and work.has_secret(each)])
    )
    for place, part in enumerate(easy):
        if progress:
            progress(f"Secret statistique : partie {place + 1} sur {len(easy)}", place / len(easy))
        # Half of the time is kept for what is between the communes, where there is something.
        left = max(deadline - thread_time() - (time_limit / 2 if hard else 0.0), 0.0)
        if not _solve(work, ledger, part, left / (len(easy) - place)):
            hard |= part
    if hard:
        if progress:
            progress("Secret statistique : entre les communes", 1.0)
        _solve_between(work, ledger, hard, communes, deadline)
    return _describe(work, ledger)


def _split(work: Work, communes: list[int]) -> list[set[int]]:
    """The parts of the territory that can be solved apart: a commune, or those that a territory goes over."""
    parts: list[set[int]] = []
    placed: set[int] = set()
    for commune in communes:
        if commune not in placed:
            parts.append(work.link({commune}))
            placed |= parts[-1]
    return parts


def _leave_settled(work: Work, ledger: _Ledger, parts: list[set[int]]) -> list[set[int]]:
    """The parts where what the rules withhold is not enough."""
    settled = settle(work, [commune for part in parts if len(part) == 1 for commune in part])
    for commune, cost in settled.items():
        ledger.add(frozenset({commune}), _Part(cost, cost))
    return [part for part in parts if not part <= settled.keys()]


def _solve(work: Work, ledger: _Ledger, communes: set[int], time_limit: float) -> bool:
    """Solve a part and keep its pattern; false when the totals that stay published leave too little room."""
    residences = [each for commune in sorted(communes) for each in work.members[commune].tolist()]
    return _solve_cells(work, ledger, residences, work.list_groups(communes), sorted(communes), time_limit)


def _solve_cells(
    work: Work, ledger: _Ledger, units: list[int], groups: list[int], kept: list[int], time_limit: float
) -> bool:
    scope, cells = work.cut_out(units, groups, frozenset(kept))
    table = build_table(work.counts, scope, work.rules)
    found = suppress(table, time_limit=time_limit)
    work.pattern[cells] = found.pattern
    communes = frozenset(each for each in cells if each in work.spans[COMMUNE])
    cost = measure_cost(table, found.pattern)
    ledger.add(communes, _Part(cost, min(found.bound, cost), len(found.unmet), found.attacked))
    return not found.unmet


def _solve_between(work: Work, ledger: _Ledger, hard: set[int], communes: list[int], deadline: float) -> None:
    """Open the communes that the rules withhold, and as many others as it takes to hide those.

    The others stay closed: one unit each.
    """
    opened = set(hard)
    wholes = [each for each in work.list_level(ALWAYS_SHOWN) if not work.primary.withheld[each].all()]
    while True:
        closed = [each for each in communes if each not in opened]
        before = work.pattern[closed].copy()
        residences = [each for commune in sorted(opened) for each in work.members[commune].tolist()]
        groups = [*work.list_groups(opened), *work.list_level(ALWAYS_SHOWN)]
        _solve_cells(work, ledger, [*residences, *closed], groups, wholes, max(deadline - thread_time(), 0.0))
        needed = work.link({each for each in closed if work.pattern[each].any()})
        if not needed:
            return
        work.pattern[closed] = before
        opened |= needed


def _describe(work: Work, ledger: _Ledger) -> Protection:
    families = list_families(work.counts)
    withheld = work.primary.withheld.copy()
    for number, family in enumerate(families):
        withheld[:, list(family)] |= work.pattern[:, [number]]
    whole: BoolArray = np.asarray(work.pattern.all(axis=1))
    bounded = work.primary.bounded & ~_spread(work, whole)
    high = work.primary.share >= 1.0 - BOUND
    parts = ledger.parts.values()
    return Protection(
        withheld=_frame(work, withheld),
        ruled=_frame(work, work.primary.withheld),
        at_most=_frame(work, bounded & ~high),
        at_least=_frame(work, bounded & high),
        cost=sum(each.cost for each in parts),
        bound=sum(each.bound for each in parts),
        unmet=sum(each.unmet for each in parts),
        attacked=all(each.attacked for each in parts),
    )


def _spread(work: Work, cells: BoolArray) -> BoolArray:
    return np.repeat(cells[:, None], len(work.counts.indicators), axis=1)


def _frame(work: Work, values: BoolArray) -> dict[str, pd.DataFrame]:
    names = [each.code for each in work.counts.indicators]
    return {
        level: pd.DataFrame(values[span.start : span.stop], index=work.codes[level], columns=names)
        for level, span in work.spans.items()
        if span
    }
