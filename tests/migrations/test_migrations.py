"""The schema can be built, undone and built again, and is then what the models say."""

import ast
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import text

from observatoire.store.database import Store, Tier
from observatoire.store.schema import MIGRATIONS, find_head, is_schema_current
from observatoire.store.upgrade import alembic_config, downgrade_schema, upgrade_schema

RIGHTS = """
    select c.oid::regclass::text as name, c.relacl::text as rights from pg_class c
    where c.relnamespace::regnamespace::text in ('source', 'access', 'partner', 'public_view') and c.relkind in ('r', 'S')
    union all
    select nspname, nspacl::text from pg_namespace where nspname in ('source', 'access', 'partner', 'public_view')
    union all
    select tgrelid::regclass::text, tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
    order by 1, 2
"""


def read_rights(store: Store) -> list[tuple[str, ...]]:
    with store.engine(Tier.OWNER).connect() as connection:
        return [tuple(row) for row in connection.execute(text(RIGHTS))]


def check_no_drift(store: Store) -> None:
    config = alembic_config()
    with store.engine(Tier.OWNER).connect() as connection:
        config.attributes["connection"] = connection
        command.check(config)


def test_history_has_one_head_and_the_store_knows_it():
    heads = ScriptDirectory.from_config(alembic_config()).get_heads()

    assert heads == [find_head()]


def test_schema_after_upgrade_is_that_of_the_models(store):
    check_no_drift(store)

    assert is_schema_current(store.engine(Tier.ADMIN))


def test_schema_undone_and_built_again_is_the_same_with_its_rights(store):
    rights = read_rights(store)

    downgrade_schema(store.engine(Tier.OWNER))
    with store.engine(Tier.OWNER).connect() as connection:
        left = connection.execute(text("select relname from pg_class where relnamespace = 'source'::regnamespace"))
        assert set(left.scalars()) == {"alembic_version", "alembic_version_pkc"}
    assert not is_schema_current(store.engine(Tier.ADMIN))
    upgrade_schema(store.engine(Tier.OWNER))

    check_no_drift(store)
    assert read_rights(store) == rights


def test_each_revision_can_be_undone_alone(store):
    script = ScriptDirectory.from_config(alembic_config())
    for revision in script.walk_revisions():
        downgrade_schema(store.engine(Tier.OWNER), str(revision.down_revision or "base"))
        upgrade_schema(store.engine(Tier.OWNER), revision.revision)
        downgrade_schema(store.engine(Tier.OWNER), str(revision.down_revision or "base"))


def test_revisions_import_nothing_of_ours():
    imported = {
        (path.name, name.split(".")[0])
        for path in MIGRATIONS.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in imported_names(node)
    }

    assert {name for _, name in imported} <= {"alembic", "geoalchemy2", "sqlalchemy"}


def imported_names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def test_revisions_are_named_by_date():
    names = [path.stem for path in Path(MIGRATIONS).glob("*.py")]

    assert all(name[:8].isdigit() and name[8] == "_" for name in names)
