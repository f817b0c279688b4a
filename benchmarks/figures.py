"""Indices, reliability and stability at three sizes, beside one numpy pass over the same arrays and a naive drawing."""

import multiprocessing
import resource
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from time import perf_counter, process_time

import numpy as np
import pandas as pd

from benchmarks.measuring import Line
from indices import Method, compute
from indices.reliability import assess_reliability
from indices.stability import measure_stability
from observatoire.method import read_method_file
from observatoire.settings import REPOSITORY

SIZES = (1_000, 100_000, 800_000)
DRAWS = 1000
NAIVE_SLICE = 20_000
"""Residences of the naive drawing; its time is in proportion to them."""
EPCI = "epci"
Act = Callable[[pd.DataFrame], object]
MEGA = 2**10


def measure_figures() -> list[Line]:
    """One process for each measure, so that its peak of memory is its own."""
    lines = []
    for size in SIZES:
        bare = _run(_pass_once, size)
        lines.append(
            Line(
                f"{size} × 7: limit, one numpy pass",
                f"{bare.seconds:.3f} s",
                cpu=f"{bare.cpu:.3f} s",
                beside=f"{bare.peak:.0f} MB with the counts",
            )
        )
        for name, act in MEASURES.items():
            ours = _run(act, size)
            times = f"{ours.cpu / bare.cpu:.0f}× the pass, {1e6 * ours.cpu / size:.1f} µs a residence"
            beside = f"{times}, {ours.peak - bare.peak:.0f} MB more"
            lines.append(Line(f"{size} × 7: {name}", f"{ours.seconds:.2f} s", cpu=f"{ours.cpu:.2f} s", beside=beside))
    naive = _run(_draw_naively, NAIVE_SLICE)
    slices = SIZES[-1] / NAIVE_SLICE
    lines.append(
        Line(
            f"{SIZES[-1]} × 7: peer, {DRAWS} naive beta draws",
            f"{slices * naive.seconds:.0f} s",
            cpu=f"{slices * naive.cpu:.0f} s",
            beside=f"from a slice of {NAIVE_SLICE}",
        )
    )
    return lines


@dataclass(frozen=True)
class _Measure:
    """Waits, processor and peak of memory of one process; on a busy machine only the second can be compared."""

    seconds: float
    cpu: float
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
    start, start_cpu = perf_counter(), process_time()
    act(counts)
    seconds, cpu = perf_counter() - start, process_time() - start_cpu
    told.send(_Measure(seconds, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGA))


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


MEASURES: dict[str, Act] = {
    "indices": lambda counts: compute(counts, _memberships(counts), **_options()),  # type: ignore[arg-type]
    f"reliability, {DRAWS} draws": lambda counts: assess_reliability(
        counts,
        _memberships(counts),
        draws=DRAWS,
        seed=1,
        **_options(),  # type: ignore[arg-type]
    ),
    "reliability, closed form": lambda counts: assess_reliability(
        counts,
        _memberships(counts),
        draws=None,
        seed=1,
        **_options(),  # type: ignore[arg-type]
    ),
    "stability": lambda counts: measure_stability(counts, _memberships(counts), **_options()),  # type: ignore[arg-type]
}
