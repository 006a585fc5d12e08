"""Registries that come in: which source a record means, nothing half-saved, and out and in again without loss."""

from typing import Any

import pytest

from claims.errors import BadRecord, BadRows, Conflict
from claims.exchange.jsonl import read_jsonl
from claims.exchange.records import AliasRecord, IdentifierRecord, RelationRecord, SourceRecord
from claims.models import Source, Workspace
from claims.queries import exports, record_exports
from claims.queries.filters import Filters
from claims.queries.sources import documents_of
from claims.services import imports, source_merges, sources
from claims.services.imports import ImportOutcome
from claims.text.dates import parse_date
from claims.vocabulary import AliasStrength, Identifiability, IdentifierScheme, RelationKind, SourceKind
from tests.makers import Team, make_article, make_source

URI = "https://registry.example/guard"
WIKIDATA = IdentifierRecord(IdentifierScheme.WIKIDATA, "Q1")


def brought(team: Team, *records: SourceRecord) -> list[Source]:
    return sources.make_many(team.workspace, records, by=team.alice)


def names(source: Source) -> set[tuple[str, str]]:
    return {(alias.text, alias.strength.value) for alias in source.aliases.all()}


def test_the_address_goes_before_identifiers_and_those_before_the_name(team: Team) -> None:
    by_uri = sources.make(team.workspace, SourceRecord("One", external_uri=URI), by=team.alice)
    by_identifier = sources.make(team.workspace, SourceRecord("Two", identifiers=(WIKIDATA,)), by=team.alice)
    by_name = make_source(team.workspace, "Three")
    assert brought(
        team,
        SourceRecord("Three", external_uri=URI),
        SourceRecord("Three", identifiers=(WIKIDATA,)),
        SourceRecord("Three"),
        SourceRecord("Four"),
    )[:3] == [by_uri, by_identifier, by_name]
    assert names(by_uri) == {("One", "strong"), ("Three", "weak")}
    assert Source.objects.filter(name="Four").count() == 1


def test_a_known_source_is_called_by_the_new_name_too_and_gains_the_address(team: Team) -> None:
    guard = sources.make(team.workspace, SourceRecord("Guard", identifiers=(WIKIDATA,)), by=team.alice)
    [found] = brought(team, SourceRecord("Harbour Guard", identifiers=(WIKIDATA,), external_uri=URI))
    assert found == guard
    guard.refresh_from_db()
    assert (guard.name, guard.external_uri) == ("Guard", URI)
    assert ("Harbour Guard", "strong") in names(guard)


def test_two_rows_with_one_address_are_one_source(team: Team) -> None:
    first, second = brought(team, SourceRecord("One", external_uri=URI), SourceRecord("Two", external_uri=URI))
    assert first == second
    assert names(first) == {("One", "strong"), ("Two", "strong")}


def test_what_was_merged_is_found_as_what_it_counts_as(team: Team) -> None:
    old = sources.make(team.workspace, SourceRecord("Old", external_uri=URI, identifiers=(WIKIDATA,)), by=team.alice)
    new = make_source(team.workspace, "New")
    redirect = source_merges.merge(old, into=new, by=team.alice)
    record = SourceRecord("Old", external_uri=URI, identifiers=(WIKIDATA,), aliases=(AliasRecord("More"),))
    assert brought(team, record) == [new]
    source_merges.unmerge(redirect, by=team.alice)
    assert (names(new), names(old)) == ({("New", "strong"), ("More", "strong")}, {("Old", "strong")})


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (SourceRecord("A", external_uri="https://registry.example/other"), "has the address"),
        (SourceRecord("C", identifiers=(WIKIDATA, IdentifierRecord(IdentifierScheme.ISNI, "1"))), "are of “A”"),
        (SourceRecord("C", external_uri="no address"), "begins with https://"),
        (SourceRecord("C", external_uri="https://" + "x" * 500), "external_uri"),
    ],
    ids=["another address", "two owners", "no address", "too long"],
)
def test_what_two_answers_are_right_for_is_refused_by_row(team: Team, record: SourceRecord, words: str) -> None:
    sources.make(team.workspace, SourceRecord("A", external_uri=URI, identifiers=(WIKIDATA,)), by=team.alice)
    isni = IdentifierRecord(IdentifierScheme.ISNI, "1")
    sources.make(team.workspace, SourceRecord("B", identifiers=(isni,)), by=team.alice)
    before = Source.objects.count()
    with pytest.raises(BadRows) as refused:
        brought(team, SourceRecord("Fine"), record)
    [(row, sentence)] = refused.value.rows
    assert row == 2
    assert words in sentence
    assert Source.objects.count() == before


