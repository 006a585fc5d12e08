"""The document of a claim: its keys, what it shows, and that many cost what one costs."""

from typing import Any, get_type_hints
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.exchange.records import ClaimRecord, SourceRecord
from claims.models import Claim, ClaimLabel, Judgement, Label, Proposition, Source
from claims.models.fields import new_id
from claims.queries.claim_documents import (
    AttributionDocument,
    ChainDocument,
    ClaimDocument,
    SourceSummary,
    SpanDocument,
    documents_as_json,
    documents_in_article,
    documents_of,
)
from claims.services import claims, labels, sources
from claims.text.dates import parse_date
from claims.vocabulary import Identifiability, Lineage, SourceKind, Stance, Verdict
from tests.makers import FIRE, GUARD, TEXT, Team, chain, hop, make_article, make_claim, make_source, spans

FORM = ClaimRecord(spans=spans(TEXT, "A fire"), chains=(chain(hop("Seawatch")),))
SAID = parse_date("2021-08", words="last month")


@pytest.fixture
def claim(team: Team) -> Claim:
    """A claim with all that a claim may have."""
    article = make_article(team.workspace, by=team.alice)
    upstream = make_article(team.workspace, title="Upstream")
    first = chain(
        hop(
            "Seawatch",
            kind=SourceKind.MONITORING_GROUP,
            source_spans=spans(TEXT, "Seawatch"),
            cue_spans=spans(TEXT, ("said", "citing")),
            said=SAID,
            upstream_article=upstream.pk,
        ),
        hop("Harbour Guard", source_spans=spans(TEXT, "the Guard")),
    )
    second = chain(hop(), hop("an official", identifiability=Identifiability.ANONYMOUS, stance=Stance.DENIES))
    return make_claim(
        article,
        ("A fire destroyed two piers", "Monday night"),
        chains=(first, second, chain(lineage=Lineage.NONE_GIVEN)),
        labels=("fire", "Arson"),
        note="Line one\n“two” 🔥 \\ end",
        proposition="Two piers burned",
        by=team.alice,
    )


def document_of(claim: Claim) -> ClaimDocument:
    [document] = documents_of(claim.workspace, [claim.pk])
    return document


def keys_of(shape: Any) -> set[str]:
    return set(get_type_hints(shape))


def test_a_document_has_the_keys_that_are_said(claim: Claim) -> None:
    document = document_of(claim)
    assert set(document) == keys_of(ClaimDocument)
    for one in document["chains"]:
        assert set(one) == keys_of(ChainDocument)
        for step in one["attributions"]:
            assert set(step) == keys_of(AttributionDocument)
            for span in (*step["source_spans"], *step["cue_spans"]):
                assert set(span) == keys_of(SpanDocument)
    named = [document["publisher"], *document["origins"]]
    assert all(source is not None and set(source) == keys_of(SourceSummary) for source in named)


def test_a_document_says_what_was_written(claim: Claim, team: Team) -> None:
    document = document_of(claim)
    assert document["article_title"] == "Two piers burn in Port Ellery"
    assert document["quote"] == "A fire destroyed two piers […] Monday night"
    assert [span["exact"] for span in document["spans"]] == ["A fire destroyed two piers", "Monday night"]
    assert all(TEXT[span["start"] : span["end"]] == span["exact"] for span in document["spans"])
    assert (document["prefix"], document["suffix"]) == (
        "Two piers burn in Port Ellery\n\n"[-32:],
        ". The Harbour Guard set the fire, t"[:32],
    )
    assert (document["anchor"], document["polarity"], document["status"]) == ("anchored", "affirmed", "draft")
    assert document["labels"] == ["Arson", "fire"]
    assert document["note"] == "Line one\n“two” 🔥 \\ end"
    assert document["published"] == "2021-08-27"
    assert document["publisher"] is not None
    assert document["publisher"]["name"] == "Ellery Courier"
    assert (document["annotator"], document["revision"], document["withdrawn"]) == ("alice", 1, False)
    assert document["set"] == str(claim.annotation_set_id)
    proposition = Proposition.objects.get(workspace=team.workspace)
    assert (document["proposition"], proposition.text) == (str(proposition.pk), "Two piers burned")


