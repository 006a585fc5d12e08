"""Keys that carry the workspace: in every join, in every look-up along the key, and in the database at commit."""

import re
from collections.abc import Callable, Iterable

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet
from django.test.utils import CaptureQueriesContext

from claims.models import Anchor, Article, Attribution, Claim, ClaimLabel, Label, Source, SourceAlias, SourceRelation
from claims.models.fields import new_id
from tests.makers import Team, make_article, make_claim, make_source

JOIN = re.compile(r'JOIN "(\w+)"(?: (\w+))? ON \((.*?)\)(?= (?:LEFT|INNER|WHERE|GROUP|ORDER|LIMIT)|\)|$)')


def sql_of(read: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        read()
    return [query["sql"] for query in captured]


def commit(write: Callable[[], object]) -> None:
    """Checks what the database defers to the commit."""
    with transaction.atomic():
        write()
        connection.check_constraints()


def joins_without_workspace(statements: Iterable[str]) -> list[str]:
    joins = [found for sql in statements for found in JOIN.finditer(sql)]
    assert joins
    strays = [found for found in joins if found[1].startswith("claims_") and found[3].count('"workspace_id"') < 2]
    return [found[0] for found in strays]


JOINED: dict[str, Callable[[Team], QuerySet]] = {
    "select_related": lambda team: Claim.objects.select_related("article__publisher", "version", "annotation_set"),
    "forward": lambda team: Claim.objects.filter(article__publisher__name="Ellery Courier"),
    "backward": lambda team: Source.objects.filter(aliases__text="Seawatch", attributions__claim__note=""),
    "many to many": lambda team: Claim.objects.filter(labels__name="fire"),
    "outer": lambda team: Claim.objects.filter(derived_from__isnull=True).values("derived_from__note"),
    "annotate": lambda team: Article.objects.annotate(number=Count("claims__chains__attributions")),
    "values": lambda team: Attribution.objects.values("source__kind").annotate(number=Count("claim__article")),
    "to itself": lambda team: Source.objects.filter(merged_into__name="Seawatch"),
    "exists": lambda team: Claim.objects.filter(
        Exists(Attribution.objects.filter(claim=OuterRef("pk"), source__kind="person", claim__article__title="x"))
    ),
    "relations": lambda team: SourceRelation.objects.filter(source__name="a", target__name="b"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("read", JOINED.values(), ids=JOINED.keys())
def test_every_join_carries_the_workspace(team: Team, read: Callable[[Team], QuerySet]) -> None:
    statements = sql_of(lambda: list(read(team).filter(workspace=team.workspace)))
    assert joins_without_workspace(statements) == []


@pytest.mark.django_db
def test_related_rows_are_looked_up_within_the_workspace(team: Team) -> None:
    claim = make_claim(make_article(team.workspace), sources=("Seawatch",), labels=("fire",))
    claim = Claim.objects.get(pk=claim.pk)
    looked_up = sql_of(lambda: [claim.article, list(claim.attributions.all()), claim.chains.count()])
    assert len(looked_up) == 3
    assert all(f"\"workspace_id\" = '{team.workspace.pk.hex}'" in sql for sql in looked_up)
    assert claim.attributions.get().claim is claim


@pytest.mark.django_db
def test_prefetched_rows_are_looked_up_within_the_workspace(team: Team) -> None:
    article = make_article(team.workspace)
    for _ in range(2):
        make_claim(article, sources=("Seawatch", "Harbour Guard"), labels=("fire",))
    hops = Attribution.objects.filter(position=1)
    rows = Claim.objects.filter(workspace=team.workspace).prefetch_related(
        "article", "claim_labels", Prefetch("attributions", hops), "attributions__source"
    )
    found: list[Claim] = []
    statements = sql_of(lambda: found.extend(rows))
    assert len(statements) == 5
    assert all('"workspace_id" IN' in sql for sql in statements[1:])
    with CaptureQueriesContext(connection) as later:
        assert [[hop.source.name for hop in claim.attributions.all()] for claim in found] == [["Seawatch"]] * 2
        assert [len(claim.claim_labels.all()) for claim in found] == [1, 1]
        assert {claim.article.title for claim in found} == {article.title}
    assert len(later) == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cross",
    [
        lambda claim, other: Claim.objects.filter(pk=claim.pk).update(article=other.article_id),
        lambda claim, other: Claim.objects.filter(pk=claim.pk).update(version=other.version_id),
        lambda claim, other: Claim.objects.filter(pk=claim.pk).update(annotation_set=other.annotation_set_id),
        lambda claim, other: Attribution.objects.filter(claim=claim).update(
            source=Source.objects.filter(workspace=other.workspace)[0]
        ),
        lambda claim, other: Anchor.objects.filter(claim=claim).update(version=other.version_id),
        lambda claim, other: ClaimLabel.objects.create(
            workspace=claim.workspace,
            claim=claim,
            label=Label.objects.create(workspace=other.workspace, name="elsewhere"),
        ),
        lambda claim, other: SourceAlias.objects.create(
            workspace=claim.workspace, source=make_source(other.workspace, "X"), text="X", key="x"
        ),
        lambda claim, other: Article.objects.filter(pk=claim.article_id).update(publisher=new_id()),
    ],
    ids=["article", "version", "set", "source", "anchor", "label", "alias", "nobody"],
)
def test_a_row_that_points_into_another_workspace_is_refused_at_commit(
    team: Team, cross: Callable[[Claim, Claim], object]
) -> None:
    claim = make_claim(make_article(team.workspace), sources=("Seawatch",))
    other = make_claim(make_article(team.elsewhere), sources=("Seawatch",))
    with pytest.raises(IntegrityError, match="in_workspace"):
        commit(lambda: cross(claim, other))
