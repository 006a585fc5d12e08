"""What tests start from, made by the services in a database: people, two workspaces, articles, sources, claims.

alice annotates, bob reviews, vera only reads, adam is the admin; charlie is outside, at work in a workspace of his own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User

from claims.exchange.records import ArticleRecord, AttributionRecord, ChainRecord, ClaimRecord, SourceReference
from claims.models import AnnotationSet, Article, Claim, Membership, Source, SourceAlias, Workspace
from claims.services import articles, claims
from claims.services.article_rows import Capture
from claims.text.dates import parse_date
from claims.text.names import match_key
from claims.text.spans import QuotedSpan
from claims.vocabulary import CaptureMethod, Identifiability, Lineage, Role, SourceKind

PASSWORD = "correct horse battery"
TITLE = "Two piers burn in Port Ellery"
TEXT = (
    "Two piers burn in Port Ellery\n\n"
    "A fire destroyed two piers on Monday night. The Harbour Guard set the fire, the monitoring group Seawatch said, "
    "citing a leaflet of the Guard. A port official said that nobody was hurt.\n\n"
    "The piers were built in 1911."
)
OUTLET = "Ellery Courier"
FIRE = "A fire destroyed two piers"
GUARD = "The Harbour Guard set the fire"


@dataclass(frozen=True, slots=True)
class Team:
    """A workspace with its people, and another one, with charlie in it, that must never be seen from here."""

    workspace: Workspace
    alice: User
    bob: User
    vera: User
    adam: User
    elsewhere: Workspace
    charlie: User


def make_person(name: str) -> User:
    """A person who can log in with PASSWORD; the same one for the same name."""
    known = User.objects.filter(username=name).first()
    return known or User.objects.create_user(name, f"{name}@example.org", PASSWORD)


def make_workspace(slug: str, *, allows_new_labels: bool = True, **people: Role) -> Workspace:
    """A workspace with the members given as name=role."""
    workspace = Workspace.objects.create(slug=slug, name=slug.capitalize(), allows_new_labels=allows_new_labels)
    for name, role in people.items():
        Membership.objects.create(workspace=workspace, user=make_person(name), role=role)
    return workspace


def make_team() -> Team:
    """The workspace `desk` with alice, bob, vera and adam, and the workspace `elsewhere` with charlie.

    In four statements: nearly every test begins so.
    """
    roles = {"alice": Role.ANNOTATOR, "bob": Role.REVIEWER, "vera": Role.VIEWER, "adam": Role.ADMIN}
    desk, elsewhere = Workspace.objects.bulk_create(
        [Workspace(slug=slug, name=slug.capitalize()) for slug in ("desk", "elsewhere")]
    )
    names = (*roles, "charlie")
    User.objects.bulk_create(
        [User(username=name, email=f"{name}@example.org", password=_hashed()) for name in names], ignore_conflicts=True
    )
    people = {user.username: user for user in User.objects.filter(username__in=names)}
    Membership.objects.bulk_create(
        [
            *(Membership(workspace=desk, user=people[name], role=role) for name, role in roles.items()),
            Membership(workspace=elsewhere, user=people["charlie"], role=Role.ANNOTATOR),
        ]
    )
    return Team(workspace=desk, elsewhere=elsewhere, **people)


@cache
def _hashed() -> str:
    return make_password(PASSWORD)


def make_article(
    workspace: Workspace,
    *,
    text: str = TEXT,
    title: str = TITLE,
    publisher: str = OUTLET,
    published: str = "2021-08-27",
    language: str = "en",
    by: User | None = None,
    **more: Any,
) -> Article:
    """An article with its first version and its record; an empty `publisher` or `published` is none."""
    record = ArticleRecord(
        title=title,
        text=text,
        publisher=SourceReference(name=publisher, kind=SourceKind.MEDIA_OUTLET) if publisher else None,
        published=parse_date(published) if published else None,
        language=language,
        **more,
    )
    return articles.add(workspace, record, capture=Capture(CaptureMethod.PASTE), by=by)


def make_claim(
    article: Article,
    quote: str | Sequence[str] = FIRE,
    *,
    sources: Sequence[str] = (),
    by: User | None = None,
    annotation_set: AnnotationSet | None = None,
    **more: Any,
) -> Claim:
    """A claim on the words of `quote`. `sources` are the steps of its one chain, nearest the publisher first.

    Without them the claim is the outlet's own words. Any other field of ClaimRecord may be given, `chains` too.
    """
    at = claims.place(article, by=by, annotation_set=annotation_set)
    if sources:
        more["chains"] = (chain(*sources),)
    return claims.make(at, ClaimRecord(spans=spans(at.version.text, quote), **more), by=by)


def make_source(
    workspace: Workspace,
    name: str,
    *,
    kind: SourceKind = SourceKind.UNKNOWN,
    identifiability: Identifiability = Identifiability.NAMED,
    article: Article | None = None,
    **more: Any,
) -> Source:
    """The row of a source with its name as a strong alias, without an event; namesakes too, which services refuse."""
    source = Source.objects.create(
        workspace=workspace, name=name, kind=kind, identifiability=identifiability, article=article, **more
    )
    SourceAlias.objects.create(workspace=workspace, source=source, text=name, key=match_key(name))
    return source


def spans(text: str, quote: str | Sequence[str]) -> tuple[QuotedSpan, ...]:
    """Where these words stand first in the text."""
    quotes = [quote] if isinstance(quote, str) else quote
    return tuple(QuotedSpan(text.index(words), text.index(words) + len(words), words) for words in quotes)


def hop(source: str = "", **more: Any) -> AttributionRecord:
    """A step of a chain; without a name it is a cue alone. `kind` and `identifiability` are the source's."""
    told = {name: more.pop(name) for name in ("kind", "identifiability") if name in more}
    return AttributionRecord(source=SourceReference(name=source, **told) if source else None, **more)


def chain(*steps: str | AttributionRecord, lineage: Lineage = Lineage.COMPLETE) -> ChainRecord:
    """A chain of steps, nearest the publisher first; a name stands for a step by that source."""
    return ChainRecord(lineage, tuple(hop(step) if isinstance(step, str) else step for step in steps))
