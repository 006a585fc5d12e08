import pytest

from claims.suggestions.presets import certainty_of, certainty_within, quotation_of, stance_of
from claims.text.spans import Span
from claims.vocabulary import Certainty, Quotation, Stance


@pytest.mark.parametrize(
    ("cue", "stance"),
    [
        ("alleges", Stance.DISTANCES),
        ("also alleging that", Stance.DISTANCES),
        ("claimed", Stance.DISTANCES),
        ("have been claimed by", None),
        ("claimed responsibility for", None),
        ("reportedly", Stance.DISTANCES),
        ("denied", Stance.DENIES),
        ("did not deny", None),
        ("retracted", Stance.RETRACTS),
        ("declined to comment", Stance.DECLINES_TO_CONFIRM),
        ("as per", None),
        ("", None),
    ],
)
def test_the_cue_tells_the_stance(cue: str, stance: Stance | None) -> None:
    assert stance_of(cue) is stance


@pytest.mark.parametrize(
    ("cue", "certainty"),
    [
        ("fears that", Certainty.POSSIBLE),
        ("believe", Certainty.PROBABLE),
        ("confirmed", Certainty.CERTAIN),
        ("has not confirmed", Certainty.NOT_STATED),
        ("doubted", Certainty.UNCOMMITTED),
        ("said", Certainty.NOT_STATED),
    ],
)
def test_the_cue_tells_how_sure_its_source_is(cue: str, certainty: Certainty) -> None:
    assert certainty_of(cue) is certainty


@pytest.mark.parametrize(
    ("content", "certainty"),
    [
        ("he may also have been a commander", Certainty.POSSIBLE),
        ("Theresa May left on May 1", Certainty.NOT_STATED),
        ("they will probably leave", Certainty.PROBABLE),
        ("this is undoubtedly so", Certainty.CERTAIN),
    ],
)
def test_hedges_within_the_content_count(content: str, certainty: Certainty) -> None:
    assert certainty_within(content) is certainty


@pytest.mark.parametrize(
    ("text", "marked", "quotation"),
    [
        ("He said: “We will not forget.”", "We will not forget", Quotation.DIRECT),
        ("He said: “We will not forget.”", "“We will not forget.”", Quotation.DIRECT),
        ("The threat was “very real”, he said.", "The threat was “very real”", Quotation.MIXED),
        ("The threat was real, he said.", "The threat was real", Quotation.INDIRECT),
        ("“One” and “two” were said", "“One” and “two”", Quotation.MIXED),
    ],
)
def test_quotation_marks_make_a_quotation(text: str, marked: str, quotation: Quotation) -> None:
    start = text.index(marked)
    assert quotation_of(text, [Span(start, start + len(marked))]) is quotation
