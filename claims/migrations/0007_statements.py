"""Merges of statements, signatures of texts to find copies by, and pairs that are compared once."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import claims.models.fields

KEYS = [
    # (table, column, table it points at)
    ("claims_propositionredirect", "proposition_id", "claims_proposition"),
    ("claims_propositionredirect", "into_id", "claims_proposition"),
    ("claims_textsignature", "article_id", "claims_article"),
    ("claims_textsignature", "version_id", "claims_articleversion"),
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
        ("claims", "0006_standing_claims"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PropositionRedirect",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TextSignature",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("method", models.PositiveSmallIntegerField()),
                ("bands", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="dependence",
            index=models.Index(fields=["workspace", "state", "id"], name="dependence_by_state"),
        ),
        migrations.AddConstraint(
            model_name="dependence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("article", models.F("on_article")), _negated=True),
                    models.Q(("source", models.F("on_source")), _negated=True),
                ),
                name="nothing_depends_on_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="dependence",
            constraint=models.UniqueConstraint(
                models.F("workspace"),
                django.db.models.functions.comparison.Least("article", "on_article"),
                django.db.models.functions.comparison.Greatest("article", "on_article"),
                name="two_articles_are_compared_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="dependence",
            constraint=models.UniqueConstraint(
                models.F("workspace"),
                django.db.models.functions.comparison.Least("source", "on_source"),
                django.db.models.functions.comparison.Greatest("source", "on_source"),
                name="two_sources_are_compared_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="propositionrelation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("workspace", "proposition", "target", "kind"),
                name="a_relation_of_propositions_is_stated_once",
            ),
        ),
        migrations.AddField(
            model_name="propositionredirect",
            name="into",
            field=claims.models.fields.WorkspaceForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="redirects_here",
                to="claims.proposition",
            ),
        ),
        migrations.AddField(
            model_name="propositionredirect",
            name="made_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="propositionredirect",
            name="proposition",
            field=claims.models.fields.WorkspaceForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="redirects",
                to="claims.proposition",
            ),
        ),
        migrations.AddField(
            model_name="propositionredirect",
            name="workspace",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="claims.workspace"
            ),
        ),
        migrations.AddField(
            model_name="textsignature",
            name="article",
            field=claims.models.fields.WorkspaceForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="claims.article"
            ),
        ),
        migrations.AddField(
            model_name="textsignature",
            name="version",
            field=claims.models.fields.WorkspaceForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.articleversion",
            ),
        ),
        migrations.AddField(
            model_name="textsignature",
            name="workspace",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="claims.workspace"
            ),
        ),
        migrations.AddIndex(
            model_name="propositionredirect",
            index=models.Index(fields=["workspace", "into"], name="propredirect_by_into"),
        ),
        migrations.AddConstraint(
            model_name="propositionredirect",
            constraint=models.UniqueConstraint(
                fields=("workspace", "id"), name="propositionredirect_is_known_by_workspace_and_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="propositionredirect",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)),
                fields=("workspace", "proposition"),
                name="a_proposition_is_merged_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="propositionredirect",
            constraint=models.CheckConstraint(
                condition=models.Q(("proposition", models.F("into")), _negated=True),
                name="a_merge_leads_to_another_proposition",
            ),
        ),
        migrations.AddIndex(
            model_name="textsignature",
            index=django.contrib.postgres.indexes.GinIndex(fields=["bands"], name="signature_by_band"),
        ),
        migrations.AddConstraint(
            model_name="textsignature",
            constraint=models.UniqueConstraint(
                fields=("workspace", "id"), name="textsignature_is_known_by_workspace_and_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="textsignature",
            constraint=models.UniqueConstraint(fields=("workspace", "article"), name="an_article_has_one_signature"),
        ),
        *(in_workspace(*key) for key in KEYS),
    ]
