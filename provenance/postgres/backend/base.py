"""Django's PostgreSQL backend, except that connecting first sees to it that the embedded server runs."""

from collections.abc import Mapping
from typing import Any

from django.db import utils
from django.db.backends.postgresql import base, client
from psycopg import OperationalError

from provenance.postgres import users
from provenance.postgres.binaries import program
from provenance.postgres.errors import ServerUnavailable
from provenance.postgres.server import PORT, Server

RETRIES = 2


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell`, with the psql that comes with the server."""

    def runshell(self, parameters: Any) -> None:
        self.executable_name = str(program("psql"))
        users.attach(self.connection.server)  # type: ignore[attr-defined]
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        embedded: Mapping[str, Any] = settings_dict["EMBEDDED"]
        self.server = Server(embedded["FOLDER"], durable=embedded["DURABLE"])
        super().__init__({**settings_dict, "HOST": str(self.server.socket_folder), "PORT": PORT}, alias)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        try:
            users.attach(self.server)
            for _ in range(RETRIES):
                try:
                    return super().get_new_connection(conn_params)
                except OperationalError:
                    # The server this process is attached to may have been killed or be about to end.
                    users.wait_until_ready(self.server)
        except ServerUnavailable as error:
            raise utils.OperationalError(str(error)) from error
        return super().get_new_connection(conn_params)
