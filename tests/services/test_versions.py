"""New versions of a text: what goes along, what waits, and taking it back."""

from dataclasses import replace
from typing import Any

import pytest

from claims.errors import Conflict, NothingToUndo, Stale
from claims.models import Anchor, Article, AuditEvent, Claim
from claims.queries.claim_documents import ClaimDocument, documents_of
from claims.queries.claim_records import record_of
from claims.queries.integrity import check_rows, check_texts
from claims.services import articles, claims, undo, versions
from claims.services.article_rows import Capture
from claims.services.versions import Brought
from claims.text.spans import QuotedSpan
from claims.vocabulary import CaptureMethod
from tests.makers import FIRE, GUARD, TEXT, Team, chain, hop, make_article, make_claim, spans

CAPTURE = Capture(CaptureMethod.PASTE)
UPDATED = "Updated on Tuesday.\n\n" + TEXT


@pytest.fixture
def article(team: Team) -> Article:
    return make_article(team.workspace, by=team.alice)


def bring(article: Article, text: str, team: Team) -> Brought:
    return versions.bring(article, text, capture=CAPTURE, by=team.alice)


def shown(claim: Claim) -> ClaimDocument:
    return documents_of(claim.workspace, [claim.pk])[0]


def quoted(text: str, words: str) -> list[dict[str, Any]]:
    [span] = spans(text, words)
    return [{"start": span.start, "end": span.end, "exact": words}]


def assert_sound(team: Team) -> None:
    assert [*check_texts(team.workspace), *check_rows(team.workspace)] == []


def test_claims_cues_and_sources_go_along_where_their_words_stand_once(team: Team, article: Article) -> None:
    step = hop("Seawatch", source_spans=spans(TEXT, "Seawatch"), cue_spans=spans(TEXT, "citing"))
    claim = make_claim(article, GUARD, chains=(chain(step),), by=team.alice)
    brought = bring(article, UPDATED, team)
    assert (brought.moved, brought.waiting, brought.version.number) == (1, (), 2)
    document = shown(claim)
    assert (document["version"], document["anchor"], document["revision"]) == (str(brought.version.pk), "anchored", 2)
    assert document["spans"] == quoted(UPDATED, GUARD)
    [attribution] = document["chains"][0]["attributions"]
    assert attribution["source_spans"] == quoted(UPDATED, "Seawatch")
    assert attribution["cue_spans"] == quoted(UPDATED, "citing")
    assert AuditEvent.objects.filter(action="article.version").count() == 1
    assert_sound(team)


def test_a_claim_waits_where_its_words_or_those_of_its_cue_are_gone(team: Team, article: Article) -> None:
    changed = make_claim(article, FIRE, by=team.alice)
    step = hop("Seawatch", cue_spans=spans(TEXT, "citing"))
    no_cue = make_claim(article, GUARD, chains=(chain(step),), by=team.alice)
    text = TEXT.replace("two piers on", "three piers on").replace("citing", "quoting")
    brought = bring(article, text, team)
    assert set(brought.waiting) == {changed.pk, no_cue.pk}
    assert [shown(claim)["anchor"] for claim in (changed, no_cue)] == ["needs_reanchor"] * 2
    assert shown(changed)["spans"] == quoted(TEXT, FIRE)
    assert_sound(team)
    back = bring(article, text.replace("three", "two").replace("quoting", "citing") + "\n\nCorrected.", team)
    assert (back.moved, back.waiting) == (2, ())
    assert_sound(team)


def test_the_same_text_and_a_stale_page_change_nothing(team: Team, article: Article) -> None:
    with pytest.raises(Conflict, match="has already"):
        bring(article, TEXT, team)
    articles.correct(article, record_for(article), by=team.bob)
    with pytest.raises(Stale):
        versions.bring(article, UPDATED, capture=CAPTURE, by=team.alice, revision=1)
    assert article.versions.count() == 1


def record_for(article: Article) -> Any:
    return articles.ArticleRecord(title="Corrected", text="")


def test_taking_a_version_back_puts_each_claim_where_it_stood(team: Team, article: Article) -> None:
    moved = make_claim(article, GUARD, sources=("Seawatch",), by=team.alice)
    lost = make_claim(article, FIRE, by=team.alice)
    before = [shown(claim) for claim in (moved, lost)]
    text = UPDATED.replace("two piers on", "three piers on")
    brought = bring(article, text, team)
    new = make_claim(Article.objects.get(pk=article.pk), "Updated on Tuesday", by=team.alice)
    back = versions.take_back(article, by=team.alice)
    assert back.waiting == (new.pk,)
    after = [shown(claim) for claim in (moved, lost)]
    for one, other in zip(before, after, strict=True):
        assert {**one, "revision": 0, "updated_at": ""} == {**other, "revision": 0, "updated_at": ""}
    assert shown(new)["version"] == str(brought.version.pk)
    with pytest.raises(NothingToUndo, match="came with"):
        versions.take_back(article, by=team.alice)
    assert bring(article, text + "!", team).version.number == 3
    assert_sound(team)


def test_a_claim_is_placed_again_by_a_person_and_that_can_be_undone(team: Team, article: Article) -> None:
    claim = make_claim(article, FIRE, sources=("Seawatch",), labels=("fire",), by=team.alice)
    Anchor.objects.update(translation="Ein Feuer", translation_method="by hand")
    text = TEXT.replace("A fire destroyed two piers", "Fires destroyed three piers")
    bring(article, text, team)
    waiting = shown(claim)
    record = replace(record_of(waiting), spans=spans(text, "Fires destroyed three piers"))
    versions.place_again(claim, record, by=team.alice)
    placed = shown(claim)
    assert (placed["quote"], placed["anchor"], placed["labels"]) == (
        "Fires destroyed three piers", "anchored", ["fire"],
    )  # fmt: skip
    assert placed["chains"] == waiting["chains"]
    assert Anchor.objects.get(claim=claim, version=placed["version"]).translation == "Ein Feuer"
    assert_sound(team)
    with pytest.raises(Conflict):
        versions.place_again(claim, record, by=team.alice)
    undo.undo(article, by=team.alice)
    assert (shown(claim)["quote"], shown(claim)["anchor"]) == (FIRE, "needs_reanchor")
    assert_sound(team)
    undo.redo(article, by=team.alice)
    assert (shown(claim)["quote"], shown(claim)["version"]) == (placed["quote"], placed["version"])
    versions.take_back(article, by=team.alice)
    assert (shown(claim)["quote"], shown(claim)["anchor"]) == (FIRE, "anchored")
    assert_sound(team)


def test_what_was_changed_before_the_new_text_is_not_undone_over_it(team: Team, article: Article) -> None:
    claim = make_claim(article, FIRE, by=team.alice)
    claims.change(claim, lambda _, record: replace(record, note="x"), by=team.alice)
    bring(article, UPDATED, team)
    with pytest.raises(Stale):
        undo.undo(article, by=team.alice)
    assert shown(claim)["note"] == "x"


def test_withdrawn_claims_go_along_and_are_restored_in_the_new_text(team: Team, article: Article) -> None:
    claim = claims.withdraw(make_claim(article, FIRE, by=team.alice), by=team.alice)
    bring(article, UPDATED, team)
    claims.restore(claim, by=team.alice)
    assert shown(claim)["spans"] == quoted(UPDATED, FIRE)
    assert QuotedSpan(*[shown(claim)["spans"][0][name] for name in ("start", "end", "exact")]).exact == FIRE
