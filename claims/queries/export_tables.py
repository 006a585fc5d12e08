"""The four tables of an export as SELECTs, one column a column of the contract; running them is done in `exports`."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.exchange.csv_tables import (
    ARTICLES_COLUMNS,
    ATTRIBUTIONS_COLUMNS,
    CHAIN_JOIN,
    CHAINS_JOIN,
    CLAIMS_COLUMNS,
    LIST_JOIN,
    QUOTE_JOIN,
    SOURCES_COLUMNS,
)
from claims.queries.claim_documents import TIMESTAMP
from claims.queries.export_families import FAMILY, families

NOT_NAMED = "(not named)"
"""Stands in a chain for a step whose source the text does not name, so that its place can be seen."""


@dataclass(frozen=True, slots=True)
class Table:
    """`select` is formatted with `{workspace}`, the id as a literal, and `{chosen}`, the SELECT of the ids to print; it
    takes the parameters of `{chosen}`, then the address at which the workspace's pages begin, if it prints a `url`."""

    columns: Sequence[str]
    guarded: frozenset[str]
    """Columns whose words come from articles or people, and so may look like a formula."""
    order: str
    select: str


WANTED = "wanted AS MATERIALIZED (SELECT id FROM ({chosen}) chosen (id))"
IN_ORDER = "(SELECT id FROM wanted ORDER BY id OFFSET 0) wanted"
# A LIMIT that the planner cannot see through makes it prefer a plan that gives its first rows soon: a million claims
# are walked in their order, a few are gathered and sorted.
AS_THEY_COME = """wanted AS NOT MATERIALIZED (
 SELECT id FROM ({chosen}) chosen (id) ORDER BY id LIMIT (SELECT 9223372036854775807))"""

# A hop shows the source it counts as now (`merged_into`), while the row keeps the source it was made with.
STANDING = """LEFT JOIN claims_source {made} ON {made}.workspace_id = {row}.workspace_id AND {made}.id = {row}.{column}
LEFT JOIN claims_source {name} ON {name}.workspace_id = {row}.workspace_id
 AND {name}.id = coalesce({made}.merged_into_id, {made}.id)"""


def _standing(name: str, *, row: str, column: str) -> str:
    return STANDING.format(name=name, made=f"{name}_as_made", row=row, column=column)


# In order before anything wide is looked up, and all else joined laterally behind a fence of OFFSET: so the first rows
# leave at once, and no table is sorted as a whole at the end, whatever the planner believes of the filters.
CLAIM = f"""(
 SELECT c.*, article.title AS article_title, article.url AS article_url, article.published_printed AS published,
  article.published_earliest, publisher.name AS publisher, annotator.username AS annotator,
  anchor.start, anchor."end", anchor.spans, anchor.mentions
 FROM claims_claim c
 JOIN claims_article article ON article.workspace_id = c.workspace_id AND article.id = c.article_id
 JOIN claims_anchor anchor ON anchor.workspace_id = c.workspace_id AND anchor.claim_id = c.id
  AND anchor.version_id = c.version_id
 {_standing("publisher", row="article", column="publisher_id")}
 LEFT JOIN auth_user annotator ON annotator.id = c.annotator_id
 WHERE c.workspace_id = {{workspace}} AND c.id = wanted.id OFFSET 0
) c"""

# The claim's proposition: the one of the latest standing judgement "same".
PROPOSITION = """
SELECT coalesce(p.merged_into_id, p.id) AS id FROM claims_judgement j
JOIN claims_proposition p ON p.workspace_id = j.workspace_id AND p.id = j.proposition_id
WHERE j.workspace_id = c.workspace_id AND j.claim_id = c.id AND j.verdict = 'same' AND j.superseded_at IS NULL
ORDER BY j.made_at DESC, j.id DESC LIMIT 1
"""

CHAINS = f"""
SELECT substr(string_agg(CASE WHEN h.position = 1 THEN '{CHAINS_JOIN}' ELSE '{CHAIN_JOIN}' END
   || coalesce(s.name, '{NOT_NAMED}'), '' ORDER BY ch.number, h.position) FILTER (WHERE h.id IS NOT NULL),
  length('{CHAINS_JOIN}') + 1) AS printed,
 max(ch.lineage) FILTER (WHERE ch.number = 1) AS lineage,
 count(h.id) FILTER (WHERE ch.number = 1) AS hops,
 max(s.name) FILTER (WHERE ch.number = 1 AND h.position = 1) AS nearest,
 max(h.stance) FILTER (WHERE ch.number = 1 AND h.position = 1) AS nearest_stance,
 max(h.stance) FILTER (WHERE ch.number = 1 AND h.is_origin) AS origin_stance,
 max(h.certainty) FILTER (WHERE ch.number = 1 AND h.is_origin) AS certainty,
 (array_agg(s.id) FILTER (WHERE ch.number = 1 AND h.is_origin))[1] AS origin_id,
 CASE WHEN bool_or(h.verification = 'unverified') THEN 'unverified'
  WHEN bool_or(h.verification = 'verified') THEN 'verified'
  WHEN count(h.id) > 0 THEN 'not_stated' END AS verification
FROM claims_chain ch
LEFT JOIN claims_attribution h ON h.workspace_id = ch.workspace_id AND h.claim_id = ch.claim_id AND h.chain_id = ch.id
{_standing("s", row="h", column="source_id")}
WHERE ch.workspace_id = c.workspace_id AND ch.claim_id = c.id
"""

