"""What is written comes back equal; what is wrong is told by line, all of it at once."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from claims.errors import BadRows, EmptyText
from claims.exchange.from_json import identities
from claims.exchange.jsonl import read_jsonl, write_jsonl
from claims.exchange.records import Batch, DependenceRecord, JudgementRecord, PropositionRecord, SourceReference
from claims.text.spans import QuotedSpan
from claims.vocabulary import Certainty, DatePrecision, Identifiability, Lineage, SegmentKind, SourceKind, Stance
from tests.exchange.strategies import batches, dependences, judgements

HEADER = b'{"format": "provenance", "schema": 1}\n'
TEXT = "Two were hurt, the port said."
ONE = "018f0000-0000-7000-8000-000000000001"
TWO = "018f0000-0000-7000-8000-000000000002"


def line(value: object) -> bytes:
    return json.dumps(value).encode() + b"\n"


def article(**changes: object) -> dict[str, object]:
    return {"type": "article", "title": "Port", "text": TEXT, **changes}


def claim(**changes: object) -> dict[str, object]:
    return {
        "spans": [{"start": 0, "end": 13, "exact": "Two were hurt"}],
        "chains": [{"attributions": [{"source": {"name": "the port"}}]}],
        **changes,
    }


def hop(**changes: object) -> dict[str, object]:
    return claim(chains=[{"attributions": [{"source": {"name": "the port"}, **changes}]}])


def sentences_for(*lines: bytes) -> list[tuple[int, str]]:
    with pytest.raises(BadRows) as refused:
        read_jsonl(lines)
    return refused.value.rows


def sentence_for(value: object) -> str:
    (row,) = sentences_for(HEADER, line(value))
    assert row[0] == 2
    return row[1]


@given(batches())
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None, max_examples=60)
def test_what_is_written_is_read_back_equal(batch: Batch) -> None:
    ids = [
        identity for record in (*batch.sources, *batch.propositions, *batch.articles) for identity in identities(record)
    ]
    assume(len(set(ids)) == len(ids))
    written = list(write_jsonl(sources=batch.sources, propositions=batch.propositions, articles=batch.articles))
    assert all(chunk.endswith(b"\n") and chunk.count(b"\n") == 1 for chunk in written)
    assert replace(read_jsonl(written), rows=(), source_rows=()) == batch


@given(st.lists(judgements(), max_size=3), st.lists(dependences(), max_size=3))
def test_verdicts_and_dependences_are_read_back_equal(
    said: list[JudgementRecord], pairs: list[DependenceRecord]
) -> None:
    read = read_jsonl(write_jsonl(judgements=said, dependences=pairs))
    assert [record for _, record in read.judgements] == said
    assert [record for _, record in read.dependences] == pairs


def test_files_of_the_first_schema_are_read() -> None:
    old = line({"type": "proposition", "id": None, "text": "It burned."})
    assert read_jsonl([HEADER, old]).propositions == (PropositionRecord("It burned."),)


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ({"type": "judgement", "proposition": "P", "verdict": "same"}, "claim is missing"),
        ({"type": "judgement", "claim": str(ONE), "proposition": "P"}, "verdict is missing"),
        ({"type": "judgement", "claim": str(ONE), "proposition": "P", "verdict": "no"}, "verdict"),
        ({"type": "dependence", "article": str(ONE), "on_article": str(TWO)}, "kind is missing"),
        ({"type": "dependence", "kind": "same_wire", "article": str(ONE)}, "article and on_article go together"),
        (
            {"type": "dependence", "kind": "same_wire", "article": str(ONE), "on_article": str(ONE)},
            "article depends on itself",
        ),
        ({"type": "proposition", "text": "P", "relations": [{"target": "Q"}]}, "relations[0].kind is missing"),
    ],
    ids=["no claim", "no verdict", "bad verdict", "no kind", "one end", "itself", "no kind of relation"],
)
def test_what_is_no_verdict_or_dependence_is_refused(value: object, sentence: str) -> None:
    assert sentence in sentence_for(value)


def test_the_header_says_what_the_file_is() -> None:
    (header,) = write_jsonl(
        workspace="demo", created=datetime(2024, 5, 9, 12, tzinfo=UTC), filters={"status": ["accepted"]}
    )
    assert json.loads(header) == {
        "format": "provenance",
        "schema": 2,
        "workspace": "demo",
        "created": "2024-05-09T12:00:00+00:00",
        "filters": {"status": ["accepted"]},
    }


def test_records_carry_the_line_they_came_from() -> None:
    batch = read_jsonl([HEADER, b"\n", line({"type": "source", "name": "SITE"}), b"  \n", line(article())])
    assert (batch.source_rows, batch.rows) == ((3,), (5,))


def test_a_claim_may_say_only_what_is_not_the_default() -> None:
    (read,) = read_jsonl([HEADER, line(article(claims=[claim()]))]).articles
    (made,) = read.claims
    assert made.spans == (QuotedSpan(0, 13, "Two were hurt"),)
    (chain,) = made.chains
    assert chain.lineage is Lineage.COMPLETE
    assert chain.attributions[0].source == SourceReference(name="the port")
    assert chain.attributions[0].stance is None


def test_a_source_may_be_given_by_its_id_alone() -> None:
    (read,) = read_jsonl([HEADER, line(article(publisher=ONE))]).articles
    assert read.publisher == SourceReference(id=UUID(ONE))


def test_dates_keep_the_words_and_the_zone_of_the_article() -> None:
    written = {"date": "2024-05-03T12:05Z", "words": "Friday at five past two", "zone": "+02:00"}
    batch = read_jsonl([HEADER, line(article(published=written))])
    (published,) = [record.published for record in batch.articles]
    assert published is not None
    assert (published.words, published.zone, published.precision) == (written["words"], "+02:00", DatePrecision.MINUTE)
    again = list(write_jsonl(articles=batch.articles))[1]
    assert json.loads(again)["published"] == written


def test_offsets_refer_to_the_text_as_given_and_follow_it_through_normalisation() -> None:
    given = "\ufeffCafe\u0301s\r\n\x07hurt"
    batch = read_jsonl(
        [
            HEADER,
            line(
                article(
                    text=given,
                    segments=[{"kind": "headline", "start": 1, "end": 7}],
                    claims=[claim(spans=[{"start": 10, "end": 14, "exact": "hurt"}, {"start": 1, "end": 7}])],
                )
            ),
        ]
    )
    (read,) = batch.articles
    assert (read.text, read.text_as_given) == ("Cafés\nhurt", given)
    assert read.claims[0].spans == (QuotedSpan(0, 5, "Cafés"), QuotedSpan(6, 10, "hurt"))
    assert read.segments is not None
    assert [(part.kind, part.start, part.end) for part in read.segments] == [(SegmentKind.HEADLINE, 0, 5)]


def test_a_text_that_is_canonical_is_kept_once() -> None:
    (read,) = read_jsonl([HEADER, line(article())]).articles
    assert (read.text, read.text_as_given) == (TEXT, None)


def test_articles_of_other_programs_need_no_header() -> None:
    lines = [
        b'\xef\xbb\xbf{"title": "Port", "text": "Two.", "publisher": "The Quay", "date": "2024-05"}\n',
        b'{"doc": "a17", "text": "Three."}',
    ]
    batch = read_jsonl(lines)
    assert [(read.title, read.text) for read in batch.articles] == [("Port", "Two."), ("a17", "Three.")]
    assert batch.articles[0].publisher == SourceReference(name="The Quay")
    assert batch.articles[0].published is not None
    assert batch.rows == (1, 2)


def test_every_bad_line_is_told_by_its_number() -> None:
    rows = sentences_for(
        HEADER,
        b"{\n",
        line(article()),
        line(article(title="")),
        b"[1]\n",
        line({"type": "source", "name": "x"}),
        b"\xff\n",
    )
    assert [number for number, _ in rows] == [2, 4, 5, 7]
    assert rows[0][1].startswith("The line is not JSON:")
    assert rows[1][1] == "title is empty; give it some text."
    assert rows[2][1] == "The line is a list; one JSON object a line is expected."
    assert rows[3][1].startswith("The line is not UTF-8 (byte 1 of the line)")


def test_a_broken_first_line_does_not_spoil_the_others() -> None:
    assert [number for number, _ in sentences_for(b"{\n", line({"title": "A", "text": "B"}), b"}\n")] == [1, 3]


def test_an_empty_file_is_refused() -> None:
    for lines in ([], [b"\n", b" \n"]):
        with pytest.raises(EmptyText, match="The file is empty"):
            read_jsonl(lines)


def test_a_header_alone_is_an_empty_workspace() -> None:
    assert read_jsonl([HEADER]) == Batch()


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ({"format": "provenance", "schema": 3}, "schema: The file has schema 3 and this program reads schemas up to 2"),
        ({"format": "provenance"}, "schema must be a whole number, it is missing."),
        ({"format": "other", "schema": 1}, "format: The header names a format that is not “provenance”"),
        ({"format": "provenance", "schema": 1, "mood": 1}, "mood is not a key that is known here"),
    ],
)
def test_a_header_that_is_not_ours_is_the_only_thing_said(header: dict[str, object], sentence: str) -> None:
    ((number, said),) = sentences_for(line(header), b"{\n")
    assert number == 1
    assert said.startswith(sentence)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b'{"type": "source", "name": "a", "name": "b"}', "The key “name” comes twice in one object"),
        (b'{"type": "source", "name": NaN}', "The line says NaN, which is no JSON"),
        (b'{"type": "source", "name": "a\\u0000"}', "name contains the character U+0000"),
        (b'{"type": "source", "name": "\\ud83d"}', "The line has half of a surrogate pair (\\ud83d)"),
        (b'{"\\ud83d": 1}', "The line has half of a surrogate pair (\\ud83d)"),
        (b"[" * 100_000, "The line is nested too deeply"),
        (b'{"a": 1' + b"0" * 5000 + b"}", "The line has a value that cannot be read"),
        (b"null", "The line is null"),
        (b"{}", "type must be one of source, proposition, article, judgement, dependence."),
        (b'{"type": ["source"]}', "type must be one of source, proposition, article, judgement, dependence."),
    ],
)
def test_a_line_that_would_be_guessed_is_refused(raw: bytes, sentence: str) -> None:
    ((number, said),) = sentences_for(HEADER, raw)
    assert number == 2
    assert said.startswith(sentence)


def test_a_whole_surrogate_pair_is_a_character() -> None:
    (source,) = read_jsonl([HEADER, b'{"type": "source", "name": "\\uD83D\\uDE00"}']).sources
    assert source.name == "😀"


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ({"type": "article", "text": TEXT}, "title is missing."),
        (article(text=None), "text is missing."),
        (article(text=3), "text must be text, not a number."),
        (article(text="\x07\n"), "text: The article has no text."),
        (article(colour="red"), "colour is not a key that is known here; known are type, title, text, id, publisher"),
        (article(title="A\nB"), "title has a line break; write it on one line."),
        (article(url="javascript:alert(1)"), "url: “javascript:alert(1)” is not a web address"),
        (article(id="7"), "id must be a UUID, not “7”."),
        (article(published="yesterday"), "published: “yesterday” is not a date this program reads"),
        (article(published=2024), "published must be a date written as text, not a number."),
        (article(publisher="The Quay"), "publisher must be a UUID, an object with a name, or null; it is other text."),
        (article(publisher={"kind": "person"}), "publisher.name is missing; a source needs a name or an id."),
        (article(claims={}), "claims must be a list, not an object."),
        (article(claims=["x"]), "claims[0] must be an object, not text."),
        (article(claims=[claim(spans=[])]), "claims[0].spans: Mark at least one stretch of the text."),
        (
            article(claims=[claim(spans=[{"start": 0, "end": 99}])]),
            "claims[0].spans: The span 0-99 lies outside the text, which has 29 characters.",
        ),
        (
            article(claims=[claim(spans=[{"start": 0, "end": 3, "exact": "One"}])]),
            "claims[0].spans: Between 0 and 3 stands “Two”, not “One”.",
        ),
        (
            article(claims=[claim(spans=[{"start": 0, "end": 5}, {"start": 4, "end": 9}])]),
            "claims[0].spans: The parts 0-5 and 4-9 overlap",
        ),
        (
            article(claims=[claim(spans=[{"start": True, "end": 9}])]),
            "claims[0].spans[0].start must be a whole number, it is true or false.",
        ),
        (
            article(claims=[claim(spans=[{"start": 0.5, "end": 9}])]),
            "claims[0].spans[0].start must be a whole number, it is a fraction.",
        ),
        (article(claims=[claim(chains=[])]), "claims[0].chains: The claim has no chain"),
        (
            article(claims=[claim(chains=[{"attributions": []}])]),
            "claims[0].chains[0].attributions: A chain with lineage complete needs at least one step",
        ),
        (
            article(claims=[claim(), hop(stance="shouts")]),
            "claims[1].chains[0].attributions[0].stance must be one of asserts, relays, distances, denies, "
            "declines_to_confirm, retracts, not “shouts”.",
        ),
        (
            article(claims=[hop(cue_spans=[{"start": 1, "end": 1}])]),
            "claims[0].chains[0].attributions[0].cue_spans: The span 1-1 is empty",
        ),
        (
            article(claims=[hop(mood="grim")]),
            "claims[0].chains[0].attributions[0].mood is not a key that is known here",
        ),
        (article(claims=[claim(labels=["a", 3])]), "claims[0].labels[1] must be text, not a number."),
        (article(claims=[claim(labels=[" "])]), "claims[0].labels is empty; give it some text."),
        (
            article(segments=[{"kind": "body", "start": 0, "end": 9}, {"kind": "body", "start": 5, "end": 12}]),
            "segments: The segments body and body overlap or are out of order.",
        ),
        (article(segments=[{"start": 0, "end": 9}]), "segments[0].kind is missing; it is one of headline, dek"),
        ({"type": "source", "name": " "}, "name is empty; give it some text."),
        ({"type": "source", "name": "x", "counts_as_own_family": 1}, "counts_as_own_family must be true or false"),
        ({"type": "source", "name": "x", "aliases": [{"text": ""}]}, "aliases[0].text is empty"),
        (
            {"type": "source", "name": "x", "relations": [{"target": "y"}]},
            "relations[0].kind is missing; it is one of part_of",
        ),
    ],
)
def test_a_bad_record_is_told_in_one_sentence_that_names_the_place(value: object, sentence: str) -> None:
    assert sentence_for(value).startswith(sentence)


def test_two_parts_that_become_one_character_are_refused() -> None:
    parts = [{"start": 0, "end": 1}, {"start": 1, "end": 2}]
    assert "overlap" in sentence_for(article(text="e\u0301 and more", claims=[claim(spans=parts)]))


def test_a_span_of_nothing_that_is_kept_is_refused() -> None:
    said = sentence_for(article(text="a\x07b", claims=[claim(spans=[{"start": 1, "end": 2, "exact": "\x07"}])]))
    assert said == "claims[0].spans: The span 1-1 is empty; its start must be smaller than its end."


def test_an_id_is_used_once_in_a_file() -> None:
    rows = sentences_for(
        HEADER,
        line(article(id=ONE, claims=[claim(id=TWO)])),
        line(article(id=ONE)),
        line({"type": "source", "id": TWO, "name": "x"}),
    )
    assert rows == [
        (3, f"The id {ONE} comes twice; row 2 has it already."),
        (4, f"The id {TWO} comes twice; row 2 has it already."),
    ]


def test_row_seven_of_a_thousand_is_the_one_that_is_told() -> None:
    lines = [HEADER, *(line(article(title="" if number == 7 else "Port")) for number in range(2, 1002))]
    assert sentences_for(*lines) == [(7, "title is empty; give it some text.")]


def test_a_chain_is_read_in_full() -> None:
    source = {"id": None, "name": "the port", "kind": "organization", "identifiability": "named"}
    attribution = {
        "id": TWO,
        "source": source,
        "source_spans": [{"start": 15, "end": 23, "exact": "the port"}],
        "cue_spans": [{"start": 24, "end": 28, "exact": "said"}],
        "stance": "relays",
        "certainty": "probable",
        "verification": "unverified",
        "basis": "told",
        "medium": "briefing",
        "said": "2024-05-03",
        "upstream_article": ONE,
    }
    chain = {"id": ONE, "lineage": "unknown_beyond", "attributions": [attribution]}
    (read,) = read_jsonl([HEADER, line(article(claims=[claim(chains=[chain])]))]).articles
    (hop_read,) = read.claims[0].chains[0].attributions
    assert (hop_read.stance, hop_read.certainty) == (Stance.RELAYS, Certainty.PROBABLE)
    assert hop_read.source == SourceReference(
        name="the port", kind=SourceKind.ORGANIZATION, identifiability=Identifiability.NAMED
    )
    assert hop_read.upstream_article == UUID(ONE)
    again = json.loads(list(write_jsonl(articles=[read]))[1])
    assert again["claims"][0]["chains"] == [chain]
