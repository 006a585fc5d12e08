"""The demo shows what it promises: the whole cast, every pattern of the README, every quote in its place."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from claims.errors import BadRecord, QuoteAmbiguous, QuoteNotFound
from claims.exchange.jsonl import read_jsonl, write_jsonl
from claims.exchange.records import ArticleRecord, AttributionRecord, ChainRecord, ClaimRecord
from claims.exchange.validation import check_chains
from claims.management.demo_articles import FOLDER, find, load
from claims.text.names import match_key
from claims.text.normalize import normalize
from claims.text.spans import QuotedSpan, check_spans, quote
from claims.vocabulary import (
    AliasStrength,
    Certainty,
    Identifiability,
    Lineage,
    Polarity,
    Quotation,
    RelationKind,
    SegmentKind,
    Stance,
    Verification,
)

BATCH = load()
PORT_ATTACK = "The Tarn Brigade carried out the attack on the ferry terminal."
LEADER = "Osk Varrin was a commander in the Salt Line militia."
BY_BOAT = "The bombers reached Port Ilmar by fishing boat."
UN_REPORT = "Report of the UN Monitoring Group on Calvessa, 14 April 2023"


def claims_of(publisher: str, proposition: str) -> list[tuple[ArticleRecord, ClaimRecord]]:
    return [
        (article, claim)
        for article in BATCH.articles
        for claim in article.claims
        if article.publisher is not None and article.publisher.name == publisher and claim.proposition == proposition
    ]


def all_claims() -> Iterator[tuple[ArticleRecord, ClaimRecord]]:
    return ((article, claim) for article in BATCH.articles for claim in article.claims)


def all_chains() -> Iterator[ChainRecord]:
    return (chain for _, claim in all_claims() for chain in claim.chains)


def all_hops() -> Iterator[AttributionRecord]:
    return (hop for chain in all_chains() for hop in chain.attributions)


def name_of(hop: AttributionRecord) -> str:
    return hop.source.name if hop.source else ""


def path_of(chain: ChainRecord) -> list[str]:
    return [name_of(hop) for hop in chain.attributions]


def test_every_quote_stands_where_its_span_says() -> None:
    for article, claim in all_claims():
        assert check_spans(article.text, claim.spans)
        for chain in claim.chains:
            for hop in chain.attributions:
                for spans in (hop.source_spans, hop.cue_spans):
                    if spans:
                        assert check_spans(article.text, spans)


def test_every_chain_keeps_the_rules() -> None:
    for _, claim in all_claims():
        check_chains(claim.chains)


def test_every_step_has_its_cue_and_every_source_its_mention() -> None:
    for hop in all_hops():
        assert hop.cue_spans
        assert bool(hop.source) == bool(hop.source_spans)


def test_a_step_before_the_last_relays() -> None:
    for chain in all_chains():
        assert all(hop.stance is Stance.RELAYS for hop in chain.attributions[:-1])


def test_texts_are_canonical_and_cut_into_segments_from_end_to_end() -> None:
    for article in BATCH.articles:
        assert normalize(article.text).text == article.text
        assert article.segments is not None
        assert article.segments[0].start == 0
        assert article.segments[-1].end == len(article.text)
        headline = next(part for part in article.segments if part.kind is SegmentKind.HEADLINE)
        assert article.text[headline.start : headline.end] == article.title


def test_claims_stand_in_no_boilerplate() -> None:
    for article, claim in all_claims():
        assert article.segments is not None
        boilerplate = [part for part in article.segments if part.kind is SegmentKind.BOILERPLATE]
        for span in claim.spans:
            assert not any(part.start < span.end and span.start < part.end for part in boilerplate)


def test_it_is_a_dozen_short_articles_of_one_week() -> None:
    assert len(BATCH.articles) == 13
    for article in BATCH.articles:
        assert 120 <= len(article.text.split()) <= 250
        assert 4 <= len(article.claims) <= 9
        assert article.published is not None
        assert "2023-05-02" <= article.published.earliest.date().isoformat() <= "2023-05-09"
        assert re.match(r"https://[a-z-]+\.example\.(org|com|net)/", article.url)
    segments = Counter(part.kind for article in BATCH.articles for part in article.segments or ())
    assert set(segments) == set(SegmentKind)


def test_no_two_sources_share_a_name_or_a_strong_alias() -> None:
    strong = Counter[str]()
    for source in BATCH.sources:
        keys = [match_key(source.name), *(match_key(alias.text) for alias in source.aliases)]
        assert len(set(keys)) == len(keys), source.name
        strong.update([keys[0]])
        strong.update(match_key(alias.text) for alias in source.aliases if alias.strength is AliasStrength.STRONG)
    assert strong.most_common(1)[0][1] == 1


def test_every_source_is_used_or_related() -> None:
    used = {hop.source.name for hop in all_hops() if hop.source}
    used |= {
        reference.name
        for article in BATCH.articles
        for reference in (article.publisher, article.wire_credit)
        if reference
    }
    related = {relation.target for source in BATCH.sources for relation in source.relations}
    for_real_articles = {"Islamic State Khorasan Province"}
    assert {source.name for source in BATCH.sources} - used - related == for_real_articles


def test_some_relations_are_dated_and_one_has_ended() -> None:
    relations = [relation for source in BATCH.sources for relation in source.relations]
    assert {RelationKind.OWNED_BY, RelationKind.PART_OF, RelationKind.SPOKESPERSON_FOR} <= {r.kind for r in relations}
    assert any(relation.until for relation in relations)
    owners = Counter(relation.target for relation in relations if relation.kind is RelationKind.OWNED_BY)
    assert owners["Halden Media Group"] == 2


def test_everything_about_the_claim_of_responsibility_goes_through_site() -> None:
    relayed = [
        path_of(chain) for _, claim in all_claims() if claim.proposition == PORT_ATTACK for chain in claim.chains
    ]
    through = [path for path in relayed if path and path[-1] == "Tarn Brigade"]
    assert len(through) >= 5
    assert all(path[0] == "SITE Intelligence Group" for path in through)


def test_two_outlets_print_the_wire_almost_word_for_word() -> None:
    wire, *copies = BATCH.articles[:3]
    body = {line for line in wire.text.split("\n\n") if len(line) > 60}
    for copy in copies:
        assert copy.wire_credit is not None
        assert copy.wire_credit.name == "Meridian Press Agency"
        assert len(body & set(copy.text.split("\n\n"))) >= 3


def test_the_un_report_relays_an_unnamed_member_state_that_says_may() -> None:
    ((_, claim),) = claims_of("World Ledger", LEADER)
    report, state = claim.chains[0].attributions
    assert (name_of(report), report.stance, report.verification) == (UN_REPORT, Stance.RELAYS, Verification.UNVERIFIED)
    assert state.source is not None
    assert state.source.identifiability is Identifiability.DESCRIBED
    assert state.certainty is Certainty.POSSIBLE


def test_one_outlet_is_firmer_than_its_source() -> None:
    firm = claims_of("Capital Observer", LEADER)[0][1].chains[0].attributions
    assert [(name_of(hop), hop.certainty) for hop in firm] == [(UN_REPORT, Certainty.CERTAIN)]


def test_one_outlet_drops_the_attribution() -> None:
    for proposition in (PORT_ATTACK, LEADER, BY_BOAT, "The attack killed 14 people."):
        ((_, claim),) = claims_of("The Daily Lantern", proposition)
        assert [chain.lineage for chain in claim.chains] == [Lineage.NONE_GIVEN]


def test_two_outlets_cite_each_other_in_a_loop() -> None:
    by_id = {article.id: article for article in BATCH.articles}
    cited = {
        (article.publisher.name, by_id[hop.upstream_article].publisher.name)  # type: ignore[union-attr]
        for article, claim in all_claims()
        for chain in claim.chains
        for hop in chain.attributions
        if hop.upstream_article and claim.proposition == BY_BOAT and article.publisher
    }
    assert cited == {("Strait Monitor", "Harbour Dispatch"), ("Harbour Dispatch", "Strait Monitor")}
    for article, claim in all_claims():
        for hop in (hop for chain in claim.chains for hop in chain.attributions if hop.upstream_article):
            upstream = by_id[hop.upstream_article]
            assert article.published is not None
            assert upstream.published is not None
            assert upstream.published.latest < article.published.earliest


def test_the_denial_is_there_in_both_forms() -> None:
    denied = [
        (claim.polarity, hop.stance, name_of(hop))
        for _, claim in claims_of("The Ilmar Courier", PORT_ATTACK)
        for chain in claim.chains
        for hop in chain.attributions
    ]
    assert (Polarity.AFFIRMED, Stance.DENIES, "Tarn People's Council") in denied
    assert (Polarity.NEGATED, Stance.ASSERTS, "Lene Marsh") in denied


def test_the_pentagon_spokesperson_says_probable_and_declines_to_confirm() -> None:
    said = [(hop.certainty, hop.stance) for hop in all_hops() if name_of(hop) == "Marian Teague"]
    assert (Certainty.PROBABLE, Stance.RELAYS) in said
    assert (Certainty.UNCOMMITTED, Stance.DECLINES_TO_CONFIRM) in said


def test_a_us_official_is_unnamed_in_two_articles_that_are_no_reprint() -> None:
    articles = {
        article.title
        for article, claim in all_claims()
        for chain in claim.chains
        if "a US official" in path_of(chain) and article.republishes is None
    }
    assert len(articles) == 2


def test_one_article_is_a_reprint_of_another() -> None:
    (reprint,) = [article for article in BATCH.articles if article.republishes]
    (original,) = [article for article in BATCH.articles if article.id == reprint.republishes]
    assert original.publisher is not None
    assert original.publisher.name == "World Ledger"


def test_every_shape_of_annotation_occurs() -> None:
    claims = [claim for _, claim in all_claims()]
    assert {Quotation.DIRECT, Quotation.INDIRECT, Quotation.MIXED} <= {claim.quotation for claim in claims}
    assert sum(len(claim.spans) > 1 for claim in claims) >= 5
    assert any(len(claim.chains) > 1 for claim in claims)
    assert {chain.lineage for chain in all_chains()} == set(Lineage)
    assert max(len(chain.attributions) for chain in all_chains()) == 3
    assert any(hop.source is None for hop in all_hops())
    assert {hop.stance for hop in all_hops()} == set(Stance)
    assert {hop.certainty for hop in all_hops()} == set(Certainty)
    assert {claim.polarity for claim in claims} == set(Polarity)


def test_some_claims_lie_within_others_and_some_overlap() -> None:
    def pairs() -> Iterator[tuple[ClaimRecord, ClaimRecord]]:
        for article in BATCH.articles:
            yield from ((a, b) for a in article.claims for b in article.claims if a is not b)

    def borders(claim: ClaimRecord) -> tuple[int, int]:
        return claim.spans[0].start, claim.spans[-1].end

    assert any(borders(a)[0] <= borders(b)[0] and borders(b)[1] < borders(a)[1] for a, b in pairs())
    assert any(borders(a)[0] < borders(b)[0] < borders(a)[1] < borders(b)[1] for a, b in pairs())


def test_propositions_are_shared_between_articles() -> None:
    articles_of = Counter(
        text for article in BATCH.articles for text in {claim.proposition for claim in article.claims} if text
    )
    assert articles_of[PORT_ATTACK] >= 7
    assert set(articles_of) == {proposition.text for proposition in BATCH.propositions}


def test_the_demo_survives_our_own_format() -> None:
    written = write_jsonl(sources=BATCH.sources, propositions=BATCH.propositions, articles=BATCH.articles)
    assert replace(read_jsonl(written), rows=BATCH.rows, source_rows=()) == BATCH


def test_loading_twice_gives_the_same() -> None:
    assert load() == BATCH


def test_the_notice_says_that_everything_is_invented() -> None:
    assert "**Everything here is invented.**" in (FOLDER / "README.md").read_text()


def test_braces_mark_the_part_that_is_meant() -> None:
    assert find("he said, she said", "she {said}") == QuotedSpan(13, 17, "said")
    assert find("he said", "said") == QuotedSpan(3, 7, "said")


def test_a_passage_that_is_missing_or_comes_twice_is_refused() -> None:
    with pytest.raises(QuoteNotFound, match="“it said” does not stand in the article"):
        find("he said, she said", "it {said}")
    with pytest.raises(QuoteAmbiguous, match="“said” stands 2 times"):
        find("he said, she said", "said")


ARTICLE = """
title = "T"
publisher = "P"
url = "https://p.example.org/1"
paragraphs = [["body", "Two were hurt, the port said."]]
[[claims]]
"""


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ('quote = "Three"\nown_words = true', "“Three” does not stand in the article"),
        ('quote = "Two were hurt"', "The claim has no chain"),
        ('quote = "Two were hurt"\nchain = [{ source = "Q", cue = "said" }]', "“Q” is not in sources.toml"),
        ('quote = "Two were hurt"\nchain = [{ unnamed = "q" }]', "unnamed needs a kind and a how"),
        ('quote = "Two were hurt"\nmood = "x"\nown_words = true', "claims\\[0\\].mood is not a key that is known here"),
        (
            'quote = "Two were hurt"\nchain = [{ cue = "said", upstream = "x" }]',
            "names the file “x”, which is not there",
        ),
        ("quote = ", "Invalid value"),
    ],
)
def test_a_file_with_an_error_stops_the_loading_and_is_named(tmp_path: Path, claim: str, sentence: str) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "sources.toml").write_text('[[sources]]\nname = "P"\ndescription = "d"\n')
    (tmp_path / "articles" / "01.toml").write_text(ARTICLE + claim)
    with pytest.raises(BadRecord, match=f"^01.toml: .*{sentence}"):
        load(tmp_path)


def test_a_discontinuous_claim_reads_as_its_parts() -> None:
    ((article, claim), *_) = claims_of("The Daily Lantern", LEADER)
    assert quote(article.text, claim.spans) == (
        "Its leader, Osk Varrin, […] was a commander in the feared Salt Line militia"
    )
