"""From files to what is online: each stage, beside a bare COPY of the same rows and pandas' usual way to write them."""

import time
from functools import partial
from pathlib import Path

import pandas as pd
from psycopg import sql
from sqlalchemy import Connection

from benchmarks.measuring import Line, Timings, say_ratio, say_timing
from benchmarks.territory import RESIDENCES
from benchmarks.workshop import Workshop
from observatoire.computation import compute_draft
from observatoire.publication import publish
from observatoire.sources.loading import load_file
from observatoire.store.database import Store, Tier, open_store
from tests.support.random_territory import MILLESIME

ROUNDS = 3
COUNTED = ("residences", "parc", "occupation")
"""The files with a row for each residence."""
SCHEMA = "bench"
DIALECTS = {"residences": (";", "latin-1"), "parc": (",", "utf-8"), "occupation": ("\t", "utf-8")}


def measure_pipeline(workshop: Workshop) -> list[Line]:
    """Each turn, in a fresh database: the product, then the two comparisons, on the same files."""
    timings = Timings(lambda: (time.process_time(), workshop.read_cpu()))
    stages = [f"load {kind}" for kind, _, _ in workshop.files]
    for _ in range(ROUNDS):
        settings = workshop.lend_database()
        with open_store(settings) as store:
            for kind, path, millesime in workshop.files:
                timings.take(f"load {kind}", partial(load_file, store, kind, path, millesime=millesime))
            edition = partial(compute_draft, store, ops=MILLESIME, rpls=MILLESIME, settings=settings)
            timings.take("compute", edition)
            timings.take("publish", partial(publish, store, settings=settings))
            timings.take("copy", partial(_copy_files, store, workshop.files.folder))
            timings.take("to_sql", partial(_write_with_pandas, store, workshop.files.folder))
        workshop.published = settings
    counted = [f"load {kind}" for kind in COUNTED]
    timings.add_up("counted", counted)
    timings.add_up("whole", [*stages, "compute", "publish"])
    return _report(timings, [*stages, "compute", "publish"])


def _report(timings: Timings, stages: list[str]) -> list[Line]:
    counted, copy, pandas = timings["counted"].median, timings["copy"].median, timings["to_sql"].median
    return [
        *(say_timing(stage, timings[stage]) for stage in stages),
        say_timing(f"the three files of {RESIDENCES} rows", timings["counted"], f"{say_ratio(copy, counted)} the COPY"),
        say_timing("limit: COPY of these into text columns", timings["copy"]),
        say_timing("peer: pandas.to_sql of these", timings["to_sql"], f"{say_ratio(counted, pandas)} our load"),
        say_timing(
            "load + compute + publish, all files",
            timings["whole"],
            f"{say_ratio(copy, timings['whole'].median)} the COPY",
        ),
    ]


def _copy_files(store: Store, folder: Path) -> None:
    """The least that any load does: the bytes of the files into untyped columns, committed."""
    with store.engine(Tier.OWNER).begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {SCHEMA}")
        for kind in COUNTED:
            _copy_file(connection, kind, folder / f"{kind}.csv")


def _copy_file(connection: Connection, kind: str, path: Path) -> None:
    separator, encoding = DIALECTS[kind]
    with path.open(encoding=encoding) as file:
        columns = [sql.Identifier(name) for name in file.readline().rstrip("\n").split(separator)]
    raw = connection.connection.driver_connection
    assert raw is not None
    table = sql.Identifier(SCHEMA, f"raw_{kind}")
    definition = sql.SQL(", ").join(sql.SQL("{} text").format(column) for column in columns)
    raw.execute(sql.SQL("CREATE TABLE {} ({})").format(table, definition))
    statement = sql.SQL("COPY {} FROM STDIN WITH (FORMAT csv, HEADER, DELIMITER {}, ENCODING {})").format(
        table, sql.Literal(separator), sql.Literal("LATIN1" if encoding == "latin-1" else "UTF8")
    )
    with raw.cursor().copy(statement) as copy:
        copy.write(path.read_bytes())


def _write_with_pandas(store: Store, folder: Path) -> None:
    """Read and write the same rows in the way that most scripts do: no check, no geometry, no receipt."""
    for kind in COUNTED:
        separator, encoding = DIALECTS[kind]
        rows = pd.read_csv(folder / f"{kind}.csv", sep=separator, encoding=encoding)
        rows.to_sql(f"pandas_{kind}", store.engine(Tier.OWNER), schema=SCHEMA, index=False, if_exists="replace")
