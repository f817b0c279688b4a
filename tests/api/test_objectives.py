"""Attributions entered one by one, and what the objectives say of them at once."""

from tests.api.conftest import World
from tests.support.builders import BONNEVILLE, HALPADES
from tests.support.editions import MARIGNIER, SEMCODA, SOUND

ENTRY = {
    "date": "2018-03-05",
    "bailleur_siren": SEMCODA,
    "reservataire": "communes",
    "code_insee": MARIGNIER,
    "qpv": False,
    "quartile": "2-4",
    "bail_signe": True,
}
ADDRESS = "/api/v1/partner/attributions"
DESIGNATION = f"bailleur={SEMCODA}&reservataire=communes&code_insee={MARIGNIER}&qpv=false&prioritaire=true"


def post(world: World, address: str, body, role="epci"):
    return world.client.post(address, json=body, headers={"authorization": f"Bearer {world.keys[role]}"})


def gauge_of(statement, code, partner=None):
    objective = next(each for each in statement["objectives"] if each["code"] == code)
    if partner is None:
        return objective["together"]
    return next(line["gauge"] for line in objective["partners"] if line["code"] == partner)


def enter(world: World, count: int, **values):
    for _ in range(count):
        response = post(world, ADDRESS, ENTRY | values)
        assert response.status_code == 201, response.text
    return response.json()


def test_each_entry_moves_the_gauges_of_its_partner(world: World):
    enter(world, 8)
    last = enter(world, 1, quartile="1", dalo=True)

    statement = world.read("/api/v1/partner/objectives?year=2018&until=2018-12-31", "commission")

    assert statement["attributions"] == 9
    mine = gauge_of(statement, "q1_hors_qpv", SEMCODA)
    assert (mine["realised"], mine["base"], mine["wanted"], mine["missing"]) == (1, 9, 3, 2)
    assert gauge_of(statement, "q1_hors_qpv", HALPADES)["status"] == "sans_objet"
    assert gauge_of(statement, "dalo", "communes")["realised"] == 1
    assert gauge_of(statement, "prioritaires", "communes")["realised"] == 1
    effects = {effect["code"]: effect for effect in last["effects"]}
    assert effects["q1_hors_qpv"]["before"]["missing"] == 2
    assert effects["q1_hors_qpv"]["direction"] == "rapproche"
    assert effects["mutations"]["direction"] == "éloigne"
    assert enter(world, 1)["effects"][0]["direction"] == "ne change pas"


def test_year_that_is_over_is_told_to_the_last_record_and_projected_only_from_a_day_asked_for(world: World):
    enter(world, 4, date="2018-07-02", quartile="1")

    statement = world.read("/api/v1/partner/objectives", "epci")
    replayed = world.read("/api/v1/partner/objectives?year=2018&until=2018-07-02", "epci")

    assert (statement["year"], statement["as_of"], statement["years"]) == (2018, "2018-07-02", [2018])
    assert gauge_of(statement, "q1_hors_qpv")["projection"] is None, "nothing of 2018 is still to come"
    projection = gauge_of(replayed, "q1_hors_qpv")["projection"]
    assert (projection["base"], projection["wanted"], projection["remaining"]) == (8, 2, 4)
    assert statement["threshold"]["yearly"] == 9720


def test_nothing_recorded_is_without_object(shared: World):
    statement = shared.read("/api/v1/partner/objectives?year=2019", "epci")

    assert {each["together"]["status"] for each in statement["objectives"]} == {"sans_objet"}
    assert gauge_of(statement, "mutations")["share"] is None


def test_answer_changes_with_the_entries_and_is_not_sent_twice(world: World):
    first = world.get("/api/v1/partner/objectives?year=2018", "epci")
    again = world.get("/api/v1/partner/objectives?year=2018", "epci", if_none_match=first.headers["etag"])
    enter(world, 1)
    after = world.get("/api/v1/partner/objectives?year=2018", "epci", if_none_match=first.headers["etag"])

    assert (again.status_code, after.status_code) == (304, 200)
    assert after.json()["attributions"] == 1


