"""The journal: who saw, exported or decided what, cached answers included; read by the manager alone."""

import re
from datetime import datetime
from typing import Any

import psycopg
import pytest

from api.journal_lines import describe_request
from observatoire.accounts.register import list_accounts, revoke_account
from observatoire.accounts.rules import purge_access
from observatoire.printing.days import PARIS
from observatoire.store.database import Tier
from observatoire.store.queries.journal import Line, write_lines
from tests.api.conftest import World
from tests.support.editions import SOUND

SHEET = f"/api/v1/partner/residences/{SOUND}"
JOURNAL = "/api/v1/admin/journal"


def read(world: World, query: str = "") -> list[dict[str, Any]]:
    """The lines that the manager reads, newest first."""
    lines: list[dict[str, Any]] = world.read(f"{JOURNAL}?{query}", "epci")["lines"]
    return lines


def told(world: World, role: str) -> list[tuple[str, str]]:
    """What the journal says of a role's account, oldest first."""
    number = next(card.id for card in list_accounts(world.store) if card.role == role)
    return [(line["action"], line["object"]) for line in reversed(read(world, f"compte={number}"))]


def test_sheet_seen_and_held_already_and_whole_table_are_noted_in_the_name_of_the_visitor(world: World):
    first = world.get(SHEET, "commission")
    world.service.journal.flush()
    assert world.get(SHEET, "commission", if_none_match=first.headers["etag"]).status_code == 304
    world.service.journal.flush()
    world.get("/api/v1/partner/values?level=residence", "commission")
    world.get("/api/v1/partner/values?level=commune", "commission")
    world.get(f"{SHEET}/sheet.pdf", "commission")
    world.get("/api/v1/public/residences")
    world.get("/api/v1/partner/residences/inconnue", "commission")
    world.get(SHEET, "revoked")

    assert told(world, "commission") == [
        ("consultation", f"résidence {SOUND}"),
        ("consultation", f"résidence {SOUND}"),
        ("consultation", "toutes les résidences"),
        ("export", f"fiche de la résidence {SOUND}"),
    ]
    assert {line["organisation"] for line in read(world, "action=consultation")} == {"Organisation commission"}


def test_tiles_of_a_layer_are_one_line_a_day_for_each_key(world: World):
    tile = "/ogc/partner/collections/{}/tiles/WebMercatorQuad/{}/0/0"
    for layer, zoom in (("residences", 0), ("residences", 1), ("communes", 0)):
        world.get(tile.format(layer, zoom), "commission")
        world.service.journal.flush()
    world.get(tile.format("residences", 0), "bailleur")
    world.service.journal.flush()

    assert told(world, "commission") == [
        ("export", "tuiles de la couche residences"),
        ("export", "tuiles de la couche communes"),
    ]
    assert told(world, "bailleur") == [("export", "tuiles de la couche residences")]


def test_decision_is_noted_and_the_type_of_household_is_not(world: World):
    entry = {"bailleur_siren": "779309941", "adopted_on": "2020-01-01", "criteres": ["ressources"], "residences": []}
    headers = {"authorization": f"Bearer {world.keys['epci']}"}
    refused = world.client.post("/api/v1/partner/repms", json=entry, headers=headers)
    kept = world.client.post("/api/v1/partner/sessions", json={"held_on": "2020-01-02"}, headers=headers)
    household = "ressources=inf_40&famille=seule&taille=1&activite=un"
    world.get(f"{SHEET}/designation?{household}", "epci")

    assert (refused.status_code >= 400, kept.status_code) == (True, 201)
    assert told(world, "epci") == [
        ("decision", "séance préparée"),
        ("consultation", f"effet d’une désignation, résidence {SOUND}"),
    ]


def test_manager_alone_reads_the_journal_in_the_database_too(world: World):
    world.get(SHEET, "commune")
    world.service.journal.flush()

    for role in ("commune", "bailleur", "reservataire", "commission", "admin", "epci"):
        with psycopg.connect(world.store.conninfo(Tier.PARTNER)) as partner:
            partner.execute("select set_config('observatoire.secret', %s, true)", (world.keys[role],))
            (found,) = partner.execute("select count(*) from partner.journal").fetchone() or (0,)
        assert (found > 0) == (role == "epci"), role


def test_line_is_signed_by_the_secret_even_of_who_was_revoked_since_and_nobody_signs_for_another(world: World):
    account = next(card.id for card in list_accounts(world.store) if card.role == "commission")
    world.get(SHEET, "commission")
    revoke_account(world.store, account)
    write_lines(
        world.store, [Line("un secret de personne", "export", "faux"), Line(world.keys["bailleur"], "calcul", "faux")]
    )

    assert ("consultation", f"résidence {SOUND}") in told(world, "commission")
    assert [line for line in read(world) if line["object"] == "faux"] == []


def test_journal_is_filtered_by_day_account_and_action_and_exported_without_formula(world: World):
    write_lines(
        world.store, [Line(world.keys["bailleur"], "export", "=1+1"), Line(world.keys["bailleur"], "export", "b")]
    )
    day = datetime.fromisoformat(read(world, "action=export")[0]["at"]).astimezone(PARIS).date()

    assert len(read(world, f"action=export&du={day}&au={day}")) == 2
    assert read(world, "action=export&au=2020-01-01") == []
    assert len(read(world, f"avant={read(world, 'action=export')[0]['id']}&action=export")) == 1
    table = world.get(f"{JOURNAL}.csv?action=export", "epci").text
    assert ";'=1+1" in table
    assert table.count("\n") == 3
    world.service.journal.flush()
    assert ("export", "journal") in told(world, "epci")


def test_line_older_than_its_time_goes_and_no_other(world: World):
    with psycopg.connect(world.store.conninfo(Tier.ADMIN)) as admin:
        for days in (366, 364):
            admin.execute(
                "insert into partner.journal (at, action, object) values (now() - make_interval(days => %s), 'export', 'x')",
                (days,),
            )

    assert purge_access(world.store).lines == 1
    assert len([line for line in read(world) if line["object"] == "x"]) == 1


@pytest.mark.parametrize(
    "path", ["/api/v1/public/residences", "/api/v1/partner/method", "/observatoire", "/api/v1/session"]
)
def test_journal_is_silent_of_what_shows_no_residence(path: str):
    assert describe_request({"method": "GET", "path": path, "query_string": b""}) is None


def test_every_file_that_leaves_is_a_line(shared: World):
    contract = shared.read("/openapi.json")["paths"]
    files = [
        re.sub(r"{[zxy]}", "0", path.replace("{code}", "R1").replace("{number}", "1").replace("{layer}", "residences"))
        for path, operations in contract.items()
        if "get" in operations and not path.startswith(("/api/v1/public/", "/ogc/collections/"))
        for kind in operations["get"]["responses"]["200"].get("content", {})
        if "json" not in kind
    ]

    lines = [describe_request({"method": "GET", "path": path, "query_string": b""}) for path in files]

    assert files
    assert [path for path, line in zip(files, lines, strict=True) if line is None or line[0] != "export"] == []


def test_every_writing_of_a_partner_is_a_line(shared: World):
    contract = shared.read("/openapi.json")["paths"]
    writing = [
        path.replace("{code}", "R1").replace("{number}", "1")
        for path, operations in contract.items()
        if "post" in operations and path.startswith("/api/v1/partner/")
    ]

    lines = [describe_request({"method": "POST", "path": path, "query_string": b""}) for path in writing]

    assert writing
    assert [path for path, line in zip(writing, lines, strict=True) if line is None or "POST" in line[1]] == []
