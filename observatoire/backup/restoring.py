"""Put a backup back: into a new store, or in place of all that a store holds."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

import psycopg
from psycopg import errors, sql

from observatoire.backup.archive import Manifest, SequencePosition, TableCopy, open_archive
from observatoire.errors import ConflictError, InvalidInputError, Problem, UnavailableError
from observatoire.settings import Settings
from observatoire.store.bootstrap import prepare
from observatoire.store.database import Store, Tier, reach_store
from observatoire.store.queries.listening import CHANNEL
from observatoire.store.schema import find_head
from observatoire.store.upgrade import downgrade_schema, list_revisions, upgrade_schema

BLOCK = 1 << 20

FILLED_WHEN_PREPARED = {"source.alembic_version", "access.rule", "source.commune_passage", "source.commune_alias"}
"""Tables that hold rows in a store where nobody has done anything yet."""


GUARDS = """
select tgrelid::regclass::text, tgname, case tgenabled when 'A' then 'enable always' else 'enable' end
from pg_trigger where not tgisinternal and tgenabled in ('A', 'O') and tgrelid = any (%s::text[]::regclass[])
order by 1, 2
"""

FORCED = """
select oid::regclass::text from pg_class where relforcerowsecurity and oid = any (%s::text[]::regclass[]) order by 1
"""


def restore_backup(settings: Settings, path: Path, *, replace: bool = False) -> Manifest:
    """Put the rows of a backup in the store of the settings, which is created if need be.

    One transaction holds all the rows: a process killed in the middle leaves what was there. A backup of an older version is
    brought to the present one, in an empty store only, since its tables have to be made as they were.

    Args:
        settings: they say which store.
        path: the backup.
        replace: whether what the store holds may be thrown away.

    Raises:
        ConflictError: the store is not empty, and `replace` does not say that its contents may go.
        InvalidInputError: the file is damaged, or not for this version.
        UnavailableError: the store cannot be reached, or is in use.
    """
    with open_archive(path) as (archive, manifest):
        _require_known_revision(manifest, path)
        prepare(settings)
        with reach_store(settings) as store:
            holds = _find_contents(store)
            if holds and not replace:
                raise ConflictError(
                    f"La base contient déjà des données ({', '.join(holds[:3])}{'…' if holds[3:] else ''}) : rien n’a "
                    "été changé. Restaurez dans un dossier neuf (« --home »), ou ajoutez « --remplacer » pour que la "
                    "sauvegarde prenne la place de tout ce que la base contient."
                )
            with _as_it_was(store, manifest, emptied=not holds), _refusing_bad_rows(path):
                _replace_rows(store, archive, manifest)
    return manifest


@contextmanager
def _refusing_bad_rows(path: Path) -> Iterator[None]:
    """Say what the base refuses as a fault of the file. Nothing of it stays: the transaction is undone."""
    try:
        yield
    except (psycopg.DataError, psycopg.IntegrityError) as refusal:
        raise InvalidInputError(
            "La sauvegarde ne peut pas être restaurée : rien n’a été changé.",
            [
                Problem(
                    f"La base refuse des lignes de ce fichier ({refusal.diag.message_primary}).",
                    "Prenez une autre sauvegarde.",
                    file=path.name,
                )
            ],
        ) from refusal


def _require_known_revision(manifest: Manifest, path: Path) -> None:
    if manifest.revision not in list_revisions():
        raise InvalidInputError(
            "La sauvegarde ne peut pas être restaurée : rien n’a été changé.",
            [
                Problem(
                    "Une autre version de l’observatoire l’a écrite, que celle-ci ne connaît pas.",
                    "Installez la version qui l’a écrite, ou une plus récente.",
                    file=path.name,
                    value=manifest.revision,
                )
            ],
        )


def _find_contents(store: Store) -> list[str]:
    """Tables that hold something that people put there."""
    with psycopg.connect(store.conninfo(Tier.OWNER)) as connection:
        tables = [name for name in _list_tables(connection) if name not in FILLED_WHEN_PREPARED]
        held = (
            connection.execute(sql.SQL("select exists (select from {})").format(_identify(name))).fetchone()
            for name in tables
        )
        return [name for name, found in zip(tables, held, strict=True) if found and found[0]]


def _list_tables(connection: psycopg.Connection) -> list[str]:
    return [
        name
        for (name,) in connection.execute(
            "select relnamespace::regnamespace::text || '.' || relname from pg_class where relkind in ('r', 'p')"
            " and relnamespace::regnamespace::text in ('source', 'access', 'partner', 'public_view') order by 1"
        )
    ]


@contextmanager
def _as_it_was(store: Store, manifest: Manifest, *, emptied: bool) -> Iterator[None]:
    """The tables as they were when the backup was made, for the time of the block; afterwards, as they are now."""
    if manifest.revision == find_head():
        yield
        return
    if not emptied:
        raise ConflictError(
            "La sauvegarde vient d’une version antérieure de l’observatoire, et la base contient déjà des données : rien "
            "n’a été changé. Restaurez-la dans un dossier neuf (« --home ») ou dans une base vide."
        )
    owner = store.engine(Tier.OWNER)
    downgrade_schema(owner, manifest.revision)
    try:
        yield
    finally:
        upgrade_schema(owner)


def _replace_rows(store: Store, archive: ZipFile, manifest: Manifest) -> None:
    try:
        with psycopg.connect(store.conninfo(Tier.OWNER)) as connection:
            connection.execute("set local lock_timeout = '10s'")
            connection.execute("set local timezone = 'UTC'")
            present = [name for name in _list_tables(connection) if name != "source.alembic_version"]
            with _without_guards(connection, present):
                connection.execute(
                    sql.SQL("truncate {} restart identity").format(sql.SQL(", ").join(map(_identify, present)))
                )
                for table in manifest.tables:
                    _fill_table(connection, archive, table)
            _place_sequences(connection, manifest.sequences)
            connection.execute("select pg_notify(%s, %s)", (CHANNEL, str(manifest.publication or "")))
    except errors.LockNotAvailable as refusal:
        raise UnavailableError(
            "La base est en cours d’utilisation : rien n’a été changé. Arrêtez « observatoire serve » et les autres "
            "commandes, puis recommencez."
        ) from refusal


@contextmanager
def _without_guards(connection: psycopg.Connection, tables: Sequence[str]) -> Iterator[None]:
    """Let rows in as they were written once: no trigger dates or signs them again, no policy looks at their author.

    The transaction that lifts the guards puts them back: nobody else ever sees the tables without them.
    """
    triggers = connection.execute(GUARDS, (list(tables),)).fetchall()
    forced = [name for (name,) in connection.execute(FORCED, (list(tables),))]
    for table, trigger, _ in triggers:
        connection.execute(_alter(table, "disable trigger {}", trigger))
    for table in forced:
        connection.execute(_alter(table, "no force row level security"))
    yield
    for table in forced:
        connection.execute(_alter(table, "force row level security"))
    for table, trigger, enabled in triggers:
        connection.execute(_alter(table, f"{enabled} trigger {{}}", trigger))


def _alter(table: str, change: str, *names: str) -> sql.Composed:
    return sql.SQL("alter table {} ").format(_identify(table)) + sql.SQL(change).format(*map(sql.Identifier, names))


def _fill_table(connection: psycopg.Connection, archive: ZipFile, table: TableCopy) -> None:
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.schema_name, table.name), sql.SQL(", ").join(map(sql.Identifier, table.columns))
    )
    with connection.cursor() as cursor, archive.open(table.member) as member, cursor.copy(statement) as copy:
        while block := member.read(BLOCK):
            copy.write(block)


def _place_sequences(connection: psycopg.Connection, sequences: Sequence[SequencePosition]) -> None:
    for each in sequences:
        if each.last_value is not None:
            name = sql.Identifier(each.schema_name, each.name).as_string()
            connection.execute("select setval(%s::regclass, %s)", (name, each.last_value))


def _identify(name: str) -> sql.Identifier:
    return sql.Identifier(*name.split(".", maxsplit=1))
