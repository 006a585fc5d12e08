"""Articles, versions and annotation sets as the API takes and gives them."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers.claims import ClaimSerializer
from claims.api.serializers.fields import (
    DateField,
    LineField,
    OffsetField,
    SourceField,
    SourceSerializer,
    StrictSerializer,
    TextField,
    WordField,
    listed,
)
from claims.api.serializers.labels import LabelSerializer
from claims.text.segments import Segment
from claims.vocabulary import ArticleProgress, CaptureMethod, SegmentKind, SetKind


class SegmentSerializer(StrictSerializer):
    """A part of the text, in code points, `end` excluded."""

    kind = WordField(SegmentKind)
    start = OffsetField()
    end = OffsetField()

    def to_internal_value(self, data: Any) -> Segment:
        return Segment(**super().to_internal_value(data))


class VersionRowSerializer(serializers.Serializer[Any]):
    """A text as captured once; offsets are code points into `text`."""

    id = serializers.UUIDField()
    article = serializers.UUIDField()
    number = serializers.IntegerField()
    title = serializers.CharField()
    length = serializers.IntegerField(help_text="Code points of the text.")
    sha256 = serializers.CharField(help_text="SHA-256 of the text as UTF-8.")
    raw_sha256 = serializers.CharField(help_text="SHA-256 of what was captured.")
    segments = SegmentSerializer(many=True)
    captured_at = serializers.DateTimeField()
    capture_method = serializers.ChoiceField(CaptureMethod.values())
    taken_down = serializers.BooleanField()


class VersionSerializer(VersionRowSerializer):
    """The same with its text."""

    text = serializers.CharField()


class ArticleFields(StrictSerializer):
    """What lists and details of articles share."""

    id = serializers.UUIDField(read_only=True)
    title = LineField(max_length=1000)
    url = LineField(required=False, allow_null=True, allow_blank=True, max_length=2000)
    archive_url = LineField(required=False, allow_null=True, allow_blank=True, max_length=2000)
    publisher = SourceField(takes_names=True, required=False, allow_null=True)
    byline = LineField(required=False, allow_null=True, allow_blank=True, max_length=500)
    published = DateField(required=False, allow_null=True)
    language = LineField(required=False, allow_null=True, allow_blank=True, max_length=35)
    wire_credit = SourceField(takes_names=True, required=False, allow_null=True)
    republishes = serializers.UUIDField(read_only=True, allow_null=True)
    record = serializers.UUIDField(read_only=True, help_text="Id of the annotation set that is shared.")
    progress = serializers.ChoiceField(ArticleProgress.values(), read_only=True)
    claims = serializers.IntegerField(read_only=True, help_text="How many the record has.")
    revision = serializers.IntegerField(read_only=True)
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)
    withdrawn = serializers.BooleanField(read_only=True)
    same_text_as = serializers.UUIDField(
        read_only=True, allow_null=True, help_text="An earlier article of the workspace with the same text."
    )


class ArticleRowSerializer(ArticleFields):
    """A published piece, without its text."""

    current_version = VersionRowSerializer(read_only=True)


class ArticleSerializer(ArticleFields):
    """A published piece. Its text never changes; offsets count in `current_version.text`."""

    text = TextField(write_only=True, trim_whitespace=False)
    segments = listed(
        SegmentSerializer(),
        required=False,
        allow_null=True,
        write_only=True,
        most=100_000,
        help_text="Offsets into the canonical text. Left out: they are found.",
    )
    current_version = VersionSerializer(read_only=True)


class SetSerializer(StrictSerializer):
    """One annotator's claims on an article (blind), or the record, which is shared."""

    id = serializers.UUIDField(read_only=True)
    article = serializers.UUIDField(read_only=True)
    kind = serializers.ChoiceField(SetKind.values(), read_only=True)
    annotator = serializers.CharField(read_only=True, allow_null=True)
    progress = WordField(ArticleProgress)
    created_at = serializers.DateTimeField(read_only=True)


class AnnotationsSerializer(serializers.Serializer[Any]):
    """An article with everything that stands on it."""

    article = ArticleSerializer()
    set = serializers.UUIDField(help_text="The annotation set whose claims these are.")
    claims = ClaimSerializer(many=True)
    sources = SourceSerializer(many=True, help_text="Every source that the claims and the article name.")
    labels = LabelSerializer(many=True, help_text="The labels of the workspace that are in use.")
