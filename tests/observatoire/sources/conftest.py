"""Stores in which part of the small territory is already loaded: loaded once, then copied for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from observatoire.cluster import Cluster
from observatoire.settings import Settings
from observatoire.store.database import Store, open_store
from tests.conftest import lend_database, name_database
from tests.observatoire.sources.incoming import load_residences, load_territories


@pytest.fixture(scope="session")
def outlined_template(memory_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database with the communes, secteurs and QPV."""
    folder = tmp_path_factory.mktemp("outlined")
    with lend_database(memory_cluster, folder / "home") as settings:
        with open_store(settings) as store:
            load_territories(store, folder)
        yield name_database(settings)


@pytest.fixture(scope="session")
def inhabited_template(
    memory_cluster: Cluster, outlined_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The same with its residences."""
    folder = tmp_path_factory.mktemp("inhabited")
    with lend_database(memory_cluster, folder / "home", template=outlined_template) as settings:
        with open_store(settings) as store:
            load_residences(store, folder)
        yield name_database(settings)


@pytest.fixture
def outlined_settings(memory_cluster: Cluster, outlined_template: str, tmp_path: Path) -> Iterator[Settings]:
    """Settings that lead to a store with its communes, secteurs and QPV."""
    with lend_database(memory_cluster, tmp_path / "home", template=outlined_template) as settings:
        yield settings


@pytest.fixture
def outlined(outlined_settings: Settings) -> Iterator[Store]:
    """A store with its communes, secteurs and QPV."""
    with open_store(outlined_settings) as store:
        yield store


@pytest.fixture
def inhabited(memory_cluster: Cluster, inhabited_template: str, tmp_path: Path) -> Iterator[Store]:
    """The same with its residences."""
    with (
        lend_database(memory_cluster, tmp_path / "home", template=inhabited_template) as settings,
        open_store(settings) as store,
    ):
        yield store


@pytest.fixture(scope="session")
def settled(
    memory_cluster: Cluster, inhabited_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """The same again, shared by tests that must all leave it as it is."""
    home = tmp_path_factory.mktemp("settled")
    with lend_database(memory_cluster, home, template=inhabited_template) as settings, open_store(settings) as store:
        yield store
