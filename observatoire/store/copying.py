"""Reading and writing many rows at once: COPY, inside the transaction of the caller."""

from collections.abc import Collection, Iterable, Iterator
from io import BytesIO
from itertools import islice
from typing import Any

import pandas as pd
import polars as pl
from psycopg import Connection, sql
from sqlalchemy import Boolean, Float, FromClause, Integer, Select, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from observatoire.store.read_columns import Columns

ROWS_AT_ONCE = 50_000


def copy_frame(session: Session, target: FromClause, frame: pd.DataFrame, *, anew: bool = False) -> None:
    """Append a frame to a table; nothing is committed here.

    CSV keeps floats exact (shortest round-trip form), and missing values are NULL whatever their type. JSON and arrays
    come as their PostgreSQL text.

    Args:
        session: the unit of work.
        target: the table.
        frame: columns named as those of the table; the index is not written.
        anew: whether this transaction emptied the table whole, or made it. Its rows are then known as committed from the start, and
            whoever reads them first need not write it beside each.
    """
    if not isinstance(target, Table):
        raise TypeError(f"{target!r} is not a table")
    table = sql.Identifier(*filter(None, (target.schema, target.name)))
    starts = range(0, len(frame), ROWS_AT_ONCE)
    blocks = (pl.from_pandas(frame.iloc[start : start + ROWS_AT_ONCE]) for start in starts)
    copy_blocks(find_connection(session), table, frame.columns, blocks, anew=anew)


def copy_blocks(
    connection: Connection[Any],
    table: sql.Identifier,
    columns: Iterable[str],
    blocks: Iterable[pl.DataFrame],
    *,
    anew: bool = False,
) -> None:
    """Append rows to a table, block after block, as `copy_frame` does."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN WITH (FORMAT csv, FREEZE {})").format(
        table, sql.SQL(", ").join(map(sql.Identifier, columns)), sql.Literal(anew)
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for block in blocks:
            copy.write(block.write_csv(include_header=False))


def read_frame(
    session: Session, statement: Select[*tuple[Any, ...]], *, categories: Collection[str] = ()
) -> pd.DataFrame:
    """Read the rows of a query, without an object of Python for each of their values.

    Args:
        session: the unit of work.
        statement: its values are constants of the program or numbers: they are written in the query.
        categories: columns of texts that repeat themselves.

    Returns:
        One column for each selected, by its name: text (a categorical where asked), float64 where a whole number is
        missing, booleans. JSON is its text.
    """
    selected = list(statement.selected_columns)
    types = {str(each.key): _find_type(each.type) for each in selected}
    told = [str(each.key) for each in selected if isinstance(each.type, Boolean)]
    query = statement.compile(dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True})  # type: ignore[no-untyped-call]
    columns = Columns(types, told=told, categories=categories)
    columns.add(pl.DataFrame(schema=types))
    with (
        find_connection(session).cursor() as cursor,
        cursor.copy(f"COPY ({query}) TO STDOUT WITH (FORMAT csv)".encode()) as copy,
    ):
        for block in _join_rows(copy):
            columns.add(pl.read_csv(block, has_header=False, schema=types))
    return columns.frame()


def find_connection(session: Session) -> Connection[Any]:
    """The connection of a session, for what SQLAlchemy has no words for."""
    connection = session.connection().connection.driver_connection
    if not isinstance(connection, Connection):
        raise TypeError("the store speaks psycopg 3")
    return connection


def _join_rows(rows: Iterable[Any]) -> Iterator[BytesIO]:
    """Rows written one after the other as they come: kept apart until joined, they would cost more than their query."""
    left = iter(rows)
    while True:
        block = BytesIO()
        block.writelines(islice(left, ROWS_AT_ONCE))
        if not block.tell():
            return
        block.seek(0)
        yield block


def _find_type(kind: Any) -> type[pl.DataType]:
    if isinstance(kind, Float):
        return pl.Float64
    return pl.Int64 if isinstance(kind, Integer) else pl.String
