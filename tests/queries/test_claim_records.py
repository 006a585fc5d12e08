"""What was read and is written again is what it was."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.exchange.records import AttributionRecord, ChainRecord, ClaimRecord, SourceReference
from claims.models import Attribution, Claim
from claims.queries.claim_documents import ClaimDocument, documents_of
from claims.queries.claim_records import record_of
from claims.services import claims
from claims.text.dates import parse_date
from claims.text.spans import QuotedSpan
from claims.vocabulary import (
    Basis,
    Certainty,
    ClaimStatus,
    Identifiability,
    Lineage,
    Medium,
    Polarity,
    Quotation,
    Stance,
    Verification,
)
from tests.makers import TEXT, Team, make_article, make_source

NAMES = ("Seawatch", "Harbour Guard", "Port Office", "Ellery Courier")
DATES = ("2021", "2021-08", "2021-08-27", "2021-08-27T14:05+02:00", "2021-08-27T14:05:07.25Z", "2021-08/2021-09")
NOTES = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)


def spans(least: int) -> st.SearchStrategy[tuple[QuotedSpan, ...]]:
    """Stretches of the text that do not overlap, in order."""
    borders = st.lists(st.integers(0, len(TEXT)), min_size=2 * least, max_size=4, unique=True)
    return borders.map(sorted).map(
        lambda at: tuple(QuotedSpan(*at[n : n + 2], TEXT[slice(*at[n : n + 2])]) for n in range(0, len(at) // 2 * 2, 2))
    )


def steps(sources: tuple[SourceReference | None, ...]) -> st.SearchStrategy[tuple[AttributionRecord, ...]]:
    """One step for each source."""
    return st.tuples(
        *(
            st.builds(
                AttributionRecord,
                source=st.just(source),
                source_spans=spans(0),
                cue_spans=spans(0),
                stance=st.sampled_from(Stance),
                certainty=st.sampled_from(Certainty),
                verification=st.sampled_from(Verification),
                basis=st.sampled_from(Basis),
                medium=st.sampled_from(Medium),
                said=st.sampled_from((None, *(parse_date(date, words="then") for date in DATES))),
            )
            for source in sources
        )
    )


REFERENCES = (
    None,
    *(SourceReference(name=name) for name in NAMES),
    SourceReference(name="an official", identifiability=Identifiability.ANONYMOUS),
)
CHAINS = st.one_of(
    st.just(ChainRecord(lineage=Lineage.NONE_GIVEN)),
    st.permutations(REFERENCES).flatmap(
        lambda order: st.integers(1, 4).flatmap(
            lambda number: st.builds(
                ChainRecord,
                lineage=st.sampled_from((Lineage.COMPLETE, Lineage.UNKNOWN_BEYOND)),
                attributions=steps(tuple(order[:number])),
            )
        )
    ),
)
RECORDS = st.builds(
    ClaimRecord,
    spans=spans(1),
    chains=st.lists(CHAINS, min_size=1, max_size=3).map(tuple),
    quotation=st.sampled_from(Quotation),
    polarity=st.sampled_from(Polarity),
    labels=st.lists(st.sampled_from(("fire", "Fire", "arson", "élan")), max_size=3).map(tuple),
    note=NOTES,
    status=st.sampled_from(ClaimStatus),
    proposition=st.sampled_from(("", "Two piers burned", "Nobody was hurt")),
)


def document_of(claim: Claim) -> ClaimDocument:
    [document] = documents_of(claim.workspace, [claim.pk])
    return document


def steady(document: ClaimDocument) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in ("revision", "updated_at")}


def dates_of(claim: Claim) -> list[Any]:
    return [hop.said for hop in Attribution.objects.filter(claim=claim).order_by("chain__number", "position")]


@pytest.mark.django_db
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=RECORDS)
def test_a_claim_that_is_written_as_it_was_read_stays_as_it_is(team: Team, record: ClaimRecord) -> None:
    article = make_article(team.workspace)
    claim = claims.make(claims.place(article, by=team.alice), record, by=team.alice)
    before, said = document_of(claim), dates_of(claim)
    again = claims.revise(claim, record_of(before), by=team.alice, revision=1)
    assert steady(document_of(again)) == steady(before)
    assert dates_of(again) == said == [hop.said for chain in record.chains for hop in chain.attributions]


@pytest.mark.django_db
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=RECORDS)
def test_a_record_comes_back_from_the_document_it_was_written_to(team: Team, record: ClaimRecord) -> None:
    article = make_article(team.workspace)
    claim = claims.make(claims.place(article, by=team.alice), record, by=team.alice)
    document = document_of(claim)
    back = record_of(document)
    assert without_identity(back) == without_identity(record)
    assert back.id == claim.pk
    assert {name.casefold() for name in document["labels"]} == {name.casefold() for name in record.labels}
    assert bool(document["proposition"]) == bool(record.proposition)
    assert [step["source"] and step["source"]["name"] for step in all_steps(document)] == [
        hop.source.name if hop.source else None for chain in record.chains for hop in chain.attributions
    ]


def all_steps(document: ClaimDocument) -> list[Any]:
    return [step for chain in document["chains"] for step in chain["attributions"]]


def without_identity(record: ClaimRecord) -> ClaimRecord:
    """The record without what is known by id once it stands: sources, labels, statement, and without words of dates."""
    chains = tuple(
        replace(
            chain,
            id=None,
            attributions=tuple(
                replace(hop, id=None, source=None, said=hop.said and replace(hop.said, words="", zone=""))
                for hop in chain.attributions
            ),
        )
        for chain in record.chains
    )
    return replace(record, id=None, chains=chains, labels=(), proposition="")


@pytest.mark.django_db
def test_a_source_that_was_merged_since_stays_the_one_the_step_was_made_with(team: Team) -> None:
    article = make_article(team.workspace)
    seawatch, union = make_source(team.workspace, "Seawatch"), make_source(team.workspace, "Sea Union")
    chain = ChainRecord(attributions=(AttributionRecord(source=SourceReference(id=seawatch.pk)),))
    record = ClaimRecord(spans=(QuotedSpan(0, 3),), chains=(chain,))
    claim = claims.make(claims.place(article, by=team.alice), record, by=team.alice)
    seawatch.merged_into = union
    seawatch.save(update_fields=["merged_into"])
    shown = record_of(document_of(claim))
    assert shown.chains[0].attributions[0].source == SourceReference(id=UUID(str(union.pk)))
    claims.revise(claim, replace(shown, note="Seen."), by=team.alice)
    assert claim.attributions.get().source == seawatch
