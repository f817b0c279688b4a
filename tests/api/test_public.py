"""What anyone reads: the stock, and never a judgement on a residence."""

import json
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter
from starlette.testclient import TestClient

from api.app import create_app
from api.schemas.method import PublicMethod
from api.schemas.public import PublicGuichets, PublicPublication, PublicResidences, PublicTerritories
from observatoire.store.database import Tier
from observatoire.store.queries import public
from tests.api.conftest import MARK, World

ADDRESSES: dict[str, type[BaseModel]] = {
    "/api/v1/public/publication": PublicPublication,
    "/api/v1/public/method": PublicMethod,
    "/api/v1/public/guichets": PublicGuichets,
    "/api/v1/public/residences": PublicResidences,
    "/api/v1/public/territories?level=commune": PublicTerritories,
    "/api/v1/public/territories?level=epci": PublicTerritories,
    "/api/v1/public/territories?level=qpv": PublicTerritories,
}
FORBIDDEN_OF_A_RESIDENCE = {"indices", "signal", "components", "repondants", "vacants", "emmenages", "loues"}


@pytest.mark.parametrize(("address", "model"), ADDRESSES.items())
def test_public_answer_has_exactly_the_documented_shape(shared: World, address: str, model: type[BaseModel]):
    TypeAdapter(model).validate_json(shared.get(address).text, strict=True)


def test_public_answers_never_hold_what_was_planted_for_partners(shared: World):
    """Partners read the same pages first, so that a cache that forgot the audience would show."""
    seen_by_partners = "".join(
        shared.get(f"/api/v1/partner/{path}", "epci").text
        for path in ("publications", "territories?level=secteur", "residences", "values?level=residence")
    )
    addresses = [*ADDRESSES, "/docs", "/openapi.json", "/api/v1/health", "/", "/simple", "/methode"]

    assert MARK in seen_by_partners
    for address in addresses:
        assert MARK not in shared.get(address).text, address


def test_public_residences_hold_no_index_and_no_count_of_occupation(shared: World):
    for feature in shared.read("/api/v1/public/residences")["features"]:
        assert not FORBIDDEN_OF_A_RESIDENCE & members_of(feature)


def test_public_residences_are_points_ordered_by_code(shared: World):
    features = shared.read("/api/v1/public/residences")["features"]
    codes = [feature["properties"]["code"] for feature in features]

    assert codes == sorted(codes)
    assert len(codes) == 6
    assert {feature["geometry"]["type"] for feature in features} == {"Point"}


def test_public_coordinates_are_in_wgs84_with_six_decimals(shared: World):
    text = shared.get("/api/v1/public/residences").text
    for feature in json.loads(text, parse_float=str)["features"]:
        longitude, latitude = feature["geometry"]["coordinates"]

        assert -5 < float(longitude) < 10
        assert 41 < float(latitude) < 52
        assert max(len(each.partition(".")[2]) for each in (longitude, latitude)) <= 6


def test_public_territories_give_classes_and_shares_rounded_to_the_percent(shared: World):
    for feature in shared.read("/api/v1/public/territories?level=epci")["features"]:
        territory = feature["properties"]

        assert all(set(index) == {"class", "status"} for index in territory["indices"].values())
        assert all(round(each["share"], 2) == each["share"] for each in territory["shares"].values())


def test_public_text_with_quotes_and_backslash_is_intact(shared: World):
    features = shared.read("/api/v1/public/residences")["features"]
    names = {feature["properties"]["code"]: feature["properties"]["nom"] for feature in features}

    assert names["R3"] == 'Résidence « du \\ "Lac" »'


def test_public_answers_are_read_on_the_public_login(shared: World):
    with public.open_snapshot(shared.store.engine(Tier.PUBLIC)) as snapshot:
        assert snapshot.read_text("select current_user") == "observatoire_public"


def test_public_answers_before_the_first_publication_are_not_found(settings):
    with TestClient(create_app(settings)) as client:
        response = client.get("/api/v1/public/residences")

        assert response.status_code == 404
        assert "rien n’a encore été publié" in response.json()["detail"]
        assert client.get("/api/v1/health").json()["publication"] is None


def members_of(value: Any) -> set[str]:
    """Every member name, at any depth."""
    if isinstance(value, dict):
        return set(value) | {name for inner in value.values() for name in members_of(inner)}
    if isinstance(value, list):
        return {name for inner in value for name in members_of(inner)}
    return set()
