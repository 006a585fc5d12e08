"""A quote stays the words between its offsets, whatever the text: in, marked, read, out, and in again elsewhere."""

import csv
import io
import json
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from claims.errors import BadRows, EmptyText
from claims.exchange.csv_tables import CsvStyle
from claims.exchange.records import ClaimRecord
from claims.models import Article, Workspace
from claims.queries.articles import documents_of as articles_of
from claims.queries.claim_documents import documents_in_article
from claims.queries.exports import stream_csv
from claims.queries.filters import Filters
from claims.queries.integrity import check_rows, check_texts
from claims.queries.record_exports import stream_jsonl
from claims.services import claims, imports
from claims.text.normalize import normalize
from claims.text.spans import PART_JOINER, QuotedSpan
from tests.api.programs import Program
from tests.makers import Team, make_team
from tests.text.strategies import any_text

ALL = Filters.parse({})
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
HARD = (
    f"{FAMILY} said e\u0301\u0323 and \u05e9\u05dc\u05d5\u05dd\u200f, \U0001f3fd",
    "\ufeff\x00nul\x07 bell\r\nand \u1112\u1161\u11ab",
    "\ufffe\uffff\ue000\ud7ff\U0010ffff",
    "=cmd|' /C calc'!A0\n\"quoted\", and \u2028 a line",
)


@st.composite
def marked(draw: Any) -> tuple[str, list[tuple[int, int]]]:
    """A text as it comes, and two stretches of it, in its own code points."""
    raw = draw(st.one_of(any_text, st.sampled_from(HARD)))
    size = len(raw)
    if not size:
        return raw, []
    starts = draw(st.lists(st.integers(0, size - 1), min_size=1, max_size=2))
    return raw, [(start, draw(st.integers(start + 1, size))) for start in starts]


@pytest.mark.django_db
@given(marked())
@example((HARD[0], [(0, len(FAMILY)), (11, 14)]))
@example((HARD[1], [(0, 2), (2, 9)]))
@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
def test_a_quote_stays_the_words_between_its_offsets(text: tuple[str, list[tuple[int, int]]]) -> None:
    with transaction.atomic():
        check(make_team(), *text)
        transaction.set_rollback(True)


def check(team: Team, raw: str, stretches: list[tuple[int, int]]) -> None:
    try:
        imports.import_file(team.workspace, file_of(raw, stretches), filename="x.jsonl", by=team.alice)
    except (EmptyText, BadRows):
        canonical = normalize(raw).text
        assert not canonical.strip() or any(not normalize(raw[start:end]).text.strip() for start, end in stretches)
        return
    article = Article.objects.get(workspace=team.workspace)
    mark_again(article, team)
    found = read(team.workspace)
    assert len(found) == len(stretches) + 1
    assert exported(team.workspace) == sorted(found)
    assert list(check_texts(team.workspace)) == []
    assert list(check_rows(team.workspace)) == []
    out = b"".join(stream_jsonl(team.workspace, ALL))
    imports.import_file(team.elsewhere, out, filename="x.jsonl", by=team.charlie)
    assert sorted(read(team.elsewhere)) == sorted(found)
    assert text_of(team.elsewhere) == text_of(team.workspace) == normalize(raw).text
    assert sorted(exported(team.elsewhere)) == sorted(found)


def file_of(raw: str, stretches: list[tuple[int, int]]) -> bytes:
    own_words = [{"lineage": "none_given"}]
    marks = [
        {"spans": [{"start": start, "end": end, "exact": raw[start:end]}], "chains": own_words}
        for start, end in stretches
    ]
    return json.dumps({"title": "T", "text": raw, "claims": marks}).encode()


def mark_again(article: Article, team: Team) -> None:
    """By hand, from the first character that is one to the last, in two parts where there is room."""
    text = text_of(article.workspace)
    inked = [place for place, character in enumerate(text) if character.strip()]
    parts = [(inked[0], inked[0] + 1), (inked[-1], inked[-1] + 1)] if len(inked) > 1 else [(inked[0], inked[0] + 1)]
    spans = tuple(QuotedSpan(start, end, text[start:end]) for start, end in parts)
    claims.make(claims.place(article, by=team.alice), ClaimRecord(spans=spans), by=team.alice)


def text_of(workspace: Workspace) -> str:
    [document] = articles_of(workspace, [Article.objects.get(workspace=workspace).pk])
    return document["current_version"]["text"]


def read(workspace: Workspace) -> list[tuple[str, str]]:
    """Offsets and quote of each claim as the API gives them, after a look at each of its parts."""
    text = text_of(workspace)
    article = Article.objects.get(workspace=workspace)
    found = []
    for document in documents_in_article(workspace, article.claims.all()):
        for span in document["spans"]:
            assert span["exact"] == text[span["start"] : span["end"]]
        assert document["quote"] == PART_JOINER.join(span["exact"] for span in document["spans"])
        places = ";".join(f"{span['start']}-{span['end']}" for span in document["spans"])
        found.append((places, document["quote"]))
    return found


def exported(workspace: Workspace) -> list[tuple[str, str]]:
    out = b"".join(stream_csv(workspace, "claims", ALL, style=CsvStyle(guarded=False))).decode()
    return sorted((row["spans"], row["quote"]) for row in csv.DictReader(io.StringIO(out, newline="")))


@pytest.mark.django_db
def test_a_pair_of_escaped_surrogates_is_one_character_and_a_half_is_refused() -> None:
    team = make_team()
    alice = Program(team.alice)
    body = '{"title": "T", "text": "a \\ud83d\\ude00 b"}'
    made = alice.client.post("/api/v1/workspaces/desk/articles/", body, content_type="application/json").json()
    assert made["current_version"]["text"] == "a \U0001f600 b"
    claim = alice.post(
        "claims/",
        {
            "article": made["id"],
            "spans": [{"start": 2, "end": 3, "exact": "\U0001f600"}],
            "chains": [{"lineage": "none_given"}],
        },
    ).json()
    assert claim["quote"] == "\U0001f600"
    for half in ("\\ud83d", "\\ude00", "\\ude00\\ud83d"):
        body = f'{{"title": "T", "text": "a {half} b"}}'
        sent = alice.client.post("/api/v1/workspaces/desk/articles/", body, content_type="application/json")
        assert sent.status_code == 422
        with pytest.raises(BadRows):
            imports.import_file(team.workspace, body.encode(), filename="x.jsonl", by=team.alice)
