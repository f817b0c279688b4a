"""The public demand: nothing small, nothing that a subtraction gives back, nothing to the unit."""

from observatoire.convention.demand import Demand, show_demand


def shown(*rows, minimum=11):
    demand = [Demand("74042", typologie, demandes, housed, 17.4) for typologie, demandes, housed in rows]
    return {row.typologie: row for row in show_demand(demand, minimum)}


def test_numbers_are_rounded_and_pressure_told_by_half():
    found = shown(("toutes", 1736, 112), ("T2", 344, 20))

    assert (found["toutes"].demandes, found["toutes"].pression, found["toutes"].attente_mois) == (1740, 15.5, 17)
    assert (found["T2"].demandes, found["T2"].pression) == (340, 17.0)


def test_one_small_type_hides_another_so_that_the_total_gives_nothing_back():
    found = shown(("toutes", 208, 60), ("T1", 8, 12), ("T2", 120, 30), ("T3", 80, 18))

    assert [each for each, row in found.items() if row.demandes is None] == ["T1", "T3"]
    assert found["T1"].demandes_status == "secret"
    assert found["T2"].demandes == 120


def test_few_housed_hide_pressure_and_wait_but_not_the_applicants():
    found = shown(("toutes", 95, 4))["toutes"]

    assert (found.demandes, found.pression_status, found.attente_status) == (100, "secret", "secret")
    assert (found.pression, found.attente_mois) == (None, None)


def test_wait_that_nobody_sent_is_said_so():
    (found,) = show_demand([Demand("74042", "toutes", 95, 20, None)], 11)

    assert (found.attente_status, found.attente_mois) == ("non_transmis", None)
