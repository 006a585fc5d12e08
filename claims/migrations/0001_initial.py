"""The whole model. Constraints and indexes stand in CreateModel: one by one they would cost seconds at every first start."""

import claims.models.fields
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

# PostgreSQL refuses a tsvector above 1 MB. Ordinary text of a million characters stays far below it; where words hardly
# repeat, 120,000 characters do, at 8 bytes each.
TEXT_WORDS = """
CREATE FUNCTION claims_text_words(title text, body text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN setweight(to_tsvector('pg_catalog.english', title), 'A')
        || setweight(to_tsvector('pg_catalog.english', left(body, 1000000)), 'B');
EXCEPTION WHEN program_limit_exceeded THEN
    RETURN setweight(to_tsvector('pg_catalog.english', title), 'A')
        || setweight(to_tsvector('pg_catalog.english', left(body, 120000)), 'B');
END $$;
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(TEXT_WORDS, "DROP FUNCTION claims_text_words(text, text)"),
        migrations.CreateModel(
            name='Workspace',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('allows_new_labels', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=1000)),
                ('url', models.CharField(blank=True, default='', max_length=2000)),
                ('archive_url', models.CharField(blank=True, default='', max_length=2000)),
                ('byline', models.CharField(blank=True, default='', max_length=500)),
                ('language', models.CharField(blank=True, default='', max_length=35)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('published_earliest', models.DateTimeField(blank=True, null=True)),
                ('published_latest', models.DateTimeField(blank=True, null=True)),
                ('published_precision', claims.models.fields.WordField(blank=True, default='', max_length=32, words=('year', 'month', 'day', 'minute', 'second', 'range'))),
                ('published_words', models.CharField(blank=True, default='', max_length=200)),
                ('published_zone', models.CharField(blank=True, default='', max_length=40)),
                ('published_printed', models.CharField(blank=True, default='', max_length=80)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('republishes', claims.models.fields.WorkspaceForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reprints', to='claims.article')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'published_earliest'], name='article_by_date'), models.Index(fields=['workspace', 'updated_at'], name='article_by_update')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='article_is_known_by_workspace_and_id'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='an_article_has_a_title')],
            },
        ),
        migrations.CreateModel(
            name='AnnotationSet',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', claims.models.fields.WordField(default='record', max_length=32, words=('record', 'blind'))),
                ('progress', claims.models.fields.WordField(default='unstarted', max_length=32, words=('unstarted', 'in_progress', 'done'))),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('annotator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('article', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='sets', to='claims.article')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'kind', 'progress'], name='set_by_progress')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='annotationset_is_known_by_workspace_and_id'), models.UniqueConstraint(condition=models.Q(('kind', 'record')), fields=('workspace', 'article'), name='an_article_has_one_record'), models.UniqueConstraint(condition=models.Q(('kind', 'blind')), fields=('workspace', 'article', 'annotator'), name='an_annotator_has_one_blind_set_of_an_article'), models.CheckConstraint(condition=models.Q(models.Q(('annotator__isnull', True), ('kind', 'record')), models.Q(('annotator__isnull', False), ('kind', 'blind')), _connector='OR'), name='a_blind_set_has_an_annotator_and_the_record_none')],
            },
        ),
        migrations.CreateModel(
            name='ArticleVersion',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=1000)),
                ('text', models.TextField()),
                ('length', models.PositiveIntegerField()),
                ('sha256', models.BinaryField(max_length=32)),
                ('raw_sha256', models.BinaryField(max_length=32)),
                ('normalisation', models.PositiveSmallIntegerField()),
                ('offset_map', models.JSONField(default=list)),
                ('segments', models.JSONField(default=list)),
                ('captured_at', models.DateTimeField(auto_now_add=True)),
                ('capture_method', claims.models.fields.WordField(max_length=32, words=('upload', 'paste', 'url', 'api', 'import'))),
                ('captured_from', models.CharField(blank=True, default='', max_length=2000)),
                ('taken_down_at', models.DateTimeField(blank=True, null=True)),
                ('search', models.GeneratedField(db_persist=True, expression=models.Func('title', 'text', function='claims_text_words'), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('article', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='claims.article')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'sha256'], name='version_by_text'), django.contrib.postgres.indexes.GinIndex(fields=['search'], name='version_by_words')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='articleversion_is_known_by_workspace_and_id'), models.UniqueConstraint(fields=('workspace', 'article', 'number'), name='a_version_number_is_used_once'), models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), ('taken_down_at__isnull', False), _connector='OR'), name='a_version_has_a_text_until_taken_down')],
            },
        ),
        migrations.AddField(
            model_name='article',
            name='current_version',
            field=claims.models.fields.WorkspaceForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.articleversion'),
        ),
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('action', models.CharField(max_length=60)),
                ('object_type', models.CharField(max_length=40)),
                ('object_id', models.UUIDField(null=True)),
                ('article_id', models.UUIDField(null=True)),
                ('digest', models.BinaryField(max_length=32)),
                ('undoes', models.UUIDField(null=True)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'object_id', 'id'], name='event_by_object'), models.Index(fields=['workspace', 'article_id', 'actor', '-id'], name='event_by_article')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='auditevent_is_known_by_workspace_and_id')],
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('quote', models.TextField()),
                ('quotation', claims.models.fields.WordField(default='indirect', max_length=32, words=('direct', 'indirect', 'mixed', 'none'))),
                ('polarity', claims.models.fields.WordField(default='affirmed', max_length=32, words=('affirmed', 'negated'))),
                ('note', models.TextField(blank=True, default='')),
                ('status', claims.models.fields.WordField(default='draft', max_length=32, words=('draft', 'submitted', 'accepted', 'rejected'))),
                ('revision', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('search', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector(django.db.models.functions.text.Left('quote', 60000), django.db.models.functions.text.Left('note', 60000), config='english'), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('annotation_set', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='claims.annotationset')),
                ('annotator', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('article', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='claims.article')),
                ('derived_from', claims.models.fields.WorkspaceForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim')),
                ('version', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='claims.articleversion')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'article'], name='claim_by_article'), models.Index(fields=['workspace', 'updated_at'], name='claim_by_update'), django.contrib.postgres.indexes.GinIndex(fields=['search'], name='claim_by_words')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='claim_is_known_by_workspace_and_id'), models.CheckConstraint(condition=models.Q(('quote', ''), _negated=True), name='a_claim_has_a_quote')],
            },
        ),
        migrations.CreateModel(
            name='Chain',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('lineage', claims.models.fields.WordField(default='complete', max_length=32, words=('complete', 'unknown_beyond', 'none_given'))),
                ('claim', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='chains', to='claims.claim')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='chain_is_known_by_workspace_and_id'), models.UniqueConstraint(fields=('workspace', 'claim', 'number'), name='a_chain_number_is_used_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='chains_count_from_one')],
            },
        ),
        migrations.CreateModel(
            name='Label',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('description', models.CharField(blank=True, default='', max_length=500)),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('merged_into', claims.models.fields.WorkspaceForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_labels', to='claims.label')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='label_is_known_by_workspace_and_id'), models.UniqueConstraint(models.F('workspace'), django.db.models.functions.text.Lower('name'), name='a_label_name_is_used_once_in_a_workspace'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='a_label_has_a_name')],
            },
        ),
        migrations.CreateModel(
            name='ClaimLabel',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('claim', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='claim_labels', to='claims.claim')),
                ('label', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='claim_labels', to='claims.label')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'label'], name='claimlabel_by_label')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='claimlabel_is_known_by_workspace_and_id'), models.UniqueConstraint(fields=('workspace', 'claim', 'label'), name='a_claim_has_a_label_once')],
            },
        ),
        migrations.AddField(
            model_name='claim',
            name='labels',
            field=models.ManyToManyField(related_name='claims', through='claims.ClaimLabel', to='claims.label'),
        ),
        migrations.CreateModel(
            name='Proposition',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('text', models.CharField(max_length=1000)),
                ('note', models.TextField(blank=True, default='')),
                ('revision', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('merged_into', claims.models.fields.WorkspaceForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='claims.proposition')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'indexes': [models.Index(models.F('workspace'), django.db.models.functions.text.MD5('text'), name='proposition_by_text')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='proposition_is_known_by_workspace_and_id'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='a_proposition_has_a_text')],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=500)),
                ('short_name', models.CharField(blank=True, default='', max_length=100)),
                ('kind', claims.models.fields.WordField(default='unknown', max_length=32, words=('person', 'organization', 'government_body', 'intergovernmental', 'armed_group', 'media_outlet', 'wire_agency', 'monitoring_group', 'document', 'social_account', 'unknown'))),
                ('identifiability', claims.models.fields.WordField(default='named', max_length=32, words=('named', 'described', 'collective', 'anonymous'))),
                ('description', models.TextField(blank=True, default='')),
                ('counts_as_own_family', models.BooleanField(default=False)),
                ('external_uri', models.CharField(blank=True, default='', max_length=2000)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('article', claims.models.fields.WorkspaceForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='own_sources', to='claims.article')),
                ('merged_into', claims.models.fields.WorkspaceForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_sources', to='claims.source')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'name'], name='source_by_name'), models.Index(fields=['workspace', 'article'], name='source_by_article'), models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['workspace', 'merged_into'], name='source_by_merged_into')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='source_is_known_by_workspace_and_id'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='a_source_has_a_name'), models.CheckConstraint(condition=models.Q(('article__isnull', True), models.Q(('identifiability', 'named'), _negated=True), _connector='OR'), name='only_a_source_that_is_not_named_belongs_to_an_article'), models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='a_source_is_not_merged_into_itself')],
            },
        ),
        migrations.AddField(
            model_name='article',
            name='publisher',
            field=claims.models.fields.WorkspaceForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='claims.source'),
        ),
        migrations.AddField(
            model_name='article',
            name='wire_credit',
            field=claims.models.fields.WorkspaceForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.source'),
        ),
        migrations.CreateModel(
            name='ReliabilityGrade',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('grade', claims.models.fields.WordField(max_length=32, words=('A', 'B', 'C', 'D', 'E', 'F'))),
                ('rationale', models.TextField()),
                ('graded_at', models.DateTimeField(auto_now_add=True)),
                ('graded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='reliability_grades', to='claims.source')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'source', '-graded_at'], name='reliability_latest')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='reliabilitygrade_is_known_by_workspace_and_id'), models.CheckConstraint(condition=models.Q(('rationale', ''), _negated=True), name='a_reliability_grade_has_a_rationale')],
            },
        ),
        migrations.CreateModel(
            name='PropositionRelation',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', claims.models.fields.WordField(max_length=32, words=('supports', 'contradicts', 'updates', 'qualifies', 'corrects', 'retracts'))),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposition', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='relations', to='claims.proposition')),
                ('target', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='relations_to', to='claims.proposition')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'proposition'], name='proprelation_by_proposition'), models.Index(fields=['workspace', 'target'], name='proprelation_by_target')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='propositionrelation_is_known_by_workspace_and_id'), models.CheckConstraint(condition=models.Q(('proposition', models.F('target')), _negated=True), name='a_proposition_has_no_relation_to_itself')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('role', claims.models.fields.WordField(max_length=32, words=('viewer', 'annotator', 'reviewer', 'admin'))),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='claims.workspace')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='membership_is_known_by_workspace_and_id'), models.UniqueConstraint(fields=('workspace', 'user'), name='a_person_has_one_role_in_a_workspace')],
            },
        ),
        migrations.CreateModel(
            name='Judgement',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('verdict', claims.models.fields.WordField(max_length=32, words=('same', 'different', 'unsure'))),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('superseded_at', models.DateTimeField(blank=True, null=True)),
                ('analyst', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claim', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='claims.claim')),
                ('proposition', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='claims.proposition')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'proposition'], name='judgement_by_proposition')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='judgement_is_known_by_workspace_and_id'), models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('workspace', 'claim', 'proposition', 'analyst'), name='an_analyst_has_one_verdict_on_a_claim_and_a_proposition')],
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=50)),
                ('state', claims.models.fields.WordField(default='waiting', max_length=32, words=('waiting', 'running', 'done', 'failed'))),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(blank=True, null=True)),
                ('error', models.TextField(blank=True, default='')),
                ('arguments', models.JSONField(default=dict)),
                ('result', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('started_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'state'], name='job_by_state')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='job_is_known_by_workspace_and_id')],
            },
        ),
        migrations.CreateModel(
            name='IdempotencyKey',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=255)),
                ('request_digest', models.BinaryField(max_length=32)),
                ('status', models.PositiveSmallIntegerField(null=True)),
                ('body', models.JSONField(null=True)),
                ('headers', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='idempotencykey_is_known_by_workspace_and_id'), models.UniqueConstraint(fields=('workspace', 'user', 'key'), name='an_idempotency_key_is_used_once')],
            },
        ),
        migrations.CreateModel(
            name='Dependence',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', claims.models.fields.WordField(max_length=32, words=('same_wire', 'republishes', 'translates', 'same_press_release', 'common_owner', 'independent'))),
                ('state', claims.models.fields.WordField(default='pending', max_length=32, words=('pending', 'accepted', 'rejected'))),
                ('why', models.TextField(blank=True, default='')),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('article', claims.models.fields.WorkspaceForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.article')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('on_article', claims.models.fields.WorkspaceForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.article')),
                ('on_source', claims.models.fields.WorkspaceForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.source')),
                ('source', claims.models.fields.WorkspaceForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.source')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'article'], name='dependence_by_article'), models.Index(fields=['workspace', 'source'], name='dependence_by_source')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='dependence_is_known_by_workspace_and_id'), models.CheckConstraint(condition=models.Q(models.Q(('article__isnull', False), ('on_article__isnull', False), ('on_source__isnull', True), ('source__isnull', True)), models.Q(('article__isnull', True), ('on_article__isnull', True), ('on_source__isnull', False), ('source__isnull', False)), _connector='OR'), name='a_dependence_is_between_two_articles_or_two_sources')],
            },
        ),
        migrations.CreateModel(
            name='CredibilityGrade',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('grade', claims.models.fields.WordField(max_length=32, words=('1', '2', '3', '4', '5', '6'))),
                ('rationale', models.TextField()),
                ('graded_at', models.DateTimeField(auto_now_add=True)),
                ('claim', claims.models.fields.WorkspaceForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='credibility_grades', to='claims.claim')),
                ('graded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposition', claims.models.fields.WorkspaceForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='credibility_grades', to='claims.proposition')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'claim', '-graded_at'], name='credibility_of_claim'), models.Index(fields=['workspace', 'proposition', '-graded_at'], name='credibility_of_proposition')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='credibilitygrade_is_known_by_workspace_and_id'), models.CheckConstraint(condition=models.Q(('rationale', ''), _negated=True), name='a_credibility_grade_has_a_rationale'), models.CheckConstraint(condition=models.Q(models.Q(('claim__isnull', True), ('proposition__isnull', False)), models.Q(('claim__isnull', False), ('proposition__isnull', True)), _connector='OR'), name='a_credibility_grade_is_of_a_proposition_or_of_a_claim')],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('resolved_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('answers', claims.models.fields.WorkspaceForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answered_by', to='claims.comment')),
                ('article', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='claims.article')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claim', claims.models.fields.WorkspaceForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='claims.claim')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'article'], name='comment_by_article')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='comment_is_known_by_workspace_and_id')],
            },
        ),
        migrations.CreateModel(
            name='AuditUnsealed',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('event', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.auditevent')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='auditunsealed_is_known_by_workspace_and_id')],
            },
        ),
        migrations.CreateModel(
            name='AuditSeal',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('sealed_at', models.DateTimeField()),
                ('events', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('previous_hash', models.BinaryField(max_length=32)),
                ('hash', models.BinaryField(max_length=32)),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='auditseal_is_known_by_workspace_and_id'), models.UniqueConstraint(fields=('workspace', 'number'), name='a_seal_number_is_used_once')],
            },
        ),
        migrations.CreateModel(
            name='AuditPayload',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('salt', models.BinaryField(max_length=16)),
                ('before', models.JSONField(null=True)),
                ('after', models.JSONField(null=True)),
                ('erased_at', models.DateTimeField(blank=True, null=True)),
                ('event', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='payloads', to='claims.auditevent')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='auditpayload_is_known_by_workspace_and_id'), models.UniqueConstraint(fields=('workspace', 'event'), name='an_event_has_one_payload')],
            },
        ),
        migrations.CreateModel(
            name='Attribution',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('is_origin', models.BooleanField()),
                ('stance', claims.models.fields.WordField(max_length=32, words=('asserts', 'relays', 'distances', 'denies', 'declines_to_confirm', 'retracts'))),
                ('certainty', claims.models.fields.WordField(default='not_stated', max_length=32, words=('certain', 'probable', 'possible', 'uncommitted', 'not_stated'))),
                ('verification', claims.models.fields.WordField(default='not_stated', max_length=32, words=('verified', 'unverified', 'not_stated'))),
                ('basis', claims.models.fields.WordField(default='unknown', max_length=32, words=('witnessed', 'deduced', 'induced', 'told', 'unknown'))),
                ('medium', claims.models.fields.WordField(default='other', max_length=32, words=('statement', 'document', 'interview', 'briefing', 'social_post', 'leak', 'other'))),
                ('said_earliest', models.DateTimeField(blank=True, null=True)),
                ('said_latest', models.DateTimeField(blank=True, null=True)),
                ('said_precision', claims.models.fields.WordField(blank=True, default='', max_length=32, words=('year', 'month', 'day', 'minute', 'second', 'range'))),
                ('said_words', models.CharField(blank=True, default='', max_length=200)),
                ('said_zone', models.CharField(blank=True, default='', max_length=40)),
                ('said_printed', models.CharField(blank=True, default='', max_length=80)),
                ('upstream_article', claims.models.fields.WorkspaceForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cited_by', to='claims.article')),
                ('chain', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='attributions', to='claims.chain')),
                ('claim', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='attributions', to='claims.claim')),
                ('source', claims.models.fields.WorkspaceForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attributions', to='claims.source')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'claim'], name='attribution_by_claim'), models.Index(fields=['workspace', 'source', 'claim'], name='attribution_by_source')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='attribution_is_known_by_workspace_and_id'), models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('workspace', 'chain', 'position'), name='a_position_of_a_chain_is_used_once'), models.UniqueConstraint(condition=models.Q(('is_origin', True)), fields=('workspace', 'chain'), name='a_chain_has_one_origin'), models.CheckConstraint(condition=models.Q(('position__gte', 1)), name='hops_count_from_one')],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('state', claims.models.fields.WordField(default='open', max_length=32, words=('open', 'done', 'cancelled'))),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('annotation_set', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='claims.annotationset')),
                ('annotator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('article', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='claims.article')),
                ('assigned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'annotator', 'state'], name='assignment_by_person')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='assignment_is_known_by_workspace_and_id'), models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('workspace', 'article', 'annotator'), name='a_person_has_an_article_assigned_once')],
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('scope', claims.models.fields.WordField(default='read', max_length=32, words=('read', 'write'))),
                ('digest', models.BinaryField(max_length=32, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='api_tokens', to=settings.AUTH_USER_MODEL)),
                ('workspace', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
        ),
        migrations.CreateModel(
            name='Anchor',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('spans', models.JSONField()),
                ('mentions', models.JSONField(default=list)),
                ('prefix', models.CharField(blank=True, default='', max_length=32)),
                ('suffix', models.CharField(blank=True, default='', max_length=32)),
                ('state', claims.models.fields.WordField(default='anchored', max_length=32, words=('anchored', 'needs_reanchor'))),
                ('translation', models.TextField(blank=True, default='')),
                ('translation_method', models.CharField(blank=True, default='', max_length=100)),
                ('translated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='anchors', to='claims.articleversion')),
                ('claim', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='anchors', to='claims.claim')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'version', 'start'], name='anchor_by_version')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='anchor_is_known_by_workspace_and_id'), models.UniqueConstraint(fields=('workspace', 'claim', 'version'), name='a_claim_stands_once_in_a_version'), models.CheckConstraint(condition=models.Q(('start__lt', models.F('end'))), name='an_anchor_is_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('attribution', models.JSONField()),
                ('model', models.CharField(max_length=100)),
                ('model_version', models.CharField(max_length=100)),
                ('score', models.FloatField()),
                ('why', models.TextField()),
                ('state', claims.models.fields.WordField(default='pending', max_length=32, words=('pending', 'accepted', 'rejected'))),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('claim', claims.models.fields.WorkspaceForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.claim')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to='claims.articleversion')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'version', 'state'], name='suggestion_by_version')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='suggestion_is_known_by_workspace_and_id')],
            },
        ),
        migrations.CreateModel(
            name='SourceRelation',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', claims.models.fields.WordField(max_length=32, words=('part_of', 'spokesperson_for', 'member_of', 'owned_by', 'published_by', 'successor_of', 'possibly_same_as'))),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('since_earliest', models.DateTimeField(blank=True, null=True)),
                ('since_latest', models.DateTimeField(blank=True, null=True)),
                ('since_precision', claims.models.fields.WordField(blank=True, default='', max_length=32, words=('year', 'month', 'day', 'minute', 'second', 'range'))),
                ('since_words', models.CharField(blank=True, default='', max_length=200)),
                ('since_zone', models.CharField(blank=True, default='', max_length=40)),
                ('since_printed', models.CharField(blank=True, default='', max_length=80)),
                ('until_earliest', models.DateTimeField(blank=True, null=True)),
                ('until_latest', models.DateTimeField(blank=True, null=True)),
                ('until_precision', claims.models.fields.WordField(blank=True, default='', max_length=32, words=('year', 'month', 'day', 'minute', 'second', 'range'))),
                ('until_words', models.CharField(blank=True, default='', max_length=200)),
                ('until_zone', models.CharField(blank=True, default='', max_length=40)),
                ('until_printed', models.CharField(blank=True, default='', max_length=80)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='relations', to='claims.source')),
                ('target', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='relations_to', to='claims.source')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'source'], name='relation_by_source'), models.Index(fields=['workspace', 'target'], name='relation_by_target')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='sourcerelation_is_known_by_workspace_and_id'), models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='a_source_has_no_relation_to_itself')],
            },
        ),
        migrations.CreateModel(
            name='SourceRedirect',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('into', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='redirects_here', to='claims.source')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='redirects', to='claims.source')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'into'], name='redirect_by_into')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='sourceredirect_is_known_by_workspace_and_id'), models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('workspace', 'source'), name='a_source_is_merged_once_at_a_time'), models.CheckConstraint(condition=models.Q(('source', models.F('into')), _negated=True), name='a_redirect_leads_elsewhere')],
            },
        ),
        migrations.CreateModel(
            name='SourceIdentifier',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('scheme', claims.models.fields.WordField(max_length=32, words=('wikidata', 'isni', 'domain', 'handle'))),
                ('value', models.CharField(max_length=500)),
                ('source', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='identifiers', to='claims.source')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'source'], name='identifier_by_source')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='sourceidentifier_is_known_by_workspace_and_id'), models.UniqueConstraint(fields=('workspace', 'scheme', 'value'), name='an_identifier_names_one_source_of_a_workspace')],
            },
        ),
        migrations.CreateModel(
            name='SourceAlias',
            fields=[
                ('id', models.UUIDField(default=claims.models.fields.new_id, editable=False, primary_key=True, serialize=False)),
                ('text', models.CharField(max_length=500)),
                ('key', models.CharField(max_length=500)),
                ('strength', claims.models.fields.WordField(default='strong', max_length=32, words=('strong', 'weak'))),
                ('source', claims.models.fields.WorkspaceForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='aliases', to='claims.source')),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='claims.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', 'key'], name='alias_by_key')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'id'), name='sourcealias_is_known_by_workspace_and_id'), models.UniqueConstraint(fields=('workspace', 'source', 'key'), name='a_source_has_an_alias_once')],
            },
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['workspace', 'publisher'], name='article_by_publisher'),
        ),
    ]
