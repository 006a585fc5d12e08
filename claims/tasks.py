"""Work that goes on in the background: what is queued, when, and when it is tried again; services do the work.

A task may run twice (its worker was killed, or only seemed dead), so each is written to do no harm then.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
from asgiref.sync import sync_to_async
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.utils import timezone
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.builtin_tasks import remove_old_jobs
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException, JobAborted
from procrastinate.jobs import Job as QueuedJob
from procrastinate.jobs import Status
from procrastinate.tasks import Task
from procrastinate.types import TimeDeltaParams

from claims.errors import TooFewArticles
from claims.models import AuditUnsealed, Job, Workspace
from claims.queries import alerts, suggestions
from claims.queries.batches import snapshot
from claims.queries.copies import count_unsigned
from claims.queries.integrity import Failure, check_rows, check_texts
from claims.services import audit, copies, jobs, once, source_duplicates, suggesters, suggesting
from claims.services.audit_proof import check_events, check_seals

log = logging.getLogger(__name__)

CHECK = "check"
COPIES = "copies"
SECONDS_TO_GATHER = 2
"""Articles that a program adds one by one are compared together."""
DUPLICATES = "duplicates"
SUGGEST = "suggest"
TRAIN = "train"
SCAN = alerts.SCAN
CHECKS: tuple[Callable[[Workspace], Iterator[Failure]], ...] = (check_texts, check_rows, check_events, check_seals)
MOST_FAILURES_KEPT = 100

PASSING = (OperationalError, InterfaceError, ConnectorException)
"""The database was away, or stopped a query."""
MOST_ATTEMPTS = 20
LONGEST_WAIT = 60
SECONDS_TO_STALL = 10
"""Without a sign of life of its worker for so long, a job is run again."""
HOURS_KEPT_IN_QUEUE = 7 * 24
JOBS_KEPT = timedelta(days=30)

_busy: set["psycopg.Connection[Any]"] = set()
_changing_busy = threading.Lock()


class TryAgain(BaseRetryStrategy):
    """At once after a stop, later where the database was away, and not at all where the task itself failed."""

    def get_retry_decision(self, *, exception: BaseException, job: QueuedJob) -> RetryDecision | None:
        if isinstance(exception, JobAborted):
            return RetryDecision(retry_in={"seconds": 0})
        if not isinstance(exception, PASSING) or job.attempts + 1 >= MOST_ATTEMPTS:
            return None
        return RetryDecision(retry_in={"seconds": min(2**job.attempts, LONGEST_WAIT)})


TRY_AGAIN = TryAgain()


def start_check(workspace: Workspace, *, by: AbstractBaseUser | None) -> Job | None:
    """Queues a check of everything in the workspace; None where one waits already."""
    return _queue(check, workspace, by=by)


@app.task(name=CHECK, retry=TRY_AGAIN, pass_context=True)
def check(context: JobContext, *, key: str) -> None:
    """What `manage.py verify` does, a part at a time."""
    _run(context, key, _check, failed="The check itself failed")


def start_finding_copies(workspace: Workspace, *, by: AbstractBaseUser | None) -> Job | None:
    """Queues a comparison of the articles that came since the last one with all others; None where one waits."""
    return _queue(find_copies, workspace, by=by, seconds=SECONDS_TO_GATHER)


@app.task(name=COPIES, retry=TRY_AGAIN, pass_context=True)
def find_copies(context: JobContext, *, key: str) -> None:
    """Articles that copy each other, proposed to people; what one attempt has compared the next leaves alone."""
    _run(context, key, _find_copies, failed="The search for copies failed")


def start_with_new_articles(workspace: Workspace, *, by: AbstractBaseUser | None) -> None:
    """Queues what is done with every text that comes: it is compared with others, and read for suggestions."""
    start_finding_copies(workspace, by=by)
    start_suggesting(workspace, by=by)


def start_suggesting(workspace: Workspace, *, by: AbstractBaseUser | None) -> Job | None:
    """Queues a reading of all texts that nobody has finished and the program has not read; None where one waits."""
    return _queue(suggest, workspace, by=by, seconds=SECONDS_TO_GATHER)


@app.task(name=SUGGEST, retry=TRY_AGAIN, pass_context=True)
def suggest(context: JobContext, *, key: str) -> None:
    """Suggestions for each text; one that was read is left alone, unless there is a better suggester since."""
    _run(context, key, _suggest, failed="Reading for suggestions failed")


def start_training(workspace: Workspace, *, by: AbstractBaseUser | None) -> Job | None:
    """Queues learning from the finished articles; None where it waits."""
    return _queue(train, workspace, by=by)


@app.task(name=TRAIN, retry=TRY_AGAIN, pass_context=True)
def train(context: JobContext, *, key: str) -> None:
    """A killed attempt leaves nothing behind; the next one learns the same."""
    _run(context, key, _train, failed="Learning failed")


def start_finding_duplicates(workspace: Workspace, *, by: AbstractBaseUser | None) -> Job | None:
    """Queues a search for sources that may be one under two names; None where one waits."""
    return _queue(find_duplicates, workspace, by=by)


@app.task(name=DUPLICATES, retry=TRY_AGAIN, pass_context=True)
def find_duplicates(context: JobContext, *, key: str) -> None:
    """Pairs of sources, proposed to people; what was proposed before is not proposed again."""
    _run(context, key, _find_duplicates, failed="The search for sources that may be one failed")


def start_scan(workspace: Workspace, *, by: AbstractBaseUser | None) -> Job | None:
    """Queues a scan of all statements for loops, growing certainty and lost sources; None where one waits."""
    return _queue(scan, workspace, by=by)


@app.task(name=SCAN, retry=TRY_AGAIN, pass_context=True)
def scan(context: JobContext, *, key: str) -> None:
    """What went wrong on the way, of every statement; what is found is kept with the job."""
    _run(context, key, _scan, failed="The scan failed")


def _queue(
    task: "Task[Any, Any, Any]", workspace: Workspace, *, by: AbstractBaseUser | None, seconds: int = 0
) -> Job | None:
    """A job named as its task, begun in so many seconds; None where one waits for this workspace already."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        job = jobs.make(workspace, task.name, by=by)
        at: TimeDeltaParams | None = {"seconds": seconds} if seconds else None
        task.configure(queueing_lock=f"{task.name} {workspace.pk}", schedule_in=at).defer(key=str(job.pk))
        return job
    return None


