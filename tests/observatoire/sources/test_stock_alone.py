"""A stock without any survey of the occupation is computed and published: its attractivité has a value, the rest says why not."""

from pathlib import Path

from observatoire.computation import compute_draft
from observatoire.publication import list_publications, publish
from observatoire.settings import Settings
from observatoire.sources.loading import load_file
from observatoire.store.database import Store
from observatoire.store.tables.results import NO_SURVEY
from tests.observatoire.sources.incoming import load_residences, parc, qpv, rows_of, write_layer, write_table


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


def test_stock_of_a_year_is_placed_in_the_neighbourhoods_in_force_that_year(
    outlined: Store, outlined_settings: Settings, tmp_path: Path
):
    load_residences(outlined, tmp_path)
    older = qpv().assign(code_qp="QP074006", lib_qp="Les Îles", generation=2015)
    load_file(outlined, "qpv", write_layer(tmp_path / "qpv-2015.gpkg", older))
    for year in (2018, 2025):
        load_file(outlined, "parc", write_table(tmp_path / f"{year}.csv", parc()), millesime=year)

    drawn = {}
    for year in (2018, 2025):
        summary = compute_draft(outlined, rpls=year, settings=outlined_settings)
        codes = rows_of(outlined, "select code, code_qp from source.draft_territory where code_qp is not null")
        outlines = rows_of(outlined, "select code from source.draft_territory where level = 'qpv' and geom is not null")
        drawn[year] = (summary.qpv_generation, codes, outlines)

    assert drawn == {
        2018: (2015, [("HAL-1", "QP074006")], [("QP074006",)]),
        2025: (2024, [("HAL-1", "QN07406I")], [("QN07406I",)]),
    }
