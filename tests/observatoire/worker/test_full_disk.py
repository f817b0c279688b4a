"""A disk that takes no more while a worker works: it is said, what was found is kept, and nothing half written is left."""

import errno
import gzip

import pytest
from psycopg.errors import DiskFull
from sqlalchemy.exc import OperationalError

from observatoire.files.spool import Spool
from observatoire.store.database import Tier
from observatoire.store.queries import jobs
from observatoire.store.queries.asking import open_request
from observatoire.store.queries.job_line import open_line
from observatoire.worker.refusals import is_disk_full
from observatoire.worker.running import run_next
from tests.support.deposits import COUNTS, MANAGER, ask, send, signed
from tests.support.small_disks import files_no_larger_than

pytestmark = pytest.mark.usefixtures("stock")
WRONG = "A1;40;38;-2;40;4;0\n"


def list_spool(settings):
    return sorted(path.name for path in Spool(settings.home).folder.iterdir())


def test_file_that_is_refused_stays_so_without_its_copy_which_is_made_when_there_is_room(store, settings):
    with files_no_larger_than(4096):  # the file is smaller, a workbook is not
        refused = send(store, settings, COUNTS + WRONG, kind="parc", asker=MANAGER)

    assert (refused.state, refused.annotated) == ("refuse", False)
    assert any(problem["column"] == "vacants" for problem in refused.error["problems"])
    assert "copie annotée ne peut pas être conservé" in refused.error["detail"]
    assert list_spool(settings) == [refused.spool]

    again = ask(store, settings, refused.id, "controle", MANAGER, {"kind": "parc", "millesime": 2016})
    assert (again.state, again.annotated) == ("refuse", True)
    assert "conservé" not in again.error["detail"]


def test_file_that_there_is_no_room_to_unpack_is_said_and_kept_as_it_came(store, settings):
    manager = signed(store, MANAGER)
    packed = gzip.compress((COUNTS + WRONG * 5000).encode())
    with files_no_larger_than(20_000):
        kept = send(store, settings, packed, kind="parc", asker=MANAGER, named="parc.csv.gz")

    with open_request(store, manager) as session:
        (job,) = jobs.list_jobs(session, manager, deposit=kept.id)
        assert (job.state, kept.state) == ("refuse", "recu")
        assert "un fichier aussi grand n’y est pas permis" in job.error["detail"]
    assert list_spool(settings) == [kept.spool]
    assert Spool(settings.home).find(kept.spool).read_bytes() == packed


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OperationalError("insert", {}, DiskFull("could not extend file")),
    ],
)
def test_disk_that_fills_in_the_middle_of_a_task_is_not_an_unforeseen_error(store, settings, error):
    def fill(_):
        raise error

    manager = signed(store, MANAGER)
    with open_request(store, manager) as session:
        number = jobs.enqueue(session, "calcul", asker=manager)
    with open_line(store.conninfo(Tier.ADMIN)) as line:
        assert run_next(store, settings, line, lambda _: fill)

    with open_request(store, manager) as session:
        job = jobs.find_job(session, number, manager)
        assert (job.state, job.error["title"]) == ("refuse", "Disque plein"), "the page repeats what is refused"


def test_other_errors_are_not_those_of_a_full_disk():
    assert not is_disk_full(OSError(errno.EACCES, "Permission denied"))
    assert not is_disk_full(ValueError("autre"))
