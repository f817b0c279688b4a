"""Save the whole store in one file, as it stood at one instant, while it goes on being used."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from graphlib import TopologicalSorter
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import psycopg
from psycopg import sql

from observatoire.backup.archive import FORMAT, MANIFEST, Manifest, SequencePosition, TableCopy
from observatoire.errors import UnavailableError
from observatoire.files.whole import whole_or_nothing
from observatoire.store.database import Store, Tier

ONLY_ITS_OWNER = 0o600
"""A backup holds every count, the secret ones too: nobody else reads it."""

SCHEMAS = ["source", "access", "partner", "public_view"]

HIDDEN_FROM_OWNER = """
select c.oid::regclass::text from pg_class c
where c.relkind in ('r', 'p') and c.relforcerowsecurity and c.relnamespace::regnamespace::text = any (%s)
  and not exists (
    select from pg_policy p where p.polrelid = c.oid and p.polpermissive and p.polcmd in ('*', 'r')
      and pg_get_expr(p.polqual, c.oid) = 'true' and (select oid from pg_roles where rolname = current_user) = any (p.polroles)
  )
order by 1
"""
"""Tables of which a policy would hide rows from their owner, without a word."""

TABLES = """
select c.relnamespace::regnamespace::text, c.relname, array_agg(a.attname::text order by a.attnum)
from pg_class c join pg_attribute a on a.attrelid = c.oid
where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace::regnamespace::text = any (%s)
  and c.relname <> 'alembic_version' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
group by c.oid order by 1, 2
"""

REFERENCES = """
select c.relnamespace::regnamespace::text, c.relname, f.relnamespace::regnamespace::text, f.relname
from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
where k.contype = 'f' and k.conrelid <> k.confrelid and c.relnamespace::regnamespace::text = any (%s)
"""


def save_backup(store: Store, path: Path) -> Manifest:
    """Write every row of the store to a file that only its owner may read; the file is there whole, or not at all.

    Raises:
        InvalidInputError: the file cannot be written there.
        UnavailableError: the policies of the base would hide rows, so that the backup would not be whole.
    """
    with (
        whole_or_nothing(path, "La sauvegarde n’a pas été écrite.") as partial,
        psycopg.connect(store.conninfo(Tier.OWNER)) as connection,
    ):
        partial.touch(ONLY_ITS_OWNER)
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        _require_whole_view(connection)
        with ZipFile(partial, "w", ZIP_DEFLATED) as archive:
            tables = tuple(_save_table(connection, archive, *each) for each in _list_tables(connection))
            manifest = Manifest(
                format=FORMAT,
                revision=_find_revision(connection),
                made_at=datetime.now(UTC).isoformat(timespec="seconds"),
                publication=_find_last_publication(connection),
                tables=tables,
                sequences=tuple(_list_sequences(connection)),
            )
            archive.writestr(MANIFEST, manifest.model_dump_json(indent=1))
        with partial.open("rb") as file:
            os.fsync(file.fileno())
    return manifest


def _require_whole_view(connection: psycopg.Connection) -> None:
    hidden = [name for (name,) in connection.execute(HIDDEN_FROM_OWNER, (SCHEMAS,))]
    if hidden:
        raise UnavailableError(
            "La sauvegarde ne serait pas complète : le propriétaire de la base ne voit pas toutes les lignes de "
            f"{', '.join(hidden)}. Demandez à l’administrateur de lui rendre la politique « manager » de ces tables."
        )


def _list_tables(connection: psycopg.Connection) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Schema, name and columns of each table, those that others refer to first."""
    columns = {(schema, name): tuple(names) for schema, name, names in connection.execute(TABLES, (SCHEMAS,))}
    before: dict[tuple[str, str], set[tuple[str, str]]] = {table: set() for table in columns}
    for schema, name, other_schema, other in connection.execute(REFERENCES, (SCHEMAS,)):
        before[schema, name].add((other_schema, other))
    for schema, name in TopologicalSorter(before).static_order():
        yield schema, name, columns[schema, name]


def _save_table(
    connection: psycopg.Connection, archive: ZipFile, schema: str, name: str, columns: tuple[str, ...]
) -> TableCopy:
    statement = sql.SQL("COPY {} ({}) TO STDOUT").format(
        sql.Identifier(schema, name), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    empty = TableCopy(schema_name=schema, name=name, columns=columns, rows=0)
    rows = 0
    with (
        connection.cursor() as cursor,
        archive.open(empty.member, "w", force_zip64=True) as member,
        cursor.copy(statement) as copy,
    ):
        for block in copy:
            member.write(block)
            rows += bytes(block).count(b"\n")  # one a row: those of the texts are escaped
    return empty.model_copy(update={"rows": rows})


def _list_sequences(connection: psycopg.Connection) -> Iterator[SequencePosition]:
    found = connection.execute(
        "select schemaname, sequencename, last_value from pg_sequences where schemaname = any (%s) order by 1, 2",
        (SCHEMAS,),
    )
    for schema, name, last_value in found:
        yield SequencePosition(schema_name=schema, name=name, last_value=last_value)


def _find_revision(connection: psycopg.Connection) -> str:
    row = connection.execute("select version_num from source.alembic_version").fetchone()
    if row is None:
        raise UnavailableError("La base n’est pas prête. Lancez « observatoire init », puis recommencez.")
    return str(row[0])


def _find_last_publication(connection: psycopg.Connection) -> int | None:
    row = connection.execute("select max(number) from partner.publication").fetchone()
    return row[0] if row else None
