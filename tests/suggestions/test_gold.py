import json

import pytest

from claims.errors import BadRows
from claims.suggestions.gold import read_gold
from claims.text.spans import Span

GOOD = {
    "doc": "a",
    "text": "Velm said so.",
    "attributions": [{"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 12]]}],
}


def line(**changes: object) -> bytes:
    return json.dumps({**GOOD, **changes}).encode()


def test_it_reads_articles_and_skips_blank_lines():
    first, second = read_gold([b"\xef\xbb\xbf" + line(), b"", line(doc=7, attributions=[])])

    assert (first.doc, second.doc) == ("a", 7)
    assert first.example.attributions[0].cue == (Span(5, 9),)
    assert second.example.attributions == ()


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (b"{", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "“doc” and a “text”"),
        (line(text=5), "“doc” and a “text”"),
        (line(attributions=None), "list of “attributions”"),
        (line(attributions=["x"]), "Write an attribution as"),
        (line(attributions=[{"cue": [[5, 99]]}]), "cue: The span [5, 99]"),
        (line(attributions=[{"cue": [[9, 5]]}]), "cue: The span [9, 5]"),
        (line(attributions=[{"source": [["a", 5]]}]), "source: The span ['a', 5]"),
        (line(attributions=[{"source": {"a": 5}}]), "source: Write spans"),
    ],
    ids=["cut", "deep", "list", "text", "none", "string", "outside", "backwards", "letters", "object"],
)
def test_it_names_the_line_that_cannot_be_read(bad: bytes, says: str):
    with pytest.raises(BadRows) as caught:
        read_gold([line(), bad])

    [(row, message)] = caught.value.rows
    assert row == 2
    assert says in message


def test_it_refuses_an_article_that_stands_there_twice():
    with pytest.raises(BadRows) as caught:
        read_gold([line(), line()])

    assert caught.value.rows == [(2, "The article a stands in the file twice; leave one of them out.")]
