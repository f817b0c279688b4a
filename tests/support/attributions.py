"""Residences of a publication, what was attributed in them, and what is kept of its spread."""

from datetime import date

from sqlalchemy import insert, text

from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.tables.attributions import Attribution
from tests.support import builders


def attribute(session, residence, count, **values):
    row = {
        "recorded_by": "test", "origine": "saisie", "etape": "attribution", "date": date(2018, 3, 5),
        "bailleur_siren": builders.HALPADES, "reservataire": "etat", "code_insee": builders.BONNEVILLE, "qpv": False,
        "quartile": "1", "bail_signe": True, "nombre": count, "dalo": 0, "prioritaire": 0, "relogement_ru": 0,
        "mutation": 0, "residence": residence,
    }  # fmt: skip
    session.execute(insert(Attribution), [row | values])


def publish_residences(session, *codes):
    builders.a_publication(session)
    for code in codes:
        builders.a_territory(session, code, bailleur_siren=builders.HALPADES)
    builders.a_territory(session, "QPV", bailleur_siren=builders.HALPADES, code_qp="QP1")


def kept(store: Store):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        rows = session.execute(text("select perimetre, status, attributions, gini from partner.homogeneite order by 1"))
        above = session.execute(text("select residence from partner.homogeneite_residence")).scalars()
        return [tuple(row) for row in rows], list(above)
