"""Reads of the registry: a source's document, names and ids, families, and what is offered while one types."""

from typing import Any, get_type_hints

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.exchange.records import AliasRecord, IdentifierRecord, RelationRecord, SourceRecord
from claims.models import AnnotationSet, Source
from claims.models.fields import new_id
from claims.queries.claim_documents import SourceSummary
from claims.queries.name_lookups import sources_called
from claims.queries.sources import (
    RelationDocument,
    SourceDocument,
    documents_of,
    family_members,
    ids_by_name_or_id,
    matching,
)
from claims.services import articles, claims, sources
from claims.text.dates import parse_date
from claims.text.names import match_key
from claims.vocabulary import AliasStrength, Identifiability, IdentifierScheme, RelationKind, SetKind
from tests.makers import GUARD, Team, make_article, make_claim, make_source

NOBODY = "01900000-0000-7000-8000-000000000000"


def keys_of(shape: Any) -> set[str]:
    return set(get_type_hints(shape))


@pytest.fixture
def seawatch(team: Team) -> Source:
    union = make_source(team.workspace, "Sea Union")
    record = SourceRecord(
        name="Seawatch",
        aliases=(AliasRecord("the institute", AliasStrength.WEAK),),
        identifiers=(IdentifierRecord(IdentifierScheme.DOMAIN, "seawatch.example"),),
    )
    made = sources.make(team.workspace, record, by=team.alice)
    relation = RelationRecord(RelationKind.PART_OF, "Sea Union", since=parse_date("2020-05"))
    sources.relate(made, relation, target=union, by=team.alice)
    gone = RelationRecord(RelationKind.OWNED_BY, "Sea Union")
    sources.unrelate(sources.relate(made, gone, target=union, by=team.alice), by=team.alice)
    return made


def document_of(source: Source) -> SourceDocument:
    [document] = documents_of(source.workspace, [source.pk])
    return document


def test_a_document_has_the_keys_that_are_said(seawatch: Source) -> None:
    document = document_of(seawatch)
    assert set(document) == keys_of(SourceDocument)
    [relation] = document["relations"]
    assert set(relation) == keys_of(RelationDocument)
    assert set(relation["target"]) == keys_of(SourceSummary)


def test_a_document_says_what_was_written(seawatch: Source) -> None:
    document = document_of(seawatch)
    assert [(alias["text"], alias["strength"]) for alias in document["aliases"]] == [
        ("Seawatch", "strong"),
        ("the institute", "weak"),
    ]
    assert document["identifiers"] == [{"scheme": "domain", "value": "seawatch.example"}]
    [relation] = document["relations"]
    assert (relation["kind"], relation["target"]["name"]) == ("part_of", "Sea Union")
    assert (relation["since"], relation["until"]) == ("2020-05", None)


def test_a_source_is_counted_by_standing_claims_of_the_record(team: Team, seawatch: Source) -> None:
    article, other = make_article(team.workspace), make_article(team.workspace)
    make_claim(article, sources=("Seawatch", "Harbour Guard"))
    make_claim(article, GUARD, sources=("Seawatch",))
    claims.withdraw(make_claim(article, sources=("Seawatch",)), by=team.alice)
    make_claim(other, sources=("Seawatch",))
    articles.withdraw(other, by=team.alice)
    blind = AnnotationSet.objects.create(
        workspace=team.workspace, article=article, kind=SetKind.BLIND, annotator=team.alice
    )
    make_claim(article, sources=("Seawatch",), by=team.alice, annotation_set=blind)
    make_claim(make_article(team.elsewhere), sources=("Seawatch",))
    document = document_of(seawatch)
    assert (document["claims_first_said"], document["claims_relayed"]) == (1, 1)


def test_what_a_merged_source_said_counts_for_the_one_it_was_merged_into(team: Team, seawatch: Source) -> None:
    old = make_source(team.workspace, "Old Seawatch", merged_into=seawatch)
    make_claim(make_article(team.workspace), sources=("Old Seawatch",))
    Source.objects.filter(pk=old.pk).update(merged_into=None)
    make_claim(make_article(team.workspace), sources=("Old Seawatch", "Guard"))
    Source.objects.filter(pk=old.pk).update(merged_into=seawatch)
    document = document_of(seawatch)
    assert (document["claims_first_said"], document["claims_relayed"]) == (1, 1)
    assert document_of(old)["merged_into"] == str(seawatch.pk)


def test_documents_come_in_the_order_asked_and_of_one_workspace(team: Team) -> None:
    made = [make_source(team.workspace, f"Source {number}") for number in range(3)]
    theirs = make_source(team.elsewhere, "Theirs")
    ids = [made[1].pk, theirs.pk, made[2].pk, new_id(), made[0].pk]
    assert [document["name"] for document in documents_of(team.workspace, ids)] == ["Source 1", "Source 2", "Source 0"]


def test_ten_sources_cost_the_one_query_of_one(team: Team) -> None:
    ids = [make_source(team.workspace, f"Source {number}").pk for number in range(10)]
    for some in (ids[:1], ids):
        with CaptureQueriesContext(connection) as captured:
            assert len(documents_of(team.workspace, some)) == len(some)
        assert len(captured) == 1


