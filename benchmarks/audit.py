"""How many secrets the naive pattern gives away, and what it costs to find out."""

import resource
from time import process_time

from benchmarks.measuring import Line
from observatoire.audit.attack import Attack, Finding, Verdict, attack
from observatoire.audit.insiders import attack_as, list_landlords
from observatoire.audit.knowledge import gather
from tests.support.naive_pattern import draw_counts, list_own_counts, publish_naively

SIZES = (60, 200, 600, 2_000, 5_000)
SEED = 20_261_128


def measure_audit() -> list[Line]:
    """The naive pattern on generated territories: leaks for anybody, for a landlord, seconds of processor, memory."""
    lines = []
    for size in SIZES:
        counts = draw_counts(size, seed=SEED)
        edition = publish_naively(counts)
        start = process_time()
        knowledge = gather([], edition)
        outside = attack(knowledge.system)
        seconds = process_time() - start
        own = list_own_counts(counts)
        inside = [attack_as(knowledge, each, own) for each in list_landlords(knowledge.system)]
        whole = process_time() - start
        lines.append(
            Line(
                f"{size} residences: {_count_situations(outside)} secret situations",
                f"{_count_leaks(outside)} leak",
                f"{sum(each.verdict is Verdict.EXACT for each in _list_situations(outside))} exactly",
                f"{seconds:.1f} s, {whole:.1f} s with {len(inside)} landlords",
                f"{sum(map(_count_leaks, inside))} leak to a landlord; {_read_peak_memory():.0f} MiB at most",
            )
        )
    return lines


def _list_situations(found: Attack) -> list[Finding]:
    return [each for each in found.findings if not each.cell.exact_only]


def _count_situations(found: Attack) -> int:
    return len(_list_situations(found))


def _count_leaks(found: Attack) -> int:
    return sum(each.verdict is not Verdict.RESISTS for each in _list_situations(found))


def _read_peak_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
