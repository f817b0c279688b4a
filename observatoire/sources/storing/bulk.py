"""Many rows at once, from Polars: straight into a table that holds none of them, else compared and merged."""

import polars as pl
from psycopg import sql
from sqlalchemy import FromClause, Table
from sqlalchemy.orm import Session

from observatoire.store.copying import ROWS_AT_ONCE, copy_blocks, find_connection

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
    connection = find_connection(session)
    blocks = frame.iter_slices(ROWS_AT_ONCE)
    table = sql.Identifier(*filter(None, (target.schema, target.name)))
    names = sql.SQL(", ").join(sql.Identifier(name) for name in frame.columns)
    if empty:
        copy_blocks(connection, table, frame.columns, blocks, anew=anew)
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
        copy_blocks(connection, staging, frame.columns, blocks)
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
