"""The first real article: its nested chains are proposed, and its own words are not."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from claims.suggestions.proposals import Proposal
from tests.suggestions.steps import proposals, words

SEED = Path(os.environ.get("PROVENANCE_SHARED", "../shared")) / "seed" / "kabul.txt"

pytestmark = pytest.mark.skipif(
    not SEED.exists(), reason=f"THE FIRST REAL ARTICLE IS NOT AT {SEED}: set PROVENANCE_SHARED to its folder"
)


@pytest.fixture(scope="module")
def text() -> str:
    return SEED.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def found(text: str) -> Sequence[Proposal]:
    return proposals(text)


def chains(text: str, found: Sequence[Proposal]) -> list[tuple[str, str]]:
    """Who passes on whom, by the first two words of each."""
    return [
        (_first_words(text, found[step.nested_in]), _first_words(text, step))
        for step in found
        if step.nested_in is not None
    ]


def _first_words(text: str, step: Proposal) -> str:
    return " ".join(words(text, step.source).split()[:2])


def test_the_nested_chains_are_proposed_and_no_others(text: str, found: Sequence[Proposal]) -> None:
    assert chains(text, found) == [
        ("SITE Intelligence", "ISIL’s, or"),
        ("the report", "one Member"),
        ("the report", "That State"),
    ]


def test_its_own_words_are_nobodys(text: str, found: Sequence[Proposal]) -> None:
    start = text.index("Both are")
    end = text.index(".", start)
    spans = [span for step in found for span in (*step.source, *step.cue, *step.content)]
    assert not [span for span in spans if span.start < end and start < span.end]


def test_the_headline_inside_the_text_and_the_participles_are_proposed(text: str, found: Sequence[Proposal]) -> None:
    cues = {words(text, step.cue): words(text, step.source) for step in found}
    assert cues["Says"] == "CENTCOM"
    assert cues["also alleging"] == "The UN Security Council"
    assert cues["adding"] == "the report"


def test_short_forms_stand_for_who_was_named_before(text: str, found: Sequence[Proposal]) -> None:
    stands_for = {words(text, step.source): step.refers_to for step in found}
    assert stands_for["The US General"] == "General Kenneth F. McKenzie"
    assert stands_for["Biden"].endswith("Joe Biden")
    assert stands_for["That State"] == "one Member State"
