"""People come in with an e-mail and a password: invited once, locked out after failures, ended at once."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from observatoire.access import passwords
from observatoire.access.audience import Role
from observatoire.accounts.register import list_accounts, revoke_account
from observatoire.store.database import Tier
from observatoire.store.queries import entrance
from tests.api.conftest import World
from tests.support.editions import FRAGILE, SEMCODA, SOBRE, SOUND
from tests.support.people import PASSWORD, change_rules, invite, welcome

OTHER = "péniche caramel tuba"
CHEAP = "m=64,t=1,p=1"
EVERY = "/api/v1/partner/values?level=residence"


@pytest.fixture(scope="module")
def house(shared: World) -> Iterator[World]:
    """The shared world, with a bailleur, a commission and an EPCI who have a password that costs little to derive."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (passwords, entrance):
            patch.setattr(module, "COST", CHEAP)
        yield from _open_house(shared)


def _open_house(shared: World) -> Iterator[World]:
    welcome(shared.store, "b@semcoda.fr", Role.BAILLEUR, SEMCODA)
    welcome(shared.store, "c@ccfg.fr", Role.COMMISSION)
    welcome(shared.store, "e@ccfg.fr", Role.EPCI)
    yield shared
    change_rules(shared.store, account_failures=5, address_failures=30, idle_seconds=1800, session_seconds=43200)


def enter(world: World, email: str, password: str = PASSWORD, **headers: str) -> Any:
    """The answer to somebody who tries to come in, from a browser of their own."""
    client = TestClient(world.app, follow_redirects=False)
    return client.post("/api/v1/session/password", json={"email": email, "password": password}, headers=headers)


def signed_in(world: World, email: str, password: str = PASSWORD) -> TestClient:
    """The browser of somebody who came in."""
    client = TestClient(world.app, follow_redirects=False)
    response = client.post("/api/v1/session/password", json={"email": email, "password": password})
    assert response.status_code == 204, response.text
    return client


def read_rows(world: World, statement: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(world.store.conninfo(Tier.ADMIN)) as admin:
        return admin.execute(statement).fetchall()


def test_link_is_used_once_then_the_person_reads_their_own_perimeter(house: World):
    token = invite(house.store, "Nouvelle@Semcoda.fr", Role.BAILLEUR, SEMCODA)
    client = TestClient(house.app)
    holder = client.post("/api/v1/session/invitation/holder", json={"token": token})
    weak = client.post("/api/v1/session/invitation", json={"token": token, "password": "motdepasse123"})
    chosen = client.post("/api/v1/session/invitation", json={"token": token, "password": PASSWORD})
    replayed = client.post("/api/v1/session/invitation", json={"token": token, "password": OTHER})

    assert holder.json() == {"email": "nouvelle@semcoda.fr", "organisation": "semcoda.fr", "role": "bailleur"}
    assert (weak.status_code, chosen.status_code, replayed.status_code) == (422, 204, 404)
    assert "motdepasse123" not in weak.text
    assert "déjà servi" in replayed.json()["detail"]
    read = signed_in(house, " nouvelle@SEMCODA.fr ").get(EVERY).json()["values"]
    access = {line["code"]: line["access"] for line in read}
    assert (access[SOBRE], access[SOUND], access[FRAGILE]) == ("full", "class", "class")


def test_link_opens_nothing_once_its_time_is_over(house: World):
    token = invite(house.store, "tardif@semcoda.fr", Role.BAILLEUR, SEMCODA)
    with psycopg.connect(house.store.conninfo(Tier.ADMIN)) as admin:
        admin.execute("update access.invitation set expires_at = now()")

    late = TestClient(house.app).post("/api/v1/session/invitation", json={"token": token, "password": PASSWORD})

    assert late.status_code == 404
    assert late.headers.get("set-cookie") is None


def test_cookie_is_a_token_of_the_session_that_scripts_cannot_read(house: World):
    given = enter(house, "c@ccfg.fr").headers["set-cookie"]

    assert "HttpOnly" in given
    assert "SameSite=strict" in given
    token = given.partition("=")[2].partition(";")[0]
    assert len(token) >= 43, "256 bits"
    assert token not in enter(house, "c@ccfg.fr").headers["set-cookie"], "another each time"
    assert read_rows(house, f"select count(*) from access.session where token_sha256 = '{token}'") == [(0,)]
    assert token not in str(read_rows(house, "select * from access.session"))


def test_nothing_of_what_opens_is_stored_as_it_is(house: World):
    stored = str(read_rows(house, "select * from access.account")) + str(
        read_rows(house, "select * from access.invitation")
    )

    assert PASSWORD not in stored
    assert invite(house.store, "lien@ccfg.fr") not in str(read_rows(house, "select * from access.invitation"))


def test_unknown_revoked_invited_and_wrong_are_refused_in_the_same_words(house: World):
    welcome(house.store, "partie@ccfg.fr")
    revoke_account(house.store, list_accounts(house.store)[-1].id)
    invite(house.store, "invitee@ccfg.fr")

    answers = [
        enter(house, email, password)
        for email, password in (
            ("personne@ailleurs.fr", PASSWORD),
            ("partie@ccfg.fr", PASSWORD),
            ("invitee@ccfg.fr", PASSWORD),
            ("e@ccfg.fr", OTHER),
        )
    ]

    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.json()["detail"] for answer in answers}) == 1
    assert all("set-cookie" not in answer.headers for answer in answers)


