"""Which labels the screens offer, and how many claims carry each; the API's documents are in `label_documents`."""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower

from claims.models import ClaimLabel, Label, Workspace
from claims.queries.label_documents import standing
from claims.vocabulary import SetKind

CARRIED = ClaimLabel.objects.filter(
    Q(label=OuterRef("pk")) | Q(label__merged_into=OuterRef("pk")),
    workspace=OuterRef("workspace"),
    claim__withdrawn_at__isnull=True,
    claim__article__withdrawn_at__isnull=True,
    claim__annotation_set__kind=SetKind.RECORD,
)


def offered(workspace: Workspace) -> QuerySet[Label]:
    """Labels one may choose, by name."""
    return standing(workspace).order_by(Lower("name"), "pk")


def with_counts(workspace: Workspace) -> QuerySet[Label]:
    """Labels by name, retired ones too, each with `used`: the standing claims of the record that show it."""
    rows = Label.objects.filter(workspace=workspace, merged_into__isnull=True)
    count = CARRIED.order_by().values("workspace").annotate(claims=Count("claim", distinct=True)).values("claims")
    return rows.annotate(used=Coalesce(Subquery(count), 0)).order_by(Lower("name"), "pk")


def merged(workspace: Workspace) -> QuerySet[Label]:
    """Labels that count as others, by name, each with the one it counts as."""
    rows = Label.objects.filter(workspace=workspace, merged_into__isnull=False)
    return rows.select_related("merged_into").order_by(Lower("name"), "pk")
