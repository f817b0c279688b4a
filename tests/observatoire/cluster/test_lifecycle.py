"""Who starts and stops the server: users that come, leave, keep it, or are killed."""

import os
import shutil
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import psycopg
import pytest

from observatoire.cluster import Cluster
from observatoire.cluster.account import make_folder
from observatoire.errors import UnavailableError
from tests.support.processes import NOBODY, another_user_of, run_as_ordinary_account, wait_until


def postmaster_of(home: Path) -> int:
    return int((home / "postgres" / "data" / "postmaster.pid").read_text().splitlines()[0])


def test_cluster_used_for_the_first_time_is_created_closed_and_stopped_by_its_last_user(home):
    cluster = Cluster(home)
    with cluster.use(create=True):
        with cluster.connect() as connection:
            told = {
                name: connection.execute("select current_setting(%s)", (name,)).fetchone()
                for name in ("listen_addresses", "data_checksums", "server_encoding", "lc_collate", "wal_level", "jit")
            }
            methods = connection.execute("select distinct type, auth_method from pg_hba_file_rules").fetchall()
        assert methods == [("local", "peer")], "no password, and nobody from elsewhere"
        assert told == {
            "listen_addresses": ("",),
            "data_checksums": ("on",),
            "server_encoding": ("UTF8",),
            "lc_collate": ("C.UTF-8",),
            "wal_level": ("minimal",),
            "jit": ("off",),
        }
        assert cluster.socket_dir.stat().st_mode & 0o077 == 0
        with another_user_of(home):
            pass
        assert cluster.is_running()

    assert not cluster.is_running()


def test_cluster_absent_when_creation_is_not_asked_says_which_command_creates_it(home):
    with pytest.raises(UnavailableError, match="observatoire init"), Cluster(home).use():
        pass

    assert not home.exists()
    assert Cluster(home).stop()


def test_server_left_by_a_killed_process_is_adopted_then_stopped(made_home):
    with another_user_of(made_home) as starter:
        started = postmaster_of(made_home)
        starter.kill()
        starter.wait()
    cluster = Cluster(made_home)
    assert cluster.is_running()

    with cluster.use():
        assert postmaster_of(made_home) == started

    assert not cluster.is_running()


def test_server_kept_stays_up_until_it_is_stopped(made_home):
    cluster = Cluster(made_home)
    with cluster.use(create=True):
        cluster.start()
        assert not Cluster(made_home).stop(), "still used"
        cluster.start()
    assert cluster.is_kept()
    assert cluster.is_running()
    with cluster.use():
        pass
    assert cluster.is_running()

    assert cluster.stop()

    assert not cluster.is_running()
    assert not cluster.is_kept()


def test_server_killed_starts_again_with_every_commit(made_home):
    cluster = Cluster(made_home)
    with cluster.use(create=True):
        with cluster.connect() as connection:
            connection.execute("create table kept as select generate_series(1, 20000) as x")
        os.kill(postmaster_of(made_home), signal.SIGKILL)
        wait_until(lambda: not cluster.is_running())

        with cluster.use(), cluster.connect() as connection:
            assert connection.execute("select count(*) from kept").fetchone() == (20000,)


def test_creation_killed_half_way_is_done_again(home):
    with another_user_of(home, ready=False) as creator:
        wait_until(lambda: any(home.glob("postgres/unfinished-*/base")))
        creator.kill()
        creator.wait()
    cluster = Cluster(home)
    assert not cluster.exists()

    with cluster.use(create=True), cluster.connect() as connection:
        assert connection.execute("select 1").fetchone() == (1,)


def test_number_of_a_dead_server_taken_by_another_program_does_not_block_the_start(made_home):
    cluster = Cluster(made_home, durable=False)
    with cluster.use(create=True):
        lock_file = made_home / "postgres" / "data" / "postmaster.pid"
        said = lock_file.read_text().splitlines()
        owner = lock_file.stat()
    lock_file.write_text("\n".join([str(os.getpid()), *said[1:]]) + "\n")
    os.chown(lock_file, owner.st_uid, owner.st_gid)

    with cluster.use():
        assert postmaster_of(made_home) != os.getpid()


def test_users_that_come_together_create_one_cluster(home):
    together = Barrier(4, timeout=60)

    def use() -> tuple[int] | None:
        cluster = Cluster(home, durable=False)
        together.wait()
        try:
            with cluster.use(create=True), cluster.connect() as connection:
                together.wait()
                return connection.execute("select system_identifier from pg_control_system()").fetchone()
        except BaseException:
            together.abort()  # or the others would wait for one that never comes
            raise

    with ThreadPoolExecutor(4) as pool:
        found = [each.result() for each in [pool.submit(use) for _ in range(4)]]

    assert len(set(found)) == 1
    assert not Cluster(home).is_running()


def test_two_homes_never_meet(home):
    first, second = Cluster(home / "a", durable=False), Cluster(home / "b", durable=False)
    with first.use(create=True), second.use(create=True):
        with first.connect() as one, second.connect() as two:
            folders = [each.execute("show data_directory").fetchone() for each in (one, two)]
        assert folders == [(str(home / "a/postgres/data"),), (str(home / "b/postgres/data"),)]
        assert second.is_running()

    assert not first.is_running()
    assert not second.is_running()


def test_home_with_a_long_path_has_its_socket_elsewhere_and_closed(made_home):
    cluster = Cluster(made_home.rename(made_home.with_name("long" * 25)), durable=False)
    with cluster.use(), cluster.connect() as connection:
        assert connection.execute("select 1").fetchone() == (1,)
        assert cluster.home not in cluster.socket_dir.parents
        assert cluster.socket_dir.stat().st_mode & 0o077 == 0
    shutil.rmtree(cluster.home)
    shutil.rmtree(cluster.socket_dir)


def test_ordinary_account_runs_a_cluster_of_its_own(home):
    home.parent.chmod(0o777)

    def use() -> None:
        cluster = Cluster(home, durable=False)
        with cluster.use(create=True), psycopg.connect(host=str(cluster.socket_dir), user="postgres") as connection:
            connection.execute("select 1")

    assert run_as_ordinary_account(use) == 0
    assert home.stat().st_uid == (NOBODY if os.geteuid() == 0 else os.geteuid())
    assert not Cluster(home).is_running()
    with Cluster(home).use():
        assert Cluster(home).is_running(), "root, or the same account, may use it too"


def test_folder_made_by_several_at_once_is_made_once_for_all(home):
    together = Barrier(4, timeout=60)

    def make(folder: Path) -> None:
        together.wait()
        make_folder(folder, 0o711)

    for turn in range(50):
        folder = home / str(turn) / "base"
        with ThreadPoolExecutor(4) as pool:
            made = [each.exception() for each in [pool.submit(make, folder) for _ in range(4)]]

        assert made == [None] * 4
        assert folder.stat().st_mode & 0o777 == 0o711
