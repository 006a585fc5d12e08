"""How work in the background is queued, stopped and tried again; which work that is stands in `tasks`.

A task may run twice (its worker was killed, or only seemed dead), so each is written to do no harm then.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import UUID

import psycopg
from asgiref.sync import sync_to_async
from django.contrib.auth.models import AbstractBaseUser
from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException, JobAborted
from procrastinate.jobs import Job as QueuedJob
from procrastinate.jobs import Status
from procrastinate.tasks import Task
from procrastinate.types import TimeDeltaParams

from claims.models import Job, Workspace
from claims.services import jobs

log = logging.getLogger(__name__)

PASSING = (OperationalError, InterfaceError, ConnectorException)
"""The database was away, or stopped a query."""
MOST_ATTEMPTS = 20
LONGEST_WAIT = 60
SECONDS_TO_STALL = 10
"""Without a sign of life of its worker for so long, a job is run again."""

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


def queue(
    task: "Task[Any, Any, Any]", workspace: Workspace, *, by: AbstractBaseUser | None, seconds: int = 0
) -> Job | None:
    """A job named as its task, begun in so many seconds; None where one waits for this workspace already."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        job = jobs.make(workspace, task.name, by=by)
        at: TimeDeltaParams | None = {"seconds": seconds} if seconds else None
        task.configure(queueing_lock=f"{task.name} {workspace.pk}", schedule_in=at).defer(key=str(job.pk))
        return job
    return None


def run(context: JobContext, key: str, work: Callable[[Job], None], *, failed: str) -> None:
    """Does the work of a job that did not end yet; where it fails by itself, the job says so."""
    with stoppable(context):
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
def stoppable(context: JobContext) -> Iterator[None]:
    """A stop of the worker ends the task at its next query, or in the middle of one (`interrupt`)."""

    def one(execute: Callable[..., Any], *args: Any) -> Any:
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
        with connection.execute_wrapper(one):
            yield
    finally:
        with _changing_busy:
            _busy.discard(busy)


def _stop_if_asked(context: JobContext) -> None:
    if context.should_abort():
        raise JobAborted
