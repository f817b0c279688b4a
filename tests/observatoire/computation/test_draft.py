"""From the counts of two millésimes to a draft, on a real PostGIS."""

import pytest
from sqlalchemy import func, select

from observatoire.computation import compute_draft
from observatoire.errors import ConflictError, InvalidInputError
from observatoire.publication import publish
from observatoire.store.database import Tier, unit_of_work
from observatoire.store.tables.results import Draft, DraftComponent, DraftTerritory, DraftValue
from tests.support import builders
from tests.support.builders import BONNEVILLE, FAUCIGNY_GLIERES

MARIGNIER, AYZE = "74164", "74024"
OTHER_EPCI = "247400666"


@pytest.fixture
def admin(store):
    def write(*rows):
        with unit_of_work(store.engine(Tier.ADMIN)) as session:
            for build, code, values in rows:
                build(session, code, **values)

    return write


@pytest.fixture
def observed(admin):
    """Two communes, three residences, one of them without occupation."""
    admin(
        (builders.a_residence, "A", {}),
        (builders.a_residence, "B", {}),
        (builders.a_residence, "C", {"code_insee": MARIGNIER, "bailleur_siren": "326420678"}),
        (builders.a_parc, "A", {"emmenages": 8}),
        (builders.a_parc, "B", {"avant_1975": 40, "vacants": 4}),
        (builders.a_parc, "C", {"vacants": 2}),
        (builders.an_occupation, "A", {}),
        (builders.an_occupation, "B", {"ress_inf_40": 30, "ress_inf_60": 30}),
    )
    return admin


def rows_of(store, *columns, where=True):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        return session.execute(select(*columns).where(where)).all()


@pytest.mark.usefixtures("observed")
def test_draft_says_what_it_holds(store, settings):
    summary = compute_draft(store, ops=2016, rpls=2016, settings=settings)

    assert summary.territories == {"residence": 3, "commune": 2, "epci": 1}
    assert summary.logements == 120
    assert summary.coverage == pytest.approx({"occupation": 2 / 3, "parc": 1.0})
    assert [(each.siren, each.source) for each in summary.landlords_missing] == [("326420678", "occupation")]
    assert summary.changes is None
    assert (summary.reference.level, summary.reference.code) == ("epci", FAUCIGNY_GLIERES)


@pytest.mark.usefixtures("observed")
def test_reference_is_exactly_100_whether_epci_or_commune(store, settings):
    for code, level in ((None, "epci"), (BONNEVILLE, "commune")):
        summary = compute_draft(store, ops=2016, rpls=2016, reference=code, settings=settings)

        where = (DraftValue.level == level) & (DraftValue.code == summary.reference.code)
        assert {value for (value,) in rows_of(store, DraftValue.value, where=where)} == {100.0}


@pytest.mark.usefixtures("observed")
def test_computation_says_how_far_it_is_and_never_goes_back(store, settings):
    told: list[tuple[str, float | None]] = []

    compute_draft(
        store, ops=2016, rpls=2016, settings=settings, progress=lambda step, share: told.append((step, share))
    )

    shares = [share for _, share in told if share is not None]
    assert len(shares) == len(told)
    assert shares == sorted(shares)
    assert [told[0][0], told[-1][0]] == ["Lecture du parc et de l’occupation", "Écriture du brouillon"]
    assert all(0 <= share < 1 for share in shares)


@pytest.mark.usefixtures("observed")
def test_new_computation_replaces_the_former_draft(store, settings):
    compute_draft(store, ops=2016, rpls=2016, settings=settings)
    compute_draft(store, ops=2016, rpls=2016, reference=BONNEVILLE, settings=settings)

    assert rows_of(store, Draft.reference) == [(BONNEVILLE,)]
    assert rows_of(store, func.count(), where=DraftValue.index == "occupation") == [(6,)]


