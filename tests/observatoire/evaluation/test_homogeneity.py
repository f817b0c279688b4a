"""The spread of first-quartile attributions: measured on what is loaded, kept without any count by residence."""

from typing import Any

from observatoire.evaluation.homogeneity import refresh_homogeneity
from observatoire.store.database import Tier, unit_of_work
from tests.support import builders
from tests.support.attributions import attribute, kept, publish_residences


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
