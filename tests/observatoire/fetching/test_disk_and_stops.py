"""A disk that takes no more, and a command that is stopped half-way: it is said, and nothing half written is left."""

import os
import signal
import subprocess
import sys

import pytest

from observatoire.errors import InvalidInputError, UnavailableError
from tests.support.processes import wait_until
from tests.support.sites import CCFG, communes_path, fetch
from tests.support.small_disks import files_no_larger_than

MEBIBYTE = 2**20


def offer(site, address, content, **headers):
    described = {"title": "RPLS", "url": f"{address}/rpls", "format": "csv"}
    site.answer("/api/1/datasets/rpls/", {"title": "RPLS", "resources": [described]})
    site.answer("/rpls", content, **headers)


def test_a_disk_that_takes_no_more_is_said_with_the_folder_and_the_size(site, web, address, tmp_path):
    offer(site, address, b"a;b\n" * MEBIBYTE)
    path = tmp_path / "rpls.csv"
    path.write_text("l’an dernier", encoding="utf-8")

    with files_no_larger_than(3 * MEBIBYTE), pytest.raises(UnavailableError) as refusal:
        fetch(web, path, kind="rpls")

    assert f"(dossier « {tmp_path} », il en faut 4,0\u202fMio)" in refusal.value.detail
    assert path.read_text(encoding="utf-8") == "l’an dernier"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_larger_than_the_room_left_is_refused_before_it_fills_the_disk(
    site, web, address, tmp_path, monkeypatch
):
    monkeypatch.setattr("observatoire.fetching.public_files.LARGEST_OPEN_FILE", 1 << 60)
    offer(site, address, b"", **{"Content-Length": str(1 << 59)})

    with pytest.raises(UnavailableError, match="plus de place sur le disque"):
        fetch(web, tmp_path / "rpls.csv", kind="rpls")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("absent/rpls.csv", "ce dossier n’existe pas"),
        ("fichier/rpls.csv", "ce n’est pas un dossier"),
        ("r" * 300, "le nom est trop long"),
    ],
)
def test_a_place_that_cannot_be_written_is_said_in_french(site, web, address, tmp_path, place, said):
    offer(site, address, b"a;b\n")
    (tmp_path / "fichier").touch()

    with pytest.raises(InvalidInputError) as refusal:
        fetch(web, tmp_path / place, kind="rpls")
    assert said in refusal.value.problems[0].message


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_download_that_is_stopped_leaves_no_partial_file_and_no_traceback(site, address, tmp_path, stop):
    def stay(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", str(4 * MEBIBYTE))
        handler.end_headers()
        handler.wfile.write(b" " * 2 * MEBIBYTE)
        site.closing.wait()

    site.answers[communes_path()] = stay
    folder = tmp_path / "ici"
    folder.mkdir()
    environment = os.environ | {"OBSERVATOIRE_OUTLINES_URL": address, "OBSERVATOIRE_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "observatoire.cli.main", "fetch", "communes", "--epci", CCFG]
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        wait_until(lambda: any(each.stat().st_size for each in folder.iterdir()), seconds=60)
        process.send_signal(stop)
        _, errors = process.communicate()

    assert (process.returncode, errors) == (130, "Interrompu.\n")
    assert not list(folder.iterdir())
