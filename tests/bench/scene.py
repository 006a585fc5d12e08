"""What all rows of the bench share: the workspaces, the server, and how a person and a program enter it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client as InProcess

from claims.models import Workspace
from tests.bench.server import Client, WebServer


@dataclass(frozen=True, slots=True)
class Scene:
    """`workspace` is the large one, `small` the one that shows what does not grow."""

    workspace: Workspace
    small: Workspace
    token: str
    small_token: str
    user: User
    server: WebServer
    claims: int

    @property
    def cookie(self) -> str:
        """A logged-in browser's."""
        session = SessionStore()
        session[SESSION_KEY] = str(self.user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = self.user.get_session_auth_hash()
        session.create()
        return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"

    def program(self) -> Client:
        """A kept connection to the server, as a program with a token."""
        return Client(self.server.port, token=self.token)

    def in_process(self) -> InProcess:
        """The same without server and socket, to write down the SQL of a request."""
        client = InProcess(HTTP_HOST="localhost", headers={"authorization": f"Token {self.token}"})
        client.force_login(self.user)
        return client

    def api(self, path: str, **query: str | int) -> str:
        address = f"/api/v1/workspaces/{self.workspace.slug}/{path}"
        return f"{address}?{urlencode(query)}" if query else address
