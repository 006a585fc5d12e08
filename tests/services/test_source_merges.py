"""Merging and splitting sources: what counts as what, what is refused, and that each step back restores its rows."""

from itertools import permutations

import pytest
from django.db import connection

from claims.errors import ClaimsError, Conflict, NotFound, Stale
from claims.exchange.records import AliasRecord, IdentifierRecord, RelationRecord, SourceRecord, SourceReference
from claims.models import Attribution, Claim, Source, SourceRedirect
from claims.queries.sources import documents_of
from claims.services import claims, erasure, source_merges, source_splits, sources
from claims.services.source_resolver import Resolver
from claims.vocabulary import Identifiability, IdentifierScheme, RelationKind
from tests.makers import GUARD, Team, make_article, make_claim, make_source
from tests.services.events import events_during


def named(team: Team, *names: str) -> list[Source]:
    return [make_source(team.workspace, name) for name in names]


def standing(team: Team) -> dict[str, str]:
    """Name -> name of the source that it counts as."""
    rows = Source.objects.filter(workspace=team.workspace).select_related("merged_into")
    return {row.name: (row.merged_into or row).name for row in rows}


def merge(team: Team, source: Source, into: Source) -> SourceRedirect:
    return source_merges.merge(source, into=into, by=team.alice)


def relate(team: Team, source: Source, kind: RelationKind, target: Source) -> None:
    sources.relate(source, RelationRecord(kind, target.name), target=target, by=team.alice)


def resolved(team: Team, name: str) -> Source:
    resolver = Resolver(team.workspace)
    resolver.prepare([(SourceReference(name=name), None)])
    return resolver.resolve(SourceReference(name=name), article_id=None)


def test_a_merged_source_counts_as_the_other_and_its_names_find_that_one(team: Team) -> None:
    isis, isil = named(team, "ISIS", "ISIL")
    with events_during() as events:
        redirect = merge(team, isil, isis)
    assert [event.action for event in events] == ["source.merge"]
    assert standing(team) == {"ISIS": "ISIS", "ISIL": "ISIS"}
    assert resolved(team, "isil") == isis
    assert (redirect.source_id, redirect.into_id, redirect.undone_at) == (isil.pk, isis.pk, None)
    assert redirect.made_by == team.alice


def test_what_the_merged_one_had_is_shown_at_the_standing_one(team: Team) -> None:
    isis = sources.make(team.workspace, SourceRecord("ISIS"), by=team.alice)
    record = SourceRecord(
        "ISIL", aliases=(AliasRecord("Daesh"),), identifiers=(IdentifierRecord(IdentifierScheme.WIKIDATA, "Q1"),)
    )
    isil = sources.make(team.workspace, record, by=team.alice)
    (front,) = named(team, "Front")
    relate(team, isil, RelationKind.MEMBER_OF, front)
    merge(team, isil, isis)
    [document] = documents_of(team.workspace, [isis.pk])
    assert [alias["text"] for alias in document["aliases"]] == ["ISIS", "ISIL", "Daesh"]
    assert document["identifiers"] == [{"scheme": "wikidata", "value": "Q1"}]
    assert [row["target"]["name"] for row in document["relations"]] == ["Front"]
    assert [row["name"] for row in document["merged"]] == ["ISIL"]


def test_relations_lead_to_the_standing_source_and_never_to_itself(team: Team) -> None:
    one, two, three = named(team, "One", "Two", "Three")
    relate(team, one, RelationKind.POSSIBLY_SAME_AS, two)
    relate(team, three, RelationKind.MEMBER_OF, two)
    merge(team, two, one)
    documents = documents_of(team.workspace, [one.pk, three.pk])
    assert [[row["target"]["name"] for row in document["relations"]] for document in documents] == [[], ["One"]]


def test_a_chain_of_merges_ends_at_the_one_that_stands(team: Team) -> None:
    one, two, three = named(team, "One", "Two", "Three")
    merge(team, one, two)
    merge(team, two, three)
    assert standing(team) == {"One": "Three", "Two": "Three", "Three": "Three"}


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_merges_are_taken_back_in_any_order(team: Team, order: tuple[int, ...]) -> None:
    one, two, three, four = named(team, "One", "Two", "Three", "Four")
    redirects = [merge(team, one, two), merge(team, two, three), merge(team, four, three)]
    edges = {0: ("One", "Two"), 1: ("Two", "Three"), 2: ("Four", "Three")}
    for number in order:
        source_merges.unmerge(redirects[number], by=team.alice)
        edges.pop(number)
        above = dict(edges.values())
        expected = {}
        for name in ("One", "Two", "Three", "Four"):
            top = name
            while top in above:
                top = above[top]
            expected[name] = top
        assert standing(team) == expected


