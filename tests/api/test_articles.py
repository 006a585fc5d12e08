"""Articles, their versions and annotations over HTTP."""

import hashlib
import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Article, Source
from tests import makers
from tests.api.programs import NOBODY, OWN_WORDS, Program, claim_body, fields
from tests.makers import TEXT, TITLE, Team

BODY = {
    "title": TITLE,
    "text": TEXT,
    "publisher": {"name": "Ellery Courier", "kind": "media_outlet"},
    "url": "https://courier.example/piers",
    "published": "2021-08-27",
    "language": "en",
    "byline": "A. Writer",
}


def test_it_adds_an_article_and_answers_with_its_text(alice: Program) -> None:
    answer = alice.post("articles/", BODY)
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert answer["Location"].endswith(f"/api/v1/workspaces/desk/articles/{made['id']}/")
    assert answer["ETag"].startswith('"1-')
    assert {name: made[name] for name in ("title", "url", "published", "language", "byline")} == {
        name: BODY[name] for name in ("title", "url", "published", "language", "byline")
    }
    assert made["publisher"]["name"] == "Ellery Courier"
    version = made["current_version"]
    assert (version["number"], version["text"], version["length"]) == (1, TEXT, len(TEXT))
    assert version["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert version["segments"][0]["kind"] == "headline"
    assert alice.get(f"articles/{made['id']}/").json() == made


def test_the_text_is_normalised_and_the_title_is_not_put_before_it(alice: Program) -> None:
    made = alice.post("articles/", {"title": "T", "text": "Cafe\u0301\r\nnext\tline\x07"}).json()
    assert made["current_version"]["text"] == "Café\nnext line"


def test_the_same_text_twice_is_allowed_and_said(alice: Program) -> None:
    first = alice.post("articles/", BODY).json()
    second = alice.post("articles/", BODY).json()
    assert (first["same_text_as"], second["same_text_as"]) == (None, first["id"])


@pytest.mark.parametrize("name", ["publisher", "wire_credit"])
def test_a_publisher_is_named_in_any_of_three_ways(alice: Program, team: Team, name: str) -> None:
    source = makers.make_source(team.workspace, "Harbour Wire")
    for given in (str(source.pk), {"name": "harbour wire"}, "Harbour Wire", {"id": str(source.pk), "name": "else"}):
        made = alice.post("articles/", {"title": "T", "text": "Words.", name: given}).json()
        assert made[name]["id"] == str(source.pk), given
    assert Source.objects.filter(workspace=team.workspace).count() == 1


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"title": ""}, "title", "blank"),
    ({"title": "   "}, "title", "blank"),
    ({"title": None}, "title", "null"),
    ({"title": "x" * 10_000}, "title", "1000"),
    ({"title": "a\nb"}, "title", "line break"),
    ({"title": "a\0b"}, "title", "Null"),
    ({"title": 7}, "title", "text"),
    ({"text": ""}, "text", "blank"),
    ({"text": " \n\t "}, "text", "no text"),
    ({"text": None}, "text", "null"),
    ({"text": ["a"]}, "text", "must be text"),
    ({"text": "x" * 5_000_001}, "text", "5000000"),
    ({"url": "javascript:alert(1)"}, "url", "http"),
    ({"published": "last Friday"}, "published", "2021-08-27"),
    ({"published": 2021}, "published", "text"),
    ({"published": "2021-02-30"}, "published", "calendar"),
    ({"publisher": NOBODY}, "publisher", "no source"),
    ({"publisher": 7}, "publisher", "UUID"),
    ({"publisher": {"name": "A", "kind": "blog"}}, "publisher.kind", "media_outlet"),
    ({"segments": [{"kind": "body", "start": 0, "end": 10_000}]}, "segments", "leaves the text"),
    ({"titel": "T"}, "titel", "not known here"),
]


@pytest.mark.parametrize(("wrong", "field", "sentence"), WRONG, ids=lambda value: str(value)[:40])
def test_it_says_what_is_wrong_and_where(alice: Program, wrong: dict[str, Any], field: str, sentence: str) -> None:
    answer = alice.post("articles/", BODY | wrong)
    assert answer.status_code in (413, 422), answer.content[:500]
    assert fields(answer) == [field]
    assert sentence in answer.json()["errors"][0]["detail"]
    assert not Article.objects.exists()


