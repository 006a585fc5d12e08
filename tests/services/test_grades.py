"""Grades: append-only, each with its reason; the latest is in effect, a claim's own goes first."""

import csv
import io

import pytest

from claims.errors import BadRecord
from claims.models import CredibilityGrade, Proposition, ReliabilityGrade, Source
from claims.queries import grades as reading
from claims.queries.exports import stream_csv
from claims.queries.filters import Filters
from claims.services import grades
from claims.services.judgements import make_proposition
from claims.vocabulary import Credibility, Reliability
from tests.makers import Team, make_article, make_claim, make_source


def test_a_new_grade_is_added_and_the_old_one_stays(team: Team) -> None:
    source = make_source(team.workspace, "Seawatch")
    for grade, why in ((Reliability.B, "A good record."), (Reliability.C, "It erred in May.")):
        grades.grade_reliability(source, grade, why, by=team.alice)
    assert [(one.grade, one.rationale) for one in reading.of_source(source)] == [
        ("C", "It erred in May."),
        ("B", "A good record."),
    ]


@pytest.mark.parametrize("rationale", ["", "  \n "], ids=["empty", "blank"])
def test_a_grade_without_a_reason_is_refused(team: Team, rationale: str) -> None:
    source = make_source(team.workspace, "Seawatch")
    with pytest.raises(BadRecord, match="needs its reason"):
        grades.grade_reliability(source, Reliability.A, rationale, by=team.alice)
    statement = make_proposition(team.workspace, "It burned.", by=team.alice)
    with pytest.raises(BadRecord, match="needs its reason"):
        grades.grade_credibility(statement, Credibility.DOUBTFUL, rationale, by=team.alice)
    assert not ReliabilityGrade.objects.exists()
    assert not CredibilityGrade.objects.exists()


def test_what_was_merged_is_graded_as_what_it_counts_as(team: Team) -> None:
    standing = make_source(team.workspace, "Seawatch")
    merged = make_source(team.workspace, "Sea Watch", merged_into=standing)
    grades.grade_reliability(merged, Reliability.B, "A good record.", by=team.alice)
    assert [one.grade for one in reading.of_source(standing)] == ["B"]


def test_the_csv_prints_the_latest_grades_and_the_claims_own_first(team: Team) -> None:
    article = make_article(team.workspace)
    claim = make_claim(article, sources=("Seawatch",), proposition="It burned.")
    seawatch = Source.objects.get(name="Seawatch")
    statement = Proposition.objects.get()
    grades.grade_reliability(seawatch, Reliability.F, "Unknown.", by=team.alice)
    grades.grade_reliability(seawatch, Reliability.B, "A good record.", by=team.bob)
    grades.grade_credibility(statement, Credibility.POSSIBLY_TRUE, "One voice.", by=team.alice)
    assert printed(team) == ("B", "3")
    grades.grade_credibility(claim, Credibility.DOUBTFUL, "This wording goes too far.", by=team.alice)
    assert printed(team) == ("B", "4")


def printed(team: Team) -> tuple[str, str]:
    [row] = csv.DictReader(io.StringIO(b"".join(stream_csv(team.workspace, "claims", Filters({}))).decode()))
    return row["reliability"], row["credibility"]


def test_a_one_on_fewer_than_two_lines_is_warned_of(team: Team) -> None:
    claim = make_claim(make_article(team.workspace), sources=("Seawatch",), proposition="It burned.")
    alone = make_claim(make_article(team.workspace, text="A fire destroyed two piers, too."))
    statement = Proposition.objects.get()
    assert [reading.lower_bound(team.workspace, one) for one in (statement, claim, alone)] == [1, 1, 0]
    assert "only one independent line" in reading.warning("1", 1)
    assert "independence is not established" in reading.warning("1", 0)
    assert reading.warning("2", 0) == ""
    other = make_article(team.workspace, title="Another", publisher="Post", text="A fire destroyed two piers there.")
    make_claim(other, sources=("Harbour Guard",), proposition="It burned.")
    assert reading.lower_bound(team.workspace, statement) == 2
    assert reading.warning("1", 2) == ""
