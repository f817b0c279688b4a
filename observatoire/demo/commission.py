"""What partners of the demonstration decided: fictitious, and written as partners write, through their own accounts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from observatoire.access.audience import Role
from observatoire.access.perimeters import EVERYTHING, Perimeter
from observatoire.accounts.register import add_account, find_account, revoke_account
from observatoire.printing.days import find_today
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries import deciding, repms, sessions
from observatoire.store.queries.writing import write_as_visitor

HALPADES, BONNEVILLE = "900000002", "74042"
CONFIRMED, PROPOSED, SET_ASIDE, EXPIRED = "HAL-0202", "HAL-0201", "HAL-0105", "HAL-0103"
LISTED = ("HAL-0202", "HAL-0201", "HAL-0108")
SITTING = (("HAL-0202", "t3", "etat"), ("HAL-0108", "t4", "commune"), ("HSH-0401", "t2", "action_logement"))
NEXT = (("HAL-0202", "t4", "etat"), ("HAL-0105", "t3", "action_logement"), ("HAL-0203", "t2", "commune"))
ROUND_THE_TABLE = ["epci", "commune", "bailleur", "etat"]


def decide_for_the_demo(store: Store) -> None:
    """A few decisions, a REPMS list, a sealed session and the next one, by accounts that are closed afterwards."""
    with (
        _lend_key(store, "Intercommunalité (fictif)", Role.EPCI, EVERYTHING) as epci,
        _lend_key(store, "Halpades (fictif)", Role.BAILLEUR, Perimeter(bailleurs=(HALPADES,))) as landlord,
        _lend_key(store, "Bonneville (fictif)", Role.COMMUNE, Perimeter(communes=(BONNEVILLE,))) as commune,
    ):
        confirmed = _decide(store, epci, CONFIRMED, "confirmée", ["voisinage", "relogement"], _days_ago(210))
        _sign(store, landlord, confirmed)
        reply = {
            "qualification": confirmed,
            "position": "actions",
            "precision": "Médiation et travaux du hall engagés.",
        }
        with write_as_visitor(store, landlord) as session:
            deciding.add_reply(session, reply)
        _sign(store, commune, _decide(store, epci, SET_ASIDE, "écartée", ["petit_effectif"], _days_ago(120)))
        _sign(store, landlord, _decide(store, epci, EXPIRED, "confirmée", ["bati"], _days_ago(3 * 365 + 40)))
        _decide(store, epci, PROPOSED, "confirmée", ["concentration", "diagnostic"], _days_ago(9))
        _run_protocol(store, epci)
        _adopt_repms(store, epci, landlord)
        _hold_session(store, epci)
        _prepare(store, epci, NEXT, date.fromisoformat(_days_ago(-6)))


@contextmanager
def _lend_key(store: Store, organisation: str, role: Role, perimeter: Perimeter) -> Iterator[str]:
    key = add_account(store, organisation, role, perimeter)
    yield key
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        account = find_account(session, key)
    if account is not None:
        revoke_account(store, account.id)


def _decide(store: Store, key: str, residence: str, avis: str, motifs: list[str], decided_on: str) -> int:
    entry = {"avis": avis, "motifs": motifs, "participants": ROUND_THE_TABLE, "decided_on": decided_on}
    with write_as_visitor(store, key) as session:
        return deciding.add_qualification(session, {"residence": residence, "precision": "", **entry})


def _sign(store: Store, key: str, qualification: int) -> None:
    with write_as_visitor(store, key) as session:
        deciding.sign_qualification(session, qualification)


def _run_protocol(store: Store, key: str) -> None:
    opening = {"residence": CONFIRMED, "etape": "ouverture", "typologie": "t3", "contingent": "etat"}
    with write_as_visitor(store, key) as session:
        dossier = deciding.add_protocol_step(session, {**opening, "done_on": _days_ago(21)})
        for etape, days in (("echange", 20), ("recherche", 19), ("vacance", 18)):
            step = {"dossier": dossier, "etape": etape, "done_on": date.fromisoformat(_days_ago(days)), "precision": ""}
            deciding.add_protocol_step(session, step)


def _adopt_repms(store: Store, epci: str, landlord: str) -> None:
    entry = {"bailleur_siren": HALPADES, "adopted_on": _days_ago(180), "criteres": ["ressources", "emploi", "qpv"]}
    with write_as_visitor(store, epci) as session:
        number = repms.add_repms(session, {**entry, "precision": ""}, LISTED)
    with write_as_visitor(store, landlord) as session:
        repms.sign_repms(session, number)


def _hold_session(store: Store, key: str) -> None:
    number, items = _prepare(store, key, SITTING, date.fromisoformat(_days_ago(30)))
    orientations = ("travaillee", "proposition", "proposition")
    with write_as_visitor(store, key) as session:
        for item, orientation in zip(items, orientations, strict=True):
            menage = "de_40_a_60.couple_enfants.3_4.aucun"
            sessions.add_note(session, {"item": item, "orientation": orientation, "menage": menage, "precision": ""})
    with write_as_visitor(store, key) as session:
        sessions.seal_session(session, number)


def _prepare(store: Store, key: str, agenda: tuple[tuple[str, str, str], ...], held_on: date) -> tuple[int, list[int]]:
    with write_as_visitor(store, key) as session:
        number = sessions.open_session(session, {"held_on": held_on})
        items = [
            sessions.add_item(
                session, {"session": number, "residence": code, "typologie": typologie, "contingent": contingent}
            )
            for code, typologie, contingent in agenda
        ]
    return number, items


def _days_ago(days: int) -> str:
    return (find_today() - timedelta(days=days)).isoformat()
