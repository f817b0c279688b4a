"""A site on the loopback, and the settings of who asks it."""

import pytest

from observatoire.settings import Settings
from tests.support.sites import Site


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def address(site):
    with site.open() as address:
        yield address


@pytest.fixture
def web(address, tmp_path):
    return Settings(
        home=tmp_path, outlines_url=address, catalogue_url=f"{address}/api/1", qpv_dataset="qpv", rpls_dataset="rpls"
    )
