"""Indices, reliability and stability at three sizes, beside one numpy pass over the same arrays and a naive drawing."""

import multiprocessing
import resource
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from time import perf_counter

import numpy as np
import pandas as pd

from benchmarks.figures_truth import judge_reliability
from benchmarks.measuring import Line, say_ratio
from benchmarks.polars_twin import compute_with_polars
from indices import Method, compute
from indices.reliability import assess_reliability
from indices.stability import measure_stability
from observatoire.method.file import read_method_file
from observatoire.settings import REPOSITORY

SIZES = (1_000, 100_000, 800_000)
DRAWS = 1000
NAIVE_SLICE = 20_000
"""Residences of the naive drawing; its time is in proportion to them."""
EPCI = "epci"
Act = Callable[[pd.DataFrame], object]
MEGA = 2**10
CLOCK_STEP = 0.001
"""Seconds under which the processor time that the system gives is noise, or zero."""


def measure_figures() -> list[Line]:
    """One process for each measure, so that its peak of memory is its own; then what they are worth on known stocks."""
    lines, ours_by_name = [], {}
    for size in SIZES:
        bare = _run(_pass_once, size)
        lines.append(
            Line(
                f"{size} × 7: limit, one numpy pass",
                f"{bare.seconds:.3f} s",
                cpu=f"{bare.user:.3f} + {bare.system:.3f} s",
                beside=f"{bare.peak:.0f} MB with the counts",
            )
        )
        for name, act in MEASURES.items():
            ours = _run(act, size)
            ours_by_name[name] = ours
            lines.append(
                Line(
                    f"{size} × 7: {name}",
                    f"{ours.seconds:.2f} s",
                    cpu=f"{ours.user:.2f} + {ours.system:.2f} s",
                    beside=f"{say_ratio(max(bare.user, CLOCK_STEP), ours.user)} the pass, {1e6 * ours.user / size:.1f} µs a residence, "
                    f"{ours.peak - bare.peak:.0f} MB more, {BOUNDS[name]}",
                )
            )
    naive = _run(_draw_naively, NAIVE_SLICE)
    whole = SIZES[-1] / NAIVE_SLICE * naive.user
    beside = ", ".join(
        f"{say_ratio(max(ours_by_name[name].user, CLOCK_STEP), whole)} the {name}" for name in (BY_DRAWS, CLOSED)
    )
    lines.append(
        Line(
            f"{SIZES[-1]} × 7: peer, {DRAWS} naive beta draws and their quantiles",
            f"{SIZES[-1] / NAIVE_SLICE * naive.seconds:.0f} s",
            cpu=f"{whole:.0f} s",
            beside=f"{beside}; from a slice of {NAIVE_SLICE}",
        )
    )
    return [*lines, *judge_reliability()]


@dataclass(frozen=True)
class _Measure:
    """Waits, processor (ours, and the system's on our behalf) and peak of memory of one process.

    On a busy machine only our own processor time can be compared: the system's is mostly pages that are handed over, at the
    rate at which the machine has some to give.
    """

    seconds: float
    user: float
    system: float
    peak: float


def _run(act: Act, size: int) -> _Measure:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_measure, args=(act, size, theirs))
    process.start()
    measure: _Measure = ours.recv()
    process.join()
    return measure


def _measure(act: Act, size: int, told: Connection) -> None:
    counts = draw_counts(size)
    before, start = resource.getrusage(resource.RUSAGE_SELF), perf_counter()
    act(counts)
    seconds, after = perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF)
    told.send(
        _Measure(seconds, after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime, after.ru_maxrss / MEGA)
    )


