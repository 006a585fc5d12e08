"""The way in of manage.py: Django's commands, and one sentence instead of a traceback where the database is missing."""

import logging
import os
import sys

from django.conf import settings
from django.core.management import execute_from_command_line
from django.db.utils import OperationalError

from provenance.database import sentence_about

logger = logging.getLogger(__name__)


def main(arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "provenance.settings")
    try:
        execute_from_command_line(arguments)
    except OperationalError as error:
        sentence = sentence_about(error, settings.DATABASES["default"])
        if sentence is None:
            raise
        logger.debug("The database cannot be used.", exc_info=error)
        sys.exit(sentence)