@pytest.mark.usefixtures("observed")
def test_every_territory_is_drawn_and_the_epci_is_the_union_of_its_communes(store, settings, admin):
    admin((builders.a_secteur, "S1", {}), (builders.a_qpv, "QP074001", {}), (builders.a_commune, AYZE, {"nom": "Ayze"}))

    compute_draft(store, ops=2016, rpls=2016, settings=settings)

    drawn = dict(rows_of(store, DraftTerritory.code, func.ST_Area(DraftTerritory.geom)))
    assert set(drawn) == {"A", "B", "C", "S1", BONNEVILLE, MARIGNIER, AYZE, FAUCIGNY_GLIERES, "QP074001"}
    assert drawn[FAUCIGNY_GLIERES] == pytest.approx(drawn[BONNEVILLE] + drawn[MARIGNIER] + drawn[AYZE])
    assert None not in drawn.values()


@pytest.mark.usefixtures("observed")
def test_only_the_generation_of_qpv_in_force_that_year_is_drawn(store, settings, admin):
    admin((builders.a_qpv, "QP074001", {"generation": 2015}), (builders.a_qpv, "QN07406I", {"generation": 2024}))

    compute_draft(store, ops=2016, rpls=2016, settings=settings)

    assert rows_of(store, DraftTerritory.code, where=DraftTerritory.level == "qpv") == [("QP074001",)]


@pytest.mark.usefixtures("observed")
def test_territory_without_residence_has_no_index_and_says_so(store, settings, admin):
    admin((builders.a_commune, AYZE, {"nom": "Ayze"}))

    compute_draft(store, ops=2016, rpls=2016, settings=settings)

    values = rows_of(store, DraftValue.value, DraftValue.status, where=DraftValue.code == AYZE)
    counts = rows_of(store, DraftComponent.num, DraftComponent.den, where=DraftComponent.code == AYZE)
    assert values == [(None, "sans_objet")] * 3
    assert counts == [(0, 0)] * 7


@pytest.mark.usefixtures("observed")
def test_residence_that_neither_source_describes_is_left_out(store, settings, admin):
    admin((builders.a_residence, "D", {}))

    compute_draft(store, ops=2016, rpls=2016, settings=settings)

    assert rows_of(store, DraftTerritory.code, where=DraftTerritory.code == "D") == []


def test_residence_sold_since_still_counts_in_the_millesime_that_describes_it(store, settings, admin):
    admin(
        (builders.a_residence, "A", {"statut": "vendue"}),
        (builders.a_parc, "A", {}),
        (builders.an_occupation, "A", {}),
    )

    assert compute_draft(store, ops=2016, rpls=2016, settings=settings).logements == 40


@pytest.mark.usefixtures("observed")
def test_residence_under_the_threshold_is_secret_and_its_respondents_are_not_kept(store, settings, admin):
    admin(
        (builders.a_residence, "petite", {}),
        (builders.a_parc, "petite", {"logements": 10}),
        (builders.an_occupation, "petite", {"repondants": 10}),
    )

    summary = compute_draft(store, ops=2016, rpls=2016, settings=settings)

    small = DraftComponent.code == "petite"
    assert summary.withheld["residence"] == 2
    assert (summary.withholding.residences, summary.withholding.complementary) == (2, 1)
    assert set(rows_of(store, DraftComponent.status, DraftComponent.num, DraftComponent.rate, where=small)) == {
        ("secret", None, None)
    }
    assert rows_of(store, DraftTerritory.repondants, where=DraftTerritory.code == "petite") == [(None,)]


@pytest.mark.usefixtures("observed")
def test_thresholds_are_those_of_the_settings(store, settings):
    strict = settings.model_copy(update={"secrecy_min_logements": 41, "secrecy_min_repondants": 41})

    summary = compute_draft(store, ops=2016, rpls=2016, settings=strict)

    assert summary.withheld["residence"] == 3
    assert rows_of(store, Draft.secrecy["logements"].as_integer()) == [(41,)]


