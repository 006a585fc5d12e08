"""Reads of suggestions: those of an article, those that wait, how they were decided, and their documents."""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict, cast
from uuid import UUID

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Floor

from claims.models import AnnotationSet, ArticleVersion, FittedSuggester, Suggestion, TextReading, Workspace
from claims.queries.times import printed
from claims.suggestions.bands import BUCKETS, HIGH, MEDIUM, Tallies, Tally, band, band_of, measured
from claims.vocabulary import ArticleProgress, Band, ProposalState, SetKind

MOST_COUNTED = 20_000


class SpanDocument(TypedDict):
    start: int
    end: int
    exact: str


class StepDocument(TypedDict):
    source_spans: list[SpanDocument]
    cue_spans: list[SpanDocument]
    refers_to: str
    source_kind: str
    identifiability: str
    stance: str
    certainty: str
    verification: str


class SuggestionDocument(TypedDict):
    id: str
    article: str
    version: str
    spans: list[SpanDocument]
    quote: str
    quotation: str
    attributions: list[StepDocument]
    rule: str
    why: str
    score: float
    band: str
    model: str
    model_version: str
    state: str
    claim: str | None
    decided_by: str | None
    decided_at: str | None
    created_at: str


def listed(workspace: Workspace) -> QuerySet[Suggestion]:
    """All but those of withdrawn articles and of texts that are not current any more; no order."""
    return Suggestion.objects.filter(
        workspace=workspace,
        version__article__withdrawn_at__isnull=True,
        version__article__current_version=F("version"),
    )


def waiting_in(version: ArticleVersion) -> list[Suggestion]:
    """Those of a text that nobody has decided on, in order of the text. One query."""
    rows = Suggestion.objects.filter(
        workspace_id=version.workspace_id, version=version, state=ProposalState.PENDING
    ).order_by("start", "pk")
    found = list(rows)
    for row in found:
        row.version = version
    return found


def has_any(version: ArticleVersion) -> bool:
    """Whether anything was ever proposed for the text, and stayed."""
    return Suggestion.objects.filter(workspace_id=version.workspace_id, version=version).exists()


def tallies(workspace: Workspace) -> dict[tuple[str, int], Tally]:
    """What was decided in the workspace lately, by rule and bucket of the score. One query."""
    rows = _decided(workspace).annotate(tenth=Floor(F("score") * BUCKETS + 1e-9)).values_list("rule", "tenth", "state")
    found: dict[tuple[str, int], Tally] = {}
    for rule, tenth, state, count in rows.annotate(count=Count("pk")).order_by():
        key = (rule, min(int(tenth), BUCKETS - 1))
        accepted = count if state == ProposalState.ACCEPTED else 0
        found[key] = found.get(key, Tally()) + Tally(accepted, count - accepted)
    return found


def _decided(workspace: Workspace) -> QuerySet[Suggestion]:
    """Those on the latest suggestions, as many as are counted in no time."""
    decided = Suggestion.objects.filter(workspace=workspace).exclude(state=ProposalState.PENDING)
    latest = decided.order_by("-pk").values("pk")[:MOST_COUNTED]
    return Suggestion.objects.filter(workspace=workspace, pk__in=latest)


def with_band(rows: QuerySet[Suggestion], decided: Tallies, bands: Sequence[Band]) -> QuerySet[Suggestion]:
    """Those of these bands, told in the database as `band_of` tells it."""
    known = [
        When(_alike(rule, bucket), then=Value(str(band(share))))
        for rule in sorted({rule for rule, _ in decided})
        for bucket in range(BUCKETS)
        if (share := measured(decided, rule=rule, bucket=bucket)) is not None
    ]
    told = Case(
        *known,
        When(score__gte=HIGH, then=Value(str(Band.HIGH))),
        When(score__gte=MEDIUM, then=Value(str(Band.MEDIUM))),
        default=Value(str(Band.LOW)),
        output_field=CharField(),
    )
    return rows.alias(band=told).filter(band__in=[str(one) for one in bands])


