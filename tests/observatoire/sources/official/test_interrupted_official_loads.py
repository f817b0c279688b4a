"""Official files killed at any moment of their load: the store is as before, or as after."""

import random
import time
from pathlib import Path

import pytest

from observatoire.settings import Settings
from observatoire.sources.loading import load_file
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import rows_of
from tests.observatoire.sources.test_interrupted_loads import load_and_kill, loaders
from tests.support.official_files import ESTATES, dwellings_of, write_declaration

KILLED = 5
SEEN = (
    "select count(*), sum(logements), (select count(*) from source.rattachement), (select count(*) from source.receipt"
    " where kind = 'rpls-bailleur') from source.parc where millesime = {year}"
)


@pytest.mark.timeout(240)
def test_official_load_killed_at_any_moment_leaves_the_state_before_or_after(
    outlined: Store, outlined_settings: Settings, tmp_path: Path
):
    moments = random.Random(2016)
    start = time.monotonic()
    load_file(outlined, "rpls-bailleur", write_declaration(tmp_path / "0.txt", dwellings_of(ESTATES, 2010), year=2010))
    whole = time.monotonic() - start
    whole_stock, keys = (3, 75), rows_of(outlined, "select count(*) from source.rattachement")[0][0]
    receipts = 1

    with loaders(outlined_settings, "rpls-bailleur") as process:
        for year in range(2011, 2011 + KILLED):
            path = write_declaration(tmp_path / f"{year}.txt", dwellings_of(ESTATES, year), year=year)
            load_and_kill(process, path, moments.uniform(0, 1.5 * whole))
            stock, dwellings, remembered, written = rows_of(outlined, SEEN.format(year=year))[0]
            assert (stock, dwellings) in ((0, None), whole_stock)
            assert remembered == keys
            assert written == receipts + (stock > 0)
            receipts = written

    load_file(outlined, "rpls-bailleur", path)
    assert rows_of(outlined, SEEN.format(year=2010 + KILLED))[0][:2] == whole_stock
