"""Lineages over HTTP, as an analyst's program meets them."""

from typing import Any

import pytest
from lxml import etree

from claims.models import Membership
from claims.vocabulary import Role
from tests.api.programs import Program, fields
from tests.makers import Team

SITE = {"name": "SITE Intelligence Group", "kind": "monitoring_group"}
ISIS = {"name": "Islamic State Khorasan Province", "kind": "armed_group"}
REUTERS = {"name": "Reuters", "kind": "wire_agency"}
AP = {"name": "AP", "kind": "wire_agency"}
OFFICIAL = {"name": "a US official", "kind": "person", "identifiability": "anonymous"}
STATE = {"name": "one Member State", "kind": "government_body", "identifiability": "described"}
TEXT = "The group did it, people say."


class Newsroom:
    """Brings in articles that make one statement."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.statement = program.post("propositions/", {"text": "The group did it."}).json()["id"]

    def print(self, publisher: str, at: str | None, *steps: Any, **more: Any) -> dict[str, Any]:
        """An article with one claim; steps are sources or whole attributions, none are own words."""
        article = self.program.post(
            "articles/",
            {
                "title": f"{publisher} {at}",
                "text": TEXT,
                "published": at,
                "publisher": {"name": publisher, "kind": "media_outlet"},
            },
        ).json()
        hops = [step if "source" in step else {"source": step} for step in steps]
        chain = {"lineage": "complete" if hops else "none_given", "attributions": hops}
        answer = self.program.post(
            "claims/",
            {
                "article": article["id"],
                "spans": [{"start": 0, "end": 16, "exact": "The group did it"}],
                "chains": [chain],
                "proposition": self.statement,
                **more,
            },
        )
        assert answer.status_code == 201, answer.content
        made: dict[str, Any] = answer.json()
        return made

    def lineage(self, **parameters: Any) -> dict[str, Any]:
        answer = self.program.get(f"propositions/{self.statement}/lineage/", **parameters)
        assert answer.status_code == 200, answer.content
        found: dict[str, Any] = answer.json()
        return found

    def seven_articles(self) -> None:
        for day in range(1, 5):
            self.print(f"Paper {day}", f"2021-08-{day + 10}", SITE, ISIS)
        self.print("Paper 5", "2021-08-20", REUTERS, SITE, ISIS)
        self.print("Paper 6", "2021-08-21", REUTERS, SITE, ISIS)
        self.print("Paper 7", "2021-08-22", AP, SITE, ISIS)


@pytest.fixture
def newsroom(alice: Program) -> Newsroom:
    return Newsroom(alice)


def bounds(found: dict[str, Any]) -> tuple[int, int]:
    return found["independent_lines"]["lower"], found["independent_lines"]["upper"]


def names(found: list[dict[str, Any]]) -> list[str]:
    return [one["name"] for one in found]


def test_seven_articles_rest_on_one_source(newsroom: Newsroom) -> None:
    newsroom.seven_articles()
    found = newsroom.lineage()
    assert bounds(found) == (1, 1)
    assert names(found["chokepoints"]) == [SITE["name"], ISIS["name"]]
    assert (found["articles"], found["publisher_families"]) == (7, 7)
    assert names(found["origins"]) == [ISIS["name"]]
    assert found["first_seen"]["published"] == "2021-08-11"
    assert "rests on" in found["why"]
    kinds = [node["type"] for node in found["nodes"]]
    assert (kinds.count("article"), kinds.count("source")) == (7, 4)
    known = {node["id"] for node in found["nodes"]}
    assert all({edge["from"], edge["to"]} <= known and edge["claims"] for edge in found["edges"])


def test_more_voices_widen_the_bounds_and_it_says_why(newsroom: Newsroom, alice: Program) -> None:
    newsroom.seven_articles()
    kirby = alice.post("sources/", {"name": "John Kirby", "kind": "person"}).json()["id"]
    pentagon = alice.post("sources/", {"name": "Pentagon", "kind": "government_body"}).json()["id"]
    alice.post(f"sources/{kirby}/relations/", {"kind": "spokesperson_for", "target": pentagon})
    newsroom.print("Post", "2021-08-23", kirby_step := {"source": kirby})
    newsroom.print("Times", "2021-08-23", OFFICIAL)
    newsroom.print("Globe", "2021-08-23", OFFICIAL)
    newsroom.print("Herald", "2021-08-23", {"name": "UN report", "kind": "document"}, STATE)
    found = newsroom.lineage()
    assert kirby_step["source"] not in [one["id"] for line in found["lines"]["surely"] for one in line]
    assert bounds(found) == (4, 5)
    assert found["chokepoints"] == []
    assert "“a US official”" in found["why"]
    assert ["Pentagon"] in [names(line) for line in found["lines"]["surely"]]


def test_a_loop_is_told_with_its_dates(newsroom: Newsroom) -> None:
    newsroom.print("B", "2021-05-03", SITE)
    newsroom.print("A", "2021-05-04", {"name": "B"})
    newsroom.print("B", "2021-05-05", {"name": "A"})
    found = newsroom.lineage()
    assert [loop["in_words"] for loop in found["cycles"]] == ["B (2021-05-05) cites A (2021-05-04), which cites B."]
    assert [one["published"] for one in found["cycles"][0]["citations"]] == ["2021-05-05", "2021-05-04"]
    assert bounds(found) == (1, 1)


def test_striking_a_source_lists_what_loses_its_last_line(newsroom: Newsroom, alice: Program) -> None:
    newsroom.seven_articles()
    other = Newsroom(alice)
    other.statement = alice.post("propositions/", {"text": "Another."}).json()["id"]
    other.print("Post", "2021-08-23", SITE)
    other.print("Times", "2021-08-23", {"name": "Police"})
    site = newsroom.lineage()["chokepoints"][0]["id"]
    lost = alice.get(f"sources/{site}/what-if/").json()
    assert [row["id"] for row in lost["propositions"]] == [newsroom.statement]
    assert bounds(newsroom.lineage(without=site)) == (0, 0)
    assert bounds(other.lineage(without=[site, "Police"])) == (0, 0)
    assert bounds(other.lineage(without=SITE["name"])) == (1, 1)


def test_denied_retracted_and_disputed_claims_count_as_they_should(
    newsroom: Newsroom, alice: Program, team: Team
) -> None:
    newsroom.print("A", "2021-05-01", {"name": "Army"})
    newsroom.print("B", "2021-05-02", {"source": {"name": "Rebels"}, "stance": "denies"})
    newsroom.print("C", "2021-05-03", {"name": "Clerk"})
    newsroom.print("D", "2021-05-04", {"source": {"name": "Clerk"}, "stance": "retracts"})
    newsroom.print("E", "2021-05-05", {"name": "Judge"}, polarity="negated")
    found = newsroom.lineage()
    assert bounds(found) == (1, 1)
    assert sorted(one["reason"] for one in found["left_out"]) == ["denies", "other_polarity", "retracts", "taken_back"]
    assert [entry["moment"] for entry in found["timeline"]] == ["first", "denied", "retracted", "opposed"]


def test_the_drawing_is_valid_and_its_nodes_are_links(newsroom: Newsroom, alice: Program) -> None:
    newsroom.seven_articles()
    drawn = alice.get(f"propositions/{newsroom.statement}/lineage.svg")
    assert drawn["Content-Type"] == "image/svg+xml"
    root = etree.fromstring(drawn.content)
    assert root.get("role") == "group"
    links = [link.get("{http://www.w3.org/1999/xlink}href") for link in root.iter("{http://www.w3.org/2000/svg}a")]
    assert sum("/articles/" in link for link in links) == 7
    assert sum("/sources/" in link for link in links) == 4
    image = alice.get(f"propositions/{newsroom.statement}/lineage.png")
    assert image.content.startswith(b"\x89PNG")


def test_without_its_only_source_a_statement_has_no_line_left(newsroom: Newsroom, alice: Program) -> None:
    newsroom.print("A", "2021-05-01", SITE)
    assert bounds(newsroom.lineage()) == (1, 1)
    found = newsroom.lineage(without=SITE["name"])
    assert (bounds(found), found["chokepoints"], found["lines"]["surely"]) == ((0, 0), [], [])
    [site] = alice.get("sources/", q="SITE").json()["results"]
    assert [row["id"] for row in alice.get(f"sources/{site['id']}/what-if/").json()["propositions"]] == [
        newsroom.statement
    ]


def test_dates_that_are_not_known_known_in_part_or_to_come_count_and_are_told(newsroom: Newsroom) -> None:
    newsroom.print("A", None, SITE)
    for publisher, at in (("B", "2021"), ("C", "2021-08"), ("D", "2999-01-01")):
        newsroom.print(publisher, at, {"name": "A"})
    found = newsroom.lineage()
    assert found["articles"] == 4
    assert bounds(found) == (2, 2)
    assert found["first_seen"]["published"] == "2021"
    assert found["cycles"] == []


def test_a_chain_over_five_hundred_steps_is_traced(newsroom: Newsroom, alice: Program) -> None:
    for number in range(5):
        steps = [{"name": f"Voice {number}-{step}"} for step in range(99)]
        last = {"name": f"Paper {number - 1}"} if number else SITE
        newsroom.print(f"Paper {number}", f"2021-05-0{number + 1}", *steps, last)
    found = newsroom.lineage()
    assert bounds(found) == (1, 1)
    assert found["nodes"]
    assert alice.get(f"propositions/{newsroom.statement}/lineage.svg").status_code == 200


def test_one_chain_has_a_hundred_steps_at_most(newsroom: Newsroom, alice: Program) -> None:
    article = newsroom.print("A", "2021-05-01")["article"]
    chain = {"lineage": "complete", "attributions": [{"source": {"name": f"Voice {step}"}} for step in range(500)]}
    body = {"article": article, "spans": [{"start": 0, "end": 9}], "chains": [chain]}
    assert fields(alice.post("claims/", body)) == ["chains[0].attributions"]


def test_a_statement_without_claims_has_a_lineage_that_says_so(newsroom: Newsroom, alice: Program) -> None:
    found = newsroom.lineage()
    assert (bounds(found), found["nodes"], found["first_seen"]) == ((0, 0), [], None)
    assert alice.get(f"propositions/{newsroom.statement}/lineage.svg").status_code == 200


def test_an_unknown_source_cannot_be_struck(newsroom: Newsroom) -> None:
    refused = newsroom.program.get(f"propositions/{newsroom.statement}/lineage/", without="Nobody")
    assert fields(refused) == ["without"]


def test_claims_of_viewers_and_outsiders_are_not_there(newsroom: Newsroom, team: Team) -> None:
    charlie = Program(team.charlie)
    assert charlie.get(f"propositions/{newsroom.statement}/lineage/").status_code == 404
    Membership.objects.create(workspace=team.workspace, user=team.charlie, role=Role.VIEWER)
    assert charlie.get(f"propositions/{newsroom.statement}/lineage/").status_code == 200
