"""Resources of the tests: a PostGIS cluster in memory, and a database of one's own for each test that asks.

The cluster is shared by the workers of a run and made by the product's own code, without the care for power cuts. Its
database `observatoire` is prepared once and serves as the template that every test clones.
"""

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import hypothesis
import pytest
from psycopg import sql
from pydantic import SecretStr
from sqlalchemy import make_url

from observatoire.cluster import Cluster
from observatoire.settings import Settings
from observatoire.store.bootstrap import prepare
from observatoire.store.database import Store, open_store
from observatoire.store.roles import fence_database
from observatoire.store.tiers import PRIVATE_DATABASE, Tier, private_urls

TEST_HOME = "OBSERVATOIRE_TEST_HOME"
MEMORY = Path("/dev/shm")  # noqa: S108 -- shared memory of the system, absent elsewhere than Linux
PREFIX = "observatoire-test-"

# The same examples at each run, whatever the speed of the machine. `tests.leaks.fuzz` looks for others.
hypothesis.settings.register_profile(
    "steady",
    deadline=None,
    derandomize=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("steady")


def _memory() -> Path:
    return MEMORY if MEMORY.is_dir() else Path(tempfile.gettempdir())


def pytest_configure(config: pytest.Config) -> None:
    """Choose the home of the cluster before the workers start, and remove what killed runs left behind."""
    if hasattr(config, "workerinput"):
        return
    for left in _memory().glob(f"{PREFIX}*"):
        if not Path("/proc", left.name.removeprefix(PREFIX).partition("-")[0]).exists() and Cluster(left).stop():
            shutil.rmtree(left)
    os.environ[TEST_HOME] = str(_memory() / f"{PREFIX}{os.getpid()}-{uuid4().hex[:8]}")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the home, once the workers are gone."""
    if not hasattr(config, "workerinput") and TEST_HOME in os.environ:
        shutil.rmtree(os.environ.pop(TEST_HOME), ignore_errors=True)


@pytest.fixture(scope="session")
def memory_cluster() -> Iterator[Cluster]:
    """The cluster in memory, with its template ready."""
    home = Path(os.environ[TEST_HOME])
    cluster = Cluster(home, durable=False)
    with cluster.use(create=True):
        with (home / "template.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (home / "template.ready").exists():
                prepare(Settings(home=home))
                (home / "template.ready").touch()
        yield cluster


@pytest.fixture
def settings(memory_cluster: Cluster, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Settings]:
    """Settings that lead to a database of one's own, dropped afterwards.

    It is prepared and empty, or copied from the `starting_point` of the module for the tests that ask for that fixture.
    """
    begun = "starting_point" in request.fixturenames
    template = request.getfixturevalue("starting_point") if begun else PRIVATE_DATABASE
    with lend_database(memory_cluster, tmp_path / "home", template=template) as lent:
        yield lent


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """A store on a database of one's own."""
    with open_store(settings) as opened:
        yield opened


@pytest.fixture
def home() -> Iterator[Path]:
    """A home on disk for a real private cluster; pytest's own `tmp_path` is closed to the server's account."""
    parent = Path(tempfile.mkdtemp(prefix="observatoire-"))
    parent.chmod(0o755)
    yield parent / "home"
    Cluster(parent / "home").stop()
    shutil.rmtree(parent)


@pytest.fixture(scope="session")
def blank_cluster() -> Iterator[Path]:
    """The folder of a cluster just created, and stopped."""
    parent = Path(tempfile.mkdtemp(prefix="observatoire-"))
    parent.chmod(0o755)
    with Cluster(parent, durable=False).use(create=True):
        pass
    yield parent / "postgres"
    shutil.rmtree(parent)


@pytest.fixture
def made_home(home: Path, blank_cluster: Path) -> Path:
    """A home on disk whose private cluster is already created: a copy takes a tenth of the time."""
    home.mkdir()
    subprocess.run(["/bin/cp", "-a", blank_cluster, home], check=True)
    return home


def name_database(settings: Settings) -> str:
    """The database that settings lead to, which may serve as the template of others."""
    assert settings.database_url is not None
    name = make_url(settings.database_url.get_secret_value()).database
    assert name is not None
    return name


@contextmanager
def lend_database(cluster: Cluster, home: Path, *, template: str = PRIVATE_DATABASE) -> Iterator[Settings]:
    """A copy of a database, for the time of the block, as settings that lead to it."""
    name = f"test_{uuid4().hex[:12]}"
    clone_template(cluster, name, template)
    url = private_urls(cluster.socket_dir, name)[Tier.OWNER]
    yield Settings.model_validate({"home": home, "DATABASE_URL": SecretStr(url.render_as_string(hide_password=False))})
    with cluster.connect() as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def begin_with(fill: Callable[[Store, Settings], object]) -> Any:
    """The `starting_point` of a module: a database filled once, of which each test has a copy, cheaper than to compute again."""

    @pytest.fixture(scope="module")
    def starting_point(memory_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
        with lend_database(memory_cluster, tmp_path_factory.mktemp("begun")) as settings:
            with open_store(settings) as store:
                fill(store, settings)
            yield name_database(settings)

    return starting_point


def clone_template(cluster: Cluster, name: str, template: str = PRIVATE_DATABASE) -> None:
    """Copy a database, the prepared one unless told otherwise. Copying files is 15 times faster than going through the log, where it can be had."""
    with cluster.connect() as connection:
        strategy = "STRATEGY file_copy" if connection.info.server_version >= 150_000 else ""
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {} {}").format(
                sql.Identifier(name),
                sql.Identifier(template),
                sql.Identifier(Tier.OWNER.login),
                sql.SQL(strategy),
            )
        )
        for statement in fence_database(name):
            connection.execute(statement)
