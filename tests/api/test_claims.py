"""Claims over HTTP."""

from tests import makers
from tests.api.conftest import Program, fields
from tests.makers import FIRE, GUARD, TEXT, Team


def span(words: str) -> dict[str, object]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "exact": words}


def body(article: object, **more: object) -> dict[str, object]:
    return {
        "article": str(article),
        "spans": [span(GUARD)],
        "labels": ["attack"],
        "chains": [
            {
                "lineage": "complete",
                "attributions": [
                    {
                        "source": {"name": "Seawatch", "kind": "monitoring_group"},
                        "cue_spans": [span("said")],
                        "stance": "relays",
                    },
                    {"source": {"name": "Harbour Guard", "kind": "armed_group"}, "certainty": "certain"},
                ],
            }
        ],
        **more,
    }


def test_it_makes_a_claim_with_its_chain_in_one_request(team: Team, alice: Program) -> None:
    article = makers.make_article(team.workspace)
    answer = alice.post("claims/", body(article.pk))
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert made["quote"] == GUARD
    assert made["url"] == f"http://testserver/w/desk/claims/{made['id']}/"
    assert answer["Location"] == f"http://testserver/api/v1/workspaces/desk/claims/{made['id']}/"
    assert answer["ETag"].startswith('"1-')
    assert [origin["name"] for origin in made["origins"]] == ["Harbour Guard"]
    first, second = made["chains"][0]["attributions"]
    assert first["cue_spans"] == [span("said")]
    assert (first["stance"], second["stance"], second["certainty"]) == ("relays", "asserts", "certain")
    assert alice.get(f"claims/{made['id']}/").json() == made
    assert alice.get("claims/", source="seawatch").json()["results"] == [made]
