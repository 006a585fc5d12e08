"""Suggestions: proposed once, decided once, taken back at once, and no claim before somebody says so."""

from collections.abc import Sequence

import pytest

from claims.errors import Conflict, SourceAmbiguous
from claims.models import AnnotationSet, Article, Assignment, AuditEvent, Claim, Source, Suggestion, TextReading
from claims.queries import suggestions as reading
from claims.queries.claim_documents import ClaimDocument, documents_of
from claims.services import articles, assignments, erasure, suggesting, suggestions, undo
from claims.suggestions.bands import Tally, band_of
from claims.suggestions.proposals import Proposal
from claims.text.spans import Span
from claims.vocabulary import (
    ArticleProgress,
    Band,
    Certainty,
    Identifiability,
    ProposalState,
    Quotation,
    SetKind,
    SourceKind,
    Stance,
)
from tests.makers import Team, make_article, make_claim, make_source

TEXT = (
    "Nobody has seen the ferry. According to one state, Abad led the crew, says the report of Seawatch, adding that it "
    "had not asked. The mayor was told. Guard Captain Ann Orr denied that it sank."
)


class Told:
    """Proposes what it was told to."""

    name = "told"
    version = "1"

    def __init__(self, *found: Proposal) -> None:
        self.found = found

    def suggest(self, text: str) -> Sequence[Proposal]:
        return self.found


def span(words: str) -> tuple[Span, ...]:
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


def proposal(source: str, cue: str, content: str, **more: object) -> Proposal:
    given = {"score": 0.9, "rule": "verb-that", "why": f"verb '{cue}'", **more}
    return Proposal(source=span(source) if source else (), cue=span(cue), content=span(content), **given)  # type: ignore[arg-type]


REPORT = proposal(
    "the report of Seawatch", "says", "According to one state, Abad led the crew", stance=Stance.RELAYS,
    source_kind=SourceKind.DOCUMENT,
)  # fmt: skip
STATE = proposal(
    "one state", "According to", "Abad led the crew", nested_in=0, rule="according-to", certainty=Certainty.POSSIBLE,
    source_kind=SourceKind.GOVERNMENT_BODY, identifiability=Identifiability.DESCRIBED, quotation=Quotation.DIRECT,
)  # fmt: skip
ORR = proposal("Guard Captain Ann Orr", "denied", "that it sank", stance=Stance.DENIES, source_kind=SourceKind.PERSON)


@pytest.fixture
def article(team: Team) -> Article:
    return make_article(team.workspace, text=TEXT, by=team.alice)


def propose(article: Article, *found: Proposal) -> list[Suggestion]:
    assert article.current_version is not None
    made = suggesting.propose(article.current_version, suggester=Told(*found))
    return sorted(made, key=lambda row: row.start)


def document(claim: Claim) -> ClaimDocument:
    return documents_of(claim.workspace, [claim.pk])[0]


def states() -> list[str]:
    return [str(state) for state in Suggestion.objects.order_by("start").values_list("state", flat=True)]


def test_steps_within_each_other_are_one_claim_with_a_chain(team: Team, article: Article) -> None:
    [row] = propose(article, REPORT, STATE)
    shown = document(suggestions.accept(row, by=team.alice))
    assert shown["quote"] == "Abad led the crew"
    assert shown["quotation"] == "direct"
    [chain] = shown["chains"]
    report, state = chain["attributions"]
    assert (chain["lineage"], report["stance"], state["stance"]) == ("complete", "relays", "asserts")
    assert report["source"] is not None
    assert report["source"]["name"] == "report of Seawatch"
    assert state["source"] is not None
    assert (state["source"]["name"], state["source"]["kind"]) == ("one state", "government_body")
    assert state["source"]["identifiability"] == "described"
    assert state["certainty"] == "possible"
    assert [one["exact"] for one in state["cue_spans"]] == ["According to"]
    assert [one["exact"] for one in report["source_spans"]] == ["the report of Seawatch"]


