"""Tables of sources: what each cell means, and that every bad row is named."""

import pytest

from claims.errors import BadRows, EmptyText
from claims.exchange.records import AliasRecord, IdentifierRecord, SourceRecord
from claims.exchange.sources_csv import is_of_sources, read_sources_csv
from claims.text.dates import parse_date
from claims.vocabulary import AliasStrength, Identifiability, IdentifierScheme, RelationKind, SourceKind

ID = "01900000-0000-7000-8000-000000000001"
OTHER = "01900000-0000-7000-8000-000000000002"


def read(header: str, *rows: str) -> tuple[SourceRecord, ...]:
    return read_sources_csv(["\n".join((header, *rows)).encode()]).sources


def test_a_name_is_enough() -> None:
    assert read("name", "Seawatch") == (SourceRecord("Seawatch"),)


def test_every_column_has_its_place() -> None:
    (source,) = read(
        "source_id,name,short_name,kind,identifiability,article_id,aliases,weak_aliases,identifiers,family,relations,"
        "description,external_uri,counts_as_own_family,relation_targets,relation_since,relation_until,url",
        f"{ID},Seawatch,SW,monitoring_group,described,{OTHER},The Watch;A\\;B\\\\C,the group,"
        f'domain:sea.example;handle:@s,Family,part_of Sea Union;owned_by A\\; B,"Two\nlines",https://r.example/1,true,{OTHER};,2020;,;2021-08,x',
    )
    assert (str(source.id), source.name, source.short_name, source.kind) == (
        ID, "Seawatch", "SW", SourceKind.MONITORING_GROUP,
    )  # fmt: skip
    assert (source.identifiability, str(source.article)) == (Identifiability.DESCRIBED, OTHER)
    assert source.aliases == (
        AliasRecord("The Watch"), AliasRecord("A;B\\C"), AliasRecord("the group", AliasStrength.WEAK),
    )  # fmt: skip
    assert source.identifiers == (
        IdentifierRecord(IdentifierScheme.DOMAIN, "sea.example"), IdentifierRecord(IdentifierScheme.HANDLE, "@s"),
    )  # fmt: skip
    first, second = source.relations
    assert (first.kind, first.target, str(first.target_id)) == (RelationKind.PART_OF, "Sea Union", OTHER)
    assert (first.since, first.until) == (parse_date("2020"), None)
    assert (second.kind, second.target, second.target_id) == (RelationKind.OWNED_BY, "A; B", None)
    assert (second.since, second.until) == (None, parse_date("2021-08"))
    assert (source.description, source.external_uri, source.counts_as_own_family) == (
        "Two\nlines", "https://r.example/1", True,
    )  # fmt: skip


def test_what_was_kept_from_being_run_is_as_it_was() -> None:
    (source,) = read("name,aliases", "'=Sum,'@handle")
    assert (source.name, source.aliases[0].text) == ("=Sum", "@handle")


@pytest.mark.parametrize(
    ("header", "row", "words"),
    [
        ("name,kind", ",person", "name"),
        ("name,kind", "A,club", "kind must be one of person"),
        ("name,identifiability", "A,secret", "identifiability must be one of"),
        ("name,source_id", "A,7", "source_id must be a UUID"),
        ("name,counts_as_own_family", "A,perhaps", "true or false"),
        ("name,identifiers", "A,wikidata", "“wikidata” is no identifier"),
        ("name,identifiers", "A,passport:7", "identifiers must be one of"),
        ("name,relations", "A,part_of", "“part_of” is no relation"),
        ("name,relations", "A,likes B", "relations must be one of"),
        ("name,relations,relation_since", "A,part_of B,2020;2021", "relation_since has 2 items and relations has 1"),
        ("name,relations,relation_since", "A,part_of B,soon", "soon"),
        ("name,nickname", "A,B", "nickname"),
        ("name,kind", "A", "1 cells and the header has 2"),
    ],
)
def test_a_bad_row_is_told_by_its_number(header: str, row: str, words: str) -> None:
    with pytest.raises(BadRows) as refused:
        read(header, "Good" + "," * header.count(","), row)
    [(number, sentence)] = refused.value.rows
    assert number == (1 if "nickname" in header else 3)
    assert words in sentence


def test_an_id_that_comes_twice_and_an_empty_file_are_refused() -> None:
    with pytest.raises(BadRows) as refused:
        read("source_id,name", f"{ID},A", f"{ID},B")
    assert refused.value.rows == [(3, f"The id {ID} comes twice; row 2 has it already.")]
    with pytest.raises(EmptyText):
        read_sources_csv([b" \n"])


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (b"name,kind", True),
        (b"\xef\xbb\xbfName;Kind", True),
        (b'"name"', True),
        (b"title,text,publisher", False),
        (b"title,text", False),
        (b"", False),
    ],
)
def test_a_table_of_sources_is_told_from_one_of_articles(header: bytes, expected: bool) -> None:
    assert is_of_sources(header + b"\nx,y\n") is expected
