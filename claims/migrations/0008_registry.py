"""Pairs of sources that may be one, addresses that registries share, and indexes for names as they are typed."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import claims.models.fields

KEYS = [
    # (table, column, table it points at)
    ("claims_sourcelikeness", "source_id", "claims_source"),
    ("claims_sourcelikeness", "other_id", "claims_source"),
]


def in_workspace(table: str, column: str, target: str) -> migrations.RunSQL:
    name = f"{table}_{column}_in_workspace"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (workspace_id, {column})"
        f" REFERENCES {target} (workspace_id, id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0007_statements"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SourceLikeness",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("score", models.PositiveSmallIntegerField()),
                ("why", models.CharField(max_length=1200)),
                (
                    "verdict",
                    claims.models.fields.WordField(max_length=32, null=True, words=("same", "different", "unsure")),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RemoveIndex(
            model_name="sourcealias",
            name="alias_by_key",
        ),
        migrations.AddIndex(
            model_name="sourcealias",
            index=models.Index(
                fields=["workspace", "key"], name="alias_by_key", opclasses=["uuid_ops", "text_pattern_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="sourcealias",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(
                    models.Value("simple"),
                    models.F("key"),
                    function="to_tsvector",
                    output_field=django.contrib.postgres.search.SearchVectorField(),
                ),
                fastupdate=False,
                name="alias_by_word",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(
                condition=models.Q(("external_uri", ""), _negated=True),
                fields=("workspace", "external_uri"),
                name="an_external_uri_names_one_source_of_a_workspace",
            ),
        ),
        migrations.AddField(
            model_name="sourcelikeness",
            name="decided_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="sourcelikeness",
            name="other",
            field=claims.models.fields.WorkspaceForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="claims.source"
            ),
        ),
        migrations.AddField(
            model_name="sourcelikeness",
            name="source",
            field=claims.models.fields.WorkspaceForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="claims.source"
            ),
        ),
        migrations.AddField(
            model_name="sourcelikeness",
            name="workspace",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="claims.workspace"
            ),
        ),
        migrations.AddIndex(
            model_name="sourcelikeness",
            index=models.Index(
                condition=models.Q(("verdict__isnull", True)),
                fields=["workspace", "-score", "id"],
                name="likeness_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="sourcelikeness",
            index=models.Index(fields=["workspace", "other"], name="likeness_by_other"),
        ),
        migrations.AddConstraint(
            model_name="sourcelikeness",
            constraint=models.UniqueConstraint(
                fields=("workspace", "id"), name="sourcelikeness_is_known_by_workspace_and_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcelikeness",
            constraint=models.UniqueConstraint(
                fields=("workspace", "source", "other"), name="two_sources_are_likened_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcelikeness",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__lt", models.F("other"))), name="a_pair_of_sources_is_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcelikeness",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("verdict__isnull", True)),
                    models.Q(("decided_at__isnull", False), ("verdict__isnull", False)),
                    _connector="OR",
                ),
                name="a_decision_on_two_sources_has_its_time",
            ),
        ),
        *[in_workspace(*key) for key in KEYS],
    ]
