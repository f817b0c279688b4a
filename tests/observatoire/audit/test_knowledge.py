"""From published rows to deductions: subtraction, landlords, earlier publications, smoothed rates, side figures."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize
from scipy.special import betaln

from observatoire.audit.attack import Verdict, attack
from observatoire.audit.deduction import Naming, explain
from observatoire.audit.insiders import attack_as
from observatoire.audit.knowledge import gather
from observatoire.audit.priors import find_prior_leaks
from observatoire.audit.structure import find_flaws
from tests.observatoire.audit.rows import an_edition

SECRET = ("secret", None, None)
NAMING = Naming({("residence", "R"): "Les Tilleuls", ("commune", "74042"): "Bonneville", ("residence", "S"): "Le Lac"})


def an_ordinary_one(**changes):
    """Three residences shown with 33 households under 40 %, one hidden, and the total of the commune."""
    shown = {"A": ("ok", 10, 40), "B": ("ok", 11, 30), "C": ("ok", 12, 35), "R": SECRET}
    return an_edition(shown, totals={("commune", "74042"): ("ok", 40, 114)}, **changes)


def find(result, code, count="ress_inf_40"):
    return next(each for each in result.findings if (each.cell.code, each.cell.count) == (code, count))


def test_a_subtraction_is_found_and_told_in_words():
    knowledge = gather([], an_ordinary_one())
    result = attack(knowledge.system)

    assert explain(find(result, "R"), knowledge.system, NAMING) == (
        "La commune Bonneville publie 40 ménages sous 40 % des plafonds ; les 3 résidences visibles en ont 33 : il en "
        "reste donc 7 pour la résidence Les Tilleuls, et ce nombre devait rester secret."
    )
    assert find(result, "R", "menages_ressources_connues").low == 9


def test_a_total_hidden_too_protects():
    edition = an_edition({"A": ("ok", 10, 40), "R": SECRET}, totals={("commune", "74042"): SECRET})

    assert attack(gather([], edition).system).failures == []


def test_a_bound_narrows_what_the_attacker_holds_possible():
    """At most 5 % of twelve dwellings: nobody."""
    edition = an_edition({"A": ("ok", 10, 40), "R": SECRET, "S": SECRET}, totals={("commune", "74042"): ("ok", 18, 58)})
    bounded = edition.components.assign(bound=pd.Series([None, "au_plus_5", None, None], dtype="object"))

    said = attack(gather([], replace(edition, components=bounded)).system)

    assert (find(said, "R").low, find(said, "R").high) == (0, 0)
    assert find(attack(gather([], edition).system), "R").verdict is Verdict.RESISTS


def test_a_landlord_subtracts_its_own_residence_and_nobody_else_can():
    edition = an_edition(
        {"A": ("ok", 10, 40), "R": SECRET, "S": SECRET},
        totals={("commune", "74042"): ("ok", 18, 58)},
        landlords={"R": "B1", "S": "B2"},
    )
    knowledge = gather([], edition)
    own = {("S", "ress_inf_40", 2016): 2, ("S", "menages_ressources_connues", 2016): 9}

    assert attack(knowledge.system).failures == []
    inside = attack_as(knowledge, "B2", own)
    assert (find(inside, "R").low, find(inside, "R").verdict) == (6, Verdict.EXACT)
    assert explain(find(inside, "R"), knowledge.system, NAMING, landlord="B2", attacker="Halpades") == (
        "Halpades connaît ses propres résidences. La commune Bonneville publie 18 ménages sous 40 % des plafonds ; la "
        "résidence visible en a 10 ; les siennes en ont 2 : il en reste donc 6 pour la résidence Les Tilleuls, et ce "
        "nombre devait rester secret."
    )
    assert {each.cell.code for each in inside.findings} == {"R"}


def test_what_an_earlier_publication_shows_is_known():
    """Masked beside a smaller one, but published last time for the same millésime: the smaller one is computed."""
    before = an_edition({"A": ("ok", 10, 40), "R": SECRET, "S": ("ok", 5, 12)}, number=1)
    after = an_edition(
        {"A": ("ok", 10, 40), "R": SECRET, "S": SECRET}, number=2, totals={("commune", "74042"): ("ok", 18, 58)}
    )

    assert attack(gather([], after).system).failures == []
    assert attack(gather([before], before).system).failures == []
    together = gather([before, after], after)
    result = attack(together.system)
    assert (find(result, "R").low, find(result, "R").verdict) == (3, Verdict.EXACT)
    shown = explain(find(result, "S"), together.system, NAMING, elsewhere="la publication 1 du 02/03/2026")
    assert shown == (
        "La résidence Le Lac a 5 ménages sous 40 % des plafonds : ce nombre, secret ici, est déjà lisible dans la publication 1 "
        "du 02/03/2026."
    )


def test_publications_that_mask_differently_give_away_what_neither_does():
    first = an_edition(
        {"A": SECRET, "R": SECRET, "S": ("ok", 5, 12)}, number=1, totals={("commune", "74042"): ("ok", 18, 58)}
    )
    second = an_edition(
        {"A": ("ok", 10, 40), "R": SECRET, "S": SECRET}, number=2, totals={("commune", "74042"): ("ok", 18, 58)}
    )

    assert attack(gather([], first).system).failures == []
    assert attack(gather([], second).system).failures == []
    assert find(attack(gather([first], second).system), "R").low == 3


def test_another_millesime_says_nothing_of_this_one():
    before = an_edition({"A": ("ok", 10, 40), "R": SECRET, "S": ("ok", 5, 12)}, number=1, ops=2014, rpls=2014)
    after = an_edition(
        {"A": ("ok", 10, 40), "R": SECRET, "S": SECRET}, number=2, totals={("commune", "74042"): ("ok", 18, 58)}
    )

    assert attack(gather([before], after).system).failures == []


def test_a_figure_corrected_since_does_not_stop_the_attack():
    before = an_ordinary_one(number=1)
    after = an_edition(
        {"A": ("ok", 9, 40), "B": ("ok", 11, 30), "C": ("ok", 12, 35), "R": SECRET},
        number=2,
        totals={("commune", "74042"): ("ok", 39, 114)},
    )

    assert find(attack(gather([before], after).system), "R").low == 7


@pytest.mark.parametrize(("fitted_on", "leaks"), [(slice(None), True), (slice(2, None), False)])
def test_smoothed_rates_tell_whether_secret_residences_made_their_prior(fitted_on, leaks):
    draw = np.random.default_rng(5)
    den = draw.integers(15, 60, 30).astype(float)
    num = draw.binomial(den.astype(int), draw.beta(4, 12, 30)).astype(float)
    y, n = num[fitted_on], den[fitted_on]

    def lose(parameters):
        a, b = np.exp(parameters)
        return -(betaln(a + y, b + n - y) - betaln(a, b)).sum()

    best = minimize(lose, np.log([2.0, 6.0]), method="BFGS", options={"gtol": 1e-9})
    alpha, beta = np.exp(best.x)
    codes = [f"R{each}" for each in range(30)]
    shown = {code: ("ok", int(a), int(b)) for code, a, b in zip(codes[2:], num[2:], den[2:], strict=True)}
    edition = an_edition({"R0": SECRET, "R1": SECRET} | shown, analysis={"a_priori": {"occ1": "ajusté"}})
    visible = edition.components["num"].notna()
    edition.components["smoothed"] = (
        (alpha + edition.components["num"]) / (alpha + beta + edition.components["den"])
    ).where(visible)

    found = find_prior_leaks(edition)

    assert [each.indicator for each in found] == (["occ1"] if leaks else [])


def test_a_number_left_beside_a_secret_is_found():
    edition = an_ordinary_one()
    edition.components.loc[edition.components["code"] == "R", "coverage"] = 0.5
    edition.territories.loc[edition.territories["code"] == "R", "repondants"] = 9

    sentences = [each.sentence for each in find_flaws(edition)]

    assert any("coverage" in each for each in sentences)
    assert any("repondants" in each for each in sentences)


def test_an_index_that_contains_a_secret_component_is_found():
    value = {"level": "residence", "code": "R", "index": "occupation", "status": "partiel", "value": 112.0}
    edition = an_ordinary_one(indices=pd.DataFrame([value]))

    assert ["composante" in each.sentence for each in find_flaws(edition)] == [True]
