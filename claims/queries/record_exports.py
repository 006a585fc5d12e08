"""Everything that people made of a workspace, without loss, as a stream of JSON lines; tables are for `exports`."""

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from claims.exchange.jsonl import write_jsonl
from claims.exchange.records import ArticleRecord, AttributionRecord, ChainRecord, ClaimRecord, PropositionRecord
from claims.models import Article, Attribution, Claim, Judgement, Proposition, Workspace
from claims.queries import filters as narrowing
from claims.queries import source_records, statement_records
from claims.queries.batches import in_batches, snapshot
from claims.queries.claim_documents import AttributionDocument, ChainDocument, ClaimDocument, documents_of
from claims.queries.claim_records import record_of
from claims.queries.exports import BLOCK_BYTES, Rows
from claims.queries.filters import Filters
from claims.text.dates import PartialDate
from claims.text.segments import Segment
from claims.vocabulary import Identifiability, SegmentKind, SourceKind, Verdict

ARTICLES_AT_ONCE = 50
PROPOSITIONS_AT_ONCE = 1000
T = TypeVar("T")
Dates = dict[UUID, PartialDate]


def stream_jsonl(workspace: Workspace, filters: Filters) -> Generator[bytes, None, dict[str, int]]:
    """All sources, propositions and articles with their claims, oldest first, as they stood at one moment.

    With filters: the claims that pass them, and what those need. Returns how many of each there were. Raises BadFilter
    at once; closing the generator early frees the connection.
    """
    claims = narrowing.claims(workspace, filters).filter(version=F("article__current_version"))
    return _stream(workspace, filters, claims)


def _stream(workspace: Workspace, filters: Filters, claims: Rows[Claim]) -> Generator[bytes, None, dict[str, int]]:
    counts = Counter(sources=0, propositions=0, articles=0, claims=0, judgements=0, dependences=0)
    articles = narrowing.articles(workspace, Filters({}))
    full = articles.select_related("current_version", "publisher__merged_into", "wire_credit__merged_into")
    with snapshot():
        if filters:
            named = articles.filter(Exists(claims.filter(article=OuterRef("pk"))))
            sources = source_records.ids_needed(workspace, claims, named)
            batches = _only_with(full, claims)
        else:
            sources = source_records.all_ids(workspace)
            batches = in_batches(full, ARTICLES_AT_ONCE)
        lines = write_jsonl(
            sources=_counted(source_records.records_of(workspace, sources), counts, "sources"),
            propositions=_counted(_propositions(workspace, claims if filters else None), counts, "propositions"),
            articles=_counted(_articles(workspace, batches, claims, counts), counts, "articles"),
            judgements=_counted(statement_records.judgements(workspace, claims), counts, "judgements"),
            dependences=_counted(
                statement_records.dependences(workspace, named if filters else articles, sources), counts, "dependences"
            ),
            workspace=workspace.slug,
            filters=filters.values,
        )
        yield from _blocks(lines)
    return dict(counts)


def _blocks(lines: Iterable[bytes]) -> Iterator[bytes]:
    block = bytearray()
    for line in lines:
        block += line
        if len(block) >= BLOCK_BYTES:
            yield bytes(block)
            block.clear()
    if block:
        yield bytes(block)


def _counted(records: Iterable[T], counts: Counter[str], name: str) -> Iterator[T]:
    for record in records:
        counts[name] += 1
        yield record


def _propositions(workspace: Workspace, claims: Rows[Claim] | None) -> Iterator[PropositionRecord]:
    rows = Proposition.objects.filter(workspace=workspace, merged_into__isnull=True)
    if claims is not None:
        said = Judgement.objects.filter(
            workspace=workspace, verdict=Verdict.SAME, superseded_at__isnull=True, claim__in=claims.values("pk")
        )
        rows = rows.filter(
            Exists(said.filter(proposition=OuterRef("pk")))
            | Exists(said.filter(proposition__merged_into=OuterRef("pk")))
        )
    for batch in in_batches(rows, PROPOSITIONS_AT_ONCE):
        yield from statement_records.propositions(workspace, batch)


def _only_with(rows: Rows[Article], claims: Rows[Claim]) -> Iterator[list[Article]]:
    """The articles of these claims. Their keys are looked up once: a filter may have to read all claims for them."""
    keys = sorted(claims.values_list("article", flat=True).distinct())
    for start in range(0, len(keys), ARTICLES_AT_ONCE):
        yield list(rows.filter(pk__in=keys[start : start + ARTICLES_AT_ONCE]).order_by("pk"))


def _articles(
    workspace: Workspace, batches: Iterable[list[Article]], claims: Rows[Claim], counts: Counter[str]
) -> Iterator[ArticleRecord]:
    for batch in batches:
        of_article = _claims(workspace, claims.filter(article__in=[row.pk for row in batch]))
        for row in batch:
            made = of_article.get(row.pk, [])
            counts["claims"] += len(made)
            yield _article(row, made)


def _article(row: Article, claims: Sequence[ClaimRecord]) -> ArticleRecord:
    version = row.current_version
    assert version is not None, "An article that was added has a version."
    return ArticleRecord(
        id=row.pk,
        title=row.title,
        text=version.text,
        publisher=source_records.reference(row.publisher),
        url=row.url,
        archive_url=row.archive_url,
        byline=row.byline,
        language=row.language,
        published=row.published,
        wire_credit=source_records.reference(row.wire_credit),
        republishes=row.republishes_id,
        segments=tuple(Segment(SegmentKind(kind), start, end) for kind, start, end in version.segments),
        claims=tuple(claims),
    )


def _claims(workspace: Workspace, rows: Rows[Claim]) -> dict[UUID, list[ClaimRecord]]:
    """Claims by article. Four queries."""
    documents = documents_of(workspace, list(rows.order_by("pk").values_list("pk", flat=True)))
    ids = [document["id"] for document in documents]
    dated = Attribution.objects.filter(workspace=workspace, claim__in=ids, said_earliest__isnull=False)
    dates: Dates = {row.pk: row.said for row in dated}
    wanted = {document["proposition"] for document in documents if document["proposition"]}
    texts = dict(Proposition.objects.filter(workspace=workspace, pk__in=wanted).values_list("pk", "text"))
    found: dict[UUID, list[ClaimRecord]] = {}
    for document in documents:
        text = texts[UUID(document["proposition"])] if document["proposition"] else ""
        found.setdefault(UUID(document["article"]), []).append(_claim(document, text, dates))
    return found


def _claim(document: ClaimDocument, proposition: str, dates: Dates) -> ClaimRecord:
    """The record with words in place of ids, so that it can be written anywhere."""
    record = record_of(document)
    chains = tuple(_chain(chain, said, dates) for chain, said in zip(record.chains, document["chains"], strict=True))
    return replace(record, labels=tuple(document["labels"]), proposition=proposition, chains=chains)


def _chain(record: ChainRecord, document: ChainDocument, dates: Dates) -> ChainRecord:
    hops = zip(record.attributions, document["attributions"], strict=True)
    return replace(record, attributions=tuple(_hop(hop, said, dates) for hop, said in hops))


def _hop(record: AttributionRecord, document: AttributionDocument, dates: Dates) -> AttributionRecord:
    source = record.source
    if source is not None and document["source"] is not None:
        source = replace(
            source,
            name=document["source"]["name"],
            kind=SourceKind(document["source"]["kind"]),
            identifiability=Identifiability(document["source"]["identifiability"]),
        )
    said = dates.get(record.id) if record.id else None
    return replace(record, source=source, said=said)
