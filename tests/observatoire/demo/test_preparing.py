"""The demonstration: made once, found ready afterwards, never mixed with a real territory."""

import json
import os
import shutil
import signal
import subprocess
import sys
import urllib.request

import pytest
from sqlalchemy import text

from observatoire.access.audience import Role
from observatoire.accounts.register import list_accounts, revoke_account
from observatoire.demo.preparing import KEY_FILE, MILLESIMES, prepare_demo, read_demo_keys
from observatoire.errors import ConflictError
from observatoire.publication import list_publications
from observatoire.store.database import Tier, open_store, unit_of_work
from observatoire.store.queries.subjects import find_subject
from tests.conftest import lend_database, name_database
from tests.support import builders


@pytest.fixture
def steps():
    return []


@pytest.fixture(scope="module")
def demonstration(memory_cluster, tmp_path_factory):
    """The demonstration, made once: its database and its home are what the tests copy."""
    with lend_database(memory_cluster, tmp_path_factory.mktemp("demonstration") / "home") as made:
        prepare_demo(made, lambda _: None)
        yield made


@pytest.fixture
def settings(demonstration, memory_cluster, tmp_path):
    """Settings that lead to a demonstration of one's own."""
    home = shutil.copytree(demonstration.home, tmp_path / "home")
    with lend_database(memory_cluster, home, template=name_database(demonstration)) as copied:
        yield copied


@pytest.fixture
def empty(memory_cluster, tmp_path):
    """Settings that lead to a store where nothing was loaded."""
    with lend_database(memory_cluster, tmp_path / "empty") as lent:
        yield lent


def test_demo_publishes_each_millesime_under_the_stamp_of_fiction_and_keeps_its_key_private(store, settings):
    lines = list_publications(store)

    assert [line.ops for line in lines] == list(MILLESIMES)
    with unit_of_work(store.engine(Tier.PUBLIC)) as session:
        assert session.scalars(text("select fictif from public_view.publication")).all() == [True]
    assert (settings.home / KEY_FILE).stat().st_mode & 0o777 == 0o600


def test_second_run_loads_nothing_and_gives_the_same_key_until_it_is_revoked(store, settings, steps):
    key = (settings.home / KEY_FILE).read_text()
    steps.clear()

    assert prepare_demo(settings, steps.append) == key
    assert steps == []
    assert len(list_publications(store)) == len(MILLESIMES)
    (own,) = list_epci(store)
    revoke_account(store, own.id)
    assert prepare_demo(settings, steps.append) != key
    assert [card.id > own.id for card in list_epci(store)] == [True]


def list_epci(store):
    """The accounts of the EPCI in force."""
    return [card for card in list_accounts(store) if card.role is Role.EPCI and card.revoked_at is None]


def test_demo_gives_a_key_of_each_role(store, settings):
    keys = read_demo_keys(settings)

    assert set(keys) | {Role.EPCI} == set(Role)
    for role, key in keys.items():
        found = find_subject(store.engine(Tier.PARTNER), key)
        assert found is not None
        assert found[0].role is role


def test_demo_stays_out_of_a_store_that_holds_a_real_territory(empty, steps):
    with open_store(empty) as store:
        with unit_of_work(store.engine(Tier.ADMIN)) as session:
            builders.a_residence(session)

        with pytest.raises(ConflictError, match="vrai territoire"):
            prepare_demo(empty, steps.append)

        assert list_publications(store) == []


def test_second_run_does_not_wait_for_the_libraries_of_the_calculation():
    program = "import sys, observatoire.demo.preparing; sys.exit('pandas' in sys.modules or 'alembic' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_demo_command_serves_until_it_is_told_to_stop(settings):
    environment = os.environ | {
        "DATABASE_URL": settings.database_url.get_secret_value(),
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-m", "observatoire.cli.main", "--home", str(settings.home), "demo", "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        _, public, partners, _ = (process.stdout.readline().split() for _ in range(4))
        with urllib.request.urlopen(f"{public[0]}api/v1/public/publication") as answer:  # noqa: S310
            publication = json.load(answer)["publication"]
        process.send_signal(signal.SIGTERM)
        last_words = process.stdout.read()

    assert publication["fictif"] is True
    assert partners[0].endswith(f"/observatoire#cle={(settings.home / KEY_FILE).read_text()}")
    assert "Service arrêté." in last_words
    assert process.returncode == 0
