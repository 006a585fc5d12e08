"""Fields that take JSON at its word: no number for text, no text for a number, only words of the vocabulary."""

from collections.abc import Mapping
from functools import cache
from typing import Any, cast
from uuid import UUID

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import Direction, extend_schema_field
from rest_framework import serializers

from claims.errors import BadDate
from claims.exchange.fields import as_uuid
from claims.exchange.records import SourceReference
from claims.text.dates import PartialDate, parse_date
from claims.vocabulary import Identifiability, SourceKind, Word

LARGEST_OFFSET = 2**31 - 1


class TextField(serializers.CharField):
    """Text as it was sent, spaces included. NUL and halves of surrogate pairs are refused by CharField."""

    default_error_messages = {"invalid": "This must be text."}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"trim_whitespace": False, **options})

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class LineField(TextField):
    """Text on one line, without spaces around it."""

    default_error_messages = {"line_break": "This is one line; remove the line break."}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"trim_whitespace": True, **options})

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        if "\n" in text or "\r" in text:
            self.fail("line_break")
        return text


class OffsetField(serializers.IntegerField):
    """A position in a text, in code points."""

    default_error_messages = {"invalid": "This must be a whole number."}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": LARGEST_OFFSET, **options})

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return data


class TruthField(serializers.BooleanField):
    """true or false, not "yes" or 1."""

    default_error_messages = {"invalid": "This must be true or false."}

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid")
        return data


class WordField(serializers.ChoiceField):
    """A word of a vocabulary list."""

    default_error_messages = {"invalid_choice": "{input} is not one of: {allowed}."}

    def __init__(self, vocabulary: type[Word], **options: Any) -> None:
        self.vocabulary = vocabulary
        super().__init__(choices=vocabulary.values(), **options)

    def to_internal_value(self, data: Any) -> Word:
        if not isinstance(data, str) or data not in self.vocabulary.values():
            shown = f"“{data[:40]}”" if isinstance(data, str) else "This"
            self.fail("invalid_choice", input=shown, allowed=", ".join(self.vocabulary.values()))
        return self.vocabulary(data)


class IdField(serializers.UUIDField):
    """A UUID in its usual 36 characters."""

    default_error_messages = {"invalid": "This must be a UUID."}

    def to_internal_value(self, data: Any) -> UUID:
        found = as_uuid(data)
        if found is None:
            self.fail("invalid")
        return found


@extend_schema_field(OpenApiTypes.STR)
class DateField(serializers.Field[Any, Any, Any, Any]):
    """A date as far as it is known: `2021`, `2021-08`, `2021-08-27`, `2021-08-27T14:05Z`, or a range `A/B`."""

    def to_internal_value(self, data: Any) -> PartialDate:
        if not isinstance(data, str):
            raise serializers.ValidationError("This must be a date written as text, like 2021-08-27.")
        try:
            return parse_date(data)
        except BadDate as wrong:
            raise serializers.ValidationError(wrong.message, code=wrong.code) from wrong

    def to_representation(self, value: Any) -> Any:
        return value


class SourceField(serializers.Field[SourceReference, Any, Any, Any]):
    """A source: its id, or an object that names it. `takes_names` lets a bare name stand for the object."""

    default_error_messages = {
        "invalid": "This must be the UUID of a source, an object with its name, or null.",
        "unnamed": "A source needs a name or an id; for one that the text does not name, give null.",
    }

    def __init__(self, *, takes_names: bool = False, **options: Any) -> None:
        self.takes_names = takes_names
        super().__init__(**options)

    def to_internal_value(self, data: Any) -> SourceReference:
        if isinstance(data, str) and (found := as_uuid(data)):
            return SourceReference(id=found)
        if isinstance(data, str) and self.takes_names:
            data = {"name": data}
        if not isinstance(data, Mapping):
            self.fail("invalid")
        values = cast(dict[str, Any], whole(SourceSerializer).run_validation(data))
        reference = SourceReference(**{key: value for key, value in values.items() if value is not None})
        if reference.id is None and not reference.name:
            self.fail("unnamed")
        return reference

    def to_representation(self, value: Any) -> Any:
        return value


def listed(
    row: serializers.Serializer[Any], *, most: int, **options: Any
) -> "serializers.ListSerializer[serializers.Serializer[Any]]":
    """A list of at most so many objects."""
    return serializers.ListSerializer(child=row, max_length=most, **options)


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses keys it does not know. Keys that are only read may come back: what was read can be sent again."""

    default_error_messages = {"invalid": "This must be an object."}

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            known = ", ".join(name for name, field in self.fields.items() if not field.read_only)
            unknown = {
                str(key)[:40]: serializers.ErrorDetail(
                    f"This key is not known here; known are: {known}.", "unknown_key"
                )
                for key in data
                if key not in self.fields
            }
            if unknown:
                raise serializers.ValidationError(unknown)
        return super().to_internal_value(data)


@cache
def whole(serializer: type[StrictSerializer]) -> StrictSerializer:
    """A reader of bodies, by `run_validation`, which keeps nothing. Made once: that costs more than reading does."""
    return serializer()


@cache
def partial(serializer: type[StrictSerializer]) -> StrictSerializer:
    """For a PATCH: no key at the top is required. (DRF's `partial` would let go of required keys at all depths.)"""
    made = serializer()
    for field in made.fields.values():
        field.required = False
    return made


class SourceSerializer(StrictSerializer):
    """A source, as claims and articles point at it."""

    id = IdField(required=False, allow_null=True)
    name = LineField(required=False, max_length=500)
    kind = WordField(SourceKind, required=False, allow_null=True)
    identifiability = WordField(Identifiability, required=False, allow_null=True)
    short_name = serializers.CharField(read_only=True)


class SourceFieldSchema(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]  # registers itself without types
    """How the OpenAPI document says it: read as an object, written as an id or an object."""

    target_class = SourceField

    def map_serializer_field(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        component = auto_schema.resolve_serializer(SourceSerializer, direction)
        field = cast(SourceField, self.target)
        shapes: list[dict[str, Any]] = [component.ref]
        if direction == "request":
            shapes.insert(0, {"type": "string", "format": "uuid"})
            if field.takes_names:
                shapes.append({"type": "string", "description": "Its name."})
        return shapes[0] if len(shapes) == 1 else {"anyOf": shapes}
