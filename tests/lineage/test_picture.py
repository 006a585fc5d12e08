"""What is drawn: every article and source, and fewer where there are too many to look at."""

import pytest

from claims.lineage.picture import ARTICLE, MOST_NODES, Picture, collapse, draw_up
from claims.lineage.records import Assertion
from claims.lineage.tracing import trace
from tests.lineage.makers import evidence, piece, said, unnamed


def picture(*assertions: Assertion) -> Picture:
    return draw_up(trace(evidence(*assertions)))


def test_articles_lead_to_sources_and_sources_to_origins() -> None:
    drawn = picture(said(piece("Times", "2021-05-04T10:00Z"), "SITE", "ISIS"), said(piece("Post"), "SITE", "ISIS"))
    dots = {dot.name: dot for dot in drawn.dots}
    assert {dot.name for dot in drawn.dots if dot.kind == ARTICLE} == {"Times", "Post"}
    assert dots["Times"].detail == "2021-05-04 10:00 UTC"
    assert (dots["SITE"].is_origin, dots["ISIS"].is_origin) == (False, True)
    assert dots["SITE"].is_chokepoint
    assert {(arrow.start, arrow.end) for arrow in drawn.arrows} == {
        (dots["Times"].id, dots["SITE"].id),
        (dots["Post"].id, dots["SITE"].id),
        (dots["SITE"].id, dots["ISIS"].id),
    }
    assert [len(arrow.claims) for arrow in drawn.arrows if arrow.end == dots["ISIS"].id] == [2]


def test_what_follows_from_an_earlier_article_is_marked() -> None:
    drawn = picture(said(piece("Times", "2021-05-04"), "Globe"), said(piece("Globe", "2021-05-03"), "SITE"))
    [spliced] = [arrow for arrow in drawn.arrows if arrow.is_spliced]
    assert [dot.name for dot in drawn.dots if dot.id == spliced.end] == ["SITE"]


def test_own_words_are_drawn_as_such() -> None:
    drawn = picture(said(piece("Lantern")))
    assert [dot.name for dot in drawn.dots if dot.kind == "own_words"] == ["own words of Lantern"]


def test_a_few_articles_are_drawn_one_by_one() -> None:
    drawn = picture(*[said(piece(f"Paper {number}"), "SITE") for number in range(MOST_NODES - 1)])
    assert collapse(drawn) == drawn


def test_many_that_cite_the_same_are_drawn_as_one() -> None:
    papers = [said(piece(f"Paper {number}"), "SITE") for number in range(70)]
    drawn = collapse(picture(*papers, said(piece("Other"), "Army")))
    assert sorted((dot.name, dot.stands_for) for dot in drawn.dots) == [
        ("70 articles", 70), ("Army", 1), ("Other", 1), ("SITE", 1),
    ]  # fmt: skip
    [together] = [dot for dot in drawn.dots if dot.stands_for == 70]
    assert len(together.articles) == 70
    assert together.detail.endswith(" …")
    assert sum(len(arrow.claims) for arrow in drawn.arrows) == 71


def test_many_that_are_not_named_are_drawn_as_one() -> None:
    drawn = collapse(picture(*[said(piece(f"Paper {n}"), unnamed("an official", str(n))) for n in range(70)]))
    assert [dot.name for dot in drawn.dots] == ["70 articles", "70 sources that are not named"]


@pytest.mark.parametrize("sources", [80, 300])
def test_of_many_sources_those_are_named_on_which_most_rests(sources: int) -> None:
    rare = [said(piece(f"Paper {n}"), f"Source {n}") for n in range(sources)]
    often = [said(piece(f"Daily {n}"), "SITE") for n in range(10)]
    drawn = collapse(picture(*rare, *often))
    assert len(drawn.dots) <= 2 * MOST_NODES
    names = [dot.name for dot in drawn.dots]
    assert "SITE" in names
    assert f"{sources - 29} other sources" in names


def test_nothing_is_drawn_of_nothing() -> None:
    assert picture() == Picture((), ())
