"""Each public function of the services that writes makes one audit event, with what was before and what came after.

The table below is complete: a service that is not in it fails a test.
"""

import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection

import claims.services
from claims.exchange.records import ArticleRecord, Batch, ClaimRecord, RelationRecord, SourceRecord, SourceReference
from claims.models import (
    AnnotationSet,
    Article,
    Assignment,
    AuditEvent,
    AuditPayload,
    AuditUnsealed,
    Claim,
    CredibilityGrade,
    Dependence,
    FittedSuggester,
    Judgement,
    Label,
    Membership,
    Proposition,
    PropositionRelation,
    ReliabilityGrade,
    Source,
    SourceLikeness,
    SourceRedirect,
    SourceRelation,
    Suggestion,
    Workspace,
)
from claims.queries.claim_documents import documents_of
from claims.services import (
    articles,
    assignments,
    bulk_edits,
    demo,
    dependences,
    erasure,
    grades,
    imports,
    judgements,
    label_merges,
    labels,
    propositions,
    source_duplicates,
    source_merges,
    source_splits,
    sources,
    suggesters,
    suggesting,
    suggestions,
    tokens,
    undo,
    verdicts,
    versions,
    workspaces,
)
from claims.services import (
    claims as claim_services,
)
from claims.services.article_rows import Capture
from claims.suggestions.examples import Attribution, Example
from claims.suggestions.proposals import Proposal
from claims.suggestions.training import train
from claims.text.spans import Span
from claims.vocabulary import (
    ArticleProgress,
    Band,
    CaptureMethod,
    ClaimStatus,
    Credibility,
    DependenceKind,
    ProposalState,
    PropositionRelationKind,
    RelationKind,
    Reliability,
    Role,
    TokenScope,
    Verdict,
)
from tests.makers import GUARD, TEXT, Team, make_article, make_claim, make_person, make_source, spans
from tests.services.events import events_during

WITHOUT_EVENT = {
    # reads, checks and shapes
    "article_rows": {"check_text", "checked_segments", "checked_title", "first_words"},
    "articles": {"state", "with_same_text"},
    "assignments": {"state"},
    "audit": {"digest", "seal_hash"},
    "audit_proof": {"check_events", "check_noted", "check_seals"},
    "claims": {"ids_in", "place", "places"},
    "erased_rows": {"blank"},
    "grades": {"state"},
    "imports": {"record_of"},
    "judgements": {"checked_text"},
    "labels": {"state"},
    "limits": {"check_date", "check_prose", "line"},
    "placing": {"placed"},
    "source_matching": {"checked_uri", "reference", "refuse_taken_uri"},
    "source_relations": {"relation_state"},
    "source_resolver": {"checked_name", "standing_id"},
    "sources": {"state"},
    "suggesters": {"active", "fault", "figures", "learn"},
    "suggesting": {"cue_words", "is_marked"},
    "suggestion_records": {"proposed"},
    "suggestions": {"state"},
    "tokens": {"digest_of"},
    "undo": {"depths", "stacks"},
    # what the machinery remembers for itself, which is no evidence
    "jobs": {"advance", "begin", "finish", "forget", "make"},
    "once": {"forget"},
    "preferences": {"bring_hints_back", "choose_keys", "reset_keys", "send_hint_away", "switch_keys"},
    # changes of records, which somebody else writes
    "copies": {"proposal_of"},
    "dependences": {"state"},
    "propositions": {"relation_state"},
    "verdicts": {"standing"},
    "chains": {
        "with_changed_step", "with_mention", "with_moved_step", "with_own_words", "with_presets", "with_step",
        "without_step",
    },
}  # fmt: skip
BY_THE_PROGRAM = {"copies": {"find"}, "dependences": {"propose"}}
"""Their event has no person; test_copies tries them."""
WITHIN_THE_EVENT_OF_A_CALLER = {
    "article_rows": {"fill", "references", "version_of"},
    "articles": {"add_rows", "lock"},
    "audit": {"record", "seal"},
    "claims": {"add_rows", "lock", "rewrite_rows"},
    "import_statements": {"add"},
    "judgements": {"change_same", "find_or_make", "lock", "say_same"},
    "name_locks": {"hold"},
    "once": {"make_once"},
    "source_names": {"add_names", "refuse_taken", "without_lent"},
    "source_relations": {"add_relations", "hold_hierarchy", "new_relation"},
    "sources": {"add_rows"},
    "suggestions": {"follow"},
}


