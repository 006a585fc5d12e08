"""How each filter narrows claims; parsing them, and the filters of articles and sources, are elsewhere."""

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.models import Attribution, Chain, Claim, ClaimLabel, Judgement, Workspace
from claims.queries.cells import claims_in
from claims.queries.filter_values import NONE, any_of, as_uuid, dated, in_language, is_person, uuid_of, words_of
from claims.queries.sources import family_members, ids_by_name_or_id
from claims.vocabulary import SetKind, Verdict

Claims = QuerySet[Claim]
Narrower = Callable[[Workspace, Claims, Sequence[str]], Claims]
HOP_COLUMNS = ("stance", "certainty", "verification")
STANDING_SOURCE_COLUMNS = ("kind", "identifiability")


def in_set(rows: Claims, given: Sequence[str]) -> Claims:
    """Claims of the record unless another set is asked for."""
    if not given:
        return rows.filter(annotation_set__kind=SetKind.RECORD)
    kinds = [value for value in given if value in SetKind.values()]
    ids = [uuid_of("set", value) for value in given if value not in SetKind.values()]
    return rows.filter(Q(annotation_set__kind__in=kinds) | Q(annotation_set__in=ids))


def with_hop(workspace: Workspace, rows: Claims, values: Mapping[str, Sequence[str]]) -> Claims:
    """What one and the same hop must be: "source=SITE&stance=relays" finds claims that SITE relays."""
    wanted = Q()
    if given := values.get("source"):
        wanted &= Q(source__in=ids_by_name_or_id(workspace, given))
    if given := values.get("family"):
        wanted &= Q(source__in=family_members(workspace, ids_by_name_or_id(workspace, given)))
    for name in HOP_COLUMNS:
        if given := values.get(name):
            wanted &= Q(**{f"{name}__in": given})
    for name in STANDING_SOURCE_COLUMNS:
        if given := values.get(name):
            alone = Q(**{"source__merged_into__isnull": True, f"source__{name}__in": given})
            wanted &= alone | Q(**{f"source__merged_into__{name}__in": given})
    if not wanted:
        return rows
    return rows.filter(Exists(Attribution.objects.filter(wanted, workspace=workspace, claim=OuterRef("pk"))))


def _by_article(workspace: Workspace, rows: Claims, given: Sequence[str]) -> Claims:
    return rows.filter(article__in=[uuid_of("article", value) for value in given])


def _by_publisher(workspace: Workspace, rows: Claims, given: Sequence[str]) -> Claims:
    return rows.filter(article__publisher__in=ids_by_name_or_id(workspace, given))


def _by_origin(workspace: Workspace, rows: Claims, given: Sequence[str]) -> Claims:
    said = ids_by_name_or_id(workspace, given)
    hops = Attribution.objects.filter(workspace=workspace, claim=OuterRef("pk"), is_origin=True, source__in=said)
    return rows.filter(Exists(hops))


def _by_lineage(workspace: Workspace, rows: Claims, given: Sequence[str]) -> Claims:
    return rows.filter(Exists(Chain.objects.filter(workspace=workspace, claim=OuterRef("pk"), lineage__in=given)))


def _by_hops(workspace: Workspace, rows: Claims, given: Sequence[str]) -> Claims:
    least = min(int(value) for value in given)
    if least == 0:
        return rows
    hops = Attribution.objects.filter(workspace=workspace, claim=OuterRef("pk"), position__gte=least)
    return rows.filter(Exists(hops))


def _by_label(workspace: Workspace, rows: Claims, given: Sequence[str]) -> Claims:
    """A label that was merged into another one counts as that one."""
    named = any_of(_is_label(value) for value in given)
    return rows.filter(Exists(ClaimLabel.objects.filter(named, workspace=workspace, claim=OuterRef("pk"))))


def _is_label(value: str) -> Q:
    named = Q(label__name__iexact=value) | Q(label__merged_into__name__iexact=value)
    key = as_uuid(value)
    return named | Q(label=key) | Q(label__merged_into=key) if key else named


def _by_annotator(workspace: Workspace, rows: Claims, given: Sequence[str]) -> Claims:
    return rows.filter(is_person("annotator", given))


def _by_proposition(workspace: Workspace, rows: Claims, given: Sequence[str]) -> Claims:
    same = Judgement.objects.filter(
        workspace=workspace, claim=OuterRef("pk"), verdict=Verdict.SAME, superseded_at__isnull=True
    )
    ids = [uuid_of("proposition", value) for value in given if value != NONE]
    wanted = Q(Exists(same.filter(Q(proposition__in=ids) | Q(proposition__merged_into__in=ids))))
    if NONE in given:
        wanted |= Q(~Exists(same))
    return rows.filter(wanted)


def _by_cell(workspace: Workspace, rows: Claims, given: Sequence[str]) -> Claims:
    return rows.filter(pk__in={key for value in given for key in claims_in(workspace, value)})


def _by_status(workspace: Workspace, rows: Claims, given: Sequence[str]) -> Claims:
    return rows.filter(status__in=given)


def _by_quotation(workspace: Workspace, rows: Claims, given: Sequence[str]) -> Claims:
    return rows.filter(quotation__in=given)


def _by_language(workspace: Workspace, rows: Claims, given: Sequence[str]) -> Claims:
    return rows.filter(in_language("article__language", given))


def _published_after(workspace: Workspace, rows: Claims, given: Sequence[str]) -> Claims:
    return rows.filter(dated("article__published_earliest", "published_after", given))


def _published_before(workspace: Workspace, rows: Claims, given: Sequence[str]) -> Claims:
    return rows.filter(dated("article__published_earliest", "published_before", given))


def _by_update(workspace: Workspace, rows: Claims, given: Sequence[str]) -> Claims:
    return rows.filter(dated("updated_at", "updated_since", given))


def _by_words(workspace: Workspace, rows: Claims, given: Sequence[str]) -> Claims:
    return rows.filter(search=words_of(given))


NARROWERS: dict[str, Narrower] = {
    "article": _by_article,
    "publisher": _by_publisher,
    "origin": _by_origin,
    "lineage": _by_lineage,
    "hops_min": _by_hops,
    "label": _by_label,
    "status": _by_status,
    "quotation": _by_quotation,
    "annotator": _by_annotator,
    "proposition": _by_proposition,
    "cell": _by_cell,
    "language": _by_language,
    "published_after": _published_after,
    "published_before": _published_before,
    "updated_since": _by_update,
    "q": _by_words,
}
"""The other filters ask what one hop is, and which set; see `with_hop` and `in_set`."""
