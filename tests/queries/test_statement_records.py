"""Statements, verdicts and dependences go out as JSON lines and come back equal; nobody forges another's verdict."""

import json
from typing import Any

import pytest

from claims.errors import BadRows
from claims.models import Dependence, Judgement, Membership, Proposition, PropositionRelation, Workspace
from claims.queries.filters import Filters
from claims.queries.record_exports import stream_jsonl
from claims.queries.verdicts import in_effect
from claims.services import dependences, imports, propositions, verdicts
from claims.services.judgements import make_proposition
from claims.vocabulary import DependenceKind, ProposalState, PropositionRelationKind, Role, Verdict
from tests.makers import Team, make_article, make_claim, make_source

KINDS = ("proposition", "judgement", "dependence")


def exported(workspace: Workspace, **filters: Any) -> bytes:
    return b"".join(stream_jsonl(workspace, Filters.parse(filters)))


def lines(content: bytes) -> list[Any]:
    """What is of statements, without ids, in the order of the file."""
    rows = [json.loads(line) for line in content.splitlines()]
    named = ("id", "claim", "article", "on_article", "source", "on_source")
    return [{key: row[key] for key in row if key not in named} for row in rows if row.get("type") in KINDS]


@pytest.fixture
def full(team: Team) -> Team:
    """Three claims, of which one is disputed, one settled, one plain; statements that stand to each other; copies."""
    article, other = (make_article(team.workspace, text=words, title=words) for words in ("A pier burned.", "It did."))
    claims = [make_claim(article, "A pier burned", by=team.alice) for _ in range(3)]
    one, two, old = (make_proposition(team.workspace, words, by=team.alice) for words in ("One", "Two", "Old"))
    propositions.revise(one, text="One", note="A\nnote", by=team.alice)
    propositions.relate(one, PropositionRelationKind.CONTRADICTS, target=two, by=team.alice)
    propositions.relate(old, PropositionRelationKind.UPDATES, target=two, by=team.alice)
    propositions.merge(old, into=one, by=team.alice)
    for claim, verdict, by in (
        (claims[0], Verdict.SAME, team.alice),
        (claims[0], Verdict.DIFFERENT, team.vera),
        (claims[1], Verdict.SAME, team.alice),
        (claims[1], Verdict.DIFFERENT, team.bob),
        (claims[2], Verdict.SAME, team.alice),
    ):
        verdicts.judge(claim, one, verdict, by=by)
    dependences.between_articles(article, other, DependenceKind.TRANSLATES, by=team.alice, why="By the byline.")
    make_source(team.workspace, "Pier", kind="organization")
    return team


def test_everything_comes_back_equal_where_an_admin_brings_it_in(full: Team) -> None:
    for user, role in ((full.alice, Role.ANNOTATOR), (full.bob, Role.REVIEWER), (full.vera, Role.VIEWER)):
        Membership.objects.create(workspace=full.elsewhere, user=user, role=role)
    Membership.objects.create(workspace=full.elsewhere, user=full.adam, role=Role.ADMIN)
    content = exported(full.workspace)
    told = lines(content)
    assert [row["type"] for row in told].count("judgement") == 4
    assert {row["text"]: [one["kind"] for one in row["relations"]] for row in told if row["type"] == "proposition"} == {
        "One": ["contradicts", "updates"], "Two": [],
    }  # fmt: skip
    imports.import_file(full.elsewhere, content, filename="x.jsonl", by=full.adam)
    again = lines(exported(full.elsewhere))
    of_adam = {"type": "judgement", "proposition": "One", "verdict": "same", "analyst": "adam"}
    assert [row for row in again if row != of_adam] == told
    one = Proposition.objects.get(workspace=full.elsewhere, text="One")
    assert one.note == "A\nnote"
    assert [row.is_disputed for row in in_effect(full.elsewhere, [one.pk])] == [True, False]
    pair = Dependence.objects.get(workspace=full.elsewhere)
    assert (pair.kind, pair.state, pair.why) == ("translates", "accepted", "By the byline.")
    assert pair.decided_by == full.alice


def test_nobody_but_an_admin_brings_in_verdicts_of_others(full: Team) -> None:
    Membership.objects.create(workspace=full.elsewhere, user=full.alice, role=Role.ANNOTATOR)
    Membership.objects.create(workspace=full.elsewhere, user=full.bob, role=Role.REVIEWER)
    imports.import_file(full.elsewhere, exported(full.workspace), filename="x.jsonl", by=full.alice)
    rows = Judgement.objects.filter(workspace=full.elsewhere, superseded_at__isnull=True)
    assert {row.analyst for row in rows} == {full.alice, None}
    one = Proposition.objects.get(workspace=full.elsewhere, text="One")
    assert [row.is_disputed for row in in_effect(full.elsewhere, [one.pk])] == [True, True, False]


def test_an_import_twice_says_nothing_twice(full: Team) -> None:
    content = exported(full.workspace)
    for _ in range(2):
        imports.import_file(full.elsewhere, content, filename="x.jsonl", by=full.charlie)
    mine = {"workspace": full.elsewhere}
    assert PropositionRelation.objects.filter(**mine).count() == 2
    assert Judgement.objects.filter(**mine).count() == 5
    assert Dependence.objects.filter(**mine).count() == 1


def test_a_filtered_export_has_what_its_claims_need(full: Team) -> None:
    told = lines(exported(full.workspace, q=["nothingofthekind"]))
    assert told == []
    some = lines(exported(full.workspace, annotator=["alice"]))
    assert [row["type"] for row in some].count("judgement") == 4
    assert "dependence" not in {row["type"] for row in some}


def test_a_decision_that_waits_comes_back_as_one(full: Team) -> None:
    dependences.decide(Dependence.objects.get(), ProposalState.PENDING, by=full.alice)
    imports.import_file(full.elsewhere, exported(full.workspace), filename="x.jsonl", by=None)
    pair = Dependence.objects.get(workspace=full.elsewhere)
    assert (pair.state, pair.decided_by, pair.decided_at) == ("pending", None, None)


def test_what_points_at_nothing_is_named_by_its_line(team: Team) -> None:
    nobody = "018f0000-0000-7000-8000-000000000001"
    other = "018f0000-0000-7000-8000-000000000002"
    content = b"\n".join(
        json.dumps(row).encode()
        for row in (
            {"format": "provenance", "schema": 2},
            {"type": "judgement", "claim": nobody, "proposition": "P", "verdict": "same"},
            {"type": "dependence", "article": nobody, "on_article": other, "kind": "same_wire"},
        )
    )
    with pytest.raises(BadRows) as refused:
        imports.import_file(team.workspace, content, filename="x.jsonl", by=team.alice)
    assert [row for row, _ in refused.value.rows] == [2, 3]
    assert not Proposition.objects.exists()
