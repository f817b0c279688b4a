"""The open file of the whole country, from its bytes to residences in PostGIS, beside the server's own COPY of it.

`make bench ARGS=national`. Figures are invented, the size is real: 5.4 million dwellings in 35,000 communes. A department
of 50,000 dwellings goes first. Both stop at what is loaded: neither is computed nor published.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import geopandas as gpd
from psycopg import Connection, sql
from shapely import box
from sqlalchemy import text

from benchmarks.measuring import Line, Timings, say_ratio, say_timing
from benchmarks.workshop import Workshop
from observatoire.sources.loading import load_file
from observatoire.store.database import Store, Tier, open_store, unit_of_work
from tests.support.open_rpls import Town, write_open_file

COUNTRY, DEPARTMENT = 5_400_000, 50_000
SIDE = 4_000
WEST, SOUTH, ACROSS = 200_000, 6_200_000, 188
COMMUNES = {"department": 280, "country": 35_000}
MILLESIME = 2025
_BLOCK = 16 * 1024**2
_MIB = 1024**2


class Memory:
    """The most memory that this process held during each stage."""

    def __init__(self) -> None:
        self.peaks: dict[str, float] = {}

    @contextmanager
    def watch(self, stage: str) -> Iterator[None]:
        """Look every twentieth of a second."""
        ended = threading.Event()

        def look() -> None:
            while not ended.wait(0.05):
                held = int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / _MIB
                self.peaks[stage] = max(self.peaks.get(stage, 0), held)

        watcher = threading.Thread(target=look, daemon=True)
        watcher.start()
        try:
            yield
        finally:
            ended.set()
            watcher.join()


def measure_national(workshop: Workshop) -> list[Line]:
    """One turn: a department, then the country, then the two limits on the same file."""
    return [*_measure(workshop, "department", DEPARTMENT), *_measure(workshop, "country", COUNTRY)]


def _measure(workshop: Workshop, extent: str, dwellings: int) -> list[Line]:
    folder = workshop.folder / extent
    folder.mkdir()
    folder.chmod(0o755)
    towns = _towns(COMMUNES[extent])
    path = write_open_file(folder / "rpls.csv", towns, dwellings)
    path.chmod(0o644)
    layer = _write_communes(folder / "communes.gpkg", towns)
    memory = Memory()
    timings = Timings(lambda: (time.process_time(), workshop.read_cpu()))

    def take(stage: str, act: Callable[[], object]) -> None:
        with memory.watch(stage):
            timings.take(stage, act)

    with open_store(workshop.lend_database()) as store:
        print(f"{extent}: {path.stat().st_size / _MIB:.0f} MiB drawn", flush=True)
        take("communes", partial(load_file, store, "communes", layer))
        take("load", partial(load_file, store, "rpls-ouvert", path, millesime=MILLESIME))
        take("bytes", partial(_read_bytes, path))
        take("copy", partial(_copy_raw, store, path))
        residences = _count(store)
    copy = timings["copy"].median
    size = path.stat().st_size / _MIB
    path.unlink()

    def say(stage: str, what: str, beside: str = "") -> Line:
        return say_timing(what, timings[stage], f"{beside}{', ' if beside else ''}{memory.peaks.get(stage, 0):.0f} MiB")

    return [
        say("communes", f"{extent}: {COMMUNES[extent]} communes, once"),
        say(
            "load",
            f"{extent}: {dwellings} dwellings, {size:.0f} MiB, into {residences} residences",
            f"{say_ratio(copy, timings['load'].median)} the COPY",
        ),
        say("bytes", "limit: reading the bytes"),
        say("copy", "limit: the server's COPY of the file into text columns"),
    ]


def _towns(count: int) -> list[Town]:
    return [
        Town(
            f"{1 + rank // 400:02d}{500 + rank % 400}",
            f"Commune {rank}",
            WEST + (rank % ACROSS + 0.5) * SIDE,
            SOUTH + (rank // ACROSS + 0.5) * SIDE,
        )
        for rank in range(count)
    ]


def _write_communes(path: Path, towns: list[Town]) -> Path:
    half = SIDE / 2
    squares = [box(town.x - half, town.y - half, town.x + half, town.y + half) for town in towns]
    names = {"code_insee": [town.code for town in towns], "nom": [town.label for town in towns]}
    gpd.GeoDataFrame(names, geometry=squares, crs=2154).to_file(path)
    return path


def _read_bytes(path: Path) -> None:
    with path.open("rb") as file:
        while file.read(_BLOCK):
            pass


def _copy_raw(store: Store, path: Path) -> None:
    """The least that the server can do with the file: its cells as text, in a table without index, committed."""
    with path.open(encoding="utf-8") as file:
        header = [name.strip('"') for name in file.readline().strip().split(";")]
    columns = sql.SQL(", ").join(sql.SQL("{} text").format(sql.Identifier(name)) for name in header)
    with unit_of_work(store.engine(Tier.OWNER)) as session:
        connection = session.connection().connection.driver_connection
        if not isinstance(connection, Connection):
            raise TypeError("the store speaks psycopg 3")
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("CREATE TABLE source.raw ({})").format(columns))
            statement = "COPY source.raw FROM STDIN (FORMAT csv, DELIMITER ';', HEADER)"
            with cursor.copy(statement) as copy, path.open("rb") as file:
                while block := file.read(_BLOCK):
                    copy.write(block)
    with unit_of_work(store.engine(Tier.OWNER)) as session:
        session.execute(text("DROP TABLE source.raw"))


def _count(store: Store) -> int:
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        return int(session.execute(text("SELECT count(*) FROM source.residence")).scalar_one())
