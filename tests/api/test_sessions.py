"""A session of the commission: prepared, noted, sealed, replayed to the letter; REPMS lists; what is printed."""

import re
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd
import psycopg
import pytest
from psycopg import errors

from observatoire.cluster import Cluster
from observatoire.exports.repms import export_repms
from observatoire.store.tiers import Tier
from tests.api.conftest import Published, World, open_world
from tests.api.test_decisions import decide, send
from tests.support import days
from tests.support.editions import FRAGILE, SEMCODA, SOBRE, SOUND

TODAY = days.TODAY.isoformat()
NOTE = {"orientation": "travaillee", "menage": "inf_40.monoparentale.3_4.un", "precision": "Recherche élargie."}


@pytest.fixture(scope="module")
def world(memory_cluster: Cluster, published: Published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with open_world(memory_cluster, published, tmp_path_factory.mktemp("sessions")) as opened:
        yield opened


def prepare(world: World, *residences: str) -> tuple[int, list[int]]:
    """A session and its dwellings."""
    number = send(world, "epci", "sessions", {"held_on": TODAY}).json()["id"]
    items = [
        send(
            world,
            "commission",
            f"sessions/{number}/items",
            {"residence": code, "typologie": "t3", "contingent": "etat"},
        ).json()["id"]
        for code in residences
    ]
    return number, items


@pytest.fixture(scope="module")
def sealed(world: World) -> int:
    """A session that was sealed, after a decision on one of its residences."""
    number = decide(world, "epci", SOUND).json()["id"]
    send(world, "commune", f"qualifications/{number}/signatures")
    session, items = prepare(world, SOUND, FRAGILE)
    assert send(world, "epci", f"sessions/{session}/seal").status_code == 409
    for item in items:
        assert send(world, "commission", f"items/{item}/notes", NOTE).status_code == 201
    assert send(world, "commission", f"sessions/{session}/seal").status_code == 403
    assert send(world, "epci", f"sessions/{session}/seal").status_code == 201
    return session


def test_sealed_session_is_replayed_to_the_letter_whatever_is_decided_afterwards(world: World, sealed: int):
    before = world.read(f"/api/v1/partner/sessions/{sealed}", "epci")
    number = decide(world, "epci", SOUND, avis="écartée", motifs=["travaux"]).json()["id"]
    send(world, "commune", f"qualifications/{number}/signatures")

    after = world.read(f"/api/v1/partner/sessions/{sealed}", "commission")

    assert after["sealed"] == before["sealed"]
    assert after["verified"] is True
    first = after["sealed"]["items"][0]
    assert first["qualification"]["avis"] == "confirmée"
    assert first["notes"][-1]["orientation"] == "travaillee"
    assert after["sealed"]["methode"]["version"]
    assert "repondants" not in str(after["sealed"])


def test_sealed_session_takes_no_more(world: World, sealed: int):
    item = world.read(f"/api/v1/partner/sessions/{sealed}", "epci")["session"]["items"][0]["id"]
    more = {"residence": SOUND, "typologie": "t2", "contingent": "etat"}

    assert send(world, "epci", f"items/{item}/notes", NOTE).status_code == 409
    assert send(world, "epci", f"sessions/{sealed}/items", more).status_code == 409
    assert send(world, "epci", f"sessions/{sealed}/seal").status_code == 409


def test_seal_follows_the_one_before(world: World, sealed: int):
    number, (item,) = prepare(world, SOBRE)
    send(world, "epci", f"items/{item}/notes", NOTE)
    send(world, "epci", f"sessions/{number}/seal")

    chained = world.read(f"/api/v1/partner/sessions/{number}", "epci")["sealed"]["precedent"]

    assert chained == world.read(f"/api/v1/partner/sessions/{sealed}", "epci")["session"]["sha256"]


@pytest.mark.parametrize("table", ["qualification", "qualification_signature", "commission_note", "commission_seal"])
@pytest.mark.parametrize("tier", [Tier.OWNER, Tier.ADMIN, Tier.PARTNER])
def test_history_is_rewritten_by_nobody(world: World, sealed: int, table: str, tier: Tier):
    assert sealed
    with psycopg.connect(world.store.conninfo(tier)) as connection:
        connection.execute("set transaction read write")
        connection.execute("select set_config('observatoire.secret', %s, true)", (world.keys["epci"],))
        for statement in (f"update partner.{table} set account = 0", f"delete from partner.{table}"):
            with pytest.raises((errors.RestrictViolation, errors.InsufficientPrivilege)), connection.transaction():
                connection.execute(statement)


def test_partner_login_cannot_sign_for_somebody_else(world: World):
    with psycopg.connect(world.store.conninfo(Tier.PARTNER)) as connection:
        connection.execute("set transaction read write")
        connection.execute("select set_config('observatoire.secret', %s, true)", (world.keys["bailleur"],))
        with pytest.raises(errors.InsufficientPrivilege):
            connection.execute(
                "insert into partner.qualification_signature (qualification, role, organisation, account, code_insee,"
                " bailleur_siren) values (1, 'epci', 'EPCI', 1, '74042', '000000000')"
            )


@pytest.mark.parametrize(
    ("role", "body", "status"),
    [
        ("bailleur", {"held_on": TODAY}, 403),
        ("reservataire", {"held_on": TODAY}, 403),
        ("epci", {"held_on": "demain"}, 422),
    ],
)
def test_who_may_prepare_a_session(world: World, role: str, body: dict[str, Any], status: int):
    assert send(world, role, "sessions", body).status_code == status


def test_year_typed_wrong_is_told(world: World):
    refused = send(world, "epci", "sessions", {"held_on": "0026-11-28"})

    assert refused.status_code == 422
    assert "Vérifiez l’année : rien ne se note avant 2000." in refused.text


def test_minutes_are_printed_from_the_seal(world: World, sealed: int):
    response = world.get(f"/api/v1/partner/sessions/{sealed}/minutes.pdf", "commission")

    assert response.headers["content-type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert world.get("/api/v1/partner/sessions/999/minutes.pdf", "epci").status_code == 404


def test_sheet_is_printed_on_one_page(world: World, sealed: int):
    assert sealed
    response = world.get(f"/api/v1/partner/residences/{SOUND}/sheet.pdf", "commission")

    assert response.status_code == 200
    inside = [zlib.decompress(part) for part in re.findall(rb"stream\n(.*?)\nendstream", response.content, re.DOTALL)]
    assert sum(b"/Count 1" in part for part in inside) == 1


def test_repms_list_is_in_force_for_three_years_once_landlord_and_epci_have_signed(world: World, tmp_path: Path):
    entry = {"bailleur_siren": SEMCODA, "adopted_on": TODAY, "criteres": ["ressources"], "residences": [SOBRE]}
    assert send(world, "commune", "repms", entry).status_code == 403
    assert send(world, "epci", "repms", entry | {"residences": [SOUND]}).status_code == 404
    number = send(world, "epci", "repms", entry).json()["id"]
    assert SOBRE not in world.read("/api/v1/partner/decisions", "epci")["repms"]

    assert send(world, "bailleur", f"repms/{number}/signatures").status_code == 204

    assert SOBRE in world.read("/api/v1/partner/decisions", "epci")["repms"]
    (found,) = world.read("/api/v1/partner/repms", "bailleur")["lists"]
    assert found["in_force"] is True
    assert found["expires_on"][:4] == str(int(TODAY[:4]) + 3)
    annex = world.get(f"/api/v1/partner/repms/{number}/annexe.pdf", "bailleur")
    assert (
        sha256(annex.content).digest()
        == sha256(world.get(f"/api/v1/partner/repms/{number}/annexe.pdf", "bailleur").content).digest()
    )
    table = world.get(f"/api/v1/partner/repms/{number}/liste.csv", "bailleur")
    assert SOBRE in table.text
    assert export_repms(world.store, tmp_path / "repms.csv") == 1
    exported = pd.read_csv(tmp_path / "repms.csv", dtype=str).iloc[0]
    assert (exported["residence"], exported["en_vigueur"]) == (SOBRE, "oui")


def test_session_gives_the_values_of_the_sheet_to_the_last_digit(world: World, sealed: int):
    """Rounded once, where they are shown: 161.46 is not 161.5, then 162."""
    (item, *_) = world.get(f"/api/v1/partner/sessions/{sealed}", "commission").json()["session"]["items"]
    sheet = world.get(f"/api/v1/partner/residences/{SOUND}", "commission").json()

    shown = {name: index["value"] for name, index in item["residence"]["indices"].items()}
    assert shown == {name: index["value"] for name, index in sheet["residence"]["indices"].items()}
