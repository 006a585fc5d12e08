"""A workspace with at least one row of every model, all of whose words hold a mark that stands nowhere else."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection

from claims.exchange.records import ArticleRecord, ClaimRecord, IdentifierRecord, RelationRecord, SourceRecord
from claims.models import (
    AnnotationSet,
    Assignment,
    AuditEvent,
    Claim,
    Comment,
    CredibilityGrade,
    Dependence,
    FittedSuggester,
    IdempotencyKey,
    Job,
    Judgement,
    Proposition,
    PropositionRedirect,
    PropositionRelation,
    ReliabilityGrade,
    Source,
    SourceLikeness,
    SourceRedirect,
    Suggestion,
    TextReading,
    TextSignature,
    Workspace,
)
from claims.models.tenancy import TenantModel
from claims.services import articles, audit, claims, labels, sources, tokens
from claims.services.judgements import make_proposition
from claims.vocabulary import (
    DependenceKind,
    Identifiability,
    IdentifierScheme,
    PropositionRelationKind,
    RelationKind,
    SetKind,
    TokenScope,
    Verdict,
)
from tests.makers import chain, hop, make_article, make_claim, make_source, spans

MODELS = [model for model in apps.get_app_config("claims").get_models() if issubclass(model, TenantModel)]


@dataclass(frozen=True, slots=True)
class Furnished:
    """A workspace, who works in it, a row of each kind by the name that addresses have for it, and its mark."""

    workspace: Workspace
    by: User
    mark: str
    rows: dict[str, Any]

    def id(self, kind: str) -> str:
        return str(self.rows[kind].pk)

    def claim_record(self, **more: Any) -> ClaimRecord:
        text = self.rows["version"].text
        return ClaimRecord(spans=spans(text, "Two piers burn"), **{"chains": (chain(),), **more})

    def article_record(self, **more: Any) -> ArticleRecord:
        return ArticleRecord(title="New", text="Words that nobody has.", **more)


def furnish(workspace: Workspace, *, by: User, mark: str) -> Furnished:
    """One of everything; alice-like `by` makes it."""
    quay = sources.make(
        workspace,
        SourceRecord(f"{mark} Quay", identifiers=(IdentifierRecord(IdentifierScheme.DOMAIN, f"{mark}.example"),)),
        by=by,
    )
    pier = make_source(workspace, f"{mark} Pier")
    merged = make_source(workspace, f"{mark} Mole", merged_into=quay)
    merge = SourceRedirect.objects.create(workspace=workspace, source=merged, into=quay, made_by=by)
    relation = sources.relate(quay, RelationRecord(RelationKind.PART_OF, pier.name), target=pier, by=by)
    article = make_article(
        workspace, title=f"{mark} burns", text=f"Two piers burn in {mark}.\n\nA fire, {mark} officials said.",
        publisher=f"{mark} Courier", by=by,
    )  # fmt: skip
    label = labels.make(workspace, f"{mark} label", by=by)
    official = hop(f"{mark} officials", identifiability=Identifiability.COLLECTIVE, upstream_article=article.pk)
    claim = make_claim(
        article, f"A fire, {mark}", chains=(chain(official, f"{mark} Quay"),), labels=(f"{mark} label",),
        note=f"{mark} note", proposition=f"{mark} burned", by=by,
    )  # fmt: skip
    withdrawn = claims.withdraw(make_claim(article, "Two piers burn", by=by), by=by)
    gone = make_article(workspace, title=f"{mark} gone", text=f"{mark} gone.", by=by)
    articles.withdraw(gone, by=by)
    proposition = make_proposition(workspace, f"{mark} statement", by=by)
    other = make_proposition(workspace, f"{mark} statement, too", by=by)
    former = make_proposition(workspace, f"{mark} statement, merged", by=by)
    Proposition.objects.filter(pk=former.pk).update(merged_into=proposition)
    blind = AnnotationSet.objects.create(workspace=workspace, article=gone, kind=SetKind.BLIND, annotator=by)
    version = article.current_version
    made: dict[type[Any], dict[str, Any]] = {
        PropositionRelation: {
            "proposition": proposition, "target": other, "kind": PropositionRelationKind.SUPPORTS, "created_by": by,
        },
        PropositionRedirect: {"proposition": former, "into": proposition, "made_by": by},
        TextSignature: {"article": article, "version": version, "method": 1, "bands": [1]},
        Judgement: {"claim": claim, "proposition": other, "verdict": Verdict.DIFFERENT, "analyst": by},
        Dependence: {"article": article, "on_article": gone, "kind": DependenceKind.SAME_WIRE, "why": f"{mark} why"},
        ReliabilityGrade: {"source": quay, "grade": "B", "rationale": f"{mark} grade"},
        SourceLikeness: {"source": quay, "other": pier, "score": 90, "why": f"{mark} why"},
        CredibilityGrade: {"claim": claim, "grade": "2", "rationale": f"{mark} grade"},
        Suggestion: {
            "version": version, "model": "m", "model_version": "1", "score": 0.5, "rule": "verb-that",
            "why": f"{mark} why", "place": "36-40", "start": 0, "attribution": {
                "content": [[0, 9]], "quotation": "indirect", "hops": [{
                    "source": [[10, 14]], "cue": [[36, 40]], "stance": "asserts", "certainty": "not_stated",
                    "verification": "not_stated", "source_kind": "unknown", "identifiability": "named",
                    "refers_to": f"{mark} Quay",
                }],
            },
        },
        TextReading: {"version": version, "model": "m", "model_version": "1"},
        FittedSuggester: {"fitted": b"", "report": {"mark": mark}, "trained_at": version.captured_at, "trained_by": by},
        Comment: {"article": article, "claim": claim, "author": by, "text": f"{mark} comment"},
        Assignment: {"article": gone, "annotator": by, "annotation_set": blind},
        IdempotencyKey: {"user": by, "key": f"{mark}-key", "request_digest": b"", "status": 201, "body": mark},
        Job: {"kind": "check", "arguments": {"mark": mark}, "result": {"mark": mark}, "error": f"{mark} error"},
    }  # fmt: skip
    rows = {model._meta.model_name: model.objects.create(workspace=workspace, **given) for model, given in made.items()}
    tokens.issue(by, scope=TokenScope.READ, workspace=workspace)
    audit.seal(workspace)
    claims.change(claim, lambda _, record: record, by=by)
    rows |= {
        "merge": merge, "old": merged, "origin": claim.attributions.get(position=2),
        "article": article, "gone": gone, "version": version, "claim": Claim.objects.get(pk=claim.pk),
        "withdrawn": withdrawn, "source": quay, "target": pier, "relation": relation, "label": label,
        "set": AnnotationSet.objects.get(article=article), "proposition": proposition, "merged": former,
        "hop": claim.attributions.get(position=1), "publisher": Source.objects.get(name=f"{mark} Courier"),
        "event": AuditEvent.objects.get(workspace=workspace, action="claim.withdraw"),
    }  # fmt: skip
    return Furnished(workspace, by, mark, rows)


def ids_of(workspace: Workspace) -> set[str]:
    """The ids of all rows of the workspace, and its own."""
    found = {str(workspace.pk)}
    for model in MODELS:
        keys = model.objects.filter(workspace=workspace).values_list("pk", flat=True)  # type: ignore[attr-defined]
        found |= {str(key) for key in keys}
    return found


def content_of(workspace: Workspace) -> dict[str, list[str]]:
    """Table -> every row of the workspace, as text."""
    found: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        for model in MODELS:
            table = model._meta.db_table
            cursor.execute(f"SELECT t::text FROM {table} t WHERE workspace_id = %s ORDER BY id", [workspace.pk])
            found[table] = [text for (text,) in cursor.fetchall()]
    return found
