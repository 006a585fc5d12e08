"""Assignments as the API takes and gives them."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers.fields import IdField, LineField, StrictSerializer
from claims.services.assignments import MOST
from claims.vocabulary import AssignmentState, SetKind


class AssignmentSerializer(serializers.Serializer[Any]):
    """That a person is to annotate an article."""

    id = serializers.UUIDField()
    article = serializers.UUIDField()
    article_title = serializers.CharField()
    annotator = serializers.CharField(help_text="User name.")
    set = serializers.UUIDField(help_text="The annotation set that the person writes to.")
    kind = serializers.ChoiceField(SetKind.values())
    state = serializers.ChoiceField(AssignmentState.values())
    assigned_by = serializers.CharField(allow_null=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class AssignSerializer(StrictSerializer):
    articles = serializers.ListField(
        child=IdField(), max_length=MOST, help_text="Ids of articles; those the person has already are left."
    )
    annotator = LineField(help_text="User name of a member who may annotate.")


class AssignedSerializer(serializers.Serializer[Any]):
    """The new assignments, in the order of the request."""

    assignments = AssignmentSerializer(many=True)
