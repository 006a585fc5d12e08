"""What is computed over many statements, over HTTP; each example is small enough to be checked by hand."""

from typing import Any

import pytest

from claims import tasks
from claims.models import Claim, Job, Judgement, Proposition
from tests.api.programs import NOBODY, Program, fields
from tests.api.test_lineages import ISIS, OFFICIAL, SITE, STATE, Newsroom
from tests.makers import Team
from tests.test_tasks import context


@pytest.fixture
def newsroom(alice: Program) -> Newsroom:
    return Newsroom(alice)


def letters(found: dict[str, Any]) -> dict[tuple[str, str], str]:
    rows = {row["id"]: row["text"] for row in found["rows"]}
    columns = {column["id"]: column["name"] for column in found["columns"]}
    return {(rows[one["proposition"]], columns[one["family"]]): one["letters"] for one in found["cells"]}


def assert_each_cell_leads_to_its_claims(program: Program, found: dict[str, Any]) -> None:
    for cell in found["cells"]:
        path = cell["claims_url"].removeprefix("http://testserver")
        assert len(program.client.get(path).json()["results"]) == cell["claims"] > 0, cell


def test_the_matrix_says_what_each_family_does_with_each_statement(newsroom: Newsroom, alice: Program) -> None:
    newsroom.print("A", "2021-05-01", SITE, ISIS)
    newsroom.print("B", "2021-05-02", {"source": {"name": "Police"}, "stance": "distances"})
    newsroom.print("C", "2021-05-03", SITE, {"source": {"name": "Army"}, "stance": "denies"})
    newsroom.print("D", "2021-05-04", {"name": "Judge"}, polarity="negated")
    newsroom.print("E", "2021-05-05", OFFICIAL)
    newsroom.print("F", "2021-05-06")
    newsroom.print("G", "2021-05-07", {"source": {"name": "Mayor"}, "stance": "declines_to_confirm"})
    other = Newsroom(alice)
    other.statement = alice.post("propositions/", {"text": "Another."}).json()["id"]
    other.print("A", "2021-05-08", {"name": "Army"})
    found = alice.get("matrix/").json()
    assert letters(found) == {
        ("The group did it.", SITE["name"]): "R",
        ("The group did it.", ISIS["name"]): "O",
        ("The group did it.", "Police"): "D",
        ("The group did it.", "Army"): "N",
        ("The group did it.", "Judge"): "N",
        ("Another.", "Army"): "O",
    }
    assert [row["text"] for row in found["rows"]] == ["The group did it.", "Another."]
    assert_each_cell_leads_to_its_claims(alice, found)
    only = alice.get("matrix/", proposition=[other.statement]).json()
    assert letters(only) == {("Another.", "Army"): "O"}
    army = alice.get("matrix/", family="Army").json()
    assert letters(army) == {("The group did it.", "Army"): "N", ("Another.", "Army"): "O"}


def test_members_speak_for_their_family_at_the_date_of_the_article(newsroom: Newsroom, alice: Program) -> None:
    kirby = alice.post("sources/", {"name": "John Kirby", "kind": "person"}).json()["id"]
    pentagon = alice.post("sources/", {"name": "Pentagon", "kind": "government_body"}).json()["id"]
    alice.post(
        f"sources/{kirby}/relations/",
        {"kind": "spokesperson_for", "target": pentagon, "since": "2021", "until": "2022"},
    )
    newsroom.print("A", "2021-05-01", {"source": kirby})
    newsroom.print("B", "2023-05-01", {"source": kirby})
    assert letters(alice.get("matrix/").json()) == {
        ("The group did it.", "Pentagon"): "O",
        ("The group did it.", "John Kirby"): "O",
    }
    found = alice.get("matrix/").json()
    assert [cell["claims"] for cell in found["cells"]] == [1, 1]
    assert_each_cell_leads_to_its_claims(alice, found)
    alice.post(f"sources/{kirby}/merge/", {"into": alice.post("sources/", {"name": "J. Kirby"}).json()["id"]})
    assert_each_cell_leads_to_its_claims(alice, alice.get("matrix/").json())