def test_chains_and_steps_stand_in_their_order(claim: Claim) -> None:
    chains = document_of(claim)["chains"]
    assert [(one["number"], one["lineage"]) for one in chains] == [(1, "complete"), (2, "complete"), (3, "none_given")]
    first, second, third = ([*one["attributions"]] for one in chains)
    assert [(step["position"], step["source"] and step["source"]["name"]) for step in first] == [
        (1, "Seawatch"),
        (2, "Harbour Guard"),
    ]
    assert [step["stance"] for step in first] == ["relays", "asserts"]
    assert [step["source"] and step["source"]["name"] for step in second] == [None, "an official"]
    assert third == []
    assert [span["exact"] for span in first[0]["source_spans"]] == ["Seawatch"]
    assert [span["exact"] for span in first[0]["cue_spans"]] == ["said", "citing"]
    assert first[1]["cue_spans"] == []
    assert (first[0]["said"], first[1]["said"]) == ("2021-08", None)
    assert first[0]["upstream_article"] is not None


def test_the_origin_of_each_chain_is_named(claim: Claim) -> None:
    assert [source["name"] for source in document_of(claim)["origins"]] == ["Harbour Guard", "an official"]


def test_the_outlets_own_words_have_no_origin(team: Team) -> None:
    document = document_of(make_claim(make_article(team.workspace, publisher="", published="")))
    assert (document["origins"], document["publisher"], document["published"]) == ([], None, None)
    assert (document["labels"], document["label_ids"], document["proposition"]) == ([], [], None)
    assert document["annotator"] is None


def test_times_are_in_utc_with_microseconds(claim: Claim) -> None:
    document = document_of(claim)
    assert document["created_at"] == f"{claim.created_at:%Y-%m-%dT%H:%M:%S.%fZ}"


def test_a_renamed_source_shows_its_new_name(claim: Claim, team: Team) -> None:
    seawatch = Source.objects.get(workspace=team.workspace, name="Seawatch")
    sources.revise(seawatch, SourceRecord(name="Sea Watchers", short_name="SW"), by=team.alice)
    shown = document_of(claim)["chains"][0]["attributions"][0]["source"]
    assert shown is not None
    assert (shown["id"], shown["name"], shown["short_name"]) == (str(seawatch.pk), "Sea Watchers", "SW")


def test_a_merged_source_shows_as_the_one_it_counts_as(claim: Claim, team: Team) -> None:
    into = make_source(team.workspace, "Sea Union")
    Source.objects.filter(workspace=team.workspace, name__in=("Harbour Guard", "Ellery Courier")).update(
        merged_into=into
    )
    document = document_of(claim)
    assert document["publisher"] is not None
    assert document["publisher"]["name"] == "Sea Union"
    assert document["origins"][0]["id"] == str(into.pk)
    assert document["chains"][0]["attributions"][1]["source"] == document["origins"][0]


def test_a_renamed_or_merged_label_shows_once_under_its_name(claim: Claim, team: Team) -> None:
    fire = Label.objects.get(workspace=team.workspace, name="fire")
    labels.rename(fire, "blaze", by=team.alice)
    assert document_of(claim)["labels"] == ["Arson", "blaze"]
    Label.objects.filter(workspace=team.workspace, name="Arson").update(merged_into=fire)
    document = document_of(claim)
    assert (document["labels"], document["label_ids"]) == (["blaze"], [str(fire.pk)])
    assert ClaimLabel.objects.filter(claim=claim).count() == 2


