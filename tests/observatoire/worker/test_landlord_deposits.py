"""A landlord sends its own stock, and nothing of the others' comes in with it."""

import pytest

from observatoire.errors import NotFoundError
from observatoire.store.queries import deposits
from observatoire.store.queries.asking import open_request
from observatoire.store.tables.jobs import Deposit
from tests.support.builders import BONNEVILLE, HALPADES
from tests.support.deposits import COUNTS, MANAGER, OTHER, ask, send, signed
from tests.support.editions import SEMCODA

RESIDENCES = "residence;nom;bailleur_siren;bailleur;code_insee;longitude;latitude\n"


def list_problems(deposit: Deposit) -> list[tuple[int, str]]:
    assert deposit.error is not None, deposit.state
    return [(problem["line"], problem["column"]) for problem in deposit.error["problems"]]


@pytest.mark.usefixtures("stock")
def test_counts_of_another_landlord_are_refused_line_by_line(store, settings):
    row = ";40;38;2;40;4;0\n"

    refused = send(store, settings, f"{COUNTS}A1{row}B1{row}A2{row}", kind="parc")
    accepted = send(store, settings, f"{COUNTS}A1{row}A2{row}", kind="parc")

    assert (refused.state, list_problems(refused)) == ("refuse", [(3, "residence")])
    assert accepted.state == "controle"


@pytest.mark.usefixtures("stock")
def test_residences_of_another_landlord_are_refused_and_own_ones_are_compared(store, settings):
    place = f";{BONNEVILLE};6.4;46.1\n"
    refused = send(
        store,
        settings,
        f"{RESIDENCES}A1;Les Îles;{HALPADES};Halpades{place}B1;Lac;{HALPADES};Halpades{place}B2;Lac;{SEMCODA};Semcoda{place}",
        kind="residences",
    )

    assert refused.state == "refuse"
    assert {(3, "residence"), (4, "bailleur_siren")} <= set(list_problems(refused))


@pytest.mark.usefixtures("stock")
def test_territories_are_not_a_landlord_s_to_load(store, settings):
    assert send(store, settings, "code;nom;code_insee\nS1;Nord;74042\n", kind="secteurs").state == "refuse"


@pytest.mark.usefixtures("stock")
def test_deposit_waits_for_the_manager_and_is_nobody_else_s(store, settings):
    sent = send(store, settings, f"{COUNTS}A1;40;38;2;40;4;0\n", kind="parc")
    submitted = ask(store, settings, sent.id, "soumission")
    assert submitted.state == "soumis"

    with open_request(store, signed(store, OTHER)) as session, pytest.raises(NotFoundError):
        deposits.find_deposit(session, sent.id, OTHER)
    assert ask(store, settings, sent.id, "chargement", MANAGER).state == "charge"