@dataclass(frozen=True, slots=True)
class World:
    """What the writes of the table work on."""

    team: Team
    article: Article
    claim: Claim
    other: Claim
    source: Source
    target: Source
    relation: SourceRelation
    label: Label
    event: AuditEvent

    @property
    def workspace(self) -> Workspace:
        return self.team.workspace

    @property
    def by(self) -> Any:
        return self.team.alice

    @property
    def record(self) -> ClaimRecord:
        return ClaimRecord(spans=spans(TEXT, GUARD), labels=("new",), proposition="New")

    @property
    def at(self) -> Any:
        return claim_services.place(self.article, by=self.by)

    @property
    def record_set(self) -> AnnotationSet:
        return AnnotationSet.objects.get(article=self.article)


@pytest.fixture
def world(team: Team) -> World:
    article = make_article(team.workspace, by=team.alice)
    claim = make_claim(article, sources=("Seawatch", "Guard"), labels=("fire",), by=team.alice)
    with events_during() as events:
        claim_services.set_status(team.workspace, [claim.pk], ClaimStatus.SUBMITTED, by=team.alice)
    source, target = make_source(team.workspace, "One"), make_source(team.workspace, "Two")
    record = RelationRecord(RelationKind.PART_OF, "Two")
    return World(
        team=team,
        article=article,
        claim=claim,
        other=make_claim(article, by=team.bob),
        source=source,
        target=target,
        relation=sources.relate(source, record, target=target, by=team.alice),
        label=Label.objects.get(name="fire"),
        event=events[0],
    )


State = Callable[[World], Any]


def no_claims(world: World) -> Any:
    return []


def nothing(world: World) -> Any:
    return None


def the_claim(world: World) -> Any:
    return documents_of(world.workspace, [world.claim.pk])


def both_claims(world: World) -> Any:
    return documents_of(world.workspace, [world.claim.pk, world.other.pk])


def the_new_claims(world: World) -> Any:
    known = [world.claim.pk, world.other.pk]
    new = Claim.objects.exclude(pk__in=known).order_by("pk").values_list("pk", flat=True)
    return documents_of(world.workspace, list(new))


def the_source(world: World) -> Any:
    return sources.state(Source.objects.get(pk=world.source.pk))


def the_new_source(world: World) -> Any:
    return sources.state(Source.objects.get(name="Pierwatch"))


def the_article(world: World) -> Any:
    return articles.state(Article.objects.get(pk=world.article.pk))


def the_version_and_claims(world: World) -> Any:
    version = Article.objects.get(pk=world.article.pk).current_version
    assert version is not None
    named = {"id": str(version.pk), "number": version.number, "sha256": bytes(version.sha256).hex()}
    return [named, *both_claims(world)]


def the_article_and_its_segments(world: World) -> Any:
    article = Article.objects.get(pk=world.article.pk)
    assert article.current_version is not None
    return articles.state(article) | {"segments": article.current_version.segments}


def the_new_articles(world: World) -> Any:
    new = Article.objects.exclude(pk=world.article.pk).order_by("pk").select_related("current_version")
    return [articles.state(article) | {"sha256": bytes(article.current_version.sha256).hex()} for article in new]


def the_progress(world: World) -> Any:
    return {"progress": str(world.record_set.progress)}


def the_assignments(world: World) -> Any:
    return [assignments.state(row) for row in Assignment.objects.order_by("pk")]


def the_label(world: World) -> Any:
    return label_state(Label.objects.get(pk=world.label.pk))


def the_new_label(world: World) -> Any:
    return label_state(Label.objects.get(name="new"))


def the_merged_label(world: World) -> Any:
    label = Label.objects.get(pk=world.label.pk)
    return label_state(label) | {"merged_into": str(label.merged_into_id) if label.merged_into_id else None}


def new_label() -> Label:
    return Label.objects.get(name="new")


def label_state(label: Label) -> Any:
    return {
        "id": str(label.pk),
        "name": label.name,
        "description": label.description,
        "retired": label.retired_at is not None,
    }


