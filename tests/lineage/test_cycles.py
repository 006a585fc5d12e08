"""Loops of publishers that cite each other, and what only looks like one."""

from claims.lineage.counting import sort_out
from claims.lineage.cycles import Loop, find_loops
from claims.lineage.records import Assertion
from tests.lineage.makers import evidence, piece, said


def loops(*assertions: Assertion) -> tuple[Loop, ...]:
    return find_loops(sort_out(evidence(*assertions))[0])


def test_a_loop_is_spelled_out_with_its_dates() -> None:
    [loop] = loops(
        said(piece("B", "2021-05-03"), "Army"),
        said(piece("A", "2021-05-04"), "B"),
        said(piece("B", "2021-05-05"), "A"),
    )
    assert loop.in_words == "B (2021-05-05) cites A (2021-05-04), which cites B."
    assert [citation.piece.title for citation in loop.citations] == ["B 2021-05-05", "A 2021-05-04"]


def test_a_loop_over_three_publishers_needs_dates_that_allow_it() -> None:
    closed = [
        said(piece("C", "2021-05-03"), "A"),
        said(piece("B", "2021-05-02"), "C"),
        said(piece("A", "2021-05-04"), "B"),
    ]
    assert loops(*closed) == ()
    [loop] = loops(*closed, said(piece("C", "2021-05-01"), "A"))
    assert loop.in_words == "A (2021-05-04) cites B (2021-05-02), which cites C (2021-05-01), which cites A."


def test_without_dates_a_loop_is_told_and_says_so() -> None:
    [loop] = loops(said(piece("A"), "B"), said(piece("B"), "A"))
    assert loop.in_words.count("(no date)") == 2


def test_one_direction_is_no_loop_and_nor_is_citing_oneself() -> None:
    assert loops(said(piece("A", "2021-05-04"), "B"), said(piece("B", "2021-05-03"), "Army")) == ()
    assert loops(said(piece("A", "2021-05-04"), "A"), said(piece("A", "2021-05-03"), "Army")) == ()


def test_a_loop_passes_steps_further_down_a_chain() -> None:
    [loop] = loops(said(piece("A", "2021-05-04"), "Reuters", "B"), said(piece("B", "2021-05-05"), "Army", "A"))
    assert loop.in_words == "B (2021-05-05) cites A (2021-05-04), which cites B."


def test_two_loops_are_two() -> None:
    found = loops(
        said(piece("A"), "B"),
        said(piece("B"), "A"),
        said(piece("C"), "D"),
        said(piece("D"), "C"),
        said(piece("E"), "A"),
    )
    assert len(found) == 2
