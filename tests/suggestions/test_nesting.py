"""Steps inside of what somebody says are proposed with the step that holds them, and only where they are sure."""

from tests.suggestions.steps import proposals, steps, words


def test_a_step_inside_of_a_content_names_its_parent() -> None:
    text = "The raid has been claimed by the Red Hand, as per Seawatch."
    outer, inner = proposals(text)
    assert (words(text, outer.source), outer.nested_in) == ("Seawatch", None)
    assert (words(text, inner.source), inner.nested_in) == ("the Red Hand", 0)


def test_two_steps_inside_of_one_quotation_are_siblings() -> None:
    text = (
        "“According to one member state, the pier may fall. That state assesses that ships will sink,” "
        "says the report, adding that it could not verify this."
    )
    found = proposals(text)
    assert [(words(text, step.source), step.nested_in) for step in found] == [
        ("the report", None),
        ("one member state", 0),
        ("That state", 0),
        ("the report", None),
    ]
    inner = [span for step in found[1:3] for span in (*step.source, *step.cue, *step.content)]
    [outer] = found[0].content
    assert all(outer.start <= span.start and span.end <= outer.end for span in inner)


def test_a_pronoun_inside_of_a_content_is_no_step_of_its_own() -> None:
    assert len(steps("Ann Ek said that she thinks it is late.")) == 1
    assert len(steps("“I said it was late,” Ann Ek said.")) == 1


def test_what_nobody_says_in_fact_is_no_step() -> None:
    assert len(steps("Ann Ek said that the guard would say that it is late.")) == 1
    assert len(steps("“If the guard says that it is late, we go,” Ann Ek said.")) == 1


def test_words_in_quotation_marks_without_a_speaker_are_nobodys() -> None:
    assert steps("The sign read so.\n\n“The guard said that we must wait.”") == []
