"""Background work over HTTP."""

from claims.services import jobs
from tests.api.programs import Program, fields
from tests.makers import Team


def test_work_is_listed_with_how_far_it_is(team: Team, alice: Program) -> None:
    job = jobs.make(team.workspace, "check", by=team.bob)
    waiting = alice.get(f"jobs/{job.pk}/").json()
    assert (waiting["state"], waiting["done"], waiting["total"], waiting["started_by"]) == ("waiting", 0, None, "bob")
    jobs.begin(job, total=4)
    jobs.advance(job, done=3)
    [running] = alice.get("jobs/", state="running").json()["results"]
    assert (running["id"], running["done"], running["total"]) == (str(job.pk), 3, 4)
    jobs.finish(job, result={"failed": 1}, error="1 row failed.")
    failed = alice.get(f"jobs/{job.pk}/").json()
    assert (failed["state"], failed["error"], failed["result"]) == ("failed", "1 row failed.", {"failed": 1})
    assert alice.get("jobs/", state="done").json()["results"] == []
    assert fields(alice.get("jobs/", state="resting")) == ["state"]
