"""Lines of a fixed width become paragraphs again; all other lines stay as they are."""

from claims.text.segments import paragraphs
from claims.text.wrapping import unwrap
from tests.text import articles


def unwrapped(text: str) -> list[str]:
    return [text[span.start : span.end] for span in unwrap(text, paragraphs(text))]


def test_it_joins_lines_that_had_no_room_for_the_next_word() -> None:
    joined = unwrapped(articles.WRAPPED)
    assert len(joined) == 4
    assert joined[1].startswith("A fire broke out")
    assert joined[1].endswith("the harbour master said.")
    assert joined[3] == "Nobody was hurt."


def test_it_leaves_paragraphs_of_one_line_alone() -> None:
    for text in (articles.WITH_TITLE, articles.SCRAPED, articles.RIGHT_TO_LEFT, articles.CHINESE):
        assert unwrapped(text) == [text[span.start : span.end] for span in paragraphs(text)]


def test_it_leaves_lists_alone() -> None:
    text = "\n".join(("Ships", "Roads to the north and the south of the harbour", "Schools", "Trains", "Buses"))
    assert unwrapped(text) == text.split("\n")


def test_nothing_stays_nothing() -> None:
    assert unwrap("", ()) == ()
