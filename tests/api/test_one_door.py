"""Only declared territories answer, one at a time, and nothing beside an answer tells what it withholds."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread

import pytest
from sqlalchemy import event

from api.journal_keeper import THREAD as JOURNAL_THREAD
from observatoire.access.audience import Role
from observatoire.store.database import Tier
from tests.api.conftest import World
from tests.support.editions import FRAGILE, MUETTE, PETITE, SOBRE, SOUND

ROOT = "/api/v1/partner"
READERS = ("commune", "bailleur", "reservataire", "commission", "epci")
UNIONS = (
    f"{ROOT}/values?level=residence&codes=R1,R2",
    f"{ROOT}/values?level=residence&code=R1&code=R2",
    f"{ROOT}/values?level=commune&level=secteur",
    f"{ROOT}/values?level=residence&bbox=6.3,46.0,6.5,46.1",
    f"{ROOT}/residences?polygon=POLYGON((6 46,7 46,7 47,6 46))",
    f"{ROOT}/residences?residences[]=R1&residences[]=R2",
    f"{ROOT}/residences/R1,R2",
    f"{ROOT}/residences/R1;R2/designation?ressources=inf_40&famille=seule&taille=1&activite=un",
    f"{ROOT}/residences/R1+R2/neighbours",
    f"{ROOT}/territories/secteur/S1|S2",
    f"{ROOT}/territories/commune/74042,74164/series",
    f"{ROOT}/communes/74042,74164/parts",
    f"{ROOT}/objectives/effect?bailleur=325720045&code_insee=74042&code_insee=74164&qpv=false",
)


@pytest.mark.parametrize("address", UNIONS)
def test_union_that_nobody_declared_is_refused_and_explained(shared: World, address: str):
    response = shared.get(address, "epci")
    problem = response.json()

    assert response.status_code == 422
    assert problem["type"] == "/problemes/union-refusee"
    assert "territoires déclarés" in problem["detail"]
    assert any("secrète" in error["remedy"] for error in problem["errors"])
    assert shared.get("/problemes/union-refusee").status_code == 200


def test_public_has_no_union_either(shared: World):
    response = shared.get("/api/v1/public/residences?bbox=6.3,46.0,6.5,46.1")

    assert response.json()["type"] == "/problemes/union-refusee"


def test_parameter_that_is_a_plain_mistake_is_not_called_a_union(shared: World):
    assert shared.get(f"{ROOT}/residences?langue=fr", "epci").json()["type"] == "/problemes/requete-invalide"
    assert shared.get(f"{ROOT}/residences/NULLE-PART", "epci").status_code == 404


@pytest.mark.parametrize("role", READERS)
def test_no_answer_says_how_many_are_withheld(shared: World, role: str):
    said = "".join(
        shared.get(f"{ROOT}/{address}", role).text
        for address in ("publications", "method", "analysis", "communes/74164/parts", "values?level=commune")
    )

    assert not re.search(r'"(withheld|masked|hidden_count|secret_count|masquees)[a-z_]*":\s*\d', said)


@pytest.mark.parametrize("level", ["residence", "secteur", "commune", "epci"])
def test_rows_are_in_the_order_of_their_codes_whatever_they_withhold(shared: World, level: str):
    codes = [row["code"] for row in shared.read(f"{ROOT}/values?level={level}", "epci")["values"]]

    assert codes == sorted(codes)


def test_residence_withheld_is_named_in_no_list_made_from_its_figures(shared: World):
    """Funnels, neighbours, designations nearby, examples of families: a place in them would tell the order of values."""
    addresses = (
        f"{ROOT}/funnels/occ1",
        f"{ROOT}/funnels/att1",
        f"{ROOT}/residences/{SOBRE}/neighbours",
        f"{ROOT}/residences/{SOBRE}/designation?ressources=inf_40&famille=seule&taille=1&activite=un",
        f"{ROOT}/analysis",
        f"{ROOT}/communes/74164/parts",
    )
    said = "".join(json.dumps(shared.read(address, "epci")) for address in addresses)

    assert PETITE not in said


def test_secret_has_one_form_whatever_its_cause(shared: World):
    """Too small, or hidden for the sake of another: the cells differ by their names alone."""
    components = [
        {**component, "indicator": name}
        for row in shared.read(f"{ROOT}/values?level=residence", "epci")["values"]
        for name, component in row["components"].items()
    ]
    secret = [component for component in components if component["status"] == "secret"]

    assert {component["indicator"] for component in secret}
    forms = {json.dumps({key: each[key] for key in each if key != "indicator"}, sort_keys=True) for each in secret}
    assert len(forms) == 1
    assert json.loads(forms.pop()) == dict.fromkeys(secret[0].keys() - {"indicator", "status"}) | {"status": "secret"}


def test_etag_of_a_sheet_depends_on_who_asks_and_not_on_what_is_withheld(shared: World):
    """It is made of the edition, the audience and the question: two sheets told apart by their contents alone share none."""
    same = [shared.get(f"{ROOT}/residences/{PETITE}", "epci").headers["etag"] for _ in range(2)]
    others = {shared.get(f"{ROOT}/residences/{code}", "epci").headers["etag"] for code in (SOUND, FRAGILE, MUETTE)}

    assert same[0] == same[1]
    assert same[0] not in others


@contextmanager
def statements_of(world: World) -> Iterator[list[str]]:
    """The statements that the partner login runs to answer during the block; the journal is written behind the answers."""
    seen: list[str] = []
    engine = world.service.store.engine(Tier.PARTNER)

    def note(_connection, _cursor, statement, *_rest):
        if current_thread().name != JOURNAL_THREAD:
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_absent_code_costs_the_same_questions_as_one_that_is_withheld(shared: World):
    """The time of an answer is that of its statements: they are the same, so absence and secrecy cannot be timed apart."""
    with statements_of(shared) as withheld:
        # A question of its own: another test may have left the answer of the address alone in memory.
        assert shared.get(f"{ROOT}/residences/{PETITE}?publication=1", "commune").status_code == 200
    with statements_of(shared) as absent:
        assert shared.get(f"{ROOT}/residences/NULLE-PART?publication=1", "commune").status_code == 404

    assert withheld[-1] == absent[-1]
    assert len(withheld) in {len(absent), 0}


@pytest.mark.parametrize("role", [*Role, "revoked"])
def test_problem_never_repeats_a_figure_or_a_key(shared: World, role: str):
    for address in (f"{ROOT}/residences/{PETITE}x", f"{ROOT}/values?level=rue", "/api/v1/data/deposits/1"):
        said = shared.get(address, str(role)).text

        assert not any(key in said for key in shared.keys.values())
        assert "num" not in json.loads(said).get("detail", "").split()
