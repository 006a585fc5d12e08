"""What a file says about its statements beyond their texts: notes, relations, verdicts, and dependences of articles."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from claims.exchange.records import Batch, DependenceRecord, JudgementRecord, PropositionRecord
from claims.models import (
    Article,
    Dependence,
    Judgement,
    Membership,
    Proposition,
    PropositionRelation,
    Source,
    Workspace,
)
from claims.models.copying import insert
from claims.permissions import Right, allows
from claims.services import judgements, limits
from claims.vocabulary import ProposalState, Role

Bad = list[tuple[int, str]]


class People:
    """Who of the workspace a name of the file stands for: only an admin brings in what others judged.

    What another importer brings of others is nobody's; it is kept, but settles nothing.
    """

    def __init__(self, workspace: Workspace, by: AbstractBaseUser | None) -> None:
        members = Membership.objects.filter(workspace=workspace).select_related("user")
        self._ids = {member.user.get_username(): member.user.pk for member in members}
        roles = {member.user.pk: Role(member.role) for member in members}
        if by is not None and not (by.pk in roles and allows(roles[by.pk], Right.ADMINISTER)):
            self._ids = {name: key for name, key in self._ids.items() if key == by.pk}

    def of(self, name: str) -> int | None:
        return self._ids.get(name)


def add(
    workspace: Workspace,
    batch: Batch,
    *,
    claims: Mapping[UUID, UUID],
    articles: Callable[[UUID], UUID],
    sources: Callable[[UUID], UUID],
    by: AbstractBaseUser | None,
) -> Bad:
    """Within the event of the import. The mappings lead from ids of the file to rows; returns the bad rows."""
    _add_propositions(workspace, batch.propositions, by=by)
    people = People(workspace, by)
    bad = _add_judgements(workspace, batch, claims, people, by=by)
    ends = [
        (row, _placed(record, articles, sources), record, people.of(record.decided_by))
        for row, record in batch.dependences
    ]
    return bad + _add_dependences(workspace, ends)


def _add_propositions(
    workspace: Workspace, records: Iterable[PropositionRecord], *, by: AbstractBaseUser | None
) -> None:
    """A statement that is there keeps its note; relations that are said already are not said twice."""
    wanted = list(records)
    texts = {row.text for row in wanted} | {one.target for row in wanted for one in row.relations}
    found = judgements.find_or_make(workspace, texts, by=by)
    noted = []
    for record in wanted:
        limits.check_prose(record.note, field="note")
        row = found[record.text]
        if record.note and not row.note:
            row.note = record.note
            noted.append(row)
    Proposition.objects.bulk_update(noted, ["note"], batch_size=500)
    relations = [
        PropositionRelation(
            workspace=workspace,
            proposition=found[record.text],
            target=found[one.target],
            kind=one.kind,
            created_by_id=by.pk if by else None,
        )
        for record in wanted
        for one in record.relations
        if found[record.text].pk != found[one.target].pk
    ]
    PropositionRelation.objects.bulk_create(relations, ignore_conflicts=True, batch_size=500)


def _add_judgements(
    workspace: Workspace,
    batch: Batch,
    claims: Mapping[UUID, UUID],
    people: People,
    *,
    by: AbstractBaseUser | None,
) -> Bad:
    """Verdicts on claims of articles that were skipped are skipped with them."""
    of_file = {claim.id for article in batch.articles for claim in article.claims if claim.id}
    bad = [
        (row, f"There is no claim {record.claim} in this file.")
        for row, record in batch.judgements
        if record.claim not in of_file
    ]
    known = [record for _, record in batch.judgements if record.claim in claims]
    found = judgements.find_or_make(workspace, {record.proposition for record in known}, by=by)
    last: dict[tuple[UUID, UUID, str], JudgementRecord] = {}
    for record in known:
        last[claims[record.claim], found[record.proposition].pk, record.analyst] = record
    rows = [
        Judgement(
            workspace=workspace,
            claim_id=claim,
            proposition_id=proposition,
            analyst_id=people.of(analyst),
            verdict=record.verdict,
        )
        for (claim, proposition, analyst), record in last.items()
    ]
    insert(rows)
    return bad


def _placed(
    record: DependenceRecord, articles: Callable[[UUID], UUID], sources: Callable[[UUID], UUID]
) -> tuple[UUID | None, UUID | None, UUID | None, UUID | None]:
    return (
        articles(record.article) if record.article else None,
        articles(record.on_article) if record.on_article else None,
        sources(record.source) if record.source else None,
        sources(record.on_source) if record.on_source else None,
    )


def _add_dependences(
    workspace: Workspace,
    placed: list[tuple[int, tuple[UUID | None, UUID | None, UUID | None, UUID | None], DependenceRecord, int | None]],
) -> Bad:
    """Pairs that are known in the workspace stay as they are."""
    ids = {key for _, ends, _, _ in placed for key in ends if key}
    known = set(Article.objects.filter(workspace=workspace, pk__in=ids).values_list("pk", flat=True))
    known |= set(Source.objects.filter(workspace=workspace, pk__in=ids).values_list("pk", flat=True))
    bad: Bad = []
    rows = []
    now = timezone.now()
    for row, ends, record, decided_by in placed:
        if missing := [key for key in ends if key and key not in known]:
            bad.append((row, f"There is no article or source {missing[0]} in this file or workspace."))
        elif ends[0] != ends[1] or ends[2] != ends[3]:
            limits.check_prose(record.why, field="why")
            rows.append(
                Dependence(
                    workspace=workspace,
                    article_id=ends[0],
                    on_article_id=ends[1],
                    source_id=ends[2],
                    on_source_id=ends[3],
                    kind=record.kind,
                    state=record.state,
                    why=record.why,
                    decided_by_id=decided_by,
                    decided_at=None if record.state == ProposalState.PENDING else now,
                )
            )
    Dependence.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    return bad
