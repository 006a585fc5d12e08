"""Claims: made, changed, withdrawn and restored, alone and in bulk, whole or not at all."""

from collections.abc import Callable
from dataclasses import replace
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from claims.errors import (
    BadDate,
    BadRecord,
    BadRows,
    ChainIncomplete,
    ClaimsError,
    NotFound,
    OverlappingParts,
    QuoteMismatch,
    SpanOutsideText,
    Stale,
    UnknownArticle,
)
from claims.exchange.records import ChainRecord, ClaimRecord, SourceReference
from claims.models import (
    Anchor,
    AnnotationSet,
    Article,
    Assignment,
    Attribution,
    AuditEvent,
    Chain,
    Claim,
    ClaimLabel,
    Label,
    Proposition,
    Source,
)
from claims.models.fields import new_id
from claims.queries.claim_documents import ClaimDocument, documents_of
from claims.queries.claim_records import record_of
from claims.services import claims
from claims.text.dates import PartialDate, parse_date
from claims.text.spans import QuotedSpan
from claims.vocabulary import (
    AnchorState,
    ArticleProgress,
    AssignmentState,
    Certainty,
    ClaimStatus,
    Lineage,
    SetKind,
    Stance,
)
from tests.makers import FIRE, GUARD, TEXT, Team, chain, hop, make_article, make_claim, make_source, make_team, spans

OWN_WORDS = ChainRecord(lineage=Lineage.NONE_GIVEN)
WRITTEN = (Claim, Anchor, Chain, Attribution, ClaimLabel, Label, Source, Proposition, AuditEvent)


@pytest.fixture
def article(team: Team) -> Article:
    return make_article(team.workspace, by=team.alice)


def document_of(claim: Claim) -> ClaimDocument:
    [document] = documents_of(claim.workspace, [claim.pk])
    return document


def rows() -> dict[str, int]:
    return {model.__name__: model._base_manager.count() for model in WRITTEN}


def record(words: str = FIRE, **more: Any) -> ClaimRecord:
    return ClaimRecord(spans=spans(TEXT, words), **more)


def test_a_claim_stands_where_its_words_stand(team: Team, article: Article) -> None:
    claim = make_claim(article, (GUARD, FIRE), by=team.alice)
    anchor = claim.anchors.get()
    assert anchor.version_id == claim.version_id == article.current_version_id
    assert (anchor.start, anchor.end) == (TEXT.index(FIRE), TEXT.index(GUARD) + len(GUARD))
    assert [part[2] for part in anchor.spans] == [FIRE, GUARD]
    assert claim.quote == f"{FIRE} […] {GUARD}"
    assert (anchor.prefix, anchor.suffix) == (TEXT[: anchor.start][-32:], TEXT[anchor.end :][:32])
    assert len(anchor.prefix) == 31


def test_offsets_count_code_points(team: Team) -> None:
    text = "🔥🔥 “Feuer” é 𝔸𝔹 — ende"
    article = make_article(team.workspace, text=text)
    claim = make_claim(article, "é 𝔸𝔹")
    assert claim.anchors.get().spans == [[11, 15, "é 𝔸𝔹"]]


