"""What must never change is held by triggers: texts, audit events, seals, grades; payloads may only be erased."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION claims_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused.', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
"""

KEEP_TEXT = """
CREATE FUNCTION claims_keep_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.workspace_id, NEW.id, NEW.article_id, NEW.number, NEW.sha256, NEW.raw_sha256, NEW.length, NEW.normalisation,
        NEW.captured_at)
       IS DISTINCT FROM
       (OLD.workspace_id, OLD.id, OLD.article_id, OLD.number, OLD.sha256, OLD.raw_sha256, OLD.length, OLD.normalisation,
        OLD.captured_at)
       OR (NEW.text IS DISTINCT FROM OLD.text AND NOT (NEW.text = '' AND NEW.taken_down_at IS NOT NULL)) THEN
        RAISE EXCEPTION 'The text of a version never changes.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""

ONLY_ERASE = """
CREATE FUNCTION claims_only_erase() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.workspace_id, NEW.id, NEW.event_id) IS DISTINCT FROM (OLD.workspace_id, OLD.id, OLD.event_id)
       OR NEW.before IS NOT NULL OR NEW.after IS NOT NULL OR NEW.erased_at IS NULL THEN
        RAISE EXCEPTION 'The payload of an audit event may only be erased.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""

TRIGGERS = [
    # (table, when, function)
    ("claims_articleversion", "UPDATE", "claims_keep_text"),
    ("claims_articleversion", "DELETE", "claims_refuse_change"),
    ("claims_auditevent", "UPDATE OR DELETE", "claims_refuse_change"),
    ("claims_auditpayload", "UPDATE", "claims_only_erase"),
    ("claims_auditpayload", "DELETE", "claims_refuse_change"),
    ("claims_auditseal", "UPDATE OR DELETE", "claims_refuse_change"),
    ("claims_reliabilitygrade", "UPDATE OR DELETE", "claims_refuse_change"),
    ("claims_credibilitygrade", "UPDATE OR DELETE", "claims_refuse_change"),
]


def trigger(table: str, when: str, function: str) -> migrations.RunSQL:
    name = f"{table}_{when.split()[0].lower()}_guard"
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()",
        f"DROP TRIGGER {name} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_workspace_keys")]
    operations = [
        migrations.RunSQL(REFUSE, "DROP FUNCTION claims_refuse_change()"),
        migrations.RunSQL(KEEP_TEXT, "DROP FUNCTION claims_keep_text()"),
        migrations.RunSQL(ONLY_ERASE, "DROP FUNCTION claims_only_erase()"),
        *[trigger(*row) for row in TRIGGERS],
    ]
