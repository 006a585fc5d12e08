"""Sources: anyone or anything that says things, with what identifies them and how they relate."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value

from claims.models.fields import PartialDateField, WordField, WorkspaceForeignKey
from claims.models.tenancy import TenantModel
from claims.vocabulary import AliasStrength, Identifiability, IdentifierScheme, RelationKind, SourceKind, Verdict


class Source(TenantModel):
    """One that says things. One that is not named belongs to one article: "a US official" in two articles is two."""

    name = models.CharField(max_length=500)
    short_name = models.CharField(max_length=100, blank=True, default="")
    kind = WordField(SourceKind, default=SourceKind.UNKNOWN)
    identifiability = WordField(Identifiability, default=Identifiability.NAMED)
    description = models.TextField(blank=True, default="")
    article = WorkspaceForeignKey("claims.Article", null=True, blank=True, related_name="own_sources", db_index=False)
    counts_as_own_family = models.BooleanField(default=False)
    external_uri = models.CharField(max_length=2000, blank=True, default="")
    """The address that several workspaces have for it, so that they can share one registry."""
    merged_into = WorkspaceForeignKey(
        "claims.Source", null=True, blank=True, related_name="merged_sources", db_index=False
    )
    """The source this one counts as now, never one that is itself merged; SourceRedirect holds the history."""
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(condition=~Q(name=""), name="a_source_has_a_name"),
            models.CheckConstraint(
                condition=Q(article__isnull=True) | ~Q(identifiability="named"),
                name="only_a_source_that_is_not_named_belongs_to_an_article",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id")),
                name="a_source_is_not_merged_into_itself",
            ),
            models.UniqueConstraint(  # finding a source of an import
                fields=["workspace", "external_uri"],
                condition=~Q(external_uri=""),
                name="an_external_uri_names_one_source_of_a_workspace",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "name"], name="source_by_name"),  # registry list, type-ahead
            models.Index(fields=["workspace", "article"], name="source_by_article"),  # resolving within one article
            models.Index(  # what was merged into a source
                fields=["workspace", "merged_into"],
                condition=Q(merged_into__isnull=False),
                name="source_by_merged_into",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name


class SourceAlias(TenantModel):
    """A name under which texts speak of a source. The source's own name has a strong alias row, too."""

    source = WorkspaceForeignKey(Source, related_name="aliases", db_index=False)
    text = models.CharField(max_length=500)
    key = models.CharField(max_length=500)
    """`claims.text.names.match_key` of the text: what look-ups compare."""
    strength = WordField(AliasStrength, default=AliasStrength.STRONG)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "source", "key"], name="a_source_has_an_alias_once"),
        ]
        indexes = [
            models.Index(  # resolving a name to its source; the operators let type-ahead find beginnings of names
                fields=["workspace", "key"], opclasses=["uuid_ops", "text_pattern_ops"], name="alias_by_key"
            ),
            GinIndex(  # type-ahead: beginnings of later words; GIN cannot hold the workspace
                Func(Value("simple"), F("key"), function="to_tsvector", output_field=SearchVectorField()),
                fastupdate=False,  # a person types and waits; whoever writes names does so once
                name="alias_by_word",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class SourceIdentifier(TenantModel):
    """What another registry calls a source."""

    source = WorkspaceForeignKey(Source, related_name="identifiers", db_index=False)
    scheme = WordField(IdentifierScheme)
    value = models.CharField(max_length=500)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["workspace", "scheme", "value"], name="an_identifier_names_one_source_of_a_workspace"
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "source"], name="identifier_by_source")
        ]  # a source's page and export

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


class SourceRelation(TenantModel):
    """`source` stands in `kind` to `target`, over the dates given; open where a date is not known."""

    source = WorkspaceForeignKey(Source, related_name="relations", db_index=False)
    target = WorkspaceForeignKey(Source, related_name="relations_to", db_index=False)
    kind = WordField(RelationKind)
    since = PartialDateField()
    until = PartialDateField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    """When a person took the statement of this relation back; not the end of the relation itself."""

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(condition=~Q(source=models.F("target")), name="a_source_has_no_relation_to_itself"),
        ]
        indexes = [
            models.Index(fields=["workspace", "source"], name="relation_by_source"),  # family: the way up
            models.Index(fields=["workspace", "target"], name="relation_by_target"),  # hierarchy: the way down
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.kind} {self.target}"


class SourceRedirect(TenantModel):
    """One merge. Hops keep the source they were made with, so taking a merge back survives later edits."""

    source = WorkspaceForeignKey(Source, related_name="redirects", db_index=False)
    into = WorkspaceForeignKey(Source, related_name="redirects_here", db_index=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["workspace", "source"],
                condition=Q(undone_at__isnull=True),
                name="a_source_is_merged_once_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(source=models.F("into")), name="a_redirect_leads_elsewhere"),
        ]
        indexes = [models.Index(fields=["workspace", "into"], name="redirect_by_into")]  # undoing merges of a source

    def __str__(self) -> str:
        return f"{self.source} -> {self.into}"


class SourceLikeness(TenantModel):
    """Two sources that may be one: proposed by the program from their names, decided by a person, never asked again."""

    source = WorkspaceForeignKey(Source, related_name="+", db_index=False)
    other = WorkspaceForeignKey(Source, related_name="+", db_index=False)
    score = models.PositiveSmallIntegerField()
    """0 to 100: how alike the names are; nothing more."""
    why = models.CharField(max_length=1200)
    verdict = WordField(Verdict, null=True)
    """None: nobody has decided yet."""
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "source", "other"], name="two_sources_are_likened_once"),
            models.CheckConstraint(condition=Q(source__lt=F("other")), name="a_pair_of_sources_is_in_order"),
            models.CheckConstraint(
                condition=Q(verdict__isnull=True, decided_at__isnull=True)
                | Q(verdict__isnull=False, decided_at__isnull=False),
                name="a_decision_on_two_sources_has_its_time",
            ),
        ]
        indexes = [
            models.Index(  # the next pair to decide
                fields=["workspace", "-score", "id"], condition=Q(verdict__isnull=True), name="likeness_waiting"
            ),
            models.Index(fields=["workspace", "other"], name="likeness_by_other"),  # a source's page
        ]

    def __str__(self) -> str:
        return self.why
