"""The open file of the whole country, from its bytes to residences in PostGIS, beside the server's own COPY of it.

`make bench ARGS=national`. Figures are invented, the size is real: 5.4 million dwellings of 60 columns in 35,000
communes. A department of 50,000 dwellings goes first, then a region of 500,000; all three are computed and published. The
file is drawn by another process, and each stage runs in one of its own, so that nothing weighs on a measure but what is
measured.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
from shapely import box

from benchmarks.measuring import Line, say_ratio
from benchmarks.workshop import Workshop
from observatoire.settings import Settings
from tests.support.open_rpls import SIDE, spread_towns

EXTENTS = {"department": (50_000, 280), "region": (500_000, 2_800), "country": (5_400_000, 35_000)}
"""Dwellings and communes of each."""
LIMITS = ("bytes", "copy")
STAGES = ("communes", "load", *LIMITS, "compute", "publish")
ROOT = Path(__file__).resolve().parents[1]
_MIB = 1024**2


@dataclass(frozen=True, slots=True)
class Step:
    """What one step of a stage took."""

    name: str
    seconds: float
    cpu: float
    peak: float
    """MiB that the process held, pages of the file included"""


def measure_national(workshop: Workshop) -> list[Line]:
    """One turn: a department, a region, then the country, each with the two limits on the same file."""
    return [line for extent in EXTENTS for line in _measure(workshop, extent)]


def _measure(workshop: Workshop, extent: str) -> list[Line]:
    dwellings, communes = EXTENTS[extent]
    folder = workshop.folder / extent
    folder.mkdir()
    folder.chmod(0o755)
    path, layer = folder / "rpls.csv", _write_communes(folder / "communes.gpkg", communes)
    _run(["tests.support.open_rpls", str(path), str(dwellings), str(communes)], {})
    path.chmod(0o644)
    size = path.stat().st_size / _MIB
    print(f"{extent}: {size:.0f} MiB drawn", flush=True)
    settings = workshop.lend_database()
    lines: list[Line] = []
    wholes: dict[str, float] = {}
    for stage in STAGES:
        before = workshop.read_cpu()
        steps = _run_stage(stage, layer if stage == "communes" else path, settings)
        server = workshop.read_cpu() - before
        wholes[stage] = sum(step.seconds for step in steps)
        if len(steps) > 1:
            lines += [_say(f"{extent}: … {step.name.lower()}", step) for step in steps]
        whole = Step(stage, wholes[stage], sum(step.cpu for step in steps), max(step.peak for step in steps))
        lines.append(_say(f"{extent}: {stage}", whole, server=server))
    path.unlink()
    load, copy, read = wholes["load"], wholes["copy"], wholes["bytes"]
    beside = f"{say_ratio(load, copy)} the speed of COPY, {say_ratio(read, load)} the time of reading the bytes"
    lines.append(Line(f"{extent}: {dwellings} dwellings, {size:.0f} MiB", f"{load:.2f} s", beside=beside))
    return lines


def _say(what: str, step: Step, *, server: float | None = None) -> Line:
    cpu = f"{step.cpu:.2f}" if server is None else f"{step.cpu:.2f} + {server:.2f}"
    return Line(what, f"{step.seconds:.2f} s", cpu=f"{cpu} s", beside=f"{step.peak:.0f} MiB")


def _run_stage(stage: str, path: Path, settings: Settings) -> list[Step]:
    assert settings.database_url is not None, "a workshop lends databases by their address"
    address = {"DATABASE_URL": settings.database_url.get_secret_value(), "OBSERVATOIRE_HOME": str(settings.home)}
    said = _run(["benchmarks.national_stages", stage, str(path)], address)
    return [Step(*json.loads(line)) for line in said.splitlines()]


def _run(module: Sequence[str], environment: dict[str, str]) -> str:
    return subprocess.run(
        [sys.executable, "-m", *module],
        cwd=ROOT,
        env={**os.environ, **environment},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout


def _write_communes(path: Path, count: int) -> Path:
    towns, half = spread_towns(count), SIDE / 2
    squares = [box(town.x - half, town.y - half, town.x + half, town.y + half) for town in towns]
    names = {"code_insee": [town.code for town in towns], "nom": [town.label for town in towns]}
    gpd.GeoDataFrame(names, geometry=squares, crs=2154).to_file(path)
    return path
