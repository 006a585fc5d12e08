"""The dossier of a source, counted by hand."""

from claims.models import PropositionRelation, ReliabilityGrade, Source
from claims.queries import filters
from claims.queries.dossiers import Contradiction, Month, dossier_of
from claims.queries.filters import Filters
from claims.services import source_merges
from claims.vocabulary import Polarity, PropositionRelationKind, Stance
from claims.web.presenters.dossiers import grades_chart, months_chart
from tests.makers import Team, chain, hop, make_article, make_claim, make_source


def source(name: str) -> Source:
    return Source.objects.get(name=name)


def test_months_and_neighbours_are_counted_and_agree_with_the_lists(team: Team) -> None:
    for day in ("2021-08-27", "2021-08-30", "2021-10"):
        make_claim(make_article(team.workspace, published=day), sources=("Seawatch", "Guard"))
    make_claim(make_article(team.workspace, published=""), sources=("Guard",))
    found = dossier_of(source("Guard"))
    assert found.months == [Month("2021-08", 2, 0), Month("2021-10", 1, 0), Month(None, 1, 0)]
    assert [(row.name, row.claims) for row in found.relayed_by] == [("Seawatch", 3)]
    assert found.relays == []
    watch = dossier_of(source("Seawatch"))
    assert watch.months == [Month("2021-08", 0, 2), Month("2021-10", 0, 1)]
    assert [(row.name, row.claims) for row in watch.relays] == [("Guard", 3)]
    both = {"origin": (str(source("Guard").pk),), "source": (str(source("Seawatch").pk),)}
    assert filters.claims(team.workspace, Filters(both)).count() == 3
    august = {"source": both["source"], "published_after": ("2021-08",), "published_before": ("2021-08",)}
    assert filters.claims(team.workspace, Filters(august)).count() == 2


def test_what_was_merged_counts_with_it(team: Team) -> None:
    make_claim(make_article(team.workspace), sources=("Old guard",))
    guard = make_source(team.workspace, "Guard")
    source_merges.merge(source("Old guard"), into=guard, by=team.alice)
    ReliabilityGrade.objects.create(workspace=team.workspace, source=source("Old guard"), grade="C", rationale="Old.")
    ReliabilityGrade.objects.create(workspace=team.workspace, source=guard, grade="B", rationale="New.")
    found = dossier_of(guard)
    assert found.months == [Month("2021-08", 1, 0)]
    assert [(row.grade, row.of) for row in found.grades] == [("C", "Old guard"), ("B", "Guard")]


def test_what_a_later_article_denies_was_contradicted(team: Team) -> None:
    said = make_claim(make_article(team.workspace), sources=("Guard",), proposition="It burned.")
    make_claim(make_article(team.workspace), sources=("Guard",), proposition="It rained.")
    make_claim(make_article(team.workspace), sources=("Guard",))
    earlier = make_article(team.workspace, published="2021-08-01")
    make_claim(earlier, sources=("Port",), proposition="It burned.", polarity=Polarity.NEGATED)
    assert dossier_of(source("Guard")).contradictions == []
    later = make_article(team.workspace, published="2021-09")
    denial = make_claim(later, chains=(chain(hop("Port", stance=Stance.DENIES)),), proposition="It burned.")
    found = dossier_of(source("Guard"))
    assert found.in_statements == 2
    assert found.contradictions == [Contradiction(said.pk, said.quote, denial.pk, denial.quote, "2021-09", None)]


def test_a_statement_that_corrects_this_one_contradicts_it(team: Team) -> None:
    said = make_claim(make_article(team.workspace), sources=("Guard",), proposition="Two piers burned.")
    later = make_claim(
        make_article(team.workspace, published="2022"), sources=("Port",), proposition="One pier burned."
    )
    target = said.judgements.get().proposition
    PropositionRelation.objects.create(
        workspace=team.workspace,
        proposition=later.judgements.get().proposition,
        target=target,
        kind=PropositionRelationKind.CORRECTS,
    )
    [found] = dossier_of(source("Guard")).contradictions
    assert (found.claim, found.by_claim, found.kind) == (said.pk, later.pk, "corrects")


def test_the_charts_have_a_place_for_every_month_and_none_without_a_date(team: Team) -> None:
    chart = months_chart([Month("2020-11", 2, 0), Month("2021-02", 1, 3), Month(None, 1, 0)])
    assert chart is not None
    assert [bar.month for bar in chart.bars] == ["2020-11", "2020-12", "2021-01", "2021-02"]
    assert [bar.first_height + bar.relayed_height for bar in chart.bars] == [55, 0, 0, 110]
    assert months_chart([Month(None, 1, 0)]) is None
    assert grades_chart([]) is None
