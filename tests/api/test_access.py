"""One table of every address for every role: what one may not see does not exist."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver
from pytest_django import DjangoDbBlocker

from claims.api import urls
from claims.exchange.records import RelationRecord
from claims.models import AuditEvent, Claim, Source, SourceLikeness, Workspace
from claims.services import (
    assignments,
    dependences,
    jobs,
    label_merges,
    labels,
    propositions,
    source_merges,
    suggesting,
    suggestions,
    verdicts,
    versions,
)
from claims.services import claims as writing
from claims.services.article_rows import Capture
from claims.services.judgements import make_proposition
from claims.services.sources import relate
from claims.suggestions.rules import Rules
from claims.vocabulary import CaptureMethod, DependenceKind, PropositionRelationKind, RelationKind, Verdict
from tests import makers
from tests.api.programs import NOBODY, Program, claim_body
from tests.held import undone
from tests.makers import Team

READ = ("vera", "alice", "bob", "adam")
WRITE = ("alice", "bob", "adam")


@dataclass(frozen=True, slots=True)
class Things:
    """One of each in a workspace, by the name its address has for it."""

    ids: dict[str, str]


def make_things(workspace: Workspace, by: User) -> Things:
    article = makers.make_article(workspace, by=by)
    claim = makers.make_claim(article, sources=["Seawatch"], by=by)
    withdrawn = writing.withdraw(makers.make_claim(article, by=by), by=by)
    gone = makers.make_article(workspace, text="Gone.", by=by)
    makers.articles.withdraw(gone, by=by)
    source = Source.objects.filter(workspace=workspace).order_by("pk").first()
    target = makers.make_source(workspace, "Pentagon")
    assert source is not None
    old = makers.make_source(workspace, "Old Pentagon")
    source_merges.merge(old, into=target, by=by)
    relation = relate(source, RelationRecord(RelationKind.PART_OF, "Pentagon"), target=target, by=by)
    event = AuditEvent.objects.filter(workspace=workspace).first()
    assert event is not None
    return Things(
        {
            "article": str(article.pk), "claim": str(claim.pk), "withdrawn": str(withdrawn.pk), "gone": str(gone.pk),
            "version": str(article.current_version_id), "source": str(source.pk), "relation": str(relation.pk),
            "label": str(labels.make(workspace, "attack", by=by).pk), "set": str(article.sets.get().pk),
            "proposition": str(make_proposition(workspace, "Something burned.", by=by).pk), "event": str(event.pk),
            "statement": str(make_proposition(workspace, "Somebody was hurt.", by=by).pk),
            **judged(workspace, by, claim),
            "job": str(jobs.make(workspace, "check", by=by).pk), "target": str(target.pk), "old": str(old.pk),
            "other": str(makers.make_source(workspace, "Other").pk), "pair": str(alike(workspace).pk),
            **renewed(workspace, by),
            **relabelled(workspace, by),
            **suggested(workspace, by),
            "assignment": str(assignments.assign(workspace, [article.pk], to=by, by=by)[0].pk),
        }
    )  # fmt: skip


def suggested(workspace: Workspace, by: User) -> dict[str, str]:
    """A text with two suggestions, of which one was rejected, and another text."""
    first, other = (makers.make_article(workspace, text=f"{makers.TEXT} {words}", by=by) for words in ("Read.", "Now."))
    assert first.current_version is not None
    assert other.current_version is not None
    one, two, *_ = suggesting.propose(first.current_version, suggester=Rules())
    suggesting.propose(other.current_version, suggester=Rules())
    suggestions.reject(two, by=by)
    return {"suggestion": str(one.pk), "rejected": str(two.pk), "suggestedin": str(other.pk)}


def relabelled(workspace: Workspace, by: User) -> dict[str, str]:
    other, retired, merged = (labels.make(workspace, name, by=by) for name in ("other", "retired", "merged"))
    labels.retire(retired, by=by)
    label_merges.merge(merged, into=other, by=by)
    return {"otherlabel": str(other.pk), "retired": str(retired.pk), "mergedlabel": str(merged.pk)}


def renewed(workspace: Workspace, by: User) -> dict[str, str]:
    """An article whose text changed, with a claim that waits."""
    article = makers.make_article(workspace, text="Old words.", by=by)
    claim = makers.make_claim(article, "Old words", by=by)
    versions.bring(article, "Other words.", capture=Capture(CaptureMethod.API), by=by)
    return {"renewed": str(article.pk), "waiting": str(claim.pk)}


def judged(workspace: Workspace, by: User, claim: Claim) -> dict[str, str]:
    """A verdict, a relation of statements, a merged one, and two articles that may be copies."""
    made = [make_proposition(workspace, f"Statement {number}.", by=by) for number in range(3)]
    propositions.merge(made[2], into=made[0], by=by)
    verdict = verdicts.judge(claim, made[0], Verdict.SAME, by=by)
    relation = propositions.relate(made[0], PropositionRelationKind.UPDATES, target=made[1], by=by)
    pair = [makers.make_article(workspace, text=words, by=by) for words in ("One.", "Two.")]
    dependence = dependences.between_articles(pair[0], pair[1], DependenceKind.SAME_WIRE, by=by)
    return {
        "grouped": str(made[0].pk), "mergedone": str(made[2].pk), "judgement": str(verdict.pk),
        "said": str(relation.pk), "dependence": str(dependence.pk), "one": str(pair[0].pk), "two": str(pair[1].pk),
    }  # fmt: skip


def alike(workspace: Workspace) -> SourceLikeness:
    """Two sources that may be one."""
    one, other = (makers.make_source(workspace, name) for name in ("Harbour Watch", "Harbor Watch"))
    return SourceLikeness.objects.create(workspace=workspace, source=one, other=other, score=96, why="Alike.")


@dataclass(frozen=True, slots=True)
class Row:
    method: str
    path: str
    status: int
    body: Any = None
    media_type: str = "application/json"
    admin: bool = False
    """Whether it takes an admin."""


def claim_of(things: Things) -> dict[str, Any]:
    return claim_body(things.ids["article"])


ROWS = [
    Row("get", "", 200),
    Row("get", "members/", 200),
    Row("get", "articles/", 200),
    Row("post", "articles/", 201, {"title": "T", "text": "Words."}),
    Row("post", "articles/bulk/", 201, '{"title": "T", "text": "Words."}', "application/x-ndjson"),
    Row("get", "articles/{article}/", 200),
    Row("patch", "articles/{article}/", 200, {"byline": "A"}),
    Row("delete", "articles/{article}/", 204),
    Row("post", "articles/{gone}/restore/", 200),
    Row("post", "articles/{article}/take-down/", 201, {"reason": "Asked to."}, admin=True),
    Row("get", "articles/{article}/annotations/", 200),
    Row("get", "articles/{article}/versions/", 200),
    Row("post", "articles/{two}/versions/", 201, {"text": "Words that changed."}),
    Row("post", "articles/{renewed}/versions/undo/", 200),
    Row("post", "claims/{waiting}/place/", 200, {"spans": [{"start": 0, "end": 5}]}),
    Row("get", "versions/", 200),
    Row("get", "versions/{version}/", 200),
    Row("get", "claims/", 200),
    Row("post", "claims/", 201, claim_of),
    Row("post", "claims/bulk/", 201, lambda things: [claim_of(things)]),
    Row("patch", "claims/bulk/", 200, lambda things: {"ids": [things.ids["claim"]], "set": {"status": "accepted"}}),
    Row("get", "claims/{claim}/", 200),
    Row("patch", "claims/{claim}/", 200, {"note": "x"}),
    Row("put", "claims/{claim}/", 200, claim_of),
    Row("delete", "claims/{claim}/", 204),
    Row("post", "claims/{withdrawn}/restore/", 200),
    Row("get", "claims/{claim}/history/", 200),
    Row("get", "sources/", 200),
    Row("post", "sources/", 201, {"name": "New one"}),
    Row("get", "sources/{source}/", 200),
    Row("patch", "sources/{source}/", 200, {"short_name": "x"}),
    Row("get", "sources/{source}/relations/", 200),
    Row("post", "sources/{source}/relations/", 422, {"kind": "member_of", "target": NOBODY}),
    Row("delete", "sources/{source}/relations/{relation}/", 204),
    Row("get", "sources/{target}/merges/", 200),
    Row("post", "sources/{other}/merge/", 200, lambda things: {"into": things.ids["target"]}),
    Row("post", "sources/{old}/unmerge/", 200),
    Row("post", "sources/{target}/split/", 404, {"attributions": [NOBODY], "to": "Somebody"}),
    Row("post", "sources/{target}/unsplit/", 404, {"event": NOBODY}),
    Row("get", "sources/{source}/family/", 200),
    Row("get", "sources/duplicates/", 200),
    Row("post", "sources/duplicates/find/", 202),
    Row("get", "sources/duplicates/{pair}/", 200),
    Row("patch", "sources/duplicates/{pair}/", 200, {"verdict": "different"}),
    Row("get", "labels/", 200),
    Row("post", "labels/", 201, {"name": "new"}),
    Row("get", "labels/{label}/", 200),
    Row("patch", "labels/{label}/", 200, {"name": "renamed"}),
    Row("delete", "labels/{label}/", 204),
    Row("post", "labels/{retired}/restore/", 200),
    Row("post", "labels/{label}/merge/", 200, lambda things: {"into": things.ids["otherlabel"]}),
    Row("post", "labels/{mergedlabel}/unmerge/", 200),
    Row("get", "sets/", 200),
    Row("get", "sets/{set}/", 200),
    Row("patch", "sets/{set}/", 200, {"progress": "done"}),
    Row("get", "assignments/", 200),
    Row(
        "post",
        "assignments/",
        201,
        lambda things: {"articles": [things.ids["one"], things.ids["two"]], "annotator": "alice"},
    ),
    Row("get", "assignments/{assignment}/", 200),
    Row("delete", "assignments/{assignment}/", 204),
    Row("get", "propositions/", 200),
    Row("post", "propositions/", 201, {"text": "Words."}),
    Row("get", "propositions/{proposition}/", 200),
    Row("get", "propositions/{proposition}/lineage/", 200),
    Row("get", "propositions/{proposition}/lineage.svg", 200),
    Row("get", "propositions/{proposition}/lineage.png", 200),
    Row("get", "sources/{source}/what-if/", 200),
    Row("get", "propositions/{proposition}/summary/", 200),
    Row("get", "matrix/", 200),
    Row("get", "cycles/", 200),
    Row("post", "cycles/", 202),
    Row("get", "ledger/", 200),
    Row("get", "grades/", 200),
    Row("post", "grades/", 201, lambda things: {"source": things.ids["source"], "grade": "B", "rationale": "Because."}),
    Row("get", "grades/diagnostics/", 200),
    Row("get", "exports/claims.csv", 200),
    Row("get", "exports/attributions.csv", 200),
    Row("get", "exports/sources.csv", 200),
    Row("get", "exports/articles.csv", 200),
    Row("post", "imports/", 201, {"text": "A headline\n\nSome words of a text that nobody has.", "format": "txt"}),
    Row("patch", "propositions/{proposition}/", 200, {"note": "x"}),
    Row("get", "propositions/{proposition}/relations/", 200),
    Row(
        "post",
        "propositions/{proposition}/relations/",
        201,
        lambda things: {"kind": "supports", "target": things.ids["statement"]},
    ),
    Row("delete", "propositions/{grouped}/relations/{said}/", 204),
    Row("post", "propositions/{proposition}/merge/", 200, lambda things: {"into": things.ids["statement"]}),
    Row("post", "propositions/{mergedone}/unmerge/", 200),
    Row("post", "propositions/{grouped}/split/", 200, lambda things: {"claims": [things.ids["claim"]], "text": "New"}),
    Row("post", "propositions/{grouped}/unsplit/", 404, {"event": NOBODY}),
    Row("get", "propositions/{proposition}/candidates/", 200),
    Row("get", "claims/{claim}/candidates/", 200),
    Row("get", "judgements/", 200),
    Row(
        "post",
        "judgements/",
        201,
        lambda things: {
            "claim": things.ids["claim"],
            "proposition": things.ids["proposition"],
            "verdict": "different",
        },
    ),
    Row("get", "judgements/{judgement}/", 200),
    Row("delete", "judgements/{judgement}/", 204),
    Row("get", "suggestions/", 200),
    Row("post", "suggestions/bulk/", 201, lambda things: {"article": things.ids["suggestedin"], "band": "low"}),
    Row("post", "suggestions/train/", 202, {}),
    Row("get", "suggestions/{suggestion}/", 200),
    Row("post", "suggestions/{suggestion}/accept/", 201, {}),
    Row("post", "suggestions/{suggestion}/reject/", 200, {}),
    Row("post", "suggestions/{rejected}/reopen/", 200, {}),
    Row("post", "articles/{article}/suggest/", 200, {}),
    Row("get", "dependences/", 200),
    Row(
        "post",
        "dependences/",
        201,
        lambda things: {"article": things.ids["article"], "on_article": things.ids["two"], "kind": "translates"},
    ),
    Row("post", "dependences/find/", 202),
    Row("get", "dependences/{dependence}/", 200),
    Row("patch", "dependences/{dependence}/", 200, {"state": "rejected"}),
    Row("get", "jobs/", 200),
    Row("get", "jobs/{job}/", 200),
    Row("get", "audit/", 200),
    Row("get", "audit/{event}/", 200),
    Row("get", "audit/seals/", 200),
    Row("post", "audit/erase/", 201, lambda things: {"object": things.ids["claim"], "reason": "Asked to."}, admin=True),
]


def send(client: Client, row: Row, things: Things, *, slug: str = "desk") -> Any:
    body = row.body(things) if callable(row.body) else row.body
    path = f"/api/v1/workspaces/{slug}/{row.path.format(**things.ids)}"
    if row.method == "get":
        return client.get(path)
    return getattr(client, row.method)(path, "" if body is None else body, content_type=row.media_type)


def described(row: Row) -> str:
    return f"{row.method} {row.path}"


@dataclass(frozen=True, slots=True)
class World:
    team: Team
    things: Things
    theirs: Things


@pytest.fixture(scope="module")
def furnished(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once: to make it takes longer than to ask."""
    with undone(django_db_blocker):
        team = makers.make_team()
        yield World(team, make_things(team.workspace, team.alice), make_things(team.elsewhere, team.charlie))


