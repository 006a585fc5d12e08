"""Typed readers of environment variables; which variables there are and what they mean is said in settings.py."""

import os
import string
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

names_read: set[str] = set()
"""Every variable asked for so far; a test compares it with docs/settings.md."""

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off"})
PRINTABLE = frozenset(string.ascii_letters + string.digits + string.punctuation)


class BadSetting(SystemExit):
    """A setting that cannot be used. A SystemExit, so that every way in (command, web server, test) ends with the
    sentence on stderr and code 1 instead of a traceback."""


def _raw(name: str) -> str | None:
    names_read.add(name)
    value = os.environ.get(name, "").strip()
    return value or None


def text(name: str, *, default: str) -> str:
    return _raw(name) or default


def secret(name: str) -> str | None:
    """The value of NAME, or of the first line of the file that NAME_FILE points to."""
    value, path = _raw(name), _raw(f"{name}_FILE")
    if path is None:
        return value
    if value is not None:
        raise BadSetting(f"{name} and {name}_FILE are both set; keep one of them.")
    try:
        content = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise BadSetting(f"{name}_FILE points to {path}, which cannot be read: {reason}.") from error
    lines = content.splitlines()
    if not lines or not lines[0].strip():
        raise BadSetting(f"{name}_FILE points to {path}, which is empty.")
    return lines[0].strip()


def printable_secret(name: str, *, shortest: int, longest: int) -> str | None:
    value = secret(name)
    if value is not None and not (shortest <= len(value) <= longest and PRINTABLE.issuperset(value)):
        raise BadSetting(f"{name} must be {shortest} to {longest} printable ASCII characters without spaces.")
    return value


def passphrase(name: str, *, longest: int) -> str | None:
    value = secret(name)
    if value is not None and not (len(value) <= longest and value.isprintable()):
        raise BadSetting(f"{name} must be at most {longest} printable characters.")
    return value


def integer(name: str, *, default: int, smallest: int, largest: int) -> int:
    value = _raw(name)
    if value is None:
        return default
    if not (value.isascii() and value.isdigit() and len(value) < 16 and smallest <= int(value) <= largest):
        raise BadSetting(f"{name} is {value!r}; it must be a whole number from {smallest} to {largest}.")
    return int(value)


def switch(name: str, *, default: bool) -> bool:
    value = _raw(name)
    if value is None:
        return default
    if value.lower() not in TRUE_WORDS | FALSE_WORDS:
        raise BadSetting(f"{name} is {value!r}; it must be one of true, false, yes, no, on, off, 1, 0.")
    return value.lower() in TRUE_WORDS


def choice(name: str, *, default: str, choices: tuple[str, ...]) -> str:
    value = (_raw(name) or default).upper()
    if value not in choices:
        raise BadSetting(f"{name} is {value!r}; it must be one of {', '.join(choices)}.")
    return value


def words(name: str, *, default: list[str]) -> list[str]:
    """A list separated by commas."""
    value = _raw(name)
    return default if value is None else [word.strip() for word in value.split(",") if word.strip()]


def hosts(name: str, *, default: list[str]) -> list[str]:
    values = words(name, default=default)
    for value in values:
        if "/" in value or any(character.isspace() for character in value):
            raise BadSetting(f"{name} holds {value!r}; write host names such as example.org, without http:// or path.")
    return values


def origins(name: str) -> list[str]:
    values = words(name, default=[])
    for value in values:
        if not value.startswith(("http://", "https://")):
            raise BadSetting(f"{name} holds {value!r}; each origin starts with https:// or http://.")
    return values


def address(name: str) -> str | None:
    """Where people reach the site, without the slash at the end."""
    value = _raw(name)
    if value is None:
        return None
    if not value.startswith(("http://", "https://")) or any(character.isspace() for character in value):
        raise BadSetting(f"{name} is {value!r}; write the address of the site, such as https://claims.example.org.")
    return value.rstrip("/")


def folder(name: str) -> Path | None:
    """An absolute path, or none; whether it can be written is found out by whoever writes."""
    value = _raw(name)
    if value is None:
        return None
    path = Path(value).expanduser()
    if not path.is_absolute():
        raise BadSetting(f"{name} is {value!r}; it must be an absolute path.")
    if path.exists() and not path.is_dir():
        raise BadSetting(f"{name} is {value!r}, which is not a folder.")
    return path


def database(name: str) -> Mapping[str, Any] | None:
    """Django's settings of the PostgreSQL that a URL names. libpq reads the URL, so everything it knows is allowed."""
    url = secret(name)
    if url is None:
        return None
    wanted = f"{name} must look like postgresql://user:password@host:5432/database"
    if not url.startswith(("postgresql://", "postgres://")):
        raise BadSetting(f"{wanted}; only PostgreSQL 15 or newer is supported.")
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError as error:
        # libpq quotes the URL, password included, in what it says about the middle of it.
        raise BadSetting(f"{wanted}; this one cannot be read.") from error
    port = str(parts.pop("port", "") or "")
    if not all(part.isdigit() and 0 < int(part) < 65536 for part in port.split(",") if part):
        raise BadSetting(f"{wanted}; its port is not a number from 1 to 65535.")
    database_name = str(parts.pop("dbname", "") or "")
    if not database_name:
        raise BadSetting(f"{wanted}; this one names no database.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database_name,
        "USER": str(parts.pop("user", "") or ""),
        "PASSWORD": str(parts.pop("password", "") or ""),
        "HOST": str(parts.pop("host", "") or ""),
        "PORT": port,
        "OPTIONS": {"connect_timeout": 10, **parts},
    }
