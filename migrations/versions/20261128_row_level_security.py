"""Who asks: roles with a perimeter, and row-level policies that open to each partner the rows that are theirs.

A transaction of the partner login announces the visitor's secret in `observatoire.secret`. The functions below look its
fingerprint up in a schema that this login cannot read: a setting forged without a valid secret opens nothing. Policies
call them inside `(select ...)`, so that each runs once a statement and not once a row.

Revision: 2b7c9e5a1f60, after 3b0f6d2c91aa, 2026-11-28
"""

from alembic import op

revision = "2b7c9e5a1f60"
down_revision = "3b0f6d2c91aa"
branch_labels = None
depends_on = None

STATUS = "check (status in ('ok', 'partiel', 'secret', 'non_transmis', 'sans_objet'))"
SUBJECT = "check (level <> 'residence' or (code_insee is not null and bailleur_siren is not null))"
NUMBER = "publication integer not null constraint fk_{table}_publication references partner.publication (number)"

ACCOUNTS = """
create schema access;
alter table partner.account set schema access;
revoke all on access.account from observatoire_partner;
alter table access.account
    add column communes text[] not null default '{}',
    add column bailleurs text[] not null default '{}',
    drop constraint ck_account_role,
    add constraint ck_account_role
        check (role in ('commune', 'bailleur', 'reservataire', 'commission', 'epci', 'admin')),
    add constraint ck_account_communes check ((role = 'commune') = (cardinality(communes) > 0)),
    add constraint ck_account_bailleurs check ((role = 'bailleur') = (cardinality(bailleurs) > 0));
grant usage on schema access to observatoire_admin;
"""

FUNCTION = """
create function {signature} language sql stable security definer set search_path = pg_catalog, pg_temp
    as $$ {body} $$;
revoke all on function {name} from public;
"""
ANNOUNCED = "access.find_account(current_setting('observatoire.secret', true))"
VISITOR = {
    "partner.visitor_account()": ("integer", f"select id from {ANNOUNCED}"),
    "partner.visitor_role()": ("text", f"select role from {ANNOUNCED}"),
    "partner.visitor_communes()": ("text[]", f"select communes from {ANNOUNCED}"),
    "partner.visitor_bailleurs()": ("text[]", f"select bailleurs from {ANNOUNCED}"),
}
FIND_ACCOUNT = """
create function access.find_account(secret text) returns setof access.account
    language sql stable set search_path = pg_catalog, pg_temp as $$
    select * from access.account
    where key_sha256 = encode(sha256(convert_to(secret, 'UTF8')), 'hex') and revoked_at is null
    $$;
revoke all on function access.find_account(text) from public;
"""
# The edition comes along: every request asks for both, in one round trip.
FIND_VISITOR = """
create function partner.find_visitor(secret text)
    returns table (
        account integer, organisation text, role text, communes text[], bailleurs text[], online integer, stamp text
    )
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select a.id, a.organisation, a.role, a.communes, a.bailleurs, o.number, o.id::text
    from access.find_account(secret) a
    left join lateral (select id, number from partner.publication_online order by id desc limit 1) o on true
    $$;
revoke all on function partner.find_visitor(text) from public;
grant execute on function partner.find_visitor(text) to observatoire_partner;
"""

TABLES = f"""
create table source.draft_own_count (
    code varchar not null,
    indicator varchar not null,
    num integer not null,
    den integer not null,
    constraint pk_draft_own_count primary key (code, indicator)
);
create table partner.publication_report (
    {NUMBER.format(table="publication_report")},
    summary jsonb not null,
    analysis jsonb not null default '{{}}',
    constraint pk_publication_report primary key (publication)
);
create table partner.respondents (
    {NUMBER.format(table="respondents")},
    level varchar not null,
    code varchar not null,
    code_insee varchar,
    bailleur_siren varchar,
    repondants integer not null,
    constraint pk_respondents primary key (publication, level, code),
    constraint ck_respondents_subject {SUBJECT}
);
create table partner.residence_profile (
    {NUMBER.format(table="residence_profile")},
    code varchar not null,
    code_insee varchar not null,
    bailleur_siren varchar not null,
    margin integer,
    departures integer,
    family integer,
    constraint pk_residence_profile primary key (publication, code)
);
create table partner.value_class (
    {NUMBER.format(table="value_class")},
    level varchar not null,
    code varchar not null,
    index varchar not null,
    code_insee varchar,
    bailleur_siren varchar,
    status varchar not null,
    classe varchar,
    constraint pk_value_class primary key (publication, level, code, index),
    constraint ck_value_class_status {STATUS},
    constraint ck_value_class_subject {SUBJECT}
);
create table partner.component_share (
    {NUMBER.format(table="component_share")},
    level varchar not null,
    code varchar not null,
    indicator varchar not null,
    code_insee varchar,
    bailleur_siren varchar,
    rate double precision,
    ratio double precision,
    weight double precision,
    contribution double precision,
    status varchar not null,
    coverage double precision,
    constraint pk_component_share primary key (publication, level, code, indicator),
    constraint ck_component_share_status {STATUS},
    constraint ck_component_share_subject {SUBJECT}
);
create table partner.own_count (
    {NUMBER.format(table="own_count")},
    code varchar not null,
    indicator varchar not null,
    bailleur_siren varchar not null,
    num integer not null,
    den integer not null,
    constraint pk_own_count primary key (publication, code, indicator)
);
create table partner.designation_effect_rounded (
    {NUMBER.format(table="designation_effect_rounded")},
    code varchar not null,
    menage varchar not null,
    code_insee varchar not null,
    bailleur_siren varchar not null,
    occupation double precision not null,
    occupation_classe varchar not null,
    fragilite double precision,
    fragilite_classe varchar,
    margin integer,
    components jsonb not null,
    constraint pk_designation_effect_rounded primary key (publication, code, menage)
);
alter table partner.value add column code_insee varchar, add column bailleur_siren varchar;
alter table partner.component add column code_insee varchar, add column bailleur_siren varchar;
grant select, insert, update, delete on source.draft_own_count to observatoire_admin;
"""
RESTRICTED = (
    "publication_report",
    "respondents",
    "residence_profile",
    "value_class",
    "component_share",
    "own_count",
    "designation_effect_rounded",
)
REFILLED = ("publication", "territory", "value", "component")

