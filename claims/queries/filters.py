"""The filters that screens, API and exports share: from query parameters to querysets of one workspace."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.errors import BadDate, BadFilter
from claims.models import (
    AnnotationSet,
    Article,
    Attribution,
    Chain,
    Claim,
    ClaimLabel,
    Judgement,
    Source,
    SourceAlias,
    Workspace,
)
from claims.models.tenancy import TenantModel
from claims.queries.sources import family_members, ids_by_name_or_id
from claims.text.dates import PartialDate, parse_date
from claims.text.names import match_key
from claims.vocabulary import (
    ArticleProgress,
    Certainty,
    ClaimStatus,
    Identifiability,
    Lineage,
    Quotation,
    SetKind,
    SourceKind,
    Stance,
    Verdict,
    Verification,
    Word,
)

CLAIM_FILTERS = (
    "article", "publisher", "source", "origin", "family", "kind", "identifiability", "stance", "certainty",
    "verification", "lineage", "label", "status", "annotator", "set", "proposition", "quotation", "language", "hops_min",
    "published_after", "published_before", "updated_since", "q",
)  # fmt: skip
ARTICLE_FILTERS = ("publisher", "language", "progress", "published_after", "published_before", "updated_since", "q")
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
HOP_FILTERS = {
    "source": "source",
    "family": "source",
    "kind": "source__kind",
    "identifiability": "source__identifiability",
    "stance": "stance",
    "certainty": "certainty",
    "verification": "verification",
}
Row = TypeVar("Row", bound=TenantModel)


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
        found._check()
        return found

    def __bool__(self) -> bool:
        return bool(self.values)

    def get(self, name: str) -> tuple[str, ...]:
        return self.values.get(name, ())

    def _check(self) -> None:
        for name, given in self.values.items():
            for value in given:
                if "\0" in value:
                    raise BadFilter(f"The filter {name} contains a NUL character.", field=name)
                if name in VOCABULARIES and value not in VOCABULARIES[name].values():
                    allowed = ", ".join(VOCABULARIES[name].values())
                    raise BadFilter(f"“{value}” is no {name}; use one of: {allowed}.", field=name)
                if name in ("published_after", "published_before", "updated_since"):
                    _date(name, value)
                if name == "hops_min" and not (value.isascii() and value.isdigit() and len(value) < 4):
                    raise BadFilter("hops_min is a number of steps, like 2.", field=name)
                if name in ("article", "proposition") and value != "none":
                    _uuid(name, value)


def claims(workspace: Workspace, filters: Filters) -> QuerySet[Claim]:
    """Standing claims of the record (or of the set asked for) that pass all filters; no order."""
    rows = Claim.objects.filter(workspace=workspace, withdrawn_at__isnull=True, article__withdrawn_at__isnull=True)
    rows = _in_set(workspace, rows, filters)
    for name, narrow in CLAIM_NARROWERS.items():
        if filters.get(name):
            rows = narrow(workspace, rows, filters.get(name))
    hop = _hop(workspace, filters)
    if hop is not None:
        rows = rows.filter(Exists(Attribution.objects.filter(hop, workspace=workspace, claim=OuterRef("pk"))))
    return rows


def articles(workspace: Workspace, filters: Filters) -> QuerySet[Article]:
    """Standing articles that pass all filters; no order."""
    rows = Article.objects.filter(workspace=workspace, withdrawn_at__isnull=True)
    if filters.get("publisher"):
        rows = rows.filter(publisher__in=ids_by_name_or_id(workspace, filters.get("publisher")))
    if filters.get("language"):
        rows = rows.filter(_language("language", filters.get("language")))
    if filters.get("progress"):
        rows = rows.filter(
            Exists(
                AnnotationSet.objects.filter(
                    workspace=workspace,
                    article=OuterRef("pk"),
                    kind=SetKind.RECORD,
                    progress__in=filters.get("progress"),
                )
            )
        )
    rows = _dated(rows, filters, prefix="")
    if filters.get("q"):
        rows = rows.filter(current_version__search=_search(filters.get("q")))
    return rows


def sources(workspace: Workspace, filters: Filters) -> QuerySet[Source]:
    """Sources that stand for themselves and pass all filters; no order."""
    rows = Source.objects.filter(workspace=workspace, merged_into__isnull=True)
    for name in ("kind", "identifiability", "article"):
        if filters.get(name):
            rows = rows.filter(**{f"{name}__in": filters.get(name)})
    if filters.get("updated_since"):
        rows = rows.filter(updated_at__gte=_date("updated_since", filters.get("updated_since")[0]).earliest)
    for words in filters.get("q"):
        key = match_key(words)
        named = SourceAlias.objects.filter(workspace=workspace, source=OuterRef("pk"), key__contains=key)
        rows = rows.filter(Q(name__icontains=words) | Q(Exists(named)) if key else Q(name__icontains=words))
    return rows


def _in_set(workspace: Workspace, rows: QuerySet[Claim], filters: Filters) -> QuerySet[Claim]:
    wanted = filters.get("set")
    if not wanted:
        return rows.filter(annotation_set__kind=SetKind.RECORD)
    kinds = [value for value in wanted if value in SetKind.values()]
    ids = [_uuid("set", value) for value in wanted if value not in SetKind.values()]
    return rows.filter(Q(annotation_set__kind__in=kinds) | Q(annotation_set__in=ids))


def _hop(workspace: Workspace, filters: Filters) -> Q | None:
    """What one and the same hop must be: "source=SITE&stance=relays" finds claims that SITE relays."""
    wanted = Q()
    for name, column in HOP_FILTERS.items():
        given = filters.get(name)
        if not given:
            continue
        if name == "source":
            wanted &= Q(source__in=ids_by_name_or_id(workspace, given))
        elif name == "family":
            wanted &= Q(source__in=family_members(workspace, ids_by_name_or_id(workspace, given)))
        else:
            wanted &= Q(**{f"{column}__in": given})
    return wanted or None


def _by_article(workspace: Workspace, rows: QuerySet[Claim], given: Sequence[str]) -> QuerySet[Claim]:
    return rows.filter(article__in=[_uuid("article", value) for value in given])


def _by_publisher(workspace: Workspace, rows: QuerySet[Claim], given: Sequence[str]) -> QuerySet[Claim]:
    return rows.filter(article__publisher__in=ids_by_name_or_id(workspace, given))


def _by_origin(workspace: Workspace, rows: QuerySet[Claim], given: Sequence[str]) -> QuerySet[Claim]:
    return rows.filter(
        Exists(
            Attribution.objects.filter(
                workspace=workspace,
                claim=OuterRef("pk"),
                is_origin=True,
                source__in=ids_by_name_or_id(workspace, given),
            )
        )
    )


def _by_lineage(workspace: Workspace, rows: QuerySet[Claim], given: Sequence[str]) -> QuerySet[Claim]:
    return rows.filter(Exists(Chain.objects.filter(workspace=workspace, claim=OuterRef("pk"), lineage__in=given)))


def _by_hops(workspace: Workspace, rows: QuerySet[Claim], given: Sequence[str]) -> QuerySet[Claim]:
    least = min(int(value) for value in given)
    if least == 0:
        return rows
    return rows.filter(
        Exists(Attribution.objects.filter(workspace=workspace, claim=OuterRef("pk"), position__gte=least))
    )


def _by_label(workspace: Workspace, rows: QuerySet[Claim], given: Sequence[str]) -> QuerySet[Claim]:
    named = Q()
    for value in given:
        named |= Q(label__name__iexact=value)
        key = as_uuid(value)
        if key:
            named |= Q(label=key) | Q(label__merged_into=key)
    return rows.filter(Exists(ClaimLabel.objects.filter(named, workspace=workspace, claim=OuterRef("pk"))))


def _by_annotator(workspace: Workspace, rows: QuerySet[Claim], given: Sequence[str]) -> QuerySet[Claim]:
    ids = [int(value) for value in given if value.isascii() and value.isdigit() and len(value) < 10]
    return rows.filter(Q(annotator__username__in=given) | Q(annotator__in=ids))


def _by_proposition(workspace: Workspace, rows: QuerySet[Claim], given: Sequence[str]) -> QuerySet[Claim]:
    same = Judgement.objects.filter(
        workspace=workspace, claim=OuterRef("pk"), verdict=Verdict.SAME, superseded_at__isnull=True
    )
    ids = [_uuid("proposition", value) for value in given if value != "none"]
    wanted = Q(Exists(same.filter(Q(proposition__in=ids) | Q(proposition__merged_into__in=ids))))
    if "none" in given:
        wanted |= Q(~Exists(same))
    return rows.filter(wanted)


def _by_columns(column: str) -> "Narrower":
    def narrow(workspace: Workspace, rows: QuerySet[Claim], given: Sequence[str]) -> QuerySet[Claim]:
        return rows.filter(**{f"{column}__in": given})

    return narrow


def _by_language(workspace: Workspace, rows: QuerySet[Claim], given: Sequence[str]) -> QuerySet[Claim]:
    return rows.filter(_language("article__language", given))


def _by_words(workspace: Workspace, rows: QuerySet[Claim], given: Sequence[str]) -> QuerySet[Claim]:
    return rows.filter(search=_search(given))


def _published(name: str) -> "Narrower":
    def narrow(workspace: Workspace, rows: QuerySet[Claim], given: Sequence[str]) -> QuerySet[Claim]:
        return _dated(rows, Filters({name: tuple(given)}), prefix="article__")

    return narrow


def _by_update(workspace: Workspace, rows: QuerySet[Claim], given: Sequence[str]) -> QuerySet[Claim]:
    return rows.filter(updated_at__gte=_date("updated_since", given[0]).earliest)


Narrower = Callable[[Workspace, QuerySet[Claim], Sequence[str]], QuerySet[Claim]]
CLAIM_NARROWERS: dict[str, Narrower] = {
    "article": _by_article,
    "publisher": _by_publisher,
    "origin": _by_origin,
    "lineage": _by_lineage,
    "hops_min": _by_hops,
    "label": _by_label,
    "status": _by_columns("status"),
    "quotation": _by_columns("quotation"),
    "annotator": _by_annotator,
    "proposition": _by_proposition,
    "language": _by_language,
    "published_after": _published("published_after"),
    "published_before": _published("published_before"),
    "updated_since": _by_update,
    "q": _by_words,
}


def _dated(rows: QuerySet[Row], filters: Filters, *, prefix: str) -> QuerySet[Row]:
    """Both ends count: articles of the day named pass "after" and "before" it."""
    for value in filters.get("published_after"):
        rows = rows.filter(**{f"{prefix}published_earliest__gte": _date("published_after", value).earliest})
    for value in filters.get("published_before"):
        rows = rows.filter(**{f"{prefix}published_earliest__lte": _date("published_before", value).latest})
    if not prefix:
        for value in filters.get("updated_since"):
            rows = rows.filter(updated_at__gte=_date("updated_since", value).earliest)
    return rows


def _language(column: str, given: Sequence[str]) -> Q:
    wanted = Q()
    for value in given:
        wanted |= Q(**{f"{column}__iexact": value}) | Q(**{f"{column}__istartswith": f"{value}-"})
    return wanted


def _search(given: Sequence[str]) -> SearchQuery:
    return SearchQuery(" ".join(given), config="english", search_type="websearch")


def _date(name: str, value: str) -> PartialDate:
    try:
        return parse_date(value)
    except BadDate as wrong:
        raise BadFilter(wrong.message, field=name) from wrong


def _uuid(name: str, value: str) -> UUID:
    key = as_uuid(value)
    if key is None:
        raise BadFilter(f"“{value[:40]}” is no id; {name} takes a UUID.", field=name)
    return key


def as_uuid(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None
