"""Takedown and erasure blank words for good, and nothing else: what is kept of them is held by triggers."""

from django.db import migrations

KEEP_TEXT = """
CREATE OR REPLACE FUNCTION claims_keep_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.taken_down_at IS NOT NULL THEN
        RAISE EXCEPTION 'A version that was taken down never changes.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.workspace_id, NEW.id, NEW.article_id, NEW.number, NEW.sha256, NEW.raw_sha256, NEW.length, NEW.normalisation,
        NEW.captured_at)
       IS DISTINCT FROM
       (OLD.workspace_id, OLD.id, OLD.article_id, OLD.number, OLD.sha256, OLD.raw_sha256, OLD.length, OLD.normalisation,
        OLD.captured_at)
       OR (NEW.taken_down_at IS NULL AND (NEW.text, NEW.offset_map) IS DISTINCT FROM (OLD.text, OLD.offset_map))
       OR (NEW.taken_down_at IS NOT NULL AND (NEW.text <> '' OR NEW.offset_map <> '[]')) THEN
        RAISE EXCEPTION 'The text of a version never changes.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""

# The salt goes, too: with it, somebody could try out what a short payload was until the digest fits.
ONLY_ERASE = """
CREATE OR REPLACE FUNCTION claims_only_erase() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.workspace_id, NEW.id, NEW.event_id) IS DISTINCT FROM (OLD.workspace_id, OLD.id, OLD.event_id)
       OR OLD.erased_at IS NOT NULL OR NEW.erased_at IS NULL
       OR NEW.before IS NOT NULL OR NEW.after IS NOT NULL OR NEW.salt <> '' THEN
        RAISE EXCEPTION 'The payload of an audit event may only be erased.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""

BLANK_RATIONALE = """
CREATE FUNCTION claims_only_blank_rationale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.rationale <> '[taken down]' OR to_jsonb(NEW) - 'rationale' <> to_jsonb(OLD) - 'rationale' THEN
        RAISE EXCEPTION '% is append-only: UPDATE refused.', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""

# A claim that is being saved while its text is taken down would bring words of it back. The lock makes one of the two
# wait for the other: the takedown then sees the claim, or the claim sees the takedown.
NO_WORDS_AGAIN = """
CREATE FUNCTION claims_not_on_taken_down() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    texts uuid[];
BEGIN
    texts := ARRAY(SELECT DISTINCT version_id FROM written);
    PERFORM FROM claims_articleversion v WHERE v.id = ANY(texts) ORDER BY v.id FOR KEY SHARE;
    -- A statement of its own: it sees what was done while the one above waited.
    IF EXISTS (SELECT FROM claims_articleversion v WHERE v.id = ANY(texts) AND v.taken_down_at IS NOT NULL) THEN
        RAISE EXCEPTION 'This text was taken down.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
"""

NO_WAY_BACK = """
CREATE FUNCTION claims_stays_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM claims_articleversion v
        WHERE v.workspace_id = NEW.workspace_id AND v.taken_down_at IS NOT NULL
          AND v.article_id = CASE TG_TABLE_NAME WHEN 'claims_article' THEN NEW.id
                             ELSE (to_jsonb(NEW) ->> 'article_id')::uuid END) THEN
        RAISE EXCEPTION 'What was taken down does not come back.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""

GRADES = ("claims_reliabilitygrade", "claims_credibilitygrade")


def guard(table: str, when: str, function: str, *, name: str = "update_guard") -> str:
    return f"CREATE TRIGGER {table}_{name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}();"


def only_blank(table: str) -> migrations.RunSQL:
    """One trigger refused both; now a rationale may be blanked and a row still never goes."""
    return migrations.RunSQL(
        f"DROP TRIGGER {table}_update_guard ON {table};"
        + guard(table, "UPDATE", "claims_only_blank_rationale")
        + guard(table, "DELETE", "claims_refuse_change", name="delete_guard"),
        f"DROP TRIGGER {table}_update_guard ON {table}; DROP TRIGGER {table}_delete_guard ON {table};"
        + guard(table, "UPDATE OR DELETE", "claims_refuse_change"),
    )


def watch(event: str) -> migrations.RunSQL:
    name = f"claims_anchor_{event.lower()}_guard"
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} AFTER {event} ON claims_anchor REFERENCING NEW TABLE AS written"
        " FOR EACH STATEMENT EXECUTE FUNCTION claims_not_on_taken_down()",
        f"DROP TRIGGER {name} ON claims_anchor",
    )


def keep_withdrawn(table: str) -> migrations.RunSQL:
    name = f"{table}_withdrawn_guard"
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} BEFORE UPDATE OF withdrawn_at ON {table} FOR EACH ROW"
        " WHEN (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS NULL)"
        " EXECUTE FUNCTION claims_stays_withdrawn()",
        f"DROP TRIGGER {name} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("claims", "0004_source_family")]
    operations = [
        migrations.RunSQL(KEEP_TEXT, migrations.RunSQL.noop),
        migrations.RunSQL(ONLY_ERASE, migrations.RunSQL.noop),
        migrations.RunSQL(BLANK_RATIONALE, "DROP FUNCTION claims_only_blank_rationale()"),
        *[only_blank(table) for table in GRADES],
        migrations.RunSQL(NO_WORDS_AGAIN, "DROP FUNCTION claims_not_on_taken_down()"),
        watch("INSERT"),
        watch("UPDATE"),
        migrations.RunSQL(NO_WAY_BACK, "DROP FUNCTION claims_stays_withdrawn()"),
        keep_withdrawn("claims_article"),
        keep_withdrawn("claims_claim"),
    ]
