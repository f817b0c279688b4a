"""How a measure is taken and said: medians of turns taken one after the other, because a machine is never quiet."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter

CpuClock = Callable[[], tuple[float, ...]]
"""Reads how many CPU seconds each program has spent so far."""

WHOLE_RATIO = 10
"""From there on, tenths say nothing."""
HEADER = ("what", "median", "lowest to highest", "CPU", "beside")


@dataclass
class Timing:
    """What one thing took, turn after turn."""

    seconds: list[float] = field(default_factory=list)
    cpu: list[tuple[float, ...]] = field(default_factory=list)

    @property
    def median(self) -> float:
        """Median seconds."""
        return median(self.seconds)

    @property
    def cpu_medians(self) -> tuple[float, ...]:
        """Median CPU seconds of each program."""
        return tuple(median(spent) for spent in zip(*self.cpu, strict=True))


class Timings:
    """The timings of a run, by the name of what was timed."""

    def __init__(self, cpu_clock: CpuClock) -> None:
        self._cpu_clock = cpu_clock
        self.by_name: dict[str, Timing] = defaultdict(Timing)

    def __getitem__(self, name: str) -> Timing:
        return self.by_name[name]

    def take(self, name: str, act: Callable[[], object], *, times: int = 1) -> None:
        """Time an act, and share its seconds between the times that it did the thing."""
        cpu, start = self._cpu_clock(), perf_counter()
        act()
        seconds, spent = perf_counter() - start, self._cpu_clock()
        self.by_name[name].seconds.append(seconds / times)
        self.by_name[name].cpu.append(tuple((after - before) / times for before, after in zip(cpu, spent, strict=True)))

    def add_up(self, name: str, parts: list[str]) -> None:
        """A whole, turn by turn, from its parts."""
        timings = [self.by_name[part] for part in parts]
        self.by_name[name] = Timing(
            [sum(turn) for turn in zip(*(timing.seconds for timing in timings), strict=True)],
            [
                tuple(map(sum, zip(*turn, strict=True)))
                for turn in zip(*(timing.cpu for timing in timings), strict=True)
            ],
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report."""

    what: str
    value: str
    spread: str = ""
    cpu: str = ""
    beside: str = ""


def say_timing(what: str, timing: Timing, beside: str = "", *, unit: str = "s") -> Line:
    """A line on a timing, in seconds or in milliseconds; the CPU of several programs is told apart by a plus."""
    scale, digits = (1_000, 1) if unit == "ms" else (1, 2)

    def write(seconds: float) -> str:
        return f"{seconds * scale:.{digits}f}"

    spread = f"{write(min(timing.seconds))} to {write(max(timing.seconds))}"
    cpu = " + ".join(write(spent) for spent in timing.cpu_medians)
    return Line(what, f"{write(timing.median)} {unit}", spread, cpu and f"{cpu} {unit}", beside)


def say_ratio(one: float, other: float) -> str:
    """How many times one figure is in another, with two figures that mean something."""
    ratio = other / one
    return f"{ratio:.0f}×" if ratio >= WHOLE_RATIO else f"{ratio:.1f}×"


def print_table(title: str, lines: list[Line]) -> None:
    """A section of the report as a Markdown table, aligned, ready for `README.md`."""
    rows: list[tuple[str, ...]] = [
        HEADER,
        *((line.what, line.value, line.spread, line.cpu, line.beside) for line in lines),
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    rows.insert(1, tuple("-" * width for width in widths))
    print(f"\n### {title}\n")
    for row in rows:
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |", flush=True)


def read_peak() -> float:
    """The most memory that this process has held, in MiB: its own, and not that of the one which started it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