def test_a_claim_that_analysts_dispute_is_marked(newsroom: Newsroom, alice: Program, team: Team) -> None:
    made = newsroom.print("A", "2021-05-01", SITE)
    [cell] = alice.get("matrix/").json()["cells"]
    assert cell["disputed"] is False
    claim, statement = Claim.objects.get(pk=made["id"]), Proposition.objects.get()
    Judgement.objects.create(
        workspace=team.workspace, claim=claim, proposition=statement, analyst=team.vera, verdict="different"
    )
    [cell] = alice.get("matrix/").json()["cells"]
    assert cell["disputed"] is True
    newsroom.print("B", "2021-05-02", SITE)
    [cell] = alice.get("matrix/").json()["cells"]
    assert (cell["disputed"], cell["claims"]) == (False, 2)
    assert_each_cell_leads_to_its_claims(alice, {"cells": [cell]})
    Judgement.objects.create(
        workspace=team.workspace, claim=claim, proposition=statement, analyst=team.bob, verdict="different"
    )
    [cell] = alice.get("matrix/").json()["cells"]
    assert cell["claims"] == 1
    assert_each_cell_leads_to_its_claims(alice, {"cells": [cell]})


def test_a_matrix_of_what_is_not_there_or_of_too_much_is_refused(newsroom: Newsroom, alice: Program) -> None:
    assert alice.get("matrix/").json() == {"rows": [], "columns": [], "cells": []}
    for given in ([NOBODY], ["nonsense"], [newsroom.statement] * 51):
        refused = alice.get("matrix/", proposition=given)
        assert (refused.status_code, fields(refused)) == (422, ["proposition"])
    refused = alice.get("matrix/", proposition=newsroom.statement, family="Nobody")
    assert (refused.status_code, fields(refused)) == (422, ["family"])


def drifting_newsroom(newsroom: Newsroom) -> None:
    newsroom.print("B", "2021-05-03", {"source": SITE, "certainty": "possible"}, ISIS)
    newsroom.print("A", "2021-05-04", {"name": "B"})
    newsroom.print("B", "2021-05-05", {"name": "A"})
    newsroom.print("C", "2021-05-06", {"source": SITE, "certainty": "certain"}, ISIS)
    newsroom.print("D", "2021-05-07")


def test_loops_are_found_at_once_and_the_rest_by_a_scan(newsroom: Newsroom, alice: Program) -> None:
    drifting_newsroom(newsroom)
    found = alice.get("cycles/").json()
    assert [loop["in_words"] for loop in found["cycles"]] == ["B (2021-05-05) cites A (2021-05-04), which cites B."]
    assert found["cycles"][0]["proposition"] == newsroom.statement
    assert found["cycles"][0]["at"].startswith("2021-05-05")
    assert (found["inflation"], found["scan"]) == ([], None)
    queued = alice.post("cycles/")
    assert queued.status_code == 202
    assert alice.post("cycles/").json()["id"] == queued.json()["id"]
    tasks.scan(context(), key=queued.json()["id"])
    job = alice.get(f"jobs/{queued.json()['id']}/").json()
    assert (job["state"], job["done"], job["total"]) == ("done", 2, 2)
    found = alice.get("cycles/").json()
    assert found["counts"] == {"cycles": 1, "inflation": 1, "attribution_loss": 1}
    assert (found["inflation"][0]["firmer"]["publisher"], found["inflation"][0]["upstream"]["publisher"]) == ("C", "B")
    assert (found["attribution_loss"][0]["bare"]["publisher"]) == "D"
    assert Job.objects.get(kind="scan").result["cycles"]["count"] == 1


def test_the_ledger_counts_what_each_publisher_does_not_name(newsroom: Newsroom, alice: Program) -> None:
    newsroom.print("A", "2021-05-01", SITE, OFFICIAL)
    newsroom.print("A", "2021-05-02", STATE)
    newsroom.print("A", "2021-05-03", {"source": None})
    newsroom.print("A", "2021-05-04", SITE)
    newsroom.print("A", "2021-05-05")
    newsroom.print("B", "2021-05-06", SITE)
    first, second = alice.get("ledger/").json()["results"]
    assert first["publisher"]["name"] == "A"
    counts = ("claims", "attributed", "described", "anonymous", "unsaid", "not_named")
    assert {name: first[name] for name in counts} == {
        "claims": 5, "attributed": 4, "described": 1, "anonymous": 1, "unsaid": 1, "not_named": 3,
    }  # fmt: skip
    assert first["share"] == 0.75
    assert (second["not_named"], second["share"]) == (0, 0.0)
    for how in ("described", "anonymous"):
        listed = alice.get("claims/", publisher=first["publisher"]["id"], identifiability=how).json()["results"]
        assert len(listed) == first[how]


