"""The file of the convention: rates dated and particular, and a file that does not hold is refused with its key."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from observatoire.convention.gauges import wanted_of
from observatoire.convention.reading import read_convention
from observatoire.convention.rules import Threshold
from observatoire.errors import InvalidInputError
from tests.observatoire.convention.seeds import CONVENTION

FILE = Path(__file__).parents[3] / "data" / "convention" / "ccfg-2019-2025.toml"


def test_shares_are_exactly_as_written():
    assert CONVENTION.objective("prioritaires_ensemble").find_rate(2018) == Fraction(39, 100)


@pytest.mark.parametrize(("base", "wanted"), [(7, 5), (14, 10), (15, 11), (28, 20)])
def test_rate_signed_as_a_rounded_figure_asks_for_no_more_than_what_it_rounds(base, wanted):
    rate = CONVENTION.objective("autres_quartiles_qpv").find_rate(2018)

    assert rate == Fraction(5, 7)
    assert wanted_of(rate, base) == wanted


def test_most_particular_rate_wins_then_the_latest(tmp_path):
    path = tmp_path / "c.toml"
    added = (
        '{ minimum = 0.30, depuis = 2020 },\n{ minimum = 0.28, depuis = 2019, jusqu_a = 2019, code_insee = "74164" },'
    )
    state = '{ minimum = 1.0, depuis = 2017, partenaire = "etat" },'
    path.write_text(FILE.read_text().replace(state, f"{state}\n{added}"))
    objective = read_convention(path).objective("prioritaires")

    assert objective.find_rate(2019, "communes") == Fraction(1, 4)
    assert objective.find_rate(2020, "communes") == Fraction(3, 10)
    assert objective.find_rate(2020, "etat") == 1
    assert objective.find_rate(2019, "communes", "74164") == Fraction(28, 100)
    assert objective.find_rate(2016, "communes") is None


def test_threshold_is_that_of_the_latest_decree():
    first = CONVENTION.find_threshold(date(2018, 4, 11))
    corrected = Threshold(2018, 9800, "n° 2018-0099", date(2018, 10, 1))
    convention = replace(CONVENTION, thresholds=(corrected, *CONVENTION.thresholds))

    assert first is not None
    assert (first.yearly, first.yearly / 12) == (9720, 810)
    assert CONVENTION.find_threshold(date(2018, 4, 10)) is None
    assert CONVENTION.find_threshold(date(2020, 2, 29)) == first
    assert [convention.find_threshold(date(2018, month, 1)) for month in (9, 10)] == [first, corrected]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('compte = "dalo"', 'compte = "rsa"', "objectifs[7].compte"),
        ("minimum = 0.50", "minimum = 50.0", "objectifs[3].taux[1].minimum"),
        ('article = "CIA, II, 1"\n', "", "objectifs[1].article"),
        ('court = "DALO"', 'court = "DALO"\nrang = 1', "objectifs[7].rang"),
        ('code = "dalo"', 'code = "mutations"', "objectifs"),
        ("minimum = 0.50", 'minimum = "1/0"', "objectifs[3].taux[1].minimum"),
        ("minimum = 0.50", 'minimum = "7/5"', "objectifs[3].taux[1].minimum"),
        ('partenaire = "etat"', 'partenaire = "etta"', "objectifs[5].taux[2].partenaire"),
        ('partenaire = "etat"', 'code_insee = "Bonneville"', "objectifs[5].taux[2].code_insee"),
        (', partenaire = "etat"', "", "objectifs[5].taux[2]"),
        (
            "minimum = 0.39, depuis = 2017",
            'minimum = 0.39, depuis = 2017, partenaire = "etat"',
            "objectifs[6].taux[1].partenaire",
        ),
        (
            "minimum = 0.50, depuis = 2017",
            "minimum = 0.50, depuis = 2017, jusqu_a = 2016",
            "objectifs[3].taux[1].jusqu_a",
        ),
        ("rayon_km = 5", 'rayon_km = "5"', "relogement.rayon_km"),
    ],
)
def test_file_that_does_not_hold_is_refused_with_its_key(tmp_path, old, new, key):
    path = tmp_path / "c.toml"
    path.write_text(FILE.read_text().replace(old, new, 1))

    with pytest.raises(InvalidInputError) as refusal:
        read_convention(path)

    assert refusal.value.problems[0].column == key


@pytest.mark.parametrize("content", [None, "a = ", b"\xff"])
def test_file_that_cannot_be_read_is_refused(tmp_path, content):
    path = tmp_path / "c.toml"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    with pytest.raises(InvalidInputError, match="refusée"):
        read_convention(path)
