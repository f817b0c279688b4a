"""A trial becomes a method: read, applied, written, read back by the product."""

from datetime import date

import pytest

from observatoire.errors import ConflictError, InvalidInputError, NotFoundError
from observatoire.method.file import read_method_file
from observatoire.method.scenarios import write_scenario_method
from observatoire.method.trial import apply_trial, parse_trial, write_toml
from observatoire.settings import Settings
from observatoire.store.database import Tier, partner_unit_of_work, unit_of_work
from observatoire.store.queries.scenarios import add_scenario, sign_scenario
from observatoire.store.tables.scenarios import ScenarioSignature
from tests.support.editions import load_territory, open_accounts, publish_edition

DAY = date(2027, 1, 15)
PUBLISHED = read_method_file(Settings().method_file)


def method_of(text: str, path):
    document = apply_trial(PUBLISHED.document, parse_trial(text), version="2027-1", day=DAY, title="Essai « A »")
    path.write_text(write_toml(document), encoding="utf-8")
    return read_method_file(path).method


def test_trial_that_changes_nothing_gives_the_same_method_under_another_version(tmp_path):
    same = method_of("occ1:1", tmp_path / "m.toml")

    assert same.version == "2027-1"
    assert same.indices == PUBLISHED.method.indices
    assert same.classes == PUBLISHED.method.classes


def test_weights_share_and_thresholds_are_those_of_the_trial(tmp_path):
    method = method_of("occ1:2,att3:0,part:60,inter:104,fragile:125", tmp_path / "m.toml")

    assert method.indices["occupation"].weights == pytest.approx({"occ1": 0.4, "occ2": 0.2, "occ3": 0.2, "occ4": 0.2})
    assert method.indices["attractivite"].components == ("att1", "att2")
    assert method.indices["fragilite"].weights == pytest.approx({"occupation": 0.6, "attractivite": 0.4})
    assert (method.classes.intermediaire, method.classes.fragile, method.signal.fragilite) == (104, 125, 125)


@pytest.mark.parametrize("text", ["", "occ1:5", "occ8:1", "part:101", "fragile:999", "occ1", "ref:", "occ1:-1", "a;b"])
def test_what_no_slider_says_is_refused(text):
    with pytest.raises(InvalidInputError):
        parse_trial(text)


@pytest.fixture
def proposed(store, settings):
    """A published territory, the keys of its partners, and a scenario."""
    load_territory(store)
    publish_edition(store, settings)
    keys = open_accounts(store)
    with partner_unit_of_work(store, keys["epci"]) as session:
        number = add_scenario(session, "Plus de ressources", "occ1:2,ref:74042")
    return store, keys, number


def test_scenario_is_written_once_two_people_have_signed(proposed, tmp_path):
    store, keys, number = proposed
    path = tmp_path / "m.toml"
    for role in ("epci", "commission"):
        with pytest.raises(ConflictError, match="n’est pas adopté"):
            write_scenario_method(store, number, path, version="2027-1", day=DAY)
        with partner_unit_of_work(store, keys[role]) as session:
            sign_scenario(session, number)

    trial = write_scenario_method(store, number, path, version="2027-1", day=DAY)

    assert trial.reference == "74042"
    assert read_method_file(path).method.indices["occupation"].weights["occ1"] == pytest.approx(0.4)
    with pytest.raises(InvalidInputError, match="pas été écrite"):
        write_scenario_method(store, number, path, version="2027-1", day=DAY)


def test_unknown_scenario_is_said(proposed, tmp_path):
    with pytest.raises(NotFoundError):
        write_scenario_method(proposed[0], 99, tmp_path / "m.toml", version="2027-1", day=DAY)


def test_signature_is_never_rewritten_even_by_the_owner(proposed):
    store, keys, number = proposed
    with partner_unit_of_work(store, keys["epci"]) as session:
        sign_scenario(session, number)
    with pytest.raises(Exception, match="ne se réécrit pas"), unit_of_work(store.engine(Tier.OWNER)) as session:
        session.query(ScenarioSignature).delete()
