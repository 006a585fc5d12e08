"""The progress of background work, for people to see; the work itself is done in `tasks`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from claims.models import Job, Workspace
from claims.vocabulary import JobState

ENDED = (JobState.DONE, JobState.FAILED)


def make(workspace: Workspace, kind: str, *, by: AbstractBaseUser | None) -> Job:
    """A job that waits; whoever makes it puts it into the queue in the same transaction."""
    return Job.objects.create(workspace=workspace, kind=kind, started_by_id=by.pk if by else None)


def begin(job: Job, *, total: int) -> None:
    """From the start, also where an earlier attempt had come further."""
    _change(job, state=JobState.RUNNING, done=0, total=total, error="", result={})


def advance(job: Job, *, done: int) -> None:
    _change(job, done=done)


def finish(job: Job, *, result: dict[str, Any], error: str = "") -> None:
    """Done, or failed with a sentence that says what was found."""
    _change(job, state=JobState.FAILED if error else JobState.DONE, result=result, error=error)


def forget(*, before: datetime) -> None:
    """Ended work that nobody looks at any more."""
    Job.objects.filter(state__in=ENDED, updated_at__lt=before).delete()


def _change(job: Job, **values: Any) -> None:
    for name, value in values.items():
        setattr(job, name, value)
    names: Sequence[str] = [*values, "updated_at"]
    job.save(update_fields=names)