def test_a_source_that_the_registry_knows_is_that_one(team: Team, article: Article) -> None:
    orr = make_source(team.workspace, "Ann Orr", kind=SourceKind.PERSON)
    [row] = propose(article, ORR)
    Source.objects.filter(pk=orr.pk).update(name="Captain A. Orr")
    [step] = document(suggestions.accept(row, by=team.alice))["chains"][0]["attributions"]
    assert step["source"] is not None
    assert step["source"]["id"] == str(orr.pk)
    assert step["stance"] == "denies"


def test_a_name_of_two_sources_is_asked_about(team: Team, article: Article) -> None:
    for _ in range(2):
        make_source(team.workspace, "Guard Captain Ann Orr")
    [row] = propose(article, ORR)
    with pytest.raises(SourceAmbiguous):
        suggestions.accept(row, by=team.alice)
    assert states() == ["pending"]
    assert not Claim.objects.exists()


def test_a_pronoun_stands_for_whom_the_text_names(team: Team, article: Article) -> None:
    [row] = propose(article, proposal("it", "denied", "it sank", refers_to="Ann Orr", source_kind=SourceKind.PERSON))
    [step] = document(suggestions.accept(row, by=team.alice))["chains"][0]["attributions"]
    assert step["source"] is not None
    assert (step["source"]["name"], step["source"]["identifiability"]) == ("Ann Orr", "named")


def test_who_is_left_out_or_only_pointed_at_is_no_source(team: Team, article: Article) -> None:
    rows = propose(article, proposal("", "was told", "The mayor"), proposal("it", "denied", "it sank"))
    told, pointed = [document(suggestions.accept(row, by=team.alice))["chains"][0] for row in rows]
    assert told["lineage"] == "unknown_beyond"
    assert [step["source"] for chain in (told, pointed) for step in chain["attributions"]] == [None, None]


def test_the_same_source_twice_is_one_step(team: Team, article: Article) -> None:
    inner = proposal("it", "denied", "it sank", nested_in=0, refers_to="Guard Captain Ann Orr")
    outer = proposal("Guard Captain Ann Orr", "was told", "denied that it sank", source_kind=SourceKind.PERSON)
    [row] = propose(article, outer, inner)
    [step] = document(suggestions.accept(row, by=team.alice))["chains"][0]["attributions"]
    assert [one["exact"] for one in step["cue_spans"]] == ["was told", "denied"]


def test_pending_ones_count_as_nothing(team: Team, article: Article) -> None:
    propose(article, REPORT, STATE, ORR)
    record = AnnotationSet.objects.get(article=article)
    assert record.progress == ArticleProgress.UNSTARTED
    assert not Claim.objects.exists()
    assert not Source.objects.filter(name__contains="Orr").exists()


def test_reading_again_makes_no_doubles_and_forgets_what_is_not_found_any_more(team: Team, article: Article) -> None:
    first = propose(article, REPORT, STATE, ORR)
    assert propose(article, REPORT, STATE, ORR) == []
    assert propose(article, ORR) == []
    assert [row.pk for row in Suggestion.objects.all()] == [first[1].pk]
    assert TextReading.objects.count() == 1


def test_what_was_decided_on_is_never_proposed_again(team: Team, article: Article) -> None:
    state, orr = propose(article, REPORT, STATE, ORR)
    suggestions.reject(orr, by=team.alice)
    suggestions.accept(state, by=team.alice)
    assert propose(article, REPORT, STATE, ORR) == []
    assert states() == ["accepted", "rejected"]


def test_what_a_claim_marks_already_is_not_proposed(team: Team, article: Article) -> None:
    make_claim(article, "that it sank", by=team.alice)
    assert [row.rule for row in propose(article, REPORT, STATE, ORR)] == ["according-to"]


def test_an_accepted_one_waits_again_once_its_claim_is_undone(team: Team, article: Article) -> None:
    [row] = propose(article, ORR)
    claim = suggestions.accept(row, by=team.alice)
    undo.undo(article, by=team.alice)
    assert states() == ["pending"]
    undo.redo(article, by=team.alice)
    assert states() == ["accepted"]
    undo.undo(article, by=team.alice)
    again = suggestions.accept(row, by=team.alice)
    assert again.pk != claim.pk
    assert Claim.objects.filter(withdrawn_at__isnull=True).get() == again


