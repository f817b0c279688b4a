"""What partners decide: qualification of a signal, REPMS lists, protocol, sessions. Added to, never rewritten.

An entry is signed by the database: the author is the visitor announced, the residence tells whose it is, the publication
is the one online. The login of the partners may only give the columns that say something, so that a forged request signs
nothing. What was written stays, for the owner too: triggers refuse any change, and a sealed session takes no more.

Revision: 8a1f4c6d92e3, after 81c4f2e6d0b3, 2026-11-28
"""

from alembic import op

revision = "8a1f4c6d92e3"
down_revision = "81c4f2e6d0b3"
branch_labels = None
depends_on = None

SIGNED = """
    account integer not null,
    organisation varchar not null,
    role varchar not null,
    created_at timestamptz not null default now()"""
PLACED = """
    code_insee varchar not null,
    bailleur_siren varchar not null"""
NUMBERED = "id integer generated always as identity constraint pk_{0} primary key"
SHORT = "precision varchar not null default '' constraint ck_{0}_precision check (char_length(precision) <= 200)"
PUBLICATION = "publication integer not null constraint fk_{0}_publication references partner.publication (number)"

TABLES = f"""
create table partner.qualification (
    {NUMBERED.format("qualification")},
    residence varchar not null,{PLACED},
    {PUBLICATION.format("qualification")},
    avis varchar not null constraint ck_qualification_avis check (avis in ('confirmée', 'écartée')),
    motifs text[] not null constraint ck_qualification_motifs check (cardinality(motifs) between 1 and 8),
    {SHORT.format("qualification")},
    participants text[] not null,
    decided_on date not null,{SIGNED}
);
create index ix_qualification_residence on partner.qualification (residence);
create table partner.qualification_signature (
    {NUMBERED.format("qualification_signature")},
    qualification integer not null
        constraint fk_qualification_signature_qualification references partner.qualification (id),{PLACED},{SIGNED},
    constraint ck_qualification_signature_role check (role in ('epci', 'commune', 'bailleur')),
    constraint uq_qualification_signature_qualification_role unique (qualification, role)
);
create table partner.qualification_reply (
    {NUMBERED.format("qualification_reply")},
    qualification integer not null
        constraint fk_qualification_reply_qualification references partner.qualification (id),{PLACED},
    position varchar not null,
    {SHORT.format("qualification_reply")},{SIGNED}
);
create table partner.repms_list (
    {NUMBERED.format("repms_list")},
    bailleur_siren varchar not null,
    bailleur varchar not null,
    {PUBLICATION.format("repms_list")},
    adopted_on date not null,
    criteres text[] not null constraint ck_repms_list_criteres check (cardinality(criteres) between 1 and 8),
    {SHORT.format("repms_list")},{SIGNED}
);
create table partner.repms_residence (
    repms_list integer not null constraint fk_repms_residence_repms_list references partner.repms_list (id),
    residence varchar not null,
    nom varchar not null,{PLACED},
    constraint pk_repms_residence primary key (repms_list, residence)
);
create table partner.repms_signature (
    {NUMBERED.format("repms_signature")},
    repms_list integer not null constraint fk_repms_signature_repms_list references partner.repms_list (id),
    bailleur_siren varchar not null,{SIGNED},
    constraint ck_repms_signature_role check (role in ('epci', 'bailleur')),
    constraint uq_repms_signature_repms_list_role unique (repms_list, role)
);
create table partner.protocol_step (
    {NUMBERED.format("protocol_step")},
    dossier integer constraint fk_protocol_step_dossier references partner.protocol_step (id),
    residence varchar not null,{PLACED},
    etape varchar not null,
    typologie varchar,
    contingent varchar,
    done_on date not null,
    {SHORT.format("protocol_step")},{SIGNED},
    constraint ck_protocol_step_opening check ((dossier is null) = (etape = 'ouverture')
        and (dossier is null) = (typologie is not null and contingent is not null))
);
create index ix_protocol_step_residence on partner.protocol_step (residence);
create table partner.commission_session (
    {NUMBERED.format("commission_session")},
    {PUBLICATION.format("commission_session")},
    held_on date not null,{SIGNED}
);
create table partner.commission_item (
    {NUMBERED.format("commission_item")},
    session integer not null constraint fk_commission_item_session references partner.commission_session (id),
    residence varchar not null,{PLACED},
    typologie varchar not null,
    contingent varchar not null,{SIGNED}
);
create table partner.commission_note (
    {NUMBERED.format("commission_note")},
    session integer not null constraint fk_commission_note_session references partner.commission_session (id),
    item integer not null constraint fk_commission_note_item references partner.commission_item (id),{PLACED},
    orientation varchar not null,
    menage varchar,
    {SHORT.format("commission_note")},{SIGNED}
);
create table partner.commission_seal (
    session integer not null constraint pk_commission_seal primary key
        constraint fk_commission_seal_session references partner.commission_session (id),
    content text not null,
    sha256 varchar not null,{SIGNED},
    constraint ck_commission_seal_sha256 check (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex'))
);
"""

