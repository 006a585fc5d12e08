"""JSON objects as records of statements, verdicts and dependences; articles and sources are for `from_json`."""

from claims.exchange.fields import Fields
from claims.exchange.records import DependenceRecord, JudgementRecord, PropositionRecord, PropositionRelationRecord
from claims.exchange.validation import check_line
from claims.vocabulary import DependenceKind, ProposalState, PropositionRelationKind, Verdict


def read_proposition(fields: Fields) -> PropositionRecord:
    return PropositionRecord(
        id=fields.identity("id"),
        text=fields.text("text", required=True),
        note=fields.text("note"),
        relations=fields.objects("relations", _read_proposition_relation),
    )


def read_judgement(fields: Fields) -> JudgementRecord:
    claim = fields.identity("claim")
    if claim is None:
        raise fields.wrong("claim", "is missing; it is the id of a claim of this file")
    verdict = fields.word("verdict", Verdict)
    if verdict is None:
        raise fields.wrong("verdict", "is missing; it is one of " + ", ".join(Verdict))
    proposition = fields.text("proposition", required=True)
    return JudgementRecord(claim, proposition, verdict, analyst=_name(fields, "analyst"))


def read_dependence(fields: Fields) -> DependenceRecord:
    kind = fields.word("kind", DependenceKind)
    if kind is None:
        raise fields.wrong("kind", "is missing; it is one of " + ", ".join(DependenceKind))
    record = DependenceRecord(
        kind=kind,
        state=fields.word("state", ProposalState) or ProposalState.PENDING,
        article=fields.identity("article"),
        on_article=fields.identity("on_article"),
        source=fields.identity("source"),
        on_source=fields.identity("on_source"),
        why=fields.text("why"),
        decided_by=_name(fields, "decided_by"),
    )
    articles, sources = (record.article, record.on_article), (record.source, record.on_source)
    if not ((all(articles) and not any(sources)) or (all(sources) and not any(articles))):
        raise fields.wrong("article", "and on_article go together, or source and on_source, and nothing else")
    if articles[0] == articles[1] and sources[0] == sources[1]:
        raise fields.wrong("article" if articles[0] else "source", "depends on itself; name two")
    return record


def _read_proposition_relation(fields: Fields) -> PropositionRelationRecord:
    kind = fields.word("kind", PropositionRelationKind)
    if kind is None:
        raise fields.wrong("kind", "is missing; it is one of " + ", ".join(PropositionRelationKind))
    return PropositionRelationRecord(kind, fields.text("target", required=True))


def _name(fields: Fields, key: str) -> str:
    text = fields.text(key)
    check_line(text, field=fields.path(key))
    return text
