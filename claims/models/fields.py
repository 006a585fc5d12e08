"""Column types of our own: words of the vocabulary, partial dates, and foreign keys that carry the workspace."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.contrib.postgres.indexes import GinIndex as GinIndex
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor, ReverseManyToOneDescriptor
from django.db.models.lookups import Exact
from django.utils.functional import cached_property
from uuid_utils.compat import uuid7

from claims.text.dates import PartialDate, format_date
from claims.vocabulary import DatePrecision, Word

if TYPE_CHECKING:
    TextColumn = models.CharField[Any, Any]
    KeyColumn = models.ForeignKey[Any, Any]
    ForwardDescriptor = ForwardManyToOneDescriptor[Any]
    ReverseDescriptor = ReverseManyToOneDescriptor[Any]
else:
    TextColumn = models.CharField
    KeyColumn = models.ForeignKey
    ForwardDescriptor = ForwardManyToOneDescriptor
    ReverseDescriptor = ReverseManyToOneDescriptor


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562): made here, not in the database, so that rows can name each other before they are saved."""
    return uuid7()


class WordField(TextColumn):
    """A column that holds one word of a vocabulary list; the database refuses any other."""

    def __init__(self, vocabulary: type[Word] | None = None, *, words: Sequence[str] = (), **options: Any) -> None:
        self.vocabulary = vocabulary
        self.words = tuple(word.value for word in vocabulary) if vocabulary else tuple(words)
        options.setdefault("max_length", 32)
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, options = super().deconstruct()
        if isinstance(options.get("default"), Word):
            options["default"] = options["default"].value
        return name, path, args, {**options, "words": self.words}

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        listed = ", ".join(f"'{word}'" for word in self.words)
        blank = f" OR {connection.ops.quote_name(self.column)} = ''" if self.blank else ""
        return f"{connection.ops.quote_name(self.column)} IN ({listed}){blank}"

    def from_db_value(self, value: str | None, expression: object, connection: object) -> Word | str | None:
        return self.vocabulary(value) if self.vocabulary and value else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return self.vocabulary(text) if self.vocabulary and text else text

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return value.value if isinstance(value, Word) else value


class PartialDateField:
    """Adds the columns of a partial date under one name; reading that name gives a PartialDate or None.

    `printed` repeats the date as it is known ("2021-08"), so that lists and exports built in SQL print it unchanged.
    """

    COLUMNS = ("earliest", "latest", "precision", "words", "zone")

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        self.name = name
        if not hasattr(model._meta, "get_field") or any(f.name == f"{name}_earliest" for f in model._meta.local_fields):
            setattr(model, name, self)
            return
        columns: dict[str, models.Field[Any, Any]] = {
            "earliest": models.DateTimeField(null=True, blank=True),
            "latest": models.DateTimeField(null=True, blank=True),
            "precision": WordField(DatePrecision, blank=True, default=""),
            "words": models.CharField(max_length=200, blank=True, default=""),
            "zone": models.CharField(max_length=40, blank=True, default=""),
            "printed": models.CharField(max_length=80, blank=True, default=""),
        }
        for suffix, column in columns.items():
            model.add_to_class(f"{name}_{suffix}", column)
        setattr(model, name, self)

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Any:
        if instance is None:
            return self
        earliest = cast(datetime | None, getattr(instance, f"{self.name}_earliest"))
        if earliest is None:
            return None
        return PartialDate(
            earliest=earliest,
            latest=getattr(instance, f"{self.name}_latest"),
            precision=DatePrecision(getattr(instance, f"{self.name}_precision")),
            words=getattr(instance, f"{self.name}_words"),
            zone=getattr(instance, f"{self.name}_zone"),
        )

    def __set__(self, instance: models.Model, value: PartialDate | None) -> None:
        for column, part in partial_date_columns(self.name, value).items():
            setattr(instance, column, part)


def printed(date: PartialDate | None) -> str:
    """A date as it is known, for what is not printed by SQL."""
    return format_date(date) if date else ""


def partial_date_columns(name: str, value: PartialDate | None) -> dict[str, Any]:
    """Column names and values of one partial date, for bulk writes and named saves."""
    known: dict[str, Any] = dict.fromkeys(PartialDateField.COLUMNS, "") | {"earliest": None, "latest": None}
    if value is not None:
        known = {column: getattr(value, column) for column in PartialDateField.COLUMNS}
    known["printed"] = printed(value)
    return {f"{name}_{column}": part for column, part in known.items()}


class ForwardInWorkspace(ForwardDescriptor):
    """Prefetching along a key names the workspace, too."""

    def get_prefetch_querysets(self, instances: Any, querysets: Any = None) -> Any:
        rows = querysets[0] if querysets else self.get_queryset()
        return super().get_prefetch_querysets(instances, [_in_workspaces_of(instances, rows)])


class ReverseInWorkspace(ReverseDescriptor):
    """The rows that point at one row are looked up, and prefetched, within its workspace."""

    @cached_property
    def related_manager_cls(self) -> Any:
        base: Any = super().related_manager_cls

        class InWorkspace(base):  # type: ignore[misc]  # Django makes the base at run time
            def __init__(self, instance: Any) -> None:
                super().__init__(instance)
                self.core_filters["workspace_id"] = instance.workspace_id

            def get_prefetch_querysets(self, instances: Any, querysets: Any = None) -> Any:
                rows = querysets[0] if querysets else self.model._default_manager.all()
                return super().get_prefetch_querysets(instances, [_in_workspaces_of(instances, rows)])

        return InWorkspace


def _in_workspaces_of(instances: Sequence[Any], rows: Any) -> Any:
    return rows.filter(workspace_id__in={instance.workspace_id for instance in instances})


class WorkspaceForeignKey(KeyColumn):
    """A foreign key within one workspace.

    Instead of Django's constraint on the id alone the migrations add a composite one, (workspace_id, x_id) ->
    (workspace_id, id). Every join and look-up along the key carries the workspace: rows can be distributed on it.
    """

    forward_related_accessor_class = ForwardInWorkspace
    related_accessor_class = ReverseInWorkspace

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **options: Any) -> None:
        options["db_constraint"] = False
        super().__init__(to, on_delete, **options)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, options = super().deconstruct()
        options.pop("db_constraint", None)
        return name, path, args, options

    def get_extra_restriction(self, alias: str | None, related_alias: str | None) -> Any:
        theirs: Any = self.remote_field.model._meta.get_field("workspace")
        ours: Any = self.model._meta.get_field("workspace")
        return Exact(theirs.get_col(alias), ours.get_col(related_alias))

    def get_extra_descriptor_filter(self, instance: models.Model) -> Any:
        return {"workspace_id": instance.workspace_id}  # type: ignore[attr-defined]  # every tenant row has it
