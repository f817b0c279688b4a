"""Two general feature servers on the rows of one of our answers, each with one worker, as its documentation says."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import make_url

from benchmarks.processes import Running, find_free_port, run_server
from benchmarks.pygeoapi_configuration import describe_server
from observatoire.settings import REPOSITORY, Settings

ENVIRONMENT = REPOSITORY / ".venv-bench"
PINNED = Path(__file__).parent / "peers.txt"
SCHEMA, TABLE = "peers", "residence"
MANY = 10_000
"""More than there are rows: a page is the whole table, as our answer is."""


class NotInstalledError(Exception):
    """The peers cannot be installed on this machine."""


def install_peers() -> Path:
    """The programs of the peers, installed once for each list of versions.

    Raises:
        NotInstalledError: pip refuses; the message says why.
    """
    mark = ENVIRONMENT / "installed.txt"
    if not (mark.exists() and mark.read_text() == PINNED.read_text()):
        print("Installing the peers in .venv-bench", flush=True)
        _run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)])
        _run([str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "install", "--quiet", "--requirement", str(PINNED)])
        mark.write_text(PINNED.read_text())
    return ENVIRONMENT / "bin"


@contextmanager
def run_tipg(programs: Path, settings: Settings, _folder: Path) -> Iterator[tuple[Running, str]]:
    """A running tipg, and the path of the rows."""
    port, database = find_free_port(), _locate(settings)
    environment = {
        "DATABASE_URL": f"postgresql://{database['user']}@{quote(database['host'], safe='')}/{database['dbname']}",
        "TIPG_DB_SCHEMAS": json.dumps([SCHEMA]),
        "TIPG_MAX_FEATURES_PER_QUERY": str(MANY),
    }
    with run_server([*_serve(programs, port), "tipg.main:app"], port, environment) as running:
        yield running, f"/collections/{SCHEMA}.{TABLE}/items?limit={MANY}&f=geojson"


@contextmanager
def run_pygeoapi(programs: Path, settings: Settings, folder: Path) -> Iterator[tuple[Running, str]]:
    """A running pygeoapi, and the path of the rows."""
    port = find_free_port()
    configuration, contract = folder / "pygeoapi.json", folder / "pygeoapi-openapi.json"
    description = describe_server(_locate(settings), port=port, schema=SCHEMA, table=TABLE, largest_page=MANY)
    configuration.write_text(json.dumps(description), encoding="utf-8")
    _run([str(programs / "pygeoapi"), "openapi", "generate", str(configuration), "--output-file", str(contract)])
    environment = {"PYGEOAPI_CONFIG": str(configuration), "PYGEOAPI_OPENAPI": str(contract)}
    with run_server([*_serve(programs, port), "pygeoapi.starlette_app:APP"], port, environment) as running:
        yield running, f"/collections/{TABLE}/items?limit={MANY}&f=json"


PEERS = {"tipg 1.6.1": run_tipg, "pygeoapi 0.21": run_pygeoapi}


def _serve(programs: Path, port: int) -> list[str]:
    return [str(programs / "python"), "-m", "uvicorn", "--port", str(port), "--log-level", "warning"]


def _locate(settings: Settings) -> dict[str, str]:
    """Where the rows are: a database of the private cluster, by its socket."""
    assert settings.database_url is not None
    url = make_url(settings.database_url.get_secret_value())
    return {"user": str(url.username), "host": str(url.query["host"]), "dbname": str(url.database)}


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise NotInstalledError(f"{command[0]}: {done.stderr.strip().splitlines()[-1:]}")
