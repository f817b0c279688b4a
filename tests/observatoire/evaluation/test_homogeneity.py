"""The spread of first-quartile attributions: measured on what is loaded, kept without any count by residence."""

from datetime import date
from typing import Any

from sqlalchemy import insert, text

from observatoire.evaluation.homogeneity import refresh_homogeneity
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


def test_one_residence_that_receives_everything_is_named_without_its_count(store):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        publish_residences(session, "A", "B", "C", "D")
        attribute(session, "A", 20)
        attribute(session, "B", 5, quartile="2-4")
        attribute(session, "QPV", 9, qpv=True)

    whole, commune = refresh_homogeneity(store)
    refresh_homogeneity(store)

    assert (whole.attributions, whole.residences) == (20, 4)
    rows, above = kept(store)
    assert rows == [(builders.BONNEVILLE, "ok", 20, 0.75), ("ensemble", "ok", 20, 0.75)]
    assert above == ["A"]
    assert commune.perimeter == builders.BONNEVILLE


def test_few_attributions_are_without_object_and_tell_nothing(store):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        publish_residences(session, "A", "B")
        attribute(session, "A", 10)

    refresh_homogeneity(store)

    assert kept(store) == ([(builders.BONNEVILLE, "sans_objet", 0, None), ("ensemble", "sans_objet", 0, None)], [])


def test_nothing_recorded_keeps_nothing(store):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        publish_residences(session, "A", "B")

    refresh_homogeneity(store)

    assert kept(store) == ([], [])


def test_residences_that_are_small_or_keep_their_occupation_secret_are_not_named(store):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        publish_residences(session, "A", "B", "C", "D")
        builders.a_territory(session, "small", bailleur_siren=builders.HALPADES, logements=10)
        secret: dict[str, Any] = {
            "status": "secret",
            "num": None,
            "den": None,
            "rate": None,
            "ratio": None,
            "contribution": None,
        }
        builders.a_component(session, "A", indicator="occ1", **secret)
        attribute(session, "A", 20)
        attribute(session, "B", 20)
        attribute(session, "small", 20)

    refresh_homogeneity(store)

    assert kept(store)[1] == ["B"]
