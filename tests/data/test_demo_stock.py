"""The stock of the demonstration is that of the convention of the CCFG, on pooled counts of 2016."""

import pandas as pd
import pytest

from tests.data.demo_reader import read_all, read_parc, read_residences

BY_LANDLORD = {
    "Halpades": (590, 280),
    "Haute-Savoie Habitat": (44, 333),
    "Semcoda": (0, 281),
    "Scic Habitat": (0, 104),
}
BY_COMMUNE = {
    "74042": 1153,
    "74164": 320,
    "74312": 64,
    "74087": 35,
    "74024": 31,
    "74212": 23,
    "74049": 6,
}
RECENT_PROGRAMMES = [
    ("74042", "Semcoda", 7, 16, 0, 2016),
    ("74042", "Semcoda", 7, 17, 0, 2015),
    ("74042", "Semcoda", 1, 8, 0, 2016),
    ("74042", "Semcoda", 3, 12, 0, 2016),
    ("74164", "Semcoda", 5, 10, 2, 2014),
    ("74164", "Semcoda", 1, 5, 3, 2017),
    ("74024", "Halpades", 1, 5, 1, 2017),
    ("74087", "Halpades", 2, 7, 0, 2017),
]


@pytest.fixture(scope="module")
def stock() -> pd.DataFrame:
    return read_all(2016)


def test_stock_by_landlord_2016_matches_the_convention(stock):
    rows = stock.assign(bailleur=read_residences().bailleur.reindex(stock.index))
    inside = rows.logements.where(rows.en_qpv, 0).groupby(rows.bailleur).sum()
    outside = rows.logements.where(~rows.en_qpv, 0).groupby(rows.bailleur).sum()
    assert {name: (inside[name], outside[name]) for name in inside.index} == BY_LANDLORD
    assert stock.logements.sum() == 1632


def test_stock_by_commune_2016_matches_the_convention(stock):
    assert stock.groupby("code_insee").logements.sum().to_dict() == BY_COMMUNE


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (lambda rows: rows.vacants.sum() / rows.sur_le_marche.sum(), 0.029),
        (lambda rows: rows.emmenages.sum() / rows.offerts_un_an.sum(), 0.067),
        (lambda rows: rows.avant_1975.sum() / rows.logements.sum(), 0.40),
        (lambda rows: rows[rows.en_qpv].avant_1975.sum() / rows[rows.en_qpv].logements.sum(), 0.67),
        (lambda rows: rows[rows.en_qpv].t4.sum() / rows[rows.en_qpv].logements.sum(), 0.50),
        (lambda rows: rows["plus"].sum() / rows.logements.sum(), 0.86),
        (lambda rows: rows.plai.sum() / rows.logements.sum(), 0.03),
    ],
    ids=["vacance", "mobilite", "avant_1975", "avant_1975_qpv", "t4_qpv", "plus", "plai"],
)
def test_share_of_stock_2016_matches_the_diagnosis(stock, share, expected):
    assert share(stock) == pytest.approx(expected, abs=0.0005)


def test_rent_2016_matches_the_diagnosis(stock):
    iles = stock[stock.secteur == "74042-01"]
    assert stock.loyer_total.sum() / stock.surface_habitable.sum() == pytest.approx(5.9, abs=0.001)
    assert iles.loyer_total.sum() / iles.surface_habitable.sum() == pytest.approx(5.2, abs=0.001)


def test_iles_2016_are_nine_buildings_of_which_three_are_emptied(stock):
    iles = stock[stock.secteur == "74042-01"]
    leaving = iles[iles.statut == "demolition"]
    assert (len(iles), iles.logements.sum(), set(iles.bailleur)) == (9, 258, {"Halpades"})
    assert iles.mise_en_service.between(1960, 1979).all()
    assert sorted(leaving.nom.str[-1]) == ["C", "E", "H"]
    assert (leaving.logements.sum(), leaving.vides.sum(), leaving.vacants.sum()) == (79, 17, 0)
    assert leaving.loues.sum() == 62
    assert iles.vides.sum() == stock.vides.sum() == 17


def test_recent_programmes_are_residences_with_their_financing():
    residences = read_residences(2018).join(read_parc(2018))
    recent = residences[residences.mise_en_service.between(2014, 2017) & (residences.nom != "Le Clos fleuri")]
    found = recent[["code_insee", "bailleur", "plai", "plus", "pls", "mise_en_service"]]
    assert sorted(found.itertuples(index=False, name=None)) == sorted(RECENT_PROGRAMMES)
    assert recent.logements.sum() == 113


@pytest.mark.parametrize("millesime", [2014, 2016, 2018])
def test_residences_stand_only_after_their_delivery(millesime):
    rows = read_all(millesime)
    assert (rows.mise_en_service < millesime).all()
    just_delivered = rows[rows.mise_en_service == millesime - 1]
    assert (just_delivered[["offerts_un_an", "emmenages"]] == 0).all(axis=None)


def test_residence_without_offer_2016_also_transmits_its_occupation(stock):
    nothing_offered = stock[stock.offerts_un_an == 0]
    assert set(nothing_offered.nom) == {"Le Clos fleuri", "Avenue de Pontchy"}
    assert nothing_offered.repondants.notna().sum() == 1


def test_small_residences_2016_are_several_and_all_of_brizon(stock):
    small = stock[stock.logements < 11]
    assert len(small) == 7
    assert stock[stock.code_insee == "74049"].logements.tolist() == [6]


def test_entremont_is_declared_in_the_absorbed_commune_in_2018_only():
    entremont = read_residences(2018).query("code_insee == '74110'")
    assert read_parc(2018).logements.reindex(entremont.index).tolist() == [5]
    assert not set(entremont.index) & (set(read_residences().index) | set(read_parc(2016).index))


def test_scic_habitat_is_cdc_habitat_in_2018_with_the_same_siren():
    before, after = read_residences(), read_residences(2018)
    pairs = {(row.bailleur_siren, row.bailleur) for row in before.itertuples()}
    renamed = {(row.bailleur_siren, row.bailleur) for row in after.itertuples()} - pairs
    assert renamed == {("900000005", "CDC Habitat")}
    assert ("900000005", "Scic Habitat") in pairs
    assert not set(before.index) - set(after.index)
