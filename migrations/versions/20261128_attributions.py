"""Attributions, as counts with a history.

They stand beside the publications, not inside: partners enter them all year long. What protects their past is that
nobody updates or deletes: an entry is taken away by another, of zero, that names it, in the same perimeter, so that
whoever may see one may see the other.

Revision: 4b8d6f20c7e1, after 9e3a51d7c804, 2026-11-28
"""

from alembic import op

revision = "4b8d6f20c7e1"
down_revision = "9e3a51d7c804"
branch_labels = None
depends_on = None

TABLE = """
create table partner.attribution (
    id bigint generated always as identity constraint pk_attribution primary key,
    recorded_at timestamptz not null default now(),
    recorded_by varchar not null,
    origine varchar not null constraint ck_attribution_origine check (origine in ('fichier', 'saisie')),
    annule bigint constraint uq_attribution_annule unique,
    corrige bigint constraint fk_attribution_corrige references partner.attribution (id),
    etape varchar not null constraint ck_attribution_etape check (etape in ('attribution', 'proposition')),
    date date not null,
    bailleur_siren varchar not null,
    reservataire varchar not null,
    code_insee varchar not null,
    qpv boolean not null,
    quartile varchar constraint ck_attribution_quartile check (quartile in ('1', '2-4')),
    bail_signe boolean not null,
    nombre integer not null,
    dalo integer not null,
    prioritaire integer not null,
    relogement_ru integer not null,
    mutation integer not null,
    residence varchar,
    typologie varchar,
    financement varchar,
    constraint ck_attribution_cancelled_by_zero check ((annule is null) = (nombre > 0)),
    constraint ck_attribution_counts check (
        nombre >= 0 and 0 <= dalo and dalo <= prioritaire and prioritaire <= nombre
        and relogement_ru between 0 and nombre and mutation between 0 and nombre),
    constraint uq_attribution_perimeter unique (id, bailleur_siren, reservataire, code_insee),
    constraint fk_attribution_annule foreign key (annule, bailleur_siren, reservataire, code_insee)
        references partner.attribution (id, bailleur_siren, reservataire, code_insee)
);
create index ix_attribution_date on partner.attribution (date);
"""

REFUSE_REWRITING = """
create function partner.refuse_rewriting() returns trigger language plpgsql as $$
begin
    raise exception 'Une écriture de l’historique ne se modifie pas (% sur %).', tg_op, tg_table_name
        using errcode = 'restrict_violation', hint = 'Annulez-la par une autre écriture.';
end $$;
revoke all on function partner.refuse_rewriting() from public;
create trigger refuse_rewriting before update or delete or truncate on partner.attribution
    for each statement execute function partner.refuse_rewriting();
alter table partner.attribution enable always trigger refuse_rewriting;
"""

GRANTS = """
grant select, insert on partner.attribution to observatoire_admin;
grant select on partner.attribution to observatoire_partner;
grant insert (
    recorded_by, origine, annule, corrige, etape, date, bailleur_siren, reservataire, code_insee, qpv, quartile,
    bail_signe, nombre, dalo, prioritaire, relogement_ru, mutation, residence, typologie, financement
) on partner.attribution to observatoire_partner;
"""


def upgrade() -> None:
    """Create the table, close its past, let the manager and the partners add to it."""
    for statements in (TABLE, REFUSE_REWRITING, GRANTS):
        op.execute(statements)


def downgrade() -> None:
    """Drop it, with what it held."""
    op.execute("drop table partner.attribution; drop function partner.refuse_rewriting();")
