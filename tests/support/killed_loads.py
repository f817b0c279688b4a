"""Loads that are killed without warning, whatever the kind of the file."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from observatoire.settings import Settings
from tests.support.killing import starter

LOADERS = """
import os, sys
from pathlib import Path
from observatoire.settings import Settings
from observatoire.sources.loading import load_file
from observatoire.sources.official import open_writing
from observatoire.sources.options import Options
from observatoire.store.database import open_store

open_writing.MANY = 10  # a small open file is loaded as that of a country is
for line in sys.stdin:
    child = os.fork()  # importing everything anew for each load would take longer than the loads
    if child:
        os.waitpid(child, 0)
        continue
    with open_store(Settings()) as store:
        path = Path(line.rstrip("\\n"))
        kind, millesime = sys.argv[1], None if sys.argv[1] == "rpls-bailleur" else 2016
        options = Options(bailleur="900000002", confirmed=True) if kind == "ops" else Options()
        load_file(store, kind, path, millesime=millesime, options=options, check=True)  # what is slow at first is past
        print(os.getpid(), flush=True)
        load_file(store, kind, path, millesime=millesime, options=options)
    os._exit(0)
"""


@contextmanager
def loaders(settings: Settings, kind: str = "parc") -> Iterator[subprocess.Popen[str]]:
    """A process that starts a load of its own for each path it is given."""
    with starter(LOADERS, settings, kind) as process:
        yield process
