"""Reading and writing many rows at once: COPY, inside the transaction of the caller."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
from psycopg import Connection, sql
from sqlalchemy import Boolean, Float, FromClause, Integer, Select, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

ROWS_AT_ONCE = 50_000


def copy_frame(session: Session, target: FromClause, frame: pd.DataFrame) -> None:
    """Append a frame to a table; nothing is committed here.

    CSV keeps floats exact (shortest round-trip form), and missing values are NULL whatever their type. JSON and arrays
    come as their PostgreSQL text.

    Args:
        session: the unit of work.
        target: the table.
        frame: columns named as those of the table; the index is not written.
    """
    if not isinstance(target, Table):
        raise TypeError(f"{target!r} is not a table")
    statement = sql.SQL("COPY {} ({}) FROM STDIN WITH (FORMAT csv)").format(
        sql.Identifier(*filter(None, (target.schema, target.name))),
        sql.SQL(", ").join(sql.Identifier(name) for name in frame.columns),
    )
    with _connection(session).cursor() as cursor, cursor.copy(statement) as copy:
        for start in range(0, len(frame), ROWS_AT_ONCE):
            copy.write(pl.from_pandas(frame.iloc[start : start + ROWS_AT_ONCE]).write_csv(include_header=False))


def read_frame(session: Session, statement: Select[*tuple[Any, ...]]) -> pd.DataFrame:
    """Read the rows of a query, without an object of Python for each of their values.

    Args:
        session: the unit of work.
        statement: its values are constants of the program or numbers: they are written in the query.

    Returns:
        One column for each selected, by its name: text, float64 where a whole number is missing, booleans. JSON is its
        text.
    """
    columns = list(statement.selected_columns)
    types = {str(each.key): _find_type(each.type) for each in columns}
    told = [str(each.key) for each in columns if isinstance(each.type, Boolean)]
    query = statement.compile(dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True})  # type: ignore[no-untyped-call]
    blocks: list[pl.DataFrame] = [pl.DataFrame(schema=types)]
    with (
        _connection(session).cursor() as cursor,
        cursor.copy(f"COPY ({query}) TO STDOUT WITH (FORMAT csv)".encode()) as copy,
    ):
        blocks += (pl.read_csv(BytesIO(block), has_header=False, schema=types) for block in _join_rows(copy))
    frame = pl.concat(blocks, rechunk=False)
    blocks.clear()
    # One column after the other, so that the whole is never there twice.
    return pd.DataFrame({name: _hand_over(frame.drop_in_place(name), told=name in told) for name in types}, copy=False)


def _hand_over(column: pl.Series, *, told: bool) -> Any:
    if told:
        return (column == "t").to_numpy()
    if column.dtype.is_numeric() and column.null_count() == len(column):
        return np.broadcast_to(np.nan, len(column))  # what nobody transmitted weighs nothing
    return column.to_pandas()


def _connection(session: Session) -> Connection[Any]:
    connection = session.connection().connection.driver_connection
    if not isinstance(connection, Connection):
        raise TypeError("the store speaks psycopg 3")
    return connection


def _join_rows(rows: Iterable[Any]) -> Iterator[bytes]:
    left = iter(rows)
    while some := b"".join(islice(left, ROWS_AT_ONCE)):
        yield some


def _find_type(kind: Any) -> type[pl.DataType]:
    if isinstance(kind, Float):
        return pl.Float64
    return pl.Int64 if isinstance(kind, Integer) else pl.String