def _run(context: JobContext, key: str, work: Callable[[Job], None], *, failed: str) -> None:
    """Does the work of a job that did not end yet; where it fails by itself, the job says so."""
    with _stoppable(context):
        job = Job.objects.select_related("workspace", "started_by").filter(pk=UUID(key)).first()
        if job is None or job.state in jobs.ENDED:
            return
        try:
            work(job)
        except (JobAborted, *PASSING):
            raise  # it is tried again
        except Exception:
            jobs.finish(job, result={}, error=f"{failed}; the log says why.")
            raise


def _check(job: Job) -> None:
    failures: list[Failure] = []
    jobs.begin(job, total=len(CHECKS))
    for number, find in enumerate(CHECKS, start=1):
        # One state for each part, so that a write between two of its queries does not look like a fault.
        with snapshot():
            failures.extend(find(job.workspace))
        jobs.advance(job, done=number)
    _tell(job, failures)


def _tell(job: Job, failures: list[Failure]) -> None:
    kept = [{"kind": one.kind, "id": str(one.id), "detail": one.sentence} for one in failures[:MOST_FAILURES_KEPT]]
    error = ""
    if failures:
        error = f"{len(failures)} row{'' if len(failures) == 1 else 's'} failed; “manage.py verify” prints them all."
        log.error("The check of the workspace %s: %s", job.workspace.slug, error)
    jobs.finish(job, result={"failed": len(failures), "failures": kept}, error=error)


def _find_copies(job: Job) -> None:
    jobs.begin(job, total=count_unsigned(job.workspace))
    found = copies.find(job.workspace, progress=lambda done: jobs.advance(job, done=done))
    jobs.finish(job, result={"found": found})