def test_names_aliases_and_ids_all_find_a_source(team: Team, seawatch: Source) -> None:
    make_source(team.elsewhere, "Seawatch")
    for given in ("SEAWATCH", "The Institute", str(seawatch.pk), seawatch.pk.hex.upper()):
        assert ids_by_name_or_id(team.workspace, [given]) == {seawatch.pk}


def test_what_was_merged_is_found_with_what_it_was_merged_into(team: Team, seawatch: Source) -> None:
    old = make_source(team.workspace, "Old Seawatch", merged_into=seawatch)
    older = make_source(team.workspace, "Older Seawatch", merged_into=seawatch)
    for given in ("Seawatch", "Old Seawatch", str(older.pk)):
        assert ids_by_name_or_id(team.workspace, [given]) == {seawatch.pk, old.pk, older.pk}


@pytest.mark.parametrize("given", [[], [""], ["  "], ["\0"], ["\ud800"], ["nobody"], [NOBODY]])
def test_what_is_no_name_finds_nobody(team: Team, seawatch: Source, given: list[str]) -> None:
    assert ids_by_name_or_id(team.workspace, given) == set()


def test_a_family_ends_where_a_source_counts_as_its_own(team: Team) -> None:
    house, paper, desk = (make_source(team.workspace, name) for name in ("House", "Paper", "Desk"))
    for below, above in ((paper, house), (desk, paper)):
        sources.relate(below, RelationRecord(RelationKind.OWNED_BY, above.name), target=above, by=team.alice)
    member = make_source(team.workspace, "Member")
    sources.relate(member, RelationRecord(RelationKind.MEMBER_OF, "House"), target=house, by=team.alice)
    assert family_members(team.workspace, [house.pk]) == {house.pk, paper.pk, desk.pk}
    Source.objects.filter(pk=paper.pk).update(counts_as_own_family=True)
    assert family_members(team.workspace, [house.pk]) == {house.pk}
    assert family_members(team.workspace, [paper.pk]) == {paper.pk, desk.pk}


def names(found: list[Source]) -> list[str]:
    return [source.name for source in found]


def test_typing_offers_what_begins_with_the_words_first(team: Team) -> None:
    for name in ("Sea Union", "Port Sea Office", "The Seawatch", "Harbour Guard"):
        make_source(team.workspace, name)
    make_source(team.elsewhere, "Sea of others")
    assert names(matching(team.workspace, "sea")) == ["Sea Union", "The Seawatch", "Port Sea Office"]
    assert names(matching(team.workspace, "SEA", most=2)) == ["Sea Union", "The Seawatch"]
    assert names(matching(team.workspace, "x")) == []
    assert names(matching(team.workspace, "%")) == []
    assert names(matching(team.workspace, "\0\ud800")) == []


def test_typing_offers_each_source_once_and_no_merged_one(team: Team, seawatch: Source) -> None:
    make_source(team.workspace, "Sea Old", merged_into=seawatch)
    record = SourceRecord(name="Seawatch", aliases=(AliasRecord("Seawatch Institute"), AliasRecord("Sea W")))
    sources.revise(seawatch, record, by=team.alice)
    assert names(matching(team.workspace, "sea")) == ["Sea Union", "Seawatch"]


def test_a_source_that_is_not_named_is_offered_in_its_article_only(team: Team) -> None:
    article, other = make_article(team.workspace), make_article(team.workspace)
    make_source(team.workspace, "an official", identifiability=Identifiability.ANONYMOUS, article=article)
    assert names(matching(team.workspace, "an off", article=article)) == ["an official"]
    assert names(matching(team.workspace, "an off", article=other)) == []
    assert names(matching(team.workspace, "an off")) == []


def test_without_words_the_sources_of_the_article_are_offered_the_latest_first(team: Team) -> None:
    article = make_article(team.workspace)
    make_claim(article, sources=("Seawatch",))
    make_claim(article, sources=("Guard", "Seawatch"))
    claims.withdraw(make_claim(article, sources=("Gone",)), by=team.alice)
    make_claim(make_article(team.workspace), sources=("Another",))
    assert names(matching(team.workspace, "", article=article)) == ["Seawatch", "Guard"]
    assert names(matching(team.workspace, " ")) == []


def rows_read() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables
            WHERE relname IN ('claims_source', 'claims_sourcealias')"""
        )
        return int(cursor.fetchone()[0])


def test_names_are_looked_up_by_key_in_a_workspace_that_statistics_do_not_know(team: Team) -> None:
    """They think that it has one source, and a plan made for that would read them all, for each name."""
    sources.make_many(team.elsewhere, [SourceRecord(f"Elsewhere {number}") for number in range(300)], by=None)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE claims_source, claims_sourcealias")
    names = [f"Quay {number} Watch" for number in range(200)]
    sources.make_many(team.workspace, [SourceRecord(name) for name in names], by=None)
    keys = [match_key(name) for name in names[-20:]]
    before = rows_read()
    assert len(sources_called(team.workspace, keys, articles=[])) == len(keys)
    assert rows_read() - before <= 5 * len(keys)
    before = rows_read()
    assert matching(team.workspace, "quay 199")[0].name == "Quay 199 Watch"
    assert rows_read() - before <= 20
