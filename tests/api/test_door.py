"""What is kept is exact: right after a publication, a rollback or a revocation, for each audience, in each encoding."""

import gzip
from time import monotonic

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from observatoire.publication import rollback
from tests.api.conftest import World
from tests.support.editions import load_millesime, publish_edition

PUBLIC = "/api/v1/public/residences"
PARTNER = "/api/v1/partner/values?level=residence"


def publish_next(world: World) -> None:
    load_millesime(world.store, 2018)
    publish_edition(world.store, world.settings, year=2018)


@pytest.mark.parametrize(("address", "role"), [(PUBLIC, None), (PARTNER, "epci")])
def test_answer_already_held_is_not_sent_again(shared: World, address: str, role: str | None):
    first = shared.get(address, role)

    again = shared.get(address, role, if_none_match=first.headers["etag"])

    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["cache-control"] == first.headers["cache-control"]
    assert again.headers["vary"] == first.headers["vary"]


def test_cache_headers_say_who_may_keep_an_answer(shared: World):
    public, partner = shared.get(PUBLIC), shared.get(PARTNER, "commission")

    assert public.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert partner.headers["cache-control"] == "private, no-cache"
    assert {"authorization", "cookie"} <= {each.strip().lower() for each in partner.headers["vary"].split(",")}


def test_etag_differs_by_role_and_by_question(shared: World):
    addresses = [(PARTNER, "epci"), (PARTNER, "commission"), (f"{PARTNER}&publication=1", "epci"), (PUBLIC, None)]

    assert len({shared.get(*each).headers["etag"] for each in addresses}) == len(addresses)


def test_etag_ignores_the_order_of_parameters(shared: World):
    one = shared.get("/api/v1/partner/values?level=epci&publication=1", "epci")
    other = shared.get("/api/v1/partner/values?publication=1&level=epci", "epci")

    assert one.headers["etag"] == other.headers["etag"]


def test_validator_of_another_role_does_not_match(shared: World):
    etag = shared.get(PARTNER, "epci").headers["etag"]

    assert shared.get(PARTNER, "commission", if_none_match=etag).status_code == 200


def test_second_answer_is_the_first_byte_for_byte_in_every_encoding(shared: World):
    plain = [shared.get(PUBLIC, accept_encoding="identity") for _ in range(2)]
    with shared.client.stream("GET", PUBLIC, headers={"accept-encoding": "gzip"}) as packed:
        raw = b"".join(packed.iter_raw())

    assert plain[0].content == plain[1].content == gzip.decompress(raw)
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain[0].headers
    assert packed.headers["etag"] == plain[0].headers["etag"]


def test_head_has_the_headers_of_the_answer_and_no_body(shared: World):
    got, head = shared.get(PUBLIC), shared.client.head(PUBLIC)

    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-length"] == got.headers["content-length"]
    assert head.headers["etag"] == got.headers["etag"]


def test_public_answer_after_a_publication_is_the_new_one(world: World):
    old = world.get(PUBLIC)

    publish_next(world)
    world.hear_the_line()
    new = world.get(PUBLIC, if_none_match=old.headers["etag"])

    assert new.status_code == 200
    assert new.json()["publication"]["number"] == 2


def test_public_answer_after_a_rollback_is_the_old_one_again(world: World):
    old = world.get(PUBLIC)
    publish_next(world)
    world.hear_the_line()
    world.get(PUBLIC)

    rollback(world.store, 1, settings=world.settings)
    world.hear_the_line()

    assert world.get(PUBLIC).content == old.content


def test_public_answer_of_one_number_follows_what_the_epci_opens(world: World):
    """The same number comes back with its indices closed: neither the cache nor a browser may go on with the old."""
    address = "/api/v1/public/territories?level=commune"
    opened = world.get(address)
    publish_next(world)
    closed = world.settings.model_copy(update={"public_indices": False})

    rollback(world.store, 1, settings=closed)
    world.hear_the_line()
    answer = world.get(address, if_none_match=opened.headers["etag"])

    assert answer.status_code == 200
    assert all(feature["properties"]["indices"] == {} for feature in answer.json()["features"])


def test_partner_answer_after_a_publication_is_new_at_once(world: World):
    old = world.get(PARTNER, "epci")

    publish_next(world)

    assert world.get(PARTNER, "epci", if_none_match=old.headers["etag"]).json()["publication"]["number"] == 2
    rollback(world.store, 1, settings=world.settings)
    assert world.get(PARTNER, "epci").content == old.content


def test_list_of_publications_after_a_rollback_is_not_the_one_kept_before(world: World):
    """The number online comes back, and the list has changed meanwhile."""
    address = "/api/v1/partner/publications"
    world.get(address, "epci")
    publish_next(world)
    world.get(address, "epci")

    rollback(world.store, 1, settings=world.settings)

    assert [line["online"] for line in world.read(address, "epci")["publications"]] == [False, True]


def test_public_answer_while_the_line_is_down_is_still_exact(world: World):
    world.get(PUBLIC)
    world.service.follower.stop()

    publish_next(world)

    assert world.service.follower.known_edition() is None
    assert world.read(PUBLIC)["publication"]["number"] == 2


def test_answer_made_while_an_announcement_is_late_is_kept_under_its_own_edition(world: World):
    follower = world.service.follower
    world.hear_the_line()
    late = follower.known_edition()
    assert late is not None
    follower.stop()
    publish_next(world)
    follower._known = (late, monotonic())

    etags = [world.get(PUBLIC).headers["etag"] for _ in range(2)]
    follower._known = None
    after = world.get(PUBLIC)

    assert after.json()["publication"]["number"] == 2
    assert etags == [after.headers["etag"]] * 2


def test_wrong_questions_are_not_kept(shared: World):
    kept = len(shared.service.answers)

    for number in range(5):
        shared.get(f"/api/v1/public/residences?rien={number}")
        shared.get(f"/api/v1/partner/residences/INCONNUE{number}", "epci")

    assert len(shared.service.answers) == kept


def test_base_map_of_the_settings_is_in_the_answer_and_in_its_validator(world: World):
    address = "/api/v1/public/publication"
    mapped = world.settings.model_copy(update={"base_map_url": "https://{s}.exemple.fr/{z}/{x}/{y}.png"})
    plain = world.get(address)
    with TestClient(create_app(mapped)) as client:
        answer = client.get(address, headers={"if-none-match": plain.headers["etag"]})

    assert plain.json()["base_map"] is None
    assert answer.json()["base_map"] == {"url": "https://{s}.exemple.fr/{z}/{x}/{y}.png", "attribution": ""}
