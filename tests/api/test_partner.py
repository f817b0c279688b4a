"""What partners read: indices with their statuses, contributions, and counts for whoever may see them."""

import pytest
from pydantic import BaseModel, TypeAdapter

from api.schemas.method import PartnerMethod
from api.schemas.partner import Publications, Residences, ResidenceSheet, Series, Territories, TerritorySheet, Values
from observatoire.store.database import Tier
from observatoire.store.queries import partner
from tests.api.conftest import MARK, World
from tests.support.builders import BONNEVILLE, FAUCIGNY_GLIERES
from tests.support.editions import MUETTE, PETITE, POLYGON, SOUND

ROOT = "/api/v1/partner"
ADDRESSES: dict[str, type[BaseModel]] = {
    f"{ROOT}/publications": Publications,
    f"{ROOT}/method": PartnerMethod,
    f"{ROOT}/residences": Residences,
    f"{ROOT}/residences/{SOUND}": ResidenceSheet,
    f"{ROOT}/residences/{PETITE}": ResidenceSheet,
    f"{ROOT}/residences/{MUETTE}": ResidenceSheet,
    f"{ROOT}/territories/epci/{FAUCIGNY_GLIERES}": TerritorySheet,
    f"{ROOT}/territories/commune/{BONNEVILLE}": TerritorySheet,
    f"{ROOT}/territories/secteur/S1": TerritorySheet,
    f"{ROOT}/territories/residence/{SOUND}/series": Series,
    f"{ROOT}/territories/commune/{BONNEVILLE}/series": Series,
    **{f"{ROOT}/territories?level={level}": Territories for level in ("epci", "commune", "secteur", "qpv")},
    **{f"{ROOT}/values?level={level}": Values for level in ("residence", "regroupement", "secteur", "commune", "epci")},
}
OCCUPATION = ("occ1", "occ2", "occ3", "occ4")
STOCK = ("att1", "att2", "att3")


@pytest.mark.parametrize("role", ["commission", "epci"])
@pytest.mark.parametrize(("address", "model"), ADDRESSES.items())
def test_partner_answer_has_exactly_the_documented_shape(
    shared: World, address: str, model: type[BaseModel], role: str
):
    TypeAdapter(model).validate_json(shared.get(address, role).text, strict=True)


def test_commission_reads_shares_of_a_residence_without_their_counts(shared: World):
    values = {row["code"]: row for row in shared.read(f"{ROOT}/values?level=residence", "commission")["values"]}
    sheet = shared.read(f"{ROOT}/residences/{SOUND}", "commission")

    for components in (values[SOUND]["components"], sheet["components"]):
        assert all(components[name]["num"] is None and components[name]["den"] is None for name in OCCUPATION)
        assert components["occ1"]["rate"] == 0.25
        assert components["occ1"]["contribution"] is not None
        assert all(components[name]["den"] == 40 for name in STOCK)


def test_values_carry_the_interval_of_each_index_that_has_a_value(shared: World):
    values = {row["code"]: row for row in shared.read(f"{ROOT}/values?level=residence", "epci")["values"]}

    low, high = values[SOUND]["intervals"]["fragilite"]
    assert low < high
    assert values[PETITE]["intervals"] == {}


def test_commission_reads_the_counts_of_communes(shared: World):
    values = {row["code"]: row for row in shared.read(f"{ROOT}/values?level=commune", "commission")["values"]}

    assert values[BONNEVILLE]["components"]["occ1"]["num"] == 20


def test_epci_reads_the_counts_of_residences(shared: World):
    """Asked after the commission, so that a cache that forgot the role would show."""
    shared.read(f"{ROOT}/values?level=residence", "commission")
    values = {row["code"]: row for row in shared.read(f"{ROOT}/values?level=residence", "epci")["values"]}

    assert values[SOUND]["components"]["occ1"]["num"] == 10
    assert values[SOUND]["components"]["occ1"]["den"] == 40


def test_small_residence_has_statuses_and_no_number_for_anyone(shared: World):
    sheet = shared.read(f"{ROOT}/residences/{PETITE}", "epci")

    assert {index["status"] for index in sheet["indices"].values()} == {"secret"}
    assert all(index["value"] is None and index["class"] is None for index in sheet["indices"].values())
    for component in sheet["components"].values():
        assert [component[name] for name in ("num", "den", "rate", "ratio", "contribution")] == [None] * 5


def test_residence_not_transmitted_says_so_and_keeps_the_index_of_its_stock(shared: World):
    indices = shared.read(f"{ROOT}/residences/{MUETTE}", "commission")["indices"]

    assert indices["occupation"] == {
        "value": None,
        "status": "non_transmis",
        "class": None,
        "coverage": None,
        "missing": list(OCCUPATION),
    }
    assert indices["attractivite"]["status"] == "ok"


