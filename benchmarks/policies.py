# ruff: noqa: S608 (constants of ours)
"""What row-level security costs: the heaviest statements by the partners' login, and by a superuser, whom no policy stops."""

from functools import partial

import psycopg

from benchmarks.measuring import Line, Timings, say_ratio, say_timing
from benchmarks.workshop import Workshop
from observatoire.access.audience import Role
from observatoire.access.perimeters import Perimeter
from observatoire.accounts.register import add_account
from observatoire.store.database import Tier, open_store
from observatoire.store.queries import partner
from tests.support.builders import BONNEVILLE
from tests.support.editions import load_territory, publish_edition

RESIDENCES = 5_000
ROUNDS = 7
NUMBER = 2
# The rows of the fake territory, again and again: what is measured is reading, not what is read.
MULTIPLY = """
with source as (select row_number() over (order by code) - 1 as rank, * from partner.territory
  where publication = 1 and level = 'residence' and code in ('R1', 'R2', 'R3')),
drawn as (select i, s.code as model from generate_series(1, {residences}) i join source s on s.rank = i % 3)
"""
COPIES = {
    "publication": "insert into partner.publication select (jsonb_populate_record(p, jsonb_build_object('number', {number}))).*"
    " from partner.publication p where number = 1",
    "territory": "select (jsonb_populate_record(t, jsonb_build_object('publication', {number}, 'code', 'B' || d.i,"
    " 'geom', ST_AsText(ST_SetSRID(ST_Translate(t.geom, (d.i * 7919) % 20000, (d.i * 104729) % 20000), 2154))))).*",
    **dict.fromkeys(
        ("value", "component", "residence_profile"),
        "select (jsonb_populate_record(t, jsonb_build_object('publication', {number}, 'code', 'B' || d.i))).*",
    ),
}
WINDOW = "ST_MakeEnvelope(905000, 6420000, 906000, 6421000, 2154)"
IN_A_WINDOW = (
    f"select count(*) from partner.territory where publication = :number and level = :level"
    f" and geom && {WINDOW} and ST_Intersects(geom, {WINDOW})"
)
STATEMENTS = {
    "partner/residences": partner._RESIDENCES,  # noqa: SLF001 (the very statement)
    "partner/values?level=residence": partner._VALUES,  # noqa: SLF001
    "a window of the map": IN_A_WINDOW,
}


def measure_policies(workshop: Workshop) -> list[Line]:
    """The same statement on the same rows, in turn."""
    settings = workshop.lend_database()
    with open_store(settings) as store:
        load_territory(store)
        publish_edition(store, settings)
        keys = {
            "the EPCI": add_account(store, "Mesures", Role.EPCI),
            "a commune": add_account(store, "Mesures", Role.COMMUNE, Perimeter(communes=(BONNEVILLE,))),
        }
        database = str(store.urls[Tier.OWNER].database)
        _write_many(workshop, database)
        timings = Timings(lambda: (workshop.read_cpu(),))
        with psycopg.connect(store.conninfo(Tier.PARTNER)) as visitor, workshop.cluster.connect(database) as free:
            for _ in range(ROUNDS):
                for name, statement in STATEMENTS.items():
                    timings.take(f"{name}, no policy", partial(_ask, free, statement))
                    for who, key in keys.items():
                        visitor.execute("select set_config('observatoire.secret', %s, false)", (key,))
                        timings.take(f"{name}, {who}", partial(_ask, visitor, statement))
    return [
        say_timing(
            f"{name}, {who}",
            timings[f"{name}, {who}"],
            f"{say_ratio(timings[f'{name}, no policy'].median, timings[f'{name}, {who}'].median)} without policies",
            unit="ms",
        )
        for name in STATEMENTS
        for who in ("no policy", *keys)
    ]


def _write_many(workshop: Workshop, database: str) -> None:
    """As a superuser, past the triggers: a publication of thousands of residences."""
    with workshop.cluster.connect(database) as connection:
        connection.execute("set session_replication_role = replica")
        for trigger_table in COPIES:
            connection.execute(f"alter table partner.{trigger_table} disable trigger all")
        for table, statement in COPIES.items():
            text = statement.format(number=NUMBER)
            if table != "publication":
                joined = f"from drawn d join partner.{table} t on t.publication = 1 and t.code = d.model"
                level = "" if table == "residence_profile" else " and t.level = 'residence'"
                text = f"insert into partner.{table} {MULTIPLY.format(residences=RESIDENCES)} {text} {joined}{level}"
            connection.execute(text)
        connection.execute("analyze")


def _ask(connection: psycopg.Connection, statement: str) -> None:
    bound = statement.replace(":number", str(NUMBER)).replace(":level", "'residence'")
    connection.execute(bound).fetchall()