def test_salt_of_nobody_looks_like_a_salt_and_never_changes(house: World):
    with house.store.engine(Tier.PARTNER).connect() as partner:
        ask = text("select partner.find_salt(:email, 'm=64,t=1,p=1')")
        salts = [partner.execute(ask, {"email": each}).scalar_one() for each in ("e@ccfg.fr", "n@x.fr", "n@x.fr")]

    assert salts[1] == salts[2]
    assert len({salt.partition("$")[0] for salt in salts}) == 1
    assert {len(salt) for salt in salts} == {len(salts[0])}


@pytest.mark.parametrize("email", ["verrou@ccfg.fr", "inconnue@ccfg.fr"])
def test_failures_lock_the_account_known_or_not_even_for_the_right_password(house: World, email: str):
    if email == "verrou@ccfg.fr":
        welcome(house.store, email)
    change_rules(house.store, account_failures=3)
    open_before = signed_in(house, email) if email == "verrou@ccfg.fr" else None

    statuses = [enter(house, email, OTHER).status_code for _ in range(3)]
    locked = enter(house, email)

    assert statuses == [401] * 3
    assert locked.status_code == 429
    assert 0 < int(locked.headers["retry-after"]) <= 900
    assert "minutes" in locked.json()["detail"]
    if open_before is not None:
        assert open_before.get("/api/v1/session").status_code == 200
    change_rules(house.store, account_failures=5)


def test_many_at_once_get_no_more_tries_than_one_after_the_other(house: World):
    welcome(house.store, "foule@ccfg.fr")
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda _: enter(house, "foule@ccfg.fr", OTHER).status_code, range(9)))

    assert sorted(statuses) == [401] * 5 + [429] * 4


def test_new_link_lifts_the_lock_and_ends_what_was_open(house: World):
    client = signed_in(house, "b@semcoda.fr")
    for _ in range(5):
        enter(house, "b@semcoda.fr", OTHER)
    assert enter(house, "b@semcoda.fr").status_code == 429

    welcome(house.store, "b@semcoda.fr", Role.BAILLEUR, SEMCODA)

    assert enter(house, "b@semcoda.fr").status_code == 204
    assert client.get("/api/v1/session").status_code == 401


def test_address_that_fails_too_often_is_refused_whatever_the_account(house: World):
    change_rules(house.store, address_failures=1)
    client = TestClient(house.app, client=("192.0.2.7", 50000))
    bodies = [{"email": f"essai{n}@ccfg.fr", "password": OTHER} for n in range(3)]
    statuses = [client.post("/api/v1/session/password", json=body).status_code for body in bodies]
    change_rules(house.store, address_failures=30)

    assert statuses == [401, 429, 429]


