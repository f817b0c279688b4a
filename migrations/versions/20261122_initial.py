"""The tables: what landlords declare, what is published to partners, what anyone may read.

One schema for each of the three, because the rights of a login are easiest to prove by schema (the next revision gives
them). Schema `source` is there already: Alembic notes the version in it.

Revision: 6f0d1c2a9b57, first of all, 2026-11-22
"""

from alembic import op

revision = "6f0d1c2a9b57"
down_revision = None
branch_labels = None
depends_on = None

TERRITORIES = """
create table source.epci (
    siren varchar not null constraint pk_epci primary key,
    nom varchar not null
);
create table source.commune (
    code_insee varchar not null constraint pk_commune primary key,
    nom varchar not null,
    epci_siren varchar constraint fk_commune_epci_siren references source.epci (siren),
    geom public.geometry(multipolygon, 2154) not null
);
create index ix_commune_geom on source.commune using gist (geom);
create table source.commune_passage (
    ancien_code varchar not null constraint pk_commune_passage primary key,
    ancien_nom varchar not null,
    code_insee varchar not null,
    date_effet date not null
);
create table source.secteur (
    code varchar not null constraint pk_secteur primary key,
    nom varchar not null,
    code_insee varchar not null constraint fk_secteur_code_insee references source.commune (code_insee),
    geom public.geometry(multipolygon, 2154) not null
);
create index ix_secteur_geom on source.secteur using gist (geom);
create table source.qpv (
    code_qp varchar not null,
    generation integer not null,
    lib_qp varchar not null,
    geom public.geometry(multipolygon, 2154) not null,
    constraint pk_qpv primary key (code_qp, generation)
);
create index ix_qpv_geom on source.qpv using gist (geom);
"""

HOUSING = """
create table source.bailleur (
    siren varchar not null constraint pk_bailleur primary key,
    nom varchar not null
);
create table source.bailleur_alias (
    siren varchar not null constraint fk_bailleur_alias_siren references source.bailleur (siren),
    nom varchar not null,
    constraint pk_bailleur_alias primary key (siren, nom)
);
create table source.residence (
    code varchar not null constraint pk_residence primary key,
    nom varchar not null,
    bailleur_siren varchar not null constraint fk_residence_bailleur_siren references source.bailleur (siren),
    code_insee varchar not null constraint fk_residence_code_insee references source.commune (code_insee),
    secteur varchar constraint fk_residence_secteur references source.secteur (code),
    code_qp varchar,
    adresse varchar,
    mise_en_service integer,
    statut varchar not null default 'active'
        constraint ck_residence_statut check (statut in ('active', 'demolition', 'vendue')),
    geom public.geometry(geometry, 2154) not null
);
create index ix_residence_geom on source.residence using gist (geom);
create index ix_residence_code_insee on source.residence (code_insee);
create table source.parc (
    residence varchar not null constraint fk_parc_residence references source.residence (code),
    millesime integer not null,
    logements integer not null,
    loues integer not null,
    vacants integer not null,
    vacants_3_mois integer,
    vides integer,
    offerts_un_an integer not null,
    emmenages integer not null,
    avant_1975 integer not null,
    loyer_total double precision,
    surface_habitable double precision,
    t1 integer, t2 integer, t3 integer, t4 integer, t5 integer,
    plai integer, plus integer, pls integer,
    constraint pk_parc primary key (residence, millesime)
);
create table source.occupation (
    residence varchar not null constraint fk_occupation_residence references source.residence (code),
    millesime integer not null,
    menages integer not null,
    repondants integer not null,
    menages_ressources_connues integer not null,
    ress_inf_20 integer,
    ress_inf_40 integer not null,
    ress_inf_60 integer not null,
    ress_inf_100 integer,
    majeurs_activite_connue integer not null,
    majeurs_chomage integer not null,
    menages_composition_connue integer not null,
    familles_monoparentales integer not null,
    beneficiaires_apl integer,
    emmenages_recents integer,
    constraint pk_occupation primary key (residence, millesime)
);
create table source.receipt (
    id serial constraint pk_receipt primary key,
    loaded_at timestamptz not null default now(),
    kind varchar not null,
    millesime integer,
    file_name varchar not null,
    sha256 varchar not null,
    understood jsonb not null,
    inserted integer not null,
    updated integer not null,
    unchanged integer not null,
    notices jsonb not null
);
create table source.store_fact (
    key varchar not null constraint pk_store_fact primary key,
    value varchar not null
);
"""

# A draft and a publication have the same columns: publishing copies rows and computes nothing.
EDITION = """
    ops integer not null,
    rpls integer not null,
    reference varchar not null,
    reference_nom varchar not null,
    fictif boolean not null,
    method jsonb not null,
    secrecy jsonb not null,
    summary jsonb not null"""
