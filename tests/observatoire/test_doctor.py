"""The doctor: what is well, what is missing, what to do."""

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from observatoire.computation import compute_draft
from observatoire.doctor import Verdict, examine
from observatoire.publication import publish
from observatoire.settings import Settings
from observatoire.store.database import Tier, unit_of_work
from tests.support import builders


def verdicts(settings):
    return {check.subject: check.verdict for check in examine(settings)}


def fill(store):
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        builders.a_parc(session)
        builders.an_occupation(session)


@pytest.mark.usefixtures("store")
def test_empty_store_works_and_asks_for_data(settings):
    checks = {check.subject: check for check in examine(settings)}

    assert checks["Données"].verdict is Verdict.REMARK
    assert "observatoire load" in (checks["Données"].hint or "")
    assert checks["Publication"].verdict is Verdict.REMARK
    assert {name for name, check in checks.items() if check.verdict is Verdict.FAILURE} == set()


def test_published_store_is_well(store, settings, tmp_path):
    fill(store)
    compute_draft(store, ops=2016, rpls=2016, settings=settings)
    publish(store, settings=settings)
    (tmp_path / "index.html").touch()

    built = settings.model_copy(update={"web_dist": tmp_path})
    assert set(verdicts(built).values()) == {Verdict.GOOD}


def test_draft_that_waits_is_remarked(store, settings):
    fill(store)
    compute_draft(store, ops=2016, rpls=2016, settings=settings)

    assert verdicts(settings)["Brouillon"] is Verdict.REMARK


def test_home_without_cluster_fails_and_says_how_to_create_it(tmp_path):
    checks = examine(Settings(home=tmp_path / "vide"))

    assert checks[-1].verdict is Verdict.FAILURE
    assert "observatoire init" in (checks[-1].hint or "")


@pytest.mark.usefixtures("store")
def test_server_that_does_not_answer_fails(settings):
    elsewhere = settings.model_copy(update={"database_url": SecretStr("postgresql://a@127.0.0.1:1/b")})

    assert examine(elsewhere)[-1].verdict is Verdict.FAILURE


def test_schema_of_another_version_fails(store, settings):
    with unit_of_work(store.engine(Tier.OWNER)) as session:
        session.execute(text("update source.alembic_version set version_num = '20200101_other'"))

    assert verdicts(settings)["Schéma"] is Verdict.FAILURE


def test_public_login_that_could_read_partners_fails(store, settings):
    with unit_of_work(store.engine(Tier.OWNER)) as session:
        session.execute(text("grant usage on schema partner to observatoire_public"))
        session.execute(text("grant select on partner.value to observatoire_public"))

    assert verdicts(settings)["Comptes de la base"] is Verdict.FAILURE


def test_method_file_that_is_wrong_fails(settings, tmp_path):
    wrong = settings.model_copy(update={"method_file": tmp_path / "absent.toml"})

    assert verdicts(wrong)["Méthode"] is Verdict.FAILURE


@pytest.mark.parametrize(
    ("opened", "closed", "subject", "remedy"),
    [
        (
            "alter table partner.value no force row level security",
            "alter table partner.value force row level security",
            "Règles par ligne",
            "row level security",
        ),
        (
            "create view partner.raccourci as select * from partner.value",
            "drop view partner.raccourci",
            "Règles par ligne",
            "supprimez ces vues",
        ),
        (
            "create materialized view partner.copie as select * from partner.value",
            "drop materialized view partner.copie",
            "Règles par ligne",
            "supprimez ces vues",
        ),
        (
            "alter function public.geometry_overlaps(public.geometry, public.geometry) not leakproof",
            "alter function public.geometry_overlaps(public.geometry, public.geometry) leakproof",
            "Cartes",
            "LEAKPROOF",
        ),
    ],
)
def test_fence_with_a_hole_is_found_with_what_to_run(store, settings, memory_cluster, opened, closed, subject, remedy):
    with memory_cluster.connect(str(store.urls[Tier.OWNER].database)) as superuser:
        superuser.execute(opened)
        try:
            checks = {check.subject: check for check in examine(settings)}
        finally:
            superuser.execute(closed)

    assert checks[subject].verdict is not Verdict.GOOD
    assert remedy in (checks[subject].hint or "")
    assert verdicts(settings)[subject] is Verdict.GOOD
