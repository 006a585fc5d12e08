"""Pairs of sources that may be one: proposed once, decided by a person, and never asked again."""

import pytest

from claims.errors import Conflict
from claims.exchange.records import AliasRecord, RelationRecord, SourceRecord
from claims.models import Source, SourceLikeness, SourceRelation
from claims.queries.source_duplicates import next_pair, of_source, waiting
from claims.services import source_duplicates, source_merges, sources
from claims.vocabulary import Identifiability, RelationKind, SourceKind, Verdict
from tests.makers import Team, make_article, make_source
from tests.services.events import events_during


def pairs(team: Team) -> set[tuple[str, str]]:
    return {(row.source.name, row.other.name) for row in waiting(team.workspace)}


@pytest.fixture
def pair(team: Team) -> SourceLikeness:
    make_source(team.workspace, "Harbour Guard")
    make_source(team.workspace, "Harbor Guard")
    assert source_duplicates.propose(team.workspace, by=team.alice) == 1
    found = next_pair(team.workspace)
    assert found is not None
    return found


def test_names_that_are_alike_are_proposed_with_the_reason(team: Team, pair: SourceLikeness) -> None:
    assert pairs(team) == {("Harbour Guard", "Harbor Guard")}
    assert pair.why == "“harbour guard” and “harbor guard” are spelled almost alike."


def test_every_strong_name_counts_also_of_what_was_merged(team: Team) -> None:
    one = sources.make(team.workspace, SourceRecord("Seawatch", aliases=(AliasRecord("Pier Monitor"),)), by=team.alice)
    old = make_source(team.workspace, "Mole Monitor Group")
    source_merges.merge(old, into=one, by=team.alice)
    for name in ("Pier Monitors", "Mole Monitors Group"):
        make_source(team.workspace, name)
    assert source_duplicates.propose(team.workspace, by=None) == 2
    assert pairs(team) == {("Seawatch", "Pier Monitors"), ("Seawatch", "Mole Monitors Group")}


def test_what_is_not_named_or_related_or_of_another_workspace_is_not_proposed(team: Team) -> None:
    article = make_article(team.workspace, publisher="")
    described = Identifiability.DESCRIBED
    make_source(team.workspace, "port officials", identifiability=described, article=article)
    make_source(team.workspace, "port official", identifiability=described, article=article)
    make_source(team.elsewhere, "Harbor Guard")
    guard, guards = make_source(team.workspace, "Harbour Guard"), make_source(team.workspace, "Harbour Guards")
    make_source(team.workspace, "Harbour Guerd", kind=SourceKind.PERSON)
    Source.objects.filter(pk=guards.pk).update(kind=SourceKind.ARMED_GROUP)
    sources.relate(guard, RelationRecord(RelationKind.PART_OF, "x"), target=guards, by=team.alice)
    assert source_duplicates.propose(team.workspace, by=team.alice) == 1
    assert pairs(team) == {("Harbour Guard", "Harbour Guerd")}


def test_one_source_is_compared_by_itself(team: Team, pair: SourceLikeness) -> None:
    new = make_source(team.workspace, "Harbour Guards")
    with events_during() as events:
        assert source_duplicates.propose_for(new, by=team.alice) == 2
    assert [event.action for event in events] == ["source.propose"]
    assert {row.source.name for row in of_source(new)} == {"Harbour Guard", "Harbor Guard"}
    assert source_duplicates.propose(team.workspace, by=team.alice) == 0


def test_two_that_are_the_same_are_merged_into_the_one_that_is_chosen(team: Team, pair: SourceLikeness) -> None:
    with events_during() as events:
        source_duplicates.decide(pair, Verdict.SAME, by=team.alice, into=pair.other_id)
    assert [event.action for event in events] == ["source.merge"]
    assert Source.objects.get(name="Harbour Guard").merged_into_id == pair.other_id
    pair.refresh_from_db()
    assert (pair.verdict, pair.decided_by) == (Verdict.SAME, team.alice)
    assert pairs(team) == set()


def test_two_that_differ_are_remembered_with_who_and_when_and_never_proposed_again(
    team: Team, pair: SourceLikeness
) -> None:
    with events_during() as events:
        source_duplicates.decide(pair, Verdict.DIFFERENT, by=team.bob)
    assert [event.action for event in events] == ["source.compare"]
    pair.refresh_from_db()
    assert (pair.verdict, pair.decided_by) == (Verdict.DIFFERENT, team.bob)
    assert pair.decided_at is not None
    assert source_duplicates.propose(team.workspace, by=team.alice) == 0
    assert pairs(team) == set()
    with pytest.raises(Conflict, match="decided on these two already"):
        source_duplicates.decide(pair, Verdict.SAME, by=team.alice)


def test_two_that_may_be_the_same_are_related_and_can_be_reconsidered(team: Team, pair: SourceLikeness) -> None:
    with pytest.raises(Conflict, match="Nobody has decided"):
        source_duplicates.reconsider(pair, by=team.alice)
    with events_during() as events:
        source_duplicates.decide(pair, Verdict.UNSURE, by=team.alice)
    assert [event.action for event in events] == ["source.compare"]
    relation = SourceRelation.objects.get()
    assert (relation.kind, relation.ended_at) == (RelationKind.POSSIBLY_SAME_AS, None)
    source_duplicates.reconsider(pair, by=team.alice)
    relation.refresh_from_db()
    assert relation.ended_at is not None
    assert pairs(team) == {("Harbour Guard", "Harbor Guard")}


def test_a_merge_that_was_taken_back_says_that_they_differ(team: Team, pair: SourceLikeness) -> None:
    source_duplicates.decide(pair, Verdict.SAME, by=team.alice)
    with pytest.raises(Conflict, match="merged"):
        source_duplicates.reconsider(pair, by=team.alice)
    gone = Source.objects.get(name="Harbor Guard")
    source_merges.unmerge(gone.redirects.get(), by=team.bob)
    pair.refresh_from_db()
    assert (pair.verdict, pair.decided_by) == (Verdict.DIFFERENT, team.bob)
    assert source_duplicates.propose(team.workspace, by=team.alice) == 0


def test_pairs_are_asked_one_after_the_other_the_most_alike_first(team: Team, pair: SourceLikeness) -> None:
    for name in ("Port Authority", "The Port Authoritys"):
        make_source(team.workspace, name)
    source_duplicates.propose(team.workspace, by=team.alice)
    first = next_pair(team.workspace)
    assert first is not None
    second = next_pair(team.workspace, after=first.pk)
    assert second is not None
    assert first.score >= second.score
    assert {first.pk, second.pk} == set(waiting(team.workspace).values_list("pk", flat=True))
    assert next_pair(team.workspace, after=second.pk) is None