def test_many_are_accepted_and_taken_back_at_once(team: Team, article: Article) -> None:
    rows = propose(article, REPORT, STATE, ORR)
    suggestions.accept_many(team.workspace, [row.pk for row in rows], by=team.alice)
    assert AuditEvent.objects.filter(action="suggestion.accept").count() == 1
    undo.undo(article, by=team.alice)
    assert not Claim.objects.filter(withdrawn_at__isnull=True).exists()
    assert states() == ["pending", "pending"]


def test_those_of_a_band_that_need_no_choice_are_accepted_together(team: Team, article: Article) -> None:
    propose(article, REPORT, STATE, ORR, proposal("", "was told", "The mayor", score=0.7))
    for _ in range(2):
        make_source(team.workspace, "Guard Captain Ann Orr")
    made = suggestions.accept_above(article, Band.HIGH, by=team.alice)
    assert [claim.quote for claim in made] == ["Abad led the crew"]
    assert states() == ["accepted", "pending", "pending"]
    with pytest.raises(Conflict):
        suggestions.accept_above(article, Band.HIGH, by=team.alice)


def test_one_is_decided_once(team: Team, article: Article) -> None:
    [row] = propose(article, ORR)
    suggestions.reject(row, by=team.alice)
    for decide in (suggestions.accept, suggestions.reject):
        with pytest.raises(Conflict):
            decide(row, by=team.alice)
    suggestions.reopen(row, by=team.alice)
    suggestions.accept(row, by=team.bob)
    with pytest.raises(Conflict):
        suggestions.reopen(row, by=team.alice)
    assert Suggestion.objects.get().decided_by == team.bob


def test_who_works_blind_does_without(team: Team, article: Article) -> None:
    [row] = propose(article, ORR)
    blind = AnnotationSet.objects.create(
        workspace=team.workspace, article=article, kind=SetKind.BLIND, annotator=team.alice
    )
    assignments.assign(team.workspace, [article.pk], to=team.alice, by=team.bob)
    Assignment.objects.update(annotation_set=blind)
    with pytest.raises(Conflict):
        suggestions.accept(row, by=team.alice)


def test_a_takedown_leaves_no_word_of_them(team: Team, article: Article) -> None:
    propose(article, proposal("it", "denied", "it sank", refers_to="Ann Orr"))
    erasure.take_down(article, reason="Asked to.", by=team.adam)
    row = Suggestion.objects.get()
    kept = str(row.attribution) + row.why
    assert not any(word in kept for word in ("Orr", "denied", "sank"))
    assert row.attribution["content"]


def test_decisions_tell_how_sure_a_rule_is(team: Team, article: Article) -> None:
    state, orr = propose(article, REPORT, STATE, ORR)
    suggestions.reject(orr, by=team.alice)
    suggestions.accept(state, by=team.alice)
    assert reading.tallies(team.workspace) == {("according-to", 9): Tally(1, 0), ("verb-that", 9): Tally(0, 1)}
    [shown] = reading.documents_of(team.workspace, [state.pk])
    assert shown["band"] == "high"
    assert shown["why"] == "verb 'According to'; 'according to' was accepted once here"


def test_the_database_tells_bands_as_the_program_does(team: Team, article: Article) -> None:
    rows = propose(article, REPORT, STATE, ORR, proposal("", "was told", "The mayor", score=0.7))
    decided = {("verb-that", 9): Tally(1, 30), ("verb-that", 2): Tally(30, 0)}
    shown = {row.pk: band_of(decided, rule=row.rule, score=row.score) for row in rows}
    for band in Band:
        found = reading.with_band(reading.listed(team.workspace), decided, [band])
        assert {row.pk for row in found} == {key for key, own in shown.items() if own is band}


def test_only_current_texts_that_were_not_read_are_read(team: Team, article: Article) -> None:
    def unread() -> list[str]:
        return [version.title for version in reading.unread(team.workspace, model="told", model_version="1")]

    assert unread() == [article.title]
    propose(article, ORR)
    assert unread() == []
    other = make_article(team.workspace, text="Other words.", by=team.alice)
    articles.withdraw(other, by=team.alice)
    assert unread() == []
    assert ProposalState.PENDING in states()
