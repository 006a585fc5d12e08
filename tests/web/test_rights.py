"""Which page lets whom in: one table of every page of a workspace and every role."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from claims.exchange.records import SourceReference
from claims.models import (
    Article,
    Attribution,
    AuditEvent,
    Claim,
    Dependence,
    Label,
    Membership,
    Proposition,
    Source,
    SourceLikeness,
    SourceRedirect,
    SourceRelation,
)
from claims.services import label_merges, labels, source_duplicates, source_merges, source_splits, verdicts
from claims.vocabulary import Role, Verdict
from claims.web.urls import PAGES
from tests import makers
from tests.held import undone
from tests.makers import Team
from tests.web.browsers import Browser

Ids = tuple[UUID, ...]


def nothing() -> Ids:
    return ()


def article() -> Ids:
    return (Article.objects.get().pk,)


def claim() -> Ids:
    return (Claim.objects.get().pk,)


def source() -> Ids:
    return (Source.objects.get(name="Seawatch").pk,)


def relation() -> Ids:
    found = SourceRelation.objects.get()
    return (found.source_id, found.pk)


def statement() -> Ids:
    return (Proposition.objects.earliest("pk").pk,)


def split_statement() -> Ids:
    found = AuditEvent.objects.get(action="proposition.split")
    assert found.object_id
    return (found.object_id, found.pk)


def merge() -> Ids:
    found = SourceRedirect.objects.get()
    return (found.source_id, found.pk)


def split() -> Ids:
    found = AuditEvent.objects.get(action="source.split")
    assert found.object_id
    return (found.object_id, found.pk)


def likeness() -> Ids:
    return (SourceLikeness.objects.get(verdict=None).pk,)


def decided_likeness() -> Ids:
    return (SourceLikeness.objects.exclude(verdict=None).get().pk,)


def label() -> Ids:
    return (Label.objects.get(name="attack").pk,)


def retired_label() -> Ids:
    return (Label.objects.get(name="old").pk,)


def merged_label() -> Ids:
    return (Label.objects.get(name="atack").pk,)


def pair() -> Ids:
    return (Dependence.objects.get().pk,)


READ: dict[str, Callable[[], Ids]] = {
    "statements": nothing,
    "candidates": statement,
    "copies": nothing,
    "analysis-suggestions": nothing,
    "articles": nothing,
    "queue": nothing,
    "place-again": article,
    "claims": nothing,
    "claim": claim,
    "sources": nothing,
    "source": source,
    "source-duplicates": nothing,
    "source-family": source,
    "statement": statement,
    "labels": nothing,
    "matrix": nothing,
    "matrix-file": nothing,
    "analysis": nothing,
    "analysis-alerts": nothing,
    "analysis-unnamed": nothing,
    "analysis-grades": nothing,
    "statement-summary": statement,
    "search": nothing,
    "export": nothing,
    "evidence": nothing,
}
ADMINISTER: dict[str, Callable[[], Ids]] = {"article-take-down": article, "claim-erase": claim}
CHANGE: dict[str, Callable[[], Ids]] = {
    "statement-new": nothing,
    "statement-edit": statement,
    "statement-split": statement,
    "statement-unsplit": split_statement,
    "candidate-judge": statement,
    "candidate-undo": statement,
    "copy-decide": pair,
    "copies-undo": nothing,
    "suggestions-train": nothing,
    "copies-find": nothing,
    "article-edit": article,
    "article-withdraw": article,
    "article-restore": article,
    "queue-assign": nothing,
    "find-same": article,
    "article-versions": article,
    "article-version-undo": article,
    "place-again-undo": article,
    "claim-place-again": claim,
    "article-finish-next": article,
    "claims-bulk": nothing,
    "claims-bulk-undo": nothing,
    "source-new": nothing,
    "source-edit": source,
    "source-relate": source,
    "source-unrelate": relation,
    "source-merge": source,
    "source-unmerge": merge,
    "source-split": source,
    "source-unsplit": split,
    "source-look-alikes": source,
    "source-duplicates-find": nothing,
    "source-duplicates-decide": likeness,
    "source-duplicates-reconsider": decided_likeness,
    "source-grade": source,
    "statement-grade": statement,
    "claim-grade": claim,
    "alerts-scan": nothing,
    "label-new": nothing,
    "label-rename": label,
    "label-retire": label,
    "label-restore": retired_label,
    "label-merge": label,
    "label-unmerge": merged_label,
    "import": nothing,
    "import-files": nothing,
    "import-result": nothing,
    "import-text": nothing,
    "import-url": nothing,
    "import-save": nothing,
}
POSTED = {
    *("queue-assign", "article-finish-next", "article-version-undo", "place-again-undo", "claim-place-again"),
    *("source-unmerge", "source-unsplit", "source-look-alikes", "source-duplicates-find"),
    *("source-duplicates-decide", "source-duplicates-reconsider"),
    *("statement-unsplit", "candidate-judge", "candidate-undo", "copy-decide", "copies-undo", "copies-find"),
    "suggestions-train",
    *(
        "alerts-scan",
        "article-restore",
        "claims-bulk",
        "claims-bulk-undo",
        "source-relate",
        "source-unrelate",
        "label-new",
    ),
    *("label-restore", "label-merge", "label-unmerge"),
    *("label-rename", "label-retire", "import-files", "import-text", "import-url", "import-save"),
}


def furnish(team: Team) -> None:
    """One of everything."""
    found = makers.make_article(team.workspace, by=team.alice)
    makers.make_claim(found, sources=["Seawatch"], proposition="It burned.", by=team.alice)
    attack, atack, old = (labels.make(team.workspace, name, by=team.alice) for name in ("attack", "atack", "old"))
    labels.retire(old, by=team.alice)
    label_merges.merge(atack, into=attack, by=team.alice)
    seawatch = Source.objects.get(name="Seawatch")
    SourceRelation.objects.create(
        workspace=team.workspace, source=seawatch, target=Source.objects.exclude(pk=seawatch.pk).get(), kind="part_of"
    )
    Dependence.objects.create(
        workspace=team.workspace, source=seawatch, on_source=Source.objects.exclude(pk=seawatch.pk).get(),
        kind="common_owner",
    )  # fmt: skip
    old, like, unlike = (makers.make_source(team.workspace, name) for name in ("Old watch", "Seawatsh", "Sheawatch"))
    source_merges.merge(old, into=seawatch, by=team.alice)
    step = Attribution.objects.get()
    source_splits.split(seawatch, hops=[step.pk], to=SourceReference(name="Another"), by=team.alice)
    for other in (like, unlike):
        row = SourceLikeness.objects.create(
            workspace=team.workspace, source=seawatch, other=other, score=90, why="Alike."
        )
    source_duplicates.decide(row, Verdict.DIFFERENT, by=team.alice)
    burned, claims = Proposition.objects.get(), [Claim.objects.get().pk]
    verdicts.split_off(burned, claims, text="It sank.", by=team.alice)


@pytest.fixture(scope="module")
def held(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Team]:
    """Made once: to make it takes longer than to ask."""
    with undone(django_db_blocker):
        team = makers.make_team()
        furnish(team)
        yield team


@pytest.fixture
def db(held: Team, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with undone(django_db_blocker):
        yield


@pytest.fixture
def team(held: Team, db: None) -> Team:
    return held


@pytest.fixture
def furnished(team: Team) -> Team:
    """A workspace with one of everything, and a workspace elsewhere."""
    return team


def ask(browser: Browser, name: str, ids: Ids) -> Browser:
    return browser.send(name, *ids) if name in POSTED else browser.open(name, *ids)


def test_the_table_has_every_page() -> None:
    assert {page.name for page in PAGES} == {*READ, *CHANGE, *ADMINISTER, "export-file"}


@pytest.mark.parametrize("name", READ)
def test_members_read(furnished: Team, vera: Browser, name: str) -> None:
    assert ask(vera, name, READ[name]()).status == 200


@pytest.mark.parametrize("name", CHANGE)
def test_viewers_change_nothing(furnished: Team, vera: Browser, name: str) -> None:
    before = AuditEvent.objects.count()
    page = ask(vera, name, CHANGE[name]())
    assert page.status == 403
    assert page.shows("Your role in this workspace (viewer) does not allow this")
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("name", CHANGE)
def test_annotators_are_let_in(furnished: Team, alice: Browser, name: str) -> None:
    assert ask(alice, name, CHANGE[name]()).status in (200, 303, 422)


@pytest.mark.parametrize("name", ADMINISTER)
def test_only_admins_take_words_away(furnished: Team, alice: Browser, bob: Browser, name: str) -> None:
    before = AuditEvent.objects.count()
    for browser in (alice, bob):
        assert browser.open(name, *ADMINISTER[name]()).status == 403
        assert browser.send(name, *ADMINISTER[name](), reason="Asked to.", sure="on").status == 403
    assert AuditEvent.objects.count() == before
    assert Browser(furnished.adam).open(name, *ADMINISTER[name]()).status == 200


@pytest.mark.parametrize("name", [*READ, *CHANGE, *ADMINISTER])
def test_the_workspace_does_not_exist_for_people_outside(furnished: Team, charlie: Browser, name: str) -> None:
    assert ask(charlie, name, (READ | CHANGE | ADMINISTER)[name]()).status == 404


@pytest.mark.parametrize("name", [*READ, *CHANGE, *ADMINISTER])
def test_strangers_are_sent_to_log_in(furnished: Team, name: str) -> None:
    page = ask(Browser(None), name, (READ | CHANGE | ADMINISTER)[name]())
    assert page.status == 302
    assert page.location.startswith(reverse("login"))


@pytest.mark.parametrize("name", [name for name, ids in (READ | CHANGE | ADMINISTER).items() if ids is not nothing])
def test_ids_of_another_workspace_do_not_exist_here(furnished: Team, charlie: Browser, name: str) -> None:
    Membership.objects.filter(user=furnished.charlie).update(role=Role.ADMIN)
    ids = (READ | CHANGE | ADMINISTER)[name]()
    page = charlie.send(name, *ids, slug="elsewhere") if name in POSTED else charlie.open(name, *ids, slug="elsewhere")
    assert page.status == 404


@pytest.mark.parametrize("name", sorted(POSTED))
def test_changes_are_not_made_by_a_link(furnished: Team, alice: Browser, name: str) -> None:
    assert alice.open(name, *CHANGE[name]()).status == 405
