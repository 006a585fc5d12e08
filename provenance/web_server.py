"""gunicorn as a child of `make run`: its port, its start, its end; what it serves is said in wsgi.py."""

import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time

from provenance import children
from provenance.places import PROJECT_DIR

HOST = "127.0.0.1"
SECONDS_TO_ANSWER = 60
SECONDS_TO_STOP = 15
SECONDS_FOR_ORPHANS = 5


class WebServerFailed(Exception):
    """The web server cannot start or has ended by itself; the message is a sentence for whoever started it."""


def listen(port: int) -> socket.socket:
    """A listening socket, which the server inherits: nobody can take the port between this check and its start."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(1024)
    except OSError as error:
        listener.close()
        reason = (
            "is taken by another program" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
        )
        raise WebServerFailed(f"Port {port} on {HOST} {reason}; stop it or choose another with PORT=....") from error
    return listener


class WebServer:
    """One gunicorn with its workers."""

    def __init__(self, listener: socket.socket) -> None:
        self.port: int = listener.getsockname()[1]
        descriptor = listener.fileno()
        self.process = children.start(
            [
                *(sys.executable, "-m", "gunicorn", "--config", str(PROJECT_DIR / "gunicorn.conf.py")),
                *("--bind", f"fd://{descriptor}"),
            ],
            pass_fds=(descriptor,),
        )

    def wait_until_it_answers(self, *, host_name: str, https: bool) -> None:
        deadline = time.monotonic() + SECONDS_TO_ANSWER
        answer = "nothing"
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise WebServerFailed("The web server ended before it answered; the reason stands above.")
            answer = self._ask(host_name=host_name, https=https)
            if answer == "200":
                return
            time.sleep(0.05)
        raise WebServerFailed(f"The web server did not become ready: /readyz answered {answer}.")

    def _ask(self, *, host_name: str, https: bool) -> str:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=10)
        headers = {"Host": host_name, "Connection": "close"} | ({"X-Forwarded-Proto": "https"} if https else {})
        try:
            connection.request("GET", "/readyz", headers=headers)
            return str(connection.getresponse().status)
        except (OSError, http.client.HTTPException):
            return "nothing"
        finally:
            connection.close()

    def wait(self, seconds: float) -> int | None:
        """Its exit code, or None when it still serves after so long."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def stop(self) -> None:
        """Let requests end, then see that neither gunicorn nor a worker of it is left."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self._signal_group(signal.SIGTERM)
        deadline = time.monotonic() + SECONDS_FOR_ORPHANS
        while self._signal_group(0) and time.monotonic() < deadline:
            time.sleep(0.05)
        self._signal_group(signal.SIGKILL)

    def _signal_group(self, number: int) -> bool:
        """Send the signal to what is left of the group; False when nothing is."""
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            return False
        return True