def test_the_latest_judgement_that_stands_names_the_proposition(claim: Claim, team: Team) -> None:
    def judge(text: str, verdict: Verdict, **more: Any) -> Proposition:
        made = Proposition.objects.create(workspace=team.workspace, text=text)
        Judgement.objects.create(
            workspace=team.workspace, claim=claim, proposition=made, analyst=team.bob, verdict=verdict, **more
        )
        return made

    judge("Another", Verdict.DIFFERENT)
    judge("Taken back", Verdict.SAME, superseded_at=claim.created_at)
    latest = judge("The latest", Verdict.SAME)
    assert document_of(claim)["proposition"] == str(latest.pk)
    into = Proposition.objects.create(workspace=team.workspace, text="Merged")
    Proposition.objects.filter(pk=latest.pk).update(merged_into=into)
    assert document_of(claim)["proposition"] == str(into.pk)


def test_documents_come_in_the_order_asked_withdrawn_ones_too(team: Team) -> None:
    article = make_article(team.workspace)
    made = [make_claim(article, by=team.alice) for _ in range(3)]
    claims.withdraw(made[1], by=team.alice)
    ids = [made[2].pk, made[0].pk, made[1].pk]
    documents = documents_of(team.workspace, ids)
    assert [document["id"] for document in documents] == [str(key) for key in ids]
    assert [document["withdrawn"] for document in documents] == [False, False, True]


def test_claims_of_another_workspace_have_no_document(team: Team) -> None:
    theirs = make_claim(make_article(team.elsewhere))
    assert documents_of(team.workspace, [theirs.pk, new_id()]) == []
    assert documents_of(team.workspace, []) == []


def test_the_claims_of_an_article_come_in_the_order_of_its_text(team: Team) -> None:
    article = make_article(team.workspace)
    inner, outer, first = (make_claim(article, words) for words in ("set the fire", GUARD, FIRE))
    longer = make_claim(article, f"{GUARD}, the monitoring group Seawatch said")
    found = documents_in_article(team.workspace, Claim.objects.filter(workspace=team.workspace, article=article))
    assert [UUID(document["id"]) for document in found] == [first.pk, longer.pk, outer.pk, inner.pk]


def test_a_choice_that_can_hold_nothing_is_empty(team: Team) -> None:
    nothing = Claim.objects.filter(workspace=team.workspace, pk__in=[])
    assert documents_in_article(team.workspace, nothing) == []


def test_ten_claims_cost_the_one_query_of_one(team: Team) -> None:
    article = make_article(team.workspace)
    ids = [make_claim(article, sources=("Seawatch", f"Source {number}"), labels=("x",)).pk for number in range(10)]
    for some in (ids[:1], ids):
        with CaptureQueriesContext(connection) as captured:
            assert len(documents_as_json(team.workspace, some)) == len(some)
        assert len(captured) == 1


def test_every_join_of_the_document_names_the_workspace(team: Team) -> None:
    with CaptureQueriesContext(connection) as captured:
        documents_of(team.workspace, [new_id()])
    sql = " ".join(captured[0]["sql"].split())
    joins = sql.replace("LEFT JOIN LATERAL", "").split(" JOIN claims_")[1:]
    assert len(joins) >= 8
    assert all("workspace_id = " in condition.split(" ON ")[1][:80] for condition in joins)


def rows_read() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables
            WHERE relname IN ('claims_claim', 'claims_anchor', 'claims_chain', 'claims_attribution')"""
        )
        return int(cursor.fetchone()[0])


def test_a_claim_is_looked_up_by_key_in_a_workspace_that_statistics_do_not_know(team: Team) -> None:
    """They think that it has one row, and a plan made for that would read the whole workspace, for each claim."""
    other = make_article(team.elsewhere)
    claims.make_many(team.elsewhere, [(claims.place(other, by=None), FORM)] * 1000, by=None)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    article = make_article(team.workspace)
    made = claims.make_many(team.workspace, [(claims.place(article, by=None), FORM)] * 200, by=None)
    for wanted in ([made[-1].pk], [row.pk for row in made[-20:]]):
        before = rows_read()
        assert len(documents_as_json(team.workspace, wanted)) == len(wanted)
        assert rows_read() - before <= 10 * len(wanted)
