"""Work that goes on in the background: what is queued and when; services do it, `queueing` sees it through."""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.builtin_tasks import remove_old_jobs
from procrastinate.contrib.django import app

from claims.errors import TooFewArticles
from claims.models import AuditUnsealed, Job, Workspace
from claims.queries import alerts, suggestions
from claims.queries.batches import snapshot
from claims.queries.copies import count_unsigned
from claims.queries.integrity import Failure, check_rows, check_texts
from claims.queueing import TRY_AGAIN, queue, run, stoppable
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

HOURS_KEPT_IN_QUEUE = 7 * 24
JOBS_KEPT = timedelta(days=30)


def start_check(workspace: Workspace, *, by: AbstractBaseUser | None) -> Job | None:
    """Queues a check of everything in the workspace; None where one waits already."""
    return queue(check, workspace, by=by)


@app.task(name=CHECK, retry=TRY_AGAIN, pass_context=True)
def check(context: JobContext, *, key: str) -> None:
    """What `manage.py verify` does, a part at a time."""
    run(context, key, _check, failed="The check itself failed")


def start_finding_copies(workspace: Workspace, *, by: AbstractBaseUser | None) -> Job | None:
    """Queues a comparison of the articles that came since the last one with all others; None where one waits."""
    return queue(find_copies, workspace, by=by, seconds=SECONDS_TO_GATHER)


@app.task(name=COPIES, retry=TRY_AGAIN, pass_context=True)
def find_copies(context: JobContext, *, key: str) -> None:
    """Articles that copy each other, proposed to people; what one attempt has compared the next leaves alone."""
    run(context, key, _find_copies, failed="The search for copies failed")


def start_with_new_articles(workspace: Workspace, *, by: AbstractBaseUser | None) -> None:
    """Queues what is done with every text that comes: it is compared with others, and read for suggestions."""
    start_finding_copies(workspace, by=by)
    start_suggesting(workspace, by=by)


def start_suggesting(workspace: Workspace, *, by: AbstractBaseUser | None) -> Job | None:
    """Queues a reading of all texts that nobody has finished and the program has not read; None where one waits."""
    return queue(suggest, workspace, by=by, seconds=SECONDS_TO_GATHER)


@app.task(name=SUGGEST, retry=TRY_AGAIN, pass_context=True)
def suggest(context: JobContext, *, key: str) -> None:
    """Suggestions for each text; one that was read is left alone, unless there is a better suggester since."""
    run(context, key, _suggest, failed="Reading for suggestions failed")


def start_training(workspace: Workspace, *, by: AbstractBaseUser | None) -> Job | None:
    """Queues learning from the finished articles; None where it waits."""
    return queue(train, workspace, by=by)


@app.task(name=TRAIN, retry=TRY_AGAIN, pass_context=True)
def train(context: JobContext, *, key: str) -> None:
    """A killed attempt leaves nothing behind; the next one learns the same."""
    run(context, key, _train, failed="Learning failed")


def start_finding_duplicates(workspace: Workspace, *, by: AbstractBaseUser | None) -> Job | None:
    """Queues a search for sources that may be one under two names; None where one waits."""
    return queue(find_duplicates, workspace, by=by)


@app.task(name=DUPLICATES, retry=TRY_AGAIN, pass_context=True)
def find_duplicates(context: JobContext, *, key: str) -> None:
    """Pairs of sources, proposed to people; what was proposed before is not proposed again."""
    run(context, key, _find_duplicates, failed="The search for sources that may be one failed")


def start_scan(workspace: Workspace, *, by: AbstractBaseUser | None) -> Job | None:
    """Queues a scan of all statements for loops, growing certainty and lost sources; None where one waits."""
    return queue(scan, workspace, by=by)


@app.task(name=SCAN, retry=TRY_AGAIN, pass_context=True)
def scan(context: JobContext, *, key: str) -> None:
    """What went wrong on the way, of every statement; what is found is kept with the job."""
    run(context, key, _scan, failed="The scan failed")


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
    with stoppable(context):
        once.forget(before=now - once.KEPT)
        Session.objects.filter(expire_date__lt=now).delete()
        jobs.forget(before=now - JOBS_KEPT)


def seal_waiting() -> None:
    """Chains the committed audit events of all workspaces into seals."""
    waiting = AuditUnsealed.objects.values_list("workspace", flat=True).order_by().distinct()
    for workspace in Workspace.objects.filter(pk__in=waiting):
        while audit.seal(workspace):
            pass
