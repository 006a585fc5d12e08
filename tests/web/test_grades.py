"""Grading in the browser: two axes with their words, a reason, and a tick before a 1 that little bears."""

from claims.models import Claim, CredibilityGrade, Proposition, ReliabilityGrade, Source
from claims.services import judgements, propositions
from tests.makers import Team, make_article, make_claim
from tests.web.browsers import Browser


def furnish(team: Team) -> tuple[Claim, Proposition, Source]:
    claim = make_claim(make_article(team.workspace), sources=("Seawatch",), proposition="It burned.")
    return claim, Proposition.objects.get(), Source.objects.get(name="Seawatch")


def test_a_source_is_graded_with_its_reason(team: Team, alice: Browser) -> None:
    _, _, source = furnish(team)
    assert alice.open("source-grade", source.pk).shows("B – usually reliable", "F – reliability cannot be judged")
    assert alice.send("source-grade", source.pk, grade="B", rationale="Right for years.").status == 303
    page = alice.open("source-grade", source.pk)
    assert page.shows("B usually reliable", "Right for years.", "alice")


def test_what_is_no_grade_or_has_no_reason_comes_back(team: Team, alice: Browser) -> None:
    _, _, source = furnish(team)
    page = alice.send("source-grade", source.pk, grade="B", rationale=" ")
    assert page.status == 422
    assert page.shows("A grade needs its reason")
    assert alice.send("source-grade", source.pk, grade="1", rationale="x").status == 422
    assert not ReliabilityGrade.objects.exists()


def test_a_one_that_little_bears_needs_a_tick_and_keeps_its_warning(team: Team, alice: Browser) -> None:
    claim, statement, _ = furnish(team)
    for page, key in (("statement", statement.pk), ("claim", claim.pk)):
        before = CredibilityGrade.objects.count()
        asked = alice.send(f"{page}-grade", key, grade="1", rationale="All say so.")
        assert asked.status == 422
        assert CredibilityGrade.objects.count() == before
        assert asked.shows("only one independent line surely counts", "Save it all the same")
        saved = alice.send(f"{page}-grade", key, grade="1", rationale="All say so.", anyway="on")
        assert saved.status == 303
        assert saved.follow().shows("1 confirmed by other sources", "independence is not established")


def test_a_two_needs_no_tick(team: Team, alice: Browser) -> None:
    _, statement, _ = furnish(team)
    assert alice.send("statement-grade", statement.pk, grade="2", rationale="Likely.").status == 303
    page = alice.open("statement", statement.pk)
    assert page.shows("2 probably true", "Likely.")
    assert not page.shows("independence is not established by")


def test_grades_of_a_merged_statement_are_shown_with_where_they_come_from_until_the_merge_is_undone(
    team: Team, alice: Browser
) -> None:
    _, statement, _ = furnish(team)
    other = judgements.make_proposition(team.workspace, "It was on fire.", by=team.alice)
    alice.send("statement-grade", other.pk, grade="2", rationale="Likely.")
    alice.send("statement-grade", statement.pk, grade="5", rationale="Hardly.")
    propositions.merge(other, into=statement, by=team.alice)
    page = alice.open("statement", statement.pk)
    assert page.shows(
        "5 improbable Hardly.", "2 probably true, of “It was on fire.” Likely.", "neither replace nor change"
    )
    propositions.unmerge(other, by=team.alice)
    page = alice.open("statement", statement.pk)
    assert page.shows("5 improbable Hardly.")
    assert not page.shows("It was on fire.")
    assert alice.open("statement", other.pk).shows("2 probably true Likely.")


def test_viewers_see_grades_and_no_form(team: Team, alice: Browser, vera: Browser) -> None:
    _, statement, _ = furnish(team)
    alice.send("statement-grade", statement.pk, grade="6", rationale="Nobody can know.")
    page = vera.open("statement", statement.pk)
    assert page.shows("6 truth cannot be judged")
    assert "Save the grade" not in page.page
