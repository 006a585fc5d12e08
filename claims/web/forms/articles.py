"""What is known about an article besides its text, and what each of its paragraphs is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django import forms
from django.http import QueryDict

from claims.exchange.records import ArticleRecord, SourceReference
from claims.models import Article, ArticleVersion
from claims.services.article_rows import LONGEST_ADDRESS, LONGEST_BYLINE, LONGEST_TITLE
from claims.services.source_resolver import LONGEST_NAME
from claims.text.dates import PartialDate, format_date
from claims.text.segments import Segment
from claims.vocabulary import SegmentKind, SourceKind
from claims.web.forms.annotate import choices
from claims.web.forms.dates import PartialDateField

MOST_PARAGRAPHS = 400
"""A form with more fields than Django takes is no form; paragraphs beyond these keep what was found."""
KINDS = choices(SegmentKind)


class ArticleForm(forms.Form):
    """An article's facts, as printed with it."""

    title = forms.CharField(max_length=LONGEST_TITLE, widget=forms.TextInput(attrs={"dir": "auto"}))
    publisher = forms.CharField(
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"list": "source-names", "autocomplete": "off"}),
        help_text="The outlet. A name that is new here makes a new source.",
    )
    byline = forms.CharField(required=False, max_length=LONGEST_BYLINE)
    published = PartialDateField()
    language = forms.CharField(required=False, max_length=35, help_text="Two letters: en, ar, de.")
    url = forms.CharField(label="Address (URL)", required=False, max_length=LONGEST_ADDRESS)
    archive_url = forms.CharField(
        label="Archived copy (URL)",
        required=False,
        max_length=LONGEST_ADDRESS,
        help_text="A page that keeps the article as it was, on an archive.",
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @property
    def wide(self) -> list[forms.BoundField]:
        return [self["title"]]

    @property
    def narrow(self) -> list[forms.BoundField]:
        return [self[name] for name in ("publisher", "byline", "published", "language")]

    @property
    def addresses(self) -> list[forms.BoundField]:
        return [self[name] for name in ("url", "archive_url")]

    def record(self, *, text: str, segments: Sequence[Segment], was: PartialDate | None) -> ArticleRecord:
        """Of a valid form. A date that says the same as before keeps its words and zone."""
        given = self.cleaned_data
        published = given["published"]
        if published and was and format_date(published) == format_date(was):
            published = was
        return ArticleRecord(
            title=given["title"],
            text=text,
            publisher=SourceReference(name=given["publisher"], kind=SourceKind.MEDIA_OUTLET)
            if given["publisher"]
            else None,
            byline=given["byline"],
            published=published,
            language=given["language"],
            url=given["url"],
            archive_url=given["archive_url"],
            segments=tuple(segments),
        )


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the form with the kinds it may be."""

    name: str
    text: str
    kind: str
    number: int


def paragraphs(text: str, segments: Iterable[Segment]) -> list[Paragraph]:
    """The first paragraphs, each with what it is taken for."""
    shown = list(segments)[:MOST_PARAGRAPHS]
    return [
        Paragraph(_name(segment), text[segment.start : segment.end], segment.kind.value, number)
        for number, segment in enumerate(shown, start=1)
    ]


def corrected(segments: Iterable[Segment], data: QueryDict) -> list[Segment]:
    """The segments with the kinds that the form says; a kind that is none is left as it was."""
    return [
        replace(segment, kind=SegmentKind(kind))
        if (kind := data.get(_name(segment))) in SegmentKind.values()
        else segment
        for segment in segments
    ]


def segments_of(version: ArticleVersion) -> list[Segment]:
    return [Segment(SegmentKind(kind), start, end) for kind, start, end in version.segments]


def initial_of(article: Article) -> dict[str, object]:
    """The form's values for an article as it stands; its publisher has to be loaded."""
    publisher = article.publisher
    standing = publisher.merged_into or publisher if publisher else None
    return {
        "title": article.title,
        "publisher": standing.name if standing else "",
        "byline": article.byline,
        "published": article.published_printed,  # type: ignore[attr-defined]  # a column of the partial date
        "language": article.language,
        "url": article.url,
        "archive_url": article.archive_url,
        "revision": article.revision,
    }


def _name(segment: Segment) -> str:
    return f"kind-{segment.start}"
