"""How a step is said and by what kind of source is proposed from its own words."""

import pytest

from claims.vocabulary import Certainty, Identifiability, Quotation, SourceKind, Stance, Verification
from tests.suggestions.steps import proposals, step


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Ann Ek said that it rains.", Stance.ASSERTS),
        ("Ann Ek alleged that it rains.", Stance.DISTANCES),
        ("Ann Ek denied that it rains.", Stance.DENIES),
        ("Ann Ek declined to confirm the raid.", Stance.DECLINES_TO_CONFIRM),
        ("The minister retracted the claim.", Stance.RETRACTS),
    ],
)
def test_the_cue_tells_the_stance(text: str, stance: Stance) -> None:
    assert step(text).stance == stance


def test_who_passes_on_anothers_word_relays() -> None:
    outer, inner = proposals("The raid has been claimed by the Red Hand, as per Seawatch.")
    assert (outer.stance, inner.stance) == (Stance.RELAYS, Stance.ASSERTS)


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The guard said that the pier may fall.", Certainty.POSSIBLE),
        ("The guard said that the pier is likely to fall.", Certainty.PROBABLE),
        ("The guard said that the pier will certainly fall.", Certainty.CERTAIN),
        ("The guard said that Mr. May left.", Certainty.NOT_STATED),
        ("The guard doubted that the pier fell.", Certainty.UNCOMMITTED),
        ("The guard suspects that the pier fell.", Certainty.POSSIBLE),
        ("The guard believes that the pier fell.", Certainty.PROBABLE),
    ],
)
def test_hedges_tell_the_certainty(text: str, certainty: Certainty) -> None:
    assert step(text).certainty == certainty


def test_what_nobody_checked_is_unverified() -> None:
    first, second = proposals("“The pier fell,” says the report, adding that it could not verify this.")
    assert first.verification == Verification.UNVERIFIED
    assert second.verification == Verification.NOT_STATED
    assert step("The port confirmed that the pier fell.").verification == Verification.VERIFIED


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("“The pier fell,” Ann Ek said.", Quotation.DIRECT),
        ("Ann Ek said that the pier “simply fell” at noon.", Quotation.MIXED),
        ("Ann Ek said that the pier fell.", Quotation.INDIRECT),
    ],
)
def test_marks_tell_the_quotation(text: str, quotation: Quotation) -> None:
    assert step(text).quotation == quotation


@pytest.mark.parametrize(
    ("source", "kind", "identifiability"),
    [
        ("Ann Ek", SourceKind.PERSON, Identifiability.NAMED),
        ("Port spokeswoman Ann Ek", SourceKind.PERSON, Identifiability.NAMED),
        ("A port official", SourceKind.PERSON, Identifiability.DESCRIBED),
        ("Port officials", SourceKind.PERSON, Identifiability.COLLECTIVE),
        ("A source familiar with the raid", SourceKind.PERSON, Identifiability.ANONYMOUS),
        ("One member state", SourceKind.GOVERNMENT_BODY, Identifiability.DESCRIBED),
        ("Reuters", SourceKind.WIRE_AGENCY, Identifiability.NAMED),
        ("The report", SourceKind.DOCUMENT, Identifiability.DESCRIBED),
        ("The Red Hand militia", SourceKind.ARMED_GROUP, Identifiability.NAMED),
        ("The UN", SourceKind.INTERGOVERNMENTAL, Identifiability.NAMED),
        ("The Foreign Ministry", SourceKind.GOVERNMENT_BODY, Identifiability.NAMED),
        ("The Velm Gazette", SourceKind.MEDIA_OUTLET, Identifiability.NAMED),
    ],
)
def test_the_words_of_a_source_tell_its_kind_and_how_it_is_named(
    source: str, kind: SourceKind, identifiability: Identifiability
) -> None:
    found = step(f"{source} said that it rains.")
    assert (found.source_kind, found.identifiability) == (kind, identifiability)
