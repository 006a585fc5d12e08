"""Propositions, judgements and dependences as the API takes and gives them."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers.claims import ClaimSerializer
from claims.api.serializers.fields import IdField, LineField, StrictSerializer, TextField, WordField
from claims.vocabulary import DependenceKind, ProposalState, PropositionRelationKind, Verdict

MOST_MOVED = 1000


class PropositionSerializer(StrictSerializer):
    """A statement that several claims make alike."""

    id = serializers.UUIDField(read_only=True)
    text = LineField(max_length=1000)
    note = TextField(required=False, allow_blank=True, allow_null=True)
    claims = serializers.IntegerField(read_only=True, help_text="How many claims of records make it, disputed or not.")
    merged_into = serializers.UUIDField(read_only=True, allow_null=True)
    revision = serializers.IntegerField(read_only=True)
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)


class EndSerializer(serializers.Serializer[Any]):
    """A statement by its id, and how it reads."""

    id = serializers.UUIDField()
    text = serializers.CharField()


class PropositionRelationSerializer(StrictSerializer):
    """One statement `kind` another: supports, contradicts, updates …"""

    id = serializers.UUIDField(read_only=True)
    proposition = EndSerializer(read_only=True)
    kind = WordField(PropositionRelationKind)
    target = IdField(help_text="Id of another statement; it is answered with its text.")
    created_by = serializers.CharField(read_only=True, allow_null=True)
    created_at = serializers.DateTimeField(read_only=True)


class MadePropositionRelationSerializer(serializers.Serializer[Any]):
    """The same as it is answered; it leads from or to the statement asked for."""

    id = serializers.UUIDField()
    proposition = EndSerializer()
    kind = serializers.ChoiceField(PropositionRelationKind.values())
    target = EndSerializer()
    created_by = serializers.CharField(allow_null=True)
    created_at = serializers.DateTimeField()


class MergePropositionSerializer(StrictSerializer):
    into = IdField(help_text="The statement as which this one counts from now on.")


class UnmergePropositionSerializer(StrictSerializer):
    """Nothing to say: a statement is merged into one other at a time."""


class SplitPropositionSerializer(StrictSerializer):
    """Which claims to move, and where to: to a statement that is there, or to a new one by its text."""

    claims = serializers.ListField(child=IdField(), min_length=1, max_length=MOST_MOVED)
    into = IdField(required=False, allow_null=True)
    text = LineField(required=False, allow_null=True, max_length=1000)


class MadePropositionSplitSerializer(PropositionSerializer):
    """The statement that the claims went to; `event` is what `unsplit/` takes."""

    event = serializers.UUIDField(read_only=True)


class UnsplitPropositionSerializer(StrictSerializer):
    """Which split to take back."""

    event = IdField()


class CandidateSerializer(serializers.Serializer[Any]):
    """A claim that may say the same, and why."""

    claim = ClaimSerializer()
    score = serializers.FloatField(help_text="From 0 to 1; it orders the list and means nothing else.")
    why = serializers.CharField(help_text="Which words are shared.")


class JudgementSerializer(StrictSerializer):
    """One analyst's verdict whether a claim makes a statement."""

    id = serializers.UUIDField(read_only=True)
    claim = IdField()
    proposition = IdField(help_text="One that was merged stands for what it was merged into.")
    verdict = WordField(Verdict)
    analyst = serializers.CharField(read_only=True, allow_null=True)
    made_at = serializers.DateTimeField(read_only=True)
    superseded_at = serializers.DateTimeField(
        read_only=True, allow_null=True, help_text="When its analyst judged anew or took it back; null: it stands."
    )


class FindCopiesSerializer(StrictSerializer):
    """Nothing to say: all articles that were not compared yet are."""


class ArticleEndSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()


class SourceEndSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class DependenceSerializer(serializers.Serializer[Any]):
    """Whether two articles, or two sources, are independent: `article` has it from `on_article`."""

    id = serializers.UUIDField()
    article = ArticleEndSerializer(allow_null=True)
    on_article = ArticleEndSerializer(allow_null=True)
    source = SourceEndSerializer(allow_null=True)  # type: ignore[assignment]  # a field takes the name of an option
    on_source = SourceEndSerializer(allow_null=True)
    kind = serializers.ChoiceField(DependenceKind.values())
    state = serializers.ChoiceField(ProposalState.values())
    why = serializers.CharField()
    decided_by = serializers.CharField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()


class NewDependenceSerializer(StrictSerializer):
    """Between two articles, or between two sources."""

    article = IdField(required=False, allow_null=True)
    on_article = IdField(required=False, allow_null=True)
    source = IdField(required=False, allow_null=True)  # type: ignore[assignment]  # a field takes the name of an option
    on_source = IdField(required=False, allow_null=True)
    kind = WordField(DependenceKind)
    why = TextField(required=False, allow_blank=True, allow_null=True)


class DecisionSerializer(StrictSerializer):
    """A person's word on a pair. `independent` is a kind, too; pending puts the pair back to be decided."""

    state = WordField(ProposalState)
    kind = WordField(DependenceKind, required=False, allow_null=True)