@pytest.mark.parametrize("name", ["title", "text"])
def test_title_and_text_are_required(alice: Program, name: str) -> None:
    assert fields(alice.post("articles/", {key: value for key, value in BODY.items() if key != name})) == [name]


def test_half_of_a_surrogate_pair_is_refused(alice: Program) -> None:
    for name in ("title", "text"):
        raw = json.dumps(BODY | {name: "half"}).replace('"half"', '"\\ud800"')
        assert fields(alice.post("articles/", raw)) == [name]


def test_any_script_and_emoji_are_kept(alice: Program) -> None:
    text = "أعلن التنظيم 🛳️ ثم\u00a0سكت. Ein Schiff sank."
    assert alice.post("articles/", {"title": "🛳️", "text": text}).json()["current_version"]["text"] == text


def test_a_patch_corrects_what_is_sent_and_nothing_else(alice: Program, article: Article) -> None:
    before = alice.get(f"articles/{article.pk}/").json()
    answer = alice.patch(f"articles/{article.pk}/", {"title": "New title", "published": "2021-09"})
    assert answer.status_code == 200, answer.content
    after = answer.json()
    changed = {name for name, value in after.items() if value != before[name]}
    assert changed == {"title", "published", "revision", "updated_at", "current_version"}
    assert after["current_version"] == before["current_version"] | {"title": "New title"}
    emptied = alice.patch(f"articles/{article.pk}/", {"publisher": None, "published": None, "byline": None}).json()
    assert (emptied["publisher"], emptied["published"], emptied["byline"]) == (None, None, "")


def test_an_answer_can_be_sent_back_as_a_patch(alice: Program, article: Article) -> None:
    before = alice.get(f"articles/{article.pk}/").json()
    after = alice.patch(f"articles/{article.pk}/", before).json()
    changed = {name for name, value in after.items() if value != before[name]}
    assert changed == {"revision", "updated_at"}


def test_the_text_cannot_be_patched(alice: Program, article: Article) -> None:
    assert fields(alice.patch(f"articles/{article.pk}/", {"text": "Other words."})) == ["text"]


def test_segments_can_be_corrected(alice: Program, article: Article) -> None:
    segments = [{"kind": "headline", "start": 0, "end": len(TITLE)}]
    after = alice.patch(f"articles/{article.pk}/", {"segments": segments}).json()
    assert after["current_version"]["segments"] == segments


def test_a_lost_update_is_refused(alice: Program, article: Article) -> None:
    path = f"articles/{article.pk}/"
    seen = alice.get(path)["ETag"]
    assert alice.patch(path, {"byline": "A"}, If_Match=seen).status_code == 200
    assert alice.patch(path, {"byline": "B"}, If_Match=seen).status_code == 412
    assert alice.delete(path, If_Match=seen).status_code == 412


def test_a_withdrawn_article_takes_its_claims_along_and_comes_back(alice: Program, article: Article) -> None:
    claim = alice.post("claims/", claim_body(article.pk)).json()["id"]
    version = article.current_version_id
    assert alice.delete(f"articles/{article.pk}/").status_code == 204
    gone = [
        f"articles/{article.pk}/",
        f"articles/{article.pk}/annotations/",
        f"claims/{claim}/",
        f"versions/{version}/",
    ]
    assert [alice.get(path).status_code for path in gone] == [404] * 4
    assert alice.get("articles/").json()["results"] == []
    assert alice.get("claims/").json()["results"] == []
    assert alice.post("claims/", claim_body(article.pk)).status_code == 422
    assert alice.post(f"articles/{article.pk}/restore/").status_code == 200
    assert [alice.get(path).status_code for path in gone] == [200] * 4


def test_lists_leave_the_text_out_and_cost_the_same_for_one_row_and_ten(alice: Program, team: Team) -> None:
    costs = []
    for articles in (1, 9):
        for number in range(articles):
            makers.make_article(team.workspace, text=f"{articles} {number} words", publisher=f"Outlet {number}")
        with CaptureQueriesContext(connection) as queries:
            rows = alice.get("articles/").json()["results"]
        costs.append(len(queries))
        assert all("text" not in row["current_version"] for row in rows)
    assert costs[0] == costs[1]


