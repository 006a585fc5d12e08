"""Takedown and erasure: not a word is left anywhere, a tombstone is, and everything else still proves."""

import json
from collections.abc import Iterator
from dataclasses import replace
from threading import Thread
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from claims.errors import BadRecord, Conflict, NotFound, NothingToUndo, TakenDown
from claims.exchange.records import ArticleRecord, Batch, ClaimRecord
from claims.models import (
    Anchor,
    Article,
    ArticleVersion,
    AuditEvent,
    AuditPayload,
    Claim,
    Comment,
    CredibilityGrade,
    Job,
    Source,
    Suggestion,
)
from claims.queries import tombstones
from claims.queries.integrity import check_rows, check_texts
from claims.services import articles, audit, bulk_edits, claims, erasure, imports, undo
from claims.services.article_rows import Capture
from claims.services.audit_proof import check_events, check_seals
from claims.text.dates import parse_date
from claims.vocabulary import TAKEN_DOWN, CaptureMethod, Identifiability
from tests.api.programs import Program, claim_body
from tests.makers import TEXT, Team, chain, hop, make_article, make_claim, make_team, spans

WORD = "Zyzzogeton"
PLANTED = f"{TEXT}\r\n\r\nA {WORD} spokesman spoke{chr(7)} on {WORD} day, said {WORD} officials."


def failures(team: Team) -> list[object]:
    checks = (check_texts, check_rows, check_events, check_seals)
    return [failure for check in checks for failure in check(team.workspace)]


