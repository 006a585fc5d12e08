"""The family of a source at a date: its topmost ancestor over part_of, owned_by and spokesperson_for."""

from django.db import migrations

FAMILY = """
CREATE FUNCTION claims_family(in_workspace uuid, of_source uuid, at_date timestamptz) RETURNS uuid
LANGUAGE sql STABLE AS $$
    WITH RECURSIVE ancestry (source, depth) AS (
        SELECT coalesce(s.merged_into_id, s.id), 0
        FROM public.claims_source s WHERE s.workspace_id = in_workspace AND s.id = of_source
        UNION
        SELECT coalesce(t.merged_into_id, t.id), a.depth + 1
        FROM ancestry a
        JOIN public.claims_source own ON own.workspace_id = in_workspace AND own.id = a.source
        JOIN public.claims_sourcerelation r ON r.workspace_id = in_workspace AND r.source_id = a.source
        JOIN public.claims_source t ON t.workspace_id = in_workspace AND t.id = r.target_id
        WHERE NOT own.counts_as_own_family AND r.ended_at IS NULL
          AND r.kind IN ('part_of', 'owned_by', 'spokesperson_for')
          AND (at_date IS NULL OR r.since_earliest IS NULL OR r.since_earliest <= at_date)
          AND (at_date IS NULL OR r.until_latest IS NULL OR r.until_latest >= at_date)
          AND a.depth < 50
    ), tops AS (
        SELECT DISTINCT a.source FROM ancestry a
        JOIN public.claims_source own ON own.workspace_id = in_workspace AND own.id = a.source
        WHERE own.counts_as_own_family OR NOT EXISTS (
            SELECT FROM public.claims_sourcerelation r
            WHERE r.workspace_id = in_workspace AND r.source_id = a.source AND r.ended_at IS NULL
              AND r.kind IN ('part_of', 'owned_by', 'spokesperson_for')
              AND (at_date IS NULL OR r.since_earliest IS NULL OR r.since_earliest <= at_date)
              AND (at_date IS NULL OR r.until_latest IS NULL OR r.until_latest >= at_date))
    )
    -- Two tops: a person has to pick, until then the source stands for itself.
    SELECT CASE WHEN (SELECT count(*) FROM tops) = 1 THEN (SELECT source FROM tops)
                ELSE (SELECT source FROM ancestry WHERE depth = 0 LIMIT 1) END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0003_append_only")]
    operations = [migrations.RunSQL(FAMILY, "DROP FUNCTION claims_family(uuid, uuid, timestamptz)")]
