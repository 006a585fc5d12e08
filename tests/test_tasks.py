"""Tasks as the worker calls them, and the queue they wait in; the worker as a process is tried in tests/faults."""

from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync
from django.contrib.auth.models import User
from django.db import OperationalError, connection
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import JobAborted
from procrastinate.job_context import AbortReason
from procrastinate.jobs import Job as QueuedJob

from claims import queueing, tasks
from claims.management.commands.work import Connector
from claims.models import (
    Anchor,
    AuditUnsealed,
    Dependence,
    FittedSuggester,
    IdempotencyKey,
    Job,
    Suggestion,
    Workspace,
)
from claims.services import jobs
from tests.makers import TEXT, Team, make_article, make_claim, make_source, make_team
from tests.services.test_copies import REPORT
from tests.services.test_suggesters import finish, marked


@pytest.fixture
def team(db: None) -> Team:
    return make_team()


def context(*, attempts: int = 0, aborted: bool = False) -> JobContext:
    return JobContext(
        app=app,
        job=QueuedJob(id=1, task_name="check", queue="default", lock=None, queueing_lock=None, attempts=attempts),
        start_timestamp=0,
        abort_reason=lambda: AbortReason.SHUTDOWN if aborted else None,
    )


def check(workspace: Workspace, *, by: User | None = None) -> Job:
    job = tasks.start_check(workspace, by=by)
    assert job is not None
    tasks.check(context(), key=str(job.pk))
    job.refresh_from_db()
    return job


def test_a_check_finds_nothing_wrong_with_what_is_whole(team: Team) -> None:
    make_claim(make_article(team.workspace))
    job = check(team.workspace, by=team.adam)
    assert (job.state, job.done, job.total, job.error, job.started_by) == ("done", 4, 4, "", team.adam)
    assert job.result == {"failed": 0, "failures": []}


def test_a_check_says_which_rows_failed(team: Team) -> None:
    claim = make_claim(make_article(team.workspace))
    Anchor.objects.filter(claim=claim).update(start=1)
    job = check(team.workspace)
    assert (job.state, job.result["failed"]) == ("failed", 1)
    assert job.error.startswith("1 row failed;")
    assert [one["kind"] for one in job.result["failures"]] == ["anchor"]


def test_a_check_that_ran_already_does_not_run_again(team: Team) -> None:
    job = check(team.workspace)
    tasks.check(context(aborted=False), key=str(job.pk))
    assert Job.objects.get().updated_at == job.updated_at


def test_a_check_waits_in_the_queue_once(team: Team) -> None:
    first, second = tasks.start_check(team.workspace, by=None), tasks.start_check(team.workspace, by=None)
    assert first is not None
    assert second is None
    assert list(Job.objects.values_list("pk", flat=True)) == [first.pk]
    [queued] = ProcrastinateJob.objects.all()
    assert (queued.task_name, queued.args) == ("check", {"key": str(first.pk)})


def test_every_workspace_is_checked_at_night(team: Team) -> None:
    tasks.check_all(0)
    assert set(Job.objects.values_list("workspace__slug", flat=True)) == {"desk", team.elsewhere.slug}
    tasks.check_all(0)
    assert Job.objects.count() == 2


def test_a_check_that_is_to_stop_stops_at_its_next_query(team: Team) -> None:
    job = tasks.start_check(team.workspace, by=None)
    assert job is not None
    with pytest.raises(JobAborted):
        tasks.check(context(aborted=True), key=str(job.pk))
    job.refresh_from_db()
    assert job.state == "waiting"


@pytest.mark.parametrize(
    ("error", "attempts", "seconds"),
    [(JobAborted(), 30, 0), (OperationalError(), 2, 4), (OperationalError(), 9, 60)],
    ids=["stopped", "away", "long away"],
)
def test_what_did_not_fail_by_itself_is_tried_again(error: Exception, attempts: int, seconds: int) -> None:
    decision = queueing.TRY_AGAIN.get_retry_decision(exception=error, job=context(attempts=attempts).job)
    assert decision is not None
    assert decision.retry_at is not None
    wait = (decision.retry_at - timezone.now()).total_seconds()
    assert seconds - 1 < wait <= seconds


@pytest.mark.parametrize(
    ("error", "attempts"), [(ValueError(), 0), (OperationalError(), 19)], ids=["a defect", "too often"]
)
def test_what_failed_by_itself_is_not_tried_again(error: Exception, attempts: int) -> None:
    assert queueing.TRY_AGAIN.get_retry_decision(exception=error, job=context(attempts=attempts).job) is None


def test_what_is_old_is_forgotten(team: Team) -> None:
    old = IdempotencyKey.objects.create(workspace=team.workspace, user=team.alice, key="old", request_digest=b"x" * 32)
    IdempotencyKey.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=2))
    new = IdempotencyKey.objects.create(workspace=team.workspace, user=team.alice, key="new", request_digest=b"x" * 32)
    ended, other = check(team.workspace), check(team.elsewhere)
    Job.objects.filter(pk=ended.pk).update(updated_at=timezone.now() - timedelta(days=31))
    tasks.forget_rows(context())
    assert list(IdempotencyKey.objects.all()) == [new]
    assert list(Job.objects.all()) == [other]