BROKEN: dict[str, tuple[dict[str, Any], type[ClaimsError], str]] = {
    "no span": ({"spans": ()}, SpanOutsideText, "spans"),
    "an empty span": ({"spans": (QuotedSpan(3, 3),)}, SpanOutsideText, "spans"),
    "a span before the text": ({"spans": (QuotedSpan(-1, 3),)}, SpanOutsideText, "spans"),
    "a span behind the text": ({"spans": (QuotedSpan(0, len(TEXT) + 1),)}, SpanOutsideText, "spans"),
    "another quote": ({"spans": (QuotedSpan(0, 3, "one"),)}, QuoteMismatch, "spans"),
    "parts that overlap": ({"spans": (QuotedSpan(0, 5), QuotedSpan(4, 9))}, OverlappingParts, "spans"),
    "no chain": ({"chains": ()}, ChainIncomplete, "chains"),
    "an empty chain": ({"chains": (chain(),)}, ChainIncomplete, "chains[0].attributions"),
    "own words with a step": (
        {"chains": (chain("X", lineage=Lineage.NONE_GIVEN),)},
        ChainIncomplete,
        "chains[0].attributions",
    ),
    "a source that cites itself": (
        {"chains": (OWN_WORDS, chain("Seawatch", "the SEAWATCH"))},
        ChainIncomplete,
        "chains[1].attributions[1].source",
    ),
    "a cue that is not there": (
        {"chains": (chain(hop("X", cue_spans=(QuotedSpan(0, 3, "one"),))),)},
        QuoteMismatch,
        "chains[0].attributions[0].cue_spans",
    ),
    "an unknown article upstream": (
        {"chains": (chain(hop("X", upstream_article=new_id())),)},
        UnknownArticle,
        "upstream_article",
    ),
    "NUL in the note": ({"note": "a\0b"}, BadRecord, "note"),
    "half a surrogate pair in the note": ({"note": "\ud83d"}, BadRecord, "note"),
    "a note that never ends": ({"note": "x" * 50_001}, BadRecord, "note"),
    "a hundred and one chains": ({"chains": (OWN_WORDS,) * 101}, ClaimsError, "chains"),
    "a hundred and one steps": (
        {"chains": (chain(*(f"Source {number}" for number in range(101))),)},
        ClaimsError,
        "chains",
    ),
    "words of a date that never end": (
        {"chains": (chain(hop("X", said=parse_date("2021", words="x" * 201))),)},
        BadDate,
        "chains[0].attributions[0].said",
    ),
    "NUL in the words of a date": (
        {"chains": (chain(hop("X", said=parse_date("2021", words="\0"))),)},
        BadRecord,
        "chains[0].attributions[0].said",
    ),
}


