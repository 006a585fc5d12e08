"""The one shape in which claims are read: a JSON document built in SQL, for API, screens, exports and audit alike."""

import json
from collections.abc import Sequence
from typing import Any, TypedDict
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from claims.models import Claim, Workspace
from claims.models.prepared import prepared_cursor
from claims.queries.json_text import NOTHING, array, boolean, obj, plain, plain_or_null, text


class SpanDocument(TypedDict):
    start: int
    end: int
    exact: str


class SourceSummary(TypedDict):
    id: str
    name: str
    short_name: str
    kind: str
    identifiability: str


class AttributionDocument(TypedDict):
    id: str
    position: int
    source: SourceSummary | None
    source_spans: list[SpanDocument]
    cue_spans: list[SpanDocument]
    stance: str
    certainty: str
    verification: str
    basis: str
    medium: str
    said: str | None
    upstream_article: str | None


class ChainDocument(TypedDict):
    id: str
    number: int
    lineage: str
    attributions: list[AttributionDocument]


class TranslationDocument(TypedDict):
    text: str
    method: str
    by: str | None


class ClaimDocument(TypedDict):
    """A claim as contract and API print it, plus what the screens show of its article."""

    id: str
    article: str
    version: str
    set: str
    article_title: str
    publisher: SourceSummary | None
    published: str | None
    spans: list[SpanDocument]
    quote: str
    prefix: str
    suffix: str
    anchor: str
    quotation: str
    polarity: str
    labels: list[str]
    label_ids: list[str]
    note: str
    status: str
    proposition: str | None
    chains: list[ChainDocument]
    origins: list[SourceSummary]
    annotator: str | None
    derived_from: str | None
    revision: int
    created_at: str
    updated_at: str
    withdrawn: bool
    translation: TranslationDocument | None


SOURCE = """json_build_object('id', {0}.id, 'name', {0}.name, 'short_name', {0}.short_name, 'kind', {0}.kind,
 'identifiability', {0}.identifiability)"""


def _spans(spans: str) -> str:
    """Of a JSON array of [start, end, exact]."""
    span = obj({"start": "(p->>0)", "end": "(p->>1)", "exact": "(p->2)::text"})
    return f"(SELECT {array(span)} FROM jsonb_array_elements({spans}) p)"


def _source(name: str) -> str:
    """Null where the row of this name is not there."""
    summary = obj(
        {
            "id": plain(f"{name}.id"),
            "name": text(f"{name}.name"),
            "short_name": text(f"{name}.short_name"),
            "kind": plain(f"{name}.kind"),
            "identifiability": plain(f"{name}.identifiability"),
        }
    )
    return f"coalesce({summary}, 'null')"


def _mention(role: str) -> str:
    return f"""coalesce((SELECT {_spans("m->'spans'")} FROM jsonb_array_elements(anchor.mentions) m
 WHERE m->>'attribution' = h.id::text AND m->>'role' = '{role}' LIMIT 1), {NOTHING})"""


TIMESTAMP = "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"

# Every part is looked up claim by claim through an index, so that the cost grows as the claims do, whatever plan was
# kept and whatever the statistics said when it was made. The workspace comes out of `chosen`, which is materialised:
# a constant that statistics do not know yet looks so small to the planner that it reads all of the workspace for each
# claim instead of looking claims up by their keys.
# A hop shows the source it counts as now (`merged_into`), while the row keeps the source it was made with.
HOP = obj(
    {
        "id": plain("h.id"),
        "position": "h.position",
        "source": _source("s"),
        "source_spans": _mention("source"),
        "cue_spans": _mention("cue"),
        "stance": plain("h.stance"),
        "certainty": plain("h.certainty"),
        "verification": plain("h.verification"),
        "basis": plain("h.basis"),
        "medium": plain("h.medium"),
        "said": text("nullif(h.said_printed, '')"),
        "upstream_article": plain_or_null("h.upstream_article_id"),
    }
)
HOPS = f"""
SELECT {array(HOP, order="h.position")} AS list,
       min({_source("s")}) FILTER (WHERE h.is_origin AND s.id IS NOT NULL) AS origin
FROM claims_attribution h
LEFT JOIN claims_source made ON made.workspace_id = h.workspace_id AND made.id = h.source_id
LEFT JOIN claims_source s ON s.workspace_id = h.workspace_id AND s.id = coalesce(made.merged_into_id, made.id)
WHERE h.workspace_id = ch.workspace_id AND h.chain_id = ch.id
"""

CHAIN = obj({"id": plain("ch.id"), "number": "ch.number", "lineage": plain("ch.lineage"), "attributions": "hops.list"})
CHAINS = f"""
SELECT {array(CHAIN, order="ch.number")} AS list,
       {array("hops.origin", order="ch.number", where="hops.origin IS NOT NULL")} AS origins
FROM claims_chain ch CROSS JOIN LATERAL ({HOPS}) hops
WHERE ch.workspace_id = c.workspace_id AND ch.claim_id = c.id
"""