def the_proposition(world: World) -> Any:
    made = Proposition.objects.get()
    return {"id": str(made.pk), "text": made.text, "note": made.note}


def of_statement(world: World, words: str = "Statement") -> Proposition:
    return judgements.make_proposition(world.workspace, words, by=world.by)


def statement(words: str = "Statement") -> Proposition:
    return Proposition.objects.get(text=words)


def the_words(world: World) -> Any:
    row = Proposition.objects.get(text__in=("Statement", "New words"))
    return {"text": row.text, "note": row.note}


def no_merge(world: World) -> Any:
    return {"merged_into": None}


def the_merge(world: World) -> Any:
    return {"merged_into": str(statement("Other").pk)}


def no_judgements(world: World) -> Any:
    return {"judgements": []}


def the_judgements(world: World) -> Any:
    """Those of the claim that stand."""
    rows = Judgement.objects.filter(superseded_at__isnull=True).order_by("pk")
    return {"judgements": [judgement_state(row) for row in rows]}


def judgement_state(row: Judgement) -> Any:
    named = {name: str(getattr(row, name)) for name in ("claim_id", "proposition_id", "verdict")}
    return {
        "id": str(row.pk), "claim": named["claim_id"], "proposition": named["proposition_id"],
        "analyst": row.analyst_id, "verdict": named["verdict"],
    }  # fmt: skip


def the_proposition_relation(world: World) -> Any:
    return propositions.relation_state(PropositionRelation.objects.get())


def the_dependence(world: World) -> Any:
    return dependences.state(Dependence.objects.get())


def the_role(world: World) -> Any:
    return {"user": "vera", "role": str(Membership.objects.get(user__username="vera").role)}


def pair_of(world: World) -> SourceLikeness:
    found = SourceLikeness.objects.first()
    return found or SourceLikeness.objects.create(
        workspace=world.workspace, source=world.source, other=world.target, score=90, why="Alike."
    )


def the_pair(world: World) -> Any:
    row = pair_of(world)
    return {
        "id": str(row.pk),
        "source": str(row.source_id),
        "other": str(row.other_id),
        "verdict": str(row.verdict) if row.verdict else None,
    }


def guard_of(world: World) -> Source:
    return Source.objects.get(name="Guard")


def steps_of(world: World) -> Any:
    return list(world.claim.attributions.filter(is_origin=True).values_list("pk", flat=True))


def the_relation(world: World) -> Any:
    row = SourceRelation.objects.filter(ended_at__isnull=True).latest("pk")
    return {"id": str(row.pk), "kind": row.kind.value, "target": str(row.target_id), "since": "", "until": ""}


class Told:
    """Proposes that the guard of the text says something, in as many places as it was told."""

    name = "told"
    version = "1"

    def __init__(self, count: int = 1) -> None:
        self.count = count

    def suggest(self, text: str) -> list[Proposal]:
        start = text.index(" port official")
        spans = [Span(start + 10 * number, start + 10 * number + 8) for number in range(3 * self.count)]
        return [
            Proposal(source=(source,), cue=(cue,), content=(content,), score=0.95, rule="verb-that", why="Because.")
            for source, cue, content in zip(spans[::3], spans[1::3], spans[2::3], strict=True)
        ]


def suggest(world: World) -> Any:
    assert world.article.current_version is not None
    return suggesting.propose(world.article.current_version, suggester=Told(), by=world.by)


def suggested() -> Suggestion:
    return Suggestion.objects.select_related("workspace", "version").get()


def the_suggestion(world: World) -> Any:
    return suggestions.state(suggested())


def anything(world: World) -> Any:
    return ...


@dataclass(frozen=True, slots=True)
class Write:
    """A write with the event it makes. `before` and `after` compute what the payload holds; `anything` is not told."""

    action: str
    write: Callable[[World], object]
    before: State
    after: State
    workspace: str = "desk"


ARTICLE = ArticleRecord(title="New", text="A new text.")
PIERWATCH = SourceRecord(name="Pierwatch")
CAPTURE = Capture(CaptureMethod.API)
LEARNED_FROM = Example(TEXT, (Attribution(source=(Span(0, 3),), cue=(Span(4, 9),), content=(Span(10, 14),)),))
MODEL = train([LEARNED_FROM, LEARNED_FROM])

