"""Grades as the API takes and gives them."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers.fields import IdField, StrictSerializer, TextField
from claims.queries.grades import KINDS, SUBJECTS
from claims.vocabulary import Credibility, Reliability


class GradeSerializer(StrictSerializer):
    """A grade of the Admiralty scale: `A` to `F` of a source, `1` to `6` of a statement or a claim."""

    id = serializers.UUIDField(read_only=True)
    kind = serializers.CharField(read_only=True, help_text=f"One of: {', '.join(KINDS)}.")
    source = IdField(required=False, allow_null=True)  # type: ignore[assignment]  # a field takes the name of an option
    proposition = IdField(required=False, allow_null=True)
    claim = IdField(required=False, allow_null=True)
    grade = serializers.ChoiceField([*Reliability.values(), *Credibility.values()])
    in_words = serializers.CharField(read_only=True)
    rationale = TextField(max_length=5_000)
    graded_by = serializers.CharField(read_only=True, allow_null=True)
    graded_at = serializers.DateTimeField(read_only=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        graded = [name for name in SUBJECTS if attrs.get(name)]
        if len(graded) != 1:
            raise serializers.ValidationError("A grade is of one thing: give source, proposition or claim.")
        allowed = Reliability if graded == ["source"] else Credibility
        if attrs["grade"] not in allowed.values():
            raise serializers.ValidationError({"grade": f"{attrs['grade']} is no grade here; {MEANT[allowed]}"})
        return attrs


class MadeGradeSerializer(GradeSerializer):
    """The answer to a new grade."""

    warning = serializers.CharField(
        read_only=True, help_text="Why a `1` says more than the lines that are known bear; empty where it does not."
    )


MEANT: dict[Any, str] = {
    Reliability: "a source is graded A to F.",
    Credibility: "a statement or a claim is graded 1 to 6.",
}