def test_changed_password_asks_the_present_one_and_ends_the_other_sessions(house: World):
    welcome(house.store, "change@ccfg.fr")
    here, there = signed_in(house, "change@ccfg.fr"), signed_in(house, "change@ccfg.fr")
    change = "/api/v1/account/password"

    assert here.post(change, json={"current": OTHER, "new": OTHER}).status_code == 401
    assert here.post(change, json={"current": PASSWORD, "new": "change@ccfg.fr"}).status_code == 422
    assert here.post(change, json={"current": PASSWORD, "new": OTHER}).status_code == 204

    assert here.get("/api/v1/session").status_code == 200
    assert there.get("/api/v1/session").status_code == 401
    assert enter(house, "change@ccfg.fr").status_code == 401
    assert enter(house, "change@ccfg.fr", OTHER).status_code == 204


def test_sessions_are_listed_and_ended_by_their_owner_alone(house: World):
    welcome(house.store, "deux@ccfg.fr")
    here, there = signed_in(house, "deux@ccfg.fr"), signed_in(house, "deux@ccfg.fr")
    listed = here.get("/api/v1/account").json()["sessions"]
    other = next(session["id"] for session in listed if not session["current"])

    assert len(listed) == 2
    assert signed_in(house, "e@ccfg.fr").delete(f"/api/v1/account/sessions/{other}").status_code == 404
    assert there.get("/api/v1/session").status_code == 200
    assert here.delete(f"/api/v1/account/sessions/{other}").status_code == 204
    assert there.get("/api/v1/session").status_code == 401


def test_signing_out_ends_the_session_in_the_database_not_only_in_the_browser(house: World):
    client = signed_in(house, "c@ccfg.fr")
    token = client.cookies["observatoire"]

    client.delete("/api/v1/session")

    assert house.client.get("/api/v1/session", headers={"authorization": f"Bearer {token}"}).status_code == 401


@pytest.mark.parametrize(
    "statement",
    [
        "update access.session set seen_at = now() - interval '31 minutes'",
        "update access.session set expires_at = now()",
    ],
)
def test_session_is_over_after_a_time_unused_and_after_a_time_whatever(house: World, statement: str):
    client = signed_in(house, "c@ccfg.fr")
    with psycopg.connect(house.store.conninfo(Tier.ADMIN)) as admin:
        admin.execute(statement)

    answer = client.get(EVERY)

    assert answer.status_code == 401
    assert "terminée" in answer.json()["detail"]


def test_session_in_use_stays_open(house: World):
    client = signed_in(house, "c@ccfg.fr")
    with psycopg.connect(house.store.conninfo(Tier.ADMIN)) as admin:
        admin.execute("update access.session set seen_at = now() - interval '29 minutes' where ended_at is null")

    assert client.get("/api/v1/session").status_code == 200

    fresh = "select count(*) from access.session where ended_at is null and seen_at > now() - interval '1 minute'"
    assert read_rows(house, fresh) == [(1,)]


def test_revoked_person_reads_nothing_more_at_once(house: World):
    welcome(house.store, "vite@ccfg.fr", Role.COMMISSION)
    client = signed_in(house, "vite@ccfg.fr")
    manager = signed_in(house, "e@ccfg.fr")
    number = next(
        line["id"]
        for line in manager.get("/api/v1/admin/accounts").json()["accounts"]
        if line["email"] == "vite@ccfg.fr"
    )

    assert client.get(EVERY).status_code == 200
    assert manager.post(f"/api/v1/admin/accounts/{number}/revocation").status_code == 204
    assert client.get(EVERY).status_code == 401
    assert enter(house, "vite@ccfg.fr").status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        {"email": "a\x00b", "password": "x"},
        {"email": "\ud800", "password": "\ud800"},
        {"email": "a@b.fr", "password": "\ud800"},
    ],
)
def test_characters_that_no_keyboard_types_are_refused_as_such(house: World, body: dict[str, str]):
    response = TestClient(house.app).post(
        "/api/v1/session/password", content=json.dumps(body), headers={"content-type": "application/json"}
    )

    assert response.status_code == 422