# What the partners' login may give of each table; the rest is the database's to write.
GIVEN = {
    "qualification": "residence, avis, motifs, precision, participants, decided_on",
    "qualification_signature": "qualification",
    "qualification_reply": "qualification, position, precision",
    "repms_list": "bailleur_siren, adopted_on, criteres, precision",
    "repms_residence": "repms_list, residence",
    "repms_signature": "repms_list",
    "protocol_step": "dossier, residence, etape, typologie, contingent, done_on, precision",
    "commission_session": "held_on",
    "commission_item": "session, residence, typologie, contingent",
    "commission_note": "item, orientation, menage, precision",
    "commission_seal": "session, content, sha256",
}

FUNCTIONS = {
    "sign_entry": """
declare visitor record;
begin
    select v.account, v.organisation, v.role into visitor
    from partner.find_visitor(current_setting('observatoire.secret', true)) v;
    if visitor.account is null then
        raise exception 'Personne ne s’est annoncé.' using errcode = 'insufficient_privilege';
    end if;
    new.account := visitor.account;
    new.organisation := visitor.organisation;
    new.role := visitor.role;
    new.created_at := now();
    return new;
end""",
    "date_entry": """
begin
    new.publication := (select number from partner.publication_online order by id desc limit 1);
    return new;
end""",
    "place_entry": """
declare found_place record;
begin
    select t.nom, t.code_insee, t.bailleur_siren into found_place from partner.territory t
    where t.publication = (select number from partner.publication_online order by id desc limit 1)
        and t.level = 'residence' and t.code = new.residence;
    if found_place.bailleur_siren is null then
        raise exception 'La résidence « % » n’est pas dans la publication en ligne.', new.residence
            using errcode = 'foreign_key_violation';
    end if;
    new.code_insee := found_place.code_insee;
    new.bailleur_siren := found_place.bailleur_siren;
    return new;
end""",
    "place_under_qualification": """
declare parent record;
begin
    select q.code_insee, q.bailleur_siren into parent from partner.qualification q where q.id = new.qualification;
    if parent.bailleur_siren is null then
        raise exception 'La décision % n’existe pas.', new.qualification using errcode = 'foreign_key_violation';
    end if;
    new.code_insee := parent.code_insee;
    new.bailleur_siren := parent.bailleur_siren;
    return new;
end""",
    "place_under_item": """
declare parent record;
begin
    select i.session, i.code_insee, i.bailleur_siren into parent from partner.commission_item i where i.id = new.item;
    if parent.session is null then
        raise exception 'Le logement % n’est pas à l’ordre du jour.', new.item using errcode = 'foreign_key_violation';
    end if;
    new.session := parent.session;
    new.code_insee := parent.code_insee;
    new.bailleur_siren := parent.bailleur_siren;
    return new;
end""",
    "place_under_dossier": """
declare parent record;
begin
    if new.dossier is not null then
        select s.residence into parent from partner.protocol_step s where s.id = new.dossier and s.dossier is null;
        if parent.residence is null then
            raise exception 'Le dossier % n’existe pas.', new.dossier using errcode = 'foreign_key_violation';
        end if;
        new.residence := parent.residence;
    end if;
    return new;
end""",
    "name_landlord": """
begin
    new.bailleur := (select min(t.facts ->> 'bailleur') from partner.territory t
        where t.publication = new.publication and t.level = 'residence' and t.bailleur_siren = new.bailleur_siren);
    if new.bailleur is null then
        raise exception 'Le bailleur « % » n’a pas de résidence dans la publication en ligne.', new.bailleur_siren
            using errcode = 'foreign_key_violation';
    end if;
    return new;
end""",
    "place_under_repms_list": """
declare parent record;
begin
    select l.bailleur_siren, l.publication into parent from partner.repms_list l where l.id = new.repms_list;
    if parent.bailleur_siren is null then
        raise exception 'La liste % n’existe pas.', new.repms_list using errcode = 'foreign_key_violation';
    end if;
    new.bailleur_siren := parent.bailleur_siren;
    return new;
end""",
    "name_listed_residence": """
declare parent record; found_place record;
begin
    select l.bailleur_siren, l.publication, l.created_at into parent from partner.repms_list l where l.id = new.repms_list;
    select t.nom, t.code_insee into found_place from partner.territory t
    where t.publication = parent.publication and t.level = 'residence' and t.code = new.residence
        and t.bailleur_siren = parent.bailleur_siren;
    if found_place.nom is null then
        raise exception 'La résidence « % » n’est pas de ce bailleur.', new.residence
            using errcode = 'foreign_key_violation';
    end if;
    if parent.created_at <> now() then
        raise exception 'La liste % est close : adoptez-en une nouvelle.', new.repms_list
            using errcode = 'restrict_violation';
    end if;
    new.nom := found_place.nom;
    new.code_insee := found_place.code_insee;
    new.bailleur_siren := parent.bailleur_siren;
    return new;
end""",
    "refuse_future": """
declare day date := (now() at time zone 'Europe/Paris')::date;
begin
    if (to_jsonb(new) ->> tg_argv[0])::date > day then
        raise exception 'La date % est dans l’avenir.', to_jsonb(new) ->> tg_argv[0]
            using errcode = 'restrict_violation';
    end if;
    return new;
end""",
    "refuse_when_sealed": """
begin
    perform pg_advisory_xact_lock(11360, new.session);
    if exists (select from partner.commission_seal s where s.session = new.session) then
        raise exception 'La séance % est scellée : rien ne s’y ajoute.', new.session
            using errcode = 'restrict_violation';
    end if;
    return new;
end""",
    "refuse_undoing": """
begin
    raise exception 'Ce que les partenaires ont décidé ne se réécrit pas (% sur %).', tg_op, tg_table_name
        using errcode = 'restrict_violation', hint = 'Enregistrez une nouvelle décision : l’ancienne reste dans l’historique.';
end""",
}