def test_communes_without_epci_make_one_territory(store, settings, admin):
    admin(
        (builders.a_commune, BONNEVILLE, {"epci_siren": None}),
        (builders.a_commune, MARIGNIER, {"epci_siren": None, "nom": "Marignier"}),
        (builders.a_residence, "A", {}),
        (builders.a_parc, "A", {}),
        (builders.an_occupation, "A", {}),
    )

    summary = compute_draft(store, ops=2016, rpls=2016, settings=settings)

    assert (summary.reference.code, summary.reference.nom) == ("EPCI", "Ensemble du territoire")
    epci = DraftTerritory.level == "epci"
    assert rows_of(store, DraftTerritory.code, func.ST_IsEmpty(DraftTerritory.geom), where=epci) == [("EPCI", False)]


@pytest.mark.usefixtures("observed")
def test_several_epci_need_a_named_reference_and_all_are_compared_with_it(store, settings, admin):
    admin(
        (builders.a_commune, AYZE, {"epci_siren": OTHER_EPCI}),
        (builders.a_residence, "D", {"code_insee": AYZE}),
        (builders.a_parc, "D", {}),
        (builders.an_occupation, "D", {}),
    )

    with pytest.raises(InvalidInputError) as refusal:
        compute_draft(store, ops=2016, rpls=2016, settings=settings)
    summary = compute_draft(store, ops=2016, rpls=2016, reference=OTHER_EPCI, settings=settings)

    assert OTHER_EPCI in refusal.value.problems[0].remedy
    assert summary.territories["epci"] == 2
    epci = (DraftValue.level == "epci") & (DraftValue.index == "occupation")
    found = dict(rows_of(store, DraftValue.code, DraftValue.value, where=epci))
    assert found[OTHER_EPCI] == 100.0
    assert found[FAUCIGNY_GLIERES] > 100.0


@pytest.mark.usefixtures("observed")
def test_millesimes_that_were_not_loaded_are_refused_and_the_others_are_listed(store, settings):
    with pytest.raises(InvalidInputError) as refusal:
        compute_draft(store, ops=2018, rpls=2020, settings=settings)

    assert [problem.column for problem in refusal.value.problems] == ["--ops", "--rpls"]
    assert all("2016" in problem.message for problem in refusal.value.problems)


@pytest.mark.usefixtures("observed")
def test_refused_computation_leaves_the_former_draft(store, settings):
    compute_draft(store, ops=2016, rpls=2016, settings=settings)

    with pytest.raises(InvalidInputError):
        compute_draft(store, ops=2016, rpls=2016, reference="99999", settings=settings)

    assert rows_of(store, Draft.reference) == [(FAUCIGNY_GLIERES,)]


@pytest.mark.usefixtures("observed")
def test_published_method_cannot_change_under_the_same_version(store, settings, tmp_path):
    compute_draft(store, ops=2016, rpls=2016, settings=settings)
    publish(store, settings=settings)
    changed = tmp_path / "methode.toml"
    changed.write_text(settings.method_file.read_text().replace("occ1 = 1,", "occ1 = 2,"))

    with pytest.raises(ConflictError, match="2026-1"):
        compute_draft(store, ops=2016, rpls=2016, settings=settings.model_copy(update={"method_file": changed}))


@pytest.mark.usefixtures("observed")
def test_draft_says_what_it_changes_against_the_publication_online(store, settings, admin):
    compute_draft(store, ops=2016, rpls=2016, settings=settings)
    publish(store, settings=settings)
    admin(
        (builders.a_parc, "A", {"millesime": 2018, "emmenages": 30}),
        (builders.a_parc, "B", {"millesime": 2018, "avant_1975": 40, "vacants": 4}),
        (builders.a_parc, "D", {"millesime": 2018}),
    )

    changes = compute_draft(store, ops=2016, rpls=2018, settings=settings).changes

    assert changes.against == 1
    assert [each.code for each in changes.residences_new] == ["D"]
    assert [each.code for each in changes.residences_gone] == ["C"]
    assert changes.moves[0].index == "attractivite"
