"""Effects of designations leave with a publication, and never for a residence whose figures are withheld."""

import json

import pandas as pd
import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from observatoire.commission.household_types import list_effects
from observatoire.computation.designations import frame_effects, list_whole
from observatoire.method.file import read_method_file
from observatoire.settings import Settings
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.tables.designations import DesignationEffect
from tests.support.builders import a_publication, a_territory, a_value
from tests.support.drawn_publications import EPCI, draw_counts, locate, protect_drawn, publish_with
from tests.support.editions import FRAGILE, MUETTE, PETITE, load_territory, publish_edition

AN_EFFECT = {
    "publication": 1,
    "code": "R1",
    "menage": "inf_40-seul-un",
    "code_insee": "74042",
    "bailleur_siren": "325720045",
    "occupation": 101.0,
    "occupation_classe": "équilibré",
    "components": {},
}


def test_publication_keeps_every_type_for_the_residences_that_show_their_occupation(store: Store, settings: Settings):
    load_territory(store)
    number = publish_edition(store, settings)

    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        effects = session.scalars(select(DesignationEffect).where(DesignationEffect.publication == number)).all()

    codes = {each.code for each in effects}
    assert FRAGILE in codes
    assert codes.isdisjoint({PETITE, MUETTE})
    assert {each.menage for each in effects} == {each.key for each in list_effects()}
    fragile = next(each for each in effects if each.code == FRAGILE and each.menage == "inf_40-monoparental-un")
    assert fragile.fragilite_classe == "fragile"
    assert fragile.margin == 0
    assert fragile.components["occ4"]["rate"] > 0.2


@pytest.mark.parametrize(
    ("status", "value", "fragilite"), [("secret", None, None), ("ok", 100.0, 101.0)], ids=["occupation", "fragilité"]
)
def test_effect_on_a_residence_without_index_is_refused_by_the_database(
    store: Store, status: str, value: float | None, fragilite: float | None
):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        a_publication(session)
        a_territory(session)
        a_value(session, index="occupation", value=value, status=status, classe=value and "équilibré")
        effect = AN_EFFECT | {"fragilite": fragilite, "fragilite_classe": fragilite and "équilibré"}
        with pytest.raises(IntegrityError, match="aucun effet"):
            session.execute(insert(DesignationEffect).values(effect))
        session.rollback()


def test_residence_with_a_secret_share_is_not_whole():
    values = pd.DataFrame(
        [("residence", code, index, 100.0) for code in ("A", "B", "C") for index in ("occupation", "fragilite")],
        columns=["level", "code", "index", "value"],
    )
    components = pd.DataFrame(
        [("residence", "A", "occ1", "ok"), ("residence", "B", "occ1", "secret"), ("residence", "C", "att2", "secret")],
        columns=["level", "code", "indicator", "status"],
    )

    assert list_whole(values, components, "occupation") == {"A", "C"}
    assert list_whole(values, components, "fragilite") == {"A"}


def test_no_effect_says_anything_of_a_share_that_is_secret():
    """One share of a large residence is withheld, because nearly all are in that situation."""
    counts = draw_counts(60, seed=7)
    large = counts["repondants"].between(45, 80).idxmax()
    counts.loc[large, "ress_inf_60"] = counts.loc[large, "menages_ressources_connues"]
    edition = publish_with(counts, protect_drawn(counts).withheld)

    effects = frame_effects(
        counts,
        locate(counts),
        edition.indices,
        edition.components,
        edition.territories.loc[edition.territories["level"] == "residence"].assign(departures=3),
        method=read_method_file(Settings().method_file).method,
        reference=("epci", EPCI),
        min_logements=11,
        min_repondants=11,
    )

    shown = edition.components.loc[edition.components["rate"].notna() & (edition.components["level"] == "residence")]
    said = {(row.code, indicator) for row in effects.itertuples() for indicator in json.loads(str(row.components))}
    assert large not in set(effects["code"])
    assert said
    assert said <= set(shown[["code", "indicator"]].itertuples(index=False, name=None))