# In the order of their names, which is that in which PostgreSQL fires them.
TRIGGERS = {
    "qualification": ("a_date_entry", "b_place_entry", "c_sign_entry", "d_refuse_future('decided_on')"),
    "qualification_signature": ("b_place_under_qualification", "c_sign_entry"),
    "qualification_reply": ("b_place_under_qualification", "c_sign_entry"),
    "repms_list": ("a_date_entry", "b_name_landlord", "c_sign_entry", "d_refuse_future('adopted_on')"),
    "repms_residence": ("b_name_listed_residence",),
    "repms_signature": ("b_place_under_repms_list", "c_sign_entry"),
    "protocol_step": ("a_place_under_dossier", "b_place_entry", "c_sign_entry", "d_refuse_future('done_on')"),
    "commission_session": ("a_date_entry", "c_sign_entry"),
    "commission_item": ("b_place_entry", "c_sign_entry", "d_refuse_when_sealed"),
    "commission_note": ("b_place_under_item", "c_sign_entry", "d_refuse_when_sealed"),
    "commission_seal": ("c_sign_entry", "d_refuse_when_sealed"),
}

ROLE = "(select partner.visitor_role())"
EVERY_RESIDENCE = f"{ROLE} in ('commission', 'reservataire', 'epci')"
OWN_STOCK = "bailleur_siren = any ((select partner.visitor_bailleurs())::text[])"
OWN = f"code_insee = any ((select partner.visitor_communes())::text[]) or {OWN_STOCK}"
READS = f"{EVERY_RESIDENCE} or {OWN}"
ANY_PARTNER = f"{ROLE} in ('commune', 'bailleur', 'commission', 'reservataire', 'epci')"
WORKS = f"{ROLE} in ('epci', 'commission') or {OWN}"
LEADS = f"{ROLE} in ('epci', 'commission')"

