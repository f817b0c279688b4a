"""A backup is whole, comes back to the byte, and never leaves a store between two states."""

import hashlib
import json
from typing import Any
from zipfile import ZipFile

import psycopg
import pytest

from observatoire.access.audience import Role
from observatoire.access.perimeters import Perimeter
from observatoire.accounts.register import add_account
from observatoire.backup.archive import MANIFEST
from observatoire.backup.restoring import restore_backup
from observatoire.backup.saving import save_backup
from observatoire.errors import ConflictError, InvalidInputError, UnavailableError
from observatoire.store.database import Tier, open_store, reach_store
from observatoire.store.schema import is_schema_current
from observatoire.store.upgrade import downgrade_schema
from tests.conftest import lend_database
from tests.support.editions import load_territory, publish_edition

TABLES = """
select c.oid::regclass::text from pg_class c where c.relkind = 'r'
  and c.relnamespace::regnamespace::text in ('source', 'access', 'partner', 'public_view') order by 1
"""

GUARDS = """
select tgrelid::regclass::text, tgname, tgenabled::text from pg_trigger where not tgisinternal
union all select oid::regclass::text, 'forced', relforcerowsecurity::text from pg_class where relrowsecurity
union all select polrelid::regclass::text, polname, polroles::regrole[]::text from pg_policy
order by 1, 2, 3
"""

SEQUENCES = "select schemaname, sequencename, last_value from pg_sequences order by 1, 2"


def read_everything(settings):
    """A fingerprint of each table, and what guards them."""
    with reach_store(settings) as store, psycopg.connect(store.conninfo(Tier.OWNER)) as owner:
        state: dict[str, Any] = {
            "guards": owner.execute(GUARDS).fetchall(),
            "sequences": owner.execute(SEQUENCES).fetchall(),
        }
        for (table,) in owner.execute(TABLES).fetchall():
            rows = owner.execute(f"select t::text from {table} t order by 1").fetchall()
            state[table] = (len(rows), hashlib.sha256(repr(rows).encode()).hexdigest())
    return state


@pytest.fixture(scope="module")
def saved(memory_cluster, tmp_path_factory):
    """A published store, and its backup."""
    folder = tmp_path_factory.mktemp("backup")
    with lend_database(memory_cluster, folder) as settings, open_store(settings) as store:
        load_territory(store)
        publish_edition(store, settings)
        add_account(store, "Commune de Marignier", Role.COMMUNE, Perimeter(communes=("74164",)))
        path = folder / "observatoire.sauvegarde"
        save_backup(store, path)
        yield path, read_everything(settings)


def rewrite(path, target, change):
    """A copy of a backup in which `change` replaces the bytes of a member."""
    with ZipFile(path) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return target


def test_restored_store_is_the_same_to_the_byte(saved, settings):
    path, before = saved
    manifest = restore_backup(settings, path)

    assert read_everything(settings) == before
    assert manifest.publication == 1
    assert manifest.rows == sum(rows for table, (rows, _) in tables(before))


def tables(state):
    return [(name, found) for name, found in state.items() if "." in name and name != "source.alembic_version"]


def test_every_table_is_in_the_backup(saved):
    path, before = saved
    with ZipFile(path) as archive:
        names = {name.removesuffix(".copy") for name in archive.namelist()} - {MANIFEST}
    assert names == {name for name, _ in tables(before)}


def test_nobody_else_reads_the_file(saved):
    path, _ = saved
    assert path.stat().st_mode & 0o777 == 0o600


def test_life_goes_on_after_a_restoration(saved, settings):
    path, _ = saved
    restore_backup(settings, path)

    with open_store(settings) as store:
        assert publish_edition(store, settings) == 2
        with psycopg.connect(store.conninfo(Tier.OWNER)) as owner, pytest.raises(psycopg.Error, match="publi"):
            owner.execute("delete from partner.value")


