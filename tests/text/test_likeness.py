"""Names that may be of one source: what is proposed, what is not, and that one source finds what all find."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.likeness import MOST_IN_BLOCK, Called, find


def called(*names: str, people: bool | None = None) -> list[Called]:
    return [Called(UUID(int=number), (name,), people) for number, name in enumerate(names, start=1)]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("sea watch", "seawatch", "differ in spaces alone"),
        ("harbour guard", "harbor guard", "spelled almost alike"),
        ("guard harbour", "harbour guard", "spelled almost alike"),
        ("seawatch", "seawacth institute", None),
        ("reutres", "reuters", "spelled almost alike"),
        ("international monetary fund", "imf", "initials"),
        ("monitoring team", "port monitoring team", "is a part of"),
        ("port ellery", "port", None),
        ("brigade 1", "brigade 2", None),
        ("isis", "isil", None),
        ("north pier office", "south pier office", None),
    ],
)
def test_it_says_why_two_names_may_be_one(one: str, other: str, why: str | None) -> None:
    found = find(called(one, other))
    assert len(found) == (why is not None)
    assert all(why is not None and why in alike.why for alike in found)


def test_the_surname_of_a_person_is_a_part_of_the_name_and_no_organisation_is_a_person() -> None:
    assert [alike.score for alike in find(called("john kirby", "kirby", people=True))] == [80]
    assert find(called("john kirby", "kirby")) == []
    person, office = Called(UUID(int=1), ("kirby office",), True), Called(UUID(int=2), ("kirby office",), False)
    assert find([person, office]) == []


def test_the_best_reason_of_several_names_is_told_once() -> None:
    one = Called(UUID(int=2), ("harbour guard", "hg"))
    other = Called(UUID(int=1), ("harbour guards", "hg"))
    [alike] = find([one, other])
    assert (alike.one, alike.other, alike.score) == (UUID(int=1), UUID(int=2), 100)


def test_a_word_that_everybody_has_makes_no_pair() -> None:
    many = called(*(f"ministry {number:04}" for number in range(MOST_IN_BLOCK + 1)))
    assert find(many) == []


def test_it_tells_how_far_it_is() -> None:
    told: list[tuple[int, int]] = []
    names = [name for number in range(300) for name in (f"word{number:03} x", f"word{number:03} y")]
    find(called(*names), progress=lambda done, total: told.append((done, total)))
    assert told
    assert all(done <= total for done, total in told)


VOCABULARY = ["harbour", "harbor", "guard", "guards", "port", "team", "pt"]
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=4)


@given(st.lists(WORDS.map(" ".join), min_size=2, max_size=8), st.integers(0, 7))
def test_one_source_finds_what_a_search_of_all_finds_for_it(names: list[str], place: int) -> None:
    sources = called(*names)
    one = sources[place % len(sources)].id
    of_all = [alike for alike in find(sources) if one in (alike.one, alike.other)]
    assert find(sources, only=one) == of_all