def _alike(rule: str, bucket: int) -> Q:
    least, most = bucket / BUCKETS - 1e-9, (bucket + 1) / BUCKETS - 1e-9
    alike = Q(rule=rule, score__gte=least)
    return alike & Q(score__lt=most) if bucket < BUCKETS - 1 else alike


def unread(workspace: Workspace, *, model: str, model_version: str) -> QuerySet[ArticleVersion]:
    """Current texts that were not read with this model and whose article nobody has finished; no order."""
    read = TextReading.objects.filter(workspace=workspace, model=model, model_version=model_version)
    done = AnnotationSet.objects.filter(
        workspace=workspace, article=OuterRef("article"), kind=SetKind.RECORD, progress=ArticleProgress.DONE
    )
    return ArticleVersion.objects.filter(
        workspace=workspace,
        taken_down_at__isnull=True,
        article__withdrawn_at__isnull=True,
        article__current_version=F("pk"),
    ).exclude(Exists(read.filter(version=OuterRef("pk"))) | Exists(done))


def fitted(workspace: Workspace) -> FittedSuggester | None:
    return FittedSuggester.objects.filter(workspace=workspace).select_related("trained_by").first()


def accepted_cues(workspace: Workspace, rows: Sequence[Suggestion]) -> dict[str, int]:
    """How often suggestions with the cues of these were accepted here. One query."""
    words = {row.attribution.get("words") for row in rows} - {"", None}
    if not words:
        return {}
    accepted = _decided(workspace).filter(state=ProposalState.ACCEPTED, attribution__words__in=sorted(words))
    counted = accepted.values_list("attribution__words").annotate(count=Count("pk")).order_by()
    return dict(counted)


def documents_of(workspace: Workspace, ids: Sequence[UUID]) -> list[SuggestionDocument]:
    """The documents of these suggestions in the order of the ids. Three queries."""
    found = Suggestion.objects.filter(workspace=workspace, pk__in=ids).select_related("version", "decided_by").in_bulk()
    rows = [found[key] for key in ids]
    return documents(workspace, rows)


def documents(workspace: Workspace, rows: Sequence[Suggestion]) -> list[SuggestionDocument]:
    """The same of rows that have their version. Two queries."""
    decided = tallies(workspace) if rows else {}
    cues = accepted_cues(workspace, rows)
    return [_document(row, decided, cues) for row in rows]


def _document(row: Suggestion, decided: Tallies, cues: Mapping[str, int]) -> SuggestionDocument:
    text = row.version.text
    content = _spans(text, row.attribution["content"])
    return {
        "id": str(row.pk),
        "article": str(row.version.article_id),
        "version": str(row.version_id),
        "spans": content,
        "quote": " […] ".join(span["exact"] for span in content),
        "quotation": row.attribution["quotation"],
        "attributions": [_step(text, hop) for hop in row.attribution["hops"]],
        "rule": row.rule,
        "why": why(row, cues),
        "score": row.score,
        "band": str(band_of(decided, rule=row.rule, score=row.score)),
        "model": row.model,
        "model_version": row.model_version,
        "state": str(row.state),
        "claim": str(row.claim_id) if row.claim_id else None,
        "decided_by": row.decided_by.get_username() if row.decided_by else None,
        "decided_at": printed(row.decided_at) if row.decided_at else None,
        "created_at": printed(row.created_at),
    }


def why(row: Suggestion, cues: Mapping[str, int]) -> str:
    """The reason in words, with how often its cue was accepted here."""
    words = row.attribution.get("words", "")
    number = cues.get(words, 0)
    if not number or not row.why:
        return row.why
    return f"{row.why}; '{words}' was accepted {'once' if number == 1 else f'{number} times'} here"


def _step(text: str, hop: Mapping[str, Any]) -> StepDocument:
    return cast(
        StepDocument,
        {
            "source_spans": _spans(text, hop["source"]),
            "cue_spans": _spans(text, hop["cue"]),
            **{name: word for name, word in hop.items() if name not in ("source", "cue")},
        },
    )


def _spans(text: str, spans: Sequence[Sequence[int]]) -> list[SpanDocument]:
    return [SpanDocument(start=start, end=end, exact=text[start:end]) for start, end in spans]
