"""Words of one version of a text in another one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.text.moving import carried, proposals
from claims.text.spans import Span

OLD = "Two piers burned. The Guard did it, Seawatch said. A third pier stands. The Guard did it again."


def at(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def test_words_that_stand_once_are_carried_over() -> None:
    new = "Updated. " + OLD
    assert carried(OLD, new, [at(OLD, "Two piers"), at(OLD, "Seawatch")]) == (at(new, "Two piers"), at(new, "Seawatch"))


def test_words_that_stand_twice_need_the_same_neighbours() -> None:
    new = "Updated. " + OLD
    assert carried(OLD, new, [at(OLD, "The Guard did it")]) == (at(new, "The Guard did it"),)
    assert carried(OLD, new.replace("burned. ", "burnt. "), [at(OLD, "The Guard did it")]) is None


def test_one_part_that_is_lost_keeps_all_back() -> None:
    new = OLD.replace("Seawatch", "Pierwatch")
    assert carried(OLD, new, [at(OLD, "Two piers"), at(OLD, "Seawatch")]) is None


def test_parts_that_would_change_places_are_not_carried_over() -> None:
    assert carried("One. Two.", "Two. One.", [Span(0, 3), Span(5, 8)]) is None


def test_the_same_words_are_proposed_by_their_neighbours() -> None:
    new = OLD.replace("burned", "burnt").replace("stands", "stood")
    found = proposals(OLD, new, at(OLD, "The Guard did it"))
    assert [new[one.span.start : one.span.end] for one in found] == ["The Guard did it"] * 2
    assert found[0].span == at(new, "The Guard did it")
    assert {one.alike for one in found} == {100}


def test_words_like_them_are_proposed_as_whole_words() -> None:
    new = OLD.replace("A third pier stands", "A third pier, by luck, still stood")
    [found] = proposals(OLD, new, at(OLD, "A third pier stands"))
    assert new[found.span.start : found.span.end].startswith("A third pier")
    assert 60 <= found.alike < 100
    assert not new[found.span.end - 1 : found.span.end + 1].isalnum()


def test_nothing_is_proposed_where_nothing_is_alike() -> None:
    assert proposals(OLD, "Wholly other matter: zzz qqq xxx.", at(OLD, "A third pier stands")) == []
    assert proposals(OLD, "", at(OLD, "A third pier stands")) == []


@settings(max_examples=60)
@given(st.text(max_size=60), st.text(max_size=60), st.data())
def test_what_is_carried_or_proposed_stands_in_the_new_text(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, max(0, len(old) - 1)))
    end = data.draw(st.integers(start, len(old)))
    if start == end:
        return
    words = old[start:end]
    for place in carried(old, new, [Span(start, end)]) or ():
        assert new[place.start : place.end] == words
    for proposal in proposals(old, new, Span(start, end)):
        assert 0 <= proposal.span.start < proposal.span.end <= len(new)