WRITES: dict[str, Write] = {
    "articles.add": Write(
        "article.add",
        lambda w: articles.add(w.workspace, ARTICLE, capture=CAPTURE, by=w.by),
        nothing,
        the_new_articles,
    ),
    "articles.add_many": Write(
        "article.add",
        lambda w: articles.add_many(w.workspace, [ARTICLE, replace(ARTICLE, text="Two")], capture=CAPTURE, by=w.by),
        nothing,
        the_new_articles,
    ),
    "articles.correct": Write(
        "article.correct",
        lambda w: articles.correct(w.article, ARTICLE, by=w.by),
        the_article_and_its_segments,
        the_article_and_its_segments,
    ),
    "articles.mark_progress": Write(
        "set.progress",
        lambda w: articles.mark_progress(w.record_set, ArticleProgress.DONE, by=w.by),
        the_progress,
        the_progress,
    ),
    "articles.withdraw": Write(
        "article.withdraw", lambda w: articles.withdraw(w.article, by=w.by), the_article, the_article
    ),
    "articles.restore": Write(
        "article.restore", lambda w: articles.restore(w.article, by=w.by), the_article, the_article
    ),
    "assignments.assign": Write(
        "assignment.make",
        lambda w: assignments.assign(w.workspace, [w.article.pk], to=w.by, by=w.by),
        no_claims,
        the_assignments,
    ),
    "assignments.cancel": Write(
        "assignment.cancel",
        lambda w: assignments.cancel(w.workspace, [Assignment.objects.get().pk], by=w.by),
        the_assignments,
        the_assignments,
    ),
    "bulk_edits.apply": Write(
        "claim.revise",
        lambda w: bulk_edits.apply(
            w.workspace, [w.claim.pk, w.other.pk], bulk_edits.BulkEdit(add_label="new"), by=w.by
        ),
        both_claims,
        both_claims,
    ),
    "claims.make": Write(
        "claim.make", lambda w: claim_services.make(w.at, w.record, by=w.by), no_claims, the_new_claims
    ),
    "claims.make_many": Write(
        "claim.make",
        lambda w: claim_services.make_many(w.workspace, [(w.at, w.record)] * 2, by=w.by),
        no_claims,
        the_new_claims,
    ),
    "claims.revise": Write(
        "claim.revise", lambda w: claim_services.revise(w.claim, w.record, by=w.by), the_claim, the_claim
    ),
    "claims.change": Write(
        "claim.revise",
        lambda w: claim_services.change(w.claim, lambda _, record: replace(record, note="New."), by=w.by),
        the_claim,
        the_claim,
    ),
    "claims.change_many": Write(
        "claim.revise",
        lambda w: claim_services.change_many(
            w.workspace, [w.claim.pk, w.other.pk], lambda _, record: replace(record, note="New."), by=w.by
        ),
        both_claims,
        both_claims,
    ),
    "claims.set_status": Write(
        "claim.revise",
        lambda w: claim_services.set_status(w.workspace, [w.claim.pk], ClaimStatus.ACCEPTED, by=w.by),
        the_claim,
        the_claim,
    ),
    "claims.withdraw": Write(
        "claim.withdraw", lambda w: claim_services.withdraw(w.claim, by=w.by), the_claim, the_claim
    ),
    "claims.withdraw_many": Write(
        "claim.withdraw",
        lambda w: claim_services.withdraw_many(w.workspace, [w.claim.pk, w.other.pk], by=w.by),
        both_claims,
        both_claims,
    ),
    "claims.restore": Write("claim.restore", lambda w: claim_services.restore(w.claim, by=w.by), the_claim, the_claim),
    "demo.set_token": Write(
        "demo.token", lambda w: demo.set_token(w.workspace, "k" * 20, holder=w.by), nothing, anything
    ),
    "erasure.take_down": Write(
        "article.take_down",
        lambda w: erasure.take_down(w.article, reason="Asked to.", by=w.by),
        nothing,
        anything,
    ),
    "erasure.erase": Write(
        "audit.erase",
        lambda w: erasure.erase(w.workspace, reason="Asked to.", by=w.by, object_id=w.claim.pk),
        nothing,
        anything,
    ),
    "grades.grade_reliability": Write(
        "source.grade",
        lambda w: grades.grade_reliability(w.source, Reliability.B, "A record.", by=w.by),
        nothing,
        lambda w: grades.state(ReliabilityGrade.objects.get()),
    ),
    "grades.grade_credibility": Write(
        "claim.grade",
        lambda w: grades.grade_credibility(w.claim, Credibility.DOUBTFUL, "One voice.", by=w.by),
        nothing,
        lambda w: grades.state(CredibilityGrade.objects.get()),
    ),
    "imports.import_batch": Write(
        "import",
        lambda w: imports.import_batch(w.workspace, Batch(articles=(ARTICLE,)), capture=CAPTURE, by=w.by),
        nothing,
        anything,
    ),
    "imports.import_file": Write(
        "import",
        lambda w: imports.import_file(w.workspace, b"Title\n\nSome words in a text.", filename="x.txt", by=w.by),
        nothing,
        anything,
    ),
    "judgements.make_proposition": Write(
        "proposition.make",
        lambda w: judgements.make_proposition(w.workspace, "Two piers burned", by=w.by),
        nothing,
        the_proposition,
    ),
    "propositions.revise": Write(
        "proposition.revise",
        lambda w: propositions.revise(statement(), text="New words", note="n", by=w.by),
        the_words,
        the_words,
    ),
    "propositions.relate": Write(
        "proposition.relate",
        lambda w: propositions.relate(statement(), PropositionRelationKind.UPDATES, target=statement("Other"), by=w.by),
        nothing,
        the_proposition_relation,
    ),
    "propositions.unrelate": Write(
        "proposition.unrelate",
        lambda w: propositions.unrelate(PropositionRelation.objects.get(), by=w.by),
        the_proposition_relation,
        nothing,
    ),
    "propositions.merge": Write(
        "proposition.merge",
        lambda w: propositions.merge(statement(), into=statement("Other"), by=w.by),
        no_merge,
        the_merge,
    ),
    "propositions.unmerge": Write(
        "proposition.unmerge", lambda w: propositions.unmerge(statement(), by=w.by), the_merge, no_merge
    ),
    "verdicts.judge": Write(
        "judgement.make",
        lambda w: verdicts.judge(w.claim, statement(), Verdict.UNSURE, by=w.by),
        no_judgements,
        the_judgements,
    ),
    "verdicts.withdraw": Write(
        "judgement.withdraw",
        lambda w: verdicts.withdraw(Judgement.objects.get(), by=w.by),
        the_judgements,
        no_judgements,
    ),
    "verdicts.split": Write(
        "proposition.split",
        lambda w: verdicts.split(statement(), [w.claim.pk], into=statement("Other"), by=w.by),
        the_judgements,
        anything,
    ),
    "verdicts.split_off": Write(
        "proposition.split",
        lambda w: verdicts.split_off(statement(), [w.claim.pk], text="Other", by=w.by),
        the_judgements,
        anything,
    ),
    "verdicts.unsplit": Write(
        "judgement.undo",
        lambda w: verdicts.unsplit(statement(), AuditEvent.objects.get(action="proposition.split").pk, by=w.by),
        lambda w: {"judgements": AuditPayload.objects.get(event__action="proposition.split").after["judgements"]},
        the_judgements,
    ),
    "verdicts.take_back": Write(
        "judgement.undo",
        lambda w: verdicts.take_back(
            w.workspace, AuditEvent.objects.filter(action="judgement.make").latest("pk").pk, by=w.by
        ),
        the_judgements,
        no_judgements,
    ),
    "dependences.between_articles": Write(
        "dependence.make",
        lambda w: dependences.between_articles(
            w.article, Article.objects.exclude(pk=w.article.pk).get(), DependenceKind.SAME_WIRE, by=w.by
        ),
        nothing,
        the_dependence,
    ),
    "dependences.between_sources": Write(
        "dependence.make",
        lambda w: dependences.between_sources(w.source, w.target, DependenceKind.COMMON_OWNER, by=w.by),
        nothing,
        the_dependence,
    ),
    "dependences.decide": Write(
        "dependence.decide",
        lambda w: dependences.decide(Dependence.objects.get(), ProposalState.REJECTED, by=w.by),
        the_dependence,
        the_dependence,
    ),
    "labels.make": Write("label.make", lambda w: labels.make(w.workspace, "new", by=w.by), nothing, the_new_label),
    "labels.rename": Write("label.rename", lambda w: labels.rename(w.label, "blaze", by=w.by), the_label, the_label),
    "labels.restore": Write("label.restore", lambda w: labels.restore(w.label, by=w.by), the_label, the_label),
    "label_merges.merge": Write(
        "label.merge", lambda w: label_merges.merge(w.label, into=new_label(), by=w.by), the_merged_label, anything
    ),
    "label_merges.unmerge": Write(
        "label.unmerge", lambda w: label_merges.unmerge(w.label, by=w.by), the_merged_label, the_merged_label
    ),
    "labels.retire": Write("label.retire", lambda w: labels.retire(w.label, by=w.by), the_label, the_label),
    "source_duplicates.propose": Write(
        "source.propose", lambda w: source_duplicates.propose(w.workspace, by=w.by), nothing, anything
    ),
    "source_duplicates.propose_for": Write(
        "source.propose", lambda w: source_duplicates.propose_for(w.source, by=w.by), nothing, anything
    ),
    "source_duplicates.decide": Write(
        "source.compare",
        lambda w: source_duplicates.decide(pair_of(w), Verdict.DIFFERENT, by=w.by),
        the_pair,
        the_pair,
    ),
    "source_duplicates.reconsider": Write(
        "source.reconsider", lambda w: source_duplicates.reconsider(pair_of(w), by=w.by), the_pair, the_pair
    ),
    "source_merges.merge": Write(
        "source.merge",
        lambda w: source_merges.merge(guard_of(w), into=w.target, by=w.by),
        lambda w: sources.state(guard_of(w)),
        lambda w: sources.state(guard_of(w)),
    ),
    "source_merges.unmerge": Write(
        "source.unmerge",
        lambda w: source_merges.unmerge(SourceRedirect.objects.get(), by=w.by),
        lambda w: sources.state(guard_of(w)),
        lambda w: sources.state(guard_of(w)),
    ),
    "source_splits.split": Write(
        "source.split",
        lambda w: source_splits.split(guard_of(w), hops=steps_of(w), to=SourceReference(name="Another"), by=w.by),
        lambda w: {"attributions": {str(key): str(guard_of(w).pk) for key in steps_of(w)}},
        anything,
    ),
    "source_splits.unsplit": Write(
        "source.unsplit",
        lambda w: source_splits.unsplit(guard_of(w), AuditEvent.objects.get(action="source.split").pk, by=w.by),
        lambda w: AuditPayload.objects.get(event__action="source.split").after,
        anything,
    ),
    "sources.make": Write(
        "source.make", lambda w: sources.make(w.workspace, PIERWATCH, by=w.by), nothing, the_new_source
    ),
    "sources.revise": Write(
        "source.revise", lambda w: sources.revise(w.source, PIERWATCH, by=w.by), the_source, the_source
    ),
    "sources.relate": Write(
        "source.relate",
        lambda w: sources.relate(w.target, RelationRecord(RelationKind.MEMBER_OF, "One"), target=w.source, by=w.by),
        nothing,
        the_relation,
    ),
    "sources.unrelate": Write(
        "source.unrelate", lambda w: sources.unrelate(w.relation, by=w.by), the_relation, nothing
    ),
    "sources.make_many": Write(
        "source.import", lambda w: sources.make_many(w.workspace, [PIERWATCH], by=w.by), nothing, anything
    ),
    "suggesters.keep": Write(
        "suggester.train",
        lambda w: suggesters.keep(w.workspace, MODEL, by=w.by),
        nothing,
        lambda w: FittedSuggester.objects.get().report,
    ),
    "suggesting.propose": Write(
        "suggestion.propose", suggest, lambda w: {"gone": []}, lambda w: {"made": [the_suggestion(w)]}
    ),
    "suggestions.accept": Write(
        "suggestion.accept", lambda w: suggestions.accept(suggested(), by=w.by), no_claims, the_new_claims
    ),
    "suggestions.accept_many": Write(
        "suggestion.accept",
        lambda w: suggestions.accept_many(w.workspace, [suggested().pk], by=w.by),
        no_claims,
        the_new_claims,
    ),
    "suggestions.accept_above": Write(
        "suggestion.accept",
        lambda w: suggestions.accept_above(w.article, Band.LOW, by=w.by),
        no_claims,
        the_new_claims,
    ),
    "suggestions.reject": Write(
        "suggestion.reject", lambda w: suggestions.reject(suggested(), by=w.by), the_suggestion, the_suggestion
    ),
    "suggestions.reopen": Write(
        "suggestion.reopen", lambda w: suggestions.reopen(suggested(), by=w.by), the_suggestion, the_suggestion
    ),
    "tokens.issue": Write(
        "token.issue",
        lambda w: tokens.issue(w.by, scope=TokenScope.READ, workspace=w.workspace),
        nothing,
        anything,
    ),
    "tokens.revoke": Write(
        "token.revoke",
        lambda w: tokens.revoke(tokens_of(w), by=w.by),
        nothing,
        anything,
    ),
    "versions.bring": Write(
        "article.version",
        lambda w: versions.bring(w.article, "New. " + TEXT, capture=CAPTURE, by=w.by),
        the_version_and_claims,
        the_version_and_claims,
    ),
    "versions.take_back": Write(
        "article.version.undo",
        lambda w: versions.take_back(w.article, by=w.by),
        the_version_and_claims,
        the_version_and_claims,
    ),
    "versions.place_again": Write(
        "claim.place",
        lambda w: versions.place_again(w.claim, ClaimRecord(spans=spans("Other words.", "words")), by=w.by),
        the_claim,
        the_claim,
    ),
    "undo.undo": Write("claim.undo", lambda w: undo.undo(w.article, by=w.by), the_claim, the_claim),
    "undo.redo": Write("claim.redo", lambda w: undo.redo(w.article, by=w.by), the_claim, the_claim),
    "undo.take_back": Write(
        "claim.undo", lambda w: undo.take_back(w.workspace, w.event.pk, by=w.by), the_claim, the_claim
    ),
    "workspaces.make": Write(
        "workspace.make", lambda w: workspaces.make("new", by=w.by), nothing, anything, workspace="new"
    ),
    "workspaces.add_member": Write(
        "member.set",
        lambda w: workspaces.add_member(w.workspace, make_person("vera"), Role.ADMIN, by=w.by),
        the_role,
        the_role,
    ),
}
FIRST: dict[str, Callable[[World], object]] = {
    "propositions.revise": of_statement,
    "propositions.relate": lambda w: (of_statement(w), of_statement(w, "Other")),
    "propositions.unrelate": lambda w: propositions.relate(
        of_statement(w), PropositionRelationKind.UPDATES, target=of_statement(w, "Other"), by=w.by
    ),
    "propositions.merge": lambda w: (of_statement(w), of_statement(w, "Other")),
    "propositions.unmerge": lambda w: propositions.merge(of_statement(w), into=of_statement(w, "Other"), by=w.by),
    "verdicts.judge": of_statement,
    "verdicts.withdraw": lambda w: verdicts.judge(w.claim, of_statement(w), Verdict.SAME, by=w.by),
    "verdicts.split": lambda w: (
        of_statement(w, "Other"),
        verdicts.judge(w.claim, of_statement(w), Verdict.SAME, by=w.by),
    ),
    "verdicts.split_off": lambda w: verdicts.judge(w.claim, of_statement(w), Verdict.SAME, by=w.by),
    "verdicts.unsplit": lambda w: (
        verdicts.judge(w.claim, of_statement(w), Verdict.SAME, by=w.by),
        verdicts.split_off(statement(), [w.claim.pk], text="Other", by=w.by),
    ),
    "verdicts.take_back": lambda w: verdicts.judge(w.claim, of_statement(w), Verdict.SAME, by=w.by),
    "dependences.between_articles": lambda w: make_article(w.workspace, text="Other words."),
    "dependences.decide": lambda w: dependences.between_sources(
        w.source, w.target, DependenceKind.COMMON_OWNER, by=w.by
    ),
    "articles.restore": lambda w: articles.withdraw(w.article, by=w.by),
    "labels.restore": lambda w: labels.retire(w.label, by=w.by),
    "label_merges.merge": lambda w: labels.make(w.workspace, "new", by=w.by),
    "label_merges.unmerge": lambda w: label_merges.merge(
        w.label, into=labels.make(w.workspace, "new", by=w.by), by=w.by
    ),
    "versions.take_back": lambda w: versions.bring(w.article, "New. " + TEXT, capture=CAPTURE, by=w.by),
    "versions.place_again": lambda w: versions.bring(w.article, "Other words.", capture=CAPTURE, by=w.by),
    "assignments.cancel": lambda w: assignments.assign(w.workspace, [w.article.pk], to=w.by, by=w.by),
    "claims.restore": lambda w: claim_services.withdraw(w.claim, by=w.by),
    "suggestions.accept": suggest,
    "suggestions.accept_many": suggest,
    "suggestions.accept_above": suggest,
    "suggestions.reject": suggest,
    "suggestions.reopen": lambda w: (suggest(w), suggestions.reject(suggested(), by=w.by)),
    "tokens.revoke": lambda w: tokens.issue(w.by, scope=TokenScope.READ, workspace=w.workspace),
    "source_duplicates.decide": pair_of,
    "source_duplicates.reconsider": lambda w: source_duplicates.decide(pair_of(w), Verdict.UNSURE, by=w.by),
    "source_merges.unmerge": lambda w: source_merges.merge(guard_of(w), into=w.target, by=w.by),
    "source_splits.unsplit": lambda w: source_splits.split(
        guard_of(w), hops=steps_of(w), to=SourceReference(name="Another"), by=w.by
    ),
    "undo.redo": lambda w: undo.undo(w.article, by=w.by),
}
"""What has to be done before the write can be."""


