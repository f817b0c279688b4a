"""Where measures are taken: a home and a private cluster of their own, as durable as in use, removed afterwards."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from uuid import uuid4

from pydantic import SecretStr

from benchmarks.processes import read_cpu_seconds
from benchmarks.territory import bring_in, write_files
from observatoire.cluster import Cluster
from observatoire.settings import Settings
from observatoire.store.bootstrap import prepare
from observatoire.store.database import open_store
from observatoire.store.tiers import Tier, private_urls
from tests.conftest import clone_template
from tests.support.random_territory import TerritoryFiles

ROOT = Path("/var/tmp")  # noqa: S108 -- a disk, that the account of the server may reach


class Workshop:
    """A running cluster whose database `observatoire` is prepared and empty: the template of those measured."""

    def __init__(self, folder: Path, cluster: Cluster) -> None:
        self.folder = folder
        self.cluster = cluster

    @cached_property
    def files(self) -> TerritoryFiles:
        """The territory, drawn once."""
        (self.folder / "files").mkdir()
        return write_files(self.folder / "files")

    @cached_property
    def published(self) -> Settings:
        """A database where the territory is published, made once; a measure that has made one may give it instead."""
        settings = self.lend_database()
        with open_store(settings) as store:
            bring_in(store, self.files, settings)
        return settings

    def lend_database(self) -> Settings:
        """Settings that lead to a database of its own, prepared and empty."""
        name = f"bench_{uuid4().hex[:12]}"
        clone_template(self.cluster, name)
        url = private_urls(self.cluster.socket_dir, name)[Tier.OWNER].render_as_string(hide_password=False)
        return Settings.model_validate({"home": self.cluster.home, "DATABASE_URL": SecretStr(url)})

    def read_cpu(self) -> float:
        """CPU seconds of the database server so far."""
        lock_file = self.cluster.home / "postgres" / "data" / "postmaster.pid"
        return read_cpu_seconds(int(lock_file.read_text().splitlines()[0]))


@contextmanager
def open_workshop() -> Iterator[Workshop]:
    """A workshop for the time of the block; nothing of it is left."""
    with make_folder() as folder:
        cluster = Cluster(folder / "home")
        with cluster.use(create=True):
            prepare(Settings(home=cluster.home))
            yield Workshop(folder, cluster)


@contextmanager
def make_folder() -> Iterator[Path]:
    """A folder on disk that the account of the database server may traverse, for the time of the block."""
    folder = Path(tempfile.mkdtemp(prefix=f"observatoire-bench-{os.getpid()}-", dir=ROOT))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
