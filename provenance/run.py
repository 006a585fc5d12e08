"""`make run`: everything from an empty data folder to a web server, and back; the steps themselves stand elsewhere."""

import errno
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

import django
from django.conf import settings
from django.db import connection
from django.db.utils import OperationalError

from provenance import env, places, preparation
from provenance.children import STOPPING, undisturbed
from provenance.database import sentence_about
from provenance.postgres import users
from provenance.postgres.server import Server
from provenance.web_server import HOST, WebServer, WebServerFailed, listen
from provenance.worker import Worker

WELCOME = """\

  Provenance runs at  http://{host}:{port}/   (Ctrl+C stops it)

  Log in as           alice (annotator), bob (reviewer) or admin
  Password            {password}
  API token           {token}

"""

SECONDS_BETWEEN_LOOKS = 0.5
CANNOT_WRITE = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT}


class Stopped(BaseException):
    """Ctrl+C, SIGTERM, or the terminal was closed."""


def _stop(_number: int, _frame: FrameType | None) -> None:
    # A second Ctrl+C must not interrupt the stopping that the first one began.
    for number in STOPPING:
        signal.signal(number, signal.SIG_IGN)
    raise Stopped


def main() -> int:
    for number in STOPPING:
        signal.signal(number, _stop)
    try:
        _configure()
        _run()
    except Stopped:
        return 0
    except (WebServerFailed, preparation.TooOld) as error:
        return _complain(str(error))
    except OSError as error:
        if error.errno not in CANNOT_WRITE:
            raise
        return _complain(f"{error.filename or settings.DATA_DIR} cannot be written: {error.strerror}.")
    except OperationalError as error:
        sentence = sentence_about(error, settings.DATABASES["default"])
        if sentence is None:
            raise
        return _complain(sentence)
    finally:
        _leave_database()
    return 0


def _configure() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "provenance.settings")
    if not (os.environ.get("SECRET_KEY") or os.environ.get("SECRET_KEY_FILE")):
        # Only here is a key made up when DATABASE_URL is set; a deployment has to bring its own.
        os.environ["SECRET_KEY"] = _kept("secret_key", length=64)
    django.setup()


def _kept(name: str, *, length: int) -> str:
    folder = env.folder("DATA_DIR") or places.default_data_dir()
    try:
        return places.kept_secret(folder / name, length=length)
    except OSError as error:
        raise env.BadSetting(
            f"The data folder {folder} is not writable ({error.strerror}); set DATA_DIR to a folder of your own."
        ) from error


def _run() -> None:
    listen(settings.PORT).close()
    password = settings.DEMO_PASSWORD or _kept("demo_password", length=12)
    token = settings.DEMO_TOKEN or _kept("demo_token", length=40)
    preparation.prepare(password=password, token=token)
    places.keep_address(settings.DATA_DIR, f"http://{HOST}:{settings.PORT}")
    with ExitStack() as at_end:
        with listen(settings.PORT) as listener, undisturbed():
            server = WebServer(listener)
            at_end.callback(server.stop)
        server.wait_until_it_answers(host_name=_host_name(), https=settings.BEHIND_HTTPS)
        sys.stdout.write(WELCOME.format(host=HOST, port=settings.PORT, password=password, token=token))
        sys.stdout.flush()
        # Only now, so that it does not compete with the start of what people wait for.
        with undisturbed():
            worker = Worker()
            at_end.callback(worker.stop)
        while (code := server.wait(SECONDS_BETWEEN_LOOKS)) is None:
            with undisturbed():
                worker.keep_alive()
        raise WebServerFailed(f"The web server ended by itself (code {code}); start again.")


def _host_name() -> str:
    """A name that Django answers to, for our own question whether it is ready."""
    first = next(iter(settings.ALLOWED_HOSTS), HOST)
    return HOST if first == "*" else first.removeprefix(".")


def _leave_database() -> None:
    """Be the last to leave, if nobody else uses the embedded server, and see that it has stopped."""
    if not settings.configured:
        return
    connection.close()
    embedded: Mapping[str, Path] | None = settings.DATABASES["default"].get("EMBEDDED")
    if embedded:
        users.detach(Server(embedded["FOLDER"]))


def _complain(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
