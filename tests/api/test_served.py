"""The application behind a real server, on a real socket."""

import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
from sqlalchemy import event

from api.app import create_app
from observatoire.store.database import Tier
from tests.api.conftest import World
from tests.support.serving import serve


@pytest.fixture(scope="module")
def address(shared: World):
    with serve(create_app(shared.settings)) as served:
        yield served


def ask(address: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """One request on a connection of its own."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
    finally:
        connection.close()


def test_served_answers_are_whole(address: str):
    status, headers, body = ask(address, "/api/v1/public/residences")

    assert status == 200
    assert int(headers["content-length"]) == len(body)
    assert json.loads(body)["publication"]["number"] == 1


def test_served_answer_already_held_has_no_body(address: str):
    _, headers, _ = ask(address, "/api/v1/public/residences")

    status, again, body = ask(address, "/api/v1/public/residences", if_none_match=headers["etag"])

    assert (status, body) == (304, b"")
    assert "content-length" not in again


def test_served_to_many_at_once_everyone_gets_their_own(address: str, shared: World):
    """Public, commission and epci together: nobody receives the answer of another."""
    path = "/api/v1/partner/values?level=residence"
    wanted = {role: shared.get(path, role).content for role in ("commission", "epci")}

    def ask_as(turn: int) -> bool:
        role = ("commission", "epci")[turn % 2]
        status, _, body = ask(address, path, authorization=f"Bearer {shared.keys[role]}")
        return status == 200 and body == wanted[role]

    with ThreadPoolExecutor(8) as crowd:
        assert all(crowd.map(ask_as, range(80)))


def test_served_to_a_crowd_at_once_the_store_is_asked_once(world: World):
    """Everyone comes back at the announcement of a publication."""
    app = create_app(world.settings)
    asked: list[str] = []
    with serve(app) as address, ThreadPoolExecutor(12) as crowd:
        engine = app.state.service.store.engine(Tier.PUBLIC)
        event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
        bodies = set(crowd.map(lambda _: ask(address, "/api/v1/public/territories?level=epci")[2], range(24)))

    assert len(bodies) == 1
    assert len([statement for statement in asked if "public_view.territory" in statement]) == 1
