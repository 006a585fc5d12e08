"""How many requests a token, or a person without one, may send in a minute; counted over all processes of a machine."""

import hashlib
import logging
import os
import time
from pathlib import Path

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from claims.models import ApiToken

log = logging.getLogger(__name__)
MINUTE = 60


class TokenThrottle(BaseThrottle):
    """Counts in files that grow by a byte a request: appending is atomic, survives kill -9 and needs no server."""

    def allow_request(self, request: Request, view: object) -> bool:
        who = _name_of(request)
        return who is None or _count(who, minute=int(time.time()) // MINUTE) <= settings.API_THROTTLE_PER_MINUTE

    def wait(self) -> float:
        """Whole seconds until the next minute begins."""
        return MINUTE - int(time.time()) % MINUTE


def _name_of(request: Request) -> str | None:
    if isinstance(request.auth, ApiToken):
        return f"token-{request.auth.pk}"
    return f"user-{request.user.pk}" if request.user.is_authenticated else None


def _count(who: str, *, minute: int) -> int:
    folder = Path(settings.DATA_DIR) / "requests"
    file = folder / f"{minute}-{hashlib.sha256(who.encode()).hexdigest()[:32]}"
    try:
        try:
            count = _append(file)
        except FileNotFoundError:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            count = _append(file)
    except OSError as error:
        # A full disk is no reason to lock everybody out of reading.
        log.warning("Requests cannot be counted: %s", error)
        return 0
    if count == 1:
        _forget_before(minute, folder)
    return count


def _append(file: Path) -> int:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, b".")
        return os.fstat(descriptor).st_size
    finally:
        os.close(descriptor)


def _forget_before(minute: int, folder: Path) -> None:
    for file in folder.iterdir():
        if not file.name.startswith(f"{minute}-"):
            file.unlink(missing_ok=True)
