"""The filters that screens, API and exports share: from query parameters to querysets of one workspace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.errors import BadFilter, BadRecord
from claims.exchange.validation import check_characters
from claims.models import AnnotationSet, Article, Assignment, Claim, Source, SourceAlias, Workspace
from claims.queries.cells import parts_of
from claims.queries.claim_narrowers import NARROWERS, in_set, with_hop
from claims.queries.filter_values import NONE, any_of, date_of, dated, in_language, is_person, uuid_of, words_of
from claims.queries.filter_values import as_uuid as as_uuid
from claims.queries.sources import ids_by_name_or_id
from claims.text.names import match_key
from claims.vocabulary import (
    ArticleProgress,
    AssignmentState,
    Certainty,
    ClaimStatus,
    Identifiability,
    Lineage,
    Quotation,
    SetKind,
    SourceKind,
    Stance,
    Verification,
    Word,
)

CLAIM_FILTERS = (
    "article", "publisher", "source", "origin", "family", "kind", "identifiability", "stance", "certainty",
    "verification", "lineage", "label", "status", "annotator", "set", "proposition", "quotation", "language",
    "hops_min", "published_after", "published_before", "updated_since", "q", "cell",
)  # fmt: skip
ARTICLE_FILTERS = (
    "publisher", "language", "progress", "assigned", "published_after", "published_before", "updated_since", "q",
)  # fmt: skip
SOURCE_FILTERS = ("kind", "identifiability", "article", "updated_since", "q")
VOCABULARIES: dict[str, type[Word]] = {
    "kind": SourceKind,
    "identifiability": Identifiability,
    "stance": Stance,
    "certainty": Certainty,
    "verification": Verification,
    "lineage": Lineage,
    "status": ClaimStatus,
    "quotation": Quotation,
    "progress": ArticleProgress,
}
DATES = ("published_after", "published_before", "updated_since")
LONGEST_VALUE = 1000


@dataclass(frozen=True, slots=True)
class Filters:
    """Checked values by filter name; several values of one filter are alternatives, several filters all hold."""

    values: Mapping[str, tuple[str, ...]]

    @classmethod
    def parse(cls, parameters: Mapping[str, Sequence[str]], *, known: Sequence[str] = CLAIM_FILTERS) -> "Filters":
        """Takes the known filters out of query parameters. Raises BadFilter for a value that cannot be understood."""
        values = {
            name: tuple(value.strip() for value in parameters[name] if value.strip())
            for name in known
            if name in parameters
        }
        found = cls({name: given for name, given in values.items() if given})
        for name, given in found.values.items():
            for value in given:
                _check(name, value)
        return found

    def __bool__(self) -> bool:
        return bool(self.values)

    def get(self, name: str) -> tuple[str, ...]:
        return self.values.get(name, ())


def _check(name: str, value: str) -> None:
    try:
        check_characters(value, field=name)
    except BadRecord as wrong:
        raise BadFilter(wrong.message, field=name) from wrong
    if len(value) > LONGEST_VALUE:
        raise BadFilter(f"The filter {name} has more than {LONGEST_VALUE} characters; shorten it.", field=name)
    if name in VOCABULARIES and value not in VOCABULARIES[name].values():
        allowed = ", ".join(VOCABULARIES[name].values())
        raise BadFilter(f"“{value}” is no {name}; use one of: {allowed}.", field=name)
    if name in DATES:
        date_of(name, value)
    if name == "hops_min" and not (value.isascii() and value.isdigit() and len(value) < 4):
        raise BadFilter("hops_min is a number of steps, like 2.", field=name)
    if name in ("article", "proposition") and value != NONE:
        uuid_of(name, value)
    if name == "cell":
        parts_of(value)
    if name == "set" and value not in SetKind.values():
        uuid_of(name, value)


def claims(workspace: Workspace, filters: Filters) -> QuerySet[Claim]:
    """Standing claims of the record (or of the set asked for) that pass all filters; no order."""
    rows = Claim.objects.filter(workspace=workspace, withdrawn_at__isnull=True, article__withdrawn_at__isnull=True)
    rows = in_set(rows, filters.get("set"))
    for name, narrow in NARROWERS.items():
        if given := filters.get(name):
            rows = narrow(workspace, rows, given)
    return with_hop(workspace, rows, filters.values)


def articles(workspace: Workspace, filters: Filters) -> QuerySet[Article]:
    """Standing articles that pass all filters; no order."""
    rows = Article.objects.filter(workspace=workspace, withdrawn_at__isnull=True)
    if given := filters.get("publisher"):
        rows = rows.filter(publisher__in=ids_by_name_or_id(workspace, given))
    if given := filters.get("language"):
        rows = rows.filter(in_language("language", given))
    if given := filters.get("progress"):
        sets = AnnotationSet.objects.filter(
            workspace=workspace, article=OuterRef("pk"), kind=SetKind.RECORD, progress__in=given
        )
        rows = rows.filter(Exists(sets))
    if given := filters.get("assigned"):
        rows = rows.filter(_is_assigned(workspace, given))
    if given := filters.get("q"):
        rows = rows.filter(current_version__search=words_of(given))
    return rows.filter(
        dated("published_earliest", "published_after", filters.get("published_after"))
        & dated("published_earliest", "published_before", filters.get("published_before"))
        & dated("updated_at", "updated_since", filters.get("updated_since"))
    )


def _is_assigned(workspace: Workspace, given: Sequence[str]) -> Q:
    """To one of these people, by user name or id; `none` is: to nobody."""
    here = Assignment.objects.filter(workspace=workspace, article=OuterRef("pk"), state=AssignmentState.OPEN)
    people = [value for value in given if value != NONE]
    wanted = Q(Exists(here.filter(is_person("annotator", people)))) if people else Q(pk__in=[])
    return wanted | ~Q(Exists(here)) if NONE in given else wanted


def sources(workspace: Workspace, filters: Filters) -> QuerySet[Source]:
    """Sources that stand for themselves and pass all filters; no order. `article=none` are those that are shared."""
    rows = Source.objects.filter(workspace=workspace, merged_into__isnull=True)
    for name in ("kind", "identifiability"):
        if given := filters.get(name):
            rows = rows.filter(**{f"{name}__in": given})
    if given := filters.get("article"):
        shared = Q(article__isnull=True) if NONE in given else Q()
        rows = rows.filter(shared | Q(article__in=[uuid_of("article", value) for value in given if value != NONE]))
    if given := filters.get("q"):
        rows = rows.filter(any_of(_is_called(workspace, words) for words in given))
    return rows.filter(dated("updated_at", "updated_since", filters.get("updated_since")))


def _is_called(workspace: Workspace, words: str) -> Q:
    called = Q(name__icontains=words)
    key = match_key(words)
    aliases = SourceAlias.objects.filter(workspace=workspace, source=OuterRef("pk"), key__contains=key)
    return called | Q(Exists(aliases)) if key else called