POLICIES = {
    "qualification": (READS, WORKS),
    "qualification_signature": (READS, f"{ROLE} = 'epci' or {OWN}"),
    "qualification_reply": (READS, OWN_STOCK),
    "repms_list": (ANY_PARTNER, f"{ROLE} = 'epci' or {OWN_STOCK}"),
    "repms_residence": (READS, f"{ROLE} = 'epci' or {OWN_STOCK}"),
    "repms_signature": (ANY_PARTNER, f"{ROLE} = 'epci' or {OWN_STOCK}"),
    "protocol_step": (READS, WORKS),
    "commission_session": (ANY_PARTNER, LEADS),
    "commission_item": (READS, LEADS),
    "commission_note": (READS, LEADS),
    "commission_seal": (EVERY_RESIDENCE, f"{ROLE} = 'epci'"),
}


def upgrade() -> None:
    """Create the tables, sign and place what is added, close what was, and open to each partner what is theirs."""
    owner = op.get_bind().exec_driver_sql("select quote_ident(current_user)").scalar_one()
    op.execute(TABLES)
    for name, body in FUNCTIONS.items():
        op.execute(f"create function partner.{name}() returns trigger language plpgsql as $$ {body} $$")
        op.execute(f"revoke all on function partner.{name}() from public")
    for table, columns in GIVEN.items():
        _open(table, columns)
        _guard(table)
        reads, adds = POLICIES[table]
        op.execute(f"alter table partner.{table} enable row level security, force row level security")
        op.execute(f"create policy manager on partner.{table} to observatoire_admin, {owner} using (true)")
        op.execute(f"create policy partner on partner.{table} for select to observatoire_partner using ({reads})")
        op.execute(
            f"create policy partner_adds on partner.{table} for insert to observatoire_partner with check ({adds})"
        )


def downgrade() -> None:
    """Drop the tables, children first, and the functions."""
    for table in reversed(GIVEN):
        op.execute(f"drop table partner.{table}")
    for name in FUNCTIONS:
        op.execute(f"drop function partner.{name}()")


def _open(table: str, columns: str) -> None:
    op.execute(f"grant select on partner.{table} to observatoire_partner, observatoire_admin")
    op.execute(f"grant insert ({columns}) on partner.{table} to observatoire_partner")


def _guard(table: str) -> None:
    for trigger in TRIGGERS[table]:
        function = trigger[2:] if trigger.endswith(")") else f"{trigger[2:]}()"
        name = trigger.partition("(")[0]
        op.execute(
            f"create trigger {name} before insert on partner.{table} for each row execute function partner.{function}; "
            f"alter table partner.{table} enable always trigger {name};"
        )
    op.execute(
        f"create trigger refuse_undoing before update or delete or truncate on partner.{table} "
        f"for each statement execute function partner.refuse_undoing(); "
        f"alter table partner.{table} enable always trigger refuse_undoing;"
    )