LABELS = f"""
SELECT string_agg(l.name, '{LIST_JOIN}' ORDER BY l.name) AS names
FROM claims_claimlabel cl JOIN claims_label l ON l.workspace_id = cl.workspace_id AND l.id = cl.label_id
WHERE cl.workspace_id = c.workspace_id AND cl.claim_id = c.id
"""

RELIABILITY = """
SELECT g.grade FROM claims_reliabilitygrade g
WHERE g.workspace_id = origin.workspace_id AND g.source_id IN (
 SELECT origin.id UNION ALL
 SELECT m.id FROM claims_source m WHERE m.workspace_id = origin.workspace_id AND m.merged_into_id = origin.id)
ORDER BY g.graded_at DESC, g.id DESC LIMIT 1
"""

CREDIBILITY = """
SELECT g.grade FROM claims_credibilitygrade g
WHERE g.workspace_id = c.workspace_id AND g.{} ORDER BY g.graded_at DESC, g.id DESC LIMIT 1
"""

STATEMENT = f"""
SELECT p.id, p.text FROM ({PROPOSITION}) judged
JOIN claims_proposition p ON p.workspace_id = c.workspace_id AND p.id = judged.id OFFSET 0
"""

ORIGIN = """
SELECT s.* FROM claims_source s WHERE s.workspace_id = c.workspace_id AND s.id = chains.origin_id OFFSET 0
"""

CLAIMS = f"""
WITH {AS_THEY_COME}
SELECT wanted.id AS claim_id, c.article_id, c.version_id, c.article_title, c.article_url, c.publisher, c.published,
 c.quote, c.start, c."end",
 (SELECT string_agg((p->>0) || '-' || (p->>1), '{LIST_JOIN}' ORDER BY n)
  FROM jsonb_array_elements(c.spans) WITH ORDINALITY AS part (p, n)) AS spans,
 c.quotation, c.polarity, labels.names AS labels, c.status, proposition.id AS proposition_id,
 proposition.text AS proposition, chains.printed AS chain, chains.nearest AS nearest_source, chains.nearest_stance,
 origin.name AS origin, origin.kind AS origin_kind, origin.identifiability AS origin_identifiability,
 chains.origin_stance, chains.certainty, chains.verification, coalesce(chains.hops, 0) AS hops, chains.lineage,
 ({RELIABILITY}) AS reliability,
 coalesce(({CREDIBILITY.format("claim_id = c.id")}), ({CREDIBILITY.format("proposition_id = proposition.id")}))
  AS credibility,
 c.annotator, {TIMESTAMP.format("c.created_at")} AS created_at, {TIMESTAMP.format("c.updated_at")} AS updated_at,
 c.note, %s || 'claims/' || c.id || '/' AS url
FROM wanted CROSS JOIN LATERAL {CLAIM}
LEFT JOIN LATERAL ({LABELS}) labels ON true
LEFT JOIN LATERAL ({STATEMENT}) proposition ON true
LEFT JOIN LATERAL ({CHAINS}) chains ON true
LEFT JOIN LATERAL ({ORIGIN}) origin ON true
ORDER BY wanted.id OFFSET 0
"""

MENTION = f"""
SELECT string_agg(p->>2, '{QUOTE_JOIN}' ORDER BY n) AS quote, min((p->>0)::int) AS start, max((p->>1)::int) AS "end"
FROM jsonb_array_elements(c.mentions) mention,
 jsonb_array_elements(mention->'spans') WITH ORDINALITY AS part (p, n)
WHERE mention->>'attribution' = h.id::text AND mention->>'role' = '{{}}'
"""

HOP_SPEAKERS = f"""SELECT s.id, article.published_earliest
FROM wanted JOIN claims_claim c ON c.workspace_id = {{workspace}} AND c.id = wanted.id
JOIN claims_article article ON article.workspace_id = c.workspace_id AND article.id = c.article_id
JOIN claims_attribution h ON h.workspace_id = c.workspace_id AND h.claim_id = c.id
{_standing("s", row="h", column="source_id")}"""

