"""What protection hides on territories drawn by lot, at what cost, and what an attacker still deduces."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from time import process_time

from benchmarks.deductions import Leaks, find_leaks
from benchmarks.measuring import Line, read_peak
from observatoire.settings import Settings
from tests.support.drawn_publications import (
    CROSSED,
    TREE,
    draw_counts,
    group_drawn,
    list_own_counts,
    protect_drawn,
    publish_naively,
    publish_with,
)

SIZES = (60, 200, 600, 2_000, 5_000)
MOST_CROSSED = 2_000
SEED = 20_261_128


@dataclass(frozen=True, slots=True)
class Hidden:
    """What protection hides of a territory."""

    by_rule: int
    """residences without any figure, by the rules alone"""
    more: int
    share_by_rule: float
    """dwellings that are in them"""
    share: float
    territories: int
    """other territories that lose figures"""
    cost: float
    bound: float
    seconds: float
    memory: float


@dataclass(frozen=True, slots=True)
class Measured:
    """A territory, protected and attacked."""

    name: str
    hidden: Hidden
    naive: Leaks
    protected: Leaks
    grouped: Leaks | None
    """with the residences of each secteur that keep a secret told together, as they are published"""


def measure_secrecy() -> list[Measured]:
    """Every size, as it is published, then as if QPV and landlords in communes were published too."""
    cases = [(size, levels) for size in SIZES for levels in (TREE, (*TREE, *CROSSED)) if size <= MOST_CROSSED]
    measured = []
    for size, levels in [*cases, (SIZES[-1], TREE)]:
        # In a process of its own, whose memory is that of this measure.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            measured.append(pool.submit(_measure, size, levels).result())
    return measured


def say_hidden(measured: Sequence[Measured]) -> list[Line]:
    """Residences and dwellings hidden, distance to the bound that the solver proved, seconds and memory."""
    lines = []
    for each in measured:
        found = each.hidden
        gap = (found.cost - found.bound) / found.cost
        lines.append(
            Line(
                f"{each.name}: {found.by_rule} residences hidden by the rules, {found.more} more",
                f"{found.share:.1%}",
                f"{found.share_by_rule:.1%} by the rules",
                f"{found.seconds:.1f} s",
                f"loss {found.cost:,.0f}, at least {found.bound:,.0f} ({gap:.1%}); {found.territories} territories lose "
                f"figures; {found.memory:.0f} MiB",
            )
        )
    return lines


def say_leaks(measured: Sequence[Measured]) -> list[Line]:
    """The same attack on what is masked under eleven, and on the protected pattern."""
    return [
        Line(
            f"{each.name}, {pattern}: {found.secrets} secret situations",
            f"{found.to_anybody} leak",
            f"{found.exactly} exactly",
            f"{found.seconds_anybody:.1f} s, {found.seconds:.1f} s with {found.landlords} landlords",
            f"{found.to_landlords} leak to a landlord",
        )
        for each in measured
        for pattern, found in (
            ("masked under eleven", each.naive),
            ("protected", each.protected),
            ("protected, with group lines", each.grouped),
        )
        if found is not None
    ]


def _measure(size: int, levels: tuple[str, ...]) -> Measured:
    counts = draw_counts(size, seed=SEED)
    start = process_time()
    found = protect_drawn(counts, levels=levels, time_limit=Settings().secrecy_time_limit)
    seconds, memory = process_time() - start, read_peak()
    hidden = found.withheld["residence"].all(axis="columns")
    ruled = found.ruled["residence"].all(axis="columns")
    dwellings = counts["logements"] / counts["logements"].sum()
    others = [frame for level, frame in found.withheld.items() if level != "residence"]
    own = list_own_counts(counts)
    groups = group_drawn(counts, found.withheld) if levels == TREE else None
    return Measured(
        name=f"{size:,}" if levels == TREE else f"{size:,} with QPV and landlords in communes",
        hidden=Hidden(
            by_rule=int(ruled.sum()),
            more=int((hidden & ~ruled).sum()),
            share_by_rule=float(dwellings[ruled].sum()),
            share=float(dwellings[hidden].sum()),
            territories=sum(int(frame.any(axis="columns").sum()) for frame in others),
            cost=found.cost,
            bound=found.bound,
            seconds=seconds,
            memory=memory,
        ),
        naive=find_leaks(publish_naively(counts, levels=levels), own),
        protected=find_leaks(publish_with(counts, found.withheld, levels=levels), own),
        grouped=None if groups is None else find_leaks(publish_with(counts, found.withheld, groups=groups), own),
    )
