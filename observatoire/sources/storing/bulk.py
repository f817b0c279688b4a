"""Many rows at once, from Polars: straight into a table that holds none of them, else compared and merged."""

import io
from collections.abc import Iterator

import polars as pl
from psycopg import Connection, sql
from sqlalchemy import FromClause, Table
from sqlalchemy.orm import Session

ROWS_AT_ONCE = 50_000
_STAGING = "incoming_rows"


def merge_frame(
    session: Session, target: FromClause, frame: pl.DataFrame, *, empty: bool, anew: bool = False
) -> tuple[int, int, int]:
    """Write rows by key.

    Args:
        session: the unit of work.
        target: the table.
        frame: columns named as in the table; geometries as hexadecimal EWKB.
        empty: whether the table is known to hold none of these keys: rows then go straight in.
        anew: whether this transaction made the table, see `observatoire.store.copying.copy_frame`.

    Returns:
        How many rows were new, differed, were already there.
    """
    if not isinstance(target, Table):
        raise TypeError(f"{target!r} is not a table")
    connection = session.connection().connection.driver_connection
    if not isinstance(connection, Connection):
        raise TypeError("the store speaks psycopg 3")
    table = sql.Identifier(*filter(None, (target.schema, target.name)))
    names = sql.SQL(", ").join(sql.Identifier(name) for name in frame.columns)
    if empty:
        _copy(connection, table, names, frame, anew=anew)
        return frame.height, 0, 0
    keys = [column.name for column in target.primary_key.columns]
    others = [name for name in frame.columns if name not in keys]
    staging = sql.Identifier(_STAGING)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP TABLE IF EXISTS pg_temp.{}").format(staging))
        cursor.execute(
            sql.SQL("CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(
                staging, names, table
            )
        )
        _copy(connection, staging, names, frame)
        differs = sql.SQL(" OR ").join(
            sql.SQL("held.{0} IS DISTINCT FROM excluded.{0}").format(sql.Identifier(name)) for name in others
        )
        cursor.execute(
            sql.SQL(
                "WITH written AS (INSERT INTO {table} AS held ({names}) SELECT {names} FROM {staging}"
                " ON CONFLICT ({keys}) DO UPDATE SET {sets} WHERE {differs} RETURNING xmax = 0 AS is_new)"
                " SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM written"
            ).format(
                table=table,
                names=names,
                staging=staging,
                keys=sql.SQL(", ").join(sql.Identifier(name) for name in keys),
                sets=sql.SQL(", ").join(sql.SQL("{0} = excluded.{0}").format(sql.Identifier(name)) for name in others),
                differs=differs,
            )
        )
        inserted, updated = cursor.fetchone() or (0, 0)
    return inserted, updated, frame.height - inserted - updated


def _copy(
    connection: Connection, table: sql.Identifier, names: sql.Composed, frame: pl.DataFrame, *, anew: bool = False
) -> None:
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv, FREEZE {})").format(table, names, sql.Literal(anew))
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for part in _slices(frame):
            text = io.BytesIO()
            part.write_csv(text, include_header=False)
            copy.write(text.getvalue())


def _slices(frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
    for start in range(0, frame.height, ROWS_AT_ONCE):
        yield frame.slice(start, ROWS_AT_ONCE)
