"""Publish, list, go back: numbered, immutable, and the public reads its part alone."""

import json

import psycopg
import pytest
from psycopg import errors
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from observatoire.computation import compute_draft
from observatoire.errors import ConflictError, NotFoundError
from observatoire.publication import list_publications, publish, rehearse, rollback
from observatoire.store.database import Tier, unit_of_work
from observatoire.store.queries.listening import CHANNEL
from observatoire.store.tables.results import Draft, DraftTerritory, Publication, PublicationOnline
from observatoire.territories.fact_names import MOVEMENTS
from tests.conftest import begin_with
from tests.support import builders
from tests.support.builders import BONNEVILLE

MARIGNIER = "74164"
PUBLIC_TABLES = ("publication", "territory", "residence")


def observe(store):
    """Two residences in Bonneville; one, of another size, alone in Marignier."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        for code, code_insee, values in (
            ("A", BONNEVILLE, {"emmenages": 8, "t3": 40}),
            ("B", BONNEVILLE, {"avant_1975": 40, "vacants": 4}),
            ("C", MARIGNIER, {"logements": 37, "vacants": 3, "avant_1975": 37}),
        ):
            builders.a_residence(session, code, code_insee=code_insee, adresse=f"1 rue {code}", mise_en_service=1988)
            builders.a_parc(session, code, **values)
            builders.an_occupation(session, code, ress_inf_40=13 if code == "B" else 7)
        builders.a_qpv(session)


def publish_twice(store, settings):
    """Publication 1, the EPCI being the reference, then publication 2, where it is Bonneville."""
    observe(store)
    for reference in (None, BONNEVILLE):
        compute_draft(store, ops=2016, rpls=2016, reference=reference, settings=settings)
        publish(store, note=f"référence {reference}", settings=settings)


starting_point = begin_with(publish_twice)


@pytest.fixture
def observed(store):
    observe(store)
    return store


@pytest.fixture
def published(starting_point, store):
    del starting_point  # what the store is a copy of
    return store


def dump_public_view(store):
    """Everything that the public login can read, as text, but the date of the latest audit."""
    with unit_of_work(store.engine(Tier.PUBLIC)) as session:
        return {
            table: session.scalars(
                text(f"select (to_jsonb(t) - 'certified_at')::text from public_view.{table} t order by 1")
            ).all()
            for table in PUBLIC_TABLES
        }


def read_public(store, level, code):
    with unit_of_work(store.engine(Tier.PUBLIC)) as session:
        statement = "select facts, indices, shares from public_view.territory where level = :level and code = :code"
        return session.execute(text(statement), {"level": level, "code": code}).one()


def test_publications_are_numbered_and_only_the_last_is_online(published):
    lines = list_publications(published)

    assert [(line.number, line.reference, line.online) for line in lines] == [
        (1, builders.FAUCIGNY_GLIERES, False),
        (2, BONNEVILLE, True),
    ]
    assert lines[1].note == f"référence {BONNEVILLE}"


PARTED = (
    "'publication', 'code_insee', 'bailleur_siren', 'repondants', 'margin', 'departures', 'family', 'family_before'"
)
"""What a publication adds to the draft, or keeps in tables of their own."""

FACTS = f"coalesce(to_jsonb(t) -> 'facts', '{{}}') - array[{', '.join(map(repr, MOVEMENTS))}]"
"""Territories told by one residence alone leave out the counts behind its indicators."""


def test_published_rows_are_those_of_the_draft(observed, settings):
    compute_draft(observed, ops=2016, rpls=2016, settings=settings)
    tables = {
        name: f"select to_jsonb(t) - array[{PARTED}] || jsonb_build_object('facts', {FACTS}) as line from %s{name} t order by line"
        for name in ("territory", "value", "component")
    }
    with unit_of_work(observed.engine(Tier.ADMIN)) as session:
        drafted = {name: session.scalars(text(sql % "source.draft_")).all() for name, sql in tables.items()}

    publish(observed, settings=settings)

    with unit_of_work(observed.engine(Tier.ADMIN)) as session:
        kept = {name: session.scalars(text(sql % "partner.")).all() for name, sql in tables.items()}
    assert kept == drafted
    assert all(drafted.values())


def test_publishing_takes_the_draft_away(published):
    with unit_of_work(published.engine(Tier.ADMIN)) as session:
        assert session.scalars(select(Draft)).all() == []
        assert session.scalars(select(DraftTerritory)).all() == []


def test_publishing_without_draft_is_refused_and_changes_nothing(published, settings):
    before = dump_public_view(published)

    with pytest.raises(ConflictError):
        publish(published, settings=settings)

    assert len(list_publications(published)) == 2
    assert dump_public_view(published) == before


def test_draft_is_attacked_before_it_is_published_and_stays_a_draft(observed, settings):
    compute_draft(observed, ops=2016, rpls=2016, settings=settings)

    certificate = rehearse(observed)

    assert (certificate["publiable"], certificate["deductions"]) == (True, 0)
    assert certificate["attaquants"], "somebody has attacked it"
    assert certificate["coalitions"]["non_attaquees"] == 0, (
        "what two landlords would know together is told before publishing"
    )
    assert list_publications(observed) == []
    assert publish(observed, settings=settings) == 1


def test_rehearsal_without_draft_is_refused(observed):
    with pytest.raises(ConflictError):
        rehearse(observed)


def test_publication_keeps_thresholds_and_does_not_tell_how_much_was_withheld(published):
    with unit_of_work(published.engine(Tier.ADMIN)) as session:
        assert set(map(json.dumps, session.scalars(select(Publication.secrecy)))) == {
            '{"logements": 11, "repondants": 11}'
        }


def test_rollback_gives_the_public_exactly_what_it_read_before(observed, settings):
    compute_draft(observed, ops=2016, rpls=2016, settings=settings)
    publish(observed, settings=settings)
    first = dump_public_view(observed)
    compute_draft(observed, ops=2016, rpls=2016, reference=MARIGNIER, settings=settings)
    publish(observed, settings=settings)
    second = dump_public_view(observed)

    rollback(observed, 1, settings=settings)

    assert second != first
    assert dump_public_view(observed) == first
    assert [line.online for line in list_publications(observed)] == [True, False]


def test_number_after_a_rollback_goes_on_from_the_last_published(published, settings):
    rollback(published, 1, settings=settings)
    compute_draft(published, ops=2016, rpls=2016, settings=settings)

    assert publish(published, settings=settings) == 3


def test_rollback_keeps_the_trace_of_every_change(published, settings):
    rollback(published, 1, note="erreur de fichier", settings=settings)

    with unit_of_work(published.engine(Tier.ADMIN)) as session:
        online = select(PublicationOnline.number, PublicationOnline.note).order_by(PublicationOnline.id)
        assert [number for number, _ in session.execute(online)] == [1, 2, 1]


def test_rollback_to_an_unknown_or_present_publication_is_refused(published, settings):
    with pytest.raises(NotFoundError, match="9"):
        rollback(published, 9, settings=settings)
    with pytest.raises(ConflictError, match="déjà en ligne"):
        rollback(published, 2, settings=settings)


@pytest.mark.parametrize("statement", ["update partner.value set value = 0", "delete from partner.territory"])
def test_published_rows_cannot_be_changed_even_by_their_owner(published, statement):
    with psycopg.connect(published.conninfo(Tier.OWNER)) as owner, pytest.raises(errors.RestrictViolation):
        owner.execute(statement)


def test_publication_is_announced_once_it_can_be_read(observed, settings):
    compute_draft(observed, ops=2016, rpls=2016, settings=settings)
    with psycopg.connect(observed.conninfo(Tier.PUBLIC), autocommit=True) as listener:
        listener.execute(f"listen {CHANNEL}")

        number = publish(observed, settings=settings)

        heard = [notice.payload for notice in listener.notifies(timeout=5, stop_after=1)]
        online = listener.execute("select number from public_view.publication").fetchall()
    assert heard == [str(number)]
    assert online == [(number,)]


def test_public_view_holds_no_index_of_a_residence(published):
    residence = "select * from public_view.residence order by code"
    with unit_of_work(published.engine(Tier.PUBLIC)) as session:
        rows = session.execute(text(residence)).mappings().all()
        levels = set(session.scalars(text("select level from public_view.territory")))

    assert {name for row in rows for name in row} == {
        *("code", "nom", "bailleur", "code_insee", "adresse", "logements", "mise_en_service", "facts", "geom")
    }
    assert rows[0]["facts"] == {"t3": 40}
    assert levels == {"commune", "epci", "qpv"}


def test_public_view_refuses_a_fact_that_is_not_public(published):
    with (
        pytest.raises(IntegrityError, match="public_facts"),
        unit_of_work(published.engine(Tier.OWNER)) as session,
    ):
        session.execute(
            text("""update public_view.residence set facts = facts || '{"loyer_m2": 7.5}' where code = 'A'""")
        )


def test_public_view_holds_no_value_and_no_count_of_occupation(published):
    """Looks for the exact figures of the partners in everything that the public login can read."""
    dumped = dump_public_view(published)
    everything = str(dumped)
    with unit_of_work(published.engine(Tier.ADMIN)) as session:
        # Whole numbers are left out: the method, which is public, has some for its classes.
        values = session.scalars(text("select value from partner.value where value <> round(value)")).all()

    assert values
    assert [value for value in values if repr(value)[:12] in everything] == []
    rows = str(dumped["territory"]) + str(dumped["residence"])
    assert [word for word in ("ress_inf", "repondants", "signal", "value") if word in rows] == []


def test_public_reads_classes_and_rounded_shares_of_a_commune_of_several_residences(published):
    facts, indices, shares = read_public(published, "commune", BONNEVILLE)

    assert indices["occupation"] == {"class": "équilibré", "status": "ok"}
    assert shares["occ1"] == {"share": 0.25, "status": "ok"}
    assert facts["emmenages"] == 12
    assert "vacants" not in facts


def test_public_does_not_read_the_figures_of_a_commune_that_has_one_residence(published):
    facts, indices, shares = read_public(published, "commune", MARIGNIER)

    assert set(map(str, indices.values())) == {"{'class': None, 'status': 'secret'}"}
    assert {share["share"] for share in shares.values()} == {None}
    assert (facts["logements"], "emmenages" in facts, "avant_1975" in facts) == (37, False, False)


def test_public_reads_no_index_when_the_epci_does_not_open_them(published, settings):
    rollback(published, 1, settings=settings.model_copy(update={"public_indices": False}))

    facts, indices, shares = read_public(published, "commune", BONNEVILLE)

    assert (indices, shares) == ({}, {})
    assert facts["logements"] == 80
