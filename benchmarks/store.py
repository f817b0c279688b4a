"""Starting the private cluster, the first time and the next ones, beside the bare programs of PostgreSQL."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import text

from benchmarks.measuring import Line, Timings, say_ratio, say_timing
from benchmarks.workshop import make_folder
from observatoire.cluster import Cluster
from observatoire.cluster.account import Account, choose_account
from observatoire.cluster.binaries import Binaries, find_binaries
from observatoire.settings import Settings
from observatoire.store.bootstrap import prepare
from observatoire.store.database import Tier, open_store

ROUNDS = 5
POLL_S = 0.01


def measure_store() -> list[Line]:
    """Each turn: ours from nothing, then again; the bare server from nothing, then again."""
    timings = Timings(tuple)
    for _ in range(ROUNDS):
        with make_folder() as folder:
            _time_ours(folder / "home", timings)
            _time_bare(folder / "bare", timings)
    cold, bare_cold = timings["cold"], timings["bare cold"]
    warm, bare_warm = timings["warm"], timings["bare warm"]
    return [
        say_timing(
            "cold: from nothing to a store that is ready", cold, f"{say_ratio(bare_cold.median, cold.median)} the bare"
        ),
        say_timing("limit: initdb, and postgres lets one in", bare_cold),
        say_timing(
            "warm: from a stopped store to a first answer", warm, f"{say_ratio(bare_warm.median, warm.median)} the bare"
        ),
        say_timing("limit: postgres lets one in", bare_warm),
        say_timing("stop", timings["stop"]),
    ]


def _time_ours(home: Path, timings: Timings) -> None:
    settings = Settings.model_validate({"home": home, "DATABASE_URL": None})
    start = time.perf_counter()
    with Cluster(home).use(create=True):
        prepare(settings)
        timings["cold"].seconds.append(time.perf_counter() - start)
    start = time.perf_counter()
    with open_store(settings) as store:
        with store.engine(Tier.PUBLIC).connect() as connection:
            connection.execute(text("select 1"))
        timings["warm"].seconds.append(time.perf_counter() - start)
        start = time.perf_counter()
    timings["stop"].seconds.append(time.perf_counter() - start)


def _time_bare(folder: Path, timings: Timings) -> None:
    """`initdb` with our encoding and checksums, and the server as it comes, without TCP."""
    account, binaries = choose_account(folder), find_binaries()
    folder.mkdir(0o700)
    if account.uid != os.geteuid():
        os.chown(folder, account.uid, account.gid)
    start = time.perf_counter()
    _run_initdb(binaries, folder, account)
    for name in ("bare cold", "bare warm"):
        with _serve(binaries, folder, account):
            timings[name].seconds.append(time.perf_counter() - start)
        start = time.perf_counter()


def _run_initdb(binaries: Binaries, folder: Path, account: Account) -> None:
    options = ["--username", "postgres", "--data-checksums", "--encoding", "UTF8", "--locale", "C.UTF-8"]
    command = [binaries.path("initdb"), "--pgdata", str(folder / "data"), "--auth", "trust", *options]
    subprocess.run(command, cwd="/", check=True, capture_output=True, **account.process_identity)


@contextmanager
def _serve(binaries: Binaries, folder: Path, account: Account) -> Iterator[None]:
    command = [binaries.path("postgres"), "-D", str(folder / "data"), "-k", str(folder), "-c", "listen_addresses="]
    server = subprocess.Popen(command, cwd="/", stderr=subprocess.DEVNULL, **account.process_identity)
    try:
        while not _lets_in(folder):
            if server.poll() is not None:
                raise subprocess.CalledProcessError(server.returncode, command)
            time.sleep(POLL_S)
        yield
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()


def _lets_in(folder: Path) -> bool:
    try:
        psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
    except psycopg.OperationalError:
        return False
    return True
