"""What always holds of gauges: monotone, rounded up, and sums over partners are the whole."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from observatoire.convention.gauges import Tally, follow, gauge, project, tally, wanted_of
from tests.observatoire.convention.seeds import CONVENTION, a_group

COUNTS = st.integers(0, 500)
RATES = st.fractions(0, 1, max_denominator=10_000)
OBJECTIVES = st.sampled_from(CONVENTION.objectives)
PARTNERS = ["HAL", "HSH", "SEM"]


@st.composite
def groups(draw):
    count = draw(st.integers(1, 30))
    prioritaires = draw(st.integers(0, count))
    return a_group(
        count,
        etape=draw(st.sampled_from(["attribution", "proposition"])),
        bailleur=draw(st.sampled_from(PARTNERS)),
        reservataire=draw(st.sampled_from(["etat", "communes"])),
        qpv=draw(st.booleans()),
        quartile=draw(st.sampled_from(["1", "2-4", None])),
        signed=draw(st.booleans()),
        dalo=draw(st.integers(0, prioritaires)),
        prioritaires=prioritaires,
        relogement_ru=draw(st.integers(0, count)),
        mutations=draw(st.integers(0, count)),
    )


@given(COUNTS, COUNTS, RATES)
def test_one_more_realised_is_never_one_more_missing(base, realised, rate):
    before, after = (gauge(Tally(base + 1, min(count, base)), rate) for count in (realised, realised + 1))

    assert after.missing <= before.missing
    assert after.share >= before.share


@given(COUNTS, RATES)
def test_objective_in_number_is_the_least_that_reaches_the_share(base, rate):
    wanted = wanted_of(rate, base + 1)

    assert Fraction(wanted, base + 1) >= rate
    assert wanted == 0 or Fraction(wanted - 1, base + 1) < rate
    assert wanted <= base + 1


@given(OBJECTIVES, st.lists(groups(), max_size=8))
def test_partners_add_up_to_the_whole(objective, some):
    keys = {"bailleur": PARTNERS, "reservataire": ["etat", "communes"]}.get(objective.committed, [])
    followed = follow(objective, some, {key: key for key in keys}, 2018)

    if keys:
        for name in ("base", "realised", "unknown"):
            assert sum(getattr(line.gauge, name) for line in followed.partners) == getattr(followed.together, name)


@given(OBJECTIVES, st.lists(groups(), max_size=6), st.lists(groups(), max_size=6))
def test_counting_twice_is_adding(objective, some, others):
    assert tally(objective, some) + tally(objective, others) == tally(objective, [*some, *others])


@given(OBJECTIVES, st.lists(groups(), max_size=8))
def test_nothing_counts_more_than_its_base(objective, some):
    found = tally(objective, some)

    assert 0 <= found.realised + found.unknown <= found.base
    assert (gauge(found, None).share is None) == (found.base == 0)


@given(COUNTS, RATES, st.integers(1, 364))
def test_projection_never_forgets_what_is_done(base, rate, day):
    projected = project(Tally(base + 1, base // 2), rate, Fraction(day, 365))

    assert projected.base >= base + 1
    assert projected.remaining >= 0
    assert projected.missing == max(0, projected.wanted - base // 2)
