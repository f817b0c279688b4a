"""What the convention follows beside attributions: relocation, new supply, demand, spread of the first quartile.

The manager replaces these rows by loading files again; partners read them, each in their perimeter. The public reads the
demand, withheld and rounded, as it was written with the publication.

Revision: 8c2e5a917f36, after 4b7d20c9e615, 2026-11-28
"""

from alembic import op

revision = "8c2e5a917f36"
down_revision = "4b7d20c9e615"
branch_labels = None
depends_on = None

RELOCATION = """
create table partner.relogement (
    residence varchar not null,
    millesime integer not null,
    bailleur_siren varchar not null,
    code_insee varchar not null,
    phase integer not null,
    logements integer not null,
    vacants integer not null,
    menages integer not null,
    rencontres integer not null,
    propositions_neuf integer not null,
    refus integer not null,
    reloges integer not null,
    reloges_neuf integer not null,
    reste_a_charge integer not null,
    accession integer not null,
    enquetes integer not null,
    satisfaits integer not null,
    hors_quartier integer not null,
    constraint pk_relogement primary key (residence, millesime)
);
"""

SUPPLY = """
create table partner.programme (
    code varchar not null constraint pk_programme primary key,
    nature varchar not null
        constraint ck_programme_nature check (nature in ('livre', 'programme', 'reconstitution')),
    code_insee varchar not null,
    adresse varchar not null,
    bailleur varchar not null,
    bailleur_siren varchar,
    plai integer not null,
    plus integer not null,
    pls integer not null,
    modalite varchar,
    livraison varchar,
    annee integer,
    longitude double precision,
    latitude double precision
);
"""

DEMAND = """
create table partner.demande (
    code_insee varchar not null,
    typologie varchar not null
        constraint ck_demande_typologie check (typologie in ('toutes', 'T1', 'T2', 'T3', 'T4', 'T5')),
    millesime integer not null,
    demandes integer not null,
    mutations integer,
    attributions integer not null,
    attente_mois double precision,
    constraint pk_demande primary key (code_insee, typologie, millesime)
);
create table public_view.demand (
    code_insee varchar not null,
    typologie varchar not null,
    millesime integer not null,
    demandes integer,
    demandes_status varchar not null,
    pression double precision,
    pression_status varchar not null,
    attente_mois integer,
    attente_status varchar not null,
    constraint pk_demand primary key (code_insee, typologie),
    constraint ck_demand_nothing_without_status check (
        (demandes is null) = (demandes_status <> 'ok') and (pression is null) = (pression_status <> 'ok')
        and (attente_mois is null) = (attente_status <> 'ok'))
);
"""

SPREAD = """
create table partner.homogeneite (
    perimetre varchar not null constraint pk_homogeneite primary key,
    computed_at timestamptz not null default now(),
    annee_debut integer not null,
    annee_fin integer not null,
    status varchar not null constraint ck_homogeneite_status check (status in ('ok', 'sans_objet')),
    attributions integer not null,
    residences integer not null,
    gini double precision,
    gini_attendu double precision,
    gini_bas double precision,
    gini_haut double precision,
    gini_p double precision,
    hhi double precision,
    hhi_attendu double precision
);
create table partner.homogeneite_residence (
    residence varchar not null constraint pk_homogeneite_residence primary key,
    bailleur_siren varchar not null,
    code_insee varchar not null
);
"""

REPLACED = "partner.relogement, partner.programme, partner.demande, partner.homogeneite, partner.homogeneite_residence"

GRANTS = f"""
grant select, insert, update, delete on {REPLACED} to observatoire_admin;
grant select on {REPLACED} to observatoire_partner;
grant select, insert, delete on public_view.demand to observatoire_admin;
grant select on public_view.demand to observatoire_public;
"""

PARTNERS = "(select partner.visitor_role()) in ('commune', 'bailleur', 'commission', 'reservataire', 'epci')"
PERIMETER = """(select partner.visitor_role()) in ('commission', 'reservataire', 'epci')
    or code_insee = any ((select partner.visitor_communes())::text[])
    or bailleur_siren = any ((select partner.visitor_bailleurs())::text[])"""
READERS = {
    "relogement": PERIMETER,
    "programme": PARTNERS,
    "demande": PARTNERS,
    "homogeneite": PARTNERS,
    "homogeneite_residence": PERIMETER,
}
"""What describes a territory is for every partner; what describes a building or a residence, for those it concerns."""


def upgrade() -> None:
    """Create the tables and say who reads and writes them."""
    owner = op.get_bind().exec_driver_sql("select quote_ident(current_user)").scalar_one()
    for statements in (RELOCATION, SUPPLY, DEMAND, SPREAD, GRANTS):
        op.execute(statements)
    for table, readers in READERS.items():
        op.execute(f"alter table partner.{table} enable row level security, force row level security")
        op.execute(f"create policy manager on partner.{table} to observatoire_admin, {owner} using (true)")
        op.execute(f"create policy partner on partner.{table} for select to observatoire_partner using ({readers})")


def downgrade() -> None:
    """Drop them."""
    op.execute(f"drop table public_view.demand, {REPLACED}")