TERRITORY = """
    level varchar not null,
    code varchar not null,
    nom varchar not null,
    code_insee varchar,
    secteur varchar,
    epci varchar,
    code_qp varchar,
    bailleur_siren varchar,
    logements integer,
    repondants integer,
    facts jsonb not null,
    geom public.geometry(geometry, 2154)"""
VALUE = """
    level varchar not null,
    code varchar not null,
    index varchar not null,
    value double precision,
    status varchar not null,
    classe varchar,
    coverage double precision,
    missing text[] not null,
    signal boolean not null"""
COMPONENT = """
    level varchar not null,
    code varchar not null,
    indicator varchar not null,
    num integer,
    den integer,
    rate double precision,
    ratio double precision,
    weight double precision,
    contribution double precision,
    status varchar not null,
    coverage double precision"""
STATUS = "check (status in ('ok', 'partiel', 'secret', 'non_transmis', 'sans_objet'))"

DRAFT = f"""
create table source.draft (
    id serial constraint pk_draft primary key,
    created_at timestamptz not null default now(),{EDITION}
);
create table source.draft_territory ({TERRITORY},
    constraint pk_draft_territory primary key (level, code)
);
create table source.draft_value ({VALUE},
    constraint pk_draft_value primary key (level, code, index)
);
create table source.draft_component ({COMPONENT},
    constraint pk_draft_component primary key (level, code, indicator)
);
"""

PARTNER = f"""
create schema partner;
create table partner.account (
    id serial constraint pk_account primary key,
    organisation varchar not null,
    role varchar not null constraint ck_account_role check (role in ('commission', 'epci')),
    key_sha256 varchar not null constraint uq_account_key_sha256 unique,
    created_at timestamptz not null default now(),
    revoked_at timestamptz
);
create table partner.publication (
    number integer not null constraint pk_publication primary key,
    published_at timestamptz not null default now(),
    note varchar not null default '',{EDITION}
);
create table partner.publication_online (
    id serial constraint pk_publication_online primary key,
    number integer not null constraint fk_publication_online_number references partner.publication (number),
    since timestamptz not null default now(),
    note varchar not null default ''
);
create table partner.territory (
    publication integer not null constraint fk_territory_publication references partner.publication (number),{TERRITORY},
    constraint pk_territory primary key (publication, level, code),
    constraint ck_territory_level check (level in ('residence', 'secteur', 'commune', 'epci', 'qpv'))
);
create index ix_territory_geom on partner.territory using gist (geom);
create table partner.value (
    publication integer not null constraint fk_value_publication references partner.publication (number),{VALUE},
    constraint pk_value primary key (publication, level, code, index),
    constraint ck_value_status {STATUS},
    constraint ck_value_value_with_status check ((value is not null) = (status in ('ok', 'partiel'))),
    constraint ck_value_class_with_value check ((classe is not null) = (value is not null))
);
create table partner.component (
    publication integer not null constraint fk_component_publication references partner.publication (number),{COMPONENT},
    constraint pk_component primary key (publication, level, code, indicator),
    constraint ck_component_status {STATUS},
    constraint ck_component_nothing_when_secret check (status not in ('secret', 'non_transmis')
        or (num is null and den is null and rate is null and ratio is null and contribution is null))
);
"""

PUBLIC = """
create schema public_view;
create table public_view.publication (
    number integer not null constraint pk_publication primary key,
    published_at timestamptz not null,
    ops integer not null,
    rpls integer not null,
    reference varchar not null,
    reference_nom varchar not null,
    fictif boolean not null,
    method jsonb not null
);
create table public_view.territory (
    level varchar not null,
    code varchar not null,
    nom varchar not null,
    code_insee varchar,
    logements integer,
    facts jsonb not null,
    indices jsonb not null,
    shares jsonb not null,
    geom public.geometry(geometry, 2154) not null,
    constraint pk_territory primary key (level, code)
);
create table public_view.residence (
    code varchar not null constraint pk_residence primary key,
    nom varchar not null,
    bailleur varchar not null,
    code_insee varchar not null,
    adresse varchar,
    logements integer,
    mise_en_service integer,
    facts jsonb not null,
    geom public.geometry(geometry, 2154) not null
);
create index ix_public_residence_geom on public_view.residence using gist (geom);
"""


def upgrade() -> None:
    """Create the tables; nobody but their owner can reach them yet."""
    for statements in (TERRITORIES, HOUSING, DRAFT, PARTNER, PUBLIC):
        op.execute(statements)


def downgrade() -> None:
    """Drop everything but the schema where the version is noted."""
    op.execute("drop schema public_view cascade; drop schema partner cascade;")
    op.execute("drop table source.draft, source.draft_territory, source.draft_value, source.draft_component")
    op.execute("drop table source.occupation, source.parc, source.residence, source.bailleur_alias, source.bailleur")
    op.execute("drop table source.secteur, source.qpv, source.commune, source.commune_passage, source.epci")
    op.execute("drop table source.receipt, source.store_fact")