# The source of a step is told by `s_` columns: the step has an id of its own.
STEPS = f"""
SELECT ch.number, ch.lineage, h.*, s.id AS s_id, s.name AS s_name, s.kind AS s_kind, s.identifiability AS s_how,
 (SELECT count(*) FROM claims_attribution hop WHERE hop.workspace_id = c.workspace_id AND hop.chain_id = ch.id) AS hops
FROM claims_chain ch
LEFT JOIN claims_attribution h ON h.workspace_id = ch.workspace_id AND h.claim_id = ch.claim_id AND h.chain_id = ch.id
{_standing("s", row="h", column="source_id")}
WHERE ch.workspace_id = c.workspace_id AND ch.claim_id = c.id
ORDER BY ch.number, h.position OFFSET 0
"""

ATTRIBUTIONS = f"""
WITH {WANTED}, {families(HOP_SPEAKERS)}
SELECT wanted.id AS claim_id, h.number AS chain, h.position, coalesce(h.hops, 0) AS hops,
 h.is_origin::text AS is_origin, h.s_id AS source_id, h.s_name AS source, h.s_kind AS source_kind,
 h.s_how AS identifiability,
 {FAMILY.format("h.s_id", "h.s_name", "c.published_earliest")} AS family,
 said_by.quote AS source_quote, said_by.start AS source_start, said_by."end" AS source_end,
 cue.quote AS cue_quote, cue.start AS cue_start, cue."end" AS cue_end,
 h.stance, h.certainty, h.verification, h.basis, h.medium, h.said_printed AS said, h.lineage, c.quote,
 c.article_id, c.article_title, c.article_url, c.publisher, c.published, c.status, c.annotator
FROM {IN_ORDER} CROSS JOIN LATERAL {CLAIM}
LEFT JOIN LATERAL ({STEPS}) h ON true
LEFT JOIN LATERAL ({MENTION.format("source")}) said_by ON true
LEFT JOIN LATERAL ({MENTION.format("cue")}) cue ON true
ORDER BY wanted.id, h.number, h.position OFFSET 0
"""

MEMBERS = """(SELECT s.id UNION ALL
 SELECT m.id FROM claims_source m WHERE m.workspace_id = s.workspace_id AND m.merged_into_id = s.id)"""

ITEM = rf"replace(replace({{}}, '\', '\\'), '{LIST_JOIN}', '\{LIST_JOIN}')"
"""An item of a list that is read again."""

ALIASES = f"""(SELECT string_agg({ITEM.format("a.text")}, '{LIST_JOIN}' ORDER BY a.source_id <> s.id, a.id) FROM (
 SELECT DISTINCT ON (x.key) x.* FROM claims_sourcealias x
 WHERE x.workspace_id = s.workspace_id AND x.source_id IN {MEMBERS} ORDER BY x.key, x.source_id <> s.id, x.id) a
 WHERE a.strength = '{{}}' AND a.text <> s.name)"""

SOURCES = f"""
WITH {WANTED}, {families("SELECT id, now() FROM wanted")}
SELECT s.id AS source_id, s.name, s.short_name, s.kind, s.identifiability, s.article_id,
 {ALIASES.format("strong")} AS aliases, {ALIASES.format("weak")} AS weak_aliases,
 (SELECT string_agg(i.scheme || ':' || {ITEM.format("i.value")}, '{LIST_JOIN}' ORDER BY i.source_id <> s.id, i.id)
  FROM claims_sourceidentifier i
  WHERE i.workspace_id = s.workspace_id AND i.source_id IN {MEMBERS}) AS identifiers,
 {FAMILY.format("s.id", "s.name", "now()")} AS family,
 related.relations,
 spoken.first_said AS claims_first_said, spoken.relayed AS claims_relayed,
 (SELECT count(*) FROM claims_article a WHERE a.workspace_id = s.workspace_id AND a.withdrawn_at IS NULL
  AND a.publisher_id IN {MEMBERS}) AS articles_published,
 {TIMESTAMP.format("s.created_at")} AS created_at, {TIMESTAMP.format("s.updated_at")} AS updated_at, s.description,
 %s || 'sources/' || s.id || '/' AS url, s.external_uri, s.counts_as_own_family::text AS counts_as_own_family,
 related.targets AS relation_targets, related.since AS relation_since, related.until AS relation_until
FROM {IN_ORDER} JOIN claims_source s ON s.workspace_id = {{workspace}} AND s.id = wanted.id
LEFT JOIN LATERAL (
 SELECT count(DISTINCT h.claim_id) FILTER (WHERE h.is_origin) AS first_said,
  count(DISTINCT h.claim_id) FILTER (WHERE NOT h.is_origin) AS relayed
 FROM claims_attribution h
 JOIN claims_claim c ON c.workspace_id = h.workspace_id AND c.id = h.claim_id AND c.withdrawn_at IS NULL
 JOIN claims_article a ON a.workspace_id = c.workspace_id AND a.id = c.article_id AND a.withdrawn_at IS NULL
 JOIN claims_annotationset n ON n.workspace_id = c.workspace_id AND n.id = c.annotation_set_id AND n.kind = 'record'
 WHERE h.workspace_id = s.workspace_id AND h.source_id IN {MEMBERS}
) spoken ON true
LEFT JOIN LATERAL (
 SELECT string_agg(r.kind || ' ' || {ITEM.format("t.name")}, '{LIST_JOIN}' ORDER BY r.id) AS relations,
  string_agg(t.id::text, '{LIST_JOIN}' ORDER BY r.id) AS targets,
  CASE WHEN bool_or(r.since_printed <> '') THEN string_agg(r.since_printed, '{LIST_JOIN}' ORDER BY r.id) END AS since,
  CASE WHEN bool_or(r.until_printed <> '') THEN string_agg(r.until_printed, '{LIST_JOIN}' ORDER BY r.id) END AS until
 FROM claims_sourcerelation r
 JOIN claims_source named ON named.workspace_id = r.workspace_id AND named.id = r.target_id
 JOIN claims_source t ON t.workspace_id = r.workspace_id AND t.id = coalesce(named.merged_into_id, named.id)
 WHERE r.workspace_id = s.workspace_id AND r.source_id IN {MEMBERS} AND r.ended_at IS NULL AND t.id <> s.id
) related ON true
ORDER BY s.id OFFSET 0
"""

