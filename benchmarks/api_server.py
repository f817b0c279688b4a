"""Our API in a process of its own: one worker, as `observatoire serve` runs it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.processes import Running, find_free_port, run_server
from observatoire.settings import REPOSITORY, Settings


@contextmanager
def run_api(settings: Settings, **changes: int) -> Iterator[Running]:
    """The API on a store, with some of its settings changed."""
    port = find_free_port()
    assert settings.database_url is not None
    environment = {
        "OBSERVATOIRE_HOME": str(settings.home),
        "DATABASE_URL": settings.database_url.get_secret_value(),
        "PYTHONPATH": str(REPOSITORY),
        **{f"OBSERVATOIRE_{name.upper()}": str(value) for name, value in changes.items()},
    }
    command = [sys.executable, "-m", "uvicorn", "--factory", "--port", str(port), "--log-level", "warning"]
    with run_server([*command, "--no-access-log", "api.app:create_app"], port, environment) as running:
        yield running
