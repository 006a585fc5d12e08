"""The family of each source that an export prints, asked for once a period; which tables print it is not said here."""

RELATED = """(SELECT up.source_id FROM claims_sourcerelation up WHERE up.workspace_id = {workspace}
 AND up.ended_at IS NULL AND up.kind IN ('part_of', 'owned_by', 'spokesperson_for'))"""

# Asking the function for every row would cost nearly all the time. So each source that has a family is asked for once
# in each period between two dates at which any relation begins or ends; the others are their own family.
FAMILIES = f"""
turns AS MATERIALIZED (
 SELECT coalesce(array_agg(at ORDER BY at), ARRAY[]::timestamptz[]) AS list FROM (
  SELECT since_earliest AS at FROM claims_sourcerelation WHERE workspace_id = {{workspace}}
  UNION SELECT until_latest + interval '1 microsecond' FROM claims_sourcerelation WHERE workspace_id = {{workspace}}
 ) turn WHERE at IS NOT NULL
),
families AS MATERIALIZED (
 SELECT jsonb_object_agg(asked.source_id || '@' || asked.period, family.name) AS names FROM (
  SELECT speaker.source_id, coalesce(width_bucket(speaker.at, turns.list)::text, '') AS period,
   claims_family({{workspace}}, speaker.source_id, min(speaker.at)) AS family_id
  FROM ({{speakers}}) speaker (source_id, at), turns WHERE speaker.source_id IN {RELATED} GROUP BY 1, 2
 ) asked JOIN claims_source family ON family.workspace_id = {{workspace}} AND family.id = asked.family_id
)
"""
FAMILY = """coalesce((SELECT names FROM families)->>({0} || '@' ||
 coalesce(width_bucket({2}, (SELECT list FROM turns))::text, '')), {1})"""
"""Of the id and the name of a source, and a date."""


def families(speakers: str) -> str:
    """`speakers` is a SELECT of the sources to be printed, as they stand now, and the dates at which they spoke."""
    return FAMILIES.format(speakers=speakers, workspace="{workspace}")
