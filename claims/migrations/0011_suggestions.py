"""Where a suggestion stands and by which rule, which texts were read, and what a workspace's recommender learned."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import claims.models.fields

READINGS = "claims_textreading_version_id_in_workspace"


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0010_splits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FittedSuggester",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("fitted", models.BinaryField()),
                ("is_used", models.BooleanField(default=False)),
                ("report", models.JSONField(default=dict)),
                ("trained_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TextReading",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("model", models.CharField(max_length=100)),
                ("model_version", models.CharField(max_length=100)),
                ("read_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="suggestion",
            name="place",
            field=models.CharField(default="", max_length=40),
        ),
        migrations.AddField(
            model_name="suggestion",
            name="rule",
            field=models.CharField(default="", max_length=60),
        ),
        migrations.AddField(
            model_name="suggestion",
            name="start",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name="suggestion",
            index=models.Index(fields=["workspace", "state", "rule"], name="suggestion_by_state"),
        ),
        migrations.AddIndex(
            model_name="suggestion",
            index=models.Index(fields=["workspace", "claim"], name="suggestion_by_claim"),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.UniqueConstraint(
                fields=("workspace", "version", "place"), name="a_place_is_suggested_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__gte", 0), ("score__lte", 1)), name="a_score_is_0_to_1"
            ),
        ),
        migrations.AddField(
            model_name="fittedsuggester",
            name="trained_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="fittedsuggester",
            name="workspace",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="claims.workspace"
            ),
        ),
        migrations.AddField(
            model_name="textreading",
            name="version",
            field=claims.models.fields.WorkspaceForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.articleversion",
            ),
        ),
        migrations.AddField(
            model_name="textreading",
            name="workspace",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="claims.workspace"
            ),
        ),
        migrations.AddConstraint(
            model_name="fittedsuggester",
            constraint=models.UniqueConstraint(
                fields=("workspace", "id"), name="fittedsuggester_is_known_by_workspace_and_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="fittedsuggester",
            constraint=models.UniqueConstraint(fields=("workspace",), name="a_workspace_has_one_suggester"),
        ),
        migrations.AddConstraint(
            model_name="textreading",
            constraint=models.UniqueConstraint(
                fields=("workspace", "id"), name="textreading_is_known_by_workspace_and_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="textreading",
            constraint=models.UniqueConstraint(fields=("workspace", "version"), name="a_text_has_one_reading"),
        ),
        migrations.RunSQL(
            f"ALTER TABLE claims_textreading ADD CONSTRAINT {READINGS} FOREIGN KEY (workspace_id, version_id)"
            " REFERENCES claims_articleversion (workspace_id, id) DEFERRABLE INITIALLY DEFERRED",
            f"ALTER TABLE claims_textreading DROP CONSTRAINT {READINGS}",
        ),
    ]
