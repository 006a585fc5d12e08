"""Services: no public function acts on a row, or takes an id, of another workspace than the one it works in."""

import copy
import inspect
from collections.abc import Callable, Iterable
from importlib import import_module
from pkgutil import iter_modules
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

import claims.queries
from claims.errors import ClaimsError, NotFound
from claims.exchange.records import (
    AttributionRecord,
    Batch,
    ChainRecord,
    RelationRecord,
    SourceRecord,
    SourceReference,
)
from claims.models import Workspace
from claims.services import (
    articles,
    assignments,
    bulk_edits,
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
    suggesting,
    suggestions,
    undo,
    verdicts,
    versions,
)
from claims.services import (
    claims as claim_services,
)
from claims.services.article_rows import Capture
from claims.vocabulary import (
    ArticleProgress,
    Band,
    CaptureMethod,
    ClaimStatus,
    Credibility,
    DependenceKind,
    Identifiability,
    ProposalState,
    PropositionRelationKind,
    RelationKind,
    Reliability,
    Verdict,
)
from tests.makers import chain, hop
from tests.services.test_events import WITHIN_THE_EVENT_OF_A_CALLER, WITHOUT_EVENT, WRITES, Told
from tests.tenancy.conftest import Two
from tests.tenancy.furnished import Furnished, content_of, ids_of

Attempt = Callable[[Furnished, Furnished], object]
CAPTURE = Capture(CaptureMethod.API)


def forged(here: Furnished, there: Furnished, kind: str) -> Any:
    """A row of theirs that claims to be of ours: as if a service were given an id and loaded nothing itself."""
    row = copy.copy(there.rows[kind])
    row.workspace = here.workspace
    return row


def reference(there: Furnished) -> SourceReference:
    return SourceReference(id=there.rows["source"].pk)


def theirs(there: Furnished) -> list[dict[str, Any]]:
    """What of a claim can point at their rows."""
    upstream = hop("Somebody", upstream_article=there.rows["article"].pk)
    return [
        {"chains": (ChainRecord(attributions=(AttributionRecord(source=reference(there)),)),)},
        {"chains": (chain(upstream),)},
        {"labels": (there.id("label"),)},
        {"proposition": there.id("proposition")},
    ]


def with_claims(write: Callable[[Furnished, Any], object]) -> list[Attempt]:
    """A write of a claim record, once with each way to point at their rows."""
    return [lambda h, t, place=place: write(h, h.claim_record(**theirs(t)[place])) for place in range(4)]  # type: ignore[misc]


def with_articles(write: Callable[[Furnished, Any], object], *, reprints: bool = True) -> list[Attempt]:
    attempts: list[Attempt] = [
        lambda h, t: write(h, h.article_record(publisher=reference(t))),
        lambda h, t: write(h, h.article_record(wire_credit=reference(t))),
    ]
    return [*attempts, lambda h, t: write(h, h.article_record(republishes=t.rows["article"].pk))][
        : 3 if reprints else 2
    ]


def place_of(h: Furnished) -> Any:
    return claim_services.place(h.rows["article"], by=h.by)


def imported(h: Furnished, record: Any) -> object:
    return imports.import_batch(h.workspace, Batch(articles=(record,)), capture=CAPTURE, by=h.by)


def of_article(there: Furnished) -> SourceRecord:
    return SourceRecord("officials", identifiability=Identifiability.COLLECTIVE, article=there.rows["article"].pk)