PUBLISHERS = f"""SELECT s.id, a.published_earliest
FROM wanted JOIN claims_article a ON a.workspace_id = {{workspace}} AND a.id = wanted.id
{_standing("s", row="a", column="publisher_id")}"""

ARTICLES = f"""
WITH {WANTED}, {families(PUBLISHERS)}
SELECT a.id AS article_id, v.id AS version_id, a.title, publisher.name AS publisher, publisher.kind AS publisher_kind,
 {FAMILY.format("publisher.id", "publisher.name", "a.published_earliest")} AS family, a.published_printed AS published,
 a.url AS article_url, a.archive_url, a.language, a.byline, wire.name AS wire_credit, a.republishes_id AS republishes,
 (SELECT count(*) FROM claims_claim c
  JOIN claims_annotationset n ON n.workspace_id = c.workspace_id AND n.id = c.annotation_set_id AND n.kind = 'record'
  WHERE c.workspace_id = a.workspace_id AND c.article_id = a.id AND c.withdrawn_at IS NULL) AS claims,
 (SELECT count(*) FROM string_to_table(translate(v.text, E'\\n', ' '), ' ') word WHERE word <> '') AS words,
 encode(v.sha256, 'hex') AS sha256,
 {TIMESTAMP.format("a.created_at")} AS created_at, {TIMESTAMP.format("a.updated_at")} AS updated_at,
 %s || 'articles/' || a.id || '/' AS url
FROM {IN_ORDER} JOIN claims_article a ON a.workspace_id = {{workspace}} AND a.id = wanted.id
JOIN claims_articleversion v ON v.workspace_id = a.workspace_id AND v.id = a.current_version_id
{_standing("publisher", row="a", column="publisher_id")}
{_standing("wire", row="a", column="wire_credit_id")}
ORDER BY a.id OFFSET 0
"""

TABLES = {
    "claims": Table(
        columns=CLAIMS_COLUMNS,
        guarded=frozenset(
            {
                "article_title", "article_url", "publisher", "published", "quote", "labels", "proposition", "chain",
                "nearest_source", "origin", "annotator", "note", "url",
            }
        ),
        order="claim_id",
        select=CLAIMS,
    ),
    "attributions": Table(
        columns=ATTRIBUTIONS_COLUMNS,
        guarded=frozenset(
            {
                "source", "family", "source_quote", "cue_quote", "said", "quote", "article_title", "article_url",
                "publisher", "published", "annotator",
            }
        ),
        order="claim_id, chain, position",
        select=ATTRIBUTIONS,
    ),
    "sources": Table(
        columns=SOURCES_COLUMNS,
        guarded=frozenset(
            {
                "name", "short_name", "aliases", "weak_aliases", "identifiers", "family", "relations", "description",
                "url", "external_uri", "relation_since", "relation_until",
            }
        ),
        order="source_id",
        select=SOURCES,
    ),
    "articles": Table(
        columns=ARTICLES_COLUMNS,
        guarded=frozenset(
            {
                "title", "publisher", "family", "published", "article_url", "archive_url", "language", "byline",
                "wire_credit", "url",
            }
        ),
        order="article_id",
        select=ARTICLES,
    ),
}  # fmt: skip
