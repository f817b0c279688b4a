"""What the convention says of communes and secteurs holds on the demonstration, computed here from counts alone."""

import pandas as pd
import pytest

from tests.data.demo_reader import compute_indices, read_all

QPV = ["74042-01", "74042-02", "74042-03"]
TILLEULS = "74042-08"


@pytest.fixture(scope="module", params=[2016, 2018])
def communes(request) -> pd.DataFrame:
    rows = read_all(request.param)
    return compute_indices(rows, "code_insee", rows)


@pytest.fixture(scope="module", params=[2016, 2018])
def secteurs_of_bonneville(request) -> pd.Series:
    bonneville = read_all(request.param).query("code_insee == '74042'")
    return compute_indices(bonneville, "secteur", bonneville).occupation


def test_bonneville_alone_has_both_indices_above_100(communes):
    both = communes[(communes.occupation > 100) & (communes.attractivite > 100)]
    assert both.index.tolist() == ["74042"]


def test_marignier_exceeds_100_on_attractivite_only(communes):
    assert communes.attractivite["74164"] > 100 >= communes.occupation["74164"]


@pytest.mark.parametrize("commune", ["74087", "74212"])
def test_contamine_and_glieres_exceed_100_on_occupation_only(communes, commune):
    assert communes.occupation[commune] > 100 >= communes.attractivite[commune]


@pytest.mark.parametrize("commune", ["74024", "74312"])
def test_ayse_and_vougy_are_below_100_on_both(communes, commune):
    assert communes.occupation[commune] < 100
    assert communes.attractivite[commune] < 100


def test_secteurs_of_the_qpv_are_fragile_against_bonneville(secteurs_of_bonneville):
    assert (secteurs_of_bonneville[QPV] >= 120).all()


def test_one_secteur_outside_the_qpv_is_intermediate_and_the_rest_balanced(secteurs_of_bonneville):
    outside = secteurs_of_bonneville.drop(QPV)
    assert 105 <= outside[TILLEULS] < 120
    assert (outside.drop(TILLEULS) < 105).all()


def test_intermediate_ensemble_2016_dates_from_the_late_1980s_with_low_incomes_and_single_parents():
    rows = read_all(2016)
    ensemble = rows[rows.secteur == TILLEULS].assign(code=lambda frame: frame.index)
    assert ensemble.mise_en_service.between(1985, 1989).all()
    assert not ensemble.en_qpv.any()
    by_residence = compute_indices(ensemble, "code", rows)
    assert by_residence.fragilite.between(105, 120, inclusive="left").all()
    bonneville = rows[rows.code_insee == "74042"]
    assert compute_indices(ensemble, "code", bonneville).occupation.between(105, 120, inclusive="left").all()


def test_some_residences_change_class_from_one_millesime_to_the_next():
    classes = {}
    for millesime in (2014, 2016, 2018):
        rows = read_all(millesime)
        large = rows[rows.logements >= 11].assign(code=lambda frame: frame.index)
        fragilite = compute_indices(large, "code", rows).fragilite.dropna()
        classes[millesime] = pd.cut(fragilite, [0, 105, 120, 1000], right=False, labels=False)
    frame = pd.DataFrame(classes).dropna()
    assert 1 <= (frame[2014] != frame[2016]).sum() < len(frame) / 4
    assert 1 <= (frame[2016] != frame[2018]).sum() < len(frame) / 4
