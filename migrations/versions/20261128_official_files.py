"""What official files need: counts that a source may not give, decisions remembered, totals to reconcile with.

The open file of the RPLS says nothing of occupancy, hence counts that may be missing. A landlord's file says nothing of
where a dwelling is, hence places that are only those of a commune.

Revision: 5e2b7d90a4c1, after 2b7c9e5a1f60, 2026-11-28
"""

from alembic import op

revision = "5e2b7d90a4c1"
down_revision = "2b7c9e5a1f60"
branch_labels = None
depends_on = None

OCCUPANCY = ("loues", "vacants", "offerts_un_an", "emmenages")

TABLES = """
alter table source.residence add column lieu_approche boolean not null default false;
alter table source.commune_passage alter column date_effet drop not null;

create table source.rattachement (
    bailleur_siren varchar not null constraint fk_rattachement_bailleur_siren references source.bailleur (siren),
    code_insee varchar not null,
    cle varchar not null,
    residence varchar not null constraint fk_rattachement_residence references source.residence (code),
    decide boolean not null default false,
    depuis timestamptz not null default now(),
    constraint pk_rattachement primary key (bailleur_siren, code_insee, cle)
);
create index ix_rattachement_residence on source.rattachement (residence);
create table source.succession (
    ancienne varchar not null,
    nouvelle varchar not null,
    nature varchar not null,
    date_effet date not null,
    note varchar not null default '',
    constraint pk_succession primary key (ancienne, nouvelle, date_effet),
    constraint ck_succession_nature
        check (nature in ('renommee', 'scindee', 'fusionnee', 'demolie', 'vendue'))
);
create table source.commune_alias (
    code_insee varchar not null,
    nom varchar not null,
    constraint pk_commune_alias primary key (code_insee, nom)
);
insert into source.commune_alias values ('74024', 'Ayze'), ('74049', 'Brison');
create table source.total (
    source varchar not null,
    millesime integer not null,
    mesure varchar not null,
    code varchar not null,
    valeur double precision not null,
    depuis timestamptz not null default now(),
    constraint pk_total primary key (source, millesime, mesure, code)
);
create table source.explication (
    id serial constraint pk_explication primary key,
    mesure varchar not null,
    millesime integer not null,
    code varchar not null,
    sources varchar[] not null,
    note varchar not null,
    auteur varchar not null,
    ecrite_le timestamptz not null default now()
);
"""

RIGHTS = """
grant select, insert, update, delete on source.rattachement, source.succession,
    source.commune_alias, source.total to observatoire_admin;
grant select, insert on source.explication to observatoire_admin;
grant usage on all sequences in schema source to observatoire_admin;
"""


def upgrade() -> None:
    """Let counts be missing, and add the tables."""
    for name in OCCUPANCY:
        op.execute(f"alter table source.parc alter column {name} drop not null")
    op.execute(TABLES)
    op.execute(RIGHTS)


def downgrade() -> None:
    """Drop the tables, and the rows that could not exist without them."""
    op.execute(
        "drop table source.rattachement, source.succession, source.commune_alias, source.total, source.explication"
    )
    op.execute("alter table source.residence drop column lieu_approche")
    op.execute("delete from source.commune_passage where date_effet is null")
    op.execute("alter table source.commune_passage alter column date_effet set not null")
    op.execute("delete from source.parc where " + " or ".join(f"{name} is null" for name in OCCUPANCY))
    for name in OCCUPANCY:
        op.execute(f"alter table source.parc alter column {name} set not null")
