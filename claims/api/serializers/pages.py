"""The envelope of lists, for the OpenAPI document alone."""

from functools import cache
from typing import Any

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers


@cache
def paged(row: type[serializers.Serializer[Any]]) -> serializers.Serializer[Any]:
    """`{next, previous, results}` of these rows."""
    return inline_serializer(
        f"{row.__name__.removesuffix('Serializer')}Page",
        {
            "next": serializers.URLField(allow_null=True),
            "previous": serializers.URLField(allow_null=True),
            "count": serializers.IntegerField(required=False, help_text="Only where `?count=true` asks for it."),
            "results": row(many=True),
        },
    )
