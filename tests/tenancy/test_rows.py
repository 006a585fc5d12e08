"""Rows: two workspaces with everything in each, and nothing of the one in the other."""

from django.db import DatabaseError, connection, transaction

from claims.models.fields import WorkspaceForeignKey
from claims.models.tenancy import TenantModel
from tests.tenancy.conftest import Two
from tests.tenancy.furnished import MODELS, content_of, ids_of

KEYS = [
    (model, field) for model in MODELS for field in model._meta.local_fields if isinstance(field, WorkspaceForeignKey)
]


def test_every_model_has_rows_in_both(two: Two) -> None:
    for side in (two.here, two.there):
        empty = [table for table, rows in content_of(side.workspace).items() if not rows]
        assert empty == [], "furnish() does not know this model yet"


def test_no_row_of_the_one_holds_an_id_or_a_word_of_the_other(two: Two) -> None:
    for side, other in ((two.here, two.there), (two.there, two.here)):
        strange = ids_of(other.workspace) | {other.mark, other.mark.lower()}
        text = "\n".join(row for rows in content_of(side.workspace).values() for row in rows)
        assert [word for word in strange if word in text] == []


def test_the_database_refuses_a_key_into_the_other(two: Two) -> None:
    assert len(KEYS) > 40
    taken = [f"{model.__name__}.{field.name}" for model, field in KEYS if not refuses(two, model, field)]
    assert taken == []


def refuses(two: Two, model: type[TenantModel], field: WorkspaceForeignKey) -> bool:
    rows = model.objects.filter(workspace=two.here.workspace)  # type: ignore[attr-defined]
    target = field.related_model.objects.filter(workspace=two.there.workspace).order_by("pk")[0]  # type: ignore[union-attr]
    try:
        with transaction.atomic():
            rows.filter(pk=rows.order_by("pk")[0].pk).update(**{field.name: target})
            connection.check_constraints()
    except DatabaseError:
        return True
    return False