def test_undoing_a_merge_survives_later_edits(team: Team) -> None:
    article = make_article(team.workspace)
    claim = make_claim(article, sources=("ISIL", "Guard"))
    isil = Source.objects.get(name="ISIL")
    (isis,) = named(team, "ISIS")
    redirect = merge(team, isil, isis)
    claims.change(claim, lambda _, record: record, by=team.alice)
    sources.revise(isis, SourceRecord("Islamic State", aliases=(AliasRecord("Daesh"),)), by=team.alice)
    later = make_claim(make_article(team.workspace, text=f"{GUARD}."), GUARD, sources=("ISIL",))
    source_merges.unmerge(redirect, by=team.alice)
    assert claim.attributions.get(position=1).source == isil
    assert later.attributions.get().source == isis
    documents = documents_of(team.workspace, [isil.pk, isis.pk])
    assert [[alias["text"] for alias in document["aliases"]] for document in documents] == [
        ["ISIL"],
        ["Islamic State", "Daesh", "ISIS"],
    ]
    assert resolved(team, "ISIL") == isil


def test_names_that_were_sent_back_as_read_do_not_stay_after_the_merge_is_undone(team: Team) -> None:
    isis, isil = named(team, "ISIS", "ISIL")
    redirect = merge(team, isil, isis)
    sources.revise(isis, SourceRecord("ISIS", aliases=(AliasRecord("ISIL"), AliasRecord("IS"))), by=team.alice)
    source_merges.unmerge(redirect, by=team.alice)
    assert sorted(isis.aliases.values_list("text", flat=True)) == ["IS", "ISIS"]


def test_a_merge_is_taken_back_once_and_can_be_made_again(team: Team) -> None:
    one, two = named(team, "One", "Two")
    redirect = merge(team, one, two)
    with events_during() as events:
        source_merges.unmerge(redirect, by=team.alice)
    assert [event.action for event in events] == ["source.unmerge"]
    with pytest.raises(NotFound):
        source_merges.unmerge(redirect, by=team.alice)
    merge(team, one, two)
    assert standing(team)["One"] == "Two"


def test_a_source_is_not_merged_with_itself_or_twice(team: Team) -> None:
    one, two, three = named(team, "One", "Two", "Three")
    with pytest.raises(Conflict, match="cannot be merged with itself"):
        merge(team, one, one)
    merge(team, one, two)
    for source, into in ((one, three), (three, one), (two, one)):
        with pytest.raises(Conflict, match="“One” was merged already and counts as “Two”"):
            merge(team, source, into)


@pytest.mark.parametrize(
    "kind",
    [
        RelationKind.PART_OF,
        RelationKind.OWNED_BY,
        RelationKind.SPOKESPERSON_FOR,
        RelationKind.MEMBER_OF,
        RelationKind.PUBLISHED_BY,
    ],
)
def test_a_source_is_not_merged_with_its_parent_or_child(team: Team, kind: RelationKind) -> None:
    desk, house = named(team, "Desk", "House")
    relate(team, desk, kind, house)
    for source, into in ((desk, house), (house, desk)):
        with pytest.raises(Conflict, match=rf"“Desk” is {kind.on_screen} “House”, so the two are not one"):
            merge(team, source, into)


def test_what_stands_further_above_is_no_match_and_the_way_is_spelled_out(team: Team) -> None:
    desk, paper, house, other = named(team, "Desk", "Paper", "House", "Other house")
    relate(team, desk, RelationKind.PART_OF, paper)
    relate(team, paper, RelationKind.OWNED_BY, house)
    merge(team, house, other)
    with pytest.raises(Conflict, match="Desk → Paper → Other house"):
        merge(team, other, desk)


def test_a_relation_that_was_taken_back_stands_in_no_way(team: Team) -> None:
    desk, house = named(team, "Desk", "House")
    relation = sources.relate(desk, RelationRecord(RelationKind.PART_OF, "House"), target=house, by=team.alice)
    sources.unrelate(relation, by=team.alice)
    merge(team, desk, house)
    assert standing(team)["Desk"] == "House"


def test_a_loop_through_a_merge_is_refused(team: Team) -> None:
    desk, house, branch = named(team, "Desk", "House", "Branch")
    relate(team, desk, RelationKind.PART_OF, house)
    merge(team, branch, desk)
    with pytest.raises(Conflict, match="House → Desk → House"):
        relate(team, house, RelationKind.PART_OF, branch)


def test_sources_that_are_not_named_stay_in_their_article(team: Team) -> None:
    article, other = make_article(team.workspace), make_article(team.workspace)
    anonymous = Identifiability.ANONYMOUS
    here = make_source(team.workspace, "an official", identifiability=anonymous, article=article)
    also_here = make_source(team.workspace, "the official", identifiability=anonymous, article=article)
    there = make_source(team.workspace, "an official", identifiability=anonymous, article=other)
    (kirby,) = named(team, "John Kirby")
    with pytest.raises(Conflict, match="belong to two articles"):
        merge(team, here, there)
    with pytest.raises(Conflict, match="the other way round"):
        merge(team, kirby, here)
    merge(team, also_here, here)
    merge(team, here, kirby)
    assert Source.objects.get(pk=also_here.pk).merged_into == kirby


