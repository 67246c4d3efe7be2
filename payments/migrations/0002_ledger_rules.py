"""What the database itself refuses about the ledger, whoever asks and with whatever code.

An entry moves its account (and nothing else does), a transaction sums to zero per currency with at least two
legs, it is sealed when its database transaction ends, and nothing is ever updated, deleted or truncated.
"""

from django.conf import settings
from django.db import migrations
from psycopg.conninfo import conninfo_to_dict

# Functions belong to the migrating role and run as it: the application's role may insert entries, and only the
# trigger may move a balance. Names are qualified and the search path is pinned, so nothing can be put in between.
RULES = """
CREATE FUNCTION payments_account_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.balance <> 0 OR NEW.version <> 0 THEN
            RAISE EXCEPTION 'ledger: an account starts empty' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    -- Depth 1 is a statement of somebody's; the trigger of an entry is deeper.
    IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1
        AND NEW.version = OLD.version + 1
        AND (NEW.id, NEW.kind, NEW.ref, NEW.currency, NEW.allow_negative, NEW.created_at)
            = (OLD.id, OLD.kind, OLD.ref, OLD.currency, OLD.allow_negative, OLD.created_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'ledger: an account moves only through entries' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER payments_account_guard BEFORE INSERT OR UPDATE OR DELETE ON payments_account
    FOR EACH ROW EXECUTE FUNCTION payments_account_guard();

CREATE FUNCTION payments_append_only() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'ledger: % is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER payments_txn_append_only BEFORE UPDATE OR DELETE ON payments_txn
    FOR EACH ROW EXECUTE FUNCTION payments_append_only();
CREATE TRIGGER payments_entry_append_only BEFORE UPDATE OR DELETE ON payments_entry
    FOR EACH ROW EXECUTE FUNCTION payments_append_only();
CREATE TRIGGER payments_txn_no_truncate BEFORE TRUNCATE ON payments_txn
    FOR EACH STATEMENT EXECUTE FUNCTION payments_append_only();
CREATE TRIGGER payments_entry_no_truncate BEFORE TRUNCATE ON payments_entry
    FOR EACH STATEMENT EXECUTE FUNCTION payments_append_only();
CREATE TRIGGER payments_account_no_truncate BEFORE TRUNCATE ON payments_account
    FOR EACH STATEMENT EXECUTE FUNCTION payments_append_only();

CREATE FUNCTION payments_txn_open() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.xact := pg_current_xact_id()::text::bigint;
    RETURN NEW;
END $$;

CREATE TRIGGER payments_txn_open BEFORE INSERT ON payments_txn
    FOR EACH ROW EXECUTE FUNCTION payments_txn_open();

CREATE FUNCTION payments_entry_move() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    opened bigint;
    account_currency text;
BEGIN
    SELECT xact INTO opened FROM public.payments_txn WHERE id = NEW.txn_id;
    IF opened IS DISTINCT FROM pg_current_xact_id()::text::bigint THEN
        RAISE EXCEPTION 'ledger: transaction % is sealed', NEW.txn_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    UPDATE public.payments_account SET balance = balance + NEW.amount, version = version + 1
        WHERE id = NEW.account_id
        RETURNING balance, version, currency INTO NEW.balance_after, NEW.account_version, account_currency;
    IF account_currency IS DISTINCT FROM NEW.currency::text THEN
        RAISE EXCEPTION 'ledger: account % does not hold %', NEW.account_id, NEW.currency
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER payments_entry_move BEFORE INSERT ON payments_entry
    FOR EACH ROW EXECUTE FUNCTION payments_entry_move();

CREATE FUNCTION payments_txn_balanced() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    checked bigint;
    legs bigint;
    uneven text;
BEGIN
    IF TG_TABLE_NAME = 'payments_txn' THEN checked := NEW.id; ELSE checked := NEW.txn_id; END IF;
    SELECT count(*) INTO legs FROM public.payments_entry WHERE txn_id = checked;
    IF legs < 2 THEN
        RAISE EXCEPTION 'ledger: transaction % has % of at least two legs', checked, legs
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT string_agg(currency || ' ' || total, ', ') INTO uneven FROM (
        SELECT currency, sum(amount) AS total FROM public.payments_entry
        WHERE txn_id = checked GROUP BY currency HAVING sum(amount) <> 0
    ) AS sums;
    IF uneven IS NOT NULL THEN
        RAISE EXCEPTION 'ledger: transaction % does not balance: %', checked, uneven
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

-- On both: the transaction's own catches the empty one, the entries' what joins later in the same transaction.
CREATE CONSTRAINT TRIGGER payments_txn_balanced AFTER INSERT ON payments_txn
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_txn_balanced();
CREATE CONSTRAINT TRIGGER payments_entry_balanced AFTER INSERT ON payments_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_txn_balanced();

-- SELECT ... FOR UPDATE would need the UPDATE right that the application's role does not have.
CREATE FUNCTION payments_lock_accounts(ids bigint[]) RETURNS TABLE (account_id bigint, account_balance bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT a.id, a.balance FROM public.payments_account a
        WHERE a.id = ANY (ids) ORDER BY a.id FOR UPDATE;
END $$;
"""

UNDO = """
DROP TRIGGER payments_account_guard ON payments_account;
DROP TRIGGER payments_account_no_truncate ON payments_account;
DROP TRIGGER payments_txn_append_only ON payments_txn;
DROP TRIGGER payments_txn_no_truncate ON payments_txn;
DROP TRIGGER payments_txn_open ON payments_txn;
DROP TRIGGER payments_txn_balanced ON payments_txn;
DROP TRIGGER payments_entry_append_only ON payments_entry;
DROP TRIGGER payments_entry_no_truncate ON payments_entry;
DROP TRIGGER payments_entry_move ON payments_entry;
DROP TRIGGER payments_entry_balanced ON payments_entry;
DROP FUNCTION payments_account_guard, payments_append_only, payments_txn_open, payments_entry_move,
    payments_txn_balanced, payments_lock_accounts;
"""


def _app_role(schema_editor):
    """The application's role, where it is another than the one that migrates; else None."""
    role = conninfo_to_dict(settings.DATABASE_URL).get("user")
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = %s AND rolname <> current_user", [role])
        row = cursor.fetchone()
    return schema_editor.quote_name(row[0]) if row else None


def revoke(apps, schema_editor):
    """The second wall, should a trigger ever be dropped: the application may only read and append."""
    schema_editor.execute("REVOKE ALL ON FUNCTION payments_lock_accounts(bigint[]) FROM PUBLIC")
    if role := _app_role(schema_editor):
        for table in ("payments_account", "payments_txn", "payments_entry"):
            schema_editor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON {table} FROM {role}")
        schema_editor.execute(f"GRANT EXECUTE ON FUNCTION payments_lock_accounts(bigint[]) TO {role}")


def grant(apps, schema_editor):
    if role := _app_role(schema_editor):
        for table in ("payments_account", "payments_txn", "payments_entry"):
            schema_editor.execute(f"GRANT UPDATE, DELETE ON {table} TO {role}")


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial")]

    operations = [migrations.RunSQL(RULES, UNDO), migrations.RunPython(revoke, grant)]