def test_what_waits_for_a_seal_is_sealed_in_every_workspace(team: Team) -> None:
    for workspace in (team.workspace, team.elsewhere):
        make_article(workspace)
    tasks.seal_waiting()
    assert not AuditUnsealed.objects.exists()


def leave_behind(workspace: Workspace, *, attempts: int) -> Job:
    """A check whose worker was killed a minute ago."""
    job = tasks.start_check(workspace, by=None)
    assert job is not None
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH worker AS (INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 minute')"
            " RETURNING id) UPDATE procrastinate_jobs SET status = 'doing', worker_id = worker.id, attempts = %s"
            " FROM worker",
            [attempts],
        )
    return job


def rescue() -> str:
    with app.replace_connector(Connector()):
        async_to_sync(queueing.rescue)()
    return ProcrastinateJob.objects.get().status


def test_what_a_killed_worker_left_is_run_again(team: Team) -> None:
    leave_behind(team.workspace, attempts=0)
    assert rescue() == "todo"


def test_what_kills_each_worker_is_given_up_and_said(team: Team) -> None:
    job = leave_behind(team.workspace, attempts=19)
    assert rescue() == "failed"
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "It was begun 20 times and never came to an end.")


def test_sources_that_may_be_one_are_found_in_the_background(team: Team) -> None:
    for name in ("Harbour Guard", "Harbor Guard"):
        make_source(team.workspace, name)
    job = tasks.start_finding_duplicates(team.workspace, by=team.alice)
    assert job is not None
    assert tasks.start_finding_duplicates(team.workspace, by=team.bob) is None
    for _ in range(2):  # a second run of an ended job changes nothing
        tasks.find_duplicates(context(), key=str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.result) == ("done", 100, 100, {"found": 1})


def test_copies_are_found_in_the_background_with_progress(team: Team) -> None:
    for words in ("One.", "Two."):
        make_article(team.workspace, text=f"{REPORT} {words}")
    job = tasks.start_finding_copies(team.workspace, by=team.alice)
    assert job is not None
    assert tasks.start_finding_copies(team.workspace, by=team.bob) is None
    tasks.find_copies(context(), key=str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.result, job.started_by) == ("done", 2, 2, {"found": 1}, team.alice)
    tasks.find_copies(context(), key=str(job.pk))
    assert Dependence.objects.count() == 1


def test_a_search_that_is_stopped_goes_on_where_it_was(team: Team) -> None:
    make_article(team.workspace, text=REPORT)
    job = tasks.start_finding_copies(team.workspace, by=None)
    assert job is not None
    with pytest.raises(JobAborted):
        tasks.find_copies(context(aborted=True), key=str(job.pk))
    tasks.find_copies(context(), key=str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"found": 0})


def test_a_scan_keeps_what_it_found_and_how_far_it_came(team: Team) -> None:
    make_claim(make_article(team.workspace), sources=("Seawatch",), proposition="It burned.")
    later = make_article(team.workspace, text="A fire destroyed two piers, later.", published="2022")
    make_claim(later, proposition="It burned.")
    job = tasks.start_scan(team.workspace, by=team.alice)
    assert job is not None
    assert tasks.start_scan(team.workspace, by=None) is None
    tasks.scan(context(), key=str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("done", 2, 2)
    assert {kind: found["count"] for kind, found in job.result.items()} == {
        "cycles": 0, "inflation": 0, "attribution_loss": 1,
    }  # fmt: skip


def test_every_workspace_is_scanned_at_night(team: Team) -> None:
    tasks.scan_all(0)
    scans = Job.objects.filter(kind="scan")
    assert set(scans.values_list("workspace__slug", flat=True)) == {"desk", team.elsewhere.slug}


def test_texts_that_come_are_read_for_suggestions_once(team: Team) -> None:
    make_article(team.workspace, by=team.alice)
    tasks.start_with_new_articles(team.workspace, by=team.alice)
    job = Job.objects.get(kind=tasks.SUGGEST)
    tasks.suggest(context(), key=str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("done", 1, 1)
    assert job.result["found"] == Suggestion.objects.count() > 0
    again = jobs.make(team.workspace, tasks.SUGGEST, by=None)
    tasks.suggest(context(), key=str(again.pk))
    again.refresh_from_db()
    assert (again.total, again.result) == (0, {"found": 0})


def test_learning_from_too_little_says_so(team: Team) -> None:
    job = tasks.start_training(team.workspace, by=team.bob)
    assert job is not None
    tasks.train(context(), key=str(job.pk))
    job.refresh_from_db()
    assert job.state == "failed"
    assert job.error.startswith("Learning needs at least 2 finished articles")
    assert not FittedSuggester.objects.exists()


def test_what_was_learned_is_kept_and_the_texts_are_read_again(team: Team) -> None:
    for number in (1, 2):
        finish(marked(team, text=f"{TEXT} {number}"), team)
    job = tasks.start_training(team.workspace, by=team.bob)
    assert job is not None
    tasks.train(context(), key=str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.result["articles"]) == ("done", 2)
    assert job.done == job.total
    assert FittedSuggester.objects.get().trained_by == team.bob
    assert Job.objects.filter(kind=tasks.SUGGEST).count() == 1