REFUSED: dict[str, list[Attempt]] = {
    "articles.add": with_articles(lambda h, record: articles.add(h.workspace, record, capture=CAPTURE, by=h.by)),
    "articles.add_many": with_articles(
        lambda h, record: articles.add_many(h.workspace, [record, record], capture=CAPTURE, by=h.by)
    ),
    "articles.correct": [
        *with_articles(lambda h, record: articles.correct(h.rows["article"], record, by=h.by), reprints=False),
        lambda h, t: articles.correct(forged(h, t, "article"), h.article_record(), by=h.by),
    ],
    "articles.mark_progress": [lambda h, t: articles.mark_progress(forged(h, t, "set"), ArticleProgress.DONE, by=h.by)],
    "articles.restore": [lambda h, t: articles.restore(forged(h, t, "gone"), by=h.by)],
    "articles.withdraw": [lambda h, t: articles.withdraw(forged(h, t, "article"), by=h.by)],
    "assignments.assign": [
        lambda h, t: assignments.assign(h.workspace, [t.rows["article"].pk], to=h.by, by=h.by),
        lambda h, t: assignments.assign(h.workspace, [h.rows["article"].pk], to=t.by, by=h.by),
    ],
    "assignments.cancel": [lambda h, t: assignments.cancel(h.workspace, [t.rows["assignment"].pk], by=h.by)],
    "bulk_edits.apply": [
        lambda h, t: bulk_edits.apply(h.workspace, [t.rows["claim"].pk], bulk_edits.BulkEdit(add_label="x"), by=h.by),
        lambda h, t: bulk_edits.apply(
            h.workspace, [h.rows["claim"].pk], bulk_edits.BulkEdit(source=reference(t)), by=h.by
        ),
        lambda h, t: bulk_edits.apply(
            h.workspace, [h.rows["claim"].pk], bulk_edits.BulkEdit(add_label=t.id("label")), by=h.by
        ),
    ],
    "claims.place": [
        lambda h, t: claim_services.place(forged(h, t, "article"), by=h.by),
        lambda h, t: claim_services.place(h.rows["article"], by=h.by, annotation_set=t.rows["set"]),
    ],
    "claims.make": with_claims(lambda h, record: claim_services.make(place_of(h), record, by=h.by)),
    "claims.make_many": [
        *with_claims(lambda h, record: claim_services.make_many(h.workspace, [(place_of(h), record)] * 2, by=h.by)),
        lambda h, t: claim_services.make_many(h.workspace, [(place_of(t), t.claim_record())], by=h.by),
    ],
    "claims.revise": [
        *with_claims(lambda h, record: claim_services.revise(h.rows["claim"], record, by=h.by)),
        lambda h, t: claim_services.revise(forged(h, t, "claim"), h.claim_record(), by=h.by),
    ],
    "claims.change": [
        *with_claims(lambda h, record: claim_services.change(h.rows["claim"], lambda _, __: record, by=h.by)),
        lambda h, t: claim_services.change(forged(h, t, "claim"), lambda _, record: record, by=h.by),
    ],
    "claims.change_many": [
        lambda h, t: claim_services.change_many(
            h.workspace, [h.rows["claim"].pk, t.rows["claim"].pk], lambda _, record: record, by=h.by
        )
    ],
    "claims.set_status": [
        lambda h, t: claim_services.set_status(h.workspace, [t.rows["claim"].pk], ClaimStatus.ACCEPTED, by=h.by)
    ],
    "claims.withdraw": [lambda h, t: claim_services.withdraw(forged(h, t, "claim"), by=h.by)],
    "claims.withdraw_many": [lambda h, t: claim_services.withdraw_many(h.workspace, [t.rows["claim"].pk], by=h.by)],
    "claims.restore": [lambda h, t: claim_services.restore(forged(h, t, "withdrawn"), by=h.by)],
    "erasure.take_down": [lambda h, t: erasure.take_down(forged(h, t, "article"), reason="Asked to.", by=h.by)],
    "erasure.erase": [
        lambda h, t: erasure.erase(h.workspace, reason="Asked to.", by=h.by, events=[t.rows["event"].pk]),
        lambda h, t: erasure.erase(h.workspace, reason="Asked to.", by=h.by, object_id=t.rows["claim"].pk),
    ],
    "grades.grade_reliability": [
        lambda h, t: grades.grade_reliability(forged(h, t, "source"), Reliability.B, "Because.", by=h.by)
    ],
    "grades.grade_credibility": [
        lambda h, t: grades.grade_credibility(forged(h, t, "claim"), Credibility.DOUBTFUL, "Because.", by=h.by),
        lambda h, t: grades.grade_credibility(forged(h, t, "proposition"), Credibility.DOUBTFUL, "Because.", by=h.by),
    ],
    "imports.import_batch": [
        *with_articles(imported),
        *with_claims(lambda h, record: imported(h, h.article_record(claims=(record,)))),
    ],
    "imports.import_file": [
        lambda h, t: imports.import_file(
            h.workspace,
            f'{{"title": "New", "text": "Words.", "republishes": "{t.id("article")}"}}'.encode(),
            filename="x.jsonl",
            by=h.by,
        )
    ],
    "judgements.find_or_make": [
        lambda h, t: judgements.find_or_make(h.workspace, {t.id("proposition")}, by=h.by),
    ],
    "propositions.revise": [
        lambda h, t: propositions.revise(forged(h, t, "proposition"), text="Taken over", note="", by=h.by)
    ],
    "propositions.relate": [
        lambda h, t: propositions.relate(
            h.rows["proposition"], PropositionRelationKind.UPDATES, target=forged(h, t, "proposition"), by=h.by
        ),
        lambda h, t: propositions.relate(
            forged(h, t, "proposition"), PropositionRelationKind.UPDATES, target=h.rows["proposition"], by=h.by
        ),
    ],
    "propositions.unrelate": [lambda h, t: propositions.unrelate(forged(h, t, "propositionrelation"), by=h.by)],
    "propositions.merge": [
        lambda h, t: propositions.merge(h.rows["proposition"], into=forged(h, t, "proposition"), by=h.by),
        lambda h, t: propositions.merge(forged(h, t, "proposition"), into=h.rows["proposition"], by=h.by),
    ],
    "propositions.unmerge": [lambda h, t: propositions.unmerge(forged(h, t, "merged"), by=h.by)],
    "verdicts.standing": [lambda h, t: verdicts.standing(h.workspace, t.rows["proposition"].pk)],
    "verdicts.judge": [
        lambda h, t: verdicts.judge(forged(h, t, "claim"), h.rows["proposition"], Verdict.SAME, by=h.by),
        lambda h, t: verdicts.judge(h.rows["claim"], forged(h, t, "proposition"), Verdict.SAME, by=h.by),
    ],
    "verdicts.withdraw": [lambda h, t: verdicts.withdraw(forged(h, t, "judgement"), by=t.by)],
    "verdicts.split": [
        lambda h, t: verdicts.split(h.rows["proposition"], [t.rows["claim"].pk], into=h.rows["merged"], by=h.by),
        lambda h, t: verdicts.split(
            h.rows["proposition"], [h.rows["claim"].pk], into=forged(h, t, "proposition"), by=h.by
        ),
    ],
    "verdicts.split_off": [
        lambda h, t: verdicts.split_off(h.rows["proposition"], [t.rows["claim"].pk], text="x", by=h.by),
        lambda h, t: verdicts.split_off(forged(h, t, "proposition"), [h.rows["claim"].pk], text="x", by=h.by),
    ],
    "verdicts.unsplit": [
        lambda h, t: verdicts.unsplit(h.rows["proposition"], t.rows["event"].pk, by=h.by),
        lambda h, t: verdicts.unsplit(forged(h, t, "proposition"), t.rows["event"].pk, by=h.by),
    ],
    "verdicts.take_back": [lambda h, t: verdicts.take_back(h.workspace, t.rows["event"].pk, by=t.by)],
    "dependences.between_articles": [
        lambda h, t: dependences.between_articles(
            h.rows["article"], forged(h, t, "article"), DependenceKind.SAME_WIRE, by=h.by
        )
    ],
    "dependences.between_sources": [
        lambda h, t: dependences.between_sources(
            h.rows["source"], forged(h, t, "source"), DependenceKind.COMMON_OWNER, by=h.by
        )
    ],
    "dependences.decide": [
        lambda h, t: dependences.decide(forged(h, t, "dependence"), ProposalState.ACCEPTED, by=h.by)
    ],
    "labels.rename": [lambda h, t: labels.rename(forged(h, t, "label"), "taken over", by=h.by)],
    "labels.restore": [lambda h, t: labels.restore(forged(h, t, "label"), by=h.by)],
    "label_merges.merge": [
        lambda h, t: label_merges.merge(h.rows["label"], into=forged(h, t, "label"), by=h.by),
        lambda h, t: label_merges.merge(forged(h, t, "label"), into=h.rows["label"], by=h.by),
    ],
    "label_merges.unmerge": [lambda h, t: label_merges.unmerge(forged(h, t, "label"), by=h.by)],
    "labels.retire": [lambda h, t: labels.retire(forged(h, t, "label"), by=h.by)],
    "source_duplicates.propose_for": [
        lambda h, t: source_duplicates.propose_for(forged(h, t, "source"), by=h.by),
    ],
    "source_duplicates.decide": [
        lambda h, t, verdict=verdict: source_duplicates.decide(forged(h, t, "sourcelikeness"), verdict, by=h.by)  # type: ignore[misc]
        for verdict in Verdict
    ],
    "source_duplicates.reconsider": [
        lambda h, t: source_duplicates.reconsider(forged(h, t, "sourcelikeness"), by=h.by)
    ],
    "source_merges.merge": [
        lambda h, t: source_merges.merge(h.rows["publisher"], into=forged(h, t, "source"), by=h.by),
        lambda h, t: source_merges.merge(forged(h, t, "publisher"), into=h.rows["source"], by=h.by),
    ],
    "source_merges.unmerge": [lambda h, t: source_merges.unmerge(forged(h, t, "merge"), by=h.by)],
    "source_splits.split": [
        lambda h, t: source_splits.split(
            h.rows["source"], hops=[t.rows["origin"].pk], to=SourceReference(name="New"), by=h.by
        ),
        lambda h, t: source_splits.split(h.rows["source"], hops=[h.rows["origin"].pk], to=reference(t), by=h.by),
        lambda h, t: source_splits.split(
            forged(h, t, "source"), hops=[t.rows["origin"].pk], to=SourceReference(name="New"), by=h.by
        ),
    ],
    "source_splits.unsplit": [
        lambda h, t: source_splits.unsplit(h.rows["source"], t.rows["event"].pk, by=h.by),
        lambda h, t: source_splits.unsplit(forged(h, t, "source"), t.rows["event"].pk, by=h.by),
    ],
    "sources.make_many": [
        lambda h, t: sources.make_many(h.workspace, [of_article(t)], by=h.by),
    ],
    "sources.relate": [
        lambda h, t: sources.relate(
            h.rows["publisher"], RelationRecord(RelationKind.MEMBER_OF, "x"), target=forged(h, t, "source"), by=h.by
        ),
        lambda h, t: sources.relate(
            forged(h, t, "source"), RelationRecord(RelationKind.MEMBER_OF, "x"), target=h.rows["source"], by=h.by
        ),
    ],
    "sources.revise": [lambda h, t: sources.revise(forged(h, t, "source"), SourceRecord("Taken over"), by=h.by)],
    "sources.unrelate": [lambda h, t: sources.unrelate(forged(h, t, "relation"), by=h.by)],
    "suggesting.propose": [
        lambda h, t: suggesting.propose(forged(h, t, "version"), suggester=Told(0), by=h.by),
    ],
    "suggestions.accept": [lambda h, t: suggestions.accept(forged(h, t, "suggestion"), by=h.by)],
    "suggestions.accept_many": [
        lambda h, t: suggestions.accept_many(h.workspace, [t.rows["suggestion"].pk], by=h.by),
        lambda h, t: suggestions.accept_many(
            h.workspace, [h.rows["suggestion"].pk], by=h.by, change=lambda _: h.claim_record(**theirs(t)[0])
        ),
    ],
    "suggestions.accept_above": [
        lambda h, t: suggestions.accept_above(forged(h, t, "article"), Band.LOW, by=h.by),
    ],
    "suggestions.reject": [lambda h, t: suggestions.reject(forged(h, t, "suggestion"), by=h.by)],
    "suggestions.reopen": [lambda h, t: suggestions.reopen(forged(h, t, "suggestion"), by=h.by)],
    "versions.bring": [
        lambda h, t: versions.bring(forged(h, t, "article"), "New words.", capture=CAPTURE, by=h.by),
    ],
    "versions.take_back": [lambda h, t: versions.take_back(forged(h, t, "article"), by=h.by)],
    "versions.place_again": [
        lambda h, t: versions.place_again(forged(h, t, "claim"), t.claim_record(), by=h.by),
    ],
    "undo.undo": [lambda h, t: undo.undo(forged(h, t, "article"), by=t.by)],
    "undo.redo": [lambda h, t: undo.redo(forged(h, t, "article"), by=t.by)],
    "undo.take_back": [lambda h, t: undo.take_back(h.workspace, t.rows["event"].pk, by=t.by)],
}
FIND_NOTHING: dict[str, Attempt] = {
    "articles.with_same_text": lambda h, t: articles.with_same_text(h.workspace, [bytes(t.rows["version"].sha256)]),
    "claims.places": lambda h, t: claim_services.places(h.workspace, [t.rows["article"].pk], by=h.by),
    "undo.depths": lambda h, t: [place for place in undo.depths(forged(h, t, "article"), by=t.by) if place],
    "undo.stacks": lambda h, t: [event for stack in undo.stacks(forged(h, t, "article"), by=t.by) for event in stack],
}
TAKE_NO_ID = {
    # of a workspace and words alone
    "imports.record_of", "judgements.make_proposition", "labels.make", "workspaces.make",
    # makes a source of the registry; article and relations of its record are for imports
    "sources.make",
    # of a workspace and a person, who may be in several
    "source_duplicates.propose", "suggesters.keep", "demo.set_token", "tokens.issue", "tokens.revoke",
    "workspaces.add_member",
}  # fmt: skip
READ_OR_SHAPE = (
    {f"{module}.{name}" for module, names in WITHOUT_EVENT.items() for name in names}
    - FIND_NOTHING.keys()
    - {"claims.place", "verdicts.standing"}
)
"""Of one workspace as a whole, of rows of it, or of no rows at all; what they may not reach, the tables above try."""
OF_CALLERS = {f"{module}.{name}" for module, names in WITHIN_THE_EVENT_OF_A_CALLER.items() for name in names}
"""Called with rows that a function of the tables has loaded; tried through these."""


