"""Articles that copy each other: found by their words, proposed once with a reason, decided by people."""

import pytest

from claims.errors import Conflict, NotFound
from claims.exchange.records import SourceReference
from claims.models import Article, AuditEvent, Dependence, TextSignature
from claims.services import articles, copies, dependences
from claims.vocabulary import DependenceKind, ProposalState, SourceKind
from tests.makers import Team, make_article, make_source

REPORT = (
    "The ferry terminal of Tarn was set on fire on Monday night by men who came over the water in two boats, the "
    "harbour office said. Nobody was hurt, and the last ferry had left an hour before. The fire was out by morning, "
    "but the pier behind the terminal will stay closed for weeks, an engineer of the town told reporters."
)
OTHER = (
    "Bakers in the old town raised the price of a loaf for the third time this year. They name the cost of flour and "
    "of heating, and the rent of shops which has doubled since the new bridge was opened in the spring of last year."
)


def find(team: Team) -> list[Dependence]:
    copies.find(team.workspace, progress=lambda done: None)
    return list(Dependence.objects.order_by("pk"))


def piece(team: Team, text: str, publisher: str, published: str = "2024-05-03", **more: object) -> Article:
    return make_article(
        team.workspace, text=text, title=publisher, publisher=publisher, published=published, by=team.alice, **more
    )


def test_a_later_copy_is_proposed_with_its_reason_and_nothing_else(team: Team) -> None:
    original = piece(team, REPORT, "Tarn Post")
    piece(team, OTHER, "Baker")
    copy = piece(team, f"{REPORT} This is all.", "Quay", "2024-05-04")
    [found] = find(team)
    assert (found.article, found.on_article) == (copy, original)
    assert (found.kind, found.state) == (DependenceKind.REPUBLISHES, ProposalState.PENDING)
    assert found.why == (
        "100% of the words of the shorter text stand in the same order in both; one is of 2024-05-03, the other of"
        " 2024-05-04."
    )
    event = AuditEvent.objects.get(action="dependence.propose")
    assert event.actor is None


def test_one_that_credits_the_other_reprints_it(team: Team) -> None:
    original = piece(team, REPORT, "Tarn Post", "2024-05-03")
    copy = piece(team, f"{REPORT} First printed in the Tarn Post.", "Quay", "")
    [found] = find(team)
    assert (found.article, found.on_article, found.kind) == (copy, original, "republishes")
    assert found.why.endswith("the article of “Quay” credits “Tarn Post”.")


@pytest.mark.parametrize("by_credit", [True, False])
def test_an_agency_in_both_makes_them_one_wire(team: Team, by_credit: bool) -> None:
    meridian = make_source(team.workspace, "Meridian", kind=SourceKind.WIRE_AGENCY)
    credit = {"wire_credit": SourceReference(id=meridian.pk)} if by_credit else {}
    text = REPORT if by_credit else f"TARN (Meridian) – {REPORT}"
    piece(team, text, "Tarn Post", **credit)
    piece(team, f"{text} And so on.", "Quay", **credit)
    [found] = find(team)
    assert found.kind == "same_wire"
    assert "“Meridian” is" in found.why


def test_copies_of_one_day_may_be_of_one_press_release(team: Team) -> None:
    piece(team, REPORT, "Tarn Post")
    piece(team, f"{REPORT} The end.", "Quay")
    assert [row.kind for row in find(team)] == ["same_press_release"]


def test_what_the_articles_say_themselves_is_not_proposed(team: Team) -> None:
    original = piece(team, REPORT, "Tarn Post")
    piece(team, f"{REPORT} The end.", "Quay", republishes=original.pk)
    assert find(team) == []


def test_a_pair_is_proposed_once_whatever_was_decided(team: Team) -> None:
    piece(team, REPORT, "Tarn Post")
    piece(team, f"{REPORT} The end.", "Quay")
    [found] = find(team)
    decided = dependences.decide(found, ProposalState.ACCEPTED, by=team.bob, kind=DependenceKind.INDEPENDENT)
    assert (decided.decided_by, decided.kind) == (team.bob, "independent")
    TextSignature.objects.all().delete()
    assert find(team) == [found]
    piece(team, f"{REPORT} And more.", "Mole")
    assert len(find(team)) == 3


def test_only_what_is_new_is_compared(team: Team) -> None:
    piece(team, REPORT, "Tarn Post")
    told: list[int] = []
    assert copies.find(team.workspace, progress=told.append) == 0
    assert copies.find(team.workspace, progress=told.append) == 0
    assert told == [1]


def test_withdrawn_articles_and_those_of_others_are_no_copies(team: Team) -> None:
    gone = piece(team, REPORT, "Tarn Post")
    find(team)
    articles.withdraw(gone, by=team.alice)
    make_article(team.elsewhere, text=REPORT, by=team.charlie)
    copies.find(team.elsewhere, progress=lambda done: None)
    piece(team, f"{REPORT} The end.", "Quay")
    assert find(team) == []


def test_short_texts_and_half_alike_ones_are_left_alone(team: Team) -> None:
    for publisher in ("One", "Two"):
        piece(team, f"Nobody was hurt at the pier, {publisher} said.", publisher)
    piece(team, REPORT, "Three")
    piece(team, f"{REPORT[:120]} {OTHER} {OTHER[::-1]}", "Four")
    assert find(team) == []


def test_one_text_in_many_papers_brings_few_pairs_each(team: Team) -> None:
    for number in range(12):
        piece(team, f"{REPORT} Edition {number}.", f"Paper {number}")
    found = find(team)
    assert len(found) <= 3 * 12
    assert {row.article_id for row in found} | {row.on_article_id for row in found} == set(
        Article.objects.values_list("pk", flat=True)
    )


def test_people_say_that_articles_and_sources_depend_once_a_pair(team: Team) -> None:
    one, two = piece(team, REPORT, "Tarn Post"), piece(team, OTHER, "Quay")
    made = dependences.between_articles(one, two, DependenceKind.TRANSLATES, by=team.alice, why="By the byline.")
    assert (made.state, made.decided_by, made.why) == ("accepted", team.alice, "By the byline.")
    with pytest.raises(Conflict, match="known already"):
        dependences.between_articles(two, one, DependenceKind.SAME_WIRE, by=team.bob)
    with pytest.raises(Conflict, match="itself"):
        dependences.between_articles(one, one, DependenceKind.SAME_WIRE, by=team.bob)
    source = make_source(team.workspace, "Pier")
    with pytest.raises(Conflict, match="itself"):
        dependences.between_sources(source, source, DependenceKind.COMMON_OWNER, by=team.bob)


def test_a_decision_is_put_back(team: Team) -> None:
    one, two = piece(team, REPORT, "Tarn Post"), piece(team, OTHER, "Quay")
    made = dependences.between_articles(one, two, DependenceKind.TRANSLATES, by=team.alice)
    back = dependences.decide(made, ProposalState.PENDING, by=team.bob)
    assert (back.state, back.kind, back.decided_by, back.decided_at) == ("pending", "translates", None, None)
    Dependence.objects.all().delete()
    with pytest.raises(NotFound):
        dependences.decide(made, ProposalState.ACCEPTED, by=team.bob)
