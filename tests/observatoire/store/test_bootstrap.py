"""Preparing a store: private, or on a server whose owner has few rights."""

import psycopg
import pytest
from psycopg import sql
from pydantic import SecretStr

from observatoire.cluster import Cluster
from observatoire.errors import UnavailableError
from observatoire.settings import Settings
from observatoire.store.bootstrap import prepare
from observatoire.store.database import Tier, open_store, unit_of_work
from observatoire.store.schema import is_schema_current
from observatoire.store.tables.territories import CommunePassage
from observatoire.store.tiers import private_urls


def settings_for(cluster: Cluster, database: str) -> Settings:
    url = private_urls(cluster.socket_dir, database)[Tier.OWNER].render_as_string(hide_password=False)
    return Settings.model_validate({"home": cluster.home, "DATABASE_URL": SecretStr(url)})


@pytest.fixture
def bare(made_home):
    """A server with an owner of the database, and nothing else: no login, no PostGIS."""
    cluster = Cluster(made_home, durable=False)
    with cluster.use():
        with cluster.connect() as superuser:
            superuser.execute("create role observatoire_owner login")
            superuser.execute("create database epci owner observatoire_owner")
        yield cluster


def test_prepare_private_twice_changes_nothing(home):
    settings = Settings(home=home)
    prepare(settings)
    prepare(settings)

    with open_store(settings) as store, unit_of_work(store.engine(Tier.ADMIN)) as session:
        assert is_schema_current(store.engine(Tier.ADMIN))
        assert session.get_one(CommunePassage, "74110").code_insee == "74212"
    assert not Cluster(home).is_running()


def test_open_private_never_prepared_says_to_prepare_it(home):
    with pytest.raises(UnavailableError, match="observatoire init"), open_store(Settings(home=home)):
        pass


def test_open_private_left_half_prepared_says_to_prepare_it(made_home):
    with pytest.raises(UnavailableError, match="observatoire init"), open_store(Settings(home=made_home)):
        pass


def test_open_with_an_older_schema_says_to_upgrade(store, settings):
    with psycopg.connect(store.conninfo(Tier.OWNER)) as owner:
        owner.execute("update source.alembic_version set version_num = 'older'")

    with pytest.raises(UnavailableError, match="observatoire init"), open_store(settings):
        pass


def test_prepare_on_a_server_that_refuses_gives_the_script_for_its_administrator(bare):
    settings = settings_for(bare, "epci")

    with pytest.raises(UnavailableError) as refusal:
        prepare(settings)
    script = refusal.value.detail.partition("\n\n")[2]
    with bare.connect("epci") as superuser:
        superuser.execute(script)
    prepare(settings)

    with open_store(settings) as store:
        assert is_schema_current(store.engine(Tier.ADMIN))
        with psycopg.connect(store.conninfo(Tier.PUBLIC)) as public:
            assert public.execute("show statement_timeout").fetchone() == ("5s",)


def test_prepare_on_a_server_creates_the_logins_when_the_owner_may(bare):
    with bare.connect("epci") as superuser:
        superuser.execute("alter role observatoire_owner createrole; create extension postgis")
    settings = settings_for(bare, "epci").model_copy(update={"public_password": SecretStr("l'eau")})

    prepare(settings)

    with bare.connect() as superuser:
        stored = superuser.execute("select rolpassword from pg_authid where rolname = 'observatoire_public'")
        assert stored.fetchone()[0].startswith("SCRAM-SHA-256$")


def test_prepare_on_a_server_where_the_public_would_see_more_is_refused(bare):
    settings = settings_for(bare, "epci")
    with bare.connect("epci") as superuser:
        superuser.execute("alter role observatoire_owner createrole; create extension postgis")
        prepare(settings)
        superuser.execute(sql.SQL("grant observatoire_admin to observatoire_public"))

    with pytest.raises(UnavailableError, match="est membre d’un autre rôle"):
        prepare(settings)


@pytest.mark.parametrize("address", ["", "n’importe quoi", "mysql://a:secret@b/c", "postgresql://a:secret@b"])
def test_address_that_is_not_one_is_refused_without_repeating_it(tmp_path, address):
    settings = Settings.model_validate({"home": tmp_path, "DATABASE_URL": SecretStr(address)})

    with pytest.raises(UnavailableError, match="DATABASE_URL") as refusal, open_store(settings):
        pass

    assert "secret" not in refusal.value.detail


def test_server_that_does_not_answer_is_said_so(tmp_path):
    url = f"postgresql://a:secret@/base?host={tmp_path}"
    settings = Settings.model_validate({"home": tmp_path, "DATABASE_URL": SecretStr(url)})

    for action in (prepare, lambda each: open_store(each).__enter__()):
        with pytest.raises(UnavailableError, match="ne répond pas") as refusal:
            action(settings)
        assert "secret" not in refusal.value.detail
