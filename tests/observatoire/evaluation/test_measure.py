"""The evaluation of a measure: what the publications say of it, and a polite refusal where they say too little."""

import pytest
from sqlalchemy import text

from observatoire.errors import ConflictError, InvalidInputError
from observatoire.evaluation.measure import evaluate_measure
from observatoire.store.database import Tier, unit_of_work
from tests.indices.builders import method_mapping
from tests.support.builders import FAUCIGNY_GLIERES, a_component, a_publication, a_territory

INDICATORS = ("occ1", "occ2", "occ3", "occ4", "att1", "att2", "att3")
TREATED, OTHERS = 10, 12


def publish_rates(store, number, year, *, treated, others, withheld=()):
    """Every indicator of a treated residence is at `treated`, of another one at `others`; the reference at 20 %."""
    method = {**method_mapping(), "date": "2026-01-01"}
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        a_publication(session, number, ops=year, rpls=year, method=method)
        rates = {f"T{each:02}": treated for each in range(TREATED)} | {f"A{each:02}": others for each in range(OTHERS)}
        for code, rate in rates.items():
            a_territory(session, code, publication=number)
            for indicator in INDICATORS:
                if (code, indicator) not in withheld:
                    a_component(session, code, publication=number, indicator=indicator, rate=rate)
        for indicator in INDICATORS:
            a_component(
                session, FAUCIGNY_GLIERES, level="epci", publication=number, indicator=indicator, rate=0.1 * number
            )


def declare(folder, codes, year=2015):
    path = folder / "mesure.csv"
    path.write_text("residence;annee\n" + "".join(f"{code};{year}\n" for code in codes), encoding="utf-8")
    return path


def treated_codes(count=TREATED):
    return [f"T{each:02}" for each in range(count)]


def read_documents(store):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        return list(session.scalars(text("select document from partner.evaluation order by id")))


@pytest.fixture
def two_years(store):
    publish_rates(store, 1, 2014, treated=0.30, others=0.10)
    publish_rates(store, 2, 2016, treated=0.33, others=0.11)
    return store


def test_effect_by_hand_on_the_reference_of_the_first_year(two_years, tmp_path):
    """On the base of 2014 (10 %): treated 300 to 330, others 100 to 110. The effect is 30 - 10 = 20 points.

    The reference of 2016 is 20 %: had it served, the treated would seem to fall from 300 to 165.
    """
    evaluated = evaluate_measure(two_years, declare(tmp_path, treated_codes()), nom="Réhabilitation")

    for found in evaluated.document["indices"].values():
        assert found["refus"] is None
        assert found["effet"]["effect"] == 20.0
        assert found["trajectoires"]["traitees"] == {"residences": 10, "moyennes": [300.0, 330.0]}
        assert found["trajectoires"]["autres"] == {"residences": 12, "moyennes": [100.0, 110.0]}
        assert found["paralleles"] is None
    assert read_documents(two_years) == [evaluated.document]


def test_too_few_residences_are_refused_without_a_mean(two_years, tmp_path):
    found = evaluate_measure(two_years, declare(tmp_path, treated_codes(9)), nom="Essai").document["indices"]

    assert {each["refus"] for each in found.values()} == {"residences"}
    assert found["occupation"]["trajectoires"]["traitees"] == {"residences": 9, "moyennes": None}
    assert "effet" not in found["occupation"]


def test_one_year_or_none_before_the_measure_is_refused(store, tmp_path):
    publish_rates(store, 1, 2014, treated=0.30, others=0.10)
    only = evaluate_measure(store, declare(tmp_path, treated_codes()), nom="Essai").document["indices"]
    publish_rates(store, 2, 2016, treated=0.33, others=0.11)
    early = evaluate_measure(store, declare(tmp_path, treated_codes(), 2010), nom="Essai").document["indices"]

    assert {each["refus"] for each in (*only.values(), *early.values())} == {"annees"}


def test_withheld_share_keeps_its_residence_out(store, tmp_path):
    """The whole index or nothing: what is left would be another index."""
    publish_rates(store, 1, 2014, treated=0.30, others=0.10)
    publish_rates(store, 2, 2016, treated=0.33, others=0.11, withheld=[("T00", "occ1")])

    found = evaluate_measure(store, declare(tmp_path, treated_codes()), nom="Essai").document["indices"]

    assert found["occupation"]["refus"] == "residences"
    assert found["attractivite"]["refus"] is None
    assert found["fragilite"]["refus"] == "residences"


def test_wrong_file_is_refused_with_every_line(two_years, tmp_path):
    with pytest.raises(InvalidInputError) as refused:
        evaluate_measure(two_years, declare(tmp_path, ["T00", "NULLE-PART", "T00"]), nom="Essai")

    assert [(each.line, each.column) for each in refused.value.problems if each.value == "NULLE-PART"] == [
        (3, "residence")
    ]
    assert len(refused.value.problems) > 1
    assert read_documents(two_years) == []


def test_nothing_published_is_said(store, tmp_path):
    with pytest.raises(ConflictError, match="Rien n’a encore été publié"):
        evaluate_measure(store, declare(tmp_path, ["T00"]), nom="Essai")
