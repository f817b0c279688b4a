"""Files sent as the web part sends them, and what a worker makes of them."""

from dataclasses import replace
from uuid import UUID

from observatoire.access.audience import Role
from observatoire.access.perimeters import Perimeter
from observatoire.accounts.register import add_account
from observatoire.files.spool import Spool
from observatoire.settings import Settings
from observatoire.store.database import Store, Tier
from observatoire.store.queries import deposits, jobs
from observatoire.store.queries.asking import Asker, open_request
from observatoire.store.queries.job_line import open_line
from observatoire.store.tables.jobs import Deposit
from observatoire.worker.running import run_next
from tests.support.builders import HALPADES
from tests.support.editions import SEMCODA

OWN = Asker("Halpades", HALPADES)
OTHER = Asker("Semcoda", SEMCODA)
MANAGER = Asker("Gestionnaire")
COUNTS = "residence;logements;loues;vacants;offerts_un_an;emmenages;avant_1975\n"


def signed(store: Store, asker: Asker) -> Asker:
    """The same person, with a key that opens."""
    bailleurs = () if asker.bailleur_siren is None else (asker.bailleur_siren,)
    role = Role.BAILLEUR if bailleurs else Role.EPCI
    return replace(asker, secret=add_account(store, asker.organisation, role, Perimeter(bailleurs=bailleurs)))


def send(
    store: Store,
    settings: Settings,
    content: str | bytes,
    *,
    kind: str | None,
    asker: Asker = OWN,
    named: str = "f.csv",
) -> Deposit:
    """A file arrives, and is checked."""
    sent = content.encode() if isinstance(content, str) else content
    with Spool(settings.home).receive(named, limit=100_000, capacity=100_000) as (name, receiving):
        receiving.write(sent)
        digest = receiving.close()
    with open_request(store, signed(store, asker)) as session:
        values = {"file_name": named, "size": len(sent), "sha256": digest, "spool": name}
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
    """Something is asked of a deposit, and done."""
    with open_request(store, signed(store, asker)) as session:
        jobs.enqueue(session, kind, asker=asker, deposit=number, payload=payload)
    with open_line(store.conninfo(Tier.ADMIN)) as line:
        assert run_next(store, settings, line)
    with open_request(store, signed(store, asker)) as session:
        return deposits.find_deposit(session, number, asker)