def test_every_public_function_of_the_services_is_tried() -> None:
    public = {*WRITES, *READ_OR_SHAPE, *OF_CALLERS, *FIND_NOTHING, "claims.place", "verdicts.standing"}
    tried = {*REFUSED, *FIND_NOTHING, *TAKE_NO_ID, *READ_OR_SHAPE, *OF_CALLERS}
    assert sorted(public - tried) == []
    assert sorted(tried - public) == []


def test_what_is_of_the_other_workspace_is_not_found_and_nothing_is_written(two: Two) -> None:
    here, there = two.here, two.there
    before = content_of(here.workspace), content_of(there.workspace)
    wrong = []
    for name, attempts in REFUSED.items():
        for number, attempt in enumerate(attempts):
            said = refusal(attempt, here, there)
            if said is None or there.mark in said:
                wrong.append((name, number, said))
    assert wrong == []
    assert (content_of(here.workspace), content_of(there.workspace)) == before


def refusal(attempt: Attempt, here: Furnished, there: Furnished) -> str | None:
    """What was said, None where it was done. A key that crosses is refused at commit, at the latest."""
    try:
        with transaction.atomic():
            attempt(here, there)
            connection.check_constraints()
            transaction.set_rollback(True)
    except (ClaimsError, IntegrityError) as refused:
        return str(refused)
    return None