@pytest.fixture
def db(furnished: World, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with undone(django_db_blocker):
        yield


@pytest.fixture
def world(furnished: World, db: None) -> World:
    return furnished


@pytest.mark.parametrize("row", ROWS, ids=described)
def test_each_role_may_do_what_it_may_and_no_more(world: World, row: Row) -> None:
    team, things, theirs = world.team, world.things, world.theirs
    before = Claim.objects.count()
    assert send(Client(), row, things).status_code == 401
    assert send(Program(team.charlie).client, row, things).status_code == 404
    for nested in [name for name in theirs.ids if f"{{{name}}}" in row.path]:
        foreign = Things(things.ids | {nested: theirs.ids[nested]})
        answer = send(Program(team.adam if row.admin else team.alice).client, row, foreign)
        assert answer.status_code == 404, answer.content
    if row.method != "get":
        assert send(Program(team.vera).client, row, things).status_code == 403
    assert Claim.objects.count() == before
    allowed = READ if row.method == "get" else ("adam",) if row.admin else WRITE[:1]
    if row.admin:
        assert [send(Program(user).client, row, things).status_code for user in (team.alice, team.bob)] == [403, 403]
    for name in allowed:
        answer = send(Program(getattr(team, name)).client, row, things)
        assert answer.status_code == row.status, answer.content


@pytest.mark.parametrize("name", WRITE)
def test_reviewers_and_admins_write_too(world: World, name: str) -> None:
    things, program = world.things, Program(getattr(world.team, name))
    for row in ROWS:
        if row.method == "post" and row.status == 201 and not row.admin:
            assert send(program.client, row, things).status_code == 201, row


def test_the_table_has_every_address() -> None:
    known = {_shape(row.path) for row in ROWS}
    assert {_shape(path) for path in _paths(urls.WORKSPACE)} == known


def _paths(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _paths(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route


def _shape(path: str) -> str:
    """Without the names of ids."""
    return "/".join("*" if part[:1] in ("{", "<") or ".csv" in part else part for part in path.split("/"))
