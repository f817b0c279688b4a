"""Who may do what, and what nobody may do: a publication, once written, is closed to everyone, its owner included.

Secrecy must hold even when the code is wrong, so each login gets the least that its work needs and nothing by default.

Revision: c41b7e90d3a2, after 6f0d1c2a9b57, 2026-11-22
"""

from alembic import op

revision = "c41b7e90d3a2"
down_revision = "6f0d1c2a9b57"
branch_labels = None
depends_on = None

LOGINS = "observatoire_admin, observatoire_partner, observatoire_public"

# The manager's commands append to the publications; they rewrite the rest. Deleting from `public_view`, never
# truncating it, lets readers go on with what they see until the commit.
GRANTS = """
grant usage on schema source, partner, public_view to observatoire_admin;
grant select, insert, update, delete on all tables in schema source to observatoire_admin;
revoke insert, update, delete on source.alembic_version from observatoire_admin;
grant usage on all sequences in schema source to observatoire_admin;
grant select, insert on all tables in schema partner to observatoire_admin;
grant update on partner.account to observatoire_admin;
grant usage on all sequences in schema partner to observatoire_admin;
grant select, insert, delete on all tables in schema public_view to observatoire_admin;

grant usage on schema partner to observatoire_partner;
grant select on all tables in schema partner to observatoire_partner;

grant usage on schema public_view to observatoire_public;
grant select on all tables in schema public_view to observatoire_public;
"""

CLOSED = ("publication", "publication_online", "territory", "value", "component")
NUMBERED = ("territory", "value", "component")

REFUSE_CHANGE = """
create function partner.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'Une publication ne se modifie pas (% sur %).', tg_op, tg_table_name
        using errcode = 'restrict_violation',
        hint = 'Publiez une correction sous un nouveau numéro, ou revenez à un numéro antérieur.';
end $$;
revoke all on function partner.refuse_change() from public;
"""

# Rows added afterwards would change a publication as surely as an update. `xmin` is the transaction that wrote the
# row of the publication: only that one may write its contents.
REFUSE_ADDITION = """
create function partner.refuse_addition() returns trigger language plpgsql as $$
declare
    closed integer;
begin
    select min(publication.number) into closed
    from (select distinct publication from added) as numbers
    join partner.publication on publication.number = numbers.publication
    where publication.xmin <> pg_current_xact_id()::xid;
    if closed is not null then
        raise exception 'La publication % est close : rien ne s’y ajoute.', closed
            using errcode = 'restrict_violation',
            hint = 'Une publication et son contenu s’écrivent dans une même transaction, sans point de reprise.';
    end if;
    return null;
end $$;
revoke all on function partner.refuse_addition() from public;
"""


def upgrade() -> None:
    """Grant, then close. `enable always` holds even in a session that replays a replication."""
    op.execute(GRANTS)
    op.execute(REFUSE_CHANGE)
    op.execute(REFUSE_ADDITION)
    for table in CLOSED:
        op.execute(
            f"create trigger refuse_change before update or delete or truncate on partner.{table} "
            f"for each statement execute function partner.refuse_change(); "
            f"alter table partner.{table} enable always trigger refuse_change;"
        )
    for table in NUMBERED:
        op.execute(
            f"create trigger refuse_addition after insert on partner.{table} referencing new table as added "
            f"for each statement execute function partner.refuse_addition(); "
            f"alter table partner.{table} enable always trigger refuse_addition;"
        )


def downgrade() -> None:
    """Reopen, then withdraw every grant."""
    op.execute("drop function partner.refuse_addition() cascade; drop function partner.refuse_change() cascade;")
    for schema in ("public_view", "partner", "source"):
        op.execute(f"revoke all on all tables in schema {schema} from {LOGINS}")
        op.execute(f"revoke all on all sequences in schema {schema} from {LOGINS}")
        op.execute(f"revoke all on schema {schema} from {LOGINS}")
