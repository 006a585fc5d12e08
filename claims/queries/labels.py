"""Which labels the screens offer, and how many claims carry each; the API's documents are in `label_documents`."""

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower

from claims.models import Label, Workspace
from claims.queries.label_documents import standing
from claims.vocabulary import SetKind

CARRIED = Q(
    claim_labels__claim__withdrawn_at__isnull=True,
    claim_labels__claim__article__withdrawn_at__isnull=True,
    claim_labels__claim__annotation_set__kind=SetKind.RECORD,
)


def offered(workspace: Workspace) -> QuerySet[Label]:
    """Labels one may choose, by name."""
    return standing(workspace).order_by(Lower("name"), "pk")


def with_counts(workspace: Workspace) -> QuerySet[Label]:
    """Labels by name, retired ones too, each with `used`: the standing claims of the record that carry it."""
    rows = Label.objects.filter(workspace=workspace, merged_into__isnull=True)
    return rows.annotate(used=Count("claim_labels", filter=CARRIED)).order_by(Lower("name"), "pk")
