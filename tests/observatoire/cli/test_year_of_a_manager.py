"""What a manager types in a year, from an empty store to a rollback, and what the screen answers."""

import csv

import pytest

from observatoire.accounts.register import find_account
from observatoire.cli.main import main
from observatoire.computation import compute_draft
from observatoire.publication import publish
from observatoire.sources.loading import load_file
from observatoire.store.database import Tier, open_store, unit_of_work
from tests.conftest import lend_database, name_database
from tests.support.random_territory import MILLESIME, write_territory


@pytest.fixture(scope="module")
def starting_point(memory_cluster, tmp_path_factory):
    """A store whose files were loaded by the command."""
    folder = tmp_path_factory.mktemp("loaded")
    with lend_database(memory_cluster, folder / "home") as settings, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", settings.database_url.get_secret_value())
        patch.setenv("OBSERVATOIRE_HOME", str(settings.home))
        for kind, path, millesime in write_territory(folder, seed=8, residences=40):
            of_year = ["--millesime", str(millesime)] if millesime else []
            assert main(["load", kind, str(path), *of_year]) == 0
        yield name_database(settings)


@pytest.fixture
def loaded(starting_point, run):
    del starting_point  # what the store is a copy of
    return run


def test_store_is_prepared_again_without_harm(loaded):
    assert loaded("init").code == 0
    assert loaded("compute", "--ops", MILLESIME, "--rpls", MILLESIME).code == 0


def test_draft_is_described_before_it_is_published(loaded):
    outcome = loaded("compute", "--ops", MILLESIME, "--rpls", MILLESIME)

    assert "référence : CC n° 1 = 100" in outcome.output
    assert "Non transmis par Semcoda : l’occupation" in outcome.output
    assert "Première publication" in outcome.output


def test_second_draft_is_compared_with_the_first_publication(loaded):
    loaded("compute", "--ops", MILLESIME, "--rpls", MILLESIME)
    loaded("publish", "--note", "première")

    outcome = loaded("compute", "--ops", MILLESIME, "--rpls", MILLESIME, "--reference", "74001")

    assert "Par rapport à la publication 1 en ligne" in outcome.output
    assert "Les plus grands mouvements" in outcome.output
    assert "niveau\tcode\tnom\tindice\tavant\taprès" in outcome.output


def test_publications_are_listed_as_plain_lines_and_rolled_back(loaded):
    for note in ("première", "seconde"):
        loaded("compute", "--ops", MILLESIME, "--rpls", MILLESIME)
        assert "en ligne" in loaded("publish", "--note", note).output

    assert loaded("rollback", 1).code == 0

    lines = [line.split("\t") for line in loaded("publications").output.splitlines()]
    assert [(line[0], line[6], line[7]) for line in lines[2:]] == [
        ("1", "en ligne", "première"),
        ("2", "", "seconde"),
    ]


def test_check_of_a_file_previews_and_writes_nothing(loaded, tmp_path):
    write_territory(tmp_path, seed=8, residences=40)
    rows = (tmp_path / "parc.csv").read_text().splitlines()
    (tmp_path / "neuf.csv").write_text("\n".join(rows[:2]))

    outcome = loaded("load", "parc", tmp_path / "neuf.csv", "--millesime", 2018, "--check")

    assert outcome.code == 0
    assert "rien n’a été écrit" in outcome.output
    assert loaded("compute", "--ops", MILLESIME, "--rpls", 2018).code == 2


@pytest.fixture(scope="module")
def published(memory_cluster, tmp_path_factory):
    """A store with its first publication, which every export reads and leaves as it is."""
    folder = tmp_path_factory.mktemp("published")
    with lend_database(memory_cluster, folder / "home") as settings, open_store(settings) as store:
        for kind, path, millesime in write_territory(folder, seed=8, residences=40):
            load_file(store, kind, path, millesime=millesime)
        compute_draft(store, ops=MILLESIME, rpls=MILLESIME, settings=settings)
        publish(store, settings=settings)
        yield settings


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["indices", "--level", "residence"], "i.csv"),
        (["indices", "--level", "commune", "--audience", "public"], "i.xlsx"),
        (["residences", "--audience", "public"], "r.geojson"),
        (["communes"], "c.gpkg"),
    ],
)
def test_export_writes_the_file_and_says_how_many_rows(bare, published, monkeypatch, tmp_path, words, name):
    monkeypatch.setenv("DATABASE_URL", published.database_url.get_secret_value())
    monkeypatch.setenv("OBSERVATOIRE_HOME", str(published.home))

    outcome = bare("export", *words, "-o", tmp_path / name, "--publication", 1)

    assert outcome.code == 0
    assert "ligne" in outcome.output
    assert (tmp_path / name).stat().st_size > 0


def test_export_of_a_withdrawn_publication_is_that_of_its_number(loaded, tmp_path):
    for reference in ("200000001", "74001"):
        loaded("compute", "--ops", MILLESIME, "--rpls", MILLESIME, "--reference", reference)
        loaded("publish")

    loaded("export", "indices", "--level", "epci", "-o", tmp_path / "f.csv", "--publication", 1)

    with (tmp_path / "f.csv").open() as file:
        assert {(row["reference"], row["publication"]) for row in csv.DictReader(file)} == {("200000001", "1")}


def test_key_is_shown_once_and_revoked(run, store):
    key = run("account", "add", "Halpades", "--role", "commission").output.splitlines()[1]
    listed = run("account", "list")
    run("account", "revoke", 1)

    assert "Halpades" in listed.output
    assert key not in listed.output
    assert "révoqué le" in run("account", "list").output
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        assert find_account(session, key) is None


def test_journal_says_what_the_command_line_did(loaded, tmp_path):
    loaded("compute", "--ops", MILLESIME, "--rpls", MILLESIME)
    loaded("publish")
    loaded("export", "communes", "-o", tmp_path / "c.csv")

    shown = loaded("journal", "--purge", "--action", "publication")
    loaded("journal", "-o", tmp_path / "j.csv")

    assert "publication 1" in shown.output
    assert "0 ligne retirée" in shown.output
    with (tmp_path / "j.csv").open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    assert {"chargement", "calcul", "publication", "export"} <= {line["action"] for line in lines}
    assert {line["personne"] for line in lines} == {"ligne de commande"}
