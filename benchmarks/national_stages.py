"""One stage of the national measure, in a process of its own: what it holds is its own, and its peak is the kernel's.

`python -m benchmarks.national_stages STAGE FILE`, with `DATABASE_URL` and `OBSERVATOIRE_HOME`. What was measured is
printed as JSON, one line a step.
"""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter, process_time

from psycopg import Connection, sql
from sqlalchemy import text

from observatoire.settings import Settings
from observatoire.store.database import Store, Tier, open_store, unit_of_work
from tests.support.open_rpls import spread_towns

MILLESIME = 2025
_BLOCK = 16 * 1024**2
_RESET_PEAK = "5"


class Steps:
    """Seconds, CPU and peak of memory between two marks."""

    def __init__(self) -> None:
        self._name = ""
        self._begin("")

    def mark(self, name: str, _share: float | None = None) -> None:
        """Say that a step begins, as a load does of its progress; the same name goes on with it."""
        if name != self._name:
            self.close()
            self._begin(name)

    def close(self) -> None:
        """Print the step that ends."""
        if self._name:
            print(
                json.dumps([self._name, perf_counter() - self._start, process_time() - self._cpu, _read_peak()]),
                flush=True,
            )
            self._name = ""

    def _begin(self, name: str) -> None:
        self._name = name
        Path("/proc/self/clear_refs").write_text(_RESET_PEAK)
        self._start, self._cpu = perf_counter(), process_time()


def _read_peak() -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def _load_communes(store: Store, path: Path, steps: Steps) -> None:
    from observatoire.sources.loading import load_file  # noqa: PLC0415 (its memory would weigh on the limits)

    steps.mark("communes")
    load_file(store, "communes", path)


def _load(store: Store, path: Path, steps: Steps) -> None:
    from observatoire.sources.loading import load_file  # noqa: PLC0415 (its memory would weigh on the limits)

    load_file(store, "rpls-ouvert", path, millesime=MILLESIME, progress=steps.mark)


def _compute(store: Store, _path: Path, steps: Steps) -> None:
    from observatoire.computation import compute_draft  # noqa: PLC0415 (its memory would weigh on the limits)

    steps.mark("compute")
    compute_draft(store, rpls=MILLESIME, reference=spread_towns(1)[0].code, settings=Settings())


def _publish(store: Store, _path: Path, steps: Steps) -> None:
    from observatoire.publication import publish  # noqa: PLC0415 (its memory would weigh on the limits)

    steps.mark("publish")
    publish(store, settings=Settings())


def _read_bytes(_store: Store, path: Path, steps: Steps) -> None:
    steps.mark("bytes")
    with path.open("rb") as file:
        while file.read(_BLOCK):
            pass


def _copy_raw(store: Store, path: Path, steps: Steps) -> None:
    """The least that the server can do with the file: its cells as text, in a table without index, committed."""
    with path.open(encoding="utf-8") as file:
        header = [name.strip('"') for name in file.readline().strip().split(";")]
    columns = sql.SQL(", ").join(sql.SQL("{} text").format(sql.Identifier(name)) for name in header)
    steps.mark("copy")
    with unit_of_work(store.engine(Tier.OWNER)) as session:
        connection = session.connection().connection.driver_connection
        if not isinstance(connection, Connection):
            raise TypeError("the store speaks psycopg 3")
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("CREATE TABLE source.raw ({})").format(columns))
            statement = "COPY source.raw FROM STDIN (FORMAT csv, DELIMITER ';', HEADER)"
            with cursor.copy(statement) as copy, path.open("rb") as raw:
                while block := raw.read(_BLOCK):
                    copy.write(block)
    steps.close()
    with unit_of_work(store.engine(Tier.OWNER)) as session:
        session.execute(text("DROP TABLE source.raw"))


STAGES: Mapping[str, Callable[[Store, Path, Steps], None]] = {
    "communes": _load_communes,
    "load": _load,
    "bytes": _read_bytes,
    "copy": _copy_raw,
    "compute": _compute,
    "publish": _publish,
}


def main() -> None:
    """Run the stage named on the command line."""
    stage, path = sys.argv[1:]
    steps = Steps()
    with open_store(Settings()) as store:
        STAGES[stage](store, Path(path), steps)
    steps.close()


if __name__ == "__main__":
    main()
