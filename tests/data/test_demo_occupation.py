"""The occupation of the demonstration is that of the diagnosis, on pooled counts of transmitting residences."""

import pytest

from tests.data.demo_reader import pool_rates, read_all, read_occupation, read_parc


@pytest.mark.parametrize(("indicator", "epci", "qpv"), [("occ1", 0.28, 0.39), ("occ2", 0.50, 0.59)])
def test_share_of_low_incomes_2016_matches_the_diagnosis(indicator, epci, qpv):
    rows = read_all(2016)
    assert pool_rates(rows)[indicator] == pytest.approx(epci, abs=0.005)
    assert pool_rates(rows[rows.en_qpv])[indicator] == pytest.approx(qpv, abs=0.005)


@pytest.mark.parametrize("millesime", [2014, 2016, 2018])
def test_semcoda_transmits_no_occupation_and_the_others_all(millesime):
    rows = read_all(millesime)
    silent = rows[rows.bailleur == "Semcoda"]
    assert silent.repondants.isna().all()
    assert rows.drop(silent.index).repondants.notna().all()
    assert set(read_occupation(millesime).index) <= set(read_parc(millesime).index)
    if millesime == 2016:
        assert silent.logements.sum() == 281


@pytest.mark.parametrize("millesime", [2014, 2016, 2018])
def test_communes_other_than_brizon_are_above_the_secrecy_thresholds(millesime):
    pooled = read_all(millesime).groupby("code_insee")[["logements", "repondants"]].sum().drop("74049")
    assert (pooled >= 11).all(axis=None)
