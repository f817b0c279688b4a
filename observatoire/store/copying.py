"""Writing many rows at once: COPY, inside the transaction of the caller."""

import pandas as pd
from psycopg import Connection, sql
from sqlalchemy import FromClause, Table
from sqlalchemy.orm import Session

ROWS_AT_ONCE = 50_000


def copy_frame(session: Session, target: FromClause, frame: pd.DataFrame) -> None:
    """Append a frame to a table; nothing is committed here.

    CSV keeps floats exact (shortest round-trip form), and missing values are NULL whatever their type. An empty text
    would be NULL as well: no column written this way holds one. JSON and arrays come as their PostgreSQL text.

    Args:
        session: the unit of work.
        target: the table.
        frame: columns named as those of the table; the index is not written.
    """
    if not isinstance(target, Table):
        raise TypeError(f"{target!r} is not a table")
    connection = session.connection().connection.driver_connection
    if not isinstance(connection, Connection):
        raise TypeError("the store speaks psycopg 3")
    statement = sql.SQL("COPY {} ({}) FROM STDIN WITH (FORMAT csv)").format(
        sql.Identifier(*filter(None, (target.schema, target.name))),
        sql.SQL(", ").join(sql.Identifier(name) for name in frame.columns),
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for start in range(0, len(frame), ROWS_AT_ONCE):
            copy.write(frame.iloc[start : start + ROWS_AT_ONCE].to_csv(index=False, header=False))
