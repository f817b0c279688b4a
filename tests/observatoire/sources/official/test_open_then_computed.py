"""A stock without occupancy is computed and published: what nobody transmitted has no value, and says so."""

from pathlib import Path

from observatoire.computation import compute_draft
from observatoire.publication import publish
from observatoire.settings import Settings
from observatoire.sources.loading import load_file
from observatoire.store.database import Store
from tests.observatoire.sources.incoming import load_residences, occupation, rows_of, write_table
from tests.observatoire.sources.official.test_open_files import TOWNS
from tests.support.open_rpls import write_open_file


def test_stock_of_the_open_file_is_published_without_vacancy_nor_mobility(
    outlined: Store, outlined_settings: Settings, tmp_path: Path
):
    load_residences(outlined, tmp_path)
    load_file(outlined, "occupation", write_table(tmp_path / "o.csv", occupation()), millesime=2025)
    load_file(outlined, "rpls-ouvert", write_open_file(tmp_path / "r.csv", TOWNS[:2], 400), millesime=2025)

    compute_draft(outlined, ops=2025, rpls=2025, settings=outlined_settings)
    publish(outlined, settings=outlined_settings)

    found = dict(
        rows_of(
            outlined,
            "select indicator, status from partner.component where level = 'commune' and code = '74042'"
            " and indicator like 'att%'",
        )
    )
    assert {found["att1"], found["att2"]} == {"non_transmis"}
    assert found["att3"] in {"ok", "partiel"}