# What earlier publications said keeps its meaning: each figure moves to the table that its readers open. Their own
# counts were not kept, and stay unknown.
MOVE = """
insert into partner.publication_report (publication, summary, analysis)
    select number, summary, analysis from partner.publication;
insert into partner.respondents (publication, level, code, code_insee, bailleur_siren, repondants)
    select publication, level, code, case level when 'residence' then code_insee end, bailleur_siren, repondants
    from partner.territory where repondants is not null;
insert into partner.residence_profile (publication, code, code_insee, bailleur_siren, margin, departures, family)
    select publication, code, code_insee, bailleur_siren, margin, departures, family
    from partner.territory where level = 'residence';
update partner.value v set code_insee = t.code_insee, bailleur_siren = t.bailleur_siren
    from partner.territory t
    where t.level = 'residence' and (t.publication, t.level, t.code) = (v.publication, v.level, v.code);
update partner.component c set code_insee = t.code_insee, bailleur_siren = t.bailleur_siren
    from partner.territory t
    where t.level = 'residence' and (t.publication, t.level, t.code) = (c.publication, c.level, c.code);
insert into partner.value_class (publication, level, code, index, code_insee, bailleur_siren, status, classe)
    select publication, level, code, index, code_insee, bailleur_siren, status, classe
    from partner.value where level = 'residence' and index = 'fragilite';
insert into partner.component_share
    (publication, level, code, indicator, code_insee, bailleur_siren, rate, ratio, weight, contribution, status, coverage)
    select publication, level, code, indicator, code_insee, bailleur_siren, round(rate::numeric, 2),
        ratio * round(rate::numeric, 2) / nullif(rate, 0), weight,
        weight * (ratio * round(rate::numeric, 2) / nullif(rate, 0) - 100), status, coverage
    from partner.component where level = 'residence' and indicator like 'occ%';
insert into partner.designation_effect_rounded
    select publication, code, menage, code_insee, bailleur_siren, round(occupation), occupation_classe,
        round(fragilite), fragilite_classe, margin,
        (select jsonb_object_agg(key, jsonb_build_object('rate', round((value ->> 'rate')::numeric, 2)))
         from jsonb_each(components))
    from partner.designation_effect;
alter table partner.publication drop column summary, drop column analysis;
alter table partner.territory
    drop column repondants, drop column margin, drop column departures, drop column family;
"""
MOVE_BACK = """
alter table partner.publication add column summary jsonb, add column analysis jsonb not null default '{}';
alter table partner.territory add column repondants integer, add column margin integer, add column departures integer,
    add column family integer;
update partner.publication p set summary = r.summary, analysis = r.analysis
    from partner.publication_report r where r.publication = p.number;
alter table partner.publication alter column summary set not null;
update partner.territory t set repondants = r.repondants from partner.respondents r
    where (r.publication, r.level, r.code) = (t.publication, t.level, t.code);
update partner.territory t set margin = p.margin, departures = p.departures, family = p.family
    from partner.residence_profile p
    where t.level = 'residence' and (p.publication, p.code) = (t.publication, t.code);
"""

EVERY_RESIDENCE = "(select partner.visitor_role()) in ('commission', 'reservataire', 'epci')"
OWN_STOCK = "bailleur_siren = any ((select partner.visitor_bailleurs())::text[])"
OWN = f"code_insee = any ((select partner.visitor_communes())::text[]) or {OWN_STOCK}"
# The rows of pooled territories name no landlord. The role « admin » keeps the service running and reads what is
# published of communes, as anyone, and no more.
POOLED = """(select partner.visitor_role()) is not null
    and ((select partner.visitor_role()) <> 'admin' or level in ('commune', 'epci'))"""
