"""What every test may rely on: the database server of this test run, gone when the run ends."""

import os
import shutil
import time

import hypothesis
import pytest
from django.conf import settings

from provenance.postgres import users
from provenance.postgres.server import Server

SECONDS_TO_STOP = 30

# How long one example takes says more of the machine than of the code.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")


def pytest_unconfigure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return  # a worker of xdist: its lock falls with its process, and the first process cleans up
    server = Server(settings.DATABASES["default"]["EMBEDDED"]["FOLDER"], durable=False)
    users.detach(server)
    deadline = time.monotonic() + SECONDS_TO_STOP
    while server.folder.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    shutil.rmtree(settings.DATA_DIR, ignore_errors=True)
    os.environ.pop("PROVENANCE_TEST_FOLDER", None)
