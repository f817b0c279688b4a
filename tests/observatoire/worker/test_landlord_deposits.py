"""A landlord sends its own stock, and nothing of the others' comes in with it."""

from dataclasses import replace
from uuid import UUID

import pytest

from observatoire.accounts import add_account
from observatoire.audience import Role
from observatoire.errors import NotFoundError
from observatoire.perimeters import Perimeter
from observatoire.settings import Settings
from observatoire.spool import Spool
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries import deposits, jobs
from observatoire.store.queries.asking import Asker, open_request
from observatoire.store.queries.job_line import open_line
from observatoire.store.tables.jobs import Deposit
from observatoire.worker.running import run_next
from tests.support.builders import BONNEVILLE, HALPADES, a_bailleur, a_residence
from tests.support.editions import SEMCODA

OWN = Asker("Halpades", HALPADES)
OTHER = Asker("Semcoda", SEMCODA)
COUNTS = "residence;logements;loues;vacants;offerts_un_an;emmenages;avant_1975\n"
RESIDENCES = "residence;nom;bailleur_siren;bailleur;code_insee;longitude;latitude\n"


@pytest.fixture
def stock(store: Store) -> None:
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        a_residence(session, "A1", nom="Les Îles")
        a_residence(session, "A2")
        a_bailleur(session, SEMCODA, "Semcoda")
        a_residence(session, "B1", bailleur_siren=SEMCODA)


def signed(store: Store, asker: Asker) -> Asker:
    """The same, with a key that opens."""
    bailleurs = () if asker.bailleur_siren is None else (asker.bailleur_siren,)
    role = Role.BAILLEUR if bailleurs else Role.EPCI
    return replace(asker, secret=add_account(store, asker.organisation, role, Perimeter(bailleurs=bailleurs)))


def send(store: Store, settings: Settings, text: str, *, kind: str, asker: Asker = OWN) -> Deposit:
    with Spool(settings.home).receive("f.csv", limit=10_000, capacity=10_000) as (name, receiving):
        receiving.write(text.encode())
        digest = receiving.close()
    with open_request(store, signed(store, asker)) as session:
        values = {"file_name": "f.csv", "size": len(text), "sha256": digest, "spool": name}
        number = deposits.add_deposit(session, asker, values)
    return ask(store, settings, number, "controle", asker, {"kind": kind, "millesime": 2016})


def ask(
    store: Store,
    settings: Settings,
    number: UUID,
    kind: str,
    asker: Asker = OWN,
    payload: dict[str, object] | None = None,
) -> Deposit:
    with open_request(store, signed(store, asker)) as session:
        jobs.enqueue(session, kind, asker=asker, deposit=number, payload=payload)
    with open_line(store.conninfo(Tier.ADMIN)) as line:
        assert run_next(store, settings, line)
    with open_request(store, signed(store, asker)) as session:
        return deposits.find_deposit(session, number, asker)


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
    assert ask(store, settings, sent.id, "chargement", Asker("Gestionnaire")).state == "charge"