def test_a_store_in_use_is_only_replaced_when_told(saved, store, settings):
    path, before = saved
    load_territory(store)
    held = read_everything(settings)

    with pytest.raises(ConflictError, match="--remplacer"):
        restore_backup(settings, path)
    assert read_everything(settings) == held

    restore_backup(settings, path, replace=True)
    assert read_everything(settings) == before


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        pytest.param(lambda path, target: target.write_bytes(path.read_bytes()[:-3000]), "coupé", id="cut short"),
        pytest.param(lambda _, target: target.write_text("nom;logements\n"), "n’est pas une sauvegarde", id="a CSV"),
        pytest.param(lambda *_: None, "n’existe pas", id="absent"),
        pytest.param(lambda _, target: target.mkdir(), "ne peut pas être lu", id="a folder"),
        pytest.param(
            lambda path, target: rewrite(path, target, lambda name, data: data if name != MANIFEST else None),
            "n’est pas une sauvegarde",
            id="without manifest",
        ),
        pytest.param(
            lambda path, target: rewrite(path, target, lambda name, data: data if "residence" not in name else None),
            "manque des tables",
            id="without a table",
        ),
        pytest.param(
            lambda path, target: rewrite(path, target, lambda name, data: describe(name, data, format=2)),
            "plus récente",
            id="of a later format",
        ),
        pytest.param(
            lambda path, target: rewrite(path, target, lambda name, data: describe(name, data, revision="inconnue")),
            "Une autre version",
            id="of an unknown version",
        ),
    ],
)
def test_unfit_files_are_explained_and_change_nothing(saved, settings, tmp_path, spoil, said):
    target = tmp_path / "autre.sauvegarde"
    spoil(saved[0], target)
    before = read_everything(settings)

    with pytest.raises(InvalidInputError) as refusal:
        restore_backup(settings, target, replace=True)

    assert said in refusal.value.problems[0].message
    assert refusal.value.problems[0].remedy
    assert read_everything(settings) == before


def describe(name, data, **changes):
    return json.dumps(json.loads(data) | changes) if name == MANIFEST else data


def test_an_altered_byte_is_found(saved, settings, tmp_path):
    damaged = bytearray(saved[0].read_bytes())
    with ZipFile(saved[0]) as archive:
        largest = max(archive.infolist(), key=lambda member: member.compress_size)
    damaged[largest.header_offset + largest.compress_size // 2] ^= 1
    target = tmp_path / "altere.sauvegarde"
    target.write_bytes(damaged)

    with pytest.raises(InvalidInputError, match="rien n’a été changé"):
        restore_backup(settings, target)


def test_a_restoration_that_fails_half_way_leaves_what_was_there(saved, store, settings, tmp_path):
    load_territory(store)
    before = read_everything(settings)
    # The last tables to be filled are those of the publications.
    target = rewrite(
        saved[0],
        tmp_path / "faux.sauvegarde",
        lambda name, data: data + b"trop\tpeu\n" if name == "partner.value.copy" else data,
    )

    with pytest.raises(InvalidInputError, match="rien n’a été changé"):
        restore_backup(settings, target, replace=True)

    assert read_everything(settings) == before


def test_an_older_backup_comes_up_to_date(memory_cluster, settings, tmp_path):
    path = tmp_path / "ancienne.sauvegarde"
    with lend_database(memory_cluster, tmp_path) as older, reach_store(older) as store:
        downgrade_schema(store.engine(Tier.OWNER), "4b7d20c9e615")
        with psycopg.connect(store.conninfo(Tier.OWNER)) as owner:
            owner.execute("insert into source.epci (siren, nom) values ('200000172', 'CC Faucigny-Glières')")
        save_backup(store, path)

    restore_backup(settings, path)

    with open_store(settings) as store, psycopg.connect(store.conninfo(Tier.OWNER)) as owner:
        assert is_schema_current(store.engine(Tier.ADMIN))
        assert owner.execute("select nom from source.epci").fetchall() == [("CC Faucigny-Glières",)]


def test_rows_hidden_from_the_owner_stop_the_backup(store, tmp_path):
    with psycopg.connect(store.conninfo(Tier.OWNER)) as owner:
        owner.execute("drop policy manager on partner.value")

    with pytest.raises(UnavailableError, match=r"partner\.value"):
        save_backup(store, tmp_path / "partielle.sauvegarde")
    assert not any(tmp_path.glob("*.sauvegarde*"))
    assert not any(tmp_path.glob(".partielle*"))


def test_a_folder_where_nothing_can_be_written_is_explained(store, tmp_path):
    with pytest.raises(InvalidInputError, match="pas été écrite"):
        save_backup(store, tmp_path / "absent" / "observatoire.sauvegarde")
