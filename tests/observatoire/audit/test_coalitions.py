"""Two landlords together: what neither of them deduces alone is found, told, and stops nothing."""

from observatoire.audit.attack import attack
from observatoire.audit.coalitions import attack_coalitions
from observatoire.audit.deduction import Naming
from observatoire.audit.insiders import attack_as
from observatoire.audit.knowledge import gather
from tests.observatoire.audit.rows import an_edition

SECRET = ("secret", None, None)
EDITION = an_edition(
    {"A": ("ok", 10, 40), "R": SECRET, "S": SECRET, "T": SECRET},
    totals={("commune", "74042"): ("ok", 21, 67)},
    landlords={"R": "B1", "S": "B2", "T": "B3"},
)
OWN = {("S", "ress_inf_40", 2016): 2, ("S", "menages_ressources_connues", 2016): 9} | {
    ("T", "ress_inf_40", 2016): 4,
    ("T", "menages_ressources_connues", 2016): 8,
}
OWNERS = {"B1": "Halpades", "B2": "Semcoda", "B3": "Téractem"}


def find(time_limit=10.0):
    knowledge = gather([], EDITION)
    naming = Naming({("residence", "R"): "Les Tilleuls"})
    return attack_coalitions(knowledge, OWN, OWNERS, naming, [], time_limit=time_limit)


def test_pair_deduces_what_neither_does_alone():
    knowledge = gather([], EDITION)
    assert attack(knowledge.system).failures == []
    assert attack_as(knowledge, "B2", OWN).failures == attack_as(knowledge, "B3", OWN).failures == []

    found = find()

    assert "Semcoda et Téractem ensemble : la résidence Les Tilleuls a 5 ménages sous 40 % des plafonds." in found.told
    said = found.as_json()
    assert (said["paires"], said["non_attaquees"]) == (3, 0)
    assert ("Semcoda et Téractem", 2) in {(each["qui"], each["exactes"]) for each in said["deduisent"]}


def test_pairs_left_out_for_want_of_time_are_counted():
    assert find(time_limit=-1.0).as_json() == {"paires": 0, "non_attaquees": 3, "deduisent": []}


def test_what_is_known_alone_is_not_said_again():
    knowledge = gather([], EDITION)
    alone = [each for pair in find().pairs for each in pair.deduced]

    assert alone
    assert attack_coalitions(knowledge, OWN, OWNERS, Naming({}), alone, time_limit=10.0).told == ()