def test_reference_in_the_sheet_is_the_rate_of_the_reference(shared: World):
    sheet = shared.read(f"{ROOT}/residences/{SOUND}", "epci")
    epci = shared.read(f"{ROOT}/territories/epci/{FAUCIGNY_GLIERES}", "epci")

    for name, component in sheet["components"].items():
        assert component["reference"] == epci["components"][name]["rate"]
    assert {index["value"] for index in epci["indices"].values()} == {100}


def test_contributions_of_an_index_add_up_to_its_distance_from_the_reference(shared: World):
    sheet = shared.read(f"{ROOT}/residences/{SOUND}", "epci")

    total = sum(sheet["components"][name]["contribution"] for name in OCCUPATION)

    assert sheet["indices"]["occupation"]["value"] - 100 == pytest.approx(total, abs=1e-9)


def test_residence_is_named_with_its_commune_its_secteur_and_its_qpv(shared: World):
    features = shared.read(f"{ROOT}/residences", "commission")["features"]
    residence = next(each["properties"] for each in features if each["properties"]["code"] == SOUND)

    assert residence["commune"] == "Bonneville"
    assert residence["secteur_nom"] == f"Les Îles{MARK}"
    assert residence["qpv_nom"] == "Les Îles – Le Bois Jolivet"
    assert residence["bailleur"] == "Halpades"


def test_residence_declared_as_an_outline_is_drawn_as_a_point(shared: World):
    features = shared.read(f"{ROOT}/residences", "epci")["features"]
    drawn = next(each for each in features if each["properties"]["code"] == POLYGON)
    sheet = shared.read(f"{ROOT}/residences/{POLYGON}", "epci")

    assert drawn["geometry"]["type"] == "Point"
    assert sheet["residence"]["point"] == drawn["geometry"]["coordinates"]


@pytest.mark.parametrize("level", ["residence", "secteur", "commune", "epci"])
def test_values_of_a_level_are_ordered_by_code(shared: World, level: str):
    codes = [row["code"] for row in shared.read(f"{ROOT}/values?level={level}", "epci")["values"]]

    assert codes == sorted(codes)
    assert codes


def test_sheet_labels_come_from_the_published_method(shared: World):
    labels = shared.read(f"{ROOT}/residences/{SOUND}", "commission")["method_labels"]

    assert labels["occ1"].startswith("Ménages sous 40")
    assert labels["fragilite"] == "Fragilité"


def test_partner_answers_are_read_on_the_partner_login(shared: World):
    with partner.open_snapshot(shared.store.engine(Tier.PARTNER), None, secret=shared.keys["epci"]) as snapshot:
        assert snapshot.read_text("select current_user") == "observatoire_partner"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{ROOT}/residences/INCONNUE", 404),
        (f"{ROOT}/territories/commune/99999", 404),
        (f"{ROOT}/territories/residence/INCONNUE/series", 404),
        (f"{ROOT}/residences?publication=42", 404),
        (f"{ROOT}/values?level=quartier", 422),
        (f"{ROOT}/values", 422),
        (f"{ROOT}/territories/residence/{SOUND}", 422),
        (f"{ROOT}/residences?publication=zero", 422),
        (f"{ROOT}/residences?publication=99999999999", 422),
        (f"{ROOT}/residences?millesime=2016", 422),
        (f"{ROOT}/residences/%00", 422),
    ],
)
def test_unknown_or_wrong_question_is_a_french_problem(shared: World, address: str, status: int):
    response = shared.get(address, "epci")

    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["title"] in {"Introuvable", "Requête invalide"}


@pytest.mark.parametrize("role", ["commission", "epci"])
def test_window_of_a_map_holds_what_the_whole_says_there(shared: World, role: str):
    whole = shared.read(f"{ROOT}/residences", role)["features"]
    chosen = next(each for each in whole if each["properties"]["code"] == SOUND)
    longitude, latitude = chosen["geometry"]["coordinates"]
    box = f"{longitude - 1e-4},{latitude - 1e-4},{longitude + 1e-4},{latitude + 1e-4}"

    near = shared.read(f"{ROOT}/residences?bbox={box}", role)["features"]

    assert chosen in near
    assert all(each in whole for each in near)
    assert shared.read(f"{ROOT}/residences?bbox=5.0,45.0,5.1,45.1", role)["features"] == []


def test_too_many_residences_for_a_map_are_not_given(shared: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(partner, "MOST_ON_A_MAP", 1)

    answer = Residences.model_validate_json(shared.get(f"{ROOT}/residences?bbox=-5,41,10,51.5", "epci").text)

    assert answer.too_many
    assert answer.features == []
