"""The registry: what sources are called, how they stand to each other; nothing is left for the database to refuse."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.errors import BadDate, BadRecord, BadRows, Conflict, NotFound, Stale, UnknownSource
from claims.exchange.records import AliasRecord, IdentifierRecord, RelationRecord, SourceRecord
from claims.models import Source, SourceAlias, SourceRelation
from claims.models.fields import new_id
from claims.services import sources
from claims.services.source_resolver import Resolver
from claims.text.dates import parse_date
from claims.vocabulary import AliasStrength, Identifiability, IdentifierScheme, RelationKind, SourceKind
from tests.makers import Team, make_article, make_source
from tests.services.events import events_during

SEAWATCH = SourceRecord(
    name="Seawatch",
    kind=SourceKind.MONITORING_GROUP,
    short_name="SW",
    description="Watches the sea.",
    aliases=(AliasRecord("The Seawatch Institute"), AliasRecord("the institute", AliasStrength.WEAK)),
    identifiers=(IdentifierRecord(IdentifierScheme.DOMAIN, "seawatch.example"),),
)


def aliases_of(source: Source) -> set[tuple[str, str]]:
    return {(alias.text, alias.strength.value) for alias in source.aliases.all()}


def test_a_new_source_has_all_that_identifies_it(team: Team) -> None:
    source = sources.make(team.workspace, SEAWATCH, by=team.alice)
    source.refresh_from_db()
    assert (source.name, source.short_name, source.kind) == ("Seawatch", "SW", SourceKind.MONITORING_GROUP)
    assert source.description == "Watches the sea."
    assert aliases_of(source) == {
        ("Seawatch", "strong"),
        ("The Seawatch Institute", "strong"),
        ("the institute", "weak"),
    }
    assert source.identifiers.get().value == "seawatch.example"


@pytest.mark.parametrize("name", ["Seawatch", "SEAWATCH", "the Seawatch", " the  seawatch institute"])
def test_a_name_that_is_taken_is_refused(team: Team, name: str) -> None:
    known = sources.make(team.workspace, SEAWATCH, by=team.alice)
    with pytest.raises(Conflict, match=rf"already names “Seawatch” \({known.pk}\)"):
        sources.make(team.workspace, SourceRecord(name=name), by=team.alice)


def test_a_weak_alias_and_another_workspace_take_no_name(team: Team) -> None:
    sources.make(team.workspace, SEAWATCH, by=team.alice)
    sources.make(team.elsewhere, replace(SEAWATCH, identifiers=()), by=team.charlie)
    assert sources.make(team.workspace, SourceRecord(name="The Institute"), by=team.alice)


def test_a_source_that_is_not_named_is_made_within_its_article(team: Team) -> None:
    article, other = make_article(team.workspace), make_article(team.workspace)
    record = SourceRecord(name="a port official", identifiability=Identifiability.ANONYMOUS)
    here = sources.make(team.workspace, record, by=team.alice, article=article)
    there = sources.make(team.workspace, record, by=team.alice, article=other)
    assert (here.article_id, there.article_id) == (article.pk, other.pk)
    with pytest.raises(Conflict):
        sources.make(team.workspace, record, by=team.alice, article=article)


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": " \t "}, "name"),
        ({"name": "x" * 501}, "name"),
        ({"name": "Sea\0watch"}, "name"),
        ({"name": "Sea\ud800watch"}, "name"),
        ({"short_name": "x" * 101}, "short_name"),
        ({"short_name": "\0"}, "short_name"),
        ({"description": "\0"}, "description"),
        ({"description": "\udfff"}, "description"),
        ({"description": "x" * 50_001}, "description"),
        ({"aliases": (AliasRecord("x" * 501),)}, "aliases"),
        ({"aliases": (AliasRecord("\0"),)}, "aliases"),
        ({"aliases": (AliasRecord(" "),)}, "aliases"),
        ({"identifiers": (IdentifierRecord(IdentifierScheme.ISNI, "1" * 501),)}, "identifiers"),
        ({"identifiers": (IdentifierRecord(IdentifierScheme.ISNI, ""),)}, "identifiers"),
        ({"identifiers": (IdentifierRecord(IdentifierScheme.ISNI, "\0"),)}, "identifiers"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(team: Team, broken: dict[str, object], field: str) -> None:
    known = sources.make(team.workspace, SEAWATCH, by=team.alice)
    for write in (
        lambda record: sources.make(team.workspace, record, by=team.alice),
        lambda record: sources.revise(known, record, by=team.alice),
    ):
        with events_during() as events, pytest.raises((BadRecord, UnknownSource)) as refused:
            write(replace(SourceRecord(name="Pierwatch"), **broken))
        assert refused.value.field == field
        assert refused.value.message.endswith(".")
        assert events == []


def test_names_of_the_longest_kind_are_kept(team: Team) -> None:
    name = "".join(chr(0x4E00 + number) for number in range(500))
    source = sources.make(
        team.workspace,
        SourceRecord(name=name, identifiers=(IdentifierRecord(IdentifierScheme.HANDLE, name),)),
        by=team.alice,
    )
    assert Source.objects.get(pk=source.pk).name == name


def test_a_revised_source_keeps_its_old_name_as_an_alias(team: Team) -> None:
    source = sources.make(team.workspace, SEAWATCH, by=team.alice)
    made = sources.revise(source, SourceRecord(name="Oceanwatch", kind=SourceKind.ORGANIZATION), by=team.bob)
    assert (made.name, made.kind, made.short_name, made.revision) == ("Oceanwatch", SourceKind.ORGANIZATION, "", 2)
    assert aliases_of(made) == {("Oceanwatch", "strong"), ("Seawatch", "strong")}
    assert not made.identifiers.exists()
    again = sources.revise(source, SourceRecord(name="Oceanwatch"), by=team.bob)
    assert aliases_of(again) == {("Oceanwatch", "strong")}


def test_another_spelling_of_its_name_is_no_other_name(team: Team) -> None:
    source = sources.make(team.workspace, SourceRecord(name="seawatch"), by=team.alice)
    made = sources.revise(source, SourceRecord(name="Seawatch"), by=team.alice)
    assert aliases_of(made) == {("Seawatch", "strong")}


def test_a_source_is_not_renamed_to_the_name_of_another(team: Team) -> None:
    source = make_source(team.workspace, "Seawatch")
    make_source(team.workspace, "Pierwatch")
    make_source(team.elsewhere, "Oceanwatch")
    with pytest.raises(Conflict, match="already names “Pierwatch”"):
        sources.revise(source, SourceRecord(name="Pierwatch"), by=team.alice)
    assert sources.revise(source, SourceRecord(name="Oceanwatch"), by=team.alice)


def test_a_source_that_is_named_at_last_leaves_its_article(team: Team) -> None:
    article = make_article(team.workspace)
    source = make_source(team.workspace, "an official", identifiability=Identifiability.ANONYMOUS, article=article)
    made = sources.revise(source, SourceRecord(name="Jo Marsh", kind=SourceKind.PERSON), by=team.alice)
    assert made.article is None
    resolver = Resolver(team.workspace)
    reference = SourceRecord(name="Jo Marsh")
    assert sources.make_many(team.workspace, [reference], by=team.alice) == [made]
    assert resolver.made == []


def test_a_revision_that_is_not_the_last_one_is_stale(team: Team) -> None:
    source = sources.make(team.workspace, SEAWATCH, by=team.alice)
    sources.revise(source, SEAWATCH, by=team.alice, revision=1)
    with pytest.raises(Stale):
        sources.revise(source, SEAWATCH, by=team.bob, revision=1)


def test_a_source_that_is_gone_is_not_found(team: Team) -> None:
    with pytest.raises(NotFound):
        sources.revise(Source(id=new_id(), workspace=team.workspace, name="X"), SEAWATCH, by=team.alice)


def test_an_identifier_belongs_to_one_source(team: Team) -> None:
    sources.make(team.workspace, SEAWATCH, by=team.alice)
    other = sources.make(team.workspace, SourceRecord(name="Pierwatch"), by=team.alice)
    theirs = replace(SEAWATCH, name="Pierwatch", aliases=())
    with pytest.raises(Conflict, match=r"domain seawatch\.example already identifies “Seawatch”"):
        sources.revise(other, theirs, by=team.alice)
    twice = SourceRecord(name="Pierwatch", identifiers=(IdentifierRecord(IdentifierScheme.ISNI, "1"),) * 2)
    assert sources.revise(other, twice, by=team.alice).identifiers.count() == 1


def relate(team: Team, source: Source, kind: RelationKind, target: Source, **dates: str) -> SourceRelation:
    record = RelationRecord(kind, target.name, **{name: parse_date(date) for name, date in dates.items()})
    return sources.relate(source, record, target=target, by=team.alice)


def test_a_relation_is_stated_with_its_dates_and_taken_back(team: Team) -> None:
    spokesman, guard = make_source(team.workspace, "Jo Marsh"), make_source(team.workspace, "Harbour Guard")
    row = relate(team, spokesman, RelationKind.SPOKESPERSON_FOR, guard, since="2020", until="2021-05")
    row.refresh_from_db()
    assert (row.since_printed, row.until_printed, row.created_by) == ("2020", "2021-05", team.alice)
    sources.unrelate(row, by=team.bob)
    row.refresh_from_db()
    assert row.ended_at is not None
    with pytest.raises(NotFound):
        sources.unrelate(row, by=team.bob)


def test_a_relation_to_itself_is_refused(team: Team) -> None:
    source = make_source(team.workspace, "Seawatch")
    with pytest.raises(Conflict, match="has no relation to itself"):
        relate(team, source, RelationKind.SUCCESSOR_OF, source)


def test_a_relation_ends_after_it_begins(team: Team) -> None:
    one, two = make_source(team.workspace, "One"), make_source(team.workspace, "Two")
    assert relate(team, one, RelationKind.MEMBER_OF, two, since="2020", until="2020-03")
    with pytest.raises(BadDate, match="ends before it begins"):
        relate(team, one, RelationKind.MEMBER_OF, two, since="2021", until="2020")


def test_a_loop_is_refused_and_spelled_out(team: Team) -> None:
    desk, paper, house = (make_source(team.workspace, name) for name in ("Desk", "Paper", "House"))
    relate(team, desk, RelationKind.PART_OF, paper)
    relate(team, paper, RelationKind.OWNED_BY, house)
    with pytest.raises(Conflict, match="This would close a loop: House → Desk → Paper → House"):
        relate(team, house, RelationKind.SPOKESPERSON_FOR, desk)
    assert relate(team, house, RelationKind.MEMBER_OF, desk)


def test_a_relation_that_was_taken_back_closes_no_loop(team: Team) -> None:
    one, two = make_source(team.workspace, "One"), make_source(team.workspace, "Two")
    sources.unrelate(relate(team, one, RelationKind.PART_OF, two), by=team.alice)
    assert relate(team, two, RelationKind.PART_OF, one)


def test_a_loop_over_a_merged_source_is_refused(team: Team) -> None:
    desk, paper, house = (make_source(team.workspace, name) for name in ("Desk", "Paper", "House"))
    old_paper = make_source(team.workspace, "Old Paper", merged_into=paper)
    relate(team, desk, RelationKind.PART_OF, old_paper)
    relate(team, paper, RelationKind.PART_OF, house)
    with pytest.raises(Conflict, match="House → Desk → Paper → House"):
        relate(team, house, RelationKind.PART_OF, desk)
    with pytest.raises(Conflict, match="no relation to itself"):
        relate(team, paper, RelationKind.PART_OF, old_paper)


def test_an_import_adds_to_known_sources_and_makes_the_others(team: Team) -> None:
    known = sources.make(team.workspace, SourceRecord(name="Seawatch", description="Mine."), by=team.alice)
    records = [
        replace(SEAWATCH, name="seawatch", relations=(RelationRecord(RelationKind.PART_OF, "Sea Union"),)),
        SourceRecord(name="Sea Union", relations=(RelationRecord(RelationKind.MEMBER_OF, "World Union"),)),
    ]
    for _ in range(2):
        found = sources.make_many(team.workspace, records, by=team.alice)
    assert found[0] == known
    known.refresh_from_db()
    assert (known.name, known.description) == ("Seawatch", "Mine.")
    assert known.identifiers.count() == 1
    assert len(aliases_of(known)) == 3
    relations = SourceRelation.objects.filter(workspace=team.workspace)
    assert {(row.source.name, row.target.name) for row in relations} == {
        ("Seawatch", "Sea Union"),
        ("Sea Union", "World Union"),
    }
    assert Source.objects.filter(workspace=team.workspace).count() == 3


def test_an_import_tells_namesakes_apart_by_id(team: Team) -> None:
    union = replace(SourceRecord(name="Union"), id=new_id())
    records = [
        union,
        SourceRecord(name="Pier", relations=(RelationRecord(RelationKind.PART_OF, "?", target_id=union.id),)),
    ]
    made = sources.make_many(team.workspace, records, by=None)
    assert made[1].relations.get().target == made[0]


def test_an_import_names_every_bad_source_and_saves_none(team: Team) -> None:
    records = [SourceRecord(name=f"Source {number}") for number in range(10)]
    records[3] = SourceRecord(name="")
    records[6] = replace(records[6], short_name="x" * 200)
    with pytest.raises(BadRows) as refused:
        sources.make_many(team.workspace, records, by=team.alice)
    assert [number for number, _ in refused.value.rows] == [4, 7]
    assert not Source.objects.filter(workspace=team.workspace).exists()


def test_an_import_that_closes_a_loop_saves_nothing(team: Team) -> None:
    records = [
        SourceRecord(name="One", relations=(RelationRecord(RelationKind.PART_OF, "Two"),)),
        SourceRecord(name="Two", relations=(RelationRecord(RelationKind.PART_OF, "One"),)),
    ]
    with pytest.raises(Conflict, match="Two → One → Two"):
        sources.make_many(team.workspace, records, by=team.alice)
    assert not SourceAlias.objects.filter(workspace=team.workspace).exists()


def test_an_import_asks_as_often_for_many_sources_as_for_few(team: Team) -> None:
    def count(number: int) -> int:
        records = [
            SourceRecord(
                name=f"{number} {place}",
                identifiers=(IdentifierRecord(IdentifierScheme.HANDLE, f"{number} {place}"),),
                relations=(RelationRecord(RelationKind.PART_OF, f"Union {number}"),),
            )
            for place in range(number)
        ]
        with CaptureQueriesContext(connection) as captured:
            sources.make_many(team.workspace, records, by=team.alice)
        return len(captured)

    assert count(1) == count(20)
