"""A stock without any survey of the occupation is computed and published: its attractivité has a value, the rest says why not."""

from pathlib import Path

from observatoire.computation import compute_draft
from observatoire.publication import list_publications, publish
from observatoire.settings import Settings
from observatoire.sources.loading import load_file
from observatoire.store.database import Store
from observatoire.store.tables.results import NO_SURVEY
from tests.observatoire.sources.incoming import load_residences, parc, rows_of, write_table


def test_stock_alone_gives_attractivite_and_says_that_the_occupation_was_not_transmitted(
    outlined: Store, outlined_settings: Settings, tmp_path: Path
):
    load_residences(outlined, tmp_path)
    load_file(outlined, "parc", write_table(tmp_path / "p.csv", parc()), millesime=2025)

    summary = compute_draft(outlined, rpls=2025, settings=outlined_settings)
    publish(outlined, settings=outlined_settings)

    assert summary.coverage["occupation"] == 0
    of_epci = dict(rows_of(outlined, "select index, status from partner.value where level = 'epci'"))
    assert of_epci == {"occupation": "non_transmis", "attractivite": "ok", "fragilite": "non_transmis"}
    assert rows_of(
        outlined,
        "select distinct status, num, den from partner.component where indicator like 'occ%' and level <> 'secteur'",
    ) == [("non_transmis", None, None)]
    assert [line.ops for line in list_publications(outlined)] == [NO_SURVEY]
