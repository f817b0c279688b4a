"""A stock without occupancy is computed and published: what nobody transmitted has no value, and says so."""

import json
from pathlib import Path

import pytest

from observatoire.access.audience import Role
from observatoire.access.perimeters import EVERYTHING, Perimeter
from observatoire.accounts.register import add_account
from observatoire.cluster import Cluster
from observatoire.computation import compute_draft
from observatoire.publication import publish
from observatoire.settings import Settings
from observatoire.sources.loading import load_file
from observatoire.store.database import Store, Tier, open_store, unit_of_work
from observatoire.store.queries import exports, partner, sheets
from observatoire.store.queries.series import read_level_series
from observatoire.store.tables.housing import UNKNOWN_LANDLORD
from tests.conftest import lend_database
from tests.observatoire.sources.incoming import load_residences, occupation, rows_of, write_table
from tests.observatoire.sources.official.test_open_files import TOWNS
from tests.support.open_rpls import write_open_file


@pytest.fixture(scope="module")
def open_stock(memory_cluster: Cluster, outlined_template: str, tmp_path_factory: pytest.TempPathFactory):
    """A store where nothing but the open file was published."""
    folder = tmp_path_factory.mktemp("open")
    with (
        lend_database(memory_cluster, folder / "home", template=outlined_template) as settings,
        open_store(settings) as store,
    ):
        load_file(store, "rpls-ouvert", write_open_file(folder / "r.csv", TOWNS[:2], 400), millesime=2025)
        compute_draft(store, rpls=2025, settings=settings)
        publish(store, settings=settings)
        yield store


def read_as(store: Store, role: Role, perimeter: Perimeter = EVERYTHING):
    """The first residence in the list of values, and its sheet, as a role reads them."""
    key = add_account(store, "Quelqu’un", role, perimeter)
    with partner.open_snapshot(store.engine(Tier.PARTNER), None, secret=key) as snapshot:
        first = json.loads(partner.read_values(snapshot, level="residence"))["values"][0]
        return first, json.loads(sheets.read_residence_sheet(snapshot, code=first["code"]))


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


LACKING = {"occupation": ["occ1", "occ2", "occ3", "occ4"], "attractivite": ["att1", "att2"]}
LACKING["fragilite"] = list(LACKING)


def test_what_no_residence_has_is_told_once_and_read_of_each(open_stock):
    assert rows_of(open_stock, "select count(*) from partner.value where level = 'residence'") == [(0,)]
    assert rows_of(open_stock, "select distinct indicator from partner.component where level = 'residence'") == [
        ("att3",)
    ]
    of_epci = dict(rows_of(open_stock, "select index, missing from partner.value where level = 'epci'"))
    assert of_epci == LACKING

    values, sheet = read_as(open_stock, Role.EPCI)
    assert {name: each["missing"] for name, each in values["indices"].items()} == LACKING
    assert {each["status"] for each in values["indices"].values()} == {"non_transmis"}
    assert {name for name, each in values["components"].items() if each["status"] == "non_transmis"} == {
        *LACKING["occupation"],
        *LACKING["attractivite"],
    }
    assert values["components"]["att3"]["status"] in {"ok", "secret"}
    assert values["access"] == "full"
    assert sheet["components"].keys() == values["components"].keys()


@pytest.mark.parametrize(
    ("role", "perimeter", "access", "indices", "indicators"),
    [
        (Role.COMMISSION, EVERYTHING, "full", 3, 7),
        (Role.BAILLEUR, Perimeter(bailleurs=(UNKNOWN_LANDLORD,)), "full", 3, 7),
        (Role.BAILLEUR, Perimeter(bailleurs=("900000001",)), "class", 1, 0),
        (Role.COMMUNE, Perimeter(communes=("99999",)), "none", 0, 0),
    ],
    ids=["commission", "its landlord", "another landlord", "another commune"],
)
def test_each_role_reads_of_it_what_it_would_read_of_a_figure(open_stock, role, perimeter, access, indices, indicators):
    values, _ = read_as(open_stock, role, perimeter)

    assert (values["access"], len(values["indices"]), len(values["components"])) == (access, indices, indicators)


def test_exports_say_it_of_every_residence(open_stock):
    with unit_of_work(open_stock.engine(Tier.ADMIN)) as session:
        values = exports.read_level_values(session, 1, "residence")
        components = exports.read_level_components(session, 1, "residence")
        series = read_level_series(session, 1, "residence")

    residences = values["code"].nunique()
    assert residences > 1
    assert (len(values), len(components), len(series)) == (3 * residences, 7 * residences, 3 * residences)
    assert set(values["status"]) == {"non_transmis"}
