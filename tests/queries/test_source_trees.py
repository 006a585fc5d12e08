"""Family trees at a date: who stands above and below, and where a family ends."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from claims.exchange.records import RelationRecord
from claims.models import Source
from claims.queries.source_trees import tree_of
from claims.services import source_merges, sources
from claims.text.dates import parse_date
from claims.vocabulary import RelationKind
from tests.makers import Team, make_source

MAY_2020 = datetime(2020, 5, 1, tzinfo=UTC)


@pytest.fixture
def made(team: Team) -> dict[str, Source]:
    names = ("Desk", "Paper", "House", "Holding", "Member", "Other house")
    return {name: make_source(team.workspace, name) for name in names}


def relate(team: Team, below: Source, kind: RelationKind, above: Source, since: str = "", until: str = "") -> None:
    record = RelationRecord(
        kind,
        above.name,
        since=parse_date(since) if since else None,
        until=parse_date(until) if until else None,
    )
    sources.relate(below, record, target=above, by=team.alice)


def family_in_sql(source: Source, at: datetime | None) -> object:
    with connection.cursor() as cursor:
        cursor.execute("SELECT claims_family(%s, %s, %s)", (source.workspace_id, source.pk, at))
        return cursor.fetchone()[0]


def test_all_above_and_all_below_what_is_above_is_in_the_tree(team: Team, made: dict[str, Source]) -> None:
    relate(team, made["Desk"], RelationKind.PART_OF, made["Paper"])
    relate(team, made["Paper"], RelationKind.OWNED_BY, made["House"])
    relate(team, made["Member"], RelationKind.MEMBER_OF, made["House"])
    tree = tree_of(made["Paper"], at=None)
    assert {row.name for row in tree.sources.values()} == {"Desk", "Paper", "House", "Member"}
    assert [row.name for row in tree.tops] == ["House"]
    assert tree.roots == (made["House"].pk,)
    assert {tree.sources[link.below].name for link in tree.under(made["House"].pk)} == {"Paper", "Member"}
    assert tree_of(made["Member"], at=None).family == made["Member"]


@pytest.mark.parametrize(
    ("at", "top"), [("2018", "Paper"), ("2020-05", "House"), ("2021", "House"), ("2023", "Paper"), ("2035", "Holding")]
)
def test_a_relation_holds_over_its_dates(team: Team, made: dict[str, Source], at: str, top: str) -> None:
    relate(team, made["Paper"], RelationKind.OWNED_BY, made["House"], since="2020", until="2021-08")
    relate(team, made["Paper"], RelationKind.OWNED_BY, made["Holding"], since="2030")
    moment = parse_date(at).earliest
    tree = tree_of(made["Paper"], at=moment)
    assert tree.family.name == top
    assert tree.family.pk == family_in_sql(made["Paper"], moment)


def test_with_two_tops_it_stands_for_itself_until_a_person_picks(team: Team, made: dict[str, Source]) -> None:
    relate(team, made["Paper"], RelationKind.OWNED_BY, made["House"])
    relate(team, made["Paper"], RelationKind.PART_OF, made["Other house"])
    relate(team, made["Desk"], RelationKind.PART_OF, made["Paper"])
    for name in ("Paper", "Desk"):
        tree = tree_of(made[name], at=MAY_2020)
        assert [row.name for row in tree.tops] == ["House", "Other house"]
        assert tree.family.pk == made[name].pk == family_in_sql(made[name], MAY_2020)
    Source.objects.filter(pk=made["Paper"].pk).update(counts_as_own_family=True)
    tree = tree_of(made["Desk"], at=MAY_2020)
    assert tree.family.name == "Paper"
    assert tree.family.pk == family_in_sql(made["Desk"], MAY_2020)


def test_a_merged_source_brings_its_relations(team: Team, made: dict[str, Source]) -> None:
    relate(team, made["Member"], RelationKind.PART_OF, made["House"])
    source_merges.merge(made["Member"], into=made["Paper"], by=team.alice)
    made["Member"].refresh_from_db()
    for asked in ("Paper", "Member"):
        tree = tree_of(made[asked], at=None)
        assert (tree.source.name, tree.family.name) == ("Paper", "House")
