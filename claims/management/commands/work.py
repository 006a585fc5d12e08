"""`manage.py work`: the one background process: queued and periodic work, and the sealing of audit events."""

import asyncio
import json
import logging
import signal
import threading
import time
from collections.abc import Coroutine, Iterator
from typing import Any

from asgiref.sync import sync_to_async
from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections
from django.db.backends.base.base import BaseDatabaseWrapper
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException

from claims import queueing, tasks

log = logging.getLogger(__name__)

SECONDS_BETWEEN_SEALS = 0.5
SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_BETWEEN_RESCUES = 5.0
SECONDS_BETWEEN_HEARTBEATS = 2.0
SECONDS_TO_END_WELL = 0.5
"""How long a task has after a stop before its query is interrupted."""
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 10.0
"""Before the database is tried again."""
SECONDS_OF_CALM = 30.0
"""After so long without a failure the next one is news again."""


class Command(BaseCommand):
    help = "Does the background work and seals audit events as they come, until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        logging.getLogger("procrastinate.worker").addFilter(_in_one_line)
        stopped = threading.Event()
        sealing = threading.Thread(target=_seal, args=(stopped,), name="sealing", daemon=True)
        sealing.start()
        try:
            asyncio.run(_work(stopped))
        finally:
            stopped.set()
            sealing.join()


class Connector(DjangoConnector):
    """The queue over Django's own connection: what a task queues belongs to its transaction, the embedded server is
    started where it has ended, and there is no second pool. Django leaves JSON as text to the fields of its models."""

    @property
    def connection(self) -> BaseDatabaseWrapper:
        found = super().connection
        try:
            found.ensure_connection()
        except Error as error:
            raise ConnectorException from error
        return found

    def _dictfetch(self, cursor: Any) -> Iterator[dict[str, Any]]:
        for row in super()._dictfetch(cursor):
            if isinstance(row.get("args"), str):
                row["args"] = json.loads(row["args"])
            yield row


class Pauses:
    """How long to wait for a database that is away: longer each time, and said once."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.pause = SHORTEST_PAUSE
        self.failed_at = 0.0

    def after(self, error: Exception | None, *, now: float) -> float:
        is_news = now - self.failed_at > SECONDS_OF_CALM
        self.pause = SHORTEST_PAUSE if is_news else min(self.pause * 2, LONGEST_PAUSE)
        self.failed_at = now
        if is_news:
            reason = " ".join(str(error.__cause__ or error).split()) if error else "the queue could not be read"
            log.warning("%s waits for the database: %s", self.what, reason)
        return self.pause


def _seal(stopped: threading.Event) -> None:
    """In a thread of its own, so that no job keeps it waiting."""
    pauses = Pauses("Sealing")
    pause = SECONDS_BETWEEN_SEALS
    while not stopped.wait(pause):
        pause = SECONDS_BETWEEN_SEALS
        close_old_connections()
        try:
            tasks.seal_waiting()
        except Error as error:
            pause = pauses.after(error, now=time.monotonic())
    close_old_connections()


async def _work(stopped: threading.Event) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, _stop, stop, stopped)
    pauses = Pauses("Background work")
    while not stop.is_set():
        error: Exception | None = None
        try:
            with app.replace_connector(Connector()):
                await _until_stopped(stop)
        except (Error, ConnectorException) as failure:
            error = failure
        if not stop.is_set():
            await _at_most(stop.wait(), seconds=pauses.after(error, now=time.monotonic()))
        await sync_to_async(close_old_connections)()


def _stop(stop: asyncio.Event, stopped: threading.Event) -> None:
    stop.set()
    stopped.set()


async def _until_stopped(stop: asyncio.Event) -> None:
    """Returns or raises when the database is away, too: the queue's worker does not outlive its connection."""
    parts = [
        asyncio.create_task(_serve()),
        asyncio.create_task(_rescue()),
        asyncio.create_task(stop.wait()),
    ]
    await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
    interrupting = asyncio.create_task(_interrupt())
    for part in parts:
        part.cancel()
    ended = await asyncio.gather(*parts, return_exceptions=True)
    interrupting.cancel()
    for outcome in ended:
        if isinstance(outcome, Exception):
            raise outcome


async def _serve() -> None:
    # Looking once a second instead of listening: that needs a session of its own, which a pooler does not give.
    await app.run_worker_async(
        listen_notify=False,
        install_signal_handlers=False,
        fetch_job_polling_interval=SECONDS_BETWEEN_LOOKS,
        update_heartbeat_interval=SECONDS_BETWEEN_HEARTBEATS,
        stalled_worker_timeout=queueing.SECONDS_TO_STALL,
        shutdown_graceful_timeout=SECONDS_TO_END_WELL,
    )


async def _rescue() -> None:
    while True:
        await queueing.rescue()
        await asyncio.sleep(SECONDS_BETWEEN_RESCUES)


async def _interrupt() -> None:
    while True:
        await asyncio.sleep(SECONDS_TO_END_WELL + 0.1)
        await asyncio.to_thread(queueing.interrupt)


async def _at_most(waiting: Coroutine[Any, Any, Any], *, seconds: float) -> None:
    try:
        await asyncio.wait_for(waiting, seconds)
    except TimeoutError:
        return


def _in_one_line(record: logging.LogRecord) -> bool:
    """That the database went away is said by us, once; a traceback tells nothing more."""
    return getattr(record, "action", "") != "side_task_failed"
