"""From bodies that make claims to places and records: which article, which version, which annotation set."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast
from uuid import UUID

from django.db.models import Q
from rest_framework.exceptions import ValidationError

from claims.api.errors import BadBatch, FieldError, field_errors, flatten
from claims.api.serializers.claims import ClaimSerializer, changed
from claims.api.serializers.fields import whole
from claims.errors import BadRecord, ClaimsError, Conflict, NotAllowed, UnknownArticle
from claims.exchange.fields import as_uuid
from claims.exchange.records import ClaimRecord
from claims.models import AnnotationSet, ArticleVersion, Claim
from claims.permissions import Right
from claims.queries.access import Access
from claims.services.claim_rows import Place
from claims.services.claims import places
from claims.vocabulary import SetKind

Values = Mapping[str, Any]


def read_claims(access: Access, bodies: Sequence[Any]) -> list[tuple[Place, ClaimRecord]]:
    """Raises BadBatch with what is wrong in each of several, and the error itself for one."""
    serializer = whole(ClaimSerializer)
    read = _Rows(alone=len(bodies) == 1)
    values = [read.each(row, lambda body=body: serializer.run_validation(body)) for row, body in enumerate(bodies)]
    read.finish()
    finder = _Places(access, values)
    found = [
        read.each(row, lambda given=given: (finder.place(given), changed(None, given)))
        for row, given in enumerate(values)
    ]
    read.finish()
    return found


class _Rows:
    """Collects what is wrong row by row."""

    def __init__(self, *, alone: bool) -> None:
        self._alone = alone
        self._errors: list[FieldError] = []

    def each(self, row: int, read: Any) -> Any:
        try:
            return read()
        except (ValidationError, ClaimsError) as wrong:
            if self._alone:
                raise
            self._errors.extend(in_row(row, wrong))

    def finish(self) -> None:
        if self._errors:
            raise BadBatch(self._errors)


def in_row(row: int, wrong: ValidationError | ClaimsError) -> list[FieldError]:
    """The errors of one row of a batch: fields begin with `rows[6]`, sentences with “Row 7”."""
    errors = list(flatten(wrong.get_full_details())) if isinstance(wrong, ValidationError) else field_errors(wrong)
    return [
        FieldError(
            field=f"rows[{row}]" + (f".{error['field']}" if error["field"] else ""),
            code=error["code"],
            detail=f"Row {row + 1}: " + (f"{error['field']}: " if error["field"] else "") + error["detail"],
        )
        for error in errors
    ]


class _Places:
    """Finds the places of a batch: one query, three where it names versions and sets, whatever its size."""

    def __init__(self, access: Access, batch: Sequence[Values]) -> None:
        self.access = access
        workspace = access.workspace
        versions = {given["version"] for given in batch if given.get("version")}
        self.articles: dict[UUID, UUID] = {}
        if versions:
            known = ArticleVersion.objects.filter(workspace=workspace, pk__in=versions)
            self.articles = dict(known.values_list("pk", "article_id"))
        wanted = {given["article"] for given in batch if given.get("article")} | set(self.articles.values())
        self.places = {
            key: at for key, at in places(workspace, wanted, by=access.user).items() if at.article.withdrawn_at is None
        }
        self.sets: dict[UUID, AnnotationSet] = {}
        self.records: dict[UUID, AnnotationSet] = {}
        if any(given.get("set") for given in batch):
            self._find_sets({key for given in batch if (key := as_uuid(given.get("set")))})

    def _find_sets(self, named: set[UUID]) -> None:
        rows = AnnotationSet.objects.filter(workspace=self.access.workspace, article__in=self.places)
        for row in rows.filter(Q(pk__in=named) | Q(kind=SetKind.RECORD)):
            self.sets[row.pk] = row
            if row.kind == SetKind.RECORD:
                self.records[row.article_id] = row

    def place(self, given: Values) -> Place:
        at = self._at(given)
        wanted = given.get("set")
        if wanted is None:
            return at
        if wanted == SetKind.RECORD:
            return replace(at, annotation_set=self.records[at.article.pk])
        key = as_uuid(wanted)
        if key is None:
            raise BadRecord("The set is a UUID, “record”, or null.", field="set")
        row = self.sets.get(key)
        if row is None or row.article_id != at.article.pk:
            raise BadRecord(f"The article has no annotation set {key}.", field="set")
        if row.kind == SetKind.BLIND and row.annotator_id != self.access.user.pk:
            raise NotAllowed("This annotation set is another person's.", field="set")
        return replace(at, annotation_set=row)

    def _at(self, given: Values) -> Place:
        article: UUID | None = given.get("article")
        version: UUID | None = given.get("version")
        if article is None and version is None:
            raise BadRecord("Say which article the claim is in, by its id or that of its version.", field="article")
        if version is not None and version not in self.articles:
            raise UnknownArticle(f"There is no version {version} in this workspace.", field="version")
        key = article or self.articles[cast(UUID, version)]
        if key not in self.places:
            raise UnknownArticle(f"There is no article {key} in this workspace.", field="article")
        at = self.places[key]
        if version is not None and self.articles[version] != key:
            raise UnknownArticle("The version is of another article.", field="version")
        if version is not None and version != at.version.pk:
            raise Conflict(
                f"The article has a newer text, {at.version.pk}; give positions in that one.", field="version"
            )
        return at


def check_change(access: Access, claim: Claim, given: Values) -> None:
    """A claim stays where it is: keys that name its place may come back, and must name the same.

    Blind work is its annotator's alone until a reviewer settles it.
    """
    own = claim.annotation_set
    if own.kind == SetKind.BLIND and own.annotator_id != access.user.pk and not access.allows(Right.REVIEW):
        raise NotAllowed("This claim is another person's blind work.")
    places_of_claim = {
        "article": (claim.article_id,),
        "version": (claim.version_id,),
        "set": (claim.annotation_set_id, own.kind if own.kind == SetKind.RECORD else None),
    }
    for name, stands in places_of_claim.items():
        sent = given.get(name)
        if sent is not None and str(sent) not in map(str, stands):
            raise BadRecord(f"A claim stays in its {name}; make a new claim there.", field=name)
