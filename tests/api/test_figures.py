"""What stands one click behind a figure, for whoever may read it."""

import pytest
from pydantic import BaseModel, TypeAdapter

from api.schemas.figures import Evaluations, Funnel, Parts
from tests.api.conftest import World
from tests.api.test_partner import ROOT
from tests.support.builders import BONNEVILLE
from tests.support.editions import MARIGNIER, MUETTE, PETITE, SOUND

ADDRESSES: dict[str, type[BaseModel]] = {
    f"{ROOT}/funnels/occ1": Funnel,
    f"{ROOT}/funnels/att1": Funnel,
    f"{ROOT}/communes/{BONNEVILLE}/parts": Parts,
    f"{ROOT}/communes/{MARIGNIER}/parts": Parts,
    f"{ROOT}/evaluations": Evaluations,
}


@pytest.mark.parametrize("role", ["bailleur", "commission", "epci"])
@pytest.mark.parametrize(("address", "model"), ADDRESSES.items())
def test_answer_has_exactly_the_documented_shape(shared: World, address: str, model: type[BaseModel], role: str):
    TypeAdapter(model).validate_json(shared.get(address, role).text, strict=True)


def test_parts_of_the_residences_add_up_to_the_index_of_the_commune(shared: World):
    commune = shared.read(f"{ROOT}/communes/{BONNEVILLE}/parts", "epci")

    assert set(commune["indices"]) == {"occupation", "attractivite"}
    for index in commune["indices"].values():
        assert index["whole"] is True
        assert index["rest"] is None
        assert sum(part["points"] for part in index["parts"]) == pytest.approx(index["value"], abs=1e-9)


def test_commune_with_one_or_two_residences_withheld_is_not_taken_apart(shared: World):
    """What the others leave would be the secret residence."""
    commune = shared.read(f"{ROOT}/communes/{MARIGNIER}/parts", "epci")

    for index in commune["indices"].values():
        assert index["whole"] is False
        if not index["shown"]:
            assert (index["parts"], index["rest"], index["plain_mean"]) == ([], None, None)
        assert PETITE not in {part["code"] for part in index["parts"]}
    assert False in {index["shown"] for index in commune["indices"].values()}


def test_commission_reads_no_part_of_the_occupation_nor_point_of_its_funnels(shared: World):
    """Either gives back the number of households."""
    commune = shared.read(f"{ROOT}/communes/{BONNEVILLE}/parts", "commission")

    assert (commune["hidden"], list(commune["indices"])) == (True, ["attractivite"])
    assert shared.read(f"{ROOT}/funnels/occ1", "commission")["points"] == []


def test_ratio_without_the_residence_itself_is_for_whoever_reads_its_counts(shared: World):
    """Few residences answer for the reference: each is partly compared with itself."""
    components = {
        row["code"]: row["components"] for row in shared.read(f"{ROOT}/values?level=residence", "epci")["values"]
    }
    whole = shared.read(f"{ROOT}/values?level=epci", "epci")["values"][0]["components"]["occ1"]
    own = components[SOUND]["occ1"]
    others = (whole["num"] - own["num"]) / (whole["den"] - own["den"])
    said = {
        role: shared.read(f"{ROOT}/residences/{SOUND}", role)["components_solidity"] for role in ("epci", "commission")
    }

    assert said["epci"]["occ1"]["alone"] == pytest.approx(100 * own["rate"] / others, abs=1e-9)
    assert "occ1" not in said["commission"]


def test_unknown_commune_and_unknown_indicator_are_said(shared: World):
    assert shared.get(f"{ROOT}/communes/00000/parts", "epci").status_code == 404
    assert shared.get(f"{ROOT}/funnels/occ9", "epci").status_code == 422


def test_constructions_are_whole_for_who_reads_counts_and_classes_alone_for_who_reads_rounded_shares(shared: World):
    """Seven exact indices of the occupation would give the counts back."""
    sheets = {role: shared.read(f"{ROOT}/residences/{SOUND}", role) for role in ("epci", "commission")}

    whole = sheets["epci"]["constructions"]
    assert set(whole) == {"occupation", "attractivite", "fragilite"}
    for built in (each for index in whole.values() for each in index):
        assert sum(built["contributions"].values()) == pytest.approx(built["value"] - 100, abs=1e-9)
    told = sheets["commission"]["constructions"]
    assert told["attractivite"] == whole["attractivite"]
    for index in ("occupation", "fragilite"):
        assert [(each["construction"], each["class"]) for each in told[index]] == [
            (each["construction"], each["class"]) for each in whole[index]
        ]
        assert {(each["value"], each["contributions"]) for each in told[index]} == {(None, None)}
    assert shared.read(f"{ROOT}/residences/{PETITE}", "epci")["constructions"] == {}
    readable = {
        code for code in (SOUND, MUETTE) if shared.read(f"{ROOT}/residences/{code}", "bailleur")["constructions"]
    }
    assert readable == {MUETTE}