@pytest.mark.parametrize("name", FIND_NOTHING)
def test_a_look_up_does_not_find_what_is_of_the_other(two: Two, name: str) -> None:
    assert not FIND_NOTHING[name](two.here, two.there)


def queries_by_id() -> dict[str, Callable[..., Any]]:
    """Every public function of the queries that takes a workspace and ids, in this order, and needs no more."""
    found: dict[str, Callable[..., Any]] = {}
    for module in iter_modules(claims.queries.__path__):
        loaded = import_module(f"claims.queries.{module.name}")
        for name, member in inspect.getmembers(loaded, inspect.isfunction):
            if member.__module__ == loaded.__name__ and not name.startswith("_") and takes_ids(member):
                found[f"{module.name}.{name}"] = member
    return found


def takes_ids(function: Callable[..., Any]) -> bool:
    told = list(inspect.signature(function).parameters.values())
    return (
        len(told) > 1
        and told[0].annotation is Workspace
        and "UUID" in str(told[1].annotation)
        and all(parameter.default is not parameter.empty for parameter in told[2:])
    )


def test_reads_by_id_tell_nothing_of_the_other(two: Two) -> None:
    reads = queries_by_id()
    assert len(reads) > 8
    ids = sorted(map(UUID, ids_of(two.there.workspace)))
    wrong = []
    for name, read in reads.items():
        takes_several = "[uuid.UUID]" in str(inspect.signature(read))
        for wanted in [ids] if takes_several else ids:
            try:
                told = shown(read(two.here.workspace, wanted))
            except (NotFound, KeyError):
                continue
            echoed = told if takes_several else told.replace(str(wanted), "")
            if two.there.mark in told or any(str(key) in echoed for key in ([] if takes_several else ids)):
                wrong.append((name, told))
    assert wrong == []


def shown(found: Any) -> str:
    return str(found if isinstance(found, str | dict) or not isinstance(found, Iterable) else list(found))