def test_grades_stand_side_by_side_and_f_and_6_are_on_no_diagonal(newsroom: Newsroom, alice: Program) -> None:
    def graded(name: str, reliability: str, credibility: str) -> None:
        claim = newsroom.print("A", "2021-05-01", {"name": name})
        source = claim["origins"][0]["id"]
        for body in ({"source": source, "grade": reliability}, {"claim": claim["id"], "grade": credibility}):
            alice.post("grades/", {**body, "rationale": "Because."})

    assert alice.get("grades/diagnostics/").json()["share"] is None
    graded("One", "A", "1")
    graded("Two", "B", "2")
    graded("Three", "B", "5")
    graded("Four", "F", "6")
    graded("Five", "A", "6")
    newsroom.print("A", "2021-05-01", {"name": "Nobody graded"})
    found = alice.get("grades/diagnostics/").json()
    assert (found["claims"], found["judged"], found["on_diagonal"], found["share"]) == (5, 3, 2, 2 / 3)
    assert {(one["reliability"], one["credibility"]): one["claims"] for one in found["cells"]} == {
        ("A", "1"): 1, ("B", "2"): 1, ("B", "5"): 1, ("F", "6"): 1, ("A", "6"): 1,
    }  # fmt: skip


def test_a_statement_lends_its_grade_to_claims_without_their_own(newsroom: Newsroom, alice: Program) -> None:
    claim = newsroom.print("A", "2021-05-01", SITE)
    newsroom.print("B", "2021-05-02", SITE)
    alice.post("grades/", {"source": claim["origins"][0]["id"], "grade": "C", "rationale": "Because."})
    alice.post("grades/", {"proposition": newsroom.statement, "grade": "3", "rationale": "Because."})
    assert alice.get("grades/diagnostics/").json()["cells"] == [{"reliability": "C", "credibility": "3", "claims": 2}]


def test_the_summary_has_four_points_and_each_number_its_claims(newsroom: Newsroom, alice: Program) -> None:
    newsroom.seven_articles()
    own = newsroom.print("Own", "2021-08-23")
    newsroom.print("Deny", "2021-08-24", {"source": {"name": "Army"}, "stance": "denies"})
    alice.post("grades/", {"proposition": newsroom.statement, "grade": "1", "rationale": "All say so."})
    site = newsroom.lineage()["chokepoints"][0]["id"]
    alice.post("grades/", {"source": site, "grade": "B", "rationale": "A good record."})
    found = alice.get(f"propositions/{newsroom.statement}/summary/").json()
    assert len(found["points"]) == 4
    text = found["text"]
    assert "8 articles make this statement, from 8 publisher families." in text
    assert "SITE Intelligence Group (monitoring group): reliability B, usually reliable (by alice)." in text
    assert "SITE Intelligence Group relays it in 7 claims." in text
    assert f"{ISIS['name']} says so first in 7 claims." in text
    assert "It rests on 1 to 2 independent sources by what is known here; independence not established." in text
    assert f"Everything that is attributed rests on SITE Intelligence Group and {ISIS['name']}." in text
    assert "1 claim denies it and does not count." in text
    assert "Without SITE Intelligence Group nothing that is attributed would be left." in text
    assert "confirmed" not in text
    parts = [part for point in found["points"] for sentence in point["sentences"] for part in sentence]
    [bare] = [part for part in parts if part["words"] == "1 claim is"]
    assert bare["claims"] == [own["id"]]
    [relayed] = [part for part in parts if part["words"] == "7 claims" and len(part["claims"]) == 7][:1]
    assert all(alice.get(f"claims/{key}/").status_code == 200 for key in relayed["claims"])


def test_a_statement_without_claims_has_a_summary_that_says_so(newsroom: Newsroom, alice: Program) -> None:
    text = alice.get(f"propositions/{newsroom.statement}/summary/").json()["text"]
    assert "No article makes this statement in a way that counts." in text
    assert "independence not established" in text


def test_who_has_it_from_somebody_unnamed_relays_it(newsroom: Newsroom, alice: Program) -> None:
    claim = newsroom.print("A", "2021-05-01", SITE)
    chains = [{"lineage": "unknown_beyond", "attributions": [{"source": SITE}]}]
    assert alice.patch(f"claims/{claim['id']}/", {"chains": chains}).status_code == 200
    assert letters(alice.get("matrix/").json()) == {("The group did it.", SITE["name"]): "R"}
