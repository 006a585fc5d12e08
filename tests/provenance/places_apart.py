"""Another place than the database of the tests: an empty folder with a server of its own, used through manage.py."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.provenance.processes import run_python

ROWS = """
import json
from django.apps import apps
from django.db import connection
found = {}
with connection.cursor() as cursor:
    for model in apps.get_app_config("claims").get_models():
        table = model._meta.db_table
        cursor.execute(f"SELECT {model._meta.pk.column}::text, md5(t::text) FROM {table} t")
        found[table] = dict(cursor.fetchall())
print("ROWS" + json.dumps(found))
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a backup is restored."""

    folder: Path

    def manage(self, *words: object) -> str:
        done = run_python(
            "manage.py", *map(str, words), DATA_DIR=str(self.folder), SECRET_KEY="only-for-tests-" + "x" * 32
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def rows(self) -> dict[str, dict[str, str]]:
        """Table -> id -> digest of the row."""
        told: dict[str, Any] = json.loads(self.manage("shell", "-v0", "-c", ROWS).partition("ROWS")[2])
        return told