def test_effect_is_told_and_nothing_is_written(world: World):
    answer = world.read(f"/api/v1/partner/objectives/effect?{DESIGNATION}&year=2018", "commission")

    effects = {effect["code"]: effect for effect in answer["effects"]}
    assert set(effects) == {"q1_hors_qpv", "prioritaires", "prioritaires_ensemble", "dalo", "mutations"}
    assert effects["prioritaires"]["partner"] == "communes"
    assert (effects["prioritaires"]["before"]["status"], effects["prioritaires"]["after"]["realised"]) == (
        "sans_objet",
        1,
    )
    assert world.read(f"{ADDRESS}?year=2018", "epci")["entries"] == []


def test_effect_is_told_to_who_reads_these_attributions_and_to_nobody_else(world: World):
    other = DESIGNATION.replace(SEMCODA, HALPADES)

    told = {
        (role, whose): world.read(f"/api/v1/partner/objectives/effect?{designation}&year=2018", role)
        for role in ("reservataire", "bailleur", "commune", "admin")
        for whose, designation in (("Semcoda", DESIGNATION), ("Halpades", other))
    }

    # The landlord of these accounts is Semcoda, their commune is Bonneville.
    readers = {key for key, answer in told.items() if answer["readable"]}
    assert readers == {("reservataire", "Semcoda"), ("reservataire", "Halpades"), ("bailleur", "Semcoda")}
    assert {key for key, answer in told.items() if answer["effects"]} == readers


def test_correction_and_cancellation_keep_their_history(world: World):
    number = enter(world, 1)["id"]
    corrected = post(world, f"{ADDRESS}/{number}/correction", {"entry": ENTRY | {"quartile": "1"}}).json()
    cancelled = post(world, f"{ADDRESS}/{corrected['id']}/correction", {"entry": None}, "epci").json()

    assert cancelled["id"] is None
    assert world.read(f"{ADDRESS}?year=2018", "epci")["entries"] == []
    history = world.read(f"{ADDRESS}?year=2018&cancelled=true", "epci")["entries"]
    assert [(each["id"], each["corrige"], each["annulee"]) for each in history] == [
        (corrected["id"], number, True),
        (number, None, True),
    ]
    assert world.read("/api/v1/partner/objectives?year=2018", "epci")["attributions"] == 0


def test_entry_already_corrected_is_a_conflict_and_an_unknown_one_is_not_found(world: World):
    number = enter(world, 1)["id"]
    post(world, f"{ADDRESS}/{number}/correction", {"entry": None})

    again = post(world, f"{ADDRESS}/{number}/correction", {"entry": ENTRY})

    assert (again.status_code, again.json()["title"]) == (409, "Action impossible pour l’instant")
    assert post(world, f"{ADDRESS}/99999/correction", {"entry": None}).status_code == 404
    assert world.read(f"{ADDRESS}?year=2018", "epci")["entries"] == []


def test_bad_entry_is_explained_and_nothing_is_written(world: World):
    wrong = {"bailleur_siren": "123456789", "date": "2999-01-01", "code_insee": "01001", "residence": SOUND}
    refused = post(world, ADDRESS, ENTRY | wrong)
    elsewhere = post(world, ADDRESS, ENTRY | {"residence": SOUND, "code_insee": BONNEVILLE})
    named = post(world, ADDRESS, ENTRY | {"nom": "Untel"})

    assert [each["where"] for each in refused.json()["errors"]] == ["date", "bailleur_siren", "code_insee", "residence"]
    assert [each["where"] for each in elsewhere.json()["errors"]] == ["residence"]
    assert (named.status_code, named.json()["errors"][0]["where"]) == (422, "corps « nom »")
    assert world.read(f"{ADDRESS}?year=2018", "epci")["entries"] == []
