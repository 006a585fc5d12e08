"""What full-text search keeps of long and hostile texts: it may look less far, but it never refuses one."""

from collections.abc import Iterator
from itertools import islice, product

import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import connection

from claims.models import ArticleVersion, Claim
from claims.models.articles import SEARCHED_CHARACTERS
from claims.models.claims import SEARCHED_CHARACTERS as SEARCHED_OF_A_CLAIM
from tests.makers import Team, make_article, make_claim

pytestmark = pytest.mark.django_db

LATIN = "abcdefghijklmnopqrstuvwxyz"
HAN = [chr(point) for point in range(0x4E00, 0x4E00 + 700)]
ASTRAL = [chr(point) for point in range(0x20000, 0x20000 + 700)]


def unique_words(letters: list[str] | str, size: int) -> Iterator[str]:
    return map("".join, product(letters, repeat=size))


def text_of(words: Iterator[str], *, length: int) -> str:
    parts, found = [], 0
    for word in words:
        parts.append(word)
        found += len(word) + 1
        if found > length:
            break
    return " ".join(parts)[:length].rstrip()


def hyphenated(letters: list[str]) -> Iterator[str]:
    """Counted three times by PostgreSQL: whole, first part, second part."""
    words = unique_words(letters, 2)
    return ("-".join(pair) for pair in iter(lambda: list(islice(words, 2)), []))


def finds(text: str, words: str) -> bool:
    rows = ArticleVersion.objects.filter(text=text, search=SearchQuery(words, config="english"))
    return rows.exists()


@pytest.mark.parametrize(
    "text",
    [
        text_of(unique_words(LATIN, 4), length=250_000),
        text_of(unique_words(HAN, 2), length=250_000),
        text_of(unique_words(ASTRAL, 2), length=250_000),
        text_of(hyphenated(HAN), length=250_000),
        text_of(hyphenated(ASTRAL), length=250_000),
        "".join(HAN) * 358,
        "x" * 250_000,
    ],
    ids=["latin", "han", "astral", "han with hyphens", "astral with hyphens", "han without spaces", "one word"],
)
def test_a_text_of_words_that_never_repeat_is_kept(team: Team, text: str) -> None:
    article = make_article(team.workspace, text=text, title=ASTRAL[0] * 1000)
    assert article.current_version.text == text


def test_an_ordinary_text_is_searched_to_its_millionth_character(team: Team) -> None:
    filling = text_of((f"harbour pier {number % 9000}" for number in range(10**6)), length=SEARCHED_CHARACTERS - 10)
    text = f"{filling} leaflet and then a lighthouse"
    make_article(team.workspace, text=text)
    assert finds(text, "leaflet")
    assert not finds(text, "lighthouse")


def test_a_hostile_text_is_searched_at_its_beginning(team: Team) -> None:
    text = f"leaflet {text_of(hyphenated(ASTRAL), length=250_000)} lighthouse"
    make_article(team.workspace, text=text)
    assert finds(text, "leaflet")
    assert not finds(text, "lighthouse")


def test_the_longest_title_is_kept_and_found(team: Team) -> None:
    title = text_of(unique_words(LATIN, 3), length=990) + " leaflet"
    article = make_article(team.workspace, title=title)
    assert article.title == title
    assert finds(article.current_version.text, "leaflet")


def test_quote_and_note_of_a_claim_are_searched_as_far_as_they_fit(team: Team) -> None:
    text = text_of(hyphenated(ASTRAL), length=SEARCHED_OF_A_CLAIM * 2)
    claim = make_claim(make_article(team.workspace, text="leaflet " + text), "leaflet")
    Claim.objects.filter(pk=claim.pk).update(quote="leaflet " + text, note="lighthouse " + text)
    for words in ("leaflet", "lighthouse"):
        assert Claim.objects.filter(search=SearchQuery(words, config="english")).exists()


def test_the_function_says_how_far_search_looks() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'claims_text_words'")
        assert f"left(body, {SEARCHED_CHARACTERS})" in cursor.fetchone()[0]
