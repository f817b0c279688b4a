"""Families of residences: found once, kept in the next millésimes, found anew when asked."""

import tomllib
from functools import partial
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from indices import parse_method
from indices.typology import find_typology
from observatoire.computation import compute_draft, families, solidity
from observatoire.computation.earlier import read_former_families
from observatoire.computation.families import describe_features
from observatoire.publication import publish
from observatoire.store.database import Tier, unit_of_work
from observatoire.store.queries import publications, typologies
from observatoire.territories.reference import Reference
from tests.support.builders import a_parc, an_occupation

METHOD = Path(__file__).parents[3] / "data" / "methode" / "methode-2026-1.toml"
KINDS = (
    {"vacants": 1, "loues": 39, "emmenages": 2, "avant_1975": 4},
    {"vacants": 4, "loues": 36, "emmenages": 6, "avant_1975": 20},
    {"vacants": 9, "loues": 31, "emmenages": 12, "avant_1975": 36},
)
ANSWERS = (
    {"ress_inf_40": 6, "ress_inf_60": 14, "majeurs_chomage": 9, "familles_monoparentales": 5},
    {"ress_inf_40": 11, "ress_inf_60": 20, "majeurs_chomage": 14, "familles_monoparentales": 9},
    {"ress_inf_40": 20, "ress_inf_60": 30, "majeurs_chomage": 22, "familles_monoparentales": 16},
)
CODES = [f"F{number:02}" for number in range(30)]
CHANGED = "F02"
"""Of the third kind in 2016, of the first in 2018."""


def load(store, year, *, kind_of):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        for number, code in enumerate(CODES):
            kind = kind_of(number)
            a_parc(session, code, millesime=year, logements=40, offerts_un_an=40, **KINDS[kind])
            an_occupation(session, code, millesime=year, **ANSWERS[kind])


def read_draft(store):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        rows = session.execute(
            text("select code, family, family_before from source.draft_territory where family is not null")
        )
        found = {code: (family, before) for code, family, before in rows}
        return found, *session.execute(text("select analysis -> 'typologie', typology from source.draft")).one()


def test_next_millesime_is_sorted_into_the_centres_of_the_first_until_families_are_asked_anew(
    store, settings, monkeypatch
):
    monkeypatch.setattr(
        families, "find_typology", partial(find_typology, bootstraps=2)
    )  # their stability is not judged
    monkeypatch.setattr(solidity, "DRAWS", 100)
    load(store, 2016, kind_of=lambda number: number % 3)
    load(store, 2018, kind_of=lambda number: 0 if CODES[number] == CHANGED else number % 3)
    compute_draft(store, ops=2016, rpls=2016, settings=settings)
    first, origin, stored = read_draft(store)
    publish(store, settings=settings)

    assert {family for family, _ in first.values()} == {1, 2, 3}
    assert {before for _, before in first.values()} == {None}
    assert (origin["figees"], origin["nombre"], stored["publication"]) == (False, 3, None)

    compute_draft(store, ops=2018, rpls=2018, settings=settings)
    second, origin, kept = read_draft(store)
    assert (origin["figees"], origin["publication"]) == (True, 1)
    assert kept == {**stored, "publication": 1}
    assert second[CHANGED] == (1, 3)
    both = [code for code in second if code in first and code != CHANGED]
    assert len(both) > len(CODES) // 2
    assert all(second[code] == (first[code][0], first[code][0]) for code in both)

    compute_draft(store, ops=2018, rpls=2018, new_families=True, settings=settings)
    third, origin, _ = read_draft(store)
    assert origin["figees"] is False
    assert {before for _, before in third.values()} == {None}


def test_families_are_kept_only_for_the_same_features(monkeypatch):
    """Another reference or another count makes other profiles: their centres do not compare."""
    method = parse_method(tomllib.loads(METHOD.read_text(encoding="utf-8")))
    chosen = Reference("epci", "E", "EPCI")
    session = Session()
    of_commune = {**describe_features(method, "74042"), "publication": 3}
    of_epci = {**describe_features(method, "E"), "publication": 2}
    monkeypatch.setattr(typologies, "list_typologies", lambda *_, **__: [of_commune, of_epci])
    monkeypatch.setattr(publications, "find_online_number", lambda _: 3)
    monkeypatch.setattr(publications, "find_earlier_millesimes", lambda *_, **__: None)

    kept = read_former_families(session, method, chosen, ops=2016, rpls=2016)
    assert kept is not None
    assert kept.document == of_epci
    other = Reference("commune", "74164", "Marignier")
    assert read_former_families(session, method, other, ops=2016, rpls=2016) is None
