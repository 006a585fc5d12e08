"""What differs under test: a database server that forgets everything, plain static files, cheap passwords."""

import os
import tempfile
from pathlib import Path

VARIABLES = (
    "ALLOWED_HOSTS",
    "API_THROTTLE_PER_MINUTE",
    "BASE_URL",
    "BEHIND_HTTPS",
    "CSRF_TRUSTED_ORIGINS",
    "DATABASE_URL",
    "DATABASE_URL_FILE",
    "DATA_DIR",
    "DEBUG",
    "DEMO_PASSWORD",
    "DEMO_PASSWORD_FILE",
    "DEMO_TOKEN",
    "DEMO_TOKEN_FILE",
    "LOG_LEVEL",
    "MAX_TEXT_MB",
    "PORT",
    "PREPARED_STATEMENTS",
    "SECRET_KEY",
    "SECRET_KEY_FILE",
)
"""All that provenance/settings.py reads: none of it may reach the tests from the shell that starts them."""

for _name in VARIABLES:
    os.environ.pop(_name, None)

# The first process of a test run makes the folder, its workers inherit the name, tests/conftest.py removes it.
RUN_FOLDER = Path(os.environ.setdefault("PROVENANCE_TEST_FOLDER", "") or tempfile.mkdtemp(prefix="provenance-tests-"))
os.environ["PROVENANCE_TEST_FOLDER"] = str(RUN_FOLDER)
# PostgreSQL may have to run as another account than the tests; the folders inside stay private.
RUN_FOLDER.chmod(0o711)
os.environ["DATA_DIR"] = str(RUN_FOLDER)
os.environ["SECRET_KEY"] = "only-for-tests-" + "x" * 32

from provenance.settings import *  # noqa: E402, F403 - the variables above come first; a settings module is its names
from provenance.settings import DATA_DIR, DATABASES, STORAGES  # noqa: E402 - as above

DATABASES["default"] |= {
    "EMBEDDED": {"FOLDER": DATA_DIR / "postgres", "DURABLE": False},
    # Threads of the live server must not hold on to a database that is about to be dropped.
    "CONN_MAX_AGE": 0,
    "CONN_HEALTH_CHECKS": False,
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