def tokens_of(world: World) -> Any:
    return world.by.api_tokens.get()


def test_every_public_function_of_the_services_is_in_the_table() -> None:
    public = set()
    for module in pkgutil.iter_modules(claims.services.__path__):
        members = inspect.getmembers(import_module(f"claims.services.{module.name}"), inspect.isfunction)
        public |= {
            f"{module.name}.{name}"
            for name, member in members
            if not name.startswith("_") and member.__module__ == f"claims.services.{module.name}"
        }
    others = {
        f"{module}.{name}"
        for names in (WITHOUT_EVENT, BY_THE_PROGRAM, WITHIN_THE_EVENT_OF_A_CALLER)
        for module, functions in names.items()
        for name in functions
    }
    assert public == others | WRITES.keys()
    assert not others & WRITES.keys()


@pytest.mark.parametrize("name", WRITES)
def test_a_write_makes_one_event_with_what_was_before_and_what_came_after_or_nothing(world: World, name: str) -> None:
    wanted = WRITES[name]
    if name in FIRST:
        FIRST[name](world)
    check_that_nothing_is_written_without_event(world, wanted)
    before = wanted.before(world)
    with events_during() as events:
        wanted.write(world)
    assert [event.action for event in events] == [wanted.action]
    [event] = events
    assert event.workspace.slug == wanted.workspace
    assert event.actor == world.team.alice
    payload = AuditPayload.objects.get(event=event)
    assert payload.before == before
    after = wanted.after(world)
    assert after is ... or payload.after == after
    assert payload.before != payload.after
    assert AuditUnsealed.objects.filter(event=event, workspace=event.workspace).count() == 1


def check_that_nothing_is_written_without_event(world: World, wanted: Write) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION no_event() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'no events today'; END$$;"
            "CREATE TRIGGER no_event BEFORE INSERT ON claims_auditevent FOR EACH ROW EXECUTE FUNCTION no_event()"
        )
        there = contents()
        with pytest.raises(DatabaseError, match="no events today"):
            wanted.write(world)
        assert contents() == there
        cursor.execute("DROP TRIGGER no_event ON claims_auditevent; DROP FUNCTION no_event()")


def contents() -> dict[str, str]:
    """A digest of each table."""
    tables = [model._meta.db_table for model in apps.get_app_config("claims").get_models()]
    parts = [
        f"SELECT '{table}', md5(coalesce(string_agg(t::text, ' ' ORDER BY t::text), '')) FROM {table} t"
        for table in tables
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return dict(cursor.fetchall())
