"""What prevents a private cluster, said so that a person can mend it."""

import os
from pathlib import Path

import pytest

from observatoire.cluster import Cluster, binaries
from observatoire.cluster.account import Account, choose_account, require_reachable
from observatoire.errors import UnavailableError
from tests.support.processes import NOBODY, run_as_ordinary_account

STRANGER = Account("inconnu", 54_321, 54_321)


def test_folder_that_the_server_cannot_traverse_is_named(home):
    blocked = home / "ferme"
    (blocked / "dedans" / "base").mkdir(parents=True)
    blocked.chmod(0o700)

    with pytest.raises(UnavailableError, match=f"« {blocked} »"):
        require_reachable(blocked / "dedans" / "base", STRANGER)


def test_folder_open_to_all_is_reachable(home):
    (home / "ouvert" / "base").mkdir(parents=True)

    require_reachable(home / "ouvert" / "base", STRANGER)


def test_postgresql_absent_says_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(binaries, "PACKAGED", ())

    with pytest.raises(UnavailableError, match="make setup"):
        binaries.find_binaries()


def test_postgresql_of_the_data_absent_says_which_version():
    with pytest.raises(UnavailableError, match="postgresql-9-postgis"):
        binaries.find_binaries(9)


def test_postgresql_found_has_postgis():
    found = binaries.find_binaries()

    assert Path(found.path("initdb")).is_file()
    assert binaries.find_binaries(found.major) == found


def test_data_of_another_account_say_whose_they_are(home):
    home.mkdir()
    data = Path("/") if os.geteuid() else home
    home.parent.chmod(0o755)

    def choose() -> None:
        with pytest.raises(UnavailableError, match="appartient à un autre compte"):
            choose_account(data)

    assert run_as_ordinary_account(choose) == 0


def test_home_of_another_account_is_refused(home):
    (home / "postgres").mkdir(parents=True)
    (home / "postgres").chmod(0o000)

    def use() -> None:
        with pytest.raises(UnavailableError, match="appartient à un autre compte"), Cluster(home).use(create=True):
            pass

    assert run_as_ordinary_account(use) == 0
    (home / "postgres").chmod(0o700)


def test_home_that_cannot_be_written_says_so(home):
    home.mkdir()
    home.chmod(0o555)

    def use() -> None:
        with pytest.raises(UnavailableError, match="Impossible de créer"), Cluster(home / "x").use(create=True):
            pass

    assert run_as_ordinary_account(use) == 0


def test_folder_that_holds_something_else_is_left_alone(home):
    data = home / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "photo.jpg").touch()
    if os.geteuid() == 0:
        os.chown(data, NOBODY, NOBODY)

    with pytest.raises(UnavailableError, match="n’est pas une base"), Cluster(home).use(create=True):
        pass

    assert (data / "photo.jpg").exists()


def test_server_that_does_not_start_quotes_its_log(made_home):
    cluster = Cluster(made_home)
    (made_home / "postgres" / "data" / "global" / "pg_control").write_bytes(b"")

    with pytest.raises(UnavailableError, match="pg_control"), cluster.use():
        pass
