"""Reads a JSON object field by field: types, known words, no unknown key; what the fields mean is not here."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from claims.errors import BadDate, BadRecord
from claims.exchange.validation import check_characters
from claims.text.dates import PartialDate, parse_date

Json = dict[str, object]
WordT = TypeVar("WordT", bound=StrEnum)
T = TypeVar("T")

_NAMES = {dict: "an object", list: "a list", str: "text", bool: "true or false", int: "a number", float: "a number"}


def parse_object(line: bytes) -> Json:
    """The one JSON object of a line, refused where Python's reader would guess: NaN, double keys, broken UTF-8."""
    try:
        text = line.decode()
    except UnicodeDecodeError as wrong:
        raise BadRecord(
            f"The line is not UTF-8 (byte {wrong.start + 1} of the line); save the file as UTF-8."
        ) from wrong
    try:
        value = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_without_duplicates)
    except json.JSONDecodeError as wrong:
        raise BadRecord(f"The line is not JSON: {wrong.msg} at character {wrong.pos + 1}.") from wrong
    except RecursionError as wrong:
        raise BadRecord("The line is nested too deeply to be a record.") from wrong
    except ValueError as wrong:  # a number of thousands of digits
        raise BadRecord(f"The line has a value that cannot be read: {wrong}.") from wrong
    if not isinstance(value, dict):
        raise BadRecord(f"The line is {_called(value)}; one JSON object a line is expected.")
    if "\\ud" in text.lower():
        _refuse_surrogates(value)
    return value


class Fields:
    """The keys of one object, each taken once; `finish` refuses what is left."""

    def __init__(self, value: Json, *, path: str = "") -> None:
        self._rest = dict(value)
        self._known: list[str] = []
        self._path = path

    def has(self, key: str) -> bool:
        """Whether there is a value, null being none."""
        return self._rest.get(key) is not None

    def path(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key

    def take(self, key: str) -> object:
        """The value as it is; None where it is missing or null."""
        self._known.append(key)
        return self._rest.pop(key, None)

    def text(self, key: str, *, required: bool = False) -> str:
        value = self.raw_text(key, required=required)
        check_characters(value, field=self.path(key))
        return value

    def raw_text(self, key: str, *, required: bool = False) -> str:
        """Text that is cleaned later, so any character is let through."""
        value = self.take(key)
        if value is None and not required:
            return ""
        if value is None:
            raise self.wrong(key, "is missing")
        if not isinstance(value, str):
            raise self.wrong(key, f"must be text, not {_called(value)}")
        if required and not value.strip():
            raise self.wrong(key, "is empty; give it some text")
        return value

    def truth(self, key: str, *, default: bool) -> bool:
        value = self.take(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self.wrong(key, f"must be true or false, not {_called(value)}")
        return value

    def whole_number(self, key: str) -> int:
        value = self.take(key)
        if isinstance(value, bool) or not isinstance(value, int):
            found = "missing" if value is None else _called(value) if not isinstance(value, float) else "a fraction"
            raise self.wrong(key, f"must be a whole number, it is {found}")
        return value

    def word(self, key: str, words: type[WordT]) -> WordT | None:
        value = self.take(key)
        if value is None:
            return None
        if isinstance(value, str):
            with suppress(ValueError):
                return words(value)
        raise self.wrong(key, f"must be one of {', '.join(words)}, not {_shown(value)}")

    def identity(self, key: str) -> UUID | None:
        value = self.take(key)
        if value is None:
            return None
        found = as_uuid(value)
        if found is None:
            raise self.wrong(key, f"must be a UUID, not {_shown(value)}")
        return found

    def date(self, key: str) -> PartialDate | None:
        """`"2024-05"`, or an object with `date`, the `words` of the article and the `zone` they were read in."""
        value = self.take(key)
        if value is None or value == "":
            return None
        if not isinstance(value, dict):
            return self._date(key, value, words="")
        fields = Fields(value, path=self.path(key))
        written, words = fields.take("date"), fields.text("words")
        zone = fields.text("zone") if fields.has("zone") else None
        fields.finish()
        date = self._date(key, written, words=words)
        return date if zone is None else replace(date, zone=zone)

    def _date(self, key: str, value: object, *, words: str) -> PartialDate:
        if not isinstance(value, str):
            raise self.wrong(key, f"must be a date written as text, not {_called(value)}")
        try:
            return parse_date(value, words=words)
        except BadDate as wrong:
            raise BadDate(wrong.message, field=self.path(key)) from wrong

    def texts(self, key: str) -> tuple[str, ...]:
        return self.each(key, self._text_item)

    def objects(self, key: str, read: Callable[["Fields"], T]) -> tuple[T, ...]:
        """Each object of a list, read to its end."""
        return self.each(key, lambda value, path: nested(value, read, path=path))

    def each(self, key: str, read: Callable[[object, str], T]) -> tuple[T, ...]:
        value = self.take(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self.wrong(key, f"must be a list, not {_called(value)}")
        return tuple(read(item, f"{self.path(key)}[{place}]") for place, item in enumerate(value))

    def finish(self) -> None:
        """Refuses keys nobody took: what is not understood would be lost without a word."""
        for key in self._rest:
            raise self.wrong(_cut(key), "is not a key that is known here; known are " + ", ".join(self._known))

    def wrong(self, key: str, what: str) -> BadRecord:
        return BadRecord(f"{self.path(key)} {what}.", field=self.path(key))

    def _text_item(self, value: object, path: str) -> str:
        if not isinstance(value, str):
            raise BadRecord(f"{path} must be text, not {_called(value)}.", field=path)
        check_characters(value, field=path)
        return value


def nested(value: object, read: Callable[[Fields], T], *, path: str) -> T:
    if not isinstance(value, dict):
        raise BadRecord(f"{path} must be an object, not {_called(value)}.", field=path)
    fields = Fields(value, path=path)
    made = read(fields)
    fields.finish()
    return made


def as_uuid(value: object) -> UUID | None:
    """The UUID written in the usual 36 characters; other spellings that Python takes would not come back the same."""
    if not isinstance(value, str) or len(value) != 36:
        return None
    try:
        return UUID(value)
    except ValueError:
        return None


def _refuse_surrogates(value: Json) -> None:
    """An escape can write half of a surrogate pair, which no text may hold and no terminal can show."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as wrong:
        half = ord(wrong.object[wrong.start])
        raise BadRecord(
            f"The line has half of a surrogate pair (\\u{half:04x}), which is no character; write both halves or none."
        ) from wrong


def _refuse_constant(word: str) -> object:
    raise BadRecord(f"The line says {word}, which is no JSON; write null or a number.")


def _without_duplicates(pairs: list[tuple[str, object]]) -> Json:
    made: Json = {}
    for key, value in pairs:
        if key in made:
            raise BadRecord(f"The key “{_cut(key)}” comes twice in one object; keep one of the two.")
        made[key] = value
    return made


def _called(value: object) -> str:
    return "null" if value is None else _NAMES[type(value)]


def _shown(value: object) -> str:
    return f"“{_cut(value)}”" if isinstance(value, str) else _called(value)


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