def test_articles_are_found_by_filters(alice: Program, team: Team) -> None:
    makers.make_article(team.workspace)
    makers.make_article(team.workspace, text="A submarine surfaced.", title="Sub", publisher="Wire", language="de")
    for asked in ({"publisher": "wire"}, {"language": "de"}, {"q": "submarine"}, {"q": "sub"}):
        found = alice.get("articles/", **asked).json()["results"]
        assert [row["title"] for row in found] == ["Sub"], asked


def test_annotations_bring_all_that_the_screen_needs(alice: Program, team: Team, article: Article) -> None:
    late = alice.post("claims/", claim_body(article.pk)).json()
    early = alice.post(
        "claims/", claim_body(article.pk, spans=[{"start": 0, "end": 9}], chains=OWN_WORDS, labels=["fire"])
    ).json()
    found = alice.get(f"articles/{article.pk}/annotations/").json()
    assert found["article"]["current_version"]["text"] == TEXT
    assert found["claims"] == [early, late]
    assert [source["name"] for source in found["sources"]] == ["Seawatch", "Harbour Guard", "Ellery Courier"]
    assert [label["name"] for label in found["labels"]] == ["attack", "fire"]
    assert found["set"] == str(article.sets.get().pk)


def test_annotations_cost_the_same_for_one_claim_and_for_ten(alice: Program, article: Article) -> None:
    costs = []
    for claims in (1, 9):
        for _ in range(claims):
            makers.make_claim(article, sources=["Seawatch"])
        with CaptureQueriesContext(connection) as queries:
            alice.get(f"articles/{article.pk}/annotations/")
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_versions_are_listed_by_article_and_read_with_their_text(alice: Program, team: Team, article: Article) -> None:
    makers.make_article(team.workspace, text="Other words.")
    [row] = alice.get("versions/", article=str(article.pk)).json()["results"]
    assert "text" not in row
    assert alice.get(f"versions/{row['id']}/").json() == row | {"text": TEXT}


def lines(*bodies: object) -> bytes:
    return b"\n".join(json.dumps(body).encode() for body in bodies)


def send_lines(program: Program, content: bytes) -> Any:
    path = "/api/v1/workspaces/desk/articles/bulk/"
    return program.client.post(path, content, content_type="application/x-ndjson")


def test_bulk_adds_one_article_a_line(alice: Program) -> None:
    answer = send_lines(alice, lines(*[BODY | {"title": f"Number {n}", "text": f"Text {n}"} for n in range(30)]))
    assert answer.status_code == 201, answer.content
    assert [row["title"] for row in answer.json()["articles"]] == [f"Number {n}" for n in range(30)]
    assert Article.objects.count() == 30


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (b'{"title": "no text"}', "rows[6].text"),
        (b"{broken", "rows[6]"),
        (b"[]", "rows[6]"),
        (b"\xff\xfe", "rows[6]"),
        (b'{"title": "T", "text": "x", "colour": 1}', "rows[6].colour"),
        (b'{"title": "T", "text": "x", "url": "ftp://x"}', "rows[6]"),
        (b'{"title": "T", "text": "   \\n"}', "rows[6]"),
    ],
)
def test_one_bad_line_is_named_and_nothing_is_saved(alice: Program, wrong: bytes, field: str) -> None:
    rows = [json.dumps(BODY | {"text": f"Text {n}"}).encode() for n in range(10)]
    rows[6] = wrong
    answer = send_lines(alice, b"\n".join(rows))
    assert (answer.status_code, fields(answer)) == (422, [field])
    assert "Row 7" in answer.json()["errors"][0]["detail"]
    assert not Article.objects.exists()


def test_empty_lines_count_as_rows(alice: Program) -> None:
    answer = send_lines(alice, lines(BODY) + b"\n\n\n" + lines(BODY | {"url": "ftp://x"}) + b"\n")
    assert fields(answer) == ["rows[3]"]


def test_bulk_refuses_nothing_at_all_and_too_much(alice: Program) -> None:
    assert send_lines(alice, b"\n\n").status_code == 422
    assert send_lines(alice, b'{"title": "T", "text": "x"}\n' * 1001).status_code == 422
    assert not Article.objects.exists()
