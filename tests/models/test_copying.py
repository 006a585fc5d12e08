"""Rows written by COPY stand as rows written by INSERT would."""

from copy import copy

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from claims.models import ArticleVersion, Source, SourceAlias, SourceRelation
from claims.models.copying import insert
from claims.models.fields import new_id
from claims.text.dates import parse_date
from claims.vocabulary import RelationKind, SourceKind
from tests.makers import Team, make_article, make_source

AWKWARD = 'tab\t, line\nbreak, \\N and \\., quote ", é, 😀, \u202e'


def test_nothing_is_written_for_no_rows(team: Team) -> None:
    insert([])


def test_every_column_comes_back_as_it_was_given(team: Team) -> None:
    row = Source(
        workspace=team.workspace, name=AWKWARD, kind=SourceKind.MONITORING_GROUP, description="\\N", revision=7
    )
    insert([row])
    found = Source.objects.get(pk=row.pk)
    assert {f.attname: getattr(found, f.attname) for f in Source._meta.concrete_fields} == {
        f.attname: getattr(row, f.attname) for f in Source._meta.concrete_fields
    }
    assert found.article_id is None


def test_bytes_and_json_come_back_as_they_were_given(team: Team) -> None:
    version = make_article(team.workspace).current_version
    again = copy(version)
    again.pk, again.number = new_id(), 2
    again.segments = [["body", 0, 3], [AWKWARD]]
    insert([again])
    found = ArticleVersion.objects.get(pk=again.pk)
    assert (bytes(found.sha256), found.segments) == (bytes(version.sha256), again.segments)
    assert found.text == version.text


def test_a_partial_date_comes_back_as_it_was_known(team: Team) -> None:
    one, other = make_source(team.workspace, "One"), make_source(team.workspace, "Other")
    relation = SourceRelation(workspace=team.workspace, source=one, target=other, kind=RelationKind.PART_OF)
    relation.since = parse_date("2021-08", words="that month")
    insert([relation])
    assert SourceRelation.objects.get(pk=relation.pk).since == parse_date("2021-08", words="that month")


def test_columns_of_the_moment_are_set(team: Team) -> None:
    before = timezone.now()
    row = Source(workspace=team.workspace, name="Seawatch")
    insert([row])
    found = Source.objects.get(pk=row.pk)
    assert before <= found.created_at <= timezone.now()
    assert found.created_at == row.created_at


def test_a_row_that_was_written_can_be_saved_again(team: Team) -> None:
    row = Source(workspace=team.workspace, name="Seawatch")
    insert([row])
    row.name = "Sea Watch"
    row.save(update_fields=["name"])
    assert Source.objects.get(pk=row.pk).name == "Sea Watch"


def test_a_broken_rule_is_an_integrity_error_and_nothing_is_written(team: Team) -> None:
    with pytest.raises(IntegrityError, match="a_source_has_a_name"), transaction.atomic():
        insert([Source(workspace=team.workspace, name="Fine"), Source(workspace=team.workspace, name="")])
    assert not Source.objects.filter(workspace=team.workspace, name="Fine").exists()


def test_a_key_that_leads_nowhere_is_refused(team: Team) -> None:
    stranger = make_source(team.elsewhere, "Stranger")
    with transaction.atomic():
        insert([SourceAlias(workspace=team.workspace, source_id=stranger.pk, text="x", key="x")])
        with pytest.raises(IntegrityError):
            connection.check_constraints()
        transaction.set_rollback(True)
