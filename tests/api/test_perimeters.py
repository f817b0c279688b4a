"""What each role reads through the API: the same route for all, and the answer that is theirs."""

import pytest

from observatoire.access.audience import Role
from observatoire.access.perimeters import Perimeter
from observatoire.accounts.register import add_account
from tests.api.conftest import World
from tests.support.builders import BONNEVILLE, HALPADES
from tests.support.editions import FRAGILE, PETITE, SOBRE, SOUND

ROOT = "/api/v1/partner"
EVERYONE = (Role.RESERVATAIRE, Role.COMMISSION, Role.EPCI)


def read_residence(world: World, code: str, role: str):
    return world.read(f"{ROOT}/residences/{code}", role)


@pytest.mark.parametrize(
    ("role", "code", "access"),
    [
        (Role.COMMUNE, SOUND, "full"),
        (Role.COMMUNE, FRAGILE, "none"),
        (Role.BAILLEUR, SOBRE, "full"),
        (Role.BAILLEUR, FRAGILE, "class"),
        (Role.ADMIN, SOUND, "none"),
        *((role, code, "full") for role in EVERYONE for code in (SOUND, FRAGILE, SOBRE)),
    ],
)
def test_sheet_says_how_much_of_it_is_open(shared: World, role: Role, code: str, access: str):
    sheet = read_residence(shared, code, role)
    whole = read_residence(shared, code, Role.EPCI)["indices"]

    assert sheet["residence"]["access"] == access
    assert bool(sheet["components"]) is (access == "full")
    if access == "full":
        assert sheet["indices"] == whole
    elif access == "class":
        shown = whole["fragilite"]
        assert sheet["indices"] == {"fragilite": {**shown, "value": None, "coverage": None, "missing": []}}
    else:
        assert sheet["indices"] == {}


def test_map_and_values_agree_with_the_sheets(shared: World):
    for role in Role:
        features = shared.read(f"{ROOT}/residences", role)["features"]
        rows = shared.read(f"{ROOT}/values?level=residence", role)["values"]
        drawn = {each["properties"]["code"]: each["properties"]["access"] for each in features}

        assert drawn == {row["code"]: row["access"] for row in rows}
        assert drawn[SOUND] == read_residence(shared, SOUND, role)["residence"]["access"]


def test_landlord_alone_reads_the_counts_of_its_secret_cells(shared: World):
    own = read_residence(shared, PETITE, Role.BAILLEUR)

    assert own["own_counts"]["att1"] == {"num": 0, "den": 7}
    assert {component["status"] for component in own["components"].values()} == {"secret"}
    for role in (Role.COMMUNE, *EVERYONE, Role.ADMIN):
        assert read_residence(shared, PETITE, role)["own_counts"] == {}


def test_accounts_of_one_perimeter_share_answers_and_others_never_do(shared: World):
    addresses = (f"{ROOT}/residences", f"{ROOT}/values?level=residence")
    keys = {
        "same": add_account(shared.store, "Ville, autre agent", Role.COMMUNE, Perimeter(communes=(BONNEVILLE,))),
        "other landlord": add_account(shared.store, "Halpades", Role.BAILLEUR, Perimeter(bailleurs=(HALPADES,))),
        **{str(role): shared.keys[role] for role in Role},
    }
    for address in addresses:
        etags = {
            name: shared.client.get(address, headers={"authorization": f"Bearer {key}"}).headers["etag"]
            for name, key in keys.items()
        }

        assert etags.pop("same") == etags[Role.COMMUNE]
        assert len(set(etags.values())) == len(etags)


def test_restricted_role_reads_no_report_that_names_residences(shared: World):
    for role in (Role.COMMUNE, Role.BAILLEUR, Role.ADMIN):
        publications = shared.read(f"{ROOT}/publications", role)["publications"]

        assert [line["summary"] for line in publications] == [{}]
        assert shared.read(f"{ROOT}/analysis", role)["analysis"] == {}