def _find_duplicates(job: Job) -> None:
    jobs.begin(job, total=100)
    found = source_duplicates.propose(
        job.workspace, by=job.started_by, progress=lambda done, total: jobs.advance(job, done=100 * done // total)
    )
    jobs.advance(job, done=100)
    jobs.finish(job, result={"found": found})


def _suggest(job: Job) -> None:
    suggester = suggesters.active(job.workspace)
    texts = suggestions.unread(job.workspace, model=suggester.name, model_version=suggester.version)
    keys = list(texts.order_by("-pk").values_list("pk", flat=True))
    jobs.begin(job, total=len(keys))
    found = 0
    for done, key in enumerate(keys, start=1):
        # Taken down since, some may be gone.
        for version in texts.filter(pk=key):
            found += len(suggesting.propose(version, suggester=suggester))
        jobs.advance(job, done=done)
    jobs.finish(job, result={"found": found})


def _train(job: Job) -> None:
    def tell(done: int, total: int) -> None:
        if job.total != total:
            jobs.begin(job, total=total)
        jobs.advance(job, done=done)

    try:
        row = suggesters.keep(job.workspace, suggesters.learn(job.workspace, progress=tell), by=job.started_by)
    except TooFewArticles as few:
        jobs.finish(job, result={}, error=few.message)
        return
    jobs.finish(job, result={"articles": row.report["articles"], "is_used": row.is_used})
    start_suggesting(job.workspace, by=job.started_by)


def _scan(job: Job) -> None:
    portions = alerts.drifting(job.workspace)
    jobs.begin(job, total=1 + len(portions))
    found = {"cycles": alerts.loops(job.workspace), "inflation": alerts.Alerts(), "attribution_loss": alerts.Alerts()}
    for done, portion in enumerate(portions, start=1):
        jobs.advance(job, done=done)
        alerts.drift(job.workspace, portion, firmer=found["inflation"], lost=found["attribution_loss"])
    jobs.advance(job, done=1 + len(portions))
    jobs.finish(job, result={kind: one.document() for kind, one in found.items()})


@app.periodic(cron="17 3 * * *")
@app.task(name="check_all", retry=TRY_AGAIN)
def check_all(timestamp: int) -> None:
    for workspace in Workspace.objects.order_by("slug"):
        start_check(workspace, by=None)


@app.periodic(cron="47 3 * * *")
@app.task(name="scan_all", retry=TRY_AGAIN)
def scan_all(timestamp: int) -> None:
    for workspace in Workspace.objects.order_by("slug"):
        start_scan(workspace, by=None)


@app.periodic(cron="7 * * * *")
@app.task(name="forget", retry=TRY_AGAIN, pass_context=True)
async def forget(context: JobContext, timestamp: int) -> None:
    """What is kept for a while only: answers to requests sent twice, sessions, ended jobs."""
    await context.app.tasks["forget_rows"].defer_async()
    await remove_old_jobs.func(
        context, max_hours=HOURS_KEPT_IN_QUEUE, remove_failed=True, remove_cancelled=True, remove_aborted=True
    )


@app.task(name="forget_rows", retry=TRY_AGAIN, pass_context=True)
def forget_rows(context: JobContext) -> None:
    now = timezone.now()
    with _stoppable(context):
        once.forget(before=now - once.KEPT)
        Session.objects.filter(expire_date__lt=now).delete()
        jobs.forget(before=now - JOBS_KEPT)


def seal_waiting() -> None:
    """Chains the committed audit events of all workspaces into seals."""
    waiting = AuditUnsealed.objects.values_list("workspace", flat=True).order_by().distinct()
    for workspace in Workspace.objects.filter(pk__in=waiting):
        while audit.seal(workspace):
            pass


async def rescue() -> None:
    """Puts jobs back into the queue whose worker gives no sign of life."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SECONDS_TO_STALL):
        if job.attempts + 1 < MOST_ATTEMPTS:
            log.warning("The job %s %s was left by a worker that ended; it is run again.", job.task_name, job.id)
            await app.job_manager.retry_job(job)
        else:
            log.error("The job %s %s was tried %s times and never ended.", job.task_name, job.id, MOST_ATTEMPTS)
            await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
            await sync_to_async(_give_up)(job.task_kwargs.get("key"))


def _give_up(key: object) -> None:
    for job in Job.objects.filter(pk=UUID(key)) if isinstance(key, str) else ():
        jobs.finish(job, result={}, error=f"It was begun {MOST_ATTEMPTS} times and never came to an end.")


def interrupt() -> None:
    """Ends the queries of running tasks, which then see that they are to stop."""
    with _changing_busy:
        for busy in _busy:
            with suppress(psycopg.Error):
                busy.cancel_safe(timeout=1)


@contextmanager
def _stoppable(context: JobContext) -> Iterator[None]:
    """A stop of the worker ends the task at its next query, or in the middle of one (`interrupt`)."""

    def run(execute: Callable[..., Any], *args: Any) -> Any:
        _stop_if_asked(context)
        try:
            return execute(*args)
        except DatabaseError:
            _stop_if_asked(context)
            raise

    connection.ensure_connection()
    busy = connection.connection
    with _changing_busy:
        _busy.add(busy)
    try:
        with connection.execute_wrapper(run):
            yield
    finally:
        with _changing_busy:
            _busy.discard(busy)


def _stop_if_asked(context: JobContext) -> None:
    if context.should_abort():
        raise JobAborted
