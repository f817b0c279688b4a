"""Masking what is under eleven, and nothing more, gives most of it away: the audit counts it and says how."""

from observatoire.audit.attack import Verdict, attack
from observatoire.audit.deduction import Naming, explain
from observatoire.audit.insiders import attack_as
from observatoire.audit.knowledge import gather
from tests.support.drawn_publications import draw_counts, list_own_counts, publish_naively


def test_naive_pattern_leaks_and_what_is_deduced_is_true():
    counts = draw_counts(60, seed=7)
    knowledge = gather([], publish_naively(counts))
    own = list_own_counts(counts)

    found = attack(knowledge.system)

    exact = [each for each in found.findings if each.verdict is Verdict.EXACT]
    assert len(exact) > 10
    for each in found.findings:
        truth = each.cell.known + sum(own[knowledge.system.unknowns[place].key] for place in each.cell.form)
        if each.low is not None and each.high is not None:
            assert each.low <= truth <= each.high
    assert all(
        "devait rester secret" in explain(each, knowledge.system, Naming({})) or each.low is not None for each in exact
    )


def test_a_landlord_deduces_the_truth_too():
    counts = draw_counts(60, seed=7)
    knowledge = gather([], publish_naively(counts))
    own = list_own_counts(counts)

    inside = attack_as(knowledge, "900000001", own)

    assert inside.failures
    for each in inside.failures:
        assert each.low is not None
        assert each.high is not None