def test_somebody_who_saw_an_old_state_does_not_merge(team: Team) -> None:
    one, two = named(team, "One", "Two")
    redirect = source_merges.merge(one, into=two, by=team.alice, revision=1)
    with pytest.raises(Stale):
        source_merges.unmerge(redirect, by=team.alice, revision=1)
    source_merges.unmerge(redirect, by=team.alice, revision=2)


@pytest.fixture
def john(team: Team) -> Source:
    """A source with a step in each of two articles, and one that it was merged with."""
    make_claim(make_article(team.workspace), sources=("Seawatch", "John"))
    make_claim(make_article(team.workspace, text=f"{GUARD}, twice."), GUARD, sources=("Jack",))
    john, jack = Source.objects.get(name="John"), Source.objects.get(name="Jack")
    merge(team, jack, john)
    return john


def steps(name: str) -> list[Attribution]:
    return list(Attribution.objects.filter(source__name=name).order_by("pk"))


def test_steps_move_to_a_new_source_in_one_event_and_back(team: Team, john: Source) -> None:
    before = list(Attribution.objects.order_by("pk").values("pk", "source"))
    revisions = dict(Claim.objects.values_list("pk", "revision"))
    moved = [*steps("John"), *steps("Jack")]
    with events_during() as events:
        made = source_splits.split(
            john, hops=[row.pk for row in moved], to=SourceReference(name="Johnny"), by=team.alice
        )
    assert [event.action for event in events] == ["source.split"]
    assert [row.pk for row in steps("Johnny")] == sorted(row.pk for row in moved)
    assert {key: number - revisions[key] for key, number in Claim.objects.values_list("pk", "revision")} == {
        row.claim_id: 1 for row in moved
    }
    with events_during() as events:
        source_splits.unsplit(john, made.event, by=team.bob)
    assert [(event.action, event.undoes) for event in events] == [("source.unsplit", made.event)]
    assert list(Attribution.objects.order_by("pk").values("pk", "source")) == before
    with pytest.raises(Conflict, match="taken back already"):
        source_splits.unsplit(john, made.event, by=team.alice)


def test_a_split_is_refused_where_it_makes_no_sense(team: Team, john: Source) -> None:
    (step,) = steps("John")
    (relay,) = steps("Seawatch")
    jack = Source.objects.get(name="Jack")
    attempts = {
        "Choose 1 to 1000 steps": ([], SourceReference(name="New")),
        f"There is no step {relay.pk} of “John”": ([relay.pk], SourceReference(name="New")),
        "stand at “John” already": ([step.pk], SourceReference(id=john.pk)),
        "stand at “Jack” already": ([step.pk], SourceReference(id=jack.pk)),
        "would stand twice in a row": ([step.pk], SourceReference(name="Seawatch")),
        "these steps stand in several": (
            [step.pk, steps("Jack")[0].pk],
            SourceReference(name="officials", identifiability=Identifiability.COLLECTIVE),
        ),
    }
    for words, (hops, to) in attempts.items():
        with pytest.raises(ClaimsError, match=words):
            source_splits.split(john, hops=hops, to=to, by=team.alice)
    assert steps("John") == [step]


def test_a_step_may_go_to_one_that_is_not_named_in_its_article(team: Team, john: Source) -> None:
    (step,) = steps("John")
    to = SourceReference(name="an official", identifiability=Identifiability.ANONYMOUS)
    made = source_splits.split(john, hops=[step.pk], to=to, by=team.alice)
    assert made.to.article_id == step.claim.article_id


def test_a_split_is_not_taken_back_where_a_step_was_changed_since(team: Team, john: Source) -> None:
    (step,) = steps("John")
    made = source_splits.split(john, hops=[step.pk], to=SourceReference(name="Johnny"), by=team.alice)
    claims.change(step.claim, lambda _, record: record, by=team.alice)
    again = source_splits.split(made.to, hops=[step.pk], to=SourceReference(name="Other"), by=team.alice)
    with pytest.raises(Stale, match="Somebody changed one of these steps"):
        source_splits.unsplit(john, made.event, by=team.alice)
    source_splits.unsplit(made.to, again.event, by=team.alice)
    source_splits.unsplit(john, made.event, by=team.alice)
    assert [row.pk for row in steps("John")] == [step.pk]


def test_a_split_whose_audit_was_erased_stays(team: Team, john: Source) -> None:
    (step,) = steps("John")
    made = source_splits.split(john, hops=[step.pk], to=SourceReference(name="Johnny"), by=team.alice)
    erasure.erase(team.workspace, reason="Asked to.", by=team.adam, events=[made.event])
    with pytest.raises(Conflict, match="was erased"):
        source_splits.unsplit(john, made.event, by=team.alice)


def test_nothing_of_this_is_left_for_the_database_to_refuse(team: Team, john: Source) -> None:
    (step,) = steps("John")
    made = source_splits.split(john, hops=[step.pk], to=SourceReference(name="Johnny"), by=team.alice)
    merge(team, made.to, john)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
