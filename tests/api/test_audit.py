"""The audit over HTTP."""

from claims.models import Article
from claims.services import audit
from tests.api.programs import Program, claim_body, fields


def test_a_write_can_be_read_with_what_it_changed(alice: Program, article: Article) -> None:
    claim = alice.post("claims/", claim_body(article.pk)).json()["id"]
    alice.patch(f"claims/{claim}/", {"note": "after"})
    latest, first = alice.get("audit/", object=claim).json()["results"]
    assert (latest["action"], first["action"], latest["actor"]) == ("claim.revise", "claim.make", "alice")
    assert latest["article"] == str(article.pk)
    detail = alice.get(f"audit/{latest['id']}/").json()
    assert (detail["before"][0]["note"], detail["after"][0]["note"]) == ("", "after")
    digest = audit.digest(bytes.fromhex(detail["salt"]), before=detail["before"], after=detail["after"])
    assert digest.hex() == detail["digest"]


def test_events_are_found_by_actor_action_and_article(alice: Program, article: Article) -> None:
    alice.post("claims/", claim_body(article.pk))
    for asked, count in (
        ({"actor": "alice"}, 2),
        ({"actor": "bob"}, 0),
        ({"action": "claim.make"}, 1),
        ({"article": str(article.pk)}, 2),
        ({"object": str(article.pk)}, 1),
    ):
        assert len(alice.get("audit/", **asked).json()["results"]) == count, asked
    assert fields(alice.get("audit/", object="7")) == ["object"]
