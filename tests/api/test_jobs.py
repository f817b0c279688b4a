"""What the manager asks from the screen is queued, followed, and done by the worker: never by the web process."""

import sys
from contextlib import suppress

import pytest

from observatoire.settings import Settings
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries.job_line import JobLine, open_line
from observatoire.store.queries.publications import find_online_number
from observatoire.worker.running import run_next

ADMIN = "/api/v1/admin"
COMPUTATION = {"ops": 2016, "rpls": 2016, "reference": None}


def ask(world, address, body, role="epci", **headers):
    bearer = {"authorization": f"Bearer {world.keys[role]}"} if role else {}
    return world.client.post(f"{ADMIN}{address}", json=body, headers={**bearer, **headers})


def work(store: Store, settings: Settings) -> None:
    with open_line(store.conninfo(Tier.ADMIN)) as line:
        while run_next(store, settings, line):
            pass


def read_online(world) -> int | None:
    """From the store itself: the service hears of a publication a moment later."""
    with unit_of_work(world.store.engine(Tier.ADMIN)) as session:
        return find_online_number(session)


def test_manager_computes_reads_what_would_change_publishes_and_goes_back(world):
    asked = ask(world, "/computations", COMPUTATION)
    assert (asked.status_code, asked.headers["cache-control"]) == (202, "no-store")
    assert (asked.json()["state"], asked.json()["before"]) == ("en_attente", 0)

    work(world.store, world.settings)
    done = world.read(f"/api/v1/data/jobs/{asked.json()['id']}", "epci")
    assert (done["state"], done["result"]["summary"]["changes"]["against"]) == ("fini", 1)

    published = ask(world, "/publications", {"draft": done["result"]["draft"], "note": "Depuis l’écran"})
    back = ask(world, "/rollbacks", {"number": 1, "note": ""})
    assert published.status_code == 202
    assert back.status_code == 409, "one at a time"
    assert "Organisation epci" in back.json()["detail"]

    work(world.store, world.settings)
    assert read_online(world) == 2
    assert ask(world, "/rollbacks", {"number": 1, "note": ""}).status_code == 202
    work(world.store, world.settings)
    assert read_online(world) == 1
    assert [job["kind"] for job in world.read(f"{ADMIN}/editions", "epci")["jobs"]] == [
        "retour",
        "publication",
        "calcul",
    ]


def test_publication_cut_short_once_online_is_said_to_be_done(world, monkeypatch):
    asked = ask(world, "/computations", COMPUTATION).json()["id"]
    work(world.store, world.settings)
    draft = world.read(f"/api/v1/data/jobs/{asked}", "epci")["result"]["draft"]
    number = ask(world, "/publications", {"draft": draft, "note": ""}).json()["id"]
    monkeypatch.setattr(JobLine, "end", lambda *_, **__: sys.exit())
    with suppress(SystemExit):
        work(world.store, world.settings)

    job = world.read(f"/api/v1/data/jobs/{number}", "epci")
    assert (read_online(world), job["state"], job["result"]) == (2, "fini", {"number": 2})


def test_draft_that_changed_since_it_was_read_is_not_published(world):
    first = ask(world, "/computations", COMPUTATION).json()["id"]
    work(world.store, world.settings)
    read = world.read(f"/api/v1/data/jobs/{first}", "epci")["result"]["draft"]
    ask(world, "/computations", COMPUTATION)
    work(world.store, world.settings)

    number = ask(world, "/publications", {"draft": read, "note": ""}).json()["id"]
    work(world.store, world.settings)

    job = world.read(f"/api/v1/data/jobs/{number}", "epci")
    assert (job["state"], read_online(world)) == ("refuse", 1)
    assert "brouillon a changé" in job["error"]["detail"]


def test_nobody_else_asks_nor_reads(shared):
    for role in ("commission", None):
        assert ask(shared, "/computations", COMPUTATION, role).status_code in {401, 403}
        assert shared.get(f"{ADMIN}/editions", role).status_code in {401, 403}
        assert shared.get("/api/v1/data/jobs/1", role).status_code in {401, 403}


def test_request_of_another_site_is_refused(shared):
    assert ask(shared, "/computations", COMPUTATION, origin="https://ailleurs.example").status_code in {401, 403}
    assert shared.read(f"{ADMIN}/editions", "epci")["jobs"] == []


def test_request_that_cannot_be_is_explained(shared):
    refused = ask(shared, "/computations", {"ops": "deux mille", "rpls": 2016, "reference": None, "autre": 1})

    assert refused.status_code == 422
    assert {error["where"] for error in refused.json()["errors"]} == {"corps « ops »", "corps « autre »"}
    assert shared.get("/api/v1/data/jobs/999", "epci").status_code == 404


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("/publications", {"draft": 1, "note": "bon\x00"}),
        ("/rollbacks", {"number": 1, "note": "\x00"}),
        ("/computations", COMPUTATION | {"reference": "7404\x00"}),
    ],
)
def test_text_that_the_database_cannot_keep_is_refused_and_nothing_is_queued(shared, address, body):
    refused = ask(shared, address, body)

    assert refused.status_code == 422
    assert refused.json()["title"] == "Requête invalide"
    assert refused.json()["errors"][0]["where"].startswith("corps")
