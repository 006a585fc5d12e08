from collections.abc import Sequence

import pytest

from claims.suggestions.drafts import drafts, is_named, names_of, new_name
from claims.suggestions.proposals import Proposal
from claims.text.spans import Span
from claims.vocabulary import Identifiability

TEXT = '"According to one state, Abad led the group," the report said, adding that it had not verified this.'


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def proposal(source: str, cue: str, content: str, *, nested_in: int | None = None, score: float = 0.9) -> Proposal:
    return Proposal(
        source=(span(source),) if source else (), cue=(span(cue),), content=(span(content),), score=score, rule="r",
        why="w", nested_in=nested_in,
    )  # fmt: skip


REPORT = proposal("the report", "said", "According to one state, Abad led the group,")
STATE = proposal("one state", "According to", "Abad led the group", nested_in=0, score=0.8)


def words(spans: Sequence[Span]) -> list[str]:
    return [TEXT[one.start : one.end] for one in spans]


def test_what_only_holds_another_is_a_step_of_its_chain() -> None:
    [draft] = drafts(TEXT, [REPORT, STATE])
    assert draft.hops == (REPORT, STATE)
    assert words(draft.content) == ["Abad led the group"]
    assert draft.score == 0.8
    assert draft.place == f"{span('According to').start}-{span('According to').end}"


def test_what_says_more_than_what_stands_in_it_is_a_claim_of_its_own_too() -> None:
    whole = proposal("the report", "said", TEXT[1:43] + ',"')
    inner = proposal("", "According to", "Abad led", nested_in=0)
    assert [draft.hops for draft in drafts(TEXT, [whole, inner])] == [(whole,), (whole, inner)]


def test_of_two_with_one_cue_the_surer_one_stays() -> None:
    other = proposal("one state", "said", "it had not verified this", score=0.5)
    assert [draft.hops for draft in drafts(TEXT, [other, REPORT])] == [(REPORT,)]


def test_without_a_cue_the_content_is_the_place() -> None:
    bare = Proposal(source=(), cue=(), content=(Span(1, 13),), score=0.7, rule="r", why="w")
    assert [draft.place for draft in drafts(TEXT, [bare])] == ["1-13"]


def test_a_word_alone_is_no_statement() -> None:
    assert drafts(TEXT, [proposal("one state", "said", "Abad")]) == []


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("Pentagon spokesperson John Kirby", ["Pentagon spokesperson John Kirby", "John Kirby"]),
        ("Maria Oduya, the mayor of Tarn", ["Maria Oduya, the mayor of Tarn", "Maria Oduya"]),
        ("a spokesman for the Harbour Guard", ["a spokesman for the Harbour Guard", "spokesman for the Harbour Guard"]),
        ("the monitoring group Seawatch", ["the monitoring group Seawatch", "monitoring group Seawatch", "Seawatch"]),
        ("Guard Captain Ann Orr", ["Guard Captain Ann Orr", "Ann Orr"]),
        ("he", []),
    ],
)
def test_a_source_may_be_known_by_all_its_words_or_by_the_name_at_the_end(given: str, names: list[str]) -> None:
    assert names_of(given) == names


def test_whom_a_pronoun_stands_for_comes_first() -> None:
    assert names_of("he", "Pentagon spokesperson John Kirby") == ["Pentagon spokesperson John Kirby", "John Kirby"]
    assert is_named("John Kirby")
    assert not is_named("the officials")


@pytest.mark.parametrize(
    ("given", "refers_to", "named", "name"),
    [
        ("Pentagon spokesperson John Kirby", "", Identifiability.NAMED, "John Kirby"),
        ("the monitoring group Seawatch", "", Identifiability.NAMED, "Seawatch"),
        ("The UN Security Council", "", Identifiability.NAMED, "UN Security Council"),
        ("the Khorasan affiliate of the Islamic State", "", Identifiability.NAMED,
         "Khorasan affiliate of the Islamic State"),
        ("A report dated 14 April", "", Identifiability.NAMED, "report dated 14 April"),
        ("one Member State", "", Identifiability.DESCRIBED, "one Member State"),
        ("a port official", "", Identifiability.DESCRIBED, "port official"),
        ("he", "US President Joe Biden", Identifiability.NAMED, "US President Joe Biden"),
        ("she", "", Identifiability.NAMED, ""),
    ],
)  # fmt: skip
def test_a_new_source_is_called_by_its_name_or_its_head(
    given: str, refers_to: str, named: Identifiability, name: str
) -> None:
    assert new_name(given, refers_to, identifiability=named) == name