# The claim's proposition: the one of the latest standing judgement "same".
PROPOSITION = """
SELECT coalesce(p.merged_into_id, p.id) FROM claims_judgement j
JOIN claims_proposition p ON p.workspace_id = j.workspace_id AND p.id = j.proposition_id
WHERE j.workspace_id = c.workspace_id AND j.claim_id = c.id AND j.verdict = 'same' AND j.superseded_at IS NULL
ORDER BY j.made_at DESC, j.id DESC LIMIT 1
"""

# A claim shows the label that its label counts as now (`merged_into`), once.
LABELS = f"""
SELECT {array(text("l.name"), order="l.name, l.id")} AS names, {array(plain("l.id"), order="l.name, l.id")} AS ids
FROM (SELECT DISTINCT standing.name, standing.id FROM claims_claimlabel cl
      JOIN claims_label made ON made.workspace_id = cl.workspace_id AND made.id = cl.label_id
      JOIN claims_label standing ON standing.workspace_id = cl.workspace_id
       AND standing.id = coalesce(made.merged_into_id, made.id)
      WHERE cl.workspace_id = c.workspace_id AND cl.claim_id = c.id) l
"""

TRANSLATION = obj(
    {
        "text": text("anchor.translation"),
        "method": text("anchor.translation_method"),
        "by": text("(SELECT u.username FROM auth_user u WHERE u.id = anchor.translated_by_id)"),
    }
)

DOCUMENT = obj(
    {
        "id": plain("c.id"),
        "article": plain("c.article_id"),
        "version": plain("c.version_id"),
        "set": plain("c.annotation_set_id"),
        "article_title": text("article.title"),
        "publisher": _source("publisher"),
        "published": text("nullif(article.published_printed, '')"),
        "spans": _spans("anchor.spans"),
        "quote": text("c.quote"),
        "prefix": text("anchor.prefix"),
        "suffix": text("anchor.suffix"),
        "anchor": plain("anchor.state"),
        "quotation": plain("c.quotation"),
        "polarity": plain("c.polarity"),
        "labels": "labels.names",
        "label_ids": "labels.ids",
        "note": text("c.note"),
        "status": plain("c.status"),
        "proposition": plain_or_null(f"({PROPOSITION})"),
        "chains": "chains.list",
        "origins": "chains.origins",
        "annotator": text("annotator.username"),
        "derived_from": plain_or_null("c.derived_from_id"),
        "revision": "c.revision",
        "created_at": plain(TIMESTAMP.format("c.created_at")),
        "updated_at": plain(TIMESTAMP.format("c.updated_at")),
        "withdrawn": boolean("c.withdrawn_at IS NOT NULL"),
        "translation": f"CASE WHEN anchor.translation <> '' THEN {TRANSLATION} ELSE 'null' END",
    }
)
DOCUMENTS = f"""
WITH chosen AS MATERIALIZED ({{chosen}})
SELECT {DOCUMENT}
FROM chosen
JOIN claims_claim c ON c.workspace_id = chosen.workspace_id AND c.id = chosen.id
JOIN claims_article article ON article.workspace_id = c.workspace_id AND article.id = c.article_id
JOIN claims_anchor anchor ON anchor.workspace_id = c.workspace_id AND anchor.claim_id = c.id
 AND anchor.version_id = c.version_id
LEFT JOIN claims_source pub ON pub.workspace_id = article.workspace_id AND pub.id = article.publisher_id
LEFT JOIN claims_source publisher ON publisher.workspace_id = article.workspace_id
 AND publisher.id = coalesce(pub.merged_into_id, pub.id)
LEFT JOIN auth_user annotator ON annotator.id = c.annotator_id
CROSS JOIN LATERAL ({CHAINS}) chains
CROSS JOIN LATERAL ({LABELS}) labels
"""
BY_ID = "SELECT %s::uuid AS workspace_id, n.id, n.place FROM unnest(%s::uuid[]) WITH ORDINALITY n (id, place)"


def documents_as_json(workspace: Workspace, ids: Sequence[UUID]) -> list[str]:
    """One JSON text a claim, withdrawn ones too, in the order of the ids. One query."""
    return _fetch(BY_ID, (workspace.pk, list(ids)), order="chosen.place")


def documents_of(workspace: Workspace, ids: Sequence[UUID]) -> list[ClaimDocument]:
    """The documents of these claims, withdrawn ones too, in the order of the ids. One query."""
    return [json.loads(text) for text in documents_as_json(workspace, ids)]


def documents_in_article(workspace: Workspace, claims: QuerySet[Claim]) -> list[ClaimDocument]:
    """The documents of one article's claims in order of the text: by start, the longer one first. One query."""
    try:
        chosen, parameters = claims.order_by().values("workspace_id", "id").query.sql_with_params()
    except EmptyResultSet:
        return []
    rows = _fetch(chosen, parameters, order='anchor.start, anchor."end" DESC, c.id')
    return [json.loads(row) for row in rows]


def _fetch(chosen: str, parameters: tuple[Any, ...], *, order: str) -> list[str]:
    """`chosen` selects workspace_id and id, `order` is the ORDER BY."""
    with prepared_cursor() as cursor:
        cursor.execute(f"{DOCUMENTS.replace('{chosen}', chosen)} ORDER BY {order}", parameters)
        return [row[0] for row in cursor.fetchall()]
