"""What every table owes the day on which rows are distributed by workspace: the catalog against the models."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

import claims.migrations
from claims.models.fields import WordField, WorkspaceForeignKey
from claims.models.tenancy import TenantModel
from claims.vocabulary import Word

pytestmark = pytest.mark.django_db

MODELS = list(apps.get_app_config("claims").get_models())
TENANT_MODELS = [model for model in MODELS if issubclass(model, TenantModel)]
GLOBAL_MODELS = {"Workspace", "ApiToken", "Preferences"}
GIN_INDEXES = {"version_by_words", "claim_by_words", "signature_by_band", "alias_by_word"}
"""GIN cannot hold a uuid without an extension; these queries are joined or filtered on the workspace all the same."""
USER_COLUMN = re.compile(r"\((\w+)\)$")


def rows_of(sql: str, *parameters: object) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def test_only_workspaces_and_tokens_stand_outside_a_workspace() -> None:
    assert {model.__name__ for model in MODELS} - {model.__name__ for model in TENANT_MODELS} == GLOBAL_MODELS


def test_the_tables_of_the_database_are_those_of_the_models() -> None:
    found = {name for (name,) in rows_of("SELECT tablename FROM pg_tables WHERE tablename LIKE 'claims\\_%%'")}
    assert found == {model._meta.db_table for model in MODELS}


@pytest.mark.parametrize("model", TENANT_MODELS, ids=lambda model: model.__name__)
def test_a_tenant_row_has_a_workspace_and_is_known_by_it(model: type[TenantModel]) -> None:
    (nullable,) = rows_of(
        "SELECT is_nullable FROM information_schema.columns WHERE table_name = %s AND column_name = 'workspace_id'",
        model._meta.db_table,
    )
    assert nullable == ("NO",)
    assert ["workspace_id", "id"] in [columns for _, columns in unique_indexes(model)]


@pytest.mark.parametrize("model", TENANT_MODELS, ids=lambda model: model.__name__)
def test_a_unique_rule_begins_with_the_workspace(model: type[TenantModel]) -> None:
    rules = [(name, columns) for name, columns in unique_indexes(model) if columns != ["id"]]
    assert [name for name, columns in rules if columns[0] != "workspace_id"] == []


@pytest.mark.parametrize("model", TENANT_MODELS, ids=lambda model: model.__name__)
def test_an_index_begins_with_the_workspace_or_says_why_not(model: type[TenantModel]) -> None:
    strays = {
        name
        for name, columns in indexes(model)
        if columns not in (["id"], ["user_id"])
        and columns[0] != "workspace_id"
        and not is_key_to_a_user(model, columns)
    }
    assert strays <= GIN_INDEXES


def is_key_to_a_user(model: type[TenantModel], columns: list[str]) -> bool:
    """Users are a reference table, which stands on every machine; Django indexes the keys that point at it."""
    return len(columns) == 1 and columns[0] in {
        field.column
        for field in model._meta.fields
        if field.is_relation and field.related_model._meta.label == "auth.User"
    }


def indexes(model: type[models.Model], condition: str = "") -> list[tuple[str, list[str]]]:
    """Name and columns, in order, of each index of the model's table; an expression is an empty name."""
    found = rows_of(
        "SELECT i.relname, array_agg(coalesce(a.attname, '') ORDER BY k.place) FROM pg_index x"
        " JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid"
        " CROSS JOIN LATERAL unnest(x.indkey::int[]) WITH ORDINALITY k (number, place)"
        " LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number AND k.number > 0"
        f" WHERE t.relname = %s {condition} GROUP BY i.relname",
        model._meta.db_table,
    )
    return [(name, columns) for name, columns in found]


def unique_indexes(model: type[models.Model]) -> list[tuple[str, list[str]]]:
    return indexes(model, "AND x.indisunique")


def relations() -> Iterator[tuple[type[TenantModel], models.ForeignKey]]:
    for model in TENANT_MODELS:
        for field in model._meta.local_fields:
            if isinstance(field, models.ForeignKey):
                yield model, field


def test_keys_between_tenant_rows_are_workspace_keys() -> None:
    plain = [
        f"{model.__name__}.{field.name}"
        for model, field in relations()
        if issubclass(field.related_model, TenantModel) and not isinstance(field, WorkspaceForeignKey)
    ]
    assert plain == []


def test_each_workspace_key_has_its_composite_constraint_and_there_is_no_other() -> None:
    wanted = {
        (
            model._meta.db_table,
            f"FOREIGN KEY (workspace_id, {field.column}) REFERENCES {field.related_model._meta.db_table}"
            "(workspace_id, id) DEFERRABLE INITIALLY DEFERRED",
        )
        for model, field in relations()
        if isinstance(field, WorkspaceForeignKey)
    }
    tenant_tables = [model._meta.db_table for model in TENANT_MODELS]
    found = rows_of(
        "SELECT t.relname, pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid"
        " JOIN pg_class o ON o.oid = c.confrelid"
        " WHERE c.contype = 'f' AND t.relname = ANY(%s) AND o.relname = ANY(%s)",
        tenant_tables,
        tenant_tables,
    )
    assert set(found) == wanted
    assert len(wanted) > 40


def words() -> Iterator[tuple[type[models.Model], WordField]]:
    for model in MODELS:
        for field in model._meta.local_fields:
            if isinstance(field, WordField):
                yield model, field


@pytest.mark.parametrize(
    ("model", "field"), list(words()), ids=lambda part: part.name if isinstance(part, WordField) else part.__name__
)
def test_a_column_of_words_takes_the_words_of_its_vocabulary_only(model: type[models.Model], field: WordField) -> None:
    assert field.vocabulary is not None
    assert issubclass(field.vocabulary, Word)
    found = rows_of(
        "SELECT pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid"
        " WHERE c.contype = 'c' AND t.relname = %s",
        model._meta.db_table,
    )
    checks = [text for (text,) in found if re.match(rf"CHECK \(\(+\(?\"?{field.column}\"?\)?::text = ANY", text)]
    assert len(checks) == 1
    listed = set(re.findall(r"'([^']*)'::(?:text|character varying)", checks[0]))
    assert listed == set(field.vocabulary.values()) | ({""} if field.blank else set())


def test_the_migrations_make_what_the_models_say() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_history_of_migrations_is_a_line_whose_end_is_written_down() -> None:
    folder = Path(claims.migrations.__file__).parent
    names = sorted(path.stem for path in folder.glob("0*.py"))
    assert (folder / "max_migration.txt").read_text().strip() == names[-1]
    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]