def places_with(word: str) -> Iterator[str]:
    """Every column of every table of the database in which the word stands, as text or in bytes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns JOIN information_schema.tables"
            " USING (table_schema, table_name) WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        for table, column in cursor.fetchall():
            cursor.execute(
                f'SELECT count(*) FROM "{table}" WHERE "{column}"::text ILIKE %s OR "{column}"::text ILIKE %s',
                [f"%{word}%", f"%{word.encode().hex()}%"],
            )
            [(count,)] = cursor.fetchall()
            if count:
                yield f"{table}.{column}"


@pytest.fixture
def planted(team: Team) -> Article:
    """An article whose words are everywhere where words can be."""
    article = make_article(
        team.workspace,
        text=PLANTED,
        title=f"{WORD} speaks",
        byline=f"By {WORD}",
        url=f"https://example.org/{WORD}",
        archive_url=f"https://archive.example/{WORD}",
        by=team.alice,
    )
    body = ArticleVersion.objects.get(article=article).text
    official = hop(
        f"{WORD} officials",
        identifiability=Identifiability.COLLECTIVE,
        cue_spans=spans(body, f"said {WORD}"),
        source_spans=spans(body, f"{WORD} officials"),
        said=parse_date("2021"),
    )
    claim = make_claim(
        article, f"A {WORD} spokesman", chains=(chain(official),), note=f"{WORD} noted", proposition=f"{WORD} spoke",
        labels=("speech",), by=team.alice,
    )  # fmt: skip
    second = make_claim(article, f"on {WORD} day", by=team.bob)
    claims.withdraw(second, by=team.bob)
    other = make_claim(make_article(team.workspace, text=TEXT, by=team.alice), by=team.alice)
    bulk_edits.apply(team.workspace, [claim.pk, other.pk], bulk_edits.BulkEdit(add_label="both"), by=team.bob)
    Comment.objects.create(workspace=team.workspace, article=article, claim=claim, text=WORD, author=team.bob)
    version = article.current_version
    Suggestion.objects.create(
        workspace=team.workspace, version=version, attribution={}, model="m", model_version="1", score=1, why=WORD
    )
    CredibilityGrade.objects.create(workspace=team.workspace, claim=claim, grade="2", rationale=WORD)
    Job.objects.create(workspace=team.workspace, kind="x", arguments={"article": str(article.pk), "text": WORD})
    # The words of a date are kept as they were written.
    claim.attributions.update(said_words=f"on {WORD} day")
    Article.objects.filter(pk=article.pk).update(published_words=f"{WORD} day")
    Anchor.objects.filter(claim=claim).update(translation=f"Ein Sprecher der {WORD}")
    return article


def test_not_one_word_is_left_in_any_table(team: Team, planted: Article) -> None:
    program = Program(team.alice)
    sent = program.post("claims/", claim_body(planted.pk, note=WORD), **{"Idempotency-Key": "again"})
    assert sent.status_code == 201
    alone = {"title": WORD, "text": f"{WORD} alone."}
    assert program.post("articles/", alone, **{"Idempotency-Key": "other"}).status_code == 201
    kept = Article.objects.get(title=WORD)
    audit.seal(team.workspace)
    assert len(list(places_with(WORD))) > 15
    erasure.take_down(planted, reason="A court ordered it.", by=team.adam)
    erasure.take_down(kept, reason="A court ordered it.", by=team.adam)
    assert list(places_with(WORD)) == []
    audit.seal(team.workspace)
    assert failures(team) == []
    again = program.post("claims/", claim_body(planted.pk, note=WORD), **{"Idempotency-Key": "again"})
    assert again.status_code == 410
    assert "taken down or erased" in again.json()["detail"]


def test_the_tombstone_says_who_when_and_why_and_what_stood_there(team: Team, planted: Article) -> None:
    before = ArticleVersion.objects.get(article=planted)
    anchors = list(Anchor.objects.filter(version=before).order_by("pk").values_list("start", "end"))
    erasure.take_down(planted, reason="A court ordered it.", by=team.adam)
    stone = tombstones.of_article(team.workspace, planted.pk)
    assert stone is not None
    assert (stone.by, stone.reason, stone.is_takedown) == ("adam", "A court ordered it.", True)
    assert stone.sentence.endswith("by adam: A court ordered it.")
    article, after = Article.objects.get(pk=planted.pk), ArticleVersion.objects.get(article=planted)
    assert (article.title, after.title, after.text) == (TAKEN_DOWN, TAKEN_DOWN, "")
    assert article.published_precision == "day"  # type: ignore[attr-defined]  # a column of the partial date
    assert (bytes(after.sha256), after.length) == (bytes(before.sha256), before.length)
    assert list(Anchor.objects.filter(version=before).order_by("pk").values_list("start", "end")) == anchors
    assert set(Claim.objects.filter(article=planted).values_list("quote", flat=True)) == {TAKEN_DOWN}
    assert not Claim.objects.filter(article=planted, withdrawn_at__isnull=True).exists()


def test_articles_beside_it_keep_their_words(team: Team, planted: Article) -> None:
    erasure.take_down(planted, reason="Asked to.", by=team.adam)
    other = Article.objects.exclude(pk=planted.pk).get()
    assert ArticleVersion.objects.get(article=other).text == TEXT
    assert AuditPayload.objects.get(event__object_id=other.pk).erased_at is None
    assert Source.objects.filter(name="Ellery Courier").exists()


def test_an_import_of_several_articles_keeps_its_list(team: Team) -> None:
    records = [make_record(f"Text {number}.") for number in range(2)]
    outcome = imports.import_batch(
        team.workspace, Batch(articles=tuple(records)), capture=Capture(CaptureMethod.IMPORT), by=team.alice
    )
    erasure.take_down(Article.objects.get(pk=outcome.articles[0]), reason="Asked to.", by=team.adam)
    assert AuditPayload.objects.get(event__action="import").erased_at is None
    assert failures(team) == []


def make_record(text: str) -> ArticleRecord:
    return ArticleRecord(title=text, text=text)


def test_nothing_of_it_comes_back(team: Team, planted: Article) -> None:
    claim = Claim.objects.filter(article=planted, annotator=team.alice).first()
    assert claim is not None
    erasure.take_down(planted, reason="Asked to.", by=team.adam)
    with pytest.raises(TakenDown, match="by adam: Asked to"):
        articles.restore(planted, by=team.adam)
    with pytest.raises(DatabaseError, match="does not come back"), transaction.atomic():
        claims.restore(claim, by=team.alice)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        ArticleVersion.objects.filter(article=planted).update(title="Back")
    with pytest.raises(DatabaseError, match="was taken down"), transaction.atomic():
        Anchor.objects.filter(claim=claim).update(prefix="Back")
    with pytest.raises(NothingToUndo, match="erased"):
        undo.undo(planted, by=team.alice)
    with pytest.raises(Conflict, match="already"):
        erasure.take_down(planted, reason="Again.", by=team.adam)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 1001, "a\x00b"], ids=["empty", "blank", "long", "control"])
def test_a_reason_is_needed(team: Team, planted: Article, reason: str) -> None:
    with pytest.raises(BadRecord):
        erasure.take_down(planted, reason=reason, by=team.adam)
    with pytest.raises(BadRecord):
        erasure.erase(team.workspace, reason=reason, by=team.adam, object_id=planted.pk)
    assert not ArticleVersion.objects.filter(taken_down_at__isnull=False).exists()


def test_what_is_of_another_workspace_is_not_found(team: Team, planted: Article) -> None:
    planted.workspace_id = team.elsewhere.pk
    event = AuditEvent.objects.filter(workspace=team.workspace).first()
    assert event is not None
    with pytest.raises(NotFound):
        erasure.take_down(planted, reason="Asked to.", by=team.charlie)
    with pytest.raises(NotFound):
        erasure.erase(team.elsewhere, reason="Asked to.", by=team.charlie, events=[event.pk])
    with pytest.raises(NotFound):
        erasure.erase(team.elsewhere, reason="Asked to.", by=team.charlie, object_id=planted.pk)
    assert not AuditPayload.objects.filter(erased_at__isnull=False).exists()


def test_the_history_of_a_claim_is_erased_and_the_claim_stays(team: Team) -> None:
    article = make_article(team.workspace, by=team.alice)
    claim = make_claim(article, note=f"{WORD} lives there", by=team.alice)
    other = make_claim(article, note="other", by=team.alice)
    bulk_edits.apply(team.workspace, [claim.pk, other.pk], bulk_edits.BulkEdit(add_label="both"), by=team.bob)
    claims.change(claim, lambda _, record: without_note(record), by=team.alice)
    audit.seal(team.workspace)
    stone = erasure.erase(team.workspace, reason="Asked by the person.", by=team.adam, object_id=claim.pk)
    assert list(places_with(WORD)) == []
    assert stone.action == tombstones.ERASE
    assert Claim.objects.get(pk=claim.pk).note == ""
    assert AuditPayload.objects.get(event__object_id=other.pk).erased_at is None
    assert AuditPayload.objects.filter(erased_at__isnull=False).count() == 3
    assert not AuditPayload.objects.filter(erased_at__isnull=False).exclude(salt=b"").exists()
    audit.seal(team.workspace)
    assert failures(team) == []


def without_note(record: ClaimRecord) -> ClaimRecord:
    return replace(record, note="")


def test_a_tombstone_is_not_erased(team: Team, planted: Article) -> None:
    erasure.take_down(planted, reason="Asked to.", by=team.adam)
    stone = tombstones.of(team.workspace).get()
    with pytest.raises(NotFound):
        erasure.erase(team.workspace, reason="Hide it.", by=team.adam, events=[stone.pk])
    with pytest.raises(NotFound):
        erasure.erase(team.workspace, reason="Hide it.", by=team.adam, object_id=planted.pk)


def unguarded(statement: str, *parameters: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, parameters)
        cursor.execute("SET LOCAL session_replication_role = origin")


TAMPERED = {
    "text": ("UPDATE claims_articleversion SET text = 'x' WHERE taken_down_at IS NOT NULL", "words are there"),
    "stood up": (
        "UPDATE claims_articleversion SET taken_down_at = NULL, text = 'x' WHERE taken_down_at IS NOT NULL",
        "A tombstone says that it was taken down",
    ),
    "quote": ("UPDATE claims_claim SET quote = 'x' WHERE quote = '[taken down]'", "words or claims of it are there"),
    "title": ("UPDATE claims_article SET title = 'x' WHERE title = '[taken down]'", "words or claims of it are there"),
    "restored": ("UPDATE claims_article SET withdrawn_at = NULL", "words or claims of it are there"),
    "anchor": (
        "UPDATE claims_anchor SET spans = jsonb_set(spans, '{0,2}', '\"x\"') WHERE prefix = ''",
        "Its text was taken down, and words of it are there.",
    ),
    "mention": (
        "UPDATE claims_anchor SET mentions = jsonb_set(mentions, '{0,spans,0,2}', '\"x\"') WHERE mentions <> '[]'",
        "Its text was taken down, and words of it are there.",
    ),
    "payload": (
        "UPDATE claims_auditpayload SET after = '[1]' WHERE erased_at IS NOT NULL", "something is there again",
    ),
    "erased on the sly": (
        "UPDATE claims_auditpayload SET before = NULL, after = NULL, salt = '', erased_at = now()"
        " WHERE event_id = (SELECT id FROM claims_auditevent WHERE action = 'article.add' ORDER BY id DESC LIMIT 1)",
        "no tombstone says by whom and why",
    ),
    "no erasure": (
        "UPDATE claims_auditpayload SET erased_at = NULL WHERE erased_at IS NOT NULL",
        "A tombstone says that its payload",
    ),
    "reason": (
        "UPDATE claims_auditpayload SET after = jsonb_set(after, '{reason}', '\"x\"') WHERE after ? 'reason'",
        "Its payload was changed: the digest differs.",
    ),
    "tombstone": (
        "UPDATE claims_auditevent SET action = 'article.correct' WHERE action = 'article.take_down'",
        "It was taken down, and no tombstone says by whom and why.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("damage", TAMPERED)
def test_tampering_with_what_was_taken_down_is_found(team: Team, planted: Article, damage: str) -> None:
    erasure.take_down(planted, reason="Asked to.", by=team.adam)
    audit.seal(team.workspace)
    assert failures(team) == []
    statement, sentence = TAMPERED[damage]
    unguarded(statement)
    assert sentence in json.dumps([str(failure) for failure in failures(team)])


@pytest.mark.django_db(transaction=True)
def test_a_claim_that_is_being_saved_brings_no_word_back() -> None:
    team = make_team()
    article = make_article(team.workspace, text=PLANTED, by=team.alice)
    told: list[object] = []

    def take_down() -> None:
        try:
            told.append(erasure.take_down(article, reason="Asked to.", by=team.adam))
        finally:
            connection.close()

    late = claims.place(article, by=team.bob)
    words = ClaimRecord(spans=spans(late.version.text, f"A {WORD} spokesman"), chains=(chain("Seawatch"),))
    with transaction.atomic():
        make_claim(article, f"A {WORD} spokesman", note=WORD, by=team.alice)
        taking = Thread(target=take_down)
        taking.start()
        taking.join(timeout=0.5)
        assert taking.is_alive()
    taking.join(timeout=20)
    assert len(told) == 1
    assert list(places_with(WORD)) == []
    with pytest.raises(DatabaseError, match="was taken down"):
        claims.make(late, words, by=team.bob)
    assert list(places_with(WORD)) == []
