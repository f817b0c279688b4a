"""What a draft would change against the publication online."""

import pandas as pd

from observatoire.computation.changes import LISTED, MOVERS, ClassMove, Edition, Move, compare_editions
from observatoire.territories.residences import NamedResidence, Renamed


def edition(values, names=None):
    """One row a residence and index `fragilite`, from code to value and class."""
    rows = [("residence", code, "fragilite", value, classe) for code, (value, classe) in values.items()]
    territories = [("residence", code, (names or {}).get(code, f"Résidence {code}")) for code in values]
    return Edition(
        territories=pd.DataFrame(territories, columns=["level", "code", "nom"]),
        indices=pd.DataFrame(rows, columns=["level", "code", "index", "value", "classe"]),
    )


def test_same_edition_changes_nothing():
    same = edition({"A": (100.0, "équilibré"), "B": (float("nan"), None)})

    changes = compare_editions(3, same, same)

    assert changes.against == 3
    assert (changes.residences_new_total, changes.residences_gone_total, changes.indices_moved_total) == (0, 0, 0)
    assert (changes.moves, changes.classes) == ([], [])


def test_residences_that_come_and_go_are_named():
    changes = compare_editions(1, edition({"A": (100.0, "équilibré")}), edition({"B": (90.0, "équilibré")}))

    assert changes.residences_new == [NamedResidence("B", "Résidence B")]
    assert changes.residences_gone == [NamedResidence("A", "Résidence A")]
    assert (changes.indices_shown_total, changes.indices_lost_total) == (1, 1)


def test_largest_moves_come_first_whatever_their_direction():
    before = edition({"A": (100.0, "équilibré"), "B": (130.0, "fragile"), "C": (100.0, "équilibré")})
    after = edition({"A": (101.0, "équilibré"), "B": (90.0, "équilibré"), "C": (100.0, "équilibré")})

    changes = compare_editions(1, before, after)

    assert changes.indices_moved_total == 2
    assert changes.moves[0] == Move("residence", "B", "Résidence B", "fragilite", 130.0, 90.0)
    assert changes.classes == [ClassMove("residence", "B", "Résidence B", "fragilite", "fragile", "équilibré")]


def test_value_that_becomes_secret_is_lost_and_no_class_changes():
    before, after = edition({"A": (100.0, "équilibré")}), edition({"A": (float("nan"), None)})

    changes = compare_editions(1, before, after)

    assert (changes.indices_lost_total, changes.classes_total, changes.indices_moved_total) == (1, 0, 0)


def test_residence_renamed_is_the_same_and_takes_its_new_name():
    before = edition({"A": (100.0, "équilibré")})
    after = edition({"A": (110.0, "intermédiaire")}, names={"A": "Le Bosquet"})

    changes = compare_editions(1, before, after)

    assert (changes.residences_new_total, changes.residences_renamed_total) == (0, 1)
    assert changes.residences_renamed == [Renamed("A", "Résidence A", "Le Bosquet")]
    assert changes.moves[0].nom == "Le Bosquet"


def test_long_lists_are_cut_and_totals_stay_whole():
    before = edition({f"{number:03}": (100.0, "équilibré") for number in range(80)})
    after = edition({f"{number:03}": (130.0, "fragile") for number in range(40, 200)})

    changes = compare_editions(1, before, after)

    assert (len(changes.residences_new), changes.residences_new_total) == (LISTED, 120)
    assert (len(changes.moves), changes.indices_moved_total) == (MOVERS, 40)
    assert changes.as_json()["residences_gone"][0] == {"code": "000", "nom": "Résidence 000"}
