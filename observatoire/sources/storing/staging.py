"""Rows enter by COPY into a temporary table, are compared there with what is stored, then merged, all set-based."""

import io
from dataclasses import dataclass
from typing import Any

import pandas as pd
from psycopg import sql
from sqlalchemy import (
    Column,
    ColumnElement,
    MetaData,
    Select,
    Table,
    and_,
    case,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from observatoire.sources.report import LISTED_CHANGES, Change
from observatoire.store.copying import find_connection

_STAGING = "incoming"


@dataclass(frozen=True, slots=True)
class Tally:
    """How incoming rows compare with the stored ones."""

    inserted: int
    updated: int
    unchanged: int
    changes: tuple[Change, ...]


class StagedRows:
    """Incoming rows of one table, in a temporary table that lives as long as the transaction."""

    def __init__(self, session: Session, target: Table, frame: pd.DataFrame) -> None:
        """Send the rows.

        Args:
            session: the unit of work of the load.
            target: the table that they are for.
            frame: columns named as in the table, keys included; geometries as hexadecimal EWKB.
        """
        self._session = session
        self._target = target
        self._names = [str(name) for name in frame.columns]
        self._keys = [column.name for column in target.primary_key.columns]
        self._staged = Table(_STAGING, MetaData(), *(Column(name, NullType()) for name in self._names))
        connection = find_connection(session)
        columns = sql.SQL(", ").join(sql.Identifier(name) for name in self._names)
        source = sql.Identifier(*filter(None, (target.schema, target.name)))
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("DROP TABLE IF EXISTS pg_temp.{}").format(sql.Identifier(_STAGING)))
            cursor.execute(
                sql.SQL("CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(
                    sql.Identifier(_STAGING), columns, source
                )
            )
            statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(sql.Identifier(_STAGING), columns)
            with cursor.copy(statement) as copy:
                buffer = io.StringIO()
                frame.to_csv(buffer, header=False, index=False)
                copy.write(buffer.getvalue())
            cursor.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(_STAGING)))

    def compare(self) -> Tally:
        """Count the rows that are new, differ, or are already there; name the first that change."""
        is_new = self._target.c[self._keys[0]].is_(None)
        differs = self._differences()
        changed = or_(*differs.values()) if differs else literal(value=False)
        counts = self._session.execute(
            self._joined(
                func.count().filter(is_new),
                func.count().filter(and_(~is_new, changed)),
                func.count(),
            )
        ).one()
        inserted, updated, total = (int(count) for count in counts)
        flags = [case((is_new, False), else_=difference) for difference in differs.values()]
        keys = [self._staged.c[name] for name in self._keys if name != "millesime"]
        rows = self._session.execute(
            self._joined(is_new.label("is_new"), *keys, *flags)
            .where(or_(is_new, changed))
            .order_by(*keys)
            .limit(LISTED_CHANGES)
        ).all()
        changes = tuple(
            Change(
                key=" ".join(str(value) for value in row[1 : 1 + len(keys)]),
                action="ajout" if row[0] else "modification",
                columns=tuple(
                    name for name, flag in zip(differs, row[1 + len(keys) :], strict=True) if flag and not row[0]
                ),
            )
            for row in rows
        )
        return Tally(inserted, updated, total - inserted - updated, changes)

    def merge(self) -> None:
        """Insert the rows that are new and update those that differ; leave the others alone."""
        statement = insert(self._target).from_select(
            self._names, select(*(self._staged.c[name] for name in self._names))
        )
        updated = [name for name in self._names if name not in self._keys]
        if updated:
            statement = statement.on_conflict_do_update(
                index_elements=self._keys,
                set_={name: statement.excluded[name] for name in updated},
                where=or_(*(self._target.c[name].is_distinct_from(statement.excluded[name]) for name in updated)),
            )
        else:
            statement = statement.on_conflict_do_nothing()
        self._session.execute(statement)

    def _differences(self) -> dict[str, ColumnElement[bool]]:
        return {
            name: self._target.c[name].is_distinct_from(self._staged.c[name])
            for name in self._names
            if name not in self._keys
        }

    def _joined(self, *columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
        same_key = and_(*(self._target.c[name] == self._staged.c[name] for name in self._keys))
        return select(*columns).select_from(self._staged.outerjoin(self._target, same_key))