def test_an_address_is_of_one_source(team: Team) -> None:
    guard = sources.make(team.workspace, SourceRecord("Guard", external_uri=URI), by=team.alice)
    other = make_source(team.workspace, "Other")
    for write in (
        lambda: sources.make(team.workspace, SourceRecord("New", external_uri=URI), by=team.alice),
        lambda: sources.revise(other, SourceRecord("Other", external_uri=URI), by=team.alice),
    ):
        with pytest.raises(Conflict, match=f"is the address of “Guard” \\({guard.pk}\\) already"):
            write()
    with pytest.raises(BadRecord):
        sources.make(team.workspace, SourceRecord("New", external_uri="x"), by=team.alice)
    sources.revise(guard, SourceRecord("Guard"), by=team.alice)
    sources.make(team.elsewhere, SourceRecord("New", external_uri=URI), by=team.charlie)


def imported(workspace: Workspace, raw: bytes, *, by: Any, name: str = "sources.csv") -> ImportOutcome:
    return imports.import_file(workspace, raw, filename=name, by=by)


def test_a_table_with_bad_rows_saves_nothing_and_names_each(team: Team) -> None:
    sources.make(team.workspace, SourceRecord("Known", identifiers=(WIKIDATA,)), by=team.alice)
    raw = (
        b"source_id,name,external_uri,identifiers,relations\n"
        b",Harbour,https://r.example/1,,\n"
        b",Known,nothing,,\n"
        b",Guard,,domain:a.example,owned_by House\n"
        b",House,,domain:a.example,\n"
        b",House,,,part_of Guard\n"
    )
    before = Source.objects.count()
    with pytest.raises(BadRows) as refused:
        imported(team.workspace, raw, by=team.alice)
    told = dict(refused.value.rows)
    assert "begins with https://" in told[3]
    assert "House → Guard → House" in told[6]
    assert Source.objects.count() == before


@pytest.fixture
def registry(team: Team) -> Team:
    """A workspace with a registry that has everything in it."""
    watch = sources.make(
        team.workspace,
        SourceRecord(
            "Sea; watch\\",
            kind=SourceKind.MONITORING_GROUP,
            short_name="SW",
            description="=Two\nlines",
            counts_as_own_family=True,
            aliases=(AliasRecord("The; Watch"), AliasRecord("the group", AliasStrength.WEAK)),
            identifiers=(WIKIDATA, IdentifierRecord(IdentifierScheme.DOMAIN, "sea.example")),
            external_uri=URI,
        ),
        by=team.alice,
    )
    union, other = make_source(team.workspace, "Sea Union"), make_source(team.workspace, "Sea; League")
    for target, since, until in ((union, "2020", ""), (other, "", "2021-08"), (other, "", "")):
        kind = RelationKind.MEMBER_OF if not since and not until else RelationKind.PART_OF
        relation = RelationRecord(
            kind, "x", since=parse_date(since) if since else None, until=parse_date(until) if until else None
        )
        sources.relate(watch, relation, target=target, by=team.alice)
    old = sources.make(team.workspace, SourceRecord("Old Watch", aliases=(AliasRecord("OW"),)), by=team.alice)
    source_merges.merge(old, into=watch, by=team.alice)
    article = make_article(team.workspace, publisher="")
    make_source(team.workspace, "officials", identifiability=Identifiability.COLLECTIVE, article=article)
    return team


def told(workspace: Workspace) -> list[Any]:
    """The registry without what is of this workspace alone."""
    ids = Source.objects.filter(workspace=workspace, merged_into=None, article=None).order_by("pk")
    documents = documents_of(workspace, list(ids.values_list("pk", flat=True)))
    kept = (
        "name", "short_name", "kind", "identifiability", "description", "counts_as_own_family", "external_uri",
        "identifiers",
    )  # fmt: skip
    return [
        {name: document[name] for name in kept}  # type: ignore[literal-required]  # keys of the document
        | {
            "relations": [
                (row["kind"], row["target"]["name"], row["since"], row["until"]) for row in document["relations"]
            ],
            "aliases": sorted((alias["text"], alias["strength"]) for alias in document["aliases"]),
        }
        for document in documents
    ]


def table(workspace: Workspace) -> bytes:
    return b"".join(exports.stream_csv(workspace, "sources", Filters({"article": ("none",)})))


def test_a_registry_goes_out_as_csv_and_comes_in_elsewhere_without_loss(registry: Team) -> None:
    raw = table(registry.workspace)
    outcome = imported(registry.elsewhere, raw, by=registry.charlie)
    assert outcome.sources == 3
    assert told(registry.elsewhere) == told(registry.workspace)


def test_it_comes_in_where_it_came_from_and_changes_nothing(registry: Team) -> None:
    before = told(registry.workspace)
    for _ in range(2):
        imported(registry.workspace, table(registry.workspace), by=registry.alice)
        assert told(registry.workspace) == before


def test_it_travels_as_json_lines_too(registry: Team) -> None:
    raw = b"".join(record_exports.stream_jsonl(registry.workspace, Filters({})))
    batch = read_jsonl(raw.splitlines(keepends=True))
    assert {record.external_uri for record in batch.sources} == {"", URI}
    outcome = imported(registry.elsewhere, raw, by=registry.charlie, name="x.jsonl")
    assert outcome.sources == 4
    assert told(registry.elsewhere) == told(registry.workspace)
