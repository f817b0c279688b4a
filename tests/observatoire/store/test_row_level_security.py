"""Inside the partner tier, the database opens to each visitor the rows that are theirs, whatever the SQL says.

Every statement here is what a forgotten filter or an injection would run: it asks for whole tables.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from psycopg import errors, sql

from observatoire.access.audience import MATRIX, Figure, Reach, Role
from observatoire.accounts.register import add_account, list_accounts, revoke_account
from observatoire.cluster import Cluster
from observatoire.store.database import Store, Tier, open_store
from tests.conftest import lend_database
from tests.support.builders import BONNEVILLE
from tests.support.editions import MARIGNIER, SEMCODA, load_territory, open_accounts, publish_edition

READ = {
    Figure.STOCK: "select code from partner.territory where level = 'residence'",
    Figure.POOLED: "select code from partner.value where level in ('commune', 'epci') and bailleur_siren is null",
    Figure.SECTEUR: "select code from partner.component where level = 'secteur' and bailleur_siren is null",
    Figure.INDEX: "select code from partner.value where level = 'residence'",
    Figure.CLASS: "select code from partner.value_class where level = 'residence'",
    Figure.COUNT: "select code from partner.component where level = 'residence' and indicator = 'occ1'",
    Figure.SHARE: "select code from partner.component_share where level = 'residence'",
    Figure.WITHHELD: "select code from partner.own_count",
}
PERIMETER = {Role.COMMUNE: f"code_insee = '{BONNEVILLE}'", Role.BAILLEUR: f"bailleur_siren = '{SEMCODA}'"}


@dataclass(frozen=True)
class Territory:
    """A published territory, and a key for each role (`revoked` opens nothing any more)."""

    store: Store
    keys: dict[str, str]

    def ask(self, statement: str, secret: str | None) -> list[tuple[Any, ...]]:
        """What the partner login reads, once this secret is announced."""
        with psycopg.connect(self.store.conninfo(Tier.PARTNER)) as partner:
            if secret is not None:
                partner.execute("select set_config('observatoire.secret', %s, true)", (secret,))
            return partner.execute(statement).fetchall()

    def know(self, statement: str) -> list[tuple[Any, ...]]:
        """The same for the manager, whom no policy limits."""
        with psycopg.connect(self.store.conninfo(Tier.ADMIN)) as admin:
            return admin.execute(statement).fetchall()


@pytest.fixture(scope="module")
def territory(memory_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Territory]:
    with (
        lend_database(memory_cluster, tmp_path_factory.mktemp("rows")) as settings,
        open_store(settings) as store,
    ):
        load_territory(store)
        publish_edition(store, settings)
        keys = open_accounts(store)
        keys["revoked"] = add_account(store, "Partie", Role.EPCI)
        revoke_account(store, list_accounts(store)[-1].id)
        yield Territory(store, keys)


def list_tables(territory: Territory) -> list[str]:
    return [
        name
        for (name,) in territory.know(
            "select c.oid::regclass::text from pg_class c where relkind = 'r' and relnamespace = 'partner'::regnamespace"
        )
    ]


@pytest.mark.parametrize("figure", Figure)
@pytest.mark.parametrize("role", Role)
def test_role_reads_the_residences_that_the_matrix_gives_it(territory: Territory, role: Role, figure: Figure):
    everything = {code for (code,) in territory.know(READ[figure])}
    of_perimeter = f"select code from partner.territory where level = 'residence' and {PERIMETER.get(role, 'false')}"
    own = {code for (code,) in territory.know(of_perimeter)}
    allowed = {
        Reach.NONE: set(),
        Reach.OWN: everything & own,
        Reach.OTHERS: everything - own,
        Reach.ALL: everything,
    }[MATRIX[figure][role]]

    assert {code for (code,) in territory.ask(READ[figure], territory.keys[role])} == allowed
    assert everything


@pytest.mark.parametrize(
    "forged", ["", "epci", "1", "' or true --", "%", "\\x00", "*", "x" * 10_000, "revoked", "fingerprint"]
)
def test_setting_without_a_valid_secret_opens_nothing(territory: Territory, forged: str):
    if forged == "revoked":
        forged = territory.keys["revoked"]
    if forged == "fingerprint":
        forged = territory.know("select key_sha256 from access.account where role = 'epci'")[0][0]

    assert [name for name in list_tables(territory) if territory.ask(f"select * from {name}", forged)] == []


def test_transaction_that_announces_nobody_reads_nothing(territory: Territory):
    assert [name for name in list_tables(territory) if territory.ask(f"select * from {name}", None)] == []


def test_announcement_ends_with_its_transaction(territory: Territory):
    with psycopg.connect(territory.store.conninfo(Tier.PARTNER)) as partner:
        partner.execute("select set_config('observatoire.secret', %s, true)", (territory.keys["epci"],))
        assert partner.execute("select count(*) from partner.value").fetchone() != (0,)
        partner.commit()

        assert partner.execute("select count(*) from partner.value").fetchone() == (0,)


def test_revoking_an_account_closes_its_rows_at_once(territory: Territory):
    key = add_account(territory.store, "De passage", Role.EPCI)
    assert territory.ask("select * from partner.value", key)

    revoke_account(territory.store, list_accounts(territory.store)[-1].id)

    assert territory.ask("select * from partner.value", key) == []


@pytest.mark.parametrize(
    "injected",
    [
        "set role observatoire_admin",
        "set role observatoire_owner",
        "set session authorization observatoire_owner",
        "select * from access.account",
        "select * from access.find_account('x')",
        "alter table partner.value disable row level security",
        "alter table partner.value no force row level security",
        "create policy mine on partner.value using (true)",
        "drop policy partner on partner.value",
        "create function pg_temp.leak(anyelement) returns bool language sql as 'select true'",
        "create view partner.leak as select * from partner.value",
        "copy partner.value to program 'cat'",
    ],
)
def test_injected_sql_is_refused_to_a_landlord(territory: Territory, injected: str):
    with psycopg.connect(territory.store.conninfo(Tier.PARTNER), autocommit=True) as partner:
        partner.execute("set default_transaction_read_only = off")  # a session may shed it: it is not the fence
        partner.execute("select set_config('observatoire.secret', %s, false)", (territory.keys["bailleur"],))
        with pytest.raises(errors.InsufficientPrivilege):
            partner.execute(injected)


@pytest.mark.parametrize(
    "tried",
    [
        "reset role",
        "set role none",
        "reset session authorization",
        "set row_security = off",
        "set observatoire.role = 'epci'",
        "set observatoire.account = '1'",
    ],
)
def test_setting_changed_by_an_injection_opens_no_other_row(territory: Territory, tried: str):
    count = "select count(*) from partner.value"
    expected = territory.ask(count, territory.keys["bailleur"])
    with psycopg.connect(territory.store.conninfo(Tier.PARTNER)) as partner:
        partner.execute("select set_config('observatoire.secret', %s, true)", (territory.keys["bailleur"],))
        partner.execute(tried)
        if "row_security" in tried:
            with pytest.raises(errors.InsufficientPrivilege):
                partner.execute(count)
        else:
            assert partner.execute(count).fetchall() == expected


def test_error_raised_by_a_condition_tells_nothing_of_hidden_rows(territory: Territory):
    """A condition that fails on some values would be an oracle, if it ran before the policy."""
    hidden = territory.know(
        f"select code, value from partner.value where bailleur_siren <> '{SEMCODA}' and value <> 100"
    )
    assert hidden

    for code, value in hidden[:3]:
        oracle = sql.SQL("select 1 / (case when value = {} and code = {} then 0 else 1 end) from partner.value").format(
            sql.Literal(value), sql.Literal(code)
        )
        territory.ask(oracle.as_string(), territory.keys["bailleur"])


def test_rounded_share_and_its_contribution_tell_no_more_than_the_percent(territory: Territory):
    rows = territory.know(
        "select s.rate, s.ratio, s.contribution, s.weight, c.rate, e.rate from partner.component_share s"
        " join partner.component c using (publication, level, code, indicator)"
        " join partner.component e on e.level = 'epci' and e.indicator = s.indicator and e.publication = s.publication"
        " where s.rate is not null"
    )

    assert rows
    for share, ratio, contribution, weight, exact, reference in rows:
        assert share == round(share, 2)
        assert abs(share - exact) <= 0.005 + 1e-12
        assert ratio == pytest.approx(100 * share / reference)
        assert contribution == pytest.approx(weight * (100 * share / reference - 100))


def test_territory_told_by_one_residence_is_read_as_that_residence(territory: Territory):
    """Marignier's occupation is pooled; were one residence alone behind it, it would name its landlord."""
    alone = territory.know(
        "select distinct bailleur_siren from partner.component"
        f" where level = 'commune' and code = '{MARIGNIER}' and indicator like 'att%'"
    )

    assert alone == [(None,)]


def test_every_table_of_the_partners_is_closed_by_forced_policies(territory: Territory):
    closed = dict(
        territory.know(
            "select c.oid::regclass::text, c.relrowsecurity and c.relforcerowsecurity and exists ("
            "   select from pg_policy where polrelid = c.oid and 'observatoire_partner'::regrole = any(polroles))"
            " from pg_class c where relkind = 'r' and relnamespace = 'partner'::regnamespace"
        )
    )

    assert closed
    assert [name for name, is_closed in closed.items() if not is_closed] == []


def test_visitor_is_looked_up_once_a_statement_and_not_once_a_row(territory: Territory):
    plan = "\n".join(
        line for (line,) in territory.ask("explain (verbose) select * from partner.value", territory.keys["commune"])
    )

    assert "InitPlan" in plan
    assert "visitor" not in "\n".join(line for line in plan.splitlines() if "Filter" in line)
