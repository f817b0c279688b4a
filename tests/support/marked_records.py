"""What partners add to the marked territory: one of each thing that an address may name, so that nothing asked is absent."""

from collections.abc import Mapping
from typing import Any

import psycopg
from starlette.testclient import TestClient

from api.app import create_app
from observatoire.access.audience import Role
from observatoire.access.perimeters import Perimeter
from observatoire.accounts.register import add_account
from observatoire.settings import Settings
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries.job_line import open_line
from observatoire.store.tables.following import Demande, Programme, Relogement
from observatoire.worker.running import run_next
from tests.support.builders import BONNEVILLE
from tests.support.days import TODAY
from tests.support.editions import SEMCODA

STOCK = ("logements", "loues", "vacants", "offerts_un_an", "emmenages", "avant_1975")
SURVEY = "Programme;Nom;Taux de plafond;Type de famille;Nb de majeurs;Demandeurs d'emploi\n" + (
    f"{BONNEVILLE}-1;NOM;15;Personne seule;1;0\n" * 12
)
"""A file of the landlord, whose columns are to be approved."""
MOVED = {
    "logements": 79, "vacants": 17, "menages": 62, "rencontres": 56, "propositions_neuf": 50, "refus": 9, "reloges": 40,
    "reloges_neuf": 24, "reste_a_charge": 35, "accession": 4, "enquetes": 10, "satisfaits": 9, "hors_quartier": 30,
}  # fmt: skip

Numbers = Mapping[str, tuple[str, ...]]
"""The place of a number in an address, and the numbers that exist there."""


def add_records(store: Store, settings: Settings) -> Numbers:
    """Hold a session, list residences, enter an attribution, send files; return the number of each."""
    _follow(store)
    keys = {
        "epci": add_account(store, "Intercommunalité", Role.EPCI),
        "commission": add_account(store, "Commission", Role.COMMISSION),
        "bailleur": add_account(store, "Bailleur", Role.BAILLEUR, Perimeter(bailleurs=(SEMCODA,))),
    }
    with TestClient(create_app(settings)) as client:
        visitor = _Visitor(client, keys)
        residence = _find_own_residence(store)
        held = visitor.send("epci", "partner/sessions", {"held_on": TODAY.isoformat()})
        dwelling = {"residence": residence, "typologie": "t3", "contingent": "etat"}
        item = visitor.send("commission", f"partner/sessions/{held}/items", dwelling)
        visitor.send("commission", f"partner/items/{item}/notes", {"orientation": "travaillee"})
        visitor.send("epci", f"partner/sessions/{held}/seal", {})
        listed = visitor.send("epci", "partner/repms", {
            "bailleur_siren": SEMCODA, "adopted_on": TODAY.isoformat(), "criteres": ["ressources"], "residences": [residence],
        })  # fmt: skip
        visitor.send("epci", "partner/attributions", {
            "bailleur_siren": SEMCODA, "reservataire": "etat", "code_insee": BONNEVILLE, "qpv": False,
            "date": TODAY.isoformat(), "bail_signe": True,
        })  # fmt: skip
        columns = visitor.deposit("enquete-2016.csv", SURVEY)
        refused = visitor.deposit("parc-2016.csv", f"{';'.join(('residence', *STOCK))}\nR9;40;38;2;40;4;-3\n")
        stock = visitor.deposit("parc-2016.csv", _write_stock(store))
        _work(store, settings)
        visitor.send("bailleur", f"data/deposits/{stock['id']}/confirm", {})
        _work(store, settings)
        report = visitor.read("bailleur", "data/returns")["returns"][0]["id"]
    return {
        "/sessions/": (str(held),),
        "/repms/": (str(listed),),
        "/deposits/": (columns["id"], refused["id"], stock["id"]),
        "/returns/": (str(report),),
        "/jobs/": (str(stock["jobs"][0]["id"]),),
    }


class _Visitor:
    """Somebody who asks with the key of a role."""

    def __init__(self, client: TestClient, keys: Mapping[str, str]) -> None:
        self._client = client
        self._keys = keys

    def send(self, role: str, address: str, body: Mapping[str, Any]) -> Any:
        """Add something; return its number."""
        response = self._client.post(f"/api/v1/{address}", json=body or None, headers=self._show(role))
        assert response.is_success, (address, response.text)
        return response.json().get("id") if response.content else None

    def deposit(self, name: str, text: str) -> Any:
        """Send a file of the landlord."""
        response = self._client.post(
            "/api/v1/data/deposits",
            params={"name": name},
            content=text.encode(),
            headers=self._show("bailleur") | {"content-type": "application/octet-stream"},
        )
        assert response.is_success, response.text
        return response.json()

    def read(self, role: str, address: str) -> Any:
        """The JSON of an answer."""
        return self._client.get(f"/api/v1/{address}", headers=self._show(role)).json()

    def _show(self, role: str) -> dict[str, str]:
        return {"authorization": f"Bearer {self._keys[role]}"}


def _follow(store: Store) -> None:
    """Relocation, supply and demand, which files bring."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        moved = {"residence": f"{BONNEVILLE}-0", "millesime": 2016, "bailleur_siren": SEMCODA, "code_insee": BONNEVILLE}
        session.add(Relogement(**moved, phase=1, **MOVED))
        built = {"code": "P1", "nature": "programme", "code_insee": BONNEVILLE, "adresse": "rue", "bailleur": "Semcoda"}
        session.add(Programme(**built, bailleur_siren=SEMCODA, plai=3, plus=4, pls=5))
        asked = {"code_insee": BONNEVILLE, "typologie": "toutes", "millesime": 2016}
        session.add(Demande(**asked, demandes=111, mutations=44, attributions=22, attente_mois=12.0))


def _find_own_residence(store: Store) -> str:
    """A residence that the landlord's own account opens whole."""
    with psycopg.connect(store.conninfo(Tier.ADMIN)) as admin:
        found = admin.execute(
            "select code from partner.value where index = 'fragilite' and bailleur_siren = %s and value is not null"
            " order by code limit 1",
            (SEMCODA,),
        ).fetchone()
    assert found is not None
    return str(found[0])


def _write_stock(store: Store) -> str:
    """Its stock as the landlord transmitted it, secret counts and all."""
    with psycopg.connect(store.conninfo(Tier.ADMIN)) as admin:
        rows = admin.execute(
            f"select p.residence, {', '.join(f'p.{name}' for name in STOCK)} from source.parc p"
            " join source.residence r on r.code = p.residence where r.bailleur_siren = %s",
            (SEMCODA,),
        ).fetchall()
    return "\n".join(";".join(map(str, row)) for row in (("residence", *STOCK), *rows)) + "\n"


def _work(store: Store, settings: Settings) -> None:
    with open_line(store.conninfo(Tier.ADMIN)) as line:
        while run_next(store, settings, line):
            pass
