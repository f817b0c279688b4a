"""Every answer of the API, of every visitor, against what DESIGN.md §5 opens to them: nothing more, and nothing less."""

import re
from http import HTTPStatus
from pathlib import Path

import pytest

from api.service import Service
from observatoire.access.audience import Role
from observatoire.audit.running import audit_publication, read_edition
from observatoire.store.database import Tier
from observatoire.store.queries import partner, public
from observatoire.store.queries.reading import Edition
from observatoire.store.queries.subjects import Subject
from tests.leaks.conftest import Served, name_number, open_marked
from tests.leaks.oracle import Reader, list_numbers, list_permitted
from tests.support.builders import BONNEVILLE
from tests.support.editions import SEMCODA
from tests.support.every_output import find_numbers, list_routes
from tests.support.marked_territory import GROUP, LANDLORDS, TEXT

READERS = {
    "commune": Reader("commune", BONNEVILLE),
    "bailleur": Reader("bailleur", SEMCODA),
    "reservataire": Reader("reservataire"),
    "commission": Reader("commission"),
    "epci": Reader("epci"),
    "admin": Reader("admin"),
}


OF_A_PROVIDER = {"/connexion", "/connexion/retour"}
"""They send elsewhere, and answer nothing themselves: `tests/api/test_provider.py`."""
KEEPERS = {"epci", "admin"}
"""Who manages the accounts reads the name of each."""


def find_marks(text: str) -> set[str]:
    return set(re.findall(rf"{TEXT}[ -]([\w-]+)", text))


@pytest.mark.parametrize("name", READERS)
def test_numbers_answered_to_a_role_are_those_that_the_matrix_opens(served: Served, name: str):
    everything = list_numbers(served)
    answers = served.ask_everything(served.marked.keys[name])
    read, permitted = answers.numbers & everything, list_permitted(served, READERS[name])

    assert read - permitted == set()
    assert permitted - read == set()
    assert find_marks(answers.text) <= {name, "note"} | (set(READERS) if name in KEEPERS else set())
    assert everything - permitted


@pytest.mark.parametrize("key", [None, "une-cle-forgee"])
def test_anonymous_reads_no_number_of_a_residence_and_no_mark(served: Served, key: str | None):
    answers = served.ask_everything(key)

    assert answers.numbers & list_numbers(served) == set()
    assert TEXT not in answers.text
    assert {status for address, status in answers.statuses.items() if "/public/" in address} == {200}
    closed = {status for address, status in answers.statuses.items() if re.search("/(partner|data|admin)/", address)}
    assert closed == {401}


def test_every_reading_is_answered_to_somebody(served: Served):
    """Otherwise the tests above would look for numbers in refusals."""
    answered = {
        address.partition("?")[0]
        for key in served.marked.keys.values()
        for address, status in served.ask_everything(key).statuses.items()
        if status == HTTPStatus.OK
    }
    readings = [route.removeprefix("GET ") for route in list_routes(served.app) if route.startswith("GET ")]

    assert {
        path for path in readings if not any(re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", path), each) for each in answered)
    } == OF_A_PROVIDER


GROUP_LINE = """
with told as (
  select level, num::float8 as number from partner.component union all select level, den from partner.component
  union all select level, value from partner.value
)
select distinct number from told where level = 'regroupement' and number is not null
  and number not in (select number from told where level <> 'regroupement' and number is not null)
  and number not in (select logements from partner.territory where logements is not null)
"""


def test_group_line_is_read_by_who_reads_secteurs_and_by_nobody_else(served: Served):
    group = {name_number(number) for (number,) in served.know(GROUP_LINE)}
    read = {name: served.ask_everything(key).numbers & group for name, key in served.marked.keys.items()}

    assert len(group) > 10
    assert {name for name, numbers in read.items() if numbers == group} == set(READERS) - {"admin"}
    assert read["admin"] == served.ask_everything(None).numbers & group == set()


def test_group_line_resists_everybody_and_each_landlord(served: Served):
    audit = audit_publication(served.marked.store, 1)

    assert audit.passed, audit.deductions
    assert len(audit.attackers) == 1 + len(LANDLORDS)
    edition, _ = read_edition(served.marked.store, 1)
    assert len([code for code, line in edition.group_secret() if line == GROUP]) >= 3


def test_secret_counts_are_many_and_answered_to_their_landlord_alone(served: Served):
    """Otherwise the tests above would compare nothing with nothing."""
    own = list_permitted(served, READERS["bailleur"])
    all_shown = list_permitted(served, READERS["epci"])

    assert len(list_numbers(served) - all_shown) > 50
    assert own - all_shown


def pretend_to_be_the_epci(service: Service, _key: str | None) -> tuple[Subject, Edition]:
    """What a forgotten check amounts to: whoever comes is taken for the one who reads most."""
    edition = public.read_edition(service.store.engine(Tier.PUBLIC))
    return Subject(1, "EPCI", Role.EPCI), edition


@pytest.mark.parametrize("name", ["bailleur", "nobody"])
def test_without_the_check_of_who_asks_the_database_still_opens_its_own_rows_only(
    served: Served, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("api.security.authenticate", pretend_to_be_the_epci)
    monkeypatch.setattr("api.asking.authenticate", pretend_to_be_the_epci)

    with open_marked(served.marked, tmp_path) as opened:
        answers = opened.ask_everything(served.marked.keys.get(name, "personne"))

    permitted = list_permitted(served, READERS.get(name, Reader("nobody")))
    assert answers.numbers & list_numbers(served) - permitted == set()
    assert answers.statuses["/api/v1/partner/residences"] == (404 if name == "nobody" else 200)
    assert find_marks(answers.text) <= {name, "note"} | (set(READERS) if name in KEEPERS else set())


def test_public_address_that_reads_the_tables_of_partners_fails_and_tells_nothing(
    served: Served, monkeypatch: pytest.MonkeyPatch
):
    """A route of the public that asks the queries of the partners: the login has no right on their schema."""
    monkeypatch.setattr("observatoire.store.queries.public._RESIDENCES", partner._RESIDENCES)
    monkeypatch.setattr("api.caching.AnswerCache.find", lambda _cache, _etag: None)

    response = served.client.get("/api/v1/public/residences")

    assert response.status_code >= 500
    assert response.headers["content-type"] == "application/problem+json"
    assert not {name_number(each) for each in find_numbers(response.json())} & list_numbers(served)
