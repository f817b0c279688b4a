"""The rows of the demonstration obey the rules that the loader checks."""

from itertools import pairwise

import pytest

from tests.data.demo_reader import read_all, read_occupation, read_parc, read_residences

MILLESIMES = [2014, 2016, 2018]


@pytest.mark.parametrize("millesime", MILLESIMES)
def test_parc_counts_are_whole_and_nested(millesime):
    rows = read_parc(millesime)
    assert (rows >= 0).all(axis=None)
    assert (rows.loues + rows.vacants + rows.get("vides", 0) <= rows.logements).all()
    assert (rows.get("vacants_3_mois", 0) <= rows.vacants).all()
    assert (rows.offerts_un_an <= rows.loues + rows.vacants).all()
    assert (rows.emmenages <= rows.offerts_un_an).all()
    assert (rows[["t1", "t2", "t3", "t4", "t5"]].sum(axis=1) == rows.logements).all()
    assert (rows[["plai", "plus", "pls"]].sum(axis=1) <= rows.logements).all()


@pytest.mark.parametrize("millesime", MILLESIMES)
def test_before_1975_follows_the_year_of_service(millesime):
    rows = read_all(millesime)
    assert (rows.avant_1975 == rows.logements.where(rows.mise_en_service < 1975, 0)).all()
    assert not rows.mise_en_service.eq(1974).any()


@pytest.mark.parametrize("millesime", MILLESIMES)
def test_occupation_counts_are_nested(millesime):
    rows = read_occupation(millesime)
    assert (rows >= 0).all(axis=None)
    incomes = ["ress_inf_20", "ress_inf_40", "ress_inf_60", "ress_inf_100", "menages_ressources_connues", "repondants"]
    composition = ["familles_monoparentales", "menages_composition_connue", "repondants"]
    for chain in (incomes, composition, ["majeurs_chomage", "majeurs_activite_connue"], ["repondants", "menages"]):
        known = [column for column in chain if column in rows]
        for smaller, larger in pairwise(known):
            assert (rows[smaller] <= rows[larger]).all(), (smaller, larger)


@pytest.mark.parametrize("millesime", MILLESIMES)
def test_households_occupy_let_dwellings(millesime):
    rows = read_all(millesime).dropna(subset="menages")
    assert (rows.menages == rows.loues).all()
    for column in {"beneficiaires_apl", "emmenages_recents"} & set(rows):
        assert (rows[column] <= rows.menages).all()


@pytest.mark.parametrize("millesime", [2016, 2018])
def test_rows_of_counts_name_known_residences(millesime):
    assert set(read_parc(millesime).index) == set(read_residences(millesime).index)
    assert set(read_parc(2014).index) <= set(read_residences(2016).index)
