from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from claims.queries.placed import Placed
from claims.text.segments import paragraphs as lines
from claims.text.spans import Span
from claims.web.presenters.marks import LANES, marks_of, moved_by, paragraphs, touched

TEXT = "Ships burn\n\nTwo ships burned on Monday, the guard said, citing a leaflet.\n\nNobody was hurt."


def claim(key: str, *spans: tuple[int, int], cue: tuple[int, int] | None = None) -> Placed:
    return Placed(key, tuple(Span(*span) for span in spans), cues=(Span(*cue),) if cue else ())


def test_the_runs_of_a_paragraph_join_to_its_text() -> None:
    found = paragraphs(TEXT, [], [claim("a", (12, 39), cue=(50, 54)), claim("b", (16, 21))])
    assert ["".join(run.text for run in paragraph.runs) for paragraph in found] == [
        TEXT[line.start : line.end] for line in lines(TEXT)
    ]


def test_the_shortest_claim_of_a_run_comes_first() -> None:
    found = paragraphs(TEXT, [], [claim("long", (12, 39)), claim("short", (16, 21))])
    inner = next(run for run in found[1].runs if run.text == "ships")
    assert inner.claims == ("short", "long")
    assert inner.lanes == (1, 2)


def test_a_cue_is_marked_as_a_cue_of_its_claim() -> None:
    found = paragraphs(TEXT, [], [claim("a", (12, 39), cue=(50, 54))])
    cue = next(run for run in found[1].runs if "cue" in run.roles)
    assert (cue.text, cue.claim_ids, cue.names) == ("said", "a", "cue")


def test_only_the_touched_paragraphs_are_drawn() -> None:
    starts = touched(TEXT, [Span(12, 20)])
    assert [paragraph.start for paragraph in paragraphs(TEXT, [], [], only=starts)] == [12]


def test_a_line_without_a_segment_is_still_shown() -> None:
    found = paragraphs(TEXT, [{"kind": "headline", "start": 0, "end": 10}], [])
    assert [paragraph.kind for paragraph in found] == ["headline", "body", "body"]


def lanes(*claims: Placed) -> dict[str, int]:
    return {mark.claim: mark.lane for mark in marks_of(claims)}


def test_each_level_of_nesting_has_a_lane_and_the_fifth_shares_the_last() -> None:
    nested = [claim(str(depth), (depth, 40 - depth)) for depth in range(6)]
    assert lanes(*reversed(nested)) == {"0": 1, "1": 2, "2": 3, "3": 4, "4": 4, "5": 4}


def test_a_lane_is_free_again_after_its_claim_and_between_its_parts() -> None:
    split = claim("split", (22, 25), (40, 45))
    found = lanes(claim("a", (0, 10)), claim("b", (10, 20)), split, claim("c", (30, 35)))
    assert set(found.values()) == {1}


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), min_size=1, max_size=9), st.integers(0, 8))
def test_what_a_change_moves_to_another_lane_is_drawn_again(spans: list[tuple[int, int]], gone: int) -> None:
    claims = [claim(str(key), (start, start + length)) for key, (start, length) in enumerate(spans)]
    changed = claims[gone % len(claims)]
    left = [one for one in claims if one is not changed]
    moved = set(moved_by(left, changed.spans))
    before, after = lanes(*claims), lanes(*left)
    assert {one.claim for one in left if before[one.claim] != after[one.claim] and one.spans[0] not in moved} == set()


places = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)).map(
    lambda pair: (pair[0], min(len(TEXT), pair[0] + pair[1]))
)


@given(st.lists(places, max_size=12))
def test_whatever_is_marked_the_text_stays_whole(spans: list[tuple[int, int]]) -> None:
    claims = [claim(str(place), span) for place, span in enumerate(spans)]
    drawn = paragraphs(TEXT, [], claims)
    assert ["".join(run.text for run in paragraph.runs) for paragraph in drawn] == [
        TEXT[line.start : line.end] for line in lines(TEXT)
    ]


@given(st.lists(places, max_size=12))
def test_claims_in_one_lane_do_not_overlap_while_lanes_are_free(spans: list[tuple[int, int]]) -> None:
    marks = marks_of([claim(str(place), span) for place, span in enumerate(spans)])
    for lane in range(1, LANES):
        ordered = sorted((mark.start, mark.end) for mark in marks if mark.lane == lane)
        assert all(before[1] <= after[0] for before, after in pairwise(ordered))