@pytest.mark.parametrize(("broken", "error", "field"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_claim_is_refused_in_a_sentence_and_leaves_nothing(
    team: Team, article: Article, broken: dict[str, Any], error: type[ClaimsError], field: str
) -> None:
    standing = make_claim(article, by=team.alice)
    before, there = rows(), document_of(standing)
    bad = replace(record(labels=("new",), proposition="New", chains=(chain("New"),)), **broken)
    with pytest.raises(error) as made:
        claims.make(claims.place(article, by=team.alice), bad, by=team.alice)
    with pytest.raises(error) as revised:
        claims.revise(standing, bad, by=team.alice)
    for refused in (made.value, revised.value):
        assert refused.field == field
        assert refused.message.endswith(".")
    assert rows() == before
    assert document_of(standing) == there


def test_a_claim_of_more_characters_than_search_takes_is_refused(team: Team) -> None:
    article = make_article(team.workspace, text="word " * 12_000)
    with pytest.raises(ClaimsError, match="at most 50000 can be one claim"):
        claims.make(claims.place(article, by=None), ClaimRecord(spans=(QuotedSpan(0, 50_001),)), by=None)
    assert claims.make(claims.place(article, by=None), ClaimRecord(spans=(QuotedSpan(0, 50_000),)), by=None)


def test_a_source_that_cites_itself_under_another_name_is_refused(team: Team, article: Article) -> None:
    seawatch = make_source(team.workspace, "Seawatch")
    make_source(team.workspace, "Old Seawatch", merged_into=seawatch)
    for steps in (
        ("Seawatch", hop(), "Seawatch"),
        ("Seawatch", "Guard", "Seawatch"),
    ):
        assert make_claim(article, chains=(chain(*steps),))
    with pytest.raises(ChainIncomplete, match="stands twice in a row"):
        make_claim(article, chains=(chain("Seawatch", "Old Seawatch"),))
    old = Source.objects.get(name="Old Seawatch")
    by_id = replace(hop("x"), source=SourceReference(id=old.pk))
    with pytest.raises(ChainIncomplete, match="stands twice in a row"):
        make_claim(article, chains=(chain("Seawatch", by_id),))


def test_the_stance_left_out_is_asserted_by_the_origin_and_relayed_before(team: Team, article: Article) -> None:
    claim = make_claim(article, sources=("Paper", "Seawatch", "Guard"))
    hops = claim.attributions.order_by("position")
    assert [(step.position, step.is_origin, step.stance) for step in hops] == [
        (1, False, Stance.RELAYS),
        (2, False, Stance.RELAYS),
        (3, True, Stance.ASSERTS),
    ]


def test_the_first_claim_sets_the_article_going(team: Team, article: Article) -> None:
    record_set = AnnotationSet.objects.get(article=article)
    assert record_set.progress is ArticleProgress.UNSTARTED
    make_claim(article)
    record_set.refresh_from_db()
    assert record_set.progress is ArticleProgress.IN_PROGRESS
    AnnotationSet.objects.filter(pk=record_set.pk).update(progress=ArticleProgress.DONE)
    make_claim(article)
    record_set.refresh_from_db()
    assert record_set.progress is ArticleProgress.DONE


def assign(team: Team, article: Article, *, state: AssignmentState = AssignmentState.OPEN) -> AnnotationSet:
    own = AnnotationSet.objects.create(
        workspace=team.workspace, article=article, kind=SetKind.BLIND, annotator=team.alice
    )
    Assignment.objects.create(
        workspace=team.workspace, article=article, annotator=team.alice, annotation_set=own, state=state
    )
    return own


def test_blind_work_goes_to_the_annotators_own_set(team: Team, article: Article) -> None:
    own = assign(team, article)
    assert claims.place(article, by=team.alice).annotation_set == own
    assert claims.place(article, by=team.bob).annotation_set.kind is SetKind.RECORD
    assert claims.place(article, by=None).annotation_set.kind is SetKind.RECORD
    assert make_claim(article, by=team.alice).annotation_set == own
    assert claims.place(make_article(team.workspace), by=team.alice).annotation_set.kind is SetKind.RECORD
    Assignment.objects.update(state=AssignmentState.DONE)
    assert claims.place(article, by=team.alice).annotation_set.kind is SetKind.RECORD


def test_a_set_that_is_asked_for_must_be_of_the_article(team: Team, article: Article) -> None:
    own = assign(team, article, state=AssignmentState.DONE)
    assert claims.place(article, by=team.bob, annotation_set=own).annotation_set == own
    with pytest.raises(ClaimsError, match="is of another article") as refused:
        claims.place(make_article(team.workspace), by=team.bob, annotation_set=own)
    assert refused.value.field == "set"


def test_places_of_another_workspace_are_left_out(team: Team, article: Article) -> None:
    theirs = make_article(team.elsewhere)
    assert set(claims.places(team.workspace, [article.pk, theirs.pk, new_id()], by=team.alice)) == {article.pk}


def test_a_revised_claim_takes_the_form_of_the_record(team: Team, article: Article) -> None:
    claim = make_claim(article, FIRE, sources=("Seawatch",), labels=("fire",), note="Old.", by=team.alice)
    wanted = record(GUARD, chains=(chain("Guard"), OWN_WORDS), labels=("claimed",), status=ClaimStatus.SUBMITTED)
    made = claims.revise(claim, wanted, by=team.bob, revision=1)
    document = document_of(made)
    assert (document["quote"], document["note"], document["labels"]) == (GUARD, "", ["claimed"])
    assert [one["lineage"] for one in document["chains"]] == ["complete", "none_given"]
    assert (document["status"], document["revision"], document["annotator"]) == ("submitted", 2, "alice")
    assert made.updated_at > claim.updated_at
    assert Anchor.objects.filter(claim=claim).count() == 1


def test_ids_of_chains_and_steps_that_stay_are_kept(team: Team, article: Article) -> None:
    claim = make_claim(article, chains=(chain("A", "B", "C"), chain("D")), by=team.alice)
    before = document_of(claim)

    def without_b(document: ClaimDocument, old: ClaimRecord) -> ClaimRecord:
        first, second = old.chains
        steps = (first.attributions[2], hop("New"), first.attributions[0])
        return replace(old, chains=(second, replace(first, attributions=steps)))

    claims.change(claim, without_b, by=team.alice)
    after = document_of(claim)
    assert [one["id"] for one in after["chains"]] == [before["chains"][1]["id"], before["chains"][0]["id"]]
    old, new = before["chains"][0]["attributions"], after["chains"][1]["attributions"]
    assert [new[0]["id"], new[2]["id"]] == [old[2]["id"], old[0]["id"]]
    assert new[1]["id"] not in {step["id"] for step in old}


def test_an_id_that_is_not_the_claims_own_or_comes_twice_is_given_anew(team: Team, article: Article) -> None:
    mine, other = (make_claim(article, sources=("A", "B"), by=team.alice) for _ in range(2))
    theirs = record_of(document_of(other)).chains[0]
    stolen = replace(theirs, attributions=(theirs.attributions[0], replace(hop("C"), id=new_id())))
    claims.revise(mine, record(chains=(stolen, stolen)), by=team.alice)
    own = record_of(document_of(mine))
    claims.revise(mine, replace(own, chains=(own.chains[0], own.chains[0])), by=team.alice)
    ids = [one["id"] for one in document_of(mine)["chains"]]
    assert ids[0] == str(own.chains[0].id)
    assert len({*ids, str(theirs.id)}) == 3
    assert document_of(other)["chains"][0]["id"] == str(theirs.id)


def test_what_a_change_does_not_touch_is_kept(team: Team, article: Article) -> None:
    said = parse_date("2021-08-27T14:05+02:00", words="on Friday")
    claim = make_claim(article, chains=(chain(hop("Seawatch", said=said), "Guard"),), by=team.alice)
    into = make_source(team.workspace, "Sea Union")
    seawatch = Source.objects.get(name="Seawatch")
    Source.objects.filter(pk=seawatch.pk).update(merged_into=into)
    claims.set_status(team.workspace, [claim.pk], ClaimStatus.ACCEPTED, by=team.bob)
    step = claim.attributions.get(position=1)
    assert step.source == seawatch
    assert step.said == said

    def later(document: ClaimDocument, old: ClaimRecord) -> ClaimRecord:
        steps = (replace(old.chains[0].attributions[0], said=parse_date("2021-09")), old.chains[0].attributions[1])
        return replace(old, chains=(replace(old.chains[0], attributions=steps),))

    claims.change(claim, later, by=team.bob)
    changed: PartialDate = claim.attributions.get(position=1).said
    assert (changed.words, changed.zone) == ("", "")


def test_a_claim_that_has_to_be_placed_again_is_placed_by_moving_it(team: Team, article: Article) -> None:
    claim = make_claim(article, by=team.alice)
    Anchor.objects.filter(claim=claim).update(state=AnchorState.NEEDS_REANCHOR, translation="Ein Feuer")
    claims.set_status(team.workspace, [claim.pk], ClaimStatus.ACCEPTED, by=team.bob)
    assert document_of(claim)["anchor"] == "needs_reanchor"
    claims.change(claim, lambda _, old: replace(old, spans=record(GUARD).spans), by=team.bob)
    assert document_of(claim)["anchor"] == "anchored"
    assert claim.anchors.get().translation == "Ein Feuer"


def test_a_claim_that_somebody_else_changed_is_stale(team: Team, article: Article) -> None:
    claim = make_claim(article, by=team.alice)
    claims.revise(claim, record(note="One."), by=team.bob, revision=1)
    for late in (
        lambda: claims.revise(claim, record(note="Two."), by=team.alice, revision=1),
        lambda: claims.change(claim, lambda _, old: old, by=team.alice, revision=1),
        lambda: claims.withdraw(claim, by=team.alice, revision=0),
    ):
        with pytest.raises(Stale):
            late()
    assert (document_of(claim)["note"], document_of(claim)["withdrawn"]) == ("One.", False)
    claims.revise(claim, record(note="Two."), by=team.alice)
    assert document_of(claim)["revision"] == 3


def test_a_withdrawn_claim_is_out_of_reach_until_it_is_restored(team: Team, article: Article) -> None:
    claim = make_claim(article, sources=("Seawatch",), by=team.alice)
    before = document_of(claim)
    claims.withdraw(claim, by=team.bob)
    for change in (
        lambda: claims.withdraw(claim, by=team.alice),
        lambda: claims.revise(claim, record(), by=team.alice),
        lambda: claims.set_status(team.workspace, [claim.pk], ClaimStatus.ACCEPTED, by=team.alice),
    ):
        with pytest.raises(NotFound):
            change()
    assert document_of(claim)["withdrawn"] is True
    restored = claims.restore(claim, by=team.bob)
    assert restored.revision == 3
    same = {**document_of(claim), "revision": 1, "updated_at": before["updated_at"]}
    assert same == before
    with pytest.raises(NotFound):
        claims.restore(claim, by=team.bob)


def test_claims_of_another_workspace_are_not_found(team: Team, article: Article) -> None:
    mine = make_claim(article, by=team.alice)
    theirs = make_claim(make_article(team.elsewhere))
    before = rows()
    for change in (
        lambda: claims.set_status(team.workspace, [mine.pk, theirs.pk], ClaimStatus.ACCEPTED, by=team.alice),
        lambda: claims.withdraw_many(team.workspace, [mine.pk, theirs.pk], by=team.alice),
    ):
        with pytest.raises(NotFound, match=f"There is no claim {theirs.pk}"):
            change()
    assert rows() == before
    assert document_of(mine)["status"] == "draft"


def test_claims_in_bulk_change_all_or_none(team: Team, article: Article) -> None:
    made = [make_claim(article, by=team.alice) for _ in range(3)]
    ids = [claim.pk for claim in made]
    found = claims.set_status(team.workspace, ids[::-1], ClaimStatus.ACCEPTED, by=team.bob)
    assert [claim.pk for claim in found] == ids[::-1]
    assert {document["status"] for document in documents_of(team.workspace, ids)} == {"accepted"}
    with pytest.raises(Stale):
        claims.change_many(
            team.workspace,
            ids,
            lambda _, old: replace(old, status=ClaimStatus.REJECTED),
            by=team.bob,
            revisions={ids[0]: 2, ids[2]: 1},
        )
    assert {document["status"] for document in documents_of(team.workspace, ids)} == {"accepted"}
    with pytest.raises(ClaimsError, match="named twice"):
        claims.withdraw_many(team.workspace, [ids[0], ids[0]], by=team.bob)
    claims.withdraw_many(team.workspace, ids, by=team.bob)
    assert not Claim.objects.filter(withdrawn_at__isnull=True).exists()


def test_one_bad_claim_of_many_is_named_and_none_is_made(team: Team, article: Article) -> None:
    at = claims.place(article, by=team.alice)
    wanted = [(at, record(labels=("new",), chains=(chain("New"),))) for _ in range(10)]
    wanted[6] = (at, replace(record(), spans=(QuotedSpan(0, 10_000),)))
    wanted[8] = (at, record(note="\0"))
    before = rows()
    with pytest.raises(BadRows) as refused:
        claims.make_many(team.workspace, wanted, by=team.alice)
    assert [number for number, _ in refused.value.rows] == [7, 9]
    assert rows() == before


def standing(number: int) -> list[UUID]:
    return list(Claim.objects.filter(withdrawn_at__isnull=True).values_list("pk", flat=True)[:number])


@pytest.mark.parametrize(
    "write",
    [
        lambda team, places: claims.make_many(
            team.workspace,
            [(at, record(chains=(chain("A", "B"),), labels=("x",), proposition="Y")) for at in places],
            by=team.alice,
        ),
        lambda team, places: claims.set_status(
            team.workspace,
            [claim.pk for claim in Claim.objects.all()[: len(places)]],
            ClaimStatus.ACCEPTED,
            by=team.bob,
        ),
        lambda team, places: claims.withdraw_many(
            team.workspace,
            [claim.pk for claim in Claim.objects.filter(withdrawn_at__isnull=True)[: len(places)]],
            by=team.bob,
        ),
    ],
    ids=["make", "change", "withdraw"],
)
def test_many_claims_cost_the_queries_of_one(team: Team, article: Article, write: Callable[..., Any]) -> None:
    at = claims.place(article, by=team.alice)
    claims.make_many(
        team.workspace, [(at, record(chains=(chain("A", "B"),), labels=("x",), proposition="Y"))] * 30, by=team.alice
    )

    def count(number: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            write(team, [at] * number)
        return len(captured)

    assert count(1) == count(10)


def test_certainty_belongs_to_the_step(team: Team, article: Article) -> None:
    claim = make_claim(article, chains=(chain("Report", hop("Member", certainty=Certainty.POSSIBLE)),))
    assert [step.certainty for step in claim.attributions.order_by("position")] == [
        Certainty.NOT_STATED,
        Certainty.POSSIBLE,
    ]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_one_revision_the_second_waits_and_is_told() -> None:
    team = make_team()
    claim = make_claim(make_article(team.workspace), by=team.alice)
    told: list[ClaimsError] = []

    def change_too() -> None:
        try:
            claims.revise(claim, record(note="Second."), by=team.bob, revision=1)
        except Stale as stale:
            told.append(stale)
        finally:
            connection.close()

    with transaction.atomic():
        claims.revise(claim, record(note="First."), by=team.alice, revision=1)
        second = Thread(target=change_too)
        second.start()
        second.join(timeout=0.3)
        assert second.is_alive()
    second.join(timeout=10)
    assert len(told) == 1
    assert document_of(claim)["note"] == "First."
