"""`make bench`: generates or reuses a large workspace, and prints every speed that is promised beside its floor."""

import argparse
import os
import sys
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parents[2]
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "provenance.settings",
    "DATA_DIR": str(PROJECT_DIR / "var" / "bench"),
    "API_THROTTLE_PER_MINUTE": "10000000",
    "LOG_LEVEL": "WARNING",
}
"""Production settings, but for a place of its own and a client that sends more than any person."""
SMALL_ARTICLES = 500
SMALL_CLAIMS = 10_000


def main() -> int:
    options = _options()
    os.environ.update(ENVIRONMENT)
    import django  # noqa: PLC0415 - it reads the environment that is set above

    django.setup()
    from tests.bench import run  # noqa: PLC0415 - as above

    return run.run(options.articles, options.claims, only=options.only)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument(
        "--only",
        default="",
        help="one of csv, list, text, import, page, annotate, adding, clients, names, lineage, analyses",
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
