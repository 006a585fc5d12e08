"""Workspaces and their members as the API gives them."""

from typing import Any

from rest_framework import serializers

from claims.vocabulary import Role


class MemberSerializer(serializers.Serializer[Any]):
    """A person of the workspace."""

    id = serializers.IntegerField()
    username = serializers.CharField()
    name = serializers.CharField()
    role = serializers.ChoiceField(Role.values())


class WorkspaceSerializer(serializers.Serializer[Any]):
    """A team's separate body of work, as you may use it."""

    id = serializers.UUIDField()
    slug = serializers.SlugField()
    name = serializers.CharField()
    role = serializers.ChoiceField(Role.values(), help_text="What you are there.")
    allows_new_labels = serializers.BooleanField()
    created_at = serializers.DateTimeField()
