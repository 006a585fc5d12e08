"""The page of a family tree: drawing, list, date, and what to do about two tops."""

from claims.exchange.records import RelationRecord
from claims.services import sources
from claims.text.dates import parse_date
from claims.vocabulary import RelationKind
from tests import makers
from tests.makers import Team
from tests.web.browsers import Browser


def test_the_tree_is_drawn_and_listed_at_a_date(team: Team, alice: Browser) -> None:
    paper, house = (makers.make_source(team.workspace, name) for name in ("The <Paper>", "House"))
    assert alice.open("source-family", paper.pk).shows("No relations today")
    relation = RelationRecord(RelationKind.OWNED_BY, "House", since=parse_date("2020"), until=parse_date("2021-08"))
    sources.relate(paper, relation, target=house, by=team.alice)
    page = alice.open("source-family", paper.pk, query="?at=2021")
    assert page.shows("On 2021 it is of the family of House", "owned by 2020 – 2021-08")
    assert '<svg role="group" aria-label="Family tree of The &lt;Paper>"' in page.page
    assert f'href="/w/desk/sources/{house.pk}/"' in page.page
    assert alice.open("source-family", paper.pk, query="?at=2022").shows("No relations at this date")
    assert alice.open("source-family", paper.pk, query="?at=2099-01").status == 200
    page = alice.open("source-family", paper.pk, query="?at=soon")
    assert (page.status, "field-error" in page.page) == (422, True)


def test_two_tops_are_for_a_person_to_pick(team: Team, alice: Browser, vera: Browser) -> None:
    paper = makers.make_source(team.workspace, "Paper")
    for name in ("House", "Holding"):
        above = makers.make_source(team.workspace, name)
        sources.relate(paper, RelationRecord(RelationKind.PART_OF, name), target=above, by=team.alice)
    assert alice.open("source-family", paper.pk).shows("Paper has 2 tops: Holding , House", "end one of its relations")
    assert not vera.open("source-family", paper.pk).shows("end one of its relations")
