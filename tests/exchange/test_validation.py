"""A chain keeps its rules, and what breaks one names the step."""

from uuid import UUID

import pytest

from claims.errors import BadRecord, ChainIncomplete
from claims.exchange.records import AttributionRecord, ChainRecord, SourceReference
from claims.exchange.validation import check_address, check_chains, check_characters, check_line
from claims.vocabulary import Identifiability, Lineage

ONE = UUID("018f0000-0000-7000-8000-000000000001")
TWO = UUID("018f0000-0000-7000-8000-000000000002")


def hop(name: str = "", *, id: UUID | None = None, how: Identifiability | None = None) -> AttributionRecord:
    return AttributionRecord(source=SourceReference(id=id, name=name, identifiability=how))


def chain(*hops: AttributionRecord, lineage: Lineage = Lineage.COMPLETE) -> ChainRecord:
    return ChainRecord(lineage=lineage, attributions=hops)


NO_SOURCE = AttributionRecord()

ALLOWED = {
    "own words": [chain(lineage=Lineage.NONE_GIVEN)],
    "one step": [chain(hop("SITE"))],
    "a cue without a source": [chain(NO_SOURCE)],
    "two cues without a source": [chain(NO_SOURCE, NO_SOURCE)],
    "two parallel chains of one source": [chain(hop("SITE")), chain(hop("SITE"))],
    "a source that comes back later": [chain(hop("A"), hop("B"), hop("A"))],
    "namesakes with different ids": [chain(hop("Smith", id=ONE), hop("Smith", id=TWO))],
    "an id and another name": [chain(hop(id=ONE), hop("Smith"))],
    "not named further back": [chain(hop("SITE"), lineage=Lineage.UNKNOWN_BEYOND)],
}

REFUSED = {
    "no chain": ([], "chains", "The claim has no chain"),
    "no step": ([chain()], "chains[0].attributions", "A chain with lineage complete needs at least one step"),
    "no step, not named": (
        [chain(hop("A")), chain(lineage=Lineage.UNKNOWN_BEYOND)],
        "chains[1].attributions",
        "A chain with lineage unknown_beyond needs at least one step",
    ),
    "own words of someone": (
        [chain(hop("A"), lineage=Lineage.NONE_GIVEN)],
        "chains[0].attributions",
        "A chain with lineage none_given is the outlet's own words and has no steps",
    ),
    "the same id": (
        [chain(hop("A", id=ONE), hop("B", id=ONE))],
        "chains[0].attributions[1].source",
        "Steps 1 and 2 of the chain are the same source",
    ),
    "the same name in other spelling": (
        [chain(hop("A"), hop("The U.N."), hop("UN"))],
        "chains[0].attributions[2].source",
        "Steps 2 and 3 of the chain are the same source",
    ),
    "a source without id and name": (
        [chain(hop("A"), hop(" "))],
        "chains[0].attributions[1].source",
        "The source has neither an id nor a name",
    ),
}


@pytest.mark.parametrize("case", ALLOWED)
def test_a_chain_that_keeps_the_rules_is_let_through(case: str) -> None:
    check_chains(ALLOWED[case])


@pytest.mark.parametrize("case", REFUSED)
def test_a_chain_that_breaks_a_rule_names_the_step_and_the_way_out(case: str) -> None:
    chains, field, sentence = REFUSED[case]
    with pytest.raises(ChainIncomplete) as refused:
        check_chains(chains)
    assert refused.value.field == field
    assert refused.value.message.startswith(sentence)
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize("url", ["", "https://example.org", "HTTP://example.org/ä?q=1#x"])
def test_a_web_address_is_let_through(url: str) -> None:
    check_address(url)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "//example.org", "example.org", "https://", "http://[::1", "https://a b", "file:///x"],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(BadRecord, match="must begin with http:// or https://"):
        check_address(url)


def test_a_line_has_no_break_and_no_character_that_cannot_be_stored() -> None:
    check_line("A title, with “quotes” and 😀", field="title")
    for text, sentence in (
        ("a\nb", "title has a line break"),
        ("a\rb", "title has a line break"),
        ("a\0b", "title contains the character U\\+0000"),
        ("a\ud800b", "title contains the character U\\+D800"),
    ):
        with pytest.raises(BadRecord, match=sentence):
            check_line(text, field="title")
    with pytest.raises(BadRecord, match="title is empty"):
        check_line(" \u00a0", field="title", required=True)
    check_characters("a\nb", field="note")