READERS = {
    "publication": "(select partner.visitor_role()) is not null",
    "publication_online": "(select partner.visitor_role()) is not null",
    "territory": "(select partner.visitor_role()) is not null",
    "publication_report": EVERY_RESIDENCE,
    "residence_profile": f"{EVERY_RESIDENCE} or {OWN}",
    "value": f"case when bailleur_siren is null then {POOLED} else {EVERY_RESIDENCE} or {OWN} end",
    "value_class": f"(select partner.visitor_role()) = 'bailleur' and not {OWN_STOCK}",
    "respondents": f"""case when bailleur_siren is null then {POOLED}
        else (select partner.visitor_role()) = 'epci' or {OWN} end""",
    "component": f"""case when bailleur_siren is null then {POOLED}
        when indicator like 'occ%' then (select partner.visitor_role()) = 'epci' or {OWN}
        else {EVERY_RESIDENCE} or {OWN} end""",
    "component_share": "(select partner.visitor_role()) in ('commission', 'reservataire')",
    "own_count": OWN_STOCK,
    "designation_effect": f"(select partner.visitor_role()) = 'epci' or {OWN}",
    "designation_effect_rounded": "(select partner.visitor_role()) in ('commission', 'reservataire')",
    "attribution": f"{EVERY_RESIDENCE} or {OWN}",
}

# Who reads an attribution may enter one, but the réservataires and the commission, who only read.
ADDERS = f"(select partner.visitor_role()) = 'epci' or {OWN}"


def upgrade() -> None:
    """Give accounts a perimeter, part what roles read differently, then close every table to all but its readers."""
    owner = op.get_bind().exec_driver_sql("select quote_ident(current_user)").scalar_one()
    op.execute(ACCOUNTS)
    op.execute(FIND_ACCOUNT)
    op.execute(FIND_VISITOR)
    for name, (returned, body) in VISITOR.items():
        op.execute(FUNCTION.format(signature=f"{name} returns {returned}", name=name, body=body))
        op.execute(f"grant execute on function {name} to observatoire_partner")
    op.execute(TABLES)
    for table in RESTRICTED:
        op.execute(f"grant select, insert on partner.{table} to observatoire_admin")
        op.execute(f"grant select on partner.{table} to observatoire_partner")
    _reopen(MOVE)
    for table in ("value", "component"):
        op.execute(f"alter table partner.{table} add constraint ck_{table}_subject {SUBJECT}")
    for table in RESTRICTED:
        _close(table)
    for table, readers in READERS.items():
        op.execute(f"alter table partner.{table} enable row level security, force row level security")
        op.execute(f"create policy manager on partner.{table} to observatoire_admin, {owner} using (true)")
        op.execute(f"create policy partner on partner.{table} for select to observatoire_partner using ({readers})")
    op.execute(
        f"create policy partner_adds on partner.attribution for insert to observatoire_partner with check ({ADDERS})"
    )


def downgrade() -> None:
    """Bring figures and accounts back to where they were, with the roles that could read them."""
    for table in READERS:
        op.execute(f"drop policy if exists partner_adds on partner.{table}")
        op.execute(f"drop policy partner on partner.{table}; drop policy manager on partner.{table}")
        op.execute(f"alter table partner.{table} no force row level security, disable row level security")
    _reopen(MOVE_BACK)
    for table in ("value", "component"):
        op.execute(f"alter table partner.{table} drop column code_insee, drop column bailleur_siren")
    for table in RESTRICTED:
        op.execute(f"drop table partner.{table}")
    op.execute("drop table source.draft_own_count")
    for name in (*VISITOR, "partner.find_visitor(text)", "access.find_account(text)"):
        op.execute(f"drop function {name}")
    op.execute(
        "delete from access.account where role not in ('commission', 'epci');"
        "alter table access.account drop constraint ck_account_role, drop column communes, drop column bailleurs,"
        " add constraint ck_account_role check (role in ('commission', 'epci'));"
        "alter table access.account set schema partner;"
        "grant select on partner.account to observatoire_partner;"
        "drop schema access"
    )


def _reopen(statements: str) -> None:
    """Rearrange closed publications: only their owner may, for the time of a migration, and without changing a figure."""
    for table in REFILLED:
        op.execute(f"alter table partner.{table} disable trigger refuse_change")
    op.execute(statements)
    for table in REFILLED:
        op.execute(f"alter table partner.{table} enable always trigger refuse_change")


def _close(table: str) -> None:
    op.execute(
        f"create trigger refuse_change before update or delete or truncate on partner.{table} "
        f"for each statement execute function partner.refuse_change(); "
        f"alter table partner.{table} enable always trigger refuse_change; "
        f"create trigger refuse_addition after insert on partner.{table} referencing new table as added "
        f"for each statement execute function partner.refuse_addition(); "
        f"alter table partner.{table} enable always trigger refuse_addition;"
    )
