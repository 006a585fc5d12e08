"""The rules find who says what in all the shapes of news English, and nothing where nobody says anything."""

import pytest

from claims.suggestions.rules import Rules
from claims.text.normalize import normalize
from tests.suggestions.steps import Step, proposals, steps


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister said that the port is closed.", ("The minister", "said", "that the port is closed")),
        ("The minister said the port is closed.", ("The minister", "said", "the port is closed")),
        ("“The port is closed,” the minister said.", ("the minister", "said", "“The port is closed,”")),
        ("“The port is closed,” said Ann Ek.", ("Ann Ek", "said", "“The port is closed,”")),
        ("The port is closed, said Ann Ek, a pilot.", ("Ann Ek, a pilot", "said", "The port is closed")),
        ("The port, she said, is closed.", ("she", "said", "The port … is closed")),
        ("Ann Ek said: “The port is closed.”", ("Ann Ek", "said:", "“The port is closed.”")),
        (
            "“The port is closed,” he said. “Nobody goes in.”",
            ("he", "said", "“The port is closed,” … “Nobody goes in.”"),
        ),
        (
            "Ann Ek, who runs the port, has warned that ships will wait.",
            ("Ann Ek, who runs the port,", "has warned", "that ships will wait"),
        ),
        ("The guard told reporters on Monday that it was late.", ("The guard", "told", "that it was late")),
        ("The pilots have vowed to leave Velm.", ("The pilots", "have vowed", "to leave Velm")),
        ("Mayor Ann Ek praised the guard.", ("Mayor Ann Ek", "praised", "the guard")),
        ("The council called for a new pier.", ("The council", "called for", "a new pier")),
        ("Ann Ek called the pier a ruin.", ("Ann Ek", "called", "the pier a ruin")),
        ("She asked whether the pier was safe.", ("She", "asked", "whether the pier was safe")),
        ("The pier fell, according to the guard.", ("the guard", "according to", "The pier fell")),
        ("According to the guard, the pier fell.", ("the guard", "According to", "the pier fell")),
        ("The pier fell, as per the guard.", ("the guard", "as per", "The pier fell")),
        ("The raid was claimed by the Red Hand.", ("the Red Hand", "was claimed", "The raid")),
        ("The guard is confident that the pier is safe.", ("The guard", "is confident", "that the pier is safe")),
        ("Velm Coordinating With The Guard, Says COASTCOM", ("COASTCOM", "Says", "Velm Coordinating With The Guard")),
        ("The guard was asked whether the pier was safe.", ("", "was asked", "whether the pier was safe")),
        ("His claim that the pier fell angered many.", ("His", "claim", "that the pier fell")),
        ("The guard raised doubts about the pier.", ("The guard", "raised doubts about", "the pier")),
        ("As the guard noted, the pier is old.", ("the guard", "noted", "the pier is old")),
        ("The guard foretokened that the pier is old.", ("The guard", "foretokened", "that the pier is old")),
        ("The pier is expected to fall.", ("", "is expected", "The pier … to fall")),
        (
            "“The port is closed for a week,” grizzled the guard.",
            ("the guard", "grizzled", "“The port is closed for a week,”"),
        ),
    ],
)
def test_it_finds_the_shapes_of_attribution(text: str, expected: Step) -> None:
    assert steps(text) == [expected]


def test_participles_share_the_subject() -> None:
    text = "The council described the pier as old, also alleging that the guard knew."
    assert steps(text) == [
        ("The council", "described", "the pier as old"),
        ("The council", "also alleging", "that the guard knew"),
    ]
    text = "“The pier is old,” states the report, adding that nobody had checked it."
    assert [(source, cue) for source, cue, _ in steps(text)] == [("the report", "states"), ("the report", "adding")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "The pier fell on Monday.",
        "Both are wanted men with a price on their heads.",
        "The guard bought a “new” boat from Velm.",
        "The claims office opens at ten.",
        "Der Minister sagte, dass der Hafen geschlossen ist.",
        "Le ministre a déclaré que le port est fermé.",
        "港口已经关闭，部长说。",
        "قال الوزير إن الميناء مغلق.",
    ],
)
def test_it_proposes_nothing_where_nobody_says_anything_in_english(text: str) -> None:
    assert steps(text) == []


def test_every_proposal_has_spans_of_the_text_a_score_and_a_reason() -> None:
    text = normalize("Ann Ek said it rains. The guard, she added, praised Mr. Lind. “No,” he said. “Never.”").text
    found = proposals(text)
    assert len(found) > 2
    for proposal in found:
        assert proposal.content
        spans = (*proposal.source, *proposal.cue, *proposal.content)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert 0 < proposal.score <= 1
        assert "'" in proposal.why
        assert proposal.nested_in is None or found[proposal.nested_in].content


def test_the_same_text_gets_the_same_answer() -> None:
    text = "Ann Ek said it rains, adding that the pier fell. The report denies it."
    assert Rules().suggest(text) == Rules().suggest(text)


def test_a_paragraph_without_a_full_stop_is_read_in_pieces() -> None:
    text = "the guard said that the pier fell and the port warned that ships wait " * 200
    assert len(proposals(text)) > 50