def draw_counts(size: int) -> pd.DataFrame:
    """Residences of 11 dwellings or more around the shares of the demonstration."""
    rng = np.random.default_rng(1)
    dwellings = np.exp(rng.normal(3.4, 0.7, size)).clip(11, 250).astype(int)
    under_60 = rng.binomial(dwellings, rng.beta(15, 15, size))
    vacant = rng.binomial(dwellings, rng.beta(1.2, 40, size))
    columns = {
        "logements": dwellings,
        "loues": dwellings - vacant,
        "vacants": vacant,
        "offerts_un_an": dwellings,
        "emmenages": rng.binomial(dwellings, rng.beta(2, 28, size)),
        "avant_1975": rng.binomial(dwellings, rng.beta(0.5, 0.8, size)),
        "menages": dwellings,
        "repondants": dwellings,
        "menages_ressources_connues": dwellings,
        "ress_inf_40": rng.binomial(under_60, 0.56),
        "ress_inf_60": under_60,
        "majeurs_activite_connue": dwellings,
        "majeurs_chomage": rng.binomial(dwellings, rng.beta(4, 28, size)),
        "menages_composition_connue": dwellings,
        "familles_monoparentales": rng.binomial(dwellings, rng.beta(6, 24, size)),
    }
    codes = pd.Index([f"R{row:06d}" for row in range(size)])
    return pd.DataFrame({name: values.astype(np.float64) for name, values in columns.items()}, index=codes)


def _memberships(counts: pd.DataFrame) -> dict[str, pd.Series]:
    codes = counts.index
    return {"residence": pd.Series(codes, index=codes), EPCI: pd.Series(EPCI, index=codes)}


def _options() -> dict[str, object]:
    return {"method": _method(), "reference": (EPCI, EPCI), "min_logements": 11, "min_repondants": 11}


def _method() -> Method:
    return read_method_file(REPOSITORY / "data" / "methode" / "methode-2026-1.toml").method


def _pass_once(counts: pd.DataFrame) -> None:
    """Seven shares, seven ratios, a weighted sum: no index can do with less."""
    pairs = [(each.numerator, each.denominator) for each in _method().indicators.values()]
    total = np.zeros(len(counts))
    for num, den in pairs:
        below = sum(counts[name].to_numpy() for name in den)
        above = counts[num].to_numpy()
        total += (above / below) / (above.sum() / np.sum(below)) / len(pairs)


def _draw_naively(counts: pd.DataFrame) -> None:
    rng = np.random.default_rng(1)
    total = np.zeros((len(counts), DRAWS))
    for indicator in _method().indicators.values():
        num = counts[indicator.numerator].to_numpy()[:, None]
        den = sum(counts[name].to_numpy() for name in indicator.denominator)[:, None]  # type: ignore[index]
        total += rng.beta(2.0 + num, 8.0 + den - num, (len(counts), DRAWS))
    np.quantile(total, [0.05, 0.95], axis=1)
    (total >= total.mean()).mean(axis=1)


def _assess(counts: pd.DataFrame, draws: int | None) -> pd.DataFrame:
    return assess_reliability(counts, _memberships(counts), draws=draws, seed=1, **_options())  # type: ignore[arg-type]


POLARS, INDICES, STABILITY = "peer, Polars, wide and unchecked", "indices", "stability"
BY_DRAWS, CLOSED = f"reliability, {DRAWS} draws", "reliability, closed form"
MEASURES: dict[str, Act] = {
    POLARS: lambda counts: compute_with_polars(counts, _method(), minimum=11),
    INDICES: lambda counts: compute(counts, _memberships(counts), **_options()),  # type: ignore[arg-type]
    BY_DRAWS: lambda counts: _assess(counts, DRAWS),
    CLOSED: lambda counts: _assess(counts, None),
    STABILITY: lambda counts: measure_stability(counts, _memberships(counts), **_options()),  # type: ignore[arg-type]
}
BOUNDS = {
    POLARS: "bounded by its arithmetic, on all cores",
    INDICES: "bounded by numpy's passes over blocks, and by the pages of the frames handed back",
    BY_DRAWS: "bounded by numpy's gathering and sorting of the draws",
    CLOSED: "bounded by scipy's ndtr and ndtri, sixteen times a residence for the signal",
    STABILITY: "bounded by numpy's sorting of the ranks of a residence, and by products of small matrices",
}
