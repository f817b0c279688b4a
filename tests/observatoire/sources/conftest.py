"""Stores in which part of the small territory is already loaded."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from observatoire.cluster import Cluster
from observatoire.store.database import Store, open_store
from tests.conftest import lend_database
from tests.observatoire.sources.incoming import load_residences, load_territories


@pytest.fixture
def outlined(store: Store, tmp_path: Path) -> Store:
    """A store with its communes, secteurs and QPV."""
    load_territories(store, tmp_path)
    return store


@pytest.fixture
def inhabited(outlined: Store, tmp_path: Path) -> Store:
    """The same with its residences."""
    load_residences(outlined, tmp_path)
    return outlined


@pytest.fixture(scope="module")
def settled(memory_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The same again, shared by tests that must all leave it as it is."""
    folder = tmp_path_factory.mktemp("settled")
    with lend_database(memory_cluster, folder / "home") as settings, open_store(settings) as store:
        load_territories(store, folder)
        load_residences(store, folder)
        yield store
